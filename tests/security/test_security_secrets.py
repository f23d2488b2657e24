"""No secret is in a file that is committed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# How each of these begins or looks; what the tests make up for themselves looks otherwise.
SECRETS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}",
    "Entra client secret": r"\b[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}",
    "storage account key": r"AccountKey=[A-Za-z0-9+/]{40}",
    "shared access signature": r"[?&]sig=[A-Za-z0-9%+/]{30}",
    "function key": r"\b[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_=-]{8}",
    "instrumentation": r"InstrumentationKey=[0-9a-f]{8}-(?!0000)[0-9a-f]{4}-",
    "GitHub token": r"\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})",
    "PyPI token": r"\bpypi-AgEI[A-Za-z0-9_-]{50}",
    "AWS key": r"\bAKIA[0-9A-Z]{16}\b",
    "JSON Web Token": r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}",
    "password in a URL": r"https?://[^/\s:@\"'{}<>]+:[^/\s:@\"'{}<>]{6,}@(?!example|localhost)",
}
SETTING = re.compile(
    r"\b(?:CLIENT_SECRET|SESSION_KEYS)\b[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9_~.+/-]{32,})"
)


def _committed() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("not a git repository")
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_no_file_holds_a_secret() -> None:
    checked = 0
    for file in _committed():
        try:
            text = file.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):  # a picture; a file that was just removed
            continue
        checked += 1
        for kind, pattern in SECRETS.items():
            found = re.search(pattern, text)
            assert not found, f"{file.relative_to(ROOT)}: {kind}"
        made_up = "tests" in file.parts[len(ROOT.parts) :]
        found = None if made_up else SETTING.search(text)
        assert not found, f"{file.relative_to(ROOT)}: a setting with a value"
    assert checked > 150


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEAxyz0123456789"),
        ("Entra client secret", "Xy_8" + "Q~" + "aB3.dE5~" * 4),
        ("storage account key", "AccountKey" + "=" + "abcdEFGH" * 8),
        ("GitHub token", "ghp" + "_" + "a1B2c3D4e5F6" * 3),
        ("JSON Web Token", "eyJ" + "hbGciOi" * 4 + ".eyJ" + "zdWIiOi" * 4 + "." + "c2lnbmF0" * 4),
        ("function key", "a1" * 22 + "AzFu" + "a1B2c3=="),
    ],
)  # fmt: skip
def test_secrets_are_known_when_seen(kind: str, text: str) -> None:
    assert re.search(SECRETS[kind], f'key = "{text}"')


def test_local_settings_are_ignored_by_git_and_not_deployed() -> None:
    for name in (".gitignore", ".funcignore"):
        lines = (ROOT / name).read_text().split()
        assert any(line.startswith("local.settings.json") for line in lines), name
