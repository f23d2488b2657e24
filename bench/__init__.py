"""Measurements: ours against matplotlib used the ordinary way, in turn, within one run."""
