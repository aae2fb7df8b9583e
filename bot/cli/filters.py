"""`wirewatch read | condense | group`: JSON lines in, JSON lines out, one for one and in order.

They use the shipped configuration, open no data folder and keep nothing between runs. A bad line is answered
with {"id": …, "error": …}; the others are answered too, and the exit status is 1.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.cli import app

Row = Mapping[str, Any]


@app.command()
def read() -> None:
    """Say what is in each article: sentences, actors, quotes, appointments.

    In: {"id", "text", "title"?, "url"?, "published"?, "language"?}. Offsets are characters of "text".
    Actors are those shipped, without your actors_file and those that were added.
    """
    from bot.cli.found import found
    from bot.cli.lines import article_of
    from summarise.reading import reading_of

    now = datetime.now(UTC)
    with _quiet():
        _answer(lambda row, number: found(reading_of(article_of(row, number, now))))


@app.command()
def condense(
    sentences: Annotated[int, typer.Option(min=0, max=100, help="At most so many.")] = 4,
) -> None:
    """Condense each story to sentences of its articles, word for word.

    In: {"id", "articles": [{"id", "text", "title"?, "url"?, "published"?}]}.
    Out: {"id", "summary": [{"text", "article", "start", "end"}]}.
    """
    from bot.cli.lines import articles_of
    from summarise.model import Report, Story
    from summarise.reading import outline_of
    from summarise.stories.condense import condense as condensed

    now = datetime.now(UTC)

    def answer(row: Row, _number: int) -> Row:
        articles = articles_of(row, now)
        reports = tuple(Report(article=article, reading=outline_of(article)) for article in articles)
        summary = condensed(Story(id=0, revision=1, reports=reports), sentences)
        given = row["articles"]
        return {
            "summary": [
                {
                    "text": given[said.article]["text"][said.start : said.end],
                    "article": given[said.article]["id"],
                    "start": said.start,
                    "end": said.end,
                }
                for said in summary.sentences
            ]
        }

    with _quiet():
        _answer(answer)


@app.command()
def group(
    stream: Annotated[bool, typer.Option("--stream", help="Answer each article as it arrives.")] = False,
) -> None:
    """Put articles, in order of arrival, into stories.

    In: {"id", "text", "title"?, "url"?, "published"?}. Out: {"id", "story"}, after the last line.
    """
    from bot.cli.lines import article_of
    from summarise.reading import reading_of
    from summarise.stories.group import trace_of
    from summarise.stories.memory import MemoryStories

    now = datetime.now(UTC)
    stories = MemoryStories()

    def answer(row: Row, number: int) -> Row:
        article = article_of(row, number, now)
        trace = trace_of(article, reading_of(article))
        placed = stories.place(trace, dated=article.published_at is not None)
        return {"story": placed if stream else _Placed(article.id)}

    def settled(said: Row) -> Row:
        placed = said.get("story")
        return {**said, "story": stories.story_of(placed.article)} if isinstance(placed, _Placed) else said

    with _quiet():
        _answer(answer, at_end=None if stream else settled)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An article whose story is told at the end: later ones may show that it is another."""

    article: int


def _answer(answer: Callable[[Row, int], Row], *, at_end: Callable[[Row], Row] | None = None) -> None:
    """Answer every line of standard input; exit with status 1 where one was bad.

    With `at_end` the answers come after the last line, as it makes them then.
    """
    answers = _answers(answer)
    if at_end is not None:
        answers = map(at_end, list(answers))
    bad = False
    for said in answers:
        bad = bad or "error" in said
        sys.stdout.buffer.write(
            json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        )
        if at_end is None:
            sys.stdout.buffer.flush()
    sys.stdout.buffer.flush()
    if bad:
        raise typer.Exit(1)


def _answers(answer: Callable[[Row, int], Row]) -> Iterator[Row]:
    from bot.cli.lines import BadLineError, row_of

    for number, line in enumerate(sys.stdin.buffer):
        if not line.strip():
            continue
        name: Any = None
        try:
            row = row_of(line)
            name = row["id"]
            yield {"id": name, **answer(row, number)}
        except BadLineError as trouble:
            yield {"id": name, "error": str(trouble)}


@contextmanager
def _quiet() -> Iterator[None]:
    """Ctrl-C and a reader that went away end a filter without a word, with the shell's own status."""
    # no KeyboardInterrupt: one that comes while an object is being destroyed is lost, and the filter goes on
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    finally:
        signal.signal(signal.SIGINT, before)
