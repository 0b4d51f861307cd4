"""
What an answer allows the browser that shows it.

Everything comes from this server and nothing runs that is written into a page: a text that smuggled markup past all
else would still do nothing. Scripts may ask this server and no other, and have none of a browser's powers but the two
that reading needs. Framing, content types, referrers and opener are seen to by Django's middleware, see the settings.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

DESK = "/desk/"

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

NEEDED = ("autoplay", "clipboard-write")
"""For reading aloud, which Chromium takes for playing, and for copying a citation."""

DENIED = """
accelerometer browsing-topics camera captured-surface-control clipboard-read compute-pressure cross-origin-isolated
deferred-fetch digital-credentials-create digital-credentials-get display-capture encrypted-media fullscreen gamepad
geolocation gyroscope hid identity-credentials-get idle-detection interest-cohort keyboard-map language-detector
language-model local-fonts magnetometer microphone midi on-device-speech-recognition otp-credentials payment
picture-in-picture private-state-token-issuance private-state-token-redemption publickey-credentials-create
publickey-credentials-get screen-wake-lock serial speaker-selection storage-access summarizer sync-xhr translator usb
window-management xr-spatial-tracking
"""
"""
What Chromium 156 has a name for (`document.featurePolicy.features()`); of a name that it does not know a browser
complains at every page. Left as they are: client hints, which tell only this server, and it does not ask; what a page
may do unseen or at its end, as the desk's pages do; and the local network, for that is where the room is.
"""

PERMISSIONS_POLICY = ", ".join(
    [f"{feature}=(self)" for feature in NEEDED] + [f"{feature}=()" for feature in DENIED.split()]
)


class SecurityHeaders:
    """Middleware. It stands first, so that static files and error pages have the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # A kilobyte, and only pages have powers.
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(DESK)
