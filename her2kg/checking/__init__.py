"""What the rest of the graph says of each sentence of a document."""
