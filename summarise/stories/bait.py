"""Words by which a title is known for a label, an outlet, a question or a teaser, in ten languages."""

import re
from typing import Final

NEWS: Final = (
    r"breaking(?: news)?|just in|developing|urgent|alert|newsflash|(?:news )?updated?(?: \d)?|(?:wrapup"
    r"|rpt)(?: \d)?"
    r"|(?:world |us |uk )?exclusive|correct(?:ed|ion)|first on \w+"
    r"|eilmeldung|eil|exklusiv|aktualisiert|urgente?|alerte(?: info)?|flash(?: info)?|derni[èe]re minute"
    r"|exclusi(?:f|va|vo)|esclusiva?|mise à jour|[úu]ltima hora|[úu]ltimo momento|actualizaci[óo]n"
    r"|ultim[’']ora"
    r"|aggiornamento|atualização|net binnen|laatste nieuws|pilne|z ostatniej chwili"
    r"|срочно|молния|обновлено|эксклюзив|терміново|оновлено|ексклюзив"
)
"""Labels of a plain report."""

SEEN: Final = (
    r"watch(?: live)?|listen|videos?|audio|photos?|pics|(?:in )?(?:pictures|photos)|gallery|slideshow|read"
    r"|im video|fotos?|bilder|vid[ée]o|en im[áa]genes|en images|le immagini|wideo|zdjęcia|видео|фото|відео"
)
"""Labels of pictures and sound."""

LIVE: Final = (
    r"as it happened|(?:[\w-]*live[- ]?(?:blog|ticker|stream)|[\w-]*news(?:blog|ticker))"
    r"|(?:news )?live(?: news)?(?: (?:updates?|coverage|reports?|briefing))?|(?:latest|live"
    r"|rolling) (?:news|updates?)"
    r"|latest|updates|minute by minute|ticker|im (?:live-?)?ticker"
    r"|(?:suivez )?en direct|le direct|minute par minute|en (?:vivo|directo)|minuto a minuto"
    r"|(?:la |in )?diretta|ao vivo|(?:em )?tempo real|na żywo|relacja(?: na żywo)?|онлайн(?:-трансляция)?"
    r"|прям(?:ой эфир|ая трансляция)|наживо|текстова трансляція"
)
"""Labels of a live blog."""

VIEWS: Final = (
    r"(?:guest |the )?opinions?|op-?ed|(?:the )?editorial|(?:news )?analysis|column|comment(?:ary)?"
    r"|perspectives?"
    r"|reviews?|explainer|explained|fact[- ]?check|factbox|quiz|podcast|newsletter"
    r"|letters?(?: to the editor)?"
    r"|q&a|interview|timeline|(?:morning|evening|daily) briefing|essay|podcasts?|obituary|voices|first thing"
    r"|kommentar|meinung|leitartikel|analysen?|kolumne|glosse|gastbeitrag|faktencheck|hintergrund|presseschau"
    r"|tribune|[ée]dito(?:rial)?|chronique|d[ée]cryptage|entretien|point de vue|billet"
    r"|opini[óo]n|an[áa]lisis|columna|tribuna|entrevista|opinione|(?:l[’'])?analisi|commento|editoriale"
    r"|intervista|opini[ãa]o|an[áa]lise|coluna|artigo|opinie|commentaar|opinia|komentarz|analiza|felieton"
    r"|wywiad|мнение|анализ|колонка|комментарий|интервью|разбор|думка|аналіз|коментар|інтерв[’']ю"
)
"""Labels of what somebody thinks, explains or asks."""

OUTLET: Final = (
    r"BBC(?: News| Sport)?|CNN(?: Politics| Business)?|Reuters(?:\.com)?|AP(?: News)?|Associated Press|AFP"
    r"|NPR"
    r"|ABC(?: News)?|CBS(?: News)?|NBC(?: News)?|MSNBC|Fox News|CNBC|PBS(?: NewsHour)?"
    r"|Al Jazeera(?: English)?"
    r"|(?:The )?Guardian|(?:The )?(?:Washington|New York|Huffington|Jerusalem|Kyiv|Moscow) (?:Post|Times)"
    r"|(?:The )?Economist|POLITICO|Politico|Axios|Bloomberg(?:\.com)?|Sky News|(?:The )?Independent|VOX|Vox"
    r"|(?:The )?Hill|HuffPost|Newsweek|TIME|USA TODAY|(?:The )?Telegraph|Euronews|Deutsche Welle|DW|France 24"
    r"|RFI|Le Monde|Le Figaro|Lib[ée]ration|DER SPIEGEL|Spiegel(?: Online)?|SZ\.de|FAZ|ZEIT ONLINE|WELT"
    r"|tagesschau(?:\.de)?"
    r"|n-tv(?:\.de)?|EL PA[ÍI]S|El Pa[íi]s|EL MUNDO|ABC\.es|la Repubblica|Corriere\.it|Corriere della Sera"
    r"|ANSA(?:\.it)?|G1"
    r"|Folha(?: de S\.Paulo)?|P[ÚU]BLICO|NOS|NU\.nl|Onet|TVN24|Wyborcza(?:\.pl)?|РБК|Коммерсантъ|Медуза"
    r"|Meduza"
    r"|Українська правда|Ukrainska Pravda|Суспільне"
    r"|(?:[A-ZÀ-Þ][\w’'.&-]*\s+){0,3}"
    r"(?:News|Times|Post|Herald|Tribune|Journal|Magazine|Gazette|Chronicle|Observer|Courier|Telegraph"
    r"|Dispatch"
    r"|Zeitung|Nachrichten|Presse|Actualités|Noticias|Notizie)"
    r"|(?:[\w-]+\.){1,3}(?:com|org|net|info|co\.uk|de|fr|es|it|pt|nl|pl|ru|ua|ch|at|be|eu|br|mx|ar)"
)
"""What follows a title's dash where an outlet signs it; case matters."""

ASKS: Final = re.compile(
    r"(?:(?:Why|How|What|What[’']s|Where|Where[’']s|Who|Who[’']s|When|Which|Should|Could|Does|Did|Warum"
    r"|Wieso|Wie|Was|Wer|Wann"
    r"|Pourquoi|Comment|Qui|Quand|Qu[’']est-ce|Por qu[ée]|C[óo]mo|Qu[ée]|Qui[ée]n|Cu[áa]ndo|Perch[ée]|Come"
    r"|Cosa"
    r"|Chi|Por que|Como|O que|Quem|Waarom|Hoe|Wat|Dlaczego|Jak|Kto|Czy|Почему|Зачем|Как|Что|Кто|Где|Чому"
    r"|Навіщо|Як|Що|Хто|Де)\b)"
)
"""How a title begins that asks, or explains; WHO is nobody's question, so case matters."""

LEANS: Final = re.compile(
    r"(?:(?:Yes|No|Oh|And|But|So),? |(?:This|These|That[’']s|He|She|They|It|It[’']s|His|Her|Their"
    r"|There[’']s|Don[’']t|Stop|Let[’']s|Imagine"
    r"|Meet|Remember|The (?:case|trouble|problem) (?:for|against|with)|In defen[cs]e of|Dies(?:e[rs]?)? |Er"
    r"|Sie|So"
    r"|Ce(?:tte|s)?|Voici|Il|Elle|Est[aeo]s?|As[íi]|Ecco|Quest[aoei]|Eis|Veja|Deze|Dit|Zo|Oto|Вот|Этот|Эта"
    r"|Ось|Цей|Ця)\b)"
)
"""How a title begins that points at what it does not say, or tells the reader what to do."""

ADDRESSES: Final = re.compile(
    r"\b(?:[Yy]ou(?:r|[’']re|[’']ll)?|[Ww]e(?:[’']re|[’']ve)?|[Oo]ur|[Mm]y|I|I[’'][md]|[Vv]ous|[Vv]otre"
    r"|[Nn]ous"
    r"|Sie|wir|[Tt]ú|[Vv]ocê|[Вв]ы|[Вв]ам|[Вв]и)\b"
)
"""Words between a writer and the reader; "US" and "IT" are none."""

_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several)"
BAIT: Final = re.compile(
    r"\byou (?:won[’']t|will not|will never|should|need|have to|can|didn[’']t)\b|\bwhat happen(?:s|ed) next\b"
    r"|\bhere(?:[’']s| is| are) (?:what|why|how|who|where|everything|all|the|a)\b|\bthis is (?:why|what"
    r"|how)\b"
    r"|\beverything (?:you|we|to)\b|\bwhat (?:you need |we need )?to (?:know|expect|watch)\b"
    r"|\bwhat we (?:know|learned)\b"
    r"|\bwhat it means\b|\bneed to know\b|\b(?:thing|question)s to (?:know|watch|ask)\b|\btakeaways?\b"
    r"|\bexplained\b\W*$|\bthe (?:case|argument) (?:for|against)\b|\bin (?:one|\d+|two|three|four|five|six"
    r"|seven) (?:charts?|maps?|photos|pictures|graphs?)\b"
    rf"|(?:^|\bthe |\btop ){_COUNT}(?: \w+)? (?:things|ways|reasons|facts|questions|charts|maps|photos"
    rf"|moments|tips"
    r"|lessons|myths)\b|\bgo(?:es|ne)? viral\b|\b(?:twitter|internet|social media|people) (?:is|are|reacts?"
    r"|erupts?"
    r"|can[’']t)\b|\b(?:jaw-dropping|mind-blowing|heart-stopping|unbelievable)\b|\bwill (?:shock|surprise"
    r"|amaze|blow)\b"
    r"|\b(?:the real|the one|the surprising) reason\b|\bone weird\b|\bguess (?:who|what)\b"
    r"|\bmüssen sie (?:jetzt )?wissen\b|\bwas (?:sie|wir|man)\b.{0,20}\bwissen\b"
    r"|\bdas steckt (?:da)?hinter\b|\bglauben sie nicht\b"
    r"|\bce qu[’'](?:il faut|on sait|elle?)\b|\bce que (?:l[’']on|nous|vous)\b|\bvoici (?:pourquoi|ce"
    r"|comment)\b|\bvous n[e’']\b"
    r"|\blo que (?:debes|hay que|se sabe|sabemos|tienes)\b|\bno (?:vas a|te lo vas a) creer\b"
    r"|\besto es lo que\b"
    r"|\becco (?:cosa|perché|come|chi)\b|\b(?:cosa sappiamo|quello che (?:sappiamo|c[’']è da sapere))\b"
    r"|\bnon crederet"
    r"|\bo que (?:se sabe|sabemos|você precisa)\b|\bveja (?:o que|como|quem)\b|\b(?:saiba|entenda) (?:o que"
    r"|como|por)\b"
    r"|\bdit (?:moet|is (?:wat|waarom))\b|\bwat we (?:nu )?weten\b|\bco (?:wiemy|wiadomo|musisz)\b"
    r"|\bnie uwierzy"
    r"|\bвы не поверите\b|\bвот (?:что|почему|как)\b|\bчто (?:известно|нужно знать)\b|\bви не повірите\b"
    r"|\bось (?:що|чому|як)\b|\bщо (?:відомо|потрібно знати)\b",
    re.IGNORECASE,
)
"""Teasers: what promises to tell instead of telling."""
