"""``answered``: where an approver asks for something, the worker's response cell must be filled in."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paper_names import paper_names
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse, attributes_holding
from auditor.forms.model import Reading
from auditor.records.lexicon import excerpt
from auditor.records.model import Paper, Record


class Answered(RecordCheck):
    """Every paper at ``of`` with a comment that asks for something must have its response cell filled in.

    Papers without a response cell are not asked; 同意, 已阅 and praise ask for nothing. A response of 无 is a response.
    """

    check: Literal["answered"]
    of: list[str]

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"papers", "count", "quote"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with every comment left without a response."""
        open_comments: list[tuple[Paper, Reading, Reading]] = []
        doubtful: list[Reading] = []
        checked = False
        for path in self.of:
            for paper in compile_path(type(record), path).parts(record):
                if not isinstance(paper, Paper) or paper.response is None:
                    continue
                checked = True
                asked = see(paper.comment_asks)
                if asked.value is not True:
                    continue
                response = see(paper.response)
                comment = asked.readings[0] if asked.readings else paper.response
                if response.state is State.UNCLEAR and paper.response.blank:
                    # An empty place that is perhaps the response's: silence would hide it.
                    doubtful += [comment, paper.response]
                elif response.state is State.BLANK and asked.state is State.UNCLEAR:
                    doubtful.append(comment)
                elif response.state is State.BLANK:
                    open_comments.append((paper, comment, paper.response))
        if open_comments:
            readings = [reading for _, comment, response in open_comments for reading in (comment, response)]
            quote = excerpt(open_comments[0][1].raw)
            return accuse(
                record,
                context,
                *readings,
                copies_of=attributes_holding(record, [paper for paper, _, _ in open_comments]),
                papers=paper_names(paper for paper, _, _ in open_comments),
                count=len(open_comments),
                quote=quote,
            )
        if doubtful:
            return unsure(
                "意见是否需要回应、回应栏是否空白不能确定", *doubtful, quote=excerpt(doubtful[0].raw)
            )
        return passed() if checked else not_checkable("表格没有社工回应栏")
