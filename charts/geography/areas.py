"""The areas that the maps of 2008 (``cht=t``) show: which countries, which part of the earth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Area:
    """A level map: degrees south, west, north, east; how much higher a degree is than wide."""

    members: tuple[str, ...]
    """Codes of what is shown; none: all countries but the Antarctic."""
    bounds: tuple[float, float, float, float]
    stretch: float
    parts: str = "world"
    """The country whose parts are shown, if not countries."""


SIZE: Final = (440, 220)
"""Pixels of the pictures."""

_AFRICA = (
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML"
    " MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW"
)
_ASIA = (
    "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN"
    " MO MV MY NP OM PH PK PS QA RU SA SG SY TH TJ TL TM TR TW UZ VN YE"
)
_EUROPE = (
    "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT"
    " JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM TR UA VA XK"
)
_MIDDLE_EAST = "AE AF AM AZ BH CY DJ EG ER GE IL IQ IR JO KW LB LY OM PK PS QA SA SD SY TM TR YE"
_STATES = (
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH"
    " NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
)
_SOUTH_AMERICA = "AR BO BR CL CO EC FK GF GY PE PY SR TT UY VE"

AREAS: Final = {
    "africa": Area(tuple(_AFRICA.split()), (-35.2, -19, 37.6, 52), 1.0),
    "asia": Area(tuple(_ASIA.split()), (-11.2, 25.5, 78, 190.5), 1.0),
    "europe": Area(tuple(_EUROPE.split()), (34.5, -24.8, 71.4, 66), 1.4),
    "middle_east": Area(tuple(_MIDDLE_EAST.split()), (8.6, 9, 43.8, 77.8), 1.1),
    "south_america": Area(tuple(_SOUTH_AMERICA.split()), (-56.1, -82, 13, -34.5), 1.0),
    "usa": Area(
        tuple(f"US-{state}" for state in _STATES.split()), (24.5, -124.75, 49.4, -66.8), 1.13, "US"
    ),
    "world": Area((), (-56, -180, 83.8, 180), 1.28),
}
