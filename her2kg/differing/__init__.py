"""What changed between two graphs: for people, as data, and as a patch."""
