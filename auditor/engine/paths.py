"""Field paths in rules ("consent.guardian.phone", "sessions[].date"): checked when the rule is loaded, cheap to follow."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal

from auditor.engine.seen import ABSENT, Seen, State, see
from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Place
from auditor.records.facts import Fact
from auditor.records.model import Part
from auditor.yaml_files import did_you_mean


class PathError(ValueError):
    """A path that leads nowhere; the message is Chinese and says what was meant, if that can be guessed."""


Pick = Literal["one", "all", "newest"]


@dataclass(frozen=True, slots=True)
class Step:
    """One attribute on the way: a single thing, all of a list (``[]``), or its newest dated item (``[newest]``)."""

    name: str
    pick: Pick


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A path that exists in its model. ``leaf`` tells whether it ends in a reading, a fact, a part or a plain value.

    ``parts(root)`` returns the objects at the end of the path, absent ones left out.

    ``seen(root)`` returns what stands at the path: one entry per owner, ABSENT where an owner lacks the field. An empty
    list means that no owner exists (no consent form, no sessions). Where the newest of several papers cannot be told
    because one of them has no readable date, everything found is UNCLEAR.

    Both are made for the path's shape when it is compiled: rules follow paths hundreds of thousands of times.
    """

    text: str
    leaf: str
    parts: Callable[[Part], list[Any]]
    seen: Callable[[Part], list[Seen]]

    def first(self, root: Part) -> Seen:
        """Return the first entry of ``seen``, or an ABSENT one."""
        every = self.seen(root)
        return every[0] if every else ABSENT


def _parts_of(steps: tuple[Step, ...]) -> Callable[[Part], list[Any]]:
    """Return the function that follows ``steps`` to their end."""
    if len(steps) > 1 or steps[0].pick == "newest":
        return lambda root: _follow(root, steps)[0]
    name = steps[0].name
    if steps[0].pick == "all":
        return lambda root: list(getattr(root, name) or ())
    return lambda root: [] if (value := getattr(root, name)) is None else [value]


def _seen_of(steps: tuple[Step, ...]) -> Callable[[Part], list[Seen]]:
    """Return the function that sees what stands at the end of ``steps``."""
    *before, last = steps
    name, many = last.name, last.pick != "one"
    if many:
        return lambda root: _see_lists(root, tuple(before), name)
    if not before:
        return lambda root: [see(getattr(root, name))]
    if all(step.pick != "all" for step in before):
        if len(before) == 1 and before[0].pick == "one":
            only = before[0].name
            return lambda root: [] if (owner := getattr(root, only)) is None else [see(getattr(owner, name))]
        way = tuple((step.name, step.pick == "newest") for step in before)
        return lambda root: _see_along(root, way, name)
    if len(before) == 1:
        every = before[0].name
        return lambda root: [see(getattr(owner, name)) for owner in getattr(root, every) or ()]
    return lambda root: _see_all(root, tuple(before), name)


def _see_along(root: Part, way: tuple[tuple[str, bool], ...], name: str) -> list[Seen]:
    """See one field of the one owner to which ``way`` leads; steps marked True take the newest of a list."""
    owner: Any = root
    certain = True
    for step, among_several in way:
        owner = getattr(owner, step)
        if not owner:
            return []
        if among_several:
            owner, sure = newest(owner)
            certain = certain and sure
    found = see(getattr(owner, name))
    return [found if certain else _uncertain(found)]


def _see_all(root: Part, before: tuple[Step, ...], name: str) -> list[Seen]:
    owners, certain = _follow(root, before)
    found = [see(getattr(owner, name)) for owner in owners]
    return found if certain else [_uncertain(item) for item in found]


def _see_lists(root: Part, before: tuple[Step, ...], name: str) -> list[Seen]:
    owners, certain = _follow(root, before)
    found = [see(item) for owner in owners for item in getattr(owner, name) or ()]
    return found if certain else [_uncertain(item) for item in found]


def _uncertain(item: Seen) -> Seen:
    return replace(item, state=State.UNCLEAR) if item.known else item


def _follow(root: Part, steps: tuple[Step, ...]) -> tuple[list[Any], bool]:
    level: list[Any] = [root]
    certain = True
    for step in steps:
        following: list[Any] = []
        for item in level:
            value = getattr(item, step.name)
            if value is None:
                continue
            if step.pick == "one":
                following.append(value)
            elif step.pick == "all":
                following.extend(value)
            elif value:
                chosen, sure = newest(value)
                following.append(chosen)
                certain = certain and sure
        level = following
        if not level:
            break
    return level, certain


_PICKS: dict[str, Pick] = {"": "one", "]": "all", "newest]": "newest"}


def newest(papers: list[Any]) -> tuple[Any, bool]:
    """Return the paper with the latest date, and whether that is certain (one paper, or all of them dated)."""
    if len(papers) == 1:
        return papers[0], True
    dated = [(paper.date.value, index) for index, paper in enumerate(papers) if _has_day(paper)]
    if not dated:
        return papers[-1], False
    return papers[max(dated)[1]], len(dated) == len(papers)


def _has_day(paper: Any) -> bool:
    return paper.date is not None and isinstance(paper.date.value, date) and paper.date.confidence >= DOUBT


@cache
def compile_path(model: type[Any], text: str) -> FieldPath:
    """Check ``text`` against ``model`` and return the path.

    Raises:
        PathError: an attribute on the way does not exist, or a list lacks its ``[]``.
    """
    current: Any = model
    steps: list[Step] = []
    leaf = "part"
    for raw in text.split("."):
        name, _, selector = raw.partition("[")
        pick = _PICKS.get(selector)
        if pick is None:
            raise PathError(f"“{text}”中“[{selector}”应为 [] 或 [newest]")
        if not (isinstance(current, type) and issubclass(current, Part)):
            raise PathError(f"路径“{text}”中“{name}”之前已是具体的值，不能再往下取")
        attributes = attributes_of(current)
        if name not in attributes:
            raise PathError(f"“{text}”中没有“{name}”这一项{did_you_mean(name, attributes)}")
        target, many = attributes[name]
        if target is Place:
            raise PathError(f"“{text}”中的“{name}”是它在文件里的位置，不是表上的一栏")
        if many != (pick != "one"):
            wanted = f"{name}[]" if many else name
            raise PathError(f"“{text}”中“{raw}”应写作“{wanted}”")
        steps.append(Step(name, pick))
        current = target
        leaf = _leaf_kind(target)
    way = tuple(steps)
    return FieldPath(text, leaf, _parts_of(way), _seen_of(way))


@cache
def attributes_of(model: type[Part]) -> dict[str, tuple[Any, bool]]:
    """Return every attribute of a part that a rule may name: its type and whether it is a list."""
    hints = typing.get_type_hints(model)
    result: dict[str, tuple[Any, bool]] = {}
    for name in model.model_fields:
        result[name] = _unwrap(hints[name])
    for name in dir(model):
        member = getattr(model, name, None)
        getter = member.fget if isinstance(member, property) else None
        if isinstance(member, cached_property):
            getter = member.func
        if getter is None or name.startswith(("_", "model_")):
            continue
        annotation = typing.get_type_hints(getter).get("return")
        if annotation is not None:
            result[name] = _unwrap(annotation)
    return result


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        inner = [item for item in typing.get_args(annotation) if item is not type(None)]
        if len(inner) == 1:
            return _unwrap(inner[0])
        return (inner[0], False)
    if origin in (list, tuple):
        return (_unwrap(typing.get_args(annotation)[0])[0], True)
    return (annotation, False)


def _leaf_kind(target: Any) -> str:
    if target is Reading:
        return "reading"
    if target is Fact:
        return "fact"
    if isinstance(target, type) and issubclass(target, Part):
        return "part"
    return "plain"


def iter_known(seen: list[Seen]) -> Iterator[Seen]:
    """Yield the entries that have a value to rely on."""
    return (item for item in seen if item.known)
