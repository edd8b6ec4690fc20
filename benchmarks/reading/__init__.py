"""How well prose is read, beside a co-occurrence baseline, on texts with known answers."""
