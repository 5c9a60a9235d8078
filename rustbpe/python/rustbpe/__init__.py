"""rustbpe: byte-level BPE that trains exactly as PyPI's rustbpe and encodes exactly as tiktoken. Core, in Rust,
does the work: train_from_iterator, encode_ordinary, decode_bytes. Here are the other names of the two."""
import codecs
import json
import os
import re
from pathlib import Path

from ._core import RUSTBPE, Core     # RUSTBPE: the pattern that PyPI's rustbpe has by default

__all__ = ["Tokenizer", "StreamDecoder"]


class Tokenizer(Core):
    """Tokenizer() is empty, to be trained; with name, pat_str=, mergeable_ranks= it is as tiktoken's."""

    def __new__(cls, name="rustbpe", *, pat_str=RUSTBPE, mergeable_ranks=None, special_tokens=None,
                explicit_n_vocab=None):
        ranks = mergeable_ranks or {bytes([byte]): byte for byte in range(256)}
        special_tokens = dict(special_tokens or {})
        if taken := set(special_tokens.values()) & set(ranks.values()):
            raise ValueError(f"special tokens have the ids {sorted(taken)} of ordinary tokens")
        self = super().__new__(cls, name, pat_str, list(ranks.items()), list(special_tokens.items()))
        self._special_tokens = special_tokens
        longest_first = sorted(special_tokens, key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")    # (?!) is never found
        count = len(ranks) + len(special_tokens)
        if explicit_n_vocab and (count != explicit_n_vocab or self.n_vocab != explicit_n_vocab):
            raise AssertionError(f"explicit_n_vocab is {explicit_n_vocab}, but there are {count} tokens "
                                 f"with ids below {self.n_vocab}")
        return self

    # ---- train ---------------------------------------------------------------------------------------------

    def train_from_files(self, paths, vocab_size, pattern=RUSTBPE, num_threads=None, progress=None):
        """Learn merges from files, read as they are needed: a .jsonl is one document per line (its "text"),
        anything else is one document, mapped into memory. vocab_size counts the 256 bytes, not specials."""
        def documents():
            for path in map(Path, paths):
                if path.suffix != ".jsonl":
                    yield path
                    continue
                with open(path, "rb") as lines:
                    for number, line in enumerate(lines, 1):
                        try:
                            if line.strip():
                                yield json.loads(line)["text"]
                        except (ValueError, KeyError, TypeError) as e:
                            raise ValueError(f'{path} line {number}: no {{"text": ...}} in it: {e}') from None
        self.train_from_iterator(documents(), vocab_size, pattern=pattern, num_threads=num_threads,
                                 progress=progress)

    # ---- encode --------------------------------------------------------------------------------------------

    def _allowed(self, texts, allowed, disallowed):
        """tiktoken's two arguments -> specials to encode; ValueError where a text holds a disallowed one."""
        specials = self.special_tokens_set
        allowed = specials if allowed == "all" else specials.intersection(allowed)
        every = disallowed == "all"
        for text in texts:
            if not every or self._special.search(text):
                for hit in specials - allowed if every else disallowed:
                    if hit in text:
                        raise ValueError(f"the text contains the special token {hit!r}; to encode it as its id "
                                         f"pass allowed_special={{{hit!r}}}, as plain text disallowed_special=()")
        return allowed

    def _cut(self, text, allowed):
        """text -> [text, special, text, special, ..., text]: cut at the allowed ones, leftmost and longest."""
        parts, start, place = [], 0, 0
        while allowed and (found := self._special.search(text, place)):
            place = found.start() + 1
            if found[0] in allowed:
                parts += [text[start:found.start()], found[0]]
                start = place = found.end()
        return [*parts, text[start:]]

    def encode(self, text, *, allowed_special=(), disallowed_special="all"):
        return self.encode_batch([text], num_threads=1, allowed_special=allowed_special,
                                 disallowed_special=disallowed_special)[0]

    def encode_batch(self, text, *, num_threads=None, allowed_special=(), disallowed_special="all"):
        texts = list(text)
        allowed = self._allowed(texts, allowed_special, disallowed_special)
        cut = [self._cut(text, allowed) for text in texts]
        plain = iter(self.encode_ordinary_batch([part for parts in cut for part in parts[::2]],
                                                num_threads=num_threads))
        def whole(parts):
            ids = next(plain)
            for special in parts[1::2]: ids += [self._special_tokens[special], *next(plain)]
            return ids
        return [whole(parts) for parts in cut]

    def encode_to_numpy(self, text, *, allowed_special=(), disallowed_special="all"):
        import numpy
        allowed = self._allowed([text], allowed_special, disallowed_special)
        plain, *more = self._cut(text, allowed)
        if not more:
            return _numpy(self._encode_flat([plain], 1)[0], "u4")
        return numpy.array(self.encode(text, allowed_special=allowed, disallowed_special=()), "u4")

    def batch_encode(self, texts):
        return self.encode_ordinary_batch(texts)

    def encode_batch_to_numpy(self, texts, num_threads=None):
        """-> (ids uint32, offsets int64): the ids of text k are ids[offsets[k]:offsets[k + 1]]."""
        ids, offsets = self._encode_flat(texts, num_threads)
        return _numpy(ids, "u4"), _numpy(offsets, "i8")

    def count(self, text):
        """How many ids encode_ordinary gives."""
        return len(self._encode_flat([text], 1)[0]) // 4

    def encode_file(self, path, num_threads=None):
        """A UTF-8 file as one text, mapped into memory -> ids uint32."""
        return _numpy(self._encode_flat([Path(path)], num_threads)[0], "u4")

    def encode_single_token(self, text_or_bytes):
        special = self._special_tokens.get(text_or_bytes) if isinstance(text_or_bytes, str) else None
        token = text_or_bytes.encode() if isinstance(text_or_bytes, str) else text_or_bytes
        found = self._token_id(token)
        if found is None and special is None:
            raise KeyError(text_or_bytes)
        return special if found is None else found

    # ---- decode --------------------------------------------------------------------------------------------

    def decode(self, tokens, errors="replace"):
        return self.decode_bytes(tokens).decode("utf-8", errors)

    def decode_single_token_bytes(self, token):
        return self.decode_bytes([token])

    def decode_tokens_bytes(self, tokens):
        return [self.decode_bytes([token]) for token in tokens]

    # num_threads is tiktoken's and has no effect: making str objects takes the time, one thread at once
    def decode_batch(self, batch, *, errors="replace", num_threads=None):
        return [self.decode(tokens, errors) for tokens in batch]

    def decode_bytes_batch(self, batch, *, num_threads=None):
        return [self.decode_bytes(tokens) for tokens in batch]

    def decode_with_offsets(self, tokens):
        """-> (text, for each token the index of the character in which it starts)"""
        chars, offsets = 0, []
        for token in self.decode_tokens_bytes(tokens):
            inside = 0x80 <= token[0] < 0xc0        # it begins in the middle of a character
            offsets.append(max(0, chars - inside))
            chars += sum(not 0x80 <= byte < 0xc0 for byte in token)
        return self.decode(tokens, "strict"), offsets

    # ---- facts, pickling, files ----------------------------------------------------------------------------

    vocab_size = property(lambda self: len(self.get_mergeable_ranks()))     # without specials: rustbpe's
    n_vocab = property(lambda self: self.max_token_value + 1)
    eot_token = property(lambda self: self._special_tokens["<|endoftext|>"])
    special_tokens_set = property(lambda self: set(self._special_tokens))
    _pat_str = property(Core.get_pattern)
    _mergeable_ranks = property(lambda self: dict(self.get_mergeable_ranks()))

    def is_special_token(self, token):
        return token in self._special_tokens.values()

    def token_byte_values(self):
        return sorted(self._mergeable_ranks)

    def __repr__(self):
        return f"<Tokenizer {self.name!r}: {self.n_vocab} tokens>"

    def __getnewargs_ex__(self):
        return (self.name,), dict(pat_str=self._pat_str, mergeable_ranks=self._mergeable_ranks,
                                  special_tokens=self._special_tokens)

    def save(self, path):
        """Write everything as JSON, whole or not at all; bytes as the characters U+0000 to U+00FF."""
        (name,), parts = self.__getnewargs_ex__()
        ranks = {token.decode("latin-1"): rank for token, rank in parts.pop("mergeable_ranks").items()}
        part = Path(f"{path}.part")
        saved = {"version": 1, "name": name, "mergeable_ranks": ranks, **parts}
        part.write_text(json.dumps(saved), encoding="utf-8")
        os.replace(part, path)

    @classmethod
    def load(cls, path):
        parts = json.loads(Path(path).read_text(encoding="utf-8"))
        if parts.pop("version", None) != 1:
            raise ValueError(f"{path} was not written by Tokenizer.save")
        ranks = {token.encode("latin-1"): rank for token, rank in parts.pop("mergeable_ranks").items()}
        return cls(parts.pop("name"), mergeable_ranks=ranks, **parts)


class StreamDecoder:
    """Ids in, text out, as they come: bytes that begin a character wait until the rest of it is there."""

    def __init__(self, tokenizer):
        self.tokenizer, self.utf8 = tokenizer, codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token):
        """Take one id; return the characters that are now complete."""
        return self.utf8.decode(self.tokenizer.decode_bytes([token]))

    def finish(self):
        """The end: what still waits is half a character and becomes U+FFFD."""
        return self.utf8.decode(b"", final=True)


def _numpy(data, kind):
    import numpy            # here, because training and encoding to lists work without it
    return numpy.frombuffer(data, kind)
