"""An appointment's date as ISO 8601, no more exact than it was told."""

import re
from datetime import timedelta

from summarise.model import Appointment


def iso(appointment: Appointment) -> str:
    """ "2022-04-26", "2022-04" for a month or what is left of it, "2022-W17" for a week, "2022" for a year.

    Several days that were told as such ("28 to 30 June", a weekend) stand as their first.
    """
    first, last = appointment.date, appointment.last
    if last is None or last <= first or _told_in_days(appointment):
        return first.isoformat()
    after = last + timedelta(days=1)
    if after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    if last.weekday() == 6 and first.isocalendar()[:2] == last.isocalendar()[:2]:
        year, week, day = first.isocalendar()
        return first.isoformat() if day == 6 else f"{year:04}-W{week:02}"
    if (after.month, after.day) == (1, 1) and first.year == last.year:
        return first.isoformat()[:4]
    return first.isoformat()


def _told_in_days(appointment: Appointment) -> bool:
    figures = set(map(int, re.findall(r"\d{1,2}", appointment.text)))
    return appointment.date.day in figures and bool(appointment.last and appointment.last.day in figures)
