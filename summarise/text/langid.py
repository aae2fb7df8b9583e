"""py3langid's model, held in a third of its size and asked for the languages of letters alone.

A Naive Bayes over byte n-grams (Lui & Baldwin 2012) that an automaton finds. Most states lead where its first
one leads, so only the other steps are kept, and the weights of the languages that are asked for.
"""

import lzma
import shutil
import unicodedata
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np

_CHUNK: Final = 1 << 20
_ROWS_AT_ONCE: Final = 4_096
_BYTES: Final = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """The automaton and the weights of what it finds.

    From a state of row r, byte b leads to `targets[k]` where b is `steps[k]`, k from `begins[r]` to
    `begins[r + 1]`; else to `first[b]`. `rows` and `found` are each state's row and n-gram (-1: none).
    """

    rows: "array[int]"
    found: "array[int]"
    begins: "array[int]"
    steps: bytes
    targets: "array[int]"
    first: tuple[int, ...]
    languages: tuple[str, ...]
    weights: "np.ndarray[Any, np.dtype[np.float16]]"
    usual: "np.ndarray[Any, np.dtype[np.float32]]"

    def scores(self, letters: str) -> Mapping[str, float]:
        """The logarithm of how likely each language is, all less a number common to them."""
        import numpy as np

        seen = self._ngrams(unicodedata.normalize("NFC", letters).encode(errors="surrogatepass"))
        counts = np.fromiter(seen.values(), dtype=np.float32, count=len(seen))
        told = np.log1p(counts) @ self.weights[list(seen)].astype(np.float32) + self.usual
        best: dict[str, float] = {}
        for language, score in zip(self.languages, told.tolist(), strict=True):
            best[language] = max(score, best.get(language, score))
        return best

    def _ngrams(self, text: bytes) -> Counter[int]:
        rows, found, begins, targets, first = self.rows, self.found, self.begins, self.targets, self.first
        find, state, seen = self.steps.find, 0, []
        for letter in text:
            row = rows[state]
            step = find(letter, begins[row], begins[row + 1])
            state = first[letter] if step < 0 else targets[step]
            ngram = found[state]
            if ngram >= 0:
                seen.append(ngram)
        return Counter(seen)


@lru_cache(maxsize=1)
def model(languages: frozenset[str]) -> Model:
    """The model for these of its languages, read once per process in half a second."""
    # numpy takes a tenth of a second to import: only who needs the model pays for it
    import numpy as np

    source = files("py3langid") / "data" / "model.npz.xz"
    with TemporaryFile(suffix=".npz") as whole, as_file(source) as path, lzma.open(path) as packed:
        shutil.copyfileobj(packed, whole, _CHUNK)
        whole.seek(0)
        with np.load(whole, allow_pickle=False) as data:
            codes = data["classes"].tolist()
            kept = [at for at, code in enumerate(codes) if code in languages]
            rows = data["nextmove_row"]
            moves = data["nextmove"].reshape(-1, _BYTES)
            first = moves[rows[0]].copy()
            steps, targets, begins = bytearray(), array("I"), array("I", [0])
            for at in range(0, len(moves), _ROWS_AT_ONCE):
                part = moves[at : at + _ROWS_AT_ONCE]
                elsewhere = part != first
                steps += np.nonzero(elsewhere)[1].astype(np.uint8).tobytes()
                targets.frombytes(part[elsewhere].astype(np.uint32).tobytes())
                begins.extend((begins[-1] + elsewhere.sum(1).cumsum()).tolist())
            del moves, part
            return Model(
                rows=array("H", rows.astype(np.uint16).tobytes()),
                found=array("i", data["out_feat"].astype(np.int32).tobytes()),
                begins=begins,
                steps=bytes(steps),
                targets=targets,
                first=tuple(first.tolist()),
                languages=tuple(codes[at] for at in kept),
                weights=np.ascontiguousarray(data["ptc"][:, kept]),
                usual=data["pc"][kept],
            )
