"""What the sentences of a paragraph have said of their study: drug, partners, patients, trial."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rdflib import Literal

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Hit
from her2kg.loaders.text.masking import Masked, Slot, mask
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.patterns import Argument, compile_pattern
from her2kg.loaders.text.sentences import Sentence
from her2kg.ontology.model import Qualifier

__all__ = ["Study", "first_drugs"]

_OUTCOME = frozenset({"reportsOutcome", "improves", "worsens"})
_EVENT = frozenset({"hasAdverseEvent"})
_RESPONSE = frozenset(
    {"confersReducedSensitivityTo", "confersResistanceTo", "confersSensitivityTo"}
)
_FINDINGS = frozenset({"HER2Status", "Variant"})
_NARROWING = ("lineSetting", "requiresBiomarker", "requiresStatus", "requiresVariant", "setting")


@cache
def _roles(name: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of one role, in the order of their table."""
    drug = Argument(frozenset({"Drug"}))
    return tuple(
        compile_pattern(
            row["pattern"],
            {"s": drug, "c": Argument(frozenset(filter(None, row["kinds"].split("|"))))},
        )
        for row in read_rows("study.tsv")
        if row["role"] == name
    )


def _says(name: str, masked: Masked) -> bool:
    return any(regex.search(masked.text) for regex in _roles(name))


def _filled(name: str, masked: Masked) -> Iterator[tuple[Slot | None, Slot]]:
    """Yield the slot of the drug, where the pattern has one, and the slot of the role."""
    for regex in _roles(name):
        for found in regex.finditer(masked.text):
            drug = found.groupdict().get("s")
            yield (
                masked.slots[int(drug)] if drug is not None else None,
                masked.slots[int(found["c"])],
            )


def _narrowing(name: str, masked: Masked, text: str) -> tuple[Qualifier, ...]:
    """Return what a sentence says of all patients, the first thing of its kind."""
    for regex in _roles(name):
        found = regex.search(masked.text)
        if found is None:
            continue
        number = found.groupdict().get("c")
        if number is not None:
            slot = masked.slots[int(number)]
            return tuple(Qualifier(name, one.iri, identifying=True) for one in slot.mentions)
        start, end = (masked.original(place) for place in found.span("value"))
        words = " ".join(text[start:end].split())
        return (Qualifier(name, Literal(words), identifying=True),)
    return ()


def first_drugs(sentences: Sequence[Sentence], hits: Iterable[Hit]) -> dict[int, list[Mention]]:
    """Return the first drug that each paragraph names.

    Args:
        sentences: the sentences of a document, in order.
        hits: the names found in it, in order.

    Returns:
        None or one drug, by the number of the paragraph.
    """
    starts = [sentence.start for sentence in sentences]
    first: dict[int, list[Mention]] = {sentence.block: [] for sentence in sentences}
    for hit in hits:
        place = bisect_right(starts, hit.start) - 1
        if hit.entry.kind == "Drug" and place >= 0 and not first[sentences[place].block]:
            entry = hit.entry
            drug = Mention(hit.start, hit.end, entry.iri, entry.kind, entry.label)
            first[sentences[place].block].append(drug)
    return first


@dataclass(slots=True)
class Study:
    """What one paragraph has said so far; a new paragraph begins a new study.

    Attributes:
        block: number of the paragraph.
        drug: the treatment under study, or None as long as none was named.
        partners: what is given with it, by IRI.
        cancers: what its patients have.
        seen: every cancer named for its patients, by IRI.
        trials: the trial, where one was named.
        directed: drug and outcome of which it was said that one makes the other better or worse.
        finding: the status or alteration spoken of last.
        narrowing: line, setting and what is required of the patients, by property.
        pending: sentences not yet taken in, each with its document, slots and bounds.
        begun: whether anything said that this is a study at all.
        label: whether anything said that this is a label.
    """

    block: int = -1
    drug: Mention | None = None
    partners: dict[str, Mention] = field(default_factory=dict)
    cancers: tuple[Mention, ...] = ()
    seen: set[str] = field(default_factory=set)
    trials: tuple[Mention, ...] = ()
    directed: set[tuple[str, str]] = field(default_factory=set)
    finding: Mention | None = None
    narrowing: dict[str, tuple[Qualifier, ...]] = field(default_factory=dict)
    pending: list[tuple[str, Sequence[Slot], tuple[int, int]]] = field(default_factory=list)
    begun: bool = False
    label: bool = False

    def enter(self, block: int, drugs: Iterable[Mention]) -> None:
        """Begin a new study where a sentence opens a new paragraph.

        Args:
            block: number of the paragraph of the sentence.
            drugs: the drugs that the paragraph names; the first stands for the treatment under
                study until a sentence says what that is.
        """
        if block == self.block:
            return
        self.block, self.drug, self.finding = block, next(iter(drugs), None), None
        self.begun = self.label = False
        self.partners, self.narrowing, self.seen, self.directed = {}, {}, set(), set()
        self.cancers, self.trials, self.pending = (), (), []

    def observe(self, text: str, slots: Sequence[Slot], bounds: tuple[int, int]) -> None:
        """Take in what a sentence of a text says of the study, once somebody asks.

        Args:
            text: the document.
            slots: the slots of the sentence.
            bounds: its start and end.
        """
        self.pending.append((text, slots, bounds))

    def _settle(self) -> None:
        pending, self.pending = self.pending, []
        for text, slots, bounds in pending:
            self._take_in(mask(text, slots, bounds), text)

    def _take_in(self, masked: Masked, text: str) -> None:
        self._observe_drugs(masked)
        for _, slot in _filled("cancer", masked):
            self.cancers = slot.mentions
            self.seen.update(one.iri for one in slot.mentions)
        named = {one.iri: one for _, slot in _filled("trial", masked) for one in slot.mentions}
        if len(named) == 1:
            self.trials = tuple(named.values())
        for slot in masked.slots:
            if slot.kind in _FINDINGS:
                self.finding = slot.mentions[0] if len(slot.mentions) == 1 else None
        for name in _NARROWING:
            said = _narrowing(name, masked, text)
            if said:
                self.narrowing[name] = said
        self.begun = self.begun or bool(named) or _says("study", masked)
        self.label = self.label or _says("label", masked)

    def _observe_drugs(self, masked: Masked) -> None:
        _, slot = next(_filled("drug", masked), (None, None))
        if slot and (self.drug is None or slot.mentions[0].iri != self.drug.iri):
            self.drug, self.partners = slot.mentions[0], {}
        for drug, slot in _filled("partner", masked):
            if drug and self.drug and [one.iri for one in drug.mentions] == [self.drug.iri]:
                self.partners.update({one.iri: one for one in slot.mentions})

    def implied(self, kinds: frozenset[str]) -> tuple[Mention, ...]:
        """Return what a sentence means that leaves its drug, finding or cancer out."""
        self._settle()
        if "Cancer" not in kinds:
            meant = self.drug if "Drug" in kinds else self.finding
            return (meant,) if meant else ()
        return self.cancers if len(self.cancers) == 1 else ()

    def is_of(self, slots: Iterable[Slot]) -> bool:
        """Tell whether a sentence names no drug but those of the study."""
        self._settle()
        own = {self.drug.iri} if self.drug else set()
        named = {one.iri for slot in slots if slot.kind == "Drug" for one in slot.mentions}
        return named <= own | set(self.partners)

    def qualifiers(self, predicate: str, subject: Mention) -> Iterator[Qualifier]:
        """Yield what the study says of a claim found in it.

        Outcomes and events of a study hold for its patients; a label's events for nobody in
        particular. A response holds for the one cancer that the paragraph speaks of.

        Args:
            predicate: of the claim.
            subject: of the claim.
        """
        if predicate not in _OUTCOME | _EVENT | _RESPONSE:
            return
        self._settle()
        if predicate in _RESPONSE and len(self.seen) == 1:
            for cancer in self.cancers:
                yield Qualifier("inCancer", cancer.iri, identifying=True)
        own = self.drug is not None and subject.iri == self.drug.iri
        event = predicate in _EVENT and self.begun and not self.label
        if not own or not (event or predicate in _OUTCOME):
            return
        yield from self._patients()
        for one in self.partners.values():
            yield Qualifier("partnerDrug", one.iri, identifying=True)
        for one in self.trials:
            yield Qualifier("ofTrial", one.iri, identifying=True)
        for said in self.narrowing.values():
            yield from said

    def _patients(self) -> Iterator[Qualifier]:
        for cancer in self.cancers:
            yield Qualifier("inCancer", cancer.iri, identifying=True)
        for cancer in self.cancers:
            for part in cancer.parts if cancer.composed else ():
                if part.kind == "HER2Status":
                    yield Qualifier("requiresStatus", part.iri, identifying=True)
        for cancer in self.cancers:
            if cancer.setting:
                yield Qualifier("setting", Literal(cancer.setting), identifying=True)
