"""Which language a text is in."""

import pytest

from summarise.text.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Putin", "en"),
        ("1234 !!", "en"),
        ("The council agreed on a new bridge over the river", "en"),
        ("Der Kanzler sprach am Montag mit dem Präsidenten über den Krieg", "de"),
        ("Le président a rencontré le premier ministre à Paris lundi", "fr"),
        ("Президент встретился с министром иностранных дел", "ru"),
        ("総理大臣は会談を行った", "ja"),
        ("总统会见了外长", "zh"),
    ],
)
def test_a_text_has_its_language(text: str, language: str) -> None:
    assert language_of(text) == language
