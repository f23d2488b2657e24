"""Two versions of the app side by side, as during a deployment: what one made, the other sees."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import Play, StartInstance

from bench import package
from soak.visitors import Fleet, Visitor

ROOT = Path(__file__).parents[2]
BAR = "/charts/bar?xvalues=a,b,c&yvalues=1,2,3"

Deployed = Callable[..., Path]


@pytest.fixture
def deployed(tmp_path: Path) -> Deployed:
    """A copy of what is deployed, with a text in a file replaced by another."""

    made = itertools.count()

    def copy(name: str, old: str, new: str) -> Path:
        folder = tmp_path / f"version-{next(made)}"
        for files in package.ours().values():
            for file in files:
                target = folder / file.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
        shutil.copy(ROOT / "requirements.txt", folder)
        changed = folder / name
        text = changed.read_text(encoding="utf-8")
        assert text.count(old) == 1, name
        changed.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return copy


def test_pictures_of_one_drawing_are_never_taken_for_those_of_another(
    instance: StartInstance, play: Play, deployed: Deployed
) -> None:
    """The new version draws on another colour: its tags differ, and 304 is for the same version."""
    other = deployed("charts/native/theme.py", "background=_WHITE,", 'background=parse("f0f0f0"),')
    instances = [instance(), instance(app_dir=other)]

    async def scenario(fleet: Fleet) -> None:
        old, new = fleet.clients
        tags, bodies = [], []
        for client in (old, new):
            fleet.use(client)
            reply = await fleet.ask("GET", BAR)
            assert reply.status == 200
            tags.append(reply.header("etag"))
            bodies.append(reply.body)
        assert tags[0] != tags[1]
        assert bodies[0] != bodies[1]
        for here, client in enumerate((old, new)):
            fleet.use(client)
            same = await fleet.ask("GET", BAR, [("If-None-Match", tags[here])])
            assert same.status == 304
            changed = await fleet.ask("GET", BAR, [("If-None-Match", tags[1 - here])])
            assert (changed.status, changed.body) == (200, bodies[here])
            both = await fleet.ask("GET", BAR, [("If-None-Match", ", ".join(tags))])
            assert (both.status, both.header("etag")) == (304, tags[here])

    play(scenario, instances)


def test_a_change_elsewhere_leaves_pictures_as_they_are(
    instance: StartInstance, play: Play, deployed: Deployed
) -> None:
    kind = '"type": "about:blank"'
    versions = [deployed("api/problem.py", kind, new) for new in (kind, '"type": "about:other"')]
    instances = [instance(app_dir=version) for version in versions]

    async def scenario(fleet: Fleet) -> None:
        replies = [await fleet.ask("GET", BAR) for _ in instances]
        assert replies[0].body == replies[1].body
        assert replies[0].header("etag") == replies[1].header("etag")

    play(scenario, instances)


def test_a_session_with_something_new_in_it_is_understood_by_the_old_version(
    instance: StartInstance, play: Play, deployed: Deployed
) -> None:
    other = deployed(
        "auth/sessions.py",
        "_PROFILE: dict(user.profile),",
        '_PROFILE: dict(user.profile), "new": 1,',
    )
    instances = [instance(), instance(app_dir=other)]

    async def scenario(fleet: Fleet) -> None:
        for there, here in (fleet.clients, reversed(fleet.clients)):
            visitor = Visitor(fleet, "Deployed")
            fleet.use(there)
            place = await visitor.begin()
            fleet.use(here)
            assert await visitor.end(place) == "Deployed"
            fleet.use(there, here)
            for _ in range(4):
                assert await visitor.who() == "Deployed"

    play(scenario, instances)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("auth/cookies.py", "cookie version 3", "cookie version 4"),  # sealed otherwise
        ("auth/sessions.py", '"sub": "s"', '"sub": "sub"'),  # another form
    ],
    ids=["sealed otherwise", "another form"],
)
def test_cookies_that_are_not_understood_are_refused_cleanly(
    name: str, old: str, new: str, instance: StartInstance, play: Play, deployed: Deployed
) -> None:
    """Who is signed in with one version is nobody to the other: no error, and they can sign in."""
    other = instance(app_dir=deployed(name, old, new))
    usual = instance()

    async def scenario(fleet: Fleet) -> None:
        first, second = fleet.clients
        fleet.use(first)
        visitor = Visitor(fleet, "Changed Form")
        place = await visitor.begin()
        await visitor.end(place)
        begun = await visitor.begin()
        fleet.use(second)
        assert (await visitor.ask("GET", "/")).status == 200
        assert await visitor.who() == ""
        assert (await visitor.ask("GET", "/profile")).status == 302
        if "cookies" in name:
            assert await visitor.end(begun) == ""
            assert visitor.replies[-2].status == 400
        assert await visitor.end(await visitor.begin()) == "Changed Form"

    play(scenario, [other, usual])
    assert "Traceback" not in other.log + usual.log
