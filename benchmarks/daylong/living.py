"""`python -m benchmarks.daylong.living CLOCK`: what `wirewatch run` runs, by the clock of several processes.

Kept light, since worker processes import it again.
"""

import asyncio
import os
import random
import sys
from pathlib import Path

from bot.__main__ import prepare


def main() -> None:
    """Run until SIGTERM."""
    prepare()
    import discord
    from rich.console import Console

    import bot.process
    from benchmarks.daylong.common_time import CommonTime
    from benchmarks.daylong.hurrying import DayLoop
    from benchmarks.daylong.under_way import UnderWay
    from bot import logs
    from bot.lock import sole_user
    from config.load import load

    common, under_way = CommonTime(Path(sys.argv[1])), UnderWay()
    under_way.watch()
    discord.utils.utcnow = common
    random.seed(1)
    settings = load(os.environ, Path.cwd()).settings
    logs.set_up(settings.log_level or "info", settings.log_format, settings.secrets)
    with (
        sole_user(settings.held_folder),
        asyncio.Runner(loop_factory=lambda: DayLoop(common, under_way)) as runner,
    ):
        runner.run(bot.process.run(settings, once=False, out=Console(), err=Console(stderr=True), now=common))


if __name__ == "__main__":
    main()
