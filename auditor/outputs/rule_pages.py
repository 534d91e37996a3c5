"""Rules for readers: the list, one rule's page, the outcome of the examples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from auditor.engine.check import SetCheck
from auditor.engine.examples import ExampleResult
from auditor.engine.outcome import Verdict
from auditor.engine.rule import Example, Rule
from auditor.findings.result import ORIGINS, SECTIONS, SEVERITIES
from auditor.outputs.columns import Column, block, make_table
from auditor.outputs.plain_text import plain, wrap
from auditor.outputs.rule_words import FieldWords, kind_name
from auditor.outputs.terminal import SEVERITY_STYLES, WIDE_FROM

VERDICTS = {
    Verdict.FOUND: "发现问题",
    Verdict.PASSED: "通过",
    Verdict.UNSURE: "待核",
    Verdict.NOT_CHECKABLE: "无法核对",
    Verdict.NOT_APPLICABLE: "不适用",
}


def print_rule_list(rules: Iterable[Rule], console: Console) -> None:
    """Print id, title, severity, section and origin of each rule."""
    chosen = list(rules)
    columns = [
        Column("编号", fixed=max((len(rule.id) for rule in chosen), default=10)),
        Column("标题", share=1),
        Column("级别", fixed=4),
        Column("部分", fixed=14 if console.width >= WIDE_FROM else 8),
    ]
    if console.width >= WIDE_FROM:
        columns.append(Column("依据来源", fixed=18))
    table, widths = make_table(console.width, columns, box.SIMPLE_HEAD)
    for rule in chosen:
        head = rule.head
        name = plain(head.title) if rule.shipped else f"{plain(head.title)}（自写）"
        cells = [
            Text(rule.id, style="bold"),
            block([name], widths[1]),
            Text(SEVERITIES[head.severity], style=SEVERITY_STYLES[head.severity]),
            block([SECTIONS[head.section]], widths[3]),
            block([ORIGINS[head.origin]], widths[-1], style="dim"),
        ]
        table.add_row(*cells[: len(columns)])
    console.print(table)
    console.print(Text(f"共 {len(chosen)} 条。查看一条：audit rules show 编号"))


def print_rule_page(rule: Rule, words: FieldWords, console: Console) -> None:
    """Print everything that a user may want to know of one rule."""
    head = rule.head
    page = _Page(console)
    console.print(Line(Text(plain(head.title), style="bold"), style="blue", characters="═"))
    page.entry("编号", rule.id)
    page.entry("级别", SEVERITIES[head.severity], SEVERITY_STYLES[head.severity])
    page.entry("报告部分", SECTIONS[head.section])
    within = f"范围内的{kind_name(rule.check.records)}" if isinstance(rule.check, SetCheck) else ""
    kinds = "、".join(kind_name(kind) for kind in (head.applies_to, *head.also_applies_to))
    page.entry("核对对象", kinds + within)
    page.entry("规则文件", rule.path + ("（随软件附带）" if rule.shipped else "（自写）"))
    page.heading("应当如何")
    page.text(head.norm)
    page.entry("依据", head.basis)
    page.entry("依据来源", ORIGINS[head.origin])
    page.heading("什么时候核对")
    page.items(words.conditions(rule) or ["只要有所需的材料，就核对"])
    page.heading("需要看到的内容")
    page.items(words.needs(rule) or ["见规则文件"])
    if rule.check.check == "papers":
        page.text("旁边有读不出的文件时只说“待核”，不说缺失。", "dim")
    else:
        page.text("没有这些材料、或文件读不出时，只说“无法核对”或“待核”，不当作有问题。", "dim")
    if head.parameters:
        page.heading("参数")
        for name, parameter in head.parameters.items():
            value = json.dumps(parameter.value, ensure_ascii=False)
            page.items([f"{name} = {value}　{plain(parameter.meaning)}（来源：{ORIGINS[parameter.origin]}）"])
    page.heading("会说什么（花括号处填入实际内容）")
    page.entry("问题", head.message)
    page.entry("建议", head.advice)
    page.heading("示例（audit rules test 会逐个验证）")
    _examples(page, "必须发现", head.examples.found)
    _examples(page, "看似有问题、必须放过", head.examples.passes)
    _examples(page, "把握不足、只提示待核", head.examples.unsure)
    _examples(page, "无法核对", head.examples.not_checkable)
    _examples(page, "不适用", head.examples.not_applicable)
    page.heading("如何改动")
    _changes(page, rule)


def _examples(page: _Page, label: str, examples: Sequence[Example]) -> None:
    if examples:
        page.entry(label, "；".join(plain(example.name) for example in examples))


def _changes(page: _Page, rule: Rule) -> None:
    settable = {
        name: parameter.value
        for name, parameter in rule.head.parameters.items()
        if not isinstance(parameter.value, dict)
    }
    if settable:
        page.text("调整参数：在档案文件夹的 audit.toml 中写（数值换成自己的）")
        page.code(
            [f"[parameters.{rule.id}]", *(f"{name} = {_toml(value)}" for name, value in settable.items())]
        )
    page.text("换成自己的写法：把同编号的规则文件放进自己的文件夹，运行时指明")
    page.code(["audit run 档案文件夹 --rules 自己的文件夹"])
    page.text("不用这条规则：")
    page.code([f"audit run 档案文件夹 --ignore {rule.id}"])


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Page:
    """Writes headings, labelled entries and lists, wrapped to the console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, 100)

    def heading(self, text: str) -> None:
        self._console.print()
        self._console.print(Text(f"▍{text}", style="bold blue"))

    def text(self, text: str, style: str = "") -> None:
        for line in wrap(plain(text), self._width - 2):
            self._console.print(Text(f"  {line}", style=style))

    def entry(self, label: str, text: str, style: str = "") -> None:
        first, *rest = wrap(f"{label}：{plain(text)}", self._width - 2)
        line = (
            Text("  ")
            .append(first[: len(label) + 1], style="dim")
            .append(first[len(label) + 1 :], style=style)
        )
        self._console.print(line)
        for part in rest:
            self._console.print(Text(f"  {part}", style=style))

    def items(self, texts: Iterable[str]) -> None:
        for text in texts:
            first, *rest = wrap(text, self._width - 4)
            self._console.print(Text(f"  · {first}"))
            for part in rest:
                self._console.print(Text(f"    {part}"))

    def code(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._console.print(Text(f"    {line}", style="cyan"))


def print_examples(results: Mapping[str, list[ExampleResult]], console: Console) -> bool:
    """Print the outcome of rules' examples, each failure with what was expected; return whether all are right."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), header_style="dim")
    for name in ("规则", "必须发现", "必须放过", "其他", "结果"):
        table.add_column(name, justify="left" if name in {"规则", "结果"} else "right", no_wrap=True)
    failures: list[ExampleResult] = []
    for rule_id, outcomes in results.items():
        wrong = [item for item in outcomes if not item.ok]
        failures += wrong
        counts = [
            sum(item.expected is verdict for item in outcomes) for verdict in (Verdict.FOUND, Verdict.PASSED)
        ]
        state = (
            Text(f"× {len(wrong)} 个不符", style="bold red") if wrong else Text("√ 全部相符", style="green")
        )
        other = len(outcomes) - sum(counts)
        table.add_row(Text(rule_id), str(counts[0]), str(counts[1]), str(other) if other else "—", state)
    console.print(table)
    for item in failures:
        text = f"{item.rule}：示例“{plain(item.name)}”应为“{VERDICTS[item.expected]}”，"
        text += f"写法有误：{plain(item.problem)}" if item.problem else f"实为“{VERDICTS[item.got]}”"
        for line in wrap(text, console.width):
            console.print(Text(line, style="bold red"))
    count = sum(map(len, results.values()))
    console.print(Text(f"规则 {len(results)} 条，示例 {count} 个，不符 {len(failures)} 个"))
    return not failures
