"""Benchmarks: ``make bench`` measures drawing, fresh processes and load."""
