from __future__ import annotations

from django.conf import settings
from django.db import models


class OneTimePassword(models.Model):
    """
    一次性密码: a password that somebody else has seen, and that its owner must therefore change.

    It is one-time for as long as the user's password hash is the one noted here. So changing the password,
    by whatever way, ends it, and nothing needs to be told.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="one_time_password", verbose_name="用户"
    )
    password = models.CharField("密码散列", max_length=128)

    class Meta:
        verbose_name = "一次性密码"
        verbose_name_plural = "一次性密码"

    def __str__(self) -> str:
        return str(self.user)
