"""Which language a text is in."""

import re
from collections.abc import Mapping

from summarise.text.langid import model
from summarise.text.profile import TOLD, clearly, may_be
from summarise.text.words import word_set

_LOOKED_AT = 2_000
_TOO_FEW_LETTERS = 8
_LETTERS_FOR_RARE, _RARE_BY = 40, 15.0
_TOLD_BY = 15.0
_COMMON = word_set("ar de en es fr it ja nl pl pt ru uk zh")
_OWN_SCRIPT = word_set("am bn el gu he hi hy ka km kn ko lo ml my or pa si ta te th")
_RARE = word_set(
    "af az be bg ca cs da et eu fa fi ga hr hu id is kk lt lv mk mn mr ms ne no ps ro sk sl sq sr sv sw tl"
    " tr ur vi"
)
_TELLABLE = word_set("br cy eo fo fy gl ku ky lb oc so tg tk tt uz yo zu")
"""Languages that a feed may say it is in; none is found by itself."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_WEIGHT = 3
_SCRIPTS = (
    ("en", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")),
    ("ru", re.compile(r"[\u0400-\u052f]+")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]+")),
)


def language_of(text: str, told: str | None = None) -> str:
    """The ISO 639-1 code of a text's language, from its first 2,000 characters.

    `told` is what its feed says, a BCP 47 tag ("en-GB"): it is believed unless the text is clearly in another
    language. Where there is too little to tell, it is what was told, else the commonest language of the
    text's script ("en" where that is Latin or where there are no letters).

    Dialects count as the language that newspapers print: Egyptian Arabic as Arabic, Galician as Portuguese.
    """
    said = (told or "").partition("-")[0].lower()
    letters = " ".join(_WORD.findall(_ADDRESS.sub(" ", text[:_LOOKED_AT])))
    eastern = _eastern(letters)
    if eastern:
        return eastern
    commonest, letters = _of_one_script(letters)
    if len(letters) < _TOO_FEW_LETTERS:
        return said or commonest
    plain = clearly(letters, commonest)
    if plain and (not said or said in TOLD):
        return plain
    if said in TOLD and may_be(letters, commonest, said):
        return said
    # the model takes half a second and 30 MB to load: only where the plain way leaves a doubt
    scores = model(_COMMON | _OWN_SCRIPT | _RARE | _TELLABLE).scores(
        letters.lower() if _is_loud(letters) else letters
    )
    found = _likeliest(scores, len(letters))
    return said if said in scores and scores[found] - scores[said] < _TOLD_BY else found


def _is_loud(letters: str) -> bool:
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def _eastern(letters: str) -> str | None:
    """Chinese, Japanese or Korean, by the characters alone."""
    east = len(_EAST.findall(letters))
    if not east or east * _EAST_WEIGHT < len(letters) - east:
        return None
    if len(_HANGUL.findall(letters)) * 4 >= east:
        return "ko"
    return "ja" if len(_KANA.findall(letters)) * 10 >= east else "zh"


def _of_one_script(letters: str) -> tuple[str, str]:
    """The commonest language of the script that most letters are of, and the words in it."""
    parts = {code: " ".join(script.findall(letters)) for code, script in _SCRIPTS}
    code = max(parts, key=lambda each: len(parts[each]))
    return (code, parts[code]) if len(parts[code]) * 2 >= len(letters) else ("en", letters)


def _likeliest(scores: Mapping[str, float], length: int) -> str:
    """The best of the languages we know well; another only where a longer text is clearly in it."""
    known = max((_COMMON | _OWN_SCRIPT) & scores.keys(), key=lambda code: scores[code])
    rare = max(_RARE & scores.keys(), key=lambda code: scores[code])
    clearly = length >= _LETTERS_FOR_RARE and scores[rare] - scores[known] > _RARE_BY
    return rare if clearly else known
