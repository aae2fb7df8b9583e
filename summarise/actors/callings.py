"""What people are called before or after their names, and words that make a name a place's or a body's."""

from types import MappingProxyType
from typing import Final

from summarise.actors.fold import folded_name


def folded(words: str) -> frozenset[str]:
    """The words of a list written with spaces between them, folded."""
    return frozenset(folded_name(words).split())


CALLINGS: Final = folded(
    "speaker president vice premier minister chancellor king queen prince princess emperor pope"
    " secretary chairman chairwoman chair chief head leader ambassador envoy spokesman spokeswoman"
    " spokesperson senator governor mayor congressman congresswoman representative justice judge general"
    " colonel admiral marshal captain commander major lieutenant sergeant corporal commissioner mr mrs"
    " ms miss dr sir lord lady dame prof professor rep sen gov gen col lt sgt capt adm pm mp doctor"
    " lawyer attorney barrister solicitor prosecutor analyst economist historian researcher scientist"
    " expert author writer poet activist campaigner actor actress singer coach manager striker"
    " goalkeeper ceo founder cofounder owner director officer detective bishop archbishop cardinal rabbi"
    " imam pastor father sister brother journalist reporter editor correspondent resident witness farmer"
    " teacher student nurse candidate lawmaker legislator deputy councillor councilman sheriff diplomat"
    " banker billionaire businessman businesswoman entrepreneur investor strategist adviser advisor aide"
    " official inspector superintendent constable principal dean rector physician surgeon engineer pilot"
    " astronaut undersecretary treasurer sprecher sprecherin ministerin prasident prasidentin kanzler"
    " burgermeister chef herr frau abgeordnete abgeordneter oberst experte expertin forscher professorin"
    " anwalt anwaltin ministre presidente porte porteparole depute maire directeur directrice avocat"
    " avocate monsieur madame mme ministro ministra portavoz alcalde directora senador senadora diputado"
    " diputada abogado abogada senor senora portavoce sindaco deputato avvocato porta voz prefeito"
    " deputado advogado rzecznik rzeczniczka prezydent posel burmistrz woordvoerder woordvoerster"
    " burgemeester hoogleraar президент министр премьер глава представитель спикер депутат губернатор"
    " мэр посол генерал полковник пресс секретарь эксперт аналитик директор председатель адвокат"
    " политолог экономист врач речник міністр прем'єр голова мер експерт аналітик командувач"
)

ADDRESSES: Final = folded(
    "mr mrs ms miss mx messrs madam madame mme mlle mesdames messieurs monsieur mm sr sra srta senor senora"
    " senorita senhor senhora don dona dom herr hr frau signor signora signore sig dott dottor pan pani"
    " panie pana meneer mevrouw herra rouva fru sayın г н жа господин госпожа господа господина"
    " господину господином госпожи госпоже г н товарищ пан пана пані панові"
)
"""What stands before a surname out of courtesy."""

POSTS: Final = folded(
    "presidents ministers secretaries premiers chancellors senators governors generals ambassadors"
    " commissioners leaders chiefs kings rivals candidates congressmen lawmakers spokesmen judges justices"
    " mayors directors envoys pres gov sen rep gen adm col maj capt amb sec min pm mp mep vp potus flotus"
    " scotus team judge justice officer detective inspector actor actress singer footballer coach"
    " premier presidente presidentes presidenti presidents ministres ministros ministri primer premier"
    " kanzlers kanzlerin bundesprasident vizekanzler parteichef parteichefin vorsitzender vorsitzende"
    " senateur senatore senador candidat candidato kandidat kandidatin wahlsieger patron leader lider"
    " президенты президентов министры министров сенатор сенатора премьера премьеру вице экс"
    " президентка очільник очільниця голова голови прем'єра міністра президентів"
)
"""Offices in short and in the plural, in several languages."""

SHORT_OFFICES: Final = MappingProxyType(
    {
        "pm": "prime",
        "pres": "president",
        "gov": "governor",
        "sen": "senator",
        "gen": "general",
        "sec": "secretary",
    }
)
"""What an office in short stands for, by a word of the office's name."""

BODIES: Final = folded(
    "academy action administration affairs agency airlines airport airways alliance army arts assembly"
    " associated association authority bank board brigade bureau cabinet campaign capital center centre"
    " chamber church city club coalition college commission committee company conference congress"
    " constitution convention corp corporation council county court defence defense democrats department"
    " district division economic embassy enterprises federal federation fifa force forces foreign forum"
    " foundation fox front fund game games government group guard guardian headquarters health herald"
    " hospital house human inc independent industries institute institution intelligence interior"
    " international journal justice labor labour league limited ltd mail media ministry monitor movement"
    " museum national navy network news office olympics organisation organization parliament partners"
    " party police post press project province public radio red region republic republicans research"
    " rights school securities security senate service services society state states street studies"
    " summit supreme survey systems team television times treasury treaty tribune trust tv union united"
    " university valley watch week white women world x ministerium amt partei bundestag bundesrat"
    " bundeswehr regierung rat verband gesellschaft universitat zeitung ministere conseil assemblee"
    " parti banque ministerio consejo partido banco ministero consiglio partito banca министерство совет"
    " дума партия рада міністерство партія верховна верховная"
)
PLACES: Final = folded(
    "north south east west northern southern eastern western new united saudi hong sri costa puerto san"
    " los las santa fort mount lake port cape upper lower great greater central middle el sierra burkina"
    " cote ivory vatican bosnia papua trinidad silicon wall downing capitol street islands island sea"
    " ocean gulf river bay coast korea africa zealand york kong arabia kingdom states lanka rico jersey"
    " hampshire carolina dakota mexico delhi city mountains peninsula strait canal"
)
SURNAMES_TOO: Final = folded(
    "bank banks church city force fox game guard hall hill house king lake lane law lord major park"
    " parks place post press price prince read road school state street times west white young x day may"
    " june april"
)
TIMES: Final = folded(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december christmas easter ramadan eid yesterday today"
    " tomorrow gmt montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai"
    " juni juli oktober dezember"
)
