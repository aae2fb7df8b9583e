"""What is announced, as calendars take it: files of RFC 5545 and events of Discord."""

from bot.calendar.keys import key_of, keys_of
from bot.calendar.scheduled import EndedError, event_of, sign
from bot.calendar.written import calendar_file

__all__ = ["EndedError", "calendar_file", "event_of", "key_of", "keys_of", "sign"]
