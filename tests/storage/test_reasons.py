"""Why a feed could not be read is kept as a phrase; what was kept before as text is read as it is."""

import pytest

from config.phrase import Reason, both, counted, phrase, together
from storage.documents import REASON, reason_of

INNER = phrase("sends more than {most} pieces packed as {coding}", most=1_024, coding="gzip")
SAID = (
    phrase("{address} {what}; try again later.", address="https://a.example/", what=INNER),
    counted("{count} more is not listed.", "{count} more are not listed.", 3),
    phrase("did not finish answering within {seconds} s", seconds=0.5),
    phrase("names port {port}, which belongs to another service than the web", port="25"),
    phrase("does not begin with {schemes}", schemes=both(("http://", "https://"))),
    together((INNER, INNER)),
    "A sentence of somebody else's.",
)


@pytest.mark.parametrize("reason", SAID)
def test_sentence_comes_back_as_it_was(reason: Reason) -> None:
    assert reason_of(REASON.dump(reason)) == reason


def test_numbers_are_numbers_and_codes_are_text_when_they_come_back() -> None:
    back = reason_of(REASON.dump(INNER))
    assert str(back) == "sends more than 1,024 pieces packed as gzip"
    assert str(SAID[2]) == "did not finish answering within 0.5 s"


@pytest.mark.parametrize("text", ["https://a.example/ is *not* there.", "", "{not a document}", '"quoted"'])
def test_text_from_before_there_were_phrases_is_read_as_it_is(text: str) -> None:
    assert reason_of(text) == text


@pytest.mark.parametrize("text", ['{"version":1,"value":{}}', '{"version":99,"value":"x"}', '{"version":'])
def test_damaged_sentence_is_none_and_stops_nothing(text: str) -> None:
    assert reason_of(text) is None


def test_nothing_is_kept_of_nothing() -> None:
    assert reason_of(None) is None
