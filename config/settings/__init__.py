"""The operator's settings as values. `config.load` reads them; nothing is read at import."""

from config.settings.model import ROLES, Role, Settings
from config.settings.names import OUTSIDE, PREFIX, TABLES, environment_name

__all__ = ["OUTSIDE", "PREFIX", "ROLES", "TABLES", "Role", "Settings", "environment_name"]
