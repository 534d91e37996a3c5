"""``result.json``: the result exactly by its schema."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from auditor.errors import ConfigurationError, system_reason
from auditor.findings.result import Result


def result_json(result: Result) -> str:
    """Return the result as indented JSON text without a trailing newline; it can always be encoded as UTF-8."""
    try:
        return result.model_dump_json(by_alias=True, indent=2)
    except (PydanticSerializationError, UnicodeEncodeError):
        # A broken font table of a PDF can give half a character; one such text must not cost the whole result.
        text = json.dumps(result.model_dump(by_alias=True), ensure_ascii=False, indent=2, default=str)
        return text.encode("utf-8", "replace").decode("utf-8")


def load_result(path: Path) -> Result:
    """Read an earlier result.

    Raises:
        ConfigurationError: not there, not a result, or of another schema.
    """
    try:
        return Result.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"无法读取：{system_reason(error)}", str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(
            f"不是本软件的审核结果（schema 应为 audit-result/1）；{place} 处不符", str(path)
        ) from error
