"""The app on ``azure-functions-runtime``, Microsoft's own, which production runs from 3.13 on.

``python -m tests.runtime`` takes the arguments of ``python -m devserver`` and serves the app in
the same way, but that this runtime, not devserver, imports it, calls its functions and reads what
they give back. ``make test-runtime`` runs the tests that talk to the app on it.
"""
