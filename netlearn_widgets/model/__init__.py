"""What a workshop is: frozen values and rules. Imports nothing else of this package."""
