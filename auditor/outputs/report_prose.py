"""Findings in an evaluator's words: which papers, what stands in them, what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from auditor.findings.result import Finding
from auditor.outputs.plain_text import plain

MAX_FACTS = 4
"""Facts told of one item; of the rest only the subjects are named, the facts stand in the table of findings."""
MAX_NAMED = 15
"""Subjects named in one sentence."""
MAX_NAMES_LENGTH = 150
"""Characters that their names may take together: of long ones fewer are named, but never fewer than three."""
DOUBT = "请核对"
_CIRCLED = {**{n: chr(0x2460 + n - 1) for n in range(1, 21)}, **{n: chr(0x3251 + n - 21) for n in range(21, 36)},
            **{n: chr(0x32B1 + n - 36) for n in range(36, 51)}}  # fmt: skip
_DIGITS = "零一二三四五六七八九"
_HERE = "\0"
_COUNTED = re.compile(r"[共有]\d")
_QUOTED = f"“{_HERE}”"


def circled(number: int) -> str:
    """Return ① to ㊿; beyond what Unicode has, the number in brackets."""
    return _CIRCLED.get(number, f"[{number}]")


def chinese_number(number: int) -> str:
    """Return 1 to 99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (
        _DIGITS[ones] if ones or not tens else ""
    )


def listed(names: Sequence[str], *, quoted: bool = False) -> str:
    """Return names joined as Chinese joins them, quoted ones without 、; of many the first ones and how many there are."""
    first = _first(names)
    shown = "".join(f"“{name}”" for name in first) if quoted else "、".join(first)
    return f"{shown}等{len(names)}个" if len(names) > len(first) else shown


def _first(names: Sequence[str]) -> Sequence[str]:
    length = 0
    for count, name in enumerate(names[:MAX_NAMED]):
        length += len(name)
        if count >= 3 and length > MAX_NAMES_LENGTH:
            return names[:count]
    return names[:MAX_NAMED]


def facts(findings: Sequence[Finding], name: Callable[[Finding], str]) -> str:
    """Return what was found, without a full stop: findings that differ only in their subject are one sentence.

    Args:
        findings: of one rule and one certainty.
        name: how a finding's subject is named.
    """
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_pattern(finding), []).append(finding)
    told = [_sentence(pattern, members) for pattern, members in alike.items()]
    # What takes several sentences to tell is not one part of a longer one.
    joint = "。" if any("。" in text[:-2] for text in told) else "；"
    if len(told) <= MAX_FACTS:
        return joint.join(told)
    rest = [member for members in list(alike.values())[MAX_FACTS - 1 :] for member in members]
    names = list(dict.fromkeys(name(member) for member in rest))
    return f"{joint.join(told[: MAX_FACTS - 1])}{joint}另有{named(names)}存在同类情况（详见附录问题明细）"


def concern_text(
    findings: Sequence[Finding], advice: str, certainty: str, name: Callable[[Finding], str]
) -> str:
    """Return one item of 需要关注的地方 after its lead: the facts, then the advice; doubtful readings as a request to check."""
    told = facts(findings, name)
    advice = plain(advice).rstrip("。")
    # A quotation that ends a sentence has its full stop inside.
    stop = "" if told.endswith(("。”", "！”", "？”", "……”")) else "。"
    if certainty != "check":
        return f"{told}{stop}{advice}。" if advice else f"{told}{stop}"
    asked = told if DOUBT in told else f"{DOUBT}原件：{told}"
    return f"{asked}{stop}经核对属实的，{advice}。" if advice else f"{asked}{stop}"


def subjects_text(findings: Iterable[Finding], name: Callable[[Finding], str]) -> str:
    """Return the subjects of findings, each once."""
    return named(list(dict.fromkeys(name(finding) for finding in findings)))


def named(names: Sequence[str]) -> str:
    """Return subjects of several kinds joined, each kind said once: 个案RY-001、RY-002、小组XZ-003."""
    by_kind: dict[str, list[str]] = {}
    first = _first(names)
    for text in first:
        kind, space, rest = text.partition(" ")
        by_kind.setdefault(kind if space else "", []).append(rest if space else text)
    joined = "、".join(kind + "、".join(members) for kind, members in by_kind.items())
    return f"{joined}等{len(names)}个" if len(names) > len(first) else joined


def _pattern(finding: Finding) -> str:
    """Return the message with its subject left open, where only the subject tells it from another finding's."""
    message = plain(finding.message).rstrip("。")
    subject = plain(finding.subject.id)
    # "有1处" counts within one subject: of two subjects together it would be wrong.
    if len(subject) < 2 or message.count(subject) != 1 or _COUNTED.search(message):
        return message
    start = message.index(subject)
    around = message[start - 1 : start] + message[start + len(subject) : start + len(subject) + 1]
    if re.search(r"[A-Za-z0-9\-]", around):
        return message
    return message.replace(subject, _HERE)


def _sentence(pattern: str, findings: Sequence[Finding]) -> str:
    if _HERE not in pattern:
        return pattern
    subjects = list(dict.fromkeys(plain(finding.subject.id) for finding in findings))
    if _QUOTED in pattern:
        return pattern.replace(_QUOTED, listed(subjects, quoted=True))
    return pattern.replace(_HERE, listed(subjects))
