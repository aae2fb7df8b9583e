"""Lines that say only when something was published or changed, and the months of thirteen languages."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_LONGEST = 100
_TOKEN = re.compile(r"[^\s,;：|()·•\[\]–—-]+(?:-[^\s,;：|()·•\[\]–—-]+)*")
_FIGURE = re.compile(
    r"\d[\d:.,/hHTZ-]*(?:st|nd|rd|th|er|am|pm|a\.m|p\.m|min|hrs?|[smhdº])?\.?"
    r"|[\d年月日时時分秒:]+(?:发布|更新|公開|配信)?|\d+(?:分钟|小时|天|分|時間|日)前"
)
_DATED = re.compile(r"\d[:./h年月-]\d|\d{8}|\d年|\d月|\d(?:am|pm|[时時]|h)|前$")


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    listed: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files(__package__).joinpath("stamps.toml").read_text(encoding="utf8")
    )
    months, words, units = (
        frozenset(word for table in listed.values() for word in table[kind].split())
        for kind in ("months", "words", "units")
    )
    return months, words, units


@lru_cache(maxsize=1)
def month() -> str:
    """A regular expression for the name or abbreviation of a month, in small letters, longest first."""
    return "(?:" + "|".join(sorted(_tables()[0], key=len, reverse=True)) + r")\.?"


def is_stamp(line: str) -> bool:
    """Whether a line holds nothing but a date, a time, an age ("2 hours ago") or a count of comments."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return False
    months, words, units = _tables()
    dated = False
    for token in _TOKEN.findall(line.lower()):
        bare = token.rstrip(".:：")
        if _FIGURE.fullmatch(token) or _FIGURE.fullmatch(bare):
            dated = dated or bool(_DATED.search(bare))
        elif bare in months or bare in units:
            dated = True
        elif bare not in words and any(map(str.isalnum, bare)):
            return False
    return dated
