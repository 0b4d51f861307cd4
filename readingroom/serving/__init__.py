"""
From an installed program to a room that answers: the data folder, the server, the first administrator.

`prepare` makes or completes the data folder and may be run, or killed, at any time; `serve` answers until it
is told to stop, and is what shows the first administrator's password: so only a room that can be logged in to
shows one. They are two commands so that an office's service manager can run the first as its own step.

cheroot serves: pure Python, so that it installs on every processor an office has, and with TLS, so that a
room without a proxy in front can still keep the curators' passwords to itself. waitress has no TLS and two
unreleased fixes of request framing; gunicorn wants a proxy in front for TLS and slow readers.
"""
