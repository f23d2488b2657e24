"""``python -m build_package.publish APP``: send the zip that is ready to run to an app.

For Flex Consumption. The usual commands have the packages installed anew in Azure, without our
bytecode: ``az functionapp deployment source config-zip`` (Azure CLI 2.91.0) asks for that whenever
the app runs Python, whatever it is told. So this talks to the same address as they do,
``/api/publish``, with ``RemoteBuild=false``. Needs the Azure CLI, signed in, with a role on the app
such as Website Contributor.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import requests

from build_package.__main__ import DIST, READY

TIMEOUT = 15 * 60  # seconds until a deployment that does not end is given up
UPLOAD = 10 * 60
PAUSE = 2.0
# What /api/deployments/latest answers as its status.
SUCCESS = 4
FAILED = {
    -1: "was cancelled",
    3: "failed",
    5: "was cancelled, as another one is in progress",
    6: "was partly successful",
}


class NotPublished(Exception):
    """Why a package did not get there, in words for whoever ran the command."""


def token() -> str:
    """Give a token of whoever is signed in with the Azure CLI; raises ``NotPublished``."""
    az = shutil.which("az")
    if az is None:
        raise NotPublished("The Azure CLI (az) is not to be found.")
    command = [az, "account", "get-access-token", "--query", "accessToken", "--output", "tsv"]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise NotPublished(f"The Azure CLI gave no token: {done.stderr.strip()}")
    return done.stdout.strip()


def publish(scm: str, package: Path, bearer: str, pause: float = PAUSE) -> None:
    """Upload a package to the deployment address of an app and wait until it is in place.

    ``scm`` is that address, without a slash at its end. Raises ``NotPublished``.
    """
    headers = {"Authorization": f"Bearer {bearer}"}
    try:
        with package.open("rb") as content:
            answer = requests.post(
                f"{scm}/api/publish",
                params={"RemoteBuild": "false", "Deployer": "chart-functions"},
                data=content,
                headers={**headers, "Content-Type": "application/zip"},
                timeout=UPLOAD,
            )
        if not answer.ok:
            raise NotPublished(f"The upload was refused: {answer.status_code} {answer.text}")
        _wait(f"{scm}/api/deployments/latest", headers, pause)
    except requests.RequestException as error:
        raise NotPublished(f"{scm} cannot be reached: {error}") from error


def _wait(url: str, headers: dict[str, str], pause: float) -> None:
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        answer = requests.get(url, headers=headers, timeout=60)
        try:
            found = answer.json()
        except ValueError:
            found = {}
        status = found.get("status") if answer.ok and isinstance(found, dict) else None
        if status == SUCCESS:
            return
        if status in FAILED:
            why = found.get("status_text") or found.get("message") or f"see {url}"
            raise NotPublished(f"The deployment {FAILED[status]}: {why}")
        time.sleep(pause)
    raise NotPublished(f"The deployment did not end within {TIMEOUT // 60} minutes: see {url}")


def main(arguments: Sequence[str]) -> int:
    """Publish; the exit status is 1 when the package is not in place."""
    parser = argparse.ArgumentParser(
        prog="python -m build_package.publish",
        description="Send the zip that `make package` wrote to an app on Flex Consumption.",
    )
    parser.add_argument("app", help="name of the function app")
    parser.add_argument("--package", type=Path, default=DIST / READY, help="default: %(default)s")
    parser.add_argument(
        "--scm", help="deployment address (default: https://APP.scm.azurewebsites.net)"
    )
    options = parser.parse_args(arguments)
    scm = options.scm or f"https://{options.app}.scm.azurewebsites.net"
    try:
        if not options.package.is_file():
            raise NotPublished(f"There is no {options.package}: run make package.")
        publish(scm.rstrip("/"), options.package, token())
    except NotPublished as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.package.name} is published to {options.app}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
