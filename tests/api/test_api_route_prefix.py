"""The app refuses a prefix of routes, at start and with one sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api import route_prefix
from api.errors import SettingsError
from tests.conftest import ROOT

SENTENCE = 'but this app is served without one: set extensions.http.routePrefix of host.json to ""'


@pytest.mark.parametrize(
    ("host_json", "prefix"),
    [
        ('{"extensions": {"http": {"routePrefix": "v1"}}}', "v1"),
        ('\ufeff{"extensions": {"http": {"routePrefix": "api"}}}', "api"),
        ('{"version": "2.0"}', "api"),
        ("{", "api"),
        (None, "api"),
    ],
)
def test_a_prefix_is_refused(tmp_path: Path, host_json: str | None, prefix: str) -> None:
    if host_json is not None:
        (tmp_path / "host.json").write_text(host_json, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        route_prefix.check(tmp_path)
    assert str(refusal.value) == f'the route prefix is "{prefix}", {SENTENCE}'


def test_the_setting_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "AzureFunctionsJobHost__extensions__http__routePrefix"
    monkeypatch.setenv(name, "")
    route_prefix.check(tmp_path)
    monkeypatch.setenv(name, "site")
    with pytest.raises(SettingsError, match='"site"'):
        route_prefix.check(ROOT)


def test_the_local_server_ends_with_the_sentence(tmp_path: Path) -> None:
    for name in ("function_app.py", "api", "auth", "charts", "names", "openapi", "web"):
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            target.symlink_to(source, target_is_directory=True)
        else:
            shutil.copy(source, target)
    document = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
    document["extensions"]["http"]["routePrefix"] = "api"
    (tmp_path / "host.json").write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-m", "devserver", "--port", "0", "--no-provider"]
    ended = subprocess.run(
        [*command, "--app-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert (
        f'No function is served: SettingsError: the route prefix is "api", {SENTENCE}'
        in ended.stderr
    )
