"""What the catalogue says of errors, and on which line; none of them stops anything else."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.catalogue import read_catalogue

GOOD = """# people

[[actor]]
id = "ana-reyes"
kind = "person"
name = "Ana Reyes"
aliases = ["Ana María Reyes"]
surname = ["Reyes"]

"""


def read(entry: str) -> tuple[list[str], tuple[str, ...]]:
    catalogue = read_catalogue(f"{GOOD}[[actor]]\n{entry}\n", "mine.toml")
    return [actor.id for actor in catalogue.actors], catalogue.problems


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ('id = ""\nkind = "person"\nname = "X Y"', 11, "id:"),
        ('kind = "person"\nname = "X Y"', 10, "id:"),
        ('id = "X Y"\nkind = "person"\nname = "X Y"', 11, "kebab"),
        ('id = "x@1"\nkind = "person"\nname = "X Y"', 11, "kebab"),
        ('id = "x"\nkind = "ghost"\nname = "X Y"', 12, "kind: 'ghost' is neither \"person\""),
        ('id = "x"\nname = "X Y"', 10, "kind: missing"),
        ('id = "x"\nkind = "person"', 10, "name:"),
        ('id = "x"\nkind = "person"\nname = 3', 13, "name:"),
        ('id = "ana-reyes"\nkind = "person"\nname = "X Y"', 11, "id: entry 1 has it already"),
    ],
)
def test_an_entry_without_a_usable_id_kind_or_name_is_left_out(entry: str, line: int, said: str) -> None:
    actors, (problem,) = read(entry)
    assert actors == ["ana-reyes"]
    assert problem.startswith(f"mine.toml, line {line}: actor 2")
    assert said in problem


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ('aliases = ["  "]', 14, "aliases:"),
        ('aliases = [\n    "Good",\n    "", "Better",\n]', 16, "aliases:"),
        ('aliases = "Z"', 14, "aliases: a list"),
        ('surnames = ["Y"]', 14, "surnames: unknown key; allowed are id, kind, name"),
        ('"surnames" = ["Y"]', 14, "surnames: unknown key"),
        ('unmistakable = "yes"', 14, "unmistakable:"),
        ('\n\npronoun = "it"', 16, "pronoun: 'it' is neither \"he\""),
        ('context = "Z"', 14, "context:"),
        ("before = [3]", 14, "before:"),
        ('country = "Portugal"', 14, "country:"),
        ('titles = [{ title = "Z", from = "2017" }]', 14, "from is a date"),
        ('titles = [\n{ title = "A" },\n{ title = "Z", from = 2017-01-01T10:00:00 },\n]', 16, "from is"),
        ('titles = ["Z"]', 14, "titles:"),
        ("titles = 3", 14, "titles: a list"),
        ('titles = [{ title = "Z", form = 2017-01-01 }]', 14, "unknown key 'form'"),
        ('titles = [{ title = "Z", also = "Y" }]', 14, "also"),
        ('titles = [{ title = " " }]', 14, "titles:"),
        ('titles = [{title="Z", from=2020-01-01, to=2019-01-01}]', 14, "ends (2019-01-01) before"),
        ('note = """\n[[actor]]\nid = 3\n"""\nveto = [""]', 18, "veto:"),
        ("veto = [''] # [[actor]]", 14, "veto:"),
        ('[[actor.titles]]\ntitle = "A"\n[[actor.titles]]\ntitle = ""', 16, "titles:"),
    ],
)
def test_a_bad_value_is_named_with_its_line_and_the_rest_is_used(keys: str, line: int, said: str) -> None:
    actors, problems = read(f'id = "x"\nkind = "person"\nname = "X Y"\n{keys}')
    assert actors == ["ana-reyes", "x"]
    problem = problems[-1]
    assert problem.startswith(f"mine.toml, line {line}: actor 2 (x): ")
    assert said in problem


def test_the_good_aliases_beside_an_empty_one_stay() -> None:
    entry = '[[actor]]\nid = "x"\nkind = "person"\nname = "X Y"\naliases = ["", "Xy Wye", 3, "Xi Y"]'
    catalogue = read_catalogue(entry, "mine.toml")
    assert catalogue.actors[0].aliases[:3] == ("X Y", "Xy Wye", "Xi Y")
    assert len(catalogue.problems) == 2


def test_an_alias_of_two_actors_is_a_problem_on_the_line_of_the_second() -> None:
    second = 'id = "b"\nkind = "person"\nname = "Bea Reyes"\naliases = [\n  "B. Reyes",\n  "ÁNA REYES",\n]'
    actors, (problem,) = read(second)
    assert actors == ["ana-reyes", "b"]
    assert problem.startswith(
        "mine.toml, line 16: actor 2 (b): aliases: 'ÁNA REYES' belongs to ana-reyes, who keeps it"
    )


def test_a_shared_alias_that_words_tell_apart_is_no_problem() -> None:
    _, problems = read('id = "b"\nkind = "organisation"\nname = "Ana Reyes"\nveto = ["said"]')
    assert problems == ()


@pytest.mark.parametrize("source", ["actor = 3", "actor = [3]", "[actor]\nid = 'x'", '[[actors]]\nid = "x"'])
def test_a_file_without_entries_says_how_they_are_written(source: str) -> None:
    catalogue = read_catalogue(source, "mine.toml")
    assert catalogue.actors == ()
    assert catalogue.problems[0].startswith("mine.toml")


def test_what_is_no_toml_costs_its_own_entry_alone() -> None:
    broken = '[[actor]]\nid = "x\nkind = "person"\n\n'
    last = '[[actor]]\nid = "y"\nkind = "person"\nname = "Y Z"\nveto = [""]\n'
    catalogue = read_catalogue(GOOD + broken + last, "mine.toml")
    assert [actor.id for actor in catalogue.actors] == ["ana-reyes", "y"]
    assert catalogue.problems[0].startswith("mine.toml, line 11: not valid TOML: ")
    assert catalogue.problems[1].startswith("mine.toml, line 18: actor 3 (y): veto")


def test_entries_in_one_list_have_lines_too() -> None:
    source = 'actor = [\n  { id = "x", kind = "person", name = "X Y" },\n  { id = "y", kind = "person" },\n]'
    assert read_catalogue(source, "mine.toml").problems[0].startswith("mine.toml, line 3: actor 2 (y): name")


def test_thousands_of_errors_are_summed_up() -> None:
    problems = read_catalogue("[[actor]]\n" * 5_000, "mine.toml").problems
    assert len(problems) <= 102
    assert problems[-1].endswith("problems more")


@pytest.mark.parametrize(
    "source",
    ["x = " + "[" * 50_000, "x = " + "9" * 5_000, "x = " + "{a=" * 20_000, "\0", "\udc80", "a." * 9_000],
)
def test_hostile_files_are_problems(source: str) -> None:
    assert read_catalogue(source, "mine.toml").problems


def test_keys_deep_enough_to_keep_the_reader_busy_are_refused() -> None:
    began = time.process_time()
    catalogue = read_catalogue(GOOD + "a." * 31_000 + "b = 1\n", "mine.toml")
    assert time.process_time() - began < 2
    assert "mine.toml, line 10: too many names with full stops" in catalogue.problems[0]


LINES = [
    "[[actor]]",
    "[[actor.titles]]",
    "[actor]",
    'id = "x"',
    'kind = "person"',
    'name = "X Y"',
    "# [[actor]]",
]
HALVES = [
    "aliases = [",
    '"Иван Петров",',
    '"""',
    "'''",
    "]",
    "{",
    "}",
    '"',
    "#",
    "=",
    "actor",
    "\\",
    "titles = [{",
]
VALUES = [
    'title = "Z"',
    ", from = 2020-02-31",
    "to = 2019-01-01",
    "true",
    "é",
    "veto",
    "surname = ['Петров']",
]
PIECES = st.one_of(st.sampled_from([*LINES, *HALVES, *VALUES, "\n", "\r\n"]), st.text(max_size=2))


@given(
    st.one_of(
        st.text(),
        st.lists(PIECES, max_size=40).map("".join),
        st.lists(PIECES, max_size=40).map("\n".join),
    )
)
def test_whatever_the_text_nothing_is_raised(source: str) -> None:
    catalogue = read_catalogue(source, "mine.toml")
    try:
        tomllib.loads(source)
    except ValueError:
        assert catalogue.problems


KEYS = ["id", "kind", "name", "aliases", "surname", "titles", "veto", "pronoun", "x", "country"]
SIMPLE = st.one_of(st.booleans(), st.integers(), st.dates()).map(lambda one: str(one).lower())
USUAL = st.sampled_from(['"x"', '"person"', '["Иван Петров", "Anna"]', "[{title='Z'}]", "[[1], 'x', {}]"])


@given(st.dictionaries(st.sampled_from(KEYS), st.one_of(SIMPLE, USUAL)))
def test_values_of_any_type_are_read_or_said(keys: dict[str, str]) -> None:
    source = "[[actor]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())
    for problem in read_catalogue(source, "mine.toml").problems:
        assert problem.startswith("mine.toml, line ")
