"""Facts that stations tell in other words: who led, what somebody asks for, what a report's headings name."""

from __future__ import annotations

import pytest

from auditor.forms.model import Reading
from auditor.records.group import GroupSession
from auditor.records.plans import NeedsSurvey, ServicePlan
from auditor.records.satisfaction import SatisfactionAnswer


@pytest.mark.parametrize(
    ("leader", "elsewhere"),
    [("县图书馆讲解员", True), ("妇幼保健院营养士", True), ("气象局工程师（退休）", True), ("本站社工员", False), ("站长助理员", False), ("组员轮流", False), ("冉小军", False)],
)  # fmt: skip
def test_who_is_from_elsewhere(leader, elsewhere):
    session = GroupSession(
        leader=Reading(leader, leader, "带领"), narrative=Reading("讲了一小时。", "讲了一小时。", "过程")
    )
    assert (session.worker_part_told.value is not None) is elsewhere


@pytest.mark.parametrize(
    ("said", "asks"),
    [("公租房如何申请也不晓得", True), ("一个人不知道找谁修水管", True), ("没有人教我用医保码", True), ("不知道怎么感谢你们", False), ("没人说不好", False)],
)  # fmt: skip
def test_what_somebody_asks_for(said, asks):
    assert SatisfactionAnswer(opinion=Reading(said, said, "意见")).asks.value is asks


def test_headings_that_are_questions():
    text = "老人助餐摸底报告\n一、为何要摸底\n镇上老人多，饭堂少，吃饭成了大事。\n二、人手怎么安排\n三个社工各管两村，分工登记。\n三、怎么调查的\n发卷子，也坐下来聊，共收回一百二十份。\n四、听到了什么\n一半人一天只做一顿饭。\n五、往后\n先在两个村开饭堂。"
    survey = NeedsSurvey(title="老人助餐摸底报告", text=text)
    told = [
        survey.background_told,
        survey.plan_told,
        survey.method_told,
        survey.findings_told,
        survey.use_told,
    ]
    assert [fact.value for fact in told] == [True] * 5


def test_training_of_the_staff_is_no_form_of_service():
    text = "项目计划书\n每月为独居老人送餐，由饭堂出资。\n定期督导，做好社工培训。"
    assert ServicePlan(title="项目计划书", text=text).form_told.value is False
