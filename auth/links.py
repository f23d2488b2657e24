"""The parameters of links that sign in or out, which are sent on to the provider.

OpenID Connect Core 1.0, section 3.1.2.1; RP-Initiated Logout 1.0, section 2; ``domain_hint`` is
Microsoft's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from api.errors import ParameterError, Problem
from api.named_tuple import NamedTuple

from .settings import PROMPTS


class Rule(NamedTuple):
    """A parameter: which values it may have, as a pattern and in words, and what it is for."""

    pattern: str
    allowed: str
    meaning: str


_HINT: Final = ("[ -~]{1,512}", "1 to 512 printable ASCII characters")
LOGIN: Final[Mapping[str, Rule]] = {
    "login_hint": Rule(*_HINT, "the account to sign in with, such as a user name"),
    "domain_hint": Rule(
        "[A-Za-z0-9][A-Za-z0-9.-]{0,252}",
        "a domain name, consumers or organizations",
        "the organisation to sign in at, so that it need not be asked for",
    ),
    "prompt": Rule("|".join(PROMPTS), ", ".join(PROMPTS), "what to ask for, as LOGIN_PROMPT"),
    "max_age": Rule(
        "[0-9]{1,9}",
        "a whole number of seconds",
        "to ask for the password again if it was entered longer ago",
    ),
}
"""The parameters of ``/login`` besides ``next_url``."""
LOGOUT: Final[Mapping[str, Rule]] = {
    "logout_hint": Rule(*_HINT, "the account to sign out; else the user's claim login_hint"),
}
"""The parameters of ``/logout``."""


def read(query: Sequence[tuple[str, str]], rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return those of these parameters that a query has. Raises Problem (400) for wrong ones."""
    values, errors = {}, []
    for name, rule in rules.items():
        sent = [value for key, value in query if key == name]
        if len(sent) > 1:
            errors.append(ParameterError(name, "It is repeated.", "one value"))
        elif sent and not re.fullmatch(rule.pattern, sent[0]):
            errors.append(ParameterError(name, "Its value is not allowed.", rule.allowed))
        elif sent:
            values[name] = sent[0]
    if errors:
        names = " and ".join(error.parameter for error in errors)
        raise Problem(400, f"This link has a wrong {names}.", errors)
    return values


def usable(query: Sequence[tuple[str, str]], rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return those of these parameters that a query has, none of them if one is wrong."""
    try:
        return read(query, rules)
    except Problem:
        return {}
