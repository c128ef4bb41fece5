"""A page to browse pictures of the console by: one file, without a network."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

_STYLE = """
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
body { margin: 24px; max-width: 1800px }
form { position: sticky; top: 0; padding: 12px 0; background: Canvas; display: flex; gap: 16px }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(560px, 1fr)); gap: 24px }
figure { margin: 0 } img { width: 100%; border: 1px solid GrayText; border-radius: 6px }
figure[hidden] { display: none } figcaption { margin-top: 4px }
"""

_SCRIPT = """
const form = document.forms[0];
form.onchange = () => {
  const wanted = [...form.elements].filter((one) => one.value).map((one) => [one.name, one.value]);
  for (const figure of document.querySelectorAll("figure"))
    figure.hidden = !wanted.every(([name, value]) => figure.dataset[name] === value);
};
"""

PARTS = ("screen", "state", "theme", "size")


def write_index(folder: Path, pictures: Sequence[Path]) -> Path:
    """Write `index.html` beside the pictures, which can be narrowed by each part of their names."""
    named = [(picture.name, picture.stem.rsplit("-", 3)) for picture in pictures]
    values = zip(*(parts for _, parts in named), strict=True)
    fields = "\n".join(
        f'<label>{part} <select name="{part}"><option value="">all</option>'
        + "".join(f"<option>{escape(one)}</option>" for one in dict.fromkeys(of))
        + "</select></label>"
        for part, of in zip(PARTS, values, strict=True)
    )
    figures = "\n".join(_figure(name, parts) for name, parts in named)
    page = folder / "index.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>PurSight console</title>'
        f"<style>{_STYLE}</style><h1>PurSight console</h1>\n<form>{fields}</form>\n"
        f"<main>{figures}</main>\n<script>{_SCRIPT}</script></html>\n",
        encoding="utf-8",
    )
    return page


def _figure(name: str, parts: Sequence[str]) -> str:
    data = " ".join(
        f'data-{part}="{escape(value)}"' for part, value in zip(PARTS, parts, strict=True)
    )
    where, said = escape(name), escape(" · ".join(parts))
    return (
        f'<figure {data}><a href="{where}"><img loading="lazy" src="{where}" alt="{said}"></a>'
        f"<figcaption>{said}</figcaption></figure>"
    )
