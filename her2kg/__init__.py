"""A knowledge graph of HER2, with the sentence or row behind every fact."""

from her2kg.api import HER2Graph, open_graph

__all__ = ["HER2Graph", "open_graph"]
