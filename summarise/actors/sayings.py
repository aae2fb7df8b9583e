"""Verbs of speech, and what else tells of speech, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SPEECH: Final = (
    "said|says|say|saying|told|tells|tell|telling|added|adds|adding|asked|asks|announced|announces|announcing"
    "|warned|warns|warning|argued|argues|arguing|claimed|claims|claiming|confirmed|confirms|declared|declares"
    "|denied|denies|explained|explains|insisted|insists|noted|notes|noting|pointed out|points out|replied"
    "|replies"
    "|responded|responds|reiterated|repeated|stated|states|stating|stressed|stresses|suggested|suggests"
    "|tweeted"
    "|tweets|urged|urges|vowed|vows|wrote|writes|writing|called|calls|calling|conceded|concluded|concludes"
    "|continued|continues|cried|demanded|demands|described|emphasized|emphasised|exclaimed|joked|maintained"
    "|observed|pledged|promised|quipped|recalled|remarked|remarks|reported|revealed|shouted|testified|thought"
    "|boasted|commented|complained|acknowledged|admitted|alleged|asserted|contended|cautioned|countered"
    "|lamented"
    "|mused|predicted|proclaimed|recounted|retorted|signalled|signaled|agreed|accused|blasted|slammed|praised"
    "|condemned|criticized|criticised|expressed|quoted|believes|believed|thinks|hopes|hoped"
)
"""English, as alternatives of a regular expression."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sayings:
    """How one language attributes: alternatives of regular expressions, in small letters.

    `verbs` are finite, or the participle that follows one of `auxiliaries`; `according` stands before the
    speaker; `that` opens what is said; `pronouns` may speak; `inverted` is a verb with its pronoun joined on.
    """

    verbs: str
    according: str
    that: str
    pronouns: str
    auxiliaries: str = ""
    inverted: str = ""


ELSEWHERE: Final[Mapping[str, Sayings]] = {
    "de": Sayings(
        verbs="sagte|sagt|sagten|erklärte|erklärt|erklärten|betonte|betont|teilte mit|meinte|meint|warnte"
        "|warnt"
        "|fügte hinzu|forderte|fordert|kündigte an|kritisierte|kritisiert|schrieb|schreibt|antwortete"
        "|behauptete"
        "|berichtete|bestätigte|so|nannte|rief|fragte|räumte ein|äußerte|hieß es",
        according="laut|nach Angaben von|nach den Worten von|nach Ansicht von|nach Darstellung von",
        that="dass",
        pronouns="er|sie|ich|wir|es",
    ),
    "fr": Sayings(
        verbs="dit|déclaré|déclare|affirmé|affirme|ajouté|ajoute|expliqué|explique|assuré|assure|estimé"
        "|estime"
        "|annoncé|annonce|souligné|souligne|précisé|précise|indiqué|indique|lancé|lance|écrit|répondu|répond"
        "|rappelé|rappelle|martelé|regretté|regrette|confié|confie|averti|dénoncé|dénonce|prévenu|insisté"
        "|insiste",
        according="selon|d['’]après|pour",
        that="que|qu['’]",
        pronouns="il|elle|ils|elles|on|je|nous",
        auxiliaries="a|ont|avait|avaient",
        inverted="(?:dit|ajoute|explique|affirme|assure|déclare|estime|précise|poursuit|lance|écrit|répond"
        "|insiste"
        "|souligne|a|ont|avait)-(?:t-)?(?P<speaker>ils?|elles?|on)",
    ),
    "es": Sayings(
        verbs="dijo|dice|dijeron|afirmó|afirma|declaró|declara|aseguró|asegura|explicó|explica|anunció|añadió"
        "|señaló|señala|indicó|advirtió|sostuvo|subrayó|agregó|manifestó|respondió|escribió|expresó|destacó"
        "|comentó|reconoció|insistió|dicho|afirmado|declarado|asegurado|explicado|señalado|añadido|anunciado"
        "|advertido|subrayado",
        according="según|de acuerdo con",
        that="que",
        pronouns="él|ella|ellos|ellas",
        auxiliaries="ha|han|había|habían",
    ),
    "it": Sayings(
        verbs="disse|dice|detto|dichiarato|dichiara|affermato|afferma|aggiunto|aggiunge|spiegato|spiega"
        "|annunciato"
        "|sottolineato|sottolinea|scritto|scrive|assicurato|assicura|avvertito|avverte|ribadito|ribadisce"
        "|commentato|commenta|risposto|risponde|sostiene|precisato|precisa|ricordato",
        according="secondo|per|stando a",
        that="che",
        pronouns="lui|lei|loro|egli",
        auxiliaries="ha|hanno|aveva|avevano",
    ),
    "pt": Sayings(
        verbs="disse|diz|disseram|afirmou|afirma|declarou|declara|acrescentou|explicou|explica|anunciou"
        "|ressaltou"
        "|destacou|escreveu|respondeu|avisou|alertou|sublinhou|garantiu|considerou|comentou|reiterou|contou",
        according="segundo|de acordo com|conforme",
        that="que",
        pronouns="ele|ela|eles|elas",
    ),
    "nl": Sayings(
        verbs="zei|zegt|zeiden|zeggen|verklaarde|verklaart|benadrukte|benadrukt|waarschuwde|waarschuwt"
        "|meldde|meldt"
        "|voegde toe|stelde|stelt|schreef|schrijft|vindt|vond|liet weten|laat weten|aldus|vertelde|vertelt"
        "|reageerde",
        according="volgens",
        that="dat",
        pronouns="hij|zij|ze|ik|we",
    ),
    "pl": Sayings(
        verbs="powiedział|powiedziała|mówi|mówił|mówiła|stwierdził|stwierdziła|oświadczył|oświadczyła|dodał"
        "|dodała"
        "|podkreślił|podkreśliła|zaznaczył|zaznaczyła|ocenił|oceniła|napisał|napisała|poinformował"
        "|poinformowała"
        "|zapowiedział|zapowiedziała|przyznał|przyznała|ostrzegł|ostrzegła|zapewnił|zapewniła",
        according="według|zdaniem|jak powiedział|jak powiedziała",
        that="że|iż",
        pronouns="on|ona|oni",
    ),
    "ru": Sayings(
        verbs="сказал|сказала|сказали|говорит|говорил|говорится в|заявил|заявила|заявили|заявляет|отметил"
        "|отметила"
        "|подчеркнул|подчеркнула|добавил|добавила|сообщил|сообщила|сообщили|рассказал|рассказала|объяснил"
        "|объяснила|пояснил|пояснила|уточнил|уточнила|написал|написала|ответил|ответила|считает|предупредил"
        "|предупредила|напомнил|напомнила|признал|признала|утверждает",
        according="по словам|по мнению|по данным|как сообщил|как сообщила|как заявил|как заявила|согласно",
        that="что",
        pronouns="он|она|они",
    ),
    "uk": Sayings(
        verbs="сказав|сказала|сказали|каже|говорить|заявив|заявила|заявили|зазначив|зазначила|наголосив"
        "|наголосила"
        "|підкреслив|підкреслила|додав|додала|повідомив|повідомила|повідомили|розповів|розповіла|пояснив"
        "|пояснила"
        "|написав|написала|відповів|відповіла|вважає|попередив|попередила|нагадав|нагадала|стверджує",
        according="за словами|на думку|за даними|згідно з|як повідомив|як повідомила|як заявив|як заявила",
        that="що",
        pronouns="він|вона|вони",
    ),
}
"""Languages other than English, by ISO 639-1 code."""
