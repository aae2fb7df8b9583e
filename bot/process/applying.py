"""What of the operator's declarations could not be applied is told."""

import structlog

log = structlog.get_logger()


def tell(problems: tuple[str, ...]) -> None:
    for problem in problems:
        log.error("not applied", reason=problem)
