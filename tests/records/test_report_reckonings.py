"""Percentages, totals and tables of a report: what does not follow is told, and what may follow is left alone."""

from __future__ import annotations

import pytest

from auditor.forms.model import Reading
from auditor.records.report import ReportTable
from auditor.records.report_amounts import Paragraph, taken_apart
from auditor.records.report_claims import Claim
from auditor.records.report_grids import grid_claims
from auditor.records.report_shares import share_claims
from auditor.records.report_totals import total_claims
from auditor.values.figures import Passage, flat

SHARES = [
    # the words of the whole name a figure of another sentence
    ("辖区有听障居民75名、视障居民40名。听障居民中会手语的30名，占听障居民总数的{}。", "40%", "46%"),
    ("全年印制宣传折页5000份。其中社区投放3200份，占印制总量的{}。", "64%", "69%"),
    # the target stands between the verb and the percentage
    ("接听咨询电话430通，完成全年目标800通的{}。", "53.75%", "57.35%"),
    ("计划培训骨干60名，实际培训51名，完成{}。", "85%", "81%"),
    # a rate is named after its part
    ("共受理来访120件，其中已办结102件，办结率{}。", "85%", "88.2%"),
    ("年末在册会员640人，续费的512人，续费率为{}。", "80%", "86.4%"),
    # growth over a former figure
    ("今年参赛队伍46支，与去年的40支相比，增长{}。", "15%", "19.5%"),
    ("投诉由上年的50件降至38件，下降{}。", "24%", "29%"),
]


def apart(text: str) -> list[Paragraph]:
    made = [taken_apart(Passage(line)) for line in text.split("\n")]
    return [paragraph for paragraph in made if paragraph is not None]


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_shares(text: str, right: str, wrong: str) -> None:
    assert share_claims(apart(text.format(right)))[0] == []
    [claim] = share_claims(apart(text.format(wrong)))[0]
    assert wrong in claim.what
    assert right[:-1] in claim.why


@pytest.mark.parametrize(
    "text",
    [
        "表示满意的90人，占75%；表示一般的30人，占25%。",  # the whole stands nowhere
        "站内持证员工8人，全市持证率为61.2%。",  # the rate of others
        "目标80名，实际92名，超额完成15%。",
        "满意度由86%提高到93%，提高了7个百分点。",
        "服务老人300人，其中独居90人，占全市独居老人的1.5%。",
    ],
)
def test_shares_that_nothing_contradicts(text: str) -> None:
    assert share_claims(apart(text))[0] == []


TOTALS = [
    ("上午场接待210人次，下午场接待190人次，全天合计{}人次。", "400", "420"),
    ("送出棉被45床、暖水袋60只、手套80双，三类物品共{}件。", "185", "195"),
    ("报名学员88名，其中男生41名，女生{}名。", "47", "52"),
    ("共受理求助36件。从来源看，电话12件、上门15件、其他{}件。", "9", "13"),
    ("年初在册志愿队14支，新成立5支，退出2支，年末在册{}支。", "17", "19"),
    ("注册会员730人，比上年的610人净增{}人。", "120", "140"),
    ("募集善款9.5万元，已使用6.2万元，结余{}万元。", "3.3", "4.1"),
    ("全年开放250天，接待读者11000人次，日均{}人次。", "44", "49"),
    ("开设兴趣班12个，每个8节，共{}节。", "96", "108"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), TOTALS)
def test_totals(text: str, right: str, wrong: str) -> None:
    assert total_claims(apart(text.format(right)))[0] == []
    assert len(total_claims(apart(text.format(wrong)))[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "收入90万元，其中拨款50万元、捐赠25万元、其他15万元。",
        "合作单位共19家，其中企业14家、医院2家。",  # not all are named
        "企业14家、医院2家、学校3所，合作单位共19家。",
        "服务困难群众180人，其中老人120人，残疾人80人，未成年人12人。",
        "每期20人，共4期，累计80人次参加。",
    ],
)
def test_totals_that_nothing_contradicts(text: str) -> None:
    assert total_claims(apart(text))[0] == []


def table(*rows: str) -> ReportTable:
    cells = [[flat(cell) for cell in row.split("|")] for row in rows]
    return ReportTable("", cells, [Reading("\t".join(row), "") for row in cells])


def claims_of(*rows: str) -> list[Claim]:
    return grid_claims([table(*rows)])[0]


def test_the_total_under_a_column() -> None:
    rows = ("校区|班次|学员", "东校区|6|130", "西校区|5|118", "北校区|4|92")
    assert claims_of(*rows, "合计|15|340") == []
    [claim] = claims_of(*rows, "合计|15|350")
    assert "350" in claim.what
    assert "340" in claim.why


def test_a_table_of_parts_has_no_total_to_check() -> None:
    assert claims_of("项目|人数", "学员|130", "其中女生|70", "教师|12", "合计|142") == []


def test_percentages_by_what_most_rows_say() -> None:
    head = "科目|年初预算|实际支出|执行率"
    assert claims_of(head, "房租|40|36|90%", "设备|25|20|80%", "水电|8|6|75%") == []
    [claim] = claims_of(head, "房租|40|36|90%", "设备|25|20|86%", "水电|8|6|75%")
    assert "86%" in claim.what
    assert "80%" in claim.why


def test_shares_of_a_column() -> None:
    head = "来源|件数|占比"
    assert claims_of(head, "电话|30|50%", "网络|18|30%", "上门|12|20%") == []
    [claim] = claims_of(head, "电话|30|50%", "网络|18|34%", "上门|12|20%")
    assert "34%" in claim.what


def test_percentages_of_what_stands_elsewhere() -> None:
    """Columns that nothing in the table explains are left alone."""
    assert claims_of("社区|户数|知晓率", "甲村|130|92%", "乙村|118|88%", "丙村|92|95%") == []
