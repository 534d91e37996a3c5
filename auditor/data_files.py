"""Where the shipped rules and forms lie: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_rules_folder() -> Path:
    """Return the folder that holds the shipped rule and form definitions.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "forms").is_dir():
            return folder
    raise FileNotFoundError("安装不完整：找不到随软件附带的规则文件夹，请重新安装。")
