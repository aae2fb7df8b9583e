"""`wirewatch version`: what runs here and, only where it is told to, whether there is something newer."""

from typing import Annotated

import typer

from bot.cli import app


@app.command()
def version(
    check: Annotated[
        bool, typer.Option("--check", help="Ask the feed that WIREWATCH_RELEASE_FEED names for a newer one.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object, for scripts.")] = False,
) -> None:
    """Show the version, the revision of its database, Python and the platform. Asks nobody without --check.

    Exit status: 0 shown, and with --check there is nothing newer; 1 there is; 2 that is not known, and the
    message says what to do.
    """
    import json
    import platform
    from importlib.metadata import version as version_of

    from storage.schema import HEAD

    facts: dict[str, str | bool | None] = {
        "wirewatch": version_of("wirewatch"),
        "revision": HEAD,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }
    words = [
        f"Wirewatch {facts['wirewatch']}",
        f"database revision {HEAD}",
        f"Python {facts['python']}",
        str(facts["platform"]),
    ]
    if not check:
        typer.echo(json.dumps(facts, indent=2) if as_json else "\n".join(words))
        return
    _check(facts, words, as_json=as_json)


def _check(facts: dict[str, str | bool | None], words: list[str], *, as_json: bool) -> None:
    import asyncio
    import json

    from rich.console import Console

    from bot.app import fetcher_for
    from bot.asking_releases import ask
    from bot.cli.answering import answered
    from bot.releases import Release, is_newer
    from bot.workers import WorkerProcesses
    from config.load import Loaded
    from config.settings import Settings
    from feeds.clean import line, visible
    from feeds.fetch.reach import OwnNetworks

    async def asked(settings: Settings) -> Release | str:
        async with (
            fetcher_for(settings, ()) as everyone,
            fetcher_for(settings, settings.allow_networks) as own,
        ):
            return await ask(settings, OwnNetworks(everyone, own), WorkerProcesses(1))

    def begun(loaded: Loaded, _: Console) -> int:
        found = asyncio.run(asked(loaded.settings))
        if isinstance(found, str):
            status, said = 2, found
            facts["trouble"] = found
        else:
            newer = is_newer(found, str(facts["wirewatch"]))
            link = line(visible(found.link or ""), 300)
            facts.update(newest=found.version, is_newer=newer, link=link or None)
            status, said = 0, "That is the newest version."
            if newer:
                status = 1
                said = f"Version {found.version} is out{f': {link}' if link else ''}.\n{_UPDATE}"
        if as_json:
            typer.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        else:
            typer.echo("\n".join(words))
            typer.echo(said, err=status == 2)
        return status

    answered(begun)


_UPDATE = "Read what changed, back up (`wirewatch backup`), then update: docs/updates.md."
