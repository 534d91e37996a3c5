"""Trains the ink network on drawn pieces: ``python -m tools.train_marks.train --pieces FOLDER --out ink.onnx``.

One numerical thread, about 25 ms of CPU time a piece and pass.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from auditor.vision._ink_map import features, paper_colour
from auditor.vision._seal_ink import lifted
from tools.train_marks.net import CLASSES, KINDS, InkNet

STEP = 4
BATCH = 8
UNDER_SEAL = 3.0
"""Weight of the pen's class where a seal lies over it."""
LIFTED = 0.4
"""Share of the pieces with a seal that are shown with its colour lifted off."""


def without_colour(picture: np.ndarray) -> np.ndarray:
    """A picture whose seals are lifted off, as `auditor.vision._under_seals` shows it to the network."""
    paper = paper_colour(picture)
    light = picture.astype(np.float32) * (250.0 / np.maximum(paper, 60.0))
    even = np.clip(light, 0, 255).astype(np.uint8)
    grey = (even.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)).astype(np.uint8)
    return np.repeat(lifted(even, grey)[..., None], 3, axis=2)


def inputs(pictures: np.ndarray, rng: np.random.Generator | None) -> np.ndarray:
    """Return network inputs; with ``rng`` a part is turned grey, darkened, blurred or made noisy."""
    result = np.empty((len(pictures), 3, *pictures.shape[1:3]), np.float32)
    for at, picture in enumerate(pictures):
        if rng is not None and rng.random() < 0.35:
            grey = (picture.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)).astype(np.uint8)
            seen = features(
                np.repeat(grey[..., None], 3, axis=2), paper_colour(np.repeat(grey[..., None], 3, axis=2))
            )
        else:
            seen = features(picture, paper_colour(picture))
        if rng is not None:
            seen[0] = np.clip(seen[0], 0, 1) ** rng.uniform(0.8, 1.25) * rng.uniform(0.75, 1.1)
            seen[1:] *= rng.uniform(0.6, 1.3)
            if rng.random() < 0.3:
                seen[0] += rng.normal(0, rng.uniform(0, 0.04), seen[0].shape).astype(np.float32)
        result[at] = seen
    return result


def targets(shares: np.ndarray, boxes: np.ndarray) -> tuple[torch.Tensor, ...]:
    """Return class truth and weights, centre heat, and the box numbers at their places."""
    count, rows, columns = shares.shape[:3]
    share = torch.from_numpy(shares).permute(0, 3, 1, 2).float() / 255
    truth = (share > 0.07).float()
    inked = share.amax(dim=1, keepdim=True)
    weight = torch.where(inked > 0.07, 1.0, 0.12) * torch.where((share > 0.02) & (share <= 0.07), 0.0, 1.0)
    # Pen under a seal is rare and small, and it decides whether somebody signed.
    under = (share[:, 1:2] > 0.07) & (share[:, 2:3] > 0.07)
    weight[:, 1:2] *= torch.where(under, UNDER_SEAL, 1.0)
    heat = np.zeros((count, KINDS, rows, columns), np.float32)
    numbers = np.zeros((count, 5, rows, columns), np.float32)
    known = np.zeros((count, 1, rows, columns), np.float32)
    unsure = np.ones((count, 1, rows, columns), np.float32)
    for index, left, top, right, bottom, kind, ticked in boxes:
        at, sort = int(index), int(kind)
        cx, cy = (left + right) / 2 / STEP, (top + bottom) / 2 / STEP
        wide, high = (right - left) / STEP, (bottom - top) / STEP
        column, row = int(cx), int(cy)
        cut = left < 0 or top < 0 or right > columns * STEP or bottom > rows * STEP
        if not (0 <= column < columns and 0 <= row < rows) or cut:
            r0, r1 = max(0, int(cy - high)), max(0, min(rows, int(cy + high) + 2))
            c0, c1 = max(0, int(cx - wide)), max(0, min(columns, int(cx + wide) + 2))
            unsure[at, :, r0:r1, c0:c1] = 0
            continue
        for r in range(max(0, row - 3), min(rows, row + 4)):
            for c in range(max(0, column - 3), min(columns, column + 4)):
                away = (c + 0.5 - cx) ** 2 + (r + 0.5 - cy) ** 2
                spot = float(np.exp(-away / (2 * 0.75**2)))
                centre = (r, c) == (row, column)
                heat[at, sort, r, c] = 1.0 if centre else max(heat[at, sort, r, c], spot)
                if spot < 0.3 or (known[at, 0, r, c] and not centre):
                    continue
                known[at, 0, r, c] = 1
                size = (np.log(max(wide, 1e-3)), np.log(max(high, 1e-3)))
                numbers[at, :, r, c] = (ticked, *size, cx - c - 0.5, cy - r - 0.5)
    return truth, weight, *(torch.from_numpy(a) for a in (heat, numbers, known, unsure))


def loss_of(out: torch.Tensor, aims: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, dict[str, float]]:
    truth, weight, heat, numbers, known, unsure = aims
    classes, centres = out[:, :CLASSES], out[:, CLASSES : CLASSES + KINDS]
    ticked, shape = out[:, CLASSES + KINDS : CLASSES + KINDS + 1], out[:, CLASSES + KINDS + 1 :]
    ink = (F.binary_cross_entropy_with_logits(classes, truth, reduction="none") * weight).sum() / weight.sum()
    # Centres: focal loss of CenterNet (Zhou et al. 2019, "Objects as Points"), alpha 2, beta 4.
    p = torch.sigmoid(centres).clamp(1e-5, 1 - 1e-5)
    hit = (heat > 0.999).float()
    miss = (1 - hit) * (1 - heat) ** 4
    focal = -(hit * (1 - p) ** 2 * torch.log(p) + miss * p**2 * torch.log(1 - p)) * unsure
    spots = max(1.0, float(hit.sum()))
    centre = focal.sum() / spots
    many = max(1.0, float(known.sum()))
    state = (
        F.binary_cross_entropy_with_logits(ticked, numbers[:, :1], reduction="none") * known
    ).sum() / many
    size = (F.smooth_l1_loss(shape, numbers[:, 1:], reduction="none", beta=0.2) * known).sum() / many
    total = 4.0 * ink + 0.8 * centre + 0.7 * state + 0.5 * size
    return total, {"ink": float(ink), "centre": float(centre), "ticked": float(state), "size": float(size)}


def export(net: InkNet, target: Path) -> None:
    """Write the network as ONNX with free height and width."""
    net = net.eval()
    example = torch.zeros(1, 3, 256, 512)
    torch.onnx.export(
        net,
        (example,),
        str(target),
        input_names=["pixels"],
        output_names=["map"],
        dynamic_axes={"pixels": {0: "n", 2: "h", 3: "w"}, "map": {0: "n", 2: "h4", 3: "w4"}},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, required=True, help="the .onnx file; the weights lie beside it as .pt"
    )
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--minutes", type=float, default=10, help="CPU time to spend")
    parser.add_argument(
        "--wall", type=float, default=600, help="minutes after which to be done on a busy machine"
    )
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    rng = np.random.default_rng(given.seed)
    net = InkNet().to(memory_format=torch.channels_last)
    if given.start:
        net.load_state_dict(torch.load(given.start), strict=False)
    best = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=1e-3)
    begun, done, order = time.process_time(), 0, []
    shown = begun
    sums: dict[str, float] = {}
    steps = 0
    started = time.monotonic()

    def progress() -> float:
        spent = (time.process_time() - begun) / 60 / given.minutes
        return min(1.0, max(spent, (time.monotonic() - started) / 60 / given.wall))

    while progress() < 1:
        if not order:
            order = list(rng.permutation(sorted(given.pieces.glob("train-???.npz"))))
        with np.load(order.pop()) as part:
            pictures, shares, boxes = part["pictures"], part["shares"], part["boxes"]
        net.train()
        places = rng.permutation(len(pictures))
        for first in range(0, len(places) - BATCH + 1, BATCH):
            share = progress()
            for group in best.param_groups:
                group["lr"] = (
                    given.rate * min(1.0, (steps + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * share)) + 1e-5
                )
            chosen = places[first : first + BATCH]
            rows = np.concatenate(
                [
                    np.column_stack([np.full((boxes[:, 0] == c).sum(), n), boxes[boxes[:, 0] == c, 1:]])
                    for n, c in enumerate(chosen)
                ]
            )
            aims = targets(shares[chosen], rows)
            batch = pictures[chosen].copy()
            for at in range(len(batch)):
                sealed = (shares[chosen[at], ..., 2] > 18).mean() > 0.01
                if sealed and rng.random() < LIFTED:
                    batch[at] = without_colour(batch[at])
                    aims[1][at, 2] = 0  # what is left of the seal is nobody's question
            x = torch.from_numpy(inputs(batch, rng)).to(memory_format=torch.channels_last)
            total, parts = loss_of(net(x), aims)
            best.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            best.step()
            steps += 1
            done += len(chosen)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0.0) * 0.98 + value * 0.02
            if time.process_time() - shown > 30:
                shown = time.process_time()
                print(
                    f"{(shown - begun) / 60:5.1f} min, {done} pieces, "
                    + ", ".join(f"{k} {v:.4f}" for k, v in sums.items()),
                    flush=True,
                )
            if share >= 1:
                break
        torch.save(net.state_dict(), given.out.with_suffix(".pt"))
    torch.save(net.state_dict(), given.out.with_suffix(".pt"))
    export(net, given.out)


if __name__ == "__main__":
    main()
