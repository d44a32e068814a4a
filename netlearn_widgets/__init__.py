"""A guided workbook for groups that set up a network for a learning system."""

__version__ = "0.1.0"
