"""``{% chart "bar" "Students" xvalues=names yvalues=numbers %}``: a chart as an <img> tag."""

import sys
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.html import format_html

sys.path.append(str(Path(__file__).parents[3]))  # in your own site: a copy of chart_url.py
from chart_url import chart_url

register = template.Library()


@register.simple_tag
def chart(kind, alt, *, width=640, height=480, **parameters):
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        chart_url(kind, app=settings.CHART_FUNCTIONS, width=width, height=height, **parameters),
        alt,
        width,
        height,
    )
