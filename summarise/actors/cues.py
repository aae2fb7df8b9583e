"""Words beside a name that tell what its bearer does: verbs, prepositions, conjunctions, titles, endings.

English first; of the other languages the commonest words of news. All in lower case.
"""

import re
from typing import Final


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written out as text."""
    return frozenset(text.split())


WEAK: Final = words_in("agreed continued continues observed maintained recalled")
"""Verbs that are of speech only before "that" or beside a quote: "agreed to meet" says nothing."""

SPEECH_TOO: Final = words_in(
    "accuses accusing acknowledges admits alleges answers asserts bemoaned bemoans blamed blames"
    " blaming blasts boasts cautions"
    " cautioning comments"
    " complains complaining concedes contends condemns condemning criticises criticising criticizes"
    " criticizing describes denounced denounces denouncing disavowed heralded rebuked describing"
    " emphasises emphasizes expresses insisting jokes laments praises"
    " praising predicts predicting proclaims recalls retorts reveals signals slams testifies tweeting"
    " demanding denying explaining pledging promising replying stressing urging vowing calling"
)
"""Verbs of speech that are not used to find who speaks a quote."""

THOUGHT: Final = words_in("thought thinks believed believes hoped hopes")
"""Verbs by which one need not speak, though a quote may go with them."""

SAY: Final = words_in(
    "say tell warn argue comment deny confirm insist announce claim declare add explain ask urge vow write"
    " suggest stress reply respond state note admit complain testify demand promise pledge remark"
)
"""Bare forms, after "did not" or "will"."""

SPEECH_ELSEWHERE: Final = words_in(
    # German, Dutch
    "warf wirft sagte sagt sagten erklärte erklärt betonte betont berichtete meinte warnte forderte"
    " fordert schrieb"
    " antwortete kritisierte kritisiert lobte behauptete bestätigte dementierte mahnte zei zegt zeggen"
    " verklaarde benadrukte waarschuwde"
    # French, Italian
    " déclaré déclare déclarait affirmé affirme dit estimé estime expliqué explique annoncé annonce ajouté"
    " ajoute assuré assure répondu précisé souligné indiqué averti jugé martelé detto dice ha_detto"
    " dichiarato dichiara affermato annunciato aggiunto spiegato sottolineato"
    # Spanish, Portuguese
    " dijo dice afirmó afirma declaró aseguró asegura anunció explicó señaló añadió advirtió indicó sostuvo"
    " manifestó subrayó disse diz afirmou declarou anunciou acrescentou explicou ressaltou"
    # Polish
    " powiedział powiedziała oświadczył oświadczyła dodał dodała podkreślił podkreśliła zapowiedział"
    # Russian
    " сказал сказала заявил заявила сообщил сообщила отметил отметила подчеркнул подчеркнула добавил"
    " добавила рассказал рассказала объявил объявила предупредил предупредила ответил ответила написал"
    " написала пояснил пояснила уточнил уточнила напомнил напомнила считает говорит заявляет"
    # Ukrainian
    " сказав заявив заявила повідомив повідомила наголосив наголосила зазначив зазначила додав додала"
    " підкреслив підкреслила розповів розповіла написав вважає каже"
    # Arabic
    " قال وقال قالت وقالت أعلن وأعلن أكد وأكد صرح وصرح أضاف وأضاف"
)

ACCORDING: Final = words_in(
    "laut selon según segundo secondo d'après d’après zufolge volgens według согласно згідно"
)
"""Words that make who is named beside them the one who speaks."""

ACCORDING_TO: Final = frozenset(
    {
        ("according", "to"),
        ("words", "of"),
        ("acuerdo", "con"),
        ("по", "словам"),
        ("по", "мнению"),
        ("по", "данным"),
        ("за", "словами"),
    }
)

PREPOSITIONS: Final = words_in(
    # English; "by" has a rule of its own
    "of to with for from against about on at in over under like unlike than without toward towards via near"
    " behind versus vs between among beside besides across around into onto upon through despite including"
    " opposite regarding concerning except alongside during within"
    # German, Dutch
    " mit von vom bei beim zu zum zur für gegen über nach vor durch an auf aus um ohne zwischen neben seit"
    " wegen dem den des im am van voor tegen naar bij tussen"
    # French, Italian, Spanish, Portuguese
    " de du d' d’ à au aux avec par pour chez contre sur entre vers sans di da del della dal con per tra fra"
    " su al para por sobre ante com do dos contra"
    # Polish
    " z ze do od dla przez przy"
    # Russian, Ukrainian
    " с со к ко от для о об про у за на в во по из между при перед над із зі до від між біля"
)

SUBORDINATORS: Final = words_in(
    "that which who whom what whose when while because although though if whether unless where why how as"
    " since until after before once dass weil wenn als que qui qué quand lorsque si cuando che quando"
    " что который которая которого если когда що який яка якщо коли"
)
RELATIVE: Final = SUBORDINATORS - words_in("as since until after before once als si")
"""The subordinators that nothing else can be, wherever in the clause they stand."""

CONJUNCTIONS: Final = words_in("and or nor & und oder et ou y e i и или і й та og och")

DETERMINERS: Final = words_in(
    "the a an his her their its our my this former new late acting then der die das den le la les el los las"
    " il lo gli os [ ( not only even also both"
)

TITLES: Final = words_in(
    "president minister prime foreign defence defense chief leader spokesman spokeswoman spokesperson"
    " chancellor secretary secretary-general general director director-general premier king queen prince"
    " princess pope mayor governor senator ambassador envoy chair chairman chairwoman head commissioner"
    " representative deputy vice presidents ministers leaders chancellors chiefs finance interior"
    " justice mr mrs ms dr sir lord"
    " président présidente ministre premier chancelier porte-parole"
    " presidente ministro ministra primer canciller portavoz porta-voz"
    " президент президента премьер премьер-министр министр глава генсек канцлер пресс-секретарь"
    " министра главы прем'єр-міністр міністр міністра речник голова президентом"
)

CALENDAR: Final = words_in(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " yesterday today tomorrow gestern heute dazu auch hier aujourd'hui ainsi ayer hoy así вчера"
    " сегодня ранее"
    " как так вчора сьогодні раніше також"
)

BE: Final = words_in("is are was were be been being isn't wasn't aren't weren't isn’t wasn’t")
AUXILIARIES: Final = BE | words_in(
    "has have had will would can could may might must shall should does did do won't won’t didn't didn’t"
    " doesn't doesn’t hasn't hasn’t hadn't hadn’t cannot wouldn't wouldn’t"
)
AUXILIARIES_ELSEWHERE: Final = words_in(
    "ha há hat haben sind werden sont ont ist war wird wurde würde soll kann will est sera était"
    " avait va fue era será está"
    " foi vai è sarà heeft is zal jest będzie будет был была були буде був"
)

FINITE: Final = AUXILIARIES | words_in(
    "said told wrote met went took held sent won left began came made gave got saw led lost kept put ran set"
    " spoke stood"
    " became brought built chose drew fell flew found fought grew heard hit knew laid let meant paid quit"
    " rose sat sought sold spent swore taught threw understood withdrew bought cut felt flies goes"
    " does rode shook shot sang sank struck swept tore woke wore won wins meets leaves loses"
)
PARTICIPLES: Final = words_in(
    "given met made held led seen taken told sent written shown brought found put set heard hit kept beaten"
    " chosen known left lost paid sworn taught thrown understood won built read sued bought shot"
)
EXPECTING: Final = words_in(
    "due set ready able going want wants hope hopes plan plans have has had need needs willing about try"
    " tries unable agreed trying"
)
"""Words before "to" and a verb that make that verb the clause's own."""

NO_VERBS: Final = words_in(
    "as its his this plus versus across towards besides always sometimes perhaps allies aides critics"
    " supporters loyalists officials voters backers opponents policies rules years fans visits indeed"
    " unless yes thus is need speed seed hundred talks relations sanctions"
)
FINITE_ELSEWHERE: Final = re.compile(
    r"\w{2,}(?:te|ten|ó|ou|ió|aron|ieron|rá|rán|ait|aient|era|eront|[аяеёиоуы](?:л|ла|ло|ли)|лся|лась"
    r"|лись|ется|ится|ает|яет|ует|ит|ют|ут|ив|ав|ув|ила|ився|лася|ає|ує)"
    r"|reist|trifft|kommt|geht|empfing|traf|kam|ging|sprach|flog|nahm|gab|arrive|rencontre|visita|llega"
)
OBLIQUE: Final = re.compile(
    r".*(?:[внршпкдтсмзж]а|[вншпкдтсмзжрль]у|ого|ому|[оеёєыиі]м|ою|[вн]е|[вн]і)", re.DOTALL
)
"""A Cyrillic surname in any case but the nominative."""
