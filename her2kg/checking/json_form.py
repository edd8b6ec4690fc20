"""A check as JSON, for programs."""

import json
from dataclasses import asdict

from her2kg.checking.model import Check, CheckedDocument, CheckedSentence

__all__ = ["FORMAT", "as_json"]

FORMAT = "her2kg-check/1"
"""Name of the form; its number rises when a key changes its meaning or goes."""


def as_json(check: Check, notice: str) -> str:
    """Write a check; ``docs/check.md`` names the keys.

    Args:
        check: what was found.
        notice: what has to stand beside every answer.
    """
    form = {
        "format": FORMAT,
        "notice": notice,
        "file": check.file,
        "day": check.day,
        "claims": check.claims(),
        "verdicts": check.verdicts(),
        "notes": check.notes,
        "documents": [_document(each) for each in check.documents],
    }
    return json.dumps(form, indent=2, ensure_ascii=False)


def _document(document: CheckedDocument) -> dict[str, object]:
    sentences = [_sentence(each) for each in document.sentences if not each.heading]
    return {"title": document.title, "sentences": sentences}


def _sentence(sentence: CheckedSentence) -> dict[str, object]:
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "verdict": sentence.verdict,
        "claims": [asdict(each) for each in sentence.findings],
    }
