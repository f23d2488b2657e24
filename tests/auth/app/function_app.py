"""An app with protected functions, for the tests in a browser; sign-in and the pages are ours."""

import azure.functions as func

from auth import User, login_required
from auth.functions import blueprint as auth
from web.functions import blueprint as web

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route("drafts", methods=["GET", "HEAD"])
@login_required(roles=["Editor", "Chief"])
def drafts(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """Return a page for editors."""
    return func.HttpResponse(f"<h1>Drafts of {user.username}</h1>", mimetype="text/html")


@app.route("board", methods=["GET", "HEAD"])
@login_required(groups="00000000-0000-0000-0000-000000000007")
def board(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """Return a page for a group in which nobody is."""
    return func.HttpResponse("<h1>Board</h1>", mimetype="text/html")


@app.route("vault", methods=["GET", "HEAD", "POST"])
@login_required(max_age=60)
def vault(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """Return a page for those who have just entered their password."""
    return func.HttpResponse(f"<h1>Vault of {user.username}</h1>", mimetype="text/html")


for blueprint in (auth, web):
    app.register_functions(blueprint)
