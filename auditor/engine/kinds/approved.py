"""``approved``: approval cells that a form offers must be filled in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paper_names import paper_names
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse, attributes_holding
from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Mark
from auditor.records.facts import present
from auditor.records.model import Approval, Paper, Record

ROLE_NAMES = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长", "station_head": "站长"}


class Approved(RecordCheck):
    """Every approval cell on the papers at ``of`` must hold something: an opinion, a signature, a picture, a seal.

    ``alternatives`` lists roles of which one is enough where a form offers several of them; ``roles`` limits the check to the
    cells of these roles.
    """

    check: Literal["approved"]
    of: list[str]
    alternatives: list[list[str]] = [["district_head", "deputy_head"]]
    roles: list[str] = []

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"papers", "roles", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with every paper that lacks an approval it asks for."""
        papers = [paper for path in self.of for paper in compile_path(type(record), path).parts(record)]
        empty: list[tuple[Paper, str, tuple[Reading, ...]]] = []
        doubtful: list[Reading] = []
        seen_any = False
        good: list[Reading] = []
        for paper in papers:
            by_role: dict[str, list[tuple[str, tuple[Reading, ...]]]] = {}
            for approval in paper.approvals:
                role = str(approval.role.value) if approval.role and approval.role.value else "supervisor"
                if self.roles and role not in self.roles:
                    continue
                by_role.setdefault(role, []).append(_judge(approval))
            for roles in self._groups(by_role):
                judged = [item for role in roles for item in by_role[role]]
                states = {state for state, _ in judged}
                seen_any = True
                readings = tuple(reading for _, used in judged for reading in used)
                if "filled" in states:
                    good.extend(readings)
                elif "unclear" in states:
                    doubtful.extend(readings)
                else:
                    names = "或".join(ROLE_NAMES.get(role, role) for role in roles)
                    empty.append((paper, names, readings))
        if not seen_any:
            return not_checkable("表格没有审批栏")
        if empty:
            readings = tuple(reading for _, _, used in empty for reading in used)
            roles_named = dict.fromkeys(names for _, names, _ in empty)
            return accuse(
                record,
                context,
                *readings,
                copies_of=attributes_holding(record, [paper for paper, _, _ in empty]),
                papers=paper_names(paper for paper, _, _ in empty),
                roles="、".join(roles_named),
                count=len(empty),
            )
        if doubtful:
            return unsure("审批栏有内容，但未能确认读得准确", *doubtful)
        return passed(*good)

    def _groups(self, by_role: dict[str, list[tuple[str, tuple[Reading, ...]]]]) -> list[list[str]]:
        """Return the roles on the paper, alternatives together."""
        groups: list[list[str]] = []
        left = list(by_role)
        for alternative in self.alternatives:
            together = [role for role in left if role in alternative]
            if together:
                groups.append(together)
                left = [role for role in left if role not in together]
        return groups + [[role] for role in left]


_CAPTIONS = re.compile(
    r"(?:(?:督导|片长|副?站长|审批|审核|批阅|负责人|意见|建议|签名|签字|签章|盖章|日期|时间|年|月|日)|[\s:：_＿/()（）.。、-]){1,60}"
)
"""What is printed in an empty cell: 签名：　日期：　年　月　日."""


@lru_cache(maxsize=1024)
def _is_caption(text: str) -> bool:
    return _CAPTIONS.fullmatch(text) is not None


def _judge(approval: Approval) -> tuple[str, tuple[Reading, ...]]:
    """Return "filled", "unclear" or "empty" for one approval cell, with its readings."""
    readings = present(approval.opinion, approval.signature)
    written = [
        reading for reading in readings if reading.mark is not Mark.TYPED or not _is_caption(reading.raw)
    ]
    if readings and not written:
        return "empty", readings
    if any(not reading.blank and reading.confidence >= DOUBT for reading in written):
        return "filled", readings
    states = [see(reading).state for reading in written]
    if any(state in (State.KNOWN, State.NONE) for state in states):
        return "filled", readings
    if any(state is State.UNCLEAR for state in states):
        return "unclear", readings
    if approval.date is not None:
        if not approval.date.blank:
            # A date without opinion or name: somebody was there, what they wrote was perhaps not read.
            return "unclear", (*readings, approval.date)
        if not readings:
            readings = (approval.date,)
    if not readings and approval.role is not None:
        readings = (approval.role,)
    return "empty", readings
