"""Who asks for a page only to tell others of it."""

from __future__ import annotations

import re

__all__ = ["is_preview"]

_PREVIEWS = re.compile(
    r"(?<!cu)bot\b"  # Slackbot, TelegramBot, Discordbot, LinkedInBot, Googlebot …; a Cubot is a phone
    r"|^WhatsApp/|facebookexternalhit|SkypeUriPreview|Embedly|Iframely|crawler|spider",
    re.IGNORECASE,
)


def is_preview(agent: str) -> bool:
    """Whether a ``User-Agent`` is that of a program that makes a link's preview or looks for pages.

    A browser taken for one would show the page without its questions, so only names no browser bears are known here;
    a preview taken for a browser keeps a place for ten seconds.
    """
    return _PREVIEWS.search(agent) is not None
