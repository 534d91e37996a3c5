"""On a scan the reading may be wrong or missing: what labels announce is covered all the same, what the finding points to is seen."""

from __future__ import annotations

from pathlib import Path

from made_reports import CLIENT, GUARDIAN, archive, report_of
from PIL import Image, ImageDraw

from auditor.outputs.page_cover import covered_inks, covered_places
from auditor.pages.model import INK_ANCHOR, Box, Cell, Ink, Line, Mark, Page, Table

SCALE = 2.0
WIDTH, HEIGHT = 120.0, 24.0
SIZE = 10.0
"""Points of a character, which is drawn as a black square."""


def box_at(row: int, col: int) -> Box:
    return (20 + col * WIDTH, 20 + row * HEIGHT, 20 + (col + 1) * WIDTH, 20 + (row + 1) * HEIGHT)


def sheet(rows: list[list[str]], written: dict[tuple[int, int], int]) -> tuple[Page, Image.Image]:
    """Return a page as read, and its picture: ``written`` says how many characters really stand in which cell."""
    cells = [
        Cell(row, col, text, box=box_at(row, col))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    page = Page(1, [Table(cells, len(rows), len(rows[0]))], 595, 842, scanned=True)
    image = Image.new("L", (1190, 1684), 250)
    draw = ImageDraw.Draw(image)
    for cell in cells:
        assert cell.box is not None
        draw.rectangle([value * SCALE for value in cell.box], outline=0, width=2)
        count = written.get((cell.row, cell.col), len(cell.text))
        for index in range(count):
            left, top = cell.box[0] + 30 + index * SIZE, cell.box[1] + 7
            draw.rectangle(
                [left * SCALE, top * SCALE, (left + SIZE - 1) * SCALE, (top + SIZE - 1) * SCALE], fill=0
            )
    return page, image


def covered(folder: Path, page: Page, image: Image.Image, *, full_names: bool = False) -> dict[Box, object]:
    report = report_of(folder, [], full_names=full_names)
    return {cover.box: cover.inner for cover in covered_places(report, page, image, SCALE)}


def test_a_name_read_wrongly_or_not_at_all_is_covered_for_its_label(tmp_path: Path) -> None:
    page, image = sheet(
        [
            ["监护人姓名", "邙口桂", "联系电话", "l38 OOl2"],
            ["父亲姓名", "", "身份证号", ""],
            ["服务内容", "情绪支持", "社工姓名", "苏念安"],
        ],
        written={(1, 1): 3},
    )
    found = covered(archive(tmp_path), page, image)
    assert set(found) == {box_at(0, 1), box_at(0, 3), box_at(1, 1)}
    # An empty field stays seen as empty, and with full names everything does.
    assert box_at(1, 3) not in found
    assert covered(tmp_path, page, image, full_names=True) == {}


def test_labels_that_stand_above_count_where_a_name_or_number_may_stand(tmp_path: Path) -> None:
    page, image = sheet(
        [
            ["服务对象姓名", "事件发生时间"],
            ["邙口桂", "2025.8.4"],
            ["联系电话", "记录日期"],
            ["13800O01234", "2025.8.5"],
        ],
        written={},
    )
    assert set(covered(archive(tmp_path), page, image)) == {box_at(1, 0), box_at(3, 0)}


def test_where_the_finding_points_only_the_hidden_characters_of_a_name_are_covered(tmp_path: Path) -> None:
    page, image = sheet([["监护人签名", GUARDIAN], ["服务对象姓名", CLIENT]], written={(1, 1): 7})
    found = covered(archive(tmp_path), page, image)
    (part,) = found[box_at(0, 1)]  # type: ignore[misc]
    left = box_at(0, 1)[0] + 30
    assert left + 0.8 * SIZE < part[0] < left + SIZE
    assert left + 2 * SIZE - 1 < part[2] < left + 2.3 * SIZE
    assert (part[1], part[3]) <= (box_at(0, 1)[1] + 7, box_at(0, 1)[3])
    # Seven characters are not the three that were read: nobody knows which is which.
    assert found[box_at(1, 1)] is None


def test_a_line_with_a_caption_is_covered_whatever_was_read_behind_it(tmp_path: Path) -> None:
    page = Page(
        1,
        [
            Line("监护人签名：邙口桂", box=(20, 20, 300, 34)),
            Line("社工签名：苏念安", box=(20, 40, 300, 54)),
        ],
        595,
        842,
        scanned=True,
    )
    image = Image.new("L", (1190, 1684), 0)
    assert set(covered(archive(tmp_path), page, image)) == {(20, 20, 300, 34)}


def test_a_signature_found_in_pieces_is_covered_with_its_field() -> None:
    stroke = Ink(Mark.HANDWRITTEN, (60.0, 25.0, 80.0, 40.0))
    rows = [
        Cell(0, 0, "监护人签名", box=box_at(0, 0)),
        Cell(0, 1, INK_ANCHOR, inks=(stroke,), box=box_at(0, 1)),
        Cell(1, 0, "备注", box=box_at(1, 0)),
        Cell(1, 1, f"当天到场{INK_ANCHOR}", inks=(stroke,), box=box_at(1, 1)),
    ]
    page = Page(1, [Table(rows, 2, 2)], 595, 842, scanned=True)
    assert covered_inks(page) == [box_at(0, 1), stroke.box]
