"""Figures that the project promises, each measured beside a peer in one run."""
