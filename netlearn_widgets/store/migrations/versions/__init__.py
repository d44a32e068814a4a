"""One file a step; its number counts on from the one before."""
