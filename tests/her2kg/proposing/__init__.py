"""Tests of proposals by a language model; no real model is asked."""
