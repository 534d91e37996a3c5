"""The client's signature under the paper's own word for the client: who is called 受访户 at the head signs as 受访户签字."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.forms.items import ItemIndex, filled
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item
from auditor.forms.load import FormIndex

_NAME, _SIGNATURE = "client.name", "client.signature"
_SURE = 0.92
_SIGNS = re.compile(r"^(.{2,8}?)(?:本人)?(?:亲笔|确认)?(?:签字|签名|签署|签章|签认|画押|落款)(?:栏|处)?$")
_NAMED = re.compile(r"(?:的?(?:姓名|名字|名称|全名))$")


def client_signature(
    entry: FormIndex, index: ItemIndex, chosen: Mapping[str, tuple[Item, float]]
) -> tuple[Item, float] | None:
    """Return where the client signs, by the label of the client's name or the form's expression for it; None without it.

    Args:
        entry: the form.
        index: the items of the paper.
        chosen: the item of each field and how sure it is.
    """
    spec = entry.spec.fields.get(_SIGNATURE)
    if spec is None or (_SIGNATURE in chosen and filled(chosen[_SIGNATURE][0])):
        return None
    called = _NAMED.sub("", fold_key(chosen[_NAME][0].label_text)) if _NAME in chosen else ""
    meant = entry.field_words.get(_NAME)
    roles = index.vocabulary.book.roles
    taken = {id(item) for key, (item, _) in chosen.items() if key != _SIGNATURE}
    found: list[Item] = []
    for items in index.by_key.values():
        for item in items:
            signs = _SIGNS.match(fold_key(item.label_text))
            if signs is None or id(item) in taken:
                continue
            word = _NAMED.sub("", signs[1])
            context = item.label.context if item.label is not None else ""
            if context not in ("", "client") or context in roles:
                continue
            if word == called or (meant is not None and meant.search(word)):
                found.append(item)
    found = [item for item in found if filled(item)] or found
    return (found[0], _SURE) if found else None
