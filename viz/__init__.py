"""The picture: a neighbourhood of the graph, laid out and drawn as one self-contained page."""
