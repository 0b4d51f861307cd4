"""These modules are for the process that runs upstream's tests, where upstream's tests and the lifted engine are."""

collect_ignore = ["settings.py", "seams.py"]
