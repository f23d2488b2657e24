"""An instance is killed in the middle of a request and started again: nothing is lost."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from faults import Play, StartInstance

from soak.visitors import Fleet, Visitor

BAR = "/charts/bar?xvalues=a,b,c&yvalues=1,2,3&title=Before%20and%20after"
LINE = "/chart?cht=lc&chs=300x200&chd=t:1,2,3&chof=svg"
_COUNT = 2000
LONG = json.dumps(
    {"xvalues": [f"item {i}" for i in range(_COUNT)], "yvalues": [list(range(_COUNT))],
     "value_labels": True, "width": 2000, "height": 2000, "scale": 2}
).encode()  # fmt: skip


def test_sessions_sign_ins_and_pictures_outlive_it(
    instance: StartInstance, play: Play, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    one = instance(TMPDIR=str(temporary))

    async def scenario(fleet: Fleet) -> None:
        visitor, other = Visitor(fleet, "Killed Once"), Visitor(fleet, "Under Way")
        assert await visitor.end(await visitor.begin()) == "Killed Once"
        place = await other.begin()  # at the provider while the instance dies
        before = [await fleet.ask("GET", url) for url in (BAR, LINE)]
        assert [reply.status for reply in before] == [200, 200]

        headers = [("Content-Type", "application/json")]
        under_way = [
            asyncio.create_task(
                fleet.ask("POST", "/charts/bar", headers, LONG[:-1] + b',"title":"%d"}' % n)
            )
            for n in range(20)
        ]
        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        one.kill()
        ended = await asyncio.gather(*under_way, return_exceptions=True)
        cut_off = [reply for reply in ended if isinstance(reply, OSError)]
        assert cut_off, "nothing was under way"
        with pytest.raises(ConnectionError):
            await fleet.ask("GET", "/")

        one.start()
        assert await visitor.who() == "Killed Once"
        assert await other.end(place) == "Under Way"
        for url, old in zip((BAR, LINE), before, strict=True):
            new = await fleet.ask("GET", url)
            assert (new.status, new.body) == (200, old.body)
            assert new.header("etag") == old.header("etag")
            known = [("If-None-Match", old.header("etag"))]
            assert (await fleet.ask("GET", url, known)).status == 304
        assert list(temporary.iterdir()) == []  # nothing was left behind, either

    play(scenario, [one])
