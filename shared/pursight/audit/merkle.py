"""Merkle trees as in RFC 6962, section 2.1: roots, inclusion and consistency (pure).

A tree over n leaves is never kept as a whole. Growing needs its `Frontier` (at most 64 hashes); a
proof is first a list of ranges, so that all the subtrees it needs can be fetched at once.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""Root of the tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Hash a leaf; the prefix keeps it from being taken for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees that a tree is made of, the largest first.

    Attributes:
        size: Leaves.
        roots: One for each bit that is set in `size`.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.roots) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves is not made of {len(self.roots)} roots")

    def append(self, leaf: bytes) -> "Frontier":
        """Add one leaf's hash."""
        roots, size = [*self.roots], self.size
        while size & 1:
            leaf = node_hash(roots.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*roots, leaf))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """Add leaves' hashes in their order."""
        grown = self
        for leaf in leaves:
            grown = grown.append(leaf)
        return grown

    @property
    def root(self) -> bytes:
        """Root of the whole tree."""
        return joined(self.roots) if self.roots else EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Range:
    """Leaves `start` to `end - 1` of a tree, one hash of a proof: `MTH(D[start:end])`."""

    start: int
    end: int

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Perfect subtrees that it is made of, the largest first: `(level, index)` each.

        One covers the leaves `index * 2**level` to `(index + 1) * 2**level - 1`.
        """
        found: list[tuple[int, int]] = []
        start = self.start
        while start < self.end:
            level = (self.end - start).bit_length() - 1
            found.append((level, start >> level))
            start += 1 << level
        return tuple(found)


def joined(roots: Sequence[bytes]) -> bytes:
    """Root over perfect subtrees that lie side by side, the largest first."""
    root = roots[-1]
    for left in reversed(roots[:-1]):
        root = node_hash(left, root)
    return root


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Tell what proves that a leaf is the one at `index` of `size`; nearest hash first.

    Raises:
        ValueError: The tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(Range(middle, end))
            end = middle
        else:
            path.append(Range(start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Tell what proves that the tree of `new` leaves begins with the one of `old`.

    Raises:
        ValueError: The old tree is empty or larger than the new one.
    """
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} leaves does not follow from one of {old}")
    path: list[Range] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(Range(middle, end))
            end = middle
        else:
            path.append(Range(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(Range(start, end))
    return path[::-1]


def _split(size: int) -> int:
    """Largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Check a proof of inclusion (RFC 9162, section 2.1.3.2); never raises."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Check a proof of consistency (RFC 9162, section 2.1.4.2); never raises."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = [old_root, *path] if old.bit_count() == 1 else [*path]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for one in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, one)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root
