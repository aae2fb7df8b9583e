"""Each check by itself: what it is given, what it says."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.account import Account
from bot.doctor import discord, machine
from bot.doctor.configuration import configuration
from bot.doctor.database import Seen, database, look, migrations
from bot.doctor.feeds import deliveries, feeds, outbound
from bot.doctor.finding import as_json, status, trouble, warning, well, without
from bot.doctor.permissions import ADMINISTRATOR, ALL, EMBED, HISTORY, SEND, VIEW, granted, lacking
from bot.doctor.shown import shown
from bot.lock import holder, sole_user
from bot.rest import Denied, Told, Unreached
from config.settings import Settings
from feeds.model import Feed
from storage.model import StoppedTarget, Subscription

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
ME, OTHER = "123456789012345678", "234567890123456789"
MINE = Account(bot=ME, name="wire", application=ME)


@pytest.mark.parametrize(
    ("everyone", "role", "overwrites", "holds"),
    [
        (VIEW | SEND, EMBED, [], VIEW | SEND | EMBED),
        (VIEW | SEND, 0, [(1, 0, 0, SEND)], VIEW),
        (VIEW, 0, [(1, 0, 0, VIEW), (5, 0, VIEW | SEND, 0)], VIEW | SEND),
        (VIEW | SEND, 0, [(5, 0, SEND, 0), (6, 0, 0, SEND)], VIEW | SEND),
        (VIEW | SEND, 0, [(5, 0, SEND, 0), (int(ME), 1, 0, SEND)], VIEW),
        (VIEW | SEND, 0, [(int(OTHER), 1, 0, VIEW)], VIEW | SEND),
        (SEND | EMBED, 0, [], 0),
        (0, ADMINISTRATOR, [(1, 0, 0, VIEW)], ALL),
    ],
)
def test_permissions_are_computed_as_discord_documents(
    everyone: int, role: int, overwrites: list[tuple[int, int, int, int]], holds: int
) -> None:
    guild = {
        "id": "1",
        "owner_id": OTHER,
        "roles": [
            {"id": "1", "permissions": str(everyone)},
            {"id": "5", "permissions": str(role)},
            {"id": "6", "permissions": str(ALL)},
        ],
    }
    member: dict[str, Any] = {"user": {"id": ME}, "roles": ["5"]}
    told = [{"id": str(a), "type": b, "allow": str(c), "deny": str(d)} for a, b, c, d in overwrites]
    channel = {"permission_overwrites": told}
    assert granted(guild, member, channel, NOW) == holds
    assert granted({**guild, "owner_id": ME}, member, channel, NOW) == ALL
    until = {"communication_disabled_until": (NOW + timedelta(hours=1)).isoformat()}
    if holds != ALL:
        assert granted(guild, {**member, **until}, channel, NOW) == holds & (VIEW | HISTORY)
    assert lacking(VIEW, (VIEW, SEND, EMBED)) == ("Send Messages", "Embed Links")


def test_token_intents_and_sign_ins_are_judged() -> None:
    assert discord.token(MINE, None, None).state == "well"
    assert "belongs to bot" in discord.token(MINE, None, OTHER).found[0]
    assert "Copy the token anew" in discord.token(Denied(status=401), None, None).found[0]
    assert discord.token(Denied(status=503), None, None).state == "warning"
    assert discord.token(Unreached(reason="no such host"), None, None).state == "trouble"
    asking = Account(bot=ME, name="wire", application=ME, privileged=("Message Content Intent",))
    assert discord.intents(asking).state == "warning"
    assert "Switch it off" in discord.intents(asking).advice[0]
    assert discord.gateway(Told(body={"session_start_limit": {"remaining": 3}})).state == "warning"
    assert discord.gateway(Unreached(reason="")).state == "skipped"


@pytest.mark.parametrize(
    ("left", "state", "said"),
    [
        (0, "warning", "not sign in again today; "),
        (1, "warning", "sign in once more today; "),
        (900, "well", "sign in 900 more times today."),
        (None, "skipped", "did not say how often"),
        (True, "skipped", "did not say how often"),
        (-3, "skipped", "did not say how often"),
        (10**9, "skipped", "did not say how often"),
    ],
)
def test_sign_ins_that_are_left_are_told_in_words(left: object, state: str, said: str) -> None:
    found = discord.gateway(Told(body={"session_start_limit": {"remaining": left}}))
    assert found.state == state
    assert said in found.found[0]
    assert discord.gateway(Told(body={"session_start_limit": None})).state == "skipped"


@pytest.mark.parametrize(
    ("seconds", "state"), [(0, "well"), (-6, "well"), (-7, "warning"), (6, "warning"), (-90, "trouble")]
)
def test_clock_is_judged_by_whole_seconds(seconds: int, state: str) -> None:
    found = discord.clock(NOW, NOW, NOW + timedelta(seconds=seconds), "Discord's")
    assert found is not None
    assert found.state == state
    assert discord.clock(NOW, NOW, None, "Discord's") is None


def subscription(number: int, **of_feed: Any) -> Subscription:
    feed = Feed(id=number, address=f"https://{number}.example/rss", outlet=f"Outlet {number}", **of_feed)
    return Subscription(guild="1", feed=feed, origin="command", last_error="it is ill", last_read_at=NOW)


def test_feeds_and_channels_in_trouble_are_named() -> None:
    held = [
        subscription(1),
        subscription(2, health="failing"),
        subscription(3, moved_to="https://new.example/"),
    ]
    ill, moved = feeds(held, NOW)
    assert ill.found[0].splitlines()[0] == "1 of 3 are in trouble."
    assert "2 Outlet 2 (failing): it is ill" in ill.found[0]
    assert "Outlet 3 leads to https://new.example/" in moved.found[0]
    assert feeds([subscription(1, health="gone")], NOW)[0].state == "trouble"
    assert "None was read since 26 April" in feeds([subscription(1)], NOW + timedelta(days=3))[0].found[0]
    assert feeds([], NOW)[0].state == "skipped"
    stopped = StoppedTarget(
        target="channel:5", guild="1", reason="No access", since=NOW, refusals=1, probe_at=None
    )
    assert "channel:5 since 26 April: No access" in deliveries([stopped], 3).found[0]
    assert deliveries([], 3).state == "well"
    assert [
        outbound(*one, discord=known).state
        for *one, known in (
            (["a"], [], None),
            (["a"], ["b"], True),
            ([], ["b"], True),
            ([], ["b"], False),
            ([], [], True),
        )
    ] == ["well", "warning", "warning", "trouble", "skipped"]


def test_revisions_are_told_from_one_another() -> None:
    states = [migrations(Seen(place="It", revision=one)).state for one in (None, "0001", "9999")]
    assert states == ["well", "warning", "trouble"]
    assert migrations(Seen(place="It", wrong="gone")).state == "skipped"


def test_disk_and_data_folder_are_looked_at_and_left_as_they_are(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "not" / "there", 0).state in ("well", "warning")
    assert machine.disk(tmp_path, 1 << 60).state == "warning"
    settings = Settings(data=tmp_path / "data")
    assert machine.lock(settings)[1] is False
    assert not (tmp_path / "data").exists()
    with sole_user(tmp_path / "data"):
        found, runs = machine.lock(settings)
        assert runs
        assert "Wirewatch runs on it (process " in found.found[0]
    assert holder(tmp_path / "data") is None
    (tmp_path / "file").write_text("")
    assert machine.lock(Settings(data=tmp_path / "file"))[0].state == "trouble"


def test_settings_that_cannot_be_read_are_told_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("lookz = 3\nworkers = 'many'\n")
    loaded, found = configuration({}, tmp_path)
    assert loaded is None
    assert [one.state for one in found] == ["trouble", "trouble"]
    (tmp_path / "wirewatch.toml").write_text('discord_token = "of-no-value"\n')
    (tmp_path / "wirewatch.toml").chmod(0o644)
    loaded, (misspelt, one) = configuration({"WIREWATCH_LOOKZ": "3"}, tmp_path)
    assert loaded is not None
    assert "Did you mean WIREWATCH_LOOKS?" in misspelt.found[0]
    assert one.advice == (f"chmod 600 {tmp_path / 'wirewatch.toml'}",)
    (tmp_path / "wirewatch.toml").chmod(0o600)
    assert configuration({}, tmp_path)[1][0].state == "well"


def test_secrets_that_everybody_can_read_are_found_wherever_they_stand(tmp_path: Path) -> None:
    token, other = tmp_path / "the token", tmp_path / "health"
    token.write_text("of.no-value\n")
    other.write_text("another-secret\n")
    (tmp_path / ".env").write_text(
        f"DISCORD_TOKEN_FILE={token}\nWIREWATCH_DATABASE_URL=postgresql+asyncpg://me:of-no-value@h/db\n"
    )
    for file in (token, other, tmp_path / ".env"):
        file.chmod(0o644)
    environ = {"WIREWATCH_HEALTH_TOKEN_FILE": str(other)}
    found = configuration(environ, tmp_path)[1]
    assert {one.state for one in found} == {"warning"}
    assert {one.advice[0] for one in found} == {
        f"chmod 600 '{token}'",
        f"chmod 600 {other}",
        f"chmod 600 {tmp_path / '.env'}",
    }
    for file in (token, other, tmp_path / ".env"):
        file.chmod(0o640)
    assert [one.state for one in configuration(environ, tmp_path)[1]] == ["well"]


def test_report_fits_80_columns_hides_secrets_and_is_json_for_scripts() -> None:
    found = (
        well("database", "long words " * 20),
        warning("token", "the \x1b[31mtoken s3cret is old", "Look at https://a.example/" + "x" * 90),
        trouble("disk", "first\nsecond"),
    )
    masked = tuple(without(("s3cret",), one) for one in found)
    out = io.StringIO()
    for line in shown(masked):
        Console(file=out, width=200).print(line, soft_wrap=True)
    text = out.getvalue()
    assert all(len(line) <= 80 for line in text.splitlines() if "https" not in line)
    assert "\x1b" not in text
    assert "s3cret" not in text
    assert "TROUBLE  disk" in text
    told = json.loads(json.dumps(as_json(masked, "1.0", NOW.isoformat())))
    assert (told["state"], [one["name"] for one in told["checks"]]) == (
        "trouble",
        ["database", "token", "disk"],
    )
    assert (status(found), status(found[:2])) == (1, 0)


async def test_file_of_another_program_is_not_said_to_be_empty(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection:
        connection.execute("CREATE TABLE customer (name TEXT)")
    seen = await look(f"sqlite+aiosqlite:///{tmp_path / 'shop.db'}")
    assert seen.is_foreign
    assert "another program's tables" in database(seen).found[0]
