"""A local stand-in for the Azure Functions host: ``python -m devserver`` serves the app.

It handles requests, routes, responses and cookies as the host does, so that what works here works
in production. Where the host's own runtimes differ, it follows the stricter one. It serves one app,
supports HTTP triggers only, and does not check keys. It needs only the deployed packages
(``requirements.txt``); ``--reload`` also needs watchfiles.
"""
