"""Scores of the ink network on writers, fonts and seals that training never saw: ``python -m tools.train_marks.evaluate``.

Each case is one signature cell as the product sees it: a printed label, then nothing, a typed name, a pen's name, a seal or a
seal over one of them, often with a date beside it and a rule to sign on; scanned or photographed. Scores go by what stands
there, by font, by writer and by quality; a case is unsure where the product's confidence lies below `SURE`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import cv2
import numpy as np

from auditor.pages.model import Mark
from auditor.vision import _ink_map
from auditor.vision.marks import find_ink
from auditor.vision.model import InkPatch, Sheet
from auditor.vision.ticks import find_ticks
from tools.train_marks import seals
from tools.train_marks.degrade import NET_DPI, RENDER_DPI, Quality
from tools.train_marks.papers import Maker, finished
from tools.train_marks.pen import Writer, write
from tools.train_marks.sources import Sources, any_weight
from tools.train_marks.texts import HAND, HIGH, POINT, STAMP, WIDE, Paper

SURE = 0.8
STATES = ("blank", "typed", "handwritten", "stamp", "stamp+handwritten", "stamp+typed")
ODDS = (0.15, 0.35, 0.3, 0.08, 0.08, 0.04)
QUALITIES: tuple[Quality, ...] = ("good", "fair", "photo")


def sheet_of(picture: np.ndarray) -> Sheet:
    """Wrap a picture at the network's resolution as the straightened page that the product has."""
    paper = _ink_map.paper_colour(picture)
    dark = np.clip(_ink_map.features(picture, paper)[0], 0, 1)
    return Sheet(picture, (255 - dark * 255).astype(np.uint8), NET_DPI)


def case(maker: Maker, state: str) -> tuple[Paper, str]:
    """Draw one signature cell; returns it and where its name came from (font, writer)."""
    rng = maker.rng
    paper = Paper()
    if rng.random() < 0.6:
        thick = int(rng.integers(1, 5))
        cv2.rectangle(paper.colour, (14, 14), (WIDE - 14, HIGH - 14), (0.1, 0.1, 0.1), thick)
    size = float(rng.uniform(9, 14) * POINT)
    look, tint = maker.look(0.3), maker.black()
    line = int(rng.uniform(60, HIGH - 60 - size))
    at = int(rng.uniform(30, 90))
    source = "none"
    if rng.random() < 0.8:
        label = str(rng.choice(["社工签名：", "签名：", "督导：", "服务对象签名：", "监护人签字："]))
        at = maker.type_into(paper, label, at, line, size, look, tint)
    start = at
    if "handwritten" in state:
        if rng.random() < 0.25:
            ink, source = (
                write(
                    maker.name(), size * rng.uniform(1.2, 2), Writer.of(rng), rng, str(maker.sources.strokes)
                ),
                "pen:strokes",
            )
        else:
            ink, source = maker.signature()
        paper.put(
            ink, at + int(size * 0.2), int(line + size / 2 - ink.shape[0] / 2), maker.ink_colour(), HAND
        )
        at += ink.shape[1] + int(size * 0.2)
    elif "typed" in state:
        own = maker.look(0.6)
        big = size * float(rng.choice([1, 1, 1.2, 1.4]))
        before = len(paper.notes)
        at = maker.type_into(
            paper,
            maker.name(),
            at + int(rng.uniform(0, size)),
            line - int((big - size) / 2),
            big,
            own,
            maker.black(),
        )
        source = f"{own.look}:{own.name}" if len(paper.notes) > before else "none"
        if paper.layers[:, start:, 0].max() < 0.5:
            source = "none"
    if "stamp" in state:
        faces = maker.looks["song"] + maker.looks["hei"]
        face = any_weight(faces, rng)
        chop = rng.random() < 0.5
        ink = (
            seals.chop(int(rng.uniform(9, 18) * RENDER_DPI / 25.4), maker.name(), rng, face)
            if chop
            else seals.round_seal(int(rng.uniform(22, 26) * RENDER_DPI / 25.4), rng, face)
        )
        ink = seals.pressed(ink, rng) * rng.uniform(0.65, 1)
        colour = np.array(
            [rng.uniform(0.72, 0.95), rng.uniform(0.05, 0.35), rng.uniform(0.08, 0.38)], np.float32
        )
        if rng.random() < 0.25:  # a grey scan
            colour[:] = colour.mean()
        x = (
            int((start + at) / 2 + rng.normal(0, size / 2))
            if at > start
            else start + int(rng.uniform(60, 150))
        )
        paper.put(ink, x - ink.shape[1] // 2, line + int(size / 2) - ink.shape[0] // 2, colour, STAMP)
        source = ("chop" if chop else "round") + ("" if state == "stamp" else "+" + source)
    if rng.random() < 0.35:
        row = min(HIGH - 4, int(line + size * 1.15))
        paper.put(
            np.ones((int(rng.integers(1, 4)), max(60, at - start + int(size))), np.float32),
            start,
            row,
            tint,
            None,
        )
    if rng.random() < 0.4 and at < WIDE - 5 * size:
        maker.type_into(
            paper, "日期：" if rng.random() < 0.5 else maker.date(), at + int(size), line, size, look, tint
        )
    if rng.random() < 0.3:
        maker.dirt(paper)
    return paper, source


def seen_as(patches: list[InkPatch]) -> tuple[str, float]:
    """What the patches of a cell amount to, and how sure; print and blank both come out as "print"."""
    marks: dict[Mark, float] = {}
    for patch in patches:
        for mark in (patch.mark, patch.over):
            if mark is not None and patch.confidence > marks.get(mark, 0.0):
                marks[mark] = patch.confidence
    stamp, pen = marks.get(Mark.STAMP), marks.get(Mark.HANDWRITTEN)
    if stamp is not None:
        return ("stamp+handwritten", min(stamp, pen)) if pen is not None else ("stamp", stamp)
    if pen is not None:
        return "handwritten", pen
    return "print", marks.get(Mark.TYPED, 1.0)


def expected(state: str) -> str:
    return "print" if state in ("blank", "typed") else "stamp" if state == "stamp+typed" else state


def marks_scores(maker: Maker, count: int) -> dict[str, object]:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    confusion: Counter[str] = Counter()
    for number in range(count):
        quality = QUALITIES[number % 3]
        state = str(maker.rng.choice(STATES, p=ODDS))
        paper, source = case(maker, state)
        if state == "typed" and source == "none":
            continue
        picture, _, _ = finished(paper, quality, maker.rng)
        sheet = sheet_of(picture)
        region = (9, 9, picture.shape[1] - 9, picture.shape[0] - 9)
        got, sure = seen_as(find_ink(sheet, [region])[0])
        right = got == expected(state)
        confusion[f"{state} -> {got}{'' if sure >= SURE else ' (unsure)'}"] += 1
        keys = ["all", f"quality {quality}", f"state {state}"]
        if state in ("typed", "handwritten"):
            keys.append(source)
        if source.startswith("kai:"):
            keys.append(f"kai {quality}")
        for key in keys:
            groups[key]["n"] += 1
            groups[key]["right"] += right
            groups[key]["unsure"] += sure < SURE
            groups[key]["wrong and sure"] += (not right) and sure >= SURE
            if expected(state) == "print":
                groups[key]["print"] += 1
                groups[key]["print taken for pen"] += "handwritten" in got
                groups[key]["print taken for pen, sure"] += "handwritten" in got and sure >= SURE
    return {
        "groups": {key: dict(value) for key, value in sorted(groups.items())},
        "confusion": dict(sorted(confusion.items())),
    }


def tick_scores(maker: Maker, count: int) -> dict[str, dict[str, float]]:
    scores: dict[str, Counter[str]] = defaultdict(Counter)
    for number in range(count):
        quality = QUALITIES[number % 3]
        picture, _, truth = finished(maker.paper(), quality, maker.rng)
        high, wide = picture.shape[:2]
        found = [
            t
            for t in find_ticks(sheet_of(picture), [(0, 0, wide, high)])[0]
            if t.kind not in ("circled", "underlined")
        ]
        used: set[int] = set()
        for box in truth:
            cut = box.left < 3 or box.top < 3 or box.right > wide - 3 or box.bottom > high - 3
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            side = max(8.0, box.bottom - box.top)
            hits = [
                k
                for k, t in enumerate(found)
                if k not in used
                and abs((t.box[0] + t.box[2]) / 2 - x) < 0.6 * side
                and abs((t.box[1] + t.box[3]) / 2 - y) < 0.6 * side
            ]
            used.update(hits[:1])
            if cut:
                continue
            ticked = bool(hits) and found[hits[0]].ticked
            score = scores[quality]
            score["boxes"] += 1
            score["found"] += bool(hits)
            if box.ticked:
                score["right" if ticked else "missed"] += 1
            elif ticked:
                score["false"] += 1
        for k, tick in enumerate(found):
            edge = tick.box[0] < 3 or tick.box[1] < 3 or tick.box[2] > wide - 3 or tick.box[3] > high - 3
            if k not in used and not edge:
                scores[quality]["extra ticked" if tick.ticked else "extra empty"] += 1
    result = {}
    for quality, score in scores.items():
        wrong = score["false"] + score["extra ticked"] + score["missed"]
        result[quality] = {**score, "F1": round(2 * score["right"] / max(1, 2 * score["right"] + wrong), 4)}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signatures", type=Path, required=True)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--split", choices=("tune", "held"), default="held")
    parser.add_argument("--cases", type=int, default=900)
    parser.add_argument("--pieces", type=int, default=300)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    maker = Maker(Sources(given.signatures, given.npm), given.split, np.random.default_rng(given.seed))
    scores: dict[str, object] = {
        "marks": marks_scores(maker, given.cases),
        "ticks": tick_scores(maker, given.pieces),
    }
    text = json.dumps(scores, ensure_ascii=False, indent=1)
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
