"""What a workshop's results say, and pages of them. Imports only the model and the analysis."""
