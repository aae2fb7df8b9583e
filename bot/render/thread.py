"""What a thread or a forum post is called."""

from bot.render.escape import plain
from bot.render.limits import fit
from bot.render.standing import rolled
from bot.words import t, weekday_and_day
from bot.words.phrases import said
from summarise.model import Alert, Body, Digest, Greeting, Logged, Notice, Pointer, Rollup, Update
from summarise.text.mend import shown

THREAD_NAME = 100


def thread_name(body: Body) -> str:
    """The name of the thread about a post, or of the forum post that holds it: 1 to 100 characters."""
    return fit(plain(shown(_named(body))), THREAD_NAME) or t("Untitled")


def _named(body: Body) -> str:
    match body:
        case Alert():
            return body.summary.headline
        case Update():
            return body.alert.summary.headline
        case Pointer():
            return body.headline
        case Rollup():
            return rolled(body)
        case Digest():
            return t("Digest, {day}", day=weekday_and_day(body.date))
        case Notice():
            return said(body.title)
        case Greeting() | Logged():
            return "Wirewatch"
