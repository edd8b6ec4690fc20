"""Asking a language model for claims of an article, and writing down what came of it."""
