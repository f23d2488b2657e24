"""Sign-in: ``login_required`` for functions that need it, ``current_user`` where it is optional."""

from .login import current_user, login_required
from .user import User

__all__ = ["User", "current_user", "login_required"]
