"""From text to three sentences: Wirewatch, and sumy as its own parser, tokenizer, stemmer and rankers do it.

sumy's tokenizer loads data that no package brings. Here it splits by the same code of NLTK without that data,
which knows fewer abbreviations and takes as long.
"""

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from benchmarks.prose import text
from benchmarks.results import Sweeps
from summarise.text.rank import rank
from summarise.text.sentences import sentences
from summarise.text.words import stop_words

COUNT = 3


def run(*, who: str, articles: int, rounds: int) -> Sweeps:
    """`rounds` rounds over so many articles; `who` is wirewatch, lexrank or textrank."""
    condense = _ours if who == "wirewatch" else _sumys(who)
    texts = [text(number) for number in range(articles)]
    for each in texts[:10]:
        condense(each)
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        for each in texts:
            if not condense(each):
                sys.exit(f"{who} found nothing to say")
        spent.append(time.process_time() - began)
    return Sweeps(wall=spent, own=spent, workers=[0.0 for _ in spent])


def _ours(told: str) -> int:
    return len(rank(told, sentences(told, "en"), "en", count=COUNT))


def _sumys(who: str) -> Callable[[str], int]:
    warnings.simplefilter("ignore")
    from nltk.tokenize.destructive import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    kind: Any = {"lexrank": LexRankSummarizer, "textrank": TextRankSummarizer}[who]
    summarizer = kind(Stemmer("english"))
    summarizer.stop_words = stop_words("en")
    punkt, treebank = PunktSentenceTokenizer(), NLTKWordTokenizer()

    class Tokenizer:
        """What sumy's own does for English."""

        def to_sentences(self, told: str) -> tuple[str, ...]:
            return tuple(map(str.strip, punkt.tokenize(told)))

        def to_words(self, sentence: str) -> tuple[str, ...]:
            found = (word for said in punkt.tokenize(sentence) for word in treebank.tokenize(said))
            return tuple(word for word in found if any(map(str.isalpha, word)))

    def condense(told: str) -> int:
        parser = PlaintextParser.from_string(told, Tokenizer())
        return len(summarizer(parser.document, COUNT))

    return condense
