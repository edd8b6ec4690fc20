"""Tables of one's own: what their rows say, and how a row that cannot be read is told."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.own_table import header_of
from her2kg.loaders.own_table_sources import source_of
from her2kg.loaders.own_table_text import unprintable
from her2kg.ontology.model import Claim, Name, Polarity, Source, Verification
from her2kg.ontology.namespaces import mint
from tests.loaders.own_table_sample import COLUMNS, MAPPING, loader, table

TOP = 'name = "lab"\ntitle = "A lab"\nlicence = "CC0-1.0"\n'


def _load(*rows: Mapping[str, str], mapping: str = MAPPING) -> list[Record]:
    return list(loader(mapping).load(table(*rows)))


def _claims(*rows: Mapping[str, str], mapping: str = MAPPING) -> list[Claim]:
    return [record for record in _load(*rows, mapping=mapping) if isinstance(record, Claim)]


def _told(*rows: Mapping[str, str], mapping: str = MAPPING) -> Rejection:
    (told,) = [r for r in _load(*rows, mapping=mapping) if isinstance(r, Rejection)]
    return told


def _value_of(cell: str, datatype: str) -> object:
    """Read one cell as a value, or return why it cannot be read."""
    mapping = (
        (
            f'{TOP}[[claims]]\nsubject = {{ column = "drug", class = "Drug" }}\n'
            f'predicate = "phase"\nobject = {{ column = "level", datatype = "{datatype}" }}\n'
        )
        .replace('"phase"', '"startDate"')
        .replace('"Drug"', '"Trial"')
    )
    for record in _load({"level": cell}, mapping=mapping):
        if isinstance(record, Claim):
            return record.object
        if isinstance(record, Rejection):
            return record.reason
    raise AssertionError(cell)


def test_a_row_becomes_a_claim_with_its_source() -> None:
    """Names stay as written; the paper has the node that it has for every loader."""
    taken, source, claim = _load({"cancer": "breast cancer", "level": "D", "day": "2024-05"})
    iri = URIRef(mint("Source", "pubmed:23220880"))
    assert taken == Taken("lab.csv", 2)
    assert isinstance(source, Source)
    assert (source.iri, source.kind, source.title) == (iri, "Publication", "pubmed:23220880")
    assert isinstance(claim, Claim)
    assert (claim.subject, claim.object) == (Name("Drug", "lapatinib"), Name("Protein", "HER2"))
    assert (claim.predicate, claim.record, claim.sources) == ("targets", "1 targets", (iri,))
    assert (claim.level, claim.scheme, claim.valid_from) == ("D", "CIViC", "2024-05")
    assert [q.value for q in claim.qualifiers if q.identifying] == [Name("Cancer", "breast cancer")]
    assert claim.verification is Verification.AS_PUBLISHED
    assert claim.statement.startswith("id: 1; drug: lapatinib; target: HER2; cancer: breast cancer")


def test_the_words_behind_a_row_are_its_own_where_it_has_some() -> None:
    """Without them they are its cells; a column that the mapping does not name is not taken."""
    columns = ("secret", *COLUMNS)
    mapping = MAPPING.replace("[[claims]]", 'statement = "cancer"\n\n[[claims]]')
    said = table({"secret": "J. D.", "cancer": "As we saw,\nit binds."}, {}, columns=columns)
    first, second = [r for r in loader(mapping).load(said) if isinstance(r, Claim)]
    assert first.statement == "As we saw, it binds."
    assert second.statement == "id: 2; drug: lapatinib; target: HER2; ref: PMID:23220880"


def test_the_loader_bears_the_words_of_the_mapping() -> None:
    """Its graph, title and licence are those of the table."""
    own = loader(MAPPING + 'note = "checked"\n')
    assert (own.name, own.title, own.licence) == ("table-lab", "A table of the lab", "CC-BY-4.0")
    assert own.homepage == ""
    assert own.recognises(",".join(COLUMNS))
    assert not own.recognises("id,drug")


def test_cells_with_several_names_make_a_claim_each() -> None:
    """Every subject is paired with every object, and with every cancer that narrows it."""
    row = {"drug": "a / b", "target": "HER2;EGFR", "cancer": "x;y"}
    found = {(c.subject, c.object, c.qualifiers[0].value) for c in _claims(row)}
    assert len(found) == 8
    assert (Name("Drug", "b"), Name("Protein", "EGFR"), Name("Cancer", "x")) in found


@pytest.mark.parametrize(
    ("word", "polarity"),
    [
        ("", Polarity.SUPPORTS),
        ("YES", Polarity.SUPPORTS),
        ("no", Polarity.REFUTES),
        (" None ", Polarity.NULL_RESULT),
    ],
)
def test_words_for_and_against_are_those_of_the_mapping(word: str, polarity: Polarity) -> None:
    """Case and blanks do not matter."""
    (claim,) = _claims({"effect": word})
    assert claim.polarity is polarity


def test_a_row_without_a_source_rests_on_that_of_the_table_or_is_unverified() -> None:
    """Where nobody names a source, nothing counts as checked."""
    (claim,) = _claims({"ref": ""})
    assert (claim.sources, claim.verification) == ((), Verification.UNVERIFIED)
    book = MAPPING.replace("[[claims]]", '[source]\ntitle = "A book"\n\n[[claims]]')
    records = _load({"ref": ""}, mapping=book)
    (source,) = [r for r in records if isinstance(r, Source)]
    assert (source.title, source.kind) == ("A book", "Document")
    (cited,) = _claims({}, mapping=book)
    assert str(cited.sources[0]).endswith("pubmed-23220880")


def test_words_that_mean_nothing_make_a_cell_empty() -> None:
    """A word such as n/a is no name of a cancer."""
    (claim,) = _claims({"cancer": "N/A", "level": "n/a"})
    assert (claim.qualifiers, claim.level, claim.scheme) == ((), "", "")


def test_identifiers_beside_names_come_with_their_prefix() -> None:
    """Each name has the identifier at its place in the list."""
    mapping = MAPPING.replace(
        'column = "target", class = "Protein"',
        'column = "target", class = "Protein", identifier_column = "level", prefix = "UniProtKB"',
    )
    row = {"target": "HER2; EGFR", "level": "P04626; uniprot:P00533"}
    assert [c.object for c in _claims(row, mapping=mapping)] == [
        Name("Protein", "HER2", ("uniprot:P04626",)),
        Name("Protein", "EGFR", ("uniprot:P00533",)),
    ]
    assert (
        "2 names, but 1 in column 'level'"
        in _told(row | {"level": "P04626"}, mapping=mapping).reason
    )
    assert (
        "'HER2' is not an identifier of uniprot"
        in _told(row | {"level": "HER2;P00533"}, mapping=mapping).reason
    )
    (bare,) = _claims({"level": ""}, mapping=mapping)
    assert bare.object == Name("Protein", "HER2")


def test_a_column_of_identifiers_alone_names_things() -> None:
    """A code without a name is a name of last resort."""
    mapping = MAPPING.replace('class = "Cancer"', 'class = "Cancer", prefix = "doid"')
    (claim,) = _claims({"cancer": "1612"}, mapping=mapping)
    assert claim.qualifiers[0].value == Name("Cancer", "DOID:1612", ("DOID:1612",))


def test_a_word_decides_which_claim_is_made() -> None:
    """A rule may be for some rows; a word that no rule knows is told."""
    resistant = MAPPING + 'when = { column = "effect", is = ["yes", "no"] }\n'
    mapping = resistant + (
        '[[claims]]\nsubject = { column = "drug", class = "Drug" }\npredicate = "route"\n'
        'object = { value = "by mouth" }\n'
    )
    assert [c.predicate for c in _claims({"effect": "yes"}, mapping=mapping)] == [
        "targets",
        "route",
    ]
    assert [c.predicate for c in _claims({"effect": ""}, mapping=mapping)] == ["route"]
    told = _told({"effect": "ja"}, mapping=mapping)
    assert told.partial
    assert told.reason == "column 'effect': 'ja' is not one of 'no', 'yes'"


def test_rows_keep_their_claims_when_others_are_put_before_them() -> None:
    """Without an id, a row is known by its cells; the order of columns plays no part."""
    mapping = MAPPING.replace('record = "id"\n', "")
    (alone,) = _claims({"id": "x"}, mapping=mapping)
    _, second = _claims({"drug": "neratinib"}, {"id": "y"}, mapping=mapping)
    turned = loader(mapping).load(table({}, columns=COLUMNS[::-1]))
    (other,) = [record for record in turned if isinstance(record, Claim)]
    assert alone.record == second.record == other.record
    assert alone.record == "row-5f71359ffceb targets"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_header_shows_what_stands_between_cells(delimiter: str) -> None:
    """Comma, tab and semicolon need no word in the mapping."""
    found = loader().load(table({"target": "HER2"}, delimiter=delimiter))
    assert [type(record) for record in found] == [Taken, Source, Claim]


def test_blank_lines_before_the_header_are_passed_over() -> None:
    """The first line with words names the columns."""
    sound = table({}, delimiter=";")
    found = loader().load(Material.of_text("lab.csv", f"\n;;\n{sound.text}"))
    assert [type(record) for record in found] == [Taken, Source, Claim]


def test_another_delimiter_is_named_in_the_mapping() -> None:
    """A table may be separated by any one character."""
    mapping = 'delimiter = "|"\n' + MAPPING
    found = loader(mapping).load(table({}, delimiter="|"))
    assert [type(record) for record in found] == [Taken, Source, Claim]


REJECTED = {
    "subject": ({"drug": ""}, "targets: column 'drug': the cell is empty"),
    "name": ({"drug": "??"}, "targets: column 'drug': '??' has no letter or digit"),
    "long": ({"drug": "x" * 201}, "targets: column 'drug': the name is longer than 200 characters"),
    "nothing": ({"target": ""}, "the row claims nothing: its cells are empty"),
    "id": ({"id": ""}, "column 'id': the row has no id"),
    "polarity": ({"effect": "maybe"}, "column 'effect': 'maybe' is not one of '', 'no', 'none'"),
    "date": ({"day": "5.2024"}, "column 'day': '5.2024' is not a date as YYYY, YYYY-MM"),
    "calendar": ({"day": "2024-02-30"}, "column 'day': '2024-02-30' is not a day"),
    "digits": ({"day": "٢٠٢٤"}, "is not written in plain digits"),
    "source": ({"ref": "Smith 2004"}, "column 'ref': 'Smith 2004' is no PMID, DOI, PMC or NCT"),
    "control": ({"cancer": "a\x07b"}, "column 'cancer': the cell holds the character U+0007"),
    "reordering": ({"cancer": "a\u202eb"}, "column 'cancer': the cell holds the character U+202E"),
}


@pytest.mark.parametrize(("row", "reason"), REJECTED.values(), ids=REJECTED)
def test_a_row_that_cannot_be_read_is_told(row: Mapping[str, str], reason: str) -> None:
    """One line says column and reason; the next row is read."""
    told, *rest = _load(row, {})
    assert isinstance(told, Rejection)
    assert (told.file, told.line, told.partial) == ("lab.csv", 2, False)
    assert reason in told.reason
    assert [type(record) for record in rest] == [Taken, Source, Claim]


@pytest.mark.parametrize(
    ("cell", "datatype", "said"),
    [
        ("2024", "date", Literal("2024", datatype=XSD.gYear)),
        ("2024-05", "date", Literal("2024-05", datatype=XSD.gYearMonth)),
        ("0.50", "decimal", Literal("0.50", datatype=XSD.decimal, normalize=False)),
        ("12", "integer", Literal("12", datatype=XSD.integer)),
        ("yes", "boolean", Literal("true", datatype=XSD.boolean)),
        ("two\n lines", "text", Literal("two lines")),
    ],
)
def test_values_have_the_type_of_the_mapping(cell: str, datatype: str, said: Literal) -> None:
    """A date is no more exact than it is written, a number keeps its digits."""
    assert _value_of(cell, datatype) == said


@pytest.mark.parametrize(
    ("cell", "datatype", "said"),
    [
        ("0,5", "decimal", "'0,5' is not a decimal number with a decimal point and no unit"),
        ("12 %", "decimal", "not a decimal number"),
        ("1" * 19, "integer", "the number is longer than 18 characters"),
        ("١٢", "integer", "is not written in plain digits"),
        ("ja", "boolean", "'ja' is neither yes nor no"),
    ],
)
def test_a_value_of_another_type_is_told(cell: str, datatype: str, said: str) -> None:
    """Nothing is read into a cell that does not stand there."""
    assert said in str(_value_of(cell, datatype))


def test_an_id_that_two_rows_have_is_told() -> None:
    """The second would change what the first says."""
    told = _told({"id": "A1"}, {"id": " A1", "target": "EGFR"})
    assert told.line == 3
    assert told.reason == "the id 'A1' is already that of line 2: give each row its own"


def test_a_row_that_repeats_another_is_told() -> None:
    """Without ids, the same cells are the same row."""
    told = _told({}, {"id": "other"}, mapping=MAPPING.replace('record = "id"\n', ""))
    assert told.reason == "the row says what line 2 says: remove one"


def test_a_claim_that_cannot_be_read_leaves_the_others_of_its_row() -> None:
    """What can be used of a row is used, and the rest is told."""
    mapping = MAPPING + (
        '[[claims]]\nsubject = { column = "drug", class = "Drug" }\npredicate = "indicatedFor"\n'
        'object = { column = "cancer", class = "Cancer" }\n'
    )
    records = _load({"cancer": "breast cancer", "effect": "maybe"}, mapping=mapping)
    assert [c.predicate for c in records if isinstance(c, Claim)] == ["indicatedFor"]
    (told,) = [r for r in records if isinstance(r, Rejection)]
    assert told.partial


def test_a_missing_column_is_told_once_with_the_nearest() -> None:
    """No row is read with a column that is not there."""
    (told,) = loader().load(table({}, {}, columns=("id", "drugs", *COLUMNS[2:])))
    assert isinstance(told, Rejection)
    assert told.reason == (
        "there is no column 'drug', which lab.map.toml names: did you mean 'drugs'?"
    )


@pytest.mark.parametrize(("text", "word"), [("", "empty"), ("id,id\n1,2\n", "no column 'cancer'")])
def test_a_header_that_cannot_serve_is_told_once(text: str, word: str) -> None:
    """An empty table, or one of other columns, gives one reason."""
    (told,) = loader().load(Material.of_text("lab.csv", text))
    assert isinstance(told, Rejection)
    assert word in told.reason


@pytest.mark.parametrize(
    ("words", "curie"),
    [
        ("PMID: 23220880", "pubmed:23220880"),
        ("https://pubmed.ncbi.nlm.nih.gov/23220880/", "pubmed:23220880"),
        ("https://doi.org/10.1056/NEJMoa2203690", "doi:10.1056/NEJMoa2203690"),
        ("doi: 10.1056/NEJMoa2203690", "doi:10.1056/NEJMoa2203690"),
        ("PMC3570596", "pmc:PMC3570596"),
        ("NCT03734029", "clinicaltrials:NCT03734029"),
        ("https://clinicaltrials.gov/study/NCT03734029", "clinicaltrials:NCT03734029"),
        ("https://example.org/a?b=%20#c", ""),
    ],
)
def test_sources_are_known_by_their_form(words: str, curie: str) -> None:
    """The same publication is one node, however it is written."""
    source = source_of(words)
    assert source.identifier == curie
    assert source.iri == URIRef(mint("Source", curie)) if curie else source.url == words


@pytest.mark.parametrize(
    "words", ["23220880", "10.1/x", "http://a b", "http://a/<b>", "http://a/%z"]
)
def test_what_may_be_a_source_or_not_is_none(words: str) -> None:
    """A bare number is a PMID only where the mapping says so; an address has to be one."""
    with pytest.raises(ValueError, match="is no PMID"):
        source_of(words)


def test_two_addresses_are_two_sources() -> None:
    """Addresses that differ in a mark alone are kept apart."""
    assert source_of("https://a.org/b?c").iri != source_of("https://a.org/b-c").iri


def test_marks_of_other_scripts_are_sound() -> None:
    """Right-to-left letters and their marks can be printed."""
    assert unprintable("\u200f\u05d0 \u0645\u200d é 🎗") == ""
    assert unprintable("a\x00") == "U+0000"


@given(st.text(max_size=40))
def test_any_header_has_a_delimiter(head: str) -> None:
    """Whatever a file begins with, looking at it does not fail."""
    delimiter, _ = header_of(head)
    assert delimiter in {",", "\t", ";"}


ODD = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["n/a", "yes", '"', "'", "<script>", "\u200f", "a;;b", "2024", "PMID:1", "HER2;", "\x1b[31m"]
)


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, ODD)), max_size=4))
def test_each_row_is_taken_or_told(rows: list[dict[str, str]]) -> None:
    """Whatever the cells hold, no row is lost, none is out of scope and nothing fails."""
    records = _load(*rows)
    taken = [record.line for record in records if isinstance(record, Taken)]
    lost = [r.line for r in records if isinstance(r, Rejection) and not r.partial]
    assert len({*taken, *lost}) == len(taken) + len(lost) == len(rows)
    assert not any(isinstance(record, OutOfScope) for record in records)
    assert (not taken) == (not any(isinstance(record, Claim) for record in records))
