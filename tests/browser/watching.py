"""What a browser does and complains of behind a reader's back."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request


class Watch:
    """
    Listens from the moment it is made.

    What the content security policy forbids, and what a script fails at, the browser writes to its console.
    """

    def __init__(self, context: BrowserContext, *addresses: str) -> None:
        """`addresses` are the room's; nothing may be asked of any other."""
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._addresses = addresses
        self._pages: set[str] = set()
        context.on("request", self._note_request)
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    @property
    def asked_outside(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(self._addresses)]

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)
        if request.is_navigation_request():
            self._pages.add(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        """A page that answers 404 is one thing, and a style sheet or script that does another."""
        is_page = message.location["url"] in self._pages and message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not is_page:
            self.complaints.append(f"{message.text} ({message.location['url']})")
