"""Pages in two columns are read down the left one and then down the right one; forms in two halves are not parted."""

from __future__ import annotations

from pathlib import Path

from auditor.pages.model import Line, Table
from tests.readers.pdf_builder import Sheet

LEFT, RIGHT, TOP, STEP = 60, 310, 740, 17
TALE = "社工上门了解服务对象近况并与其约定下次见面时间后离开现场"


def lines_of(sheet: Sheet) -> list[str]:
    (page,) = sheet.read().pages
    found: list[str] = []
    for block in page.blocks:
        if isinstance(block, Line):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [cell.text for cell in block.cells if cell.text]
    return found


def prose(side: str, count: int, every: int = 5) -> list[str]:
    return [f"{side}{n:02d}" + (TALE[:18] if n % every else TALE[:9] + "。") for n in range(1, count + 1)]


def test_prose_in_two_columns(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path).text(250, 790, "个案服务档案", 16)
    left, right = prose("左", 22), prose("右", 22)
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        sheet.text(LEFT, TOP - n * STEP, one).text(RIGHT, TOP - n * STEP, other)
    sheet.text(250, 60, "第1页")
    assert lines_of(sheet) == ["个案服务档案", *left, *right, "第1页"]


def test_short_lines_beside_each_other_with_a_rule_between(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    left = [f"第{n}项：左边填写的内容" for n in range(1, 17)]
    right = [f"第{n}条：右边填写的内容" for n in range(1, 17)]
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        sheet.text(LEFT, TOP - n * STEP, one).text(RIGHT, TOP - n * STEP, other)
    sheet.canvas.line(295, TOP + 15, 295, TOP - 16 * STEP)
    assert lines_of(sheet) == [*left, *right]


def test_columns_set_at_different_heights(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    left, right = prose("左", 24), prose("右", 19, 3)
    for n, text in enumerate(left):
        sheet.text(LEFT, TOP - n * STEP, text)
    for n, text in enumerate(right):
        sheet.text(RIGHT, TOP - n * 21 - 6, text)
    assert lines_of(sheet) == [*left, *right]


def test_a_form_in_two_halves_stays_as_it_is(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path).text(250, 790, "个案登记表", 16)
    names = ["王小满", "女", "1950年3月5日", "低保", "和平社区", "13800001111", "丧偶", "良好"]
    for n, value in enumerate([*names, *names]):
        y = TOP - n * STEP
        sheet.text(LEFT, y, f"第{n}栏左：{value}").text(RIGHT, y, f"第{n}栏右：{value[::-1]}")
    found = lines_of(sheet)
    first = next(n for n, text in enumerate(found) if "第0栏左" in text)
    assert any("第0栏右" in text for text in found[first : first + 2])


def test_facts_in_two_halves_under_a_title_in_the_middle_are_read_across(tmp_path: Path) -> None:
    """The title belongs to both halves: it comes first, and no half is read before it."""
    sheet = Sheet(tmp_path).text(225, 780, "低保家庭情况登记", 18).text(45, 755, "家庭情况")
    sheet.text(45, 815, "某镇社会救助平台", 9).text(380, 815, "生成于 2024-06-01 09:30:11", 9)
    facts = [
        "户主：王小满",
        "户籍：和平村",
        "民族：汉",
        "婚姻：丧偶",
        "学历：小学毕业",
        "住房：自建房屋",
        "健康：慢性病",
    ]
    for n, fact in enumerate([*facts, "低保证号：3301-00218", "救助金额：每月八百元整", "耕地：一亩二分"]):
        y = 733 - n * 22
        sheet.text(50, y, fact).text(
            305, y - 5 * (n > 4), f"备查{n}号：{'甲乙丙丁'[: 2 + n % 3]}共同生活人员"
        )
    sheet.text(45, 500, "以上情况由村里核对，每年六月复核一次。")
    found = lines_of(sheet)
    title = next(n for n, text in enumerate(found) if "低保家庭情况登记" in text)
    first = next(n for n, text in enumerate(found) if "户主" in text)
    last = next(n for n, text in enumerate(found) if "耕地" in text)
    assert title < first
    assert any("备查0号" in text for text in found[first:last])


def test_labels_and_values_stay_beside_each_other(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    values = [f"{n}号" + (TALE[:16] if n % 3 else TALE[:8]) for n in range(1, 23)]
    for n, value in enumerate(values):
        sheet.text(LEFT, TOP - n * STEP, "项目名称").text(RIGHT, TOP - n * STEP, value)
    found = "\n".join(lines_of(sheet))
    assert found.index("1号") < found.rindex("项目名称")
