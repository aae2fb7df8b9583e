"""Whom /setup offers to watch: people and organisations of whom much is written, by part of the world."""

from collections.abc import Mapping
from typing import Final

from bot.words import mark

SECTIONS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "un": (
        mark("The United Nations"),
        (
            "antonio-guterres",
            "united-nations",
            "un-security-council",
            "unhcr",
            "unicef",
            "world-health-organization",
            "tedros-adhanom-ghebreyesus",
            "international-atomic-energy-agency",
            "rafael-grossi",
            "international-criminal-court",
        ),
    ),
    "east": (
        mark("Russia and Ukraine"),
        (
            "vladimir-putin",
            "volodymyr-zelensky",
            "sergey-lavrov",
            "dmitry-peskov",
            "kremlin",
            "alexander-lukashenko",
        ),
    ),
    "us": (
        mark("The United States"),
        ("donald-trump", "jd-vance", "marco-rubio", "jerome-powell", "federal-reserve", "us-congress"),
    ),
    "europe": (
        mark("Europe"),
        (
            "european-union",
            "european-commission",
            "ursula-von-der-leyen",
            "antonio-costa",
            "kaja-kallas",
            "nato",
            "mark-rutte",
            "emmanuel-macron",
            "friedrich-merz",
            "keir-starmer",
            "giorgia-meloni",
            "pedro-sanchez",
            "donald-tusk",
            "viktor-orban",
            "european-central-bank",
            "christine-lagarde",
            "pope-leo-xiv",
        ),
    ),
    "middle-east": (
        mark("The Middle East"),
        (
            "benjamin-netanyahu",
            "mahmoud-abbas",
            "hamas",
            "hezbollah",
            "houthis",
            "masoud-pezeshkian",
            "recep-tayyip-erdogan",
            "mohammed-bin-salman",
            "ahmed-al-sharaa",
            "abdel-fattah-el-sisi",
        ),
    ),
    "asia": (
        mark("Asia and the Pacific"),
        (
            "xi-jinping",
            "li-qiang",
            "wang-yi",
            "narendra-modi",
            "sanae-takaichi",
            "lee-jae-myung",
            "kim-jong-un",
            "lai-ching-te",
            "prabowo-subianto",
            "shehbaz-sharif",
            "taliban",
            "anthony-albanese",
            "asean",
        ),
    ),
    "africa": (
        mark("Africa"),
        (
            "african-union",
            "cyril-ramaphosa",
            "bola-tinubu",
            "william-ruto",
            "abiy-ahmed",
            "paul-kagame",
            "abdel-fattah-al-burhan",
        ),
    ),
    "americas": (
        mark("The Americas"),
        (
            "mark-carney",
            "claudia-sheinbaum",
            "luiz-inacio-lula-da-silva",
            "javier-milei",
            "gustavo-petro",
        ),
    ),
    "organisations": (
        mark("Economy and relief"),
        (
            "international-monetary-fund",
            "world-bank",
            "world-trade-organization",
            "opec",
            "oecd",
            "international-committee-of-the-red-cross",
            "amnesty-international",
            "human-rights-watch",
        ),
    ),
}
"""What each section is called, and who is in it, by id; at most 25 of each, as a select has room for."""
