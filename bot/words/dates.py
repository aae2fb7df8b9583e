"""Days as they are written in the language that is being spoken.

The patterns are Unicode's (UTS 35); a translation may order and mark their parts otherwise.
"""

from datetime import date

from bot.words.speaking import spoken, t


def weekday_and_day(day: date) -> str:
    """ "Tuesday 26 April 2022"."""
    return _written(day, t("EEEE d MMMM y"))


def whole_day(day: date) -> str:
    """ "26 April 2022"."""
    return _written(day, t("d MMMM y"))


def short_day(day: date) -> str:
    """ "26 Apr": for charts and rows of numbers."""
    return _written(day, t("d MMM"))


def days(first: date, last: date) -> str:
    """One day with its weekday, or a span without what its ends share: "1 to 31 May 2022"."""
    if first >= last:
        return weekday_and_day(first)
    start = t("d MMMM y")
    if first.year == last.year:
        start = t("d") if first.month == last.month else t("d MMMM")
    return t("{first} to {last}", first=_written(first, start), last=whole_day(last))


def _written(day: date, pattern: str) -> str:
    from babel.dates import format_date  # which looks at the machine's time zone and more: not at the start

    return format_date(day, pattern, locale=spoken())
