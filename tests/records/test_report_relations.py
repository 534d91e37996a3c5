"""Reckonings of one sentence or table, each with figures that come out and figures that do not."""

from __future__ import annotations

import pytest

from auditor.forms.model import Reading
from auditor.records.report import ReportTable
from auditor.records.report_amounts import Paragraph, taken_apart
from auditor.records.report_ballots import ballot_claims
from auditor.records.report_grids import grid_claims
from auditor.records.report_levels import Bands, level_claims
from auditor.records.report_relations import relation_claims
from auditor.records.report_totals import total_claims
from auditor.records.report_weights import weighed_tables
from auditor.values.figures import Passage, flat


def _apart(*texts: str) -> list[Paragraph]:
    return [made for text in texts if (made := taken_apart(Passage(text)))]


def _table(heading: str, *rows: tuple[str, ...]) -> ReportTable:
    cells = [[flat(cell) for cell in row] for row in rows]
    return ReportTable(heading, cells, [Reading("\t".join(row), "") for row in rows])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("74名组员中，有37名是新成员，占一半。", "74名组员中，有29名是新成员，占一半。"),
        ("经费三分之一（约33%）用于督导，共2万元。", "经费三分之一（约38%）用于督导，共2万元。"),
        ("测评得86.4分，较上次的81分提高5.4分。", "测评得86.4分，较上次的81分提高6.4分。"),
        ("服务690人次，同比增长15%（去年为600人次）。", "服务690人次，同比增长15%（去年为640人次）。"),
        ("每月推送简讯3篇，全年共推送36篇。", "每月推送简讯3篇，全年共推送32篇。"),
        ("组建三支小队：晨光队、暖心队、手语队。", "组建四支小队：晨光队、暖心队、手语队。"),
        ("做了三件实事，共3项：一是修路灯；二是装扶手；三是清沟渠。", "共做了4项：一是修路灯；二是装扶手；三是清沟渠。"),
    ],
)  # fmt: skip
def test_relations(right: str, wrong: str) -> None:
    assert relation_claims(_apart(right))[0] == []
    assert len(relation_claims(_apart(wrong))[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全年开展活动4类：文体、科普、手工、康乐等。",
        "链接单位5家：如菜场、药房、银行。",
        "每月走访不少于2次，全年共走访31次。",
        "超过一半（63%）的居民知道社工站，受访120人。",
        "得分88分，比第二名的站点86分高出不少。",
    ],
)
def test_other_readings_are_left_alone(text: str) -> None:
    assert relation_claims(_apart(text))[0] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("评出达人62名，一星30名、二星20名、三星12名。", "评出达人62名，一星30名、二星20名、三星15名。"),
        ("辖十二个村、三个社区，共15个村（社区）。", "辖十二个村、三个社区，共17个村（社区）。"),
        ("收到申请90份，通过74份，驳回16份。", "收到申请90份，通过74份，驳回19份。"),
        ("留守学生88名，小学生61名、初中生27名。", "留守学生88名，小学生61名、初中生31名。"),
        ("总支出48万元。与上年支出40万元相比，增加8万元。", "总支出48万元。与上年支出40万元相比，增加6万元。"),
        ("抽查40户次，合格36户次，合格率90%，不合格的4户次已整改。", "抽查40户次，合格36户次，合格率90%，不合格的6户次已整改。"),
        ("设定改善事项50项，达成38项，部分达成7项，未达成5项。", "设定改善事项50项，达成38项，部分达成7项，未达成8项。"),
    ],
)  # fmt: skip
def test_totals(right: str, wrong: str) -> None:
    assert total_claims(_apart(right))[0] == []
    assert len(total_claims(_apart(wrong))[0]) == 1


def test_what_was_taken_out_is_not_told() -> None:
    assert total_claims(_apart("发出调查表150份，收回141份，剔除漏填的后余136份。"))[0] == []


def test_parts_beside_their_percentages_vote() -> None:
    told = "共调查256人。需求前三：送餐（128人，50.0%）、理发（64人，25.0%）、修脚（32人，{}%）。"
    assert ballot_claims(_apart(told.format("12.5")))[0] == []
    assert len(ballot_claims(_apart(told.format("14.5")))[0]) == 1
    points = "满意率93.6%，比上年的91.2%提高{}个百分点。"
    assert ballot_claims(_apart(points.format("2.4")))[0] == []
    assert len(ballot_claims(_apart(points.format("3.4")))[0]) == 1
    label = "在册对象320人，其中高龄老人128人、残疾人60人。高龄老人占{}%。"
    assert ballot_claims(_apart(label.format("40.0")))[0] == []
    assert len(ballot_claims(_apart(label.format("42.0")))[0]) == 1


def test_columns_that_make_a_third() -> None:
    def rows(left: str) -> ReportTable:
        return _table("基金", ("基金", "筹款（元）", "支出（元）", "结余（元）"), ("甲", "900", "400", "500"), ("乙", "700", "300", left), ("丙", "650", "150", "500"))  # fmt: skip

    assert grid_claims([rows("400")])[0] == []
    assert len(grid_claims([rows("460")])[0]) == 1


def test_weights_and_scores() -> None:
    def scores(weighted: str, total: str) -> tuple[list[ReportTable], list[Passage]]:
        table = _table(
            "得分",
            ("维度", "权重", "得分", "加权得分"),
            ("管理", "40%", "90", "36"),
            ("成效", "60%", "85", weighted),
        )
        return [table], [Passage(f"自评总得分{total}分。")]

    assert weighed_tables(*scores("51", "87"))[0] == []
    assert len(weighed_tables(*scores("54", "87"))[0]) == 1
    assert len(weighed_tables(*scores("51", "89"))[0]) == 1
    weighed = "专家90分，占70%；居民80分，占30%。加权后总分{}分。"
    assert level_claims([Passage(weighed.format("87"))], Bands())[0] == []
    assert len(level_claims([Passage(weighed.format("85"))], Bands())[0]) == 1
    first = "专家评分占70%，得90分；居民评分占30%，得80分，综合得分为{}分。"
    assert level_claims([Passage(first.format("87"))], Bands())[0] == []
    assert len(level_claims([Passage(first.format("88"))], Bands())[0]) == 1
    listed = "四方权重分别为40%、30%、20%、{}%。"
    assert level_claims([Passage(listed.format("10"))], Bands())[0] == []
    assert len(level_claims([Passage(listed.format("15"))], Bands())[0]) == 1
