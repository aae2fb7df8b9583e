"""The verbs of headlines, which stand beside names with a capital, and words about those who govern."""

from typing import Final

from summarise.actors.callings import folded

_BASES: Final = (
    "accept accuse act address admit advance agree aim allow announce answer appeal appear appoint approve"
    " argue arrive ask attack attend avoid back beat become beg begin block boost break bring call cancel"
    " cast challenge change cheer choose cite claim clash clear close come compare concede condemn confirm"
    " confront congratulate consider continue convene cool court criticise criticize cut dare deal debate"
    " decide"
    " declare declassify defend defy delay deliver demand denounce deny deploy deride describe detail dig"
    " discuss dismiss dispatch dodge double drop ease edge embrace encourage end endorse endure enter erase"
    " escape estimate expect expel explain expose extend face fail fall fear fight file find fire flee float"
    " fly force free freeze gain gamble get give go govern grant greet grill grow hail halt hand head"
    " hear help"
    " hint hit hold honour honor host hurl ignore impose inch insist inspect intensify intervene invite issue"
    " jail join keep kick kill label lag land lash launch lay lead learn leave lie lift like link list look"
    " lose loom make mark marry meet mock move mourn mull name near need nominate offer open oppose order"
    " oust"
    " outline overcome own pardon pass pause pay permit pick plan play plead pledge point poll praise prepare"
    " present press prevail probe promise propose prove publish pull punish push put quit raise rally"
    " ratify reach react read receive recommend recognise recognize refuse reject release remain remember"
    " remove renew repeat replace report request resign resist respond resume retire return reveal revive"
    " revoke"
    " ride rise risk rule run rush sack save say scold scorn scrap seal secure see seek seem sell send"
    " set shake"
    " share shift show shun sign signal sit skip slam slip snub speak spend spy stand start stay step"
    " stick stop"
    " strike suffer suggest summon support survive suspend swear take talk target taunt tell thank threaten"
    " toughen tour trade trail travel try turn tweet unite unveil update urge use vacation veto vie visit"
    " voice vow vote wait walk want warn watch weigh win wish withdraw woo work worry write yield"
)
_IRREGULAR: Final = (
    "said told met won lost left led came went fell rose saw took made gave got had has is was are were"
    " will would"
    " could should can must may might did does do be been kept held sent spoke stood struck swore thought"
    " wrote"
    " quit broke brought built chose cut fought flew found forgot hit laid paid put ran read sat set"
    " shook shot"
    " sold sought spent stuck swept threw underwent understood withdrew welcomes welcomed welcoming"
    " banned bans banning arrested accused says to not now"
)


def _forms(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2] not in "aeou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "o")) else f"{base}s"
    doubled = base + base[-1]
    return base, third, f"{base}ed", f"{base}ing", f"{doubled}ed", f"{doubled}ing"


VERBS: Final = frozenset(form for base in _BASES.split() for form in _forms(base)) | folded(_IRREGULAR)

SLAVIC_NOUNS: Final = folded(
    "разговор разговоры встреча визит указ речь слова решение команда режим план письмо звонок интервью"
    " ответ вопрос"
    " политика война послание слово приказ статья поездка приезд прилет отставка арест смерть жена дочь"
    " сын брат"
    " друг соратник советник помощник рейтинг победа итоги переговоры диалог совет власть партия выступление"
    " зустріч візит заява розмова промова рішення лист дзвінок відповідь війна наказ указ поїздка приїзд"
    " відставка"
    " слова політика режим оточення дружина донька радник помічник рейтинг перемога переговори виступ брифінг"
    " пресс против после для при про за без между перед после навколо проти після"
)
"""Russian and Ukrainian words with which a sentence begins, and the genitive of a name follows."""
SLAVIC_NOUN_ENDINGS: Final = ("ние", "ция", "ость", "ство", "тель", "ення", "ція", "ість", "ання", "ение")

BODIES_DO: Final = folded(
    "leaders chief summit envoy sanctions court commission parliament council lawmakers ministers members"
    " states"
    " forces peacekeepers report experts officials agency resolution talks mission staff convoy aid secretary"
    " chefs gipfel lander staaten kommission parlament sanktionen truppen mitglieder"
)
"""What a body has, in headlines in capitals."""

WARY: Final = folded(
    "win wins lose loses pay pays say says know lead leads get gets go goes run runs need needs"
)
"""Verbs in capitals that "WHO" asks about."""

PUBLIC: Final = folded(
    "president presidents presidential minister ministers government governments summit sanctions tariff"
    " tariffs parliament congress senate senator senators election elections impeachment treaty ceasefire"
    " diplomacy diplomatic embassy cabinet republican republicans democrat democrats white kremlin nato un eu"
    " g7 g20 war troops coup opposition ambassador envoy referendum ballot campaign voters regime premier"
    " chancellor administration prasident kanzler regierung gipfel wahl minister gouvernement sommet election"
    " ministre gobierno cumbre elecciones governo vertice президент саммит выборы правительство министр"
)
"""Words of an article about those who govern."""

COMMON_SURNAMES: Final = folded(
    "may brown price martin pavel dan johnson scholz merz schulz li lee kim park moon wang lam han cho ma"
    " wu wei hu"
    " yang yi liu lin mao pan powell harris bush clinton carter cooper sullivan kerry miller ryan austin"
    " kennedy"
    " kurz kern stocker blair cameron truss hunt hammond clark russell morrison abbott payne wong harper"
    " carney"
    " henry marcos santos castro morales castillo ortega rodriguez fernandez gonzalez gil sanchez costa conte"
    " rama marin michel michal petro duque massa machado vieira araujo arce paz moise philippe borne valls"
    " gabriel novak fiala duda tusk kurti petkov khan sharif singh shah gandhi rahman hasina yunus"
    " mujahid dar"
    " asif munir ahmed mohammed abdullah salam abbas aoun hariri berri salih mustafa mansour hadi saied morsi"
    " faye sall diop keita traore toure kabore deby jonathan idris mohamud king pope francis charles felipe"
    " bennett herzog katz cohen gallant levy reeves osborne wallace healey jarvis kallas stubb linde"
    " andersson"
    " solberg magyar pellegrini georgescu medvedev petrov ivanov fedorov francis hollande philipp anwar najib"
    " suga hayashi kono sugiono berset jordan schlegel schroder bailey ueda kuroda lowe bullock das rajan"
    " malhotra"
    " albanese rubio vance pence bolton waltz mccarthy mcconnell sanders kirby burns patel wray barr"
    " bondi blanche"
    " fletcher griffiths elder fore ryder steiner andersen beasley mccain ryan mueller milley bannon zuma"
    " biya rutte gantz ruto mahama"
)
"""Surnames that many bear, or that are words: alone they need more than an article about politics."""
