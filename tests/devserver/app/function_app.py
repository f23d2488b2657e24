"""A sample app: functions that show what they were given, and ones that answer oddly."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
MAIN_THREAD_AT_IMPORT = threading.current_thread() is threading.main_thread()
MODULE_NAME = __name__

# name: (route, methods); each answers with its name and its route parameters.
SHOWN: dict[str, tuple[str | None, list[str] | None]] = {
    "without_route": (None, ["GET"]),
    "empty_route": ("", ["GET"]),
    "get_only": ("get-only", ["GET"]),
    "get_and_head": ("get-and-head", ["GET", "HEAD"]),
    "same_get": ("same", ["GET"]),
    "same_put": ("same", ["PUT"]),
    "b_item": ("items/{id}", ["GET"]),
    "z_recent": ("items/recent", ["GET"]),
    "order_z": ("order/{first}", ["GET"]),
    "order__": ("order/{second}", ["GET"]),
    "optional": ("optional/{id:int}/{name?}", ["GET"]),
    "preset": ("preset/{page=1}", ["GET"]),
    "mixed": ("chart/{id}.png", ["GET"]),
    "mixed_two": ("mixed/{a}-{b}", ["GET"]),
    "all_one_star": ("star/{*rest}", ["GET"]),
    "all_two_stars": ("stars/{**rest}", ["GET"]),
    "escaped": ("escaped/{{x}}", ["GET"]),
    "c_int": ("int/{v:int}", ["GET"]),
    "c_bool": ("bool/{v:bool}", ["GET"]),
    "c_guid": ("guid/{v:guid}", ["GET"]),
    "c_alpha": ("alpha/{v:alpha}", ["GET"]),
    "c_minlength": ("minlength/{v:minlength(3)}", ["GET"]),
    "c_maxlength": ("maxlength/{v:maxlength(3)}", ["GET"]),
    "c_length": ("length/{v:length(3)}", ["GET"]),
    "c_lengths": ("lengths/{v:length(2,3)}", ["GET"]),
    "c_min": ("min/{v:min(5)}", ["GET"]),
    "c_max": ("max/{v:max(5)}", ["GET"]),
    "c_range": ("range/{v:range(5,7)}", ["GET"]),
    "c_regex": (r"regex/{v:regex(^a\d{{2}},(b|c)$)}", ["GET"]),
    "c_two": ("two/{v:int:min(5)}", ["GET"]),
    "administration": ("administration", ["GET"]),
    "runtimes": ("runtimes/x", ["GET"]),
    "same_get_again": ("Same/", ["GET", "POST"]),
    "_underscore": ("underscore", ["GET"]),
}


def document(value: object) -> func.HttpResponse:
    return func.HttpResponse(json.dumps(value), mimetype="application/json")


def shows(name: str) -> Callable[[func.HttpRequest], func.HttpResponse]:
    def show(req: func.HttpRequest) -> func.HttpResponse:
        return document([name, dict(req.route_params)])

    return show


for function_name, (template, methods) in SHOWN.items():
    app.function_name(function_name)(app.route(template, methods=methods)(shows(function_name)))


@app.route("echo/{*rest}")
def echo(req: func.HttpRequest) -> func.HttpResponse:
    return document(
        {
            "method": req.method,
            "url": req.url,
            "params": dict(req.params),
            "route_params": dict(req.route_params),
            "headers": dict(req.headers),
            "body": req.get_body().decode("latin-1"),
        }
    )


@app.route("form", methods=["POST"])
def form(req: func.HttpRequest) -> func.HttpResponse:
    files = {name: [f.filename, f.read().decode()] for name, f in req.files.items()}
    return document({"form": req.form.to_dict(flat=False), "files": files})


@app.route("json", methods=["POST"])
def read_json(req: func.HttpRequest) -> func.HttpResponse:
    try:
        return document(req.get_json())
    except ValueError as error:
        return func.HttpResponse(str(error), status_code=400)


@app.route("context", trigger_arg_name="request")
def with_context(request: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return document([context.function_name, context.invocation_id, context.function_directory])


@app.route("module")
def module(req: func.HttpRequest) -> func.HttpResponse:
    return document([MODULE_NAME, MAIN_THREAD_AT_IMPORT])


@app.route("cookies", methods=["POST"])
def cookies(req: func.HttpRequest) -> func.HttpResponse:
    """Set one cookie header for every line of the body."""
    response = func.HttpResponse()
    for line in req.get_body().decode().splitlines():
        response.headers.add("Set-Cookie", line)
    return response


@app.route("headers", methods=["POST", "HEAD"])
def headers(req: func.HttpRequest) -> func.HttpResponse:
    """Add the headers of the JSON body to an answer whose body is "12345"."""
    response = func.HttpResponse("12345")
    for name, value in req.get_json():
        response.headers.add(name, value)
    return response


@app.route("cookie-dict")
def cookie_dict(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(headers={"Set-Cookie": "a=1; Path=/", "set-cookie": "b=2; Path=/"})


@app.route("cookie-overwritten")
def cookie_overwritten(req: func.HttpRequest) -> func.HttpResponse:
    response = func.HttpResponse()
    response.headers["Set-Cookie"] = "a=1; Path=/"
    response.headers["Set-Cookie"] = "b=2; Path=/"
    return response


def boom() -> None:
    raise RuntimeError("the reason of it")


def wordy() -> func.HttpResponse:
    logging.info("said by the function")
    return func.HttpResponse("said")


ANSWERS: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "dict": lambda: {"a": 1},
    "bytes": lambda: b"abc",
    "tuple": lambda: ("abc", 200),
    "str": lambda: "straße",
    "json-str": lambda: '{"body": "x", "status": 418}',
    "text": lambda: func.HttpResponse("é"),
    "png": lambda: func.HttpResponse(b"\x89PNG\x00\xff", mimetype="image/png"),
    "large": lambda: func.HttpResponse(b"x" * 20_000_000, mimetype="image/png"),
    "empty": lambda: func.HttpResponse(),
    "204": lambda: func.HttpResponse(status_code=204),
    "204-body": lambda: func.HttpResponse("x", status_code=204),
    "205-body": lambda: func.HttpResponse("x", status_code=205),
    "304": lambda: func.HttpResponse(status_code=304, headers={"ETag": '"1"'}),
    "304-body": lambda: func.HttpResponse("x", status_code=304),
    "418": lambda: func.HttpResponse("x", status_code=418),
    "redirect": lambda: func.HttpResponse(status_code=302, headers={"Location": "../a b?c#d"}),
    "crlf": lambda: func.HttpResponse(headers={"X-Bad": "a\r\nSet-Cookie: b=1"}),
    "boom": boom,
    "log": wordy,
}


@app.route("answer/{what}")
def answer(req: func.HttpRequest):  # type: ignore[no-untyped-def]
    return ANSWERS[req.route_params["what"]]()


@app.route("async/{what}")
async def answer_async(req: func.HttpRequest):  # type: ignore[no-untyped-def]
    return ANSWERS[req.route_params["what"]]()


pair = threading.Barrier(2)


@app.route("meet")
def meet(req: func.HttpRequest) -> func.HttpResponse:
    """Wait for a second call that runs at the same time, for so many seconds."""
    try:
        pair.wait(float(req.params["seconds"]))
    except threading.BrokenBarrierError:
        return func.HttpResponse("alone")
    return func.HttpResponse("met")


@app.route("thread")
def thread(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(threading.current_thread().name)


@app.route("async-thread")
async def async_thread(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(threading.current_thread().name)
