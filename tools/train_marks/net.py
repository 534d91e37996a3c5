"""The network: a small fully convolutional one that sees 3 channels at 144 dpi and answers for each 4 x 4 pixels."""

from __future__ import annotations

import torch
from torch import nn

CLASSES = 4
"""typed, handwritten, stamp, image"""
KINDS = 4
"""box, circle, bracket, bare tick"""
OUTPUTS = CLASSES + KINDS + 1 + 4
"""class logits, box centre logits by kind, ticked logit, log width, log height, offset x, offset y"""


class _Block(nn.Module):
    """Depthwise 3 x 3 with a dilation, then 1 x 1, around a shortcut."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.deep = nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation, groups=width, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.mix = nn.Conv2d(width, width, 1, bias=False)
        self.last = nn.BatchNorm2d(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = torch.relu(self.norm(self.deep(x)))
        return torch.relu(x + self.last(self.mix(y)))


class InkNet(nn.Module):
    """Batch x 3 x height x width to batch x `OUTPUTS` x height / 4 x width / 4; sides are multiples of 8."""

    def __init__(self, width: int = 48, deep: int = 96) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.Conv2d(16, 16, 3, padding=1, groups=16, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.Conv2d(16, 24, 1, bias=False),
            nn.BatchNorm2d(24),
            nn.ReLU(),
            nn.Conv2d(24, width, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
        )
        self.first = nn.Sequential(_Block(width, 1), _Block(width, 2))
        self.down = nn.Sequential(
            nn.Conv2d(width, width, 3, stride=2, padding=1, groups=width, bias=False),
            nn.BatchNorm2d(width),
            nn.Conv2d(width, deep, 1, bias=False),
            nn.BatchNorm2d(deep),
            nn.ReLU(),
        )
        self.context = nn.Sequential(*(_Block(deep, dilation) for dilation in (1, 2, 4, 8, 1)))
        for late in self.context[3:]:
            nn.init.zeros_(late.last.weight)  # they begin as nothing, so that weights without them can go on
        self.up = nn.Sequential(nn.Conv2d(deep, width, 1, bias=False), nn.BatchNorm2d(width))
        self.last = nn.Sequential(_Block(width, 4), _Block(width, 1))
        self.head = nn.Sequential(nn.Conv2d(width, 64, 1), nn.ReLU(), nn.Conv2d(64, OUTPUTS, 1))
        nn.init.constant_(self.head[-1].bias[CLASSES : CLASSES + KINDS], -4.0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        near = self.first(self.stem(x))
        far = self.up(self.context(self.down(near)))
        near = torch.relu(near + nn.functional.interpolate(far, scale_factor=2.0, mode="nearest"))
        return self.head(self.last(near))
