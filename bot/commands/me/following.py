"""The stories that a member follows, as /me shows them: by their headlines."""

from collections.abc import Iterable, Mapping

from bot.render.escape import escaped, link, plain
from bot.render.limits import fit
from bot.words import t
from storage.archive import Archive
from storage.model.headline import Headline
from summarise.model import DigestPlan, Watch

LONGEST_HEADLINE, LONGEST_ADDRESS = 150, 300


def is_followed(row: Watch | DigestPlan) -> bool:
    """Whether it is a story that somebody follows, and no watch."""
    return isinstance(row, Watch) and row.story is not None


async def headlines_of(
    archive: Archive, guild: str, rows: Iterable[Watch | DigestPlan]
) -> Mapping[int, Headline]:
    """What the stories among these rows are called by the guild's feeds, as far as those tell them."""
    stories = [row.story for row in rows if isinstance(row, Watch) and row.story is not None]
    if not stories:
        return {}
    feeds = frozenset(await archive.subscriptions.ids_of(guild))
    return {one.story: one for one in await archive.headlines.of(guild, feeds, stories)}


def story_words(row: Watch, told: Mapping[int, Headline], *, linked: bool) -> str:
    """The story's headline in bold; with `linked` it leads to its newest article."""
    found = None if row.story is None else told.get(row.story)
    if found is None:
        return f"**{t('a story that no feed tells any more')}**"
    title = fit(plain(found.title) or t("Untitled"), LONGEST_HEADLINE)
    return f"**{link(title, found.url, LONGEST_ADDRESS) if linked else escaped(title)}**"
