"""One quantity told twice in other words: found where the words agree, left alone where they name another thing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor.forms.model import Reading
from auditor.records.report import ReportTable
from auditor.records.report_amounts import taken_apart
from auditor.records.report_numerals import number_of_numeral, spelled_figures
from auditor.records.report_twice import own_stretch, twice_told
from auditor.values.figures import Passage, figures, flat


def _told(*texts: str, tables: tuple[ReportTable, ...] = ()) -> list[set[str]]:
    """The figures of each conflict found; a text may begin with its heading and ``#``."""
    passages = []
    for text in texts:
        heading, _, body = text.rpartition("#")
        passages.append(Passage(body, (heading,) if heading else (), Reading(body, body)))
    paragraphs = [made for passage in passages if (made := taken_apart(passage))]
    found = twice_told(paragraphs, tables, own_stretch(passages))
    return [{f"{item.figure.value.normalize():f}" for item in one.statements} for one in found]


def _table(heading: str, *rows: tuple[str, ...]) -> ReportTable:
    return ReportTable(
        heading, [[flat(cell) for cell in row] for row in rows], [Reading("\t".join(row), "") for row in rows]
    )


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("全年为失智长者家庭提供喘息照护318人次。", "照护方面，失智长者家庭喘息照护达381人次。"), {"318", "381"}),
        (("与31家商铺签订了助老协议。", "助老商铺现有34家。"), {"31", "34"}),
        (("社工帮助24名居民办理了残疾证。", "残疾证办理方面，已有27名居民办理完成。"), {"24", "27"}),
        (("开办普法课堂十六场。", "全年普法课堂共开办14场，村民踊跃。"), {"16", "14"}),
        (("站内设专职社工11名。", "我站11名社工中8人持证。", "人员：社工13名、行政2名。"), {"11", "13"}),
        (("筹集善款和物资合计52600元。", "社会资源方面，全年链接款物价值56200元。"), {"52600", "56200"}),
        (("为老党员配备收音机130台。", "三、成效#收音机累计发放103台。"), {"130", "103"}),
        (("争取到县级彩票公益金项目资金30万元。", "三、资金#彩票公益金35万元专项用于助学。"), {"300000", "350000"}),
        (("邀请律师授课8次。", "三、成效#6次律师授课提升了居民法治意识。"), {"8", "6"}),
        (("全年编印月刊24期。", "三、宣传#月刊印发20期，被镇里采用3期。"), {"24", "20"}),
        (("截至12月，结对帮扶困难户45户。", "三、成效#结对帮扶的54户困难户生活有了改善。"), {"45", "54"}),
        (("救助困境学生，发放助学金共38400元。", "六、成效#全年为困难学生发放助学金34800元。"), {"38400", "34800"}),
    ],
)  # fmt: skip
def test_two_values_in_other_words(texts: tuple[str, ...], values: set[str]) -> None:
    assert values in _told(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("发放助餐券420张，回收助餐券398张。", "回收的398张助餐券中，有效390张。"),
        ("北街社区开展义剪12场。", "南街社区开展义剪14场。"),
        ("第一季度开展义剪12场。", "第二季度开展义剪14场。"),
        ("“银铃”项目服务长者86人。", "“青苗”项目服务长者92人。"),
        ("为独居长者送餐2100份。", "为残疾人送餐1980份。"),
        ("完成居家评估156户，完成复评149户。", "居家评估全部完成，共156户。"),
        ("志愿者骨干培训出席48人次。", "志愿者通用培训出席52人次。"),
        ("亲子绘本课出席38人次。", "亲子手工课出席41人次。", "亲子运动课出席36人次。"),
        ("计划安装扶手60根。", "已安装扶手52根。"),
        ("上年度义诊14场。", "今年义诊16场。"),
        ("今年义诊16场，比去年增加2场。", "全年义诊16场。"),
        ("共有社工12名，其中女性社工11名。", "12名社工全部签订合同。"),
        ("平均每场义剪服务24人次，共12场。", "义剪服务288人次，12场。"),
        ("热线接听286通，当场答复251通。", "全年热线286通，群众满意。"),
    ],
)
def test_another_thing_is_no_second_value(texts: tuple[str, ...]) -> None:
    assert _told(*texts) == []


def test_a_cell_is_held_beside_the_text() -> None:
    table = _table(
        "附件2：助餐点用餐统计",
        ("助餐点", "用餐（人次）"),
        ("东门", "1860"),
        ("西门", "1422"),
        ("合计", "3282"),
    )
    assert _told("两个助餐点全年用餐3228人次。", tables=(table,)) == [{"3228", "3282"}]
    assert _told("两个助餐点全年用餐3282人次。", tables=(table,)) == []
    assert _told("西门助餐点用餐1442人次。", tables=(table,)) == [{"1442", "1422"}]
    turned = _table(
        "助餐点用餐统计", ("助餐点", "东门", "西门", "合计"), ("用餐人次", "1860", "1422", "3282")
    )
    assert _told("东门用餐1680人次。", tables=(turned,)) == [{"1680", "1860"}]


def test_units_beside_and_quarters_above() -> None:
    table = _table(
        "产出",
        ("项目", "数量", "单位"),
        ("心理疏导", "96", "人次"),
        ("法律咨询", "23", "件"),
        ("务工推介", "57", "人"),
    )
    assert _told("全年心理疏导89人次，法律咨询23件。", tables=(table,)) == [{"89", "96"}]
    quarters = _table(
        "产出",
        ("项目", "一季度", "二季度", "合计"),
        ("助餐", "210", "236", "446"),
        ("助洁", "301", "322", "623"),
    )
    assert _told("二季度助餐263人次。", tables=(quarters,)) == [{"263", "236"}]
    assert _told("一季度助餐210人次，上半年助餐446人次。", tables=(quarters,)) == []


def test_parts_told_one_by_one_are_added_up() -> None:
    parts = "河东片区探访420户次，河西片区探访385户次，河心片区探访310户次。"
    assert _told("全年探访1151户次。", parts) == [{"1151", "1115"}]
    assert _told("全年探访1115户次。", parts) == []
    assert _told("全年探访2300户次。", parts) == []  # they need not be all districts
    rows = [(f"{month}月", str(value)) for month, value in enumerate((31, 28, 35, 30, 42, 36), 1)]
    table = _table("分月统计", ("月份", "义剪（人次）"), *rows)
    assert _told("二季度义剪118人次。", tables=(table,)) == [{"118", "108"}]
    assert _told("二季度义剪108人次，一季度义剪94人次。", tables=(table,)) == []


def test_numbers_in_words() -> None:
    words = ["二", "十", "十七", "二十", "三十五", "一百零八", "一百五十", "两千零六"]
    assert [number_of_numeral(word) for word in words] == [2, 10, 17, 20, 35, 108, 150, 2006]
    assert number_of_numeral("二三") is None
    text = flat("十二支队伍走进三个社区，五十余户受益，一个家庭脱困，第三次会议，二十四节气，五社联动。")
    assert [int(n.value) for n in spelled_figures(text, figures(text))] == [12, 3]


def test_every_fault_is_told_once() -> None:
    found = _told("开办普法课堂16场。", "全年普法课堂共14场。", "普法课堂开办16场，反响好。")
    assert found == [{"16", "14"}]
    assert all(one != other for one, other in pairwise(found))
