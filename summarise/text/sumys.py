"""sumy's summarizers by name; its LexRank with numpy's sums, an end and no zero norm."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarise.text.spared import spared

with spared():
    from sumy.summarizers.kl import KLSummarizer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.reduction import ReductionSummarizer
    from sumy.summarizers.sum_basic import SumBasicSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

_MOST_STEPS = 100


class LexRank(LexRankSummarizer):  # type: ignore[misc]
    """sumy's LexRank, its sums done by numpy, its power method with an end and without a zero norm."""

    def _compute_idf(self, sentences: Sequence[Sequence[str]]) -> dict[str, float]:
        holders = Counter(term for sentence in sentences for term in set(sentence))
        return {term: float(np.log(len(sentences) / (1 + held))) for term, held in holders.items()}

    def _create_matrix(
        self,
        sentences: Sequence[Sequence[str]],
        threshold: float,
        tf_metrics: Sequence[dict[str, float]],
        idf_metrics: dict[str, float],
    ) -> NDArray[np.float64]:
        columns = {term: column for column, term in enumerate(idf_metrics)}
        vectors = np.zeros((len(sentences), max(1, len(columns))))
        for row, weights in enumerate(tf_metrics):
            for term, weight in weights.items():
                vectors[row, columns[term]] = weight * idf_metrics[term]
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(norms == 0, 1.0, norms)
        linked = (vectors @ vectors.T > threshold).astype(float)
        return np.asarray(linked / np.maximum(linked.sum(axis=1, keepdims=True), 1.0))

    @staticmethod
    def power_method(matrix: NDArray[np.float64], epsilon: float) -> NDArray[np.float64]:
        scores = np.full(len(matrix), 1.0 / len(matrix))
        for _ in range(_MOST_STEPS):
            following = matrix.T @ scores
            norm = float(np.linalg.norm(following))
            if norm == 0:
                return np.full(len(matrix), 1.0 / len(matrix))
            following /= norm
            if float(np.linalg.norm(following - scores)) <= epsilon:
                return np.asarray(following)
            scores = following
        return scores

    def scores(self, document: Any) -> NDArray[np.float64]:
        """Each sentence's centrality, none below zero."""
        terms = [self._to_words_set(line) for line in document.sentences]
        matrix = self._create_matrix(terms, self.threshold, self._compute_tf(terms), self._compute_idf(terms))
        return self.power_method(matrix, self.epsilon / 100)


SUMMARIZERS: dict[str, Callable[..., Any]] = {
    "kl": KLSummarizer,
    "lexrank": LexRank,
    "lsa": LsaSummarizer,
    "luhn": LuhnSummarizer,
    "reduction": ReductionSummarizer,
    "sumbasic": SumBasicSummarizer,
    "textrank": TextRankSummarizer,
}
