"""The schema of ``rules/forms/*.yaml``: one file describes one form."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

FieldType = Literal[
    "text",  # anything; inner spaces kept
    "narrative",  # long text: process, description, opinion
    "name",  # a person's name, possibly masked
    "date",  # a day; value is datetime.date
    "time",  # start and end of a service: value "HH:MM-HH:MM" or "HH:MM"
    "phone",  # value is the first valid number, digits only; raw keeps them all
    "id_number",  # 18 or 15 characters, possibly masked
    "number",  # archive number, normalised: "NY-001"
    "grade",  # 1 to 5
    "count",  # an integer with or without unit
    "score",  # a number, possibly fractional
    "amount",  # yuan
    "age",  # years
    "sex",  # 男 / 女
    "relation",  # 父亲, 母亲, 祖母 … normalised
    "choice",  # tick group or written option: value is the tuple of chosen options
    "signature",  # value is the typed name, if any; what counts is the mark
    "signatures",  # several people's in one place: value is how many there are
]


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"“{text}”不是有效的表达式：{error}") from error
    return text


def _options(options: dict[str, list[str]]) -> dict[str, list[str]]:
    for words in options.values():
        for word in words:
            if is_expression(word):
                _expression(word[1:-1])
    return options


def is_expression(word: str) -> bool:
    """Tell whether a wording of an option is an expression for all wordings of a kind: ``/一(?:个)?人居住/``."""
    return len(word) > _LEAST_EXPRESSION and word[0] == word[-1] == "/"


_LEAST_EXPRESSION = 2
Options = Annotated[dict[str, list[str]], AfterValidator(_options)]
"""Canonical option -> other wordings of it, and expressions between slashes, searched in a folded answer of 24 characters at most."""
Expression = Annotated[str, AfterValidator(_expression), Field(max_length=600)]
"""A regular expression, searched in a folded label of at most 20 characters."""
Labels = Annotated[list[Annotated[str, StringConstraints(min_length=1)]], Field(min_length=1)]


class Strict(BaseModel):
    """Unknown keys are errors: a typo must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldSpec(Strict):
    """One field: the labels under which it is printed and the type of its value."""

    labels: Labels
    type: FieldType = "text"
    options: Options = {}
    """For choices: canonical option -> other wordings of it. Options not listed are kept as printed."""
    within: list[str] = []
    """Captions of the block in which the label must stand (监护人, 父亲 …); empty: anywhere."""
    not_within: list[str] = []
    """Captions of blocks in which the label means something else."""
    prefer: list[str] = []
    """Captions or persons whose value is taken first where several would do (the client's date before the worker's)."""
    title_pattern: str = ""
    """Regular expression with one group: the value may also stand in the form's title (第3次)."""
    meant_by: Expression = ""
    """Regular expression over a label that no list has: on this form such a label asks for this field (see `forms.own_words`)."""


class ColumnSpec(Strict):
    """One column of a table of repeated rows."""

    labels: Labels
    type: FieldType = "text"
    options: Options = {}
    meant_by: Expression = ""
    """As for a field: a head that no list has and that on this form asks for this column."""


class RowsSpec(Strict):
    """A table of repeated rows inside the form."""

    captions: list[str] = []
    columns: dict[str, ColumnSpec]
    required: list[str] = []
    """Columns that must be in the header for the table to be taken for this one; ``a|b``: one of them."""
    keeps_sums: bool = False
    """Rows of sums (小计, 合计) are rows of this table too, in their places: what they say is checked."""
    as_papers: bool = False
    """Each row is a paper of its own (a long table of process records)."""

    @property
    def needed(self) -> list[list[str]]:
        """The required columns, each with those that may stand for it."""
        return [names.split("|") for names in self.required]


class FormSpec(Strict):
    """One form of a station's form set."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    record: str
    """Kind of the record that this paper belongs to (case, household-archive, roster …)."""
    part: str
    """Attribute of that record which this paper fills (cover, consent, sessions …)."""
    titles: Labels
    not_titles: list[str] = []
    title_words: list[list[str]] = []
    """What titles are put together from where none of ``titles`` fits: a word of each group, in order (小组, 团体 | 记录, 纪实).

    Labels of the form must confirm such a title, see ``title_words_suffice``.
    """
    title_words_suffice: bool = False
    """A title put together from ``title_words`` needs no label to confirm it: papers without labels, such as tests."""
    cues: list[str] = []
    """Labels that betray the form when its title is missing or unusual."""
    asks: list[str] = []
    """Fields one of which at least every paper of this form asks for; without any, labels alone never tell it."""
    fields: dict[str, FieldSpec] = {}
    rows: dict[str, RowsSpec] = {}
    ledger: bool = False
    """The form may also be kept as a ledger: a table with a row for each client, whose columns are the form's fields."""
    approvals: bool = False
    """The paper may carry approval cells (督导, 片长, 副站长); their labels are in rules/labels.yaml."""
    method: str = ""
    """For contacts: visit or call, where the form itself says so."""
    foresees: bool = False
    """A plan: tables in it tell what is to be done, and are no papers of what was done."""
    paragraphs: bool = False
    """A report: its running text is kept as rows ``paragraphs``; the tables in it are forms of their own."""


class LabelBook(Strict):
    """``rules/labels.yaml``: words that all forms share."""

    contexts: dict[str, list[str]] = {}
    """Person or role -> words for it (guardian: 监护人, 法定代理人 …). Approval roles are among them."""
    aspects: dict[
        Literal["name", "signature", "date", "opinion", "phone", "relation", "detail", "response"], list[str]
    ] = {}
    """General meaning -> labels that take their person from what stands before them (签名, 日期, 联系电话 …)."""
    roles: list[str] = []
    """The contexts that approve papers."""
    labels: list[str] = []
    """Further labels that no form definition has."""
    captions: list[str] = []
    """Captions of blocks."""
    stops: list[str] = []
    """Labels that end a table of repeated rows (总分, 合计, 备注 …)."""
    title_noise: list[str] = []
    """Words that stand before or after a title and do not tell forms apart."""
    wordings: dict[str, list[str]] = {}
    """First wording -> others that mean the same inside a label (日期: 时日, 时间); see `forms.wordings`."""
    fillers: list[str] = []
    """Words that change nothing in a label (具体, 本次)."""
    questions: dict[str, list[str]] = {}
    """Label -> phrases in questions that ask for it (居住状况: 和谁一起住)."""
    foreign: list[str] = []
    """Words in the titles of papers that are not the station's: their labels alone never make them one of its forms."""
