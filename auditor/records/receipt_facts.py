"""Whether the place for a receiver's receipt on a referral holds anything but what is printed there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.forms.model import Reading
from auditor.pages.model import INK_ANCHOR, Mark
from auditor.records.facts import UNKNOWN, Fact
from auditor.records.lexicon import fold_lines

if TYPE_CHECKING:
    from auditor.records.case import Referral

_MAX_READ = 20_000
_RECEIPT = re.compile(
    r"^[\s.…·—_\-]*[(【]?(?:接收|转入|受理|对方|贵)?(?:单位|机构|方)?(?:的)?(?:转介)?回(?:执|条|函)(?:栏|联|内容|情况)?[)】]?[\s.…·—_\-:]*"
)
_LONGEST_PART = 240
_PRINTED = re.compile(
    r"经办人|接收人|收件人|接收单位|接收机构|受理人|负责人|承办人|联系人|联系电话|电话|签名|签字|签章|盖章|公章|日期|时间|单位|机构|意见|[年月日]|[\s_,，。、.…:：;；/\-—()【】]"
)
_GAP = re.compile(r"_{3,}")
_INKED = frozenset({Mark.IMAGE, Mark.HANDWRITTEN, Mark.STAMP})


def receipt_left_blank(referral: Referral) -> Fact:
    """Return False where the part for the receipt holds only what is printed, doubtful where that is a sentence with gaps.

    Unknown where there is no such part, where anything is filled in, or where ink would not show in the paper's text.
    """
    text = fold_lines(referral.text[:_MAX_READ])
    marks = {
        r.mark
        for r in (referral.client_consent, referral.worker_signature, referral.receipt)
        if r is not None
    }
    if marks & _INKED and INK_ANCHOR not in text:
        return UNKNOWN
    lines = text.split("\n")
    for at, line in enumerate(lines):
        head = _RECEIPT.match(line)
        if head is None:
            continue
        part = "\n".join([line[head.end() :], *lines[at + 1 :]])[:_LONGEST_PART]
        if INK_ANCHOR in part or any(character.isdigit() for character in part):
            return UNKNOWN
        left = _PRINTED.sub("", part)
        here = (Reading(None, "", "回执", Mark.BLANK, referral.place),)
        if not left and part.strip():
            return Fact(False, here)
        if _GAP.search(part):
            return Fact(False, here, True, "回执处印有文字，留空未填")
        return UNKNOWN
    return UNKNOWN
