"""A local OpenID provider: signing in works on a machine that reaches nothing.

Real as a protocol (OpenID Connect, the code flow with PKCE), made up as to the people: whoever is
at the browser says who they are. Written on PyJWT and cryptography, as msal brings both: the
server part of Authlib has no side for werkzeug and no types, and adapting it would be longer than
this one flow is.

Two servers on loopback. The browser comes over plain http (``front.py``), so that it has no
certificate to warn of; the app comes over https (``back.py``), as msal insists on it, and trusts
the throw-away authority of the certificate through REQUESTS_CA_BUNDLE.
"""
