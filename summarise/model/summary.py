"""What is said of a story, in its outlets' own words."""

from dataclasses import dataclass

from feeds.model import Article
from summarise.model.reading import Role, Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a story can be read: one per article, outlets in order of first report."""

    outlet: str
    title: str
    url: str | None

    @classmethod
    def of(cls, article: Article) -> "Source":
        """Where this article can be read."""
        return cls(outlet=article.outlet, title=article.title, url=article.url)


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySentence:
    """An untouched slice [start, end) of an article's text, with where to read it.

    `also` are the other articles of its story that say the same, in order of time.
    """

    text: str
    article: int
    start: int
    end: int
    outlet: str
    url: str | None
    also: tuple[Source, ...] = ()

    @classmethod
    def of(cls, article: Article, said: Sentence, also: tuple[Source, ...] = ()) -> "SummarySentence":
        """What this sentence of the article says."""
        return cls(
            text=article.text[said.start : said.end],
            article=article.id,
            start=said.start,
            end=said.end,
            outlet=article.outlet,
            url=article.url,
            also=also,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A story condensed: its headline (one article's title) and its sentences in reading order."""

    headline: str
    url: str | None
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """Two or three outlets that give different numbers for the same thing, in their own sentences.

    `topic` is what is counted and the words that the sentences share, `numbers` what each sentence says.
    """

    topic: tuple[str, ...]
    sentences: tuple[SummarySentence, ...]
    numbers: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """A watched actor found in a story: display name and strongest role."""

    actor: str
    name: str
    role: Role
