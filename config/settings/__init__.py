"""The operator's settings as values. `config.load` reads them; nothing is read at import."""

from config.settings.model import Settings
from config.settings.names import OUTSIDE, PREFIX, TABLES, environment_name

__all__ = ["OUTSIDE", "PREFIX", "TABLES", "Settings", "environment_name"]
