"""Captions of the sheet itself: when and by whom it was printed or exported, nothing that the paper records."""

from __future__ import annotations

import re

_OF_THE_SHEET = re.compile(r"(?:打印|打出|列印|导出|下载|生成|输出|上传)的?(?:时间|日期|时刻|日|时|人员?)?$")


def of_the_sheet(caption: str) -> bool:
    """Tell whether a caption asks when or by whom the sheet was printed."""
    return _OF_THE_SHEET.search(caption) is not None
