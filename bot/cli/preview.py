"""`wirewatch preview`: a message as Discord shows it, as a page of HTML."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from bot.cli import app

if TYPE_CHECKING:
    from datetime import datetime

    from bot.cli.feeds.bureau import Bureau
    from bot.preview import Look, Scene
    from bot.previewing import Sample
    from config.load import Loaded

LONGEST: Final = 1 << 18
"""Bytes of a payload: no message's JSON is nearly as long."""


@app.command()
def preview(
    delivery: Annotated[
        int | None, typer.Option("--delivery", metavar="ID", min=1, help="One of `wirewatch deliveries`.")
    ] = None,
    sample: Annotated[
        Literal["alert", "digest", "story"] | None,
        typer.Option("--sample", help="Of the bundled sample wire; takes some seconds, needs no data."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else to standard output.")
    ] = None,
    look: Annotated[
        Literal["dark", "light", "system"],
        typer.Option("--look", help="Its colours; `system`: what the reader's machine prefers."),
    ] = "system",
    guild: Annotated[
        str | None, typer.Option("--guild", metavar="ID", help="The delivery's server, if there are several.")
    ] = None,
) -> None:
    """Show a message as Discord does, as a page of HTML that asks nobody for anything.

    It is drawn from what Discord is sent: of a delivery, of the sample wire, or the JSON that comes on
    standard input. Exit status: 0 done; 2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered
    from bot.cli.feeds.bureau import in_bureau
    from config.errors import ConfigurationError

    if delivery is not None and sample is None:
        in_bureau(lambda bureau: _delivered(bureau, delivery, out, look), guild)
    elif delivery is None:
        answered(lambda loaded, _: _drawn(loaded, sample, out, look))
    else:
        both = "--delivery and --sample are two messages: name one."

        def refuse(*_: object) -> int:
            raise ConfigurationError(both)

        answered(refuse)


async def _delivered(bureau: "Bureau", number: int, out: Path | None, look: "Look") -> int:
    from bot.cli.feeds.bureau import CannotError
    from bot.preview import page
    from bot.previewing import payload_of
    from bot.words import language_of, speaking

    row = await bureau.archive.deliveries.find(number)
    if row is None or row.guild != bureau.guild:
        raise CannotError(
            f"{bureau.reader} has no delivery {number}. `wirewatch deliveries` shows the latest."
        )
    payload = payload_of(row)
    if payload is None:
        raise CannotError(f"Delivery {number} publishes a message that was sent before: it has no words.")
    with speaking(language_of(row.speaks)):
        scene = _scene(bureau.settings.zone, look, bureau.now(), row.tried_at or row.created_at)
        _write(page(payload, scene), out)
    return 0


def _drawn(loaded: "Loaded", sample: "Sample | None", out: Path | None, look: "Look") -> int:
    import asyncio
    from datetime import UTC, datetime

    from bot.preview import page

    if sample is None:
        payload, now = _read(), datetime.now(UTC)
    else:
        from bot.previewing import sampled
        from bot.workers import WorkerProcesses
        from config.sample import SAMPLE_NOW

        payload, now = asyncio.run(sampled(sample, WorkerProcesses(1))), SAMPLE_NOW
    _write(page(payload, _scene(loaded.settings.zone, look, now)), out)
    return 0


def _scene(zone: str | None, look: "Look", now: "datetime", sent: "datetime | None" = None) -> "Scene":
    from zoneinfo import ZoneInfo

    from tzlocal import get_localzone_name

    from bot.preview import Scene

    return Scene(now=now, sent=sent, zone=ZoneInfo(zone or get_localzone_name() or "UTC"), look=look)


def _read() -> dict[str, Any]:
    import json
    import sys

    from bot.preview import misshapen
    from config.errors import ConfigurationError

    wanted = "The JSON of one message is wanted on standard input, or --delivery ID, or --sample alert."
    if sys.stdin.isatty():
        raise ConfigurationError(wanted)
    text = sys.stdin.buffer.read(LONGEST + 1)
    if len(text) > LONGEST:
        raise ConfigurationError(f"Standard input is longer than any message. {wanted}")
    try:
        payload = json.loads(text)
    except RecursionError:
        raise ConfigurationError(f"Standard input is nested too deeply for a message. {wanted}") from None
    except ValueError as error:
        raise ConfigurationError(f"Standard input is no JSON: {error}. {wanted}") from None
    if not isinstance(payload, dict):
        raise ConfigurationError(f"Standard input is JSON, but no object. {wanted}")
    if wrong := misshapen(payload):
        raise ConfigurationError(f"Standard input is JSON, but no message. {wrong}")
    return payload


def _write(page: str, out: Path | None) -> None:
    import sys

    from config.errors import ConfigurationError

    if out is None:
        sys.stdout.buffer.write(page.encode())  # it says of itself that it is UTF-8
        return
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"{out} cannot be written: {error.strerror or error}. Name another file, or mend that."
        ) from None
