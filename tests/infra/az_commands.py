"""Parses every `az` command of the documents with the Azure CLI's own parser; runs none.

`make test-az` installs the newest Azure CLI (700 MB) and runs this with its Python.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from azure.cli.core import get_default_cli
from azure.cli.core.azclierror import AzCLIError

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXTENSIONS = ("afd", "monitor app-insights", "containerapp up")
"""Commands of extensions, which are not on PyPI."""
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(az (?:[^`…]+? --){2}[^`…]+)`")
"""One that is named with fewer options is no whole command."""
NESTED = re.compile(r"\$\((\w+ [^()]+)\)")


def commands(text: str) -> Iterator[str]:
    """Give each command of a document, those within others, too."""
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
    for line in [*lines, *INLINE.findall(FENCED.sub("", text))]:
        outer = NESTED.sub("{}", line).strip()
        for command in [*NESTED.findall(line), outer]:
            if command.startswith("az ") and len(command.split()) > 2:
                yield command


def parse(cli: Any, words: list[str]) -> None:
    """Parse as ``az`` does before it runs a command; what is wrong raises."""
    invocation = cli.invocation_cls(
        cli_ctx=cli,
        parser_cls=cli.parser_cls,
        commands_loader_cls=cli.commands_loader_cls,
        help_cls=cli.help_cls,
    )
    cli.invocation = invocation
    invocation.commands_loader.load_command_table(words)
    command = invocation._rudimentary_get_command(words)
    invocation.data["command_string"] = command
    invocation.commands_loader.load_arguments(command)
    invocation.parser.load_command_table(invocation.commands_loader)
    invocation.parser.parse_args(words)


def main() -> None:
    """Print how many commands there are, and exit with those that are refused."""
    cli, parsed, left_out, refused = get_default_cli(), 0, 0, []
    for document in DOCUMENTS:
        for command in commands(document.read_text("utf-8")):
            words = ["[]" if word[0] == "@" else word for word in shlex.split(command)[1:]]
            if " ".join(words).startswith(EXTENSIONS):
                left_out += 1
                continue
            parsed += 1
            try:
                parse(cli, words)
            except (SystemExit, AzCLIError) as error:
                refused.append(f"{document.name}: {command}: {error!r}")
    print(f"Azure CLI {cli.get_cli_version()}: {parsed} commands parsed, {len(refused)} refused;"
          f" {left_out} of extensions left out")  # fmt: skip
    sys.exit("\n".join(refused))


if __name__ == "__main__":
    main()
