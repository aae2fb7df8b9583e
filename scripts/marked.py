"""The texts that code marks to be translated, wherever they stand: in an f-string as well (pure).

Babel's extractor reads tokens, of which an f-string is one before Python 3.12.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

Text = str | tuple[str, ...]
"""A text, or its form for one and that for many."""

KEYWORDS: Final[Mapping[str, tuple[int, ...]]] = {
    "t": (0,),
    "tn": (0, 1),
    "mark": (0,),
    "phrase": (0,),
    "counted": (0, 1),
    "log_change": (1,),
}
"""The functions that take a text, and which of their arguments it is."""

HOMES: Final = ("bot.words", "bot.commands.changes", "config.phrase")
"""Where they are imported from; what is called so elsewhere is another function."""

GIVEN_MARKED: Final = ("log_change",)
"""Those that are often handed a text that was marked before."""


def marked(source: str, where: str) -> Iterator[Text]:
    """Every text of a module; ValueError, with its place, for one that is put together while it runs."""
    if not any(home in source for home in HOMES):
        return
    tree = ast.parse(source)
    names = dict(_imported(tree))
    for call in ast.walk(tree) if names else ():
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if (keyword := names.get(call.func.id)) is None:
            continue
        forms = tuple(_said(call, place) for place in KEYWORDS[keyword])
        said = tuple(form for form in forms if form is not None)
        if len(said) == len(forms):
            yield said if len(said) > 1 else said[0]
        elif keyword not in GIVEN_MARKED:
            raise ValueError(f"{where}:{call.lineno}: {keyword} takes its text as it is written")


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """By what names the module calls those functions."""
    for one in ast.walk(tree):
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith(HOMES):
            yield from ((name.asname or name.name, name.name) for name in one.names if name.name in KEYWORDS)


def _said(call: ast.Call, place: int) -> str | None:
    """The text at that place of the arguments, joined of its lines; None where none is written there."""
    argument = call.args[place] if place < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None
