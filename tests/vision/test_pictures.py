"""Picture files of every kind become upright red-green-blue pixels with a believable resolution."""

import io

import numpy as np
import pytest
from PIL import Image

from auditor.errors import UnreadableFile
from auditor.intake.limits import Limits
from auditor.vision.pictures import MAX_DPI, MIN_DPI, frames, page_picture


def sample(mode="RGB", size=(60, 80)):
    """A page with a black corner at the top left and a red field at the bottom right."""
    image = Image.new("RGB", size, "white")
    image.paste((0, 0, 0), (0, 0, 20, 20))
    image.paste((220, 20, 20), (40, 60, 60, 80))
    return image.convert(mode)


def read(tmp_path, image, name, **saving):
    path = tmp_path / name
    image.save(path, **saving)
    return list(frames(path))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp", "a.webp", "a.gif", "a.tif"])
def test_formats(tmp_path, name):
    (picture,) = read(tmp_path, sample(), name)
    assert picture.colour.shape == (80, 60, 3)
    assert picture.colour.dtype == np.uint8
    assert picture.colour[5, 5].max() < 40
    red, green, blue = picture.colour[70, 50].astype(int)
    assert red > 180
    assert max(green, blue) < 80
    assert picture.colour[70, 5].min() > 230


def test_heic(tmp_path):
    import pillow_heif

    pillow_heif.register_heif_opener()
    (picture,) = read(tmp_path, sample(size=(64, 80)), "a.heic", quality=90)
    assert picture.colour.shape == (80, 64, 3)
    assert picture.colour[5, 5].max() < 60


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "RGBA", "LA"])
def test_colour_modes(tmp_path, mode):
    (picture,) = read(tmp_path, sample(mode), "a.tif")
    assert picture.colour.shape == (80, 60, 3)
    assert picture.colour[5, 5].max() < 60
    assert picture.colour[70, 5].min() > 220


def test_transparent_is_paper(tmp_path):
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 10, 10))
    (picture,) = read(tmp_path, image, "a.png")
    assert picture.colour[30, 30].tolist() == [255, 255, 255]
    assert picture.colour[2, 2].tolist() == [0, 0, 0]


@pytest.mark.parametrize("white", [65_535, 4_095])
def test_sixteen_bits_keep_their_range(tmp_path, white):
    deep = np.full((40, 40), white, np.uint16)
    deep[:10] = white // 2
    Image.fromarray(deep).save(tmp_path / "a.png")
    (picture,) = frames(tmp_path / "a.png")
    if white == 65_535:
        assert picture.colour[30, 5, 0] == 255
        assert 120 <= picture.colour[5, 5, 0] <= 135
    else:
        assert picture.colour[30, 5, 0] > 1.8 * picture.colour[5, 5, 0]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_camera_orientation(tmp_path, orientation):
    from PIL import ImageOps

    exif = Image.Exif()
    exif[274] = orientation
    path = tmp_path / "a.png"
    sample().save(path, exif=exif)
    with Image.open(path) as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    (picture,) = frames(path)
    assert np.array_equal(picture.colour, expected)


def test_tiff_pages_and_limit(tmp_path):
    path = tmp_path / "a.tif"
    sample().save(path, save_all=True, append_images=[sample("L"), sample("1")])
    assert len(list(frames(path))) == 3
    with pytest.raises(UnreadableFile, match="页数过多"):
        list(frames(path, Limits(frames=2)))


def test_animation_gives_its_first_picture(tmp_path):
    path = tmp_path / "a.gif"
    sample().save(path, save_all=True, append_images=[Image.new("RGB", (60, 80))], duration=50)
    (picture,) = frames(path)
    assert picture.colour[70, 5].min() > 230


@pytest.mark.parametrize(
    ("size", "dpi", "expected"),
    [
        ((1654, 2339), 200, 200),
        ((794, 1123), 96, 96),  # A4 at 96 dpi: a print to picture
        ((800, 988), 96, None),  # a screenshot
        ((3000, 4000), 72, None),  # a phone: 55 inches
        ((600, 400), 300, None),  # two inches: no page
    ],
)
def test_only_believable_resolutions(tmp_path, size, dpi, expected):
    (picture,) = read(tmp_path, Image.new("L", size, 255), "a.png", dpi=(dpi, dpi))
    assert picture.dpi == (pytest.approx(expected, rel=0.01) if expected else None)


def test_fax_pixels_become_square(tmp_path):
    image = Image.new("1", (1728, 1100), 1)
    (picture,) = read(tmp_path, image, "a.tif", dpi=(204, 98))
    assert picture.colour.shape[:2] == (round(1100 * 204 / 98), 1728)
    assert picture.dpi == pytest.approx(204)


def test_large_pictures_are_reduced(tmp_path):
    (picture,) = read(tmp_path, Image.new("L", (6000, 8000), 255), "a.png", dpi=(600, 600))
    assert max(picture.colour.shape) <= 5_200
    assert picture.dpi == pytest.approx(300, rel=0.001)


def test_errors_have_reason_and_remedy(tmp_path):
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(whole, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(whole.getvalue()[:2_000])
    with pytest.raises(UnreadableFile, match="损坏") as caught:
        list(frames(path))
    assert caught.value.remedy
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="空的"):
        list(frames(path))
    path.write_bytes(whole.getvalue())
    with pytest.raises(UnreadableFile, match="尺寸过大"):
        list(frames(path, Limits(pixels=1_000)))


def scanned_pdf(tmp_path, pixels, width, height):
    from reportlab.pdfgen.canvas import Canvas

    Image.fromarray(pixels).save(tmp_path / "page.png")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(width, height))
    canvas.drawImage(str(tmp_path / "page.png"), 0, 0, width, height)
    canvas.save()
    return tmp_path / "a.pdf"


@pytest.mark.parametrize(("side", "dpi"), [(720, MIN_DPI), (1800, 180), (4000, MAX_DPI)])
def test_pdf_pages_keep_the_resolution_of_their_scan(tmp_path, side, dpi):
    import pypdfium2

    pixels = np.full((side, side), 255, np.uint8)
    pixels[: side // 4] = 0
    pdf = pypdfium2.PdfDocument(scanned_pdf(tmp_path, pixels, 720, 720))
    picture = page_picture(pdf[0])
    pdf.close()
    assert picture.dpi == pytest.approx(dpi, rel=0.02)
    assert abs(picture.colour.shape[0] - 10 * dpi) <= 2
    assert picture.colour[20, 20].max() < 10
    assert picture.colour[-20, 20].min() > 245
