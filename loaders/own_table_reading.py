"""From a mapping file to what a table of one's own says, checked before a row is read."""

import re

from rdflib import URIRef

from her2kg.loaders.curated_schema import LITERALS
from her2kg.loaders.own_table_cells import date_of, targets
from her2kg.loaders.own_table_mapping import (
    ClaimRule,
    Condition,
    Direction,
    Field,
    Qualification,
    SourceColumn,
    TableMapping,
    Target,
    Thing,
    Values,
)
from her2kg.loaders.own_table_sections import Section, read_sections
from her2kg.loaders.own_table_sources import source_of
from her2kg.loaders.own_table_text import folded, tidy
from her2kg.loaders.own_table_vocabulary import Property, hint, vocabulary
from her2kg.ontology.model import Polarity, Source
from her2kg.ontology.namespaces import PUBLIC, expand, mint, preferred

__all__ = ["KEYS", "read_mapping"]

KEYS = {
    "file": (
        "name",
        "title",
        "licence",
        "homepage",
        "delimiter",
        "record",
        "statement",
        "sources",
        "source",
        "skip_when",
        "claims",
    ),
    "sources": ("column", "separator", "prefix"),
    "source": ("title", "identifier", "url", "date"),
    "claims": (
        "subject",
        "predicate",
        "object",
        "when",
        "polarity",
        "hedge",
        "level",
        "scheme",
        "valid_from",
        "note",
        "qualifiers",
    ),
    "thing": (
        "column",
        "value",
        "class",
        "separator",
        "prefix",
        "identifier_column",
        "identifier",
    ),
    "value": ("column", "value", "datatype", "separator"),
    "qualifiers": ("predicate", "identifying"),
    "when": ("column", "is"),
    "polarity": ("column", "supports", "refutes", "null_result"),
    "field": ("column",),
}
"""The keys that mean something, by the kind of section that they stand in."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
_DIRECTIONS = {
    "supports": Polarity.SUPPORTS,
    "refutes": Polarity.REFUTES,
    "null_result": Polarity.NULL_RESULT,
}


def read_mapping(text: str, file: str) -> TableMapping:
    """Read a mapping file.

    Args:
        text: its text, TOML; docs/own-tables.md explains every key.
        file: its name, for messages.

    Returns:
        What the table says. Its classes, properties and constants are known and fit together;
        whether the table has its columns is seen when the table is read.

    Raises:
        MappingError: something in it cannot be used; the message has the place and what to do.
    """
    top = read_sections(text, file)
    top.knows(KEYS["file"])
    name = top.required("name")
    if not _NAME.fullmatch(name):
        reason = "write at most 40 small letters, digits and hyphens, such as 'my-drugs'"
        raise top.fault("name", reason)
    delimiter = top.mark("delimiter")
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r"}:
        raise top.fault("delimiter", "write one character, such as ',', ';' or '\\t'")
    return TableMapping(
        file=file,
        name=name,
        title=tidy(top.required("title")),
        licence=tidy(top.required("licence")),
        claims=_claims(top),
        homepage=top.text("homepage"),
        delimiter=delimiter,
        record=top.text("record"),
        statement=top.text("statement"),
        sources=_source_column(top.section("sources")) if "sources" in top else None,
        source=_source(top.section("source"), name) if "source" in top else None,
        skip_when=frozenset(folded(word) for word in top.texts("skip_when")),
    )


def _source_column(section: Section) -> SourceColumn:
    section.knows(KEYS["sources"])
    prefix = _prefix(section)
    return SourceColumn(section.required("column"), section.mark("separator"), prefix)


def _source(section: Section, name: str) -> Source:
    """Read what the whole table rests on."""
    section.knows(KEYS["source"])
    title, url = tidy(section.required("title")), section.text("url")
    date = section.checked("date", lambda: date_of(Field(value=section.text("date")), {}))
    if url:
        section.checked("url", lambda: source_of(url))
    if not section.text("identifier"):
        return Source(URIRef(mint("Source", f"table-{name}")), "Document", title, url, date=date)
    found = section.checked("identifier", lambda: source_of(section.text("identifier")))
    url = url or (expand(found.identifier) if found.identifier else found.url)
    return Source(found.iri, found.kind, title, url, found.identifier, date)


def _claims(top: Section) -> tuple[ClaimRule, ...]:
    sections = top.sections("claims")
    if not sections:
        raise top.fault("", "it makes no claim: add a section [[claims]]")
    rules: list[ClaimRule] = []
    for section in sections:
        predicate = section.text("predicate")
        same = sum(rule.predicate == predicate for rule in rules)
        # Two rules may come to the same triple; their claims are told apart by the record.
        rules.append(_claim(section, f"{predicate} {same + 1}" if same else predicate))
    return tuple(rules)


def _claim(section: Section, name: str) -> ClaimRule:
    section.knows(KEYS["claims"])
    about = section.section("subject")
    about.knows(KEYS["thing"])
    subject = _thing(about, vocabulary().classes)
    found = _predicate(section, subject.kind)
    level, scheme = _field(section, "level"), _field(section, "scheme")
    if level != Field() and scheme == Field():
        raise section.fault("", "'scheme' is missing: say whose scale the level is on")
    return ClaimRule(
        name=name,
        subject=subject,
        predicate=found.name,
        label=found.label,
        object=_target(section.section("object"), found, KEYS["thing"], KEYS["value"]),
        polarity=_direction(section),
        when=_condition(section.section("when")) if "when" in section else None,
        hedge=_field(section, "hedge"),
        level=level,
        scheme=scheme,
        valid_from=_date_field(section, "valid_from"),
        note=_field(section, "note"),
        qualifiers=tuple(_qualification(each) for each in section.sections("qualifiers")),
    )


def _predicate(section: Section, kind: str) -> Property:
    """Read a property that can be claimed of things of a class."""
    found = _property(section, "predicate")
    if kind not in found.subjects:
        said = ", ".join(sorted(found.subjects))
        raise section.fault("predicate", f"{found.name!r} is said of {said}, not of {kind}")
    return found


def _property(section: Section, use: str) -> Property:
    words = vocabulary()
    known = words.predicates if use == "predicate" else words.qualifiers
    name = section.required("predicate")
    if reason := words.refused.get((use, name)):
        raise section.fault("predicate", f"{name!r} is not for tables of one's own: {reason}")
    return known[section.word("predicate", known)]


def _qualification(section: Section) -> Qualification:
    found = _property(section, "qualifier")
    own = KEYS["qualifiers"]
    target = _target(section, found, (*own, *KEYS["thing"]), (*own, *KEYS["value"]))
    return Qualification(found.name, target, section.flag("identifying", default=found.links))


def _target(
    section: Section, found: Property, thing: tuple[str, ...], value: tuple[str, ...]
) -> Target:
    """Read what a property leads to."""
    if found.links:
        section.knows(thing)
        return _thing(section, found.objects, found.name)
    if "class" in section:
        raise section.fault("class", f"{found.name!r} holds a value: leave the class out")
    section.knows(value)
    return _values(section, found)


def _thing(section: Section, allowed: frozenset[str], leading: str = "") -> Thing:
    """Read where things are named, of a class that is allowed there."""
    kind = section.required("class")
    if reason := vocabulary().refused.get(("class", kind)):
        raise section.fault("class", f"{kind!r} is not for tables of one's own: {reason}")
    section.word("class", vocabulary().classes)
    if kind not in allowed:
        raise section.fault(
            "class", f"{leading!r} leads to {', '.join(sorted(allowed))}: not {kind}"
        )
    place, separator, prefix = _place(section), section.mark("separator"), _prefix(section)
    identifier = Field(section.text("identifier_column"), section.text("identifier"))
    if identifier.value if place.column else identifier.column:
        reason = "'identifier' goes with 'value', 'identifier_column' with 'column'"
        raise section.fault("", f"{reason}: write the other one")
    thing = Thing(place, kind, separator, identifier, prefix)
    _check_constant(section, thing, place.value)
    return thing


def _values(section: Section, found: Property) -> Values:
    datatype = found.datatype or "text"
    if "datatype" in section:
        datatype = section.word("datatype", LITERALS)
        if found.datatype and datatype != found.datatype:
            raise section.fault("datatype", f"{found.name!r} holds a {found.datatype}")
    values = Values(_place(section), datatype, section.mark("separator"))
    _check_constant(section, values, values.text.value)
    return values


def _check_constant(section: Section, target: Target, constant: str) -> None:
    """Read what is the same in every row once, before any row."""
    if constant:
        section.checked("value", lambda: targets(target, {}))


def _place(section: Section) -> Field:
    """Read where something stands: in a column, or the same in every row."""
    column, value = section.text("column"), section.text("value")
    if bool(column) == bool(value):
        raise section.fault("", "give either a column or a value")
    return Field(column, value)


def _field(section: Section, key: str) -> Field:
    if not section.is_section(key):
        return Field(value=section.text(key))
    within = section.section(key)
    within.knows(KEYS["field"])
    return Field(within.required("column"))


def _date_field(section: Section, key: str) -> Field:
    field = _field(section, key)
    if field.value:
        section.checked(key, lambda: date_of(field, {}))
    return field


def _condition(section: Section) -> Condition:
    section.knows(KEYS["when"])
    words = frozenset(folded(word) for word in section.texts("is")) - {""}
    if not words:
        raise section.fault("is", "say for which words of the column the claim is made")
    return Condition(section.required("column"), words)


def _direction(section: Section) -> Direction:
    """Read the words for and against; without any, rows support what they say."""
    if not section.is_section("polarity"):
        word = section.word("polarity", _DIRECTIONS) if "polarity" in section else "supports"
        return Direction("", {"": _DIRECTIONS[word]})
    within = section.section("polarity")
    within.knows(KEYS["polarity"])
    words: dict[str, Polarity] = {}
    for key, polarity in _DIRECTIONS.items():
        for word in within.texts(key):
            if folded(word) in words:
                raise within.fault(key, f"{word!r} stands in two lists")
            words[folded(word)] = polarity
    if not words:
        raise within.fault("", "say which words of the column support, refute or saw nothing")
    return Direction(within.required("column"), words)


def _prefix(section: Section) -> str:
    """Read a public prefix of identifiers, in any spelling."""
    prefix = section.text("prefix")
    known = preferred(f"{prefix}:")[:-1]
    if prefix and known not in PUBLIC:
        raise section.fault("prefix", f"{prefix!r} is not known: {hint(prefix, PUBLIC)}")
    return known
