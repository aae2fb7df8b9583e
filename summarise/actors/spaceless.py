"""What an actor does, in scripts that put no space between words."""

import re
from typing import Final

from summarise.model import Role

_HAN_SPEECH: Final = re.compile(r"\w{0,4}?(?:说|說|表示|称|稱|指出|强调|強調|宣布|警告)")
_HAN_ACTS: Final = re.compile(r"\w{0,4}?(?:在|将|將|会见|會見|于|於|抵|访问|訪問|は|が)")
_SPOKE_JA: Final = re.compile(r"と(?:述べ|語っ|話し|発表し|表明し)")


def role_without_spaces(after: str) -> Role:
    """The role of a name before these Chinese or Japanese words."""
    if _HAN_SPEECH.match(after) or (_HAN_ACTS.match(after) and _SPOKE_JA.search(after)):
        return "speaker"
    return "subject" if _HAN_ACTS.match(after) else "mention"
