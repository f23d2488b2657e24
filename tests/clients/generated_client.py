"""Draws charts with a client that openapi-python-client has generated; prints what it got, as JSON.

Run with the Python of .venv-clients in the folder of the client: ``generated_client.py URL``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

sys.path.insert(0, ".")

from chart_client import Client
from chart_client.api.charts import bar_chart_get, bar_chart_post
from chart_client.models import BarChart

client = Client(base_url=sys.argv[1])
names = ["C", "Java, 17", "a|b"]
answers: dict[str, Any] = {
    "get": bar_chart_get.sync_detailed(
        client=client, xvalues=["C", "Java"], yvalues=["10,15", "3,4"], legend=["a", "b"]
    ),
    "post": bar_chart_post.sync_detailed(
        client=client, body=BarChart(xvalues=names, yvalues=[[1, 2, 3], [4, None, 6]])
    ),
    "wrong": bar_chart_get.sync_detailed(client=client, xvalues=["C"], yvalues=["1,2"]),
}
print(json.dumps({
    name: [int(answer.status_code), type(answer.parsed).__name__, answer.content.hex()]
    for name, answer in answers.items()
}))  # fmt: skip
