"""The words that say what a number counts, in ten languages."""

from collections.abc import Mapping
from typing import Final, Literal

from summarise.text.words import word_set

Bound = Literal["", "least", "more", "fewer", "about"]
"""How exact a number is."""

_FATES: Final = {
    "en": {
        "dead": "killed dead died dies dying deaths fatalities lives murdered perished drowned slain",
        "injured": "injured wounded hurt injuries",
        "casualties": "casualties",
        "missing": "missing unaccounted",
        "arrested": "arrested detained arrests detentions",
        "rescued": "rescued",
        "evacuated": "evacuated",
        "displaced": "displaced",
        "trapped": "trapped",
    },
    "de": {
        "dead": "tote toten todesopfer getötet starben gestorben tot",
        "injured": "verletzte verletzten verletzt",
    },
    "fr": {"dead": "morts mortes tués tuées décès", "injured": "blessés blessées"},
    "es": {
        "dead": "muertos muertas fallecidos fallecidas muertes murieron mueren",
        "injured": "heridos heridas lesionados",
    },
    "it": {"dead": "morti morte vittime uccisi uccise decessi", "injured": "feriti ferite"},
    "pt": {"dead": "mortos mortas mortes morreram morrem", "injured": "feridos feridas"},
    "nl": {"dead": "doden gedood omgekomen", "injured": "gewonden gewond"},
    "pl": {"dead": "zabitych zginęło zginęły zmarło zmarły śmiertelnych", "injured": "rannych"},
    "ru": {
        "dead": "погибших погибли погибло погибшими убитых убиты убито жертв",
        "injured": "раненых ранены ранено пострадавших пострадали пострадало",
    },
    "uk": {
        "dead": "загиблих загинули загинуло вбито убито вбиті убитих жертв",
        "injured": "поранених поранено поранені постраждалих постраждали",
    },
}
FATES: Final[Mapping[str, Mapping[str, str]]] = {
    language: {word: fate for fate, listed in fates.items() for word in listed.split()}
    for language, fates in _FATES.items()
}
"""What became of people, by the word that stands for it."""

FATE: Final = frozenset(_FATES["en"])
"""All that may become of people."""

BEFORE: Final[Mapping[str, str]] = {
    word: fate
    for fate, listed in {
        "dead": "killed kills kill killing murdered murdering toll",
        "injured": "injured injures injure injuring wounded wounding hurting",
        "arrested": "arrested arrests arresting detained detains detaining",
        "rescued": "rescued rescuing",
        "evacuated": "evacuated evacuating",
        "displaced": "displaced displacing",
    }.items()
    for word in listed.split()
}
"""English words that say so before the number: "killed 12"."""

ACTIVE: Final = word_set("killed injured wounded hurt arrested detained rescued evacuated displaced")
"""What somebody does to somebody, where no passive says otherwise: "15 soldiers killed three civilians"."""

PASSIVE: Final = word_set("was were is are been being be have has had got")

OBJECT: Final = word_set(
    "a an the him her them their his its dozens hundreds thousands scores several many nearly about some over"
    " around more another"
)

PEOPLE: Final = word_set(
    "people person persons victims victim menschen personen personnes personne personas persona persone"
    " pessoas pessoa mensen osób osoby ludzi человек человека людей люди осіб людини"
)
"""Everybody, so that a number of them is a number of all."""

FOLK: Final = word_set("people men women children police troops personnel crew staff civilians")

UNIT: Final = word_set(
    "years year days day hours hour minutes minute seconds months month weeks week decades centuries times"
    " miles mile metres meters kilometres kilometers feet inches degrees points percent votes pages rounds"
    " dollars euros pounds cents roubles rubles hryvnias series this his its was has plus versus others odds"
    " across thousands millions hundreds dozens nations thirds quarters fifths halves"
)
"""Words behind a number that count no things."""

STOPS: Final = word_set(
    "and or but while as when after who which that by in on at from to for with during near off outside of"
    " before since because inside und oder bei in an et ou dans à en y o e ed em bij na w i po и в на при та"
)
"""Words that end what a number counts."""

PARTIAL: Final = word_set(
    "another further additional other others more extra among including first last next"
)
"""A number beside these is a part or an addition, not a total."""

UNSURE: Final = word_set(
    "could may might would feared fear expected presumed believed possibly potentially if threatened"
)

ABOUT: Final[Mapping[str, Bound]] = {
    "at least": "least",
    "no fewer than": "least",
    "no less than": "least",
    "more than": "more",
    "over": "more",
    "less than": "fewer",
    "fewer than": "fewer",
    "under": "fewer",
    "up to": "fewer",
    "as many as": "fewer",
    "nearly": "about",
    "almost": "about",
    "about": "about",
    "around": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "an estimated": "about",
    "close to": "about",
    "a total of": "",
    "mindestens": "least",
    "au moins": "least",
    "al menos": "least",
    "almeno": "least",
    "pelo menos": "least",
    "ao menos": "least",
    "minstens": "least",
    "zeker": "least",
    "co najmniej": "least",
    "не менее": "least",
    "как минимум": "least",
    "щонайменше": "least",
    "mehr als": "more",
    "plus de": "more",
    "más de": "more",
    "più di": "more",
    "oltre": "more",
    "mais de": "more",
    "meer dan": "more",
    "ponad": "more",
    "более": "more",
    "больше": "more",
    "понад": "more",
    "rund": "about",
    "etwa": "about",
    "fast": "about",
    "environ": "about",
    "près de": "about",
    "unos": "about",
    "casi": "about",
    "circa": "about",
    "quase": "about",
    "ongeveer": "about",
    "bijna": "about",
    "około": "about",
    "prawie": "about",
    "около": "about",
    "почти": "about",
    "близько": "about",
    "майже": "about",
}
"""What stands before a number that is not exact."""

MAGNITUDES: Final[Mapping[str, float]] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "k": 1e3,
}

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: Final[Mapping[str, int]] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * t + o for t, ten in enumerate(_TENS, 2) for o, one in enumerate(_ONES[1:10], 1)},
}
"""English number words up to ninety-nine."""
