"""The schema of ``rules/**/*.yaml``: one file, one rule, with its proof."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from auditor.engine.check import Check

Severity = Literal["critical", "major", "minor", "advice"]
Section = Literal["progress", "management", "quality", "monitoring", "outcome"]
Origin = Literal["law", "standard", "report", "station", "assumption"]
Text = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]


class Strict(BaseModel):
    """Unknown keys are errors: a typo must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parameter(Strict):
    """A threshold of a rule: its default, where the default comes from, and what it means in Chinese."""

    value: Any
    origin: Origin = "assumption"
    meaning: Text


class Example(Strict):
    """A made-up subject in short form (see `auditor.engine.examples`) with the verdict it must get."""

    name: Text
    given: dict[str, Any]


class Examples(Strict):
    """The rule's proof. Near misses in ``passes`` are written down as carefully as what must be found."""

    found: Annotated[list[Example], Field(min_length=1)]
    passes: Annotated[list[Example], Field(min_length=1)]
    unsure: list[Example] = []
    not_checkable: list[Example] = []
    not_applicable: list[Example] = []


class RuleHead(Strict):
    """What every rule file holds beside the keys of its check kind.

    ``norm`` states what must hold, ``message`` what was found (with ``{facts}`` in braces), ``unsure`` what to look at
    by eye when the reading is doubtful, ``advice`` what to do. ``basis`` names where the norm comes from.
    """

    id: RuleId
    title: Text
    severity: Severity
    section: Section
    origin: Origin
    basis: Text
    norm: Text
    applies_to: str
    also_applies_to: list[str] = []
    """Further kinds of record that the same check looks at; its paths must exist there too."""
    when: dict[str, Any] = {}
    parameters: dict[str, Parameter] = {}
    message: Text
    unsure: str = ""
    advice: Text
    examples: Examples


class Rule(BaseModel):
    """A loaded rule: head, check and the file it came from."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    head: RuleHead
    check: Check
    path: str = ""
    shipped: bool = True

    @property
    def id(self) -> str:
        """The public name of the finding."""
        return self.head.id
