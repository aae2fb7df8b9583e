"""News as it is written: addresses, headlines, leaders by surname alone, broken letters, namesakes.

{Putin|vladimir-putin} marks an actor, what has no mark is nobody's; "##" parts a headline from the text.
"""

import re
from datetime import date

from summarise.actors.roster import roster

MATCHER = roster(()).matcher
_MARK = re.compile(r"\{([^{}|]+)\|([\w-]+)\}")
P, Z, E, B, T = "vladimir-putin", "volodymyr-zelensky", "emmanuel-macron", "joe-biden", "donald-trump"
UN, EU, WHO = "united-nations", "european-union", "world-health-organization"
KURZ, SUNAK = "sebastian-kurz", "rishi-sunak"


def check(on: str, marked: str) -> None:
    texts = [part.strip() for part in marked.split("##")]
    gold = [[(found[1], found[2]) for found in _MARK.finditer(text)] for text in texts]
    plain = [_MARK.sub(r"\1", text) for text in texts]
    found = MATCHER.hits(plain, date.fromisoformat(on))
    named = [
        [(text[hit.start : hit.end], hit.actor.id) for hit in hits]
        for text, hits in zip(plain, found, strict=True)
    ]
    assert named == gold, (on, marked)


ADDRESSES = [
    ("2022-05-16", "{Élisabeth Borne|elisabeth-borne} est là. Mme {Borne|elisabeth-borne} reste."),
    ("2022-05-16", f"{{Emmanuel Macron|{E}}} est là. Monsieur {{Macron|{E}}} part, M. {{Macron|{E}}} aussi."),
    ("2021-05-16", "{Olaf Scholz|olaf-scholz} kam. Herr {Scholz|olaf-scholz} ging, sagt Frau Weber."),
    ("2021-05-16", "{Angela Merkel|angela-merkel} kam. Frau {Merkel|angela-merkel} ging."),
    ("2023-05-16", "{Pedro Sánchez|pedro-sanchez} habló. El Sr. {Sánchez|pedro-sanchez} no vino."),
    (
        "2024-11-16",
        "{Claudia Sheinbaum|claudia-sheinbaum} habló. La Sra. {Sheinbaum|claudia-sheinbaum} vino.",
    ),
    ("2023-05-16", "{Giorgia Meloni|giorgia-meloni} è qui. La signora {Meloni|giorgia-meloni} parla."),
    ("2022-05-16", f"{{Владимир Путин|{P}}} здесь. Господин {{Путин|{P}}} и г-н {{Путин|{P}}} ушли."),
    ("2022-05-16", f"{{Володимир Зеленський|{Z}}} тут. Пан {{Зеленський|{Z}}} пішов."),
    (
        "2022-05-16",
        f"Presidents {{Biden|{B}}} and {{Putin|{P}}} spoke; Prime Ministers and Ministers did not.",
    ),
    ("2018-07-16", f"Messrs {{Trump|{T}}} and {{Putin|{P}}} met in Helsinki."),
    ("2022-07-16", "PM {Boris Johnson|boris-johnson} spoke. PM {Johnson|boris-johnson} left."),
    ("2022-07-16", "Sen. {Bernie Sanders|bernie-sanders} spoke. Sen. {Sanders|bernie-sanders} left."),
    ("2020-10-02", f"Mr. {{Trump|{T}}} and his wife, Melania Trump, tested positive."),
    ("2022-10-02", f"{{Joe Biden|{B}}} spoke. Team {{Biden|{B}}} cheered, and so did Pres. {{Biden|{B}}}."),
    ("2022-10-02", f"Can {{Biden|{B}}} Lead? ## How {{Putin|{P}}} Rules. Save {{Navalny|alexei-navalny}}!"),
    ("2022-10-02", f"Free {{Navalny|alexei-navalny}}, Stop {{Putin|{P}}}, Arm {{Zelensky|{Z}}} Now"),
    ("2022-10-02", f"{{Владимир Путин|{P}}} приехал. Разговор {{Путина|{P}}} с гостем длился час."),
    ("2022-10-02", "{Дмитро Кулеба|dmytro-kuleba} прибув. Зустріч {Кулеби|dmytro-kuleba} почалася."),
]
CAPITALS = [
    ("2020-03-11", f"{{WHO|{WHO}}} DECLARES COVID-19 A PANDEMIC"),
    ("2020-03-11", f"{{WHO|{WHO}}} WARNS OF SECOND WAVE IN EUROPE"),
    ("2022-02-25", f"{{EU|{EU}}} FREEZES ASSETS OF {{PUTIN|{P}}}"),
    ("2022-02-25", f"{{UN|{UN}}} CONDEMNS ATTACK ON HOSPITAL"),
    ("2022-02-25", f"{{EU|{EU}}} UND {{NATO|nato}} BERATEN IN BRÜSSEL"),
    ("2022-02-25", f"{{EU|{EU}}} LEADERS GATHER; {{UN|{UN}}} ENVOY ARRIVES"),
    ("2022-02-25", "L'info du jour : UN MORT"),
    ("2022-02-25", "Una persona está herida; UN CONDUCTOR DIO POSITIVO EN ALCOHOL."),
    ("2022-02-25", "UN MUERTO EN CHOQUE. UN HOMME MEURT."),
    ("2022-02-25", "EU TE AMO, MEU AMOR. Ele cantou: EU TE AMO"),
    ("2022-02-25", "WHO WINS THE CUP? WHO KNOWS"),
    ("2022-02-25", "'Those WHO profit,' wrote one; people WHO pay, someone WHO left and WHO did it."),
    ("2018-12-13", "{MAY|theresa-may} SURVIVES BY 83 VOTES ## {Theresa May|theresa-may} won."),
    (
        "2019-07-24",
        "{Boris Johnson|boris-johnson} replaces {Theresa May|theresa-may} ##"
        " {May|theresa-may} had left. In May it rained. {May|theresa-may}'s aides and May 24 came early May.",
    ),
    ("2019-07-24", "{Theresa May|theresa-may} left. On May the 4th, from May to June, last May: nobody."),
    ("2022-07-24", f"Per l'{{Onu|{UN}}} e l'{{Ue|{EU}}} è tardi, dicono all'{{Onu|{UN}}}."),
    ("2015-11-14", "The River Isis floods most winters. The goddess Isis was Egyptian."),
]
LEADERS = [
    ("2023-03-20", f"{{Xi|xi-jinping}} Arrives In Moscow To Meet {{Putin|{P}}}"),
    ("2025-02-28", f"{{TRUMP|{T}}} TELLS {{ZELENSKYY|{Z}}} HE IS GAMBLING"),
    ("2021-01-08", f"{{Pelosi|nancy-pelosi}} Threatens Impeachment Unless {{Trump|{T}}} Resigns"),
    ("2023-05-21", "The {Modi|narendra-modi}–{Kishida|fumio-kishida} meeting was short."),
    ("2023-05-21", "Leaders met: China's {Xi|xi-jinping}, India's {Modi|narendra-modi} and others."),
    ("2022-09-21", "Britain's {Truss|liz-truss} and Germany's {Scholz|olaf-scholz} were in New York."),
    ("2022-09-21", "Colombia's {Petro|gustavo-petro} spoke of forests."),
    (
        "2025-09-21",
        f"{{Trump|{T}}} imposes tariffs, the White House in Washington said.".replace(
            "the White House", "the {White House|white-house}"
        ),
    ),
    ("2021-12-08", "{Angela Merkel|angela-merkel} ging; {Scholz|olaf-scholz}’ Team zog am Mittwoch ein."),
    ("2022-05-01", "Johnson the plumber mended a boiler in Leeds. Li and Kim own a shop. Powell won."),
    ("2022-05-01", "Morrison sang, and Santos scored twice in the cup final."),
    ("2022-05-01", "Trump cards won the game; the Modi bakery shut."),
    ("2023-05-21", "Rohit Modi bakes bread in London. Modi owns a shop."),
    ("2022-05-01", "The cook, Petro, and his friend Marin went home."),
]
LEADERS += [
    (
        "2018-05-10",
        "{Moon|moon-jae-in} and {Kim|kim-jong-un} shake hands ## The leaders of North and South Korea met.",
    ),
    ("2022-06-10", "{Johnson|boris-johnson} survives vote ## The prime minister won by 211 votes to 148."),
    ("2022-06-10", "Johnson beat Kim in the final; the club president cheered Lee and Powell."),
]
LEADERS += [
    (
        "2022-05-10",
        f"Asked about {{Xi|xi-jinping}}, {{Biden|{B}}} named China. Dustin Johnson won; Johnson smiled.",
    ),
    ("2016-05-10", "Santos wins derby against Palmeiras; the club president cheered."),
    ("2022-05-10", "Xi Mingze, Yoon Eun-hye, Moon Ga-young and Park Chan-wook met in South Korea and China."),
]
GENITIVES = [
    ("2021-12-08", "{Angela Merkel|angela-merkel}s Büro bleibt in Berlin."),
    ("2022-12-08", f"{{Putin|{P}}}s Rede war lang und {{Emmanuel Macron|{E}}}s Antwort kurz."),
    ("2022-12-08", f"{{Vladimir Putin|{P}}}s tal var kort, och {{Joe Biden|{B}}}s svar kom inte."),
    ("2022-12-08", "The Putins and the Angela Merkels of the world are many."),
]
BROKEN = [
    (
        "2022-03-01",
        "{AntÃ³nio Guterres|antonio-guterres} and {Recep Tayyip ErdoÄŸan|recep-tayyip-erdogan} spoke.",
    ),
    ("2022-03-01", "{Recep Tayyip Erdo?an|recep-tayyip-erdogan} left. {Erdo?an|recep-tayyip-erdogan} came."),
    ("2022-03-01", "{Erdo\ufffdan|recep-tayyip-erdogan} came with {Orb\ufffdn|viktor-orban}."),
    ("2022-03-01", "{Andr&eacute;s Manuel L&oacute;pez Obrador|andres-manuel-lopez-obrador} spoke."),
    ("2022-03-01", "{Erdo&#287;an|recep-tayyip-erdogan} and {Erdo&#x11f;an|recep-tayyip-erdogan} spoke."),
    ("2022-03-01", f"R&amp;D, Q&A, AT&T; and {{Putin|{P}}}. Ä“ Ã— and {{Macron|{E}}} &c."),
]
OTHERS = [
    ("2021-09-14", "French Prime Minister Georges Clemenceau and US President Woodrow Wilson disagreed."),
    (
        "2021-09-14",
        "UN Secretary-General Dag Hammarskjöld died in 1961.".replace("UN ", "{UN|united-nations} "),
    ),
    ("2021-09-14", "US President JFK was shot in Dallas."),
    ("2022-09-14", f"{{Russian President|{P}}} Meets Guests. {{French President|{E}}} Monday said no."),
    ("2022-09-14", f"{{Russian President|{P}}} Visits Iran As {{French President|{E}}} Calls For Talks"),
    ("2017-02-15", "Kim Jong Nam was killed. {Kim Jong-un|kim-jong-un} is his half-brother."),
    ("2017-02-15", "Xi Zhongxun was a vice premier. Moon Chung-in writes."),
    ("2022-11-03", "George Bush Intercontinental Airport and the Joe Biden Welcome Center were closed."),
    ("2022-11-03", "The Queen Elizabeth II Bridge at Dartford was shut by wind."),
    ("2022-11-03", "La rue François Hollande, l'avenue Emmanuel-Macron et le boulevard Poutine sont à Nice."),
    ("2022-11-03", "La rue Kennedy et la place Charles Michel; Captain Scott Morrison of Leeds."),
    ("2022-11-03", "La plaza Hugo Chávez y la avenida Nicolás Maduro; via Draghi, praça Lula."),
    ("2022-11-03", "На проспекте Рамзана Кадырова и на площади Путина тихо."),
    ("2022-11-07", "Sunak Patel, a baker in Leicester, and Truss Construction Ltd sponsored the fair."),
    ("2025-01-10", "Blinken OSA, the archive in Budapest, reopened; the Milei chair is new."),
    ("2022-11-07", "Светлана Медведева открыла выставку. Людмила Путина тоже."),
    ("2022-11-07", "Actor Imran Khan and singer Liz Truss met, and guitarist Tom Fletcher too."),
    ("2022-11-07", "{Boris Johnson|boris-johnson} spoke. A certain Dr Johnson left."),
    ("2022-11-07", "The Assad family came. {Bashar al-Assad|bashar-al-assad} took power."),
    ("2022-11-07", "The Macron sportswear company opened a shop; the Obama brand sells."),
    ("2022-11-07", "Poutine is a dish of chips and gravy. A plate of poutine costs ten dollars."),
    ("2022-11-07", "The deputy foreign minister of Russia met envoys."),
    (
        "2022-11-07",
        f"It was Biden time at the diner. {{Joe Biden|{B}}} came; {{Biden|{B}}}'s time in office was short.",
    ),
    ("2024-09-11", f"Harris and {{Trump|{T}}} shook hands before the debate in Philadelphia."),
    ("2019-10-22", "Robert Kennedy was shot in 1968."),
    ("2017-12-18", f"{{Sebastian Kurz|{KURZ}}} ist da. Kurz danach trat {{Kurz|{KURZ}}} vor die Presse."),
    ("2017-12-18", f"{{Sebastian Kurz|{KURZ}}} ist da. Kurz nach Mittag ging er. Kurz vor acht kam er."),
    (
        "2022-11-07",
        f"{{Rishi Sunak|{SUNAK}}} spoke. {{Sunak|{SUNAK}}} Monday said no.",
    ),
]


def test_who_is_named_is_found_in_every_kind_of_news_and_nobody_else() -> None:
    for on, marked in (*ADDRESSES, *CAPITALS, *LEADERS, *GENITIVES, *BROKEN, *OTHERS):
        check(on, marked)
