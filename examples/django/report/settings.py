"""The settings of a site without a database."""

import os

SECRET_KEY = "of an example that signs nothing"  # noqa: S105
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "report.urls"
INSTALLED_APPS = ["report"]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
CHART_FUNCTIONS = os.environ.get("CHART_FUNCTIONS", "http://localhost:7071")
