"""Nothing can be written: a read-only file system, no home, no temporary folder."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Sequence

import pytest
from faults import Play, StartInstance

from soak.client import Reply
from soak.visitors import Fleet, Visitor

NOWHERE = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}
NO_FILES = ("prlimit", f"--fsize=0:{resource.RLIM_INFINITY}")
READ_ONLY = ("unshare", "--mount", "sh", "-c", 'mount -o remount,bind,ro / && exec "$@"', "sh")
EVERY_KIND = (
    "/charts/bar?xvalues=a,b&yvalues=1,2&title=%E6%BC%A2%20%D9%85",
    "/charts/line?xvalues=1,2,3&yvalues=3,1,2&format=svg",
    "/charts/pie?labels=a,b&values=1,2&format=pdf",
    "/chart?cht=lc&chs=300x200&chd=t:1,2,3&chof=gif",
    "/chart?cht=qr&chs=200x200&chl=text",
    "/chart?cht=tx&chl=%5Cfrac%7Ba%7D%7Bb%7D",
    "/chart?cht=gv&chl=digraph%7Ba-%3Eb%7D",
    "/chart?cht=map&chs=400x300&chld=DE%7CFR&chco=CCCCCC,FF0000,0000FF",
    "/chart?chst=d_weather&chld=thought%7Csunny%7CAt%20sea%7Ca%7Cb",
    "/chart?cht=lc&chs=300x200&chd=t:1,2&chof=validate",
    "/generate_name?starts_with=q",
    "/",
)


def _works(before: Sequence[str]) -> bool:
    if shutil.which(before[0]) is None:
        return False
    done = subprocess.run([*before, "true"], capture_output=True, timeout=20, check=False)
    return done.returncode == 0


@pytest.mark.parametrize(
    "before",
    [(), NO_FILES, READ_ONLY],
    ids=["no home and no temporary folder", "no file can grow", "read-only file system"],
)
def test_everything_works_and_has_the_same_bytes(
    before: Sequence[str], instance: StartInstance, play: Play
) -> None:
    if before and not _works(before):
        pytest.skip(f"{before[0]} may not be used here")
    usual, poor = instance(), instance(before=before, **NOWHERE)

    async def scenario(fleet: Fleet) -> None:
        one, other = fleet.clients
        for url in EVERY_KIND:
            replies: list[Reply] = []
            for client in (one, other):
                fleet.use(client)
                replies.append(await fleet.ask("GET", url))
            expected, found = replies
            assert (url, found.status) == (url, 200), poor.log
            if "etag" in dict(expected.headers):
                assert found.body == expected.body, url
                assert found.header("etag") == expected.header("etag")
        fleet.use(other)
        visitor = Visitor(fleet, "No Disk")
        assert await visitor.end(await visitor.begin()) == "No Disk"

    play(scenario, [usual, poor])
    assert "Traceback" not in poor.log
