"""Whatever the news says, what is shown of it keeps every limit, pings nobody, and formats nothing."""

from dataclasses import replace
from functools import partial
from io import StringIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from bot.render.alert import alert_message
from bot.render.answer import summary_answer, why_answer
from bot.render.below import pointer_message, rollup_message, update_message
from bot.render.digest import digest_answer, digest_message
from bot.render.escape import web_address
from bot.render.house import greeting_message, logged_message
from bot.render.message import Json, RenderedMessage
from bot.render.notice import notice_message
from bot.render.terminal import alert_panel, notice_panel, pointer_line, rollup_panel, update_panel
from bot.render.terminal_digest import digest_panel
from bot.render.terminal_words import CONTROL
from bot.render.thread import thread_name
from bot.words import LANGUAGES, speaking
from storage.documents import POST
from summarise.model import (
    Alert,
    Body,
    Digest,
    Greeting,
    Logged,
    Notice,
    Pointer,
    Rollup,
    Summary,
    Update,
    Verdict,
)
from tests.bot.hostile import addresses, alerts, bodies, summaries, texts, undated, verdicts
from tests.bot.news import delivery
from tests.bot.reading import FORMATS, check_embeds, check_layout, foreign, links, markdown, walk
from tests.fakes.discord.contract import DOCUMENT, contract
from tests.fakes.discord.rules.messages import ON_EDIT, message_complaints

patiently = partial(
    settings, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
languages = st.sampled_from(tuple(LANGUAGES))
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def rendered(body: Body, address: str | None = None, pings: tuple[str, ...] = ()) -> RenderedMessage:
    """The message of any body."""
    match body:
        case Alert():
            return alert_message(1, body, pings)
        case Update():
            return update_message(1, body, pings)
        case Rollup():
            return rollup_message(1, body)
        case Pointer():
            return pointer_message(1, body, address)
        case Digest():
            return digest_message(1, body)
        case Notice():
            return notice_message(1, body)
        case Greeting():
            return greeting_message(1, body)
        case Logged():
            return logged_message(1, body)


def panel(body: Body) -> RenderableType:
    """The same for a terminal."""
    match body:
        case Alert():
            return alert_panel(body, updated=False)
        case Update():
            return update_panel(body)
        case Rollup():
            return rollup_panel(body)
        case Pointer():
            return pointer_line(body)
        case Notice():
            return notice_panel(body)
        case Digest():
            return digest_panel(body)
        case Greeting() | Logged():
            raise AssertionError("the house speaks on Discord alone")


def created(message: RenderedMessage) -> Json:
    """The request that posts it."""
    return {**message.payload(), "nonce": "n", "enforce_nonce": True}


@patiently(max_examples=40)
@given(bodies, addresses, st.lists(texts | st.just("4001"), max_size=2).map(tuple), languages)
def test_any_post_keeps_the_rules_and_nothing_of_a_feed_formats_links_or_pings(
    body: Body, address: str | None, roles: tuple[str, ...], language: str
) -> None:
    with speaking(language):
        message, thread = rendered(body, address, roles), thread_name(body)
    assert message_complaints(created(message)) == []
    assert message_complaints(message.payload(), allowed=ON_EDIT) == []
    check_layout(message) if message.flags else check_embeds(message)
    names = [c["custom_id"] for c in walk(message.components) if "custom_id" in c]
    assert "why:1" in names
    assert len(set(names)) == len(names)
    assert set(message.pings) <= {"4001"}
    assert message.content in {"", "<@&4001>"}
    assert 0 < len(thread.strip()) <= 100
    for text in markdown(message):
        assert FORMATS.search(foreign(text)) is None
    assert all(web_address(url) == url for url in links(message))


@patiently(max_examples=10)
@given(bodies)
def test_what_was_decided_reads_the_same_whenever_it_is_sent(body: Body) -> None:
    post = replace(delivery().post, body=body)
    assert rendered(POST.load(POST.dump(post)).body).payload() == rendered(body).payload()


@patiently(max_examples=20)
@given(alerts)
def test_headline_first_sentence_and_outlets_are_never_left_out(hostile: Alert) -> None:
    first = replace(hostile.summary.sentences[0], text="They met.") if hostile.summary.sentences else None
    told = (first, *hostile.summary.sentences[1:]) if first else ()
    alert = replace(hostile, summary=replace(hostile.summary, sentences=told))
    [embed] = alert_message(1, alert).embeds
    assert embed["title"].removeprefix("Retracted: ")
    assert first is None or "They met. " in embed["description"]
    assert not alert.sources or any("outlet" in field["name"] for field in embed["fields"])


@patiently(max_examples=25)
@given(bodies, summaries, st.booleans(), st.lists(verdicts, max_size=3).map(tuple), languages)
def test_any_answer_keeps_the_rules(
    body: Body, summary: Summary, pasted: bool, told: tuple[Verdict, ...], language: str
) -> None:
    with speaking(language):
        answers = (
            why_answer(replace(delivery().post, body=body), told),
            summary_answer(summary, pasted=pasted),
            digest_answer(body) if isinstance(body, Digest) else rendered(body),
        )
    for message in answers:
        assert message_complaints(message.payload()) == []
        check_layout(message) if message.flags else check_embeds(message)
        assert all(FORMATS.search(foreign(text)) is None for text in markdown(message))


@pytest.mark.skipif(not DOCUMENT.is_file(), reason="Discord's OpenAPI document is not there")
@patiently(max_examples=15)
@given(bodies, addresses)
def test_any_post_is_what_discord_documents(body: Body, address: str | None) -> None:
    documented = contract()
    assert documented is not None
    message = rendered(body, address, ("4001",))
    assert not documented.request("POST", "/channels/{channel_id}/messages", {}, created(message))
    edit = "/channels/{channel_id}/messages/{message_id}"
    assert not documented.request("PATCH", edit, {}, message.payload())


@patiently(max_examples=15)
@given(undated, st.sampled_from((40, 80, 120)))
def test_any_post_is_printed_within_the_terminal(body: Body, width: int) -> None:
    out = StringIO()
    Console(file=out, width=width).print(panel(body))
    lines = out.getvalue().split("\n")
    assert lines[0].strip()
    assert all(cell_len(line) <= width for line in lines)
    assert not any(CONTROL.search(line) for line in lines)
