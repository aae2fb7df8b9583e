"""One document in each form that feeds come in, five entries each, with what real ones are full of."""

from collections.abc import Callable
from typing import Final

TITLES: Final = ("Harbour opens", "Bridge &amp; ferry", "Valley votes", "Museum reopens", "Storm passes")
_DAY: Final = "2026-03-0{n}T10:00:00+02:00"
_RFC: Final = "Sun, 0{n} Mar 2026 10:00:00 +0200"
_DC: Final = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_CONTENT: Final = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_RDF: Final = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def _items(row: str) -> str:
    return "\n".join(
        row.replace("{n}", str(number + 1)).replace("{title}", title) for number, title in enumerate(TITLES)
    )


def rss090() -> str:
    row = "<item><title>{title}</title><link>https://o.example/{n}</link></item>"
    return (
        f'<?xml version="1.0"?><rdf:RDF {_RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        f"<channel><title>An Outlet</title><link>https://o.example/</link></channel>{_items(row)}</rdf:RDF>"
    )


def rss091() -> str:
    row = (
        "<item><title>{title}</title><link>https://o.example/{n}</link>"
        "<description>Words {n}.</description></item>"
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss version="0.91"><channel>'
        f"<title>An Outlet</title><link>https://o.example/</link>{_items(row)}</channel></rss>"
    )


def rss092() -> str:
    row = (
        "<item><title>{title}</title><link>https://o.example/{n}</link><description>W &lt;b&gt;{n}&lt;/b&gt;"
        '.</description><source url="http://s.example/f">Source {n}</source><category>c</category></item>'
    )
    return (
        f'<rss version="0.92"><channel><title>An Outlet</title><link>https://o.example/</link>{_items(row)}'
        "</channel></rss>"
    )


def rss10() -> str:
    row = (
        '<item rdf:about="https://o.example/{n}"><title>{title}</title><link>https://o.example/{n}</link>'
        "<description>Short {n}.</description><content:encoded><![CDATA[<p>Long {n}: <i>all</i> of it.</p>]]>"
        f"</content:encoded><dc:creator>Noor {{n}}</dc:creator><dc:date>{_DAY}</dc:date></item>"
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rdf:RDF {_RDF} {_DC} {_CONTENT} '
        'xmlns="http://purl.org/rss/1.0/" xml:lang="en"><channel rdf:about="https://o.example/">'
        "<title>An Outlet</title><link>https://o.example/</link><description>d</description><items><rdf:Seq>"
        '<rdf:li rdf:resource="https://o.example/1"/></rdf:Seq></items></channel>'
        f"{_items(row)}</rdf:RDF>"
    )


def rss20() -> str:
    row = (
        "<item>\n<title>{title}</title><link>/news/{n}?a=1&amp;b=2</link>"
        '<guid isPermaLink="false">g-{n}</guid>'
        f"<pubDate>{_RFC}</pubDate><author>noor{{n}}@o.example (Noor {{n}})</author>"
        "<description>Short {n} &amp;amp; plain.</description>"
        "<content:encoded><![CDATA[<p>Long {n}</p>\n<p>Café ]]]]><![CDATA[> end</p>]]></content:encoded>"
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="http://o.example/{n}.jpg">'
        "<media:title>Photo {n}</media:title></media:content><slash:comments>{n}</slash:comments>"
        "<feedburner:origLink>https://o.example/orig/{n}</feedburner:origLink></item>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand --><rss version="2.0" {_DC} {_CONTENT} '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">\n<channel><title>An Outlet</title>'
        '<atom:link rel="self" href="https://o.example/feed"/><link>https://o.example/</link>'
        "<description>All the news</description><language>en-gb</language>"
        f"<image><url>http://o.example/i.png</url><title>I</title></image>{_items(row)}</channel></rss>"
    )


def podcast() -> str:
    row = (
        "<item><title>{title}</title><description>Notes {n}</description><itunes:summary>Summary {n}, longer"
        "</itunes:summary><itunes:subtitle>Sub {n}</itunes:subtitle><itunes:author>Pia</itunes:author>"
        f'<enclosure url="https://o.example/{{n}}.mp3" length="1" type="audio/mpeg"/>'
        f"<pubDate>{_RFC}</pubDate>"
        '<guid isPermaLink="false">e{n}</guid><itunes:image href="http://o.example/{n}.png"/></item>'
    )
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        "<itunes:summary>About it</itunes:summary><description>About it all</description>"
        "<itunes:owner><itunes:name>P</itunes:name><itunes:email>p@o.example</itunes:email></itunes:owner>"
        f"<title>A Podcast</title><link>https://o.example/</link>{_items(row)}</channel></rss>"
    )


def youtube() -> str:
    row = (
        "<entry><id>yt:video:v{n}</id><yt:videoId>v{n}</yt:videoId><title>{title}</title>"
        '<link rel="alternate" href="https://www.youtube.com/watch?v=v{n}"/><author><name>A Channel</name>'
        f"<uri>https://www.youtube.com/channel/c</uri></author><published>{_DAY}</published>"
        f"<updated>{_DAY}</updated><media:group><media:title>{{title}}</media:title>"
        '<media:thumbnail url="https://i.example/{n}.jpg" width="480"/><media:description>Video {n}\nand more'
        '</media:description><media:community><media:starRating count="{n}" average="5.00"/>'
        '<media:statistics views="1{n}"/></media:community></media:group></entry>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
        f'<link rel="self" href="http://o.example/v.xml"/><title>A Channel</title>{_items(row)}</feed>'
    )


def atom03() -> str:
    row = (
        "<entry><title>{title}</title><link rel='alternate' type='text/html' href='https://o.example/{n}'/>"
        f"<id>tag:o.example,2026:{{n}}</id><issued>{_DAY}</issued><modified>{_DAY}</modified>"
        "<author><name>Ilse {n}</name></author><content type='text/html' mode='escaped'>&lt;p&gt;Words {n}"
        "&lt;/p&gt;</content></entry>"
    )
    return (
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>An Outlet</title>"
        f"<link rel='alternate' type='text/html' href='https://o.example/'/>{_items(row)}</feed>"
    )


def atom10() -> str:
    row = (
        '<entry xml:lang="fr"><title type="html">{title}</title><link href="{n}.html"/>'
        '<link rel="enclosure" href="{n}.mp3"/><link rel="replies" href="{n}/c" thr:count="{n}"/>'
        f"<id>tag:o.example,2026:{{n}}</id><published>{_DAY}</published><updated>{_DAY}</updated>"
        "<author><name>Ilse {n}</name><email>i@o.example</email></author><source><id>tag:s.example,1:1</id>"
        "<title>Elsewhere</title></source><summary>Short {n}</summary>"
        '<content type="xhtml" xml:base="https://o.example/deep/"><div xmlns="http://www.w3.org/1999/xhtml">'
        '<p>Long {n} <a href="x">café</a></p><br/></div></content></entry>'
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="s.xsl"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" '
        'xml:lang="en" xml:base="https://o.example/base/"><title type="text">An Outlet</title>'
        f'<subtitle>All the news</subtitle><link href="https://o.example/"/><id>tag:o.example</id>{_items(row)}'
        "</feed>"
    )


def prefixed_atom() -> str:
    """Atom whose own elements carry a prefix."""
    text = atom10().replace("xmlns=", "xmlns:a=", 1).replace("<link", "<a:link")
    for name in ("feed", "entry", "title", "id", "published", "updated", "author", "name", "email", "source",
                 "summary", "content", "subtitle"):  # fmt: skip
        text = text.replace(f"<{name}", f"<a:{name}").replace(f"</{name}", f"</a:{name}")
    return text


FORMS: Final[dict[str, Callable[[], str]]] = {
    "RSS 0.90 (RDF)": rss090,
    "RSS 0.91": rss091,
    "RSS 0.92": rss092,
    "RSS 1.0 (RDF)": rss10,
    "RSS 2.0": rss20,
    "Podcast": podcast,
    "YouTube": youtube,
    "Atom 0.3": atom03,
    "Atom 1.0": atom10,
    "Prefixed Atom": prefixed_atom,
}
