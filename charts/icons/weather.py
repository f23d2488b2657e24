"""The names of weather icons, which are drawn part by part."""

from __future__ import annotations

# What a part of a name means. Names of the API are: sunny, cloudy, cloudy-heavy, cloudy-sunny,
# rainy, rainy-sunny, snowy, snowflake, thunder, windy, clear-night-moon, thermometer-hot and -cold.
WORDS = {
    "sunny": "sun", "sun": "sun", "clear": "", "night": "moon", "moon": "moon", "cloudy": "cloud",
    "cloud": "cloud", "clouds": "cloud", "partly": "sun", "heavy": "heavy", "rainy": "rain",
    "rain": "rain", "showers": "rain", "drizzle": "rain", "snowy": "snow", "snow": "snow",
    "snowflake": "flake", "snowflakes": "flake", "thunder": "bolt", "thunderstorm": "bolt",
    "storm": "bolt", "lightning": "bolt", "windy": "wind", "wind": "wind", "fog": "fog",
    "foggy": "fog", "haze": "fog", "mist": "fog", "thermometer": "thermometer", "hot": "hot",
    "cold": "cold", "umbrella": "umbrella", "leaf": "leaf", "leaves": "leaf",
}  # fmt: skip
NAMES = (
    "sunny", "cloudy", "cloudy-heavy", "cloudy-sunny", "rainy", "rainy-sunny", "snowy",
    "snowflake", "thunder", "windy", "clear-night-moon", "thermometer-hot", "thermometer-cold",
    "fog", "umbrella", "leaf",
)  # fmt: skip


def known(name: str) -> bool:
    """Return whether every part of a name is known."""
    return bool(name) and all(part in WORDS for part in name.split("-"))
