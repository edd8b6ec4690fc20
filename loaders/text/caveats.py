"""What the sentences behind a claim say against taking it as it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rdflib import Literal

from her2kg.loaders.text.assertion import Assertion, caveats
from her2kg.loaders.text.masking import Masked, mask
from her2kg.loaders.text.response_passages import Spoken
from her2kg.ontology.model import Claim, Qualifier

__all__ = ["with_caveats"]

_ASKED = re.compile(
    r"(?<!regardless of )(?<!irrespective of )\bwhether\b|\?[\s\"')]*$", re.IGNORECASE
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_DRUGS = frozenset({"Drug", "DrugClass", "Regimen"})


def _place(masked: Masked, offset: int) -> int:
    """Return where an offset of the document, not inside of a name, lies in a masked sentence."""
    behind = [n for n, slot in enumerate(masked.slots) if slot.end <= offset]
    if not behind:
        return max(0, offset - masked.start)
    return masked.masked_ends[behind[-1]] + offset - masked.slots[behind[-1]].end


def _judged(text: str, spoken: Spoken, start: int, end: int) -> Assertion:
    """Judge the part of a sentence that a quote takes in."""
    masked = mask(text, spoken.slots, spoken.bounds)
    first = _place(masked, max(start, spoken.sentence.start))
    return caveats(masked.text, first, _place(masked, min(end, spoken.sentence.end)))


def _is_silent(text: str, spoken: Spoken) -> bool:
    """Tell whether a sentence only asks, or lists changes with "respectively"."""
    if _ASKED.search(text[slice(*spoken.bounds)]):
        return True
    if not _RESPECTIVELY.search(text, *spoken.bounds):
        return False
    return any(len(slot.mentions) > 1 and slot.kind not in _DRUGS for slot in spoken.slots)


def _weakened(claim: Claim, found: Sequence[Assertion]) -> Claim:
    hedges = dict.fromkeys(hedge for one in found for hedge in one.hedges)
    notes = dict.fromkeys(note for one in found for note in one.notes)
    named = [claim.attribution, *(one.attribution for one in found)]
    caps = [claim.confidence or 0, *(one.cap for one in found)]
    return replace(
        claim,
        hedge="; ".join([*([claim.hedge] if claim.hedge else []), *hedges]),
        attribution=next(filter(None, named), ""),
        qualifiers=(*claim.qualifiers, *(Qualifier("note", Literal(note)) for note in notes)),
        confidence=min(caps),
    )


def with_caveats(claim: Claim, text: str, spoken: Iterable[Spoken]) -> Claim | None:
    """Give a claim read from a passage the hedges and authorities of its sentences.

    Args:
        claim: the claim, with its quote.
        text: the document.
        spoken: its sentences with their names.

    Returns:
        The claim, weakened where its sentences are; None where it rests on one sentence that
        only asks, or whose lists belong together part by part.
    """
    quote = claim.quote
    if quote is None:
        return claim
    behind = [
        one for one in spoken if one.sentence.start < quote.end and quote.start < one.sentence.end
    ]
    if len(behind) == 1 and _is_silent(text, behind[0]):
        return None
    return _weakened(claim, [_judged(text, one, quote.start, quote.end) for one in behind])
