"""Downloads from publishers: safe, resumable, and traceable to where each file came from."""
