"""Proposals written for the tests, and a file of them."""

import json
from collections.abc import Mapping
from typing import Any

from her2kg.loaders.base import Material
from her2kg.loaders.proposing.judging import Judged, judge
from her2kg.loaders.proposing.naming import named_sentence
from her2kg.loaders.proposing.proposal import proposal_of
from her2kg.loaders.proposing.stored import FORMAT
from tests.loaders.lexicon_fixture import LEXICON

__all__ = ["TEXT", "accepted", "document", "file", "judged", "proposal"]

TEXT = "Trastuzumab targets HER2."


def proposal(quote: str = TEXT.rstrip("."), **changes: object) -> dict[str, Any]:
    """Write a proposal as a model does."""
    return {
        "sentence": 1,
        "quote": quote,
        "subject": "Trastuzumab",
        "relation": "targets",
        "object": "HER2",
        "denied": False,
        "hedge": "",
        **changes,
    }


def judged(text: str, **changes: object) -> Judged:
    """Judge a proposal that quotes a sentence as a whole."""
    return judge(
        proposal_of(proposal(**{"quote": text.rstrip(".?"), **changes})),  # type: ignore[arg-type]
        named_sentence(text, LEXICON),
        LEXICON,
    )


def accepted(**changes: object) -> dict[str, Any]:
    """Write an accepted proposal as the file has it."""
    return {**proposal(), "subject_is": "drug:trastuzumab", "object_is": "protein:HER2", **changes}


def document(*proposals: object, **changes: object) -> dict[str, Any]:
    """Write a document of one sentence."""
    return {
        "file": "note.md",
        "sha256": "a" * 64,
        "unnamed": 1,
        "title": "A note",
        "identifier": "",
        "url": "",
        "date": "",
        "licence": "CC-BY-4.0",
        "sentences": [{"number": 1, "start": 10, "text": TEXT}],
        "accepted": list(proposals or (accepted(),)),
        **changes,
    }


def file(*documents: Mapping[str, Any], **changes: object) -> Material:
    """Write a file of proposals."""
    listed = list(documents or (document(),))
    whole = {"format": FORMAT, "model": "some-model", "documents": listed, **changes}
    return Material.of_text("note.proposals.json", json.dumps(whole, indent=1))
