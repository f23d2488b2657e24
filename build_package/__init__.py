"""Makes the packages that are deployed: the sources, and a zip that is ready to run.

Needed on a developer's machine and in the workflow only; never deployed itself.
"""
