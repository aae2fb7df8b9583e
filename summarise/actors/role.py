"""What an actor does in the sentence that names them: speaks, acts, or is only mentioned."""

import re

from summarise.model import Role

SPEECH = (
    "said|says|say|saying|told|tells|tell|telling|added|adds|adding|asked|asks|announced|announces|announcing"
    "|warned|warns|warning|argued|argues|arguing|claimed|claims|claiming|confirmed|confirms|declared|declares"
    "|denied|denies|explained|explains|insisted|insists|noted|notes|noting|pointed out|points out"
    "|replied|replies"
    "|responded"
    "|responds|reiterated|repeated|stated|states|stating|stressed|stresses|suggested|suggests|tweeted|tweets"
    "|urged|urges|vowed|vows|wrote|writes|writing|called|calls|calling|conceded|concluded|concludes|continued"
    "|continues|cried|demanded|demands|described|emphasized|emphasised|exclaimed|joked|maintained|observed"
    "|pledged|promised|quipped|recalled|remarked|remarks|reported|revealed|shouted|testified|thought|boasted"
    "|commented|complained|acknowledged|admitted|alleged|asserted|contended|cautioned|countered|lamented"
    "|mused"
    "|predicted|proclaimed|recounted|retorted|signalled|signaled|agreed|accused|blasted|slammed|praised"
    "|condemned|criticized|criticised|expressed|quoted|believes|believed|thinks|hopes|hoped"
)
_SPEECH_WORD = rf"(?:{SPEECH})\b"
_APPOSITION = r"(?:,[^,.;:\"“”]{1,80},)?"
_ADVERB = (
    r"(?: (?:also|then|later|has|had|have|again|previously|recently|once|now|just|repeatedly|[a-z]+ly))?"
)
_SPEAKS_AFTER = re.compile(rf"(?:[\])])?{_APPOSITION}{_ADVERB}{_ADVERB} {_SPEECH_WORD}")
_SPEAKS_BEFORE = re.compile(
    rf"(?:[,”\"’]\s*(?:{SPEECH})|[Aa]ccording to|in the words of)(?: [\w’'.-]+){{0,5}} [\[(]?\Z"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|does|did|do|won’t"
    r"|won't"
    r"|isn’t|isn't|didn’t|didn't|met|went|took|held|sent|won|left|began|came|made|gave|got|saw|led|lost"
    r"|kept|put"
    r"|ran|set|spoke|stood|became|brought|built|chose|drew|fell|flew|found|fought|grew|heard|hit|knew"
    r"|laid|let|meant"
    r"|paid|quit|rose|sat|sought|sold|spent|swore|taught|threw|thought|understood|withdrew"
    r"|(?!as\b|its\b|his\b|this\b|plus\b|versus\b|across\b|towards\b|besides\b|always\b|sometimes\b"
    r"|perhaps\b)"
    r"[a-z]{2,}(?:[^s\W]s|ed))"
)
_ACTS_AFTER = re.compile(
    rf"[\])]?(?: and (?:[A-Z][\w’'-]*[ ,]?){{1,4}})?{_APPOSITION}{_ADVERB}{_ADVERB} ?\b{_FINITE}\b"
)
_ACTED_ON_BEFORE = re.compile(
    r"\b(?:of|to|with|by|for|from|against|about|on|at|in|after|before|between|over|under|like|than|and"
    r"|that|without|toward|towards|via|near|behind|versus|vs\.?|via)(?: (?:the|a|an|[A-Z][\w’'-]*))* [\[(]?\Z"
)
_LOOKED_AT = 160


def role_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> Role:
    """The role of the actor named at [start, end) in the sentence that holds it.

    "speaker" with a verb of speech beside the name, "subject" where the name stands before the verb of its
    clause and no preposition governs it, else "mention". Heuristic: no parser looks at the sentence.
    """
    after = text[end : min(sentence[1], end + _LOOKED_AT)]
    before = text[max(sentence[0], start - _LOOKED_AT) : start]
    governed = bool(_ACTED_ON_BEFORE.search(before))
    if _SPEAKS_BEFORE.search(before) or (not governed and _SPEAKS_AFTER.match(after)):
        return "speaker"
    if not governed and _ACTS_AFTER.match(after):
        return "subject"
    return "mention"
