"""The app: registers the blueprints, nothing else.

The worker imports this before it answers anything, so nothing heavy may be imported here or by
a module that this imports: no matplotlib, numpy or template engine (tests/test_start.py).
"""

import azure.functions as func

import charts
import names
import web

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
for blueprint in (charts.blueprint, names.blueprint, web.blueprint):
    app.register_functions(blueprint)
