"""Every fact of a station stands on a paper of its subject, in the judge-only styles S33 and S34."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.strangers.test_regional_houses import written
from tests.strangers.test_river_houses import pictures
from tools.strangers.archives import make_archive
from tools.strangers.scenario import AS_OF

CASE_WORDS = ("narrative", "reflection", "venue", "next_plan")


def squeezed(text):
    """No white space, so that a line's end inside a sentence does not matter."""
    return re.sub(r"\s+", "", text)


def read(folder):
    """(characters, number of inserted pictures) of each file, by path below the folder."""
    texts = written(folder)
    inked = pictures(folder)
    for path in folder.rglob("*.pdf"):
        document = pypdfium2.PdfDocument(path)
        name = str(path.relative_to(folder))
        texts[name], inked[name] = "", 0
        for page in document:
            texts[name] += page.get_textpage().get_text_bounded()
            inked[name] += sum(o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for o in page.get_objects())
        document.close()
    return {name: squeezed(text) for name, text in texts.items()}, inked


@pytest.fixture(scope="module", params=["S33", "S34"])
def house(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "a"
    station = make_archive(folder, request.param, "judge", 1)
    return station, *read(folder)


def days(day):
    """A day as either house writes it."""
    return (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d}")


def test_every_fact_of_a_case_is_on_its_papers(house):
    station, texts, _ = house
    for f in station.cases:
        text = "\n".join(t for path, t in texts.items() if "个案" in path and f.number in path)
        wanted = [f.number, f.person.name, f.worker, f.community, f.closing_text]
        for s in f.sessions:
            wanted += [getattr(s, w) for w in CASE_WORDS] + [s.time.partition("—")[0], s.response or ""]
        if f.plan:
            wanted += [f.goals, f.steps, f.theory or ""]
        approvals = [a for s in f.sessions for a in s.approvals] + f.closing_approvals + (f.plan_approvals if f.plan else [])  # fmt: skip
        wanted += [a.opinion for a in approvals] + [t for _, _, t in f.followups]
        if "intake" not in f.without:
            wanted += [f.problem, f.person.id_number, f.model]
        if f.consent and f.guardian:
            wanted += [f.guardian.name, f.guardian.relation, f.guardian.phone]
            wanted += [word for k in (f.father, f.mother) if k for word in (k.name, k.phone)]
        if f.crisis:
            c = f.crisis
            wanted += [c.event, c.measures, c.reported, c.emergency, c.support]
        assert [w for w in wanted if squeezed(w) not in text] == [], f.number
        dated = [
            f.opened,
            f.consent,
            f.plan,
            f.closed,
            *(s.day for s in f.sessions),
            *(d for d, _, _ in f.followups),
        ]
        dated += [a.day for a in approvals]
        assert [d for d in dated if d and not any(s in text for s in days(d))] == [], f.number


def test_every_fact_of_a_household_is_on_its_papers(house):
    station, texts, _ = house
    for h in station.households:
        own = "\n".join(t for path, t in texts.items() if h.number in path)
        wanted = [h.number, h.person.name, h.id_printed or h.person.id_number, h.living, h.living_status, *h.category]  # fmt: skip
        wanted += [str(n) for a in h.assessments for n in (a.total, *(score for _, _, score in a.items))]
        wanted += [x for c in h.collaborations for x in (c.facts, c.text)] + [c.text for c in h.contacts]
        assert [w for w in wanted if squeezed(w) not in own] == [], h.number
        dated = [h.opened, *(a.day for a in h.assessments), *(c.day for c in h.contacts)]
        assert [d for d in dated if not any(s in own for s in days(d))] == [], h.number
    everything = "\n".join(texts.values())
    assert [
        r.number for roster in station.rosters for r in roster.rows if r.id_number not in everything
    ] == []
    assert not re.search("None|示例|请填写", everything)


def test_as_many_names_are_inked_as_were_signed(house):
    station, texts, inked = house
    exported = any(path.endswith(".pdf") for path in texts)
    for f in station.cases:
        count = sum(n for path, n in inked.items() if "个案" in path and f.number in path)
        worker = sum((("intake" not in f.without), f.consent is not None, f.assessment is not None, f.plan is not None,
                      f.crisis is not None, f.closed is not None)) + len(f.sessions) + len(f.followups)  # fmt: skip
        trails = [s.approvals for s in f.sessions] + [f.closing_approvals] + ([f.plan_approvals] if f.plan else [])  # fmt: skip
        others = sum(a.state == "ink" for t in trails for a in t)
        others += sum(bool(t) for t in trails) if exported else 0  # the worker signs what he submits
        if f.consent:
            minor = f.guardian is not None and f.person.age(f.consent) < 18
            others += (f.client_sign == "ink") + (minor and f.guardian.sign == "ink")
        assert count == worker + others, f.number
    for h in station.households:
        count = sum(n for path, n in inked.items() if h.number in path)
        signed = sum((a.direct_sign == "ink") + (a.worker_sign == "ink") for a in h.assessments)
        each = 0 if exported else len(h.contacts)  # a list of records carries typed names
        assert count == signed + 1 + bool(h.plan) + each, h.number
    assert all(s.day <= AS_OF for f in station.cases for s in f.sessions)
