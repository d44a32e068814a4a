"""What is wrong with a text that is no TOML, in words for somebody who has never heard of TOML."""

from __future__ import annotations

import re

from netlearn_widgets.model.errors import Problem

__all__ = ["explain"]

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CURES = (
    # (what the decoder's message and the line look like, the cure); the first that fits is taken
    (r".*\n.*=\s*[“”„«]", 'Put straight quotes " around a text; curly ones may stand inside it.'),
    (r"Cannot overwrite", "This name stands twice in one part. Take one away, or begin a new part above it."),
    (r"Cannot (declare|mutate)", "Head a part that may come several times with two square brackets: [[step]]."),
    (r"Expected '\]+' at the end of a", "End the heading with as many ] as it has [ in front."),
    (
        r"(Unescaped '\\|Invalid hex value)",
        r"Write a backslash in a text twice: \\. Or put single quotes around the text: 'C:\Users'.",
    ),
    (
        r"Expected newline or end of document.*\n[\w.-]+\s*=\s*[-+\d][\d_.]*\s*//",
        "A remark begins with #, not with //.",
    ),
    (
        r"Expected newline or end of document.*\n[\w.-]+\s*=\s*[-+\d][\d_.]*\s*[^\W\d]",
        "Write a number alone, without its unit: 15.",
    ),
    (r"Expected newline or end of document.*\n.*[\"'\])]\s*//", "A remark begins with #, not with //."),
    (r"Expected newline or end of document", 'Write a " inside a text as \\", or use “ and ” there.'),
    (r"(Illegal character '\\n'|Unterminated|Expected '\"\"\"')", 'End the text with the " it began with.'),
    (r"Invalid (value|statement)|Expected '='", 'Write name = "text"; a remark begins with #.'),
    (r"(Unclosed|Expected '\]')", "Close the list with ], and put a comma between its entries."),
)
_OTHER = "Compare it with the same part of the default guide: `netlearn guide`."


def explain(error: ValueError | RecursionError, text: str, name: str) -> Problem:
    """The problem that tomllib met, with its line and the likeliest cure."""
    if isinstance(error, RecursionError):
        return Problem(name, "Brackets stand inside brackets far too often.", "Take the inner ones away.")
    message = _AT.sub("", str(error))
    found = _AT.search(str(error))
    lines = text.rstrip("\n").split("\n")
    number = int(found[1]) if found and found[1] else len(lines)
    line = lines[min(number, len(lines)) - 1].strip()
    cure = next((cure for look, cure in _CURES if re.match(look, f"{message}\n{line}")), _OTHER)
    return Problem(f"{name}, line {number}", f"This cannot be read as TOML ({message}): {_shown(line)}.", cure)


def _shown(line: str) -> str:
    """The line as it stands in the file; where it holds what cannot be seen, that is spelled out."""
    short = line[:80]
    return f"“{short}”" if short.isprintable() else repr(short)
