"""``python -m costs [--pictures N …]``: print what hosting costs a month, as Markdown tables.

Without options these are the tables of ``docs/costs.md``. Every assumption is an option.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields

from costs.tables import PICTURES, TABLES, written_table
from costs.workload import Workload, inputs


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m costs", description="Print what hosting costs a month."
    )
    kinds = {"int": int, "float": float, "str": str}
    for each in fields(Workload):
        if each.name not in inputs():
            continue
        several = each.name == "pictures"
        parser.add_argument(
            f"--{each.name.replace('_', '-')}",
            type=kinds[str(each.type)],
            nargs="+" if several else None,
            default=PICTURES if several else each.default,
            metavar="WORD" if each.type == "str" else "N",
            help=each.metadata["meaning"] + ("" if several else f" ({each.default})"),
        )
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every table; exits with status 2 if an option is out of range."""
    parser = _options()
    options = vars(parser.parse_args(arguments))
    pictures = options.pop("pictures")
    try:
        for number in pictures:
            Workload(pictures=number, **options)
    except ValueError as error:
        parser.error(str(error))
    for name, (title, _) in TABLES.items():
        print(f"{title}\n\n{written_table(name, pictures, **options)}\n")


if __name__ == "__main__":
    main()
