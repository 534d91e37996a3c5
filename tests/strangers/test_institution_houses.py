"""Every fact of a station stands on a paper of its subject, in the judge-only styles S31 and S32."""

from __future__ import annotations

import re

import pytest

from tests.strangers.test_regional_houses import written
from tests.strangers.test_river_houses import pictures
from tools.strangers.archives import make_archive
from tools.strangers.scenario import AS_OF
from tools.strangers.styles import judge_counter

HOUSES = ["S31", "S32"]


@pytest.fixture(params=HOUSES)
def house(request, tmp_path, monkeypatch):
    monkeypatch.setattr(judge_counter, "convert", lambda paths, ending: None)  # Word files can be read here
    station = make_archive(tmp_path / "a", request.param, "judge", 1)
    return request.param, station, written(tmp_path / "a"), pictures(tmp_path / "a")


def shapes(day):
    """The day in the ways in which these houses write it; a sheet holds the number of days since 1899-12-30."""
    if day is None:
        return ()
    y, m, d = day.year, day.month, day.day
    return (
        f"{y} 年 {m} 月 {d} 日",
        f"{y}年{m}月{d}日",
        f"{y}.{m}.{d}",
        f"{y % 100}.{m}.{d}",
        f"{y}/{m}/{d}",
        str(day.toordinal() - 693594),
    )


def test_every_fact_of_a_case_is_on_its_papers(house):
    style, station, texts, _ = house
    register = "\n".join(t for path, t in texts.items() if "回访登记" in path)
    for f in station.cases:
        text = "\n".join(t for path, t in texts.items() if "个案" in path and f.number in path)
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
        assert [w for w in wanted if w not in text] == [], f.number
        for day in (f.opened, f.consent, f.plan, f.closed, *(s.day for s in f.sessions)):
            assert not shapes(day) or any(s in text for s in shapes(day)), (f.number, day)
        for day, _, story in f.followups:
            shared = register if style == "S32" else text
            assert story in shared and any(s in shared for s in shapes(day)), (f.number, day)
    assert all(s.day <= AS_OF for f in station.cases for s in f.sessions)


def test_every_fact_of_a_household_is_on_its_papers(house):
    _, station, texts, _ = house
    for h in station.households:
        own = "\n".join(t for path, t in texts.items() if h.number in path)
        shared = own + "\n".join(t for path, t in texts.items() if "走访登记" in path and h.community in path)
        wanted = [h.number, h.person.name, h.id_printed or h.person.id_number, h.living, h.living_status, *h.category]  # fmt: skip
        wanted += [str(a.total) for a in h.assessments]
        wanted += [x for c in h.collaborations for x in (c.facts, c.text)]
        assert [w for w in wanted if w not in own] == [], h.number
        for day in (h.opened, *(a.day for a in h.assessments)):
            assert any(s in own for s in shapes(day)), (h.number, day)
        for c in h.contacts:
            assert c.text in shared and any(s in shared for s in shapes(c.day)), (h.number, c.day)
    everything = "\n".join(texts.values())
    assert [
        r.number for roster in station.rosters for r in roster.rows if r.id_number not in everything
    ] == []
    assert not re.search("None|示例|请填写", everything)


def test_as_many_names_are_inked_as_were_signed(house):
    style, station, _, inked = house
    for f in station.cases:
        count = sum(n for path, n in inked.items() if "个案" in path and f.number in path)
        worker = sum((("intake" not in f.without), f.consent is not None, f.plan is not None,
                      f.crisis is not None, f.closed is not None)) + len(f.sessions)  # fmt: skip
        if style == "S31":
            worker += (f.assessment is not None) + len(f.followups)
        approvals = [a for s in f.sessions for a in s.approvals] + f.closing_approvals + (f.plan_approvals if f.plan else [])  # fmt: skip
        others = sum(a.state == "ink" for a in approvals)
        if f.consent:
            minor = f.guardian is not None and f.guardian.name != ""
            others += (f.client_sign == "ink") + (minor and f.guardian.sign == "ink")
        assert count == worker + others, f.number
    for h in station.households:
        count = sum(n for path, n in inked.items() if h.number in path)
        signed = sum((a.direct_sign == "ink") + (a.worker_sign == "ink") for a in h.assessments)
        contacts = len(h.contacts) if style == "S31" else 0
        assert count == signed + contacts + 1 + bool(h.plan), h.number
