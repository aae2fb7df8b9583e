"""A file of a server's settings says what is wrong with it, and where; what it holds comes back the same."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exporting.comparing import changes
from bot.exporting.model import Server, ServerDigest, ServerFeed, ServerFile, ServerWatch
from bot.exporting.reading import read
from bot.exporting.writing import written
from config.errors import ConfigurationError

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHANNEL = "900100200300400500"

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
feeds = st.builds(
    ServerFeed,
    url=st.sampled_from(("https://a.example/feed", "https://b.example/?a=%20b")),
    outlet=words.map(str.strip),
    topic=words,
    paused=st.booleans(),
)
digests = st.builds(
    ServerDigest,
    channel=st.sampled_from((CHANNEL, "terminal")),
    at=times,
    zone=st.sampled_from(("UTC", "Europe/Berlin")),
    days=st.sampled_from(("", "mon,wed", "weekends")),
    kind=st.sampled_from(("channel", "forum")),
    actors=st.sampled_from(((), ("vladimir-putin", "ann-harbour@"))),
    keywords=st.lists(st.sampled_from(("grain", "corridor of grain", "sanction*")), unique=True).map(tuple),
)
watches = st.builds(
    ServerWatch,
    channel=st.just(CHANNEL),
    keywords=st.just(("sanction*",)),
    quiet=st.sampled_from((None, (time(22), time(7)))),
    voices=st.integers(1, 20),
    tags=st.sampled_from(((), (CHANNEL,))),
)


@given(
    st.builds(
        ServerFile,
        server=st.builds(
            Server, language=st.sampled_from((None, "de")), rights=st.just({"watch": (CHANNEL,)}), name=words
        ),
        feed=st.lists(feeds, max_size=3).map(tuple),
        watch=st.lists(watches, max_size=3).map(tuple),
        digest=st.lists(digests, max_size=3).map(tuple),
    )
)
def test_what_is_written_is_read_back(held: ServerFile) -> None:
    text = written(held, {"vladimir-putin": "Vladimir\nPutin #"}, NOW)
    again = read(text, "server.toml")
    assert again.model_dump() == held.model_dump()
    assert written(again, {}, NOW) == written(held, {}, NOW)
    assert changes(held, again, removes=True) == ()


MISTAKES = {
    "[server]\nlanguage = 7": "line 2: `server`, key `language`: ",
    '[[feed]]\nurl = "https://a.example"\n\n[[feed]]\n# odd\nurl = "ftp://b"': "line 6: `feed`, entry 2, key",
    '[[feed]]\nurl = "https://a.example"\nchannel = 900100200300400500': "line 3: `feed`, entry 1, key",
    "[[watch]]\nchannel = 900100200300400500": "line 1: `watch`, entry 1: name at least one of",
    '[[watch]]\nuser = "900100200300400500"\nkeywords = ["a"]': "line 2: `watch`, entry 1, key `user`: what",
    '[[digest]]\nchannel = "terminal"\nat = "8:00"\nhours = 2': "line 4: `digest`, entry 1, key `hours`",
    "guild = 7": "line 1: `guild`: unknown key",
    "[[feed]\n": "is not valid TOML",
    "watch = 7": "line 1: `watch`: ",
    '[[actor]]\nid = "Ann Harbour"': "line 2: `actor`, entry 1, key `id`",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_are_told_with_their_line_and_key(text: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        read(text, "server.toml")
    assert MISTAKES[text] in str(told.value)
    assert str(told.value).startswith("server.toml")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read(text, "server.toml")
    except ConfigurationError as error:
        said = str(error)
        assert said.startswith("server.toml")
