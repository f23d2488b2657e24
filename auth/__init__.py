"""Sign-in: ``login_required`` for functions that need it; ``current_user``, ``page`` for others."""

from .login import current_user, login_required, page
from .revocation import register_session_check
from .user import UnknownClaimError, User

__all__ = [
    "UnknownClaimError",
    "User",
    "current_user",
    "login_required",
    "page",
    "register_session_check",
]
