"""Tests of PDF files and of lines put together to paragraphs."""

import logging

import pytest

from her2kg.loaders.base import Rejection
from her2kg.loaders.documents.document import Document, Outcome
from her2kg.loaders.documents.pdf import Pdf
from her2kg.loaders.documents.pdf_text import paragraphs
from tests.loaders.documents.sample import PDF, made_pdf, material

WIDE = "The antibody binds to the receptor on the cells of the tumour that"
LOCKED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'00' * 32}> >> "
    "/ID [<00> <00>]"
)


def _one(content: bytes) -> Outcome:
    (outcome,) = Pdf().documents(material(content, "a.pdf"))
    return outcome


def test_a_file_is_a_document_with_its_source() -> None:
    """Title and DOI are those that the file gives itself."""
    assert _one(PDF) == Document(
        "A receptor and its drug\n\nTrastuzumab targets HER2 and is given to people whose tumours "
        "show it. In cells the antibody marks the receptor, and the immune system then finds it.",
        title="A receptor and its drug",
        identifier="doi:10.1234/x.505",
    )


def test_what_the_text_cites_is_not_its_own_identifier() -> None:
    """Neither a DOI on a page nor one of two in the description is taken."""
    cited = _one(made_pdf("See https://doi.org/10.1234/other for more."))
    two = _one(made_pdf("Words.", info="/a (10.1234/x) /b (10.1234/y)"))
    assert [each.identifier for each in (cited, two) if isinstance(each, Document)] == ["", ""]


def test_a_title_that_no_page_shows_is_not_believed() -> None:
    """Programs leave names of drafts in it."""
    document = _one(made_pdf(f"On a receptor\n{WIDE}\ngrows.", info="/Title (draft7.doc)"))
    assert isinstance(document, Document)
    assert document.title == "On a receptor"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (made_pdf("", ""), "recognise its text"),
        (made_pdf("Words.", trailer="/Encrypt << /Filter /Standard /V 1 /R 2 >>"), "encrypted"),
        (made_pdf("Words.", trailer=LOCKED), "encrypted"),
        (b"%PDF-1.4\nnothing", "no sound PDF"),
        (b"%PDF-1.4\n" + b"x" * 65 * 1024 * 1024, "larger than 64 MiB"),
    ],
)
def test_what_cannot_be_read_is_one_rejection_that_says_what_to_do(
    content: bytes, reason: str
) -> None:
    """Pictures of pages, passwords, damage, size."""
    outcome = _one(content)
    assert isinstance(outcome, Rejection)
    assert reason in outcome.reason


def test_a_page_that_cannot_be_read_does_not_stop_the_others() -> None:
    """It is named."""
    overlong = "\n".join("x" for _ in range(150_000))
    rejection, document = Pdf().documents(material(made_pdf("Before.", overlong, "After.")))
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith("page 2 cannot be read")
    assert isinstance(document, Document)
    assert document.text.split() == ["Before.", "After."]


def test_the_log_of_others_is_left_as_it_was() -> None:
    """Only while a file is read nothing is logged."""
    before = logging.getLogger("pypdf").level
    _one(b"%PDF-1.4\nnothing")
    assert logging.getLogger("pypdf").level == before


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the anti-", "body acts"], "the antibody acts"),
        (["a HER2-", "positive tumour"], "a HER2-positive tumour"),
        (["the PI-", "3K way"], "the PI-3K way"),
        (["anti-", "HER2 drugs"], "anti-HER2 drugs"),
        (["a well-known drug is a well-", "known one"], "a well-known drug is a well-known one"),
        (["a dash -", "like this"], "a dash - like this"),
        (["trastu\u00ad", "zumab"], "trastuzumab"),
        (["the \ufb01rst", "e\ufb00ect"], "the first effect"),
        (["it acts [1,2].", "then it ends"], "it acts. then it ends"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(lines: list[str], text: str) -> None:
    """A hyphen that belongs to the word stays."""
    assert list(paragraphs([f"{WIDE}\n" + "\n".join(lines)])) == [f"{WIDE} {text}"]


def test_a_short_last_line_an_empty_line_and_an_item_end_a_paragraph() -> None:
    """Headings stand alone."""
    page = f"Results\n{WIDE}\ngrows.\n{WIDE}\n\n\u2022 one\n\u2022 two\n2.1 Methods\n{WIDE}"
    assert list(paragraphs([page])) == [
        *("Results", f"{WIDE} grows.", WIDE, "\u2022 one", "\u2022 two", "2.1 Methods", WIDE),
    ]


def test_running_heads_and_numbers_of_pages_do_not_break_a_sentence() -> None:
    """What recurs at the edge of three pages, with other numbers, is no prose."""
    pages = [f"A Journal 2020, p. {at}\n{WIDE} {word}\n{at}" for at, word in enumerate("abc")]
    assert list(paragraphs(pages)) == [f"{WIDE} a {WIDE} b {WIDE} c"]


def test_the_list_of_references_is_left_out() -> None:
    """Titles of other works are no claims of this one."""
    page = f"{WIDE}\nacts.\nReferences\n1. Neratinib targets HER2. A Journal."
    assert list(paragraphs([page])) == [f"{WIDE} acts."]
    assert list(paragraphs([])) == []
