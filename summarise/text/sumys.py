"""sumy's summarizers by name, and ours as one of them.

Its LexRank has numpy's sums, an end and no zero norm.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarise.text.rank.choose import choose
from summarise.text.rank.copies import Copy
from summarise.text.spared import spared

with spared():
    from sumy.summarizers._summarizer import AbstractSummarizer
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


class Wirewatch(AbstractSummarizer):  # type: ignore[misc]
    """Our ranker where sumy's stand: called with a document of sumy's and a number, it gives its sentences.

    The number may be one of sumy's counts ("20%"). Headings are no sentences of the summary; they are the
    title. Stemmer and stop words are taken as sumy's take them and left unused: ours come with the language,
    an ISO 639-1 code.
    """

    def __init__(self, stemmer: Callable[[str], str] = str, language: str = "en") -> None:
        super().__init__(stemmer)
        self.stop_words: frozenset[str] = frozenset()
        self._language = language

    def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
        """At most so many of the document's sentences, in its order."""
        every = tuple(document.sentences)
        count = len(sentences_count(every)) if callable(sentences_count) else int(sentences_count)
        title = " ".join(str(heading) for heading in getattr(document, "headings", ()))
        copy = Copy(title=title, language=self._language, sentences=tuple(map(str, every)))
        return tuple(every[at] for at in sorted(pick.at for pick in choose((copy,), count)))


SUMMARIZERS: dict[str, Callable[..., Any]] = {
    "kl": KLSummarizer,
    "lexrank": LexRank,
    "lsa": LsaSummarizer,
    "luhn": LuhnSummarizer,
    "reduction": ReductionSummarizer,
    "sumbasic": SumBasicSummarizer,
    "textrank": TextRankSummarizer,
    "wirewatch": Wirewatch,
}
