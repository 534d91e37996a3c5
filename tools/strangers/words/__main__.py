"""``python -m tools.strangers.words``: recall and error of each list, weakest first."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from tools.strangers.words.exam import Answer, sit

LATIN = {"title": "titles", "label": "labels", "answer": "answers"}


def rate(answers: Iterable[Answer]) -> dict[str, float]:
    """Share understood and share misunderstood among the answers."""
    count = Counter(a.outcome for a in answers)
    total = max(1, sum(count.values()))
    wrong = count["wrong"] + count["other form"]
    return {"n": total, "recall": count["right"] / total, "error": wrong / total, **count}


def report(answers: list[Answer], details: int) -> str:
    """The figures: by part, by form, by list, weakest first; ``details`` shows so many words that failed per list."""
    lines = []
    parts: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        parts[answer.question.entry.part].append(answer)
    for part, name in LATIN.items():
        if not parts[part]:
            continue
        r = rate(parts[part])
        lines.append(f"{name}: recall {r['recall']:.1%}, error {r['error']:.1%} of {r['n']} questions")
    for part, name in LATIN.items():
        if not parts[part]:
            continue
        for by in ("form", "list"):
            if by == "list" and part == "title":
                continue
            groups: dict[str, list[Answer]] = defaultdict(list)
            for answer in parts[part]:
                question = answer.question
                groups[question.kind if by == "form" else question.entry.name].append(answer)
            lines.append(f"\n== {name} by {by}")
            for key, group in sorted(groups.items(), key=lambda g: (rate(g[1])["recall"], g[0])):
                r = rate(group)
                lines.append(f"{r['recall']:7.1%} error {r['error']:6.1%} n {r['n']:4}  {key}")
                if details and (by == "list" or part == "title"):
                    bad = [a for a in group if a.outcome != "right"][:details]
                    for a in bad:
                        q = a.question
                        where = f"{q.kind}/{q.key}" if q.key else q.kind
                        lines.append(f"          {a.outcome:10} {q.word!r} {q.arrangement} {where} {a.got}")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.strangers.words", description=__doc__)
    parser.add_argument(
        "--seeds", choices=("tune", "judge", "both"), default="judge", help="which half of the words"
    )
    parser.add_argument("--details", type=int, default=0, metavar="N", help="words that failed, N a list")
    parser.add_argument("--only", nargs="*", default=[], help="lists whose name begins so")
    parser.add_argument(
        "--control", action="store_true", help="the ordinary words instead: what the layouts alone cost"
    )
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    args = parser.parse_args()
    half = None if args.seeds == "both" else args.seeds
    answers = sit(half, tuple(args.only), args.control)
    if args.json:
        groups: dict[str, list[Answer]] = defaultdict(list)
        for answer in answers:
            groups[f"{answer.question.entry.part}: {answer.question.entry.name}"].append(answer)
        print(json.dumps({k: rate(g) for k, g in groups.items()}, ensure_ascii=False, indent=1))
    else:
        print(report(answers, args.details))


if __name__ == "__main__":
    main()
