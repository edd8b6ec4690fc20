"""What a language model is asked: the instructions, the relations and the form of its answer."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from rdflib import SKOS

from her2kg.loaders.proposing.proposal import FIELDS
from her2kg.loaders.proposing.relations import Relation, relations
from her2kg.loaders.proposing.stored import KeptSentence
from her2kg.ontology.namespaces import schema
from her2kg.quads import schema_quads

__all__ = ["LIST", "answer_schema", "instructions", "prompt_version", "question"]

LIST = "claims"
"""The member of the answer that lists the proposals."""

_JSON_TYPES = {int: "integer", str: "string", bool: "boolean"}


@cache
def instructions() -> str:
    """Return the instructions with the relations: their classes and what they mean."""
    text = (resources.files(__package__) / "prompt.txt").read_text(encoding="utf-8")
    return text + "\n" + "\n".join(_relation_lines()) + "\n"


def _relation_lines() -> Iterator[str]:
    meanings = {
        str(subject): str(value)
        for subject, predicate, value, _ in schema_quads()
        if predicate == SKOS.definition
    }
    for each in relations().values():
        yield f"- {each.name} ({_classes(each)}): {meanings[schema(each.name)]}"


def _classes(relation: Relation) -> str:
    """Write the classes that a relation joins: those that go to the same ones together."""
    objects: defaultdict[str, set[str]] = defaultdict(set)
    for subject, obj in relation.ends:
        objects[subject].add(obj)
    together: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for subject in sorted(objects):
        together[tuple(sorted(objects[subject]))].append(subject)
    pairs = (f"{' or '.join(ones)} to {' or '.join(others)}" for others, ones in together.items())
    return "; ".join(pairs)


def question(sentences: Iterable[KeptSentence]) -> str:
    """Write numbered sentences, one a line."""
    return "\n".join(f"{each.number}: {' '.join(each.text.split())}" for each in sentences)


@cache
def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer, within what strict structured outputs allow.

    Source: https://platform.openai.com/docs/guides/structured-outputs: every field is required,
    and there are no others.
    """
    fields: dict[str, Any] = {name: {"type": _JSON_TYPES[kind]} for name, kind in FIELDS.items()}
    fields["relation"]["enum"] = list(relations())
    claim = _closed(fields)
    return _closed({LIST: {"type": "array", "items": claim}})


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


@cache
def prompt_version() -> str:
    """Return a short hash of all that is asked, the sentences aside."""
    asked = instructions() + json.dumps(answer_schema(), sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()[:8]
