"""An article and its page, written for tests."""

from html import escape

TITLE = "Ferry runs again"

ARTICLE = (
    "The ferry between the two islands runs again after three weeks of repairs to its engine, the harbour "
    "office said on Monday.",
    "Its captain said that the first crossing had carried two hundred passengers, among them forty pupils on "
    "their way to school.",
    "The islanders had asked the ministry for a second ship, which is to arrive in the autumn once its hull "
    "has been inspected.",
    "Until then a smaller boat of the coast guard stands ready for those who fall ill at night, the ministry "
    "wrote in a letter.",
    "Fishermen had carried letters and bread for as long as the ferry was in the dock, and were paid by the "
    "council for it.",
    "The repairs cost two million, a quarter of what a new ship would have cost by the harbour office's own "
    "figures.",
)

TEASER = "The ferry between the two islands runs again after three weeks of repairs. […]"


def page(*paragraphs: str, title: str = TITLE, head: str = "") -> bytes:
    """A page with these paragraphs (the article's, if none are given) and all that stands around."""
    told = "".join(f"<p>{escape(words)}</p>" for words in paragraphs or ARTICLE)
    return f"""<!DOCTYPE html><html lang="en">
<head><meta charset="utf-8"><title>{title} | Harbour Post</title>{head}</head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">The news of the day</a></li></ul>
</nav></header><main><article><h1>{title}</h1>{told}</article><aside><h2>Most read</h2>
<ul><li><a href="/1">Something else that very many people have read today</a></li></ul></aside></main>
<footer><p>Copyright Harbour Post. All rights reserved.</p></footer>
<script>window.track("everything")</script></body></html>""".encode()
