"""rustbpe: text -> ids -> text: byte-level BPE, the work done in Rust.

use:    tokenizer = rustbpe.Tokenizer()
        tokenizer.train_from_iterator(["some text", "more text"], vocab_size=300)
        ids = tokenizer.encode("some text")
        assert tokenizer.decode(ids) == "some text"
reads:  for training, texts or files; otherwise what Tokenizer.save wrote
writes: one JSON file, where Tokenizer.save is told to

map:    helpers    documents out of files; memory that Rust filled as a numpy array
        tokenizer  the class, made empty or from ranks
        train      merges from files (from texts: in Core)
        encode     text -> ids, with special tokens or without
        decode     ids -> bytes or text
        facts      sizes, names, what is in the vocabulary
        copies     pickle, and one JSON file
        stream     text out of ids that come one by one

It learns the merges of PyPI's rustbpe.Tokenizer, gives the ids of tiktoken.Encoding and has the
public names of both, all but encode_with_unstable, so that who uses one of them can change over.
Class Core (../../src/lib.rs) holds the vocabulary and does what takes time: train_from_iterator,
encode_ordinary, encode_ordinary_batch, decode_bytes. This file makes the other names of these.

An ordinary token is a string of bytes that text can become; its rank is the order in which it was
learned, and is its id. A special token is a name like <|bos|> with an id of its own, which text
becomes only where the caller allows it.
"""

import codecs
import json
import os
import re
from pathlib import Path

from ._core import RUSTBPE, Core  # RUSTBPE: the pattern that PyPI's rustbpe has by default

__all__ = ["Tokenizer", "StreamDecoder"]


# ---- helpers: _texts_of_jsonl, _documents, _as_numpy ---------------------------------------------
def _texts_of_jsonl(path):
    """Yield the "text" of each line that is not blank; ValueError names a line without one."""
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                text = json.loads(line)["text"]
            except (ValueError, KeyError, TypeError) as e:
                raise ValueError(f'{path} line {number}: no {{"text": ...}} in it: {e}') from None
            yield text


def _documents(paths):
    """Yield the texts of each .jsonl, and any other file as a Path: Core maps it into memory."""
    for path in map(Path, paths):
        if path.suffix == ".jsonl":
            yield from _texts_of_jsonl(path)
        else:
            yield path


def _as_numpy(data, dtype):
    """A bytearray from Core as an array over the same memory, without a copy."""
    import numpy  # here, because training and encoding to lists work without it

    return numpy.frombuffer(data, dtype)


# ---- tokenizer: Tokenizer ------------------------------------------------------------------------
class Tokenizer(Core):
    """A vocabulary, and text <-> ids by it.

    Tokenizer() knows the 256 single bytes and waits to be trained, as in PyPI's rustbpe. With name,
    pat_str, mergeable_ranks and special_tokens it is made whole, as tiktoken.Encoding is.
    """

    # not __init__: Core is a Rust class, which gets its vocabulary as it is made
    def __new__(
        cls,
        name="rustbpe",
        *,
        pat_str=RUSTBPE,
        mergeable_ranks=None,
        special_tokens=None,
        explicit_n_vocab=None,
    ):
        """A tokenizer of the given vocabulary.

        name              str, shown and saved, otherwise without effect
        pat_str           str, the regex whose matches are the pieces that no token crosses
        mergeable_ranks   {bytes: int} with all 256 single bytes; by default just these
        special_tokens    {str: int}, ids that no ordinary token has; by default none
        explicit_n_vocab  int, how many tokens the caller believes there are, without holes

        ValueError: a bad pattern, a missing byte, a special token with an ordinary one's id.
        AssertionError: explicit_n_vocab is wrong.
        """
        ranks = mergeable_ranks or {bytes([byte]): byte for byte in range(256)}
        special_tokens = dict(special_tokens or {})
        if taken := set(special_tokens.values()) & set(ranks.values()):
            raise ValueError(f"special tokens have the ids {sorted(taken)} of ordinary tokens")

        specials = list(special_tokens.items())
        self = super().__new__(cls, name, pat_str, list(ranks.items()), specials)
        self._special_tokens = special_tokens

        # a regex takes the first alternative that fits, so the longest name has to stand first
        longest_first = sorted(special_tokens, key=len, reverse=True)
        any_special = "|".join(map(re.escape, longest_first))
        self._special = re.compile(any_special or "(?!)")  # (?!) is never found

        count = len(ranks) + len(special_tokens)
        if explicit_n_vocab and not (count == self.n_vocab == explicit_n_vocab):
            raise AssertionError(
                f"explicit_n_vocab is {explicit_n_vocab}, but there are {count} tokens "
                f"with ids below {self.n_vocab}"
            )
        return self

    # ---- train: train_from_files -----------------------------------------------------------------
    def train_from_files(self, paths, vocab_size, pattern=RUSTBPE, num_threads=None, progress=None):
        """Learn merges from files, each read when it is needed; they replace the old vocabulary.

        Train an empty Tokenizer, then make one with special tokens of its ranks: a merge may take
        the id that a special token already has.

        A .jsonl is one document a line (its "text"), anything else is one document in UTF-8.
        vocab_size counts the 256 bytes but no special tokens. num_threads is all cores by default.
        progress(merges, wanted) is called about ten times a second.
        """
        texts = _documents(paths)
        options = dict(pattern=pattern, num_threads=num_threads, progress=progress)
        self.train_from_iterator(texts, vocab_size, **options)

    # ---- encode: encode, encode_batch, encode_to_numpy, encode_batch_to_numpy, count, ... --------
    # Two arguments say what becomes of a special token's name within a text, as in tiktoken. Each
    # is "all" or a set of names.
    #     allowed_special     these become ids; by default none
    #     disallowed_special  these are an error; by default every name that is not allowed
    # A name in neither of them is text like any other. encode_ordinary takes every name as text.

    def _allowed_specials(self, texts, allowed_special, disallowed_special):
        """The set of names to encode as ids; ValueError if a text holds a disallowed one."""
        specials = self.special_tokens_set
        allowed = specials if allowed_special == "all" else specials.intersection(allowed_special)
        all_others = disallowed_special == "all"
        disallowed = specials - allowed if all_others else disallowed_special

        for text in texts:
            # one search for any name, as most texts have none and there may be thousands of names
            if all_others and not self._special.search(text):
                continue
            for name in disallowed:
                if name in text:
                    raise ValueError(
                        f"the text contains the special token {name!r}; to encode it as its id "
                        f"pass allowed_special={{{name!r}}}, as plain text disallowed_special=()"
                    )
        return allowed

    def _cut(self, text, allowed):
        """Cut at the allowed names, leftmost and longest first: [text, name, text, ..., text].

        "<|a|>b" -> ["", "<|a|>", "b"]: plain text has the even places, though it may be empty.
        """
        parts, start, search_from = [], 0, 0
        while allowed and (found := self._special.search(text, search_from)):
            # a name that is not allowed stays text, but an allowed one may begin within it
            search_from = found.start() + 1
            if found[0] in allowed:
                parts += [text[start : found.start()], found[0]]
                start = search_from = found.end()
        return [*parts, text[start:]]

    def encode(self, text, *, allowed_special=(), disallowed_special="all"):
        """str -> list of ids. "a<|bos|>" -> [97, 256], where <|bos|> is 256 and allowed."""
        choice = dict(allowed_special=allowed_special, disallowed_special=disallowed_special)
        return self.encode_batch([text], num_threads=1, **choice)[0]

    def encode_batch(self, text, *, num_threads=None, allowed_special=(), disallowed_special="all"):
        """Iterable of str -> list of lists of ids, on all cores by default."""
        texts = list(text)  # its name is tiktoken's
        allowed = self._allowed_specials(texts, allowed_special, disallowed_special)
        cuts = [self._cut(one_text, allowed) for one_text in texts]

        # the plain parts of all texts go to Rust as one batch, which its threads share
        plain_parts = []
        for parts in cuts:
            plain_parts += parts[::2]
        plain_ids = iter(self.encode_ordinary_batch(plain_parts, num_threads=num_threads))

        ids_of_texts = []
        for parts in cuts:
            ids = next(plain_ids)
            for special in parts[1::2]:
                ids.append(self._special_tokens[special])
                ids += next(plain_ids)
            ids_of_texts.append(ids)
        return ids_of_texts

    def encode_to_numpy(self, text, *, allowed_special=(), disallowed_special="all"):
        """As encode, but to a numpy array of uint32."""
        import numpy

        allowed = self._allowed_specials([text], allowed_special, disallowed_special)
        plain, *more = self._cut(text, allowed)
        if not more:  # as nearly always; then no list is made on the way
            ids, _ = self._encode_flat([plain], 1)
            return _as_numpy(ids, "u4")

        ids = self.encode(text, allowed_special=allowed, disallowed_special=())
        return numpy.array(ids, "u4")

    def batch_encode(self, texts):
        """Iterable of str -> list of lists of ids, without special tokens: rustbpe's name."""
        return self.encode_ordinary_batch(texts)

    def encode_batch_to_numpy(self, texts, num_threads=None):
        """Iterable of str -> (ids uint32, offsets int64), without special tokens.

        The ids of text k are ids[offsets[k]:offsets[k + 1]].
        """
        ids, offsets = self._encode_flat(texts, num_threads)
        return _as_numpy(ids, "u4"), _as_numpy(offsets, "i8")

    def count(self, text):
        """How many ids encode_ordinary gives, without a list of them."""
        ids, _ = self._encode_flat([text], 1)
        return len(ids) // 4  # ids is a bytearray, an id has 4 bytes

    def encode_file(self, path, num_threads=None):
        """A file in UTF-8 as one text, mapped into memory -> ids uint32, without special tokens."""
        ids, _ = self._encode_flat([Path(path)], num_threads)
        return _as_numpy(ids, "u4")

    def encode_single_token(self, text_or_bytes):
        """The id of exactly this token, special tokens included; KeyError if there is none."""
        is_text = isinstance(text_or_bytes, str)
        token_id = self._token_id(text_or_bytes.encode() if is_text else text_or_bytes)
        if token_id is None and is_text:
            token_id = self._special_tokens.get(text_or_bytes)
        if token_id is None:
            raise KeyError(text_or_bytes)
        return token_id

    # ---- decode: decode, decode_tokens_bytes, decode_batch, decode_with_offsets, ... -------------
    # tokens is a list, tuple or numpy array of ids; KeyError for an id that does not exist. A
    # special token becomes its name. num_threads is tiktoken's and has no effect: the time goes
    # into making Python objects, which only one thread can do at a time.

    def decode(self, tokens, errors="replace"):
        """ids -> str. errors is as in bytes.decode: by default half a character becomes U+FFFD."""
        return self.decode_bytes(tokens).decode("utf-8", errors)

    def decode_single_token_bytes(self, token):
        """One id -> its bytes."""
        return self.decode_bytes([token])

    def decode_tokens_bytes(self, tokens):
        """ids -> list of the bytes of each."""
        return [self.decode_bytes([token]) for token in tokens]

    def decode_batch(self, batch, *, errors="replace", num_threads=None):
        """Iterable of ids -> list of str."""
        return [self.decode(tokens, errors) for tokens in batch]

    def decode_bytes_batch(self, batch, *, num_threads=None):
        """Iterable of ids -> list of bytes."""
        return [self.decode_bytes(tokens) for tokens in batch]

    def decode_with_offsets(self, tokens):
        """ids -> (str, for each id the index of the character in which it starts).

        Where each byte is a token: the ids of "aé" -> ("aé", [0, 1, 1]), as é has two bytes.
        UnicodeDecodeError if the bytes are no UTF-8.
        """
        n_chars, offsets = 0, []
        for token in self.decode_tokens_bytes(tokens):
            # UTF-8: bytes 0x80 to 0xBF go on with a character, all others begin one
            starts_inside = 0x80 <= token[0] < 0xC0
            offsets.append(max(0, n_chars - starts_inside))
            n_chars += sum(not 0x80 <= byte < 0xC0 for byte in token)
        return self.decode(tokens, "strict"), offsets

    # ---- facts: vocab_size, n_vocab, eot_token, special_tokens_set, is_special_token, ... --------
    @property
    def vocab_size(self):
        """How many ordinary tokens there are, as rustbpe counts."""
        return len(self.get_mergeable_ranks())

    @property
    def n_vocab(self):
        """The largest id, special tokens included, plus one, as tiktoken counts."""
        return self.max_token_value + 1

    @property
    def eot_token(self):
        """The id of <|endoftext|>; KeyError if there is no such special token."""
        return self._special_tokens["<|endoftext|>"]

    @property
    def special_tokens_set(self):
        """The names of the special tokens."""
        return set(self._special_tokens)

    def is_special_token(self, token):
        """Whether this id is that of a special token."""
        return token in self._special_tokens.values()

    def token_byte_values(self):
        """The bytes of all ordinary tokens, sorted."""
        return sorted(self._mergeable_ranks)

    # tiktoken's own recipe for extending an Encoding reads these two and _special_tokens
    @property
    def _pat_str(self):
        return self.get_pattern()

    @property
    def _mergeable_ranks(self):
        return dict(self.get_mergeable_ranks())

    def __repr__(self):
        return f"<Tokenizer {self.name!r}: {self.n_vocab} tokens>"

    # ---- copies: __getnewargs_ex__, save, load ---------------------------------------------------
    def __getnewargs_ex__(self):
        """What pickle and copy give to __new__, as they cannot look into Core."""
        vocabulary = dict(
            pat_str=self._pat_str,
            mergeable_ranks=self._mergeable_ranks,
            special_tokens=self._special_tokens,
        )
        return (self.name,), vocabulary

    def save(self, path):
        """Write the tokenizer as JSON, whole or not at all: it is renamed to path last."""
        # JSON has no bytes: byte b becomes the character of that number, U+0000 to U+00FF
        ranks = {token.decode("latin-1"): rank for token, rank in self.get_mergeable_ranks()}
        saved = dict(
            version=1,
            name=self.name,
            mergeable_ranks=ranks,
            pat_str=self._pat_str,
            special_tokens=self._special_tokens,
        )
        part = Path(f"{path}.part")
        part.write_text(json.dumps(saved), encoding="utf-8")
        os.replace(part, path)

    @classmethod
    def load(cls, path):
        """Read what save wrote; ValueError if this is some other JSON."""
        saved = json.loads(Path(path).read_text(encoding="utf-8"))
        if saved.pop("version", None) != 1:
            raise ValueError(f"{path} was not written by Tokenizer.save")
        saved_ranks = saved.pop("mergeable_ranks").items()
        ranks = {token.encode("latin-1"): rank for token, rank in saved_ranks}

        # what is left, pat_str and special_tokens, has the names of __new__'s parameters
        return cls(saved.pop("name"), mergeable_ranks=ranks, **saved)


# ---- stream: StreamDecoder -----------------------------------------------------------------------
class StreamDecoder:
    """Ids in, text out, as they come: bytes that begin a character wait until it is complete.

    Where é has the ids 195 and 169: push(195) -> "", push(169) -> "é".
    """

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.utf8 = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token):
        """Take one id; return the characters that are now complete, often one, maybe none."""
        return self.utf8.decode(self.tokenizer.decode_bytes([token]))

    def finish(self):
        """Return what is left at the end: half a character becomes U+FFFD."""
        return self.utf8.decode(b"", final=True)
