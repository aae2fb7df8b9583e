"""Which outlets took their whole story back, by what they say in its title or in a note."""

import re
from functools import lru_cache
from typing import Final

from summarise.model import Report, Story

_NOTES_STAND: Final = 600
"""Characters at the beginning and the end of a text, where such a note stands."""

_LOOKED_AT: Final = 60
"""In so many reports at most, the latest."""

_LABELS: Final = (
    r"retracted|retraction|withdrawn|(?:story|article)\ (?:removed|deleted)|zurückgezogen|rétracté|retractado"
    r"|retirado|ritirato|wycofane?|отозвано|відкликано|撤稿|撤回|記事取り消し|取り消し"
)
_TITLE: Final = re.compile(
    rf"""[\s\W_]{{0,8}}(?:(?:story|article|report)\s{{0,3}}[:,–—-]?\s{{0,3}})?(?:{_LABELS})
        \s{{0,3}}(?:[:：|\])）】—–]|\s-\s|\Z)
    |.{{0,300}}[\[(（【](?:{_LABELS})[\])）】]\s*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""A label before, behind or instead of a title: "RETRACTED: …"; not "Withdrawn troops return"."""

_THIS: Final = r"(?:article|story|report|post|page|item|piece|dispatch)"
_NOTE: Final = re.compile(
    rf"""\b(?:this|the\ above|our\ earlier|an\ earlier)\ {_THIS}
        \ (?:has\ (?:\w{{1,12}}\ )?been|was|is)\ (?:\w{{1,12}}\ )?
        (?:retracted|withdrawn|removed|taken\ down|unpublished|deleted)\b
    |\b(?:has|have)\ (?:retracted|withdrawn|removed|taken\ down)\ (?:this|its|our)\ {_THIS}\b
    |\bdies(?:er|e|es)\ (?:artikel|beitrag|bericht|meldung)\ wurde\ (?:\w{{1,12}}\ )?
        (?:zurückgezogen|entfernt|gelöscht)\b
    |\b(?:cet\ article|cette\ dépêche)\ a\ été\ (?:retirée?|supprimée?|rétractée?|annulée?)\b
    |\best[ea]\ (?:artículo|noticia|nota)\ (?:ha\ sido|fue)\ (?:retirad|eliminad|retractad)[oa]\b
    |\best[ea]\ (?:artigo|notícia|reportagem)\ foi\ (?:retirad|removid|apagad)[oa]\b
    |\bquest[oa]\ (?:articolo|notizia)\ è\ stat[oa]\ (?:ritirat|rimoss)[oa]\b
    |\b(?:эта\ статья|этот\ материал|материал|публикация)\ был[аи]?\ (?:отозван|удал[её]н|снят)[ао]?\b
    |\b(?:ця\ стаття|цей\ матеріал)\ бу(?:ла|в)\ (?:відкликан|видален)[аоий]?\b
    |本(?:文|稿|报道)已(?:被)?(?:撤回|撤稿|删除)
    |この記事は(?:削除|撤回|取り消)""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED: Final = re.compile(r"[\"“”„«»「」]")
_SENTENCE: Final = re.compile(r"[.!?。！？\n]")


def withdrawn_by(story: Story) -> frozenset[str]:
    """The outlets of which a report says that it, or what it reported, is taken back."""
    return frozenset(report.article.outlet for report in story.reports[-_LOOKED_AT:] if is_withdrawn(report))


def is_withdrawn(report: Report) -> bool:
    """Whether a report's title bears such a label, or a note at an end of its text says so outside of
    quotation marks: "RETRACTED: …", "This story has been withdrawn."."""
    if _TITLE.match(report.article.title[:200]):
        return True
    text = report.article.text
    return _says_so(text[:_NOTES_STAND]) or _says_so(text[max(_NOTES_STAND, len(text) - _NOTES_STAND) :])


@lru_cache(maxsize=512)
def _says_so(part: str) -> bool:
    # guilds with other feeds hear the same reports
    for found in _NOTE.finditer(part):
        before = _SENTENCE.split(part[: found.start()])[-1]
        after = _SENTENCE.split(part[found.end() :], maxsplit=1)[0]
        if not _QUOTED.search(before + after):
            return True
    return False
