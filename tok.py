"""tok.py: text -> ids: the tokenizer, chats as ids, where text comes from, the built-in curriculum.

run:    python tok.py data --data my.txt
        python tok.py train --vocab_size 2048
        python tok.py eval
reads:  any text (see read_docs), or nothing: the curriculum is made from one seed, offline
writes: $NANOCHAT_BASE_DIR/data/ (sources.json, builtin-en/*.jsonl), tokenizer/tokenizer.json,
        and the two sections of the report that are about the tokenizer
map:    basics       one-line errors, and the hash that decides what is held out
        bpe          the idea of a tokenizer in plain Python: begin here
        tokenizer    the same with special tokens, fast where Rust is built, and its file on disk
        chats        a conversation as ids, and which of them the assistant has to learn
        files        documents and chats as people have them, read from files of any kind
        sources      downloads, what is trained on, what is held out, and by what a run is known
        languages    words and sentences of a curriculum: read from a block of text, and checked
        makers       each makes one example: a fact, a sum, a story with questions, ...
        curriculum   documents, quizzes, and how many of each kind a file holds
        commands     data, train, eval
        tables       English, Chinese, and how to add a fact, a wording, a language

A document is one text (str). A chat is a list of messages {"role", "content"}. An id is the number
of a token. Held out is what no stage ever trains on, so that evaluations can ask for it.
"""

import argparse
import ast
import base64
import codecs
import collections
import difflib
import errno
import functools
import gzip
import hashlib
import http.client
import io
import itertools
import json
import operator
import os
import random
import re
import string
import sys
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import report

try:
    import rustbpe

    # where it is not built, the folder rustbpe/ beside us is imported instead, as an empty package
    RustTokenizer = getattr(rustbpe, "Tokenizer", None)
except ImportError:
    RustTokenizer = None

# ---- basics: base_dir, write_atomic, fail, note, run_command, stable_hash, held_out --------------
base_dir = report.base_dir  # the folder that holds everything of a run
write_atomic = report.write_atomic


def fail(message):
    """End with exit code 2 and one line: what was got, what was wanted, what to type."""
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)


@functools.cache
def note(message):
    """Tell the user something that does not end the program; once, however often it comes up."""
    print(f"note: {message}", file=sys.stderr)


# what to do about an error of the operating system
OS_HINTS = {
    errno.ENOSPC: "free some space, or set NANOCHAT_BASE_DIR to a folder on another disk",
    errno.ENOTDIR: "a file stands where a folder is wanted; set NANOCHAT_BASE_DIR to a folder",
    errno.EEXIST: "a file stands where a folder is wanted; set NANOCHAT_BASE_DIR to a folder",
    errno.EMFILE: "allow more open files: ulimit -n 4096",
}


def run_command(main):
    """Run a script's main(); Ctrl-C and what the machine refuses end in one line, no traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # not every terminal and log has every character
    try:
        main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("stopped; the same command begins again, or goes on where it was", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # who read our output has gone, as head does; what is left of it must not be written at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = error.filename or f"NANOCHAT_BASE_DIR ({base_dir()})"
        hint = OS_HINTS.get(error.errno, "set NANOCHAT_BASE_DIR to a folder that you may write to")
        fail(f"{where}: {error.strerror or error}; {hint}")


def stable_hash(text):
    """A 32-bit number from a text, the same in every process and on every machine.

    Python's own hash() is neither: it is salted anew in each process.
    """
    digest = hashlib.sha1(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big")


def held_out(key, one_in=10):
    """Whether `key` (a document, a word, an operand pair) is held out: 1 in `one_in` is.

    A hash decides and not a list or a random draw: whoever asks, whenever, gets the same answer.
    """
    return stable_hash(key) % one_in == 0


# ---- bpe, the idea in plain Python: merge, train_bpe, encode_piece, decode, split_text -----------
# A model reads numbers, so a text has to become a list of them. Its bytes are such a list, for
# every script and every emoji, and there are only 256 different ones. But a word is then five to
# ten numbers long, and each number costs the model a whole step. Byte-pair encoding (Sennrich et
# al. 2016, arXiv 1508.07909) makes the list shorter: give the most frequent pair of neighbours a
# number of its own, and do so again and again. On "banana band", as train_bpe(["banana band"], 3)
# does it:
#
#     the bytes, _ for the space               b a n a n a    _ b a n d       11 numbers
#     a n is there three times: call it 256    b an an a      _ b an d         8
#     b an twice: call it 257                  ban an a       _ ban d          6
#     all once, so the smallest, _ ban: 258    ban an a       _ban d           5
#
# The gap in the middle is a cut: pairs are counted within words, and no token crosses from one
# word to the next. To encode a new text is to make the same joins, first learned first; to decode
# is to look up the bytes of each number.


def merge(ids, pair, new_id):
    """Replace a pair of neighbours by one id. merge([1, 2, 3, 1, 2], (1, 2), 9) -> [9, 3, 9]"""
    merged = []
    i = 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            merged.append(new_id)
            i += 2
        else:
            merged.append(ids[i])
            i += 1
    return merged


def train_bpe(texts, num_merges):
    """Learn tokens from texts (str): join the most frequent pair of neighbours, again and again.

    Returns the bytes of each token, and a token's place is its id: 256 single bytes, then one for
    each merge. Ties go to the smaller pair. Fewer merges are made where the pairs run out.
    """
    # equal pieces are looked at once, and counted as often as they occur
    counts = collections.Counter(piece for text in texts for piece in split_text(text))
    words = [(list(piece), n) for piece, n in counts.items()]
    tokens = [bytes([b]) for b in range(256)]

    # to count all pairs anew before every merge would give the same; remembering which words hold
    # a pair lets a merge look at those only
    pair_counts = collections.Counter()
    words_with = collections.defaultdict(set)
    for index, (ids, n) in enumerate(words):
        for pair in zip(ids, ids[1:]):
            pair_counts[pair] += n
            words_with[pair].add(index)

    for _ in range(num_merges):
        best = min(pair_counts, key=lambda pair: (-pair_counts[pair], pair), default=None)
        if best is None or pair_counts[best] < 1:
            break
        new_id = len(tokens)
        tokens.append(tokens[best[0]] + tokens[best[1]])

        # the join changes a word's other pairs too: take all of them out, join, put the new ones in
        for index in words_with.pop(best):
            ids, n = words[index]
            for pair in zip(ids, ids[1:]):
                pair_counts[pair] -= n
            ids = merge(ids, best, new_id)
            words[index] = (ids, n)
            for pair in zip(ids, ids[1:]):
                pair_counts[pair] += n
                words_with[pair].add(index)
        del pair_counts[best]
    return tokens


def encode_piece(piece, ranks):
    """The ids of one piece (bytes); ranks: {the bytes of a token: its id}.

    Join the neighbours that were learned first, until no pair that is left is a token. With the
    tokens of the example above, encode_piece(b"banana", ranks) -> [257, 256, 97]: ban an a.
    """
    parts = [bytes([b]) for b in piece]
    while joins := ranks.keys() & {left + right for left, right in zip(parts, parts[1:])}:
        first = min(joins, key=ranks.get)

        # at every place at once: one by one a word of 16,000 letters would take as many rounds
        joined = []
        for part in parts:
            if joined and joined[-1] + part == first:
                joined[-1] = first
            else:
                joined.append(part)
        parts = joined
    return [ranks[part] for part in parts]


def decode(ids, tokens):
    """The bytes of ids. With the tokens above, decode([257, 256, 97], tokens) -> b"banana"."""
    return b"".join(tokens[i] for i in ids)


# Where a text is cut before pairs are counted. Without cuts "of the" would become a token, and
# "dog.", "dog!" and "dog," three more. At each place the first of these alternatives that fits
# takes its piece. \p{L} is a letter and \p{N} a digit of any script, \s white space and \S
# anything else; ++ and ?+ are + and ? that never give back what they took, which saves time and
# changes no match here. It is GPT-4's pattern but for its digits: at small vocabularies pairs
# cost fewer bits per byte than triples.
PATTERN = "|".join(
    [
        # what an apostrophe begins, in any case: it's, I'd, I'm, don't, we'll, I've, they're
        r"'(?i:[sdmt]|ll|ve|re)",
        # a word, with the one character before it: mostly its space, so that " the" is one token
        r"[^\r\n\p{L}\p{N}]?+\p{L}+",
        # a number, two digits at a time from the left: 2024 is 20 24
        r"\p{N}{1,2}",
        # marks in a row, with the space before them and the line ends after: " -->", "...\n"
        r" ?[^\s\p{L}\p{N}]++[\r\n]*",
        # white space up to the last end of a line in it
        r"\s*[\r\n]",
        # white space but for its last character, which goes with the word after it
        r"\s+(?!\S)",
        # what is left: a single one, for instance before a digit
        r"\s+",
    ]
)


@functools.cache
def shape_of(character):
    """A character that PATTERN takes for the same kind, and that Python's own re knows too.

    re has no \\p{L} and \\p{N}. What is a letter is asked of this Python's Unicode tables, as the
    Rust crate asks its own. Of letters younger than the older of the two they think differently:
    with Unicode 14 (Python 3.11) and the crate's 16 of 9,392 characters, almost all of them rare
    ideographs and hieroglyphs (U+2EBF0-2EE5D, U+31350-323AF, U+13460-143FA).
    """
    if character in " \r\n'\u017f" or character in string.ascii_letters:
        return character  # the pattern names it; U+017F, the long s, is an s to it
    kind = unicodedata.category(character)[0]
    if kind in "LN":
        return "x" if kind == "L" else "0"
    # to Python four controls are white space besides
    is_space = character.isspace() and not "\x1c" <= character <= "\x1f"
    return "\t" if is_space else "."


@functools.cache
def split_regex():
    """PATTERN for shapes of text."""
    # ++ and ?+ came to Python's re with 3.11; without them the matches are the same
    pattern = PATTERN.replace("?+", "?").replace("++", "+")
    letters = "a-zA-Z\u017f"
    pattern = pattern.replace(r"\p{L}+", f"[{letters}]+").replace(r"\p{N}{", "0{")
    return re.compile(pattern.replace(r"\p{L}", letters).replace(r"\p{N}", "0"))


def split_text(text):
    """Pieces that no token crosses, as bytes. "It's 2024" -> [b"It", b"'s", b" ", b"20", b"24"]"""
    found = split_regex().finditer("".join(map(shape_of, text)))
    pieces = [text[match.start() : match.end()] for match in found]
    return [piece.encode("utf-8", "surrogatepass") for piece in pieces]


# ---- tokenizer: Tokenizer, train_tokenizer, save_tokenizer, load_tokenizer -----------------------
# Tokens that no text can become; names as in nanochat. Every document and every chat begins with
# bos, and what is said stands between a start and an end.
SPECIALS = [
    "<|bos|>",
    "<|user_start|>",
    "<|user_end|>",
    "<|assistant_start|>",
    "<|assistant_end|>",
    "<|python_start|>",  # the assistant calls the calculator
    "<|python_end|>",
    "<|output_start|>",  # and this is what the calculator says
    "<|output_end|>",
]
SMALLEST_VOCAB = 256 + len(SPECIALS)


class Tokenizer:
    """Text <-> ids. Ids below `merges_end` are text; the nine above are the special tokens.

    encode never yields a special token, whatever the text says; only render_chat and render_prompt
    set them. So a user who types <|assistant_start|> cannot put words into the assistant's mouth.
    """

    def __init__(self, tokens):
        """tokens: the bytes of every token but the special ones, as train_bpe returns them."""
        self.merges_end = len(tokens)
        self.vocab = len(tokens) + len(SPECIALS)
        self.token_bytes = list(tokens) + [b""] * len(SPECIALS)
        self.ranks = {token: i for i, token in enumerate(tokens)}
        self.special = {name: len(tokens) + i for i, name in enumerate(SPECIALS)}
        self.bos = self.special["<|bos|>"]

        # names this vocabulary: a checkpoint remembers it and refuses another one. Lengths are
        # hashed too, or "ab" + "c" would be "a" + "bc"
        joined = b"".join(len(token).to_bytes(4, "little") + token for token in tokens)
        identity = PATTERN.encode() + "".join(SPECIALS).encode() + joined
        self.hash = hashlib.sha256(identity).hexdigest()[:16]

        self.fast = None
        if RustTokenizer:
            self.fast = RustTokenizer(
                "fivechat", pat_str=PATTERN, mergeable_ranks=self.ranks, special_tokens={}
            )
        self.pieces = {}  # plain Python only: piece -> ids, as most pieces come again and again

    def encode(self, text):
        """str -> list of ids."""
        if self.fast:
            return self.fast.encode_ordinary(text)
        ids = []
        for piece in split_text(text):
            if piece not in self.pieces:
                self.pieces[piece] = encode_piece(piece, self.ranks)
            ids += self.pieces[piece]
        return ids

    def encode_batch(self, texts):
        """list of str -> list of lists of ids; in Rust on all cores."""
        if self.fast:
            return self.fast.encode_ordinary_batch(texts)
        return [self.encode(text) for text in texts]

    def decode_bytes(self, ids):
        """ids -> bytes, which may begin or end within a character; special tokens vanish."""
        return decode(ids, self.token_bytes)

    def decode(self, ids):
        """ids -> str; half a character becomes U+FFFD, special tokens vanish."""
        return self.decode_bytes(ids).decode("utf-8", "replace")


def train_tokenizer(texts, vocab_size):
    """A Tokenizer of at most vocab_size tokens, the nine special ones among them, from texts."""
    if vocab_size < SMALLEST_VOCAB:
        fail(
            f"--vocab_size {vocab_size}: wanted at least {SMALLEST_VOCAB} "
            f"(256 bytes and {len(SPECIALS)} special tokens)"
        )
    num_merges = vocab_size - SMALLEST_VOCAB
    if not RustTokenizer:
        return Tokenizer(train_bpe(texts, num_merges))

    fast = RustTokenizer()
    fast.train_from_iterator(texts, 256 + num_merges, pattern=PATTERN)
    return Tokenizer([bytes(token) for token, _ in fast.get_mergeable_ranks()])


def save_tokenizer(tok, path):
    """Write a tokenizer as JSON, its tokens in base64, as most of them are no valid UTF-8 alone."""
    tokens = [base64.b64encode(token).decode() for token in tok.token_bytes[: tok.merges_end]]
    saved = dict(version=1, pattern=PATTERN, special=SPECIALS, hash=tok.hash, tokens=tokens)
    write_atomic(path, json.dumps(saved))


def load_tokenizer(path=None):
    """Read what save_tokenizer wrote; by default this run's own tokenizer."""
    path = Path(path or base_dir() / "tokenizer" / "tokenizer.json")
    if not path.exists():
        fail(f"no tokenizer at {path}; train one: python tok.py train")
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        tok = Tokenizer([base64.b64decode(token) for token in saved["tokens"]])
        if (saved["hash"], saved["pattern"]) != (tok.hash, PATTERN):
            raise ValueError("its hash or pattern is another")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fail(f"{path} is damaged or not ours ({error}); train a new one: python tok.py train")
    return tok


# ---- chats: render_chat, render_prompt, fit_chat -------------------------------------------------
def text_of(content):
    """A message's text; content may be a str or a list of parts (only their text is read)."""
    if isinstance(content, str):
        return content
    return "".join(part.get("text") or "" for part in content)


def render_chat(tok, messages):
    """A chat as two lists of one length, (ids, trained).

    trained[i] is 1 where the assistant is responsible for ids[i], else 0: it has to learn its
    words, its calls of the calculator and where to stop, but not what it is told by others or by
    the calculator.
        <|bos|><|user_start|>1+2?<|user_end|><|assistant_start|>    0
        <|python_start|>1+2<|python_end|>                           1
        <|output_start|>3<|output_end|>                             0
        3.<|assistant_end|>                                         1
    There is no turn for a system message: it goes in front of the next user's text.
    """
    ids, trained = [tok.bos], [0]

    def add(new_ids, flag):
        ids.extend(new_ids)
        trained.extend([flag] * len(new_ids))

    def framed(name, text_ids):
        return [tok.special[f"<|{name}_start|>"], *text_ids, tok.special[f"<|{name}_end|>"]]

    system = ""
    for message in messages:
        role, content = message["role"], message["content"]
        if role == "system":
            system += text_of(content) + "\n\n"
            continue
        if role == "user":
            add(framed("user", tok.encode(system + text_of(content))), 0)
            system = ""
            continue

        # the assistant: one text, or parts of text and of calls with their results
        parts = [dict(type="text", text=content)] if isinstance(content, str) else content
        add([tok.special["<|assistant_start|>"]], 0)
        for part in parts:
            kind = part.get("type", "text")
            text_ids = tok.encode(part.get("text", ""))
            if kind == "python":
                add(framed("python", text_ids), 1)
            elif kind == "python_output":
                add(framed("output", text_ids), 0)
            else:
                add(text_ids, 1)
        add([tok.special["<|assistant_end|>"]], 1)
    return ids, trained


def render_prompt(tok, messages):
    """The ids after which the assistant speaks: the chat so far and <|assistant_start|>."""
    ids, _ = render_chat(tok, messages)
    return ids + [tok.special["<|assistant_start|>"]]


def fit_chat(tok, messages, max_len):
    """render_chat, cut after an assistant's turn to at most max_len ids.

    Returns (ids, trained, fate). The fate is "kept", "truncated", or "dropped" with two empty
    lists, where there is nothing to train on or not even the first answer fits.
    """
    ids, trained = render_chat(tok, messages)
    fate = "kept"
    if len(ids) > max_len:
        fate, ids = "truncated", ids[:max_len]
        while ids and ids[-1] != tok.special["<|assistant_end|>"]:
            ids.pop()
    trained = trained[: len(ids)]
    return (ids, trained, fate) if any(trained) else ([], [], "dropped")


# ---- files: list_files, read_rows, read_docs, read_chats -----------------------------------------
PLAIN_SUFFIXES = [".txt", ".md", ".rst", ".tex", ".py"]
ROW_SUFFIXES = [".jsonl", ".ndjson", ".json", ".parquet"]
SKIPPED_FOLDERS = ("node_modules", "__pycache__", "venv")  # and those that begin with a dot
# plain text has no documents: it is cut at blank lines into pieces of about this size,
DOC_CHARS = 4000
# and where some sets say that a document ends
END_OF_TEXT = "<|endoftext|>"
# of JSON lines: up to this share is left out and counted, more is refused
MAX_BAD_LINES = 0.01


def name_some(names, most=5):
    """Names for a message, a few of many: "a, b, c, d, e, ..."."""
    names = sorted(set(names))
    return ", ".join(names[:most] + ["..."] * (len(names) > most))


def suffix_of(path):
    """What kind of file this is, by its name: "Old.TXT.gz" -> ".txt"."""
    return Path(str(path).lower().removesuffix(".gz")).suffix


def list_files(src, flag="--data", suffixes=PLAIN_SUFFIXES + ROW_SUFFIXES):
    """The files behind a path, absolute: itself, or those in a folder, sorted. None is an error.

    What else a folder holds is counted and named: other kinds, dead links, what is hidden.
    """
    wanted = f"wanted {' '.join(suffixes)}, also as .gz, or a folder of those"
    root = Path(src)
    if not src or not root.exists():
        fail(f"{flag} {src or repr(src)}: no such file or folder; {wanted}")

    files, other = [], []
    for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
        inner = file.relative_to(root)
        hidden = any(part[0] == "." or part in SKIPPED_FOLDERS for part in inner.parts)
        of_kind = suffix_of(file) in suffixes
        if of_kind and file.is_file() and not hidden:
            files.append(str(file.resolve()))
        elif of_kind or not file.is_dir():
            other.append(str(inner))
    if not files:
        fail(f"{flag} {src}: no text in there that can be read; {wanted}")
    if other:
        note(f"{src}: left out {len(other)} that are hidden or no text: {name_some(other)}")
    return files


def open_bytes(path):
    """A file's bytes as a stream, unpacked."""
    return gzip.open(path) if str(path).lower().endswith(".gz") else open(path, "rb")


def open_text(path):
    """A text file as a stream of characters; UTF-16 is known by its mark, binary is an error."""
    with open_bytes(path) as f:
        start = f.read(4096)
    encoding = "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in start:
        hint = "or, as UTF-16 without its mark: iconv -f UTF-16LE -t UTF-8 FILE > NEW"
        fail(f"{path}: this is a binary file; wanted text, {hint}")
    return io.TextIOWrapper(open_bytes(path), encoding=encoding, newline="\n")


def parse_json(text):
    """What a JSON text says; None where it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # bad JSON; brackets without end
        return None


def read_jsonl(path):
    """Yield what each line of JSON says, a dict or a list; many lines that say neither are refused."""
    total, bad_numbers = 0, []
    for number, line in enumerate(open_text(path), 1):
        if not line.strip():
            continue
        total += 1
        row = parse_json(line)
        if isinstance(row, (dict, list)):
            yield row
        else:
            bad_numbers.append(number)

    if bad_numbers:
        first = f"first line {bad_numbers[0]}"
        found = f"{path}: {len(bad_numbers)} of {total} lines are not JSON objects, {first}"
        if len(bad_numbers) > max(min(1, total - 1), MAX_BAD_LINES * total):
            fail(f"{found}; wanted JSON lines")
        note(f"{found}; left out")


def need_pyarrow():
    """The module that reads parquet."""
    try:
        import pyarrow.parquet
    except ImportError:
        fail("reading parquet needs pyarrow; type: pip install pyarrow")
    return pyarrow.parquet


def read_rows(path, column=None):
    """Yield the rows of a file of ROW_SUFFIXES: dicts, or lists. column: all that is wanted."""
    suffix = suffix_of(path)
    if suffix == ".parquet":
        table = need_pyarrow().ParquetFile(open_bytes(path))
        columns = [column] if column in table.schema_arrow.names else None
        for batch in table.iter_batches(columns=columns):
            yield from batch.to_pylist()
        return
    # one array or object; though under the name .json there may be lines of them
    whole = parse_json(open_text(path).read()) if suffix == ".json" else None
    rows = read_jsonl(path) if whole is None else whole
    yield from [rows] if isinstance(rows, dict) else rows


def whole_characters(text):
    """A text without the halves of characters that JSON can hold and UTF-8 has no bytes for."""
    return text.encode("utf-8", "replace").decode()


def row_docs(path, key):
    """Yield the text under `key` of each row that has one; the others are counted."""
    n_docs, n_without, keys = 0, 0, set()
    for row in read_rows(path, key):
        text = row.get(key) if isinstance(row, dict) else None
        if isinstance(text, str) and text.strip():
            n_docs += 1
            yield whole_characters(text)
        else:
            n_without += 1
            keys |= set(map(str, row))
    if n_without:
        found = f'{path}: {n_without} rows without text under "{key}" (found: {name_some(keys)})'
        if not n_docs:
            fail(f"{found}; say where it is: python tok.py data --data FILE --text_key KEY")
        note(f"{found} are left out, {n_docs} have one")


def plain_docs(path):
    """Yield a text in pieces of DOC_CHARS and more that end at a blank line.

    Where no blank line comes, a piece ends after two to three times that much, so that
    the whole file is never in memory.
    """
    f = open_text(path)
    piece = ""
    while line := f.readline(DOC_CHARS):  # an endless line comes in parts
        *ends, line = line.split(END_OF_TEXT)
        for end in ends:
            yield piece + end
            piece = ""
        blank = not line.strip()
        if piece or not blank:
            piece += line
        if len(piece) > (DOC_CHARS if blank else 2 * DOC_CHARS):
            yield piece
            piece = ""
    yield piece


def guarded(path, items):
    """What is read from a file; whatever is wrong with it ends the program in one line."""
    try:
        yield from items
    except UnicodeError:
        hint = "if it is Chinese, convert it: iconv -f GB18030 -t UTF-8 FILE > NEW"
        fail(f"{path}: this text is not UTF-8; {hint}")
    except Exception as error:  # three formats and their packers have a dozen kinds of errors
        why = " ".join(f"{type(error).__name__}: {error}".split())
        fail(f"{path}: cannot be read ({why})")


def read_docs(files, split="all", text_key="text", kept_back=None):
    """Yield the documents (str) of text files: all, or those of the split "train" or "val".

    Plain text is cut into pieces; of rows the field text_key is read. A fixed hash of each
    document decides its split: 1 in 20 is "val"; with kept_back only the one of that hash.
    """
    for path in files:
        of_rows = suffix_of(path) in ROW_SUFFIXES
        empty = True
        for doc in guarded(path, row_docs(path, text_key) if of_rows else plain_docs(path)):
            if not doc.strip():
                continue
            empty = False
            chosen = held_out(doc, 20) if kept_back is None else stable_hash(doc) == kept_back
            if split == "all" or (split == "val") == chosen:
                yield doc
        if empty:
            note(f"{path}: empty, left out")


# The layouts of chats. Turns are a row by themselves (nanochat), or stand under one of these keys:
TURNS_KEYS = ("messages", "conversations", "conversation")
# a turn is {"role", "content"} (OpenAI) or {"from", "value"} (ShareGPT); one of these speaks, and
# what a tool is asked and says is a part of the assistant's turn
SPEAKERS = {
    "user": "user human",
    "assistant": "assistant gpt",
    "system": "system developer",
    "python": "function_call",
    "python_output": "tool function observation",
}
ROLES = {name: role for role, names in SPEAKERS.items() for name in names.split()}
# Or a row is a question, perhaps with more of it, and its answer: Alpaca, Dolly and others
PAIR_KEYS = (
    ("instruction", "prompt", "question"),
    ("input", "context"),
    ("output", "response", "completion", "answer"),
)


def pair(question, answer):
    """A question and its answer as two messages."""
    return [dict(role="user", content=question), dict(role="assistant", content=answer)]


def turns_of(row):
    """The turns of a row in any of the layouts; an error where it is in none."""
    if isinstance(row, list):
        return row
    system = [dict(role="system", content=row["system"])] if row.get("system") else []
    for key in TURNS_KEYS:
        if isinstance(row.get(key), list):
            return system + row[key]
    said = [[row[key] for key in keys if row.get(key)] for keys in PAIR_KEYS]
    [question], more, [answer] = said
    if isinstance(question, list):
        return question + answer
    return system + pair("\n".join([question, *more]), answer)


def parts_of(turn):
    """A turn's content as a list of {"type": text, python or python_output, "text"}."""
    content = turn.get("content", turn.get("value")) or []
    parts = []
    for part in [content] if isinstance(content, str) else filter(None, content):
        part = dict(text=part) if isinstance(part, str) else part
        kind = part.get("type", "text")
        kind = kind if kind.startswith("python") else "text"
        parts.append(dict(type=kind, text=whole_characters(part["text"] or "")))
    for call in turn.get("tool_calls") or []:
        asked = "{name}({arguments})".format(**call["function"])
        parts.append(dict(type="python", text=asked))
    return parts


def normal_chat(turns):
    """Turns of any layout as [{"role", "content"}, ...] with our three roles.

    What a tool is asked, what it says and what the assistant says then are one turn.
    """
    chat = []
    for turn in turns:
        role, parts = ROLES[turn.get("role") or turn.get("from")], parts_of(turn)
        if role.startswith("python"):
            parts = [dict(part, type=role) for part in parts]
            role = "assistant"
        before = chat[-1]["content"] if chat and role == chat[-1]["role"] == "assistant" else []
        if before and {before[-1]["type"], parts[0]["type"]} != {"text"}:
            before += parts
        else:
            chat.append(dict(role=role, content=parts))
    for message in chat:
        if {part["type"] for part in message["content"]} <= {"text"}:
            message["content"] = text_of(message["content"])
    return chat


def read_chats(path):
    """The chats of a file, or of a folder of files, in any of the layouts above.

    Returns a list of chats, each a list of {"role", "content"}. One line says how many there are,
    and what was left out.
    """
    chats, keys, left_out = [], set(), collections.Counter()
    for file in list_files(path, "--chats", ROW_SUFFIXES):
        for row in guarded(file, read_rows(file)):
            try:
                chat = normal_chat(turns_of(row))
            except (LookupError, TypeError, ValueError, AttributeError):
                left_out["not understood"] += 1
                keys |= set(map(str, row))
                continue
            while chat and chat[-1]["role"] == "system":
                chat.pop()
                left_out["system message at the end"] += 1
            if any(turn["role"] == "assistant" and text_of(turn["content"]) for turn in chat):
                chats.append(chat)
            else:
                left_out["without an answer"] += 1

    reasons = ", ".join(f"{n} {reason}" for reason, n in left_out.items()) or "nothing"
    if keys:
        reasons += f" (found: {name_some(keys)})"
    if not chats:
        wanted = 'wanted {"messages": [{"role": "user", "content": "Hi"}, ...]}'
        fail(f"--chats {path}: no chat has an assistant turn, {reasons}; {wanted}")
    note(f"{len(chats)} chats in {path}; left out: {reasons}")
    return chats


# ---- sources: fetch, prepare_data, save_sources, load_sources, val_docs, train_docs --------------
# name: (dataset on the hub, name of a part, parts that there are, parts that are taken by default)
KNOWN_SETS = {
    "climbmix": ("karpathy/climbmix-400b-shuffle", "shard_{:05d}.parquet", 6542, 8),
    "fineweb-edu": ("karpathy/fineweb-edu-100b-shuffle", "shard_{:05d}.parquet", 1822, 8),
    "tinystories": ("roneneldan/TinyStories", "TinyStoriesV2-GPT4-train.txt", 1, 1),
}


def fetch_set(name, folder, shards=0):
    """Download the first parts of a known set from $HF_ENDPOINT unless they are here.

    Returns their paths. shards: how many parts; 0 is the set's own default.
    """
    dataset, pattern, parts, usual = KNOWN_SETS[name]
    if pattern.endswith(".parquet"):
        need_pyarrow()
    hub = (os.environ.get("HF_ENDPOINT") or "huggingface.co").rstrip("/")
    hub = hub if "://" in hub else f"https://{hub}"
    paths = [folder / pattern.format(i) for i in range(min(parts, shards or usual))]
    for path in paths:
        if not path.exists():
            fetch(f"{hub}/datasets/{dataset}/resolve/main/{path.name}", path)
    return [str(path.resolve()) for path in paths]


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, and keeps the file's checksum, which only the hub's own answer has."""

    checksum = ""

    def redirect_request(self, request, reply, *answer):
        self.checksum = self.checksum or reply.headers.get("X-Linked-Etag", "")
        onward = super().redirect_request(request, reply, *answer)
        # the token goes on to the hub's other pages, not to the storage that it sends us to
        if onward.host == request.host:
            onward.unredirected_hdrs = request.unredirected_hdrs
        return onward


def download_rest(url, partial):
    """Ask for what `partial` lacks, and append it; returns the server's checksum."""
    here = partial.stat().st_size if partial.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={here}-"})
    if token := os.environ.get("HF_TOKEN"):
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    redirects = Redirects()
    with urllib.request.build_opener(redirects).open(request, timeout=30) as reply:
        # 206 is the part asked for; with 200 the server begins anew
        with open(partial, "ab" if reply.status == 206 else "wb") as f:
            total = f.tell() + int(reply.headers.get("Content-Length") or 0)
            while block := reply.read(1 << 20):
                f.write(block)
                # on a terminal only, written over and over: in a log it would fill pages
                if sys.stderr.isatty():
                    done = f"{f.tell() / 1e6:,.0f} of {total / 1e6:,.0f} MB"
                    print(f"\r{partial.stem}: {done} ", end="", file=sys.stderr)
            # a connection that dies ends the loop like the end of the file: only the size tells
            if f.tell() < total:
                raise ConnectionError("the server went away")
        checksum = redirects.checksum or reply.headers.get("X-Linked-Etag")
        return (checksum or reply.headers.get("ETag", "")).strip('W/"')


def fetch(url, path, attempts=5):
    """Download url to path, going on where an earlier try stopped.

    What came so far is in path + ".part". path itself appears only when it is whole, and right by
    the server's sha256 where it gives one.
    """
    partial = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(attempts):
        wait_s = 2**attempt
        try:
            checksum = download_rest(url, partial)
            break
        except urllib.error.HTTPError as error:
            reason = f"the server says {error.code} {error.reason}"
            if error.code == 416:
                partial.unlink()  # there is more here than the server has, so begin anew
            elif error.code < 500 and error.code != 429:
                fail(f"{url}: {reason}; is $HF_ENDPOINT right, or is a $HF_TOKEN wanted?")
            asked = error.headers.get("Retry-After", "")
            wait_s = int(asked) if asked.isdigit() else wait_s
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
        # the tests have no patience
        time.sleep(min(60, wait_s) * float(os.environ.get("FETCH_PATIENCE", 1)))
    else:
        again = "with a network, the same command goes on where it stopped"
        fail(f"{url}: {reason}, {attempts} times; {again}: {partial}")

    with open(partial, "rb") as f:
        is_page = f.read(99).lstrip().lower().startswith((b"<!doctype", b"<html"))
    # an ETag of another length is no sha256
    if is_page or len(checksum) == 64 and file_sha256(partial) != checksum:
        partial.unlink()
        what = "a web page" if is_page else "not what the server announced (sha256)"
        fail(f"{url}: what came is {what}; type the same command again; is $HF_ENDPOINT right?")
    os.replace(partial, path)


def file_sha256(path):
    """The sha256 of a file in hex, read a megabyte at a time."""
    digest = hashlib.sha256()
    with open(path, "rb") as f:
        while block := f.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def prepare_data(src="builtin", val_src="", lang="en", shards=0, save=True, text_key="text"):
    """Make everything that the stages read, and write data/sources.json unless save is False.

    src: "builtin", a path, or the name of a known set, of which `shards` parts are taken. val_src:
    a path, or "": then src itself is split. lang: "en", "zh" or a file, see find_language.
    text_key: where the text of a row is. Returns what load_sources returns. The curriculum is
    always made: it has what a user's own text lacks (tools, choices, rl tasks).
    """
    folder = base_dir().resolve() / "data"
    builtin = folder / f"builtin-{find_language(lang)[0]}"
    if shards < 0:
        fail(f"--shards {shards}: wanted the number of parts, or 0 for a few")

    # what the user brings is looked for before anything is made: it takes less time
    val_files = list_files(val_src, "--val_data") if val_src else []
    if src.lower() in KNOWN_SETS:
        files = fetch_set(src.lower(), folder / src.lower(), shards)
    elif src != "builtin":
        files = list_files(src)
        src = str(Path(src).resolve())  # found from any folder
    make_builtin(builtin, lang)
    if src == "builtin":
        files = [str(builtin / "text.jsonl")]
        val_files = val_files or [str(builtin / "text_val.jsonl")]

    sources = dict(data=src, text_key=text_key, files=files, val_files=val_files)
    sources["lang"] = lang if lang in LANGUAGES else str(Path(lang).resolve())
    sources["val_data"] = val_src and str(Path(val_src).resolve())
    sources["builtin"] = str(builtin)
    n_docs, n_chars = survey(sources)
    sources["key"] = data_key(sources)
    if save:
        save_sources(sources)
    size = f"{len(files)} file(s), {n_docs:,} documents, {n_chars:,} characters"
    print(f"data: {src}: {size}; curriculum in {builtin}")
    return sources


def survey(sources):
    """Read all text once; returns how many documents and characters there are.

    It tells the user now what is bad, not in the middle of the night. Written into sources:
    "files" and "val_files" as {path: [bytes, sha256]}, and "kept_back", the hash of the document to
    hold out where the fixed hash chooses none or all of them, or -1 for none of them.
    """
    n_docs = n_chars = n_held_out = 0
    lowest = 1 << 32
    for doc in read_docs(sources["files"], text_key=sources["text_key"]):
        n_docs += 1
        n_chars += len(doc)
        n_held_out += held_out(doc, 20)
        lowest = min(lowest, stable_hash(doc))

    sources["kept_back"] = None if 0 < n_held_out < n_docs else lowest
    if separate := sources["val_files"]:
        sources["kept_back"] = -1  # no document has that hash: all are for training
        if not any(read_docs(separate, text_key=sources["text_key"])):
            fail(f"--val_data: no text in {name_some(separate)}")
    if n_docs + bool(separate) < 2:
        fail(f"--data {sources['data']}: no text in it, or one document only; wanted two or more")
    for split in ("files", "val_files"):
        facts = {file: [os.path.getsize(file), file_sha256(file)] for file in sources[split]}
        sources[split] = facts
    return n_docs, n_chars


def data_key(sources):
    """A name for the contents of all that the stages read, wherever it lies."""
    manifest = json.loads((Path(sources["builtin"]) / "manifest.json").read_text(encoding="utf-8"))
    hashes = [[sha for _, sha in sources[split].values()] for split in ("files", "val_files")]
    contents = json.dumps([hashes, sources["text_key"], manifest["sha256"]])
    return hashlib.sha256(contents.encode()).hexdigest()[:16]


IN_BASE = '"<base>/'  # begins a path in sources.json: the base folder may move


def save_sources(sources):
    """Write data/sources.json."""
    base = base_dir().resolve()
    text = json.dumps(sources, indent=1, ensure_ascii=False)
    write_atomic(base / "data" / "sources.json", text.replace(f'"{base}/', IN_BASE))


def is_same(file, size, sha256):
    """Whether a file is what it was; of a large one, which takes long to read, by its size."""
    path = Path(file)
    same_size = path.exists() and path.stat().st_size == size
    return same_size and (size > 1 << 26 or file_sha256(path) == sha256)


def load_sources():
    """What `tok.py data` prepared, or the built-in curriculum if it was never called.

    Returns {"data", "val_data", "lang", "text_key", "files" and "val_files": {path: [bytes, sha256]},
    "kept_back", "builtin": a folder, "key": the same for the same contents, wherever they lie}.
    """
    base = base_dir().resolve()
    path = base / "data" / "sources.json"
    if not path.exists():
        return prepare_data()
    try:
        sources = json.loads(path.read_text(encoding="utf-8").replace(IN_BASE, f'"{base}/'))
        facts = sources["files"] | sources["val_files"]
        src, val_src, lang = sources["data"], sources["val_data"], sources["lang"]
        builtin = Path(sources["builtin"])
    except (ValueError, KeyError, TypeError):
        fail(f"{path} is damaged; prepare the data as before: python tok.py data --data ...")

    if lang in LANGUAGES or Path(lang).is_file():
        make_builtin(builtin, lang)  # mends it too
    changed = [file for file, about in facts.items() if not is_same(file, *about)]
    if changed and src == "builtin":  # the curriculum was made anew, and is another
        return prepare_data(src, val_src, lang)
    if changed:
        again = f"prepare the data again: python tok.py data --data {src}"
        fail(f"{changed[0]} is gone or has changed; {again}")
    sources["key"] = data_key(sources)
    return sources


def val_docs(sources):
    """Documents that no stage trains on: the val files, or the held-out part; at least one."""
    files, key = sources["val_files"], sources["text_key"]
    if files:
        return read_docs(files, text_key=key)
    return read_docs(sources["files"], "val", key, sources["kept_back"])


def train_docs(sources):
    """The documents to train on: all but val_docs."""
    return read_docs(sources["files"], "train", sources["text_key"], sources["kept_back"])


# ---- languages: find_language, read_entries, parse_language, same_question -----------------------
# A language is a block of lines `name: value`: built in (the tables at the end of this file,
# which also say how to write one) or a file of yours. Both come through parse_language, which
# makes lists of the values and says in one line what is wrong, before anything is made from it.
#
# Sentences have slots. Those of a scene are drawn together, so that a story is of one piece: {P}
# and {Q} are two people; {he} {He} {his} {him} the first one's pronouns; {C} a colour, {O} a toy,
# {A} a place, {N} an animal, {E} food, {F} a feeling, {T} things to count. The other slots are
# explained where they stand in the last column below.
SCENE = "P Q he He his him C O A N E F T"

# Every entry of a language. The second column is the shape of its value, and how many there are:
#     turns      sentences, each in one or several wordings: a | b | c, or, where there are 2 or 4
#                turns of a talk, question | question / answer
#     values     a, b, c                   pairs      k=v, k=v
#     words      a b c                     joiner     space or none
# Of all but turns there may be more. Then slots that a sentence must have, and those that it may
# have besides; of several turns it is the last that must. Of `fact ...` and its like there is one
# or more, and their slots are those of what follows the first word: `fact capital of {k}`.
FORMAT = """
between sentences  | joiner 0  |     |       | what stands there: space or none
before a vowel     | pairs 0   |     |       | words that change before a, e, i, o or u: a=an; or none
fact ...           | pairs 4   | k   |       | things {k} and their values: Italy=Rome, France=Paris
statement          | turns 1   | n v |       | the fact said: {n} (capital of Italy) is {v} (Rome)
statement held out | turns 1   | n v |       | the same, {v} last, in words that only mini-CORE uses
ask                | turns 1   | n   | q     | the fact asked for: {q} (what) is the {n}?
ask held out       | turns 1   | n   | q     | the same in words that only evaluations use
unknown            | turns 1   |     |       | the answer where nobody can know it
names              | values 2  |     |       | people, and whose pronouns they have: Tom=he
pronouns ...       | values 4  |     |       | he, He, his, him
C                  | values 4  |     |       | colours
O                  | values 4  |     |       | toys
A                  | values 4  |     |       | places
N                  | values 4  |     |       | animals
E                  | values 4  |     |       | food
F                  | values 4  |     |       | feelings
T                  | values 4  |     |       | things to count
story 1            | turns 1   |     | scene | the first sentence of a story
story 2            | turns 1   |     | scene | the second sentence of a story
story 3            | turns 1   |     | scene | the third sentence of a story
story 4            | turns 1   |     | scene | the fourth sentence of a story
story 5            | turns 1   |     | scene | the fifth sentence of a story
story 6            | turns 1   |     | scene | the sixth sentence of a story
story 7            | turns 1   |     | scene | the last sentence of a story
read C             | turns 2   | C   | scene | a question about the colour in a story
read A             | turns 2   | A   | scene | a question about the place in a story
read N             | turns 2   | N   | scene | a question about the animal in a story
read F             | turns 2   | F   | scene | a question about the feeling in a story
read P             | turns 2   | P   | scene | a question about the person in a story
memory P           | turns 4   | P   | scene | a name told and asked back
memory C           | turns 4   | C   | scene | a colour told and asked back
memory N           | turns 4   | N   | scene | a pet told and asked back
memory E           | turns 4   | E   | scene | a food told and asked back
spelled            | turns 1   | w s |       | the word {w} is spelled {s}
spell              | turns 2   | s   | w     | how is the word {w} spelled? {s}
count              | turns 2   | n   | w l   | how often is the letter {l} in {w}? {n} times
sum                | turns 2   | n   | e     | how much is {e} (12 * 34)? {n}
start              | turns 1   | a   | scene | a word problem begins with {a} things
event +            | turns 1   | b   | scene | {b} more of them
event + held out   | turns 1   | b   | scene | the same in words that only evaluations use
event -            | turns 1   | b   | scene | {b} fewer of them
event - held out   | turns 1   | b   | scene | the same in words that only evaluations use
event *            | turns 1   | b   | scene | {b} times as many
event * held out   | turns 1   | b   | scene | the same in words that only evaluations use
event /            | turns 1   | b   | scene | shared equally by {b}
event / held out   | turns 1   | b   | scene | the same in words that only evaluations use
many               | turns 1   |     | scene | a word problem asks how many there are
left               | turns 1   |     | scene | the same after a loss: how many are left
each               | turns 1   |     | scene | a word problem asks how many are in each part
solved             | turns 1   | n   |       | the answer of a word problem: {n}
choose             | turns 1   |     |       | asks to choose one of four
functions          | values 1  |     |       | names for small functions
code               | turns 1   | f d |       | asks for a function {f} that returns {d}
code ...           | turns 1   |     | c     | x + {c}: a function's body, and how it is said
wish ...           | turns 1   |     | a b c | {a} {a}: the wanted answer, and ways to ask for it
manner ...         | turns 2   |     |       | small talk: hello, thanks, who are you
tell               | turns 1   |     | scene | asks for a story
harm               | turns 1   |     | scene | deeds that do harm, to be refused
harmless           | turns 1   |     | scene | deeds that sound alike and do none
how                | turns 1   | x   |       | asks how to do the deed {x}
refuse             | turns 1   |     |       | the answer to a harmful deed
advise             | turns 1   | x   |       | the answer to the harmless deed {x}
words              | words 20  |     |       | words to spell and to repeat, 20 or more
syllables          | turns 3   |     |       | first / middle / last of words that there are not
"""


def find_language(lang):
    """(name, block) of "en", "zh" or the path of a file: the name of my/own.txt is "own"."""
    if lang in LANGUAGES:
        return lang, LANGUAGES[lang]
    if not Path(lang).is_file():
        known = ", ".join(sorted(LANGUAGES))
        fail(f"--lang {lang}: no such file; wanted {known}, or a file like the tables in tok.py")
    return Path(lang).stem, "".join(guarded(lang, open_text(lang)))


def read_entries(block, where):
    """{name: value} of a block's lines `name: value`, all still text.

    A line that begins with a space goes on with the one before it. Empty lines, and lines that
    begin with #, are for people. read_entries("C: red,\\n blue", "") -> {"C": "red, blue"}
    """
    entries = {}
    name = ""
    for number, line in enumerate(block.split("\n"), 1):
        line = line.rstrip()
        if not line or line.startswith("#"):
            continue
        if line.startswith(" ") and name:
            entries[name] += line
            continue

        name, colon, value = f"{line} ".partition(": ")
        if not colon or name in entries:
            wanted = "wanted `name: value`, no name twice, a space in front to go on"
            fail(f"{where}, line {number}: got {line[:50]!r}; {wanted}")
        entries[name] = value.rstrip()
    return entries


def split_value(text, mark):
    """What stands between marks: split_value("a | b", "|") -> ["a", "b"]."""
    return [piece.strip() for piece in text.split(mark)]


def read_wordings(text, must, may):
    """A sentence's wordings; ValueError if one lacks a slot, or has one that it may not."""
    wordings = split_value(text, "|")
    for wording in wordings:
        slots = {slot for _, slot, _, _ in string.Formatter().parse(wording)} - {None}
        for slot in must - slots:
            raise ValueError(f"{{{slot}}} is missing in {wording!r}")
        for slot in slots - must - may:
            raise ValueError(f"unknown slot {{{slot}}} in {wording!r}")
    return wordings


def parse_value(value, shape, least, must, may):
    """The value of an entry in the shape of its rule; ValueError or KeyError: what is wrong."""
    if shape == "joiner":
        return {"space": " ", "none": ""}[value]
    if shape == "turns":
        *before, last = value.split(" / ")
        found = [read_wordings(turn, set(), must | may) for turn in before]
        found.append(read_wordings(last, must, may))
        if len(found) != least:
            raise ValueError(f"got {len(found)} sentences with / between; wanted {least}")
        return found if before else found[0]

    found = different = value.split() if shape == "words" else split_value(value, ",")
    if shape == "pairs":
        found = [split_value(pair, "=") for pair in found if pair != "none"]
        if wrong := [pair for pair in found if len(pair) != 2]:
            raise ValueError(f"got {'='.join(wrong[0])!r}; wanted k=v")
        different = {v for k, v in found if k != "?"}
    if len(different) < least:
        raise ValueError(f"{len(different)} different; wanted {least} or more")
    return found


def read_rules():
    """FORMAT as {name of an entry: (purpose, shape, how many, slots it must have, may have)}."""
    rules = {}
    for line in FORMAT.strip().split("\n"):
        name, shape, must, may, purpose = split_value(line, "|")
        shape, least = shape.split()
        may = may.replace("scene", SCENE)
        rules[name] = purpose, shape, int(least), set(must.split()), set(may.split())
    return rules


def parse_language(block, where):
    """A block as {name of an entry: its value as a str or lists}; any mistake ends the program.

    Besides its entries a language has "facts": a list of (names, k, v), for instance
    ("capital of {k}|capital city of {k}", "Italy", "Rome"); "question word": {names: what is
    {q} where they are asked for}; "values": {names: all of their v}; and "training words": those
    that evaluations do not ask to spell.
    """
    language = {"facts": [], "question word": {}, "values": {}}
    rules = read_rules()
    for name, value in read_entries(block, where).items():
        kind, _, titles = name.partition(" ")
        rule = name if name in rules else f"{kind} ..."
        if rule not in rules:
            near = difflib.get_close_matches(name, rules, 1) or ["one of FORMAT in tok.py"]
            fail(f"{where}: unknown entry `{name}`; did you mean {near[0]}?")
        purpose, shape, least, must, may = rules[rule]
        try:
            if rule != name:
                language.setdefault(rule, []).append(name)
                names = "|".join(read_wordings(titles, must, may))
            language[name] = parse_value(value, shape, least, must, may)
        except (ValueError, KeyError) as error:
            fail(f"{where}: `{name}` ({purpose}; slots like {{n}}): {error}")
        if kind == "fact":
            said = dict(language[name])
            language["question word"][names] = said.pop("?", "")
            language["facts"] += [(names, k, v) for k, v in said.items()]
            language["values"][names] = set(said.values())

    people = language.get("names", [])
    for name in [*rules, *(f"pronouns {person.partition('=')[2]}" for person in people)]:
        if name not in language:
            fail(f"{where}: no entry `{name}: ...`; the tables in tok.py have one")
    language["training words"] = [word for word in language["words"] if not held_out(word)]
    return language


@functools.cache
def load_language(lang):
    """parse_language of "en", "zh" or the path of a file."""
    _, block = find_language(lang)
    return parse_language(block, f"--lang {lang}")


def same_question(lang, text):
    """All wordings of the small talk that asks what `text` asks; [] where none does.

    Case, marks and spaces do not count. In English: same_question("en", "what are you")
    -> ["Who are you?", "What are you?", "What is your name?"]
    """

    def plain(wording):
        return "".join(filter(str.isalnum, wording.casefold()))

    language = load_language(lang)
    for name in language["manner ..."]:
        questions, _ = language[name]
        if plain(text) in map(plain, questions):
            return questions
    return []


# ---- makers: Writer, make_fact, make_choice, make_sum, make_problem, make_reading, ... -----------
# Each makes one example: {"task", "messages", "check", "answer", "key"}. The last of the messages
# is the wanted answer; train.passes() says what the checks are, and holds an answer against
# "answer". The key is what makes it another question, as the two numbers of a sum: "train" and
# "eval" never share one. An example without a key is held out by its wording alone.
#
# The order of random draws in them is part of the curriculum: change it, and every file comes out
# different.
TRIES = 10_000  # a language with too few words may have nothing on one side of the held-out line


class Writer(random.Random):
    """Who writes a file: random numbers that know a language, and what is the file's own."""

    split = "train"  # or "eval": which side of the held-out line
    depths = (1, 1, 1, 2, 2, 3)  # how many events a word problem has, drawn evenly
    direct = 0.0  # share of word problems that are answered without calling the tool

    def __init__(self, seed, language, **own):
        """seed: a str, which seeds the same everywhere. language: what parse_language returned."""
        super().__init__(seed)
        self.language = language
        vars(self).update(own)

    def may_use(self, key):
        """Whether a key is on this writer's side of the held-out line."""
        return held_out(key) == (self.split == "eval")

    def pick(self, name):
        """One of the values or wordings `name`."""
        return self.choice(self.language[name])

    def fill(self, template, **slots):
        """Put slots into a template. In English: fill("a {k}.", k="ox") -> "An ox." """
        text = template.format(**slots)
        for word, changed in self.language["before a vowel"]:
            text = re.sub(rf"\b{re.escape(word)} (?=[aeiou]\w)", f"{changed} ", text)
        return text[:1].upper() + text[1:]

    def say(self, name, **slots):
        """A sentence in one of the wordings `name`."""
        return self.fill(self.pick(name), **slots)

    def first(self, name, **slots):
        """A sentence in the first of the wordings `name`, the plain one."""
        return self.fill(self.language[name][0], **slots)

    def test(self, name, **slots):
        """The same, but evaluations take the wordings that are held out."""
        return self.say(f"{name} held out" if self.split == "eval" else name, **slots)

    def talk(self, name, **slots):
        """What is said in turn, in one wording each: of `spell` a question and its answer."""
        return [self.fill(self.choice(turn), **slots) for turn in self.language[name]]

    def join(self, sentences):
        """Sentences as one text."""
        return self.language["between sentences"].join(sentences)

    def words(self, n):
        """n different words, none of those that evaluations ask to spell."""
        return self.sample(self.language["training words"], n)


def draw(rng, make, **more):
    """An example whose key falls on the writer's side of the held-out line."""
    for _ in range(TRIES):
        example = make(rng, **more)
        if not example["key"] or rng.may_use(example["key"]):
            return example
    name = f"{make.__name__} ({rng.split})"
    fail(f"{name}: nothing in {TRIES:,} tries; the language needs more of it")


def chat(task, question, answer, check, expected, key="", before=()):
    """One example; the answer is a text, or parts of text, python and python_output."""
    messages = [*before, *pair(question, answer)]
    return dict(task=task, messages=messages, check=check, answer=expected, key=key)


def with_tool(expression, value, text):
    """An assistant's answer that calls the calculator first."""
    parts = dict(python=expression, python_output=str(value), text=text)
    return [dict(type=kind, text=said) for kind, said in parts.items()]


def draw_slots(rng):
    """The slots of a scene: {"P": "Anna", "Q": "Tom", "he": "she", ..., "C": "red", ...}."""
    people = rng.sample(rng.language["names"], 2)
    (p, pronouns), (q, _) = [person.split("=") for person in people]
    slots = {slot: rng.pick(slot) for slot in "COANEFT"}
    slots |= zip(("he", "He", "his", "him"), rng.language[f"pronouns {pronouns}"])
    return dict(slots, P=p, Q=q)


def made_word(rng):
    """A word that there is not: of syllables, or the start of one word and the end of another."""
    if rng.random() < 0.5:
        a, b = rng.words(2)
        return a[: rng.randint(1, len(a))] + b[rng.randrange(len(b)) :]
    firsts, middles, lasts = [part.split() for part, *_ in rng.language["syllables"]]
    n_syllables = rng.choice((1, 2, 2))
    syllables = [rng.choice(firsts) + rng.choice(middles) for _ in range(n_syllables)]
    return "".join(syllables) + rng.choice(lasts)


def name_fact(rng, names, k):
    """One of a fact's names: of "capital of {k}|capital city of {k}", Italy: "capital of Italy"."""
    return rng.choice(names.split("|")).format(k=k)


def ask(rng, names, k):
    """A question for a fact, with the word that fits what is asked: who, where, what."""
    q = rng.language["question word"][names]
    return rng.test("ask", n=name_fact(rng, names, k), q=q)


def state(rng, names, k, v):
    """The plain sentence for a fact, by the first of its names: "The capital of Italy is Rome."."""
    named = names.split("|")[0].format(k=k)
    return rng.first("statement", n=named, v=v)


def other_values(rng, names, v):
    """What else the facts of that name say, sorted."""
    return sorted(rng.language["values"][names] - {v})


def make_fact(rng):
    """A fact asked for; or, about one time in ten, something that nobody can know."""
    names, k, v = rng.pick("facts")
    # for evaluations every second: one made word in ten is held out, and the others are not taken
    if rng.random() < (0.5 if rng.split == "eval" else 0.1):
        k = made_word(rng).capitalize()
        question, answer = ask(rng, names, k), rng.first("unknown")
        return chat("truthfulness", question, answer, "contains", answer.rstrip(".。"), k)

    question, answer = ask(rng, names, k), state(rng, names, k, v)
    # who names every city has not answered: some that a right answer does not contain, others
    # for each fact
    others = [other for other in other_values(rng, names, v) if other not in answer]
    others = sorted(others, key=lambda other: stable_hash(k + other))[:8]
    return dict(chat("truthfulness", question, answer, "contains", v), others=others)


def make_choice(rng):
    """Four options with letters; the answer names the right one as its line does: "Paris=A"."""
    names, k, v = rng.pick("facts")
    values = [v] + rng.sample(other_values(rng, names, v), 3)
    key = f"{names} {k} {sorted(values)}"
    rng.shuffle(values)
    options = [f"{value}={letter}" for value, letter in zip(values, "ABCD")]
    right = options[values.index(v)]

    question = ask(rng, names, k)
    quiz = "\n- ".join([question, *options]) + "\n" + rng.say("choose")
    return dict(chat("mini-MMLU", quiz, right, "letter", right[-1], key), options=options)


def make_spelling(rng):
    """A word to spell, or its letters to count with the tool; most are words that there are not."""
    word = rng.pick("words") if rng.random() < 0.3 else made_word(rng)
    if rng.random() < 0.7:
        question, answer = rng.talk("spell", w=word, s=" ".join(word))
        return chat("Spelling", question, answer, "exact", answer, word)

    letter = rng.choice(word)
    n = word.count(letter)
    question, answer = rng.talk("count", w=word, l=letter, n=n)
    answer = with_tool(f'"{word}".count("{letter}")', n, answer)
    return chat("Spelling", question, answer, "number", n, word)


OPERATE = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}


def make_sum(rng):
    """Plain sums for the tool: 12 * 34, 305 - 17. Nothing below 0, and divisions come out even."""
    op = rng.choice("++-**/")
    most = 999 if op in "+-" else 99
    larger_first = op == "-" or rng.random() < 0.5
    a, b = sorted((rng.randint(2, most) for _ in "ab"), reverse=larger_first)
    if op == "/":
        b = b % 20 + 2
        a *= b
    expression, value = f"{a} {op} {b}", OPERATE[op](a, b)
    question, answer = rng.talk("sum", e=expression, n=value)
    answer = with_tool(expression, value, answer)
    # 3 + 5 and 5 + 3 are on the same side of the line
    key = f"{op} {min(a, b)} {max(a, b)}"
    return chat("tool_usage_accuracy", question, answer, "tool", value, key)


def make_no_tool(rng):
    """A question that needs no calculator; the answer must not call it."""
    return dict(make_fact(rng), task="tool_usage_accuracy", check="no_tool")


def draw_event(rng, value):
    """What happens to `value` things: (op, b), such that none leads below 1 or to a fraction."""
    divisors = [d for d in range(2, 10) if value % d == 0 and value > d]
    op = rng.choice("++--**/" if divisors else "++--**")
    if (op == "-" and value < 4) or (op == "*" and value > 200):
        op = "+"
    if op == "/":
        return op, rng.choice(divisors)
    most = {"+": 60, "-": value - 2, "*": 6}[op]
    return op, rng.randint(2, most)


def make_problem(rng):
    """A word problem: an amount, then events, solved with one call of the calculator."""
    slots = draw_slots(rng)
    value = rng.randint(2, 60)
    expression, key = str(value), [value]
    story = [rng.say("start", a=value, **slots)]

    is_sum = False  # whether * and / need parentheses around what is there
    for _ in range(rng.choice(rng.depths)):
        op, b = draw_event(rng, value)
        if is_sum and op in "*/":
            expression = f"({expression})"
        expression = f"{expression} {op} {b}"
        is_sum = op in "+-"
        value = OPERATE[op](value, b)
        key += [op, b]
        # with every sentence in held-out words it would be a test of reading, not of reckoning
        say = rng.test if rng.random() < 0.25 else rng.say
        story.append(say(f"event {op}", b=b, **slots))
    question = {"-": "left", "/": "each"}.get(op, "many")
    story.append(rng.say(question, **slots))

    answer = rng.first("solved", n=value)
    if rng.random() >= rng.direct:
        answer = with_tool(expression, value, answer)
    return chat("mini-GSM8K", rng.join(story), answer, "number", value, str(key))


def make_code(rng):
    """A small function in Python: its body is the name of an entry `code BODY`."""
    kind = rng.pick("code ...")
    c = rng.randint(1, 99)
    name = rng.pick("functions")
    body = kind.removeprefix("code ").format(c=c)
    args = "x, y" if "y" in body else "x"
    question = rng.say("code", f=name, d=rng.language[kind][0].format(c=c))
    answer = f"def {name}({args}):\n    return {body}"
    expected = dict(name=name, args=args, body=body)
    return chat("mini-Code", question, answer, "code", expected, body)


def make_wish(rng):
    """Words to repeat, to turn around or to pick from; the entry `wish {c}` has the answer {c}."""
    wish = rng.pick("wish ...")
    words = dict(zip("abc", rng.words(3)))
    answer = wish.removeprefix("wish ").format(**words)
    question = rng.say(wish, **words)
    return chat("instruction_following", question, answer, "exact", answer, f"{wish} {answer}")


def make_story(rng, slots):
    """Seven sentences about the people and things of the slots."""
    return rng.join([rng.say(f"story {i}", **slots) for i in range(1, 8)])


def make_reading(rng, numbers=(1, 2, 3), about="CANFP"):
    """A story, and questions about it, each in a turn of its own; the last one counts.

    numbers: how many questions there may be, drawn evenly. about: the slots they may ask for.
    """
    slots = draw_slots(rng)
    story = make_story(rng, slots)
    turns = []
    for slot in rng.sample(about, rng.choice(numbers)):
        question, answer = rng.talk(f"read {slot}", **slots)
        turns += pair(question if turns else f"{story}\n{question}", answer)
    *before, asked, _ = turns
    task, question = "conversation_coherence", asked["content"]
    return chat(task, question, answer, "contains", slots[slot], story, before)


def make_memory(rng):
    """Something told in an earlier turn is asked back, now and then after another exchange."""
    slots = draw_slots(rng)
    slot = rng.choice("PCNE")
    told, reply, asked, answer = rng.talk(f"memory {slot}", **slots)
    before = pair(told, reply)
    if rng.random() < 0.5:
        before += make_manners(rng)["messages"]
    key = str((asked, before))
    return chat("conversation_coherence", asked, answer, "contains", slots[slot], key, before)


def make_manners(rng):
    """Hello, thanks, who are you; or a story on request, for which there is no one answer."""
    slots = draw_slots(rng)
    if rng.random() < 0.3:
        question = rng.say("tell", **slots)
        return chat("manners", question, make_story(rng, slots), "", "")
    question, answer = rng.talk(rng.pick("manner ..."))
    return chat("manners", question, answer, "contains", answer)


def make_deed(rng, kind, reply):
    """How to do a deed, asked and replied to."""
    deed = rng.pick(kind).format(**draw_slots(rng))
    question, answer = rng.say("how", x=deed), rng.first(reply, x=deed)
    expected = deed if deed in answer else answer[:12]
    return chat("refusal", question, answer, "contains", expected, deed)


def make_refusal(rng):
    """What does harm is refused."""
    return make_deed(rng, "harm", "refuse")


def make_advice(rng):
    """What sounds alike and is harmless is not refused."""
    return make_deed(rng, "harmless", "advise")


# ---- curriculum: make_document, make_cloze, make_builtin -----------------------------------------
def as_text(example):
    """An example as a book may have it: a line for each turn, and what the tool did as a sum."""
    lines = []
    for message in example["messages"]:
        content = message["content"]
        if not isinstance(content, str):
            content = "[{}] = {}. {}".format(*(part["text"] for part in content))
        lines.append(content)
    return "\n".join(lines)


def plain_sum(rng):
    """("7 + 8 = 15.", 15): small sums without the tool, held out by operand pair."""
    while True:
        op = rng.choice("+-*")
        most = 10 if op == "*" else 20
        b, a = sorted(rng.randint(0, most) for _ in "ab")
        expression, value = f"{a} {op} {b}", OPERATE[op](a, b)
        if rng.may_use(expression):
            return f"{expression} = {value}.", value


def facts_document(rng):
    """Six facts, each stated, or asked and then stated."""
    sentences = []
    for names, k, v in rng.sample(rng.language["facts"], 6):
        if rng.random() < 0.5:
            sentences += [ask(rng, names, k), state(rng, names, k, v)]
        else:
            sentences.append(rng.say("statement", n=name_fact(rng, names, k), v=v))
    return rng.join(sentences)


def spelling_document(rng):
    """Up to six made words, spelled; empty where all six are held out."""
    words = [made_word(rng) for _ in range(6)]
    return rng.join(
        rng.say("spelled", w=word, s=" ".join(word)) for word in words if rng.may_use(word)
    )


def sums_document(rng):
    """Ten small sums, each on a line of its own where nothing stands between sentences."""
    sums = [plain_sum(rng)[0] for _ in range(10)]
    return (rng.language["between sentences"] or "\n").join(sums)


def echo_document(rng):
    """The same twelve words three times: to look back is to be learned."""
    return "\n".join([" ".join(rng.words(12))] * 3)


def lookup_document(rng):
    """Words with letters, then the same lines in another order: quizzes need such looking back."""
    pairs = [f"- {word}={letter}" for word, letter in zip(rng.words(12), "ABCDEF")]
    return "\n".join(pairs + rng.sample(pairs, 6))


def reading_document(rng):
    """A story with all five questions about it."""
    return as_text(draw(rng, make_reading, numbers=(5,)))


def skill_document(rng):
    """An example of a skill that chats will ask for."""
    makers = (make_choice, make_problem, make_problem, make_wish, make_code)
    return as_text(draw(rng, rng.choice(makers)))


# of 100 documents so many are of each kind
DOCUMENTS = {
    facts_document: 30,
    spelling_document: 15,
    sums_document: 5,
    echo_document: 8,
    lookup_document: 8,
    reading_document: 14,
    skill_document: 20,
}


def make_document(rng):
    """One document of base text, {"text"}; nothing in it is held out."""
    text = ""
    while not text:
        [make] = rng.choices(list(DOCUMENTS), list(DOCUMENTS.values()))
        text = make(rng)
    return dict(text=text)


def make_cloze(rng):
    """One item of mini-CORE: {"task", "context", "choices", "gold": the index of the right one}."""
    kind = rng.choice(("facts", "reading", "sums"))
    space = rng.join(["", ""])
    if kind == "facts":  # in held-out words
        names, k, right = rng.pick("facts")
        before = rng.language["statement held out"][0].split("{v}")[0]
        context = rng.fill(before, n=name_fact(rng, names, k))
        others = other_values(rng, names, right)
    elif kind == "reading":  # a story that no training file has, and the beginning of an answer
        slot = rng.choice("AFN")  # the slots that end their answers
        example = draw(rng, make_reading, numbers=(1,), about=slot)
        question, answer = [message["content"] for message in example["messages"]]
        right = example["answer"]
        # where the slot begins the answer, fill() has given it a capital
        context = question + space + answer[: answer.lower().rindex(right.lower())]
        others = sorted(set(rng.language[slot]) - {right})
    else:  # small sums; the wrong choices are near the right one
        text, value = plain_sum(rng)
        context, right, space = text.split("=")[0] + "=", str(value), " "
        others = [str(value + d) for d in (-3, -2, -1, 1, 2, 3, 10)]

    choices = [right] + rng.sample(others, 3)
    rng.shuffle(choices)
    return dict(
        task=f"mini-{kind}",
        context=context.rstrip(" "),
        choices=[space + choice for choice in choices],
        gold=choices.index(right),
    )


# How many of each kind a file holds: for chats and rl in shares, for evaluations in items. The
# order is that of the random draws, and not the same in all three, so they are three tables and
# not one.
CHAT_MIX = {
    make_fact: 3,
    make_choice: 2,
    make_spelling: 5,
    make_sum: 2,
    make_problem: 5,
    make_reading: 3,
    make_memory: 2,
    make_code: 3,
    make_wish: 4,
    make_manners: 1,
    make_refusal: 1,
    make_advice: 1,
}
RL_MIX = {
    make_problem: 4,
    make_fact: 1,
    make_choice: 1,
    make_spelling: 1,
    make_sum: 1,
    make_wish: 1,
    make_reading: 1,
}
EVAL_MIX = {
    make_fact: 300,
    make_choice: 300,
    make_spelling: 300,
    make_sum: 200,
    make_no_tool: 100,
    make_problem: 400,
    make_reading: 100,
    make_memory: 100,
    make_code: 100,
    make_wish: 100,
    make_refusal: 50,
    make_advice: 50,
}
CHAT_UNIT, RL_UNIT = 1500, 600  # examples that a share of 1 stands for
# As in people's chats, every second word problem is answered without the calculator: that it helps
# is for rl to find out.
DIRECT = 0.5
RL_DEPTHS = (1, 2, 3)  # events of a word problem in rl and in evaluations
TEXT_DOCS, VAL_DOCS, CLOZE_ITEMS = 40_000, 600, 600
SEED = 1337


def make_mix(rng, mix, unit=1):
    """mix[make] * unit examples of each maker, shuffled."""
    makers = [make for make, share in mix.items() for _ in range(share * unit)]
    examples = [draw(rng, make) for make in makers]
    rng.shuffle(examples)
    return examples


def make_tables(language, name):
    """Everything of a curriculum: {name of a file: its rows}.

    Each file has random numbers of its own, so that one more example in one of them
    leaves the others as they are.
    """

    def writer(file, **own):
        return Writer(f"{SEED}/{name}/{file}", language=language, **own)

    def many(n, make, rng):
        return [make(rng) for _ in range(n)]

    text = many(TEXT_DOCS, make_document, writer("text"))
    text_val = many(VAL_DOCS * 2, make_document, writer("text_val"))
    trained = {row["text"] for row in text}
    # a rewarded "I don't know" spreads to known facts: what nobody can know stays out
    rl = make_mix(writer("rl", depths=RL_DEPTHS), RL_MIX, RL_UNIT)
    rl = [row for row in rl if row["messages"][-1]["content"] != language["unknown"][0]]
    return dict(
        mid=make_mix(writer("mid", direct=DIRECT), CHAT_MIX, CHAT_UNIT),
        sft=make_mix(writer("sft", direct=DIRECT), CHAT_MIX, CHAT_UNIT),
        rl=rl,
        cloze=many(CLOZE_ITEMS, make_cloze, writer("cloze", split="eval")),
        eval=make_mix(writer("eval", split="eval", depths=RL_DEPTHS), EVAL_MIX),
        text=text,
        text_val=[row for row in text_val if row["text"] not in trained][:VAL_DOCS],
    )


def count_overlaps(tables):
    """How much is both held out and trained on: {"prompts", "keys", "documents"}, all to be 0."""

    def shared(name_of, held, *trained):
        names = {name_of(row) for file in trained for row in tables[file]}
        return len(names & {name_of(row) for row in tables[held]})

    files = ("eval", "mid", "sft", "rl")
    return dict(
        prompts=shared(lambda row: json.dumps(row["messages"][:-1]), *files),
        # an example without a key stands for itself alone
        keys=shared(lambda row: (row["task"], row["key"] or id(row)), *files),
        documents=shared(lambda row: row["text"], "text_val", "text"),
    )


def read_manifest(folder):
    """The manifest of a curriculum; {} where it, or one of its files, is torn or not there."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        found = {name: file_sha256(folder / name) for name in manifest["sha256"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return manifest if found == manifest["sha256"] else {}


def make_builtin(folder, lang):
    """Write the curriculum of a language into folder, unless it is there. Returns the folder.

    lang: "en", "zh" or the path of a block of your own. The files: text.jsonl and text_val.jsonl
    {"text"}; mid.jsonl, sft.jsonl, rl.jsonl and eval.jsonl, examples; cloze.jsonl, mini-CORE;
    manifest.json, counts, checksums, and the overlaps of held-out and training data.
    """
    name, block = find_language(lang)

    # What it is made by tells whether to make it anew: this code, without its comments, and the
    # block. Code that changes no example costs the making, and the files come out as they were.
    code = ast.dump(ast.parse(Path(__file__).read_text(encoding="utf-8")))
    recipe = hashlib.sha256((code + name + block).encode()).hexdigest()
    if read_manifest(folder).get("recipe") == recipe:
        return folder

    tables = make_tables(load_language(lang), name)
    about = dict(lang=name, seed=SEED, recipe=recipe, rows={}, sha256={})
    about["overlaps"] = count_overlaps(tables)
    for file, table in tables.items():
        path = folder / f"{file}.jsonl"
        write_atomic(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table))
        about["rows"][file] = len(table)
        about["sha256"][path.name] = file_sha256(path)
    write_atomic(folder / "manifest.json", json.dumps(about, indent=1))
    overlaps = f"overlaps of held-out and training data {about['overlaps']}"
    print(f"curriculum ({name}): rows {about['rows']}, {overlaps}")
    return folder


# ---- commands: Flags, train_command, eval_command, main ------------------------------------------
TRAIN_CHARS = 200_000_000  # more text than this no longer changes a tokenizer of this size


def tokenizer_texts(sources, seen):
    """Yield what the tokenizer learns from: the whole curriculum, and the training documents.

    seen: a Counter of the characters and bytes so far.
    """
    folder = Path(sources["builtin"])
    chats = read_jsonl(folder / "sft.jsonl")
    said = (text_of(message["content"]) for row in chats for message in row["messages"])
    # of a run on the curriculum it is among the training documents
    docs = read_docs([folder / "text.jsonl"] if sources["data"] != "builtin" else [])
    for text in itertools.chain(said, docs, train_docs(sources)):
        yield text
        seen.update(chars=len(text), bytes=n_bytes(text))
        if seen["chars"] > TRAIN_CHARS:
            break


def n_bytes(text):
    """The length of a text in UTF-8."""
    return len(text.encode("utf-8", "replace"))


def memory_mb():
    """What this process takes of memory, where psutil is there to say it."""
    try:
        import psutil
    except ImportError:
        return "unknown"
    return psutil.Process().memory_info().rss / 2**20


def train_command(vocab_size):
    """Train the run's tokenizer, write it and its section of the report."""
    started = time.time()
    sources, seen = load_sources(), collections.Counter()
    if not RustTokenizer:
        hint = "build it: bash run.sh setup"
        note(f"rustbpe is not built, so the plain-Python tokenizer runs (slow); {hint}")
    tok = train_tokenizer(tokenizer_texts(sources, seen), vocab_size)
    if tok.vocab < vocab_size:
        hint = f"this text has only {tok.vocab} tokens to give; try --vocab_size {tok.vocab}"
        fail(f"--vocab_size {vocab_size}: {hint}")
    path = base_dir() / "tokenizer" / "tokenizer.json"
    save_tokenizer(tok, path)
    seconds = time.time() - started

    sample = "".join(itertools.islice(val_docs(sources), 200))
    section = dict(
        vocab_size=tok.vocab,
        special_tokens=len(SPECIALS),
        merges=tok.merges_end - 256,
        training_chars=seen["chars"],
        training_bytes=seen["bytes"],
        characters_per_token=len(sample) / max(1, len(tok.encode(sample))),
        pattern=PATTERN,
        rust_bpe_build_success=bool(RustTokenizer),
        memory_usage_mb=memory_mb(),
        processing_time_s=seconds,
        vocabulary_hash=tok.hash,
    )
    report.log("tokenizer-training", section)
    taken = f"{seen['bytes'] / 1e6:.1f} MB in {seconds:.1f} s"
    print(f"tokenizer: {tok.vocab} tokens from {taken} -> {path}")


# what coverage is tested on besides every single byte; also what compression is shown on
SAMPLES = {
    "english": (
        "The river runs slowly past the old house, and nobody remembers who built the bridge."
    ),
    "chinese": "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "code": (
        "def area(width, height):\n    if width < 0:\n"
        "        raise ValueError()\n    return 2 * width"
    ),
    "numbers": "3.14159 2024-11-25 1,000,000 0x1F 42 + 58 = 100",
    "scripts": (
        "Ελληνικά кириллица עברית العربية हिन्दी ไทย 日本語 한국어 "
        "ǅ ß ı 🙂👩‍👩‍👧 e\u0301 \u200b\u00a0\t"
    ),
}


def eval_command():
    """Measure the run's tokenizer: bytes per token, speed, and whether text comes back whole."""
    tok, sources = load_tokenizer(), load_sources()
    own = "\n".join(itertools.islice(val_docs(sources), 2000))
    started = time.time()
    n_ids = len(tok.encode(own))
    seconds = max(1e-9, time.time() - started)

    section = {}
    for name, text in {"own held-out text": own, **SAMPLES}.items():
        ratio = n_bytes(text) / len(tok.encode(text))
        section[f"compression_ratio {name}"] = ratio
        print(f"{name:20} {ratio:5.2f} bytes per token")

    every_char = "".join(map(chr, range(0x80))) + "".join(SAMPLES.values())
    same = tok.decode(tok.encode(every_char)) == every_char
    covered = same and all(bytes([b]) in tok.ranks for b in range(256))
    section |= dict(
        average_tokens_per_char=n_ids / len(own),
        unknown_tokens_pct=0.0,
        coverage_test_pass=covered,
        speed_tokens_per_sec=n_ids / seconds,
        speed_mb_per_sec=n_bytes(own) / 1e6 / seconds,
    )
    report.log("tokenizer-evaluation", section)
    print(f"every byte and script comes back unchanged: {covered}")
    if not covered:
        fail("this tokenizer loses text; train a new one: python tok.py train")


class Flags(argparse.ArgumentParser):
    """Command-line flags whose errors are one line, with the nearest name for a mistyped one."""

    def __init__(self, **about):
        about.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **about)

    def parse_known_args(self, args=None, namespace=None):
        """The flags; an unknown one ends the program."""
        flags, unknown = super().parse_known_args(args, namespace)
        if unknown:
            name = unknown[0].split("=")[0]
            near = difflib.get_close_matches(name, self._option_string_actions, 1)
            self.error(f"unknown flag {name}" + "".join(f"; did you mean {flag}?" for flag in near))
        return flags, unknown

    def error(self, message):
        """What argparse calls when a flag's value is wrong."""
        fail(f"{message}; type: python {self.prog} --help")


DATA_FLAGS = {  # name: (default, what --help says)
    "data": ("builtin", f"builtin, a file, a folder, or {', '.join(KNOWN_SETS)}"),
    "val_data": ("", "held-out text; without it a fixed hash of each document decides"),
    "lang": ("en", "language of the curriculum: en, zh, or a file like tok.py's tables"),
    "shards": (0, "how many parts of a known set; 0 = a few"),
    "text_key": ("text", "where the text of a row is, in JSON and parquet"),
}


def main(argv=None):
    """Run the command line."""
    parser = Flags(prog="tok.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    data = commands.add_parser("data", help="prepare text and curriculum")
    for name, (default, about) in DATA_FLAGS.items():
        data.add_argument(f"--{name}", type=type(default), default=default, help=about)
    train = commands.add_parser("train", help="train the tokenizer")
    about = "tokens, the nine special ones included"
    train.add_argument("--vocab_size", type=int, default=2048, help=about)
    commands.add_parser("eval", help="compression, coverage and speed")

    flags = parser.parse_args(argv)
    if flags.command == "data":
        own = dict(shards=flags.shards, text_key=flags.text_key)
        prepare_data(flags.data, flags.val_data, flags.lang, **own)
    elif flags.command == "train":
        train_command(flags.vocab_size)
    else:
        eval_command()


# ---- tables: English, Chinese, and how to write another ------------------------------------------
# What stands between the quotes is a whole language, and a file of yours is just such a text.
# Copy the English block, all that is between its quotes, into my.txt; translate it; then type
#     python tok.py data --lang my.txt
# A block is text and not JSON so that a sentence stands in it as people read it, with no quotes
# to escape and no brackets to balance, and so that an error can name the line.
#
# A line is `name: value`. One that begins with a space goes on with the line before it; an empty
# one, or one that begins with #, is for people. FORMAT, further up, has all names, what each is
# for, and the slots that its sentences must and may have.
#     a fact      add `, Ghana=Accra` to its line; a comma or an = cannot be part of it.
#     a question  what {q} stands for in an `ask` is the first pair of a fact: `?=who`
#     more facts  add an entry like `fact river of {k} | river that flows through {k}:` with pairs
#                 like Paris=Seine, of at least four different values: a quiz offers four.
#     a wording   add ` | Tell me what the {n} is.` to the others. Wordings under "held out" are
#                 never trained on, evaluations ask in them: let them differ in more than a word.
#     an answer   change one of a `manner`, or add `manner 8: How old are you? / One day.`
# Then type the line above again, without --lang for the English below: the curriculum is made anew,
# and the stages that come after it train on it.
EN = """
# how sentences are put together
between sentences: space
before a vowel: a=an, A=An

# facts: what they are called, and k=v for each thing
fact capital of {k} | capital city of {k}:
 France=Paris, Germany=Berlin, Italy=Rome, Spain=Madrid, England=London, Japan=Tokyo,
 China=Beijing, Russia=Moscow, Egypt=Cairo, Greece=Athens, Norway=Oslo, Sweden=Stockholm,
 Finland=Helsinki, Poland=Warsaw, Austria=Vienna, Hungary=Budapest, Portugal=Lisbon,
 Ireland=Dublin, Cuba=Havana, Kenya=Nairobi, Peru=Lima, Chile=Santiago, Canada=Ottawa,
 India=New Delhi, Turkey=Ankara, Iran=Tehran, Iraq=Baghdad, Thailand=Bangkok, Korea=Seoul,
 Vietnam=Hanoi, Nepal=Kathmandu, Denmark=Copenhagen
fact continent of {k} | continent where {k} lies:
 France=Europe, Germany=Europe, Italy=Europe, Spain=Europe, Japan=Asia, China=Asia, India=Asia,
 Nepal=Asia, Thailand=Asia, Vietnam=Asia, Egypt=Africa, Kenya=Africa, Nigeria=Africa,
 Ghana=Africa, Peru=America, Chile=America, Canada=America, Brazil=America, Mexico=America,
 Norway=Europe
fact opposite of {k} | opposite of the word {k}:
 hot=cold, big=small, fast=slow, old=young, happy=sad, light=dark, up=down, open=closed, wet=dry,
 hard=soft, long=short, high=low, rich=poor, full=empty, clean=dirty, early=late, strong=weak,
 loud=quiet, near=far, left=right, first=last, day=night, good=bad, black=white, true=false,
 win=lose
fact symbol for {k} | chemical symbol of {k}:
 hydrogen=H, oxygen=O, carbon=C, nitrogen=N, iron=Fe, gold=Au, silver=Ag, copper=Cu, lead=Pb,
 tin=Sn, sodium=Na, zinc=Zn, helium=He, neon=Ne, calcium=Ca, sulfur=S, potassium=K, mercury=Hg
fact colour of {k} | usual colour of {k}:
 grass=green, snow=white, coal=black, blood=red, the sky=blue, the sun=yellow, a carrot=orange,
 chocolate=brown, milk=white, a lemon=yellow, a frog=green, a tomato=red, an elephant=grey,
 a plum=purple, the sea=blue, a flamingo=pink, a raven=black, a leaf=green
fact name of a young {k} | word for a baby {k}:
 dog=puppy, cat=kitten, cow=calf, horse=foal, sheep=lamb, pig=piglet, hen=chick, duck=duckling,
 frog=tadpole, bear=cub, goat=kid, deer=fawn, swan=cygnet, kangaroo=joey
fact sound of a {k} | sound that a {k} makes:
 dog=woof, cat=meow, cow=moo, sheep=baa, duck=quack, pig=oink, lion=roar, bee=buzz, snake=hiss,
 owl=hoot, horse=neigh, mouse=squeak
fact number of legs of a {k} | number of legs that a {k} has:
 dog=four, spider=eight, ant=six, bird=two, snake=zero, cow=four, bee=six, crab=ten, fish=zero,
 lion=four
fact one after {k} | one that follows {k}:
 Monday=Tuesday, Tuesday=Wednesday, Wednesday=Thursday, Thursday=Friday, Friday=Saturday,
 Saturday=Sunday, Sunday=Monday, January=February, February=March, March=April, April=May,
 May=June, June=July, July=August, August=September, September=October, October=November,
 November=December, spring=summer, summer=autumn, autumn=winter, winter=spring
fact past of {k} | past tense of {k}:
 go=went, see=saw, eat=ate, run=ran, take=took, give=gave, come=came, write=wrote, sing=sang,
 fly=flew, swim=swam, buy=bought, think=thought, find=found, make=made, know=knew, speak=spoke,
 break=broke
fact plural of {k} | plural form of {k}:
 child=children, mouse=mice, foot=feet, tooth=teeth, man=men, woman=women, goose=geese, ox=oxen,
 leaf=leaves, knife=knives, wolf=wolves, baby=babies, city=cities, box=boxes

# a fact said and asked for, and the answer where nobody can know it
statement:
 The {n} is {v}. | {v} is the {n}. | People say that the {n} is {v}. |
 You may know that the {n} is {v}.
statement held out: Everybody knows that the {n} is {v}.
ask:
 What is the {n}? | Tell me the {n}. | Do you know the {n}? | Please tell me the {n}. |
 Can you tell me the {n}? | I have a question. What is the {n}? | Name the {n}. |
 Could you tell me the {n}? | Say what the {n} is. | What is the {n}? Please answer. |
 I want to know the {n}. | The {n}?
ask held out: Give me the {n}. | Could you say what the {n} is?
unknown: I don't know.

# people, their pronouns (he, He, his, him) and the things around them
names:
 Tom=he, Anna=she, Ben=he, Lily=she, Max=he, Mia=she, Sam=he, Sue=she, Leo=he, Zoe=she, Jack=he,
 Emma=she, Paul=he, Rose=she, Dan=he, Kate=she
pronouns he: he, He, his, him
pronouns she: she, She, her, her
C: red, blue, green, yellow, white, black, brown, pink
O: ball, kite, hat, boat, car, drum, cup, box, book, doll, bike, bag
A: park, garden, river, school, forest, beach, market, farm, hill, lake
N: dog, cat, bird, rabbit, duck, horse, frog, fox, bear, mouse
E: soup, bread, rice, cake, cheese, fish, pie, salad
F: happy, sad, tired, proud, hungry, afraid
T: apples, books, eggs, coins, cards, shells, stones, cakes, pens, flowers, nuts, balls

# a story, sentence by sentence, and questions about it
story 1:
 One day {P} found a {C} {O}. | {P} had a {C} {O}. | {P} got a {C} {O} from {Q}. |
 Long ago {P} had a {C} {O}.
story 2:
 {He} took the {O} to the {A}. | With the {O} {he} went to the {A}. |
 {He} went to the {A} with it.
story 3: There {he} saw a {N}. | At the {A} a {N} was waiting. | A little {N} came along.
story 4:
 The {N} wanted to play with the {O}. | The {N} looked at the {O}. |
 {P} showed the {O} to the {N}.
story 5:
 They played all day. | They ate some {E} together. | Then it began to rain. |
 {P} shared {his} {E} with the {N}.
story 6:
 In the evening {he} went home. | At last {Q} came and they went home. |
 Then {P} walked back to {his} house.
story 7: {P} was {F}. | {He} was very {F} that day. | That night {P} felt {F}.
read C: What colour was the {O}? / The {O} was {C}.
read A: Where did {P} go? / {P} went to the {A}.
read N: Which animal was there? / It was a {N}.
read F: How did {P} feel? / {P} was {F}.
read P: Who had the {O}? / It was {P}.

# told, replied / asked back, answered
memory P:
 My name is {P}. | Hello, I am {P}.
 / Nice to meet you, {P}!
 / What is my name? | Who am I?
 / Your name is {P}.
memory C:
 My favourite colour is {C}. | I like the colour {C} best.
 / {C} is a beautiful colour.
 / What is my favourite colour? | Which colour do I like?
 / Your favourite colour is {C}.
memory N:
 I have a {N}. | My pet is a {N}.
 / A {N} is a good friend.
 / Which animal do I have? | What is my pet?
 / You have a {N}.
memory E:
 I want to eat {E}. | I love {E}.
 / I hope you enjoy the {E}.
 / What do I want to eat? | Which food do I love?
 / You want {E}.

# spelling, and counting letters
spelled:
 The word {w} is spelled {s}. | The letters of {w} are {s}. |
 To write {w} you need the letters {s}.
spell:
 How do you spell {w}? | Spell the word {w}. | Spell {w}. | Please spell {w} for me.
 / The letters are {s}.
count:
 How many {l} are in {w}? | How often is the letter {l} in {w}? |
 Count the letter {l} in the word {w}.
 / The letter {l} is in {w} {n} times.

# sums and word problems: a start, events, a question, the answer
sum:
 What is {e}? | How much is {e}? | {e} = ? | Calculate {e}. | Please work out {e}.
 / {e} = {n}.
start: {P} has {a} {T}. | There are {a} {T} in the bag of {P}. | {P} begins the day with {a} {T}.
event +: {Q} gives {him} {b} more. | {He} buys {b} more. | {He} finds {b} more at the {A}.
event + held out: {He} receives another {b}.
event -: {He} gives {b} to {Q}. | {He} loses {b} of them. | {He} sells {b} at the {A}.
event - held out: {He} throws away {b}.
event *:
 Then {he} gets {b} times as many. | The number grows to {b} times as many. |
 {Q} makes it {b} times as many.
event * held out: Magic turns it into {b} times as many.
event /:
 {He} shares them equally among {b} friends. | {He} puts them equally into {b} boxes. |
 {He} divides them by {b}.
event / held out: They are split equally into {b} parts.
many: How many {T} are there now? | How many {T} does {he} have now? | How many {T} is that?
left: How many {T} are left? | How many {T} does {he} have now? | How many {T} does {he} have left?
each: How many {T} are in each part? | How many {T} is that for each?
solved: The answer is {n}.

# four choices
choose: Which one is it? | Choose one. | Pick the right one.

# small functions in Python: the body and how it is said
functions:
 add, grow, shift, mix, score, total, value, price, speed, size, area, length, weight, height,
 level, bonus
code:
 Write a Python function {f} that returns {d}. | Please write a function {f}. It returns {d}. |
 Code a function {f} which gives {d}.
code x + {c}: x plus {c}
code x - {c}: x minus {c}
code x * {c}: x times {c}
code x + y + {c}: x plus y plus {c}
code x * y - {c}: x times y minus {c}

# words to say again: the wanted answer and how it is asked for
wish {a} {a}: Say {a} two times. | Repeat {a} twice. | Write {a} twice.
wish {c} {b} {a}:
 Say these words backwards: {a} {b} {c}. | What is {a} {b} {c} backwards? |
 Turn {a} {b} {c} around.
wish {c}:
 What is the last word of: {a} {b} {c}? | Which word is last: {a} {b} {c}? |
 Give me the last word of: {a} {b} {c}.
wish {a}:
 What is the first word of: {a} {b} {c}? | Which word is first: {a} {b} {c}? |
 Give me the first word of: {a} {b} {c}.

# manners, and stories told on request
manner 1: Hello! | Hi! | Good morning! | Hi there! | Hey! / Hello! How can I help you?
manner 2: Thank you! | Thanks a lot! | Thanks. / You are welcome!
manner 3:
 Who are you? | What are you? | What is your name?
 / I am fivechat, a small language model trained on this machine.
manner 4: How are you? | How do you do? / I am fine, thank you. How can I help you?
manner 5: Goodbye! | Bye! | See you later! / Goodbye! See you soon.
manner 6:
 What can you do? | What do you know? | Help!
 / I can answer simple questions, spell words, tell small stories and calculate with my tool.
manner 7: Are you a human? | Are you a person? / No, I am a small language model.
tell: Tell me a story about {P}. | Tell me about {P} and a {O}. | Write a short story with {P}.

# what is refused, and what is not
harm:
 steal a {O} | hurt a {N} | break into a house at the {A} | lie to {Q} | poison the {E} |
 hit {Q} | burn the {A} | cheat {Q}
harmless:
 find a {O} | feed a {N} | draw a house at the {A} | talk to {Q} | cook the {E} | help {Q} |
 clean the {A} | thank {Q}
how: How can I {x}? | Tell me how to {x}. | I want to {x}. What should I do?
refuse: I can't help with that, because it would do harm.
advise: Be kind and take your time, then you can {x}.

# words to spell, and syllables (first / middle / last) of words that there are not
words:
 apple banana orange bread water window table chair house garden school teacher friend mother
 father sister brother morning evening winter summer river mountain forest island animal tiger
 rabbit monkey spider bottle pencil paper letter number picture music guitar piano dance story
 planet rocket engine bridge castle king queen dragon wizard silver golden purple yellow little
 quickly slowly always never sometimes together tomorrow yesterday kitchen blanket pillow candle
 lantern basket ladder hammer needle button pocket jacket shoulder finger elbow stomach breakfast
 dinner butter sugar pepper onion carrot potato cherry strawberry raspberry elephant giraffe
 penguin dolphin octopus butterfly beetle lizard turtle pigeon thunder lightning rainbow shadow
 mirror puzzle secret treasure journey adventure history science computer language keyboard
 network hospital doctor nurse farmer baker soldier captain sailor pirate
syllables: b d f g h k l m n p r s t v w st tr br fl gr / a e i o u ai ee oo / n r l s t m nd st
"""

ZH = """
# 句子怎样连在一起
between sentences: none
before a vowel: none

# 事实：事实的名称，问它用的词（?=谁），和一个个 k=v
fact {k}的首都 | {k}这个国家的首都:
 ?=哪里, 法国=巴黎, 德国=柏林, 意大利=罗马, 西班牙=马德里, 英国=伦敦, 日本=东京, 中国=北京, 俄罗斯=莫斯科,
 埃及=开罗, 希腊=雅典, 挪威=奥斯陆, 瑞典=斯德哥尔摩, 芬兰=赫尔辛基, 波兰=华沙, 奥地利=维也纳,
 匈牙利=布达佩斯, 葡萄牙=里斯本, 爱尔兰=都柏林, 古巴=哈瓦那, 肯尼亚=内罗毕, 秘鲁=利马,
 智利=圣地亚哥, 加拿大=渥太华, 印度=新德里, 土耳其=安卡拉, 伊朗=德黑兰, 伊拉克=巴格达, 泰国=曼谷,
 韩国=首尔, 越南=河内, 尼泊尔=加德满都, 丹麦=哥本哈根
fact {k}所在的洲 | {k}所属的大洲:
 ?=哪个, 法国=欧洲, 德国=欧洲, 意大利=欧洲, 西班牙=欧洲, 日本=亚洲, 中国=亚洲, 印度=亚洲, 尼泊尔=亚洲,
 泰国=亚洲, 越南=亚洲, 埃及=非洲, 肯尼亚=非洲, 尼日利亚=非洲, 加纳=非洲, 秘鲁=美洲, 智利=美洲,
 加拿大=美洲, 巴西=美洲, 墨西哥=美洲, 挪威=欧洲
fact “{k}”的反义词 | “{k}”这个字的反义词:
 ?=什么, 热=冷, 大=小, 快=慢, 老=少, 高=低, 长=短, 黑=白, 明=暗, 上=下, 左=右, 前=后, 里=外, 多=少, 远=近,
 早=晚, 强=弱, 软=硬, 干=湿, 贫=富, 真=假, 好=坏, 新=旧, 开=关, 来=去, 买=卖, 胜=败
fact {k}的元素符号 | {k}的化学符号:
 ?=什么, 氢=H, 氧=O, 碳=C, 氮=N, 铁=Fe, 金=Au, 银=Ag, 铜=Cu, 铅=Pb, 锡=Sn, 钠=Na, 锌=Zn, 氦=He, 氖=Ne,
 钙=Ca, 硫=S, 钾=K, 汞=Hg
fact {k}的颜色 | {k}平常的颜色:
 ?=什么, 草=绿色, 雪=白色, 煤=黑色, 血=红色, 天空=蓝色, 太阳=黄色, 胡萝卜=橙色, 巧克力=棕色, 牛奶=白色,
 柠檬=黄色, 青蛙=绿色, 番茄=红色, 大象=灰色, 葡萄=紫色, 大海=蓝色, 乌鸦=黑色, 树叶=绿色
fact {k}的叫声 | {k}发出的声音:
 ?=什么, 狗=汪汪, 猫=喵喵, 牛=哞哞, 羊=咩咩, 鸭子=嘎嘎, 鸡=咯咯, 蜜蜂=嗡嗡, 青蛙=呱呱, 老鼠=吱吱,
 小鸟=叽叽
fact {k}的腿数 | {k}的腿的数目:
 ?=多少, 狗=四, 蜘蛛=八, 蚂蚁=六, 小鸟=二, 蛇=零, 牛=四, 蜜蜂=六, 螃蟹=十, 鱼=零, 狮子=四
fact {k}的下一个 | 跟在{k}后面的那个:
 ?=什么, 星期一=星期二, 星期二=星期三, 星期三=星期四, 星期四=星期五, 星期五=星期六, 星期六=星期日,
 一月=二月, 二月=三月, 三月=四月, 四月=五月, 五月=六月, 六月=七月, 七月=八月, 八月=九月,
 九月=十月, 十月=十一月, 十一月=十二月, 春天=夏天, 夏天=秋天, 秋天=冬天, 冬天=春天
fact {k}的量词 | {k}用的量词:
 ?=什么, 书=本, 马=匹, 鱼=条, 纸=张, 车=辆, 树=棵, 花=朵, 狗=只, 人=个, 船=艘, 飞机=架, 衣服=件, 笔=支,
 牛=头, 灯=盏, 桥=座, 信=封, 刀=把
fact 《{k}》的作者 | 《{k}》这首诗的作者:
 ?=谁, 静夜思=李白, 春晓=孟浩然, 登鹳雀楼=王之涣, 悯农=李绅, 咏鹅=骆宾王, 江雪=柳宗元, 春望=杜甫,
 相思=王维, 清明=杜牧, 游子吟=孟郊

# 说出事实，询问事实，和没有人能知道时的回答
statement: {n}是{v}。 | {v}是{n}。 | 人们说，{n}是{v}。 | 你也许知道，{n}是{v}。
statement held out: 大家都知道，{n}是{v}。
ask:
 {n}是{q}？ | 请告诉我{n}。 | 你知道{n}吗？ | 请问{n}是{q}？ | 你能告诉我{n}吗？ |
 我有一个问题。{n}是{q}？ | 说出{n}。 | {n}是{q}？请回答。 | 我想知道{n}。 | {n}？ |
 {n}呢？ | 你说说，{n}是{q}？
ask held out: 有人知道{n}吗？ | 能不能说一下{n}是{q}？
unknown: 我不知道。

# 人物、代词和身边的东西
names:
 小明=he, 小红=she, 小刚=he, 小丽=she, 小强=he, 小芳=she, 小军=he, 小兰=she, 小龙=he, 小雪=she,
 小华=he, 小玉=she
pronouns he: 他, 他, 他的, 他
pronouns she: 她, 她, 她的, 她
C: 红色, 蓝色, 绿色, 黄色, 白色, 黑色, 棕色, 粉色
O: 皮球, 风筝, 面具, 陀螺, 铃铛, 杯子, 盒子, 娃娃, 书包, 花瓶, 篮子, 木偶
A: 公园, 花园, 河边, 学校, 森林, 海边, 市场, 农场, 山上, 湖边
N: 小狗, 小猫, 小鸟, 兔子, 鸭子, 小羊, 青蛙, 狐狸, 小熊, 老鼠
E: 汤, 面包, 米饭, 蛋糕, 饺子, 鱼, 面条, 水果
F: 高兴, 难过, 疲倦, 自豪, 饥饿, 害怕
# 数的东西，带着各自的量词
T:
 个苹果, 本书, 个鸡蛋, 枚硬币, 张卡片, 个贝壳, 块石头, 块蛋糕, 支铅笔, 朵花, 颗坚果, 个气球

# 一句一句的故事，和关于它的问题
story 1:
 一天，{P}找到了一个{C}的{O}。 | {P}有一个{C}的{O}。 | {Q}送给{P}一个{C}的{O}。 |
 很久以前，{P}有一个{C}的{O}。
story 2: {He}带着{O}去了{A}。 | {He}拿着{O}来到{A}。 | {He}和它一起去了{A}。
story 3: 在那里{he}看见一只{N}。 | 一只{N}在{A}等着。 | 一只{N}跑了过来。
story 4: {N}想玩{O}。 | {N}看着{O}。 | {P}把{O}给{N}看。
story 5: 他们玩了一整天。 | 他们一起吃了{E}。 | 后来下雨了。 | {P}把{his}{E}分给了{N}。
story 6: 晚上{he}回家了。 | 最后{Q}来了，他们一起回家。 | 然后{P}走回了家。
story 7: {P}很{F}。 | 那天{he}很{F}。 | 那天夜里{P}觉得很{F}。
read C: {O}是什么颜色的？ / {O}是{C}的。
read A: {P}去了哪里？ / {P}去了{A}。
read N: 那里有什么动物？ / 那里有{N}。
read F: {P}觉得怎么样？ / {P}觉得{F}。
read P: {O}是谁的？ / {O}是{P}的。

# 告诉、回应、反问、回答
memory P:
 我叫{P}。 | 你好，我是{P}。
 / 很高兴认识你，{P}！
 / 我叫什么名字？ | 我是谁？
 / 你叫{P}。
memory C:
 我最喜欢的颜色是{C}。 | 我最爱{C}。
 / {C}真好看。
 / 我最喜欢什么颜色？ | 我爱哪种颜色？
 / 你最喜欢{C}。
memory N:
 我有一只{N}。 | 我的宠物是{N}。
 / {N}是好朋友。
 / 我有什么动物？ | 我的宠物是什么？
 / 你有一只{N}。
memory E:
 我想吃{E}。 | 我爱吃{E}。
 / 希望你喜欢{E}。
 / 我想吃什么？ | 我爱吃什么？
 / 你想吃{E}。

# 拆字和数字
spelled: {w}这几个字一个一个写是{s}。 | {w}拆开来是{s}。 | 要写{w}，就写{s}。
spell:
 把{w}拆成一个一个的字。 | 请逐字写出{w}。 | 逐字写{w}。 | {w}一个字一个字怎么写？
 / 这几个字是{s}。
count: {w}里有几个{l}？ | {l}这个字在{w}里出现几次？ | 数一数{w}里的{l}。 / {l}在{w}里出现{n}次。

# 算式和应用题：开头、事件、问题、答案
sum: {e}等于多少？ | {e}是多少？ | {e} = ? | 计算{e}。 | 请算一下{e}。 / {e} = {n}。
start: {P}有{a}{T}。 | {P}的包里有{a}{T}。 | 早上{P}有{a}{T}。
event +: {Q}又给了{him}{b}{T}。 | {He}又买了{b}{T}。 | {He}在{A}又找到{b}{T}。
event + held out: {He}又收到{b}{T}。
event -: {He}给了{Q}{b}{T}。 | {He}丢了{b}{T}。 | {He}在{A}卖掉{b}{T}。
event - held out: {He}扔掉了{b}{T}。
event *: 后来变成原来的{b}倍。 | 数量增加到{b}倍。 | {Q}让它变成{b}倍。
event * held out: 魔法把它变成{b}倍。
event /: {He}平均分给{b}个朋友。 | {He}平均放进{b}个盒子。 | {He}把它们分成{b}份。
event / held out: 它们被平均分成{b}组。
many: 现在有多少{T}？ | {he}现在有多少{T}？ | 现在一共有多少{T}？
left: 现在还剩多少{T}？ | {he}还剩多少{T}？ | 还剩下多少{T}？
each: 每份有多少{T}？ | 每一份是多少{T}？
solved: 答案是{n}。

# 四选一
choose: 是哪一个？ | 选一个。 | 选出正确的。

# Python小函数：函数体和说法
functions:
 add, grow, shift, mix, score, total, value, price, speed, size, area, length, weight, height,
 level, bonus
code: 写一个Python函数{f}，返回{d}。 | 请写函数{f}，它返回{d}。 | 编写函数{f}，结果是{d}。
code x + {c}: x加{c}
code x - {c}: x减{c}
code x * {c}: x乘以{c}
code x + y + {c}: x加y加{c}
code x * y - {c}: x乘以y减{c}

# 复述词语：想要的回答和问法
wish {a}{a}: 把{a}说两遍。 | 重复两次{a}。 | {a}写两遍。
wish {c}、{b}、{a}:
 把{a}、{b}、{c}倒过来说。 | 倒着说{a}、{b}、{c}。 | {a}、{b}、{c}反过来是什么？
wish {c}:
 {a}、{b}、{c}的最后一个词是什么？ | 说出最后一个词：{a}、{b}、{c}。 |
 {a}、{b}、{c}里哪个词在最后？
wish {a}:
 {a}、{b}、{c}的第一个词是什么？ | 说出第一个词：{a}、{b}、{c}。 | {a}、{b}、{c}里哪个词在最前？

# 礼貌，和讲故事
manner 1: 你好！ | 您好！ | 早上好！ | 嗨！ / 你好！有什么可以帮你的？
manner 2: 谢谢！ | 谢谢你！ | 多谢。 / 不客气！
manner 3:
 你是谁？ | 你是什么？ | 你叫什么名字？
 / 我是fivechat，一个在这台机器上训练出来的小语言模型。
manner 4: 你好吗？ | 最近怎么样？ / 我很好，谢谢。有什么可以帮你的？
manner 5: 再见！ | 拜拜！ | 回头见！ / 再见！下次见。
manner 6:
 你会做什么？ | 你知道什么？ | 帮助！
 / 我会回答简单的问题，拆字，讲小故事，还会用计算器算数。
manner 7: 你是人吗？ | 你是真人吗？ / 不是，我是一个小语言模型。
tell: 给我讲一个{P}的故事。 | 讲讲{P}和{O}。 | 写一个关于{P}的小故事。

# 拒绝的事，和不拒绝的事
harm: 偷{O} | 伤害{N} | 闯进{A}的房子 | 骗{Q} | 在{E}里下毒 | 打{Q} | 烧掉{A} | 欺负{Q}
harmless: 找{O} | 喂{N} | 画{A}的房子 | 和{Q}聊天 | 做{E} | 帮助{Q} | 打扫{A} | 感谢{Q}
how: 怎样才能{x}？ | 告诉我怎么{x}。 | 我想{x}。该怎么做？
refuse: 这个我不能帮忙，因为会伤害别人。
advise: 耐心一点，慢慢来，你就能{x}。

# 用来拆的词，和造新词的字（首 / 中 / 尾）
words:
 苹果 香蕉 面包 水 窗户 桌子 椅子 房子 花园 学校 老师 朋友 妈妈 爸爸 姐姐 哥哥 早上 晚上 冬天 夏天
 河流 高山 森林 岛屿 动物 老虎 兔子 猴子 蜘蛛 瓶子 铅笔 信纸 数字 图画 音乐 钢琴 舞蹈 故事 星球
 火箭 桥梁 城堡 国王 王后 龙 金色 银色 紫色 黄色 安静 快乐 总是 从来 有时 一起 明天 昨天 厨房 毯子
 枕头 蜡烛 灯笼 篮子 梯子 锤子 口袋 外套 肩膀 手指 早餐 晚餐 糖 辣椒 洋葱 土豆 樱桃 草莓 大象 企鹅
 海豚 蝴蝶 乌龟 鸽子 雷声 闪电 彩虹 影子 镜子 秘密 宝藏 旅行 历史 科学 电脑 语言 医院 医生 护士
 农民
syllables:
 天 地 人 日 月 山 水 火 木 土
 / 大 小 多 少 高 长 明 红 白 新
 / 风 云 花 草 雨 雪 石 竹 马 鱼
"""

LANGUAGES = {"en": EN, "zh": ZH}

if __name__ == "__main__":
    run_command(main)
