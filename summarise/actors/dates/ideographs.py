"""Dates in Chinese and Japanese, which write no spaces between words."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from summarise.actors.dates import calendar
from summarise.actors.dates.calendar import Days
from summarise.actors.dates.forms import Told
from summarise.actors.dates.meanings import Surety

_WEEKDAYS: Final = {
    **{day: number for number, day in enumerate("一二三四五六日")},
    **{day: number for number, day in enumerate("月火水木金土")},
    "天": 6,
}
_FIGURES: Final = {figure: number for number, figure in enumerate("〇一二三四五六七八九十")} | {
    "两": 2,
    "兩": 2,
}
_FIGURE: Final = r"(?:\d{1,2}|[一二三四五六七八九十两兩]{1,3})"
_AHEAD: Final = {
    **dict.fromkeys(("下", "下个", "下個", "来", "來", "翌", "明"), 1),
    **dict.fromkeys(("本", "这", "這", "这个", "這個", "今"), 0),
    **dict.fromkeys(("再来",), 2),
}
_UNITS: Final[dict[str, Callable[[date, int], Days | None]]] = {
    "周": calendar.week, "週": calendar.week, "星期": calendar.week, "礼拜": calendar.week,
    "月": calendar.month, "か月": calendar.month, "ヶ月": calendar.month, "个月": calendar.month,
    "個月": calendar.month, "周末": calendar.weekend, "週末": calendar.weekend,
    "年": lambda on, ahead: calendar.a_year(on, on.year + ahead),
}  # fmt: skip
_DATE: Final = re.compile(
    rf"(?:(?P<year>\d{{4}})年|(?P<next>明年|来年|來年)|(?P<same>今年))?(?P<month>{_FIGURE})月"
    rf"(?:(?P<day>{_FIGURE})[日号號]?(?:(?:[-–—~〜至]|から|到)(?P<last>{_FIGURE})[日号號])?(?<=[日号號])|(?P<part>上旬|中旬|下旬|底|初|末)?)"
)
_DAY: Final = re.compile(r"(?<![\d月])(?P<day>\d{1,2})[日号號](?![間间内內目])")
_WRITTEN: Final = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_TOMORROW: Final = re.compile(r"(?P<one>明天|明日|あす|あした|明晚|明早)|(?P<two>后天|後天|明後日|あさって)")
_WEEKDAY: Final = re.compile(
    r"(?P<how>下个|下個|下|本|这|這|上个|上個|上|来週|来|今週|再来週|先週|毎週|每)?の?"
    r"(?:(?:周|週|星期|礼拜|禮拜)(?P<zh>[一二三四五六日天])(?![年月日])|(?P<ja>[月火水木金土日])曜日?)"
)
_UNIT: Final = re.compile(
    r"(?P<how>下个|下個|下|本|这个|這個|来|來|翌|今|明|年|月|再来)"
    r"(?P<unit>周末|週末|星期|礼拜|周|週|月|年)?(?P<end>底|末|内|內|晚些时候|初|中)?"
)
_IN_SO_MANY: Final = re.compile(
    rf"(?P<number>{_FIGURE})(?P<unit>天|日|周|週間|个月|個月|か月|ヶ月|年)(?P<when>后|後|之后|以后)"
)
_LAST: Final = frozenset({"上", "上个", "上個", "先週", "毎週", "每"})


def dates_in(small: str, on: date) -> Iterator[Told]:
    """Every date that is told, once, in no order; those without a day to come have no days."""
    taken = bytearray(len(small))
    for form, meaning in _FORMS:
        for found in form.finditer(small):
            begin, stop = found.span()
            if any(taken[begin:stop]):
                continue
            meant = meaning(found, on)
            if meant is None:
                continue
            taken[begin:stop] = b"\1" * (stop - begin)
            surety, days, fixed = meant
            yield Told(start=begin, end=stop, lead=begin, surety=surety, days=days, ahead=days, fixed=fixed)


Meant = tuple[Surety, Days | None, bool] | None


def _date(found: re.Match[str], on: date) -> Meant:
    month = _number(found["month"])
    if not 1 <= month <= 12:
        return "bare", None, False
    year = int(found["year"]) if found["year"] else on.year + 1 if found["next"] else None
    year = on.year if found["same"] else year
    if not found["day"]:
        days = calendar.a_month(on, year, month) if year else calendar.coming_month(on, month)
        return "bare", days, bool(year)
    day = calendar.named_day(on, _number(found["day"]), month, year, None, ahead=False)
    last = day and found["last"] and calendar.a_day(day.year, month, _number(found["last"]))
    return "day", (day, last if last and last > day else day) if day else None, bool(year)


def _day(found: re.Match[str], on: date) -> Meant:
    """A day of this month or the next."""
    number = int(found["day"])
    for ahead in (0, 1) if number != on.day else ():
        days = calendar.month(on, ahead)
        day = days and calendar.a_day(days[0].year, days[0].month, number)
        if day and day > on:
            return "bare", (day, day), False
    return "bare", None, False


def _written(found: re.Match[str], _: date) -> Meant:
    day = calendar.a_day(int(found[1]), int(found[3]), int(found[4]))
    return "day", (day, day) if day else None, True


def _tomorrow(found: re.Match[str], on: date) -> Meant:
    day = on + timedelta(days=1 if found["one"] else 2)
    return "sure", (day, day), False


def _weekday(found: re.Match[str], on: date) -> Meant:
    how, weekday = found["how"] or "", _WEEKDAYS[found["zh"] or found["ja"]]
    if how in _LAST or (not how and weekday == on.weekday()):
        return "bare", None, False
    weeks = 2 if how == "再来週" else int(how.startswith(("下", "来")))
    day = calendar.next_weekday(on, weekday, weeks)
    return ("sure" if weeks else "bare"), (day, day), False


def _unit(found: re.Match[str], on: date) -> Meant:
    how, unit, end = found["how"], found["unit"], found["end"]
    if unit is None:
        if how not in {"年", "月"} or end not in {"底", "末", "内", "內"}:
            return None
        how, unit = "今", how
    if how not in _AHEAD:
        return None
    if (how == "明") > (unit == "年"):
        return None
    ahead = _AHEAD[how]
    days = _UNITS[unit](on, ahead)
    return ("sure" if ahead else "bare"), days, False


def _in_so_many(found: re.Match[str], on: date) -> Meant:
    number, unit = _number(found["number"]), found["unit"]
    if unit in {"天", "日", "周", "週間"}:
        day = on + timedelta(days=number * (1 if unit in {"天", "日"} else 7))
        return "bare", (day, day), False
    return "bare", _UNITS[unit](on, number), False


def _number(written: str) -> int:
    """A number below a hundred in figures or in characters."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if ten:
        return _FIGURES.get(tens, 1) * 10 + _FIGURES.get(ones, 0)
    return _FIGURES.get(written[0], 0)


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Meant]], ...]] = (
    (_DATE, _date),
    (_WRITTEN, _written),
    (_DAY, _day),
    (_WEEKDAY, _weekday),
    (_TOMORROW, _tomorrow),
    (_IN_SO_MANY, _in_so_many),
    (_UNIT, _unit),
)
TRIGGER: Final = re.compile(r"[月日号號周週曜明星礼年后後]|あす|あさって|\d{4}[-/.]\d")
"""Without one of these no sentence has a date."""
