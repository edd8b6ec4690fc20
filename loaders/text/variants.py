"""The plain sentences that one with "respectively" or with a denied name stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from her2kg.loaders.text.assertion import Assertion
from her2kg.loaders.text.masking import CLOSE, OPEN, Masked, Slot, mask
from her2kg.loaders.text.remarks import beside, with_beside
from her2kg.ontology.model import Polarity

__all__ = ["Variant", "turned", "variants"]

_RESPECTIVELY = re.compile(r"\s*,?\s*\brespectively\b(?:\s*,)?", re.IGNORECASE)
_UNIT = (
    r"(?:%|per ?cent|[a-z\u00b5\u03bc]?[gmMlL](?:/[a-zA-Z]+)?|months?|years?|weeks?|days?"
    r"|patients?|cases)"
)
_NUMBER = rf"(?<![#\w.-])\d+(?:\.\d+)?(?:\s*{_UNIT}(?![\w-]))?(?:\s*\([^(){OPEN}]*\))?"
_EACH_NUMBER = re.compile(
    rf"(?P<bare>(?<![#\w.-])\d+(?:\.\d+)?)(?P<unit>\s*{_UNIT}(?![\w-]))?(?:\s*\([^(){OPEN}]*\))?"
)
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s*,\s*{_NUMBER})*\s*,?\s+(?:and|or)\s+{_NUMBER}(?![\w.-]*\d)")
_LINK = re.compile(
    r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)"
    r"((?:(?!(?:which|who|whom|whose|that|where|when)\b)[A-Za-z-]+\s+){0,4})$"
)
_WORDS = re.compile(r"(?<![\w-])([a-z-]{4,})\s+and\s+([a-z-]{4,})(?![\w-])")
_WEAK = re.compile(
    r"n't\b|\b(?:not|no|never|neither|nor|without|fail\w*|lack\w*|may|might|can|could|should|would"
    r"|will|must|does|do|did|to|if|unless|whether|thought|believed|said|reported|appears?|seems?)\b",
    re.IGNORECASE,
)
_FIRST_VERB = re.compile(
    rf"(?<={CLOSE})(\s+(?:is|are|was|were|has|have|lies|sits|comes|belongs|acts|works|[a-z]+ed)"
    rf"\s[^,.;:{OPEN}{CLOSE}]{{1,80}}?\s+and)(?=\s+(?:also\s+)?(?:is|are|was|were|[a-z]+(?:s|ed))\s)"
)
_REPLACEABLE = frozenset({"treats", "indicatedFor"})


@dataclass(frozen=True, slots=True)
class Variant:
    """A sentence as it would stand if it said one thing only.

    Attributes:
        masked: the sentence, what does not belong to it blanked out; offsets stay.
        denied: a slot of whose names the sentence denies what it says, or None.
    """

    masked: Masked
    denied: Slot | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list in a masked sentence, whose parts belong to the parts of another.

    Attributes:
        parts: start and end of each part.
        slot: number of the slot that is the list itself, or None.
    """

    parts: tuple[tuple[int, int], ...]
    slot: int | None = None

    def blanked(self, text: str, chosen: int) -> str:
        """Blank out all parts but one, and the words that join them."""
        start, end = self.parts[0][0], self.parts[-1][1]
        first, last = self.parts[chosen]
        kept = " " * (first - start) + text[first:last] + " " * (end - last)
        return text[:start] + kept + text[end:]


def _slot_lists(masked: Masked) -> Iterator[_List]:
    for number, slot in enumerate(masked.slots):
        if len(slot.mentions) > 1:
            span = masked.masked_starts[number], masked.masked_ends[number]
            yield _List((span,) * len(slot.mentions), number)


def _number_lists(masked: Masked) -> Iterator[_List]:
    for found in _NUMBERS.finditer(masked.text):
        if OPEN not in found[0] and CLOSE not in found[0]:
            numbers = [*_EACH_NUMBER.finditer(masked.text, *found.span())]
            shared = not all(number["unit"] for number in numbers)
            yield _List(
                tuple((one.start(), one.end("bare") if shared else one.end()) for one in numbers)
            )


def _word_lists(masked: Masked) -> Iterator[_List]:
    for found in _WORDS.finditer(masked.text):
        yield _List((found.span(1), found.span(2)))


def _words_between(masked: Masked, number: int, *, mixed: bool) -> str | None:
    """Return the words that a slot has of its own behind "and", e.g. "sensitivity to"."""
    left, right = masked.slots[number - 1], masked.slots[number]
    between = masked.text[masked.masked_ends[number - 1] : masked.masked_starts[number]]
    found = _LINK.fullmatch(between)
    alone = len(left.mentions) == len(right.mentions) == 1
    if not found or not alone or not (found[1] or mixed):
        return None
    return found[1] if mixed or left.kind == right.kind else None


def _phrase(masked: Masked, number: int, count: int) -> tuple[int, int]:
    """Return the span of a slot with some words before it, none of them a slot."""
    floor = masked.masked_ends[number - 1] if number else 0
    words = re.finditer(r"\S+", masked.text[floor : masked.masked_starts[number]])
    starts = [floor + word.start() for word in words] + [masked.masked_starts[number]]
    return starts[max(0, len(starts) - 1 - count)], masked.masked_ends[number]


def _phrase_lists(masked: Masked, *, mixed: bool) -> Iterator[_List]:
    """Find lists such as "resistance to A and sensitivity to B", of names of any class if mixed."""
    number = 1
    while number < len(masked.slots):
        first, counts = number - 1, list[int]()
        while number < len(masked.slots):
            words = _words_between(masked, number, mixed=mixed)
            if words is None:
                break
            counts.append(len(words.split()))
            number += 1
        if counts:
            own = [counts[0], *counts]
            yield _List(tuple(_phrase(masked, first + i, n) for i, n in enumerate(own)))
        number += 1


def _parallel(masked: Masked) -> list[_List] | None:
    """Return the lists that run in parallel, or None where none has a partner of its length."""
    lists = [
        *_slot_lists(masked),
        *_number_lists(masked),
        *_phrase_lists(masked, mixed=True),
    ]
    return _of_one_length(lists) or _of_one_length([*lists, *_word_lists(masked)])


def _of_one_length(lists: Sequence[_List]) -> list[_List] | None:
    lengths = [len(one.parts) for one in lists]
    paired = [length for length in lengths if lengths.count(length) > 1]
    return [one for one in lists if len(one.parts) == max(paired)] if paired else None


def _item(masked: Masked, lists: Sequence[_List], chosen: int) -> Masked:
    text, slots = masked.text, list(masked.slots)
    for one in lists:
        if one.slot is None:
            text = one.blanked(text, chosen)
        else:
            slot = slots[one.slot]
            slots[one.slot] = replace(slot, mentions=(slot.mentions[chosen],))
    return replace(masked, text=text, slots=tuple(slots))


def _respectively(masked: Masked) -> Iterator[Masked]:
    if not _RESPECTIVELY.search(masked.text):
        yield masked
        return
    lists = _parallel(masked)
    plain = replace(masked, text=_RESPECTIVELY.sub(lambda one: " " * len(one[0]), masked.text))
    if lists is not None:
        for chosen in range(len(lists[0].parts)):
            yield _item(plain, lists, chosen)
    elif not any(_slot_lists(masked)):
        yield plain


def _coordinated(masked: Masked) -> Iterator[Masked]:
    """Yield what a sentence says behind "and" of its subject, or of its verb.

    "The drug is selective and inhibits HER2" is "The drug inhibits HER2", and "confers resistance
    to A and sensitivity to B" is "confers sensitivity to B".
    """
    for found in _FIRST_VERB.finditer(masked.text):
        if not _WEAK.search(found[1]):
            start, end = found.span(1)
            text = masked.text[:start] + " " * (end - start) + masked.text[end:]
            yield replace(masked, text=text, whole=masked.text)
    for listed in _phrase_lists(masked, mixed=False):
        if not _WEAK.search(masked.text, 0, listed.parts[-1][1]):
            for chosen in range(1, len(listed.parts)):
                text = listed.blanked(masked.text, chosen)
                yield replace(masked, text=text, whole=masked.text)


def variants(text: str, slots: Sequence[Slot], bounds: tuple[int, int]) -> Iterator[Variant]:
    """Write out a sentence: one thing after the other, then what it denies.

    Args:
        text: the document.
        slots: the slots of the sentence, in order.
        bounds: start and end of the sentence.

    Yields:
        The sentence itself where it says one thing only. With "respectively", one sentence for
        each place in the lists, and none where a list has no partner of its length. For each
        slot with denied names, the sentence with those names instead. Each is to be judged
        together with the sentences beside it.
    """
    around = beside(text, bounds) if slots else ("", "")
    for variant in _variants(text, slots, bounds):
        yield replace(variant, masked=with_beside(variant.masked, around))


def _variants(text: str, slots: Sequence[Slot], bounds: tuple[int, int]) -> Iterator[Variant]:
    neither = next((slot for slot in slots if slot.negated), None)
    for masked in _respectively(mask(text, slots, bounds)):
        yield Variant(masked, neither)
        for further in _coordinated(masked):
            yield Variant(further, neither)
    for place, slot in enumerate(slots):
        if slot.denied:
            other = replace(slot, mentions=slot.denied, denied=())
            changed = [*slots[:place], other, *slots[place + 1 :]]
            for masked in _respectively(mask(text, changed, bounds)):
                yield Variant(masked, other)


def turned(assertion: Assertion, predicate: str, denied: Slot) -> Assertion | None:
    """Turn a statement about names that the sentence denies.

    Args:
        assertion: what the sentence makes of the names that it affirms.
        predicate: local name of the property.
        denied: the slot of the denied names.

    Returns:
        The judgement on the denied names, or None where it says nothing of them: a treatment
        given instead of another denies nothing of the other.
    """
    if assertion.polarity is not Polarity.SUPPORTS:
        return None
    if denied.replaced and predicate in _REPLACEABLE:
        return None
    return replace(assertion, polarity=Polarity.REFUTES)
