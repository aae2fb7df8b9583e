"""Bring the catalogues of translations up to date: python -m scripts.words

What is said and a catalogue lacks is added, to be translated; what nobody says any more goes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.commands import GROUPS, MENUS
from bot.commands.translating import texts
from bot.words.catalogue import ENGLISH, LANGUAGES
from scripts.marked import Text, marked

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = ("bot", "storage", "summarise", "feeds", "config")

HEADER: Final = """\
# What Wirewatch says, in {name}. After a change of what is said: python -m scripts.words
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def written() -> Iterator[Text]:
    """Every text that the code marks. Raises ValueError where a text stands nowhere to be found."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield from marked(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def said() -> Iterator[tuple[str, Text]]:
    """Every text that has a translation, with its context: of the code none."""
    yield from (("", text) for text in written())
    yield from texts(*GROUPS, *MENUS)


def renewed(held: Catalog) -> Catalog:
    """The catalogue with all that is said, in order, translated where it was."""
    made = Catalog(locale=held.locale, charset="utf-8", fuzzy=False)
    for context, text in sorted(set(said()), key=str):
        known = held.get(text, context or None)
        made.add(text, known.string if known else None, context=context or None)
    return made


def main() -> None:
    """Write each catalogue anew and say what it lacks."""
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        path = ROOT / "bot" / "words" / f"{language}.po"
        with path.open("rb") as lines:
            made = renewed(read_po(lines, locale=language))
        with path.open("wb") as out:
            out.write(HEADER.format(name=LANGUAGES[language], code=language).encode())
            write_po(out, made, width=0, omit_header=True)
        lacking = [message for message in made if message.id and not all(_forms(message.string))]
        print(f"{path.name}: {len(made)} texts, {len(lacking)} to translate")


def _forms(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (string,)


if __name__ == "__main__":
    main()
