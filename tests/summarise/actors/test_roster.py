"""Shipped actors, the operator's and the guilds' together."""

from functools import lru_cache

from summarise.actors.catalogue import shipped
from summarise.actors.roster import LONGEST_OF_GUILD, LONGEST_OF_OPERATOR, Roster, room, roster
from summarise.model import CatalogueText


def entry(one: str, name: str, more: str = "") -> str:
    return f'[[actor]]\nid = "{one}"\nkind = "person"\nname = "{name}"\n{more}\n'


def operators(text: str, label: str = "mine.toml") -> CatalogueText:
    return CatalogueText(label=label, text=text)


def guilds(guild: str, text: str) -> CatalogueText:
    return CatalogueText(label=f"added in {guild}", text=text, guild=guild)


@lru_cache(maxsize=1)
def operated() -> Roster:
    """With entries of the operator's that add, replace and claim what is a shipped actor's; built once."""
    return roster(
        (
            operators(
                entry("ana-reyes", "Ana Reyes", 'aliases = ["World Bank", "Ana R.", "Putin"]')
                + entry("sergey-lavrov", "Somebody Else")
                + entry("macron-bar", "Emmanuel Macron", 'veto = ["said"]')
            ),
        )
    )


def found(known: Roster, text: str) -> set[str]:
    return {hit.actor.id for hit in known.matcher.hits([text], None)[0]}


def test_without_texts_the_roster_is_what_is_shipped() -> None:
    known = roster(())
    assert known.catalogue.actors == shipped().actors
    assert known.problems == ()
    assert known.added == ()
    assert known.of("1") is known.catalogue


def test_the_operators_actors_are_everybodys() -> None:
    known = operated()
    assert found(known, "Yesterday Ana Reyes met Vladimir Putin.") == {"ana-reyes", "vladimir-putin"}
    assert known.of("1").find("ana-reyes")


def test_an_operators_entry_replaces_the_shipped_one_whole() -> None:
    known = operated()
    assert found(known, "Yesterday Sergey Lavrov met Somebody Else.") == {"sergey-lavrov"}
    assert found(known, "Yesterday Sergey Lavrov spoke.") == set()
    assert len(known.catalogue.actors) == len(shipped().actors) + 2


def test_a_later_text_of_the_operator_wins() -> None:
    known = roster((operators(entry("x", "Ana Reyes")), operators(entry("x", "Bea Reyes"), "other.toml")))
    actor = known.catalogue.find("x")
    assert actor
    assert actor.name == "Bea Reyes"


def test_an_alias_of_a_shipped_actor_is_said_and_stays_theirs() -> None:
    known = operated()
    problem, _ = known.problems
    assert problem.startswith("mine.toml, line 5: actor 1 (ana-reyes): aliases: 'World Bank' belongs to")
    assert found(known, "Yesterday the World Bank told Ana Reyes so.") == {"world-bank", "ana-reyes"}


def test_words_that_tell_a_shared_alias_apart_let_it_be() -> None:
    known = operated()
    assert [problem for problem in known.problems if "macron-bar" in problem] == []
    assert found(known, "Yesterday Emmanuel Macron said so.") == {"emmanuel-macron"}


def test_a_guilds_actors_are_seen_there_alone() -> None:
    known = roster(
        (guilds("7", entry("ana-reyes", "Ana Reyes")), guilds("8", entry("ana-reyes", "Ana Lopez")))
    )
    assert known.catalogue.actors == shipped().actors
    (seven, of_seven), (eight, _) = known.added
    assert (seven, eight) == ("7", "8")
    (hit,) = of_seven.hits(["Then Ana Reyes met Ana Lopez."], None)[0]
    assert (hit.actor.id, hit.actor.name) == ("ana-reyes@7", "Ana Reyes")
    assert known.of("7").find("ana-reyes@7")
    assert known.of("7").find("vladimir-putin")
    assert not known.of("8").find("ana-reyes@7")
    assert "ana-reyes@8" in [actor.id for actor in known.of("8").search("Ana Lop", 5)]
    assert not known.of(None).find("ana-reyes@7")


def test_what_guilds_add_takes_nothing_from_the_shared_actors() -> None:
    known = roster((guilds("7", entry("mine", "Vladimir Putin")),))
    assert known.problems == ()
    assert found(known, "Yesterday Vladimir Putin spoke.") == {"vladimir-putin"}
    assert known.added[0][1].hits(["Yesterday Vladimir Putin spoke."], None)[0][0].actor.id == "mine@7"


def test_entries_that_a_guild_adds_one_by_one_are_one_catalogue() -> None:
    known = roster((guilds("7", entry("a", "Ana Reyes")), guilds("7", entry("b", "Bea Reyes"))))
    assert [actor.id for actor in known.of("7").actors][-2:] == ["a@7", "b@7"]


def test_errors_of_a_guild_cost_nobody_else_anything() -> None:
    known = roster((guilds("7", "[[actor"), guilds("8", entry("a", "Ana Reyes")), operators("oops")))
    assert [problem.split(",")[0] for problem in known.problems] == ["mine.toml", "added in 7"]
    assert [guild for guild, _ in known.added] == ["8"]
    assert len(known.catalogue.actors) == len(shipped().actors)


def test_texts_beyond_the_bounds_are_left_out_and_said() -> None:
    small = entry("a", "Ana Reyes")
    large = small + "#" + "é" * (LONGEST_OF_GUILD // 2)
    known = roster((guilds("7", large), guilds("8", small), operators("#" * (LONGEST_OF_OPERATOR + 1))))
    assert [guild for guild, _ in known.added] == ["8"]
    assert [problem.split(":")[0] for problem in known.problems] == ["mine.toml", "added in 7"]
    assert "64,000 bytes" in known.problems[1]


def test_a_guild_has_one_bound_for_all_its_texts() -> None:
    half = "#" * (LONGEST_OF_GUILD // 2) + "\n"
    known = roster((guilds("7", half + entry("a", "Ana Reyes")), guilds("7", half + entry("b", "Bea Reyes"))))
    assert not known.of("7").find("b@7")
    assert len(known.problems) == 1


def test_the_shared_automaton_is_built_once_for_all_guilds() -> None:
    one = roster((guilds("7", entry("a", "Ana Reyes")),))
    other = roster((guilds("7", entry("a", "Ana Reyes")), guilds("8", entry("b", "Bea Reyes"))))
    assert one.matcher is other.matcher
    assert one.added[0][1] is other.added[0][1]


def test_an_operators_alias_never_takes_an_unmistakable_surname() -> None:
    known = operated()
    _, problem = known.problems
    assert problem.startswith("mine.toml, line 5: actor 1 (ana-reyes): aliases: 'Putin' belongs to vladimir-")
    assert found(known, "Putin left. Ana Reyes stayed.") == {"vladimir-putin", "ana-reyes"}


def test_what_room_is_left_counts_all_texts_of_the_same_owner() -> None:
    small = entry("a", "Ana Reyes")
    texts = (operators(small), guilds("7", small), operators("é"), operators("#" * 4_000_001))
    assert room(texts, "7") == LONGEST_OF_GUILD - len(small)
    assert room(texts, "8") == LONGEST_OF_GUILD
    assert room(texts, None) == LONGEST_OF_OPERATOR - len(small) - 2
