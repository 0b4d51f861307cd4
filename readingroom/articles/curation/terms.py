"""What the office says to words and weights that a newer version of the software proposes."""

from __future__ import annotations

import logging

from django.contrib.auth.models import User

from ..models import Term, TermState
from ..refusal import Refused
from ..room import announce, writing

logger = logging.getLogger(__name__)


def accept_term(term: Term, *, by: User | None) -> None:
    with writing():
        _read_proposal(term)
        term.state = TermState.ACTIVE
        if term.proposed_weight is not None:
            term.weight = term.shipped_weight = term.proposed_weight
        _settle(term)
    logger.info("accept: term %s by %s", term.pk, by)


def refuse_term(term: Term, *, by: User | None) -> None:
    """A refused word stays as a deleted row and a refused weight as the last one shipped: neither is proposed again."""
    with writing():
        _read_proposal(term)
        if term.proposed_weight is not None:
            term.shipped_weight = term.proposed_weight
        else:
            term.state = TermState.DELETED
        _settle(term)
    logger.info("refuse: term %s by %s", term.pk, by)


def _read_proposal(term: Term) -> None:
    term.refresh_from_db()
    if term.state != TermState.PROPOSED and term.proposed_weight is None:
        raise Refused(f"主题词“{term}”没有待采纳的改动。")


def _settle(term: Term) -> None:
    term.proposed_weight = None
    term.save(update_fields=["state", "weight", "shipped_weight", "proposed_weight"])
    announce()
