"""Pages come out upright, level and cut from their background; what cannot be read says why."""

import cv2
import numpy as np
import pytest

from auditor.vision._edges import cut_sides
from auditor.vision._paper import corners
from auditor.vision._slant import text_skew
from auditor.vision.grid import find_grids
from auditor.vision.model import Picture, Sheet
from auditor.vision.upright import straighten
from tests.vision.drawn import HEIGHT, WIDTH, cell_scores, cjk_fonts, degraded, draw_page, rotation


@pytest.fixture(scope="module")
def page():
    return draw_page(3)


def turned(page, degrees):
    return np.ascontiguousarray(np.rot90(page.image, -degrees // 90))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turned_pages(page, degrees):
    if not cjk_fonts() and degrees % 180:
        pytest.skip("the sample's Latin words say less about their direction")
    sheet = straighten(Picture(turned(page, degrees), 200.0))
    assert (sheet.turned + degrees) % 360 == 0
    assert sheet.colour.shape == (HEIGHT, WIDTH, 3)
    assert not sheet.photographed
    assert sheet.unread == ""


@pytest.mark.parametrize("angle", [-7.0, -1.3, 0.4, 12.0])
def test_skew_is_taken_out(page, angle):
    image = cv2.warpPerspective(
        page.image, rotation(angle, WIDTH, HEIGHT), (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
    )
    sheet = straighten(Picture(image, 200.0))
    across = sheet.to_picture[:2, 0] / sheet.to_picture[2, 2]
    left = float(np.degrees(np.arctan2(across[1], across[0]))) + angle
    assert abs(left) < 0.1


def test_level_scan_is_left_alone():
    page = draw_page(3, plain=True)
    sheet = straighten(Picture(page.image, 200.0))
    back = np.eye(3) if sheet.to_picture is None else sheet.to_picture
    assert np.abs(back[:2, :2] - np.eye(2)).max() < 0.002


def test_text_without_rules_is_levelled():
    from PIL import Image

    from tests.vision.drawn import Pen

    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = Pen(np.random.default_rng(2), image)
    for y in range(200, 1800, 60):
        pen.draw.text((200, y), pen.text(34), font=pen.font(32), fill=0)
    skewed = cv2.warpPerspective(
        np.array(image), rotation(2.4, WIDTH, HEIGHT), (WIDTH, HEIGHT), borderValue=(255, 255, 255)
    )
    sheet = straighten(Picture(skewed, 200.0))
    across = sheet.to_picture[:2, 0]
    assert abs(float(np.degrees(np.arctan2(across[1], across[0]))) + 2.4) < 0.2


@pytest.mark.parametrize("turned", [0, 90])
def test_slanting_strokes_do_not_tell_the_turn_of_a_page_of_text(turned):
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    rng = np.random.default_rng(5)
    for y in range(300, 1900, 62):
        for x in range(220, 1400, 38):
            # The level strokes of Kai print rise by about four degrees, its upright ones stand.
            for down in rng.choice((4, 10, 16, 24, 30), 3, replace=False).tolist():
                cv2.line(page, (x, y + down + 2), (x + 29, y + down), 0, 2, cv2.LINE_AA)
            cv2.line(page, (x + 15, y + 2), (x + 15, y + 32), 0, 2, cv2.LINE_AA)
    skewed = cv2.warpPerspective(page, rotation(1.3, WIDTH, HEIGHT), (WIDTH, HEIGHT), borderValue=255)
    lying = np.ascontiguousarray(np.rot90(skewed, -turned // 90))
    grey = cv2.resize(lying, None, fx=0.42, fy=0.42, interpolation=cv2.INTER_AREA)
    assert abs(text_skew(grey) + 1.3) < 0.15


@pytest.mark.parametrize("seed", [201, 203, 206])
def test_photo_is_cut_and_flattened(seed):
    photo = degraded(draw_page(seed, tables=2), seed, "photo")
    sheet = straighten(Picture(photo.image))
    assert sheet.photographed
    assert sheet.dpi == pytest.approx(200, rel=0.02)
    corners = cv2.perspectiveTransform(
        np.array([[[0.0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]]),
        np.linalg.inv(sheet.to_picture) @ photo.to_picture,
    )[0]
    height, width = sheet.grey.shape
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    assert np.abs(corners - goal).max() < 25
    # Evened light: paper is white in the shadow, too.
    assert np.percentile(sheet.grey, 25) > 225
    right, found, true = cell_scores(photo, find_grids(sheet), np.linalg.inv(sheet.to_picture))
    assert 2 * right / (found + true) > 0.85


def test_a_desk_as_light_as_the_shaded_paper():
    """The paper gets darker towards one side, the desk lighter: no brightness parts them, the outline does."""
    page = draw_page(3)
    size = (1500, 2000)
    true = np.array([[150, 180], [1330, 140], [1380, 1870], [120, 1820]], np.float64)
    box = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    there = cv2.getPerspectiveTransform(box, true.astype(np.float32))
    light = np.linspace(1.0, 0.72, size[0])[None, :, None]
    desk = np.broadcast_to(np.linspace(150, 176, size[0])[None, :, None], (size[1], size[0], 3)).copy()
    rng = np.random.default_rng(5)
    picture = desk.astype(np.uint8)
    paper = cv2.warpPerspective(page.image, there, size)
    inside = cv2.warpPerspective(np.full((HEIGHT, WIDTH), 255, np.uint8), there, size) > 127
    picture[inside] = (paper * light)[inside].astype(np.uint8)
    noisy = picture + rng.normal(0, 3, picture.shape)
    found = corners(np.clip(cv2.GaussianBlur(noisy, (0, 0), 1.0), 0, 255).astype(np.uint8))
    assert found is not None
    assert np.abs(found - true).max() < 8


def test_a_dark_edge_of_a_copier_is_no_desk():
    page = draw_page(3)
    picture = page.image.copy()
    picture[:, -60:] = 30
    picture[-20:, -400:] = 30
    assert corners(picture, scanned=True) is None


def test_resolution(page):
    half = cv2.resize(page.image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    assert straighten(Picture(half, 100.0)).colour.shape[0] == pytest.approx(HEIGHT, abs=2)
    double = cv2.resize(page.image, None, fx=2, fy=2)
    sheet = straighten(Picture(double, 400.0))
    assert sheet.dpi == pytest.approx(200)
    assert sheet.points((0, 0, *sheet.grey.shape[::-1]))[2] == pytest.approx(WIDTH * 0.36, abs=1)
    unknown = straighten(Picture(page.image))
    assert unknown.dpi == pytest.approx(200, rel=0.01)


def noise(shape, deviation):
    return np.random.default_rng(4).normal(0, deviation, shape)[:, :, None]


def test_blank_page_is_blank_not_faint():
    image = np.clip(245 + noise((HEIGHT, WIDTH), 3) + np.zeros(3), 0, 255).astype(np.uint8)
    assert straighten(Picture(image, 200.0)).unread == "空白页"


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        (lambda image: (255 - (255 - image.astype(float)) * 0.045).astype(np.uint8), "太淡"),
        (lambda image: cv2.GaussianBlur(image, (0, 0), 5), "模糊"),
        (lambda image: cv2.resize(image, None, fx=0.16, fy=0.16, interpolation=cv2.INTER_AREA), "分辨率"),
        (lambda image: (image * 0.02).astype(np.uint8), "太暗"),
        (lambda image: image[:30, :30], "太小"),
    ],
)
def test_what_cannot_be_read_says_why(page, spoiled, why):
    image = spoiled(page.image)
    dpi = 200.0 if image.shape[0] in (30, HEIGHT) else 32.0
    assert why in straighten(Picture(image, dpi)).unread


@pytest.mark.parametrize(
    "worse",
    [
        lambda image: (255 - (255 - image.astype(float)) * 0.2).astype(np.uint8),
        lambda image: cv2.GaussianBlur(image, (0, 0), 1.2),
        lambda image: (image * 0.45).astype(np.uint8),
    ],
)
def test_what_can_be_read_is_not_refused(page, worse):
    sheet = straighten(Picture(worse(page.image), 200.0))
    assert sheet.unread == ""
    # Faint ink was strengthened.
    assert sheet.grey.min() < 190


def form(width=1200, height=1600):
    """Six ruled rows of labels across the page, a wide margin around them."""
    page = np.full((height, width, 3), 250, np.uint8)
    for y in range(200, 1001, 100):
        cv2.line(page, (150, y), (1050, y), (20, 20, 20), 3)
    for x in (150, 450, 1050):
        cv2.line(page, (x, 200), (x, 1000), (20, 20, 20), 3)
    for y in range(260, 1001, 100):
        cv2.putText(page, "Name", (180, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
        cv2.putText(page, "Somebody was here", (470, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    return page


def cut_of(pixels):
    pixels = np.ascontiguousarray(pixels)
    return cut_sides(Sheet(pixels, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 150.0))


def test_a_page_cut_off_at_a_side_says_so():
    whole = form()
    assert cut_of(whole) == ""
    assert cut_of(whole[:, :900]) == "右边"
    assert cut_of(whole[:, 300:]) == "左边"
    assert cut_of(whole[:960]) == "下边"
    assert cut_of(whole[245:]) == "上边"
    # Cropped along its frame a table is whole.
    assert cut_of(whole[198:1003, 148:1053]) == ""
    assert cut_of(whole[196:1005, 140:1060]) == ""
    # A copier's dark edge is no text.
    edge = whole.copy()
    edge[:, -8:] = 40
    edge[::7, -12:-8] = 60
    assert cut_of(edge) == ""
