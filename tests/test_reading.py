"""What is said of a file in which no form was found: a page without text is no unknown form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from auditor.reading import NOTHING_WRITTEN, form_set, paper_of, read_path
from tests.forms.papers import document


def reason(*lines: str) -> str:
    return paper_of(document(*lines, path="a.docx"), form_set(())).reason


def test_a_page_without_any_text_is_called_blank():
    assert reason() == NOTHING_WRITTEN
    assert reason("　 ") == NOTHING_WRITTEN


def test_an_unknown_title_is_named():
    assert "标题：居家微改造进度" in reason("居家微改造进度", "第一户已经完工。")


@pytest.mark.parametrize("noise", ["□O□□□O□□", "______［］____", "12-3 4"])
def test_rules_and_boxes_are_no_title(noise: str):
    assert "没有找到标题" in reason(noise)


def test_pages_beyond_the_limit_are_said_to_be_not_read_and_not_damaged(tmp_path: Path):
    pages = [Image.new("1", (60, 80), 1) for _ in range(201)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    paper = read_path(tmp_path / "a.tif", "a.tif")
    said = "".join(paper.notes)
    assert paper.unread_pages == [201]
    assert "页数过多" in said
    assert "损坏" not in said
