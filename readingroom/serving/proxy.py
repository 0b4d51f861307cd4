from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

Network = IPv4Network | IPv6Network
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class ForwardedHeaders:
    """
    Believes X-Forwarded-For and X-Forwarded-Proto when the trusted proxy sends them.

    Then the client stands where it would stand without a proxy, and the headers are taken away: what is left of
    them behind this place is nobody's word, but tells that somebody speaks for somebody else.
    """

    def __init__(self, application: Application, trusted: Network | None) -> None:
        self.application = application
        self.trusted = trusted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._is_trusted(environ.get("REMOTE_ADDR", "")):
            self._believe(environ)
        return self.application(environ, start_response)

    def _believe(self, environ: dict[str, Any]) -> None:
        environ["REMOTE_ADDR"] = self._client(environ.pop("HTTP_X_FORWARDED_FOR", "")) or environ["REMOTE_ADDR"]
        scheme = environ.pop("HTTP_X_FORWARDED_PROTO", "")
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme

    def _is_trusted(self, address: str) -> bool:
        try:
            return self.trusted is not None and ip_address(address) in self.trusted
        except ValueError:
            return False

    def _client(self, addresses: str) -> str | None:
        """The last address that is not a trusted proxy's: what stands before it was written by the client."""
        for address in reversed([part.strip() for part in addresses.split(",")]):
            if not self._is_trusted(address):
                return address or None
        return None
