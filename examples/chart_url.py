"""Makes the URLs of charts. It needs nothing but Python: copy it into your own program."""

from urllib.parse import urlencode

APP = "http://localhost:7071"  # where Chart Functions runs


def chart_url(kind, *, app=APP, **parameters):
    r"""Return the URL of a chart: ``chart_url("bar", xvalues=["C", "Java"], yvalues=[10, 15])``.

    A list is written with commas, a list of lists as series, None in a list as a gap; a comma in
    a text of a list becomes ``\,``. A parameter that is None or an empty list is left out.
    """
    query = {name: _text(value) for name, value in parameters.items() if value not in (None, [])}
    return f"{app}/charts/{kind}?{urlencode(query)}"


def _text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (list, tuple)):
        return str(value)
    if any(isinstance(item, (list, tuple)) for item in value):
        return "|".join(map(_text, value))
    return ",".join("" if item is None else _escaped(str(item)) for item in value)


def _escaped(text):
    for sign in ("\\", ",", "|"):
        text = text.replace(sign, "\\" + sign)
    return text
