"""Whoever the paper calls by its own word for the client signs under that word."""

from __future__ import annotations

import pytest

from auditor.forms.model import FilledForm
from auditor.reading import form_set, paper_of
from tests.forms.papers import A, document, table

FORMS = form_set(())


def consent(word: str, signature: str) -> FilledForm:
    rows = [
        ["个案编号", "QS-GA-003", word, "陶立春"],
        [f"{word.removesuffix('姓名')}签字", signature, "社工签字", A],
        ["签订日期", ("2025年3月2日", 3)],
    ]
    text = "本人已了解服务内容、保密原则及其例外，同意接受个案服务。"
    (form,) = paper_of(document("个案服务知情同意书", text, table([*map(list, rows)])), FORMS).forms
    return form


@pytest.mark.parametrize("word", ["帮扶对象", "受访居民", "关爱对象姓名", "救助对象"])
def test_the_client_signs_under_the_papers_own_word(word: str) -> None:
    form = consent(word, A)
    assert form.form == "case-consent"
    assert form.fields["client.signature"].mark.value == "image"
    left = consent(word, "")
    assert left.fields["client.signature"].blank and not left.fields["client.signature"].doubtful


def test_others_do_not_sign_for_the_client() -> None:
    rows = [
        ["个案编号", "QS-GA-003", "帮扶对象", "陶立春"],
        ["见证人签字", A, "社工签字", A],
        ["家属签字", A, "签订日期", "2025年3月2日"],
    ]
    (form,) = paper_of(document("个案服务知情同意书", table(rows)), FORMS).forms
    assert "client.signature" not in form.fields or form.fields["client.signature"].blank
