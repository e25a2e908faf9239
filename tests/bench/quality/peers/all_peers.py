"""The seven peers by name, with what was done for each; imported only when it is run."""

from dataclasses import dataclass
from importlib import import_module

from peers.found import Peer


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a peer is, what it is called, and what to know of how it was run."""

    module: str
    function: str
    title: str
    note: str
    encodes: bool = False

    def load(self) -> Peer:
        """Import it; what it needs may be missing."""
        found: Peer = getattr(import_module(f"peers.{self.module}"), self.function)
        return found


PEERS = {
    "exact-hash": Entry(
        "exact_hash", "exact_hash", "Exact hash", "of the words in lower case; no threshold"
    ),
    "minhash": Entry(
        "minhash",
        "minhash",
        "MinHash LSH (datasketch)",
        "128 permutations of word pairs, tables laid out for a Jaccard similarity of 0.3",
    ),
    "bm25": Entry(
        "bm25", "bm25", "BM25 more like this (bm25s)", "40 terms, the 10 best, as Alaveteli shows"
    ),
    "tfidf": Entry(
        "tfidf", "tfidf", "TF-IDF words (sparse_dot_topn)", "cosine with the 50 nearest"
    ),
    "token-set-ratio": Entry(
        "fuzzy",
        "token_set_ratio",
        "token_set_ratio (RapidFuzz)",
        "on the pairs that share two rare words: comparing all takes hours, and this favours it",
    ),
    "communities": Entry(
        "communities",
        "communities",
        "community_detection (sentence-transformers)",
        "with the encoder of Mosaic; a long letter is the mean of its chunks, nothing is cut off",
        encodes=True,
    ),
    "semhash": Entry(
        "semhash_peer",
        "semhash",
        "semhash",
        "with the encoder of Mosaic, as its own model cannot be had offline",
        encodes=True,
    ),
}
"""In the order of the tables."""
