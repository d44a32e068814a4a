"""What the answers add up to: pictures, the network, frames. The only user of pandas and networkx."""

from __future__ import annotations

from netlearn_widgets.analysis.tally import picture

__all__ = ["picture"]
