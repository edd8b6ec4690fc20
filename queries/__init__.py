"""The store, the catalogue of questions and what they answer."""
