"""The kinds of words that make dates, as a language's table lists them."""

from typing import Final

Word = tuple[str, int]
"""The kind of a word, one letter of `KINDS`, and its number (of a month, a weekday, …)."""

LISTED: Final = {
    "months": ("M", 1),
    "weekdays": ("W", 0),
    "short_months": ("b", 1),
    "short_weekdays": ("w", 0),
    "numbers": ("N", 1),
    "nths": ("1", 1),
    "weeks": ("v", 1),
}
"""The keys of a table with a list, its kind, and the number of the first. Of `nths` the sixth is the last,
and the second of `weeks` is two of them."""

KINDS: Final = {
    "overmorrow": "Z",
    "tomorrow": "T",
    "weekday_word": "F",
    "weekend": "E",
    "since_now": "s",
    "coming": "c",
    "coming_before": "C",
    "next": "n",
    "this": "t",
    "last": "l",
    "every": "*",
    "first": "1",
    "end": "e",
    "part": "h",
    "later": "k",
    "on": "o",
    "in": "i",
    "ahead_in": "j",
    "either_in": "J",
    "until": "U",
    "since": "X",
    "by": "u",
    "of": "f",
    "the": "A",
    "articles": "a",
    "range": "r",
    "and": "&",
    "day": "d",
    "week": "v",
    "month": "m",
    "year": "y",
    "hour": "H",
}
"""The keys of a table with words of one kind each, and its letter. A word has the first that lists it."""

CUES: Final = ("ahead", "planned", "verbs", "back", "weak", "soft")
"""What looks ahead, participles that say what was planned, verbs that look ahead where they are no nouns,
what looks back, infinitives (ahead where nothing before them looks back) and participles (back where nothing
else tells)."""

TRIGGERS: Final = frozenset("MWbTZvmyEdH")
"""Without a word of one of these kinds, or a figure, no sentence has a date."""
