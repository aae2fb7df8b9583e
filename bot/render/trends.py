"""How often actors are named, as people see and read it: a chart, what it says, and its numbers."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from bot.charts.chart import Chart, Series
from bot.charts.layout import peak
from bot.render.escape import escaped, plain
from bot.render.limits import EMBED_DESCRIPTION, fit, joined
from bot.render.message import ACCENT, Attached, Json, RenderedMessage
from bot.render.parts import and_more
from bot.trends import Trend
from bot.words import days, listed, number, short_day, t
from bot.zones import zone_shown
from summarise.actors.catalogue import Actor

PICTURE: Final = "trend.png"
NAME = 80
DESCRIPTION: Final = 1024
"""Characters that Discord takes as the description of a picture."""

BARS: Final = "▁▂▃▄▅▆▇█"


def name_of(one: Actor, most: int = NAME) -> str:
    """An actor's name."""
    return fit(plain(one.name), most, escaped)


def chart_of(trend: Trend, actors: Sequence[Actor]) -> Chart:
    """What is drawn."""
    title = t("Stories a day") if trend.step == "days" else t("Stories a week")
    names = [fit(plain(one.name), NAME) for one in actors]
    if len(actors) == 1:
        title = f"{names[0]} · {title[:1].lower()}{title[1:]}"
    return Chart(
        title=title,
        note=fit(f"{_counted(trend)} {t('Dotted: not over yet.')}", 180),
        stretches=tuple(short_day(one.first) for one in trend.stretches),
        series=tuple(
            Series(name=name, counts=trend.counts[one.id]) for name, one in zip(names, actors, strict=True)
        ),
        unfinished=True,
    )


def trend_answer(trend: Trend, actors: Sequence[Actor], drawn: bytes | None) -> RenderedMessage:
    """The picture with what it says in words; without one, the numbers."""
    lines = [f"**{name_of(one)}**: {_summed(trend, one)}" for one in actors]
    title = listed(fit(plain(one.name), 50) for one in actors)
    embed: Json = {"title": fit(title, 256), "color": ACCENT}
    if drawn is None:
        shapes = [_numbers(trend, trend.counts[one.id]) for one in actors]
        lines = [f"{line}\n{shape}" for line, shape in zip(lines, shapes, strict=True)]
        note = t("The chart cannot be drawn right now; these are its numbers.")
        body = joined(lines, "\n\n", EMBED_DESCRIPTION - 400, lambda _: "…")
        return RenderedMessage(embeds=({**embed, "description": f"{body}\n\n-# {note} {_counted(trend)}"},))
    body = joined(lines, "\n", EMBED_DESCRIPTION - 400, lambda _: "…")
    embed |= {"description": f"{body}\n-# {_counted(trend)}", "image": {"url": f"attachment://{PICTURE}"}}
    picture = Attached(
        name=PICTURE, data=drawn, content_type="image/png", description=_described(trend, actors)
    )
    return RenderedMessage(embeds=(embed,), files=(picture,))


def _described(trend: Trend, actors: Sequence[Actor]) -> str:
    """What the picture says, for people who do not see it: plain text."""
    today = trend.stretches[-1].span.until.astimezone(ZoneInfo(trend.zone)).date()
    span = days(trend.stretches[0].first, today)
    start = (
        t("Line chart of stories a day, {span}.", span=span)
        if trend.step == "days"
        else t("Line chart of stories a week, {span}.", span=span)
    )
    said = [f"{plain(one.name)[:NAME]}: {_summed(trend, one)}" for one in actors]
    return fit(" ".join((start, *said)), DESCRIPTION)


def _summed(trend: Trend, one: Actor) -> str:
    """All stories, when there were most, and what there is so far of the day or week that goes on."""
    counts = trend.counts[one.id]
    if not any(counts):
        return t("not named.")
    at = peak(Series(name="", counts=counts))
    day, most = short_day(trend.stretches[at].first), number(counts[at])
    now = number(counts[-1])
    # a story that goes on for days counts on each of them: the sum is none of stories
    if trend.step == "days":
        return t("most on {day} ({most}); {now} so far today.", day=day, most=most, now=now)
    return t("most in the week of {day} ({most}); {now} so far this week.", day=day, most=most, now=now)


def _numbers(trend: Trend, counts: Sequence[int]) -> str:
    """The shape of a line in letters, and what is not zero of it."""
    highest = max(counts)
    if not highest:
        return ""
    shape = "".join(BARS[-(-count * (len(BARS) - 1) // highest)] for count in counts[-60:])
    told = [
        f"{short_day(one.first)}: {number(count)}"
        for one, count in zip(trend.stretches, counts, strict=True)
        if count
    ]
    return f"`{shape}`\n{joined(told[::-1], ' · ', 500, and_more)}"


def _counted(trend: Trend) -> str:
    """What is counted, by whose clock."""
    zone = zone_shown(trend.zone).replace("_", " ")
    if trend.step == "days":
        return t("Stories in this server's feeds that name them. Days of {zone}.", zone=zone)
    return t("Stories in this server's feeds that name them. Weeks from Monday, {zone}.", zone=zone)
