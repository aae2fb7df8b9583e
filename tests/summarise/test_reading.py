"""One article read, whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Article
from summarise.model import Appointment, CatalogueText, Mention, Quote, Reading, Sentence
from summarise.reading import reading_of

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
PUBLISHED = datetime(2022, 4, 23, 12, tzinfo=UTC)


def article(text: str, title: str = "", published: datetime | None = PUBLISHED) -> Article:
    return Article(
        id=1,
        feed_id=1,
        outlet="Meridian Wire",
        guid="1",
        title=title,
        text=text,
        url=None,
        author=None,
        published_at=published,
        seen_at=PUBLISHED,
    )


def seed(name: str) -> Article:
    found = sorted(SEEDS.glob(f"{name}_*.txt"))
    if not found:
        pytest.skip("the seeds are not here: ../shared/seeds")
    return article(found[0].read_text(encoding="utf-8"))


def actors(reading: Reading) -> set[str]:
    return {mention.actor for mention in reading.mentions}


@pytest.mark.parametrize("name", ["000", "003"])
def test_seed_is_read_in_exact_sentences_without_boilerplate(name: str) -> None:
    given_article = seed(name)
    shown = [given_article.text[one.start : one.end] for one in reading_of(given_article).sentences]
    assert len(shown) >= 12
    assert all(one == one.strip() and "\n" not in one for one in shown)
    assert not any("latest news, weather" in one or "http" in one or "20220423" in one for one in shown)
    assert shown[-1].endswith((".", ".”"))


def test_first_seed_names_its_people() -> None:
    assert actors(reading_of(seed("000"))) >= {
        "antonio-guterres",
        "vladimir-putin",
        "sergey-lavrov",
        "volodymyr-zelensky",
        "dmitry-peskov",
        "stephane-dujarric",
        "united-nations",
        "nato",
    }


def test_second_seed_names_its_people() -> None:
    reading = reading_of(seed("003"))
    assert actors(reading) >= {
        "antonio-guterres",
        "vladimir-putin",
        "karl-nehammer",
        "stephane-dujarric",
        "united-nations",
    }
    assert {one.actor for one in reading.mentions if one.role == "speaker"} >= {
        "stephane-dujarric",
        "karl-nehammer",
    }


@pytest.mark.parametrize("name", ["000", "003"])
def test_dujarrics_quote_is_found_in_both_seeds(name: str) -> None:
    spoken = reading_of(seed(name)).quotes
    (said,) = [one for one in spoken if "he would like to discuss urgent steps" in one.text]
    assert said.text[0] + said.text[-1] in {'""', "“”"}
    assert said.speaker
    assert said.speaker.actor == "stephane-dujarric"
    assert said.behalf
    assert said.behalf.actor == "antonio-guterres"


def test_first_seed_announces_the_meeting_of_26_april() -> None:
    found = [one for one in reading_of(seed("000")).appointments if one.text == "Tuesday, April 26"]
    assert [one.date.isoformat() for one in found] == ["2022-04-26"]
    assert set(found[0].actors) >= {"antonio-guterres", "vladimir-putin"}


def test_every_naming_in_the_first_seed_is_found() -> None:
    given_article = seed("000")
    reading = reading_of(given_article)
    for name, actor in {
        "Guterres": "antonio-guterres",
        "Putin": "vladimir-putin",
        "Lavrov": "sergey-lavrov",
    }.items():
        found = [
            one
            for one in reading.mentions
            if one.actor == actor and name in given_article.text[one.start : one.end]
        ]
        assert len(found) == given_article.text.count(name)


def test_a_surname_counts_when_the_headline_has_the_full_name() -> None:
    text = "Scholz left at noon."
    assert not actors(reading_of(article(text)))
    assert actors(reading_of(article(text, title="Olaf Scholz visits"))) == {"olaf-scholz"}


def test_terms_count_the_headline_twice_and_leave_notes_out() -> None:
    reading = reading_of(article("The bridge opened.\nSign up for our newsletter.", title="Bridge opens"))
    assert reading.terms["bridg"] == 3
    assert "newslett" not in reading.terms


def test_terms_are_the_two_hundred_most_frequent() -> None:
    reading = reading_of(article(" ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))))
    assert len(reading.terms) == 200


def test_a_headline_alone_is_read() -> None:
    reading = reading_of(article("", title="Putin meets Guterres in Moscow"))
    assert [one.actor for one in reading.headline_mentions] == ["vladimir-putin", "antonio-guterres"]
    assert reading.sentences == ()


@given(
    st.text(
        alphabet=st.characters() | st.sampled_from("\"“”’'«». \n"),
        max_size=300,
    )
    | st.lists(
        st.sampled_from(
            [
                "Vladimir Putin", "said", "“We agree,”", "ﬁß", "\u0301", "Ł", "İstanbul", "António Guterres",
                "will meet on Tuesday, April 26", "\n", ". ", '"', "”", "he", "told", "Xi'an",
                "99 May 9999", "31 February",
            ]
        ),
        max_size=40,
    ).map(" ".join),
    st.text(max_size=60),
)  # fmt: skip
def test_any_text_is_read_with_offsets_that_hold(text: str, title: str) -> None:
    reading = reading_of(article(text, title))
    spans: tuple[Sentence | Mention | Quote | Appointment, ...] = (
        *reading.sentences,
        *reading.mentions,
        *reading.quotes,
        *reading.statements,
        *reading.appointments,
    )
    for one in spans:
        assert 0 <= one.start < one.end <= len(text)
    for quote in (*reading.quotes, *reading.statements):
        assert quote.text == text[quote.start : quote.end]
        if quote.speaker:
            assert quote.speaker.text == text[quote.speaker.start : quote.speaker.end] != ""
    for mention in reading.headline_mentions:
        assert 0 <= mention.start < mention.end <= len(title)


def test_a_guilds_own_actor_takes_no_name_of_somebody_else() -> None:
    entry = '[[actor]]\nid = "anna-michel"\nkind = "person"\nname = "Anna Michel"\nsurname = ["Michel"]\n'
    society = '[[actor]]\nid = "society"\nkind = "organisation"\nname = "United Nations Society of Alder"\n'
    texts = (CatalogueText(label="added", text=entry + society, guild="7"),)
    for text, named in (
        ("Charles Michel met Anna Michel in Paris. Michel said the talks were good.", ["Anna Michel"]),
        ("Anna Michel came. Michel was late.", ["Anna Michel", "Michel"]),
        ("The United Nations Society of Alder met.", ["United Nations Society of Alder"]),
    ):
        found = reading_of(article(text), texts=texts).added
        assert [text[one.start : one.end] for one in found] == named


def test_a_guilds_own_actor_is_found_by_headline_and_text_together() -> None:
    entry = '[[actor]]\nid = "mara-quill"\nkind = "person"\nname = "Mara Quill"\nsurname = ["Quill"]\n'
    told = article(title="Mara Quill opens the bridge", text="On Monday Quill cut the ribbon.")
    found = reading_of(told, texts=(CatalogueText(label="added", text=entry, guild="7"),))
    assert [one.actor for one in found.headline_added] == ["mara-quill@7"]
    assert [told.text[one.start : one.end] for one in found.added] == ["Quill"]
    assert found.actors == frozenset()
    assert found.added_actors == {"mara-quill@7"}
