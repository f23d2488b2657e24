"""The name generator: a small JSON function, and the example for functions of your own."""
