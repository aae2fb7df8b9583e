"""A file of a server's settings says what is wrong with it, and where; what it holds comes back the same."""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exporting.comparing import changes
from bot.exporting.held import Held, Row
from bot.exporting.lines import Lines
from bot.exporting.model import ServerFile
from bot.exporting.reading import read
from bot.exporting.writing import written
from config.errors import ConfigurationError
from tests.bot.exporting.drawn import files

T = TypeVar("T")


def held_by(file: ServerFile) -> Held:
    """A server that has settled what the file says."""
    return Held(
        server=file.server,
        feed=_rows(file.feed),
        actor=_rows(file.actor),
        watch=_rows(file.watch),
        digest=_rows(file.digest),
    )


def _rows(said: Iterable[T]) -> tuple[Row[Any, T], ...]:
    return tuple(Row(row=None, said=one) for one in said)


@given(files())
def test_what_is_written_is_read_back(held: ServerFile) -> None:
    text = written(held, {"vladimir-putin": "Vladimir\nPutin #"})
    again = read(text, "server.toml")
    assert again.model_dump() == held.model_dump()
    assert written(again, {}) == written(held, {})
    assert changes(held_by(held), again, removes=True) == ()
    assert ("keep this file to yourself" in text) == ("key=hush" in text or "?a=" in text)


ID = "900100200300400500"
ASKS = f'[[watch]]\nchannel = {ID}\nkeywords = ["a, b"]\n'

MISTAKES = {
    "[server]\nlanguage = 7": "line 2: `server`, key `language`: text in quotes is needed",
    '[server]\nlanguage = "fr"': "line 2: `server`, key `language`: Wirewatch speaks 'en', 'de'",
    "server = 7": "line 1: `server`: a table with keys is needed",
    f'# odd\n[server.rights]\nfeed = ["{ID}"]\nwatches = ["{ID}"]': (
        "line 4: `server`, key `rights.watches`: no group of commands is called so; those there are: "
        "watch, digest, feed, actor."
    ),
    '[server]\nname = "x"\n[server.rights]\nwatch = [7]': "line 4: `server`, key `rights.watch`: an id is",
    "[server]\nrights = 7": "line 2: `server`, key `rights`: a table with keys is needed",
    '[[feed]]\nurl = "https://a.example"\n\n[[feed]]\n# odd\nurl = "ftp://b"': "line 6: `feed`, entry 2, key",
    f'[[feed]]\nurl = "https://a.example"\nchannel = {ID}': "line 3: `feed`, entry 1, key",
    f'[[feed]]\nurl = "https://a.example"\noutlet = "{"O" * 301}"': (
        "line 3: `feed`, entry 1, key `outlet`: String should have at most 300 characters"
    ),
    '[[feed]]\nurl = "https://a.example"\ntopic = "1/2/3/4/5/6/7/8/9"': "key `topic`: a topic has at most 8",
    f"[[watch]]\nchannel = {ID}": "line 1: `watch`, entry 1: name at least one of",
    f'[[watch]]\nuser = "{ID}"\nkeywords = ["a"]': "line 2: `watch`, entry 1, key `user`: what",
    f'[[watch]]\nchannel = {ID}\nactors = [\n"a",\n7]': "line 3: `watch`, entry 1, key `actors`: text in q",
    f'{ASKS}kind = "room"': "line 4: `watch`, entry 1, key `kind`: Input should be 'channel', 'thread' or",
    f'{ASKS}keyword = "x"': "key `keyword`: there is no such key; did you mean `keywords`.",
    f"{ASKS}sentiment = 1": "key `sentiment`: there is no such key; a newer Wirewatch may know it.",
    f'{ASKS}tags = ["Breaking"]': "key `tags`: ids of the forum's tags in quotes, not their names.",
    '[[digest]]\nchannel = "terminal"\nat = "8:00"\nhours = 2': "line 4: `digest`, entry 1, key `hours`",
    '[[digest]]\nchannel = "terminal"\nat = "8:00"\nkind = "forum"': "entry 1: `kind` is for channels",
    "guild = 7": "line 1: `guild`: there is no such table",
    "[feeds]\n": "line 1: `feeds`: there is no such table; did you mean `feed`.",
    '[feed]\nurl = "https://a.example"': "line 1: `feed`: a list is needed",
    "[[feed]\n": "is not valid TOML",
    f"a = {'9' * 5000}": "is not valid TOML",
    f"\n{'a.' * 100_000}a = 1": "line 2: too many names with full stops",
    f'{ASKS}\n[[watch]]\nchannel = {ID}\nkeywords = ["b", "a\\u0000"]': (
        "line 7: `watch`, entry 2, key `keywords`: it holds a control character."
    ),
    "watch = 7": "line 1: `watch`: a list is needed",
    '[[actor]]\nid = "Ann Harbour"': "line 2: `actor`, entry 1, key `id`",
    f"{ASKS}{ASKS}[[watch]]\nchannel=7": "line 8: `watch`, entry 3, key `channel`",
    f"{ASKS}cooldown = 5\n\n{ASKS}": (
        "line 6: `watch`, entry 2: watches the same in the same channel as entry 1, and says otherwise"
    ),
    f'[[digest]]\nchannel = {ID}\nat = "8:00"\n[[digest]]\nchannel = {ID}\nat = "08:00"\nstories = 2': (
        "line 4: `digest`, entry 2: comes where and when entry 1 comes"
    ),
    '[[feed]]\nurl = "https://a.example"\n[[feed]]\nurl = "https://A.example/"\ntopic = "x"': (
        "line 3: `feed`, entry 2: is the feed of entry 1"
    ),
    '[[actor]]\nid = "a"\n[[actor]]\nid = "a"\nname = "A"': "line 3: `actor`, entry 2: has the id of entry 1",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_are_told_with_their_line_and_key(text: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        read(text, "server.toml")
    assert MISTAKES[text] in str(told.value)
    assert str(told.value).startswith("server.toml")


def test_what_stands_twice_in_the_same_words_stands_once() -> None:
    again = ASKS.replace("a, b", "A,  B")
    twice = read(f'{ASKS}{again}[[watch]]\nchannel = {ID}\nkeywords = ["a", "b"]\n', "server.toml")
    told = [str(one) for one in changes(held_by(ServerFile()), twice, removes=True)]
    assert told == [f'+ watch in {ID}: keywords "A, B"', f"+ watch in {ID}: keywords a, b"]


def test_many_mistakes_are_told_in_part() -> None:
    with pytest.raises(ConfigurationError) as told:
        read("[[watch]]\nchannel = 7\n" * 60, "server.toml")
    assert str(told.value).splitlines()[-1] == "… and 40 more."


def work_of(call: Callable[[], object]) -> int:
    """How many calls of functions the call comes to, whose refusal is expected; the same on any machine."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with suppress(ConfigurationError):
            call()
    finally:
        sys.setprofile(before)
    return calls


WRONG = {
    "a key of a newer version": '[[feed]]\nurl = "https://outlet{n}.example/feed"\nmood = "new"\n',
    "a control character": '[[actor]]\nid = "ann"\nname = "{n}\\u0007"\n',
    "said twice": f'[[watch]]\nchannel = {ID}\nkeywords = ["a"]\ncooldown = {{n}}\n',
}


@pytest.mark.parametrize("wrong", WRONG)
def test_file_twice_as_long_is_refused_with_twice_the_work(wrong: str) -> None:
    def refused(count: int) -> int:
        text = "".join(WRONG[wrong].format(n=n) for n in range(count))
        return work_of(lambda: read(text, "server.toml"))

    refused(1)  # what is done once in a process
    assert refused(400) < 2.2 * refused(200)


def test_line_is_that_of_the_row_and_key_whatever_stands_around() -> None:
    text = (
        "feed = 7\nodd.key = 1\n[[watch]]\nfeed = 8\n[watch.quiet]\nurl = 1\n  [[ feed ]]\n'url' = 1\n"
        '[feed.more]\ndeep = 1\n[[feed]]\n\nurl=2\n[server.rights]\nwatch = 1\n[feed."more".deep]\n'
    )
    places = {
        ("feed", 0, ("url",)): 8,
        ("feed", 0, ("more",)): 9,
        ("feed", 0, ("more", "deep")): 10,
        ("feed", 0, ("more", "nowhere")): 9,
        ("feed", 0, ("nowhere",)): 7,
        ("feed", 1, ("url",)): 13,
        ("feed", 1, ("more", "deep")): 16,
        ("server", None, ("rights", "watch")): 15,
        ("watch", None, ()): 3,
        ("odd", None, ("key",)): 2,
        ("digest", None, ()): 1,
    }
    lines = Lines(text)
    assert {asked: lines.of(*asked) for asked in places} == places


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read(text, "server.toml")
    except ConfigurationError as error:
        said = str(error)
        assert said.startswith("server.toml")
