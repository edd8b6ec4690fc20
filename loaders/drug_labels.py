"""Drug labels of the FDA in the JSON of openFDA (``/drug/label``).

A page of a search or a part of the download. Fields: https://open.fda.gov/apis/drug/label/searchable-fields/.
openFDA writes a section as one line, with its highlights: where lists begin and end is lost, so
that a list is often one long sentence here. The RxNorm numbers that it gives are those of packaged
products and not of the drug, and identify nothing here. Licence: https://open.fda.gov/license/.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.drug_label_records import (
    LONGEST_SECTION,
    Label,
    Sentence,
    label_records,
    sentences,
)
from her2kg.loaders.json_pages import BrokenJsonError, listed

__all__ = ["DrugLabelsLoader"]

_FIELD = re.compile(r'"(?:set_id|spl_product_data_elements|indications_and_usage)"\s*:')


class DrugLabelsLoader:
    """Reads labels; of those of drugs that target HER2, what they say of HER2 and warn of."""

    name = "drug-labels"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://open.fda.gov/apis/drug/label/"
    title = "Drug labels of the FDA, JSON of openFDA"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text begins as a page of labels does."""
        begin = head.removeprefix("\ufeff").lstrip()
        return begin.startswith("{") and '"results"' in begin and _FIELD.search(begin) is not None

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the records of each label; where the text breaks off, those before are kept."""
        text = material.text
        line, counted = 1, 0
        seen: set[tuple[str, str]] = set()
        try:
            for offset, content in listed(text, "results"):
                line += text.count("\n", counted, offset)
                counted = offset
                yield from self._of_one(content, material, line, seen)
        except BrokenJsonError as error:
            line += text.count("\n", counted, error.offset)
            yield Rejection(material.name, line, f"this is no sound JSON ({error})")

    def _of_one(
        self, content: Any, material: Material, line: int, seen: set[tuple[str, str]]
    ) -> Iterator[Record]:
        try:
            label = _label(content)
        except ValueError as error:
            yield Rejection(material.name, line, str(error))
            return
        key = label.set_id, label.version
        if key in seen:
            reason = f"version {key[1][:80]} of {key[0][:80]} stands in the file already"
            yield Rejection(material.name, line, reason)
            return
        seen.add(key)
        yield from label_records(label, self._scope, material, line)


def _label(content: Any) -> Label:
    """Read a label.

    Raises:
        ValueError: a field has another type than openFDA gives, or is far too long.
    """
    if not isinstance(content, dict):
        raise ValueError("the label is no object")  # noqa: TRY004 - a fault of the file, told like the others
    named = content.get("openfda") or {}
    if not isinstance(named, dict):
        raise ValueError("the field openfda has the wrong type")  # noqa: TRY004 - as above
    return Label(
        set_id=_text(content, "set_id").lower(),
        version=_text(content, "version"),
        effective=_text(content, "effective_time"),
        generic_names=_texts(named, "generic_name"),
        brand_names=_texts(named, "brand_name"),
        substances=_texts(named, "substance_name"),
        indications=tuple(
            Sentence(words, words)
            for passage in _texts(content, "indications_and_usage")
            for words in sentences(passage)
        ),
        boxed_warning="\n".join(_texts(content, "boxed_warning")),
    )


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"the field {key} has the wrong type")  # noqa: TRY004 - as above
    if len(value) > LONGEST_SECTION:
        raise ValueError(f"the field {key} has {len(value)} characters")
    return " ".join(value.split())


def _texts(content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = content.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"the field {key} has the wrong type")  # noqa: TRY004 - as above
    return tuple(text for text in (_text({key: each}, key) for each in value) if text)
