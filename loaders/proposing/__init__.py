"""Proposals of a language model, and the checks that each must pass, whoever made it."""
