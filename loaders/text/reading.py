"""What a document says, as the reader hands it out."""

from dataclasses import dataclass

from rdflib import URIRef

from her2kg.ontology.model import Claim, Entity

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says.

    Attributes:
        claims: what patterns find, in the order of the text.
        entities: composed cancers and concepts of the word list that the claims name, by IRI.
        predicted: what several sentences seem to say together, and what a learned ranker finds:
            right more often than not, and not to be taken for what the text states.
        predicted_entities: what they name besides.
    """

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    predicted: tuple[Claim, ...] = ()
    predicted_entities: tuple[Entity, ...] = ()

    @property
    def everything(self) -> tuple[Claim, ...]:
        """The claims, and those predicted."""
        return (*self.claims, *self.predicted)

    @property
    def labels(self) -> dict[URIRef, str]:
        """Labels of the entities that the graph may not know."""
        return {each.iri: each.label for each in (*self.entities, *self.predicted_entities)}
