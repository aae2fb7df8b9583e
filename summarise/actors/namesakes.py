"""Words that make a name a street's, a thing's, a family's or somebody else's, all folded."""

from typing import Final

from summarise.actors.callings import folded

NAMED_AFTER: Final = folded(
    "rue calle avenida piazza ulitsa улица улице улицы улицу проспект проспекте проспекта вулиця вулиці"
    " вулицю"
    " piazzale viale corso uss hms ins rms ss hmas hmcs hurricane typhoon cyclone storm asteroid avenue plaza"
    " boulevard praca paseo quai lycee liceo aeropuerto aeroporto estadio stadio площадь площади площа площі"
    " бульвар бульваре шоссе проспекту праспект ulica ulicy ulice aleja alei strada bulevardul plac placu"
    " lungomare"
)
"""Words before somebody's name that make it a street's, a ship's or a storm's."""
STREETS_TOO: Final = folded("via pont place college allee ecole stade ponte rua parc gare largo")
"""Words that are a street's or a building's before a name in a Romance text alone."""
THINGS_NAMED: Final = folded(
    "airport bridge center centre library highway school university hospital museum park stadium station"
    " foundation institute prize award building memorial monument college academy square street avenue"
    " boulevard scholarship tower expressway freeway tunnel dam terminal theatre theater auditorium arena"
)
"""What is named after people, with up to two words between."""
ATTRIBUTED: Final = folded(
    "family families clan dynasty household company brand firm chair lookalike impersonator doll dolls maker"
    " store clothing sportswear bakery dish"
)
"""Common nouns that make the surname before them an attribute."""
OCCUPATIONS: Final = folded(
    "actor actress singer footballer striker midfielder goalkeeper defender guitarist drummer comedian boxer"
    " novelist baker plumber wrestler golfer swimmer jockey musician rapper bassist winger pianist painter"
    " captain sergeant sgt coach detective constable pastor rabbi nurse corporal nun sculptor"
    " photographer dj chef gardener dentist acteur chanteur schauspieler sanger cantante actriz"
)
"""What somebody of the actor's name does who is not the actor."""
ASKED_OF: Final = folded(
    "those people someone anyone everyone person man woman men women one ones and or he she they all others"
    " kids parents patients workers students readers guy girl boy nobody somebody anybody child children"
)
"""Words before "who"."""
GODDESSES: Final = folded("river goddess temple lady mother")
