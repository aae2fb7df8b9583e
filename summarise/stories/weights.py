"""How much each feature of a pair of articles counts: a logistic, as a frozen value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul

from summarise.stories.fitted import BIAS, FITTED
from summarise.stories.likeness import FEATURES, measured_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """Factors of FEATURES, in their order, and what each feature usually is."""

    bias: float
    factors: tuple[float, ...]
    usual: tuple[float, ...]

    def logit(self, features: Sequence[float]) -> float:
        """The evidence that two articles tell one event: above 0 for it, below 0 against it."""
        return sum(map(mul, self.factors, features), self.bias)

    def without(self, *measured: str) -> "Weights":
        """The same with these of MEASURED, and all that is made of them, held at what they usually are."""
        bias, factors = self.bias, list(self.factors)
        for at, name in enumerate(FEATURES):
            if measured_in(name) in measured:
                bias += factors[at] * self.usual[at]
                factors[at] = 0.0
        return replace(self, bias=bias, factors=tuple(factors))


SHIPPED = Weights(
    bias=BIAS,
    factors=tuple(FITTED[name][0] for name in FEATURES),
    usual=tuple(FITTED[name][1] for name in FEATURES),
)
