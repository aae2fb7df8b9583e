"""What people read, in their language.

The English text is the key. `speaking` sets the language of what is computed inside it, as gettext does for a
process; text that needs to be marked where it is defined, and is translated where it is used, is given to
`mark`. What a translation lacks is said in English; a test finds what it lacks.
"""

from bot.words.catalogue import ENGLISH, LANGUAGES, language_of
from bot.words.dates import days, short_day, weekday_and_day, whole_day
from bot.words.speaking import listed, mark, named, number, speak, speaking, spoken, t, tn

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "days",
    "language_of",
    "listed",
    "mark",
    "named",
    "number",
    "short_day",
    "speak",
    "speaking",
    "spoken",
    "t",
    "tn",
    "weekday_and_day",
    "whole_day",
]
