"""Asking: how the server is asked for what it alone knows, and how its answers become values."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from pursight.identity import new_id
from pursight_desktop.operations.exporting import CannotExport
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import NotTheServer, no_answer, read

T = TypeVar("T")
Ask = Callable[..., Awaitable[object]]
"""Asks the server: method, path, and content as httpx takes it."""

PAGE: Final = 200
MOST: Final = 5_000
"""So many rows of a list are fetched; whoever has more must search."""

OFFERED: Final = 30
"""So many are offered to choose from; whoever wants another one types more."""


@dataclass(frozen=True, slots=True)
class Tagged(Generic[T]):
    """A thing as the server had it, and the tag that an edit of it has to name."""

    value: T
    etag: str


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A list of the server.

    Attributes:
        rows: In the server's order.
        more: Whether there are more than these.
    """

    rows: tuple[T, ...]
    more: bool = False


class Asking:
    """Asks the server as the person who is signed in.

    Every method raises `Offline` when the server cannot be reached, `SessionOver` when the person
    has to sign in again, `ServerRefused` with the server's own words when it says no, and
    `NotTheServer` when the answer is not of the kind that was asked for.
    """

    def __init__(self, client: httpx.AsyncClient, account: Account) -> None:
        self._client, self._account = client, account

    async def ask(self, method: str, path: str, **content: Any) -> object:
        """Ask once; gives the answer's JSON, None if it has none."""
        return read(await self._answer(method, path, **content))

    async def get(self, kind: type[T], path: str, **wanted: str) -> T:
        """Read a thing.

        Args:
            kind: What the answer is to be.
            path: Of the thing.
            wanted: Parameters of the query.
        """
        return read_as(TypeAdapter(kind), await self.ask("GET", path, params=wanted))

    async def text(self, path: str) -> str:
        """Read a file that the server makes, such as a sheet, as it is."""
        answer = await self._answer("GET", path)
        if not answer.is_success:
            read(answer)
        return answer.text

    async def tagged(self, kind: type[T], path: str) -> Tagged[T]:
        """Read a thing that is to be edited."""
        answer = await self._answer("GET", path)
        return Tagged(read_as(TypeAdapter(kind), read(answer)), answer.headers.get("ETag", ""))

    async def listed(self, kind: type[T], path: str, **wanted: str) -> Listed[T]:
        """Read a list page by page, `MOST` rows of it at most.

        Args:
            kind: Of a row.
            path: Of the list.
            wanted: Parameters of the query.
        """
        rows: list[T] = []
        cursor = ""
        one = TypeAdapter(kind)
        while True:
            params = {"limit": str(PAGE)} | wanted | ({"cursor": cursor} if cursor else {})
            page = await self.get(dict[str, Any], path, **params)
            rows += [read_as(one, item) for item in page.get("items", ())]
            cursor = str(page.get("next_cursor") or "")
            if not cursor or len(rows) >= MOST:
                return Listed(tuple(rows), bool(cursor))

    async def first(
        self, kind: type[T], path: str, number: int = OFFERED, **wanted: str
    ) -> Listed[T]:
        """Read only the first rows of a list; as `listed` else."""
        params = {"limit": str(number)} | wanted
        page = await self.get(dict[str, Any], path, **params)
        one = TypeAdapter(kind)
        rows = tuple(read_as(one, item) for item in page.get("items", ()))
        return Listed(rows, bool(page.get("next_cursor")))

    async def write(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | list[Any] | None = None,
        *,
        seen: str = "",
    ) -> object:
        """Have the server change something; gives its answer.

        Args:
            method: POST, PUT, PATCH, DELETE.
            path: Of what is changed.
            body: What is to be; times and identities as JSON has them.
            seen: The tag of what the person had before their eyes; the server refuses the edit if
                somebody else has changed it since.
        """
        # the key lets a repeated request have the first one's answer instead of a second effect
        headers = {"Idempotency-Key": str(new_id())} | ({"If-Match": seen} if seen else {})
        return await self.ask(method, path, json=body, headers=headers)

    async def made(
        self,
        kind: type[T],
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        seen: str = "",
    ) -> T:
        """Do as `write`; the answer is a thing of a kind."""
        return read_as(TypeAdapter(kind), await self.write(method, path, body, seen=seen))

    async def download(
        self, path: str, target: Path, told: Callable[[int], object], **wanted: str
    ) -> None:
        """Fetch a file; one that is cut off, or given up, is not left behind.

        Args:
            path: On the server.
            target: Where it goes; what was there is replaced once all of it is here.
            told: Hears how many bytes have come, on the thread of the engine.
            wanted: Parameters of the query.

        Raises:
            CannotExport: The folder or the disk does not let us.
        """
        fresh = target.with_name(f".{target.name}.part")
        done = 0
        try:
            with fresh.open("wb") as file:
                async with self._client.stream("GET", path, params=wanted) as answer:
                    if not answer.is_success:
                        await answer.aread()
                        read(answer)
                    async for piece in answer.aiter_bytes():
                        file.write(piece)
                        done += len(piece)
                        told(done)
            fresh.replace(target)
        except httpx.HTTPError as error:
            raise no_answer(self._account.server_url, error) from error
        except OSError as error:
            raise CannotExport(
                f"{target.name} could not be written: {error.strerror or error}.",
                hint="Choose another folder.",
            ) from error
        finally:
            fresh.unlink(missing_ok=True)

    async def _answer(self, method: str, path: str, **content: Any) -> httpx.Response:
        try:
            return await self._client.request(method, path, **content)
        except httpx.HTTPError as error:
            raise no_answer(self._account.server_url, error) from error


def read_as(kind: TypeAdapter[T], content: object) -> T:
    """Take an answer as what it was asked for.

    Raises:
        NotTheServer: It is something else.
    """
    try:
        return kind.validate_python(content)
    except ValidationError as error:
        raise NotTheServer(
            "The server answered in a way that this console does not understand.",
            hint="Is there an update of the console?",
        ) from error
