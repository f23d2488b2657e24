"""A local OpenID provider, so that sign-in works without an account and without a network.

The protocol is real (OpenID Connect, the code flow with PKCE), the people are made up: visitors
choose who they are. It is written with PyJWT and cryptography, which msal needs anyway; the server
part of Authlib supports neither werkzeug nor types, and adapting it would take more code than this
one flow.

There are two servers, both on loopback. Browsers use plain http (``front.py``), so that they do not
warn about a certificate. The app uses https (``back.py``), because msal requires it, and trusts the
self-signed certificate (``certificate.py``) through REQUESTS_CA_BUNDLE.
"""
