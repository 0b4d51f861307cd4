from __future__ import annotations

from django.core.exceptions import ValidationError


class Refused(Exception):
    """What a curator asked for breaks a rule; the message is Chinese and says which."""

    @classmethod
    def because(cls, error: ValidationError) -> Refused:
        return cls(" ".join(error.messages))
