"""Input types of this engine's own, beside Haystack's Clean, Exact, Not, Raw and AutoQuery."""

from __future__ import annotations

from haystack.inputs import BaseInput


class Condition(BaseInput):  # type: ignore[misc]
    """
    A value that has to be found but says nothing about the order.

    With it a question can require one thing and be ordered by another, given as a boost:
    ``SearchQuerySet().filter(content=Condition("基层")).boost("基层党组织", 1.0)``.
    """

    input_type_name = "condition"


class Near(Condition):
    """A compound whose parts have to stand in their order and close together; the analyser knows the parts."""

    input_type_name = "near"
