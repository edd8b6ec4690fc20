"""The reader of prose: sentences, names, patterns, and how sure a text is of what it says."""

__all__: list[str] = []
