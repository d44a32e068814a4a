"""`netlearn …`: the command line."""

from __future__ import annotations

from netlearn_widgets.cli.app import main

__all__ = ["main"]
