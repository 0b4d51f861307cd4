from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from readingroom.search.models import UnansweredQuestion

LIST = reverse("admin:search_unansweredquestion_changelist")


@pytest.fixture
def questions(db):
    """The first was asked most, the second last."""
    rows = (("院落自治章程", 3, date(2024, 5, 6)), ("楼道“红管家”", 1, date(2024, 5, 9)))
    return [
        UnansweredQuestion.objects.create(text=text, folded=text, times=times, first_on=date(2024, 5, 1), last_on=last)
        for text, times, last in rows
    ]


def listed(response) -> list[str]:
    return [str(question) for question in response.context["cl"].result_list]


def settle(desk, action: str, *questions: UnansweredQuestion) -> None:
    desk.post(LIST, {"action": action, "_selected_action": [question.pk for question in questions]})


def test_the_most_asked_come_first_and_the_days_sort_them_too(desk, questions):
    assert listed(desk.get(LIST)) == ["院落自治章程", "楼道“红管家”"]
    assert listed(desk.get(LIST, {"o": "-3"})) == ["楼道“红管家”", "院落自治章程"]


def test_a_settled_question_stands_behind_the_open_ones_until_it_is_reopened(desk, questions, editor):
    asked_most, _ = questions

    settle(desk, "settle", asked_most)
    assert listed(desk.get(LIST)) == ["楼道“红管家”", "院落自治章程"]
    assert listed(desk.get(LIST, {"is_settled__exact": "0"})) == ["楼道“红管家”"]
    asked_most.refresh_from_db()
    assert (asked_most.times, asked_most.changed_by) == (3, editor)

    settle(desk, "reopen", asked_most)
    assert listed(desk.get(LIST, {"is_settled__exact": "0"})) == ["院落自治章程", "楼道“红管家”"]


def test_one_question_is_settled_on_its_page_and_nothing_else_can_be_changed(desk, questions):
    question = questions[0]

    page = reverse("admin:search_unansweredquestion_change", args=[question.pk])
    desk.post(page, {"is_settled": "on", "text": "别的问题", "times": 99})

    question.refresh_from_db()
    assert (question.text, question.times, question.is_settled) == ("院落自治章程", 3, True)


def test_questions_are_deleted_together(desk, questions):
    data = {"action": "delete_selected", "_selected_action": [question.pk for question in questions], "post": "yes"}

    desk.post(LIST, data)

    assert not UnansweredQuestion.objects.exists()


def test_a_question_is_asked_again_and_made_a_synonym_with_one_press(desk, questions):
    page = desk.get(LIST).content.decode()

    quoted = "%E6%A5%BC%E9%81%93%E2%80%9C%E7%BA%A2%E7%AE%A1%E5%AE%B6%E2%80%9D"
    assert f'<a href="/search/?q={quoted}">再搜一次</a>' in page
    assert f'<a href="/desk/search/synonymgroup/add/?words={quoted}">加同义词</a>' in page
    assert "楼道“红管家”" in desk.get(f"/desk/search/synonymgroup/add/?words={quoted}").content.decode()


def test_what_readers_typed_is_shown_as_text(desk, questions):
    UnansweredQuestion.objects.update(text='<b onclick="x">')

    page = desk.get(LIST).content.decode()

    assert "<b onclick" not in page
    assert "&lt;b onclick=" in page


def test_nobody_writes_questions_down(office, db):
    assert office.get(reverse("admin:search_unansweredquestion_add")).status_code == 403


def test_who_may_only_look_settles_nothing(desk, questions, editor):
    editor.groups.clear()
    editor.user_permissions.set(Permission.objects.filter(codename="view_unansweredquestion"))

    settle(desk, "settle", questions[0])

    assert listed(desk.get(LIST)) == ["院落自治章程", "楼道“红管家”"]
    assert not UnansweredQuestion.objects.filter(is_settled=True).exists()
