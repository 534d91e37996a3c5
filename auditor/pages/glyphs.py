"""Glyphs that stand for ticked and empty boxes on station forms."""

from __future__ import annotations

TICKED_BOX = "☑"
EMPTY_BOX = "☐"

TICKED_GLYPHS = frozenset("☑☒■▣◼⬛√✓✔✅●◉⦿🗹🗷✗✘þ")
EMPTY_GLYPHS = frozenset("☐□▢◻⬜○◯〇▫❏❑")
BOX_GLYPHS = TICKED_GLYPHS | EMPTY_GLYPHS
