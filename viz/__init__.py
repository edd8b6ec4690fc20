"""The picture: a neighbourhood of the graph, laid out and drawn as one self-contained page."""

__all__ = ["LIMIT", "MOST"]

LIMIT = 84
"""How many nodes a picture has unless asked otherwise: what people read without effort."""

MOST = 150
"""No picture has more nodes than this."""
