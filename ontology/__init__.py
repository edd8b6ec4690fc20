"""The vocabulary of her2kg: names, value types and how they become RDF."""
