from __future__ import annotations

import pytest

from readingroom.cleaning.dates import find_dates


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2022年02月16日", "2022-02-16", "day"),
        ("2020-11-26", "2020-11-26", "day"),
        ("2020/1/6", "2020-01-06", "day"),
        ("2020.11.26", "2020-11-26", "day"),
        ("2023-10", "2023-10", "month"),
        ("2023年10月", "2023-10", "month"),
        ("二〇二二年七月一日", "2022-07-01", "day"),
        ("二○二一年十二月三十一日", "2021-12-31", "day"),
    ],
)
def test_a_date_keeps_the_precision_that_is_printed(text: str, value: str, precision: str) -> None:
    (date,) = find_dates(text)

    assert (date.value, date.precision) == (value, precision)


@pytest.mark.parametrize(
    ("text", "time"), [("2020-11-26 14:54", "14:54"), ("2023年9月22日 下午3:10", "15:10"), ("2020-11-26", None)]
)
def test_the_time_of_day_is_read_when_it_is_printed(text: str, time: str | None) -> None:
    assert find_dates(text)[0].time == time


@pytest.mark.parametrize("text", ["2022-13-01", "2022年第7期", "110m² 2010年", "13026141964", "1/2", "2021年2月30日"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []
