from __future__ import annotations

import pytest

from auditor.records.lexicon import asks_for_something, crisis_told, response_told, support_told, theory_in


@pytest.mark.parametrize(
    "text",
    [
        "昨晚服务对象与丈夫争吵后割腕，被送往医院。",
        "案主向社工透露有轻生念头，并写下遗书。",
        "邻居发现服务对象在家中割腕，随即报警。",
        "9月3日凌晨家中发生火灾，客厅烧毁。",
        "服务对象的父亲上周突然离世，情绪崩溃。",
        "社工了解到案主长期遭丈夫家暴，身上有瘀伤。",
        "老人昨日下午走失，家属求助。",
        "案主称在学校外被陌生男子猥亵。",
        "服务对象吞服大量安眠药后被送医。",
        "案主向老师反映被继父猥亵",
        "案主的儿子突然去世，对其打击很大",
        "案主企图自杀，被母亲及时制止",
    ],
)
def test_event_is_told(text):
    assert crisis_told(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "案主否认自杀念头。",
        "经观察，服务对象没有自伤行为，情绪平稳。",
        "社工讲解如何预防火灾。",
        "社工派发防家暴宣传单张。",
        "社工提醒：如发生火灾，应立即拨打119。",
        "上个月邻居家火灾，老人受到惊吓。",
        "案主十年前曾割腕，之后未再发生。",
        "与服务对象一起学习反家庭暴力法。",
        "社工完成自杀风险评估，结果为低风险。",
        "未发现虐待情况。",
        "担心老人走失，社工协助申请防走失手环。",
        "电线老化，存在火灾隐患。",
        "是否有自杀念头：无。",
        "☐自杀 ☐自伤 ☐家暴",
        "对自杀念头予以否认。",
        "参加小区消防演练，学习火灾逃生知识。",
        "母亲因病多年前去世。",
        "新闻报道有学生跳楼，案主表示同情。",
        "电动车充电容易引发火灾，社工劝其搬到楼下。",
        "如再次遭受家暴，可拨打110",
        "案主今年情绪稳定，自杀念头已消失",
        "近日社区发生一起火灾，社工上门提醒用电安全",
        "父母离异，父亲失踪多年",
        "服务对象的父亲在其三岁时意外身亡",
        "服务对象表示没有想过自杀",
        "父亲曾有家暴行为，现已离婚多年",
        "",
    ],
)
def test_event_is_not_told(text):
    assert crisis_told(text) is None


@pytest.mark.parametrize(
    "text", ["建议补充家庭成员情况", "请完善目标", "目标应更具体", "为何没有后续安排？", "同意，注意保密"]
)
def test_comment_asks(text):
    assert asks_for_something(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "同意",
        "已阅",
        "阅。",
        "记录完整，继续努力！",
        "同意结案",
        "内容详实，社工回应了服务对象的需求",
        "同意按计划跟进",
    ],
)
def test_comment_does_not_ask(text):
    assert asks_for_something(text) is False


@pytest.mark.parametrize("text", ["同意。继续跟进", "已阅，持续跟进。", "同意，继续关注"])
def test_to_go_on_is_assent(text):
    assert asks_for_something(text) is False


@pytest.mark.parametrize("text", ["请继续跟进", "同意，密切关注"])
def test_to_follow_closely_is_for_the_eye(text):
    assert asks_for_something(text) is None


def test_theories():
    assert theory_in("本计划运用优势视角，挖掘资源") == "优势视角"
    assert theory_in("以社会生态系统理论为指导")
    assert theory_in("无") == ""
    assert theory_in("每周探访一次，协助申请低保") == ""


def test_response_and_support():
    assert response_told("社工即时向督导汇报情况。随后启动应急预案。")
    assert not response_told("未上报督导")
    assert not response_told("同意")
    assert support_told("督导与社工面谈，督导给予情绪支持")
    assert not support_told("已阅")
    assert not support_told("社工给予服务对象情绪支持")


@pytest.mark.parametrize(
    "text", ["建议已采纳，同意", "建议：无", "较好地回应了服务对象的需要", "社工能做好记录"]
)
def test_done_is_not_asked(text):
    assert asks_for_something(text) is False


@pytest.mark.parametrize("text", ["下次可尝试邀请家属参与", "同意结案，做好后续回访"])
def test_polite_request_asks(text):
    assert asks_for_something(text) is True
