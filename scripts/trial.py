"""What the image must be able to do, done once with nothing but what it holds; the Dockerfile runs it.

It fails where a file was left out that is needed. Where it does not, it leaves bytecode of all that Wirewatch
imports, early or late: a read-only image could not make it afterwards.
"""

import asyncio
import compileall
import importlib
import pkgutil
import shutil
import ssl
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

ROOMS = ("config", "feeds", "summarise", "storage", "bot")
SENTENCE = "The council of Springfield decided on Tuesday to close the old bridge for the winter. "


def imported() -> None:
    """Import every module of Wirewatch, and so what each needs at once."""
    for room in ROOMS:
        package = importlib.import_module(room)
        compileall.compile_dir(package.__path__[0], quiet=1)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith(".__main__") and ".migrations." not in module.name:
                importlib.import_module(module.name)


def charts() -> None:
    """Several lines with their names, and one with its peak, in letters beyond ASCII."""
    from bot.charts.chart import Chart, Series
    from bot.charts.drawing import Drawer

    lines = tuple(Series(name=f"Größe {number} $x_{number}$", counts=(1, 4, number)) for number in range(3))
    with TemporaryDirectory() as folder:
        for series in (lines, lines[:1]):
            drawn = Chart(title="Übersicht", note="UTC", stretches=("Mo", "Di", "Mi"), series=series)
            assert asyncio.run(Drawer(Path(folder))(drawn)), "no chart was drawn"


def article() -> None:
    """The text of a web page, found by what only those workers import that look for it."""
    from feeds.model import Extracted
    from feeds.pages.extract import extract

    page = f"<title>A bridge</title><nav>Menu</nav><article>{f'<p>{SENTENCE * 3}</p>' * 4}</article>"
    found = extract(page.encode(), "text/html; charset=utf-8", "http://example.org/bridge")
    assert isinstance(found, Extracted), found
    assert SENTENCE.strip() in found.text


def rankers() -> None:
    """Each that can be chosen."""
    from summarise.text.rank import RANKERS, rank
    from summarise.text.sentences import sentences

    text = "".join(SENTENCE.replace("Tuesday", day) for day in ("Monday", "Friday", "Sunday", "a whim"))
    for ranker in RANKERS:
        assert rank(text, sentences(text, "en"), "en", count=2, ranker=ranker), ranker


def languages() -> None:
    """Days and times as each language writes them that is spoken or can be chosen."""
    from babel.dates import format_datetime
    from babel.numbers import format_decimal

    from bot.watch_words import LANGUAGES
    from bot.words import LANGUAGES as SPOKEN

    then = datetime(2022, 4, 26, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    assert then.hour == 14
    for code in {*LANGUAGES, *SPOKEN}:
        assert format_datetime(then, format="long", locale=code)
        assert format_decimal(1234.5, locale=code)


def web() -> None:
    """Certificates to trust, and the compressions that servers use."""
    import brotli
    from aiohttp import compression_utils

    assert ssl.create_default_context().cert_store_stats()["x509_ca"] > 0
    assert brotli.decompress(brotli.compress(b"news")) == b"news"
    assert compression_utils.HAS_ZSTD


def databases() -> None:
    """The drivers of both load, each by SQLAlchemy's name for it."""
    from sqlalchemy.ext.asyncio import create_async_engine

    for address in ("sqlite+aiosqlite://", "postgresql+asyncpg://nobody@127.0.0.1:9/nothing"):
        create_async_engine(address)


def main() -> None:
    """All of it; afterwards the folders named are gone."""
    imported()
    for trial in (charts, article, rankers, languages, web, databases):
        trial()
        print(f"Tried: {(trial.__doc__ or trial.__name__).splitlines()[0]}")
    for folder in sys.argv[1:]:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
