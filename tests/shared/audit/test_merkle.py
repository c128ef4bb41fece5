"""Merkle trees: known roots, the RFC's own definition as oracle, and proofs that cannot be bent."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.audit.merkle import (
    EMPTY_ROOT,
    Frontier,
    Range,
    consistency_ranges,
    inclusion_ranges,
    joined,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots by which implementations of RFC 6962 are compared (Certificate Transparency).
_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

_HASHES = [leaf_hash(str(number).encode()) for number in range(300)]


def mth(leaves: list[bytes]) -> bytes:
    """The definition, word by word: leaves are hashed already."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(mth(leaves[:middle]), mth(leaves[middle:]))


def fetched(ranges: list[Range]) -> list[bytes]:
    return [
        joined([mth(_HASHES[i << level : (i + 1) << level]) for level, i in one.pieces])
        for one in ranges
    ]


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    tree = Frontier().extend(leaf_hash(leaf) for leaf in _LEAVES[:size])
    assert tree.root.hex() == _ROOTS[size]


@given(st.integers(0, 300), st.data())
def test_a_tree_that_grows_in_steps_has_the_defined_root(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, size))
    tree = Frontier().extend(_HASHES[:first]).extend(_HASHES[first:size])
    assert tree.root == mth(_HASHES[:size])
    assert tree == Frontier(size, tree.roots)


@given(st.integers(1, 300), st.data())
def test_every_leaf_can_be_proven_and_no_other_takes_its_place(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    root, path = mth(_HASHES[:size]), fetched(inclusion_ranges(index, size))
    assert verify_inclusion(_HASHES[index], index, size, path, root)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, path, root)
    assert not verify_inclusion(_HASHES[index], index, size, [*path, root], root)
    other = data.draw(st.integers(-1, size))
    if other != index:
        assert not verify_inclusion(_HASHES[index], other, size, path, root)
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        bent = [*path[:at], leaf_hash(path[at]), *path[at + 1 :]]
        assert not verify_inclusion(_HASHES[index], index, size, bent, root)
        assert not verify_inclusion(_HASHES[index], index, size, path[:-1], root)


@given(st.integers(1, 300), st.data())
def test_a_later_tree_is_proven_to_begin_with_an_earlier_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    before, after = mth(_HASHES[:old]), mth(_HASHES[:new])
    path = fetched(consistency_ranges(old, new))
    assert verify_consistency(old, new, before, after, path)
    forged = mth([leaf_hash(b"forged"), *_HASHES[1:new]])
    assert not verify_consistency(old, new, before, forged, path)
    assert not verify_consistency(old, new, leaf_hash(b"forged"), after, path)
    assert not verify_consistency(old, new, before, after, [*path, after])
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        bent = [*path[:at], leaf_hash(path[at]), *path[at + 1 :]]
        assert not verify_consistency(old, new, before, after, bent)


def test_what_does_not_exist_cannot_be_proven() -> None:
    assert mth([]) == EMPTY_ROOT
    for index, size in ((0, 0), (3, 3), (-1, 3)):
        with pytest.raises(ValueError, match="has no leaf"):
            inclusion_ranges(index, size)
    for old, new in ((0, 3), (4, 3)):
        with pytest.raises(ValueError, match="does not follow"):
            consistency_ranges(old, new)
    with pytest.raises(ValueError, match="is not made of"):
        Frontier(3, (EMPTY_ROOT,))
