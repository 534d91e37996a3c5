"""Every fact of a station stands on one of its papers, in the judge-only styles S26 to S28."""

from __future__ import annotations

import html
import re
import zipfile

import pytest

from tools.strangers.archives import SEED_BASE, make_archive
from tools.strangers.scenario import invent_station
from tools.strangers.styles import judge_street

HOUSES = ["S26", "S27", "S28"]


def written(folder):
    """The characters of each Word file and workbook, by path below the folder."""
    out = {}
    for path in folder.rglob("*"):
        if path.suffix in (".docx", ".xlsx") and not path.name.startswith("~$"):
            with zipfile.ZipFile(path) as file:
                parts = [n for n in file.namelist() if re.search(r"document\.xml|header\d|sharedStrings|worksheets/sheet", n)]  # fmt: skip
                out[str(path.relative_to(folder))] = "\n".join(
                    html.unescape(re.sub(r"<[^>]+>", "", file.read(n).decode())) for n in parts
                )
    return out


@pytest.fixture(params=HOUSES)
def house(request, tmp_path, monkeypatch):
    monkeypatch.setattr(judge_street, "convert", lambda paths, ending: None)  # Word files can be read here
    station = make_archive(tmp_path / "a", request.param, "judge", 1)
    return station, written(tmp_path / "a")


def test_every_fact_is_on_a_paper_of_its_subject(house):
    station, texts = house

    def said(number):
        return "\n".join(text for path, text in texts.items() if number in path and "总表" not in path)

    for f in station.cases:
        text = said(f.number)
        wanted = [f.number, f.person.name, f.worker, f.closing_text]
        for s in f.sessions:
            wanted += [s.narrative, s.reflection, s.time, s.response or "", *(a.opinion for a in s.approvals)]
        wanted += [a.opinion for a in (*f.plan_approvals, *f.closing_approvals) if f.plan]
        wanted += [t for _, _, t in f.followups]
        if "intake" not in f.without:
            wanted += [f.problem, f.person.id_number, f.model]
        if f.consent and f.guardian:
            wanted += [f.guardian.relation, f.guardian.phone]
            wanted += [word for k in (f.father, f.mother) if k for word in (k.name, k.phone)]
        if f.plan:
            wanted += [f.goals, f.steps, f.theory or ""]
        if f.crisis:
            c = f.crisis
            wanted += [c.event, c.measures, c.reported, c.emergency, c.support]
        assert [w for w in wanted if w not in text] == [], f.number
    for h in station.households:
        text = said(h.number)
        wanted = [
            h.number,
            h.person.name,
            h.id_printed or h.person.id_number,
            h.living,
            h.living_status,
            *h.category,
        ]
        wanted += [str(a.total) for a in h.assessments] + [c.text for c in h.contacts]
        wanted += [x for c in h.collaborations for x in (c.facts, c.text)]
        assert [w for w in wanted if w not in text] == [], h.number
    everything = "\n".join(texts.values())
    for roster in station.rosters:
        assert [r.id_number for r in roster.rows if r.id_number not in everything] == []
    assert not re.search("None|示例", everything)


def test_a_style_keeps_its_seed_whatever_styles_are_registered(tmp_path):
    station = make_archive(tmp_path / "a", "S5", "tune")
    assert [c.person for c in station.cases] == [
        c.person for c in invent_station(SEED_BASE["tune"] + 4).cases
    ]
