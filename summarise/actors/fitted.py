"""What the weights of speech.py are, as they came out of the fit; docs/design/quotes.md tells how.

A logistic fitted by maximum likelihood with an L2 penalty of 2 on the spans of fewer than ten words that
stand in marks in PolNeAR's news articles: quoted from somebody, or not. The bias puts the border at 0.
"""

from collections.abc import Mapping
from typing import Final

BIAS: Final = -1.67

FITTED: Final[Mapping[str, float]] = {
    "speaker in paragraph": 2.01,
    "verb of speech": 1.55,
    "begins sentence": 1.12,
    "after verb": 0.79,
    "full stop": 0.76,
    "clause": 0.73,
    "after to": 0.70,
    "after that": 0.62,
    "after be": 0.55,
    "comma": 0.37,
    "cue after": 0.33,
    "after the": -0.28,
    "after possessive": -0.28,
    "after preposition": -0.52,
    "name before": -0.53,
    "noun after": -0.61,
    "capital": -0.89,
    "capitals": -1.48,
    "title": -1.91,
}
