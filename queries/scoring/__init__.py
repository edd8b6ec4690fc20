"""From a measurement of HER2 to its meaning, by the rules that lie in the graph."""
