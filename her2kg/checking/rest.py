"""The graph without what the checked document itself brought to it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from her2kg.checking.files import query
from her2kg.ontology.namespaces import PREFIXES, schema
from her2kg.queries.describe import claims_behind
from her2kg.queries.nodes import Nodes
from her2kg.queries.store import Row, select, text_of
from her2kg.queries.views import ClaimView

__all__ = ["Rest"]

_LABEL = PREFIXES["rdfs"] + "label"
_CLAIM_OF = schema("claimOf")


@dataclass(slots=True)
class Rest:
    """Reads the claims of others.

    Attributes:
        store: the graph.
        own_hash: hash of the checked file; claims read from it are left out.
        own_sentences: its sentences, white space made equal; so are claims read from those.
        nodes: what was read before of the store.
    """

    store: ox.Store
    own_hash: str
    own_sentences: Collection[str]
    nodes: Nodes = field(init=False)
    _kin: dict[str, dict[str, str]] = field(init=False, default_factory=dict)

    _rows: dict[str, list[Row]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = Nodes(self.store)

    def knows(self, iri: str) -> bool:
        """Say whether a thing has a name in the graph."""
        return bool(self.nodes.said(iri)[_LABEL])

    def kin(self, iri: str) -> dict[str, str]:
        """Return a thing and what is ``wider`` or ``narrower``, each with this relation or none."""
        known = self._kin.get(iri)
        if known is None:
            rows = select(self.store, query("kin"), {"node": ox.NamedNode(iri)})
            others = {text_of(row, "other"): text_of(row, "relation") for row in rows}
            known = self._kin[iri] = {**others, iri: ""}
        return known

    def between(self, subjects: Iterable[str], objects: Iterable[str]) -> list[ClaimView]:
        """Gather the claims that say one of some things of another."""
        about = {claim for iri in subjects for claim in self.nodes.claims_with_subject(iri)}
        saying = {claim for iri in objects for claim in self.nodes.claims_with_object(iri)}
        return self.views(about & saying)

    def about(self, subject: str, predicate: str) -> list[ClaimView]:
        """Gather the claims with a relation about a thing."""
        claims = self.views(self.nodes.claims_with_subject(subject))
        return [view for view in claims if view.predicate == predicate]

    def rivals(self, view: ClaimView) -> list[ClaimView]:
        """Gather the claims that cannot hold beside one."""
        return self.views(self.nodes.said(view.iri)[schema("disagreesWith")])

    def cancers(self, view: ClaimView) -> dict[str, str]:
        """Return the cancers that a claim is narrowed to, with their labels."""
        return self.nodes.said(view.iri)[schema("inCancer")]

    def views(self, claims: Collection[str]) -> list[ClaimView]:
        """Make claims ready to be shown, without the document's own and what models propose."""
        wanted = set(claims)
        facts = {fact for claim in wanted for fact in self.nodes.said(claim)[_CLAIM_OF]}
        views = claims_behind(self.nodes, sorted(facts), ())
        return [view for view in views if view.iri in wanted and self._counts(view)]

    def rows(self, sparql: str) -> list[Row]:
        """Ask a query of the whole graph, once."""
        if sparql not in self._rows:
            self._rows[sparql] = list(select(self.store, sparql))
        return self._rows[sparql]

    def _counts(self, view: ClaimView) -> bool:
        return not (view.proposed or self._own(view))

    def _own(self, view: ClaimView) -> bool:
        copied = bool(view.quote) and " ".join(view.statement.split()) in self.own_sentences
        return copied or view.load_hash == self.own_hash
