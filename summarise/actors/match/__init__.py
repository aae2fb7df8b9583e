"""Which actors a text names, and where: candidates from the index, judged by rules."""

from summarise.actors.match.matcher import Hit, Matcher

__all__ = ["Hit", "Matcher"]
