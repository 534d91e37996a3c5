"""Forms for judging. Whoever changes the reading of pictures does not look at these."""

from __future__ import annotations

LAYOUTS = {}
