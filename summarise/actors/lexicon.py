"""Words that tell a name from its neighbours: given names, suffixes, ranks, and words that are no name.

All are folded: small letters, no diacritics, hyphens as spaces.
"""

from importlib.resources import files
from typing import Final

from summarise.actors.callings import folded

GIVEN_NAMES: Final = folded((files("summarise.actors") / "given-names.txt").read_text(encoding="utf-8"))

ORGANISATION_SUFFIXES: Final = folded(
    "academy airlines airport airways arena associates association auditorium avenue bank boulevard"
    " bridge broadcasting building campus capital cathedral center centre chapel clinic club co college"
    " company corp corporation county court creek dam dormitory drive enterprises estate foundation fund"
    " gallery gardens group hall heights high highway holdings hospital hostel hotel house inc"
    " initiative institute institution investments jnr jr junior lake lane library llc llp ltd medal"
    " media memorial monument mosque motors museum network nursery organisation organization palace park"
    " partners pavilion place plaza pharmacy prize properties records restaurant river road scholarship"
    " school science society square stadium state station steaks street studio studios terminal theater"
    " theatre township tower towers trail trust tunnel university vodka ventures village vineyard wharf"
    " winery way gmbh ag expressway freeway motorway parkway turnpike interchange roundabout metro"
    " subway pier beach island mount mountain peak falls field ranch farm farms brewery pub bar cafe gym"
    " shop store market mall cup trophy award awards fellowship fellow scholars archive archives"
    " collection supermarket bakery reservoir canal crater asteroid glacier strait regiment battalion"
    " barracks pizzeria parade strasse platz allee stiftung universitat flughafen filho hijo fils"
)
SUFFIX_LEADS: Final = folded(
    "golf country international presidential national memorial elementary high public medical global"
    " law business economic art arts family charitable peace middle primary regional municipal"
    " children's secondary community state women's graduate cancer heart health"
)
MADE_OF_A_NAME: Final = folded(
    "era style like backed led linked appointed friendly aligned allied inspired controlled supported"
    " endorsed approved ordered sponsored funded run themed esque ism bashing loving hating skeptic"
    " sceptic proof free branded owned brokered mandated style's curious"
)
BEFORE_A_NAME: Final = folded(
    "anti pro non ex pre post neo arch counter un re sub inter mini super ultra quasi pseudo semi proto"
    " never anty contra"
)

BEFORE_A_HOLDER: Final = folded("ex then mini inter")
OFFICES: Final = folded(
    "generale geral secretaire segretario presidenta ministro ministre generalny sekretarz генеральный"
    " генсек глава секретарь представитель председатель генсека главы пресс spokesman spokeswoman"
    " spokesperson chief head director secretary envoy commissioner representative ambassador president"
    " chairman chairwoman chair governor coordinator rapporteur boss general adviser advisor official"
    " sprecher sprecherin chef chefin direktor prasident prasidentin porte parole directeur presidente"
)
OF_OFFICES: Final = folded(
    "press special foreign policy human rights humanitarian refugee deputy senior top high executive"
    " managing assistant under aid relief peace climate nuclear security national political permanent"
    " acting interim chief health trade economic for of affairs secretary director defence defense"
    " communications media communication"
)
JOINING: Final = folded("de la le l d della dell dello da do del der des von van of the das dos")
OFFICES_UNSPACED: Final = (
    "秘书长", "副秘书长", "主席", "总裁", "总干事", "总统", "总理", "首相", "外长", "发言人", "事務総長",
    "大統領", "報道官",
    "事务总长", "祕書長", "總幹事", "發言人",
)  # fmt: skip
GOVERNING: Final = folded(
    "administration campaign government cabinet team justice transition white era presidency inc doctrine"
)
HOUSEHOLDS: Final = folded("family families clan dynasty household")
RANKS_OF_MANY: Final = folded("president king queen emperor pope rep congressman congresswoman")
DEPUTIES: Final = folded("vice deputy acting assistant interim shadow")
NOT_THE_HOLDER: Final = folded(
    "former ex then late deputy vice acting onetime future next previous predecessor first past"
    " assistant under aspiring incoming interim shadow honorary ousted deposed exiled self proclaimed"
    " declared would successive earlier prospective potential likely possible alternate junior"
    " ehemaliger ehemalige fruherer fruhere ancien ancienne expresidente antiguo antigua бывший бывшего"
    " бывшему экс вице колишнии колишнього"
)
ANY_HOLDER: Final = folded("a an any no every each another some one many several two three four five")
NOT_YET: Final = folded(
    "elect designate hopeful hopefuls candidate candidates contender contenders nominee nominees"
    " aspirant election elections emeritus hopeful's candidate's pro"
)

HERS: Final = folded(
    "mrs ms miss madam madame mme frau senora sra signora lady queen princess duchess sister mlle dona"
    " г жа госпожа пані"
)
HIS: Final = folded("mr sir lord herr monsieur senor signor king prince duke brother father don господин пан")
RANKS_OF_OTHERS: Final = folded(
    "judge justice sergeant sgt captain professor prof coach constable officer detective father brother"
    " rabbi imam bishop archbishop cardinal private corporal lieutenant lt major colonel col admiral"
    " sheriff deputy nurse pastor reverend rev president king queen emperor pope congressman"
    " congresswoman rep councillor councilman agent inspector principal dean"
)

OPENERS: Final = folded(
    "yesterday today tomorrow tonight meanwhile earlier later instead nobody everyone everybody"
    " somebody someone thus hence maybe perhaps like unlike despite amid amidst via per given regarding"
    " concerning across against alongside among around besides beyond critics allies analysts experts"
    " officials supporters voters friends aides sources opponents rivals protesters reporters"
    " journalists diplomats poor dear old young good bad big inside outside behind near plus minus once"
    " twice without within toward towards upon whether although though unless until till since because"
    " however therefore otherwise moreover furthermore nevertheless nonetheless still yet also even only"
    " just not never always often sometimes soon now then there here why how what when where who whom"
    " whose which this that these those let make see watch read ask tell say says blame thank stop help"
    " hear meet call can could should would will may might must did does do is are was were has have had"
    " elsewhere sen gov last next as if but and or nor so for in on at by to from of with about after"
    " before during while under over both either neither any all some most many few each every another"
    " other such same"
)

NO_NAMES: Final = folded(
    "cumhurbaskanı baskanı basbakanı bakanı bakan basbakan sekreteri sozcusu lideri devlet genel rusya"
    " abd presiden menteri perdana sekjen presedintele miniszterelnok elnok minister rosji ukrainy"
    " niemiec francji senor senora monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december president vice"
    " premier prime chancellor king queen prince princess emperor pope secretary general director"
    " chairman chairwoman chair chief head leader ambassador envoy spokesman spokeswoman spokesperson"
    " senator governor mayor congressman congresswoman representative justice judge colonel admiral"
    " marshal captain commander mr mrs commissioner ms miss dr sir lord lady dame prof professor comrade"
    " candidate nominee incumbent democrat democrats republican republicans conservative liberal labour"
    " state treasury defence defense boss strongman dictator tycoon billionaire entrepreneur banker"
    " economist elect gop rep sen gov gen excellency pm russian ukrainian american british french german"
    " chinese indian turkish iranian israeli syrian polish european western eastern kremlin moscow kyiv"
    " kiev washington brussels beijing london paris berlin ankara tehran russia ukraine america britain"
    " france germany china india turkey iran israel syria poland europe hungary hungarian italian italy"
    " spanish spain japanese japan korean korea brazilian brazil saudi egyptian egypt austrian austria"
    " finnish finland swedish sweden pakistani pakistan mexican mexico canadian canada belarus"
    " belarusian belarussian argentina argentine venezuela venezuelan arabia turkiye serbia serbian"
    " greece greek portugal portuguese norway norwegian denmark danish dutch belgium belgian swiss"
    " switzerland czech slovak slovakia romania romanian bulgaria bulgarian georgia georgian armenia"
    " armenian azerbaijan azerbaijani kazakhstan kazakh iraq iraqi afghanistan afghan lebanon lebanese"
    " jordan jordanian palestinian palestine african africa ethiopia ethiopian kenya kenyan nigeria"
    " nigerian rwanda rwandan sudan sudanese australia australian zealand indonesia indonesian"
    " philippines philippine filipino vietnam vietnamese thai thailand cuba cuban colombia colombian"
    " chile chilean peru peruvian latin asian asia nations union commission council un eu nato us usa uk"
    " imf who rome madrid vienna warsaw budapest jerusalem delhi tokyo seoul pyongyang brasilia minsk"
    " prasident kanzler kanzlerin bundeskanzler bundeskanzlerin prasidentin ministerprasident"
    " premierminister aussenminister verteidigungsminister generalsekretar staatschef kremlchef"
    " regierungschef machthaber herr frau russlands deutschlands frankreichs presidente presidenta"
    " ministre ministro canciller primo cancelliere secretario secretaire rusia russie ucrania francia"
    " brasil prezydent premiera prezes kanclerz президент президента президенту президентом премьер"
    " министр министра министру канцлер канцлера генсек генсека глава главы лидер господин кремль кремля"
    " россии украины сша франции германии китая турции белоруссии беларуси казахстана израиля ирана"
    " сирии польши венгрии великобритании италии японии индии бразилии оон ес нато рф прем єр росії"
    " россіи україни украіни німеччини китаю туреччини польщі франціі росіі"
)

WORDS_IN_CAPITALS: Final = folded(
    "who us un eu it is au as in or on am me may ice care start code star arms safe race"
)
QUESTIONED: Final = folded(
    "is are was were will would can could should has have had do does did may might knows cares needs"
)
ROMANCE: Final = folded(
    "le la les des du de et est dans pour por el los las del que avec une um uma em nao ao sur par con"
    " per il gli che della di al na no os y e a"
)
GERMANIC: Final = folded(
    "der das ist nicht mit und von fur den dem ein eine auf im sich des zu och att det som pa ar og af"
    " am vom beim wie war kein keine bleibt kommt ihr ihre seine inte til kort sagt sier med er et"
    " ikke til van het een niet voor op zijn die wird wurde wurden sind bei nach aus zum zur sagte hat"
    " haben uber"
)
SLAVIC: Final = folded(
    "się nie że jest przez oraz dla który która na po od do ze też był była podle jako uvedl byl není"
    " pro při je se su koji koja rekao bio za iz z w"
)
SLAVIC_ENDINGS: Final = frozenset(
    {"a", "u", "y", "e", "m", "em", "om", "ie", "owi", "ovi", "ego", "emu", "iem", "im", "ym", "ą", "ę"}
)
WORDPLAYS: Final = frozenset(
    {
        "biden time", "biden one's", "trump card", "trump cards", "trump suit", "bush fire", "bush fires",
        "bush baby", "bush telegraph", "bush pilot", "bush tucker", "may day", "rice paddies", "rice paddy",
        "brown rice", "brown bread", "major league", "grant money", "cook islands", "kurz danach",
        "kurz darauf", "kurz zuvor", "kurz vorher", "kurz gesagt", "kurz bevor", "poutine is",
    }
)  # fmt: skip
FIRST_WORDS: Final = folded("vor nach und uber hinter")
"""What follows "kurz" where it is a German sentence's first word, not its name."""
PLAYED: Final = frozenset(play.split()[-1] for play in WORDPLAYS)
UNITED_STATES: Final = folded(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho"
    " illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota"
    " mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas"
    " utah vermont virginia wisconsin wyoming"
)
