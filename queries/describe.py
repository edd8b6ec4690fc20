"""An entity and the claims about it, ready to be shown, with what stands behind each."""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, SCHEMA, curie_of, expand, in_words, schema
from her2kg.queries.errors import UnknownName
from her2kg.queries.nodes import Nodes, Said
from her2kg.queries.sentence import Saying, phrase, sentence
from her2kg.queries.views import ClaimView, EntityView, Section, SourceView

__all__ = [
    "ClaimView",
    "EntityView",
    "Section",
    "SourceView",
    "claims_about",
    "claims_behind",
    "entity",
    "sections",
]

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_PROV, _DCTERMS = PREFIXES["prov"], PREFIXES["dcterms"]
_IN_CANCER = schema("inCancer")
_NEAR = {"closeMatch": "close", "broadMatch": "wider", "narrowMatch": "narrower"}
_TRUTH = {"true": "yes", "false": "no"}

_RECORD_KINDS = (
    "Indication",
    "TrialOutcome",
    "AdverseEventRate",
    "VariantResponse",
    "EvidenceItem",
    "ResistanceMechanism",
    "Prevalence",
    "ScoringRule",
)

_NOT_QUALIFIERS = {
    *(_RDF + local for local in ("type", "subject", "predicate", "object")),
    _PROV + "wasDerivedFrom",
    _PROV + "wasGeneratedBy",
    _DCTERMS + "license",
    *(
        schema(local)
        for local in (
            "agentType",
            "attribution",
            "claimOf",
            "confidence",
            "conflictsWith",
            "contentHash",
            "disagreesWith",
            "evidenceLevel",
            "evidenceScheme",
            "hedge",
            "knowledgeLevel",
            "note",
            "pattern",
            "polarity",
            "primarySourceKnown",
            "quote",
            "quoteEnd",
            "quotePrefix",
            "quoteStart",
            "quoteSuffix",
            "recordId",
            "sourcePages",
            "sourceTitles",
            "statement",
            "validFrom",
            "validUntil",
            "verification",
        )
    ),
}


def entity(store: ox.Store, iri: str, nodes: Nodes | None = None) -> EntityView:
    """Describe a thing: class, names, definition, identifiers.

    Args:
        store: where to look.
        iri: its IRI.
        nodes: what was read before of this store, when several things are described.

    Returns:
        What is known of it outside claims.

    Raises:
        UnknownName: the graph has no such node.
    """
    iri = str(iri)  # an rdflib URIRef never equals a plain string
    said = (nodes or Nodes(store)).said(iri)
    if not said:
        raise UnknownName(curie_of(iri), None, ())
    kinds = {k: label for k, label in said[_RDF + "type"].items() if k.startswith(SCHEMA)}
    kind = min(kinds, default="")
    curies = [*said[_SKOS + "notation"], *said[_DCTERMS + "identifier"]]
    return EntityView(
        iri=iri,
        curie=curie_of(iri),
        kind=kind.removeprefix(SCHEMA),
        kind_label=kinds.get(kind, ""),
        label=_first(said, _RDFS + "label") or curie_of(iri),
        synonyms=tuple(sorted(said[_SKOS + "altLabel"])),
        definition=_first(said, _SKOS + "definition"),
        identifiers=tuple(sorted((curie, _address(curie)) for curie in set(curies))),
        near_identifiers=tuple(
            (relation, curie_of(match), match)
            for local, relation in sorted(_NEAR.items(), key=lambda pair: pair[1])
            for match in sorted(said[_SKOS + local])
        ),
    )


def _address(curie: str) -> str:
    try:
        return expand(curie)
    except ValueError:
        return ""


def _first(said: Said, predicate: str) -> str:
    return min(said[predicate], default="")


def claims_about(store: ox.Store, iri: str) -> list[ClaimView]:
    """Gather the claims about a thing.

    Args:
        store: where to look.
        iri: the IRI of the thing.

    Returns:
        The claims whose subject or object it is, and those about the records that mention it
        (indications, trial outcomes ...), sorted by property and label.
    """
    nodes = Nodes(store)
    claims, _ = _gathered(nodes, str(iri))
    return _views(nodes, claims)


def claims_behind(nodes: Nodes, facts: Iterable[str], records: Iterable[str]) -> list[ClaimView]:
    """Gather the claims behind a link.

    Args:
        nodes: reads the store.
        facts: IRIs of the facts that the link rests on.
        records: IRIs of the records that it stands for.

    Returns:
        The claims of the facts, then what else the records say, sorted as ``claims_about`` does.
    """
    own = {claim for fact in facts for claim in nodes.claims_of_fact(fact)}
    theirs = {claim for record in records for claim in nodes.claims_with_subject(record)} - own
    return [*_views(nodes, own), *_views(nodes, theirs)]


def _gathered(nodes: Nodes, iri: str) -> tuple[set[str], dict[str, str]]:
    """Return the claims to show, and the records that mention the thing with their classes."""
    claims = nodes.claims_with_subject(iri)
    mentions = nodes.claims_with_object(iri)
    subjects = {nodes.subject(claim) for claim in mentions} - {iri}
    kinds = ((node, kind) for node in subjects for kind in _RECORD_KINDS)
    records = {node: kind for node, kind in kinds if nodes.is_a(node, kind)}
    about = (nodes.claims_with_subject(record) for record in records)
    return claims.union(mentions, *about), records


def _views(nodes: Nodes, claims: set[str]) -> list[ClaimView]:
    for claim in claims - nodes.views.keys():
        nodes.views[claim] = _claim(claim, nodes.said(claim), nodes)
    return sorted((nodes.views[claim] for claim in claims), key=_order)


def _order(view: ClaimView) -> tuple[str, ...]:
    return (view.predicate_label, view.subject_label, view.object_label, view.record, view.iri)


def _claim(iri: str, said: Said, nodes: Nodes) -> ClaimView:
    def text(local: str) -> str:
        return _first(said, schema(local))

    subject, subject_label = _node(said, "subject")
    predicate, predicate_label = _node(said, "predicate")
    value, value_label = _node(said, "object")
    load, load_title = next(iter(sorted(said[_PROV + "wasGeneratedBy"].items())), ("", ""))
    is_node = value_label != value or value.startswith(("http://", "https://"))
    licence = _first(said, _DCTERMS + "license")
    confidence = text("confidence")
    return ClaimView(
        iri=iri,
        sentence=sentence(_saying(said)),
        subject=subject,
        subject_label=subject_label,
        predicate=predicate.removeprefix(SCHEMA),
        predicate_label=predicate_label,
        object=value if is_node else "",
        object_label=value_label,
        polarity=text("polarity"),
        verification=text("verification"),
        hedge=text("hedge"),
        attribution=text("attribution"),
        level=text("evidenceLevel"),
        scheme=text("evidenceScheme"),
        statement=text("statement"),
        quote=text("quote"),
        quote_prefix=text("quotePrefix"),
        quote_suffix=text("quoteSuffix"),
        record=text("recordId"),
        sources=_sources(said, nodes),
        load_title=load_title,
        load_hash=_first(nodes.said(load), schema("inputHash")),
        licence=licence or _first(nodes.said(load), _DCTERMS + "license"),
        confidence=float(confidence) if confidence else None,
        proposed=text("knowledgeLevel") == "prediction",
        disputed=nodes.is_disputed(text("claimOf")),
        note="; ".join(sorted(said[schema("note")])),
        valid_from=text("validFrom"),
        valid_until=text("validUntil"),
        qualifiers=_qualifiers(said),
    )


def _node(said: Said, part: str) -> tuple[str, str]:
    value, label = next(iter(said[_RDF + part].items()), ("", ""))
    return value, _TRUTH.get(label, curie_of(label))


def _saying(said: Said) -> Saying:
    cancers = sorted(said[_IN_CANCER].values())
    from_text = bool(said[schema("quote")])
    return Saying(
        subject=_node(said, "subject")[1],
        predicate=_node(said, "predicate")[0].removeprefix(SCHEMA),
        predicate_label=_node(said, "predicate")[1],
        value=_node(said, "object")[1],
        polarity=_first(said, schema("polarity")),
        hedge=_first(said, schema("hedge")),
        attribution=_first(said, schema("attribution")),
        cancer=" or ".join(cancers),
        narrowed=_qualifiers(said, skip=_IN_CANCER) if from_text else (),
    )


def _qualifiers(said: Said, skip: str = "") -> tuple[tuple[str, str], ...]:
    pairs = (
        (in_words(predicate), label)
        for predicate, values in said.items()
        if predicate not in _NOT_QUALIFIERS and predicate != skip
        for label in values.values()
    )
    return tuple(sorted(pairs))


def _sources(said: Said, nodes: Nodes) -> tuple[SourceView, ...]:
    views = (_source(iri, nodes.said(iri)) for iri in said[_PROV + "wasDerivedFrom"])
    return tuple(sorted(views, key=lambda view: (view.title, view.iri)))


def _source(iri: str, said: Said) -> SourceView:
    return SourceView(
        iri=iri,
        kind=_first(said, _RDF + "type").removeprefix(SCHEMA),
        title=_first(said, _RDFS + "label") or curie_of(iri),
        url=_first(said, _RDFS + "seeAlso"),
        identifier=_first(said, _DCTERMS + "identifier"),
        licence=_first(said, _DCTERMS + "license"),
        issued=_first(said, _DCTERMS + "issued"),
    )


def sections(store: ox.Store, iri: str, nodes: Nodes | None = None) -> list[Section]:
    """Group the claims about a thing under headings.

    Args:
        store: where to look.
        iri: the IRI of the thing.
        nodes: what was read before of this store, when several things are described.

    Returns:
        First what is said of the thing, by property; then what is said of others with it as
        the object; then one section for each record that mentions it. None is empty.
    """
    iri = str(iri)
    nodes = nodes or Nodes(store)
    claims, records = _gathered(nodes, iri)
    grouped: dict[tuple[int, int, str, str], list[ClaimView]] = defaultdict(list)
    for view in _views(nodes, claims):
        grouped[_heading(nodes, view, iri, records)].append(view)
    return [Section(place[2], tuple(grouped[place])) for place in sorted(grouped)]


def _heading(
    nodes: Nodes, view: ClaimView, iri: str, records: dict[str, str]
) -> tuple[int, int, str, str]:
    """Return the place of a claim among the sections, with the title of its section."""
    verb = phrase(view.predicate)
    if view.subject == iri:
        title = verb.positive if verb else view.predicate_label
        return 0, 0, title[:1].upper() + title[1:], view.predicate
    if kind := records.get(view.subject):
        title = f"{nodes.label(schema(kind))}: {view.subject_label}"
        return 2, _RECORD_KINDS.index(kind), title, view.subject
    said = f"{verb.positive} {view.object_label}" if verb else f"has it as {view.predicate_label}"
    return 1, 0, f"What {said}", view.predicate
