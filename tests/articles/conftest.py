from __future__ import annotations

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def curator(db: None) -> User:
    return User.objects.create_user("管理员")
