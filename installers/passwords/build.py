"""Make the list of commonest passwords that the server refuses, from zxcvbn's (MIT).

    pip download --no-deps --dest W zxcvbn==4.5.0
    python installers/passwords/build.py W/zxcvbn-*.whl

The list is kept as sorted digests, five bytes each: no password stands in the product, and one
of 30 million others is refused by mistake.
"""

import hashlib
import re
import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).parents[2] / "server/pursight_server/access/data/common-passwords.bin"
DIGEST_BYTES = 5


def passwords_of(archive: Path) -> list[str]:
    """Read the words of the list `passwords` out of the package, without running it."""
    with zipfile.ZipFile(archive) as package:
        text = package.read("zxcvbn/frequency_lists.py").decode()
    listed = re.search(r"[\"']passwords[\"']: [\"']([^\"\n]*)", text)
    if listed is None:
        raise SystemExit(f"{archive} holds no list of passwords")
    return listed[1].split(",")


def digests(words: list[str]) -> bytes:
    """Hash the words and sort what comes of it."""
    made = {hashlib.sha256(word.lower().encode()).digest()[:DIGEST_BYTES] for word in words if word}
    return b"".join(sorted(made))


if __name__ == "__main__":
    words = passwords_of(Path(sys.argv[1]))
    TARGET.write_bytes(digests(words))
    sys.stdout.write(f"{len(words)} passwords, {TARGET.stat().st_size} bytes\n")
