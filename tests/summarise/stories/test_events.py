"""Short reports: two events of a kind, or of one actor, stay apart; two accounts of one event meet."""

import re

import pytest

from summarise.reading import reading_of
from summarise.stories.group import trace_of
from summarise.stories.memory import MemoryStories
from summarise.text.words import hidden, in_title_case, names
from tests.summarise.wire import article

Account = tuple[str, str]


def read_pairs(written: str) -> tuple[tuple[Account, Account], ...]:
    """Pairs with an empty line between them, each account a title and indented lines of text."""
    pairs = []
    for block in written.strip().split("\n\n"):
        first, second = re.findall(r"^(\S.*)\n((?: .*\n?)+)", block, re.MULTILINE)
        pairs.append(((first[0], " ".join(first[1].split())), (second[0], " ".join(second[1].split()))))
    return tuple(pairs)


APART = read_pairs("""
Landslide buries houses in Nepal
  A landslide buried a dozen houses in the Nepalese district of Sindhupalchok on Monday, officials
  said. Rescuers were digging through the mud.
Landslide buries houses in Peru
  A landslide buried twenty houses in the Peruvian province of Pataz on Monday, officials said.
  Rescuers were digging through the mud.

Merkel visits vaccine plant
  German Chancellor Angela Merkel visited a vaccine plant in Marburg on Tuesday, her office said.
  She thanked the staff.
Merkel meets fishermen
  German Chancellor Angela Merkel met fishermen in Stralsund on Tuesday, her office said. She
  promised aid.

Bank of Japan keeps rates
  The Bank of Japan kept interest rates unchanged on Tuesday, and Governor Kazuo Ueda said that
  wages were rising.
Swiss bank cuts rates
  The Swiss National Bank lowered interest rates by half a point on Thursday, and Thomas Jordan said
  that the franc was too strong.

Train derails in Punjab
  At least 12 people were killed when a passenger train derailed near Multan in Pakistan on Sunday,
  police said.
Train derails in Bihar
  At least 9 people were killed when a passenger train derailed near Buxar in India on Sunday,
  police said.

Biden names ambassador to Kenya
  President Joe Biden on Wednesday nominated Meg Whitman to be ambassador to Kenya, the White House
  said.
Biden signs postal bill
  President Joe Biden on Wednesday signed a bill to overhaul the Postal Service, the White House
  said.

Wildfire near Athens
  Firefighters battled a wildfire near Athens on Saturday and hundreds of residents were told to
  leave their homes.
Wildfire near Lisbon
  Firefighters battled a wildfire near Lisbon on Saturday and dozens of residents were told to leave
  their homes.

Ferry sinks off Zanzibar
  A ferry carrying more than 100 passengers capsized off Zanzibar on Thursday, the coastguard said.
  Divers searched for survivors.
Ferry sinks off Cebu
  A ferry carrying more than 80 passengers capsized off Cebu on Thursday, the coastguard said.
  Divers searched for survivors.

Macron opens museum in Arles
  French President Emmanuel Macron opened a museum of Roman art in Arles on Friday. He called it a
  gift to the young.
Macron remembers sailor
  French President Emmanuel Macron paid tribute on Friday to the sailor Eric Tabarly, 25 years after
  he was lost off Wales.

Volcano erupts in Iceland
  A volcano erupted near Grindavik in Iceland on Monday, sending lava towards the town, the weather
  office said.
Volcano erupts in Indonesia
  A volcano erupted on the Indonesian island of Halmahera on Monday, sending ash over villages, the
  disaster agency said.

Guterres lands in Kabul
  U.N. Secretary-General Antonio Guterres arrived in Kabul on Thursday and called for schools to
  open to girls.
Guterres warns of hunger in Somalia
  U.N. Secretary-General Antonio Guterres warned on Thursday that Somalia was close to famine after
  a fourth dry season.

Erdogan opens tunnel
  Turkish President Recep Tayyip Erdogan opened a road tunnel in Rize on Saturday and promised a new
  airport.
Erdogan fires bank governor
  Turkish President Recep Tayyip Erdogan dismissed the governor of the central bank on Saturday, the
  official gazette said.

Mayor shot dead in Mexico
  The mayor of a town in the Mexican state of Guerrero was shot dead on Wednesday, prosecutors said.
  No arrests were made.
Mayor shot dead in Ecuador
  The mayor of a town in the Ecuadorian province of Manabi was shot dead on Wednesday, prosecutors
  said. No arrests were made.

Zelensky receives medics
  President Volodymyr Zelensky handed medals to medics in Dnipro on Sunday, his office said.
Zelensky speaks with Canada's Trudeau
  President Volodymyr Zelensky spoke by telephone with Justin Trudeau about demining on Sunday, his
  office said.

Finland votes
  Voters in Finland went to the polls on Sunday to elect a new parliament, with Sanna Marin's party
  close behind the conservatives.
Bulgaria votes
  Voters in Bulgaria went to the polls on Sunday to elect a new parliament, with Boyko Borissov's
  party ahead of the reformists.

Lufthansa pilots strike
  Pilots of Lufthansa walked out on Friday over pay, and 800 flights from Frankfurt and Munich were
  cancelled.
Ryanair crews strike
  Cabin crews of Ryanair walked out on Friday over pay, and 200 flights from Madrid and Porto were
  cancelled.
""")

ONE = read_pairs("""
Quake rocks Lima
  A magnitude 5.8 earthquake shook Peru's capital Lima on Tuesday evening, sending people into the
  streets, the geophysical institute said.
Strong tremor felt in Peruvian capital
  Residents of Lima fled their homes on Tuesday as an earthquake of magnitude 5.9 hit the coast of
  Peru. No one was hurt.

Scholz loses confidence vote
  Chancellor Olaf Scholz lost a confidence vote in the Bundestag on Monday, clearing the way for
  elections in February.
German parliament votes Scholz down
  Germany's Bundestag withdrew its confidence from Olaf Scholz on Monday; early elections are
  planned for February 23.

Bank of England raises rates
  The Bank of England raised interest rates by half a point to 4 percent on Thursday, its tenth rise
  in a row.
UK rates go up to 4%
  Interest rates in Britain rose for the tenth time in a row on Thursday as the Bank of England
  lifted them to 4 percent.

Ferry capsizes off Haiti
  At least 40 people drowned when a boat caught fire off Cap-Haitien, the migration agency said on
  Friday.
Dozens die in boat fire near Haiti
  Forty migrants died after their boat burst into flames off the north coast of Haiti near Cap-Haitien.

Macron names Barnier prime minister
  Emmanuel Macron appointed Michel Barnier as prime minister on Thursday after weeks of deadlock in
  parliament.
Barnier is France's new premier
  Michel Barnier, the former Brexit negotiator, was chosen by President Macron on Thursday to lead
  the French government.

Train crash in Odisha kills hundreds
  More than 280 people died when two passenger trains collided with a goods train in the Indian
  state of Odisha on Friday.
India mourns victims of rail disaster
  Rescuers ended their search in Odisha, India, where three trains collided on Friday and at least
  275 passengers were killed.

Guterres visits Bucha
  U.N. chief Antonio Guterres toured the ruins of Bucha near Kyiv on Thursday and called for an
  inquiry into war crimes.
U.N. chief in Ukraine calls war an absurdity
  Standing among burnt houses in Bucha, Antonio Guterres urged Russia on Thursday to help an inquiry
  into war crimes.

Ever Given refloated in Suez Canal
  The container ship Ever Given was freed on Monday after blocking the Suez Canal for almost a week.
Giant ship freed
  Tugs have refloated the Ever Given, the giant container ship that blocked the Suez Canal for six
  days.

Boeing to plead guilty
  Boeing has agreed to plead guilty to fraud over two 737 MAX crashes that killed 346 people,
  prosecutors said.
Plane maker Boeing admits fraud
  Families of 346 people killed in two crashes of the 737 MAX criticised a deal in which Boeing will
  plead guilty to fraud.

Etna erupts, Catania airport shut
  Catania airport was closed on Friday after Mount Etna spewed ash over Sicily.
Ash from Etna halts flights
  Flights to Catania in Sicily were halted on Friday because of a cloud of ash from the volcano
  Etna.

Putin signs decree on gas
  Vladimir Putin signed a decree on Thursday that makes foreign buyers pay for Russian gas in
  roubles from April 1.
Russia demands roubles for gas
  Buyers of Russian gas must open rouble accounts from Friday, April 1, under a decree signed by
  President Putin.
""")


def stories(*accounts: Account) -> list[int]:
    """The story of each account, in order of arrival, in an archive that has read nothing else."""
    known = MemoryStories()
    told = [
        article(number, text, title=title, outlet=f"outlet {number}")
        for number, (title, text) in enumerate(accounts, 1)
    ]
    return [known.place(trace_of(one, reading_of(one)), dated=True) for one in told]


def title_of(pair: tuple[Account, Account]) -> str:
    return pair[0][0]


@pytest.mark.parametrize("pair", APART, ids=title_of)
def test_two_short_events_of_a_kind_are_two_stories_in_either_order(pair: tuple[Account, Account]) -> None:
    assert stories(*pair) == [1, 2]
    assert stories(*reversed(pair)) == [1, 2]


@pytest.mark.parametrize("pair", ONE, ids=title_of)
def test_two_short_accounts_of_an_event_are_one_story_in_either_order(pair: tuple[Account, Account]) -> None:
    assert stories(*pair) == [1, 1]
    assert stories(*reversed(pair)) == [1, 1]


def test_all_these_events_in_one_archive_stay_apart() -> None:
    accounts = [account for pair in APART for account in pair]
    assert len(set(stories(*accounts))) == len(accounts)


def test_names_are_capitalised_words_within_a_sentence_by_their_roots() -> None:
    text = "Storms hit Russia on Friday. Officials in a Russian port waited. Russia's fleet stayed in May."
    assert names(text, "en") == {"=russi": 3}


def test_names_are_none_where_every_noun_has_a_capital_or_no_word_has_one() -> None:
    assert names("Der Sturm traf die Küste von Rügen.", "de") == {}
    assert names("地震が東京を襲った。", "ja") == {}


def test_hidden_names_and_the_words_that_lead_to_them_are_no_names() -> None:
    text = "On Friday the German Chancellor Angela Merkel went to Rome."
    start = text.index("Angela")
    told = hidden(text, [(start, start + len("Angela Merkel"))])
    assert len(told) == len(text)
    assert names(told, "en") == {"=rome": 1}


def test_a_title_in_title_case_tells_no_names() -> None:
    assert in_title_case("Floods Destroy Bridges in Northern Towns")
    assert not in_title_case("Floods destroy bridges in Durban")
    assert not in_title_case("")
    bridge = article(1, "it fell.", title="Old Bridge Falls Down")
    assert not any(term.startswith("=") for term in reading_of(bridge).terms)
