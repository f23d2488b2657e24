"""For language models, which write chart URLs: a text that says how, and tools that draw."""
