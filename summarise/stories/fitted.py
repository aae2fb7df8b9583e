"""The numbers of the grouping's logistic, as they came out of the fit; docs/design/grouping.md tells how.

Fitted by maximum likelihood with an L2 penalty on pairs of articles that share heavy words: public sets of
grouped news (ECB+, NeuS, Multi-News), each also without its titles and cut to its first words, so that no one
kind of text decides, and short events of our own. What cannot speak against one event is held at 0 or above.
The bias puts the border between one event and two at 0.
"""

from collections.abc import Mapping
from typing import Final

BIAS: Final = 13.8722

FITTED: Final[Mapping[str, tuple[float, float]]] = {
    "body": (-9.3183, 0.1058),
    "lead": (2.0703, 0.1059),
    "title": (0.0000, 0.0402),
    "bigrams": (0.0000, 0.0256),
    "numbers": (0.0000, 0.0276),
    "names": (0.0000, 0.1075),
    "top_names": (0.0000, 0.1295),
    "actors": (1.6551, 0.1957),
    "coverage": (5.8149, 0.1337),
    "lead_covered": (0.0000, 0.1398),
    "lead_half_covered": (0.0000, 0.1037),
    "title_covered": (2.7856, 0.1014),
    "title_in_lead": (1.7127, 0.1002),
    "titled": (-1.8063, 0.6405),
    "both_numbers": (-0.0071, 0.2583),
    "both_names": (-0.4833, 0.9219),
    "both_actors": (-1.1264, 0.4800),
    "names_agree": (0.0000, 0.2905),
    "names_differ_shortly": (-4.6720, 0.4323),
    "year_clashes": (-0.0554, 0.0358),
    "year_shared": (2.0157, 0.0283),
    "lead_year_clashes": (-0.8753, 0.0313),
    "shorter": (-0.1440, 3.6668),
    "longer": (-0.5885, 3.9637),
    "common": (-6.6492, 0.2131),
    "crowd": (-32.1133, 0.0599),
    "beside": (0.8275, 0.0866),
    "lead_beside": (0.2390, 0.0863),
    "body by length": (-4.9601, -0.0361),
    "lead by length": (2.3434, -0.0372),
    "title by length": (1.2760, -0.0115),
    "bigrams by length": (0.8364, -0.0102),
    "numbers by length": (1.3035, -0.0035),
    "names by length": (0.5058, -0.0258),
    "actors by length": (0.3539, -0.1017),
    "coverage by length": (3.8884, -0.0576),
    "lead_covered by length": (1.4133, -0.0576),
    "lead_half_covered by length": (1.3714, -0.0365),
    "beside by length": (7.0619, -0.0302),
    "lead_beside by length": (-7.6853, -0.0313),
    "body untitled": (-4.8993, 0.0389),
    "lead untitled": (10.1140, 0.0385),
    "title untitled": (0.0000, 0.0000),
    "bigrams untitled": (-6.3311, 0.0109),
    "numbers untitled": (-0.7483, 0.0101),
    "names untitled": (-2.1686, 0.0390),
    "actors untitled": (0.5523, 0.0761),
    "coverage untitled": (3.3294, 0.0503),
    "lead_covered untitled": (1.5116, 0.0531),
    "lead_half_covered untitled": (-3.8237, 0.0386),
    "beside untitled": (3.5485, 0.0315),
    "lead_beside untitled": (-3.8185, 0.0311),
    "log body": (1.4963, -2.1797),
    "log lead": (0.5418, -2.1853),
    "log bigrams": (0.0000, -3.1499),
    "log names": (0.0000, -2.5994),
    "log numbers": (0.3089, -3.3408),
    "log coverage": (0.0000, -1.9372),
    "log lead_half_covered": (0.5307, -2.1445),
    "log beside": (1.7363, -2.3763),
    "log lead_beside": (0.0000, -2.3840),
}
"""For each feature its factor, and what it usually is among the pairs of the fit."""
