"""Tests of checking an article against the graph."""
