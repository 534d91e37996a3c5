"""Every fact of the county town's station (A10) stands on a paper, and no defect stands where none was planted."""

from __future__ import annotations

import zipfile

import pytest

from tests.strangers.test_regional_houses import written
from tools.strangers.archives import make_archive
from tools.strangers.areas.judge_county import bare, cn


@pytest.fixture(params=[0, 1, 2])
def house(request, tmp_path):
    """A station whose seed gives another third of the defects, its texts by path, its folder."""
    area = make_archive(tmp_path / "a", "A10", "judge", request.param)
    return area, written(tmp_path / "a"), tmp_path / "a"


def paper(texts, *parts):
    """The one text whose path holds all parts."""
    (only,) = [text for path, text in texts.items() if all(part in path for part in parts)]
    return only


def test_every_fact_of_a_group_is_in_its_folder(house):
    area, texts, _ = house
    for g in area.groups:
        folder = f"{g.number}{bare(g.name)}"
        plan, records = paper(texts, folder, "小组方案"), paper(texts, folder, "单元活动记录")
        for wanted in (
            g.name, g.number, g.worker, g.goal, g.theory, f"{g.planned}个", f"☑{g.kind}类", g.plan.text, g.plan.response,
        ):  # fmt: skip
            assert wanted in plan
        for s in g.meetings:
            for wanted in (cn(s.day), s.told, s.role, s.leader, f"实到{s.came}人", s.comment.text, s.comment.response, cn(s.comment.day)):  # fmt: skip
                assert wanted in records
        assert {phase for phase in ("前测", "后测") if any(folder in p and f"{phase}问卷" in p for p in texts)} == set(g.phases)  # fmt: skip
        for phase in g.phases:
            test = paper(texts, folder, f"{phase}问卷")
            assert all(q in test for q in g.knowledge) == (g.test != "subjective" or not g.knowledge)
            assert all(q in test for q in g.feelings) == (g.test != "objective" or not g.feelings)
        assert any(folder in p and "小组总结" in p for p in texts) == g.finished
        if g.finished:
            assert f"{g.stated}个" in paper(texts, folder, "小组总结")


def test_as_many_sign_as_the_facts_say(house):
    area, _, folder = house
    for g in area.groups:
        (path,) = folder.rglob(f"{g.number}*/签到.docx")
        with zipfile.ZipFile(path) as file:
            assert sum(n.startswith("word/media/") for n in file.namelist()) == sum(s.signed for s in g.meetings)  # fmt: skip
    for path, team in ((p, p.stem) for p in folder.rglob("服务队台账/*.docx")):
        with zipfile.ZipFile(path) as file:
            assert sum(n.startswith("word/media/") for n in file.namelist()) == sum(sum(t.approved) for t in area.team_works if t.team == team)  # fmt: skip


def test_every_other_fact_is_on_its_paper(house):
    area, texts, _ = house
    for act in area.activities:
        one = paper(texts, "03社区活动", bare(act.name))
        for wanted in (act.name, act.place, act.target, act.told, f"{act.came}人", cn(act.day), act.plan.text, act.summary.text):  # fmt: skip
            assert wanted in one
    headings = {"target": "服务人群", "form": "服务方式", "time": "时间进度", "resources": "资源保障"}
    for plan in area.plans[:2]:
        one = paper(texts, f"{plan.name}.")
        assert [key for key, heading in headings.items() if heading not in one] == [k for k in headings if k in plan.lacks]  # fmt: skip
    cards, minutes = paper(texts, "志愿者登记卡"), paper(texts, "会议记录本")
    for v in area.volunteers:
        for wanted in (v.person.name, cn(v.person.birth), cn(v.day), v.team, v.guardian, v.relation):
            assert wanted in cards
        assert any("监护人同意书" in p and v.person.name in p for p in texts) == (v.consent is not None)
    for t in area.talks:
        for wanted in (t.name, t.host, t.present, t.recorder, t.content):
            assert wanted in minutes
    figures = paper(texts, "指标完成情况表")
    for target in area.targets:
        for wanted in (target.name, str(target.target), str(target.done), target.percent):
            assert wanted in figures
    rule = paper(texts, "跟踪回访制度")
    assert all(f"{grade}对象{often}" in rule for grade, often in area.policy if often)
    assert sum(not often for _, often in area.policy) == rule.count("视情况")
    for core in area.cores:
        own = paper(texts, "骨干培养", f"{core.name}.docx")
        for key, title in (("rating", "评定表"), ("plan", "培养计划"), ("followup", "跟进记录")):
            assert (title in own) == (key in core.papers)
