"""Keys that somebody made up or copied are refused, random ones are not."""

from __future__ import annotations

import base64
import random
import re
import string
from pathlib import Path

import pytest

from api.random_keys import NEW_KEY, flaw
from api.settings import MIN_KEY_BYTES

ROOT = Path(__file__).parents[2]


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


MADE_UP = [
    "this-is-a-very-long-key-that-nobody-will-ever-know",
    "Correct_Horse_Battery_Staple_And_Some_More_Words_1",
    "TheQuickBrownFoxJumpsOverTheLazyDogAndThenSleeps",
    "please-change-me-before-production-9f8a7b6c5d4e3f",
    "xK9SECRETq2vT7mZ4wL8nB3cR6yH1jP5dF0gA-replace-me-u",
    "WerReitetSoSpaetDurchNachtUndWindEsIstDerVaterMit",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA",
    "0123456789012345678901234567890123456789012345678901",
    "deadbeef" * 8,
    "q7-Zk2Wp" * 6,
    "qwertyuiop-asdfghjkl-zxcvbnm-1234567890-QWERTYUI",
    "Kv9poiuytrewq7LXm2b-T4cZ8aNq1hJw5sVd3gRf6eYk0nUi",
    "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4",
    base64.urlsafe_b64encode(bytes(n * n % 256 for n in range(33))).decode(),
    "asdfghjklasdfghjklasdfghjklasdfghjklasdfghjklasdf",
    "1111111122222222333333334444444455555555666666667777",
    _base64("It was the best of times, it was the worst of times"),
    _base64("correct horse battery staple, and then one more"),
    _base64("1234567890!@#$%^&*()qwertyuiop[]QWERTYUIOP{}"),
    base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("="),
    base64.urlsafe_b64encode(bytes(range(255, 0, -7))).decode().rstrip("="),
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
]


@pytest.mark.parametrize("text", MADE_UP)
def test_a_key_that_somebody_made_up_is_refused(text: str) -> None:
    text = text[: len(text) - (len(text) % 4 == 1)]
    assert len(_decoded(text)) >= MIN_KEY_BYTES
    assert flaw(text, _decoded(text)) is not None


@pytest.mark.parametrize("number", [32, 33, 48, 64])
def test_a_random_key_is_accepted(number: int) -> None:
    chance = random.Random(number)
    for _ in range(3000):
        key = chance.randbytes(number)
        assert flaw(base64.urlsafe_b64encode(key).decode().rstrip("="), key) is None


def test_random_hexadecimal_digits_are_accepted() -> None:
    """``openssl rand -hex 32``, which is base64 as well."""
    chance = random.Random(5)
    for _ in range(3000):
        text = chance.randbytes(32).hex()
        assert flaw(text, _decoded(text)) is None
        password = "".join(chance.choices(string.ascii_lowercase + string.digits, k=48))
        assert flaw(password, _decoded(password)) is None


def _files() -> list[Path]:
    folders = ("docs", "examples", "infra", ".github", ".devcontainer", ".vscode")
    files = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file() and "requirements" not in path.name]
    return [f for f in files if f.suffix not in (".png", ".webp", ".jpg", ".whl", ".gif", ".ico")]


def test_no_key_that_a_document_prints_is_accepted() -> None:
    printed = set()
    for file in _files():
        text = file.read_text(encoding="utf-8", errors="replace")
        printed |= set(
            re.findall(r"(?<![A-Za-z0-9_/.+-])[A-Za-z0-9_-]{43,}(?![A-Za-z0-9_/.-])", text)
        )
    keys = [text for text in printed if len(text) % 4 != 1]
    assert "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" in keys  # docs/guard.md
    accepted = [text for text in keys if flaw(text, _decoded(text)) is None]
    assert [text for text in accepted if not re.search(f"sig={text}", _all_text())] == []


def _all_text() -> str:
    return "".join(f.read_text(encoding="utf-8", errors="replace") for f in _files())


def test_the_command_of_the_message_makes_a_key() -> None:
    command = re.search(r'python -c "import secrets; print\((.*)\)"', NEW_KEY)
    assert command
    import secrets

    assert command[1] == "secrets.token_urlsafe(32)"
    text = secrets.token_urlsafe(32)
    assert flaw(text, _decoded(text)) is None
    assert NEW_KEY.partition(": ")[2] in (ROOT / "docs" / "sign-in.md").read_text()
