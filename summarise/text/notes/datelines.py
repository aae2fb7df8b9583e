"""The place, day and agency that stand before a paragraph's first words."""

import re
from functools import lru_cache

from summarise.text.notes.stamps import month

_LONGEST = 120
UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
"""The capital letters of the Latin, Greek and Cyrillic scripts, for a class of a regular expression."""
_DASH = r"\.?\s*(?:--?|[–—−－])"
_AGENCY = r"\([^()\n]{2,40}\)|/[^/\n]{2,40}/"
_WIRE = (
    rf"\((?:[{UPPER}]{{2,12}}(?:[/-][{UPPER}]\w{{1,11}}){{0,2}}|dpa(?:/\w{{2,4}})?|[Rr]euters|Bloomberg|Xinhua|Yonhap|Kyodo|Ritzau"
    r"|Anadolu|Interfax|Belga|Adnkronos|EuropaPress|Europa Press|Lusa|Укрінформ|Интерфакс|Рейтер"
    rf"|[{UPPER}]\w+ (?:Wire|News|Press|Agency|Service))\)"
)
_CAPS = rf"[{UPPER}][{UPPER}'’./-]+(?: [{UPPER}][{UPPER}'’./-]+){{0,3}}"
_PLACE = rf"[{UPPER}][\w'’.-]+(?: (?:[{UPPER}][\w'’.-]+|de|la|do|da|del|am)){{0,2}}"
_REGION = rf"(?:, [{UPPER}][\w. ]{{1,20}}?)?"
_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fffA-Z·=＝ 　]"
_ARABIC = r"[\u0600-\u06ff][\u0600-\u06ff ،/]{1,40}"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    date = rf"(?:,? (?i:{month()} \d{{1,2}}|\d{{1,2}}\.? {month()})(?:,? \d{{4}})?)"
    anywhere = (
        rf"{_CAPS}{_REGION}{date}{_DASH} (?:РИА Новости|ИА \w+|АиФ|ТАСС|Интерфакс)\.\s+",
        rf"{_WIRE}{_DASH}\s*",
        r"\((?:CNN(?: \w+)?|Reuters|AP|AFP|UPI|PTI|ANI|IANS|dpa|ANSA|EFE|Newser|ТАСС)\)\s*",
        rf"\([{UPPER}][\w.&]*(?: [{UPPER}][\w.&]*){{0,3}}\){_DASH}\s+",
        rf"{_CAPS}{_REGION}{date}?(?: ?(?:{_AGENCY}))?{_DASH}\s+",
        rf"{_PLACE}{_REGION}(?:{date}(?: (?:{_AGENCY}))?| {_WIRE}){_DASH}\s+",
        rf"{_CAPS}{_REGION}{date}?\.? /[^/\n]{{2,40}}/\.\s+",
        rf"{_ARABIC}\([^()\n]{{2,30}}\){_DASH}\s*",
        r"[\u4e00-\u9fff]{2,12}\d{1,2}月\d{1,2}日(?:电|電|讯|訊|消息)\s?"
        r"(?:[(（][^()（）\n]{1,30}[)）])?[，：:]?\s*",
        rf"[【［\[]{_IDEOGRAPHS}{{1,16}}(?:[\d０-９]{{1,2}}日)?{_IDEOGRAPHS}{{0,10}}[】］\]](?:\s?[-－—])?\s*",
        r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?\s*[-–—|]\s+",
        r"(?:BREAKING|LIVE|UPDATE(?:D| \d)?|JUST IN|EXCLUSIVE|WATCH)\s?[:|-]\s+",
    )
    at_the_top = (
        rf"{_CAPS}(?:, [{UPPER}]\w+)?: ",
        rf"{_PLACE}\. "
        r"(?=(?:Der|Die|Das|Ein|Eine|Einen|Im|In|Am|An|Nach|Bei|Für|Mit|Es|Zum|Zur|Vor|Auf|Wegen|Seit|Rund)\b)",
    )
    bare = rf"{_CAPS}{_DASH}\s+"
    return (
        re.compile("|".join(f"(?:{one})" for one in anywhere)),
        re.compile("|".join(f"(?:{one})" for one in at_the_top)),
        re.compile(bare),
    )


def after_dateline(text: str, start: int, end: int, top: bool) -> int:
    """Where the paragraph [start, end) begins once its dateline, if it has one, is passed over.

    At the top of an article (`top`) a place with a colon ("NEW DELHI:") or a full stop ("Hamburg. Der …")
    counts too. A small letter after it makes it no dateline, nor do capitals before a paragraph of capitals.
    """
    anywhere, at_the_top, bare = _patterns()
    begin = start
    for _ in range(2):
        limit = min(end, begin + _LONGEST)
        found = anywhere.match(text, begin, limit) or (top and at_the_top.match(text, begin, limit)) or None
        if not found or found.end() >= end or not _begins_a_sentence(text, found.end()):
            return begin
        if bare.fullmatch(found[0]) and text[found.end() : found.end() + _LONGEST].isupper():
            return begin
        begin = found.end()
    return begin


def _begins_a_sentence(text: str, at: int) -> bool:
    first = text[at]
    if first in "\"“‘«'„「『(":
        return True
    return first.isalnum() and not first.islower()
