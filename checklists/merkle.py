"""A Merkle tree as in RFC 6962, section 2.1: leaves are hashed behind 0x00, nodes behind 0x01."""

import hashlib


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry, 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees, 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(frontier: list[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The frontier after one more leaf: the roots of the perfect subtrees of the tree, largest first."""
    frontier, node = list(frontier), leaf
    while size & 1:
        node = node_hash(frontier.pop(), node)
        size >>= 1
    return [*frontier, node]


def root(frontier: list[bytes]) -> bytes:
    """The root of the tree with this frontier; of the empty tree, the hash of nothing."""
    if not frontier:
        return hashlib.sha256(b"").digest()
    node = frontier[-1]
    for left in reversed(frontier[:-1]):
        node = node_hash(left, node)
    return node
