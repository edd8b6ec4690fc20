"""Texts that nobody means to write: endless lines, hidden characters, pages with scripts."""

import time
from pathlib import Path

import pytest

from her2kg.loaders.article import ArticleLoader
from her2kg.loaders.base import Material, Record, Rejection, TooLargeError
from her2kg.loaders.documents.xml_records import xml_records
from her2kg.loaders.text.invisible import visible
from her2kg.loaders.text.parts import LONGEST, in_parts
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.sentences import split_sentences
from her2kg.material import read_material
from her2kg.ontology.model import Claim, Source, TextQuote
from tests.loaders.lexicon_fixture import LEXICON, triples
from tests.pace import in_time

LOADER = ArticleLoader(LEXICON)
FACT = "Trastuzumab targets HER2."
TRIPLE = "trastuzumab | targets | HER2"
MEGABYTES = 5_000_000
HARD = {
    "one word": "a",
    "one name": "HER2 ",
    "names in a list": "HER2, HER3 and EGFR, ",
    "two names": "trastuzumab and pertuzumab target HER2 and HER3 respectively, ",
    "a statement without end": "trastuzumab targets HER2 and ",
    "parentheses": "(",
    "quotation marks": '"',
    "full stops": ".",
    "stops apart": ". ",
    "stars": "*",
    "commas": "HER2,,,, ",
    "brackets": "[",
    "blanks": " ",
    "lines": "HER2\n",
    "changes": "L755S ",
    "numbers": "12 and 7, ",
    "words that point back": "both it and this antibody, the former ",
    "hidden": "\u200b",
    "many sentences": "Lapatinib may not inhibit EGFR (in cells). ",
}


def _quotes(records: list[Record]) -> list[TextQuote]:
    return [each.quote for each in records if isinstance(each, Claim) and each.quote]


def _seconds(text: str) -> float:
    """Return the processor time of the quickest of three readings, for machines are noisy."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        read_document(text, LEXICON)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("name", HARD)
def test_four_times_the_text_take_four_times_the_time(name: str) -> None:
    """Whatever is repeated, with and without ends of sentences, time does not grow faster."""
    read_document(FACT, LEXICON)
    repeated = HARD[name] * (30_000 // len(HARD[name]))
    once, more = (f"{FACT} A {repeated * times}. {FACT}" for times in (1, 4))
    assert _seconds(more) < 8 * max(_seconds(once), 0.15)


@pytest.mark.parametrize("name", ["one word", "parentheses", "quotation marks", "full stops"])
def test_a_line_of_5_mb_is_read(name: str, tmp_path: Path) -> None:
    """What stands before and behind it is found, at its place in the file."""
    path = tmp_path / "x.txt"
    path.write_text(f"{FACT} A {HARD[name] * MEGABYTES}. {FACT}", "utf-8")
    material = read_material(path)
    begun = time.process_time()
    quotes = _quotes(list(LOADER.load(material)))
    assert in_time(time.process_time() - begun, 60)
    text = material.text
    assert quotes
    assert all(text[each.start : each.end] == each.exact for each in quotes)
    assert quotes[0].start == 0


def test_a_licence_line_of_blanks_takes_no_time(tmp_path: Path) -> None:
    """What the line says is its words alone."""
    path = tmp_path / "x.txt"
    path.write_text(f"{FACT}\n\nLicence: CC0 {' ' * 200_000}x\n", "utf-8")
    begun = time.process_time()
    assert [each for each in LOADER.load(read_material(path)) if isinstance(each, Claim)]
    assert in_time(time.process_time() - begun, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Tras\u00adtu\u00adzumab targets HER\u200b2.",
        "\u202eTrastuzumab\u202c tar\u200dgets \u2066HER2\u2069.",
        "\ufeffTrastuzumab\u200e targets\u2060 HER-\u00ad2 in cells.",
        "Trastuzumab targets" + " " * 40 + "HER2.",
    ],
)
def test_names_with_hidden_characters_are_found_and_quoted_as_they_stand(text: str) -> None:
    """The offsets are those of the file; what is said reads without them."""
    assert triples(text) == {TRIPLE}
    (claim,) = read_document(text, LEXICON).claims
    assert claim.quote
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
    assert claim.quote.sentence in text
    assert claim.statement.isascii()


def test_hidden_characters_around_a_quote_are_no_part_of_it() -> None:
    """A mark that turns the direction stays outside, where it turns nothing around."""
    text = "In cells \u202etrastuzumab targets HER2\u202c. It rained."
    (claim,) = read_document(text, LEXICON).claims
    assert claim.quote
    assert claim.quote.exact == "trastuzumab targets HER2"


def test_a_text_without_hidden_characters_is_read_as_it_is() -> None:
    """There is nothing to put back."""
    assert visible(f"{FACT} \u201c\u03bc\u201d 10\u00b2 | \u2026{'-' * 8}") is None


def test_what_a_page_does_not_show_is_not_read() -> None:
    """Scripts, styles, comments, templates, handlers and foreign markup say nothing."""
    hidden = "Lapatinib inhibits EGFR."
    page = f"""<!doctype html><html><head><title>T</title><script>{hidden}</script>
    <style>{hidden}</style></head><body onload="{hidden}"><!-- {hidden} --><p>{FACT}</p>
    <template><p>{hidden}</p></template><noscript><p>{hidden}</p></noscript>
    <svg><text>{hidden}</text><desc><p>{hidden}</p></desc></svg><![CDATA[{hidden}]]>
    <iframe srcdoc="<p>{hidden}</p>"></iframe><object><p>{hidden}</p></object>
    <p onclick="alert('{hidden}')" title="{hidden}">It rained.</p>
    <table><tr><td>A<table><tr><td>Pertuzumab targets HER2.</td></tr></table></td></tr></table>
    </body></html>"""
    quotes = _quotes(list(LOADER.load(Material.of_text("x.html", page))))
    assert [each.exact for each in quotes] == [
        "Trastuzumab targets HER2",
        "Pertuzumab targets HER2",
    ]


def test_a_paragraph_is_no_title() -> None:
    """Every claim is shown with the title of its source, which must not be the whole text."""
    long = f"{FACT} It rained. " * 500
    title = f"<title>{long}</title>"
    pages = [f"<html><head>{head}</head><body><p>{long}</p></body></html>" for head in ("", title)]
    for page in pages:
        records = LOADER.load(Material.of_text("x.html", page))
        (source,) = (each for each in records if isinstance(each, Source))
        assert 0 < len(source.title) <= 2_002


def test_a_run_on_is_cut_at_pauses() -> None:
    """Nothing of it is lost, and no piece is longer than a sentence may be."""
    text = "A cell, " * 2_000 + "end."
    pieces = [text[each.start : each.end] for each in split_sentences(text)]
    assert max(map(len, pieces)) <= 2_000
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "x" * (3 * LONGEST),
        "A paragraph of some words.\r\n\r\n" * 30_000,
        "Line of words\n" * 50_000,
        "short",
        "",
    ],
    ids=["words", "one word", "paragraphs", "lines", "short", "empty"],
)
def test_parts_are_the_text(text: str) -> None:
    """They follow each other without a gap, and are cut where the text pauses."""
    parts = list(in_parts(text[first : first + 7_000] for first in range(0, len(text), 7_000)))
    assert "".join(parts) == text
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part[-1].isspace() for part in parts[:-1] if " " in text)


def test_a_block_of_code_is_not_cut() -> None:
    """Its end would open another one, and hide what follows."""
    code = "```\n" + "x = 1\n\n" * 1_000 + "```\n\n"
    text = "Some words.\n\n" * ((LONGEST - 4_000) // 13) + code + "Some words.\n\n" * 1_000
    parts = list(in_parts([text]))
    assert "".join(parts) == text
    assert all(part.count("```") % 2 == 0 for part in parts)


def test_what_must_be_held_whole_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line, a page, a text and a record that are larger than memory may hold are refused."""
    monkeypatch.setattr("her2kg.loaders.base._LONGEST_LINE", 50)
    monkeypatch.setattr("her2kg.loaders.base._LARGEST_TEXT", 50)
    monkeypatch.setattr("her2kg.loaders.documents.html._LARGEST", 50)
    monkeypatch.setattr("her2kg.loaders.documents.xml_records._LARGEST", 500)
    material = Material.of_text("x.html", f"short\n<html><body><p>{FACT * 9}</p></body></html>")
    with pytest.raises(TooLargeError, match="line 2"):
        list(material.lines())
    with pytest.raises(TooLargeError, match="larger than"):
        _ = material.text
    page = Material.of_text("x.html", f"<html><body><p>{FACT * 9}</p></body></html>")
    (rejected,) = LOADER.load(page)
    assert isinstance(rejected, Rejection)
    assert "larger than 64 MiB" in rejected.reason
    xml = f"<a><b>{FACT}</b><b>{FACT * 90}</b></a>"
    first, second = xml_records(Material.of_text("x.xml", xml), {"b"})
    assert not isinstance(first, Rejection)
    assert isinstance(second, Rejection)
    assert "larger than 64 MiB" in second.reason


def test_a_tag_without_end_is_refused_before_it_takes_its_time() -> None:
    """The parser would begin it anew with every chunk."""
    xml = f'<a><b c="{"x" * 9_000_000}">{FACT}</b></a>'
    (rejected,) = xml_records(Material.of_text("x.xml", xml), {"b"})
    assert isinstance(rejected, Rejection)
    assert "longer than 4 MiB" in rejected.reason
