"""The numbers of the grouping's logistic, as they came out of the fit; docs/design/grouping.md tells how.

Fitted by maximum likelihood with an L2 penalty on pairs of articles that share heavy words: public sets of
grouped news (ECB+, NeuS, Multi-News), each also without its titles and cut to its first words, so that no one
kind of text decides, and short events of our own. What cannot speak against one event is held at 0 or above.
The bias puts the border between one event and two at 0.
"""

from collections.abc import Mapping
from typing import Final

BIAS: Final = 13.9996

FITTED: Final[Mapping[str, tuple[float, float]]] = {
    "body": (-7.8399, 0.1058),
    "lead": (0.0000, 0.1059),
    "title": (0.0000, 0.0402),
    "bigrams": (0.0000, 0.0256),
    "numbers": (0.0000, 0.0276),
    "names": (0.0000, 0.1085),
    "top_names": (0.0000, 0.1333),
    "actors": (2.1498, 0.1686),
    "coverage": (5.9838, 0.1337),
    "lead_covered": (0.0000, 0.1398),
    "lead_half_covered": (0.0000, 0.1037),
    "title_covered": (2.5394, 0.1014),
    "title_in_lead": (1.8091, 0.1002),
    "titled": (-1.8156, 0.6405),
    "both_numbers": (-0.1509, 0.2583),
    "both_names": (-0.2398, 0.9010),
    "both_actors": (-1.5126, 0.5715),
    "names_agree": (0.0000, 0.2964),
    "names_differ_shortly": (-4.6287, 0.4297),
    "year_clashes": (-0.1935, 0.0358),
    "year_shared": (2.1308, 0.0283),
    "lead_year_clashes": (-0.7831, 0.0313),
    "shorter": (-0.0211, 3.6668),
    "longer": (-0.6034, 3.9637),
    "common": (-6.7394, 0.2131),
    "crowd": (-29.6425, 0.0599),
    "beside": (0.0000, 0.0850),
    "lead_beside": (0.2235, 0.0847),
    "body by length": (-3.0137, -0.0361),
    "lead by length": (-1.1060, -0.0372),
    "title by length": (0.9871, -0.0115),
    "bigrams by length": (1.0220, -0.0102),
    "numbers by length": (1.2607, -0.0035),
    "names by length": (0.6006, -0.0236),
    "actors by length": (0.1998, -0.0883),
    "coverage by length": (3.4552, -0.0576),
    "lead_covered by length": (1.4065, -0.0576),
    "lead_half_covered by length": (1.6880, -0.0365),
    "beside by length": (5.5135, -0.0293),
    "lead_beside by length": (-4.4635, -0.0303),
    "body untitled": (-2.7091, 0.0389),
    "lead untitled": (6.0608, 0.0385),
    "title untitled": (0.0000, 0.0000),
    "bigrams untitled": (-5.5700, 0.0109),
    "numbers untitled": (-0.6647, 0.0101),
    "names untitled": (-2.0719, 0.0391),
    "actors untitled": (0.5128, 0.0663),
    "coverage untitled": (3.1396, 0.0503),
    "lead_covered untitled": (1.5561, 0.0531),
    "lead_half_covered untitled": (-3.5884, 0.0386),
    "beside untitled": (2.0392, 0.0309),
    "lead_beside untitled": (-0.8372, 0.0305),
    "log body": (1.4705, -2.1797),
    "log lead": (1.0561, -2.1853),
    "log bigrams": (0.0000, -3.1499),
    "log names": (0.0000, -2.6261),
    "log numbers": (0.2923, -3.3408),
    "log coverage": (0.0000, -1.9372),
    "log lead_half_covered": (0.4969, -2.1445),
    "log beside": (1.5440, -2.3965),
    "log lead_beside": (0.0000, -2.4035),
}
"""For each feature its factor, and what it usually is among the pairs of the fit."""
