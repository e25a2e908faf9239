"""HTML of a letter to lines of text, with what it quotes marked as quoted."""

import re

from selectolax.lexbor import LexborHTMLParser

_UNSEEN = "script, style, head, title, template, noscript"
_BLOCKS = "p, div, li, tr, table, ul, ol, h1, h2, h3, h4, pre, section, article, hr"
_QUOTES = "blockquote, .gmail_quote, .moz-cite-prefix, .yahoo_quoted"
_HIDDEN = '[style*="display:none"], [style*="display: none"], [hidden]'
_MAX_BLOCKS = 50_000
_MAX_QUOTES = 200


def text_of_html(page: str) -> str:
    """Return the words of a page, one line for each block.

    Lines of quotes get the mark `>`, as in plain text, so that one rule takes both away.
    """
    tree = LexborHTMLParser(page.replace("\0", ""))
    for node in tree.css(f"{_UNSEEN}, {_HIDDEN}"):
        node.decompose()
    for node in tree.css(_BLOCKS)[:_MAX_BLOCKS]:
        node.insert_before("\n")
        node.insert_after("\n")
    for node in tree.css("br")[:_MAX_BLOCKS]:
        node.replace_with("\n")
    for _ in range(_MAX_QUOTES):
        if (quote := tree.css_first(_QUOTES)) is None:
            break
        words = _lines(quote.text())
        quote.replace_with("\n" + "\n".join(f"> {line}" for line in words.split("\n")) + "\n")
    return _lines(tree.body.text()) if tree.body else ""


def _lines(text: str) -> str:
    """Tidy the white space of each line, and leave one empty line between paragraphs."""
    text = text.replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    lines = [re.sub(r"[ \t\f\v]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
