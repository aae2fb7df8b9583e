"""Processes on one database tell each other the settings that they should share."""

from pathlib import Path

from structlog.testing import capture_logs

from bot.agreeing import BEATS, Agreement, differing, told_of
from bot.presence import this_process
from config.settings import Role, Settings
from storage.archive import Archive
from storage.model import Process

URL = "postgresql+asyncpg://wirewatch:sesame@db.example/wirewatch"


def process(role: Role, **settings: object) -> Process:
    made = Settings.model_validate({"database_url": URL, "role": (role,), **settings})
    return this_process(made.roles, told_of(made))


def test_settings_are_told_by_whom_they_matter_to_and_no_password_is(tmp_path: Path) -> None:
    actors = tmp_path / "actors.toml"
    actors.write_text('[[actor]]\nid = "ann"\nkind = "person"\nname = "Ann Harbour"\n')
    proxy = "http://ann:sesame@proxy.example:3128"
    told = dict(process("poll", proxy=proxy, public_url="https://news.example").settings)
    assert told == dict(
        process("poll", proxy=proxy.replace("sesame", "other"), public_url="https://news.example").settings
    )
    assert told != dict(process("poll", proxy=proxy, public_url="https://news2.example").settings)
    assert "keep_days" not in told
    assert "sesame" not in str(told)
    known = dict(process("read", actors_file=actors).settings)
    assert known.keys() == {"actors_file"}
    actors.write_text("")
    assert known != dict(process("read", actors_file=actors).settings)


def test_only_who_goes_by_a_setting_is_compared_in_it() -> None:
    first, other = process("poll", public_url="https://a.example"), process("poll", host_delay_seconds=2)
    reader, same = (
        process("read", public_url="https://b.example"),
        process("poll", public_url="https://a.example"),
    )
    assert differing([first, reader, same]) == {}
    assert differing([first, reader, other]) == {other.id: ("host_delay_seconds", "public_url")}


async def test_who_differs_is_warned_once(archive: Archive) -> None:
    first, other = process("poll"), process("poll", host_delay_seconds=2)
    for each in (first, other):
        await archive.processes.hear(each)
    with capture_logs() as told:
        for each in (first, other):
            agreement = Agreement(each, archive.processes)
            for _ in range(2 * BEATS + 1):
                await agreement.beat()
    assert [(line["log_level"], line["settings"]) for line in told] == [("warning", "host_delay_seconds")]
