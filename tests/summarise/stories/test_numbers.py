"""Where outlets disagree on a number both are quoted; where they may not, nothing is said."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Disagreement, Report, Sentence, Story
from summarise.stories.numbers import disagreement
from tests.summarise.wire import article, report, story


def told(number: int, text: str, *, outlet: str = "", hours: float = 0, language: str = "en") -> Report:
    one = report(article(number, text, outlet=outlet or f"Outlet {number}", hours=hours))
    spans = tuple(
        Sentence(start=f.start(), end=f.end()) for f in re.finditer(r"\S.*?(?:[.!?](?=\s)|$)", text)
    )
    return replace(one, reading=replace(one.reading, language=language, sentences=spans))


def of(*texts: str, language: str = "en") -> Disagreement | None:
    reports = (told(number, text, language=language) for number, text in enumerate(texts, 1))
    return disagreement(story(*reports))


DISAGREE = [
    (
        "At least 12 people were killed when a ferry sank off Vell on Friday, police said.",
        "Fifteen people died after a ferry sank near Vell, the coast guard said on Friday.",
    ),
    ("At least 12 killed in Vell market blast", "15 dead after blast at Vell market"),
    (
        "A missile strike on a market in Orsk Mal killed 12 people on Wednesday.",
        "A missile hit a crowded market in Orsk Mal on Wednesday, killing at least 16 people.",
    ),
    (
        "The death toll from the Vell landslide rose to 41 on Sunday.",
        "The landslide in Vell has claimed the lives of 38 people, officials said on Sunday.",
    ),
    (
        "The explosion in the Tarn mine injured 30 people.",
        "At least 42 people were injured in the explosion at the Tarn mine.",
    ),
    (
        "Twenty-one miners are missing after the Tarn mine collapsed.",
        "Rescuers said 18 miners were still missing in the collapsed Tarn mine.",
    ),
    (
        "Police arrested 120 protesters in the capital, Vell, on Saturday.",
        "Some of the marchers threw stones, and 150 protesters were arrested in Vell on Saturday.",
    ),
    (
        "The storm left 12 people dead in northern Vell.",
        "At least nine people were killed by the storm in Vell.",
    ),
    (
        "An earthquake of magnitude 6.8 struck the island of Marra early on Monday.",
        "A 7.1-magnitude earthquake struck the island of Marra before dawn on Monday.",
    ),
    (
        "Russia fired 12 missiles at Kyiv overnight, the air force said.",
        "Russia fired 15 missiles at Kyiv overnight, Ukrainian officials said.",
    ),
    (
        "Inflation in Vell rose to 8.5% in March.",
        "Inflation in Vell rose to 9.1 percent in March.",
    ),
    (
        "Parliament passed an aid package for farmers worth $3.2 billion.",
        "Parliament passed an aid package for farmers worth $4.1 billion.",
    ),
    (
        "The bus crash near Vell killed six people and injured 20.",
        "Eight people were killed in the bus crash near Vell and 20 were injured.",
    ),
    (
        "Two hundred and twenty people were rescued from the burning ferry off Vell.",
        "The coast guard rescued 190 people from the burning ferry off Vell.",
    ),
    (
        "More than 20 people were killed in the fire at a Vell hospital.",
        "Seventeen people were killed in the fire at a Vell hospital.",
    ),
    (
        "Four children were killed in the strike on a school in Tarn.",
        "Six children were killed in the strike on a school in Tarn.",
    ),
    (
        "The floods have displaced 12,000 people in Marra province.",
        "At least 18,000 people have been displaced by floods in Marra province.",
    ),
    ("Twelve people were killed in the Tarn fire.", "The Tarn fire killed one person."),
    (
        "Russian strikes on Kharkiv killed at least 12 people, including two children, officials said.",
        "Fifteen people were killed in Russian strikes on Kharkiv, the regional governor said.",
    ),
    (
        "The march in Vell drew 10,000 people, police said.",
        "Organisers say the march in Vell drew 50,000 people.",
    ),
    ("12 missiles were fired at Kyiv overnight.", "Overnight 15 missiles were fired at Kyiv."),
    ("Magnitude 6.8 quake hits Marra", "Magnitude 7.1 quake hits Marra"),
    ("Death toll in Vell ferry disaster climbs to 41", "At least 38 dead in Vell ferry disaster"),
    (
        "At least 12 soldiers were killed in an ambush near Tarn on Tuesday, the army said.",
        "Nineteen soldiers died on Tuesday in an ambush near Tarn, a security source said.",
    ),
]

AGREE = [
    # the same number, or what may be the same
    (
        "At least 12 people were killed when a ferry sank off Vell on Friday.",
        "Twelve people died when a ferry sank off Vell on Friday.",
    ),
    ("More than 10 people were killed in the Vell blast.", "Twelve people were killed in the Vell blast."),
    ("About 100 people were injured in the Vell blast.", "The Vell blast injured 112 people."),
    ("Up to 20 people were killed in the Vell blast.", "Twelve people were killed in the Vell blast."),
    ("The floods in Vell displaced 4,000 people.", "The floods in Vell displaced 4,013 people."),
    ("Inflation in Vell rose to 8.5% in March.", "Inflation in Vell rose to 8.5 per cent in March."),
    ("Dozens were killed in the Vell blast.", "Twelve people were killed in the Vell blast."),
    ("Between 12 and 15 people were killed in the Vell blast.", "The Vell blast killed 17 people."),
    # different things
    ("Twelve people were killed in the Vell blast.", "Thirty people were injured in the Vell blast."),
    ("Twelve people were killed in the Vell blast.", "The Vell blast killed five children."),
    ("The Vell blast killed 12 people.", "Another 15 people were killed in a blast in Vell."),
    ("The Vell blast killed 12 people, five of them children.", "The Vell blast killed 12 people."),
    ("Twelve people, including four soldiers, were killed in Vell.", "Four people were killed in Vell."),
    ("Fifteen soldiers killed three civilians in Vell.", "Fifteen soldiers were killed in Vell."),
    (
        "The strike on Vell killed 12 people.",
        "Twelve missiles were fired at Vell in the strike, killing some.",
    ),
    ("The Vell package is worth $3 billion.", "The Vell package is worth 4 billion euros."),
    ("The Vell blast killed 12 people.", "In the Vell blast 40 people were killed or wounded."),
    # different places, days and times
    ("At least 12 people were killed in shelling in Tarn.", "Shelling in Vell killed 15 people."),
    (
        "At least 12 people were killed in Tarn, Marra, by shelling.",
        "At least 15 people were killed in Orsk, Marra, by shelling.",
    ),
    ("Shelling killed 12 people in Vell on Monday.", "Shelling killed 15 people in Vell on Tuesday."),
    ("Shelling killed 12 people in Vell on April 3.", "Shelling killed 15 people in Vell on April 5."),
    (
        "Shelling killed 12 people in Vell on Monday.",
        "Shelling has killed 340 people in Vell since the war began.",
    ),
    ("The fire killed 12 people in Vell.", "A fire in Vell killed 40 people in 2019."),
    ("The fire killed 12 people in Vell.", "A fire killed 40 people in Vell last year."),
    ("Shelling killed 12 people in Vell.", "Separately, shelling killed three people in Vell."),
    ("The fire killed 12 people in Vell.", "It was the worst fire in Vell, which killed 40 people."),
    (
        "On Monday Russian missile attacks across Ukraine killed 24 people.",
        "On Monday Russian missile attacks on Kyiv killed 5 people.",
    ),
    ("The fever has killed 1,200 people in Vell.", "The fever killed 12 people in Vell on Monday."),
    ("Turnout was 62%.", "Turnout in Tarn was 58%."),
    ("Germany will send 14 Leopard tanks to Ukraine.", "Poland will send 10 Leopard tanks to Ukraine."),
    ("A strike on Vell killed 12 people.", "Two people were killed in Vell when a shell hit a bus."),
    # not sure, not new, not the same event
    ("The Vell blast killed 12 people.", "The Vell blast may have killed as many as 20 people."),
    ("The Vell blast killed 12 people.", "Twenty people are feared dead in the Vell blast."),
    ("The Vell blast killed 12 people.", "The toll in the Vell blast rose from 9 to 12."),
    ("The Vell blast killed 12 people.", "Police initially said 15 people were killed in the Vell blast."),
    ("The blast killed 12 people.", "Rebels say that they have lost 15 men; 15 were killed by hunger."),
    ("A ferry sank off Vell, and 12 people died.", "A bus crash on the road to Tarn killed 15 people."),
    ("The envoy spoke for 12 minutes in Vell.", "The envoy spoke for 15 minutes in Vell."),
    ("The 12-year-old boy was found in Vell.", "The 15-year-old boy was found in Vell."),
    ("The talks in Vell begin at 5 p.m. on Friday.", "The talks in Vell begin at 6 p.m. on Friday."),
    (
        "The council of Vell voted 52 to 48 for the harbour.",
        "The council of Vell voted 51 to 49 for the harbour.",
    ),
    ("Police killed three men in Vell. Two men were killed in Tarn.", "Police killed two men in Vell."),
]


@pytest.mark.parametrize(("one", "other"), DISAGREE)
def test_different_numbers_for_the_same_thing_are_quoted(one: str, other: str) -> None:
    found = of(one, other)
    assert found is not None
    assert [said.text for said in found.sentences] == [one, other]
    assert len(set(found.numbers)) == len(found.numbers) == 2


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_what_may_be_true_together_is_no_disagreement(one: str, other: str) -> None:
    assert of(one, other) is None
    assert of(other, one) is None


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Bei dem Brand in Vell wurden 12 Menschen getötet.", "Mindestens 15 Tote bei Brand in Vell."),
        ("fr", "L'incendie de Vell a fait 12 morts.", "Au moins 15 morts dans l'incendie de Vell."),
        ("es", "El incendio en Vell dejó 12 muertos.", "Al menos 15 muertos en el incendio en Vell."),
        ("it", "L'incendio a Vell ha causato 12 morti.", "Almeno 15 morti nell'incendio a Vell."),
        ("pt", "O incêndio em Vell deixou 12 mortos.", "Pelo menos 15 mortos no incêndio em Vell."),
        ("nl", "Bij de brand in Vell vielen 12 doden.", "Zeker 15 doden bij brand in Vell."),
        ("pl", "W pożarze w Vell zginęło 12 osób.", "Co najmniej 15 zabitych w pożarze w Vell."),
        ("ru", "При пожаре в Велле погибли 12 человек.", "Не менее 15 погибших при пожаре в Велле."),
        ("uk", "Під час пожежі у Веллі загинули 12 людей.", "Щонайменше 15 загиблих під час пожежі у Веллі."),
    ],
)
def test_the_dead_are_counted_in_ten_languages(language: str, one: str, other: str) -> None:
    found = of(one, other, language=language)
    assert found is not None
    assert found.numbers == (12, 15)


TWELVE = "At least 12 people were killed when a ferry sank off Vell."
FIFTEEN = "Fifteen people died when a ferry sank off Vell."
TWENTY = "Twenty people were killed as a ferry sank off Vell."


def test_newer_report_of_the_same_outlet_supersedes_its_count() -> None:
    updated = story(
        told(1, TWELVE, outlet="A"), told(2, FIFTEEN, outlet="B"), told(3, FIFTEEN, outlet="A", hours=1)
    )
    assert disagreement(updated) is None
    assert disagreement(story(told(1, TWELVE, outlet="A"), told(2, FIFTEEN, outlet="A", hours=1))) is None


def test_outlet_that_has_not_followed_a_rising_toll_does_not_disagree() -> None:
    rising = story(
        told(1, TWELVE, outlet="A"), told(2, TWELVE, outlet="B"), told(3, FIFTEEN, outlet="B", hours=2)
    )
    assert disagreement(rising) is None


def test_count_of_yesterday_is_no_other_opinion() -> None:
    assert disagreement(story(told(1, TWELVE), told(2, FIFTEEN, hours=20))) is None


def test_copies_of_one_wire_report_are_one_source() -> None:
    rest = " Divers searched the harbour all night. The captain was questioned. The ferry was built in Tarn."
    assert disagreement(story(told(1, TWELVE + rest), told(2, FIFTEEN + rest, hours=1))) is None


def test_three_outlets_with_three_numbers_are_all_quoted_in_order_of_time() -> None:
    found = disagreement(story(told(1, TWELVE), told(2, FIFTEEN, hours=1), told(3, TWENTY, hours=2)))
    assert found is not None
    assert found.numbers == (12, 15, 20)
    assert [said.outlet for said in found.sentences] == ["Outlet 1", "Outlet 2", "Outlet 3"]
    assert found.topic == ("dead", "ferry", "sank", "vell")
    assert found.topic[0] == "dead"


def test_the_dead_come_before_the_injured() -> None:
    found = of(
        f"{TWELVE} The ferry's sinking off Vell injured 30.",
        f"{FIFTEEN} The ferry's sinking off Vell injured 40.",
    )
    assert found is not None
    assert found.topic[0] == "dead"


def test_five_hundred_reports_take_no_long_time_and_agree() -> None:
    assert disagreement(story(*(told(number, TWELVE) for number in range(500)))) is None
    many = story(*(told(number, f"The ferry off Vell killed {number} people.") for number in range(2, 500)))
    assert disagreement(many) is not None


@pytest.mark.parametrize(
    "text", ["", "12", "killed " * 5_000, "1" * 100_000, "قتل 12 شخصا في فيل.", "造成12人死亡。"]
)
def test_bad_input_says_nothing(text: str) -> None:
    assert of(text, FIFTEEN) is None
    assert of() is None
    assert of(text) is None


pieces = st.lists(
    st.sampled_from(
        [*(text for pair in DISAGREE for text in pair), "12 killed", "of Vell", "\u202e", "$", "% "]
    )
    | st.text(max_size=10),
    max_size=5,
).map(" ".join)


@given(st.lists(pieces, max_size=5))
def test_quotes_are_untouched_slices_of_their_articles(texts: list[str]) -> None:
    told_by: Story = story(*(told(number, text, hours=number) for number, text in enumerate(texts)))
    found = disagreement(told_by)
    assert found == disagreement(told_by)
    if found is not None:
        assert 2 <= len(found.sentences) == len(found.numbers) <= 3
        for said in found.sentences:
            assert said.text == texts[said.article][said.start : said.end] != ""
