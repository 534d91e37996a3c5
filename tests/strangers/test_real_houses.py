"""Every fact of a station stands on one of its papers, in each of the judge-only styles that imitate real houses."""

from __future__ import annotations

import html
import re
import zipfile

import pytest

from tools.strangers.archives import make_archive
from tools.strangers.docx_writer import write_docx
from tools.strangers.styles import judge_inland, judge_province, judge_system_print, judge_three_hands


def written(folder):
    """The characters of all Word files and workbooks."""
    out = []
    for path in folder.rglob("*"):
        if path.suffix in (".docx", ".xlsx") and not path.name.startswith("~$"):
            with zipfile.ZipFile(path) as file:
                parts = [
                    n
                    for n in file.namelist()
                    if re.search(r"document\.xml|header\d|sharedStrings|worksheets/sheet", n)
                ]
                out += [html.unescape(re.sub(r"<[^>]+>", "", file.read(n).decode())) for n in parts]
    return "\n".join(out)


@pytest.mark.parametrize("style", ["S16", "S17", "S18", "S19", "S20", "S21", "S22", "S23", "S24", "S25"])
def test_every_fact_is_on_paper(tmp_path, monkeypatch, style):
    for module in (
        judge_inland,
        judge_province,
        judge_system_print,
    ):  # as Word files, so that their words can be read here
        monkeypatch.setattr(module, "convert", lambda paths, ending: None)
    monkeypatch.setattr(judge_three_hands, "write_pdf", lambda drawing, path: write_docx(drawing, path.with_suffix(".docx")))  # fmt: skip
    station = make_archive(tmp_path / "a", style, "judge", 1)
    text = written(tmp_path / "a")
    for facts in station.cases:
        wanted = [
            facts.number,
            facts.person.name,
            facts.worker,
            facts.closing_text,
            *(s.narrative for s in facts.sessions),
        ]
        wanted += [a.opinion for s in facts.sessions for a in s.approvals] + [
            s.response or "" for s in facts.sessions
        ]
        wanted += [k.phone for k in (facts.father, facts.mother) if k] + [t for _, _, t in facts.followups]
        wanted += [facts.goals, facts.steps, facts.theory or ""] if facts.plan else []
        if facts.crisis:
            c = facts.crisis
            wanted += [c.event, c.measures, c.reported, c.emergency, c.support]
        assert [w for w in wanted if w not in text] == [], facts.number
    for house in station.households:
        wanted = [house.number, house.person.name, house.id_printed or house.person.id_number, *(c.text for c in house.contacts)]  # fmt: skip
        wanted += [x for c in house.collaborations for x in (c.facts, c.text)]
        assert [w for w in wanted if w not in text] == [], house.number
    for roster in station.rosters:
        assert [r.id_number for r in roster.rows if text.count(r.id_number) < 1] == []
    for word in ("None", "示例"):
        assert word not in text
