"""What a server has settled, as the archive holds it, as a file's value."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.exporting.held import Held, Row
from bot.exporting.model import Server, ServerActor, ServerDigest, ServerFeed, ServerWatch
from config.sample import SCHEME
from config.values import LONGEST_NAME
from config.weekdays import NAMES
from feeds.clean import line
from feeds.guard import shown
from storage.archive import Archive
from storage.model import AddedActor, GuildSettings, Subscription
from storage.vouching import OPERATOR
from summarise.model import DigestPlan, Watch


async def gather(archive: Archive, guild: str) -> Held:
    """The server's settings, in an order that does not depend on when they were made.

    What belongs to a person is not among them: direct messages, follows, who made what.
    """
    subscriptions = [
        row for row in await archive.subscriptions.held(guild) if not row.feed.address.startswith(SCHEME)
    ]
    watches = [row for row in await archive.watches.of_guild(guild) if _is_shared(row.target)]
    digests = [row for row in await archive.plans.of_guild(guild) if _is_shared(row.target)]
    named = {one for row in watches for one in row.feeds} | {one for row in digests for one in row.feeds}
    addresses = await archive.feeds.addresses_of(named)
    left: list[str] = []
    feeds = _rows(subscriptions, feed_of, lambda row: f"Feed {shown(row.feed.address)}", left)
    actors = _rows(await archive.actors.of_guild(guild), actor_of, lambda row: f"Actor {row.actor}", left)
    told = _rows(watches, lambda row: watch_of(row, addresses), lambda row: f"Watch {row.id}", left)
    planned = _rows(digests, lambda row: digest_of(row, addresses), lambda row: f"Digest {row.id}", left)
    return Held(
        server=server_of(await archive.guilds.settings(guild), left),
        feed=tuple(sorted(feeds, key=lambda one: (one.said.topic, one.said.url))),
        actor=tuple(sorted(actors, key=lambda one: one.said.id)),
        watch=tuple(sorted(told, key=lambda one: one.said.model_dump_json())),
        digest=tuple(sorted(planned, key=lambda one: one.said.model_dump_json())),
        left=tuple(left),
    )


def server_of(row: GuildSettings, left: list[str]) -> Server:
    """What the server settled for itself; what of it cannot be said is told in `left`."""
    said: dict[str, Any] = {"id": row.guild, "name": line(row.name, 200)}
    settled = {"language": row.language, "log": row.log, "rights": dict(sorted(row.rights.items()))}
    for name, value in settled.items():
        try:
            Server.model_validate({name: value})
        except ValidationError as error:
            left.append(f"`{name}` of the server cannot be written: {_why(error)}.")
        else:
            said[name] = value
    return Server.model_validate(said)


def feed_of(row: Subscription) -> ServerFeed:
    """A feed as the file has it."""
    return ServerFeed(
        url=row.feed.address,
        outlet=line(row.feed.outlet, LONGEST_NAME),
        backlog=row.feed.backlog,
        full_text=row.feed.full_text,
        topic=row.topic,
        paused=row.paused_at is not None,
        vouched=row.origin in OPERATOR,
    )


def actor_of(row: AddedActor) -> ServerActor:
    """An actor that the server added, as the file has them. ValueError where the entry is damaged."""
    match tomllib.loads(row.entry):
        case {"actor": [entry]}:
            return ServerActor.model_validate(entry)
        case _:
            raise ValueError("an entry is one [[actor]]")


def watch_of(row: Watch, addresses: Mapping[int, str]) -> ServerWatch:
    """A watch as the file has it; `addresses` say where its feeds are, whoever reads them."""
    quiet = row.quiet
    times: dict[str, Any] = {}
    if quiet is not None:
        times = {"quiet": (quiet.begins, quiet.ends), "zone": quiet.zone, "urgent": quiet.urgent}
    return ServerWatch.model_validate(
        {
            **_place(row.target),
            **{name: getattr(row, name) for name in ("role", "every", "keywords", "outlets", "languages")},
            **{name: getattr(row, name) for name in ("voices", "ping", "publish", "timeline", "tags")},
            **times,
            "actors": _own(row.actors, row.guild),
            "feeds": tuple(addresses[one] for one in row.feeds),
            "cooldown": int(row.cooldown.total_seconds() // 60),
            "paused": row.paused_at is not None,
        }
    )


def digest_of(row: DigestPlan, addresses: Mapping[int, str]) -> ServerDigest:
    """A digest plan as the file has it; `addresses` say where its feeds are, whoever reads them."""
    return ServerDigest.model_validate(
        {
            **_place(row.target),
            **{name: getattr(row, name) for name in ("at", "zone", "stories", "sentences", "style")},
            **{name: getattr(row, name) for name in ("empty", "keywords", "quotes")},
            "days": days_of(row.weekdays),
            "group": row.grouping,
            "appointments": row.agenda_days,
            "actors": _own(row.actors, row.guild),
            "feeds": tuple(addresses[one] for one in row.feeds),
        }
    )


def days_of(weekdays: tuple[int, ...]) -> str:
    """Days as wirewatch.toml has them, such as "mon,wed"; empty for every day."""
    return ",".join(NAMES[day][:3].lower() for day in weekdays)


def _rows(
    rows: Iterable[Any], said: Callable[[Any], BaseModel], name: Callable[[Any], str], left: list[str]
) -> list[Row[Any, Any]]:
    """Each row with what a file says of it; what cannot be said is told in `left`."""
    found = []
    for row in rows:
        try:
            found.append(Row(row=row, said=said(row)))
        except ValidationError as error:
            left.append(f"{name(row)} cannot be written: {_why(error)}.")
        except KeyError as error:
            left.append(f"{name(row)} cannot be written: it names feed {error}, which is no more.")
        except ValueError:
            left.append(f"{name(row)} cannot be written: their entry is damaged.")
    return found


def _why(error: ValidationError) -> str:
    """What is wrong first."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    key = ".".join(str(part) for part in first["loc"] if part != "[key]")
    return f"{f'`{key}`: ' if key else ''}{first['msg'].removeprefix('Value error, ')}"


def _is_shared(target: str) -> bool:
    return not target.startswith("user:")


def _place(target: str) -> dict[str, str]:
    kind, _, channel = target.rpartition(":")
    return {"channel": channel, "kind": kind or "channel"}


def _own(actors: tuple[str, ...], guild: str) -> tuple[str, ...]:
    """The server's own actors end with a bare @, whichever server it is."""
    return tuple(actor.removesuffix(guild) if actor.endswith(f"@{guild}") else actor for actor in actors)
