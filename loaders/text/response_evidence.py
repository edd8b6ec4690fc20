"""Evidence in one sentence: predictive, prognostic, diagnostic or predisposing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import Literal, URIRef

from her2kg.loaders.text.assertion import Assertion, assess
from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.masking import mask
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.quotes import OrdinalCounter, quote_of
from her2kg.loaders.text.response_alterations import absent
from her2kg.loaders.text.response_events import AGAINST, DENIED, TOWARD, events_in
from her2kg.loaders.text.response_features import pair_features, tokens_of
from her2kg.loaders.text.response_passages import Spoken
from her2kg.loaders.text.response_ranker import probabilities
from her2kg.loaders.text.responses import aside
from her2kg.ontology.model import AgentType, Claim, KnowledgeLevel, Qualifier

__all__ = ["evidence_features", "evidence_pairs", "read_evidence"]

_SUBJECTS = {"Gene", "Variant", "HER2Status"}
_TARGETS = {"Cancer", "Drug", "DrugClass", "Regimen"}
_CAP = 0.85
_SIGNS = {"worked": {TOWARD}, "failed": {AGAINST, DENIED}}


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    rows = read_rows("responses/evidence_cues.tsv")
    return {row["id"]: re.compile(row["cue"], re.IGNORECASE) for row in rows}


@cache
def _any_cue() -> re.Pattern[str]:
    return re.compile("|".join(cue.pattern for cue in _cues().values()), re.IGNORECASE)


def evidence_pairs(spoken: Spoken) -> Iterator[tuple[Mention, Mention]]:
    """Yield each gene or alteration with each cancer or drug of a sentence.

    Of several places of one pair the one counts where the two stand nearest.
    """
    nearest: dict[tuple[URIRef, URIRef], tuple[int, Mention, Mention]] = {}
    named = list(spoken.mentions)
    for subject in (one for one in named if one.kind in _SUBJECTS):
        for target in (one for one in named if one.kind in _TARGETS):
            far = abs(subject.start - target.start)
            key = subject.iri, target.iri
            if key not in nearest or far < nearest[key][0]:
                nearest[key] = far, subject, target
    yield from ((subject, target) for _, subject, target in nearest.values())


def evidence_features(
    text: str, spoken: Spoken, subject: Mention, target: Mention
) -> frozenset[str]:
    """Describe how a sentence joins a gene or alteration to a cancer or drug.

    Args:
        text: the document.
        spoken: the sentence.
        subject: the gene or alteration.
        target: the cancer or drug.
    """
    names = {subject.start: "THIS", target.start: "THAT"}
    words = tokens_of(text, spoken.bounds, spoken.slots, names)
    low, high = min(subject.start, target.start), max(subject.end, target.end)
    cues: set[str] = set()
    for name, cue in _cues().items():
        times = sum(1 for _ in cue.finditer(text, *spoken.bounds))
        if times:
            cues |= {f"cue {name}", f"cue {name} {min(3, times)}"}
        if times and cue.search(text, low, high):
            cues.add(f"between {name}")
    drugs = any(one.kind in {"Drug", "DrugClass", "Regimen"} for one in spoken.mentions)
    beside = "drug" if drugs else "no drug"
    return frozenset(
        {
            *pair_features(words, "THIS", "THAT"),
            *cues,
            *(f"{beside}, {one}" for one in cues),
            beside,
            f"of {target.kind}",
        }
    )


def _points(cue: str, text: str, bounds: tuple[int, int]) -> bool:
    """Tell whether a sentence has a cue of a direction, or an outcome of that direction."""
    if cue not in _SIGNS:
        return bool(cue) and bool(_cues()[cue].search(text, *bounds))
    return any(event.sign in _SIGNS[cue] for event in events_in(text, *bounds))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a sentence tells by a gene or alteration of a cancer or drug."""

    subject: Mention
    target: Mention
    row: Mapping[str, str]
    confidence: float


def _predicate(row: Mapping[str, str], text: str, bounds: tuple[int, int]) -> str:
    """Return the predicate that the cues of a direction choose, or the undirected one."""
    ways = [
        row[f"{way}_predicate"] for way in ("toward", "against") if _points(row[way], text, bounds)
    ]
    return ways[0] if len(ways) == 1 else "associatedWith"


def _hedges(text: str, bounds: tuple[int, int]) -> tuple[str, ...]:
    """Return the first hedging word anywhere in a sentence, for a pair has no narrow scope."""
    found = _cues()["hedge"].search(text, *bounds)
    return (found[0].casefold(),) if found else ()


def _assertion(text: str, spoken: Spoken, pair: tuple[Mention, Mention]) -> Assertion | None:
    masked = mask(text, spoken.slots, spoken.bounds)
    places = [
        place
        for place, slot in enumerate(spoken.slots)
        if any(slot.start <= one.start < slot.end for one in pair)
    ]
    return assess(masked.text, masked.masked_starts[places[0]], masked.masked_ends[places[-1]])


def _said(spoken: Spoken, claims: Iterable[Claim]) -> set[str]:
    """Return the predicates of the claims whose words lie in or around a sentence."""
    start, end = spoken.bounds
    return {
        claim.predicate
        for claim in claims
        if claim.quote and claim.quote.start < end and start < claim.quote.end
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
        direction the claim is an association that keeps the type of evidence.
    """
    known = list(explicit)
    ordinals = OrdinalCounter()
    for one in spoken:
        if not any(mention.kind in _TARGETS for mention in one.mentions):
            continue
        if not _any_cue().search(text, *one.bounds):
            continue
        ordinal = ordinals.number(text[one.sentence.start : one.sentence.end])
        said = _said(one, known)
        for pair in evidence_pairs(one):
            if absent(text, pair[0]) or aside(text, pair[1]):
                continue
            sure = probabilities("evidence", evidence_features(text, one, *pair))
            for row in read_rows("responses/evidence_types.tsv"):
                wanted = pair[1].kind in row["targets"].split("|")
                fresh = not said & set(row["said"].split("|"))
                if wanted and fresh and sure[row["type"]] > float(row["threshold"]):
                    found = _Evidence(*pair, row, sure[row["type"]])
                    yield from _claims(text, one, found, ordinal, sources)


def _claims(
    text: str, spoken: Spoken, found: _Evidence, ordinal: int, sources: tuple[URIRef, ...]
) -> Iterator[Claim]:
    predicate = _predicate(found.row, text, spoken.bounds)
    subject, target = found.subject, found.target
    assertion = _assertion(text, spoken, (subject, target))
    if assertion is None:
        return
    start, end = min(subject.start, target.start), max(subject.end, target.end)
    told = Qualifier("evidenceType", Literal(found.row["type"]), identifying=True)
    quote = quote_of(text, (start, end), spoken.sentence, ordinal)
    yield Claim(
        subject=subject.iri,
        predicate=predicate,
        object=target.iri,
        record="",
        sources=sources,
        polarity=assertion.polarity,
        qualifiers=(told,) if predicate == "associatedWith" else (),
        knowledge_level=KnowledgeLevel.PREDICTION,
        agent_type=AgentType.TEXT_MINING,
        statement=" ".join(quote.sentence.split()),
        quote=quote,
        hedge="; ".join(assertion.hedges or _hedges(text, spoken.bounds)),
        attribution=assertion.attribution,
        confidence=round(min(_CAP, assertion.cap, found.confidence), 2),
        pattern=f"evidence-{found.row['type'].lower()}",
    )
