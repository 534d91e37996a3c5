"""Seals are lifted off the print below them; red print, and what stands under a seal, stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from auditor.vision._holes import holes, without_holes
from auditor.vision._seal_ink import seal_places, without_seals
from auditor.vision.lines import detect_lines
from auditor.vision.model import Sheet
from tests.vision.drawn import cjk_fonts

RED = (200, 40, 55)


def sheet(colour: np.ndarray) -> Sheet:
    return Sheet(colour, cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), 200.0)


def paper(width: int = 1000, height: int = 1000) -> np.ndarray:
    return np.full((height, width, 3), 250, np.uint8)


def pressed(page: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """Ink over ink takes light from both."""
    return (page.astype(int) * layer // 255).astype(np.uint8)


def ring(page: np.ndarray, x: int, y: int, radius: int) -> np.ndarray:
    layer = np.full_like(page, 255)
    cv2.circle(layer, (x, y), radius, RED, 7)
    cv2.circle(layer, (x, y), radius // 4, RED, -1)
    return pressed(page, layer)


@pytest.mark.parametrize("light", [1.0, 0.55])
def test_a_seal_goes_and_the_print_under_it_stays(light: float) -> None:
    page = paper()
    cv2.line(page, (300, 480), (700, 480), (20, 20, 20), 5)
    stamped = (ring(page, 500, 500, 150) * light).astype(np.uint8)
    stamped = cv2.GaussianBlur(stamped, (0, 0), 1.0)
    before = sheet(stamped)
    before.grey = np.clip(before.grey / light, 0, 255).astype(np.uint8)
    after = without_seals(before)
    alone = after[560:700, 350:650]
    assert np.percentile(alone, 1) > 215
    assert before.grey[560:700, 350:650].min() < 140
    assert after[480, 420:580].max() < 90, "the line runs on under the ring and the star"


def test_seals_chops_and_oblong_stamps_are_told_from_red_print() -> None:
    page = ring(paper(), 250, 250, 150)
    cv2.rectangle(page, (600, 200), (680, 280), RED, 5)
    cv2.line(page, (620, 220), (660, 260), RED, 5)
    cv2.rectangle(page, (500, 500), (760, 580), RED, 4)
    places = seal_places(sheet(page))
    assert len(places) >= 3
    for x, y in ((250, 250), (640, 240), (630, 540)):
        assert any(a <= x < c and b <= y < d for a, b, c, d in places), (x, y)
    words = paper()
    for x in range(200, 800, 60):  # strokes of a red heading
        cv2.line(words, (x, 100), (x + 40, 100), RED, 5)
        cv2.line(words, (x + 20, 80), (x + 20, 130), RED, 5)
    cv2.line(words, (100, 200), (900, 200), RED, 4)
    assert seal_places(sheet(words)) == []
    assert (without_seals(sheet(words)) == sheet(words).grey).all()


@pytest.mark.skipif(not cjk_fonts(), reason="no Chinese font on this machine")
def test_a_red_heading_is_read() -> None:
    image = Image.new("RGB", (1000, 420), (252, 252, 252))
    draw = ImageDraw.Draw(image)
    font = cjk_fonts()[0]
    draw.text((160, 60), "榕树街道社会工作服务站", font=ImageFont.truetype(font, 60), fill=RED)
    draw.text((160, 240), "编号：榕社〔二〇二五〕三号", font=ImageFont.truetype(font, 34), fill=(15, 15, 15))
    lines = [line.text for line in detect_lines(sheet(np.asarray(image)), [])]
    assert lines[0] == "榕树街道社会工作服务站"


@pytest.mark.parametrize("ink", [40, 95, 200])
def test_punched_holes_become_paper(ink: int) -> None:
    page = paper(1654, 2339)
    for y in (930, 1400):
        cv2.circle(page, (90, y), 24, (ink,) * 3, -1, cv2.LINE_AA)
    cv2.putText(page, "Name", (300, 935), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    found = sheet(page)
    assert {(round(x / 10), round(y / 10)) for x, y, _ in holes(found)} == {(9, 93), (9, 140)}
    cleaned = without_holes(found)
    assert cleaned.grey[900:960, 60:120].min() > 240
    assert cleaned.colour[900:960, 60:120].min() > 240
    assert cleaned.grey[880:960, 300:480].min() < 60
    assert page[930, 90].max() == ink, "the picture that was given is not painted on"


def test_no_holes_in_seals_rings_and_lone_dots() -> None:
    page = ring(paper(1654, 2339), 140, 300, 60)
    cv2.circle(page, (90, 930), 24, (60, 60, 60), -1)  # one alone
    for y in (1500, 1900):
        cv2.circle(page, (100, y), 24, (60, 60, 60), 5)
    assert holes(sheet(page)) == []
