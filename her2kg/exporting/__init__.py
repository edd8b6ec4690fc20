"""The graph in the formats of other tools, each with a report of what it cannot hold."""
