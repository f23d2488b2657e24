"""Graphs: the DOT language, and Graphviz in a sandbox."""
