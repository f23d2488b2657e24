"""The one page."""

from django.shortcuts import render
from django.urls import path

STUDENTS = {"C, C++": 10, "Ruby": 20, "Java": 15, "Python": 30.5}


def report(request):
    values = {"names": list(STUDENTS), "numbers": list(STUDENTS.values())}
    return render(request, "report.html", values)


urlpatterns = [path("", report)]
