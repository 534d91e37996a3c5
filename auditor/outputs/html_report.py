"""``report.html``: one self-contained page that opens by double click and asks the network for nothing.

Figures and lists are written by a template with autoescape; the findings travel as JSON in a data block and are drawn by
the page's own script, which never parses text as markup. The content security policy admits exactly that script and that
style by their digests, pictures from data URIs, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.outputs.html_findings import findings_data
from auditor.outputs.html_overview import overview
from auditor.outputs.writers import Report

WRITES = "report.html"
_TEMPLATES = Path(__file__).with_name("templates")


def write(report: Report, path: Path) -> None:
    """Write the page.

    Raises:
        OSError: the file cannot be written.
    """
    # Lone surrogates of broken font tables cannot be encoded; one such text must not cost the page.
    path.write_bytes(html_page(report).encode("utf-8", "replace"))


def html_page(report: Report) -> str:
    """Return the whole page."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("report.css"), _asset("report.js")
    return environment.get_template("report.html.j2").render(
        **overview(report),
        style=Markup(style),  # noqa: S704 - our own file, no text of documents
        script=Markup(script),  # noqa: S704 - likewise
        policy=_policy(style, script),
        data=Markup(json_block(findings_data(report))),  # noqa: S704 - escaped by json_block
    )


def json_block(data: Any) -> str:
    r"""Return ``data`` as JSON that can stand inside a ``<script>`` element whatever its texts hold.

    ``<``, ``>`` and ``&`` are written as ``\\u003c`` and so on: no ``</script>`` and no ``<!--`` can arise (HTML Living
    Standard, 4.12.1.3, restrictions for contents of script elements); U+2028 and U+2029 likewise.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
