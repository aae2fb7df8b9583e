"""Who wrote, edited, filmed or sent an article: bylines, captions and the agencies' credits."""

import re

from summarise.text.notes.datelines import UPPER

_LONGEST_BYLINE = 140
_LONGEST_CAPTION = 400
_MOST_WORDS = 14
_BY = re.compile(
    r"(?:By|BY|Written by|Reporting by|Posted by|Edited by|Analysis by|Story by|Words by|Von|Par|Por|Di|di"
    r"|Door|Reportagem de|Edição de|Propos recueillis par|Redaktion|Texto|Автор|Текст)[ :]\s?(?=\S)"
)
_AGENCY_CREDIT = re.compile(
    r"[(\[]?(?:(?:[Aa]dditional |[Ff]urther |[Ww]ith (?:additional )?)?(?:[Rr]eporting|[Ee]diting|[Ww]riting"
    r"|[Cc]ompiled|[Gg]raphics|[Tt]ranslat(?:ed|ion)|[Pp]roduction)(?: (?:and|&) \w+)? (?:by|from)"
    r"|[Ww]ith files from|[Rr]édigé par|[Éé]dité par|[Rr]eportagem (?:adicional )?(?:de|por)|[Ee]dição de"
    r"|[Rr]eporte de|[Ee]ditado por|[Bb]earbeitet von|[Gg]eschrieben von)"
    rf" (?=[{UPPER}])"
)
_BETWEEN = re.compile(
    r"and|&|in|with|from|at|for|of|the|by|to|on|editing|reporting|additional|writing|further|compiled"
    r"|contributed|correspondent|editor|reporter|staff|writer|news|political|science|health|business"
    r"|with|files|avec|mit|con|unser(?:em|er|en)"
    r"|und|von|zu|bearbeitet|redaktion|et|à|de|du|la|le|les|par|édité|rédigé|édition|con|y|el|e|di|da|em|das|do"
    r"|dos|por|edição|van|den|der|en|onze|redactie|politiek|и|в|та"
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December"
)
_WORD = re.compile(r"[^\s,;:/|&()\[\]•·–—-]+")
_PICTURE = (
    r"(?:photos?|photographs?|pictures?|images?|video|handout|courtesy|getty(?: images)?|ap photo|afp photo"
    r"|reuters photo|epa-efe|shutterstock|pool|file|foto|fotos|fotograf[ií]a|vidéo|crédit|bild|zdjęcie"
    r"|фото|صورة|写真)"
)
_BRACKETED_CREDIT = re.compile(
    rf"(?:.{{0,300}}?\S )?[(\[]{_PICTURE}\b[^()\[\]]{{0,80}}[)\]]\.?"
    rf"|.{{0,300}}?[(\[][^()\[\]]{{0,80}}\b{_PICTURE}[^()\[\]\w]{{0,3}}[)\]]\.?",
    re.IGNORECASE,
)
_CLOSING_CREDIT = re.compile(
    r".{0,300}?(?:[/|] ?(?:ap|afp|epa|photo|file|file photo|pool|getty images|reuters|dpa|efe)\b"
    r"|\b(?:getty images|ap photo|afp photo|reuters photo|epa-efe|photo by|photograph by|picture alliance)\b"
    r"|(?:reuters|afp|epa)/\w)"
    r"[^.]{0,60}",
    re.IGNORECASE,
)
_FILE_CAPTION = re.compile(
    r"(?:FILE|File)(?: (?:PHOTO|photo|image|picture))?(?: ?[-–—:] .{0,400}|: .{0,400})"
)
_NAMES_AND_SOURCE = re.compile(
    rf"[{UPPER}][\w'’.-]+(?: [{UPPER}][\w'’.-]+){{1,3}} ?[/|]"
    rf" ?[{UPPER}][\w'’.& ]{{1,40}}(?:/[{UPPER}][\w ]{{1,30}})?"
)
_NAME = rf"[{UPPER}][\w'’.-]+(?: [{UPPER}][\w'’.-]+){{1,3}}"
_SIGNED = re.compile(rf"(?:--|[—–]) ?{_NAME}(?:, [{UPPER}][\w'’. ]{{1,40}})?")
_OFFICE = re.compile(
    rf"{_NAME}(?:,| [-–—|])(?: (?:[{UPPER}][\w'’.-]+|and|of|for|the|in)){{0,5}} ?(?:[Cc]orrespondent"
    r"|[Rr]eporter|[Ee]ditor|[Ww]riter|Journalist|Columnist|Producer|Staff)"
    rf"(?:,? (?:[{UPPER}][\w'’.-]+|in|at|for|of|the)){{0,5}}"
)
_LABELLED_END = re.compile(
    r".{0,300}\s\(?(?:Photo|Photograph|Picture|Image|Foto|Bild|Fot\.|Zdjęcie|Фото)(?: credit)?:"
    r" ?[^.!?]{1,60}\)?"
)
_STAFF = re.compile(
    rf"(?:[{UPPER}][\w'’.-]+ ){{1,4}}(?:Staff(?: Reports?| Writer| Reporter)?|News Desk|Web Desk|Bureau)"
    rf"|{_NAME} reporting (?:from|in) [{UPPER}][\w'’., -]{{1,40}}"
    r"|.{1,60}[\s。][\u4e00-\u9fff]{1,4}\s?[摄攝]"
)
_IN_BRACKETS = re.compile(r"[(（\[][^()（）\[\]\n]{1,60}(?<![.!?。])[)）\]]")
_CONTRIBUTED = re.compile(
    r"\b(?:contributed to (?:this|the) (?:report|story|article|piece|dispatch)|contributed reporting"
    r"|contribu(?:yó|yeron) a est[ea]|(?:a|ont) contribué à (?:cet|ce)|hanno collaborato"
    r"|zu diesem (?:bericht|artikel) beigetragen)",
    re.IGNORECASE,
)
_CONTRIBUTES = ("ontribu", "collaborato", "beigetragen")
_BIO = re.compile(
    rf"[{UPPER}][\w'’.-]+(?: [{UPPER}][\w'’.-]+){{1,3}} (?:is|covers|writes|reports)"
    r"(?: (?:an?|the)\b[\w ,'’-]{0,60}?)?\b(?:reporter|correspondent|editor|columnist|writer|journalist"
    r"|contributor|producer|bureau chief|covers|writes|reports)\b"
    r"[\w ,'’-]{0,40}?\b(?:for|at|with|based in|covering|on|about|from)\b[^.]{0,120}\.?"
)
_WITH_AGENCY = re.compile(
    r"[\w’' ]{2,30} (?:avec|mit|con|met|with) (?:AFP|Reuters|AP|dpa|EFE|ANP)"
    r"(?:(?: et | und |, )(?:AFP|Reuters|AP|dpa))?"
)
_TAGS = re.compile(r"(?:[#@]\w+[\s,]*)+")


_HINTS = (
    "(",
    "（",
    "[",
    "/",
    "|",
    "#",
    "@",
    "FILE",
    "File ",
    "hoto",
    "icture",
    "mage",
    "oto",
    "Bild",
    "Fot.",
    "djęcie",
)
_CAPTIONS = (_FILE_CAPTION, _BRACKETED_CREDIT, _IN_BRACKETS, _TAGS)
_CREDITS = (_CLOSING_CREDIT, _LABELLED_END, _SIGNED, _OFFICE, _STAFF, _NAMES_AND_SOURCE, _WITH_AGENCY)


def is_credit(line: str) -> bool:
    """Whether a line is a byline, a caption with its credit, a credit alone, or tags."""
    if len(line) > _LONGEST_CAPTION:
        return False
    if any(map(line.__contains__, _HINTS)) and any(pattern.fullmatch(line) for pattern in _CAPTIONS):
        return True
    if line[-1] in ".!?":
        return False
    return _is_byline(line) or any(pattern.fullmatch(line) for pattern in _CREDITS)


def is_agency_credit(sentence: str) -> bool:
    """Whether a sentence only says who reported, wrote or edited."""
    if len(sentence) > _LONGEST_CAPTION:
        return False
    credit = _AGENCY_CREDIT.match(sentence)
    if credit and _names_only(sentence[credit.end() :], 60):
        return True
    return any(map(sentence.__contains__, _CONTRIBUTES)) and bool(_CONTRIBUTED.search(sentence))


def is_bio(sentence: str) -> bool:
    """Whether a sentence introduces the author ("… is a correspondent for …")."""
    return len(sentence) <= _LONGEST_CAPTION and bool(_BIO.fullmatch(sentence))


def _is_byline(line: str) -> bool:
    if len(line) > _LONGEST_BYLINE:
        return False
    by = _BY.match(line)
    if not by or line[-1] in ".!?" or _CALENDAR.match(line, by.end()):
        return False
    return _names_only(line[by.end() :], _MOST_WORDS)


def _names_only(text: str, most: int) -> bool:
    """Whether all words have a capital but those that stand between names; a name must be among them."""
    words = _WORD.findall(text)
    names = sum(word[0].isupper() for word in words)
    lone = all(word[0].isupper() or _BETWEEN.fullmatch(word) or "@" in word for word in words)
    return len(words) <= most and lone and (names > 0 or words[:1] == ["onze"])
