"""The record: who is named, who said what and what is announced, as a guild's own feeds tell it."""

from storage.record.record import Record
from storage.record.trends import Trends

__all__ = ["Record", "Trends"]
