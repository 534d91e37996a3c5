"""JSON Schemas (draft 2020-12) made from the models that validate the real files, so that they cannot disagree."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from auditor import config as station_config
from auditor.config import StationConfig
from auditor.engine.check import SetCheck
from auditor.engine.load import SET_KINDS, check_kinds
from auditor.engine.rule import RuleHead
from auditor.findings.result import Result
from auditor.findings.waivers import FINDING_ID, Waiver
from auditor.forms.spec import FormSpec
from auditor.records.model import RECORD_KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLES = {
    "result": "审核结果",
    "rule": "规则文件",
    "form": "表单定义",
    "config": "社工站设置 audit.toml",
    "waivers": "已接受的问题 waivers.yaml",
}
_KEYS = {
    "result": {
        "schema": "格式版本", "station": "站点", "as_of": "审核基准日", "period": "服务周期", "tool": "软件与规则版本",
        "files": "文件", "records": "档案", "findings": "问题", "coverage": "规则核对范围", "praise": "值得肯定的地方",
        "prior": "上次评估意见", "waived": "已接受的问题", "sections": "报告各部分",
    },
    "rule": {
        "id": "编号", "title": "标题", "severity": "级别", "section": "报告部分", "origin": "依据来源", "basis": "依据",
        "norm": "应当如何", "applies_to": "适用对象", "when": "适用条件", "parameters": "参数", "message": "问题描述",
        "unsure": "把握不足时的描述", "advice": "整改建议", "examples": "示例", "check": "检查方式",
    },
    "form": {
        "id": "编号", "title": "名称", "record": "所属档案", "part": "在档案中的部分", "titles": "标题的各种写法",
        "not_titles": "不是本表的标题用词", "cues": "特征栏目", "fields": "字段", "rows": "明细表", "approvals": "有审批栏",
        "method": "联系方式",
    },
    "config": {
        "station": "站点", "period": "服务周期", "as_of": "审核基准日", "archive_number": "档案编号格式", "districts": "片区及社区",
        "staff": "人员", "contacts": "联系频率", "grades": "等级", "indicators": "指标", "parameters": "规则参数",
    },
    "waivers": {
        "finding": "问题编号", "rule": "规则编号", "subject": "档案编号或名称", "reason": "接受理由", "author": "接受人", "date": "接受日期",
        "until": "有效期至",
    },
}  # fmt: skip


def schema(which: str) -> dict[str, Any]:
    """Return the schema of ``result``, ``rule``, ``form``, ``config`` or ``waivers``."""
    if which == "rule":
        made = _rule_schema()
    else:
        models: dict[str, type[BaseModel]] = {
            "result": Result,
            "form": FormSpec,
            "config": StationConfig,
            "waivers": Waiver,
        }
        model = models[which]
        made = model.model_json_schema(
            by_alias=True, mode="serialization" if which == "result" else "validation"
        )
    if which == "result":  # what only the outputs of one run see is never written
        for name, field in Result.model_fields.items():
            if field.exclude:
                made["properties"].pop(name, None)
    if which == "config":
        _accept_short_forms(made["$defs"])
        made["properties"]["districts"]["additionalProperties"]["items"] = {
            "anyOf": [{"type": "string"}, {"$ref": "#/$defs/CommunitySettings"}]
        }
    for key, title in _KEYS[which].items():
        for properties in (
            made.get("properties", {}),
            *(one.get("properties", {}) for one in made.get("oneOf", [])),
        ):
            if key in properties:
                properties[key]["title"] = title
    if which == "waivers":
        made = _list_of_waivers(made)
    return {"$schema": DIALECT, **made, "title": TITLES[which]}


def _list_of_waivers(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the whole file: a list of entries, or ``waivers:`` above such a list."""
    entry["anyOf"] = [{"required": ["finding"]}, {"required": ["rule", "subject"]}]
    entry["properties"]["finding"]["anyOf"][0]["pattern"] = FINDING_ID
    for name in ("finding", "rule", "subject", "reason", "author"):
        # Numbers without quotes are taken as texts.
        place = entry["properties"][name]
        place["anyOf"] = [*place.pop("anyOf", [{"type": place.pop("type", "string")}]), {"type": "integer"}]
    entries = {"type": "array", "items": entry}
    whole = {"type": "object", "properties": {"waivers": entries}, "additionalProperties": False}
    return {"anyOf": [entries, whole, {"type": "null"}]}


def _accept_short_forms(definitions: dict[str, Any]) -> None:
    """Let the schema accept what the settings' own readers accept beside the canonical form (每周, 一级, 督导 …)."""
    pair = {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2}
    definitions["Period"] = {"anyOf": [definitions["Period"], pair]}
    role = definitions["StaffMember"]["properties"]["role"]
    role["enum"] = [*station_config._ROLES, *role["enum"]]
    definitions["ContactSettings"]["properties"]["frequency"]["additionalProperties"] = {
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 3660},
            {"enum": list(station_config._FREQUENCIES)},
        ]
    }
    for name in ("highest_need", "lowest_need"):
        entry = definitions["GradeSettings"]["properties"][name]
        entry.pop("type", None)
        entry["anyOf"] = [
            {"type": "integer", "minimum": 1, "maximum": 5},
            {"type": "string", "pattern": station_config._GRADE.pattern},
        ]


def _rule_schema() -> dict[str, Any]:
    """Return the union over check kinds of the head's keys and the kind's own."""
    head = RuleHead.model_json_schema()
    definitions: dict[str, Any] = dict(head.pop("$defs", {}))
    branches = []
    for name, kind in sorted(check_kinds().items()):
        own = kind.model_json_schema()
        definitions |= own.pop("$defs", {})
        properties = {**head["properties"], **own["properties"]}
        kinds = SET_KINDS if issubclass(kind, SetCheck) else tuple(RECORD_KINDS)
        properties["applies_to"] = {"enum": list(kinds), "type": "string"}
        properties["check"] = {"const": name}
        branches.append(
            {
                "title": name,
                "type": "object",
                "additionalProperties": False,
                "properties": properties,
                "required": sorted({*head["required"], *own.get("required", []), "check"}),
            }
        )
    return {"oneOf": branches, "$defs": definitions}
