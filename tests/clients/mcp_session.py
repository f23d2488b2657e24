"""A session of the official client of the Model Context Protocol; prints what it got, as JSON.

Run with the Python of .venv-clients: ``mcp_session.py URL``.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from mcp import Client

ARGUMENTS = {"xvalues": ["C", "Java"], "yvalues": [10, 15], "title": "Students"}


async def session(url: str, mode: str) -> dict[str, Any]:
    async with Client(url, mode=mode) as client:
        tools = await client.list_tools()
        drawn = await client.call_tool("chart_bar", ARGUMENTS)
        wrong = await client.call_tool("chart_bar", {**ARGUMENTS, "yvalues": [1]})
        config = {"type": "pie", "data": {"labels": ["a"], "datasets": [{"data": [1]}]}}
        pie = await client.call_tool("chart_from_chartjs", {"config": config})
        return {
            "version": client.protocol_version,
            "server": client.server_info.name,
            "tools": [tool.name for tool in tools.tools],
            "drawn": [content.model_dump(mode="json") for content in drawn.content],
            "wrong": [wrong.is_error, wrong.content[0].text],
            "pie": [content.type for content in pie.content],
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(session(sys.argv[1], sys.argv[2]))))
