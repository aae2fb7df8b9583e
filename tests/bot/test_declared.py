"""`wirewatch.toml` declares; the archive follows, and what people made by command stays theirs."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.declared import apply, check_actors
from bot.spots import Spot
from config.errors import ConfigurationError
from config.load import load
from config.settings import Settings
from storage.archive import Archive
from summarise.actors.roster import roster
from summarise.model import CatalogueText, Quiet

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
CHANNEL, FORUM = "123456789012345678", "223456789012345678"
FEED = "https://courier.example/rss"

ALL = f"""
[[feed]]
url = "{FEED}"
outlet = "Courier"
[[watch]]
channel = {CHANNEL}
actors = ["vladimir-putin"]
[[digest]]
channel = {CHANNEL}
at = "08:00"
zone = "Europe/Berlin"
"""


def declared(folder: Path, toml: str) -> Settings:
    (folder / "wirewatch.toml").write_text(toml)
    return load({}, folder).settings


async def spot_of(channel: str) -> Spot | None:
    forum = Spot(guild="guild-2", target=f"forum:{FORUM}", tags={"War": "5", "Peace": "6"})
    return {CHANNEL: Spot(guild="guild-1", target=f"channel:{CHANNEL}"), FORUM: forum}.get(channel)


async def test_declarations_become_rows_of_the_channels_guild(archive: Archive, tmp_path: Path) -> None:
    assert await apply(declared(tmp_path, ALL), archive, spot_of, NOW) == ()
    (watch,) = await archive.watches.of_guild("guild-1")
    (plan,) = await archive.plans.of_guild("guild-1")
    (subscription,) = await archive.subscriptions.of_guild("guild-1")
    assert (watch.target, watch.actors, watch.origin) == (
        f"channel:{CHANNEL}",
        ("vladimir-putin",),
        "configuration",
    )
    assert (plan.at.hour, plan.zone, plan.origin) == (8, "Europe/Berlin", "configuration")
    assert plan.next_due_at == datetime(2026, 5, 2, 6, tzinfo=UTC)
    assert (subscription.feed.address, subscription.feed.outlet) == (FEED, "Courier")


async def test_applying_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    settings = declared(tmp_path, ALL)
    await apply(settings, archive, spot_of, NOW)
    before = (await archive.watches.of_guild("guild-1"), await archive.plans.of_guild("guild-1"))
    await apply(settings, archive, spot_of, NOW)
    assert (await archive.watches.of_guild("guild-1"), await archive.plans.of_guild("guild-1")) == before
    assert len(await archive.subscriptions.of_guild("guild-1")) == 1


async def test_what_is_no_longer_declared_goes_and_commands_rows_stay(
    archive: Archive, tmp_path: Path
) -> None:
    await apply(declared(tmp_path, ALL), archive, spot_of, NOW)
    await archive.watches.add(
        guild="guild-1", target=f"channel:{CHANNEL}", actors=("united-nations",), origin="command", now=NOW
    )
    await apply(declared(tmp_path, ""), archive, spot_of, NOW)
    assert [w.actors for w in await archive.watches.of_guild("guild-1")] == [("united-nations",)]
    assert await archive.plans.of_guild("guild-1") == ()
    assert await archive.subscriptions.of_guild("guild-1") == ()


async def test_changed_declaration_changes_its_row(archive: Archive, tmp_path: Path) -> None:
    await apply(declared(tmp_path, ALL), archive, spot_of, NOW)
    changed = ALL.replace('"Courier"', '"The Courier"').replace("zone =", "stories = 3\nzone =")
    assert await apply(declared(tmp_path, changed), archive, spot_of, NOW) == ()
    (plan,) = await archive.plans.of_guild("guild-1")
    (subscription,) = await archive.subscriptions.of_guild("guild-1")
    assert plan.stories == 3
    assert subscription.feed.outlet == "The Courier"


async def test_unseen_channel_is_told_and_costs_the_others_nothing(archive: Archive, tmp_path: Path) -> None:
    toml = ALL + '[[digest]]\nchannel = 999999999999999999\nat = "09:00"\n'
    (problem,) = await apply(declared(tmp_path, toml), archive, spot_of, NOW)
    assert "channel 999999999999999999, which the bot does not see" in problem
    assert len(await archive.plans.of_guild("guild-1")) == 1


async def test_rows_outlive_a_channel_that_cannot_be_seen_today(archive: Archive, tmp_path: Path) -> None:
    settings = declared(tmp_path, ALL)
    await apply(settings, archive, spot_of, NOW)

    async def nothing_in_sight(_channel: str) -> None:
        return None

    assert await apply(settings, archive, nothing_in_sight, NOW)
    assert len(await archive.watches.of_guild("guild-1")) == 1


async def test_rows_outlive_a_start_that_leaves_channels_out(archive: Archive, tmp_path: Path) -> None:
    await apply(declared(tmp_path, ALL), archive, spot_of, NOW)
    assert await apply(declared(tmp_path, ""), archive, spot_of, NOW, complete=False) == ()
    assert len(await archive.watches.of_guild("guild-1")) == 1


async def test_feed_that_nobody_reads_is_told(archive: Archive, tmp_path: Path) -> None:
    (problem,) = await apply(declared(tmp_path, f'[[feed]]\nurl = "{FEED}"\n'), archive, spot_of, NOW)
    assert f"{FEED} is read by nobody" in problem


async def test_terminal_is_a_channel_too(archive: Archive, tmp_path: Path) -> None:
    toml = f'[[feed]]\nurl = "{FEED}"\nchannel = "terminal"\n'
    assert await apply(declared(tmp_path, toml), archive, spot_of, NOW) == ()
    assert len(await archive.subscriptions.of_guild("terminal")) == 1


def test_unknown_actor_is_refused_with_the_nearest(tmp_path: Path) -> None:
    toml = f'[[watch]]\nchannel = {CHANNEL}\nactors = ["vladmir-putin"]\n'
    with pytest.raises(ConfigurationError, match="Did you mean `vladimir-putin`"):
        check_actors(declared(tmp_path, toml), roster(()))


def test_actor_that_was_added_may_be_declared(tmp_path: Path) -> None:
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    known = roster(
        (
            CatalogueText(label="actors.toml", text=entry),
            CatalogueText(label="server 1", text=entry.replace("ann", "bob"), guild="1"),
        )
    )
    toml = '[[watch]]\nchannel = "terminal"\nactors = ["{}"]\n'
    for actor in ("ann-harbour", "bob-harbour@1", "vladimir-putin"):
        assert check_actors(declared(tmp_path, toml.format(actor)), known) == ()
    with pytest.raises(ConfigurationError, match="no actor has the id"):
        check_actors(declared(tmp_path, toml.format("bob-harbour")), known, frozenset({"ann-harbour"}))


def test_actor_who_is_gone_is_told_and_keeps_nobody_from_starting(tmp_path: Path) -> None:
    toml = '[[watch]]\nchannel = "terminal"\nactors = ["{}"]\n'
    for actor in ("bob-harbour@2", "bob-harbour@", "ann-harbour"):
        (told,) = check_actors(declared(tmp_path, toml.format(actor)), roster(()), frozenset({"ann-harbour"}))
        assert f"entry 1, key `actors`: no actor has the id `{actor}` any longer." in told


async def test_watch_on_another_servers_actor_is_told_and_costs_nothing_else(
    archive: Archive, tmp_path: Path
) -> None:
    await apply(declared(tmp_path, ALL), archive, spot_of, NOW)
    toml = f'[[watch]]\nchannel = {CHANNEL}\nactors = ["ann@guild-1", "bob@2", "vladimir-putin"]\n'
    (told,) = await apply(declared(tmp_path, toml), archive, spot_of, NOW)
    assert f"[[watch]] in channel {CHANNEL} names `bob@2`, whom another server added for itself" in told
    assert [len(watch.actors) for watch in await archive.watches.of_guild("guild-1")] == [3]


async def test_declared_watch_may_ask_for_a_role(archive: Archive, tmp_path: Path) -> None:
    toml = f'[[watch]]\nchannel = {CHANNEL}\nactors = ["vladimir-putin"]\nrole = "speaker"\n'
    assert await apply(declared(tmp_path, toml), archive, spot_of, NOW) == ()
    assert [row.role for row in await archive.watches.of_guild("guild-1")] == ["speaker"]
    changed = declared(tmp_path, toml.replace("speaker", "subject"))
    assert await apply(changed, archive, spot_of, NOW) == ()
    assert [row.role for row in await archive.watches.of_guild("guild-1")] == ["subject"]


def test_role_that_nobody_can_have_is_refused(tmp_path: Path) -> None:
    toml = f'[[watch]]\nchannel = {CHANNEL}\nactors = ["vladimir-putin"]\nrole = "hero"\n'
    with pytest.raises(ConfigurationError, match=r"entry 1, key `role`.*'mention', 'subject' or 'speaker'"):
        declared(tmp_path, toml)


async def test_declared_watch_may_ask_for_all_that_a_watch_can(archive: Archive, tmp_path: Path) -> None:
    toml = f"""
[[feed]]
url = "{FEED}"
[[watch]]
channel = {FORUM}
actors = ["vladimir-putin", "antonio-guterres"]
every = true
keywords = ["grain corridor"]
feeds = ["{FEED}"]
outlets = ["Courier"]
languages = ["EN"]
voices = 2
ping = 323456789012345678
quiet = "22:00-07:30"
zone = "Europe/Kyiv"
urgent = 3
cooldown = 90
publish = true
timeline = true
tags = ["war"]
"""
    assert await apply(declared(tmp_path, toml), archive, spot_of, NOW) == ()
    (watch,) = await archive.watches.of_guild("guild-2")
    (subscription,) = await archive.subscriptions.of_guild("guild-2")
    assert (watch.target, watch.every, watch.keywords) == (f"forum:{FORUM}", True, ("grain corridor",))
    assert (watch.feeds, watch.outlets, watch.languages) == ((subscription.feed.id,), ("Courier",), ("en",))
    assert (watch.voices, watch.ping, watch.tags) == (2, "323456789012345678", ("5",))
    assert watch.quiet == Quiet(begins=time(22), ends=time(7, 30), zone="Europe/Kyiv", urgent=3)
    assert (watch.cooldown, watch.publish, watch.timeline) == (timedelta(minutes=90), True, True)


async def test_person_is_told_by_the_feeds_of_a_server(archive: Archive, tmp_path: Path) -> None:
    person = f'[[watch]]\nuser = {FORUM}\nkeywords = ["grain"]\n'
    (told,) = await apply(declared(tmp_path, person), archive, spot_of, NOW)
    assert "needs the `server`" in told
    named = person + "server = 323456789012345678\n"
    for guild, toml in (("guild-1", ALL + person), ("323456789012345678", named)):
        assert await apply(declared(tmp_path, toml), archive, spot_of, NOW) == ()
        assert f"user:{FORUM}" in [watch.target for watch in await archive.watches.of_guild(guild)]


@pytest.mark.parametrize("place", ['channel = "terminal"', f"user = {FORUM}"])
@pytest.mark.parametrize("key", [f"ping = {FORUM}", "publish = true", "timeline = true", 'tags = ["war"]'])
def test_what_only_channels_of_a_server_have_is_refused_elsewhere(
    tmp_path: Path, place: str, key: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"`{key.partition(' ')[0]}` is for channels of a server"):
        declared(tmp_path, f'[[watch]]\n{place}\nkeywords = ["grain"]\n{key}\n')


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('tags = ["Famine"]', "names the tag 'Famine', which is not there: the channel has War, Peace."),
        ('feeds = ["https://elsewhere.example/rss"]', "which its server does not read. Declare it as"),
    ],
)
async def test_what_a_watch_cannot_have_is_told(
    archive: Archive, tmp_path: Path, keys: str, said: str
) -> None:
    toml = f'[[watch]]\nchannel = {FORUM}\nkeywords = ["grain"]\n{keys}\n'
    (told,) = await apply(declared(tmp_path, toml), archive, spot_of, NOW)
    assert said in told


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('actors = ["x"]\nzone = "Mars/Olympus"', "not an IANA time zone; write one such as Europe/Berlin"),
        ('actors = ["x"]\nquiet = "22-7"', 'such as "22:00-07:00"'),
        ('actors = ["x"]\nquiet = "22:00Z-07:00"', "two different local times without offset"),
        (
            'actors = ["x"]\nlanguages = ["english"]',
            "no language that articles are read as; write its two letters",
        ),
        ('actors = ["x"]\nlanguages = ["deu"]', "write its two letters, such as"),
        ('keywords = ["*"]', "a keyword needs a letter or a digit"),
        ('keywords = ["grain", "\\u200b\\u2060"]', "a keyword needs a letter or a digit"),
        ('actors = ["x"]\nurgent = 3', "give `quiet` too"),
        ('actors = ["x"]\nping = "everyone"', "an id is 15 to 20 digits"),
        ('actors = ["x"]\nuser = 123456789012345678', "give a `channel`, or a `user` in its place"),
        ('languages = ["en"]', "name at least one of `actors`, `keywords`, `feeds` or `outlets`"),
    ],
)
def test_watch_that_cannot_be_is_refused_in_words(tmp_path: Path, keys: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match="entry 1") as refused:
        declared(tmp_path, f"[[watch]]\nchannel = {CHANNEL}\n{keys}\n")
    assert said in str(refused.value)
