"""Lists the Google chart URLs in files, and what Chart Functions says of each:

python examples/google_urls.py https://YOUR-APP page.html dump.sql
"""

import html
import json
import re
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

OLD = re.compile(
    r"""(?:https?:)?//(?:[0-9]\.)?(?:chart\.(?:apis\.google|googleapis)|www\.google)\.com"""
    r"""/chart\?[^\s"'<>)\\]+""",
    re.IGNORECASE,
)


def found(text):
    """Give the URLs of a text, as a browser would ask for them, each once."""
    return dict.fromkeys(html.unescape(url) for url in OLD.findall(text))


def asked(app, url):
    """Give the status and the remarks of the app on an old URL."""
    address = f"{app.rstrip('/')}/chart?{url.partition('?')[2]}"
    try:
        with urlopen(address.replace(" ", "%20").replace("|", "%7C")) as answer:
            return answer.status, answer.headers.get("X-Chart-Notice", "")
    except HTTPError as error:
        problem = json.load(error)
        said = [f"{e['parameter']} {e['detail']}" for e in problem.get("errors", ())]
        return error.code, "; ".join(said) or problem["detail"]


def main(app, *files):
    for file in files:
        for url in found(Path(file).read_text(encoding="utf-8", errors="replace")):
            status, remarks = asked(app, url)
            print(f"{file}\t{status}\t{url}\t{remarks}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
