"""What an actor does in a sentence."""

import pytest

from summarise.actors.role import role_of


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("*Reyes* said the bridge was ready.", "speaker"),
        ("“It is ready,” *Reyes* told reporters.", "speaker"),
        ("“It is ready,” said *Reyes*.", "speaker"),
        ("“It is ready,” *Reyes*, the mayor of Northgate, said in a statement.", "speaker"),
        ("According to *Reyes*, it is ready.", "speaker"),
        ("*Reyes* has also warned of delays.", "speaker"),
        ("*Reyes* met the council.", "subject"),
        ("*Reyes* will travel to Northgate.", "subject"),
        ("*Reyes* and Tom Wolfe have agreed.", "subject"),
        ("*Reyes*, the mayor, opened the bridge.", "subject"),
        ("The council met with *Reyes* on Monday.", "mention"),
        ("*Reyes*' plan was shown.", "mention"),
        ("A letter to *Reyes* was lost.", "mention"),
        ("*Reyes*", "mention"),
    ],
)
def test_a_role_follows_from_the_words_beside_the_name(sentence: str, role: str) -> None:
    start = sentence.index("*")
    end = sentence.index("*", start + 1) - 1
    text = sentence.replace("*", "")
    assert role_of(text, start, end, (0, len(text))) == role
