"""sumy's imports without the packages that it never uses here: they are 20 MB of every worker process.

sumy imports NLTK for its stemmers (ours is PyStemmer) and its tokenizer (ours is in `sentences`), and
requests to fetch pages. While this context is open, empty modules stand in their place; afterwards both can
be imported as ever.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

SPARED: Final = ("nltk", "nltk.stem", "nltk.stem.snowball", "requests")


@contextmanager
def spared() -> Iterator[None]:
    """Let imports of SPARED find empty modules, but for those that are there already."""
    stand_ins = {name: ModuleType(name) for name in SPARED if name not in sys.modules}
    for name, module in stand_ins.items():
        parent, _, child = name.rpartition(".")
        if parent in stand_ins:
            setattr(stand_ins[parent], child, module)
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
