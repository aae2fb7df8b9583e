"""Appointments: the future dates that an article announces, in fourteen languages."""

from summarise.actors.dates.announcements import appointments
from summarise.actors.dates.precision import iso

__all__ = ["appointments", "iso"]
