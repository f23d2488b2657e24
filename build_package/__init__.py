"""Builds the packages that are deployed: the sources, and a zip that is ready to run.

Used on a developer's machine and in the workflow; never deployed itself.
"""
