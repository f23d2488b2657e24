"""The fixtures of faults.py, for this folder."""

from faults import base_url, clock, instance, play, provider

__all__ = ["base_url", "clock", "instance", "play", "provider"]
