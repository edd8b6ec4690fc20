"""Tests of asking the graph."""
