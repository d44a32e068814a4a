"""What notebooks call; joins the guide, the store, the analysis, the widgets and the report."""
