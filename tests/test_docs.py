"""What the documents say is true: commands, options, rules, and every example in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from auditor.cli import COMMANDS, audit
from auditor.config import parse_config
from auditor.engine.check_folder import check_folder
from auditor.engine.load import check_kinds, load_rules
from tools import rule_pages

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")
DOCS = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
FOR_USERS = DOCS["README.md"] + DOCS["README.zh-CN.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"\A# (?:file|文件)[:：] ?(\S+)\n")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (name, text) for name, doc in DOCS.items() for kind, text in BLOCK.findall(doc) if kind == language
    ]


def commands(group: click.Group, before: str = "audit") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


ALL_COMMANDS = dict(commands(audit))


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert command in FOR_USERS


@pytest.mark.parametrize(
    "option",
    sorted(
        {
            name
            for command in ALL_COMMANDS.values()
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for name in parameter.opts
            if name.startswith("--") and name != "--help"
        }
    ),
)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"{re.escape(option)}(?![\w-])", FOR_USERS)


def test_documents_call_only_commands_and_options_that_exist() -> None:
    known = {
        name for command in ALL_COMMANDS.values() for parameter in command.params for name in parameter.opts
    }
    known |= {name for parameter in audit.params for name in parameter.opts} | {"--help"}
    for name in ("README.md", "README.zh-CN.md"):
        for called, rest in re.findall(r"\baudit (\w+)([^`\n|&;]*)", DOCS[name]):
            if called in COMMANDS:
                unknown = set(re.findall(r"(?<!\S)(--[a-z-]+)", rest)) - known
                assert not unknown, f"{name}: audit {called} {unknown}"
            else:
                assert not rest.strip().startswith("-"), f"{name}: audit {called}{rest}"


def test_what_follows_from_the_rules_is_fresh() -> None:
    assert rule_pages.stale() == [], "run python -m tools.rule_pages"
    text = rule_pages.PAGE.read_text(encoding="utf-8")
    assert [rule for rule in load_rules().rules if f"`{rule}`" not in text] == []
    assert [kind for kind in check_kinds() if f"`{kind}`" not in DOCS["CONTRIBUTING.md"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_rules_and_forms_in_the_documents_work(name: str, tmp_path: Path) -> None:
    """Each YAML example says its file name in its first line; together they are a folder as users would have it."""
    wrote = 0
    for document, text in blocks("yaml"):
        if document != name:
            continue
        head = FILE.match(text)
        assert head, f"{name}: an example without a file name: {text[:60]}"
        path = tmp_path / head.group(1).removeprefix("rules/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        wrote += path.name != "labels.yaml"
    if not wrote:
        pytest.skip("no YAML in this document")
    checked = check_folder(tmp_path)
    assert [str(error) for error in checked.errors] == []
    assert len(checked.rules) + len(checked.forms) == wrote


@pytest.mark.parametrize(("name", "text"), blocks("toml"))
def test_settings_in_the_documents_are_accepted(name: str, text: str) -> None:
    config = parse_config(text)
    assert config.station
    rules = load_rules().rules
    for rule_id, values in config.parameters.items():
        assert set(values) <= set(rules[rule_id].head.parameters), name


def python_example(file: str) -> dict[str, object]:
    text = next(text for _, text in blocks("python") if FILE.match(text) and file in text.split("\n", 1)[0])
    namespace: dict[str, object] = {"__name__": "example"}
    exec(compile(text, file, "exec"), namespace)
    return namespace


def test_the_reader_example_reads_a_form(tmp_path: Path) -> None:
    from auditor.reading import form_set, paper_of

    module = python_example("auditor/readers/")
    path = tmp_path / "封面.note"
    path.write_text(
        "个案封面\n\n个案编号：NY-001\n服务对象姓名：张一诺\n个案类别：☑重点 ☐一般\n", encoding="utf-8"
    )
    document = module["read"](path, "个案/封面.note")  # type: ignore[operator]
    assert module["KINDS"] and isinstance(module["VERSION"], int)
    assert document.raw_chars == document.read_chars > 0
    paper = paper_of(document, form_set(()))
    assert [form.form for form in paper.forms] == ["case-cover"]
    fields = paper.forms[0].fields
    assert fields["number"].value == "NY-001"
    assert fields["number"].place.ref == "第3行"


def test_the_output_example_writes_a_list() -> None:
    from datetime import date

    from auditor.findings.result import Evidence, Finding, Result, SubjectEntry, Tool

    finding = Finding(
        id="1", rule="case-theory-missing", severity="advice", section="quality", certainty="sure",
        subject=SubjectEntry(kind="case", id="NY-001"), message="未写明理论", advice="补写", basis="依据",
        evidence=[Evidence(path="个案/NY-001/计划.docx", label="理论依据")],
    )  # fmt: skip
    result = Result(
        station="甲站", as_of=date(2025, 3, 10), period=(date(2024, 6, 15), date(2025, 6, 14)),
        tool=Tool(name="t", version="1", rules="x"), files=[], records=[], findings=[finding], coverage=[],
    )  # fmt: skip
    text = python_example("auditor/outputs/")["csv_list"](result)  # type: ignore[operator]
    assert text.splitlines()[1] == "建议,NY-001,未写明理论,个案/NY-001/计划.docx"


@pytest.mark.parametrize("name", [*NAMES, "CHANGELOG.md", "SECURITY.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (ROOT / link).exists()] == []
