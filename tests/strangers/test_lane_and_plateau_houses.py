"""Every fact of a station stands on a paper of its subject, in the judge-only styles S35 and S36."""

from __future__ import annotations

import re
import zipfile

import pytest
from openpyxl import load_workbook

from tests.strangers.test_regional_houses import written
from tests.strangers.test_river_houses import pictures
from tools.strangers.archives import make_archive
from tools.strangers.docx_writer import write_docx
from tools.strangers.scenario import AS_OF
from tools.strangers.styles import judge_lane

HOUSES = ["S35", "S36"]


@pytest.fixture(params=HOUSES)
def house(request, tmp_path, monkeypatch):
    # Word files can be read here
    monkeypatch.setattr(judge_lane, "write_pdf", lambda drawing, path: write_docx(drawing, path.with_suffix(".docx")))  # fmt: skip
    station = make_archive(tmp_path / "a", request.param, "judge", 1)
    return request.param, station, written(tmp_path / "a"), pictures(tmp_path / "a"), tmp_path / "a"


def shapes(day, year=0):
    """The day in the ways in which these houses write it; without the year only where a title says which one."""
    if day is None:
        return ()
    y, m, d = day.year, day.month, day.day
    bare = (f"{m}月{d}日",) if y == year else ()
    return (f"{day:%Y年%m月%d日}", f"{y}年{m}月{d}日", str(day.toordinal() - 693594), *bare)


def test_every_fact_of_a_case_is_on_its_papers(house):
    style, station, texts, _, _ = house
    for f in station.cases:
        text = "\n".join(t for path, t in texts.items() if path.startswith("个案") and f.number in path)
        wanted = [f.number, f.person.name, f.worker, f.community, f.closing_text]
        for s in f.sessions:
            wanted += [s.narrative, s.reflection, s.time, s.venue, s.next_plan, s.response or ""]
        if f.plan:
            wanted += [f.goals, f.steps, f.theory or ""]
        approvals = [a for s in f.sessions for a in s.approvals] + f.closing_approvals + (f.plan_approvals if f.plan else [])  # fmt: skip
        wanted += [a.opinion for a in approvals]
        if "intake" not in f.without:
            wanted += [f.problem, f.person.id_number]
        if f.consent and f.guardian:
            wanted += [f.guardian.name, f.guardian.relation, f.guardian.phone]
            wanted += [word for k in (f.father, f.mother) if k for word in (k.name, k.phone)]
        if f.crisis:
            c = f.crisis
            wanted += [c.event, c.measures, c.reported, c.emergency, c.support]
        wanted += [story for _, _, story in f.followups]
        assert [w for w in wanted if w not in text] == [], f.number
        year = f.opened.year if style == "S36" else 0
        assert style == "S35" or f"{year}年" in text
        days = [f.opened, f.consent, f.plan, f.closed, *(s.day for s in f.sessions), *(d for d, _, _ in f.followups)]  # fmt: skip
        for day in [*days, *(a.day for a in approvals)]:
            assert not shapes(day) or any(s in text for s in shapes(day, year)), (f.number, day)
    assert all(s.day <= AS_OF for f in station.cases for s in f.sessions)


def test_every_fact_of_a_household_is_on_its_papers(house):
    style, station, texts, _, root = house
    for h in station.households:
        if style == "S35":
            own = shared = "\n".join(t for path, t in texts.items() if h.number in path)
            living = h.living
        else:
            book = load_workbook(root / "困难群众档案" / f"{h.community}困难群众台账.xlsx")
            mine = [b for b in book.worksheets if any(h.number == c.value for row in b.iter_rows(max_row=2) for c in row)]  # fmt: skip
            assert len(mine) == 1
            own = "\n".join(f"{c.value:%Y年%m月%d日}" if hasattr(c.value, "year") else str(c.value) for row in mine[0].iter_rows() for c in row)  # fmt: skip
            own += "\n".join(t for path, t in texts.items() if "封面" in path and h.community in path)
            shared = "\n".join(t for path, t in texts.items() if "台账" in path and h.community in path)
            living = {"良好": "好", "一般": "一般", "较差": "差"}[h.living]
        wanted = [h.number, h.person.name, h.id_printed or h.person.id_number, living, h.living_status, *h.category]  # fmt: skip
        wanted += [str(a.total) for a in h.assessments]
        assert [w for w in wanted if w not in own] == [], h.number
        assert [x for c in h.collaborations for x in (c.facts, c.text) if x not in shared] == []
        for day in (h.opened, *(a.day for a in h.assessments)):
            assert any(s in own for s in shapes(day, day.year if style == "S36" else 0)), (h.number, day)
        for c in h.contacts:
            assert c.text in shared and any(s in shared for s in shapes(c.day, c.day.year if style == "S36" else 0)), (h.number, c.day)  # fmt: skip
    everything = "\n".join(texts.values())
    assert [
        r.number for roster in station.rosters for r in roster.rows if r.id_number not in everything
    ] == []
    assert not re.search("None|示例|请填写", everything)


def test_each_visit_stands_in_the_rows_of_its_household(house):
    style, station, _, _, root = house
    if style == "S35":
        return
    for village, _ in station.communities:
        book = load_workbook(root / "困难群众档案" / f"{village}困难群众台账.xlsx")
        count: dict[str, int] = {}
        for sheet in book.worksheets:
            if not sheet.title.endswith("年走访"):
                continue
            number = ""
            for row in sheet.iter_rows(min_row=3, values_only=True):
                number = row[0] or number
                count[number] = count.get(number, 0) + bool(row[2])
        for h in station.households:
            if h.community == village:
                assert count.get(h.number, 0) == len(h.contacts), h.number


def test_as_many_names_are_inked_as_were_signed(house):
    style, station, _, inked, root = house
    for f in station.cases:
        count = sum(n for path, n in inked.items() if path.startswith("个案") and f.number in path)
        worker = sum((("intake" not in f.without), f.consent is not None, f.plan is not None,
                      f.crisis is not None, f.closed is not None)) + len(f.sessions)  # fmt: skip
        if style == "S35":
            worker += (f.assessment is not None) + len(f.followups)
        approvals = [a for s in f.sessions for a in s.approvals] + f.closing_approvals + (f.plan_approvals if f.plan else [])  # fmt: skip
        others = sum(a.state == "ink" for a in approvals)
        if f.consent:
            minor = f.guardian is not None and f.guardian.name != ""
            others += (f.client_sign == "ink") + (minor and f.guardian.sign == "ink")
        assert count == worker + others, f.number

    def signed(h):
        return sum((a.direct_sign == "ink") + (a.worker_sign == "ink") for a in h.assessments) + 1

    if style == "S35":
        for h in station.households:
            count = sum(n for path, n in inked.items() if path.startswith("困难") and h.number in path)
            assert count == signed(h) + bool(h.plan), h.number
        return
    for village, _ in station.communities:
        with zipfile.ZipFile(root / "困难群众档案" / f"{village}困难群众台账.xlsx") as book:
            count = sum(n.startswith("xl/media/") for n in book.namelist())
        assert count == sum(signed(h) for h in station.households if h.community == village), village
