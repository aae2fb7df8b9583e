"""The invite link asks for what the bot uses, and is told without asking anybody."""

import base64
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.place import NEEDED, THREADS, TIMELINE
from bot.invite import PERMISSIONS, account_link, application_of, invite_link
from bot.inviting import tell_invite
from bot.sending import access
from storage.archive import Archive
from tests.bot.conftest import Bot, Web, arrived, make_client, serving
from tests.fakes.discord import FakeDiscord

TOKEN = f"{base64.urlsafe_b64encode(b'1094752312345678901').decode().rstrip('=')}.Gx1y2z.never-a-real-token"


def asked(link: str) -> dict[str, str]:
    """What the link asks for."""
    return {key: value for key, (value,) in parse_qs(urlsplit(link).query).items()}


def test_link_asks_for_exactly_what_is_used() -> None:
    wanted = asked(invite_link("5"))
    assert (wanted["client_id"], wanted["scope"]) == ("5", "bot applications.commands")
    posting = {*access.ALWAYS, *access.WRITE, *access.IN_THREADS, *access.THREADS}
    used = dict.fromkeys({*NEEDED, *THREADS, *TIMELINE, *posting, "create_events"}, True)
    assert discord.Permissions(int(wanted["permissions"])) == discord.Permissions(**used)
    assert len({one.name for one in PERMISSIONS}) == len(PERMISSIONS)
    assert asked(account_link("5"))["scope"] == "applications.commands"


@given(st.text(max_size=80))
def test_any_token_is_read_without_trouble(token: str) -> None:
    found = application_of(token)
    assert found is None or found.isdecimal()


def test_command_tells_the_link_or_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    missing = CliRunner().invoke(app, ["invite"])
    assert missing.exit_code == 2
    assert "DISCORD_TOKEN" in missing.output
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    told = CliRunner().invoke(app, ["invite"])
    assert told.exit_code == 0, told.output
    assert invite_link("1094752312345678901") in told.output
    assert "never-a-real-token" not in told.output
    monkeypatch.setenv("DISCORD_TOKEN", "cut.off")
    cut = CliRunner().invoke(app, ["invite"])
    assert cut.exit_code == 2
    assert "cut off" in cut.output


async def test_link_is_told_at_start_where_no_server_has_the_bot(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    out = StringIO()
    client = make_client(fake_discord, archive, web)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        tell_invite(client, Console(file=out, width=40))
    assert invite_link(str(fake_discord.backend.world.application_id)) in out.getvalue()


async def test_link_is_only_logged_where_a_server_has_it(bot: Bot) -> None:
    out = StringIO()
    tell_invite(bot.client, Console(file=out))
    assert not out.getvalue()
