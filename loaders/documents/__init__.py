"""Forms of documents that prose comes in, each read as plain text with what is known of it."""
