"""YAML files that people write: loaded safely, with the line of every key, so that mistakes look like compiler errors."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from auditor.errors import ConfigurationError, system_reason

MAX_YAML_BYTES = 2_000_000

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Location = tuple[int, int]
KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class YamlFile:
    """One loaded file: its data and, for every key and list item, the line and column (from 1) where it stands."""

    path: str
    data: Any
    lines: dict[KeyPath, Location] = field(default_factory=dict)

    def locate(self, key_path: Iterable[str | int]) -> Location:
        """Return the place of ``key_path``, or of the nearest enclosing key that is known; (0, 0) if none is."""
        keys = tuple(key_path)
        while keys:
            if keys in self.lines:
                return self.lines[keys]
            keys = keys[:-1]
        return (0, 0)

    def error(self, message: str, key_path: Iterable[str | int] = ()) -> ConfigurationError:
        """Return a `ConfigurationError` that points at ``key_path``."""
        line, column = self.locate(key_path)
        return ConfigurationError(message, self.path, line, column)


def load_yaml(path: Path, shown_path: str = "") -> YamlFile:
    """Load one YAML file with the places of its keys.

    Raises:
        ConfigurationError: not readable, not UTF-8, not YAML, a key given twice, or larger than `MAX_YAML_BYTES`.
    """
    shown = shown_path or str(path)
    try:
        if path.stat().st_size > MAX_YAML_BYTES:
            raise ConfigurationError("文件过大，规则和表单定义应在 2 MB 以内", shown)
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError("文件不是 UTF-8 编码，请用 UTF-8 另存", shown) from error
    except OSError as error:
        raise ConfigurationError(f"无法读取：{system_reason(error)}", shown) from error
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown_path: str) -> YamlFile:
    """Parse YAML text; see `load_yaml`."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        result = YamlFile(shown_path, None)
        if node is not None:
            _note_lines(node, (), result, depth=0)
            result.data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ConfigurationError(
            f"YAML 格式有误：{_yaml_hint(text, line)}（{error.problem or error}）", shown_path, line, column
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"YAML 格式有误：{error}", shown_path) from error
    finally:
        loader.dispose()
    return result


def _note_lines(node: yaml.Node, keys: KeyPath, result: YamlFile, depth: int) -> None:
    if depth > 40:
        raise ConfigurationError("嵌套层次过深", result.path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in seen:
                raise ConfigurationError(f"“{key}”重复出现", result.path, *place)
            seen.add(key)
            result.lines[(*keys, key)] = place
            _note_lines(value_node, (*keys, key), result, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            result.lines[(*keys, index)] = (item.start_mark.line + 1, item.start_mark.column + 1)
            _note_lines(item, (*keys, index), result, depth + 1)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "，是否想写“x”？" for the known word nearest to ``word``, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"，是否想写“{near[0]}”？" if near else ""


def _yaml_hint(text: str, line: int) -> str:
    """Say what is most likely wrong near a line that YAML refuses."""
    near = text.splitlines()[max(0, line - 2) : line]
    if any(row[: len(row) - len(row.lstrip())].count("\t") for row in near):
        return "行首有制表符（Tab），请一律改用空格缩进"
    if any(re.match(r"\s*-?\s*[A-Za-z_\u4e00-\u9fff]+：", row) for row in near):
        return "冒号用成了中文的“：”，请改用英文冒号“:”，后面空一格"
    if any(re.search(r"[“”‘’]", row) for row in near):
        return "请检查引号：要用英文的引号，不用中文的“”"
    return "请检查此处和上一行的缩进、冒号后的空格、引号和括号是否成对"


_MESSAGES = {
    "too_short": "“{key}”不能为空",
    "string_too_short": "“{key}”不能为空",
    "string_too_long": "“{key}”太长",
    "too_long": "“{key}”的项目太多",
    "greater_than": "“{key}”的值“{value}”太小",
    "greater_than_equal": "“{key}”的值“{value}”太小",
    "less_than": "“{key}”的值“{value}”太大",
    "less_than_equal": "“{key}”的值“{value}”太大",
    "int_from_float": "“{key}”应为整数，实为“{value}”",
    "bool_type": "“{key}”应为 yes 或 no，实为“{value}”",
    "float_type": "“{key}”应为数字，实为“{value}”",
    "tuple_type": "“{key}”应为列表，实为“{value}”",
    "date_parsing": "“{key}”应为日期（如 2025-03-10），实为“{value}”",
    "model_type": "“{key}”应为“键: 值”的形式，实为“{value}”",
    "missing": "缺少必填项“{key}”",
    "extra_forbidden": "没有“{key}”这一项",
    "literal_error": "“{key}”的值“{value}”不在可选范围内（可选：{expected}）",
    "enum": "“{key}”的值“{value}”不在可选范围内（可选：{expected}）",
    "string_type": "“{key}”应为文字，实为“{value}”",
    "int_parsing": "“{key}”应为整数，实为“{value}”",
    "int_type": "“{key}”应为整数，实为“{value}”",
    "float_parsing": "“{key}”应为数字，实为“{value}”",
    "bool_parsing": "“{key}”应为 yes 或 no，实为“{value}”",
    "list_type": "“{key}”应为列表，实为“{value}”",
    "dict_type": "“{key}”应为“键: 值”的形式，实为“{value}”",
    "date_from_datetime_parsing": "“{key}”应为日期（如 2025-03-10），实为“{value}”",
    "date_type": "“{key}”应为日期（如 2025-03-10），实为“{value}”",
    "string_pattern_mismatch": "“{key}”的写法不合规定：“{value}”",
}


_OPTION_WORDS = {
    "critical": "严重", "major": "重要", "minor": "一般", "advice": "建议",
    "progress": "各项目服务进度", "management": "项目管理", "quality": "服务质量", "monitoring": "服务监测", "outcome": "服务成效",
    "law": "法律法规", "standard": "行业标准", "report": "评估报告意见", "station": "本站表格或设置", "assumption": "软件默认值",
}  # fmt: skip
"""What the words that rule files choose from mean."""


def _options(expected: str) -> str:
    """Return pydantic's ``'a', 'b' or 'c'`` as a list that says what each word means."""
    words = re.findall(r"'([^']*)'", expected)
    if not words:
        return expected.replace(" or ", "、")
    return "、".join(f"{word}（{_OPTION_WORDS[word]}）" if word in _OPTION_WORDS else word for word in words)


def validation_errors(
    source: YamlFile, error: ValidationError, known_keys: Iterable[str] = (), prefix: KeyPath = ()
) -> list[ConfigurationError]:
    """Turn pydantic's complaints about ``source`` into messages with file, line and "did you mean".

    Args:
        source: the file that the validated data came from.
        error: what pydantic raised.
        known_keys: keys that are allowed where an unknown one was found.
        prefix: where the validated data stands inside the file.
    """
    errors = []
    for item in error.errors():
        location: KeyPath = (*prefix, *item["loc"])
        key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
        value = str(item.get("input"))[:60]
        expected = str(item.get("ctx", {}).get("expected", ""))
        template = _MESSAGES.get(item["type"])
        if template is None:
            message = f"“{key}”有误：{item['msg'].removeprefix('Value error, ')}"
        else:
            message = template.format(key=key, value=value, expected=_options(expected))
        if item["type"] == "extra_forbidden":
            message += did_you_mean(key, known_keys)
        elif expected and isinstance(item.get("input"), str):
            options = [option.strip(" '") for option in expected.replace(" or ", ",").split(",")]
            message += did_you_mean(str(item["input"]), options)
        errors.append(source.error(message, location))
    return errors
