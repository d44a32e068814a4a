"""What the benches share: servers, their processes, visitors, a browser, and tables."""
