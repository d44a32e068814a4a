"""Guides: the default one, and others read from TOML with every mistake reported at once."""

from netlearn_widgets.content.load import default_guide, default_text, load, parse, read_text

__all__ = ["default_guide", "default_text", "load", "parse", "read_text"]
