"""Write a document as one HTML page that needs nothing else: no script, no file, no network. Pure.

Every word from outside is escaped, and only web addresses become links.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from tracker.campaigns.evidence_parts import Block, Bullets, Cell, Document, Link, Section, Table

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: #0b0c0c; background: #fff;
  font: 1rem/1.5 Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; padding-top: .5rem; border-top: 2px solid #0b0c0c; font-size: 1.35rem; }
h3 { margin-top: 1.75rem; font-size: 1.1rem; }
a { color: #1a5276; }
a:focus, [tabindex]:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; }
.marking { margin: 0; font-weight: bold; text-align: center; }
.table { overflow-x: auto; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { padding: .25rem 0; font-weight: bold; text-align: left; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #b1b4b6; text-align: left;
  vertical-align: top; font-weight: normal; min-width: 6rem; }
thead th { font-weight: bold; }
@media print {
  @page { margin: 18mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .table { overflow: visible; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(document: Document) -> str:
    """Write the page; the same document gives the same text."""
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    marking = f'<p class="marking">{escape(document.marking)}</p>'
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header>{marking}</header>"
    yield "<main>"
    yield f"<h1>{escape(document.title)}</h1>"
    yield from (f"<p>{escape(words)}</p>" for words in document.lead)
    yield '<nav aria-label="Contents"><ul>'
    for section in document.sections:
        yield f'<li><a href="#{escape(section.key)}">{escape(section.title)}</a></li>'
    yield "</ul></nav>"
    for section in document.sections:
        yield from _section(section, level=2)
    yield "</main>"
    yield f"<footer>{marking}</footer>"
    yield "</body>"
    yield "</html>"


def _section(section: Section, *, level: int) -> Iterator[str]:
    key = escape(section.key)
    yield f'<section aria-labelledby="{key}">'
    yield f'<h{level} id="{key}">{escape(section.title)}</h{level}>'
    for block in section.blocks:
        yield from _block(block)
    for part in section.parts:
        yield from _section(part, level=level + 1)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case str():
            yield f"<p>{escape(block)}</p>"
        case Bullets():
            yield "<ul>"
            yield from (f"<li>{_cell(item)}</li>" for item in block.items)
            yield "</ul>"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    """Write a table that scrolls by itself where it is wider than the window."""
    caption = escape(table.caption)
    yield f'<div class="table" role="region" tabindex="0" aria-label="{caption}"><table>'
    yield f"<caption>{caption}</caption>"
    yield f"<thead><tr>{''.join(_heads(table.columns))}</tr></thead>"
    yield "<tbody>"
    for first, *others in table.rows:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _heads(columns: Iterable[str]) -> Iterator[str]:
    return (f'<th scope="col">{escape(column)}</th>' for column in columns)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        words = escape(cell.words)
        if _leads_to_a_page(cell.url):
            return f'<a href="{escape(cell.url)}" rel="noreferrer">{words}</a>'
        return words
    return escape(cell)


def _leads_to_a_page(url: str) -> bool:
    """Say whether an address is one of the web; anything else is shown and not linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
