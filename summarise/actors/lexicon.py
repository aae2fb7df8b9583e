"""Words that tell a person's name from its neighbours: given names, suffixes, and words that are no name."""

from importlib.resources import files

from summarise.text.words import word_set

GIVEN_NAMES = word_set((files("summarise.actors") / "given-names.txt").read_text(encoding="utf-8"))

ORGANISATION_SUFFIXES = word_set(
    "academy airlines airport arena associates association avenue bank boulevard bridge building capital"
    " center centre college co company corp corporation court dam drive enterprises estate foundation fund"
    " gallery group hall heights highway holdings hospital hotel house inc initiative institute jr junior"
    " lane laboratory library llc ltd memorial mosque museum organisation organization palace park"
    " partners plaza prize school science square stadium station street studio studios terminal theatre"
    " theater tower towers trust university"
)

NO_NAMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december president vice premier prime minister chancellor king"
    " queen prince princess emperor pope secretary general director chairman chairwoman chair chief head"
    " leader ambassador envoy spokesman spokeswoman spokesperson senator governor mayor congressman"
    " congresswoman representative justice judge general colonel admiral marshal captain commander mr mrs"
    " ms miss dr sir lord lady dame prof professor comrade candidate nominee incumbent democrat democrats"
    " republican republicans conservative liberal labour russian ukrainian american british french german"
    " chinese indian turkish iranian israeli syrian polish european western eastern kremlin moscow kyiv"
    " kiev washington brussels beijing london paris berlin ankara tehran russia ukraine america britain"
    " france germany china india turkey iran israel syria poland europe hungary hungarian italian italy"
    " spanish spain japanese japan korean korea brazilian brazil saudi egyptian egypt austrian austria"
    " finnish finland swedish sweden pakistani pakistan mexican mexico canadian canada"
)

BEFORE_OTHER_HOLDERS = word_set(
    "former ex then late deputy vice acting onetime future next previous predecessor first past assistant"
    " under aspiring"
)
