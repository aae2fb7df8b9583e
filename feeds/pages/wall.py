"""What stands on a page in an article's place: a paywall's stub, an error, a question about cookies."""

import re
from typing import Final
from urllib.parse import urlsplit

LEAST_WORDS: Final = 40
"""A page whose text has fewer words is not read instead of the feed."""

ERROR_WORDS: Final = 150
"""An error page says no more than that, however it apologises."""

STUB_WORDS: Final = 300
"""A text of more words is an article, whatever stands below it."""

ENDING: Final = 400
"""Characters at the end of a text, where a paywall asks to subscribe."""


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_SUBSCRIBE: Final = _any(
    r"\b(?:subscribe|sign (?:in|up)|log ?in|register|become an? \w+|create an? (?:\w+ )?account)\b"
    r".{0,60}\b(?:to (?:continue|keep|read|finish|unlock|access|view)|for (?:full|unlimited)|now)\b",
    r"\bto (?:(?:continue|keep) reading|read (?:the (?:full|rest|whole)|more|this))\b.{0,80}"
    r"\b(?:subscri|sign|log ?in|register|account|member)",
    r"\balready (?:a (?:subscriber|member)|have an account|subscribed)\b",
    r"\b(?:for|exclusive to|reserved for|available (?:only )?to) (?:our )?(?:subscribers|members)\b",
    r"\b(?:subscriber|members?)[- ]only\b|\bunlock (?:this|the full) (?:article|story)\b",
    r"\bthis (?:article|content|story) is (?:for|only|reserved|behind)\b.{0,60}(?:subscri|member|paywall)",
    r"\byou(?:['’]ve| have) (?:reached|read|used)\b.{0,60}\b(?:free|limit|article)",
    r"(?:weiterlesen|lesen sie|jetzt lesen|freischalten)\b.{0,60}\b(?:abo|plus|digital|registrier)",
    r"\bjetzt (?:abonnieren|registrieren|anmelden)|(?:nur für|bereits|exklusiv für) abonnent",
    r"\b(?:article|contenu) (?:est )?réservé (?:aux|à nos) abonnés|\babonnez[- ]vous\b|\bdéjà abonné",
    r"\bil vous reste \d{1,3} ?% de cet article",
    r"\b(?:suscríbete|suscríbase|inicia sesión|regístrate) (?:para|y)\b",
    r"\b(?:solo|exclusivo) para suscriptores|\bassine (?:para|e|agora)\b|\bexclusivo para assinantes",
    r"\babbonati (?:per|e|ora)\b|\briservato (?:agli|ai nostri) abbonati",
    r"\b(?:neem|sluit) een abonnement\b|\balleen voor abonnees|\bprenumerera för att\b",
    r"\b(?:оформите|оформить) подписку|только для подписчиков|\bwykup (?:dostęp|subskrypcję)",
    r"会员专享|登录后(?:查看|阅读)|有料会員|会員限定|この記事は有料|구독자 전용",
)
_CONSENT: Final = _any(
    r"\b(?:use|uses|store) (?:\w+ ){0,3}cookies\b|\b(?:accept|reject) all\b|\byour privacy choices\b",
    r"\bmanage (?:my |your )?(?:cookies?|consent|choices|preferences|settings)\b",
    r"\bpartners\b.{0,60}\bcookies\b|\bpartner\b.{0,60}\bcookies\b|\balle akzeptieren\b",
    r"\bverwenden (?:\w+ ){0,3}cookies\b|\bmit werbung weiterlesen\b",
    r"\b(?:tout accepter|continuer sans accepter)\b|\butilis(?:ons|e) des cookies\b",
    r"\baceptar (?:todo|todas|y continuar)\b|\butilizamos cookies\b|\baccetta (?:tutto|e continua)\b",
    r"\b(?:disable|(?:turn|switch) off) your ad ?block|\bad ?blocker\b.{0,60}\b(?:disable|off|detected)\b",
)
_NOT_THERE: Final = _any(
    r"^\W*(?:error )?(?:404|403|410|500|502|503)\b",
    r"\b(?:page|article|story|content|site) (?:is )?(?:not found|not available|unavailable)\b",
    r"\b(?:page|article|story|content) (?:can(?:no|['’])t be found|(?:has been |was )?(?:removed|deleted))\b",
    r"\b(?:404|not found|access denied|forbidden|internal server error|bad gateway|service unavailable)\W*$",
    r"\b(?:just a moment|attention required|captcha|are you (?:a robot|human))\b",
    r"\bverify(?:ing)? (?:that )?you are\b|\b(?:unusual|automated) (?:traffic|activity|requests)\b",
    r"\b(?:enable|activate|requires|turn on) (?:javascript|cookies)\b|\bjavascript is (?:off|disabled)\b",
    r"\bseite (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b|\bpágina no encontrada\b",
    r"\bpágina não encontrada\b|\bpagina non trovata\b|\bpagina niet gevonden\b|страница не найдена",
    r"页面不存在|ページが見つかりません|\b(?:under maintenance|maintenance mode)\b",
)
_CONSENT_ADDRESS: Final = re.compile(
    r"(?:^|[./_-])(?:consent|cookie-?wall|privacy-?gate|myprivacy)(?:[./_-]|$)", re.IGNORECASE
)
_FRONT_PAGES: Final = frozenset(("", "/", "/home", "/home/", "/index.html", "/index.php", "/en", "/en/"))


def wall_of(title: str, text: str, words: int, address: str, *, locked: bool) -> str | None:
    """What a page shows instead of its article, as a phrase that follows "the page"; None for an article.

    `text` is what was found on it, of so many `words`, `address` where it came from after redirects, and
    `locked` what it says of itself: that it is not free to read.
    """
    parts = urlsplit(address)
    if _CONSENT_ADDRESS.search(f"{parts.hostname or ''}/{parts.path[:200]}"):
        return "asks for consent first"
    if words >= STUB_WORDS:
        return None
    if words < ERROR_WORDS and (
        _NOT_THERE.search(title) or (words < LEAST_WORDS and _NOT_THERE.search(text))
    ):
        return "is an error page"
    if len(_CONSENT.findall(text)) >= 2:
        return "asks for consent first"
    if locked or _SUBSCRIBE.search(text[-ENDING:]):
        return "shows only the beginning to those who do not pay"
    return "holds no article" if words < LEAST_WORDS else None


def led_astray(asked: str, got: str) -> str | None:
    """Where a redirect led from an article to a front page, as a phrase; None where it did not."""
    wanted, came = urlsplit(asked), urlsplit(got)
    front = came.path.lower() in _FRONT_PAGES and not came.query
    return "leads to a front page" if front and wanted.path.lower() not in _FRONT_PAGES else None
