"""Which format to answer in, from what HTTP's Accept header asks for."""

import re
from collections.abc import Sequence

from her2kg.queries.errors import NotAcceptable

__all__ = ["best"]

_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}


def best(accept: str, offered: Sequence[str]) -> str:
    """Choose the format that is wanted most; among equals the one that is offered first.

    Args:
        accept: as in RFC 9110, e.g. ``text/csv;q=0.5, application/json``; empty means all.
        offered: media types that can be given, the preferred first.

    Returns:
        One of ``offered``.

    Raises:
        NotAcceptable: none of them is wanted.
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    quality = {media: max(_score(media, entry) for entry in wanted)[1] for media in offered}
    first = max(offered, key=lambda media: quality[media])
    if quality[first] <= 0:
        raise NotAcceptable(f"{accept} cannot be given; this answer can be: {', '.join(offered)}")
    return first


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    sound = re.fullmatch(r"[01](\.\d{0,3})?", quality)
    return _ALIASES.get(media, media), float(quality) if sound else 0.0


def _score(media: str, entry: tuple[str, float]) -> tuple[int, float]:
    """How exactly an entry names a media type, and how much it is wanted."""
    pattern, quality = entry
    if pattern == media:
        return 2, quality
    if pattern == media.partition("/")[0] + "/*":
        return 1, quality
    return (0, quality) if pattern == "*/*" else (-1, 0.0)
