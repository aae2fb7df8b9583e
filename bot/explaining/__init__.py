"""Everything about a feed as a person would want to see it: labelled rows, nothing asked, nothing drawn."""

from bot.explaining.feed import explained
from bot.explaining.kept import kept
from bot.explaining.manner import PLAIN, Manner, Row, Section
from bot.explaining.plan import Rules

__all__ = ["PLAIN", "Manner", "Row", "Rules", "Section", "explained", "kept"]
