from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('{% url "pages:index" %}', "/"),
        ('{% url "pages:about" %}', "/about/"),
        ('{% url "pages:article" 7 %}', "/articles/7/"),
        ('{% url "pages:article" number=7 %}', "/articles/7/"),
        ("{% url name %}", "/help/"),
        ('{% url "pages:about" as there %}[{{ there }}]', "[/about/]"),
        ('{% url "pages:nowhere" as there %}[{{ there }}]', "[]"),
        ('{% url "admin:index" %}', "/desk/"),
    ],
)
def test_an_address_is_the_one_that_django_gives_the_first_time_and_the_next(source: str, address: str) -> None:
    assert [rendered(source, name="pages:help") for _ in range(2)] == [address, address]


def test_a_name_that_no_page_has_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        rendered('{% url "pages:nowhere" %}')


def test_a_name_out_of_a_variable_is_read_each_time() -> None:
    template = Template("{% url name %}")

    assert [template.render(Context({"name": f"pages:{name}"})) for name in ("help", "about")] == ["/help/", "/about/"]
