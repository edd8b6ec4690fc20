"""Tests that hold for every format of documents."""

import random
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.errors import InputError
from her2kg.loaders.article import ArticleLoader
from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, DocumentFormat
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.text.reader import read_document
from her2kg.material import read_material
from her2kg.ontology.model import Claim
from tests.loaders.documents.sample import SAMPLES, made_pdf, material
from tests.loaders.lexicon_fixture import LEXICON
from tests.pace import in_time

LOADER = ArticleLoader(LEXICON)
EACH = pytest.mark.parametrize(("form", "content"), SAMPLES, ids=[form.name for form, _ in SAMPLES])
LONG = 10_000_000


def _read(path: Path, content: bytes) -> list[object]:
    """Read bytes as a user's file: records, or nothing where the file is refused at once."""
    path.write_bytes(content)
    try:
        read = read_material(path)
        return list(LOADER.load(read)) if LOADER.recognises(read.head) else []
    except InputError:
        return []


def test_every_format_has_a_sample_and_a_name_of_its_own() -> None:
    """The registry and the samples name the same formats, in the same order."""
    assert [form.name for form in FORMATS] == [form.name for form, _ in SAMPLES]
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert all(form.title and form.homepage.startswith("https://") for form in FORMATS)


@EACH
def test_a_file_is_recognised_by_its_own_format_first(
    form: DocumentFormat, content: str | bytes
) -> None:
    """No earlier format takes the file of a later one."""
    head = material(content).head
    assert next(each.name for each in FORMATS if each.recognises(head)) == form.name


@EACH
def test_the_quote_of_every_claim_stands_in_the_text(
    form: DocumentFormat, content: str | bytes
) -> None:
    """Offsets count characters of the document's text."""
    (document,) = form.documents(material(content))
    assert isinstance(document, Document)
    claims = read_document(document.text, LEXICON).claims
    quotes = [claim.quote for claim in claims if claim.quote]
    assert "trastuzumab" in {LEXICON.labels.get(claim.subject) for claim in claims}  # type: ignore[arg-type]
    assert all(document.text[one.start : one.end] == one.exact for one in quotes)


@EACH
def test_nothing_is_claimed_of_what_the_reader_does_not_see(
    form: DocumentFormat, content: str | bytes
) -> None:
    """References, scripts and menus are no prose of the document."""
    (document,) = form.documents(material(content))
    assert isinstance(document, Document)
    assert "Neratinib" not in document.text


@EACH
def test_damaged_files_give_records_and_never_a_traceback(
    form: DocumentFormat, content: str | bytes, tmp_path: Path
) -> None:
    """Bytes flipped, cut off, doubled or zero: records, rejections, or one clear refusal."""
    sound = content.encode() if isinstance(content, str) else content
    dice = random.Random(form.name)  # noqa: S311 - the same damage in every run
    begun = time.process_time()
    for _ in range(150):
        broken = bytearray(sound)
        for _ in range(dice.randint(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        _read(tmp_path / "broken", bytes(broken[: dice.randint(1, len(broken) * 2)]))
    _read(tmp_path / "broken", sound * 2)
    _read(tmp_path / "broken", sound.replace(b" ", b"\0"))
    assert in_time(time.process_time() - begun, 60)


@EACH
def test_a_damaged_file_leaves_no_warning(
    form: DocumentFormat, content: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """What libraries remark on a file stays with them."""
    sound = content.encode() if isinstance(content, str) else content
    with warnings.catch_warnings(record=True) as caught:
        list(form.documents(material(sound[: len(sound) // 2])))
    assert not caught
    assert not caplog.records


@EACH
def test_one_line_of_ten_megabytes_is_read_in_time(
    form: DocumentFormat, content: str | bytes
) -> None:
    """The time grows with the size, and not faster."""
    more = " x" * (LONG // 2)
    longer = made_pdf(more) if isinstance(content, bytes) else content.replace("targets", more)
    begun = time.process_time()
    outcomes = list(form.documents(material(longer)))
    assert in_time(time.process_time() - begun, 10)
    assert outcomes


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([form for form in FORMATS if form.name != "pdf"]), st.text(max_size=300))
def test_any_text_gives_outcomes(form: DocumentFormat, text: str) -> None:
    """A format that is handed anything at all says what it makes of it."""
    encodable = text.encode("utf-8", "replace").decode()
    outcomes = list(form.documents(material(encodable)))
    assert all(isinstance(each, Document | Rejection | OutOfScope) for each in outcomes)


def test_claims_of_all_samples_cite_a_source_each() -> None:
    """Whatever the format, what is claimed can be traced."""
    for _, content in SAMPLES:
        claims = [one for one in LOADER.load(material(content)) if isinstance(one, Claim)]
        assert claims
        assert all(len(claim.sources) == 1 for claim in claims)
