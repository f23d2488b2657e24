"""The command line: ``python -m fuzz [--cases 1000000] [--urls FILE] [--state FOLDER]``.

Ends with 1 when something was found. Run again with the same folder, it goes on where it was.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import subprocess
import sys
import time
from pathlib import Path

from . import guided, limits, seeds, whole
from .tally import Tally

WHOLE = "whole requests"
SHARES = {"native query": 0.45, "Google query": 0.15, "sign-in": 0.38, WHOLE: 0.02}
"""Of all cases: parsers are quick, drawing is not."""
_MOST_DEATHS = 5  # after so many a part is given up


def main(arguments: list[str]) -> int:
    """Run every part in a process of its own, one after the other, and print the table."""
    options = _options(arguments)
    urls = seeds.from_file(options.urls) if options.urls else []
    if options.part:
        logging.disable(logging.CRITICAL)
        state = options.state / _folder(options.part)
        if options.part == WHOLE:
            whole.run(state, options.cases, urls)
        else:
            guided.run(options.part, state, options.cases, urls)
        return 0
    options.state.mkdir(parents=True, exist_ok=True)
    guide = importlib.util.find_spec("atheris") is not None
    for part, share in SHARES.items():
        if part != WHOLE and not guide:
            print(f"{part}: left out, as atheris is not installed (make fuzz installs it on Linux)")
        elif options.only in (None, part):
            _finish(part, round(options.cases * share), options)
    return report(options.state)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Ask what nobody should.")
    parser.add_argument("--cases", type=int, default=20_000, help="in all (default: %(default)s)")
    parser.add_argument("--urls", type=Path, help="a file of further URLs to start from")
    parser.add_argument("--state", type=Path, default=Path(".fuzz"), help="default: %(default)s")
    parser.add_argument("--only", choices=SHARES, help="one part")
    parser.add_argument("--part", choices=SHARES, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _folder(part: str) -> str:
    return part.lower().replace(" ", "-")


def _finish(part: str, wanted: int, options: argparse.Namespace) -> None:
    """Run one part to its end; what kills its process is a finding, and it goes on behind it."""
    state = options.state / _folder(part)
    state.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "fuzz", "--part", part, "--cases", str(wanted)]
    command += ["--state", str(options.state)]
    command += ["--urls", str(options.urls)] if options.urls else []
    deaths = 0
    with Tally(state / "tally") as tally:
        while tally.cases < wanted and deaths < _MOST_DEATHS:
            with (state / "log").open("ab") as log:
                process = subprocess.Popen(command, stdout=log, stderr=log)
                status = _watched(process, tally)
            tally.read()
            print(f"{part}: {tally.cases} cases, {tally.findings} findings", flush=True)
            if tally.cases < wanted:
                deaths += 1
                tally.lost()
                finding = {"where": f"case {tally.cases - 1}", "what": "end of the process",
                           "detail": f"status {status}; see {state / 'log'}"}  # fmt: skip
                with (state / "findings.jsonl").open("a", encoding="utf-8") as file:
                    file.write(json.dumps(finding) + "\n")


def _watched(process: subprocess.Popen[bytes], tally: Tally) -> int:
    """Wait for the end of a part; one that makes no progress is ended."""
    stood, since = -1, time.monotonic()
    while process.poll() is None:
        time.sleep(0.2)
        tally.read()
        if tally.cases != stood:
            stood, since = tally.cases, time.monotonic()
        elif time.monotonic() - since > 4 * limits.HANGS:
            process.kill()
    return process.wait()


def report(state: Path) -> int:
    """Print what was tried and found; 1 when something was found."""
    print("\n| part | cases | accepted | drawn | slowest | memory rose by at most | findings |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    count = 0
    for part in SHARES:
        file = state / _folder(part) / "tally"
        if not file.exists():
            continue
        with Tally(file) as t:
            count += t.findings
            counts = f"{t.cases:,} | {t.accepted:,} | {t.drawn:,}"
            worst = f"{t.slowest * 1000:.0f} ms | {t.largest / 2**20:.0f} MiB"
            print(f"| {part} | {counts} | {worst} | {t.findings} |")
    kinds = state / _folder(WHOLE) / "kinds.json"
    if kinds.exists():
        print("\n| kind of request | cases | answers | mean | slowest | memory |")
        print("| --- | ---: | --- | ---: | ---: | ---: |")
        for kind, row in sorted(json.loads(kinds.read_text()).items()):
            said = ", ".join(f"{row[s]} {s}" for s in sorted(row) if s.isdigit())
            mean = row["seconds"] / row["cases"]
            slowest, largest = row["slowest"] * 1000, row["largest"] / 2**20
            print(f"| {kind} | {row['cases']} | {said} | {mean * 1000:.1f} ms"
                  f" | {slowest:.0f} ms | {largest:.0f} MiB |")  # fmt: skip
    for file in sorted(state.glob("*/findings.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            where = f"{file.parent.name}, {found['where']}"
            print(f"\nFOUND ({where}): {found['what']}: {found['detail']}")
            print(f"  {found.get('method', '')} {found.get('target', '')[:1000]}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
