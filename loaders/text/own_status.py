"""The status in the name of a cancer, where a sentence sets it against another status."""

from collections.abc import Iterable, Iterator

from her2kg.loaders.text.masking import Slot
from her2kg.loaders.text.mentions import Mention

__all__ = ["told_of_status"]

_HER2 = ("HER2", "ERBB2")
_FINDINGS = frozenset({"Biomarker", "Gene", "Protein", "Proteoform"})


def _apart(cancer: Mention) -> tuple[Mention, Mention] | None:
    """Take "HER2-positive gastric cancer" apart; None where the name holds no status."""
    status = next((part for part in cancer.parts if part.kind == "HER2Status"), None)
    plain = next((part for part in cancer.parts if part.kind == "Cancer"), None)
    return (status, plain) if status and plain else None


def _against(status: Mention, cancer: Mention, other: Mention) -> bool:
    """Tell whether another name is of the same cancer and of another status of HER2."""
    if other.kind == "Cancer":
        parts = _apart(other)
        return parts is not None and parts[1].iri == cancer.iri and parts[0].iri != status.iri
    if other.kind == "Variant":
        return other.label.startswith(_HER2)
    return other.kind not in _FINDINGS and (other.kind != "HER2Status" or other.iri != status.iri)


def told_of_status(
    cancers: Iterable[Mention], compared: Iterable[Slot]
) -> Iterator[tuple[Mention, Mention]]:
    """Yield the status and the plain cancer of each cancer that is set against another status.

    Args:
        cancers: cancers that fare better or worse than others.
        compared: all else that the sentence names. Where it names another cancer, the same status
            or another finding, the status is not what makes the difference.
    """
    others = [other for slot in compared for other in slot.mentions]
    for each in cancers:
        parts = _apart(each)
        if parts and all(_against(*parts, other) for other in others):
            yield parts
