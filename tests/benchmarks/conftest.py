"""What is measured beside the room is an application of its own, and needs what tests must not need."""

from __future__ import annotations

collect_ignore = ["stacks"]
