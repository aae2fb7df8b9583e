"""The record: who is named, who said what and what is announced, as a guild's own feeds tell it."""

from storage.record.record import Record

__all__ = ["Record"]
