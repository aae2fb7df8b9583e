"""The numbers of the grouping's logistic, as they came out of the fit; docs/design/grouping.md tells how.

Fitted by maximum likelihood with an L2 penalty on pairs of articles that share heavy words: public sets of
grouped news (ECB+, NeuS, Multi-News), each also without its titles and cut to its first words, so that no one
kind of text decides, and short events of our own. What cannot speak against one event is held at 0 or above.
The bias puts the border between one event and two at 0.
"""

from collections.abc import Mapping
from typing import Final

BIAS: Final = 12.7810

FITTED: Final[Mapping[str, tuple[float, float]]] = {
    "body": (-8.0771, 0.1036),
    "lead": (2.7415, 0.1037),
    "title": (0.0000, 0.0393),
    "bigrams": (0.0000, 0.0244),
    "numbers": (0.0000, 0.0274),
    "names": (0.0000, 0.1064),
    "top_names": (0.0000, 0.1287),
    "actors": (1.6394, 0.1930),
    "coverage": (5.9797, 0.1333),
    "lead_covered": (0.0000, 0.1385),
    "lead_half_covered": (0.0000, 0.1023),
    "title_covered": (3.4308, 0.1003),
    "title_in_lead": (1.3902, 0.0991),
    "titled": (-1.7820, 0.6408),
    "both_numbers": (-0.0179, 0.2585),
    "both_names": (-0.3163, 0.9215),
    "both_actors": (-1.4267, 0.4768),
    "names_agree": (0.0000, 0.2895),
    "names_differ_shortly": (-4.6742, 0.4333),
    "year_clashes": (-0.0665, 0.0361),
    "year_shared": (2.1024, 0.0285),
    "lead_year_clashes": (-0.8592, 0.0317),
    "shorter": (-0.0771, 3.6655),
    "longer": (-0.5242, 3.9634),
    "common": (-8.6025, 0.2132),
    "crowd": (-32.1757, 0.0600),
    "body by length": (2.8445, -0.0355),
    "lead by length": (-6.1851, -0.0366),
    "title by length": (1.4712, -0.0116),
    "bigrams by length": (2.3021, -0.0098),
    "numbers by length": (1.2046, -0.0033),
    "names by length": (0.5439, -0.0252),
    "actors by length": (0.5563, -0.1015),
    "coverage by length": (3.6414, -0.0580),
    "lead_covered by length": (1.4564, -0.0574),
    "lead_half_covered by length": (1.4155, -0.0361),
    "body untitled": (-2.7997, 0.0378),
    "lead untitled": (7.1540, 0.0374),
    "title untitled": (0.0000, 0.0000),
    "bigrams untitled": (-6.4669, 0.0103),
    "numbers untitled": (-0.7103, 0.0100),
    "names untitled": (-1.8504, 0.0385),
    "actors untitled": (0.5604, 0.0747),
    "coverage untitled": (5.3540, 0.0499),
    "lead_covered untitled": (0.2165, 0.0524),
    "lead_half_covered untitled": (-3.4654, 0.0379),
    "log body": (3.0208, -2.1882),
    "log lead": (0.5191, -2.1938),
    "log bigrams": (0.0000, -3.1601),
    "log names": (0.0000, -2.6054),
    "log numbers": (0.2964, -3.3413),
    "log coverage": (0.0000, -1.9368),
    "log lead_half_covered": (0.5016, -2.1508),
}
"""For each feature its factor, and what it usually is among the pairs of the fit."""
