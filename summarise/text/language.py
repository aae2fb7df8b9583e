"""Which language a text is in."""

import re

_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_LETTERS = 20
_LOOKED_AT = 2_000
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" where there is too little to tell."""
    letters = " ".join(_LETTERS.findall(text[:_LOOKED_AT]))
    for code, script in _SCRIPTS:
        if len(script.findall(letters)) * 4 >= len(letters) > 0:
            return code
    if len(letters) < _ENOUGH_LETTERS:
        return "en"
    # The model takes half a second to load: only who reads text pays for it.
    from py3langid import classify

    code, _ = classify(letters)
    return str(code)
