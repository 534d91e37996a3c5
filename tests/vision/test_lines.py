"""Reading lines: rendered pages with known text, and the parts that need no model."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from auditor.vision import _spacing
from auditor.vision._grammar import suspicious, valid_identity
from auditor.vision._recognise import Reading, _packed
from auditor.vision._row import Row
from auditor.vision._strips import Strip
from auditor.vision.lines import detect_lines, free_boxes, read_regions
from auditor.vision.model import Sheet
from tests.vision.drawn import cjk_fonts

needs_chinese = pytest.mark.skipif(not cjk_fonts(), reason="no Chinese font on this machine")


def chinese(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(cjk_fonts()[0], size)


def sheet(image: Image.Image, seed: int = 0) -> Sheet:
    """A page with a little blur and noise of a scanner."""
    grey = np.asarray(image.convert("L")).astype(np.float32)
    grey = grey * 0.8 + 45 + np.random.default_rng(seed).normal(0, 4, grey.shape)
    grey = np.clip(grey, 0, 255).astype(np.uint8)
    return Sheet(np.dstack([grey] * 3), grey, 200)


def page(width: int = 900, height: int = 500) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (width, height), 255)
    return image, ImageDraw.Draw(image)


def texts(found: list[list]) -> list[str]:
    return ["".join(line.text for line in lines) for lines in found]


def test_latin_and_digits_in_cells() -> None:
    image, draw = page()
    font = ImageFont.load_default(32)
    cells = []
    for row, text in enumerate(["2025-06-14", "13800138000", "Plan B", "", "440106199003070017", "7"]):
        cells.append((20, 20 + row * 70, 600, 80 + row * 70))
        draw.rectangle((18, 18 + row * 70, 601, 81 + row * 70), outline=0, width=2)
        draw.text((40, 30 + row * 70), text, font=font, fill=20)
    found = read_regions(sheet(image), cells)
    assert [text.replace(" ", "") for text in texts(found)] == [
        "2025-06-14", "13800138000", "PlanB", "", "440106199003070017", "7",
    ]  # fmt: skip
    line = found[1][0]
    assert line.confidence > 0.9
    assert len(line.spans) == len(line.sure) == len(line.text)
    assert all(a[0] <= b[0] for a, b in zip(line.spans, line.spans[1:], strict=False))
    assert 35 <= line.spans[0][0] <= 50


@needs_chinese
def test_chinese_lines_wrapped_in_a_cell_come_top_to_bottom() -> None:
    image, draw = page()
    wanted = ["服务对象表示近来睡眠好转，愿意参加", "下周的互助小组。", "社工约定周五再次探访。"]
    for number, text in enumerate(wanted):
        draw.text((40, 40 + number * 46), text, font=chinese(33), fill=10)
    found = read_regions(sheet(image), [(10, 10, 890, 300)])
    assert [line.text for line in found[0]] == wanted


@needs_chinese
def test_wide_gaps_are_spaces_and_ruled_blanks_underscores() -> None:
    image, draw = page()
    draw.text((40, 40), "姓　名", font=chinese(33), fill=10)
    draw.text((40, 120), "签名：", font=chinese(33), fill=10)
    draw.line((150, 158, 330, 158), fill=10, width=2)
    draw.text((420, 120), "日期：", font=chinese(33), fill=10)
    first, second = read_regions(sheet(image), [(10, 20, 890, 100), (10, 101, 890, 190)])
    assert first[0].text.split() == ["姓", "名"]
    assert "  " in first[0].text
    name, rest = second[0].text.split("_", 1)
    assert name.strip() in ("签名：", "签名:")
    assert rest.count("_") >= 2
    assert rest.strip("_ ") in ("日期：", "日期:")
    assert " 日期" in second[0].text


@needs_chinese
def test_text_over_a_rule_is_no_blank() -> None:
    image, draw = page()
    draw.text((40, 40), "地址：前进街六十一号", font=chinese(33), fill=10)
    draw.line((135, 80, 375, 80), fill=10, width=2)
    found = read_regions(sheet(image), [(10, 10, 890, 130)])
    assert texts(found)[0].replace(":", "：") == "地址：前进街六十一号"


@needs_chinese
@pytest.mark.parametrize("character", ["一", "二", "三", "男", "否", "无"])
def test_lone_characters(character: str) -> None:
    image, draw = page(700, 120)
    draw.text((60, 40), character, font=chinese(33), fill=10)
    assert texts(read_regions(sheet(image), [(10, 10, 690, 110)])) == [character]


@needs_chinese
def test_vertical_label_is_one_line() -> None:
    image, draw = page(300, 400)
    for number, character in enumerate("督导审批"):
        draw.text((30, 40 + number * 50), character, font=chinese(33), fill=10)
    found = read_regions(sheet(image), [(10, 10, 90, 390)])
    assert [line.text for line in found[0]] == ["督导审批"]


@needs_chinese
def test_hidden_boxes_do_not_leak() -> None:
    image, draw = page()
    boxes = []
    x = 40
    for word in ("是", "否", "不详"):
        draw.rectangle((x, 45, x + 28, 73), outline=0, width=3)
        boxes.append((x, 45, x + 29, 74))
        draw.text((x + 38, 38), word, font=chinese(33), fill=10)
        x += 160
    found = read_regions(sheet(image), [(10, 10, 890, 110)], boxes)
    assert texts(found)[0].split() == ["是", "否", "不详"]


@needs_chinese
def test_lines_outside_of_tables() -> None:
    image, draw = page(900, 700)
    draw.text((250, 30), "个案服务计划书", font=chinese(48), fill=10)
    draw.rectangle((40, 120, 860, 500), outline=0, width=3)
    draw.text((80, 200), "这里是表格", font=chinese(33), fill=10)
    draw.text((60, 560), "填表人：林小禾", font=chinese(33), fill=10)
    lines = detect_lines(sheet(image), [(38, 118, 863, 503)])
    assert [line.text.replace(":", "：") for line in lines] == ["个案服务计划书", "填表人：林小禾"]


def test_blank_and_noise_give_nothing() -> None:
    blank = np.full((600, 800), 250, np.uint8)
    noise = np.random.default_rng(1).integers(0, 256, (600, 800)).astype(np.uint8)
    regions = [(10, 10, 400, 300), (0, 0, 2, 2), (700, 500, 900, 700)]
    for grey in (blank, noise):
        found = read_regions(Sheet(np.dstack([grey] * 3), grey, 200), regions)
        assert len(found) == 3
    assert texts(read_regions(Sheet(np.dstack([blank] * 3), blank, 200), regions)) == ["", "", ""]


def test_free_boxes_cover_the_page_but_not_the_tables() -> None:
    tables = [(100, 100, 500, 300), (600, 200, 900, 400)]
    cover = np.zeros((500, 1000), int)
    for left, top, right, bottom in free_boxes(tables, 1000, 500):
        cover[top:bottom, left:right] += 1
    for left, top, right, bottom in tables:
        cover[top:bottom, left:right] += 1
    assert (cover == 1).all()


def test_strips_hold_every_picture_once_without_overlap() -> None:
    rng = np.random.default_rng(3)
    widths = [int(w) for w in rng.integers(8, 1500, 80)]
    seen = []
    for width, items in _packed(widths):
        assert width % 320 == 0
        end = -32
        for index, left in items:
            assert left >= end + 32 or left == 0
            end = left + widths[index]
            assert end <= width
            seen.append(index)
    assert sorted(seen) == list(range(80))


def test_spans_do_not_reach_across_a_gap() -> None:
    row = Row(0, (100, 10, 500, 40), 30.0, 0, 60, [(100, 160), (440, 500)])
    picture = Strip(np.zeros((48, 400), np.uint8), [(0, 100, 1.0, 400)])
    reading = Reading("姓名", [30.0, 370.0], [0.99, 0.99], np.zeros((1, 1), np.float32), [0, 0])
    line = _spacing.line_of(row, picture, reading)
    assert line is not None
    assert line.text[0] == "姓"
    assert line.text[-1] == "名"
    assert set(line.text[1:-1]) == {" "}
    assert line.spans[0][1] <= 160
    assert line.spans[-1][0] >= 440


def test_a_comma_keeps_the_paper_that_is_its_own() -> None:
    """Its ink is narrow; that is no gap before the next word."""
    row = Row(0, (100, 10, 220, 40), 30.0, 0, 60, [(100, 138), (160, 220)])
    picture = Strip(np.zeros((48, 120), np.uint8), [(0, 100, 1.0, 120)])
    reading = Reading(
        "早，好天", [15.0, 34.0, 75.0, 105.0], [0.99] * 4, np.zeros((1, 1), np.float32), [0] * 4
    )
    line = _spacing.line_of(row, picture, reading)
    assert line is not None
    assert line.text == "早，好天"
    assert line.spans[2][0] - line.spans[1][1] < 10
    assert all(a[1] <= b[0] for a, b in pairwise(line.spans))


def test_suspicious_numbers() -> None:
    assert valid_identity("440106199003070017") == (not suspicious("440106199003070017"))
    assert suspicious("电话：1380013800")
    assert suspicious("138001380001")
    assert not suspicious("13800138000")
    assert not suspicious("编号：2025-001")


@needs_chinese
def test_a_ring_around_an_option_does_not_hide_it() -> None:
    image, draw = page()
    draw.text((60, 40), "优    /    良    /    中    /    差", font=chinese(33), fill=10)
    left = 60 + chinese(33).getlength("优    /    ")
    draw.ellipse((left - 20, 22, left + 53, 96), outline=40, width=3)
    found = texts(read_regions(sheet(image), [(10, 10, 890, 120)]))
    assert found[0].replace(" ", "") == "优/良/中/差"


@needs_chinese
def test_traditional_print_is_given_in_simplified_form() -> None:
    image, draw = page()
    draw.text((60, 40), "聯繫電話：服務對象", font=chinese(33), fill=10)
    found = texts(read_regions(sheet(image), [(10, 10, 890, 120)]))
    assert found[0].replace(":", "：") == "联系电话：服务对象"


@needs_chinese
def test_a_pale_number_before_a_paragraph_is_looked_for() -> None:
    """The thin stroke of 一 may be no ink by itself, but no line begins with a sign of punctuation."""
    image, draw = page(900, 200)
    draw.text((120, 60), "、社工站按照计划提供服务。", font=chinese(34), fill=10)
    draw.line((86, 79, 114, 79), fill=185, width=2)
    assert [line.text.replace(" ", "") for line in read_regions(sheet(image), [(10, 10, 890, 190)])[0]] == [
        "一、社工站按照计划提供服务。"
    ]


@needs_chinese
def test_specks_are_no_text() -> None:
    image, draw = page(900, 260)
    draw.text((60, 40), "评估日期：2024-03-09", font=chinese(34), fill=10)
    draw.line((700, 66, 708, 66), fill=10, width=3)
    draw.line((704, 62, 704, 70), fill=10, width=3)
    draw.line((300, 150, 312, 150), fill=10, width=3)
    draw.line((306, 144, 306, 156), fill=10, width=3)
    lines = read_regions(sheet(image), [(10, 10, 890, 120), (10, 125, 890, 240)])
    assert [texts([found])[0].replace(":", "：").replace(" ", "") for found in lines] == [
        "评估日期：2024-03-09",
        "",
    ]


@needs_chinese
def test_a_stroke_for_nothing_is_kept() -> None:
    image, draw = page(500, 120)
    draw.text((200, 30), "/", font=chinese(40), fill=10)
    assert texts(read_regions(sheet(image), [(10, 10, 490, 110)]))[0] == "/"


def test_two_colons_are_one() -> None:
    row = Row(0, (0, 0, 60, 20), 20.0, 0, 40, runs=[(0, 60)])
    shown = Strip(np.full((48, 60), 255, np.uint8), [(0.0, 0.0, 1.0, 60.0)])
    reading = Reading(
        "日期:：", [10.0, 25.0, 40.0, 44.0], [0.9, 0.9, 0.4, 0.9], np.zeros((4, 1), np.float32), [0] * 4
    )
    line = _spacing.line_of(row, shown, reading)
    assert line is not None
    assert line.text == "日期："
    assert len(line.spans) == len(line.sure) == 3
