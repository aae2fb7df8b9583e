"""What `wirewatch.toml` may say of a digest, and what it may not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.declared import apply, check_actors
from bot.plan_words import on_days
from config.errors import ConfigurationError
from config.weekdays import weekdays_of
from storage.archive import Archive
from summarise.actors.roster import roster
from tests.bot.test_declared import CHANNEL, NOW, declared, spot_of

PLAIN = f'[[digest]]\nchannel = {CHANNEL}\nat = "08:00"\nzone = "Europe/Berlin"\n'
WHOLE = f"""{PLAIN}days = "mon, wed-thu"
style = "brief"
group = "topic"
empty = "say"
actors = ["vladimir-putin"]
keywords = ["grain deal", "tariff*"]
quotes = 0
appointments = 14
"""


async def test_digest_takes_all_that_a_plan_can_wish(archive: Archive, tmp_path: Path) -> None:
    assert await apply(declared(tmp_path, WHOLE), archive, spot_of, NOW) == ()
    (plan,) = await archive.plans.of_guild("guild-1")
    assert (plan.weekdays, plan.style, plan.grouping, plan.empty) == ((0, 2, 3), "brief", "topic", "say")
    assert (plan.actors, plan.keywords) == (("vladimir-putin",), ("grain deal", "tariff*"))
    assert (plan.quotes, plan.agenda_days) == (0, 14)
    # 1 May 2026 is a Friday
    assert plan.next_due_at == datetime(2026, 5, 4, 6, tzinfo=UTC)


async def test_declaration_that_changes_changes_its_plan(archive: Archive, tmp_path: Path) -> None:
    await apply(declared(tmp_path, PLAIN), archive, spot_of, NOW)
    (plain,) = await archive.plans.of_guild("guild-1")
    await apply(declared(tmp_path, WHOLE), archive, spot_of, NOW)
    (whole,) = await archive.plans.of_guild("guild-1")
    assert (whole.id, whole.weekdays) == (plain.id, (0, 2, 3))
    await apply(declared(tmp_path, PLAIN), archive, spot_of, NOW)
    assert await archive.plans.of_guild("guild-1") == (plain,)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ('zone = "Europe/Atlantis"', "not an IANA time zone"),
        ('days = "someday"', "“someday” is no day of the week; write"),
        ('days = "mon-xyz"', "no day of the week"),
        ("days = 3", "days"),
        ('style = "long"', "headlines"),
        ("quotes = -1", "quotes"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(tmp_path: Path, key: str, told: str) -> None:
    toml = f'[[digest]]\nchannel = {CHANNEL}\nat = "08:00"\n{key}\n'
    with pytest.raises(ConfigurationError) as refused:
        declared(tmp_path, toml)
    assert told in str(refused.value)


def test_digest_on_nobody_is_refused_with_the_nearest(tmp_path: Path) -> None:
    toml = f'{PLAIN}actors = ["vladmir-putin"]\n'
    with pytest.raises(ConfigurationError, match=r"`digest`, entry 1.*Did you mean `vladimir-putin`"):
        check_actors(declared(tmp_path, toml), roster(()))


async def test_digest_on_another_servers_actor_is_noted(archive: Archive, tmp_path: Path) -> None:
    settings = declared(tmp_path, f'{PLAIN}actors = ["jane-doe@b"]\n')
    (noted,) = await apply(settings, archive, spot_of, NOW)
    assert noted.startswith(f"[[digest]] in channel {CHANNEL} names `jane-doe@b`, whom another server added")
    assert len(await archive.plans.of_guild("guild-1")) == 1


@pytest.mark.parametrize(
    ("typed", "days", "words"),
    [
        ("daily", (), "every day"),
        ("Every day", (), "every day"),
        ("mon-sun", (), "every day"),
        ("weekdays", (0, 1, 2, 3, 4), "on weekdays"),
        ("Weekends", (5, 6), "on weekends"),
        ("Mondays and thurs.", (0, 3), "on Monday and Thursday"),
        ("sat–mon, wed", (0, 2, 5, 6), "on Monday, Wednesday, Saturday and Sunday"),
        ("werktags", (0, 1, 2, 3, 4), "on weekdays"),
        ("am Wochenende", (5, 6), "on weekends"),
        ("Täglich", (), "every day"),
        ("jeden Tag", (), "every day"),
        ("mo,mi,fr", (0, 2, 4), "on Monday, Wednesday and Friday"),
        ("Di. bis Do.", (1, 2, 3), "on Tuesday, Wednesday and Thursday"),
        ("montags und sonnabends", (0, 5), "on Monday and Saturday"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, days: tuple[int, ...], words: str) -> None:
    assert weekdays_of(typed) == days
    assert on_days(days) == words


@pytest.mark.parametrize("typed", ["", " , ", "m", "monday-", "xy", "-", "0", "weekday-sat", "ﬁ"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="write"):
        weekdays_of(typed)
