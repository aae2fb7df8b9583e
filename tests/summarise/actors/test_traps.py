"""Sentences of the news with the actors marked: {Putin|vladimir-putin}; what has no mark is nobody's."""

import re
from datetime import date

import pytest

from summarise.actors.roster import roster

MATCHER = roster(()).matcher
SHORT = {
    "P": "vladimir-putin", "G": "antonio-guterres", "B": "joe-biden", "T": "donald-trump",
    "C": "charles-michel", "X": "xi-jinping", "M": "narendra-modi", "N": "karl-nehammer",
    "E": "emmanuel-macron", "Z": "volodymyr-zelensky", "A": "bashar-al-assad", "S": "olaf-scholz",
    "L": "sergey-lavrov", "K": "dmitry-peskov", "D": "stephane-dujarric", "R": "recep-tayyip-erdogan",
    "J": "jens-stoltenberg", "V": "ursula-von-der-leyen", "Y": "angela-merkel", "H": "boris-johnson",
    "UN": "united-nations", "WHO": "world-health-organization", "NATO": "nato", "EU": "european-union",
    "IMF": "international-monetary-fund", "KR": "kremlin", "WH": "white-house",
}  # fmt: skip
_MARK = re.compile(r"\{([^{}|]+)\|([\w-]+)\}")


def unmarked(marked: str) -> tuple[str, list[tuple[str, str]]]:
    """The plain text, and each marked form with its actor."""
    gold = [(found[1], SHORT.get(found[2], found[2])) for found in _MARK.finditer(marked)]
    return _MARK.sub(r"\1", marked), gold


def check(marked: str, on: date) -> None:
    text, gold = unmarked(marked)
    hits = MATCHER.hits((text,), on)[0]
    assert [(text[hit.start : hit.end], hit.actor.id) for hit in hits] == gold, marked


PEOPLE = [
    "{Vladimir Putin|P} spoke on Monday of a Putin-era law; a Putin-backed party and anti-Putin crowds met.",
    "{Putin|P} says the meeting with {Putin|P} was short.",
    "The {Putin|P}-{Guterres|G} meeting ended. The Trump-Anhänger and the Merkel-Vertrauter did not come.",
    "{Guterres|G}? meeting with {Putin|P} is the first. [{Guterres|G}] said so; {Guterres|G}?s plan.",
    "{Guterres|G}' plan, {Guterres|G}ʼs, {Guterres|G}`s plan, {Guterres|G}´s plan, {Putin|P}&#39;s plan.",
    "{Putin|P}â€™s plan and {Putin|P}\ufffds plan; ({Putin|P}), «{Путин|P}» and ‘{Putin|P}’.",
    "{Joe Biden|B} went home. Eric Trump and Lara Trump stayed. {Biden|B} left.",
    "{Donald Trump|T} met his son, Donald Trump Jr., and Barron Trump. {Trump|T} spoke.",
    "{Donald Trump|T} spoke at Trump Tower for the Trump Organization, near the Donald Trump Golf Club.",
    "{Hillary Clinton|hillary-clinton} left the Clinton Foundation.",
    "Mrs Putin, Lyudmila Putina and Людмила Путина were there.",
    "{Biden|B}'s son Hunter, Hunter Biden's sister Ashley Biden and Mrs Biden came. {Joe Biden|B} left.",
    "Then-president {Donald Trump|T} left. then-President {Trump|T} stayed; the late {Donald Trump|T}.",
    "{Charles Michel|C} met Michel Platini. {Michel|C} left. Michel Martelly too.",
    "Michel Platini spoke. Michel then left.",
    "{Xi Jinping|X} went to Xi'an in China. {Xi|X} left Xi’an. Pius XI and the XI Congress.",
    "{Narendra Modi|M} of India spoke; Nirav Modi did not. {Modi|M} left.",
    "Rohit Modi bakes bread in London. Modi owns a shop.",
    "Ambassador Smith met the ambassadors. Assadism and Putinism, Bidenomics and Trumpworld are words.",
    "{Bashar al-Assad|A} met the ambassador. {Assad|A} left. Hafez al-Assad died in 2000.",
    "The Putins and the Trumps met. {Olaf Scholz|S} won; Peter Smith-Scholz and Anna Scholz-Smith lost.",
    "Judge Biden, Sergeant Putin and Coach Trump met Rabbi Zelensky and Ms Guterres.",
    "A dog named Putin barked in Rue Poutine when Hurricane Biden came.",
    "Putin Street, Putin Boulevard, Zelensky Square and the Biden Expressway were closed.",
    "Biden time, the shop said. A Trump card was played. {Joe Biden|B} laughed.",
    "Clinton, Iowa, and Clinton County voted. {Bill Clinton|bill-clinton} did too.",
    "{Boris Johnson|H} spoke. Stanley Johnson and Rachel Johnson too. {Johnson|H} left Johnson & Johnson.",
    "{Vladimir Vladimirovich Putin|P}, {V.V. Putin|P} and {V. Putin|P}; A. Putin and Maria Putin did not.",
    "{George W. Bush|george-w-bush} met friends of George H.W. Bush. A bush fire burned.",
    "{Kamala Harris|kamala-harris} met Harris Smith. Harris County voted. {Harris|kamala-harris} left.",
    "{António Costa|antonio-costa} flew to Costa Rica and drank at Costa Coffee. {Costa|antonio-costa} left.",
    "{Moon Jae-in|moon-jae-in} spoke under the Moon. {Moon|moon-jae-in} left.",
    "{Lloyd Austin|lloyd-austin} flew to Austin, Texas.",
    "The {Putin|P}–{Biden|B} call and the {Putin|P} regime: {Joe Biden|B} spoke.",
    "{Hillary Clinton|hillary-clinton}’s private office and {Trump|T}’s University; {Donald Trump|T} left.",
    "{Joseph R. Biden|B} Jr. is a junior, {Donald Trump|T} is none; a President {Trump|T} was far off.",
    "Lyndon B. Johnson came before {Boris Johnson|H}, George P. Putin never.",
    "Meanwhile {Putin|P} left. Yesterday {Putin|P} came. Speaking in Moscow, {Putin|P} smiled.",
    "Russia's {Putin|P} and Ukraine's {Zelensky|Z} did not meet. Strongman {Putin|P} left.",
    "Vice-President Putin and Deputy Prime Minister Zelensky are not they.",
    "“{Putin|P} must go,” he said, “and so must {Lukashenko|alexander-lukashenko}.”",
]  # fmt: skip
TITLES = [
    "The {Russian president|P} met {Austrian Chancellor Karl Nehammer|N}.",
    "Former Russian President {Dmitry Medvedev|dmitry-medvedev} left. The former Russian president left.",
    "The ex-Russian president, the deputy Russian foreign minister and a Russian president met.",
    "{French President Emmanuel Macron|E} called {Russian President Vladimir Putin|P}.",
    "{UN Secretary-General|G}'s plan. {UN Secretary-General António Guterres|G} spoke to {Dujarric|D}.",
    "He served as {UN|UN} Secretary-General. She hopes to become {UN|UN} Secretary-General.",
    "The then Russian foreign minister and a future Russian president; Russian presidents.",
    "Foreign Minister {Sergei Lavrov|L} and {Kremlin spokesman Dmitry Peskov|K} spoke.",
    "{NATO Secretary General Jens Stoltenberg|J} and {European Commission President Ursula von der Leyen|V}.",
    "The prime minister of Canada, Anna Reyes, spoke.",
    "It is hard to be president of Russia. When you’re president of Russia, you know.",
]
BODIES = [
    "The {WHO|WHO} warned of a virus. Who says so? The {WHO|WHO} does.",
    "{UN|UN}, {EU|EU} and {NATO|NATO} and the {IMF|IMF}. A united nations team and a white house.",
    "The {Kremlin|KR} said no. The {White House|WH} agreed. The Red cross on the flag.",
    "The {NATO|NATO}-led mission and the anti-NATO crowd.",
    "Nikola Tesla was born in 1856.",
]
CAPITALS = [
    "RUSSIA'S {PUTIN|P} TO MEET {GUTERRES|G}",
    "WHO SAYS THE WAR WILL END? NOBODY TOLD US.",
    "UN HOMME EST MORT DANS UN ACCIDENT",
    "EU FALEI COM UM HOMEM NA RUA",
    "{IMF|IMF} WARNS; {PUTIN|P} AGREES",
]
CUT_OUT = [
    "https://wire.example/news/Putin-visits-Kyiv, www.wire.example/Putin and wire.example/Putin are pages.",
    "Write to Putin@kremlin.example or @Putin, #Putin, #PutinWar, Putin.pdf or Putin_speech.docx.",
    "Files: Putin-2022.jpg, img/Putin.png, C:\\Putin\\file.txt and https://wire.example/?q=Putin&a=Biden.",
]
ELSEWHERE = [
    "L'{ONU|UN} et l'{OTAN|NATO} condamnent. Le plan d'{Emmanuel Macron|E}. Selon M. {Macron|E}, oui.",
    "Der Besuch von {Putin|P} war kurz. {Putin|P}s Krieg ist nicht zu Ende, sagt {Olaf Scholz|S}.",
    "Das Putin-Regime und der Merkel-Vertraute sind nicht da, aber Kremlchef {Putin|P}.",
    "{Путин|P} сказал, что {Зеленский|Z} и {Макрон|E} говорили. Встреча с {Путиным|P}. О {Путине|P}.",
    "Улица Путина и проспект Макрона.",
    "و{بوتين|P} و{زيلينسكي|Z}",
    "{普京|P}说，{泽连斯基|Z}也说。埃里克·特朗普没有说。",
    "{Putin|P}'in planı ve {Erdoğan|R}'ın cevabı.",
    "{Prezydent Rosji Putin|P} nie przyjechał, ale spotkał się z {Putin|P}em i {Macron|E}em.",
]


def test_who_is_named_is_found_and_nobody_else() -> None:
    for marked in (*PEOPLE, *TITLES, *BODIES, *CAPITALS, *CUT_OUT, *ELSEWHERE):
        check(marked, date(2022, 4, 23))


@pytest.mark.parametrize(
    ("marked", "on"),
    [
        (
            "The {Russian president|dmitry-medvedev} and {Russian Prime Minister Vladimir Putin|P}.",
            date(2008, 6, 1),
        ),
        (
            "{UN Secretary-General Kofi Annan|kofi-annan} and the {UN Secretary-General|kofi-annan}.",
            date(2005, 6, 1),
        ),
        ("US President-elect {Joe Biden|B} spoke.", date(2020, 12, 1)),
        ("The {UN|UN} Secretary-General spoke.", date(1900, 1, 1)),
    ],
)
def test_a_title_is_whose_it_was_on_the_day(marked: str, on: date) -> None:
    check(marked, on)


def test_an_acronym_that_is_a_word_counts_in_capitals_where_the_article_has_it_elsewhere() -> None:
    headline, _ = MATCHER.hits(("WHO SAYS VACCINE IS SAFE", "The WHO said the vaccine is safe."), None)
    assert [hit.actor.id for hit in headline] == ["world-health-organization"]
    asked, _ = MATCHER.hits(("WHO IS NEXT TO LEAVE?", "The WHO said the vaccine is safe."), None)
    assert asked == ()


def test_a_surname_that_two_bear_is_of_whoever_was_named_last() -> None:
    text = "Bill Clinton spoke. Hillary Clinton came. Clinton stayed."
    hits = MATCHER.hits((text,), date(2022, 4, 23))[0]
    assert [hit.actor.id for hit in hits][-1] == "hillary-clinton"


def test_a_surname_that_two_bear_is_of_whoever_the_article_is_about() -> None:
    text = "Clinton stayed. Her husband, Bill Clinton, left."
    hits = MATCHER.hits(("Hillary Clinton wins, Hillary Clinton says", text), date(2016, 4, 23))[1]
    assert [hit.actor.id for hit in hits] == ["hillary-clinton", "bill-clinton"]


def test_who_leads_a_body_is_one_mention_with_it() -> None:
    text = "Kremlin aide stayed; Kremlin foreign policy adviser Vladimir Putin left."
    hits = MATCHER.hits((text,), date(2022, 4, 23))[0]
    assert [text[hit.start : hit.end] for hit in hits] == [
        "Kremlin",
        "Kremlin foreign policy adviser Vladimir Putin",
    ]
