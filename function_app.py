"""The app: registers the blueprints, and refuses to start under a prefix of routes.

The worker imports this before it answers anything, so nothing heavy may be imported here or by
a module that this imports: no matplotlib, numpy or template engine (tests/test_start.py).
"""

from pathlib import Path

import azure.functions as func

from agents.functions import blueprint as agents
from api import route_prefix
from api.functions import blueprint as api
from auth.functions import blueprint as auth
from charts.functions import blueprint as charts
from charts.native.functions import blueprint as native
from charts.quickchart.functions import blueprint as quickchart
from names.functions import blueprint as names
from openapi.functions import blueprint as openapi
from web.functions import blueprint as web

route_prefix.check(Path(__file__).parent)
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
for blueprint in (agents, api, auth, charts, native, quickchart, names, openapi, web):
    app.register_functions(blueprint)
