"""A Flask app whose pages show charts: flask --app examples/flask/app.py run."""

import os

from flask import Flask, render_template

app = Flask(__name__)
app.jinja_env.globals["chart_functions"] = os.environ.get(
    "CHART_FUNCTIONS", "http://localhost:7071"
)

STUDENTS = {"C, C++": 10, "Ruby": 20, "Java": 15, "Python": 30.5}
# An empty text is a gap.
VISITORS = {"This week": [120, 132, 101, "", 90], "Last week": [220, 182, 191, 234, 290]}


@app.get("/")
def report():
    return render_template("report.html", students=STUDENTS, visitors=VISITORS)
