"""Material in, claims out: one module a source."""
