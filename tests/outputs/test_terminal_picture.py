"""The README's picture: well-formed, nothing fetched, Chinese two columns wide."""

from __future__ import annotations

from xml.etree import ElementTree

from tools.terminal_picture import CELL, excerpt, svg

SVG = "{http://www.w3.org/2000/svg}"


def test_chinese_takes_two_columns_and_colours_stay() -> None:
    drawn = svg(["\x1b[1;37;41m严重\x1b[0m 个案MT-001 <a&b>"])
    root = ElementTree.fromstring(drawn)
    texts = {item.text: item for item in root.iter(f"{SVG}text")}
    assert float(texts["严重"].attrib["textLength"]) == 4 * CELL
    assert float(texts["MT-001"].attrib["textLength"]) == 6 * CELL
    assert float(texts["MT-001"].attrib["x"]) - float(texts["个案"].attrib["x"]) == 4 * CELL
    assert "<a&b>" in texts
    red = [item for item in root.iter(f"{SVG}rect") if item.attrib["fill"] == "#c03030"]
    assert [float(item.attrib["width"]) for item in red] == [4 * CELL]
    assert drawn.count("http") == drawn.count("http://www.w3.org/2000/svg")


def test_the_middle_is_left_out_and_said_to_be() -> None:
    lines = [f"行{n}" if n % 5 else "─" * 20 for n in range(200)]
    lines += ["══ 汇总 ══", "末行"]
    short = excerpt(lines)
    assert len(short) < 60
    assert short[0] == lines[0]
    assert short[-2:] == lines[-2:]
    left_out = next(line for line in short if "略去" in line)
    kept = len(short) - 4
    assert f"略去 {len(lines) - kept} 行" in left_out
