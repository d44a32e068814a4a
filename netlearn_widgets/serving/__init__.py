"""Voilà pages by name, a light page with its own client, and nothing else on the network."""

from __future__ import annotations

from netlearn_widgets.serving.app import serve
from netlearn_widgets.serving.assets import asset_path
from netlearn_widgets.serving.door import Door, PortTaken, open_door
from netlearn_widgets.serving.site import Page, Site

__all__ = ["Door", "Page", "PortTaken", "Site", "asset_path", "open_door", "serve"]
