"""What of a text is news, and what a person sees of it."""

import re
from itertools import pairwise

from summarise.text.paragraphs import Span, paragraphs, trimmed

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE_LINE = re.compile(
    rf"(?:\d{{8}}|\d{{4}}-\d\d-\d\d(?:[T ][\d:.]+Z?)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
    rf"|(?:\w+day,? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}"
    rf"|\d{{1,2}} {_MONTH} \d{{4}})(?:,? \d{{1,2}}[:.]\d\d.{{0,12}})?)",
    re.IGNORECASE,
)
_ADDRESS_LINE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DASH = r"(?:--?|[–—])"
_AGENCY = r"\([^()\n]{2,40}\)|/[^/\n]{2,40}/"
_WIRE = (
    r"\((?:[A-Z]{2,6}(?:/[A-Z]{2,6})?|Reuters|Bloomberg|Xinhua|[A-Z]\w+ (?:Wire|News|Press|Agency|Service))\)"
)
_DATELINE = re.compile(
    rf"(?:"
    rf"\((?:[A-Z][\w.&]*)(?: [A-Z][\w.&]*){{0,3}}\)\s*{_DASH}\s+"
    rf"|[A-Z][A-Z'’./-]+(?: [A-Z][A-Z'’./-]+){{0,3}}(?:, [A-Z][\w. ]{{1,20}})?(?:,? {_MONTH} \d{{1,2}})?"
    rf"(?: (?:{_AGENCY}))?\s*{_DASH}\s+"
    rf"|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}(?:, [A-Z][\w. ]{{1,20}})?"
    rf"(?:,? {_MONTH} \d{{1,2}}(?: (?:{_AGENCY}))?| {_WIRE})\s*{_DASH}\s+"
    rf")(?=[^\Wa-z]|[\"“‘«'])"
)
_BYLINE = re.compile(
    r"(?:By|Reporting by|Written by|Edited by|Posted by|Analysis by|Story by)[ :]\s?"
    r"[A-Z][\w'’.-]+(?:,? (?:and |& |[A-Z][\w'’.-]*|for |in |of |the |with )){0,2}[^.!?\n]{0,60}",
)
_CREDIT = re.compile(
    r"[(\[]?(?:reporting|additional reporting|editing|writing|compiled) by\b.{0,300}"
    r"|(?:source|via|credit|photo|photograph|photos|image|images|picture|video|caption|file photo|file image"
    r"|file picture|watch|listen|read|related|see also|more|tags|topics|share|filed under"
    r"|editor[’']s note)\s?[:|].{0,160}"
    r"|file [-–—] .{0,400}"
    r"|.{0,300}[(/|] ?(?:photo|photograph|image|picture|video|file|courtesy|getty)\b[^()]{0,80}[)]?"
    r"|.{0,200}\b(?:getty images|ap photo|afp photo|reuters photo)\b.{0,60}"
    r"|(?:last )?(?:updated|published|posted|modified|first published)\b[ :].{0,60}\d.{0,40}"
    r"|\d+ (?:min(?:ute)?s? read|hours? ago|days? ago|minutes? ago|comments?|shares?)"
    r"|(?:share|tweet|email|print|facebook|twitter|whatsapp|linkedin|telegram|copy link|comments?|save"
    r"|advertisement"
    r"|ad|sponsored|loading|menu|search|home|share this|share on|subscribe|log in|sign in|sign up)"
    r"(?:[ ,|/•·]+(?:share|tweet|email|print|facebook|twitter|whatsapp|linkedin|telegram|copy link|link"
    r"|comments?|this))*",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"[(\[>*•\s-]*(?:"
    r"(?:please )?(?:(?:sign up|subscribe|register|click|tap|log in) (?:now|today|here|to|for|on|the"
    r"|this|below|your)\b"
    r"|(?:follow|like|join|visit) (?:us|our)\b|download (?:our|the app)\b)"
    r"|read (?:more|also|next|full|the full|the original)\b|(?:continue|keep) reading\b|(?:see|watch"
    r"|learn) more\b"
    r"|for (?:(?:all )?the latest|more (?:on|news|information|stories|coverage|details|from)|breaking news"
    r"|full coverage|the full (?:story|report|article))\b"
    r".{0,80}?(?:head to|visit|follow|go to|click|sign up|subscribe|download|read|tune in|see)\b"
    r"|(?:get|receive) (?:the|our|all the|your|breaking|daily)\b.{0,80}?(?:inbox|newsletter|email|app"
    r"|alerts|delivered)\b"
    r"|stay (?:up to date|up-to-date|informed|tuned|connected|on top of)\b"
    r"|don[’']t miss\b.{0,80}?(?:newsletter|stories|episode|update|inbox|latest)\b"
    r"|(?:this|our) (?:site|website|page) uses cookies|we use cookies|by (?:clicking|continuing to"
    r"|using (?:this|our)|signing up|subscribing)\b"
    r"|(?:accept|manage) (?:all )?cookies|cookie (?:policy|settings|preferences)"
    r"|(?:©|\(c\)|copyright\b).{0,60}?(?:\d{4}|rights reserved|ltd|inc)|all rights reserved"
    r"|(?:this (?:material|article|story|report|content)) (?:may not be|was (?:originally|first|produced"
    r"|auto)|is (?:published|republished))\b"
    r"|(?:originally|first) (?:published|appeared) (?:on|in|at|by)\b"
    r"|(?:the )?views expressed\b|the opinions expressed\b"
    r"|(?:have|got) (?:a|any) (?:tip|story|news tip|question|comment)s?\b.{0,60}?(?:email|contact|send|us)\b"
    r"|(?:contact|email|e-mail|write to|reach) (?:us|the (?:author|writer|reporter|editor)|him|her"
    r"|them) (?:at|via|on|directly)\b"
    r"|follow \w[\w .'’-]{0,40} on (?:twitter|facebook|instagram|x|google|telegram|linkedin)\b"
    r"|(?:support|donate to|help us|become a)\b.{0,60}?(?:journalism|newsroom|member|subscriber|supporter)\b"
    r"|(?:advertisement|sponsored content|(?:story|article) continues (?:below|after)|scroll down (?:to"
    r"|for)|recommended (?:stories|videos))\b"
    r")",
    re.IGNORECASE,
)
_ROUGH_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=\S)")
_FINAL = re.compile(r"[.!?…,;:][\"”’')\]»]*$")
_HEADER_LINES = 5
_LONGEST_NOTE = 600


def news_spans(text: str) -> tuple[Span, ...]:
    """The parts of a text that are news, as trimmed spans in order, one or more for each paragraph.

    Left out are lines and sentences that no editor wrote about the event: header lines (title, date and
    address before the story), bylines, datelines, captions and credits, share and sign-up lines, cookie
    and copyright notes.
    """
    every = paragraphs(text)
    spans: list[Span] = []
    for start, end in every[_header_length(text, every) :]:
        if not _is_note(text[start:end]):
            spans.extend(_news_of(text, _after_dateline(text, start, end), end))
    return tuple(spans)


def _header_length(text: str, every: tuple[Span, ...]) -> int:
    """How many paragraphs at the top only say what, when and where the article is."""
    marks = [
        number
        for number, (start, end) in enumerate(every[:_HEADER_LINES])
        if end - start < _LONGEST_NOTE and _names_only_time_or_place(text[start:end])
    ]
    if not marks:
        return 0
    if all(_FINAL.search(text[start:end]) is None for start, end in every[: marks[0]]):
        return marks[-1] + 1
    return 0


def _names_only_time_or_place(line: str) -> bool:
    return bool(_DATE_LINE.fullmatch(line) or _ADDRESS_LINE.fullmatch(line))


def _is_note(line: str) -> bool:
    if len(line) > _LONGEST_NOTE:
        return False
    return bool(
        _names_only_time_or_place(line)
        or not any(map(str.isalnum, line))
        or (_BYLINE.fullmatch(line) and len(line.split()) <= 14)
        or _CREDIT.fullmatch(line)
    )


def _after_dateline(text: str, start: int, end: int) -> int:
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline and dateline.end() < end else start


def _news_of(text: str, start: int, end: int) -> list[Span]:
    """A paragraph's span without the sentences that ask for something or claim rights."""
    edges = [start, *(match.end() for match in _ROUGH_END.finditer(text, start, end)), end]
    found: list[Span] = []
    for begin, stop in pairwise(edges):
        if _PLEA.match(text, begin, stop) and stop - begin < _LONGEST_NOTE:
            continue
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((begin, stop))
    return [span for span in (trimmed(text, *piece) for piece in found) if span[0] < span[1]]


_SPEECH_AFTER = r"(?!(?:he|she|they|it|we|you|said|says|asked|asks|wrote|told|the|a|an)\b)"
_MENDS = (
    (re.compile(rf"(?<=[a-z]s)\?(?= {_SPEECH_AFTER}[a-z]{{3,}})"), "'"),
    (re.compile(r"(?<=[a-z])\?(?=s [a-z])"), "'"),
    (re.compile(r"(?<=n)\?(?=t\b)"), "'"),
)
_SPACE = re.compile(r"\s+")


def shown(text: str) -> str:
    """A slice as a person sees it: one space for each run of white space, trimmed, apostrophes mended.

    Nothing else changes. An apostrophe that some step before us turned into a question mark is mended
    where no question can be: between a letter and "s" or "t", and after a plural or a name in "s" when
    the sentence goes on with a small letter.
    """
    mended = _SPACE.sub(" ", text).strip()
    for pattern, apostrophe in _MENDS:
        mended = pattern.sub(apostrophe, mended)
    return mended
