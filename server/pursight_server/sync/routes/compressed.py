"""Replies that are JSON already, compressed as the console understands."""

import gzip

from fastapi import Request, Response

from pursight import zstd

_WORTH_IT = 1024


def reply(request: Request, body: bytes) -> Response:
    """Answer with JSON, by zstd or gzip where it is long and the console takes it."""
    accepted = request.headers.get("accept-encoding", "")
    headers = {"Vary": "Accept-Encoding"}
    if len(body) > _WORTH_IT:
        if "zstd" in accepted:
            body, headers["Content-Encoding"] = zstd.compress(body), "zstd"
        elif "gzip" in accepted:
            body, headers["Content-Encoding"] = gzip.compress(body, 4, mtime=0), "gzip"
    return Response(body, media_type="application/json", headers=headers)
