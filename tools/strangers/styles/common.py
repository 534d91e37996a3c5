"""What the styles share: writing a file of forms, the station's configuration, the clutter of real folders."""

from __future__ import annotations

from pathlib import Path

from tools.strangers.docx_writer import write_docx
from tools.strangers.hand import Hand
from tools.strangers.layouts import draw_forms
from tools.strangers.papers import Form
from tools.strangers.pdf_writer import write_pdf
from tools.strangers.scenario import AS_OF, PERIOD, Station

WORDS = {
    "cover": "封面", "intake": "接案", "consent": "同意书", "assessment": "评估", "plan": "计划", "crisis": "危机介入",
    "sessions": "过程记录", "closing": "结案", "followup": "回访", "registration": "建档表", "visit": "探访", "call": "电访",
    "collaboration": "协同", "contacts": "探访电访登记",
}  # fmt: skip


def write_file(path: Path, forms: list[Form], hand: Hand, station: str = "", breaks: bool = True) -> None:
    """Write forms one after another into a Word or PDF file, by the ending of ``path``."""
    drawing = draw_forms(forms, hand, station, breaks)
    (write_pdf if path.suffix == ".pdf" else write_docx)(drawing, path)


def grouped(papers: list[tuple[str, Form]]) -> dict[str, list[Form]]:
    """Papers by kind in order."""
    out: dict[str, list[Form]] = {}
    for kind, form in papers:
        out.setdefault(kind, []).append(form)
    return out


def write_config(station: Station, out: Path, initials: bool = False) -> None:
    """Write ``audit.toml`` with station, period and districts."""
    lines = [
        f'station = "{station.name}"',
        f"period = [{PERIOD[0]}, {PERIOD[1]}]",
        f"as_of = {AS_OF}",
        "",
        "[districts]",
    ]
    code = dict(station.communities)
    for district, names in station.districts.items():
        if initials:
            items = ", ".join(f'{{ name = "{n}", initials = ["{code[n]}"] }}' for n in names)
        else:
            items = ", ".join(f'"{n}"' for n in names)
        lines.append(f'"{district}" = [{items}]')
    out.mkdir(parents=True, exist_ok=True)
    (out / "audit.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_clutter(out: Path) -> None:
    """Files that lie in every real folder and are no papers."""
    (out / "~$档.docx").write_bytes(b"\x06WPS user" + b"\0" * 150)
    (out / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 508)
    (out / "desktop.ini").write_text("[.ShellClassInfo]\n", encoding="utf-8")
