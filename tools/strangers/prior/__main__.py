"""Holds stranger reports of a last evaluation against A7 and its clean twin: ``python -m tools.strangers.prior [--details]``.

Counts, for every concern: split (one entry holds its words and no other concern's), section, mapping (a right rule, or none
where only a person can tell) and verdict (found-again / resolved / not-checked or human); and praise that became a concern.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from tools.strangers.archives import make_archive
from tools.strangers.areas.paper import Pen
from tools.strangers.prior.letters import LETTERS, Concern, Letter
from tools.strangers.product import answered_concerns
from tools.strangers.scenario import AS_OF


def fits(concern: Concern, status: str, clean: bool) -> bool:
    """Whether the verdict is the right one; a concern that no paper here can show must only not be called resolved or found."""
    if not concern.rules:
        return status == "human"
    if not concern.again:
        return status in ("not-checked", "human")
    return status == ("resolved" if clean else "found-again")


def judge(letter: Letter, root: Path, clean: bool) -> tuple[Counter[str], list[str]]:
    """Counts of what is right, and what is not."""
    folder = root / ("clean" if clean else "dirty")
    path = root / f"{letter.name}.{letter.suffix}"
    if not path.exists():
        Pen(5).save(path, (letter.title, letter.blocks))
    entries = answered_concerns(folder, AS_OF, path)
    counts: Counter[str] = Counter(concerns=len(letter.concerns))
    wrong: list[str] = []
    squeezed = ["".join(e.text.split()) for e in entries]
    for concern in letter.concerns:
        holding = [(e, t) for e, t in zip(entries, squeezed, strict=True) if concern.key in t]
        alone = [e for e, t in holding if not any(o.key in t for o in letter.concerns if o is not concern)]
        if len(alone) != 1:
            wrong.append(f"{letter.name} split {concern.key}: {len(holding)} entries, {len(alone)} alone")
            if not holding:
                continue
        entry = alone[0] if alone else holding[0][0]
        mapped = bool(set(entry.rules) & set(concern.rules)) if concern.rules else not entry.rules
        said = {
            "split": len(alone) == 1,
            "section": entry.section == concern.section,
            "mapped": mapped,
            "verdict": fits(concern, entry.status, clean),
        }
        counts.update(key for key, fine in said.items() if fine)
        wrong += [
            f"{letter.name} {key} {concern.key}: {entry.section} {entry.rules} {entry.status}"
            for key, fine in said.items()
            if not fine and key != "split"
        ]
    for words in letter.praised:
        if any(words in t for t in squeezed):
            counts["praise taken for concern"] += 1
            wrong.append(f"{letter.name} praise {words}")
    known = [c.key for c in letter.concerns] + list(letter.praised)
    extra = [t for t in squeezed if not any(k in t for k in known)]
    counts["extra entries"] += len(extra)
    wrong += [f"{letter.name} extra {t[:60]}" for t in extra]
    return counts, wrong


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        make_archive(root / "dirty", "A7")
        make_archive(root / "clean", "A7", clean=True)
        for clean in (False, True):
            for letter in LETTERS:
                counts, wrong = judge(letter, root, clean)
                print(f"{letter.name} {'clean' if clean else 'defects'}: {dict(counts)}")
                for line in wrong if options.details else ():
                    print("  ", line)


if __name__ == "__main__":
    main()
