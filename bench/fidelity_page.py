"""The figures of every file as bars on one page, the worst file first; it needs nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape

from bench.compare import Result

_STYLE = """body{font:14px/1.4 system-ui,sans-serif;margin:2em;max-width:75em}table{border-collapse:collapse;width:100%}
td,th{padding:1px 8px;text-align:left;font-weight:normal}td:first-child{width:40%;overflow-wrap:anywhere}
i{display:block;background:#2a6f97;color:#fff;font-style:normal;padding-left:4px;white-space:nowrap;overflow:visible}
.low i{background:#b3412f}small{color:#666}"""


def page_of(results: Sequence[Result], title: str) -> str:
    """The page as HTML; files that could not be compared are left out."""
    compared = [result for result in results if not result.not_compared]
    compared.sort(key=lambda each: (each.judged.recall, each.judged.precision, each.words.order))
    rows = "\n".join("".join(_row(result)) for result in compared)
    head = f"<!doctype html><html lang=en-GB><meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
    legend = f"<p>{len(compared)} of {len(results)} files compared, the worst first; known differences let off."
    names = "<tr><th>file<th>recall<th>precision<th>order</tr>"
    return f"{head}<h1>{escape(title)}</h1>{legend}<table>{names}{rows}</table></html>\n"


def _row(result: Result) -> Iterator[str]:
    noted = " ".join((result.refused, *result.known))
    yield f"<tr><td>{escape(result.name)} <small>{escape(noted)}</small>"
    for figure in (result.judged.recall, result.judged.precision, result.words.order):
        low = " class=low" if figure < 0.99 else ""
        yield f"<td{low}><i style='width:{figure * 100:.0f}%'>{figure:.3f}</i>"
    yield "</tr>"
