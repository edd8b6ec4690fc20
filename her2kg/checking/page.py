"""A check as one HTML page: the text with its sentences coloured, and the reasons beside it."""

import base64
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from her2kg.checking.files import text_of_file
from her2kg.checking.lines import LEADS, counted
from her2kg.checking.model import Check, CheckedDocument, Verdict
from her2kg.viz.kinds import read_text

__all__ = ["page"]

_BLANK_LINE = re.compile(r"(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)\s*")


@dataclass(frozen=True, slots=True)
class _Sign:
    """How a verdict is shown: its name in the stylesheet, its mark, what it means."""

    verdict: str
    name: str
    mark: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some words of a paragraph; ``number`` is that of a sentence with claims, else 0."""

    words: str
    number: int = 0
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A document, cut into paragraphs of pieces."""

    title: str
    paragraphs: tuple[tuple[_Piece, ...], ...]


def page(check: Check, notice: str) -> str:
    """Draw a check.

    Args:
        check: what was found.
        notice: what has to stand beside every answer.

    Returns:
        A page that needs neither a network nor a script.
    """
    claimed = [sentence for sentence in check.sentences if sentence.findings]
    numbers = {id(sentence): number for number, sentence in enumerate(claimed, 1)}
    style = read_text("static", "colours.css") + text_of_file("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FunctionLoader(text_of_file), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        check=check,
        notice=notice,
        style=Markup(style),  # noqa: S704 - a file of the package, which holds no markup
        style_hash=digest,
        signs=_signs(),
        leads=LEADS,
        counts={verdict: check.verdicts().get(verdict, 0) for verdict in Verdict},
        sentences=counted(check.verdicts(), "sentences with claims").capitalize(),
        claims=counted(check.claims(), "claims").capitalize(),
        documents=[_shown(document, numbers) for document in check.documents],
        numbered=list(enumerate(claimed, 1)),
    )


@cache
def _signs() -> dict[str, _Sign]:
    rows = csv.DictReader(text_of_file("verdicts.tsv").splitlines(), delimiter="\t")
    return {row["verdict"]: _Sign(**row) for row in rows}


def _shown(document: CheckedDocument, numbers: dict[int, int]) -> _Shown:
    paragraphs: list[list[_Piece]] = [[]]
    for piece in _pieces(document, numbers):
        parts = [piece.words] if piece.number else _BLANK_LINE.split(piece.words)
        for index, words in enumerate(parts):
            if index:
                paragraphs.append([])
            if words:
                paragraphs[-1].append(_Piece(words, piece.number, piece.verdict))
    return _Shown(document.title, tuple(tuple(pieces) for pieces in paragraphs if pieces))


def _pieces(document: CheckedDocument, numbers: dict[int, int]) -> Iterator[_Piece]:
    """Cut the text at its sentences with claims; nothing of it is left out."""
    at = 0
    for sentence in document.sentences:
        if number := numbers.get(id(sentence)):
            yield _Piece(document.text[at : sentence.start])
            words = document.text[sentence.start : sentence.end]
            yield _Piece(words, number, sentence.verdict)
            at = sentence.end
    yield _Piece(document.text[at:])
