"""`python -m netlearn_widgets …` does what `netlearn …` does."""

from __future__ import annotations

from netlearn_widgets.cli import main

main()
