"""What is seen on a picture becomes a page: nothing that stands there is lost, and what is not known is a doubt."""

from __future__ import annotations

import numpy as np

from auditor.pages.model import INK_ANCHOR, Mark, Table
from auditor.pages.store import dump_page, load_page
from auditor.readers._scan_ink import DOUBTFUL, pen_marks
from auditor.readers._scan_page import page_of
from auditor.vision.look import Seen
from auditor.vision.model import Grid, GridCell, InkPatch, PixelBox, Sheet, TextLine, TickBox

WIDTH, HEIGHT = 800, 1000


def line(text: str, left: int, top: int, sure: float = 0.99, pitch: int = 20) -> TextLine:
    spans = tuple((left + pitch * k, left + pitch * (k + 1)) for k in range(len(text)))
    box = (left, top, left + pitch * len(text), top + pitch)
    return TextLine(text, box, sure, spans, (sure,) * len(text))


def sheet(colour: tuple[int, int, int] = (250, 250, 248), unread: str = "", blank: bool = False) -> Sheet:
    pixels = np.full((HEIGHT, WIDTH, 3), colour, np.uint8)
    return Sheet(pixels, pixels.mean(axis=2).astype(np.uint8), 100.0, unread=unread, blank=blank)


def two_columns(values: list[TextLine], inks: list[InkPatch], ticks: list[TickBox] | None = None) -> Seen:
    """A row of a table over the whole width of a closely cropped picture: a label and its value."""
    cells = [GridCell(0, 0, (4, 104, 396, 196)), GridCell(0, 1, (404, 104, 796, 196))]
    grid = Grid(cells, 1, 2, (0, 100, WIDTH, 200))
    seen = Seen(sheet(), [grid], ticks or [], inks, [[[line("社工签名", 20, 140)], values]])
    return seen


def value_cell(seen: Seen) -> tuple[str, tuple[Mark, ...], float]:
    table = next(block for block in page_of(seen, 1).blocks if isinstance(block, Table))
    cell = table.cells[1]
    return cell.text, tuple(ink.mark for ink in cell.inks), cell.confidence


def patch(box: PixelBox, mark: Mark = Mark.HANDWRITTEN, sure: float = 0.95) -> InkPatch:
    return InkPatch(box, mark, sure)


def test_a_signature_at_the_edge_of_the_picture_or_on_a_rule_is_kept() -> None:
    for box in ((760, 120, 798, 180), (380, 110, 420, 190), (500, 183, 600, 213)):
        table = next(b for b in page_of(two_columns([], [patch(box)]), 1).blocks if isinstance(b, Table))
        assert sum(len(cell.inks) for cell in table.cells) == 1, box


def test_pen_over_a_name_signs_and_a_curl_of_print_does_not() -> None:
    name = line("林知远", 420, 140)
    assert value_cell(two_columns([name], [patch((418, 138, 482, 162))]))[:2] == (
        f"林知远{INK_ANCHOR}",
        (Mark.HANDWRITTEN,),
    )
    assert value_cell(two_columns([name], []))[:2] == ("林知远", ())
    small = two_columns([line("本站社工林知远", 420, 140)], [patch((421, 141, 434, 158), sure=0.4)])
    assert value_cell(small)[1] == ()


def test_a_printed_name_that_may_be_signed_is_a_doubt() -> None:
    doubt = [patch((420, 140, 470, 160), Mark.TYPED, 0.6)]
    (mark,) = pen_marks([line("林知远", 420, 140, 1.0)], doubt)
    assert mark.confidence == DOUBTFUL
    assert pen_marks([line("林知远", 420, 140, 1.0)], [patch((420, 140, 470, 160), Mark.TYPED, 0.9)]) == []


def test_a_label_is_no_doubt_of_its_own() -> None:
    doubt = [patch((420, 140, 490, 160), Mark.TYPED, 0.6)]
    assert pen_marks([line("填表人：", 420, 140, 0.9)], doubt) == []
    (mark,) = pen_marks([line("填表人", 420, 140, 0.9)], doubt)
    assert mark.over_text


def test_a_signature_across_the_words_of_an_opinion_or_over_its_label_is_seen() -> None:
    opinion = line("情况属实，同意按计划开展", 420, 140)
    (mark,) = pen_marks([opinion], [patch((500, 124, 560, 172))])
    assert mark.confidence > 0.9
    (mark,) = pen_marks([line("负责人：", 420, 140)], [patch((430, 122, 478, 170))])
    assert mark.confidence > 0.9
    # As high as the line is a word of the line.
    assert pen_marks([opinion], [patch((500, 138, 560, 162))]) == []


def test_ink_beside_all_words_that_may_be_a_pens_is_a_doubt_and_a_speck_is_none() -> None:
    label = line("签名：", 420, 140)
    doubt = patch((540, 136, 600, 164), Mark.TYPED, 0.55)
    (mark,) = pen_marks([label], [doubt])
    assert (mark.box, mark.confidence) == (doubt.box, DOUBTFUL)
    assert pen_marks([label], [patch((540, 136, 548, 164), Mark.TYPED, 0.55)]) == []
    assert pen_marks([label], [patch((540, 136, 600, 164), Mark.TYPED, 0.95)]) == []
    # Beside a pen that is surely one it says nothing more.
    assert len(pen_marks([label], [doubt, patch((560, 140, 640, 170))])) == 1


def test_ink_that_nothing_made_sense_of_is_not_blank() -> None:
    seen = two_columns([], [])
    seen.unexplained = [(404, 104, 796, 196)]
    text, marks, _ = value_cell(seen)
    assert (text, marks) == (INK_ANCHOR, (Mark.HANDWRITTEN,))


def test_the_first_character_of_an_option_is_no_stroke_of_a_tick() -> None:
    ticks = [TickBox((420, 141, 438, 159), True, 0.95), TickBox((520, 141, 538, 159), False, 0.95)]
    text, _, _ = value_cell(two_columns([line("一级", 440, 140), line("二级", 540, 140)], [], ticks))
    assert text.replace(" ", "") == "☑一级☐二级"


def test_what_is_left_of_the_brackets_round_a_tick_is_no_text() -> None:
    ticks = [
        TickBox((420, 141, 450, 159), True, 0.95, "bracket"),
        TickBox((540, 141, 570, 159), False, 0.95, "bracket"),
    ]
    text, _, _ = value_cell(two_columns([line(")上午", 446, 140), line("下午(注)", 574, 140)], [], ticks))
    assert text.replace(" ", "") == "☑上午☐下午(注)"


def test_a_box_that_was_seen_empty_is_not_read_as_ticked() -> None:
    ticks = [TickBox((420, 141, 438, 159), False, 0.95), TickBox((520, 141, 538, 159), True, 0.95)]
    text, _, _ = value_cell(two_columns([line("☑城镇", 419, 140), line("□农村", 519, 140)], [], ticks))
    assert text.replace(" ", "") == "☐城镇☑农村"


def test_dark_pictures_and_pictures_without_text_are_unread_never_left_out() -> None:
    dark = page_of(Seen(sheet((40, 40, 42))), 1)
    assert dark.unread and dark.poor and not dark.photograph
    faint = page_of(Seen(sheet((230, 60, 40), unread="字迹太淡，看不清")), 1)
    assert faint.unread and not faint.photograph
    assert page_of(Seen(sheet((200, 120, 60))), 1).photograph
    blank = page_of(Seen(sheet(unread="空白页", blank=True)), 1)
    assert not blank.unread and not blank.poor and not blank.blocks


def test_a_stored_page_comes_back_as_it_was() -> None:
    page = page_of(two_columns([line("林知远", 420, 140)], [patch((418, 138, 482, 162))]), 3)
    again = load_page(dump_page(page))
    assert again == page


def test_a_seal_joins_no_lines_and_stands_behind_the_signature_it_was_pressed_on() -> None:
    """A seal reaches over three lines; its middle lies between two of them."""
    lines = [line("服务对象签名：", 60, 200), line("社工签名：李晓彤", 60, 300), line("日期：", 520, 300)]
    lines.append(line("联系电话：13800138000", 60, 360))
    seal = InkPatch((180, 205, 340, 435), Mark.STAMP, 0.9, over=Mark.HANDWRITTEN)
    seen = Seen(sheet(), [], [], [seal], [], lines)
    page = page_of(seen, 1)
    texts = [block.text for block in page.blocks if not isinstance(block, Table)]
    assert len(texts) == 3
    assert INK_ANCHOR not in texts[0]
    assert INK_ANCHOR not in texts[2]
    assert texts[1].count(INK_ANCHOR) == 2
    assert texts[1].endswith("日期：")
    assert page.blocks[1].inks[0].box == seen.sheet.points(seal.box)


def _sealed(text: str, pale_from: int, pen: bool = False) -> Seen:
    """A value under a seal, its last characters in the seal's lighter ink; a row of dark print above it."""
    above = line("本表由填表人如实填写不得代签", 420, 20)
    value = line(text, 420, 140)
    seen = two_columns([value], [patch((410, 100, 700, 195), Mark.STAMP, 0.9)])
    seen.loose = [above]
    for written, dark in ((above, 40), (value, 40)):
        for at, (left, right) in enumerate(written.spans):
            level = 150 if written is value and at >= pale_from else dark
            seen.sheet.grey[written.box[1] + 4 : written.box[3] - 4, left + 4 : right - 4] = level
    if pen:
        seen.inks.append(patch((420, 138, 600, 162)))
    return seen


def test_words_of_a_seal_are_no_words_of_the_cell_under_it() -> None:
    assert value_cell(_sealed("方海棠民委", 3))[0].rstrip(f" {INK_ANCHOR}") == "方海棠"
    text, _, confidence = value_cell(_sealed("民委", 0))
    assert text.startswith("民委")
    assert confidence < 0.5  # pale print is a doubt, never a blank
    middle = _sealed("每周探望", 4)
    middle.sheet.grey[140:160, 444:456] = 150
    assert value_cell(middle)[0].startswith("每周探望")
    assert value_cell(_sealed("方海棠一", 3))[0].startswith("方海棠一")
    assert value_cell(_sealed("方海棠民委", 3, pen=True))[0].startswith("方海棠民委")
