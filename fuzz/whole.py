"""Whole requests, from the table of hostile kinds: read, drawn, answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from . import cases, seeds
from .tally import Tally
from .target import Finding, Seen, Target, genuine_cookies, signing_in

_EVERY = 500  # cases between two writings of the table of kinds


def run(state: Path, wanted: int, urls: Sequence[str]) -> None:
    """Go on from the case at which the tally stands, up to ``wanted``."""
    target = Target()
    with signing_in(), Tally(state / "tally") as tally:
        made = tuple(genuine_cookies())
        target.genuine = frozenset(value for _, value in made)
        material = cases.Material(seeds.seeds(urls), made)
        kinds = Kinds(state / "kinds.json")
        while tally.cases < wanted:
            number = tally.cases
            case = cases.case(number, material)
            seen = confirmed(target, case)
            kinds.add(case.kind, seen)
            if seen.finding:
                write(state, f"case {number}, {case.kind}", seen.finding, case)
            tally.add(
                accepted=seen.status in (200, 302, 303, 304),
                drawn=seen.status == 200 and "/chart" in case.request.target,
                finding=bool(seen.finding),
                seconds=seen.seconds,
                rise=seen.bytes,
            )
            if tally.cases % _EVERY == 0:
                kinds.write()
        kinds.write()


def confirmed(target: Target, case: cases.Case) -> Seen:
    """Ask; what was slow or large is asked again, as the first of its kind also loads code."""
    from charts.pictures.answer import kept

    seen = target.ask(case.request)
    if seen.finding and seen.finding.what in ("slow", "memory"):
        kept.cache_clear()
        return target.ask(case.request)
    return seen


def write(state: Path, where: str, finding: Finding, case: cases.Case) -> None:
    """Add a finding to the file of findings."""
    request = case.request
    document = {
        "where": where,
        "what": finding.what,
        "detail": finding.detail,
        "method": request.method,
        "target": request.target,
        "headers": request.headers,
        "body": request.body.decode("latin-1"),
    }
    with (state / "findings.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(document) + "\n")


class Kinds:
    """What became of each kind of request."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.table: dict[str, dict[str, float]] = (
            json.loads(file.read_text()) if file.exists() else {}
        )

    def add(self, kind: str, seen: Seen) -> None:
        row = self.table.setdefault(kind, {})
        row["cases"] = row.get("cases", 0) + 1
        row[str(seen.status)] = row.get(str(seen.status), 0) + 1
        row["seconds"] = row.get("seconds", 0.0) + seen.seconds
        row["slowest"] = max(row.get("slowest", 0.0), seen.seconds)
        row["largest"] = max(row.get("largest", 0.0), seen.bytes)

    def write(self) -> None:
        self._file.write_text(json.dumps(self.table, indent=1) + "\n")
