"""Who is in a story: all its sources count the same, copies of one wire report together."""

from dataclasses import replace

import pytest

from summarise.actors.salience import salience
from summarise.model import Part, Story
from summarise.reading import reading_of
from summarise.stories.cast import cast
from tests.summarise.wire import article, report, seeds, story

GUTERRES, PUTIN, LAVROV = "antonio-guterres", "vladimir-putin", "sergey-lavrov"
WIRE = "Putin met the envoy in Moscow. They spoke about the corridor. Nothing was signed. Talks go on in May."


def shares(told: Story) -> dict[str, float]:
    return {part.actor: part.salience for part in cast(told)}


def test_nobody_in_it_no_part() -> None:
    assert cast(story(report(article(1, "Rain fell.")))) == ()
    assert cast(story()) == ()


def test_one_report_has_the_cast_of_its_reading() -> None:
    one = report(article(1, WIRE), {GUTERRES: "speaker", PUTIN: "mention"})
    assert cast(story(one)) == salience(one.reading)


def test_a_role_is_the_strongest_of_any_report_and_the_shares_add_up_to_one() -> None:
    told = story(
        report(article(1, "The two men met."), {GUTERRES: "mention", PUTIN: "subject"}),
        report(article(2, "Nothing was signed.", outlet="Courier"), {GUTERRES: "speaker"}),
        report(article(3, "Rain fell.", outlet="Herald")),
    )
    parts = cast(told)
    assert [(part.actor, part.role) for part in parts] == [(GUTERRES, "speaker"), (PUTIN, "subject")]
    assert sum(part.salience for part in parts) == pytest.approx(1)


def test_ten_copies_of_a_wire_report_weigh_as_much_as_one_own_report() -> None:
    own = report(article(20, "The minister opened the school.", outlet="Own"), {LAVROV: "subject"})
    copies = [
        report(article(number, WIRE, outlet=f"Outlet {number}"), {PUTIN: "subject"}) for number in range(10)
    ]
    assert shares(story(*copies, own)) == pytest.approx({PUTIN: 0.5, LAVROV: 0.5})
    assert shares(story(copies[0], own)) == pytest.approx({PUTIN: 0.5, LAVROV: 0.5})


def test_an_outlet_that_reports_often_counts_once() -> None:
    often = [
        report(article(number, f"Report {number} of the day.", outlet="Busy"), {PUTIN: "subject"})
        for number in range(5)
    ]
    once = report(article(9, "The minister opened the school.", outlet="Own"), {LAVROV: "subject"})
    assert shares(story(*often, once)) == pytest.approx({PUTIN: 0.5, LAVROV: 0.5})


def test_an_added_actor_is_in_the_cast_of_its_guild_alone() -> None:
    one = report(article(1, WIRE), {PUTIN: "subject"})
    mine = replace(one.reading.mentions[0], actor="jane-doe@81", name="Jane Doe", role="speaker")
    told = story(replace(one, reading=replace(one.reading, added=(mine,))))
    assert [part.actor for part in cast(told)] == [PUTIN]
    assert {part.name for part in cast(told, "81")} == {"Vladimir Putin", "Jane Doe"}
    assert [part.actor for part in cast(told, "82")] == [PUTIN]


def test_the_seeds_are_about_guterres_and_putin() -> None:
    parts: tuple[Part, ...] = cast(story(*(replace(report(one), reading=reading_of(one)) for one in seeds())))
    assert {part.actor for part in parts[:2]} == {GUTERRES, PUTIN}
    assert parts[0].actor == GUTERRES
