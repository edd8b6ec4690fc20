"""Names that come near to a mistyped one."""

from collections.abc import Iterable

__all__ = ["nearest"]

_CUTOFF = 60.0


def nearest(text: str, names: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Find the names most like a text, the most like first and ties by the alphabet.

    Args:
        text: what somebody typed.
        names: the names there are.
        limit: how many to give at most.

    Returns:
        Up to ``limit`` names; none when nothing comes near.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (only a failed look-up pays for it)

    found = process.extract(
        text,
        sorted(set(names)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_CUTOFF,
    )
    ranked = sorted(found, key=lambda hit: (-hit[1], abs(len(hit[0]) - len(text)), hit[0]))
    return tuple(name for name, _, _ in ranked)
