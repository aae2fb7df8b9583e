"""Made-up articles whose words come as often as they do in the news, ever the same."""

import random
from functools import lru_cache
from typing import Final

from summarise.text.background import shipped
from summarise.text.words import stop_words

SENTENCES: Final = 30
VOCABULARY: Final = 8_000
TOPIC: Final = 40
"""Words that an article comes back to, as articles do."""

_LONGEST_WORD: Final = 14


def text(number: int, sentences: int = SENTENCES) -> str:
    """An article of so many sentences in paragraphs of three, each a line."""
    chance = random.Random(number)
    topic = chance.choices(vocabulary(), k=TOPIC)
    said = [_sentence(chance, topic) for _ in range(sentences)]
    return "\n".join(" ".join(said[at : at + 3]) for at in range(0, sentences, 3))


def _sentence(chance: random.Random, topic: list[str]) -> str:
    words = []
    for _ in range(chance.randint(14, 30)):
        kind = chance.random()
        words.append(
            chance.choice(_small()) if kind < 0.45 else chance.choice(topic if kind < 0.75 else vocabulary())
        )
    return " ".join(words).capitalize() + "."


@lru_cache(maxsize=1)
def vocabulary() -> list[str]:
    """The commonest stems, each as often as its rank tells (Zipf)."""
    counts = shipped("en").counts
    common = sorted((stem for stem in counts if stem.isalpha()), key=lambda stem: (-counts[stem], stem))
    common = [stem for stem in common if 2 < len(stem) < _LONGEST_WORD][:VOCABULARY]
    return random.Random(0).choices(
        common, weights=[1 / (rank + 20) for rank in range(len(common))], k=20_000
    )


@lru_cache(maxsize=1)
def _small() -> list[str]:
    return sorted(word for word in stop_words("en") if word.isalpha())
