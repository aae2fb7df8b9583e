"""`wirewatch actors`: what each command shows and does, and that asking makes no database."""

import asyncio
import json
import shlex
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

from bot.added import NOT_AGAIN, add
from bot.cli import app
from bot.cli.actors.adding import adding, removing
from bot.cli.actors.explaining import why
from bot.cli.actors.library import Library, library_of
from bot.cli.actors.listing import Wanted
from bot.cli.actors.listing import show as show_all
from bot.cli.actors.showing import show
from bot.cli.actors.suggesting import command, suggesting
from bot.cli.feeds.bureau import Bureau, CannotError
from bot.newcomer import Newcomer, Refused
from config.settings import Settings
from storage.archive import Archive
from summarise.actors.catalogue import read_catalogue, shipped
from summarise.actors.roster import LONGEST_OF_OPERATOR, Part, Roster, roster
from summarise.model import CatalogueText, Unknown
from tests.bot.bureaus import GUILD, written
from tests.bot.bureaus import bureau_of as bureau_of_guild
from tests.bot.news import NOON as NOW
from tests.fakes.examples import edition, entry, look, reading

OTHER = "100000000000000002"
ANN = """
[[actor]]
id = "ann-harbour"
kind = "person"
name = "Ann Harbour"
aliases = ["Энн Харбор"]
surname = ["Harbour"]
titles = [
    { title = "Mayor of Port Alder", also = ["Port Alder's mayor"], from = 2020-01-31 },
    { title = "Envoy", from = 2010-01-01, to = 2012-12-31 },
    { title = "Pilot", to = 2009-12-31 },
]
country = "PT"
pronoun = "she"
context = ["Alder"]
before = ["Cape"]
veto = ["Street"]

[[actor]]
id = "port-council"
kind = "organisation"
name = "Port Council [of Alder]"
"""


def library(width: int | None = None, problems: tuple[str, ...] = ()) -> Library:
    """Two actors; with a width, in a terminal."""
    catalogue = read_catalogue(ANN, "test")
    ids = frozenset(actor.id for actor in catalogue.actors)
    return Library(
        known=Roster(shared=Part(catalogue=catalogue, added=ids), guilds={}, problems=problems),
        out=Console(file=StringIO(), width=width, force_terminal=width is not None, color_system=None),
        err=Console(file=StringIO()),
    )


def bureau_of(archive: Archive, guild: str = "terminal") -> Bureau:
    """A bureau of the terminal, which breaks no line."""
    return replace(bureau_of_guild(archive, guild=guild), out=Console(file=StringIO(), width=200))


def test_list_is_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    here = library(80, problems=("actors.toml, line 3: a problem",))
    assert show_all(here, Wanted(), as_json=False, today=date(2022, 4, 26)) == 0
    shown = written(here.out)
    assert all(len(row) <= 80 for row in shown.splitlines())
    assert "Ann Harbour" in shown
    assert "Mayor of Port Alder" in shown
    assert "Port Council [of Alder]" in shown, "square brackets are no markup"
    assert "2 actors." in shown
    assert written(here.err) == "actors.toml, line 3: a problem\n"


def test_list_is_lines_where_it_is_piped_and_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_all(library(), Wanted(), as_json=False, today=date(2011, 1, 1)) == 0
    header, ann, _ = capsys.readouterr().out.splitlines()
    row = dict(zip(header.split("\t"), ann.split("\t"), strict=True))
    assert (row["id"], row["kind"], row["country"], row["origin"]) == ("ann-harbour", "person", "PT", "yours")
    assert row["title"] == "Envoy"
    show_all(library(), Wanted(), as_json=True)
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["ann-harbour", "port-council"]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(kind="organisation"), ["port-council"]),
        (Wanted(country="pt"), ["ann-harbour"]),
        (Wanted(text="harb"), ["ann-harbour"]),
        (Wanted(text="harbor"), []),
        (Wanted(added=True), ["ann-harbour", "port-council"]),
        (Wanted(country="XX"), []),
    ],
)
def test_list_may_be_of_some(capsys: pytest.CaptureFixture[str], wanted: Wanted, ids: list[str]) -> None:
    assert show_all(library(), wanted, as_json=True) == (0 if ids else 1)
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ids


def test_everything_about_somebody_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    here = library(100)
    assert show(here, "ann-harbour", as_json=False) == 0
    shown = written(here.out)
    for said in (
        "Mayor of Port Alder, Port Alder's mayor (since 2020-01-31)",
        "Envoy (2010-01-01 to 2012-12-31)",
        "Pilot (until 2009-12-31)",
        "Энн Харбор",
        "once an article names them in full or by a title",
        "yours, for every server",
    ):
        assert said in shown
    assert show(here, "ann-harbour", as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["context"], told["before"], told["veto"]) == (["Alder"], ["Cape"], ["Street"])
    assert told["titles"][1] == {"title": "Envoy", "also": [], "from": "2010-01-01", "to": "2012-12-31"}


def test_forms_made_by_rule_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show(
        library_of(Settings(data=Path("nowhere")), None, Console(), Console()), "vladimir-putin", as_json=True
    )
    assert "Владимиром Путиным" in json.loads(capsys.readouterr().out)["made"]


def test_unknown_id_is_answered_with_near_ones() -> None:
    with pytest.raises(CannotError, match=r"the id “ann-harbor”\. Did you mean ann-harbour\?"):
        show(library(), "ann-harbor", as_json=False)


TEXT = "Ann Harbour of Port Alder spoke. Harbour Street was closed, Harbour said; a harbour is a port."


def test_why_tells_span_by_span_what_decided(capsys: pytest.CaptureFixture[str]) -> None:
    here = library(200)
    assert why(here, TEXT, None, as_json=False) == 0
    shown = written(here.out)
    assert "     0  + [Ann Harbour] of Port Alder spoke." in shown
    assert "Ann Harbour is ann-harbour (name): “Ann Harbour” is a name of Ann Harbour." in shown
    assert "Harbour is not ann-harbour (surname): “Harbour” is followed by “Street”" in shown
    assert why(here, TEXT, None, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["start"], one["kept"]) for one in told][:2] == [(0, True), (33, False)]
    assert TEXT[told[1]["start"] :].startswith(told[1]["text"])


def test_why_reads_a_title_as_of_the_day() -> None:
    for day, found in ((date(2011, 1, 1), 1), (date(2022, 1, 1), 0)):
        assert why(library(), "The Mayor of Port Alder resigned.", day, as_json=False) == found


def test_why_of_nobody_says_so() -> None:
    here = library(80)
    assert why(here, "It rained.", None, as_json=False) == 1
    assert "Nothing in it is a name or a title" in written(here.out)


def test_why_reads_standard_input_and_no_more_than_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    long = TextIOWrapper(BytesIO(b"Ann Harbour \xff\n" + b"rain\n" * 20_000), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", long)
    here = library()
    assert why(here, "-", None, as_json=False) == 0
    assert "Only the first 100,000 characters were read." in written(here.err)


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_why_explains_any_text(text: str) -> None:
    assert why(library(80), f"{text} Harbour {text}", None, as_json=False) in (0, 1)


async def test_added_actor_is_everybodys_or_one_servers(archive: Archive) -> None:
    bureau = bureau_of(archive)
    assert await adding(bureau, Newcomer(name="Ann Gull", aliases=("Энн Галл",)), None) == 0
    assert f"Ann Gull is watched for from now on, as ann-gull. {NOT_AGAIN}" in written(bureau.out)
    assert "Matched: Ann Gull, Энн Галл; once an article has named them so, Gull too." in written(bureau.out)
    assert await adding(bureau_of(archive, GUILD), Newcomer(name="Bob Gull"), GUILD) == 0
    (ann,), (bob,) = await archive.actors.of_guild(None), await archive.actors.of_guild(GUILD)
    assert (ann.actor, ann.origin, bob.actor) == ("ann-gull", "operator", f"bob-gull@{GUILD}")


async def test_actor_whose_name_is_taken_is_refused(archive: Archive) -> None:
    with pytest.raises(CannotError, match=r"“Putin” is Vladimir Putin already .*\nNobody was added\."):
        await adding(bureau_of(archive), Newcomer(name="Volodya", aliases=("Putin",)), None)
    assert await archive.actors.of_guild(None) == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Newcomer(name="Ann Gull", titles=("President of Russia",)), r"“President of Russia” is Vladimir Pu"),
        (Newcomer(name="Ann Gull", aliases=("the UN chief", "UN chief")), r"“UN chief” is António Guterres"),
        (Newcomer(name="Ann Gull", titles=("x",)), r"“x” is too short"),
        (Newcomer(name="Ann Gull", titles=("Putin",)), r"“Putin” is Vladimir Putin already"),
        (Newcomer(name="Энн Галл"), r"no Latin letters for an id.*\n`--id` gives another id\.\nNobody was"),
        (
            Newcomer(name="Vladímir Pútin II", id="vladimir-putin"),
            r"already, as vladimir-putin\.\n`--id` gives",
        ),
        (Newcomer(name="Vladimir Putin"), r"already, as vladimir-putin\.\nNobody was added"),
    ],
)
async def test_actor_that_cannot_be_added_is_refused_with_what_to_do(
    archive: Archive, typed: Newcomer, said: str
) -> None:
    with pytest.raises(CannotError, match=said):
        await adding(bureau_of(archive), typed, None)
    assert await archive.actors.of_guild(None) == ()


async def test_title_that_nobody_holds_today_may_be_somebodys_again(archive: Archive) -> None:
    offices = [office for actor in shipped().actors for office in actor.offices]
    held = {name for office in offices if office.held_on(None) for name in office.names}
    past = sorted({name for office in offices for name in office.names} - held)[:5]
    assert await adding(bureau_of(archive), Newcomer(name="Ann Gull", titles=tuple(past)), None) == 0


async def test_one_of_several_who_ask_at_once_gets_a_name(archive: Archive) -> None:
    asked = [Newcomer(name=f"Ann {name}", aliases=("Gull Society",)) for name in ("Pier", "Quay", "Mole")]
    done = await asyncio.gather(*(add(archive, one, GUILD, "command", NOW) for one in asked))
    assert sum(isinstance(one, Refused) for one in done) == 2
    assert roster(await archive.actors.sources()).problems == ()


async def test_actor_for_whom_there_is_no_room_beside_the_file_is_refused(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "actors.toml"
    file.write_text("#" * (LONGEST_OF_OPERATOR - 20))
    full = replace(bureau_of(archive), settings=Settings(actors_file=file))
    with pytest.raises(
        CannotError, match=r"your actors_file and what was added have at most 4,000,000 bytes"
    ):
        await adding(full, Newcomer(name="Ann Gull"), None)
    assert await adding(bureau_of(archive), Newcomer(name="Ann Gull"), None) == 0


async def test_actor_is_removed_where_it_was_added(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "actors.toml"
    file.write_text(ANN)
    bureau = replace(bureau_of(archive), settings=Settings(actors_file=file))
    await adding(bureau, Newcomer(name="Ann Gull"), None)
    await adding(bureau, Newcomer(name="Bob Gull"), GUILD)
    for one, guild, said in (
        ("vladimir-putin", None, "comes with Wirewatch"),
        ("ann-harbour", GUILD, "stands in your actors_file"),
        ("bob-gull", None, f"“bob-gull” was added for one server: ask with `--guild {GUILD}`"),
        (f"bob-gull@{GUILD}", None, f"ask with `--guild {GUILD}`"),
        (f"bob-gull@{GUILD}", OTHER, f"ask with `--guild {GUILD}`"),
        (f"bob-gull@{OTHER}", GUILD, "No actor has the id"),
        ("ann-gull", GUILD, "was added for every server: leave --guild out"),
        ("nobody", None, "No actor has the id"),
    ):
        with pytest.raises(CannotError, match=said):
            await removing(bureau, one, guild)
    assert await removing(bureau, "ann-gull", None) == 0
    assert await removing(bureau, "bob-gull", GUILD) == 0
    assert await archive.actors.sources() == ()


async def name_strangers(archive: Archive) -> None:
    """Two articles of two servers' feeds that name somebody."""
    text = "The envoy Nia Quill\tsaid so. Ann Gull agreed with Quill."
    for number, guild in enumerate((GUILD, OTHER), 1):
        feed = await archive.feeds.add(
            address=f"https://{guild}.example/", outlet="Wire", backlog="post", now=NOW
        )
        await archive.subscriptions.subscribe(guild, feed.id, "command", NOW)
        current = await archive.feeds.get(feed.id)
        assert current is not None
        await archive.feeds.save(look(current, entry(text=text, published_at=NOW)), NOW)
        held = await archive.stories.unread(number)
        assert held is not None
        nia = Unknown(start=10, end=19, name="Nia Quill", role="speaker")
        ann = Unknown(start=29, end=37, name="Ann Gull", role="subject")
        found = replace(reading(f"t{number}"), unknowns=(nia, nia, ann) if number == 1 else (nia,))
        lineup = await archive.stories.lineup(held, {})
        assert await archive.stories.save(edition(held, found, snapshot=lineup.snapshot), NOW)


async def test_strangers_are_suggested_with_contexts_and_the_command(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    await name_strangers(archive)
    await adding(bureau_of(archive), Newcomer(name="Ann Gull"), None)
    bureau = bureau_of(archive)
    assert await suggesting(bureau, 7, 20, None, as_json=False) == 0
    assert written(bureau.out).splitlines() == [
        "Nia Quill: 2 articles, 3 times",
        *["  … The envoy Nia Quill said so. Ann Gull agreed with Quill. …"] * 2,
        "  wirewatch actors add -- 'Nia Quill'",
    ]
    assert await suggesting(bureau_of(archive, GUILD), 7, 20, GUILD, as_json=True) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["name"], told["articles"], told["times"]) == ("Nia Quill", 1, 2)


async def test_nobody_is_suggested_where_nobody_unknown_was_named(archive: Archive) -> None:
    bureau = bureau_of(archive)
    assert await suggesting(bureau, 1, 20, None, as_json=False) == 1
    assert "Nobody unknown was named in the last 1 day." in written(bureau.out)
    await name_strangers(archive)
    later = replace(bureau_of(archive), guild="terminal")
    assert (await archive.record.unknowns(later.now() + timedelta(days=1))) == ()


@given(st.text(max_size=50))
def test_command_to_copy_holds_the_name_as_one_word(name: str) -> None:
    words = shlex.split(command(name, None))
    assert len(words) == 5
    assert words[:4] == ["wirewatch", "actors", "add", "--"]


def test_asking_makes_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for asked in (["list"], ["show", "vladimir-putin"], ["why", "Putin"]):
        done = CliRunner().invoke(app, ["actors", *asked], env={"WIREWATCH_DATA": str(tmp_path / "data")})
        assert done.exit_code == 0, done.output
    assert not (tmp_path / "data").exists()


def test_mistake_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    env = {"WIREWATCH_DATA": str(tmp_path / "data"), "WIREWATCH_ACTORS_FILE": str(tmp_path / "none.toml")}
    for asked, said in (
        (["list"], "`actors_file` names"),
        (["list", "--guild", "12"], "is no server's id"),
    ):
        done = CliRunner().invoke(app, ["actors", *asked], env=env)
        assert (done.exit_code, said in done.output) == (2, True), done.output


def test_every_command_has_help() -> None:
    for name in typer.main.get_command(app).commands["actors"].commands:  # type: ignore[attr-defined]
        assert CliRunner().invoke(app, ["actors", name, "--help"]).exit_code == 0


def of_guild(guild: str | None, *texts: CatalogueText) -> Library:
    """The shipped actors, and these."""
    return Library(
        known=roster(texts),
        guild=guild,
        out=Console(file=StringIO(), width=300),
        err=Console(file=StringIO()),
    )


MICHEL = '[[actor]]\nid = "anna-michel"\nkind = "person"\nname = "Anna Michel"\nsurname = ["Michel"]\n'


def test_why_takes_for_a_servers_own_what_reading_does() -> None:
    here = of_guild(GUILD, CatalogueText(label="added", text=MICHEL, guild=GUILD))
    text = "Charles Michel met Anna Michel. Michel left."
    assert why(here, text, None, as_json=False) == 0
    shown = written(here.out)
    assert f"Anna Michel is anna-michel@{GUILD}" in shown
    assert "Michel is charles-michel (surname)" in shown
    assert f"Michel is not anna-michel@{GUILD} (surname): “Michel” is somebody else's here" in shown


def test_why_tells_the_same_once() -> None:
    here = of_guild(None)
    why(here, "The US president left.", date(1, 1, 1), as_json=False)
    told = [row for row in written(here.out).splitlines() if "donald-trump" in row]
    assert len(told) == len(set(told)) <= 1


def test_entry_that_replaces_a_shipped_one_is_yours() -> None:
    text = MICHEL.replace("anna-michel", "charles-michel")
    here = of_guild(None, CatalogueText(label="file", text=text))
    assert show(here, "charles-michel", as_json=False) == 0
    assert "yours, for every server" in written(here.out)


def test_servers_own_actor_is_shown_with_the_server_named() -> None:
    here = of_guild(None, CatalogueText(label="added", text=MICHEL, guild=GUILD))
    for one in ("anna-michel", f"anna-michel@{GUILD}"):
        with pytest.raises(CannotError, match=f"ask with `--guild {GUILD}`"):
            show(here, one, as_json=False)


def test_list_says_that_nobody_has_a_name_and_who_is_near() -> None:
    here = library(200)
    assert show_all(here, Wanted(text="harbor"), as_json=False) == 1
    assert "Nothing here has the name “harbor”; near: ann-harbour." in written(here.err)


def test_show_says_that_an_unmistakable_surname_may_want_a_word() -> None:
    here = of_guild(None, CatalogueText(label="x", text=f'{MICHEL}unmistakable = true\ncontext = ["EU"]\n'))
    show(here, "anna-michel", as_json=False)
    assert "in any article that has one of the words below" in written(here.out)
