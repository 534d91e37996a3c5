"""Numbers and stops are only changed into what the model held possible."""

from __future__ import annotations

import numpy as np

from auditor.vision._grammar import settle, valid_identity
from auditor.vision._recognise import Alphabet, Reading

SIGNS = ["", *"0123456789XOlIo。，、.,:：年月日-电话 好"]


def alphabet() -> Alphabet:
    """One feature for each character: the features are the logits."""
    return Alphabet(
        SIGNS,
        np.eye(len(SIGNS), dtype=np.float32),
        np.zeros(len(SIGNS), np.float32),
        {sign: index for index, sign in enumerate(SIGNS)},
    )


def reading(text: str, also: dict[int, tuple[str, float]] | None = None) -> Reading:
    """A reading in which some places have a second choice with a share of the first one's probability."""
    features = np.full((len(text), len(SIGNS)), -20.0, np.float32)
    sure = []
    for place, sign in enumerate(text):
        features[place, SIGNS.index(sign)] = 0.0
        share = 0.0
        if also and place in also:
            other, share = also[place]
            features[place, SIGNS.index(other)] = np.log(share)
        sure.append(1.0 / (1.0 + share) - 1e-4)
    return Reading(text, [float(k) for k in range(len(text))], sure, features, list(range(len(text))))


def identity() -> str:
    first = "44010619900307001"
    return next(first + sign for sign in "0123456789X" if valid_identity(first + sign))


def test_letters_in_a_date_become_digits_where_the_model_agrees() -> None:
    read = reading("2O25年l月5日", {1: ("0", 0.4), 5: ("1", 0.3)})
    assert settle(read, alphabet()).text == "2025年1月5日"


def test_a_letter_stays_where_the_model_does_not_support_the_digit() -> None:
    read = reading("2O25年1月5日", {1: ("0", 0.001)})
    assert settle(read, alphabet()).text == "2O25年1月5日"


def test_an_identity_number_is_mended_by_its_check_character() -> None:
    right = identity()
    wrong = right[:9] + ("8" if right[9] != "8" else "3") + right[10:]
    mended = settle(reading(wrong, {9: (right[9], 0.4), 3: ("7", 0.05)}), alphabet())
    assert mended.text == right
    assert max(mended.sure[9:10]) < 0.98


def test_an_identity_number_that_cannot_be_mended_is_doubted_not_changed() -> None:
    right = identity()
    wrong = right[:9] + ("8" if right[9] != "8" else "3") + right[10:]
    read = reading(wrong, {12: ("4", 0.1)})
    after = settle(read, alphabet())
    assert after.text == wrong
    assert min(after.sure) <= 0.5


def test_a_wrong_number_that_reads_surely_is_what_stands_on_the_paper() -> None:
    right = identity()
    wrong = right[:9] + ("8" if right[9] != "8" else "3") + right[10:]
    after = settle(reading(wrong), alphabet())
    assert after.text == wrong
    assert min(after.sure) > 0.99


def test_a_right_number_gains_confidence() -> None:
    read = reading(identity(), {4: ("8", 0.2)})
    assert min(settle(read, alphabet()).sure) > min(read.sure)


def test_month_thirteen_is_mended_or_doubted() -> None:
    doubted = settle(reading("2025-18-05", {6: ("9", 0.3)}), alphabet())
    assert doubted.text == "2025-18-05"
    assert min(doubted.sure) <= 0.5
    assert settle(reading("2025-18-05", {5: ("0", 0.3)}), alphabet()).text == "2025-08-05"


def test_phone_with_a_lookalike() -> None:
    assert settle(reading("电话:138O0138000", {6: ("0", 0.5)}), alphabet()).text == "电话:13800138000"


def test_stop_after_a_chinese_character() -> None:
    assert settle(reading("日好o", {2: ("。", 0.2)}), alphabet()).text == "日好。"
    assert settle(reading("日好o"), alphabet()).text == "日好o"


def test_ordinary_text_is_the_same_object() -> None:
    read = reading("电话好")
    assert settle(read, alphabet()) is read
