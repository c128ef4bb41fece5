"""The server's API as any client sees it: signed in, over TLS, problems turned into errors."""

import json
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from pursight.errors import Refused, Unavailable

TIMEOUT_SECONDS = 60.0


class ApiRefused(Refused):
    """The server answered with a problem."""

    code = "demo.api_refused"


class Api:
    """One person's session with a server.

    Args:
        url: Of the server.
        certificate: The server's own certificate, trusted and nothing else; None without TLS.
    """

    def __init__(self, url: str, certificate: Path | None) -> None:
        self.url = url
        trust: ssl.SSLContext | bool = True
        if url.startswith("https:") and certificate is not None:
            trust = ssl.create_default_context(cafile=str(certificate))
        self._http = httpx.Client(
            base_url=url, verify=trust, timeout=TIMEOUT_SECONDS, trust_env=False
        )
        self._credentials: dict[str, str] = {}

    def sign_in(self, organisation: str, email: str, password: str) -> None:
        """Open a session; it is opened again when its token has run out."""
        self._credentials = {
            "organisation": organisation,
            "email": email,
            "password": password,
        }
        self._http.headers.pop("Authorization", None)
        answer = self._read(self._http.post("/api/v1/sessions", json=self._credentials))
        self._http.headers["Authorization"] = f"Bearer {answer['access_token']}"

    def get(self, path: str, **parameters: object) -> Any:
        """Read one thing; JSON as Python."""
        return self._read(self._send("GET", path, params=_asked(parameters)))

    def text(self, path: str, **parameters: object) -> str:
        """Read a page as text."""
        answer = self._send("GET", path, params=_asked(parameters))
        if not answer.is_success:
            self._read(answer)
        return answer.text

    def post(self, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Ask for something; JSON as Python, None when there is no body."""
        return self._read(self._send("POST", path, json=body or {}))

    def all(self, path: str, **parameters: object) -> Iterator[dict[str, Any]]:
        """Walk a list through all its pages."""
        cursor: str | None = None
        while True:
            page = self.get(path, cursor=cursor, **parameters)
            yield from page["items"]
            cursor = page.get("next_cursor")
            if not cursor:
                return

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **content)
            if answer.status_code == httpx.codes.UNAUTHORIZED and self._credentials:
                self.sign_in(**self._credentials)
                answer = self._http.request(method, path, **content)
        except httpx.HTTPError as error:
            raise Unavailable(f"The server at {self.url} does not answer.") from error
        return answer

    def _read(self, answer: httpx.Response) -> Any:
        if answer.is_success:
            return answer.json() if answer.content else None
        try:
            problem = answer.json()
        except json.JSONDecodeError:
            problem = {"title": f"The server answered {answer.status_code}."}
        said = problem.get("detail") or problem.get("title", "")
        wrong = "; ".join(f"{e['at']}: {e['message']}" for e in problem.get("errors", ()))
        raise ApiRefused(f"{said} {wrong}".strip(), hint=problem.get("hint", ""))


def _asked(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    """Spell a query; a list is one parameter of that name for each of its items, None is none."""
    return [
        (name, str(item))
        for name, value in parameters.items()
        if value is not None
        for item in (value if isinstance(value, list) else [value])
    ]
