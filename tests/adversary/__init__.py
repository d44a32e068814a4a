"""An adversary who sees only what is served: random courses of a workshop, and what can be told from their bytes."""
