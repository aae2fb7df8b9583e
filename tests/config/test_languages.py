"""What a watch may ask for is what articles are read as."""

from config.languages import KNOWN
from summarise.text import language


def test_languages_of_watches_are_those_of_readings() -> None:
    read = language._COMMON | language._OWN_SCRIPT | language._RARE | language._TELLABLE
    assert read == KNOWN
