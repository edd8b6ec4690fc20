"""Evidence in one sentence: predictive, prognostic, diagnostic or predisposing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from her2kg.loaders.text.assertion import Assertion, assess, caveats
from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.masking import mask
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.quotes import OrdinalCounter, quote_of
from her2kg.loaders.text.response_alterations import absent
from her2kg.loaders.text.response_cues import SUBJECTS, Cued, cued, evidence_features
from her2kg.loaders.text.response_events import AGAINST, DENIED, TOWARD, events_in
from her2kg.loaders.text.response_passages import Spoken
from her2kg.loaders.text.response_ranker import probabilities
from her2kg.loaders.text.responses import aside
from her2kg.ontology.model import AgentType, Claim, KnowledgeLevel, Qualifier

__all__ = ["evidence_pairs", "read_evidence"]

_TARGETS = {"Cancer", "Drug", "DrugClass", "Regimen"}
_CAP = 0.85
_ASSOCIATED = "associatedWith"
_ASKED = "asked, not told"
_SIGNS = {"worked": {TOWARD}, "failed": {AGAINST, DENIED}}


def evidence_pairs(spoken: Spoken) -> Iterator[tuple[Mention, Mention]]:
    """Yield each gene or alteration with each cancer or drug of a sentence.

    Of several places of one pair the one counts where the two stand nearest.
    """
    nearest: dict[tuple[URIRef, URIRef], tuple[int, Mention, Mention]] = {}
    named = list(spoken.mentions)
    for subject in (one for one in named if one.kind in SUBJECTS):
        for target in (one for one in named if one.kind in _TARGETS):
            far = abs(subject.start - target.start)
            key = subject.iri, target.iri
            if key not in nearest or far < nearest[key][0]:
                nearest[key] = far, subject, target
    yield from ((subject, target) for _, subject, target in nearest.values())


def _points(cue: str, told: Cued) -> bool:
    """Tell whether a sentence has a cue of a direction, or an outcome of that direction."""
    if cue not in _SIGNS:
        return cue in told.places
    events = events_in(told.text, *told.spoken.bounds)
    return any(event.sign in _SIGNS[cue] for event in events)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a sentence tells by a gene or alteration of a cancer or drug."""

    subject: Mention
    target: Mention
    row: Mapping[str, str]
    confidence: float


def _predicate(row: Mapping[str, str], told: Cued) -> str:
    """Return the predicate that the cues of a direction choose, or the undirected one."""
    ways = [row[f"{way}_predicate"] for way in ("toward", "against") if _points(row[way], told)]
    return ways[0] if len(ways) == 1 else _ASSOCIATED


def _assertion(text: str, spoken: Spoken, pair: tuple[Mention, Mention]) -> tuple[Assertion, bool]:
    """Judge what stands around a pair, and tell whether the sentence asserts it at all."""
    masked = mask(text, spoken.slots, spoken.bounds)
    places = [
        place
        for place, slot in enumerate(spoken.slots)
        if any(slot.start <= one.start < slot.end for one in pair)
    ]
    start, end = masked.masked_starts[places[0]], masked.masked_ends[places[-1]]
    asserted = assess(masked.text, start, end)
    return asserted or caveats(masked.text, start, end), asserted is not None


def _said(spoken: Spoken, claims: Iterable[Claim]) -> set[tuple[str, object]]:
    """Return each predicate with what it speaks of, of the claims in or around a sentence."""
    start, end = spoken.bounds
    return {
        (claim.predicate, about)
        for claim in claims
        if claim.quote and claim.quote.start < end and start < claim.quote.end
        for about in (claim.object, *(one.value for one in claim.qualifiers))
    }


def read_evidence(
    text: str,
    spoken: Iterable[Spoken],
    explicit: Iterable[Claim],
    sources: tuple[URIRef, ...],
) -> Iterator[Claim]:
    """Read what genes and alterations tell of cancers and drugs, sentence by sentence.

    Args:
        text: the document.
        spoken: its sentences with their names.
        explicit: what patterns found; it is not said again.
        sources: IRI of the document.

    Yields:
        Claims that stay below the confidence of a plain triple. Where a sentence gives no
        direction, or only asks, the claim is an association that keeps the type of evidence.
    """
    known = list(explicit)
    ordinals = OrdinalCounter()
    for one in spoken:
        if not any(mention.kind in _TARGETS for mention in one.mentions):
            continue
        told = cued(text, one)
        if not told.places:
            continue
        ordinal = ordinals.number(text[one.sentence.start : one.sentence.end])
        said = _said(one, known)
        for pair in evidence_pairs(one):
            sure = probabilities("evidence", evidence_features(told, *pair))
            for row in read_rows("responses/evidence_types.tsv"):
                wanted = pair[1].kind in row["targets"].split("|")
                fresh = not any((each, pair[1].iri) in said for each in row["said"].split("|"))
                if wanted and fresh and sure[row["type"]] > float(row["threshold"]):
                    found = _Evidence(*pair, row, sure[row["type"]])
                    yield from _claims(told, found, ordinal, sources)


def _claims(
    told: Cued, found: _Evidence, ordinal: int, sources: tuple[URIRef, ...]
) -> Iterator[Claim]:
    text, spoken = told.text, told.spoken
    subject, target = found.subject, found.target
    assertion, asserted = _assertion(text, spoken, (subject, target))
    directed = asserted and not absent(text, subject) and not aside(text, target)
    predicate = _predicate(found.row, told) if directed else _ASSOCIATED
    # A pair has no narrow scope: a hedging word anywhere in its sentence weakens it.
    hedges = assertion.hedges or tuple(filter(None, [told.first("hedge").casefold()]))
    hedges = hedges if asserted else (_ASKED, *hedges)
    start, end = min(subject.start, target.start), max(subject.end, target.end)
    kind = Qualifier("evidenceType", Literal(found.row["type"]), identifying=True)
    quote = quote_of(text, (start, end), spoken.sentence, ordinal)
    yield Claim(
        subject=subject.iri,
        predicate=predicate,
        object=target.iri,
        record="",
        sources=sources,
        polarity=assertion.polarity,
        qualifiers=(kind,) if predicate == _ASSOCIATED else (),
        knowledge_level=KnowledgeLevel.PREDICTION,
        agent_type=AgentType.TEXT_MINING,
        statement=" ".join(quote.sentence.split()),
        quote=quote,
        hedge="; ".join(hedges),
        attribution=assertion.attribution,
        confidence=round(min(_CAP, assertion.cap, found.confidence), 2),
        pattern=f"evidence-{found.row['type'].lower()}",
    )
