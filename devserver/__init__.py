"""A local stand-in for the Azure Functions host: ``python -m devserver`` serves the app.

It treats requests, routes, answers and cookies as the host does, so that what passes here passes
in production; where the host's own runtimes differ, it takes the stricter one. One app, HTTP
triggers only, keys are not checked.
"""
