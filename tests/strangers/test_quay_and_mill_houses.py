"""Every fact of the stations A11 and A12 stands on a paper, and no defect stands where none was planted."""

from __future__ import annotations

import zipfile

import pytest

from tests.strangers.test_regional_houses import written
from tools.strangers.archives import make_archive
from tools.strangers.areas.judge_mill import bare, chinese
from tools.strangers.areas.judge_mill_service import dots
from tools.strangers.areas.judge_quay import long
from tools.strangers.areas.judge_quay_service import dash


@pytest.fixture(params=[0, 1, 2])
def turn(request):
    """Another third of the defects."""
    return request.param


@pytest.fixture
def mill(turn, tmp_path):
    area = make_archive(tmp_path / "m", "A11", "judge", turn)
    return area, written(tmp_path / "m"), tmp_path / "m"


@pytest.fixture
def quay(turn, tmp_path):
    area = make_archive(tmp_path / "q", "A12", "judge", turn)
    return area, written(tmp_path / "q"), tmp_path / "q"


def pictures(path):
    with zipfile.ZipFile(path) as file:
        return sum(name.startswith("word/media/") for name in file.namelist())


def holding(texts, *parts):
    """All texts whose path holds the parts, as one."""
    return "\n".join(text for path, text in texts.items() if all(part in path for part in parts))


def test_every_fact_of_a_group_is_in_its_folder(mill, quay):
    for (area, texts, _), day in ((mill, chinese), (quay, long)):
        for g in area.groups:
            papers = holding(texts, bare(g.name))
            wanted = [
                g.name,
                g.number,
                g.worker,
                g.goal,
                g.theory,
                f"共{g.planned}",
                g.plan.text,
                g.plan.response,
            ]
            for m in g.meetings:
                wanted += [day(m.day), m.told, m.role, m.leader, f"{m.came}人", m.comment.text, m.comment.response, day(m.comment.day)]  # fmt: skip
            if g.finished:
                wanted += [f"{g.stated}", day(g.summary.day)]
            if g.test in ("objective", "mixed") and g.phases:
                wanted += g.knowledge
            if g.test in ("subjective", "mixed") and g.phases:
                wanted += g.feelings
            assert [w for w in wanted if w not in papers] == []


def test_as_many_sign_as_the_facts_say(quay):
    area, _, folder = quay
    for g in area.groups:
        assert pictures(folder / "小组工作" / bare(g.name) / "签到.docx") == sum(m.signed for m in g.meetings)
    for team in {w.team for w in area.team_works}:
        signed = sum(sum(w.approved) for w in area.team_works if w.team == team)
        assert pictures(folder / "志愿服务" / "队伍" / f"{team}.docx") == signed
    for activity in area.activities:
        assert pictures(folder / "社区活动" / f"{bare(activity.name)}签到表.docx") == activity.signed


def test_every_other_fact_is_on_its_paper(mill, quay):
    for (area, texts, _), day in ((mill, dots), (quay, dash)):
        whole = "\n".join(texts.values())
        wanted = [p.title for p in area.plans]
        for talk in area.talks:
            wanted += [talk.name, talk.host, talk.recorder, talk.content]
        for v in area.volunteers:
            wanted += [v.person.name, day(v.person.birth), v.guardian, v.guardian_phone]
        wanted += [c.name for c in area.cores]
        wanted += [a.said for a in area.answers] + [a.followup for a in area.answers]
        wanted += [f"{area.on_list}人", f"{area.asked}人", *[f for _, f in area.policy]]
        wanted += [c.phone for c in area.calls] + [name for name, _ in area.training]
        assert [w for w in wanted if w not in whole] == []
        assert area.referral.number in whole
        for core in area.cores:
            assert ("评定" in holding(texts, core.name)) == ("rating" in core.papers)
            assert ("跟进情况" in holding(texts, core.name)) == ("followup" in core.papers)


def test_the_plans_lack_just_what_was_taken_out(mill, quay):
    for area, texts, _ in (mill, quay):
        for plan in area.plans:
            text = holding(texts, plan.title)
            for key in ("form", "time", "resources", "target"):
                for row in plan.rows:
                    assert (getattr(row, key) in text) == (key not in plan.lacks)


@pytest.mark.parametrize("style", ["A11", "A12"])
def test_the_clean_twin_expects_nothing(style, turn, tmp_path):
    assert make_archive(tmp_path / "a", style, "judge", turn, clean=True).expected == []
    assert len(make_archive(tmp_path / "b", style, "judge", turn).expected) >= 45
