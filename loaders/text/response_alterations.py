"""Which of the alterations of a passage a response belongs to."""

import re
from collections.abc import Mapping, Sequence

from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.response_passages import Passage

__all__ = ["absent", "alteration_features"]

_CHANGE = re.compile(r"(?P<gene>\S+) (?:p\.)?[A-Z]\d+\S*")
_ABSENT = re.compile(
    r"\b(?:without|no|non|wild-?type|absence of|lack of|negative for)\W+(?:extra\W+)?$",
    re.IGNORECASE,
)
_GENES = ("HER2", "ERBB2")
_SURPLUS = ("amplif", "overexpress", "positive")
_REACH = 30


def _group(label: str) -> str:
    if not label.upper().startswith(_GENES):
        return "other"
    if _CHANGE.fullmatch(label):
        return "change"
    if any(word in label.casefold() for word in _SURPLUS):
        return "surplus"
    if label.casefold().endswith(("mutation", "mutant")) and label.count(" ") <= 1:
        return "mutation"
    if "negative" in label or "low" in label:
        return "low"
    return "kind"


def alteration_features(
    passage: Passage,
    found: Mapping[str, Sequence[tuple[int, Mention]]],
    alteration: str,
    spoken_of: set[int],
) -> set[str]:
    """Describe how a passage speaks of one alteration.

    Args:
        passage: the passage.
        found: the mentions of every alteration in it, with the number of their sentence.
        alteration: IRI of the one that is meant.
        spoken_of: numbers of the sentences that name the drug.
    """
    mentions = found[alteration]
    at = {number for number, _ in mentions}
    told = {number for number, events in enumerate(passage.events) if events}
    groups = {iri: _group(each[0][1].label) for iri, each in found.items()}
    group = groups[alteration]
    facts = {f"group {group}", f"said {min(3, len(mentions))}"}
    facts |= {f"beside {other}" for iri, other in groups.items() if iri != alteration}
    facts.add(f"alike {min(4, list(groups.values()).count(group))}")
    facts.add("with outcome" if at & told else "without outcome")
    facts.add("with drug" if at & spoken_of else "without drug")
    facts.add("with both" if at & told & spoken_of else "not with both")
    facts.add("opens" if 0 in at else "comes later")
    facts.add("closes" if len(passage.spoken) - 1 in at else "does not close")
    others = {
        iri: {number for number, _ in each} for iri, each in found.items() if iri != alteration
    }
    if not at & told and any(each & told for each in others.values()):
        facts.add("another with outcome")
    alike = [each for iri, each in others.items() if groups[iri] == group]
    if not at & told & spoken_of and any(each & told & spoken_of for each in alike):
        facts.add("one alike with both")
    if group != "change" and any(
        each & told and groups[iri] == "change" for iri, each in others.items()
    ):
        facts.add("a change with outcome")
    if len(found) == 1:
        facts.add("alone")
    return facts | {f"{group} {fact}" for fact in facts if not fact.startswith("group")}


def absent(text: str, mention: Mention) -> bool:
    """Tell whether a text says that an alteration is not there.

    Args:
        text: the document.
        mention: where it is named.
    """
    return bool(_ABSENT.search(text, max(0, mention.start - _REACH), mention.start))
