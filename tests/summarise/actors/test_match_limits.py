"""Hostile articles take bounded time, and ordinary ones little."""

from datetime import date
from pathlib import Path

import pytest

from summarise.actors.roster import roster
from tests.summarise.growth import disproportionate

DAY = date(2022, 4, 23)
MATCHER = roster(()).matcher
SEEDS = Path(__file__).parents[3] / "../shared/seeds"
NAMED = {
    "antonio-guterres": ("Guterres",),
    "vladimir-putin": ("Putin",),
    "sergey-lavrov": ("Lavrov",),
    "volodymyr-zelensky": ("Zelensky",),
    "dmitry-peskov": ("Peskov",),
    "stephane-dujarric": ("Dujarric",),
    "karl-nehammer": ("Nehammer",),
}


PIECES = (
    "A", "A ", "“", '"', "[", "[(", "'", "-", "·", "#", "@", "/", "?", ".", "\n", "Putin ", "Putin-",
    "Putin/", "Putin'", "UN ", "UN-", "WHO ", "Mr ", "former ", "Russian president ", "Eric Trump ", "ª",
    "İ", "普京", "و", "Vladimir ", "al-Assad-", "a@", "Johnson & ",
    "Johnson Putin, ", "A certain Dr Johnson ", "Erdo&#287;an ", "UN HOMME EU ", "Kim Jong ", "May, ",
    "Ã", "&#",
)  # fmt: skip


def test_time_grows_with_the_length_of_anything() -> None:
    assert disproportionate(lambda text: MATCHER.hits((text,), DAY), PIECES, 3_000) == []


@pytest.mark.parametrize("name", ["000_80f7152ae81d6264.txt", "003_87216fc3b706afd2.txt"])
def test_everybody_in_the_seeds_is_found_and_nobody_is_taken_for_another(name: str) -> None:
    if not (SEEDS / name).is_file():
        pytest.skip("the seeds are not here")
    title, _, _, *lines = (SEEDS / name).read_text(encoding="utf-8").split("\n")
    text = "\n".join(lines)
    found = MATCHER.hits((title, text), DAY)
    for source, hits in zip((title, text), found, strict=True):
        for actor, surnames in NAMED.items():
            for surname in surnames:
                places = [at for at in range(len(source)) if source.startswith(surname, at)]
                spans = [(hit.start, hit.end) for hit in hits if hit.actor.id == actor]
                assert all(any(start <= at < end for start, end in spans) for at in places)
        for hit in hits:
            words = source[hit.start : hit.end]
            for actor, surnames in NAMED.items():
                assert hit.actor.id == actor or not any(one in words for one in surnames)
