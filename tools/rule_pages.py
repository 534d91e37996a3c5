"""Writes what follows from the rules: docs/rules.md for readers, and the table of check kinds in CONTRIBUTING.md.

``python -m tools.rule_pages`` writes both, ``--check`` compares them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from auditor.engine.check import Check
from auditor.engine.load import check_kinds, load_rules
from auditor.engine.rule import Rule
from auditor.findings.result import ORIGINS, SECTIONS, SEVERITIES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules.md"
GUIDE = ROOT / "CONTRIBUTING.md"
TABLE = re.compile(
    r"(?<=<!-- check kinds, by python -m tools.rule_pages -->\n).*?(?=<!-- end -->)", re.DOTALL
)
AREAS = {
    "cases": "个案",
    "archives": "建档",
    "rosters": "名册与清单",
    "groups": "小组与活动",
    "projects": "项目",
    "monitoring": "志愿者、会议、满意度",
    "outcome": "服务成效",
    "progress": "服务进度与数字",
    "station": "全站",
    "files": "文件读取",
}
INTRO = """\
# 规则一览

<!-- 由 python -m tools.rule_pages 从 rules/ 生成，请勿手改 -->

共 {count} 条规则。每条写明：应当怎样、依据什么、用什么参数、什么算问题、什么不算。
“待核”表示读得不够有把握，只请人看原件，不作结论；没有材料可核对的，列为“未能核对”，不算通过。

- 看一条规则的完整说明：`audit rules show 规则编号`
- 调整参数：在 `audit.toml` 中写 `[parameters.规则编号]`，再写 `参数 = 值`
- 参数的来源：{origins}。来源为“软件默认值”的，请按本站要求调整。
"""
VERDICTS = (
    ("found", "算问题"),
    ("passes", "不算问题"),
    ("unsure", "待核"),
    ("not_checkable", "未能核对"),
    ("not_applicable", "不适用"),
)


def page(rules: Iterable[Rule]) -> str:
    """The whole page."""
    areas: dict[str, list[Rule]] = {}
    for rule in rules:
        areas.setdefault(rule.path.split("/")[1], []).append(rule)
    order = [*AREAS, *sorted(set(areas) - set(AREAS))]
    count = sum(map(len, areas.values()))
    parts = [INTRO.format(count=count, origins=" / ".join(ORIGINS.values()))]
    for area in order:
        if area in areas:
            parts.append(f"\n## {AREAS.get(area, area)}\n")
            parts += [section(rule) for rule in areas[area]]
    return "".join(parts)


def section(rule: Rule) -> str:
    """One rule."""
    head = rule.head
    lines = [
        f"\n### {head.title} `{head.id}`\n",
        f"{SEVERITIES[head.severity]} · {SECTIONS[head.section]}\n",
        f"- 应当：{head.norm}",
        f"- 依据：{head.basis}（{ORIGINS[head.origin]}）",
    ]
    lines += [
        f"- 参数 `{name}` = `{item.value}`：{item.meaning}（{ORIGINS[item.origin]}）"
        for name, item in head.parameters.items()
    ]
    for key, word in VERDICTS:
        examples = getattr(head.examples, key)
        if examples:
            lines.append(f"- {word}：{'；'.join(example.name for example in examples)}")
    lines.append(f"- 建议：{head.advice}")
    return "\n".join(lines) + "\n"


def kinds_table() -> str:
    """Every check kind with the first sentence of its class; kinds of one class share a row."""
    names: dict[type[Check], list[str]] = {}
    for name, kind in check_kinds().items():
        names.setdefault(kind, []).append(f"`{name}`")
    rows = [
        f"| {', '.join(own)} | {(kind.__doc__ or '').strip().splitlines()[0].replace('``', '`')} |"
        for kind, own in names.items()
    ]
    return "\n| `check` | what must hold |\n|---|---|\n" + "\n".join(rows) + "\n\n"


def current() -> dict[Path, str]:
    """The documents as the shipped rules and check kinds have them now."""
    rules = load_rules()
    if rules.errors:
        raise SystemExit(str(rules.errors[0]))
    guide = GUIDE.read_text(encoding="utf-8")
    if not TABLE.search(guide):
        raise SystemExit("CONTRIBUTING.md has lost the place of its table of check kinds")
    return {PAGE: page(rules.rules.values()), GUIDE: TABLE.sub(lambda _: kinds_table(), guide)}


def stale() -> list[str]:
    """The documents that differ from `current`."""
    return [
        path.name
        for path, text in current().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a document is stale")
    options = parser.parse_args()
    if options.check:
        old = stale()
        sys.stdout.write(f"stale: {', '.join(old)}\n" if old else "up to date\n")
        return 1 if old else 0
    for path, text in current().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
