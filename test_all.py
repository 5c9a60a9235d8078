"""test_all.py: every claim that fivechat makes about itself, in pipeline order; each can fail.

run:    bash run.sh test            or: python -m pytest -q test_all.py -k goes_on
        python test_all.py soak [--only WORD]        the same tests, the random ones at length
        python test_all.py bench [--only WORD]       speed beside the peers that are installed:
                                                     of the tokenizer, train, core, generate
reads:  optional peers (tiktoken, transformers, openai, anthropic, selenium; another rustbpe in
        $FIVECHAT_PEERS) and real text in $FIVECHAT_DATA; a test without its peer is
        skipped with the reason, but fails where $CI is set
writes: temporary folders only
map:    helpers                        what many tests use: peers, commands, the log, tiny runs
        tok.py                         plain BPE, chats as ids, the curriculum, reading and fetching
        rustbpe learns                 the merges of PyPI's rustbpe, in bounded memory
        rustbpe encodes and decodes    the ids of tiktoken, in every call, process and thread
        gpt.py                         model, optimizer, generation, checkpoints, export
        train.py in parts              packing, schedules, scores, rewards, rl losses
        train.py as processes          kill and resume, two ranks, own data, error lines
        chat.py                        terminal, OpenAI's protocol, the page in a browser
        report.py and run.sh           the report, the whole line, the README's commands
        bench and soak                 the tokenizer and base training beside others, each measured
                                       in a fresh process

A test's name is its claim. Most claims are checked against an oracle that is slow and obvious and
stands just above its test, or against the library that our code stands in for. The short form of a
random test has a fixed seed, so that a failure comes back; soak draws a new one and prints it.
"""

import argparse
import ast
import base64
import collections
import concurrent.futures
import contextlib
import copy
import csv
import dataclasses
import errno
import functools
import gzip
import hashlib
import html
import http.client
import http.server
import importlib
import importlib.metadata
import io
import itertools
import json
import math
import operator
import os
import pickle
import platform
import random
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import timeit
import types
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
from fractions import Fraction
from pathlib import Path

import gpt  # first: it says how the threads of torch and NumPy work

# isort: split
import numpy as np
import psutil
import pytest
import torch
import torch.nn.functional as F
from torch.utils._python_dispatch import TorchDispatchMode

import chat
import report
import tok as tokenizer
import train

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("FIVECHAT_DATA", HERE.parent / "shared" / "data"))
PEERS = os.environ.get("FIVECHAT_PEERS") or str(next(HERE.glob(".venv/peers"), ""))
SOAK = bool(os.environ.get("FIVECHAT_SOAK"))

# models as small as these gain nothing from more
torch.set_num_threads(min(2, torch.get_num_threads()))

# a shell's background job is born deaf to Ctrl-C, and so would be all processes that it starts
signal.signal(signal.SIGINT, signal.default_int_handler)


# ---- helpers: peers, commands, processes, what a run left behind, tiny runs ----------------------
def absent(why):
    """Skip the test and say why; where $CI is set everything has to be there, so the test fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{why} (CI must have it)")
    pytest.skip(why)


def installed(module):
    """An optional module, or None where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def need(module):
    """An optional module, without which a test cannot run (see absent)."""
    return installed(module) or absent(f"needs {module}; bash run.sh test installs it")


def need_crate():
    """Skip where rustbpe was not built (see absent)."""
    if not tokenizer.RustTokenizer:
        absent("rustbpe is not built; type: bash run.sh setup")


def need_setup():
    """Skip where run.sh has not made its environment (see absent)."""
    if not (HERE / ".venv" / "fivechat-setup").exists():
        absent("run.sh has set up nothing here; type: bash run.sh setup")


def soak_seed(short):
    """The seed of a random test: always the same in the short form, a new one in soak."""
    seed = random.randrange(1 << 30) if SOAK else short
    print("seed", seed)
    return seed


def environment(base, **more):
    """The environment of a process whose run lives in the folder base."""
    return {
        **os.environ,
        "NANOCHAT_BASE_DIR": str(base),
        "WANDB_RUN": "dummy",
        "PYTHONUNBUFFERED": "1",
        "FETCH_PATIENCE": "0.01",  # times the wait before a download is tried again
        **more,
    }


def split_words(words):
    """A command line, given as one text or as a list; "python" in it means this very Python."""
    if isinstance(words, str):
        words = words.split()
    return [sys.executable if word == "python" else word for word in words]


def command(words, base, cwd=HERE, keys=None, **more):
    """Run a command line as a user would, who may type keys; returns the process with its texts."""
    return subprocess.run(
        split_words(words),
        cwd=cwd,
        env=environment(base, **more),
        input=keys,
        capture_output=True,
        text=True,
        timeout=400,
    )


def must(words, base, **more):
    """Run a command that has to succeed."""
    done = command(words, base, **more)
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done


def refusal_of(words, base, **more):
    """The one line with which a command refuses; anything else fails."""
    done = command(words, base, **more)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
    seen = (words, done.returncode, done.stderr)
    assert done.returncode == 2, seen
    assert len(lines) == 1 and lines[0].startswith("error: "), seen
    return lines[0]


def start(words, base, cwd=HERE, **more):
    """Start a command line and go on; it leads a process group of its own, which kill_all ends."""
    return subprocess.Popen(
        split_words(words),
        cwd=cwd,
        env=environment(base, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_all(process):
    """kill -9 for a started command, if it still runs, and everything that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def events_of(base):
    """The events in a run's log.jsonl. A last line without its end is still being written."""
    path = base / "log.jsonl"
    if not path.exists():
        return []
    *lines, _unfinished = path.read_bytes().split(b"\n")
    return [json.loads(line) for line in lines]


def steps_of(base, stage):
    """The steps that the log tells of a stage, in the order of the lines."""
    return [
        event["step"]
        for event in events_of(base)
        if event["event"] == "step" and event["stage"] == stage
    ]


def wait_for_step(base, stage, step, process):
    """Return once the log has that step of the stage; the process must not end before."""
    while process.poll() is None:
        if step in steps_of(base, stage):
            return
        time.sleep(0.02)  # between two looks at the file; how long it takes does not matter
    pytest.fail(f"ended too early: {process.communicate()[1][-500:]}")


def newest_folder(base, stage):
    """The folder of a stage's last checkpoint."""
    return max((base / "checkpoints" / stage).glob("step_*"))


def newest_weights(base, stage):
    """The tensors in it, by name."""
    return torch.load(newest_folder(base, stage) / "weights.pt", weights_only=True)


def weights_of(base, stage):
    """The tensors as bytes, which are equal only where every bit is."""
    return {name: p.numpy().tobytes() for name, p in newest_weights(base, stage).items()}


def damage(path):
    """Cut the end off a file."""
    path.write_bytes(path.read_bytes()[:-3])


def write_jsonl(path, rows):
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


# a stage in the size of a test: how many tokens a step takes, and how small the model is
ROWS = "--batch_tokens 1024 --device_rows 4 --seq_len 128"
SHAPE = "--depth 2 --aspect 32"
RL = "--min_varied 0 --prompts_per_step 4 --samples_per_prompt 4 --max_new_tokens 24"
STAGE_FLAGS = {"base": f"{SHAPE} {ROWS}", "mid": ROWS, "sft": ROWS, "rl": RL}


def train_command(stage, flags=""):
    """The command that trains a stage in the size of a test, with more flags behind."""
    return f"python train.py --stage {stage} {STAGE_FLAGS[stage]} {flags}".split()


@pytest.fixture(scope="session")
def curriculum(tmp_path_factory):
    """A function: language -> the folder of its curriculum, made once."""

    @functools.cache
    def folder_of(lang):
        return tokenizer.make_builtin(tmp_path_factory.mktemp(lang) / lang, lang)

    return folder_of


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, curriculum):
    """A base folder with the curriculum and a tokenizer. Tests copy it."""
    base = tmp_path_factory.mktemp("prepared")
    shutil.copytree(curriculum("en"), base / "data" / "builtin-en")  # not made twice
    must("python tok.py data", base)
    must("python tok.py train --vocab_size 512", base)
    return base


@pytest.fixture(scope="session")
def trained(prepared, tmp_path_factory):
    """A base folder with base, mid and sft, 12 steps each, by real processes. Tests copy it."""
    base = tmp_path_factory.mktemp("trained") / "base"
    shutil.copytree(prepared, base)
    for stage in ("base", "mid", "sft"):
        must(train_command(stage, "--steps 12 --save_every 4"), base)
    return base


@pytest.fixture
def copy_of(tmp_path):
    """A function: base folder -> a copy of it that the test may change."""

    def copied(base):
        return Path(shutil.copytree(base, tmp_path / "base"))

    return copied


def tiny_tokenizer():
    text = "the cat sat on the mat and the dog ate 12 + 34 apples. " * 20
    return tokenizer.train_tokenizer([text], 300)


def special_ids(tok):
    """The ids of the special tokens by their bare names: {"bos": 291, "user_start": 292, ...}."""
    return {name.strip("<|>"): i for name, i in tok.special.items()}


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def tiny_model(vocab, kv_heads=2):
    """A model with all weights drawn anew: those that begin at zero would hide mistakes."""
    cfg = gpt.GPTConfig(vocab, seq_len=64, depth=2, width=32, heads=2, kv_heads=kv_heads)
    model = gpt.GPT(cfg)
    model.init_weights(7)
    generator = seeded(1)
    for p in model.parameters():
        p.data.normal_(0, 0.3, generator=generator)
    return model.eval()


# ---- tok.py: plain BPE, chats as ids, the calculator, the curriculum, reading and fetching -------
TRAPS = [
    "",
    " ",
    "\n\n  \n",
    "don't DON'T I'll we'Ve",
    "a\u0301e\u0301",
    "１２３ ४५६ 12345",
    "\u00a0\u2003x \u3000y",
    "日本語 한국어 עברית",
    "🙂👩‍👩‍👧",
    "\r\n\r\n",
    "<|bos|><|user_start|>",
    "x" * 300,
    "  lead",
    "trail  ",
    "\u0130ſ'S",
    "\ud7ff\ue000",
    "a  b   c\n   d",
]

# what this Python's Unicode tables know: newer letters are letters to the crate's newer tables only
ASSIGNED = [chr(i) for i in range(32, 0x30000) if unicodedata.category(chr(i)) not in ("Cn", "Cs")]
COMMON = "aeiou tnshr  \n'’.,!?0123456789ſK\u00a0\u2028éßñ日本語中文🙂\t-_<|>"


def random_text(rng, size=80):
    """Mostly common characters, now and then any that there is."""

    def character():
        return rng.choice(COMMON if rng.random() < 0.97 else ASSIGNED)

    return "".join(character() for _ in range(size))


def slowest_bpe(texts, merges):
    """Count every pair of every piece anew before every merge: nothing to get wrong."""
    pieces = [[bytes([b]) for b in piece] for text in texts for piece in tokenizer.split_text(text)]
    tokens = [bytes([b]) for b in range(256)]

    while len(tokens) < 256 + merges:
        rank = {token: i for i, token in enumerate(tokens)}
        counts = {}
        for piece in pieces:
            for a, b in zip(piece, piece[1:]):
                pair = rank[a], rank[b]
                counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break

        # the most frequent pair; among equals the one with the lowest ranks
        a, b = min(counts, key=lambda pair: (-counts[pair], pair))
        merged = tokens[a] + tokens[b]
        for piece in pieces:
            i = 0
            while i + 1 < len(piece):
                if (piece[i], piece[i + 1]) == (tokens[a], tokens[b]):
                    piece[i : i + 2] = [merged]
                i += 1
        tokens.append(merged)
    return tokens


@pytest.mark.parametrize("seed", range(5))
def test_plain_bpe_is_the_slow_idea_and_the_crate_agrees(seed):
    rng = random.Random(seed)
    texts = [random_text(rng, rng.choice([20, 200])) for _ in range(4)] + TRAPS
    plain = tokenizer.train_bpe(texts, 40)
    assert plain == slowest_bpe(texts, 40)

    need_crate()
    fast = tokenizer.train_tokenizer(texts, 256 + 40 + len(tokenizer.SPECIALS))
    assert fast.token_bytes[: fast.merges_end] == plain
    slow = tokenizer.Tokenizer(plain)
    slow.fast = None  # encodes in plain Python, as where the crate could not be built
    for text in texts + [random_text(rng) for _ in range(40)]:
        ids = fast.encode(text)
        assert ids == slow.encode(text)
        assert fast.decode(ids) == text
    assert fast.encode_batch(texts) == [slow.encode(text) for text in texts]


def test_text_never_becomes_a_special_token():
    """Or else a user could write the end of their turn and go on as the assistant."""
    tok, rng = tiny_tokenizer(), random.Random(5)
    for _ in range(200):
        text = "".join(rng.choice([*tokenizer.SPECIALS, "cat", " ", "<|", "|>"]) for _ in range(8))
        ids = tok.encode(text)
        assert max(ids) < tok.merges_end
        assert tok.decode(ids) == text


def test_chat_rendering_trains_exactly_what_the_assistant_says():
    """Not the user's words nor the calculator's result: a model must not learn to make them up."""
    tok = tiny_tokenizer()
    s, e = special_ids(tok), tok.encode
    parts = [
        dict(type="python", text="1+2"),
        dict(type="python_output", text="3"),
        dict(type="text", text="3."),
    ]
    system = dict(role="system", content="Be kind.")
    user = dict(role="user", content="1+2?")
    assistant = dict(role="assistant", content=parts)
    ids, trained = tokenizer.render_chat(tok, [system, user, assistant])

    question = [s["user_start"], *e("Be kind.\n\n1+2?"), s["user_end"]]
    blocks = [
        ([s["bos"], *question, s["assistant_start"]], 0),
        ([s["python_start"], *e("1+2"), s["python_end"]], 1),
        ([s["output_start"], *e("3"), s["output_end"]], 0),
        ([*e("3."), s["assistant_end"]], 1),
    ]
    assert ids == [i for block, _ in blocks for i in block]
    assert trained == [flag for block, flag in blocks for _ in block]

    prompt = tokenizer.render_prompt(tok, [user])
    assert prompt == [s["bos"], s["user_start"], *e("1+2?"), s["user_end"], s["assistant_start"]]


def test_a_long_chat_is_cut_at_a_turn_or_dropped():
    tok, rng = tiny_tokenizer(), random.Random(3)
    ends = tok.special["<|assistant_end|>"], tok.special["<|user_end|>"]
    for _ in range(300):
        chat = [
            dict(role=("user", "assistant")[i % 2], content="cat " * rng.randint(1, 9))
            for i in range(rng.randint(1, 6))
        ]
        limit = rng.randint(5, 60)
        ids, trained, fate = tokenizer.fit_chat(tok, chat, limit)

        whole, _ = tokenizer.render_chat(tok, chat)
        assert len(ids) <= limit and len(ids) == len(trained)
        assert whole[: len(ids)] == ids
        if fate == "dropped":
            # not even the first question and its answer fit
            shortest, _ = tokenizer.render_chat(tok, chat[:2])
            assert ids == []
            assert len(chat) < 2 or len(shortest) > limit
        else:
            assert any(trained) and ids[-1] in ends
        if fate == "kept":
            assert ids == whole


def test_a_tokenizer_is_saved_whole_and_damage_is_named(tmp_path):
    tok, path = tiny_tokenizer(), tmp_path / "tokenizer" / "tokenizer.json"
    tokenizer.save_tokenizer(tok, path)
    assert tokenizer.load_tokenizer(path).token_bytes == tok.token_bytes

    changed = json.loads(path.read_text())
    changed["tokens"][-1] = base64.b64encode(b"zzz").decode()
    cut = path.read_text()[:200]
    for text in (json.dumps(changed), cut):
        path.write_text(text)
        with pytest.raises(SystemExit) as end:
            tokenizer.load_tokenizer(path)
        assert end.value.code == 2


@pytest.mark.parametrize(
    "expression, value",
    [
        ("12 * 34", "408"),
        ("(12 + 5) * 2", "34"),
        ("7 / 2", "3.5"),
        ("123456.78 + 0.01", "123456.79"),
        ("2469135 / 2", "1234567.5"),
        ("3 * 1.1 - 3.3", "0"),
        ("0.00001 * 1", "0.00001"),
        ("2 / 3", "0.666667"),
        ("-7 / 3", "-2.333333"),
        ("1 / 3000000", "0.000000333333"),
        ("-3 + 1", "-2"),
        ('"hello".count("l")', "2"),
        ("2 ** 9", None),
        ("1 / 0", None),
        ("9" * 500, None),
        ("__import__('os')", None),
        ("().__class__", None),
        ("1 +", None),
        ("", None),
        ("(" * 150 + ")" * 150, None),
        ("99999999999 * 99999999999", None),
        ('"a" * 99999999', None),
        ("True + 1", None),
        ("1e999", None),
    ],
)
def test_the_calculator_calculates_and_nothing_else(expression, value):
    """What a model writes is evaluated: it must reach no name, no attribute, no endless work."""
    assert gpt.calculate(expression) == value


def test_the_calculator_agrees_with_fractions():
    rng = random.Random(11)
    does = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    for _ in range(500):
        a, b, c = (rng.randint(1, 99) for _ in range(3))
        first, second = rng.choice("+-*"), rng.choice("+-*/")
        exact = does[second](does[first](Fraction(a), b), c)
        got = Fraction(gpt.calculate(f"({a} {first} {b}) {second} {c}"))
        # exact where the decimals end, else six digits behind the point
        rounded = Fraction(round(exact, 12)) != exact
        assert abs(got - exact) <= (Fraction(1, 10**6) if rounded else 0)


def without(name):
    """A change of a language: the entry `name`, with the lines that go on with it, is gone."""
    return rf"(?ms)^{re.escape(name)}: .*?(?=^\S)", ""


BLOCK_FAULTS = {  # what is wrong with a block -> (what is replaced by what, what the line must say)
    "an entry is missing": (*without("unsure"), "no entry `unsure"),
    "a line is no entry": (r"(?m)^unsure: ", "unsure ", "line"),
    "a fact is no pair": ("Albania=Tirana", "Albania Tirana", "="),
    "a row is too short": ("Albania=Tirana;", "Albania=", "wanted 4"),
    "a slot is unknown": (r"\{He\} was very", "{Hee} was very", "unknown slot {Hee}"),
    "a slot is open": (r"\{He\} was very", "{He was very", "{"),
    "a slot is missing": (
        r"(?m)^relation capital: capital of \{k\}",
        "relation capital: it",
        "no slot {k}",
    ),
    "no pronouns": (r"(?ms)^pronouns she: .*?(?=^\S)", "", "pronouns she"),
    "no relation": (r"(?ms)^relation opposite: .*?(?=^\S)", "", "relation opposite"),
    "too few values": (r"(?ms)^facts sound:.*?(?=^\S)", "facts sound: dog=woof, cat=meow\n", "4"),
    "half a talk": (r"(?m)^ / You are welcome!$", " ", "question / answer"),
    "an entry twice": (r"(?m)^unsure: ", "unsure: No.\nunsure: ", "twice"),
    "a mistyped name": (r"(?m)^story 1:", "storyy 1:", "story"),
    "no joiner": (r"(?m)^between sentences: space$", "between sentences: comma", "comma"),
    "no problem of a kind": (r"(?ms)^problem /:.*?(?=^\S)", "", "no entry `problem /"),
    "an operator of its own": (r"(?m)^ by=/, ", " by=/, modulo=%, ", "operators"),
    "a function without a body": (r"(?m)^python add a \+ b:", "python add:", "python add"),
    "too few numerals": (r"(?m)^numerals:.*(\n .*)*", "numerals: zero one two", "numerals"),
    "a pattern that is none": (r"(?m)^newcomer:", "newcomer: hi there=(,", "regular expression"),
    "too few words": (r"(?ms)^words:.*?(?=^\S|\Z)", "words: one two three\n", "words"),
}


@pytest.mark.parametrize("fault", BLOCK_FAULTS)
def test_a_language_with_a_fault_is_refused_in_one_line(fault, tmp_path):
    pattern, by, wanted = BLOCK_FAULTS[fault]
    block, n = re.subn(pattern, by, tokenizer.LANGUAGES["en"], count=1)
    assert n == 1
    (tmp_path / "own.txt").write_text(block, encoding="utf-8")
    line = refusal_of(["python", "tok.py", "data", "--lang", str(tmp_path / "own.txt")], tmp_path)
    assert wanted in line and "own.txt" in line


def test_a_copied_block_is_the_language_it_was_copied_from(tmp_path, monkeypatch):
    """--lang FILE and the built-in languages go through the same door."""
    for size in ("TEXT_DOCS", "VAL_DOCS", "CLOZE_ITEMS", "CHAT_UNIT", "RL_UNIT"):
        monkeypatch.setattr(tokenizer, size, 20)
    block = "# my own\n" + tokenizer.LANGUAGES["en"].replace("\n", "\r\n")
    (tmp_path / "en.txt").write_text("\ufeff" + block, encoding="utf-8", newline="")
    ours = tokenizer.make_builtin(tmp_path / "ours", "en")
    copied = tokenizer.make_builtin(tmp_path / "copied", str(tmp_path / "en.txt"))
    for path in ours.glob("*.jsonl"):
        assert (copied / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("lang, wanted", [("en", "New Delhi"), ("zh", "新德里")])
def test_facts_are_right_and_each_thing_has_one_value(lang, wanted):
    """Else the model learns to say the one or the other by chance. A few stand for the table."""
    facts = tokenizer.load_language(lang)["facts"]
    assert len(facts) >= 1500
    value = {}
    for relation, k, v in facts:
        assert value.setdefault((relation, k), v) == v, (relation, k)
    assert value["capital", dict(en="India", zh="印度")[lang]] == wanted


def question_of(row):
    """What an example asks, as one text to compare by."""
    return json.dumps(row["messages"][:-1], ensure_ascii=False)


@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_nothing_held_out_is_trained_on(lang, curriculum):
    """Else the scores would measure memory: no question, text, ending, spelled word is in both."""
    folder = curriculum(lang)

    def rows(name):
        return list(tokenizer.read_jsonl(folder / f"{name}.jsonl"))

    told = {row["text"] for row in rows("text")}
    chats = [row for name in ("mid", "sft", "rl") for row in rows(name)]
    asked = {question_of(row) for row in chats}
    everything = "\n".join(told) + "".join(asked)
    examples = rows("eval")

    assert not [row for row in examples if question_of(row) in asked]
    assert not [row for row in examples if question_of(train.as_typed(row)) in asked]
    lines = {tokenizer.plain(line) for text in told for line in text.split("\n")}
    lines |= {tokenizer.plain(turn["content"]) for row in chats for turn in row["messages"][::2]}
    newcomers = [tokenizer.plain(row["messages"][0]["content"]) for row in rows("newcomer")]
    assert len(newcomers) >= 40 and not lines & set(newcomers)
    assert not [row for row in rows("text_val") if row["text"] in told]
    for row in rows("cloze"):
        assert f" {row['context']}{row['choices'][row['gold']]}" not in everything
    trained = {row["key"] for row in chats if row["task"] == "Spelling"}
    for word in {row["key"] for row in examples if row["task"] == "Spelling"}:
        assert word not in trained
        assert f" {word} is spelled" not in everything

    # and the evaluation does not ask the same again and again
    questions = {question_of(row) for row in examples}
    assert len(questions) > 0.8 * len(examples)


def words_in(text):
    return set(re.split(r"[\s.,:?!;、。？！；…]+", text.lower()))


@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_what_is_typed_otherwise_asks_the_same(lang):
    """The word to spell and the words to repeat are never misspelled; and what evaluations put in
    front or behind no training has."""
    language, rng = tokenizer.load_language(lang), random.Random(soak_seed(6))
    changed = 0
    for _ in range(3000 if SOAK else 300):
        for kind in ("word", "wish"):
            example = tokenizer.make(rng, language, "eval", kind)
            asked = example["messages"][-2]["content"]
            key = set(example["key"].split())
            assert words_in(asked) & key <= words_in(example["typed"]), example
            changed += example["typed"] != asked
    assert changed > 100

    # in training, too, the word that an answer spells stands in its question
    n_spelled = 0
    for _ in range(30_000 if SOAK else 3000):
        example = tokenizer.make(rng, language, "train", "word")
        if example["entry"] == "word spell":
            asked, answer = (message["content"] for message in example["messages"])
            letters = re.findall(r"(?<!\w)\w(?= \w\b|\W*$)", answer)
            assert "".join(letters).lower() in asked.lower(), example
            n_spelled += 1
    assert n_spelled > 100

    # nor is a part of a longer word made shorter, nor the number in a function's name
    english = tokenizer.load_language("en")
    for text in ("Spell the word band.", "Who is young?", "How do I reverse brand?"):
        for _ in range(100):
            typed = tokenizer.shorten(rng, english, text, "train", "")
            assert {"band.", "young?", "brand?"} & set(text.split()) <= set(typed.split()), typed
    for _ in range(100):
        assert "add_5(a)" in tokenizer.in_words(rng, english, "Write add_5(a).", "train", "")

    held = [f" {text}" for text in language["behind held out"]]
    held += [f"{text} " for text in language["front held out"]]
    for _ in range(2000):
        example = tokenizer.make(rng, language, "train", "fact")
        for message in example["messages"][::2]:
            text = message["content"].lower()
            assert not text.startswith(tuple(held)) and not text.endswith(tuple(held)), text


def without_spaces(texts):
    return "".join("".join(texts).split())


def docs_of(path, **options):
    """The documents of a file or folder, as `tok.py data` reads them."""
    return list(tokenizer.read_docs(tokenizer.list_files(path), **options))


def error_of(capsys, function, *args, **options):
    """The one line with which a function ends the program."""
    tokenizer.note.cache_clear()
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        function(*args, **options)
    lines = [x for x in capsys.readouterr().err.splitlines() if not x.startswith("note: ")]
    assert end.value.code == 2 and len(lines) == 1 and lines[0].startswith("error: "), lines
    return lines[0]


@pytest.fixture
def small_base(tmp_path, monkeypatch):
    """A base folder in this process, with a curriculum of a few rows."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path / "base"))
    for name, n in dict(TEXT_DOCS=60, VAL_DOCS=5, CLOZE_ITEMS=5, CHAT_UNIT=2, RL_UNIT=2).items():
        monkeypatch.setattr(tokenizer, name, n)
    few = {make: 2 for make in tokenizer.EVAL_MIX}
    monkeypatch.setattr(tokenizer, "EVAL_MIX", few)
    tokenizer.note.cache_clear()
    return tmp_path / "base"


def test_what_is_held_out_hangs_on_the_document_alone(small_base, tmp_path):
    """It is the same in every run and every file, and never all or nothing."""
    docs = [f"Document number {i} is about nothing.\n" + "word " * 50 for i in range(400)]
    write_jsonl(tmp_path / "a.jsonl", [dict(text=doc) for doc in docs])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    parts = []
    for name in ("a.jsonl", "b.jsonl.gz"):
        sources = tokenizer.prepare_data(str(tmp_path / name))
        train_part, val_part = (list(tokenizer.split_docs(sources, x)) for x in ("train", "val"))
        assert sorted(train_part + val_part) == sorted(docs)
        assert 4 <= len(val_part) <= 45
        parts.append(val_part)
    assert parts[0] == parts[1]

    # of two documents one is held out, whatever their hashes say
    for i in range(0, 400, 2):
        write_jsonl(tmp_path / "two.jsonl", [dict(text=doc) for doc in docs[i : i + 2]])
        _, _, val_hash = tokenizer.survey([str(tmp_path / "two.jsonl")], [], "text")
        chosen = [
            tokenizer.stable_hash(doc) % val_hash[0] == val_hash[1] for doc in docs[i : i + 2]
        ]
        assert sum(chosen) == 1


def test_plain_text_is_cut_at_white_space_and_nothing_is_lost(tmp_path):
    docs = [f"Document number {i} is about nothing.\n" + "word " * 50 for i in range(400)]
    (tmp_path / "c.txt").write_text("\n\n".join(docs), encoding="utf-8")
    (tmp_path / "d.md").write_text("\ufeff# Title\n\n" + "x" * 30_000, encoding="utf-8")
    assert without_spaces(docs_of(tmp_path / "c.txt")) == without_spaces(docs)
    assert sum(len(doc) for doc in docs_of(tmp_path / "d.md")) >= 30_000


DOCS = [f"Tale {i}. A fox said: <b>hello</b> & 你好.\nThen it slept." for i in range(3)]
TAGGED = "".join(f"<p>{html.escape(doc)}&lt;|endoftext|></p>" for doc in DOCS)


def json_lines(rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def csv_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def parquet_of(rows):
    need("pyarrow")
    from pyarrow import Table, parquet

    out = io.BytesIO()
    parquet.write_table(Table.from_pylist(rows), out)
    return out.getvalue()


def zst_of(content):
    """In two frames, as packers that use several threads write it."""
    half = len(content) // 2
    pack = functools.partial(need("pyarrow").compress, codec="zstd", asbytes=True)
    return pack(content[:half]) + pack(content[half:])


PLAIN = "<|endoftext|>\n".join(DOCS)
ROWS_OF_TEXT = [dict(id=i, text=doc) for i, doc in enumerate(DOCS)]
TEXT_LAYOUTS = {
    "a.txt": PLAIN.encode(),
    "B.TXT": PLAIN.encode("utf-8-sig"),
    "crlf.txt": PLAIN.replace("\n", "\r\n").encode(),
    "utf16.md": PLAIN.encode("utf-16"),
    "a.rst": PLAIN.encode(),
    "a.tex": PLAIN.encode(),
    "a.py": PLAIN.encode(),
    "a.txt.gz": gzip.compress(PLAIN.encode()),
    "a.txt.zst": lambda: zst_of(PLAIN.encode()),
    "a.jsonl": json_lines(ROWS_OF_TEXT),
    "bom.jsonl": b"\xef\xbb\xbf" + json_lines(ROWS_OF_TEXT).replace(b"\n", b"\r\n\r\n"),
    "utf16.jsonl": json_lines(ROWS_OF_TEXT).decode().encode("utf-16"),
    "a.ndjson.GZ": gzip.compress(json_lines(ROWS_OF_TEXT)),
    "array.json": json.dumps(ROWS_OF_TEXT, indent=1).encode(),
    "lines.json": json_lines(ROWS_OF_TEXT),
    "a.csv": csv_of(ROWS_OF_TEXT),
    "a.csv.zst": lambda: zst_of(csv_of(ROWS_OF_TEXT)),
    "a.parquet": lambda: parquet_of(ROWS_OF_TEXT),
    "a.parquet.gz": lambda: gzip.compress(parquet_of(ROWS_OF_TEXT)),
    "a.parquet.zst": lambda: zst_of(parquet_of(ROWS_OF_TEXT)),
    "a.html": f"<script>x = '<p>no';</script><style>p {{}}</style>{TAGGED}<!-- no -->".encode(),
}

HI = [dict(role="user", content="Hi"), dict(role="assistant", content="Hello!")]
BE_KIND = dict(role="system", content="Be kind.")
SHARED = [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello!"}]
CALL = dict(function=dict(name="add", arguments='{"a": 1}'))
CALLED = [
    HI[0],
    dict(
        role="assistant",
        content=[
            dict(type="python", text='add({"a": 1})'),
            dict(type="python_output", text="3"),
            dict(type="text", text="Three."),
        ],
    ),
]
# name: (a row, what is read from it)
CHAT_LAYOUTS = {
    "OpenAI": (dict(messages=HI), HI),
    "OpenAI, developer": (
        dict(messages=[dict(role="developer", content="Be kind."), *HI]),
        [BE_KIND, *HI],
    ),
    "OpenAI, parts": (
        dict(
            messages=[
                dict(role="user", content=["Hi", None]),
                dict(
                    role="assistant",
                    content=[dict(type="text", text="Hello"), None, dict(type="text", text="!")],
                ),
            ]
        ),
        HI,
    ),
    "OpenAI, tools": (
        dict(
            messages=[
                HI[0],
                dict(role="assistant", content=None, tool_calls=[CALL]),
                dict(role="tool", content="3", tool_call_id="x"),
                dict(role="assistant", content="Three."),
            ]
        ),
        CALLED,
    ),
    "our own, tools": (dict(messages=CALLED), CALLED),
    "two system messages": (
        dict(messages=[BE_KIND, BE_KIND, *HI]),
        [dict(role="system", content="Be kind.\n\nBe kind."), *HI],
    ),
    "nothing said": (dict(messages=[dict(role="system", content=""), *HI]), HI),
    "bare list": (HI, HI),
    "ShareGPT": (dict(conversations=SHARED), HI),
    "ShareGPT, system": (dict(system="Be kind.", conversations=SHARED), [BE_KIND, *HI]),
    "ShareGPT, tools": (
        dict(
            conversations=[
                SHARED[0],
                {"from": "function_call", "value": 'add({"a": 1})'},
                {"from": "observation", "value": "3"},
                {"from": "gpt", "value": "Three."},
            ]
        ),
        CALLED,
    ),
    "Alpaca": (dict(instruction="Hi", input="", output="Hello!"), HI),
    "Alpaca, input": (
        dict(instruction="Add.", input="1, 2", output="3"),
        [dict(role="user", content="Add.\n1, 2"), dict(role="assistant", content="3")],
    ),
    "Dolly": (dict(instruction="Hi", context="", response="Hello!", category="chat"), HI),
    "prompt and completion": (dict(prompt="Hi", completion="Hello!"), HI),
    "prompt and completion, lists": (dict(prompt=HI[:1], completion=HI[1:]), HI),
    "prompt and response": (dict(prompt="Hi", response="Hello!"), HI),
    "question and answer": (dict(question="Hi", answer="Hello!"), HI),
    "query and response": (dict(query="Hi", response="Hello!"), HI),
    "input and output": (dict(instruction="", input="Hi", output="Hello!"), HI),
    "half a character": (
        dict(prompt="Hi", completion="Hello\ud83d"),
        [HI[0], dict(HI[1], content="Hello?")],
    ),
}


@pytest.mark.parametrize("layout", [*TEXT_LAYOUTS, *CHAT_LAYOUTS])
def test_every_chat_and_text_layout_gives_what_the_plain_one_gives(
    layout, small_base, tmp_path, capsys
):
    """As `tok.py data` and the check before a run read it: documents and chats, to the letter."""
    if layout in TEXT_LAYOUTS:
        content = TEXT_LAYOUTS[layout]
        (tmp_path / layout).write_bytes(content() if callable(content) else content)
        tokenizer.main(["data", "--data", str(tmp_path / layout)])
        sources = tokenizer.load_sources()
        docs = [doc for x in ("train", "val") for doc in tokenizer.split_docs(sources, x)]
        assert sorted(doc.strip() for doc in docs) == DOCS
        assert "3 documents" in capsys.readouterr().out
        return

    row, wanted = CHAT_LAYOUTS[layout]
    folder = tmp_path / "chats"
    folder.mkdir()
    line = json.dumps(row).encode()
    contents = {
        "a.jsonl": line + b"\n" + line,
        "b.json": json.dumps([row, row], indent=2).encode(),
        "c.ndjson.gz": gzip.compress(line),
    }
    # columns have names, and a table's cells are text: what is no text is JSON there
    columns = row if isinstance(row, dict) else dict(messages=row)
    if layout != "half a character":
        cells = {k: v if isinstance(v, str) else json.dumps(v) for k, v in columns.items()}
        if layout != "prompt and completion, lists":
            contents["d.csv"] = csv_of([cells])
        # a column has one type
        if installed("pyarrow") and layout not in ("our own, tools", "OpenAI, parts"):
            contents["e.parquet"] = parquet_of([columns])
            contents["f.jsonl.zst"] = zst_of(line)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        train.main(["--stage", "sft", "--check", "1", "--chats", str(folder / name)])
        chats = tokenizer.read_chats(str(folder / name))
        assert chats and all(chat == wanted for chat in chats), name
    assert tokenizer.read_chats(folder) == [wanted] * (len(contents) + 2)
    assert capsys.readouterr().err == ""
    _, trained = tokenizer.render_chat(tiny_tokenizer(), wanted)
    assert any(trained)


def test_a_text_under_another_name_is_found_by_text_key(small_base, tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_bytes(csv_of([dict(id=i, content=doc) for i, doc in enumerate(DOCS)]))
    said = error_of(capsys, tokenizer.main, ["data", "--data", str(path)])
    assert "content, id" in said and "--text_key KEY" in said
    tokenizer.main(["data", "--data", str(path), "--text_key", "content"])
    sources = tokenizer.load_sources()
    docs = [doc for x in ("train", "val") for doc in tokenizer.split_docs(sources, x)]
    assert sorted(docs) == DOCS

    need("pyarrow")
    for rows in ([dict(content="a")] * 3, [dict(text=i) for i in range(3)], [dict(text=None)]):
        (tmp_path / "a.parquet").write_bytes(parquet_of(rows))
        assert "--text_key" in error_of(capsys, docs_of, tmp_path / "a.parquet")


def test_without_pyarrow_its_name_is_said_before_a_download(
    small_base, tmp_path, capsys, monkeypatch
):
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    for name in ("a.parquet", "a.txt.zst"):
        (tmp_path / name).write_bytes(b"nothing like it")
        assert "pip install pyarrow" in error_of(capsys, docs_of, tmp_path / name)
    assert "pip install pyarrow" in error_of(capsys, tokenizer.prepare_data, "climbmix")
    assert not small_base.exists()


@pytest.mark.parametrize(
    "encoding, text",
    [
        ("GB18030", "春眠不觉晓，处处闻啼鸟。我们的学校在这里，他是一个好人。"),
        ("BIG5", "我們的學校在這裡，他是一個好人。這不是我的書，是他的書。"),
        ("SHIFT-JIS", "これは私の本です。あなたはどこから来ましたか。"),
        ("EUC-KR", "이것은 나의 책이다. 우리는 학교에 가고 있다."),
        ("CP1251", "Это моя книга. Мы идём в школу, и он тоже идёт."),
        ("LATIN1", "Voilà l'été déjà passé; où êtes-vous? Schöne Grüße, mañana."),
        ("UTF-16LE", "A fox said hello. 春眠不觉晓。"),
    ],
)
def test_text_in_another_encoding_is_told_how_to_become_utf8(encoding, text, tmp_path, capsys):
    for name in ("a.txt", "a.json", "a.html", "a.csv", "a.jsonl", "a.txt.gz"):
        content = (text * 5).encode(encoding)
        (tmp_path / name).write_bytes(gzip.compress(content) if "gz" in name else content)
        said = error_of(capsys, docs_of, tmp_path / name)
        assert f"iconv -f {encoding} -t UTF-8" in said, name


def test_what_is_left_out_is_counted_and_named(tmp_path, capsys):
    folder = tmp_path / "notes"
    for hidden in (".obsidian", ".git", "node_modules", "__pycache__"):
        (folder / hidden).mkdir(parents=True)
        (folder / hidden / "x.md").write_text("secret")
    (folder / "notes.md").mkdir()
    (folder / "notes.md" / "in.md").write_text("Inside. " * 20)
    (folder / "b.txt").symlink_to("nowhere")
    (folder / "c.pdf").write_bytes(b"%PDF\0")
    (folder / "empty.py").write_text("")
    rows = [{key: f"Row {i}. " * 9} for key in ("text", "content") for i in range(150)]
    rows += [{"text": None}, {"text": "\ud83d tale"}]  # half of a pair, as some programs write it
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "deep.jsonl").write_text('{"text": "Deep."}\n' * 200 + "[" * 100_000)

    files = tokenizer.list_files(folder)
    tokenizer.note.cache_clear()
    docs = list(tokenizer.read_docs(files))
    said = capsys.readouterr().err
    assert [Path(file).name for file in files] == ["deep.jsonl", "empty.py", "in.md", "rows.jsonl"]
    assert "secret" not in docs and "? tale" in docs
    assert len(docs) == 200 + 1 + 151
    for words in ("7 left out", "c.pdf", "b.txt", "151 rows", "content", "1 of 201", "empty.py"):
        assert words in said, said

    # each is said once, however often the files are read
    list(tokenizer.read_docs(files))
    assert capsys.readouterr().err == ""


def test_chats_that_are_not_understood_are_counted_and_their_keys_named(tmp_path, capsys):
    path = tmp_path / "chats.jsonl"
    write_jsonl(path, [dict(utterance="Hi", reply="Hello!")] * 3)
    said = error_of(capsys, tokenizer.read_chats, path)
    assert "reply, utterance" in said and "assistant turn" in said

    picture = dict(type="image_url", image_url=dict(url="x"))
    bad = [
        dict(messages=[dict(role="wizard", content="Hi"), HI[1]]),
        dict(messages=[dict(role=["user"], content="Hi"), HI[1]]),
        dict(messages=[dict(role="user", content=[picture]), HI[1]]),
        dict(messages=[dict(role="user", content=7), HI[1]]),
        dict(messages=[HI[0], dict(role="assistant", content=[dict(type="python", text=7)])]),
        dict(messages=[3]),
        dict(messages=7),
        dict(messages="no JSON"),
        dict(messages=[HI[0], dict(role="assistant", content=[None])]),
        dict(messages=[HI[0], dict(role="assistant", content=" ")]),
        dict(instruction=["a"], input=3, output="x"),
        dict(messages=[HI[0], dict(role="assistant", tool_calls=[3])]),
        dict(messages=[HI[0], dict(role="assistant", tool_calls=[dict(function=dict(name="f"))])]),
        [1],
        [],
    ]
    path = tmp_path / "more.jsonl"
    write_jsonl(path, [*bad, dict(messages=HI)])
    assert tokenizer.read_chats(path) == [HI]
    said = capsys.readouterr().err
    for words in (f"{len(bad)} without an answer", "1 chats", "instruction"):
        assert words in said, said
    for name in ("nope.jsonl", "", str(tmp_path / "chats.xls")):
        assert "--chats" in error_of(capsys, tokenizer.read_chats, name)


def test_every_system_message_of_a_chat_is_told():
    """There is no turn for it: it goes in front of the next user's text, or is one at the end."""
    tok = tiny_tokenizer()
    first, second, last = (dict(role="system", content=f"the {x}") for x in ("cat", "dog", "mat"))
    messages = [first, second, *HI, last]
    ids, trained = tokenizer.render_chat(tok, messages)
    user, said = special_ids(tok)["user_start"], tok.decode(ids)
    assert said == "the cat\n\nthe dog\n\nHiHello!the mat"
    assert ids.count(user) == 2 and tok.decode(ids[ids.index(user) :]).startswith("the cat")
    told = [i for i, flag in zip(ids, trained) if flag]
    assert tok.decode(told) == "Hello!"
    assert tokenizer.render_prompt(tok, messages[:3])[1:] == [
        *ids[1 : ids.index(special_ids(tok)["user_end"]) + 1],
        special_ids(tok)["assistant_start"],
    ]


def odd_files(rng):
    """Name -> content: what lies about on people's disks, and damage to what is whole."""
    long_line = b'{"text": "' + b"x" * 300_000
    files = {
        "empty.txt": b"",
        "blank.md": b" \n\n\t\n",
        "empty.jsonl": b"",
        "nul.txt": b"a\0b",
        "late_nul.txt": b"a" * 5000 + b"\0b\n\nmore",
        "bom.txt": b"\xef\xbb\xbf",
        "half_bom.txt": b"\xff",
        "utf16.txt": b"\xff\xfea",
        "number.json": b"7",
        "null.json": b"null",
        "text.json": b'"text"',
        "numbers.json": b"[1, null, [2], {}]",
        "numbers.jsonl": b"1\n2\nnull\n",
        "nan.jsonl": b'{"text": NaN}\n{"text": 1e999}\n',
        "long.jsonl": b"1" * 6000 + b"\n" + long_line,
        "nested.jsonl": b'{"text": {"text": "a"}}\n[[[]]]\n',
        "deep.json": b"[" * 100_000,
        "deep.jsonl": b'{"a":' * 100_000,
        "surrogates.jsonl": b'{"text": "\\ud83d", "messages": [{"role": "\\udc00"}]}\n' * 3,
        "no_header.csv": b"1,2\n3,4,5\n6\n",
        "ragged.csv": b'text,b\n"open,1\n2\n3,4,5,6\n',
        "nul.csv": b"text\na\0b\n" * 2000,
        "no.parquet": b"PAR1nothing like itPAR1",
        "page.html": b"<p><script><!-- &#xD800; &#99999999; <b",
        "no.gz": b"no gz",
        "no.txt.gz": b"no gz",
        "no.txt.zst": b"no zst",
        "picture.png": rng.randbytes(900),
        "binary.txt": rng.randbytes(900).replace(b"\0", b"\1"),
    }
    rows = [dict(text=random_text(rng), messages=HI) for _ in range(20)]
    whole = {
        "a.jsonl": json_lines(rows),
        "a.json": json.dumps(rows).encode(),
        "a.csv": csv_of(rows),
    }
    if installed("pyarrow"):
        whole["a.parquet"] = parquet_of(rows)
        whole["a.jsonl.zst"] = zst_of(whole["a.jsonl"])
        files["list.parquet"] = parquet_of([dict(text=["a"], messages="b")] * 3)
        files["bytes.parquet"] = parquet_of([dict(text=b"\xff", messages=[b"\xff"])] * 3)
        files["none.parquet"] = parquet_of([dict(text=None)])
        files["nothing.parquet"] = parquet_of([])
    whole["a.jsonl.gz"] = gzip.compress(whole["a.jsonl"])
    for i in range(500 if SOAK else 40):
        name, content = rng.choice(sorted(whole.items()))
        at = rng.randrange(len(content))
        flipped = content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]
        files[f"{i}{name}"] = content[:at] if i % 2 else flipped
    return files


def test_no_file_is_a_traceback(small_base, tmp_path, capsys):
    """As text, as chats, as held-out text: it is read, or one line says what is wrong."""
    rng = random.Random(soak_seed(11))
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, content in odd_files(rng).items():
        (folder / name).write_bytes(content)
    (folder / "folder.jsonl").mkdir()
    (folder / "dead.txt").symlink_to("nowhere")
    (folder / "loop.md").symlink_to("loop.md")
    os.mkfifo(folder / "pipe.txt")
    (folder / "locked.txt").write_text("secret")
    (folder / "locked.txt").chmod(0)
    own = tmp_path / "own.jsonl"
    write_jsonl(own, [dict(text=doc) for doc in DOCS])

    refused = 0
    for path in [*sorted(folder.iterdir()), folder]:
        for words in (
            ["--data", str(path)],
            ["--data", str(own), "--val_data", str(path), "--text_key", "messages"],
            ["--chats", str(path)],
        ):
            capsys.readouterr()
            tokenizer.note.cache_clear()
            try:
                if words[0] == "--chats":
                    train.main(["--stage", "sft", "--check", "1", *words])
                else:
                    tokenizer.main(["data", *words])
            except SystemExit as end:
                refused += 1
                assert end.code == 2, (path, words)
            lines = capsys.readouterr().err.splitlines()
            assert all(line.startswith(("error: ", "note: ")) for line in lines), (path, lines)
    assert refused > 60


DOWNLOAD = random.Random(2).randbytes(150_000)


class DyingServer(http.server.BaseHTTPRequestHandler):
    """Gives at most 40,000 bytes of a file at a time, then hangs up; knows ranges."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        self.server.asked.append(begin)
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(DOWNLOAD) - begin))
        self.end_headers()
        self.wfile.write(DOWNLOAD[begin : begin + 40_000])
        self.close_connection = True


def test_a_download_goes_on_where_the_server_died(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), DyingServer) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/x"
        tokenizer.fetch(address, tmp_path / "x.txt", attempts=6)
        server.shutdown()
    assert (tmp_path / "x.txt").read_bytes() == DOWNLOAD
    assert server.asked == [0, 40_000, 80_000, 120_000]
    assert not (tmp_path / "x.txt.part").exists()


class Hub(http.server.BaseHTTPRequestHandler):
    """A hub with one file at each of several addresses, each with a trouble of its own."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        hub = self.server
        hub.asked.append((self.path, self.headers.get("Authorization"), self.headers["Host"]))
        n = sum(path == self.path for path, *_ in hub.asked)
        if self.path == "/busy" and n <= 2:
            self.send_response(503 if n == 1 else 429)
            self.send_header("Retry-After", "7")
            self.end_headers()
            return
        if self.path in ("/moved", "/wrong"):
            right = hashlib.sha256(DOWNLOAD).hexdigest()
            self.send_response(302)
            self.send_header("X-Linked-Etag", f'"{right if self.path == "/moved" else "0" * 64}"')
            self.send_header("Location", f"http://localhost:{hub.server_address[1]}/storage")
            self.end_headers()
            return
        if self.path == "/renamed":
            self.send_response(307)
            self.send_header("Location", "/moved")
            self.end_headers()
            return
        if self.path in ("/gone", "/secret"):
            self.send_error(404 if self.path == "/gone" else 401)
            return
        self.send_response(200)
        body = b"<!DOCTYPE html><p>Log in" if self.path == "/page" else DOWNLOAD
        if self.path != "/unsized":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_download_copes_with_what_hubs_do(tmp_path, capsys, monkeypatch):
    waits = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        for name in ("busy", "moved", "renamed", "unsized"):
            tokenizer.fetch(f"{address}/{name}", tmp_path / name)
            assert (tmp_path / name).read_bytes() == DOWNLOAD
        for name, words in (
            ("wrong", "sha256"),
            ("page", "a web page"),
            ("gone", "HF_ENDPOINT"),
            ("secret", "HF_TOKEN"),
        ):
            said = error_of(capsys, tokenizer.fetch, f"{address}/{name}", tmp_path / name)
            assert words in said
            assert not (tmp_path / name).exists() and not (tmp_path / f"{name}.part").exists()
        server.shutdown()
    assert waits == [7, 7]  # as long as the hub asked for
    # the token is for the hub, not for the storage that it sends us to
    tokens = {host.split(":")[0]: token for _, token, host in server.asked}
    assert tokens == {"127.0.0.1": "Bearer hf_secret", "localhost": None}
    assert all(token for _, token, host in server.asked if host.startswith("127.0.0.1"))
    assert len(server.asked) == 3 + 2 + 3 + 1 + 2 + 3


def test_an_endpoint_without_a_scheme_is_asked_by_https(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setenv("HF_ENDPOINT", "mirror.example/")
    monkeypatch.setattr(tokenizer, "fetch", lambda url, path: asked.append(url))
    tokenizer.fetch_set("tinystories", tmp_path)
    assert asked[0].startswith("https://mirror.example/datasets/roneneldan/TinyStories/")


def test_stories_are_split_where_their_set_says(tmp_path):
    path = tmp_path / "stories.txt"
    path.write_text("One.\n\nMore of one.\n<|endoftext|>\nTwo.\n<|endoftext|>Three.<|endoftext|>")
    docs = [doc.strip() for doc in docs_of(path)]
    assert docs == ["One.\n\nMore of one.", "Two.", "Three."]

    # also where it lies across two of the parts in which a long line is read
    for n in range(tokenizer.DOC_CHARS - 15, tokenizer.DOC_CHARS + 2):
        path.write_text("x" * n + "<|endoftext|>Two.")
        assert [doc.strip() for doc in docs_of(path)] == ["x" * n, "Two."]


@pytest.mark.parametrize(
    "body, code, said",
    [
        ("raise KeyboardInterrupt", 130, "stopped; "),
        ("raise OSError(28, 'No space left on device')", 2, "error: NANOCHAT_BASE_DIR"),
        ("open('/nowhere/at/all')", 2, "error: /nowhere/at/all: No such file"),
        ("raise BrokenPipeError", 141, ""),
        ("print('\\u00b1 \\u4f60')", 0, ""),
    ],
)
def test_whatever_the_machine_refuses_a_command_ends_in_one_line(body, code, said, tmp_path):
    script = f"import tok\ndef main():\n    {body}\ntok.run_command(main)"
    done = command([sys.executable, "-c", script], tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == code, done.stderr
    assert said in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == bool(said), done.stderr


def test_a_base_folder_that_is_a_file_and_a_pipe_that_closes_are_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    for words in ("python tok.py data", "python train.py --stage base", "python report.py reset"):
        assert "folder" in refusal_of(words, tmp_path / "file"), words
    line = f"{sys.executable} -u tok.py data --help | head -1; exit ${{PIPESTATUS[0]}}"
    done = command(["bash", "-c", line], tmp_path)
    assert "Traceback" not in done.stderr and "Error" not in done.stderr


@pytest.mark.parametrize(
    "flags, said",
    [
        (["--data", ""], "--data ''"),
        (["--data", "nope.txt"], "no such file"),
        (["--val_data", "nope.txt"], "--val_data nope.txt"),
        (["--shards", "-1"], "--shards -1"),
        (["--lang", "nope.txt"], "--lang nope.txt"),
        (["--text_ky", "a"], "did you mean --text_key?"),
    ],
)
def test_a_mistyped_source_is_said_before_anything_is_made(flags, said, tmp_path):
    assert said in refusal_of(["python", "tok.py", "data", *flags], tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_run_is_known_by_the_contents_of_its_data(small_base, tmp_path, monkeypatch):
    """Not by where they lie: base folder and text may be moved. A refusal must leave no trace."""
    own = tmp_path / "own.txt"
    own.write_text("\n\n".join(f"Line {i} of a text. " * 300 for i in range(9)))
    first = tokenizer.prepare_data(str(own), save=False)
    assert not (small_base / "data" / "sources.json").exists()
    tokenizer.save_sources(first)
    assert tokenizer.load_sources()["key"] == first["key"]
    trained, held = (set(tokenizer.split_docs(first, split)) for split in ("train", "val"))
    assert trained and held and not trained & held

    moved = shutil.move(small_base, tmp_path / "moved")
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(moved))
    again = tokenizer.load_sources()
    assert again["key"] == first["key"] and str(small_base) not in json.dumps(again)

    own = Path(shutil.move(own, tmp_path / "renamed.txt"))
    with pytest.raises(SystemExit):
        tokenizer.load_sources()
    assert tokenizer.prepare_data(str(own))["key"] == first["key"]
    own.write_text(own.read_text() + "One more.")
    assert tokenizer.prepare_data(str(own), save=False)["key"] != first["key"]


def test_a_damaged_curriculum_is_made_again_the_same(small_base):
    first = tokenizer.load_sources()
    folder = Path(first["builtin"])
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name, content in written.items():
        for harm in (content[: len(content) // 2], b"", None):
            (folder / name).write_bytes(harm) if harm is not None else (folder / name).unlink()
            assert tokenizer.load_sources()["key"] == first["key"], name
            assert {path.name: path.read_bytes() for path in folder.iterdir()} == written


def test_torn_sources_are_no_traceback(small_base, capsys):
    tokenizer.load_sources()
    path = small_base / "data" / "sources.json"
    whole = path.read_text()
    for torn in ("", whole[: len(whole) // 2], "null", "[]", "{}", '{"files": 3}'):
        path.write_text(torn)
        with pytest.raises(SystemExit) as end:
            tokenizer.load_sources()
        assert end.value.code == 2 and "python tok.py data" in capsys.readouterr().err


def test_the_same_question_is_known_in_all_its_wordings():
    for text in ("  WHO are you", "what is your name", "Introduce yourself."):
        assert tokenizer.same_question("en", text) == "manners who"
    assert tokenizer.same_question("zh", "你是谁") == tokenizer.same_question(
        "zh", "你叫什么名字？"
    )
    assert tokenizer.same_question("en", "What is 2 + 2?") == ""


def test_a_long_word_is_joined_as_the_crate_joins_it():
    tok, rng = tiny_tokenizer(), random.Random(8)
    word = "".join(rng.choice("theandcso") for _ in range(16_000))
    pieces = tokenizer.encode_piece(word.encode(), tok.ranks)
    assert tok.decode(pieces) == word
    need_crate()
    assert pieces == tok.encode(word)


def test_plain_python_cuts_at_every_character_as_the_crate_does():
    """In every place that a cut can hang on: between letters, digits, spaces; halves as well."""
    need_crate()
    tok = tiny_tokenizer()
    plain = copy.copy(tok)
    plain.fast = None
    step = 1 if SOAK else 97
    for begin in range(0, 0x110000, 1000 * step):
        codes = range(begin, min(0x110000, begin + 1000 * step), step)
        text = "".join(f"a{chr(code)} 1{chr(code)}b " for code in codes)
        assert plain.encode(text) == tok.encode(text), hex(begin)
    for text in ("\ud83d\ude00x", "a\udc00\ud83d", "\ud83d"):
        assert plain.encode(text) == tok.encode(text), ascii(text)


def test_room_is_reckoned_for_the_rows_that_a_step_has(monkeypatch, tmp_path, capsys):
    """A step of two rows takes no more memory where sixteen would be allowed at once."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    monkeypatch.setattr(train, "memory_free", lambda device: 8e9)
    flags = "--depth 12 --aspect 64 --seq_len 2048 --batch_tokens"
    few, many = (train.parse_flags(f"{flags} {tokens}".split()) for tokens in (4096, 32_768))
    place, shape = train.Place("cpu", 0, 1), train.model_config(few, 2048)
    train.check_room(few, shape, place)
    assert "--device_rows" in error_of(capsys, train.check_room, many, shape, place)
    train.check_room(many, shape, train.Place("cpu", 0, 8))


def test_memory_is_unknown_without_psutil(monkeypatch):
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert tokenizer.memory_mb() == "unknown"
    assert train.memory_free("cpu") is None


# ---- rustbpe learns: the same merges as its peer, for any source, in bounded memory --------------
rustbpe = installed("rustbpe")  # None fails these tests: run.sh builds it

# how text is cut into pieces: ours, the default of the peer that has our crate's name, GPT-4's,
# GPT-4o's, GPT-2's, and one that both sides have to give to a regex engine
PATTERN = tokenizer.PATTERN
RUSTBPE = PATTERN.replace("{1,2}", "{1,3}")
CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
SUFFIX = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
O200K = "|".join(
    [
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + SUFFIX,
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + SUFFIX,
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"
PATTERNS = {
    "fivechat": PATTERN,
    "rustbpe": RUSTBPE,
    "cl100k": CL100K,
    "o200k": O200K,
    "gpt2": GPT2,
    "fallback": r"\w+|\s|[^\w\s]+",
}

# what scanners get wrong: contractions and their odd capitals, digits and spaces of all kinds,
# marks, letter case
CRATE_TRAPS = [
    *"'''sSſKltvrdmeLx12²Ⅷ٣ \t\r\n\n/aAéßʰǅ中文の한😀!-_.",
    *"\xa0\x85\u2028\u3000\x1c\u200b\u0301",
    *("'ll", "'VE", "  ", "\r\n", "//\n", "👨\u200d"),
]

# The peer has our module's name, so it lives in a process of its own.
# stdin: a pickled list of (texts, vocab_size, pattern); stdout: their ranks as [(bytes, rank)]
PEER_SCRIPT = """
import pickle, sys
sys.path.insert(0, sys.argv[1])
import rustbpe
assert rustbpe.__file__.startswith(sys.argv[1]), rustbpe.__file__
learned = []
for texts, vocab_size, pattern in pickle.load(sys.stdin.buffer):
    peer = rustbpe.Tokenizer()
    peer.train_from_iterator(iter(texts), vocab_size, pattern=pattern)
    learned.append([(bytes(token), rank) for token, rank in peer.get_mergeable_ranks()])
sys.stdout.buffer.write(pickle.dumps(learned))
"""


def peer_merges(jobs):
    """What PyPI's rustbpe learns in each job of (texts, vocab_size, pattern): [(bytes, rank)]."""
    if not PEERS:
        absent("needs PyPI's rustbpe in .venv/peers; bash run.sh test puts it there")
    words = [sys.executable, "-c", PEER_SCRIPT, str(Path(PEERS).resolve())]
    jobs_bytes = pickle.dumps(jobs)
    done = subprocess.run(words, input=jobs_bytes, stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)


def our_merges(texts, vocab_size, pattern, **options):
    """What our crate learns: [(bytes, rank)]."""
    ours = rustbpe.Tokenizer()
    ours.train_from_iterator(iter(texts), vocab_size, pattern=pattern, **options)
    return ours.get_mergeable_ranks()


def documents():
    """The Chinese, then the English file of $FIVECHAT_DATA; without them Python's own sources."""
    files = [DATA / "text" / f"{name}.jsonl.gz" for name in ("chinese", "english")]
    if all(file.exists() for file in files):
        for file in files:
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)["text"]
    else:
        for file in sorted(Path(json.__file__).parents[1].glob("*.py")):
            yield file.read_text(encoding="utf-8", errors="replace")


def real_texts(most_bytes):
    """Documents that people wrote, up to the one with which they pass most_bytes."""
    texts, size = [], 0
    for text in documents():
        texts.append(text)
        size += len(text.encode())
        if size > most_bytes:
            break
    return texts


def crate_random_text(rng, most=40):
    """Most of it traps, the rest of ASCII or any code point that is no surrogate."""

    def character():
        if rng.random() < 0.7:
            return rng.choice(CRATE_TRAPS)
        codes = [rng.randrange(0x80), rng.randrange(0xD800), rng.randrange(0xE000, 0x110000)]
        return chr(rng.choice(codes))

    return "".join(character() for _ in range(rng.randrange(most)))


def random_corpus(rng):
    """Tiny alphabets make ties; repeats make heavy words; now and then one long word."""
    alphabets = ["ab", "abc", "abcd ", "aab\n", "é中a ", "xyz'12 \n", "".join(CRATE_TRAPS)]
    letters = rng.choice(alphabets)

    def word(most):
        return "".join(rng.choices(letters, k=rng.randrange(most)))

    texts = [word(rng.choice([3, 12, 60])) for _ in range(rng.randrange(12))]
    long_words = [word(2000)] * (rng.random() < 0.1)  # one or none
    repeats = rng.choices(texts or [""], k=rng.randrange(8))
    return texts + long_words + repeats


def test_rustbpe_learns_its_peers_merges_on_random_corpora():
    rng = random.Random(soak_seed(1))
    sizes, patterns = [256, 257, 270, 300, 1000], list(PATTERNS.values())
    jobs = [
        (random_corpus(rng), rng.choice(sizes), rng.choice(patterns))
        for _ in range(5000 if SOAK else 500)
    ]
    for job, theirs in zip(jobs, peer_merges(jobs), strict=True):
        assert our_merges(*job, num_threads=rng.randrange(1, 4)) == theirs, job


def test_rustbpe_learns_its_peers_merges_on_real_text():
    texts = real_texts(1 << 40 if SOAK else 6_000_000)
    jobs = [(texts, 32_768 if SOAK else 5000, pattern) for pattern in (RUSTBPE, PATTERN)]
    for job, theirs in zip(jobs, peer_merges(jobs), strict=True):
        assert our_merges(*job) == theirs


def test_rustbpe_learns_the_same_for_any_threads_buffer_or_source(tmp_path):
    half_a_character, one_long_word = "a\ud800b", "ab" * 50_000
    found = real_texts(400_000)
    texts = [*found, half_a_character, one_long_word]
    wanted = our_merges(texts, 3000, PATTERN, num_threads=1)
    assert len(wanted) == 3000

    for num_threads in (2, 5):
        assert our_merges(texts, 3000, PATTERN, num_threads=num_threads) == wanted, num_threads
    for buffer_size in (1, 1 << 30):
        assert our_merges(texts, 3000, PATTERN, buffer_size=buffer_size) == wanted, buffer_size

    # from files: with and without \u escapes, blank lines between, no end of the last line
    lines = [json.dumps(dict(text=text), ensure_ascii=len(text) % 2 == 0) for text in found]
    lines_text = "\n\n".join(lines) + "\n" + json.dumps(dict(text=half_a_character))
    (tmp_path / "a.jsonl").write_text(lines_text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(one_long_word, encoding="utf-8")
    ours = rustbpe.Tokenizer()
    ours.train_from_files([tmp_path / "a.jsonl", str(tmp_path / "b.txt")], 3000, pattern=PATTERN)
    assert ours.get_mergeable_ranks() == wanted


# VmHWM is this process's own peak; getrusage's begins with that of the parent, which is larger
MEMORY_SCRIPT = r"""
import re, sys
import tok
learned = tok.train_tokenizer(tok.read_docs([sys.argv[1]]), 1000)
peak_kb = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]
print(learned.vocab, int(peak_kb) // 1024)
"""


@pytest.mark.parametrize("name", ["text.txt", "text.jsonl"])
def test_four_times_the_text_with_the_same_words_takes_no_more_memory(name, tmp_path):
    """Text is read as a stream, and only its different words are kept."""
    need_crate()
    if not Path("/proc/self/status").exists():
        pytest.skip("needs Linux's /proc")

    rng = random.Random(3)
    words = ["".join(rng.choices("abcdefgh", k=rng.randint(2, 9))) for _ in range(20_000)]
    lines = [" ".join(rng.choices(words, k=600)) for _ in range(300)]
    if name.endswith(".jsonl"):
        lines = [json.dumps(dict(text=line)) for line in lines]
    megabyte = "".join(f"{line}\n\n" for line in lines)

    peaks_mb = []
    for megabytes in (24, 96):
        with open(tmp_path / name, "w") as f:
            for _ in range(megabytes):
                f.write(megabyte)
        done = must(["python", "-c", MEMORY_SCRIPT, str(tmp_path / name)], tmp_path)
        vocab, peak_mb = map(int, done.stdout.split())
        assert vocab == 1000
        peaks_mb.append(peak_mb)
    print(peaks_mb)
    assert peaks_mb[1] < peaks_mb[0] + 24, peaks_mb


def test_rustbpe_joins_half_a_million_equal_pairs_and_unsplittable_words():
    """In words of a million letters, where walking the whole word for each merge takes for ever."""
    rng = random.Random(2)
    dna = "".join(rng.choices("ACGT", k=1_000_000))
    ranks = our_merges([dna], 1000, PATTERN)
    assert len(ranks) == 1000
    assert all(set(token) <= set(b"ACGT") for token, _ in ranks[256:])

    doubled = our_merges(["x" * (1 << 20)], 1 << 20, PATTERN)
    assert [len(token) for token, _ in doubled[256:]] == [1 << k for k in range(1, 21)]


def text_then_error():
    for _ in range(100_000):
        yield "ab"
    raise LookupError("stop here")


def text_then_ctrl_c():
    """Presses Ctrl-C early in a text that would go on for long."""
    for k in range(10_000_000):
        if k == 50_000:
            os.kill(os.getpid(), signal.SIGINT)
        yield "hello there"


def test_rustbpe_stops_when_asked_and_says_what_is_wrong(tmp_path):
    ours, seen = rustbpe.Tokenizer(), []

    def watch(*counts):
        seen.append(counts)

    def stop_at_once(*counts):
        raise LookupError("stop here")

    texts = real_texts(200_000)
    ours.train_from_iterator(texts, 2000, progress=watch)
    assert seen[-1] == (1744, 1744)  # 2000 tokens without the 256 bytes
    assert sorted(seen) == seen
    before = ours.get_mergeable_ranks()

    with pytest.raises(LookupError):
        ours.train_from_iterator(texts, 2000, progress=stop_at_once)
    with pytest.raises(LookupError):
        ours.train_from_iterator(text_then_error(), 300)
    with pytest.raises(KeyboardInterrupt):
        ours.train_from_iterator(text_then_ctrl_c(), 300)

    with pytest.raises(ValueError):
        ours.train_from_iterator(["a"], 255)
    with pytest.raises(ValueError):
        ours.train_from_iterator(["a"], 300, pattern="(")
    with pytest.raises(TypeError):
        ours.train_from_iterator([b"bytes"], 300)
    with pytest.raises(TypeError):
        ours.train_from_iterator(5, 300)

    (tmp_path / "bad.jsonl").write_bytes(b'{"text": "fine"}\n{"no": 1}\n')
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError):
        ours.train_from_files([tmp_path / "bad.jsonl"], 300)
    with pytest.raises(ValueError):
        ours.train_from_files([tmp_path / "bad.txt"], 300)
    with pytest.raises(FileNotFoundError):
        ours.train_from_files([tmp_path / "none.txt"], 300)

    # a failed training leaves the tokenizer as it was
    assert ours.get_mergeable_ranks() == before


# ---- rustbpe encodes and decodes: the ids of tiktoken, in every call, process and thread ---------
@pytest.fixture(scope="module")
def crate_trained():
    """name of a pattern -> (our tokenizer, tiktoken's Encoding), both with ranks learned here."""
    tiktoken, rng = need("tiktoken"), random.Random(1)
    texts = real_texts(600_000) + [crate_random_text(rng, 400) for _ in range(200)]
    both = {}
    for name, pattern in PATTERNS.items():
        ranks = dict(our_merges(texts, 6000, pattern))
        n = len(ranks)
        special = {"<|bos|>": n, "<|user|>": n + 1, "\n<|end|>": n + 7}  # with holes between
        parts = dict(pat_str=pattern, mergeable_ranks=ranks, special_tokens=special)
        both[name] = rustbpe.Tokenizer(name, **parts), tiktoken.Encoding(name, **parts)
    return both


def test_rustbpe_and_tiktoken_cut_a_last_blank_line_differently():
    """Why there are two kinds of scanner: the patterns differ in what white space at the end is."""
    texts = ["a\n\n  "] * 9
    learned = [bytes(token) for token, _ in our_merges(texts, 999, RUSTBPE)]
    assert learned[256:] == [b"\n\n", b"  "]
    learned = [bytes(token) for token, _ in our_merges(texts, 999, CL100K)]
    assert learned[256:] == [b"\n\n", b"  ", b"\n\n  "]


@pytest.mark.parametrize("name", PATTERNS)
def test_rustbpe_gives_tiktokens_ids(crate_trained, name):
    ours, theirs = crate_trained[name]
    rng = random.Random(soak_seed(3))
    texts = real_texts(1 << 40 if SOAK else 5_000_000)
    texts += [crate_random_text(rng) for _ in range(1_000_000 if SOAK else 20_000)]
    texts += ["".join(rng.choices("abc", k=rng.randrange(3000))) for _ in range(20)]
    for text, ids in zip(texts, ours.encode_ordinary_batch(texts), strict=True):
        assert ids == theirs.encode_ordinary(text), repr(text)
        assert ours.decode_bytes(ids) == text.encode()


def test_rustbpe_gives_tiktokens_ids_with_ranks_that_no_training_makes():
    """A token whose parts are no tokens, and numbers with holes: foreign vocabularies have such."""
    tiktoken, rng = need("tiktoken"), random.Random(4)
    for _ in range(1000 if SOAK else 60):
        longer = {
            bytes(rng.choices(b"abc ", k=rng.randrange(2, 7))) for _ in range(rng.randrange(60))
        }
        tokens = [bytes([b]) for b in range(256)] + sorted(longer)
        rng.shuffle(tokens)
        ranks = dict(zip(tokens, rng.sample(range(1000), len(tokens))))
        parts = dict(pat_str=CL100K, mergeable_ranks=ranks, special_tokens={})
        ours, theirs = rustbpe.Tokenizer("odd", **parts), tiktoken.Encoding("odd", **parts)
        for _ in range(40):
            text = "".join(rng.choices("abc ", k=rng.choice([5, 30, 300])))
            assert ours.encode_ordinary(text) == theirs.encode_ordinary(text), (ranks, text)


def outcome_of(error, function, *args, **options):
    """What a call returns, or the error's class where it raises that error."""
    try:
        return function(*args, **options)
    except error:
        return error


def special_choices():
    """Every way to say which special tokens a text may hold and which it must not."""
    allowed = [{}]
    for names in ("all", set(), {"<|bos|>"}, {"<|user|>", "unknown"}):
        allowed.append(dict(allowed_special=names))
    both = []
    for choice in allowed:
        for names in ((), "all", {"<|user|>"}, ["ab"]):
            both.append(dict(choice, disallowed_special=names))
    return allowed + both


def test_rustbpe_treats_special_tokens_as_tiktoken_does(crate_trained):
    ours, theirs = crate_trained["cl100k"]
    rng, names = random.Random(5), ["<|bos|>", "<|user|>", "\n<|end|>"]
    bits = [*names, *CRATE_TRAPS, "<|bo", "s|>", "<|", "  ", "ab"]

    def encode_in_batch(text, **choice):
        return ours.encode_batch([text], **choice)[0]

    def encode_to_list(text, **choice):
        return ours.encode_to_numpy(text, **choice).tolist()

    refused = set()
    for _ in range(400):
        text = "".join(rng.choices(bits, k=rng.randrange(9)))
        for choice in special_choices():
            wanted = outcome_of(ValueError, theirs.encode, text, **choice)
            for encode in (ours.encode, encode_in_batch, encode_to_list):
                got = outcome_of(ValueError, encode, text, **choice)
                assert got == wanted, (text, choice, got, wanted)
            refused.add(wanted is ValueError)
        assert max(ours.encode_ordinary(text), default=0) < ours.encode_single_token("<|bos|>")
    assert refused == {True, False}

    for token in (*names, "a", b"a", "中", "no such token", b"\xff\xff"):
        wanted = outcome_of(KeyError, theirs.encode_single_token, token)
        assert outcome_of(KeyError, ours.encode_single_token, token) == wanted, token

    # many special tokens, of which two may share an id
    many = {f"<|reserved_{k}|>": 6000 + k // 2 for k in range(1200)}
    ranks = dict(ours.get_mergeable_ranks())
    big = rustbpe.Tokenizer("big", pat_str=CL100K, mergeable_ranks=ranks, special_tokens=many)
    ids = big.encode("<|reserved_1199|><|reserved_1|>", allowed_special="all")
    assert ids == [6599, 6000]


def test_rustbpe_gives_the_same_ids_in_every_call(crate_trained, tmp_path):
    """One text at a time, in a batch, as numpy arrays, from a file, for any number of threads."""
    ours, _ = crate_trained["fivechat"]
    large = "\n".join(real_texts(3_000_000))
    texts = [*real_texts(300_000), "", "a\ud83d", "\udc00", large]
    wanted = [ours.encode_ordinary(text) for text in texts]
    assert [ours.count(text) for text in texts] == [len(ids) for ids in wanted]

    for num_threads in (None, 1, 2, 7):
        assert ours.encode_ordinary_batch(texts, num_threads=num_threads) == wanted
        flat, ends = ours.encode_batch_to_numpy(texts, num_threads=num_threads)
        assert flat.dtype == np.uint32 and len(ends) == len(texts) + 1
        assert [flat[i:j].tolist() for i, j in zip(ends, ends[1:])] == wanted
    assert ours.encode_batch(texts) == wanted
    assert ours.batch_encode(texts) == wanted

    assert ours.encode_batch_to_numpy([])[0].tolist() == []
    assert ours.encode_ordinary_batch([]) == []
    (tmp_path / "text").write_text(large, encoding="utf-8", newline="")
    assert ours.encode_file(tmp_path / "text").tolist() == wanted[-1]


def test_rustbpe_reads_lone_surrogates_as_tiktoken_does(crate_trained):
    texts = ["\ud83d", "a\ud83db", "\ud83d\ude00 \ude00", "x" * 5000 + "\udfff", "'\ud800s"]
    for ours, theirs in crate_trained.values():
        for text in texts:
            wanted = theirs.encode(text)
            assert ours.encode(text) == wanted
            assert ours.encode_batch([text])[0] == wanted
            assert ours.encode_to_numpy(text).tolist() == wanted  # theirs.encode_to_numpy raises


@pytest.mark.parametrize(
    "unit", ["a", " ", "\n", "^", "0", "中", "é", "ab", "😀", "'s", "  \n", "ACGT"]
)
def test_rustbpe_encodes_a_megabyte_of_anything(crate_trained, unit):
    """Without end of time or stack: a piece may be as long as the text."""
    text = unit * (1_000_000 // len(unit.encode()))
    for name in ("fivechat", "cl100k", "o200k", "gpt2"):
        ours, theirs = crate_trained[name]
        assert ours.decode(ours.encode_ordinary(text)) == text
        assert ours.encode_ordinary(text[:3000]) == theirs.encode_ordinary(text[:3000])


def test_rustbpe_decodes_as_tiktoken_does(crate_trained):
    ours, theirs = crate_trained["o200k"]
    rng = random.Random(6)
    for text in [crate_random_text(rng, 200) for _ in range(200)]:
        ids = ours.encode_ordinary(text)
        assert ours.decode(ids) == theirs.decode(ids) == text
        assert ours.decode_with_offsets(ids) == theirs.decode_with_offsets(ids)
        assert ours.decode_tokens_bytes(ids) == theirs.decode_tokens_bytes(ids)

        # ids that no text has: halves of characters stand side by side
        some = rng.choices(range(6000), k=20) + [ours.encode_single_token("<|bos|>")]
        for errors in ("replace", "ignore", "backslashreplace"):
            assert ours.decode(some, errors) == theirs.decode(some, errors)
        assert ours.decode_bytes(np.array(some, np.uint32)) == theirs.decode_bytes(some)
        assert ours.decode_bytes(tuple(some)) == theirs.decode_bytes(some)
        assert ours.decode_batch([ids, some]) == theirs.decode_batch([ids, some])
        assert ours.decode_bytes_batch([ids, some]) == theirs.decode_bytes_batch([ids, some])

    for encoding in (ours, theirs):
        with pytest.raises((KeyError, UnicodeDecodeError)):
            encoding.decode_bytes([6002])  # a hole between the special tokens
        with pytest.raises((KeyError, UnicodeDecodeError)):
            encoding.decode_single_token_bytes(1 << 30)
        with pytest.raises((KeyError, UnicodeDecodeError)):
            encoding.decode([0xFF], "strict")
        with pytest.raises((KeyError, UnicodeDecodeError)):
            encoding.decode_with_offsets([0x80])


def test_rustbpe_streams_no_half_character(crate_trained):
    ours, _ = crate_trained["fivechat"]
    rng = random.Random(7)
    for _ in range(300):
        # bytes one by one are the hardest cut; byte b has the id b
        text = crate_random_text(rng, 60)
        stream, shown = rustbpe.StreamDecoder(ours), ""
        for b in text.encode():
            shown += stream.push(b)
            assert text.startswith(shown)
        assert shown + stream.finish() == text

        # of any ids the whole is what decode gives
        ids = rng.choices(range(6000), k=30)
        stream = rustbpe.StreamDecoder(ours)
        assert "".join(map(stream.push, ids)) + stream.finish() == ours.decode(ids)


def test_rustbpe_has_the_names_of_both_anchors(crate_trained):
    """Who uses tiktoken or the other rustbpe changes the import and nothing else."""
    ours, theirs = crate_trained["gpt2"]
    left_out = {"encode_with_unstable"}  # completions of a cut token: no user here
    names = {name for name in dir(type(theirs)) if not name.startswith("_")} - left_out
    assert not names - set(dir(ours)), names - set(dir(ours))
    for name in ("name", "n_vocab", "max_token_value", "special_tokens_set"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.token_byte_values() == theirs.token_byte_values()
    for k in range(5990, 6010):
        assert ours.is_special_token(k) == theirs.is_special_token(k), k
    of_rustbpe = "train_from_iterator get_pattern vocab_size get_mergeable_ranks batch_encode"
    for name in of_rustbpe.split():
        assert hasattr(ours, name), name

    ranks = dict(ours.get_mergeable_ranks())
    parts = dict(pat_str=GPT2, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": 6000})
    assert rustbpe.Tokenizer("e", **parts, explicit_n_vocab=6001).eot_token == 6000
    for wrong in (dict(explicit_n_vocab=6002), dict(special_tokens={"x": 5}), dict(pat_str="(")):
        with pytest.raises((ValueError, AssertionError)):
            rustbpe.Tokenizer("e", **{**parts, **wrong})
    with pytest.raises(ValueError, match="single byte"):
        rustbpe.Tokenizer("e", pat_str=GPT2, mergeable_ranks={b"a": 0}, special_tokens={})


def test_rustbpe_survives_pickling_copying_and_saving(crate_trained, tmp_path):
    ours, _ = crate_trained["o200k"]
    ours.save(tmp_path / "tokenizer.json")
    loaded = rustbpe.Tokenizer.load(tmp_path / "tokenizer.json")
    text = "Hello <|bos|> 世界\n"
    for again in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours), loaded):
        assert again.name == ours.name and again.get_pattern() == O200K
        assert again.get_mergeable_ranks() == ours.get_mergeable_ranks()
        assert again.encode(text, allowed_special="all") == ours.encode(text, allowed_special="all")
    with pytest.raises(FileNotFoundError):
        rustbpe.Tokenizer.load(tmp_path / "none.json")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_rustbpe_works_in_a_forked_child_while_threads_are_busy(crate_trained):
    """A lock that another thread holds at the fork is never released in the child."""
    ours, _ = crate_trained["fivechat"]
    texts, stop = real_texts(500_000), threading.Event()
    wanted = ours.encode_ordinary_batch(texts)

    def keep_busy():
        while not stop.is_set():
            ours.encode_ordinary_batch(texts)

    thread = threading.Thread(target=keep_busy)
    thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                signal.alarm(60)  # a deadlock ends here, and the parent sees the signal
                right = ours.encode_ordinary_batch(texts, num_threads=2) == wanted
                os._exit(0 if right else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        thread.join()


def test_rustbpe_serves_sixteen_threads_at_once(crate_trained):
    ours, _ = crate_trained["cl100k"]
    texts = real_texts(200_000)
    wanted, wrong = ours.encode_ordinary_batch(texts), []

    def work(k):
        for i in range(k, len(texts), 3):
            if ours.encode_ordinary(texts[i]) != wanted[i] or ours.decode(wanted[i]) != texts[i]:
                wrong.append(i)
        if ours.encode_batch(texts, num_threads=2, disallowed_special=()) != wanted:
            wrong.append(k)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# ---- gpt.py: model, optimizer, generation, checkpoints, export -----------------------------------
def rms(x):
    return x / (x.square().mean(-1, keepdim=True) + 1e-6).sqrt()


def plain_rotation(x):
    """x (T,D) of one head: the pair (i, i + D/2) turned by position / 10000^(2i/D), normed."""
    T, D = x.shape
    out = x.clone()
    for t in range(T):
        for i in range(D // 2):
            angle = t / 10_000 ** (2 * i / D)
            a, b = x[t, i], x[t, i + D // 2]
            out[t, i] = a * math.cos(angle) + b * math.sin(angle)
            out[t, i + D // 2] = b * math.cos(angle) - a * math.sin(angle)
    return rms(out)


def plain_logits(model, ids):
    """The model from its weights in float64, position and head one by one where that is plainer."""
    w = {name: p.double() for name, p in model.state_dict().items()}
    cfg, T = model.cfg, len(ids)
    D = cfg.width // cfg.heads
    future = torch.ones(T, T).triu(1).bool()

    def of_head(weights, head):
        return weights[head * D : head * D + D].T  # (C,D)

    x = rms(w["embed.weight"][ids])  # (T,C)
    for n in range(cfg.depth):
        block, h, outputs = f"blocks.{n}.", rms(x), []
        for head in range(cfg.heads):
            shared = head // (cfg.heads // cfg.kv_heads)
            q = plain_rotation(h @ of_head(w[block + "attention.q.weight"], head))
            k = plain_rotation(h @ of_head(w[block + "attention.k.weight"], shared))
            v = h @ of_head(w[block + "attention.v.weight"], shared)
            scores = (q @ k.T / D**0.5).masked_fill(future, -math.inf)
            outputs.append(scores.softmax(-1) @ v)
        x = x + torch.cat(outputs, -1) @ w[block + "attention.out.weight"].T
        up = (rms(x) @ w[block + "up.weight"].T).clamp(min=0).square()
        x = x + up @ w[block + "down.weight"].T
    return 15 * torch.tanh(rms(x) @ w["head.weight"].T / 15)


@pytest.mark.parametrize("kv_heads", [2, 1])
def test_the_model_is_its_formulas(kv_heads):
    model = tiny_model(50, kv_heads)
    ids = torch.randint(50, (11,), generator=seeded(2))
    assert torch.allclose(model(ids[None])[0].double(), plain_logits(model, ids), atol=2e-4)


def test_loss_and_gradients_are_the_plain_ones():
    """The loss has a backward of its own; weights: none, one for each row, one for each token."""
    model, generator = tiny_model(50), seeded(3)
    params = list(model.parameters())
    x, y = (torch.randint(50, (3, 20), generator=generator) for _ in range(2))
    y[0, 4:] = -1  # not trained on

    def token_losses():
        logits = model(x).flatten(0, 1)
        return F.cross_entropy(logits, y.flatten(), ignore_index=-1, reduction="none").view(3, 20)

    row_weights = torch.tensor([1.0, -0.5, 2.0])
    token_weights = torch.rand(3, 20, generator=generator)
    for given, weights in (
        (None, torch.ones(3, 20)),
        (row_weights, row_weights[:, None].expand(3, 20)),
        (token_weights, token_weights),
    ):
        plain = (token_losses() * weights).sum()
        wanted = torch.autograd.grad(plain, params)
        loss = model.loss(x, y, given)
        got = torch.autograd.grad(loss, params)
        assert loss.item() == pytest.approx(plain.item(), rel=1e-5)
        for a, b in zip(got, wanted):
            assert torch.allclose(a, b, atol=1e-4 * b.abs().max().item() + 1e-7)

    total = -token_losses().sum().item()
    assert model.log_probs(x, y).sum().item() == pytest.approx(total, rel=1e-5)


@pytest.mark.parametrize("kv_heads", [2, 4])
def test_in_bf16_loss_and_gradients_are_near_those_of_fp32(kv_heads):
    """Rows short enough for attention that is written out, and too long for it."""
    generator = seeded(4)
    for seq_len in (64, gpt.SHORT + 8):
        cfg = gpt.GPTConfig(300, seq_len, depth=2, width=128, heads=4, kv_heads=kv_heads)
        model = gpt.GPT(cfg)
        for p in model.parameters():
            p.data.normal_(0, 0.1, generator=generator)
        x, y = (torch.randint(300, (2, seq_len), generator=generator) for _ in range(2))
        y[0, :9] = -1
        weights = torch.tensor([1.0, -0.5])
        wanted = model.loss(x, y, weights)
        got = gpt.training_loss(model, "bf16")(x, y, weights)
        assert got.item() == pytest.approx(wanted.item(), rel=2e-3) and got.item() != wanted.item()

        params = dict(model.named_parameters())
        of_bf16 = torch.autograd.grad(got, params.values())
        of_fp32 = torch.autograd.grad(wanted, params.values())
        for name, a, b in zip(params, of_bf16, of_fp32):
            assert a.dtype == torch.float32  # as the weights
            assert (a - b).norm() < 0.03 * b.norm(), name


def test_where_nothing_compiles_it_is_said_and_goes_on(monkeypatch, capsys):
    def broken(*_, **__):
        raise RuntimeError("no compiler")

    monkeypatch.setattr(torch, "compile", broken)
    model = tiny_model(50)
    ids = torch.randint(50, (3, 64), generator=seeded(5))
    loss = gpt.training_loss(model, "fp32", compiled_rows=3)
    assert "no compiler" in capsys.readouterr().err
    assert loss(ids, ids).item() == model.loss(ids, ids).item()
    assert all(p.grad is None for p in model.parameters())


@pytest.mark.parametrize(
    "bf16_s, had, wanted",
    [(0.4, "", "bf16"), (1.0, "", "fp32"), (0.4, "fp32", "fp32"), (99.0, "bf16", "fp32")],
)
def test_products_are_in_bf16_where_it_is_fast_and_a_run_keeps_its_own(
    bf16_s, had, wanted, monkeypatch, capsys
):
    monkeypatch.setattr(gpt, "bf16_is_fast", gpt.bf16_is_fast.__wrapped__)  # not as it is here
    timed = iter([[1.0], [bf16_s]])
    monkeypatch.setattr(gpt.timeit, "repeat", lambda *_, **__: next(timed))
    assert gpt.pick_dtype("auto", "cpu", had) == wanted
    assert ("goes on in fp32" in capsys.readouterr().err) == (had == "bf16")
    assert gpt.pick_dtype("bf16", "cpu", had) == "bf16"
    assert gpt.pick_dtype("auto", "mps") == "fp32"


def plain_muon_step(p, g, first, lr):
    """Muon's update of a matrix with momentum 0.95 -> (the matrix, its momentum)."""
    first = 0.95 * first + 0.05 * g
    x = 0.05 * g + 0.95 * first
    x = x / (x.norm() + 1e-7)

    # five steps towards the nearest orthogonal matrix, on the short side
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.T
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    if tall:
        x = x.T
    return p - lr * max(1, p.shape[0] / p.shape[1]) ** 0.5 * x, first


def plain_adam_step(p, g, first, second, lr, step):
    """Adam's update with betas 0.8 and 0.95 -> (the parameter, its two moments)."""
    first = 0.8 * first + 0.2 * g
    second = 0.95 * second + 0.05 * g * g
    mean = first / (1 - 0.8**step)
    size = (second / (1 - 0.95**step)).sqrt() + 1e-10
    return p - lr * mean / size, first, second


def test_the_optimizer_is_its_formulas_and_goes_on_exactly():
    model, generator = tiny_model(40), seeded(5)
    optimizer = gpt.MuonAdamW(model, 0.02, 0.1, 0.01)
    plain = {name: p.detach().clone() for name, p in model.named_parameters()}
    first, second = dict.fromkeys(plain, 0.0), dict.fromkeys(plain, 0.0)

    for step in range(1, 4):
        for p in model.parameters():
            p.grad = torch.randn(p.shape, generator=generator)
        for name, p in model.named_parameters():
            if name.startswith("blocks."):
                plain[name], first[name] = plain_muon_step(
                    plain[name], p.grad, first[name], lr=0.5 * 0.02
                )
            else:
                lr = 0.5 * (0.1 if name.startswith("embed") else 0.01)
                plain[name], first[name], second[name] = plain_adam_step(
                    plain[name], p.grad, first[name], second[name], lr, step
                )
        norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in model.parameters()))
        assert optimizer.step(0.5, 0.95) == pytest.approx(norm, rel=1e-5)
        for name, p in model.named_parameters():
            assert torch.allclose(p, plain[name], atol=2e-4), name

    # one that takes over weights and state makes the same next step, to the bit
    heir = tiny_model(40)
    heir.load_state_dict(model.state_dict())
    heir_optimizer = gpt.MuonAdamW(heir, 0.02, 0.1, 0.01)
    heir_optimizer.load_state(optimizer.state())
    for a, b in zip(model.parameters(), heir.parameters()):
        a.grad = torch.randn(a.shape, generator=generator)
        b.grad = a.grad.clone()
    optimizer.step(1.0)
    heir_optimizer.step(1.0)
    for a, b in zip(model.parameters(), heir.parameters()):
        assert torch.equal(a, b)


def test_orthogonalize_brings_singular_values_near_one():
    for shape in ((4, 24, 24), (2, 48, 12), (2, 12, 48)):
        noise = torch.randn(shape, generator=seeded(0))
        values = torch.linalg.svdvals(gpt.orthogonalize(noise, steps=8))
        assert values.min() > 0.4 and values.max() < 1.4


@pytest.mark.parametrize("kv_heads", [2, 1])
def test_generation_with_its_cache_is_generation_without(kv_heads):
    """Rows of different lengths share the cache; each must see itself and nothing else."""
    tok, rng = tiny_tokenizer(), random.Random(8)
    model = tiny_model(tok.vocab, kv_heads)
    prompts = []
    for n in (1, 7, 20, 3, 60):
        prompts.append([tok.bos, *(rng.randrange(tok.merges_end) for _ in range(n))])

    rows = [[] for _ in prompts]
    for row, token, sampled in gpt.generate(model, tok, prompts, 12, temperature=0.0):
        rows[row].append((token, sampled))

    for prompt, row in zip(prompts, rows):
        # read everything anew for every next token
        state, ids = gpt.Row(0), list(prompt)
        for token, sampled in row:
            drawn = model(torch.tensor([ids]))[0, -1].argmax().item()
            assert (token, sampled) == state.next_id(drawn, tok)
            ids.append(token)
        last, was_sampled = row[-1]
        ended = was_sampled and last in (tok.bos, tok.special["<|assistant_end|>"])
        assert ended or len(row) == 12 or len(ids) == model.cfg.seq_len

    def sampled_with(seed):
        return list(gpt.generate(model, tok, prompts, 12, temperature=1.0, top_k=20, seed=seed))

    assert sampled_with(4) == sampled_with(4) != sampled_with(5)


class Scripted(torch.nn.Module):
    """A model that wants to say one list of ids, whatever it reads."""

    def __init__(self, tok, script):
        super().__init__()
        self.cfg = gpt.GPTConfig(tok.vocab, seq_len=64, depth=1, width=8, heads=1, kv_heads=1)
        self.embed = torch.nn.Embedding(1, 1)  # tells generate the device
        self.script, self.at = script, 0

    def decoder(self):
        return None

    def hidden(self, ids, cache=None):
        return torch.zeros(*ids.shape, 1)

    def logits_of(self, h):
        wish = self.script[min(self.at, len(self.script) - 1)]
        self.at += 1
        return F.one_hot(torch.full(h.shape[:-1], wish), self.cfg.vocab).float()

    def forward(self, ids, cache=None):
        return self.logits_of(self.hidden(ids))


@pytest.mark.parametrize("expression, result", [("12 * 34", "408"), ("12 *", "error")])
def test_a_tool_call_is_answered_by_the_calculator(expression, result):
    """While the result is put in, what the model wants to say there is thrown away."""
    tok = tiny_tokenizer()
    s, e = special_ids(tok), tok.encode
    said = [s["python_start"], *e(expression), s["python_end"]]
    forced = [s["output_start"], *e(result), s["output_end"]]
    rest = [*e("ok"), s["assistant_end"]]

    script = said + [e("x")[0]] * len(forced) + rest
    model = Scripted(tok, script)
    got = list(gpt.generate(model, tok, [[tok.bos]], 60, temperature=0.0))
    assert [token for _, token, _ in got] == said + forced + rest
    flags = [True] * len(said) + [False] * len(forced) + [True] * len(rest)
    assert [sampled for _, _, sampled in got] == flags


def test_no_answer_is_empty():
    """Whatever a model finds likeliest, an answer does not begin with its end."""
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)
    end = tok.special["<|assistant_end|>"]
    with torch.no_grad():
        model.head.weight[end] = 100 * model.hidden(torch.tensor([[tok.bos, 65]]))[0, -1]
    assert model(torch.tensor([[tok.bos, 65]]))[0, -1].argmax() == end
    first, *rest = gpt.generate(model, tok, [[tok.bos, 65]], max_new_tokens=8, temperature=0.0)
    assert first[1] not in (end, tok.bos)


def test_sampling_keeps_to_its_limits_and_shares():
    logits, generator = torch.tensor([[2.0, 1.0, 0.5, 0.0, -1.0, -3.0]]), seeded(6)
    p = logits[0].softmax(-1)

    def shares(**how):
        chances = torch.rand(20_000, generator=generator)
        drawn = gpt.sample(logits.expand(20_000, 6), chances, gpt.Sampling(**how))
        return torch.bincount(drawn, minlength=6) / 20_000

    assert (shares() - p).abs().max() < 0.015
    assert (shares(temperature=0.5) - (logits[0] / 0.5).softmax(-1)).abs().max() < 0.015
    for how, kept in (
        (dict(top_k=2), 2),
        (dict(top_p=0.7), 2),
        (dict(top_p=0.5), 1),
        (dict(min_p=0.2), 3),
    ):
        wanted = torch.where(torch.arange(6) < kept, p, 0.0) / p[:kept].sum()
        assert (shares(**how) - wanted).abs().max() < 0.015, how
    assert gpt.sample(logits, torch.zeros(1), gpt.Sampling(0.0)).item() == 0
    for chance in (0.0, 1 - 1e-7, 1.0):
        assert gpt.sample(logits, torch.tensor([chance]), gpt.Sampling(top_k=2)).item() in (0, 1)


@pytest.mark.parametrize(
    "heads, kv_heads, depth, rows", [(2, 2, 1, 1), (4, 2, 3, 9), (6, 1, 2, 40)]
)
def test_the_decoder_computes_what_the_model_does(heads, kv_heads, depth, rows, monkeypatch):
    """Row by row against the model that reads everything anew; many rows go by torch's products."""
    seed = soak_seed(7)
    print("seed", seed)
    rng = random.Random(seed)
    model = gpt.GPT(gpt.GPTConfig(300, 128, depth, 16 * heads, heads, kv_heads))
    for p in model.parameters():
        torch.nn.init.normal_(p, std=0.3, generator=seeded(seed))
    prompts = [[rng.randrange(300) for _ in range(rng.randint(1, 90))] for _ in range(rows)]
    for big in (0, gpt.BIG):
        monkeypatch.setattr(gpt, "BIG", big)
        with torch.inference_mode():
            decoder = model.decoder()
            cache, _ = gpt.prefill(model, prompts, 128, pad=0)
            read = [list(prompt) for prompt in prompts]
            for _ in range(6):
                ids = [rng.randrange(300) for _ in range(rows)]
                logits = torch.from_numpy(decoder(ids, cache))
                for row, (token, got) in enumerate(zip(ids, logits)):
                    read[row].append(token)
                    wanted = model(torch.tensor([read[row]]))[0, -1]
                    assert torch.allclose(got, wanted, atol=1e-4), (big, row)


def test_a_changed_model_goes_without_the_decoder(capsys):
    """Who changes GPT alone gets the answers of GPT."""

    class Louder(gpt.GPT):
        def logits_of(self, h):
            return 2 * super().logits_of(h)

    tok = tiny_tokenizer()
    model = Louder(tiny_model(tok.vocab).cfg)
    model.load_state_dict(tiny_model(tok.vocab).state_dict())
    assert gpt.Engine(model, tok).decoder is None
    assert "Decoder" in capsys.readouterr().err
    assert gpt.Engine(tiny_model(tok.vocab), tok).decoder is not None


def test_fresh_weights_do_not_hide_that_a_model_was_changed():
    """At first every block adds nothing, whatever it computes: training shows it."""

    class Gelu(gpt.GPT):
        def hidden(self, ids, cache=None):
            def block_fn(block, x, cos, sin, extend):
                x = x + block.attention(gpt.norm(x), cos, sin, extend)
                return x + block.down(F.gelu(block.up(gpt.norm(x))))

            return super().hidden(ids, cache, block_fn)

    tok = tiny_tokenizer()
    model = Gelu(tiny_model(tok.vocab).cfg)
    model.init_weights(1)
    assert model.decoder() is not None
    model.load_state_dict(tiny_model(tok.vocab).state_dict())
    assert model.decoder() is None


def test_new_weights_are_used_at_once():
    """Between two steps of rl the weights change; no answer may be of those before."""
    tok = tiny_tokenizer()
    model, prompt = tiny_model(tok.vocab), [tok.bos, 66, 67]
    optimizer = gpt.MuonAdamW(model, 0.1, 0.5, 0.1)
    first = {name: p.clone() for name, p in model.state_dict().items()}

    def step_of_training():
        ids = torch.randint(tok.merges_end, (2, 20), generator=seeded(9))
        model.loss(ids[:, :-1], ids[:, 1:]).backward()
        optimizer.step(1.0)

    def write_as_another_rank():
        for p in model.parameters():
            p.data.mul_(-1.5)

    def answer():
        return [i for _, i, _ in gpt.generate(model, tok, [prompt], 20, temperature=0.0)]

    answers = [answer()]
    for change in (
        step_of_training,
        step_of_training,
        write_as_another_rank,
        lambda: model.load_state_dict(first),
    ):
        change()
        answers.append(answer())
        fresh = gpt.GPT(model.cfg)
        fresh.load_state_dict(model.state_dict())
        said = [i for _, i, _ in gpt.generate(fresh, tok, [prompt], 20, temperature=0.0)]
        assert answers[-1] == said
    assert answers[-1] == answers[0] and len({tuple(ids) for ids in answers[:-1]}) == 4


def test_penalties_and_biases_change_the_logits_as_their_formulas_say():
    logits = torch.tensor([2.0, -1.0, 0.5, 3.0])
    prompt, answer = [0, 1], [1, 3, 1]

    def changed(**how):
        after = logits.clone()
        sampling = gpt.Sampling(**how)
        assert sampling.changes_logits == bool(how)
        sampling.change(after, prompt, answer)
        return [round(x, 4) for x in after.tolist()]

    assert changed() == logits.tolist()
    assert changed(repetition_penalty=2.0) == [1.0, -2.0, 0.5, 1.5]
    assert changed(presence_penalty=0.5) == [2.0, -1.5, 0.5, 2.5]
    assert changed(frequency_penalty=0.5) == [2.0, -2.0, 0.5, 2.5]
    assert changed(frequency_penalty=-0.5, presence_penalty=1) == [2.0, -1.0, 0.5, 2.5]
    assert changed(logit_bias=((2, 100), (0, -1.5))) == [0.5, -1.0, 100.5, 3.0]

    # of all ids only the one that is wanted is said, and one that is banned never
    tok = tiny_tokenizer()
    model, prompt = tiny_model(tok.vocab), [tok.bos, 66]
    how = dict(max_new_tokens=20, temperature=1.0)
    said = [i for _, i, _ in gpt.generate(model, tok, [prompt], logit_bias=((70, 100),), **how)]
    assert said == [70] * 20
    for seed in range(5):
        freely = [i for _, i, _ in gpt.generate(model, tok, [prompt], seed=seed, **how)]
        banned = tuple((i, -100) for i in freely)
        again = [i for _, i, _ in gpt.generate(model, tok, [prompt], logit_bias=banned, **how)]
        assert not set(again) & set(freely)


def test_a_prompt_that_is_asked_several_times_is_read_once_and_answered_apart():
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)
    prompts = [[tok.bos, *tok.encode("the cat")]] * 5 + [[tok.bos, 70]] + [[tok.bos, 71, 72]] * 2
    said = collections.defaultdict(list)
    for row, token, _ in gpt.generate(model, tok, prompts, 25, seed=3):
        said[row].append(token)
    for i, prompt in enumerate(prompts):
        engine = gpt.Engine(model, tok)
        engine.add(gpt.Row(i, prompt, 25, f"3 {i}"))
        alone = []
        while told := engine.step():
            alone += [token for _, token, _ in told]
        assert alone == said[i]
    assert len({tuple(said[i]) for i in range(5)}) == 5
    assert len({len(said[i]) for i in range(8)}) > 1  # they have ended at different steps


def test_answers_come_and_go_without_disturbing_one_another():
    """Rows with prompts, seeds and sampling of their own enter at any step, and say what each says
    alone."""
    seed = soak_seed(3)
    print("seed", seed)
    tok, rng = tiny_tokenizer(), random.Random(seed)
    model = tiny_model(tok.vocab)

    def new_row(index):
        rng = random.Random(f"{seed} {index}")
        prompt = [tok.bos, *(rng.randrange(tok.merges_end) for _ in range(rng.randrange(40)))]
        how = dict(temperature=rng.choice([0.0, 0.7, 1.5]), top_k=rng.choice([0, 5]))
        how |= dict(top_p=rng.choice([1.0, 0.8]), min_p=rng.choice([0.0, 0.1]))
        how |= dict(repetition_penalty=rng.choice([1.0, 1.3]))
        how |= dict(frequency_penalty=rng.choice([0.0, 0.5]))
        return gpt.Row(index, prompt, rng.randint(1, 30), seed=index, **how)

    def said_by(engine, rows_at):
        said, n_steps = collections.defaultdict(list), 0
        while True:
            for row in rows_at.pop(n_steps, ()):
                engine.add(row)
            told = engine.step()
            if not told and not rows_at:
                return said
            for row, token, sampled in told:
                said[row.index].append((token, sampled))
            n_steps += 1

    alone = {}
    for index in range(40):
        alone |= said_by(gpt.Engine(model, tok), {0: [new_row(index)]})
    rows_at = collections.defaultdict(list)
    for index in range(40):
        rows_at[rng.randrange(50)].append(new_row(index))
    assert said_by(gpt.Engine(model, tok), rows_at) == alone

    # one that is dropped takes nothing along
    engine = gpt.Engine(model, tok)
    rows = [new_row(index) for index in range(3)]
    for row in rows:
        engine.add(row)
    first = engine.step()
    engine.drop([rows[1]])
    assert rows[0] in engine.rows and rows[1] not in engine.rows
    said = {row.index: [(token, sampled)] for row, token, sampled in first}
    while told := engine.step():
        for row, token, sampled in told:
            said[row.index].append((token, sampled))
    assert len(said[1]) == 1 and all(said[i] == alone[i] for i in (0, 2))


def test_a_prompt_that_goes_on_from_an_answer_is_read_from_there_on(monkeypatch):
    """Turn after turn, beside other rows, each says what it says where all is read anew."""
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)
    read, hidden = [], model.hidden

    def count(ids, *rest):
        read.append(ids.size(1))
        return hidden(ids, *rest)

    monkeypatch.setattr(gpt, "WORTH_RECALLING", 5 * model.cfg.matmul_params())
    engine = gpt.Engine(model, tok, remembers=True)
    monkeypatch.setattr(model, "hidden", count)
    monkeypatch.setattr(model, "decoder", lambda: None)
    chats = [[tok.bos, 66, 67, 68, 69, 70], [tok.bos, 80, 81]]
    for turn in range(4):
        for i, ids in enumerate(chats):
            engine.add(gpt.Row(i, ids, 6, temperature=0.0))
        read.clear()
        said = collections.defaultdict(list)
        while told := engine.step():
            for row, token, _ in told:
                said[row.index].append(token)
        longest_read = max(read)

        for i, ids in enumerate(chats):
            anew = list(gpt.generate(model, tok, [ids], 6, temperature=0.0))
            assert said[i] == [token for _, token, _ in anew]
            chats[i] = [*ids, *said[i], 71 + turn]
        # an answer's last id was never read, then come the one that we put in and perhaps a pad
        assert longest_read <= (6 if turn == 0 else 3 if turn > 1 else 9), (turn, read)
    assert 0 < len(engine.remembered) <= engine.remembered.maxlen


def test_a_long_prompt_is_read_in_pieces_while_others_are_answered(monkeypatch):
    """No step reads more than a piece of it, the others get an id at each; all say what they say
    alone, whoever comes, goes or gives up in between."""
    tok, rng = tiny_tokenizer(), random.Random(4)
    model = tiny_model(tok.vocab)
    prompts = [[rng.randrange(tok.merges_end) for _ in range(n)] for n in (5, 50, 40, 3, 45, 4)]
    alone = []
    for i, prompt in enumerate(prompts):
        ids = gpt.generate(model, tok, [prompt], 14, temperature=1.0, seed=f"{i} of")
        alone.append([token for _, token, _ in ids])

    read, hidden = [], model.hidden

    def count(ids, *rest):
        read.append(ids.numel())
        return hidden(ids, *rest)

    for remembers in (False, True):
        monkeypatch.setattr(gpt, "PIECE", 7 * model.cfg.matmul_params())
        monkeypatch.setattr(gpt, "WORTH_RECALLING", 2 * model.cfg.matmul_params())
        engine = gpt.Engine(model, tok, remembers=remembers)
        rows = [gpt.Row(i, prompt, 14, f"{i} of 0") for i, prompt in enumerate(prompts)]
        said = collections.defaultdict(list)
        comes_at = {0: [0], 2: [1, 2, 3], 11: [4], 13: [5]}
        for n_steps in itertools.count():
            for i in comes_at.pop(n_steps, ()):
                engine.add(rows[i])
            if n_steps == 8:
                engine.drop([rows[2]])  # some of its prompt is read
            n_answered = len(engine.rows)
            with monkeypatch.context() as patch:
                patch.setattr(model, "hidden", count)
                patch.setattr(engine, "decoder", None)
                read.clear()
                told = engine.step()
            if not told and not comes_at:
                break
            assert n_answered == 0 or sum(read) <= n_answered + 8
            assert len(told) >= n_answered
            for row, token, _ in told:
                said[row.index].append(token)
        assert said.pop(2, []) == []
        assert dict(said) == {i: alone[i] for i in (0, 1, 3, 4, 5)}
        assert all(row.begun is None for row in rows if row is not rows[2])


def test_an_exported_model_gives_the_same_logits_in_transformers(prepared, tmp_path, monkeypatch):
    transformers = need("transformers")
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    tok = tokenizer.load_tokenizer(prepared / "tokenizer" / "tokenizer.json")
    model = tiny_model(tok.vocab, kv_heads=1)
    gpt.save_checkpoint("sft", 1, model, {}, tok, {})
    must(["python", "gpt.py", "export", "--stage", "sft", "--out", str(tmp_path / "hf")], tmp_path)

    theirs = transformers.AutoModelForCausalLM.from_pretrained(str(tmp_path / "hf"))
    bare = transformers.AutoModel.from_pretrained(str(tmp_path / "hf"))
    ids = torch.randint(tok.vocab, (2, 30), generator=seeded(1))
    with torch.no_grad():
        assert torch.allclose(model(ids), theirs(ids).logits, atol=1e-4)
        assert torch.allclose(model.hidden(ids), bare(ids).last_hidden_state, atol=1e-4)

    # and the same greedy answer to a chat
    chat_of = [dict(role="user", content="What is the capital of France?")]
    answer = transformers.pipeline("text-generation", model=str(tmp_path / "hf"))
    how = dict(max_new_tokens=12, max_length=None, do_sample=False, return_full_text=False)
    [said] = answer(chat_of, **how)
    prompt = tokenizer.render_prompt(tok, chat_of)
    ours = [token for _, token, _ in gpt.generate(model, tok, [prompt], 12, temperature=0)]
    assert said["generated_text"] == tok.decode(ours)


def import_of(base, stage, out, into):
    """Export a stage of a base folder to out, and import it into another one."""
    must(["python", "gpt.py", "export", "--stage", stage, "--out", str(out)], base)
    return must(["python", "gpt.py", "import", str(out), "--stage", stage], into).stdout


def test_base_goes_on_from_what_was_imported(trained, copy_of, tmp_path):
    """It begins with the imported weights, which are kept; another shape has to be asked for."""
    base = copy_of(trained)
    before = weights_of(base, "base")
    import_of(trained, "base", tmp_path / "out", base)
    assert weights_of(base, "base") == weights_of(base, "base.old") == before

    words = train_command("base", "--steps 2")
    other_shape = [*words, "--depth", "3"]
    assert "--depth 2 --aspect 32 --seq_len 128" in refusal_of(other_shape, base)
    must("python tok.py train --vocab_size 600", base)
    assert "another tokenizer" in refusal_of(words, base)
    shutil.copytree(trained / "tokenizer", base / "tokenizer", dirs_exist_ok=True)

    must(words, base)
    assert weights_of(base, "base.old") == before
    state, had = (gpt.state_of(newest_folder(folder, "base")) for folder in (base, trained))
    assert state["step"] == 2 and math.isclose(state["val_before"], had["val_after"], abs_tol=1e-4)
    assert "is finished (2 steps)" in must(words, base).stdout
    assert "steps 2 to 3" in must(train_command("base", "--steps 3"), base).stdout
    must([*other_shape, "--resume", "none"], base)  # fresh weights
    assert gpt.state_of(newest_folder(base, "base"))["parent"] == ""


def test_a_later_stage_begins_anew_where_it_was_imported(trained, copy_of, tmp_path):
    """It goes on from the stage before, which is said, and what was imported is kept."""
    base = copy_of(trained)
    import_of(trained, "sft", tmp_path / "out", base)
    before = weights_of(base, "sft")
    assert "import it as mid" in must(train_command("sft", "--steps 2"), base).stderr
    assert weights_of(base, "sft.old") == before


def test_an_imported_model_is_judged_by_its_own_answers(trained, benchmarks, tmp_path, monkeypatch):
    """With no stage before it, and not by what the log has of a model that it replaced."""
    base = tmp_path / "base"
    shutil.copytree(trained / "data", base / "data")
    import_of(trained, "sft", tmp_path / "out", base)
    words = "--eval_only 1 --tasks GSM8K --eval_items 2 --eval_dir".split()
    must([*train_command("sft"), *words, str(benchmarks)], base)
    section = (base / "report" / "chat-evaluation-sft.md").read_text()
    assert "what the imported model had read before is unknown" in section

    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(base))
    assert "GSM8K" in train.right_answers("sft")
    gpt.import_model(tmp_path / "out", "sft")
    assert train.right_answers("sft") == {}
    train.logger("sft", 0)("task", task="x", right=[1])
    assert train.right_answers("sft") == {"x": [1]}


def test_an_import_ends_a_move_that_was_killed(trained, copy_of, tmp_path):
    """A run that lies under STAGE.new alone is a run, and is kept as others are."""
    base = copy_of(trained)
    before = weights_of(base, "sft")
    stages = base / "checkpoints"
    (stages / "sft").rename(stages / "sft.new")
    assert "kept" in import_of(trained, "sft", tmp_path / "out", base)
    assert weights_of(base, "sft.old") == before


@pytest.mark.parametrize("depth, heads, kv_heads", [(1, 1, 1), (3, 4, 2), (2, 6, 1)])
def test_what_transformers_has_made_is_imported(
    prepared, tmp_path, monkeypatch, depth, heads, kv_heads
):
    """Any size, in parts or in 16 bits: the logits are theirs."""
    transformers = need("transformers")
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    tok = tokenizer.load_tokenizer(prepared / "tokenizer" / "tokenizer.json")
    cfg = gpt.GPTConfig(tok.vocab, 64, depth, 32 * heads, heads, kv_heads)
    torch.manual_seed(depth)
    config = transformers.NanoChatConfig(**gpt.hf_config(cfg))
    theirs = transformers.NanoChatForCausalLM(config)
    if heads == 4:
        theirs = theirs.bfloat16()
    size = "50KB" if heads == 6 else "1GB"
    theirs.save_pretrained(tmp_path / "hf", max_shard_size=size)
    assert len(list((tmp_path / "hf").glob("*.safetensors"))) > (heads == 6)
    (tmp_path / "hf" / "tokenizer.json").write_text(json.dumps(gpt.hf_tokenizer(tok)))
    if heads == 1:  # left by a model in parts that was here before
        old = dict(weight_map={"lm_head.weight": "model-00001-of-00002.safetensors"})
        (tmp_path / "hf" / "model.safetensors.index.json").write_text(json.dumps(old))

    gpt.import_model(tmp_path / "hf", "base")
    model, same, _ = gpt.load_model("base")
    assert same.hash == tok.hash
    ids = torch.randint(tok.vocab, (2, 30), generator=seeded(1))
    with torch.no_grad():
        assert torch.allclose(model(ids), theirs.float()(ids).logits, atol=1e-4)


def test_an_exported_model_comes_back_whole(trained, copy_of, tmp_path):
    """The same weights, ids and answers; what stood there is kept; training goes on from it."""
    out, new = tmp_path / "out", tmp_path / "new"
    must(["python", "gpt.py", "export", "--stage", "sft", "--out", str(out)], trained)
    must(["python", "gpt.py", "import", str(out)], new)
    must(["python", "gpt.py", "export", "--stage", "sft", "--out", str(tmp_path / "again")], new)
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    question = "python chat.py --stage sft --max_new_tokens 20 -p Hello"
    assert must(question, new).stdout == must(question, trained).stdout
    (saved,) = (new / "checkpoints" / "sft").glob("step_*/state.json")
    assert json.loads(saved.read_text())["section"][1]["imported_from"] == str(out)

    # as another stage of the run that it came from, from which the next one goes on
    base = copy_of(trained)
    before = weights_of(base, "mid")
    assert "kept" in must(["python", "gpt.py", "import", str(out), "--stage", "mid"], base).stdout
    assert weights_of(base, "mid.old") == before
    must(train_command("sft", "--steps 2 --resume none"), base)
    must(train_command("sft", "--eval_only 1 --eval_items 2"), base)


def test_what_is_not_ours_is_not_imported(trained, prepared, tmp_path, monkeypatch, capsys):
    """By one line, and nothing is written."""
    out, new = tmp_path / "out", tmp_path / "new"
    must(["python", "gpt.py", "export", "--stage", "base", "--out", str(out)], trained)
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(new))

    def said_of(folder):
        """Why a folder is refused."""
        with pytest.raises(SystemExit) as ended:
            gpt.import_model(folder, "sft")
        (line,) = capsys.readouterr().err.splitlines()
        assert ended.value.code == 2 and line.startswith("error: ") and not new.exists()
        return line

    def refusal(name, change):
        """What is said of the folder with one of its files changed."""
        shutil.rmtree(tmp_path / "broken", ignore_errors=True)
        shutil.copytree(out, tmp_path / "broken")
        change(tmp_path / "broken" / name)
        said = said_of(tmp_path / "broken")
        assert name in said, said
        return said

    def with_fields(*path, **fields):
        def change(file):
            content = json.loads(file.read_text())
            part = content
            for key in path:
                part = part[key]
            part |= fields
            file.write_text(json.dumps(content))

        return change

    def with_weights(change):
        def changed(file):
            from safetensors.torch import load_file, save_file

            save_file(change(load_file(file)), file)

        return changed

    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        for change in (Path.unlink, lambda file: file.write_bytes(b"\x7f[")):
            refusal(name, change)
        refusal(name, lambda file: file.write_text("[]"))
    for name, value in (
        ("model_type", "llama"),
        ("hidden_act", "silu"),
        ("tie_word_embeddings", True),
        ("final_logit_softcapping", 30.0),
        ("attention_bias", True),
        ("rope_theta", 1e6),
        ("rms_norm_eps", 1e-5),
        ("intermediate_size", 100),
        ("vocab_size", 99),
        ("num_attention_heads", 0),
        ("hidden_size", "big"),
    ):
        refusal("config.json", with_fields(**{name: value}))
    yarn = dict(rope_parameters=dict(rope_type="yarn", rope_theta=10_000.0))
    assert "rope_parameters" in refusal("config.json", with_fields(**yarn))

    refusal("tokenizer.json", with_fields("model", merges=[]))
    refusal("tokenizer.json", with_fields("model", vocab={"a": 0, "\u4e00": 1}))
    refusal("tokenizer.json", with_fields(normalizer=dict(type="NFC")))
    refusal("tokenizer.json", with_fields(pre_tokenizer=None))
    refusal("tokenizer.json", with_fields(added_tokens=[]))

    head = "lm_head.weight"
    for change in (
        lambda tensors: {name: t for name, t in tensors.items() if name != head},
        lambda tensors: tensors | {"lm_head.bias": tensors[head][:, 0].clone()},
        lambda tensors: tensors | {head: tensors[head].T.contiguous()},
    ):
        assert "lm_head" in refusal("model.safetensors", with_weights(change))

    # no numbers; and another tokenizer than the run's
    shutil.copytree(out, tmp_path / "broken", dirs_exist_ok=True)
    with_weights(lambda tensors: tensors | {head: tensors[head] * math.inf})(
        tmp_path / "broken" / "model.safetensors"
    )
    assert "not a number" in said_of(tmp_path / "broken")
    other = shutil.copytree(prepared, tmp_path / "other")
    must("python tok.py train --vocab_size 600", other)
    before = sorted(other.rglob("*"))
    assert "NANOCHAT_BASE_DIR" in refusal_of(["python", "gpt.py", "import", str(out)], other)
    assert sorted(other.rglob("*")) == before


# saves one checkpoint after another and prints each step when its checkpoint stands
SAVER_SCRIPT = """
import torch
import gpt, tok
model = gpt.GPT(gpt.GPTConfig(300, 32, 2, 64, 2, 2))
model.init_weights(1)
tiny = tok.train_tokenizer(["the cat sat on the mat and ran " * 30], 265 + 8)
for step in range(1, 10**6):
    gpt.save_checkpoint("base", step, model, dict(x=torch.zeros(50_000)), tiny, {})
    print(step, flush=True)
"""


@pytest.mark.parametrize("seed", range(20 if SOAK else 3))
def test_a_checkpoint_is_whole_or_absent_when_killed_at_any_moment(seed, tmp_path, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    process = start(["python", "-c", SAVER_SCRIPT], tmp_path)
    for _ in range(2 + seed):
        process.stdout.readline()
    time.sleep(random.Random(seed).random() * 0.05)  # the moment of the kill is random on purpose
    kill_all(process)

    folders = sorted((tmp_path / "checkpoints" / "base").glob("step_*"))
    assert folders
    assert [gpt.damage_of(folder) for folder in folders] == [""] * len(folders)


def test_each_damaged_file_is_named_and_the_one_before_is_used(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    tok, model = tiny_tokenizer(), tiny_model(300)
    for name in ("weights.pt", "optimizer.pt", "tokenizer.json", "state.json", "MANIFEST.json"):
        shutil.rmtree(tmp_path / "checkpoints", ignore_errors=True)
        for step in (1, 2):
            last = gpt.save_checkpoint("base", step, model, dict(x=torch.ones(3)), tok, {})
        damage(last / name)
        assert gpt.newest_checkpoint("base").name == "step_000001"
        said = capsys.readouterr().err
        assert "step_000002" in said
        assert name in said or name == "MANIFEST.json"  # who cannot be read names no file


# ---- train.py in parts: packing, schedules, scores, answers, rewards, rl losses ------------------
# In packed rows an id i that is not trained on stands as ~i, that is -1 - i.
def random_items(rng, tok, n):
    for _ in range(n):
        size = rng.choice([1, 5, 20, 60, 200])
        ids = [tok.bos, *(rng.randrange(tok.merges_end) for _ in range(size))]
        yield "text", ids, [0, *(rng.randint(0, 1) for _ in range(size))]


def split_at_bos(row, bos):
    parts = [[]]
    for i in row:
        if i == bos:
            parts.append([])
        else:
            parts[-1].append(i)
    return parts


@pytest.mark.parametrize("seed", range(4))
def test_packing_loses_nothing_and_adds_only_padding(seed):
    tok, rng = tiny_tokenizer(), random.Random(seed)
    items, row_len = list(random_items(rng, tok, 150)), 33
    rows = train.pack(items, row_len, tok.bos)
    assert rows.shape[1] == row_len
    assert (rows[:, 0] == ~tok.bos).all()

    # what is trained on: all of it, and nothing else
    wanted = []
    for _, ids, trained in items:
        wanted += [i for i, flag in zip(ids, trained) if flag]
    assert sorted(i for i in rows.flatten().tolist() if i >= 0) == sorted(wanted)

    # what fits in a row stands in one row, whole
    found = {tuple(part) for row in rows.tolist() for part in split_at_bos(row, ~tok.bos)}
    for _, ids, trained in items:
        signed = [i if flag else ~i for i, flag in zip(ids, trained)]
        if len(ids) <= row_len:
            assert tuple(signed[1:]) in found

    assert rows.size <= 1.35 * sum(len(ids) for _, ids, _ in items)


def test_every_epoch_reads_every_row_once_whatever_the_number_of_ranks():
    # 37 steps of 8 rows are 8 epochs of 37 rows
    order = []
    for step in range(37):
        order += train.rows_of_step(37, 8, 1337, step).tolist()
    for epoch in range(8):
        assert sorted(order[37 * epoch : 37 * epoch + 37]) == list(range(37))
    assert order[:37] != order[37:74]

    rows = np.random.default_rng(0).integers(0, 99, (37, 17)).astype(np.int32)
    cfg = train.parse_flags("--seq_len 16 --batch_tokens 128 --device_rows 3".split())

    def rows_read(world):
        """The rows of step 5 that all ranks together read."""
        read = []
        for rank in range(world):
            place = train.Place("cpu", rank, world)
            micro_batches, _ = train.row_batches(rows, cfg, 5, place)
            for x, _ in micro_batches:
                read += x.tolist()
        return sorted(read)

    assert rows_read(1) == rows_read(2) == rows_read(4)

    x, y = train.inputs_and_targets(np.array([[~3, 4, ~5, 6]], dtype=np.int32), "cpu")
    assert x.tolist() == [[3, 4, 5]]
    assert y.tolist() == [[4, -1, 6]]


def test_schedules_are_the_trapezoid():
    scale = [train.lr_scale(step, 100, 0.1, 0.5) for step in range(100)]
    assert scale[0] == pytest.approx(0.1)
    assert scale[9:51] == [1.0] * 42
    assert scale[75] == pytest.approx(0.5)
    assert scale[99] == pytest.approx(0.02)


def test_intervals_and_centered_scores():
    # Wilson's bounds b of the share s solve (s - b)^2 = z^2 b (1 - b) / n
    for right, n in ((0, 10), (7, 10), (250, 400), (400, 400)):
        for bound in train.wilson(right, n):
            distance = 1.96**2 * bound * (1 - bound) / n
            assert (right / n - bound) ** 2 == pytest.approx(distance, abs=1e-9)

    # and hold the truth as often as they say
    rng, inside = np.random.default_rng(4), 0
    for _ in range(400):
        lo, hi = train.wilson(int(rng.binomial(60, 0.3)), 60)
        inside += lo <= 0.3 <= hi
    assert 0.92 < inside / 400 < 0.98

    # all right counts 1, right as often as by chance counts 0
    all_right, by_chance = train.share([1, 1, 1, 1], 0.25), train.share([0, 1, 0, 0], 0.25)
    mean = train.centered_mean([all_right, by_chance])
    assert mean.acc == pytest.approx(0.5)
    assert mean.lo < 0.5 < mean.hi


def wanted_answer(tok, messages):
    """The answer that an example wants, as if the model had said it."""
    ids, trained = tokenizer.render_chat(tok, messages)
    start_at = len(tokenizer.render_prompt(tok, messages[:-1]))
    said = [flag == 1 for flag in trained]  # all but what the tool says
    return train.read_answer(tok, ids[start_at:], said[start_at:])


@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_right_answers_pass_and_wrong_ones_do_not(lang, curriculum):
    tok, by_task = tiny_tokenizer(), {}
    for row in tokenizer.read_jsonl(curriculum(lang) / "eval.jsonl"):
        answer = wanted_answer(tok, row["messages"])
        assert answer.ended and answer.well_formed and train.passes(row, answer), row
        by_task.setdefault(row["task"], []).append((row, answer))

    for task, pairs in by_task.items():
        # the answer to the question seven before is mostly wrong here
        crossed = [
            train.passes(row, pairs[(i - 7) % len(pairs)][1])
            for i, (row, _) in enumerate(pairs)
            if row["check"] != "no_tool"
        ]
        assert np.mean(crossed) < 0.5, task
        empty = train.read_answer(tok, [], [])
        assert not any(train.passes(row, empty) for row, _ in pairs)


def test_an_answer_is_read_with_its_tool_calls_and_its_flaws():
    tok = tiny_tokenizer()
    s, e = special_ids(tok), tok.encode
    call = [s["python_start"], *e("1+2"), s["python_end"]]
    result = [s["output_start"], *e("3"), s["output_end"]]
    good = [*call, *result, *e("It is 3."), s["assistant_end"]]

    own = [True] * len(call) + [False] * len(result) + [True] * (len(good) - len(call + result))
    answer = train.read_answer(tok, good, own)
    assert answer.text == "It is 3."
    assert answer.calls == [("1+2", "3")]
    assert answer.ended and answer.well_formed

    for cut in (good[:-1], good[:3]):
        assert not train.read_answer(tok, cut, own).ended
    for bad in ([s["python_end"], *good], [s["user_start"], *good], good[:2]):
        assert not train.read_answer(tok, bad, [True] * len(bad)).well_formed


@pytest.mark.parametrize(
    "text, right",
    [
        ("def f(a):\n    return a + 3", True),
        ("def f(a):\n    return 3 + a", True),
        ("def f(a):\n    return a - -3", True),
        ("def f(a):\n    return a + 4", False),
        ("def g(a):\n    return a + 3", False),
        ("def f(b):\n    return b + 3", False),
        ("def f(a):\n    import os\n    return a + 3", False),
        ("def f(a):\n    return __import__('os')", False),
        ("a + 3", False),
        ("", False),
    ],
)
def test_code_is_judged_by_its_values_without_running_it(text, right):
    assert train.code_is_right(text, "f", "a", "a + 3") == right


def test_held_out_loss_is_the_plain_sum(prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model = tiny_model(tok.vocab)
    docs = ["The cat sat.", "What is 12 + 30? 42.", "Ünïcödé 日本"]
    rows = train.pack(list(train.text_items(tok, docs)), 65, tok.bos)
    nats, bpb, count, _ = train.val_loss(model, tok, rows)

    total, n_tokens, n_bytes = 0.0, 0, 0
    for row in rows.tolist():
        ids = [i if i >= 0 else ~i for i in row]
        logits = model(torch.tensor([ids[:-1]]))[0].double()
        for t, target in enumerate(row[1:]):
            if target >= 0:
                total -= torch.log_softmax(logits[t], -1)[target].item()
                n_tokens += 1
                n_bytes += len(tok.token_bytes[target])
    assert count == n_tokens
    assert nats == pytest.approx(total / n_tokens, rel=1e-5)
    assert bpb == pytest.approx(total / math.log(2) / n_bytes, rel=1e-5)


@pytest.mark.parametrize(
    "text, number",
    [
        ("The answer is 1,234.", 1234),
        ("It is 12,34 or 5", 5),
        ("10-3", 3),
        ("5 - -3", -3),
        ("The answer is -3.", -3),
        ("(-7)", -7),
        ("3.50 dollars", 3.5),
        ("答案是58个。", 58),
        ("1,234,567.25", 1234567.25),
        ("v1.2 has 3 parts", 3),
        ("none", None),
    ],
)
def test_the_last_number_of_a_text(text, number):
    assert train.last_number(text) == number


@pytest.mark.parametrize(
    "text, letter",
    [
        ("Paris=A", "A"),
        ("B", "B"),
        ("The answer is B. A good choice.", "B"),
        ("Answer: C", "C"),
        ("选B", "B"),
        ("答案是D。", "D"),
        ("A cat is here", None),
        ("I think (C) is right", "C"),
        ("Berlin", None),
    ],
)
def test_the_letter_that_a_text_chooses(text, letter):
    assert train.chosen_letter(text) == letter


def test_code_that_is_right_only_where_its_arguments_are_tied_does_not_pass():
    for wrong, body in (
        ("2 * b - 2", "a + b + 3"),
        ("2 * a + 5", "a + b"),
        ("a + a + 8", "a + b + 3"),
    ):
        text = f"def f(a, b):\n    return {wrong}"
        assert not train.code_is_right(text, "f", "a, b", body)


def test_who_names_every_city_does_not_know_one():
    example = dict(check="contains", answer="Paris", others=["Rome", "Berlin"])
    tok = tiny_tokenizer()

    def passes(text):
        ids = tok.encode(text)
        return train.passes(example, train.read_answer(tok, ids, [True] * len(ids)))

    assert passes("It is Paris.")
    assert not passes("It is Paris or Rome or Berlin.")


def test_a_result_that_the_model_wrote_itself_does_not_count():
    tok = tiny_tokenizer()
    s, e = special_ids(tok), tok.encode
    call = [s["python_start"], *e("1+2"), s["python_end"]]
    result = [s["output_start"], *e("3"), s["output_end"]]
    ids = [*call, *result, *e("It is 3."), s["assistant_end"]]
    example = dict(check="tool", answer=3)
    for own in (False, True):
        sampled = (
            [True] * len(call) + [own] * len(result) + [True] * (len(ids) - len(call + result))
        )
        answer = train.read_answer(tok, ids, sampled)
        assert train.passes(example, answer) == answer.well_formed == (not own)


def test_choices_are_encoded_together_with_their_context():
    """A token may reach over the end of the context; what all choices share is not scored."""
    tok, rng = tiny_tokenizer(), random.Random(3)
    for _ in range(500):
        context = "".join(rng.choice("the cat sat 1+2 ") for _ in range(rng.randrange(12)))
        choices = [
            "".join(rng.choice("the cat ") for _ in range(rng.randint(1, 6))) for _ in "abcd"
        ]
        options = train.options_of(tok, context, choices)
        for choice, (before, after) in zip(choices, options):
            assert before + after == [tok.bos, *tok.encode(context + choice)]
            assert after and before == options[0][0]


def test_a_context_that_is_too_long_is_read_from_its_end():
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)  # sees 64 tokens
    long = [tok.bos, *range(60, 200)]
    more = [70, 71, 72]
    [a], [b] = train.likelihoods(model, tok, [[(long, more)], [(long[-62:], more)]])
    assert a.nats == pytest.approx(b.nats, abs=1e-4)

    # of a continuation that is too long by itself, the beginning
    [a], [b] = train.likelihoods(model, tok, [[(more, long)], [(more[-1:], long[:64])]])
    assert a.nats == pytest.approx(b.nats, abs=1e-4) and a.tokens == b.tokens == 64


def log_probs_alone(model, context, choice):
    """log p of each token of a choice, and which would have been likeliest: one plain pass."""
    logits = model(torch.tensor([(context + choice)[:-1]]))[0].double()
    log_p = torch.log_softmax(logits, -1)[len(context) - 1 :]
    return [log_p[i, token].item() for i, token in enumerate(choice)], log_p.argmax(-1).tolist()


def test_choices_are_scored_as_one_by_one():
    """Read in one batch, behind a context that is read once, a choice is as likely as alone."""
    seed = soak_seed(9)
    print("seed", seed)
    tok, rng = tiny_tokenizer(), random.Random(seed)
    model = tiny_model(tok.vocab)
    questions = []
    for _ in range(90):
        context = [tok.bos, *(rng.randrange(250) for _ in range(rng.randrange(59)))]
        lengths = [rng.randint(1, 5) for _ in range(rng.randint(1, 5))]
        endings = [[rng.randrange(250) for _ in range(n)] for n in lengths]
        questions.append([(context, ending) for ending in endings])
    # what the model finds likeliest itself, which random ids never are
    best = log_probs_alone(model, [tok.bos, 5], [0])[1]
    questions.append([([tok.bos, 5], best), ([tok.bos, 8], [best[0], 7])])

    found = train.likelihoods(model, tok, questions)
    for options, scores in zip(questions, found):
        for (context, choice), score in zip(options, scores):
            log_p, likeliest = log_probs_alone(model, context, choice)
            assert score.nats == pytest.approx(sum(log_p), abs=1e-3)
            assert score.tokens == len(choice)
            assert score.greedy == (likeliest == choice)
    assert found[-1][0].greedy


def test_advantages_and_ppo_are_their_closed_forms():
    advantages = train.group_advantages([[1, 0, 0, 1], [1, 1, 1, 1]])
    assert advantages.tolist() == [[0.5, -0.5, -0.5, 0.5], [0, 0, 0, 0]]

    # GAE: a sum of the later deltas, each 0.9 times as heavy as the one before
    rng = seeded(3)
    rewards, values = torch.randn(7, generator=rng), torch.randn(7, generator=rng)
    deltas = rewards + torch.cat((values[1:], torch.zeros(1))) - values
    advantages, returns = train.gae(rewards, values, lam=0.9)
    for t in range(7):
        plain = sum(0.9 ** (k - t) * deltas[k].item() for k in range(t, 7))
        assert advantages[t].item() == pytest.approx(plain, abs=1e-5)
    assert torch.allclose(returns, advantages + values)
    _, returns = train.gae(rewards, values, lam=1.0)
    assert returns[2].item() == pytest.approx(rewards[2:].sum().item(), abs=1e-5)

    # ratios 1, e^.5, e^.5, e^-.5: the second and the fourth are clipped where that is the worse
    policy, value, clipped = train.ppo_losses(
        torch.tensor([0.0, 0.5, 0.5, -0.5]),  # log-probabilities now
        torch.zeros(4),  # and before
        torch.tensor([2.0, 1.0, -1.0, -1.0]),  # advantages
        torch.tensor([1.0, 2.0, 1.1, 0.0]),  # values now
        torch.ones(4),  # and before
        torch.tensor([1.0, 3.0, 2.0, 2.0]),  # returns
        0.2,
    )
    assert torch.allclose(policy, torch.tensor([-2.0, -1.2, math.exp(0.5), 0.8]))
    assert torch.allclose(value, 0.5 * torch.tensor([0.0, 1.8**2, 0.9**2, 4.0]))
    assert clipped == 0.75


def test_an_update_makes_the_rewarded_answer_likelier(prepared, monkeypatch):
    """A sign that is wrong anywhere between reward and gradient would make it less likely."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model, end = tiny_model(tok.vocab), tok.special["<|assistant_end|>"]
    a, b = tok.encode("a")[0], tok.encode("b")[0]
    messages = [dict(role="user", content="Say a."), dict(role="assistant", content="a")]
    example = dict(messages=messages, check="exact", answer="a", task="x")
    prompt = tokenizer.render_prompt(tok, messages[:-1])
    answers = [train.read_answer(tok, [token, end], [True, True]) for token in (a, b, a, b)]
    rewards = [[float(train.passes(example, answer)) for answer in answers]]

    def fixed_rollouts(*_):
        return [example], [prompt] * 4, answers, rewards

    def chances():
        p = model(torch.tensor([prompt]))[0, -1].softmax(-1)
        return p[a].item(), p[b].item()

    monkeypatch.setattr(train, "rollouts", fixed_rollouts)
    cfg = train.parse_flags("--stage rl --device_rows 4 --sft_rows 0".split())
    optimizer = gpt.MuonAdamW(model, 1e-3, 1e-3, 1e-3)
    a_before, b_before = chances()
    rows = np.zeros((0, cfg.seq_len + 1), np.int32)
    parts = dict(examples=[example], rows=rows, loss=model.loss)
    run = train.Run(cfg, train.Place("cpu", 0, 1), model, tok, optimizer, **parts)
    stats = train.grpo_step(run, 0, 1.0)
    a_after, b_after = chances()
    assert a_after > a_before and b_after < b_before
    assert stats["reward"] == 0.5


def test_what_no_sample_solved_is_taught_by_its_known_answer(prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model, end = tiny_model(tok.vocab), tok.special["<|assistant_end|>"]
    a, b = tok.encode("a")[0], tok.encode("b")[0]
    example = dict(messages=turns("Say a.", "a"), check="exact", answer="a", task="x")
    prompt = tokenizer.render_prompt(tok, example["messages"][:-1])
    wrong = train.read_answer(tok, [b, end], [True, True])
    rolled = [example], [prompt] * 2, [wrong] * 2, [[0.0, 0.0]]
    monkeypatch.setattr(train, "rollouts", lambda *_: rolled)

    def chance():
        return model(torch.tensor([prompt]))[0, -1].softmax(-1)[a].item()

    cfg = train.parse_flags("--stage rl --device_rows 4 --sft_rows 0 --seq_len 64".split())
    optimizer = gpt.MuonAdamW(model, 1e-3, 1e-3, 1e-3)
    rows = np.zeros((0, cfg.seq_len + 1), np.int32)
    parts = dict(examples=[example], rows=rows, loss=model.loss)
    run = train.Run(cfg, train.Place("cpu", 0, 1), model, tok, optimizer, **parts)
    before = chance()
    assert train.grpo_step(run, 0, 1.0)["dropped_groups_pct"] == 100
    assert chance() > before


def turns(question, answer):
    return [dict(role="user", content=question), dict(role="assistant", content=answer)]


def test_own_chats_win_over_built_in_ones_in_every_wording(prepared, monkeypatch, tmp_path):
    """Twenty chats that say who the model is: nothing that sft reads says otherwise."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok, sources = tokenizer.load_tokenizer(), tokenizer.load_sources()
    own = [dict(messages=turns("who are you", f"I am Robin, helper {i}.")) for i in range(20)]
    write_jsonl(tmp_path / "own.jsonl", own)
    words = ["--stage", "sft", "--chats", str(tmp_path / "own.jsonl"), "--seq_len", "256"]

    for share in (0.5, 0.25):
        cfg = train.parse_flags([*words, "--curriculum", str(share)])
        items = train.sft_items(tok, sources, cfg, 0, collections.Counter())
        of_own = [item for item in items if item[0] == "own chats"]
        ratio = train.count_ids(of_own) / train.count_ids(items)
        assert ratio == pytest.approx(1 - share, abs=0.01)

    texts = [tok.decode(ids) for _, ids, _ in items]
    assert not [text for text in texts if "I am fivechat" in text]
    # in every wording, and as people type it
    asked = {tokenizer.plain(text.split("I am Robin")[0]) for text in texts if "I am Robin" in text}
    assert len(asked) > 15 and "whoareyou" in asked


def test_of_a_few_long_documents_a_short_run_reads_some(tmp_path):
    """An even sample is of their parts: about as much as was asked for, of most documents."""
    rng = random.Random(soak_seed(9))
    for n_docs in (1, 4, 30):
        docs = ["".join(rng.choices("abcdefgh ", k=6_000_000 // n_docs)) for _ in range(n_docs)]
        write_jsonl(tmp_path / "own.jsonl", [dict(text=doc) for doc in docs])
        sources = dict(
            files=[str(tmp_path / "own.jsonl")], val_files=[], text_key="text", val_hash=[20, 21]
        )
        sample = list(train.thinned(sources, 10_000))
        read = sum(any(part in doc for part in sample) for doc in docs)
        assert read > 0.8 * n_docs
        assert 500_000 < sum(map(len, sample)) < 1_500_000


def test_own_text_is_at_least_half_of_what_base_reads(prepared, copy_of, monkeypatch, tmp_path):
    base = copy_of(prepared)
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(base))
    (tmp_path / "own.txt").write_text("A poem about a quiet pond and its frogs.\n\n" * 200)
    sources = tokenizer.prepare_data(str(tmp_path / "own.txt"))
    tok, cfg = tokenizer.load_tokenizer(), train.parse_flags(["--stage", "base"])
    count = collections.Counter()
    for kind, ids, _ in train.base_items(tok, sources, cfg, 200_000, None):
        count[kind] += len(ids)
    assert count["own text"] >= 100_000 and count["text"] >= 90_000


# ---- train.py as processes: kill and resume, two ranks, own data, error lines, the lock ----------
@pytest.mark.parametrize("stage", train.STAGES)
def test_a_killed_stage_goes_on_to_the_same_weights(stage, trained, copy_of):
    """kill -9 between two checkpoints, the same command again: every bit as if nothing had been.

    In the soak run twenty kills, at any moment: while it loads, in a step, while it saves."""
    base = copy_of(trained)
    n_steps = 60 if SOAK else 12
    words, kill_at = train_command(stage, f"--steps {n_steps} --save_every 4"), 7
    if stage == "rl":
        words, kill_at = train_command(stage, f"--steps {n_steps // 2} --save_every 2"), 3
    if stage == "rl" or SOAK:
        must([*words, "--resume", "none"], base)
    undisturbed = weights_of(base, stage)
    shutil.rmtree(base / "checkpoints" / stage)
    (base / "log.jsonl").unlink()

    rng = random.Random(soak_seed(5))
    for _ in range(20 if SOAK else 1):
        process = start(words, base)
        if SOAK:
            time.sleep(rng.uniform(0, 9))  # a moment by chance, and not for luck
        else:
            wait_for_step(base, stage, kill_at, process)
        kill_all(process)
    assert list((base / "checkpoints" / stage).glob("step_*"))
    must(words, base)

    assert weights_of(base, stage) == undisturbed
    steps = steps_of(base, stage)
    assert len(set(steps)) == len(steps)  # no step is told twice


def test_bf16_goes_on_exactly_and_no_compiler_is_no_end(prepared, copy_of, tmp_path):
    base = copy_of(prepared)
    words = train_command("base", "--steps 4 --save_every 2 --dtype bf16 --compile 1")
    broken = dict(CXX="false", TORCHINDUCTOR_CACHE_DIR=str(tmp_path / "compiled"))
    done = must(words, base, **broken)
    assert "goes on without" in done.stderr and "Traceback" not in done.stderr
    undisturbed, folder = weights_of(base, "base"), newest_folder(base, "base")
    assert json.loads((folder / "state.json").read_text())["dtype"] == "bf16"

    shutil.rmtree(folder)  # as if it had been killed after the checkpoint before
    must(words + ["--compile", "0"], base)
    assert weights_of(base, "base") == undisturbed


def test_ctrl_c_saves_and_the_same_command_goes_on(trained, copy_of):
    base = copy_of(trained)
    words = train_command("sft", "--steps 12 --save_every 4")
    undisturbed = weights_of(base, "sft")
    shutil.rmtree(base / "checkpoints" / "sft")
    (base / "log.jsonl").unlink()

    process = start(words, base)
    wait_for_step(base, "sft", 2, process)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "go on with the same command" in out

    must(words, base)
    assert weights_of(base, "sft") == undisturbed


def test_two_processes_train_what_one_does(trained, copy_of):
    base = copy_of(trained)
    torchrun = "python -m torch.distributed.run --standalone --nproc_per_node 2".split()
    # in fp32: in bf16 a gradient near 0 may come out on its other side, and Adam's step with it
    words = train_command("base", "--steps 12 --save_every 4 --resume none --dtype fp32")
    must(words, base)
    one = newest_weights(base, "base")
    must(torchrun + words[1:], base)
    two = newest_weights(base, "base")
    # as good as equal: the sums of the ranks add up in another order
    for name in one:
        assert (one[name] - two[name]).abs().max() < 2e-3 * one[name].abs().max(), name
    must(train_command("rl", "--steps 2 --resume none"), base)


def test_ppo_runs_and_tells_its_numbers(trained, copy_of):
    base = copy_of(trained)
    must(train_command("rl", "--algo ppo --steps 3"), base)
    section = (base / "report" / "chat-rl.md").read_text()
    assert "rl_algorithm: ppo" in section
    for key in ("kl_penalty", "clip_fraction", "value_loss", "entropy", "pass@8 after"):
        assert key in section


def test_a_stage_starts_anew_from_other_weights_of_the_stage_before(trained, copy_of):
    """A finished mid is left alone, until there is another base for it to start from."""
    base = copy_of(trained)
    words = train_command("mid", "--steps 12 --save_every 4")
    before = weights_of(base, "mid")
    assert "finished" in must(words, base).stdout
    assert weights_of(base, "mid") == before

    must(train_command("base", "--steps 12 --save_every 4 --seed 7 --resume none"), base)
    assert "starting anew" in must(words, base).stderr
    assert weights_of(base, "mid") != before
    assert (base / "checkpoints" / "mid.old").is_dir()


def test_own_text_and_chats_are_trained_on_and_held_out(prepared, copy_of, tmp_path):
    base = copy_of(prepared)
    text = [f"The zebrafish number {i} swims in the aquarium of Ulm. " * 12 for i in range(120)]
    (tmp_path / "own.txt").write_text("\n\n".join(text))
    must(["python", "tok.py", "data", "--data", str(tmp_path / "own.txt")], base)
    must("python tok.py train --vocab_size 512", base)
    must(train_command("base", "--steps 4"), base)
    must("python train.py --stage base --eval_only 1 --eval_items 4", base)
    assert "bits_per_byte" in (base / "report" / "base-model-loss.md").read_text()

    chats = []
    for i in range(60):
        question = dict(role="user", content=f"Ping {i}?")
        answer = dict(role="assistant", content=f"Pong {i}.")
        chats.append(dict(messages=[question, answer]))
    write_jsonl(tmp_path / "own.jsonl", chats)
    must([*train_command("mid", "--steps 4"), "--chats", str(tmp_path / "own.jsonl")], base)

    # most of the chats are in mid's rows, and some are kept out of them
    tok = tokenizer.load_tokenizer(base / "tokenizer" / "tokenizer.json")
    signed = np.fromfile(base / "data" / "packed" / "mid.bin", dtype=np.int32)
    ids = np.where(signed < 0, ~signed, signed).tolist()
    packed = tok.decode([i for i in ids if i < tok.merges_end])
    n_packed = sum(f"Pong {i}." in packed for i in range(60))
    assert 45 < n_packed < 60


# not the model that stands in the folder
OTHER_MODEL = "--depth 3 --aspect 32 --seq_len 128 --batch_tokens 1024"

# what is typed -> a word that the one line must hold; {t} is a folder with bad files
ERRORS = {
    "python tok.py data --data {t}/missing.txt": "no such file",
    "python tok.py data --data {t}/empty.txt": "no text",
    "python tok.py data --data {t}/binary.txt": "binary",
    "python tok.py data --data {t}/latin.txt": "UTF-8",
    "python tok.py data --data {t}/bad.jsonl": "line 2",
    "python tok.py train --vocab_size 100": "at least 265",
    "python tok.py train --vocab_size 9999999": "tokens to give",
    "python tok.py train --vocab_sise 300": "--vocab_size",
    "python tok.py data --data {t}/folder": "no text",
    "python train.py --stage mid --chats {t}/noanswer.jsonl": "assistant turn",
    f"python train.py --stage base {OTHER_MODEL}": "--resume none",
    "python train.py --stage rl --dept 3": "--depth",
    "python train.py --stage rl --minutes 5": "--steps",
    "python train.py --stage base --epochs 2": "--steps",
    "python train.py --stage base --depth 0": "--depth",
    "python train.py --stage base --batch_tokens 1000": "--batch_tokens 1024",
    "python train.py --stage base --device cuda": "cuda",
    "python train.py --stage base --device tpu": "cpu",
    "python train.py --stage base --depth 2000 --resume none": "memory",
    "python train.py --stage base --lr 1e30 --steps 9 --depth 2 --resume none": "lower --lr",
    "python chat.py --stage rl -p x": "no checkpoint",
    "python chat.py --serve --host 0.0.0.0": "--api_key",
    "python chat.py --temperature -1": "--temperature",
    "python gpt.py export --stage rl --out {t}/x": "no checkpoint",
    "bash run.sh tets": "wanted setup",
}
BAD_FILES = {
    "empty.txt": b"",
    "binary.txt": b"\x7fELF\0\0\1" * 99,
    "latin.txt": "Stra\xdfe ".encode("latin-1") * 99,
    "bad.jsonl": b'{"text": "a"}\n{"text": \n{"text": "b"}\nx\n',
    "noanswer.jsonl": b'{"messages": [{"role": "user", "content": "x"}]}\n',
}


def saved_files(base):
    """The tensors on disk as (stage, step folder, file); STAGE.old counts as its stage."""
    files = set()
    for path in (base / "checkpoints").rglob("*.pt"):
        stage, step, name = path.relative_to(base / "checkpoints").parts
        files.add((stage.removesuffix(".old"), step, name))
    return files


ODD_VALUES = [
    "",
    " ",
    "-1",
    "0",
    "nan",
    "inf",
    "1e999",
    "9" * 30,
    "x",
    "é",
    "/dev/null",
    "--",
    "0x1",
]


def test_no_flag_is_a_traceback(small_base, capsys):
    """Odd values of any flags end in one line and exit code 2, or are taken."""
    rng = random.Random(soak_seed(11))
    flags = [f"--{field.name}" for field in dataclasses.fields(train.Config)]
    chat_flags = (
        "--prompt --stage --temperature --top_k --top_p --min_p --seed --host --port".split()
    )
    for _ in range(20_000 if SOAK else 400):
        wanted = rng.choice(("train", "chat"))
        words = []
        for name in rng.sample(flags if wanted == "train" else chat_flags, rng.randint(1, 3)):
            words += [name, rng.choice(ODD_VALUES)]
        try:
            if wanted == "train":
                train.check_flags(train.parse_flags(words), 1)
            else:
                chat.parse_flags(words)
        except SystemExit as end:
            said = capsys.readouterr().err.strip()
            assert end.code == 2 and said.startswith("error: ") and "\n" not in said, words
        except Exception as error:
            raise AssertionError(words) from error


@pytest.mark.parametrize("typed", ERRORS)
def test_an_error_is_one_line_that_says_what_to_do(typed, trained, tmp_path_factory):
    """And it leaves nothing half-written, and loses nothing that was there."""
    if "cuda" in typed and torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    t = tmp_path_factory.mktemp("bad")
    for name, content in BAD_FILES.items():
        (t / name).write_bytes(content)
    (t / "folder").mkdir()
    base = Path(shutil.copytree(trained, t / "base"))
    if "--chats" in typed:
        shutil.rmtree(base / "checkpoints" / "mid")  # it would be refused for its other chats first
    before = saved_files(base)

    line = refusal_of(typed.format(t=t), base)
    assert ERRORS[typed].lower() in line.lower()
    assert before <= saved_files(base)
    assert not list(base.rglob("*.part"))
    assert not [path for path in base.rglob(".*") if path.is_file()]


def test_what_is_missing_or_damaged_is_said(trained, tmp_path, copy_of):
    assert "tok.py train" in refusal_of("python train.py --stage base", tmp_path / "fresh")

    base = copy_of(trained)
    shutil.rmtree(base / "checkpoints")
    assert "train.py --stage mid" in refusal_of("python train.py --stage sft", base)
    shutil.rmtree(base)

    base = copy_of(trained)
    must("python tok.py train --vocab_size 400", base)
    words = train_command("base", "--steps 12 --save_every 4")
    assert "tokenizer" in refusal_of(words, base)

    # of a damaged checkpoint the file is named, and the one before is used
    damage(newest_folder(base, "base") / "weights.pt")
    done = must("python chat.py --stage base -p The", base)
    assert "damaged" in done.stderr and "weights.pt" in done.stderr


def test_who_goes_on_from_an_unfinished_stage_is_told(trained, monkeypatch, capsys):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(trained))
    tok = tokenizer.load_tokenizer(trained / "tokenizer" / "tokenizer.json")
    whole = gpt.state_of(gpt.newest_checkpoint("base"))
    tokenizer.note.cache_clear()
    train.checkpoint_before("mid", tok)
    assert capsys.readouterr().err == ""
    cut_off = whole | dict(section=None, num_steps=2 * whole["step"])
    monkeypatch.setattr(gpt, "state_of", lambda folder: cut_off)
    train.checkpoint_before("mid", tok)
    said = capsys.readouterr().err
    assert f"base is not finished ({whole['step']} of {2 * whole['step']} steps)" in said


def test_only_one_run_holds_a_folder(trained, copy_of):
    """Two would overwrite each other's checkpoints; the second one says who holds the folder."""
    base = copy_of(trained)
    process = start(train_command("rl", "--steps 500"), base)
    try:
        wait_for_step(base, "rl", 1, process)
        line = refusal_of("python train.py --stage sft --steps 2 --resume none", base)
    finally:
        kill_all(process)
    assert "another run" in line and str(process.pid) in line


def tree_of(folder):
    """Every file below a folder with its bytes: what a refused command must leave as it was."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    "typed",
    [
        "--stage sft --batch_tokens 1000 --resume none",
        "--stage sft --depth 500 --resume none",
        "--stage sft --chats nope.jsonl --resume none",
        "--stage base --data {t}/other.txt --steps 12 --save_every 4 --depth 2 --aspect 32 "
        "--batch_tokens 1024 --device_rows 4 --seq_len 128",
        "--stage base --depth 3 --aspect 32 --steps 12",
    ],
)
def test_a_refused_command_leaves_no_trace(typed, trained, copy_of, tmp_path):
    base = copy_of(trained)
    (tmp_path / "other.txt").write_text("Another text, of other words.\n\n" * 99)
    before = tree_of(base)
    refusal_of(["python", "train.py", *typed.format(t=tmp_path).split()], base)
    assert tree_of(base) == before


def test_a_finished_run_is_never_given_up_for_an_unfinished_one(trained, copy_of):
    """--resume none keeps the run before as STAGE.old; killed and typed again, it goes on."""
    base = copy_of(trained)
    finished = weights_of(base, "base")
    words = train_command("base", "--steps 12 --save_every 4 --seed 5 --resume none")
    must(words, base)
    undisturbed = weights_of(base, "base")
    assert undisturbed != finished
    assert weights_of(base, "base.old") == finished

    shutil.rmtree(base)
    shutil.copytree(trained, base)
    for seed in (6, 5):  # the unfinished 6 makes place for 5, and not the finished one in base.old
        seeded_words = [word if word != "5" else str(seed) for word in words]
        process = start(seeded_words, base)
        while not (base / "checkpoints" / "base.old").exists() or steps_of(base, "base")[-1:] < [6]:
            assert process.poll() is None or seed == 5, process.communicate()
            time.sleep(0.02)
            if process.poll() is not None:
                break
        kill_all(process)
        assert weights_of(base, "base.old") == finished
    must(words, base)
    assert weights_of(base, "base") == undisturbed
    assert weights_of(base, "base.old") == finished


def test_a_new_run_replaces_nothing_before_it_has_a_checkpoint(trained, copy_of):
    base = copy_of(trained)
    before = weights_of(base, "base")
    words = train_command("base", "--steps 5000 --save_every 4000 --seed 5 --resume none")
    process = start(words, base)
    wait_for_step(base, "base", 3, process)
    kill_all(process)
    assert weights_of(base, "base") == before
    assert not (base / "checkpoints" / "base.old").exists()


def test_a_kill_between_the_two_renames_is_made_up_for(trained, copy_of):
    base = copy_of(trained)
    before = weights_of(base, "base")
    (base / "checkpoints" / "base").rename(base / "checkpoints" / "base.new")
    words = train_command("base", "--steps 12 --save_every 4")
    assert "finished" in must(words, base).stdout
    assert weights_of(base, "base") == before


def test_folders_that_are_no_checkpoints_cost_none(trained, copy_of):
    """Names that are no steps, and steps from elsewhere, must not push out the run's own."""
    base = copy_of(trained)
    stage = base / "checkpoints" / "sft"
    for name in ("step_junk", "step_000099", "step_1000000"):
        (stage / name).mkdir()
    words = train_command("sft", "--steps 14 --save_every 2 --resume none")
    must(words, base)
    made = {path.name for path in stage.glob("step_*") if (path / "weights.pt").exists()}
    assert made == {"step_000012", "step_000014"}
    assert [path.name for path in gpt.step_folders(stage)] == sorted(made)

    for step in (999_900, 1_000_000):  # as text the larger one comes first
        (stage / f"step_{step}").mkdir()
    assert [int(path.name[5:]) for path in gpt.step_folders(stage)][-2:] == [999_900, 1_000_000]


def test_a_run_is_known_by_its_contents_wherever_it_lies(trained, tmp_path):
    """The base folder may be moved: what the run reads is the same."""
    here, there = tmp_path / "here", tmp_path / "on" / "another" / "disk"
    shutil.copytree(trained, here)
    shutil.rmtree(newest_folder(here, "base"))
    shutil.copytree(here, there)
    shutil.rmtree(here)
    must(train_command("base", "--steps 12 --save_every 4"), there)
    assert weights_of(there, "base") == weights_of(trained, "base")


@pytest.mark.parametrize("name", ["base.bin", "base.json"])
def test_torn_rows_are_packed_again(name, trained, copy_of):
    base = copy_of(trained)
    shutil.rmtree(newest_folder(base, "base"))
    path = base / "data" / "packed" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2048 * 1024])
    must(train_command("base", "--steps 12 --save_every 4"), base)
    assert weights_of(base, "base") == weights_of(trained, "base")


def test_odd_lines_in_the_log_are_passed_over(trained, copy_of):
    """Other programs, kills and disks write there too; and U+2028 is no end of a line."""
    base = copy_of(trained)
    kept = dict(event="sample", stage="base", time=1.0, step=1, prompt="a", text="b\u2028c")
    lines = ["null", "[]", "5", '"x"', '{"event": "step", "stage": "sft", "step": "x", "time": 1}']
    lines += ["[" * 100_000, json.dumps(kept, ensure_ascii=False)]
    with open(base / "log.jsonl", "ab") as f:
        f.write("\n".join(lines).encode() + '\n{"event": "汉'.encode()[:-1] + b"\n")
    must(train_command("sft", "--steps 12 --save_every 4 --resume none"), base)
    shutil.copy(HERE / "report.py", base)  # generate writes a copy beside itself
    must(["python", "report.py", "generate"], base, cwd=base)
    assert kept in events_of(base)


class NoFloat64(TorchDispatchMode):
    """Ends the test where an operation on the meta device gives float64, which MPS has not."""

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        out = function(*args, **(kwargs or {}))
        for tensor in out if isinstance(out, (list, tuple)) else [out]:
            if isinstance(tensor, torch.Tensor) and tensor.device.type == "meta":
                assert tensor.dtype != torch.float64, function
        return out


def test_no_float64_is_asked_of_a_device_that_has_none(monkeypatch):
    """A training step on the meta device, which knows shapes and types but no numbers."""
    monkeypatch.setattr(torch.Tensor, "item", lambda tensor: 1.0)
    with torch.device("meta"):
        model = gpt.GPT(
            gpt.GPTConfig(vocab=300, seq_len=64, depth=2, width=64, heads=1, kv_heads=1)
        )
        ids = torch.zeros(4, 65, dtype=torch.long)
    optimizer = gpt.MuonAdamW(model, 0.02, 0.1, 0.01)
    with NoFloat64():
        (model.loss(ids[:, :-1], ids[:, 1:]) / 7).backward()
        optimizer.step(1.0)
        model.log_probs(ids[:, :-1], ids[:, 1:])


def torchrun_command(n_processes, words):
    launch = "-m torch.distributed.run --standalone --nproc_per_node"
    return ["python", *launch.split(), str(n_processes), *words[1:]]


@pytest.mark.parametrize("n_processes", [2, 4] if SOAK else [2])
def test_every_stage_runs_on_several_processes_with_what_base_had(n_processes, prepared, copy_of):
    """As speedrun does: only base is told its batch, and rl's prompts are shared by all ranks."""
    base = copy_of(prepared)
    for stage in train.STAGES:
        words = ["python", "train.py", "--stage", stage, "--steps", "2"]
        if stage == "base":
            words += (
                "--depth 2 --aspect 32 --seq_len 128 --batch_tokens 2048 --device_rows 4".split()
            )
        if stage == "rl":
            words += "--min_varied 0 --samples_per_prompt 2 --max_new_tokens 8".split()
        done = must(torchrun_command(n_processes, words), base)
        assert done.stdout.count("step 2/2") == 1  # only one rank speaks
    saved = json.loads((newest_folder(base, "sft") / "state.json").read_text())
    assert saved["config"]["batch_tokens"] == 2048


@pytest.mark.parametrize("n_processes, number", [(1, signal.SIGTERM), (2, signal.SIGINT)])
def test_a_signal_saves_and_stops(n_processes, number, trained, copy_of):
    base = copy_of(trained)
    (base / "log.jsonl").unlink()
    words = train_command("sft", "--steps 4000 --resume none")
    if n_processes > 1:
        words = torchrun_command(n_processes, words)
    process = start(words, base)
    wait_for_step(base, "sft", 3, process)
    os.killpg(process.pid, number)
    process.communicate(timeout=100)
    assert json.loads((newest_folder(base, "sft") / "state.json").read_text())["num_steps"] == 4000
    assert [e["why"] for e in events_of(base) if e["event"] == "end"][-1] == "stopped by hand"


def test_a_finished_run_can_be_made_longer(trained, copy_of, tmp_path):
    base, other = copy_of(trained), tmp_path / "other"
    shutil.copytree(base, other)
    made = steps_of(base, "sft")[-1]
    fewer = refusal_of(train_command("sft", f"--steps {made - 1}"), base)
    assert f"--steps {made}" in fewer

    longer = train_command("sft", f"--steps {made + 8} --save_every 2")
    must(longer, base)
    assert steps_of(base, "sft") == [*range(1, made + 9)]
    lr = [e["lr"] for e in events_of(base) if e["event"] == "step" and e["stage"] == "sft"]
    assert lr[made - 1] < lr[made] and lr[-1] < lr[made]  # it rises and falls once more
    assert "is finished" in must(longer, base).stdout

    process = start(longer, other)
    wait_for_step(other, "sft", made + 5, process)
    kill_all(process)
    must(longer, other)
    assert weights_of(base, "sft") == weights_of(other, "sft") != weights_of(trained, "sft")


def test_of_a_finished_run_a_hair_more_is_one_step(trained, copy_of):
    base = copy_of(trained)
    must(train_command("sft", "--epochs 0.001 --resume none"), base)
    made = steps_of(base, "sft")[-1]
    must(train_command("sft", "--epochs 0.001000001"), base)
    assert steps_of(base, "sft")[-1] == made + 1


def test_a_lucky_first_step_is_no_divergence(capsys):
    """Where there is little left to learn, all later steps may be a little worse than the first."""
    run = types.SimpleNamespace(cfg=train.parse_flags(["--stage", "sft"]))
    progress = types.SimpleNamespace(first_loss=0.079)
    train.check_falling(run, progress, [0.126] * train.LONG)
    train.check_falling(run, progress, [5.0] * (train.LONG - 1))
    assert "lower --lr" in error_of(capsys, train.check_falling, run, progress, [5.0] * train.LONG)


def test_a_run_that_diverges_ends_and_says_so(trained, copy_of):
    base = copy_of(trained)
    words = train_command("base", "--steps 90 --lr 5000 --warmup 0 --resume none")
    said = refusal_of(words, base)
    assert "diverges" in said and "lower --lr" in said
    assert weights_of(base, "base") == weights_of(trained, "base")


def test_what_has_become_no_number_is_said_and_not_saved(trained, copy_of):
    base = copy_of(trained)
    words = train_command("base", "--steps 1 --lr 1e38 --resume none")
    assert "not a number" in refusal_of(words, base)
    assert weights_of(base, "base") == weights_of(trained, "base")

    path = newest_folder(base, "sft") / "weights.pt"
    weights = torch.load(path, weights_only=True)
    weights["head.weight"][0, 0] = math.nan
    torch.save(weights, path)
    manifest = path.with_name("MANIFEST.json")
    sums = json.loads(manifest.read_text()) | {"weights.pt": tokenizer.file_sha256(path)}
    manifest.write_text(json.dumps(sums))
    assert "not a number" in refusal_of("python train.py --stage sft --eval_only 1", base)


def test_a_stages_loss_before_and_after_is_of_the_same_rows(trained, monkeypatch):
    """Else a report could show a gain that is only one of easier rows."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(trained))
    model, tok, state = gpt.load_model("sft")
    cfg = train.parse_flags("--stage sft --seq_len 128".split())
    rows = train.val_rows(tok, tokenizer.load_sources(), cfg)
    assert len(rows) > train.FEW_ROWS
    few = train.val_loss(model, tok, rows[: train.FEW_ROWS]).nats
    assert state["val_after"] == pytest.approx(few, rel=1e-5)


def test_rl_that_has_nothing_to_learn_ends_well(trained, copy_of):
    """Its weights are sft's, its section says why, and the line goes on."""
    base = copy_of(trained)
    # min_varied: the least share of prompts with answers both right and wrong; 1.1 is never reached
    done = must(train_command("rl", "--steps 2 --min_varied 1.1"), base)
    assert "train sft longer" in done.stderr
    assert weights_of(base, "rl") == weights_of(base, "sft")
    assert "nothing to learn from" in (base / "report" / "chat-rl.md").read_text()
    must(["python", "train.py", "--stage", "rl", "--eval_only", "1", "--eval_items", "2"], base)


def test_a_fuller_evaluation_of_the_same_weights_stays(trained, copy_of):
    base = copy_of(trained)
    words = ["python", "train.py", "--stage", "base", "--eval_only", "1", "--eval_items"]
    must([*words, "6"], base)
    section = base / "report" / "base-model-evaluation.md"
    before = scores_in(section)
    assert "fuller" in must([*words, "2"], base).stderr
    assert scores_in(section) == before


def test_sections_of_one_model_are_joined_task_by_task(small_base):
    """What is fuller stays, whatever a mean of tasks is called; other weights begin anew."""

    def score(acc, n):
        return report.score(acc, n, 0.25, acc - 0.1, acc + 0.1)

    (small_base / "report").mkdir(parents=True)
    section = "chat-evaluation-sft"
    file = small_base / "report" / f"{section}.md"
    first = {"CORE (8/22)": score(0.5, 80), "MMLU": score(0.3, 10), "GSM8K": "- (no file)"}
    train.log_with_earlier(section, first | dict(weights="a"))
    second = {"CORE (4/22)": score(0.6, 40), "MMLU": score(0.4, 20), "GSM8K": score(0.1, 5)}
    train.log_with_earlier(section, second | dict(weights="a"))
    fields = report.read_fields(file.read_text())
    assert fields["CORE (8/22)"] == score(0.5, 80) and "CORE (4/22)" not in fields
    assert fields["MMLU"] == score(0.4, 20) and fields["GSM8K"] == score(0.1, 5)
    assert fields["total_samples"] == "25" and fields["eval_tasks_completed"] == "2"

    train.log_with_earlier(section, {"MMLU": "- (no file)", "weights": "a"})
    assert report.read_fields(file.read_text())["MMLU"] == score(0.4, 20)
    train.log_with_earlier(section, {"GSM8K": score(0.2, 5), "weights": "b"})
    assert set(scores_in(file)) == {"GSM8K"}


def scores_in(section):
    """{name: (acc, n, chance, lo, hi)} of a section's file."""
    scores = {}
    for name, text in report.read_fields(section.read_text()).items():
        scores[name] = report.parse_score(text)
    return {name: score for name, score in scores.items() if score}


# ---- train.py: a box for code --------------------------------------------------------------------
HUMANEVAL = DATA / "humaneval" / "HumanEval.jsonl.gz"

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the box closes on Linux")


ADD = "def add(a, b):\n    return a + b\n"
TEST_ADD = (
    "def check(candidate):\n    assert candidate(2, 3) == 5\n    assert candidate(1, b=9) == 10"
)


def attack_program(body):
    """A program whose attack() says "done", or "refused" where the system did not let it."""
    return (
        "def attack():\n    try:\n"
        + textwrap.indent(body, " " * 8)
        + "\n    except (OSError, RuntimeError, MemoryError, ValueError):\n"
        + "        return 'refused'\n"
        + "    return 'done'\n"
    )


def says_in_box(program, words):
    """Whether a program's attack() returns exactly that in the box."""
    test = f"def check(candidate):\n    assert candidate() == {words!r}"
    return train.program_passes(program, "attack", test, seconds=20)


def says_outside(program):
    """What its attack() returns in a process without a box."""
    done = subprocess.run(
        [sys.executable, "-c", program + "\nprint('says', attack())"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    told = re.search("says (.*)", done.stdout)
    return told[1] if told else done.stderr


def refused(body):
    """Whether an attack that works outside of the box is refused in it."""
    program = attack_program(body)
    assert says_outside(program) == "done", (body, says_outside(program))
    return says_in_box(program, "refused")


def tree(folder):
    """All that can be seen of a folder's files: {path: (mode, time of change, content)}."""
    seen = {}
    for path in [folder, *folder.rglob("*")]:
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        seen[str(path)] = (status.st_mode, status.st_mtime_ns, content)
    return seen


def children():
    return {process.pid for process in psutil.Process().children(recursive=True)}


def test_right_programs_pass_and_wrong_ones_fail():
    assert train.program_passes(ADD, "add", TEST_ADD)
    for wrong in (
        ADD.replace("+", "-"),
        ADD + "undefined\n",
        ADD.replace("add", "sum_of"),
        "def add(a, b):\n",
        "def add(a, b):\n    raise ValueError\n",
        "def add(a, b):\n    return str(a + b)\n",
        "",
        "\0",
    ):
        assert not train.program_passes(wrong, "add", TEST_ADD), wrong
    assert not train.program_passes(ADD, "add", "def check(candidate): undefined")
    assert not train.program_passes(ADD, "add", "")


def test_what_a_program_prints_and_reads_does_not_disturb_it():
    program = "print('5\\n' * 100_000)\n" + ADD.replace(
        "    return", "    print(6); import sys; print(7, file=sys.stderr)\n    return"
    )
    assert train.program_passes(program, "add", TEST_ADD)
    program = attack_program("try: input()\nexcept EOFError: raise OSError")
    assert says_in_box(program, "refused")


def test_a_test_may_use_what_the_prompt_defines():
    prompt = "def double(n):\n    return 2 * n\n\ndef half(n):\n    'What doubled gives n.'\n"
    test = "def check(candidate):\n    assert candidate(double(8)) == 8"
    assert train.program_passes(prompt + "    return n // 2", "half", test, prompt)
    assert not train.program_passes(prompt + "    return n", "half", test, prompt)
    assert not train.program_passes(prompt + "    return n // 2", "half", test)


def test_values_go_in_and_out_as_they_are():
    """Types and signs too: every value that a literal can say, and inf, nan and frozen sets."""
    same = "def same(*args, **kwargs): return args, kwargs"
    values = (
        "0, -1, True, None, 10**5000, 0.1, -0.0, 1e308, 1j, -2-3j, 'ä\\n\\0\\ud800', b'\\xff',"
        "(), (1,), [], [[]], {}, {1: [2]}, {(1, 2): {3}}, set(), {1}, frozenset(), frozenset({1}),"
        "{frozenset({1}): 2}, float('inf'), -float('inf')"
    )
    test = f"""
def check(candidate):
    for value in ({values}):
        [back], named = candidate(value, x=value)
        assert [repr(back)] * 2 == [repr(value), repr(named['x'])]
        assert back == value and type(back) is type(value)
    [nan], _ = candidate(float('nan'))
    assert nan != nan
"""
    assert train.program_passes(same, "same", test)

    # what equals a plain value outside of the box, does so when it comes out
    kinds = """
import collections
def kinds():
    point = collections.namedtuple("Point", "x y")(1, collections.OrderedDict(a=2))
    counts = collections.defaultdict(list, b=[point])
    return [collections.Counter("aab"), counts, point]
"""
    test = """
def check(candidate):
    assert candidate() == [{"a": 2, "b": 1}, {"b": [(1, {"a": 2})]}, (1, {"a": 2})]
"""
    assert train.program_passes(kinds, "kinds", test)


def test_the_solutions_of_humaneval_pass_and_no_other_ones():
    if not HUMANEVAL.exists():
        pytest.skip(f"needs {HUMANEVAL}")
    with gzip.open(HUMANEVAL, "rt", encoding="utf-8") as lines:
        problems = [json.loads(line) for line in lines]
    assert len(problems) == 164
    for i, problem in enumerate(problems):
        prompt, name, test = (problem[key] for key in ("prompt", "entry_point", "test"))
        right = prompt + problem["canonical_solution"]
        assert train.program_passes(right, name, test, prompt), problem["task_id"]
        if i % 8 == 0:
            wrong = prompt + "    return 'no answer'\n"
            assert not train.program_passes(wrong, name, test, prompt), problem["task_id"]


@only_linux
def test_the_box_has_no_gaps_on_linux_and_would_tell_of_them(monkeypatch):
    train.box_gaps.cache_clear()
    assert train.box_gaps() == []
    source = train.IN_BOX_SOURCE
    monkeypatch.setattr(train, "IN_BOX_SOURCE", source.replace("    read_only_library(libc)\n", ""))
    train.box_gaps.cache_clear()
    assert train.box_gaps() == ["files can be read"]  # on an old kernel, but not written
    for step, gaps in {
        "    only_kernel_calls(libc, kernel_calls)\n": {"network", "processes can be signalled"},
        "resource.setrlimit(": {"memory has no limit"},
    }.items():
        assert source.count(step) == 1
        without = "print(" if step.endswith("(") else ""
        monkeypatch.setattr(train, "IN_BOX_SOURCE", source.replace(step, without))
        train.box_gaps.cache_clear()
        assert gaps <= set(train.box_gaps())
    train.box_gaps.cache_clear()


CHANGES = {
    "a new file": "open(f'{folder}/new', 'w')",
    "overwriting": "open(f'{folder}/file', 'w')",
    "appending": "open(f'{folder}/file', 'a').write('more')",
    "in place": "open(f'{folder}/file', 'r+').write('other')",
    "truncating": "os.truncate(f'{folder}/file', 1)",
    "truncating as it is read": "os.open(f'{folder}/file', os.O_RDONLY | os.O_TRUNC)",
    "its mode": "os.chmod(f'{folder}/file', 0o777)",
    "the mode of an open one": "os.fchmod(os.open(folder, os.O_PATH), 0o777)",
    "its time": "os.utime(f'{folder}/file', (1, 1))",
    "a folder": "os.mkdir(f'{folder}/new')",
    "a pipe": "os.mkfifo(f'{folder}/new')",
    "removing": "os.remove(f'{folder}/file')",
    "renaming": "os.rename(f'{folder}/file', f'{folder}/new')",
    "linking": "os.link(f'{folder}/file', f'{folder}/new')",
    "linking out": "os.symlink('/etc', f'{folder}/new')",
    "through a link": "open(f'{folder}/link', 'w')",
    "from its folder": "os.chdir(folder); open('new', 'w')",
    "relative to it": "os.open('new', os.O_CREAT, dir_fd=os.open(folder, os.O_PATH))",
    "without a name": "os.open(folder, os.O_TMPFILE | os.O_RDWR)",
    "in C": "assert ctypes.CDLL(None).creat(f'{folder}/new'.encode(), 0o777) >= 0 or refuse()",
}
# the open file of fchmod was only opened for its path, and a file without a name is not seen
WITHOUT_TRACE = ("the mode of an open one", "without a name")


@only_linux
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_can_be_written(tmp_path, change):
    (tmp_path / "file").write_text("content")
    (tmp_path / "link").symlink_to("file")
    program = f"""
import ctypes, os
folder = {str(tmp_path)!r}
def refuse(): raise OSError
"""
    program += attack_program(CHANGES[change])
    before = tree(tmp_path)
    assert says_in_box(program, "refused")
    assert tree(tmp_path) == before

    if change not in WITHOUT_TRACE:
        assert says_outside(program) == "done"
        assert tree(tmp_path) != before


@only_linux
def test_only_pythons_library_can_be_read():
    with tempfile.NamedTemporaryFile("w", dir=Path.home()) as canary:
        canary.write("a secret")
        canary.flush()
        for body in (
            f"assert open({canary.name!r}).read() == 'a secret'",
            f"import os; os.listdir({str(Path.home())!r})",
            f"import os; os.open({canary.name!r}, os.O_PATH); open('/etc/passwd')",
            f"import os; os.chdir({str(Path.home())!r}); open({Path(canary.name).name!r})",
            f"open('/usr/lib/../..' + {canary.name!r})",
            f"import mmap, os; mmap.mmap(os.open({canary.name!r}, 0), 8, prot=mmap.PROT_READ)",
            f"open({str(HERE / 'train.py')!r})",
            "open('/proc/self/environ')",
            "open('/proc/self/mem', 'rb')",
            "import os; open(f'/proc/{os.getppid()}/mem', 'rb')",
            "import os; open(f'/proc/{os.getppid()}/cmdline')",
            "import os; os.listdir('/proc')",
            "import os; os.listdir('/')",
            "import os; os.listdir('/tmp')",
        ):
            assert refused(body), body
    library = "import os; os.listdir(os.path.dirname(os.__file__)); open(os.__file__).read()"
    assert says_in_box(attack_program(library), "done")
    names = "import os\ndef attack(): return sorted(os.environ)"
    assert says_in_box(names, []) or says_in_box(names, ["LC_CTYPE"])  # which Python sets itself


@only_linux
def test_the_test_cannot_be_seen_by_the_program():
    """Nothing that the solver's process holds tells what is asked before it is, or expected."""
    program = r"""
import gc, re, sys
def attack():
    seen = [sys.stdin.read(), *sys.argv]
    frame = sys._getframe()
    while frame:
        seen += [frame.f_locals, frame.f_globals, frame.f_code.co_consts]
        frame = frame.f_back
    seen += [held for held in gc.get_objects() if type(held) in (dict, list, tuple)]
    return sorted({mark for held in seen for mark in re.findall("canary-[0-9]+", repr(held))})
"""
    test = "EXPECTED = 'canary-1234'\ndef check(candidate): assert candidate() == []"
    assert train.program_passes(program, "attack", test, seconds=20)
    test = test.replace("()", "(EXPECTED)").replace("[]", "['canary-1234']")
    program = program.replace("attack()", "attack(told)")
    assert train.program_passes(program, "attack", test, seconds=20)  # it does find what is there


@only_linux
def test_nothing_can_be_sent(tmp_path):
    unix_path = str(tmp_path / "socket")
    for family, kind, address in (
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        (socket.AF_UNIX, socket.SOCK_STREAM, unix_path),
        (socket.AF_UNIX, socket.SOCK_DGRAM, "\0fivechat-test-box"),
    ):
        with socket.socket(family, kind) as listener:
            listener.bind(address)
            listener.setblocking(False)
            if kind == socket.SOCK_STREAM:
                listener.listen()
            where = listener.getsockname()
            where = where.decode() if isinstance(where, bytes) else where
            body = f"import socket; s = socket.socket({int(family)}, {int(kind)})\n"
            program = attack_program(body + f"s.connect({where!r}); s.send(b'secret')")
            assert says_in_box(program, "refused")
            hear = listener.accept if kind == socket.SOCK_STREAM else lambda: listener.recv(9)
            with pytest.raises(BlockingIOError):
                hear()
            assert says_outside(program) == "done"
            assert hear()
    # the socket that every program has leads to the checker and can take no other file along
    assert says_in_box(attack_program("import socket; socket.socketpair()"), "refused")
    pass_on = "import socket; s = socket.socket(fileno=3); socket.send_fds(s, [b'5'], [0])"
    for n in range(3, 10):
        body = pass_on.replace("3", str(n), 1)
        assert says_in_box(attack_program(body), "refused")


@only_linux
def test_no_process_or_thread_can_be_started():
    for body in (
        "import os; os.fork() or os._exit(0)",
        "import os; os.forkpty()[0] or os._exit(0)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import threading; threading.Thread(target=int).start()",
        "import multiprocessing as m; m.get_context('fork').Process(target=int).start()",
    ):
        assert refused(body), body
    bodies = ("os.execv('/bin/true', ['true'])", "if os.system('true'): raise OSError")
    for body in bodies:
        assert says_in_box(attack_program("import os\n" + body), "refused"), body

    bomb = "import os\ndef attack():\n    while True:\n        try: os.fork()\n"
    bomb += "        except OSError: return 'refused'\n"
    before = children()
    assert says_in_box(bomb, "refused")
    assert children() == before


@only_linux
def test_no_other_process_can_be_signalled_or_touched():
    for body in (
        "os.kill(pid, 9)",
        "os.killpg(os.getpgid(pid), 9)",
        "signal.pidfd_send_signal(os.pidfd_open(pid), 9)",
        "syscall(kill, pid, 9)",
        "syscall(tgkill, pid, pid, 9)",
        # to become the owner of a file, which then is sent a signal when the file can be read
        "r, w = os.pipe(); fcntl.fcntl(r, fcntl.F_SETOWN, pid); fcntl.fcntl(r, 10, 9)\n"
        "fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC); os.write(w, b'x')",
        "open(f'/proc/{pid}/oom_score_adj', 'w').write('1000'); os.kill(pid, 9)",
        "resource.prlimit(pid, resource.RLIMIT_CPU, (0, 0)); os.kill(pid, 9)",
        "ptrace()",
    ):
        sentinel = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
        )
        kill, tgkill = (62, 234) if platform.machine() == "x86_64" else (129, 131)
        program = f"""
import ctypes, fcntl, os, resource, signal
pid, kill, tgkill = {sentinel.pid}, {kill}, {tgkill}
libc = ctypes.CDLL(None)
def syscall(*args):
    if libc.syscall(*args) < 0: raise OSError
def ptrace():  # PTRACE_ATTACH, PTRACE_KILL
    if libc.ptrace(16, pid, 0, 0) < 0: raise OSError
    os.waitpid(pid, 0)
    libc.ptrace(8, pid, 0, 0)
"""
        program += attack_program(body)
        assert says_in_box(program, "refused"), body
        assert sentinel.poll() is None, body
        assert says_outside(program) == "done", body
        assert sentinel.wait(60) == -9, body
        sentinel.stdin.close()

    # signal 0 only asks: the judge, the checker, which was started next, and the program itself
    for whom in ("os.getppid()", "os.getpid() + 1", "os.getpid()", "0"):
        assert says_in_box(attack_program(f"import os; os.kill({whom}, 0)"), "refused"), whom


@only_linux
def test_every_other_call_of_the_kernel_is_refused():
    """All numbers, also those that libc has no function for, or that are not known yet."""
    column = dict(x86_64=1, aarch64=2)[platform.machine()]
    known = {int(n) for n in train.KERNEL_CALLS.split()[column::3] if n != "-"}
    if platform.machine() == "x86_64":
        known |= {335, 336}  # of probes in the kernel's own code; who calls them else is killed
    program = f"""
import ctypes
def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    numbers = [n for n in range(1000) if n not in {known!r}]
    numbers += [0x40000000 | n for n in range(600)]  # x32
    bad = []
    for n in numbers:
        result = libc.syscall(n, -1, -1, -1, -1, -1, -1)
        if (result, ctypes.get_errno()) != (-1, {errno.EPERM}):
            bad.append(n)
    return bad
"""
    assert says_in_box(program, [])


@only_linux
@pytest.mark.skipif(platform.machine() != "x86_64", reason="32-bit calls of x86-64")
def test_calls_of_32_bits_are_refused():
    program = """
import ctypes, mmap
def attack():
    code = mmap.mmap(-1, 4096, prot=7)
    # push rbx; xor ebx, ebx; mov eax, 13; int 0x80; pop rbx; ret: 13 is time in 32 bits, and in the
    # table as another call
    code.write(bytes.fromhex("5331dbb80d000000cd805bc3"))
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    found = run()
    return "done" if found > 1 else "refused" if found == -1 else found
"""
    if says_outside(program) == "done":
        assert says_in_box(program, "refused")
    else:  # a kernel without them
        assert not says_in_box(program, "done")


@only_linux
def test_limits_hold_and_cannot_be_raised():
    assert refused("held = bytearray(3 << 29)")
    hog = """
def attack():
    blocks = []
    try:
        while True: blocks.append(bytearray(b"x") * (1 << 26))
    except MemoryError:
        return 4 < len(blocks) < 16
"""
    assert says_in_box(hog, True)
    for body in (
        "resource.setrlimit(resource.RLIMIT_CPU, (100, 100))",
        "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        "resource.prlimit(0, resource.RLIMIT_AS, (-1, -1))",
        "os.nice(-1)",
        "os.setuid(65534)",
        "os.setsid()",
    ):
        program = attack_program("import os, resource; " + body)
        assert says_in_box(program, "refused"), body


ENDLESS_CODE = {
    "loop": "while True: pass",
    "sleep": "import time; time.sleep(1e6)",
    "input": "import os\n    while True: os.read(0, 1)",
    "waiting for itself": "import os\n    for n in range(3, 64):\n"
    "        try: os.read(n, 1)\n        except OSError: pass",
    "printing": "while True: print('x' * 1000)",
    "memory": "x = []\n    while True: x.append(bytearray(10**7))",
    "recursion": "return add(a, b)",
    "deaf to signals": "import signal\n"
    "    for n in range(1, 64):\n"
    "        try: signal.signal(n, signal.SIG_IGN)\n        except (OSError, ValueError): pass\n"
    "    while True: pass",
    "catching all": "while True:\n        try: x = 1 / 0\n        except BaseException: pass",
    "inside of C": "return sum(range(10**15))",
    "a huge number": "return 10**10**9",
    "a huge number to write": "return 1 << 10**7",
    "a huge text": "return 'x' * 10**8",
    "a huge list": "return [0] * 10**7",
    "a deep list": "x = []\n    for _ in range(10**5): x = [x]\n    return x",
    "a list in itself": "x = []\n    x.append(x)\n    return x",
    "a deep text": "class Deep:\n        def __repr__(self): return '(' * 10**5\n    return Deep()",
    "a deep sum": "class Deep:\n        def __repr__(self): return '-' * 10**5 + '1'\n"
    "    return Deep()",
    "an endless answer": "import os\n    while True:\n        for n in range(3, 64):\n"
    "            try: os.write(n, b'1' * 4096)\n            except OSError: pass",
    "endless answers": "import os\n    while True:\n        for n in range(3, 64):\n"
    "            try: os.write(n, b'1\\n' * 4096)\n            except OSError: pass",
}


@pytest.mark.parametrize("what", ENDLESS_CODE)
def test_what_does_not_end_fails_and_leaves_nothing_behind(what):
    before = children()
    program = f"def add(a, b):\n    {ENDLESS_CODE[what]}\n"
    assert not train.program_passes(program, "add", TEST_ADD, seconds=1)
    assert children() == before


def test_a_test_that_does_not_end_fails():
    before = children()
    test = "def check(candidate):\n    while True: candidate(1, 2)"
    assert not train.program_passes(ADD, "add", test, seconds=1)
    assert children() == before


ALWAYS = "__eq__ = __le__ = __ge__ = __contains__ = lambda *_: True; __ne__ = lambda *_: False"
FAKES = {
    "ending well": "import sys\nsys.exit(0)",
    "ending at once": "import os\nos._exit(0)",
    "raising the end": "raise SystemExit(0)",
    "ending when asked": "import os\ndef add(a, b): os._exit(0)",
    "raising when asked": "def add(a, b): raise SystemExit(0)",
    "at exit": "import atexit, os\natexit.register(os._exit, 0)\ndef add(a, b): raise SystemExit",
    "a class that equals all": f"class Yes: {ALWAYS}\ndef add(a, b): return Yes()",
    "a number that equals all": f"class Yes(int): {ALWAYS}\ndef add(a, b): return Yes(0)",
    "a text that equals all": f"class Yes(str): {ALWAYS}\ndef add(a, b): return Yes('5')",
    "a class that seems another": f"class Yes:\n    __class__ = int\n    {ALWAYS}\n"
    "def add(a, b): return Yes()",
    "other builtins": "import builtins\nbuiltins.AssertionError = builtins.abs\n"
    "builtins.isinstance = lambda *_: True\n"
    "builtins.print = builtins.ascii = lambda *_, **k: None\n"
    "def add(a, b): return 0",
    "other modules": "import ast, sys\nast.parse = ast.literal_eval = lambda *_, **k: 5\n"
    "sys.modules.clear()\ndef add(a, b): return 0",
    "other functions of the box": "import sys\nouter = sys._getframe(1).f_globals\n"
    "outer['check_answers'] = outer['value_in'] = lambda *_: ((2, 3), {})\n"
    "def add(a, b): return 0",
    "a trace": "import sys\nsys.settrace(lambda *_: None)\nsys.excepthook = lambda *_: None\n"
    "def add(a, b): return 0",
    "a changed literal": "import ctypes\n"
    "ctypes.memset(id(5) + 24, 0, 4); ctypes.memset(id(10) + 24, 0, 4)\ndef add(a, b): return 0",
    "guessing the channel": "import os\nfor n in range(3, 64):\n"
    "    for said in (b'True\\n', b'0\\n', b'...\\n', b'passed\\n', b'\\n'):\n"
    "        try: os.write(n, said)\n        except OSError: pass\ndef add(a, b): return 0",
    "closing the channel": "import os\nos.closerange(0, 64)\ndef add(a, b): return 0",
}


@pytest.mark.parametrize("fake", FAKES)
def test_a_pass_cannot_be_faked(fake):
    assert not train.program_passes(FAKES[fake], "add", TEST_ADD, seconds=2)


def test_an_answer_is_never_run(tmp_path):
    """What an answer's repr says is taken for a literal or for nothing."""
    made = tmp_path / "made"
    for said in (
        "__import__('os')._exit(0)",
        "exit(0)",
        "print",
        "set.__class__",
        "[5 for _ in 'a'][0]",
        "(lambda: 5)()",
        "5 if 1 else 0",
        "(x := 5)",
        "[*[5]]",
        "f'{5}'",
        "9 ** 9 ** 9",
        "'x' * 10**9",
        "set(key=5)",
        "yield",
        "5; 5",
        "5\\n5",
        f"open({str(made)!r}, 'w')",
    ):
        with pytest.raises((AssertionError, SyntaxError, NameError)):
            train.value_in(said.replace("\\n", "\n"))
        program = f"class Says:\n    def __repr__(self): return {said!r}\n"
        program += "def add(a, b): return Says()\n"
        assert not train.program_passes(program, "add", TEST_ADD), said
    assert not made.exists()


@only_linux
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_no_program_outlives_its_judge(how):
    """Killed in the middle of a program that never ends, the judge takes all processes along."""
    program = "def add(a, b):\n    while True: pass"
    call = f"train.program_passes({program!r}, 'add', {TEST_ADD!r}, seconds=1000)"
    words = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); import train"
    judge = subprocess.Popen(
        [sys.executable, "-c", f"{words}; {call}"], cwd=HERE, stderr=subprocess.DEVNULL
    )
    both = []
    while len(both) < 2 or max(child.cpu_times().user for child in both) < 0.5:
        assert judge.poll() is None
        time.sleep(0.02)  # between two looks; how long it takes does not matter
        both = psutil.Process(judge.pid).children(recursive=True)
        both = [child for child in both if "int_max_str_digits=0" in child.cmdline()]
    judge.send_signal(signal.Signals[how])
    assert judge.wait(60)
    gone, alive = psutil.wait_procs(both, timeout=60)
    assert len(gone) == 2 and not alive


# ---- train.py: public benchmarks, judges, own tasks ----------------------------------------------
def benchmark_files(folder, seed=5, n=12):
    """A folder with public benchmarks of n made-up items each, in their public layouts."""
    rng = random.Random(seed)

    def word():
        return "".join(rng.choices("abcdeghimnorst", k=rng.randint(2, 6)))

    def words(n_words):
        return " ".join(word() for _ in range(n_words))

    def choice_row():
        return dict(query=f"Question: {words(6)}?", choices=[words(2) for _ in "abcd"], gold=2)

    core = folder / "eval_data"
    rows = {
        "world_knowledge/arc_easy": [choice_row() for _ in range(n)],
        "commonsense_reasoning/copa": [
            dict(query=f"{words(4)}, therefore", choices=[words(3), words(4)], gold=i % 2)
            for i in range(n)
        ],
        "language_understanding/winograd_wsc": [
            dict(
                context_options=[f"{words(5)} x", f"{words(5)} y"],
                continuation=words(2),
                gold=i % 2,
            )
            for i in range(n)
        ],
        "symbolic_problem_solving/bigbench_operators": [
            dict(context=f"{words(5)} =", continuation=str(i)) for i in range(n)
        ],
    }
    for name, of_name in rows.items():
        (core / name).parent.mkdir(parents=True, exist_ok=True)
        write_jsonl(core / f"{name}.jsonl", of_name)

    (folder / "gsm8k").mkdir()
    for split in ("train", "test"):
        problems = []
        for _ in range(n):
            a, b = rng.randint(2, 9), rng.randint(2, 9)
            solved = f"There are {a} * {b} = <<{a}*{b}={a * b}>>{a * b}.\n#### {a * b}"
            problems.append(dict(question=f"{a} boxes of {b} {word()}?", answer=solved))
        write_jsonl(folder / "gsm8k" / f"{split}.jsonl", problems)
    return folder


@pytest.fixture(scope="module")
def benchmarks(tmp_path_factory):
    return benchmark_files(tmp_path_factory.mktemp("benchmarks"))


def core_score_alone(model, tok, items, i, task):
    """Whether an item of CORE is right, by one plain pass for each of its options."""

    def rendered(item, option):
        if "choices" in item:
            return item["query"] + task.delimiter.rstrip() + " " + item["choices"][option]
        if "context_options" in item:
            return item["context_options"][option] + " " + item["continuation"]
        return item["context"] + " " + item["continuation"]

    item = items[i]
    others = items[:i] + items[i + 1 :]
    shown = random.Random(1234 + i).sample(others, task.shots) if task.shots else []
    shots = "".join(rendered(shot, shot.get("gold", 0)) + "\n" for shot in shown)
    pairs = []
    for option in range(len(item.get("choices") or item.get("context_options") or [0])):
        whole = tok.encode(shots + rendered(item, option))
        ending = item["choices"][option] if "choices" in item else item["continuation"]
        before = tok.encode((shots + rendered(item, option)).removesuffix(f" {ending}"))
        pairs.append(([tok.bos, *before], whole[len(before) :]))

    losses = []
    for context, choice in pairs:
        # what is too long is read from its end, all choices behind the same context
        of_question = pairs if "choices" in item else [(context, choice)]
        longest = max(len(other) for _, other in of_question)
        context = context[-(model.cfg.seq_len + 1 - longest) :]
        log_p, likeliest = log_probs_alone(model, context, choice)
        losses.append(-sum(log_p) / len(log_p))
    if len(losses) == 1:
        return int(likeliest == choice)
    return int(losses.index(min(losses)) == item["gold"])


@pytest.mark.parametrize("name", ["arc_easy", "copa", "winograd", "bigbench_operators"])
def test_core_is_scored_as_one_by_one(benchmarks, prepared, monkeypatch, name):
    """Every item, of the made-up files and of the real ones where they are at hand."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok, task = tokenizer.load_tokenizer(), train.CORE_TASKS[name]
    cfg = gpt.GPTConfig(tok.vocab, seq_len=256, depth=2, width=64, heads=1, kv_heads=1)
    model = gpt.GPT(cfg)
    model.init_weights(3)
    with torch.no_grad():
        for p in model.parameters():
            p.normal_(0, 0.2, generator=seeded(p.numel()))

    real = HERE.parent / "shared" / "data" / "eval_bundle"
    for folder in [benchmarks, *([real] if real.exists() else [])]:
        flags = f"--eval_only 1 --eval_dir {folder} --eval_items {60 if folder == real else 0}"
        cfg = train.parse_flags(flags.split())
        right, texts = train.evaluate_core_task(model, tok, name, cfg, train.Place("cpu", 0, 1))
        items = train.core_items(name, cfg.eval_dir)
        asked = train.some_of(range(len(items)), cfg.eval_items)
        assert right == [core_score_alone(model, tok, items, i, task) for i in asked]
        assert len(texts) == len(right) >= 12


def test_core_prompts_are_what_dclm_shows():
    choice = [dict(query=f"Question: q{i}?", choices=[f"a{i}", f"b{i}"], gold=1) for i in range(2)]
    schema = [dict(context_options=["The cat", "The dog"], continuation="sat.", gold=1)]
    language = [dict(context=f"{i} + 1 = ", continuation=f"{i + 1}") for i in range(2)]
    shown = train.CORE_TASKS["arc_easy"]._replace(shots=1)
    assert train.with_shots(choice, 0, shown) == [
        ("Question: q1?\nAnswer: b1\nQuestion: q0?\nAnswer:", " a0"),
        ("Question: q1?\nAnswer: b1\nQuestion: q0?\nAnswer:", " b0"),
    ]
    plain = train.CORE_TASKS["winograd"]
    assert train.with_shots(schema, 0, plain) == [("The cat", " sat."), ("The dog", " sat.")]
    assert train.with_shots(language, 1, plain._replace(shots=1)) == [("0 + 1 = 1\n1 + 1 =", " 2")]

    # 22 tasks, and the chances that were corrected
    changed = {name for name, task in train.CORE_TASKS.items() if task.v1 != task.v2}
    assert len(train.CORE_TASKS) == 22
    assert changed == {
        "commonsense_qa",
        "agi_eval_lsat_ar",
        "bigbench_language_identification",
    }


def test_a_model_that_finds_all_choices_alike_scores_by_chance(benchmarks, monkeypatch):
    """Logits that are all 0 make every token as likely: the first choice is taken, and of language
    modeling nothing is right."""
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)
    with torch.no_grad():
        model.head.weight.zero_()
    cfg = train.parse_flags(f"--eval_only 1 --eval_dir {benchmarks}".split())
    place = train.Place("cpu", 0, 1)
    for name in ("arc_easy", "copa"):
        right, _ = train.evaluate_core_task(model, tok, name, cfg, place)
        golds = [item["gold"] for item in train.core_items(name, cfg.eval_dir)]
        assert right == [int(gold == 0) for gold in golds]


def test_means_and_their_bootstrap():
    """0 is chance and 1 all right; the interval is that of drawing the questions anew."""
    rng = np.random.default_rng(3)
    hits = [rng.random(80) < 0.4, rng.random(30) < 0.7]
    scores = [train.share(list(map(int, h)), chance) for h, chance in zip(hits, (0.25, 0.5))]
    mean = train.centered_mean(scores)
    means = []
    for _ in range(4000):
        drawn = [rng.choice(h, len(h)).mean() for h in hits]
        means.append(((drawn[0] - 0.25) / 0.75 + (drawn[1] - 0.5) / 0.5) / 2)
    assert (mean.lo, mean.hi) == pytest.approx(np.quantile(means, (0.025, 0.975)), abs=0.02)
    assert mean.acc == pytest.approx(((hits[0].mean() - 0.25) / 0.75 + hits[1].mean() * 2 - 1) / 2)


def test_pass_at_k_is_the_share_of_all_draws():
    for n, right in ((5, 0), (5, 1), (6, 3), (4, 4)):
        for k in range(1, n + 1):
            draws = list(itertools.combinations([1] * right + [0] * (n - right), k))
            assert train.pass_at(k, n, right) == pytest.approx(np.mean([any(d) for d in draws]))


@pytest.mark.parametrize(
    "row",
    [
        dict(question="Q?", choices=dict(text=["x", "y"], label=["A", "B"]), answerKey="B"),
        dict(question="Q?", choices=dict(text=["x", "y"], label=["1", "2"]), answerKey="2"),
        dict(
            question=dict(
                stem="Q?", choices=[dict(text="x", label="A"), dict(text="y", label="B")]
            ),
            answerKey="B",
        ),
        dict(question="Q?", subject="logic", choices=["x", "y"], answer=1),
        dict(query="Question: Q?", choices=["x", "y"], gold=1),
    ],
)
def test_every_layout_of_multiple_choice_is_one_question(row):
    example = train.by_letters(row)
    asked = example["messages"][0]["content"]
    assert asked.startswith("Q?\n- x=A\n- y=B\n")
    assert (example["answer"], example["options"]) == ("B", ["A", "B"])


@pytest.mark.parametrize(
    "text, strict",
    [
        ("It is 1,234.\n#### 1,234", 1234),
        ("#### -5. Done #### 6", -5),
        ("#### 3.50", 3.5),
        ("#### .", None),
        ("The answer is 7.", None),
        ("####7", None),
    ],
)
def test_the_number_behind_gsm8ks_mark(text, strict):
    assert train.number_behind_mark(text) == strict


def test_gsm8ks_calculations_are_calls_of_the_tool(benchmarks, prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    chats = tokenizer.read_chats(str(benchmarks / "gsm8k" / "train.jsonl"))
    answer = wanted_answer(tok, chats[0])
    [(expression, result)] = answer.calls
    assert answer.well_formed and gpt.calculate(expression) == result
    assert "<<" not in answer.text and answer.text.endswith(f"#### {result}")

    # of what a user writes they are no calls
    row = dict(messages=turns("What is <<1+1=2>>?", "Two."))
    assert tokenizer.normal_chat(row)[0]["content"] == "What is <<1+1=2>>?"


def test_text_that_training_has_read_is_told():
    known = "the quick brown fox jumps over the lazy dog and then it runs far away from here"
    assert len(train.grams_of(known)) == 5
    assert not train.grams_of("too short to be told")
    assert train.grams_of("床前明月光疑是地上霜举头望明月")  # characters are words there
    assert train.grams_of(known.upper().replace(" ", ", ")) == train.grams_of(known)


def test_contamination_is_counted(small_base, tmp_path, monkeypatch):
    known = "the quick brown fox jumps over the lazy dog and then it runs far away from here"
    write_jsonl(tmp_path / "own.jsonl", [dict(text=f"{i} {known} {i}") for i in range(30)])
    sources = tokenizer.prepare_data(str(tmp_path / "own.jsonl"))
    texts = dict(a=[f"So {known}!", "nothing of " * 20], b=["Is it " * 20])
    line = train.contamination(texts, sources, "base")
    assert line.startswith("1 of 3 questions share 13 words") and line.endswith(", a 1")


@pytest.mark.parametrize(
    "text, words",
    [
        ('{"question": "Q?"}', "row 1 of"),
        ('{"question": "Q?", "answer": "no number"}', "row 1 of"),
        ('{"question": 5, "answer": "#### 5"}', "row 1 of"),
        ('{"question": "Q?", "answer": "#### 5"}\n{"a": 1}', "row 2 of"),
        ("", "has nothing to test"),
        ("[1, 2]", "row 1 of"),
    ],
)
def test_a_file_of_another_layout_is_a_reason_and_no_traceback(tmp_path, text, words):
    (tmp_path / "gsm8k").mkdir()
    (tmp_path / "gsm8k" / "test.jsonl").write_text(text)
    cfg = train.parse_flags(f"--eval_only 1 --eval_dir {tmp_path}".split())
    with pytest.raises(train.Absent, match=words):
        train.task_examples("GSM8K", cfg, "test")


@pytest.mark.parametrize("text", ["", "{}", '{"query": "q", "choices": ["a"], "gold": 1}', "[1]"])
def test_a_file_of_core_that_is_not_as_in_the_bundle_is_left_out(tmp_path, text):
    (tmp_path / "commonsense_reasoning").mkdir()
    (tmp_path / "commonsense_reasoning" / "copa.jsonl").write_text(text)
    with pytest.raises(train.Absent):
        train.core_items("copa", tmp_path)


class CountedHub(http.server.SimpleHTTPRequestHandler):
    """A folder as a hub has it: /datasets/OWNER/NAME/resolve/main/PATH."""

    def log_message(self, *args):
        pass

    def translate_path(self, path):
        return str(self.server.folder / path.split("/resolve/main/")[-1].lstrip("/"))

    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()


@contextlib.contextmanager
def hub_of(folder):
    """A running CountedHub: (its address, the paths that it was asked for)."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), CountedHub) as server:
        server.folder, server.asked = folder, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", server.asked
        server.shutdown()


def test_benchmarks_are_fetched_once(benchmarks, small_base, tmp_path, monkeypatch, capsys):
    """Without --eval_dir: from the hub as parquet, and CORE as the bundle that it is public as."""
    pyarrow, rows = need("pyarrow.parquet"), need("pyarrow")
    hub = tmp_path / "hub"
    for path, of_path in {
        "main/test": list(read_rows_of(benchmarks / "gsm8k" / "test.jsonl")),
        "ARC-Easy/test": [
            dict(question="Q?", choices=dict(text=["x", "y"], label=["A", "B"]), answerKey="B")
        ],
        "all/test": [dict(question="Q?", subject="s", choices=["x", "y"], answer=1)],
    }.items():
        file = hub / f"{path}-00000-of-00001.parquet"
        file.parent.mkdir(parents=True)
        pyarrow.write_table(rows.Table.from_pylist(of_path), file)
    packed = shutil.make_archive(str(tmp_path / "hub" / "bundle"), "zip", benchmarks)
    cfg = train.parse_flags("--eval_only 1".split())
    with hub_of(hub) as (address, asked):
        monkeypatch.setenv("HF_ENDPOINT", address)
        monkeypatch.setattr(train, "CORE_BUNDLE", f"{address}/{Path(packed).name}")
        for _ in range(2):
            assert len(train.task_examples("GSM8K", cfg, "test")) == 12
            assert train.task_examples("ARC-Easy", cfg, "test")[0]["answer"] == "B"
            assert train.task_examples("MMLU", cfg, "test")[0]["answer"] == "B"
            assert len(train.core_items("copa", "")) == 12
        assert len(asked) == 4

        # of a bundle that came damaged nothing is used, and it is fetched again
        whole = Path(packed).read_bytes()
        middle = whole.index(b"copa.jsonl") + 100
        for damaged in (whole[:middle] + bytes(9) + whole[middle + 9 :], whole[:middle], b""):
            shutil.rmtree(small_base / "data" / "eval" / "core", ignore_errors=True)
            Path(packed).write_bytes(damaged)
            assert "damaged" in error_of(capsys, train.core_items, "copa", "")
            Path(packed).write_bytes(whole)
            assert len(train.core_items("copa", "")) == 12


def read_rows_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_a_benchmark_lacks_stands_in_its_row(trained, copy_of, benchmarks):
    """Real ones join the section that the built-in ones left, each row a score or a reason."""
    base = copy_of(trained)
    words = ["python", "train.py", "--eval_only", "1", "--eval_items", "3"]
    must([*words, "--stage", "base"], base)
    real = [*words, "--tasks", "real", "--eval_dir", str(benchmarks), "--stage"]
    said = must([*real, "base"], base)
    must([*real, "sft"], base)
    must("python report.py generate", base)

    of_base = report.read_fields((base / "report" / "base-model-evaluation.md").read_text())
    assert re.match(r"-?0\.\d{3} \(n=12, chance 0\.000", of_base["CORE (4/22)"])
    assert "CORE v1 (4/22)" in of_base and "mini-CORE" in of_base
    assert ", centered " in of_base["copa"] and "hellaswag" in of_base["CORE without a file"]
    assert "items in" in said.stderr and "0 of 12 questions" in of_base["contamination"]

    of_sft = report.read_fields((base / "report" / "chat-evaluation-sft.md").read_text())
    assert report.parse_score(of_sft["GSM8K"]) and report.parse_score(of_sft["GSM8K strict"])
    assert report.parse_score(of_sft["ARC-Easy"]) and "ChatCORE (3/6)" in of_sft
    assert "cais/mmlu" in of_sft["MMLU"] and "--allow_code_exec 1" in of_sft["HumanEval"]
    page = (base / "report" / "report.md").read_text()
    assert re.search(r"\| GSM8K +\| - +\| - +\| 0\.\d+ ±", page)
    assert re.search(r"\| MMLU +\| - +\| - +\| - ", page) and "\n- MMLU: no mmlu/" in page
    assert "MMLU: no mmlu/" in (base / "report" / "report.html").read_text()

    told = refusal_of([*words, "--stage", "sft", "--tasks", "GSM9K"], base)
    assert "no GSM9K" in told and "GSM8K" in told
    assert "no such folder" in refusal_of([*words, "--eval_dir", "/nowhere"], base)


def test_ranks_evaluate_what_one_does(trained, tmp_path, benchmarks):
    hits = []
    for n_processes in (1, 2):
        base = shutil.copytree(trained, tmp_path / str(n_processes))
        flags = f"--stage sft --eval_only 1 --tasks all --eval_items 4 --eval_dir {benchmarks}"
        must(torchrun_command(n_processes, ["python", "train.py", *flags.split()]), base)
        events = [json.loads(line) for line in (base / "log.jsonl").read_text().splitlines()]
        told = {e["task"]: e["right"] for e in events if e["event"] == "task"}
        hits.append(told)
    assert hits[0] == hits[1] and len(hits[0]) > 20


# what README.md shows: a task of one's own
def backwards(eval_dir, split):
    rng = random.Random(split)
    for _ in range(40):
        word = "".join(rng.choices("abcde", k=2))
        yield train.ask(f"Say {word} backwards.", word[::-1], check="contains")


def test_a_task_of_ones_own_is_asked_and_trained_on(trained, copy_of, monkeypatch):
    base = copy_of(trained)
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(base))
    monkeypatch.setitem(train.TASKS, "backwards", train.Task(backwards, 0.0))
    train.main("--stage sft --eval_only 1 --tasks Backwards --eval_items 8".split())
    fields = report.read_fields((base / "report" / "chat-evaluation-sft.md").read_text())
    assert report.parse_score(fields["backwards"])[1] == 8
    assert not any(name.startswith("ChatCORE") for name in fields)

    flags = train_command("rl", "--steps 2 --min_varied 0 --task backwards")[2:]
    train.main(flags)
    assert gpt.state_of(gpt.newest_checkpoint("rl"))["step"] == 2
    with pytest.raises(SystemExit):
        train.main([*flags, "--task", "forwards"])


class Judge(http.server.BaseHTTPRequestHandler):
    """Grades by a rule: server.grade(question and answer) gives the text of its reply."""

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = body["messages"][-1]["content"]
        self.server.asked.append(body)
        said = self.server.grade(asked)
        if isinstance(said, int):
            return self.send_error(said)
        reply = json.dumps(dict(choices=[dict(message=dict(content=said))])).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


@contextlib.contextmanager
def judge_of(grade):
    """A running Judge: (its flags, the bodies that it was sent)."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Judge) as server:
        server.grade, server.asked = grade, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        yield ["--judge_url", address, "--judge_model", "scripted"], server.asked
        server.shutdown()


def fair_grade(asked):
    """10 for a right answer to what check_judge asks, else the more the longer it is."""
    answer = asked.split("======\n")[1]
    if any(right in answer for right in ("Paris", "4.", "Red, green")):
        return "10"
    return str(min(9, len(answer) // 8) if "points" not in answer else 0)


@pytest.mark.parametrize(
    "said, grade",
    [
        ("7", 0.7),
        (" Grade: 7/10.\n", 0.7),
        ("10", 1.0),
        ("0", 0.0),
        ("7.5", 0.75),
        ("11", None),
        ("-1", None),
        ("7 because it is good", None),
        ("I like it", None),
        ("", None),
        ("1e1", None),
        ("٧", None),
    ],
)
def test_a_grade_is_a_number_from_0_to_10_and_nothing_else(said, grade):
    assert train.read_grade(said) == (pytest.approx(grade) if grade is not None else None)


def test_a_judge_that_cannot_judge_is_refused(capsys, monkeypatch):
    """One that says the same to all, talks, obeys the answers, breaks down, or is not there."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    for grade, words in (
        (lambda asked: "9", "tells them apart"),
        (lambda asked: "Well, that is hard to say.", "tells them apart"),
        (lambda asked: "10" if "10 points" in asked else "8", "tells them apart"),
        (lambda asked: 401, "says 401"),
        (lambda asked: 500, "says 500"),
    ):
        with judge_of(grade) as (flags, _):
            cfg = train.parse_flags(["--eval_only", "1", "--judge", "1", *flags])
            assert words in error_of(capsys, train.check_judge, cfg)
    # nobody listens there any more
    assert "cannot be asked" in error_of(capsys, train.check_judge, cfg)
    with judge_of(fair_grade) as (flags, asked):
        train.check_judge(train.parse_flags(["--eval_only", "1", "--judge", "1", *flags]))
        assert len(asked) == 6
        assert all(body["temperature"] == 0 and body["model"] == "scripted" for body in asked)


def test_our_own_server_is_refused_as_a_judge(trained, server):
    """It is asked as any OpenAI-compatible one; but what sees 128 tokens cannot read the task."""
    flags = f"--judge 1 --judge_url {server}/v1 --judge_model sft"
    words = f"python train.py --stage sft --eval_only 1 {flags}".split()
    assert "--judge_url" in refusal_of(words, trained) and "128" in refusal_of(words, trained)
    for flags in ("", "--judge_url 127.0.0.1:9/v1 --judge_model x", "--judge_url http://x/v1"):
        words = f"python train.py --eval_only 1 --judge 1 {flags}".split()
        assert "wanted a judge" in refusal_of(words, trained)


def test_rl_learns_from_a_judge_and_the_report_names_it(trained, copy_of):
    base = copy_of(trained)
    replies = itertools.cycle(["3", "great", "8", "5"])  # one of four is no number

    def grade(asked):
        known = ("capital of France?", "2 + 2?", "three colors.")
        return fair_grade(asked) if any(q in asked for q in known) else next(replies)

    with judge_of(grade) as (flags, asked):
        words = train_command("rl", "--steps 2 --min_varied 0 --reward judge")
        must([*words, *flags], base)
        evaluated = "python train.py --stage rl --eval_only 1 --eval_items 2 --judge 1".split()
        must([*evaluated, *flags], base)
    fields = report.read_fields((base / "report" / "chat-evaluation-rl.md").read_text())
    for rubric in train.RUBRICS:
        acc, n, *_ = report.parse_score(fields[f"{rubric} (judge scripted)"])
        assert 0.2 < acc < 0.9 and n > 0
    rewards = [
        json.loads(line)["reward"]
        for line in (base / "log.jsonl").read_text().splitlines()
        if '"reward"' in line and '"step"' in line
    ]
    assert rewards and all(0.2 < reward < 0.9 for reward in rewards)

    # a judge that begins to talk ends the run; what was trained stays
    with judge_of(lambda asked: fair_grade(asked) if "capital" in asked else "hm") as (flags, _):
        words = train_command("rl", "--steps 2 --reward judge --resume none")
        assert "judge_model" in refusal_of([*words, *flags], base)
    assert (base / "checkpoints" / "rl" / "step_000002").exists()


# ---- chat.py: terminal, OpenAI's protocol, the page in a browser ---------------------------------
def address_of(process):
    """Where a starting server says that it listens."""
    address = re.search(r"http://[\d.:]+", process.stdout.readline())
    assert address, process.communicate()[1]
    return address[0]


def end_by_ctrl_c(process):
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def server(trained):
    """The address of a real server process on the tiny sft model."""
    process = start("python chat.py --serve --port 0 --stage sft --max_new_tokens 24", trained)
    yield address_of(process)
    end_by_ctrl_c(process)


def ask(address, path, body=None, headers=None, raw=None):
    """(status, JSON) of a request: a GET, or a POST of body as JSON or of raw bytes."""
    data = json.dumps(body).encode() if body is not None else raw
    request = urllib.request.Request(address + path, data, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def test_one_shot_and_a_conversation_in_the_terminal(trained):
    one_shot = must("python chat.py --stage sft -p Hello! --max_new_tokens 8", trained)
    assert one_shot.stdout.endswith("\n")

    keys = "Hi\n/stage mid\nHi again\n/stage nosuch\n/reset\n/help\n/what\n/quit\n"
    talk = must("python chat.py --stage sft --max_new_tokens 8", trained, keys=keys)
    assert "/save FILE" in talk.stdout
    stage, what = talk.stderr.splitlines()
    assert stage.startswith("error: /stage nosuch: ") and "trained: sft, mid, base" in stage
    assert what.startswith("error: /what: ") and "type /help" in what

    too_long = command(["python", "chat.py", "--stage", "sft", "-p", "word " * 900], trained)
    assert too_long.returncode == 2


def test_a_pipe_is_answered_line_by_line_with_nothing_around(trained):
    """No banner, no prompt: the same bytes as from -p, which reads a pipe whole."""
    words = "python chat.py --stage sft --max_new_tokens 8 -p".split()
    questions = ["Hi", "Hi again", "Hi\nyou"]
    answers = [must([*words, question], trained).stdout for question in questions]
    done = must(words[:-1], trained, keys="Hi\n\n/reset\n  Hi again")
    assert (done.stdout, done.stderr) == (answers[0] + answers[1], "")
    assert must([*words, "-"], trained, keys="Hi\nyou\n").stdout == answers[2]
    assert "-p -" in refusal_of([*words, "-"], trained, keys=" \n")


def test_compare_shows_two_answers_and_keeps_none(trained):
    words = "python chat.py --stage sft --max_new_tokens 8".split()

    def alone(stage):
        return must([*words, "--stage", stage, "-p", "Who are you?"], trained).stdout

    both = f"sft:\n{alone('sft')}base:\n{alone('base')}"
    keys = "/compare sft base Who are you?\n/compare sft base\nWho are you?\n"
    keys += "/save x.jsonl\nWho are you?"
    done = must(words, trained, keys=keys)
    assert done.stdout == both + both + alone("sft")
    assert "nothing has been asked" in done.stderr

    keys = "/compare\n/compare sft\n/compare cat sft\n/compare sft rl\n/compare sft cat Hi"
    errors = must(words, trained, keys=keys).stderr.splitlines()
    assert len(errors) == 5 and all(line.startswith("error: ") for line in errors)
    assert "type: /compare sft rl" in errors[1]
    assert "trained: sft, mid, base" in errors[2]
    assert "no checkpoint" in errors[3]


def random_answer(rng):
    """The parts of an answer, as AnswerReader completes them."""
    parts = [("text", rng.choice("ab你🙂\u2028\n "))]
    for _ in range(rng.randint(0, 5)):
        call = ("tool", ('"a".count("b")', rng.choice(["", "0"])))
        parts.append(rng.choice([call, ("text", rng.choice(["x", " y", "\u0085"]))]))
    return [*parts, ("text", "."), ("end", ("stop", 9))]


def test_what_is_saved_is_read_back_exactly(tmp_path):
    """Calls of the calculator too; another conversation is added, and nothing is lost."""
    parts = [("tool", ("1+2", "3")), ("text", "It is"), ("text", " 3."), ("end", ("stop", 9))]
    assert chat.message_content(parts[1:]) == "It is 3."
    assert chat.message_content(parts) == [
        dict(type="python", text="1+2"),
        dict(type="python_output", text="3"),
        dict(type="text", text="It is 3."),
    ]

    rng, chats = random.Random(soak_seed(3)), []
    for _ in range(200 if SOAK else 20):
        messages = []
        for _ in range(rng.randint(1, 3)):
            messages.append(dict(role="user", content=rng.choice(["Hi", "1+2?\n\u2028?"])))
            content = chat.message_content(random_answer(rng))
            messages.append(dict(role="assistant", content=content))
        chats.append(messages)
        chat.save_messages(messages, str(tmp_path / "saved.jsonl"))
    assert tokenizer.read_chats(str(tmp_path / "saved.jsonl")) == chats


def test_a_conversation_that_no_longer_fits_says_the_rule_once(trained):
    keys = "Tell me about a day in a town.\n" * 8
    done = must("python chat.py --stage sft --max_new_tokens 30", trained, keys=keys)
    (said,) = done.stderr.splitlines()
    assert (
        said.startswith("note: ") and "oldest questions are left out, each with its answer" in said
    )


def test_the_examples_of_help_work_as_typed(trained, tmp_path):
    words = ["python", str(HERE / "chat.py"), "--max_new_tokens", "4", "--stage"]
    for stage in ("sft", "base"):
        shown = must([*words, stage], trained, keys="/help\n").stdout
        examples = shown.split("For example:\n")[1]
        done = must([*words, stage], trained, keys=examples, cwd=tmp_path)
        assert done.stderr == ""
        assert "saved as line 1 of chat.jsonl" in done.stdout
        (tmp_path / "chat.jsonl").unlink()

    english, chinese = chat.EXAMPLES["en"], chat.EXAMPLES["zh"]
    assert chat.examples_for(tiny_tokenizer(), "rl") == english["chat"]
    tok = tokenizer.train_tokenizer(["法国的首都是巴黎。12乘34等于多少？" * 20], 300)
    assert chat.examples_for(tok, "rl") == chinese["chat"]
    assert chat.examples_for(tok, "base") == chinese["base"]


class Terminal:
    """A command in a terminal: type() as a person would, until() reads what is shown."""

    def __init__(self, words, base):
        # a terminal turns the key Ctrl-C into a signal for the processes whose terminal it is
        takes_it = "fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
        program = f"import fcntl, os, sys, termios; {takes_it}"
        self.side, theirs = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *split_words(words)],
            cwd=HERE,
            env=environment(base, TERM="xterm", COLUMNS="200"),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""

    def type(self, keys):
        os.write(self.side, keys.encode())

    def until(self, text):
        """What is shown up to `text`, from where the last call ended, without escape codes."""
        while text not in self.shown:
            assert select.select([self.side], [], [], 60)[0], self.shown[-500:]
            more = self.shown + os.read(self.side, 4096).decode("utf-8", "replace")
            self.shown = re.sub(r"\x1b\[[?;\d]*[a-zA-Z]", "", more).replace("\r", "")
        before, _, self.shown = self.shown.partition(text)
        return before

    def ctrl_c_at_the_prompt(self):
        """Press it when the next key is waited for: in between two keys Python would not see it."""
        while psutil.Process(self.process.pid).status() != psutil.STATUS_SLEEPING:
            pass
        self.type("\x03")

    def ended(self):
        """The exit code."""
        with contextlib.suppress(OSError):  # that is how Linux says that nobody is there any more
            while os.read(self.side, 4096):
                pass
        return self.process.wait(timeout=60)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.side)


@pytest.fixture
def in_terminal():
    """A function: command, base folder -> a Terminal."""
    if not hasattr(os, "openpty"):
        absent("needs a pseudo-terminal")
    with contextlib.ExitStack() as opened:

        def started(words, base):
            terminal = Terminal(words, base)
            opened.callback(terminal.close)
            return terminal

        yield started


UP, LEFT = "\x1b[A", "\x1b[D"


def test_lines_are_edited_pasted_and_found_again_in_the_terminal(
    trained, copy_of, tmp_path, in_terminal
):
    base, saved = copy_of(trained), tmp_path / "saved.jsonl"
    words = "python chat.py --stage sft --max_new_tokens 4"

    terminal = in_terminal(words, base)
    assert "Try: What is 12 * 34?" in terminal.until("> ")
    terminal.type("Helo" + LEFT + "l\n")
    terminal.until("\n> ")
    # a terminal marks what is pasted, where the program wants that; Enter then sends it as one
    terminal.type("\x1b[200~two\rlines 你\x1b[201~\r")
    terminal.until("\n> ")
    terminal.type("\x04")
    assert terminal.ended() == 0

    again = in_terminal(words, base)
    again.until("> ")
    again.type(UP + UP + "\n")
    again.until("\n> ")
    again.type(UP + UP + "!\n")  # the line just typed stands in the list as well
    again.until("\n> ")
    again.type(f"/save {saved}\n")
    again.until("saved as line 1")
    again.until("\n> ")
    again.type("/quit\n")
    assert again.ended() == 0

    (messages,) = tokenizer.read_chats(str(saved))
    assert [m["content"] for m in messages[::2]] == ["Hello", "two\nlines 你!"]
    history = base / "chat_history.jsonl"
    assert history.stat().st_mode & 0o077 == 0  # what somebody typed is for nobody else
    typed = [json.loads(line) for line in history.read_text().splitlines()]
    assert typed[:2] == ["Hello", "two\nlines 你"]

    # a damaged history is said, and does no harm
    history.write_text('"Hi"\n{"a": \n')
    terminal = in_terminal(words, base)
    assert "cannot be read" in terminal.until("> ")
    terminal.type("/quit\n")
    assert terminal.ended() == 0


# chat.py with a model of which one knows what it says: the question, a sum, or aaaa without end
PARROT = """
import sys, time, chat, gpt, tok

def parrot(engine, prompts, **how):
    tok = engine.tok
    names = {name.strip("<|>"): i for name, i in tok.special.items()}
    begins = max(i for i, token in enumerate(prompts[0]) if token == names["user_start"])
    question = tok.decode(prompts[0][begins:])  # in which special tokens vanish
    while question == "go on":
        time.sleep(0.005)  # as a model takes its time; a flood would keep the browser from all else
        yield 0, tok.encode("a")[0], True
    if question == "12 * 34?":
        yield from ((0, token, True) for token in tok.encode("It is "))
        call = [names["python_start"], *tok.encode("12 * 34"), names["python_end"]]
        yield from ((0, token, True) for token in call)
        result = [names["output_start"], *tok.encode("408"), names["output_end"]]
        yield from ((0, token, False) for token in result)
        question = "408."
    yield from ((0, token, True) for token in [*tok.encode(question), names["assistant_end"]])

gpt.Engine.generate = parrot

def batched(batch, prompts, pause, **how):
    for told in parrot(batch, prompts):
        yield told
        pause()

chat.Batch.generate = batched
tok.run_command(lambda: chat.main(sys.argv[1:]), stopped="stopped")
"""


def test_ctrl_c_stops_an_answer_and_twice_leaves(trained, tmp_path, in_terminal):
    saved = tmp_path / "saved.jsonl"
    words = ["python", "-c", PARROT, "--stage", "sft"]
    terminal = in_terminal(words, trained)
    terminal.until("> ")
    for _ in range(2):
        terminal.type("go on\n")
        terminal.until("aaaaaaaa")
        terminal.type("\x03")
        terminal.until("(stopped)")
        terminal.until("\n> ")

    # of two that are compared, both
    terminal.type("/compare mid sft go on\n")
    terminal.until("aaaaaaaa")
    terminal.type("\x03")
    assert "sft:" not in terminal.until("\n> ")

    terminal.type(f"/save {saved}\n")
    terminal.until("saved as line 1")
    terminal.until("\n> ")
    (messages,) = tokenizer.read_chats(str(saved))
    assert [m["content"] for m in messages[::2]] == ["go on"] * 2
    assert set(messages[1]["content"]) == {"a"}

    # at the prompt it says how to leave; a line in between and it is asked anew
    terminal.type("half a line")
    terminal.until("half a line")
    terminal.ctrl_c_at_the_prompt()
    terminal.until("Ctrl-C once more leaves")
    terminal.until("\n> ")
    terminal.type("/stage mid\n")
    terminal.until("\n> ")
    terminal.ctrl_c_at_the_prompt()
    terminal.until("Ctrl-C once more leaves")
    terminal.until("\n> ")
    terminal.ctrl_c_at_the_prompt()
    terminal.until("stopped")
    assert terminal.ended() == 130


def test_the_official_client_works_unchanged(server):
    openai = need("openai")
    client = openai.OpenAI(base_url=server + "/v1", api_key="none", max_retries=0)
    system = dict(role="system", content="Be kind.")
    user = dict(role="user", content="What is 2 + 3?")
    request = dict(model=client.models.list().data[0].id, messages=[system, user])
    chat, how = client.chat.completions.create, dict(request, seed=5, temperature=0.8)

    # the same seed, the same answer; both names of the limit
    whole = chat(**how, max_tokens=12)
    again = chat(**how, max_completion_tokens=12)
    content = whole.choices[0].message.content
    assert content == again.choices[0].message.content
    assert 1 <= whole.usage.completion_tokens <= 12

    # a stream is the whole answer in parts; usage comes last, alone
    usage_too = dict(include_usage=True)
    parts = list(chat(**how, max_tokens=12, stream=True, stream_options=usage_too))
    deltas = [part.choices[0].delta.content or "" for part in parts if part.choices]
    assert "".join(deltas) == content
    assert parts[-1].usage == whole.usage
    assert len({(part.id, part.created) for part in parts}) == 1
    assert parts[-2].choices[0].finish_reason == whole.choices[0].finish_reason

    # plain completion, with and without a stop string
    how = dict(model=request["model"], prompt="The", max_tokens=10, temperature=0)
    text = client.completions.create(**how).choices[0].text
    stop = text.strip()[2] if len(text.strip()) > 2 else "zz"
    cut = client.completions.create(**how, stop=[stop]).choices[0].text
    assert cut == text.split(stop)[0]

    too_long = [dict(role="user", content="a " * 2000)]
    for bad in (dict(temperature=9), dict(messages=[]), dict(messages=too_long), dict(n=65)):
        with pytest.raises(openai.BadRequestError):
            chat(**{**request, **bad})


def test_requests_that_cannot_be_served_get_an_error_object(server):
    """And none of them, nor a caller that goes away, keeps the server from the next."""
    path = "/v1/chat/completions"
    chat = dict(messages=[dict(role="user", content="Hi")], max_tokens=4)
    assert ask(server, "/health") == (200, dict(status="ok", stage="sft"))

    refused = [
        ask(server, "/nothing"),
        ask(server, path, raw=b"{"),
        ask(server, path, raw=b"[]"),
        ask(server, path, raw=b" " * (2 << 20)),
        ask(server, path, chat, headers={"Host": "evil.example"}),
        ask(server, path, dict(messages=[dict(role="cat", content="x")])),
    ]
    for status, reply in refused:
        assert 400 <= status < 500
        assert reply["error"]["message"]

    # asks for a stream and goes away
    body = json.dumps(dict(chat, stream=True)).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as caller:
        caller.sendall(head.encode() + body)
    assert ask(server, path, chat)[0] == 200

    # six at once: they wait for one another, and all are served
    statuses = []

    def call():
        statuses.append(ask(server, path, chat)[0])

    callers = [threading.Thread(target=call) for _ in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert statuses == [200] * 6
    while ask(server, "/stats")[1]["waiting"]:
        pass  # a place becomes free just after the caller has its answer


def test_a_taken_port_and_the_key(trained):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert "--port" in refusal_of(f"python chat.py --serve --port {port}", trained)

    words = "python chat.py --serve --port 0 --stage sft --api_key secret"
    process = start(words, trained)
    address = address_of(process)
    assert ask(address, "/v1/models")[0] == 401
    for name, value in (
        ("Authorization", "Bearer secret"),
        ("authorization", "bearer secret"),
        ("Authorization", "BEARER  secret"),
        ("X-Api-Key", "secret"),
    ):
        assert ask(address, "/v1/models", headers={name: value})[0] == 200
        assert ask(address, "/v1/models", headers={name: value + "s"})[0] == 401
    end_by_ctrl_c(process)


def exchange(address, method, path, body=None, **headers):
    """(status, headers, bytes) of a request by any method."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    with contextlib.closing(connection):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()


@pytest.mark.parametrize(
    "path, allowed",
    [
        ("/", "GET, HEAD, OPTIONS"),
        ("/health", "GET, HEAD, OPTIONS"),
        ("/v1/models", "GET, HEAD, OPTIONS"),
        ("/v1/models/sft", "GET, HEAD, OPTIONS"),
        ("/v1/chat/completions", "POST, OPTIONS"),
        ("/v1/completions", "POST, OPTIONS"),
        ("/nothing", None),
        ("/v1/nothing", None),
    ],
)
def test_each_path_has_its_methods_and_lets_no_other_site_in(server, path, allowed):
    for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"):
        status, headers, content = exchange(server, method, path, Origin="http://evil.example")
        if allowed is None:
            assert status == 404
        elif method == "OPTIONS":
            assert (status, headers["Allow"], content) == (204, allowed, b"")
        elif method == "HEAD" and "HEAD" in allowed:
            assert status == 200
        elif method not in allowed:
            assert (status, headers["Allow"]) == (405, allowed)
        else:
            assert status == (400 if method == "POST" else 200)  # no JSON

        if method == "HEAD":
            _, of_get, by_get = exchange(server, "GET", path)
            assert content == b"" and int(headers["Content-Length"])
            assert status != 200 or int(headers["Content-Length"]) == len(by_get)
            assert headers["Content-Type"] == of_get["Content-Type"]
        elif status >= 400:
            assert json.loads(content)["error"]["message"]
        assert not [name for name in headers if name.lower().startswith("access-control")]

    if path.startswith("/v1/"):
        status, _, content = exchange(server, "POST", path, "{}", Sec_Fetch_Site="cross-site")
        assert (status, json.loads(content)["error"]["code"]) == (403, "cross_site")
    elif allowed:  # a link on another site leads to the page
        assert exchange(server, "GET", path, Sec_Fetch_Site="cross-site")[0] == 200


def test_a_body_that_nobody_wanted_is_not_the_next_request(server):
    inner = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for method in (b"GET", b"OPTIONS", b"HEAD"):
        head = b"%s /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
        host, port = server.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as caller:
            caller.sendall(head % (method, len(inner)) + inner)
            said = b""
            while part := caller.recv(1 << 16):
                said += part
        assert said.count(b"HTTP/1.1 ") == 1 and b" 404 " not in said


def test_who_waits_for_a_word_before_the_body_gets_it(server):
    body = user_says("Hi")
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as caller:
        caller.sendall(post(body, Expect="100-continue")[: -len(body)])
        assert caller.recv(1 << 16).startswith(b"HTTP/1.1 100 ")
        caller.sendall(body)
        assert caller.recv(1 << 16).startswith(b"HTTP/1.1 200 ")


def test_500_connections_in_turn_take_seconds(server):
    began = time.monotonic()
    for _ in range(500):
        assert exchange(server, "GET", "/health")[0] == 200
    took = time.monotonic() - began
    assert took < 10, f"{took:.1f} s"


def mangle_state(base, stage):
    """Let a stage's checkpoint be of an unheard-of version, and whole by its manifest."""
    folder = newest_folder(base, stage)
    state = json.loads((folder / "state.json").read_text())
    state["model"]["unheard_of"] = 1
    (folder / "state.json").write_text(json.dumps(state))
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    manifest["state.json"] = tokenizer.file_sha256(folder / "state.json")
    (folder / "MANIFEST.json").write_text(json.dumps(manifest))


def test_each_trained_stage_is_a_model_by_name(trained, copy_of):
    """One that cannot be loaded is an error for who asks for it, and for nobody else."""
    base = copy_of(trained)
    mangle_state(base, "mid")
    process = start("python chat.py --serve --port 0 --stage sft --max_new_tokens 4", base)
    address = address_of(process)

    def answered(name, path="/v1/chat/completions"):
        body = dict(messages=turns("Hi", "")[:1], prompt="Hi", model=name, temperature=0)
        return ask(address, path, body)

    def names():
        return [model["id"] for model in ask(address, "/v1/models")[1]["data"]]

    # the one that answers who names none comes first: clients take that
    assert names() == ["fivechat-sft", "fivechat-mid", "fivechat-base"]
    unnamed = answered(None)[1]
    for name in ("fivechat-sft", "sft"):
        status, reply = answered(name)
        assert (status, reply["model"]) == (200, "fivechat-sft")
        assert reply["choices"] == unnamed["choices"]
    status, reply = answered("fivechat-base", "/v1/completions")
    assert (status, reply["model"]) == (200, "fivechat-base")
    process_of_base = must(
        "python chat.py --stage base --max_new_tokens 4 -p Hi".split(), base
    )  # the same model, asked in the terminal
    assert reply["choices"][0]["text"] + "\n" == process_of_base.stdout

    _, one = ask(address, "/v1/models/fivechat-base")
    assert one in ask(address, "/v1/models")[1]["data"]
    for name in ("gpt-4", "rl", "", "fivechat-", "fivechat-fivechat-sft", "../sft", "x" * 999):
        found = [answered(name), ask(address, f"/v1/models/{name}")]
        for status, reply in found:
            assert (status, reply["error"]["code"]) == (404, "model_not_found"), name
            assert "fivechat-sft, fivechat-mid" in reply["error"]["message"]
            assert len(reply["error"]["message"]) < 300
    assert answered(5)[0] == answered([])[0] == 400

    status, reply = answered("fivechat-mid")
    assert (status, reply["error"]["type"]) == (500, "server_error")
    assert "fivechat-mid" in reply["error"]["message"]
    assert str(base) not in reply["error"]["message"]  # a caller need not know
    assert answered("sft")[0] == 200

    # the step is that of the checkpoint that answers, though newer ones may have come
    folder = newest_folder(base, "sft")
    shutil.copytree(folder, folder.with_name("step_000016"))
    steps = {model["id"]: model["step"] for model in ask(address, "/v1/models")[1]["data"]}
    assert steps == dict.fromkeys(names(), 12) and answered("sft")[1]["step"] == 12

    # a stage that has its first checkpoint while this runs; and one whose only one is damaged
    shutil.copytree(base / "checkpoints" / "sft", base / "checkpoints" / "rl")
    assert names()[1] == "fivechat-rl" and answered("rl")[0] == 200
    shutil.rmtree(base / "checkpoints" / "mid")
    shutil.copytree(newest_folder(base, "base"), base / "checkpoints" / "mid" / "step_000099")
    damage(base / "checkpoints" / "mid" / "step_000099" / "weights.pt")
    assert names() == ["fivechat-sft", "fivechat-rl", "fivechat-base"]

    assert ask(address, "/health")[1]["stage"] == "sft"
    end_by_ctrl_c(process)
    assert "error: cannot load stage mid: TypeError: " in process.communicate()[1]


def test_a_model_that_two_ask_for_at_once_is_loaded_once(trained, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(trained))
    loaded, open_model = [], chat.open_model

    def opened(stage, device):
        loaded.append(stage)
        while len(server.waiting) < 5:
            time.sleep(0.001)  # until all have come
        return open_model(stage, device)

    class Counted:
        """A lock that says who waits for it."""

        def __init__(self, lock):
            self.lock = lock

        def __enter__(self):
            server.waiting.append(threading.get_ident())
            self.lock.acquire()

        def __exit__(self, *_):
            self.lock.release()

    tok = tiny_tokenizer()
    with serving(tiny_model(tok.vocab), tok) as (address, server):
        monkeypatch.setattr(chat, "open_model", opened)
        server.waiting, server.loading = [], Counted(server.loading)
        replies = []

        def call():
            replies.append(ask(address, "/v1/completions", dict(prompt="x", model="base", seed=1)))

        callers = [threading.Thread(target=call) for _ in range(5)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        assert [status for status, _ in replies] == [200] * 5
        assert len({reply["choices"][0]["text"] for _, reply in replies}) == 1
        assert loaded == ["base"]


def open_browser(webdriver, language="en-US"):
    """A headless Chromium, as narrow as a phone, that records requests and errors."""
    options = webdriver.ChromeOptions()
    options.add_argument("--headless=new")
    options.add_argument("--no-sandbox")
    options.add_argument("--disable-gpu")
    options.add_argument("--disable-dev-shm-usage")
    options.add_argument(f"--accept-lang={language}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    browser = webdriver.Chrome(options=options, service=service)
    resize(browser, 390, 800)
    return browser


def resize(browser, width, height):
    """By the protocol: a window cannot be as narrow as a phone."""
    size = dict(width=width, height=height, deviceScaleFactor=1, mobile=False)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def requested_urls(browser):
    """Everything that the page has asked for."""
    urls = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            urls.add(message["params"]["request"]["url"])
    return urls


def need_browser():
    """selenium.webdriver, where there is a Chromium that it can drive (see absent)."""
    webdriver = need("selenium.webdriver")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        absent("needs chromium and chromium-driver")
    return webdriver


@pytest.fixture(scope="module")
def browser():
    browser = open_browser(need_browser())
    yield browser
    browser.quit()


class Page:
    """The page in a browser, empty as for somebody new; one reads, types and presses."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.js = browser.execute_script
        # what is drawn anew while one looks is looked at again
        stale = [need("selenium.common.exceptions").StaleElementReferenceException]
        waiting = need("selenium.webdriver.support.wait")
        self.until = waiting.WebDriverWait(browser, 60, ignored_exceptions=stale).until
        browser.get(address)
        self.js("localStorage.clear(); sessionStorage.clear()")
        browser.get(address)
        self.until(lambda _: self.find(".hello button"))

    def find(self, selector):
        return self.browser.find_elements("css selector", selector)

    def texts(self):
        """What the turns say that are shown, the calculator's part too."""
        return self.js("return [...document.querySelectorAll('.body')].map(e => e.textContent)")

    def told(self):
        """What is told beside the last answer."""
        return self.find(".about")[-1].text

    def press(self, name, nth=0):
        """Press the nth button of that name."""

        def pressed(_):
            buttons = self.find("button")
            [one for one in buttons if name in (one.text, one.accessible_name)][nth].click()
            return True

        self.until(pressed)

    def type(self, text):
        # not by send_keys, which has no emoji
        self.js("get('say').value = arguments[0]; get('say').oninput()", text)
        self.find("#say")[0].send_keys("\n")

    def answered(self, *texts):
        """Wait until all is answered, and these are the turns."""
        self.until(lambda _: not self.js("return answering") and self.texts() == list(texts))

    def ask(self, question):
        """Type a question of which the parrot's answer is known: the same."""
        before = self.texts()
        self.type(question)
        self.answered(*before, question, question)

    def chats(self):
        """The titles in the list."""
        return self.js("return [...document.querySelectorAll('.open')].map(e => e.textContent)")


@pytest.fixture(scope="module")
def parrot(trained):
    """The address of a real server whose model is PARROT."""
    process = start(["python", "-c", PARROT, *"--serve --port 0 --stage sft".split()], trained)
    yield address_of(process)
    end_by_ctrl_c(process)


@pytest.fixture
def page(browser, parrot):
    return Page(browser, parrot)


def test_the_page_in_a_real_browser(browser, server):
    """What is typed is shown as text, is kept over a reload, and can be answered again."""
    page = Page(browser, server)
    browser.get_log("browser"), requested_urls(browser)
    question = "<img src=x onerror=alert(1)> Hello"
    page.type(question)
    page.until(lambda _: not page.js("return answering") and len(page.texts()) == 2)
    before = page.texts()
    assert before[0] == question
    assert not page.find("#turns img")
    assert page.told().startswith("sft · step 12 · ") and "tokens" in page.told()

    browser.refresh()
    page.answered(*before)
    assert page.js("return document.documentElement.scrollWidth <= innerWidth")
    page.press("regenerate")
    page.until(lambda _: "2/2" in page.find(".acts")[-1].text)

    urls = requested_urls(browser)
    assert all(url.startswith(server) for url in urls), urls  # nothing leaves the machine
    for entry in browser.get_log("browser"):
        assert entry["level"] != "SEVERE" or "favicon" in entry["message"], entry


def test_an_example_of_the_greeting_is_asked_by_a_click(page):
    shown = [button.text for button in page.find(".hello button")]
    assert shown == list(chat.EXAMPLES["en"]["chat"])
    page.press(shown[1])
    page.answered(shown[1], shown[1])


def test_an_edited_question_is_a_branch_beside_the_old_one(page):
    page.ask("one")
    page.ask("two")
    page.press("edit")
    assert page.find("#say")[0].get_attribute("value") == "one"
    page.press("Cancel")
    page.answered("one", "one", "two", "two")

    page.press("edit")
    page.type("other")
    page.answered("other", "other")
    page.ask("three")
    page.press("the version before")
    page.answered("one", "one", "two", "two")
    assert page.js("return document.activeElement.ariaLabel") == "the version before"
    page.press("the next version")
    page.answered("other", "other", "three", "three")

    # an answer has branches as well, and all of it outlives the page
    page.press("regenerate")
    page.answered("other", "other")
    assert "2/2" in page.find(".acts")[-1].text
    page.browser.refresh()
    page.answered("other", "other")
    page.press("the next version", nth=1)
    page.answered("other", "other", "three", "three")


def test_stop_keeps_what_was_said_so_far(page):
    for how_often, stop in enumerate((lambda: page.press("Stop"), lambda: escape(page))):
        page.type("go on")
        page.until(lambda _: page.texts()[-1].startswith("aaaa"))
        assert page.find("#go")[0].text == "Stop"
        stop()
        page.until(lambda _: not page.js("return answering"))
        assert page.told().endswith("stopped")
        assert len(page.texts()) == 2 * (how_often + 1)
        assert page.texts()[-1].startswith("aaaa")

    # also by going elsewhere, where nothing of it appears
    page.type("go on")
    page.until(lambda _: len(page.texts()) == 6 and page.texts()[-1].startswith("aaaa"))
    page.press("Chats")
    page.press("New chat")
    page.ask("Hi")
    page.press("Chats")
    page.press("go on")
    page.until(lambda _: len(page.texts()) == 6)
    assert page.told().endswith("stopped")


def escape(page):
    page.find("#say")[0].send_keys("\ue00c")


def test_two_stages_answer_side_by_side(page):
    """Each under its name and for itself; a click says from which of them one goes on."""

    def choose(which, stage):
        page.js("const one = get(arguments[0]); one.value = arguments[1]", which, stage)
        page.js("get(arguments[0]).onchange()", which)

    def places():
        """Left and top of the two answers."""
        where = "(e => e.getBoundingClientRect()).map(r => [r.left, r.top])"
        return page.js(f"return [...document.querySelectorAll('.pair .turn')].map{where}")

    def path():
        return page.js("return pathTo(chat.turns, chat.turns[chat.leaf]).map(one => one.stage)")

    resize(page.browser, 1200, 900)
    page.until(lambda _: page.js("return model.stages.length") > 1)
    choose("beside", "mid")
    page.type("one")
    page.answered("one", "one", "one")
    assert [name.text for name in page.find(".who h2")] == ["sft", "mid"]
    assert [one.text.split(" ")[0] for one in page.find(".about")] == ["sft", "mid"]
    (left, top), (right, same) = places()
    assert left < right and top == same
    assert path()[-1] == "sft"

    page.press("go on from here", nth=1)
    choose("beside", "")
    page.type("two")
    page.answered("one", "one", "one", "two", "two")
    assert path()[1] == "mid"
    page.browser.refresh()
    page.answered("one", "one", "one", "two", "two")

    resize(page.browser, 390, 800)
    (left, top), (right, below) = places()
    assert left == right and top < below
    assert page.js("return document.documentElement.scrollWidth <= innerWidth")

    # both are stopped, and what one cannot do is said in its place
    page.until(lambda _: page.js("return model.stages.length") > 1)
    choose("beside", "mid")
    page.type("go on")
    page.until(lambda _: all(text.startswith("aaaa") for text in page.texts()[-2:]))
    page.press("Stop")
    page.until(lambda _: not page.js("return answering"))
    assert all(set(text) == {"a"} for text in page.texts()[-2:])
    page.js("chat.stages = ['sft', 'gone']")
    page.type("three")
    page.until(lambda _: not page.js("return answering") and page.texts()[-2] == "three")
    assert "gone" in page.find(".pair .turn")[-1].text


def test_a_deleted_conversation_comes_back_by_undo(page):
    page.ask("one")
    page.press("Chats")
    page.press("New chat")
    page.ask("two")
    page.press("Chats")
    assert page.chats() == ["two", "one"]

    page.press("Delete: two")  # the one that is shown
    assert page.texts() == [] and page.find(".hello")
    page.browser.refresh()
    page.until(lambda _: page.find(".hello button"))
    assert page.chats() == ["one"]

    page.press("Chats")
    page.press("one")
    page.answered("one", "one")
    page.press("Chats")
    page.press("Delete: one")
    assert page.chats() == [] and "Deleted: one" in page.find("#notice")[0].text
    page.press("Undo")
    page.answered("one", "one")
    assert page.chats() == ["one"] and page.find("#notice")[0].text == ""

    # an answer that is under way does not bring it back
    page.type("go on")
    page.until(lambda _: page.texts()[-1].startswith("aaaa"))
    page.press("Chats")
    page.press("Delete: one")
    page.until(lambda _: not page.js("return answering"))
    assert page.chats() == []


def test_two_tabs_lose_nothing_of_one_another(page):
    browser, first = page.browser, page.browser.current_window_handle
    page.ask("one")
    try:
        browser.switch_to.new_window("tab")
        second = browser.current_window_handle
        browser.get(page.address)
        page.until(lambda _: page.find(".hello button"))
        resize(browser, 390, 800)
        page.ask("two")
        page.press("Chats")
        assert page.chats() == ["two", "one"]

        # what the second tab adds to a conversation appears in the first
        page.press("one")
        page.answered("one", "one")
        page.ask("three")
        browser.switch_to.window(first)
        page.answered("one", "one", "three", "three")
        page.until(lambda _: page.chats() == ["one", "two"])

        # both go on with it at once
        page.type("go on")
        page.until(lambda _: page.texts()[-1].startswith("aaaa"))
        browser.switch_to.window(second)
        page.until(lambda _: page.texts()[-1] == "go on")
        page.press("edit", nth=-1)
        page.type("meanwhile")
        page.answered("one", "one", "three", "three", "meanwhile", "meanwhile")
        browser.switch_to.window(first)
        page.press("Stop")
        page.until(lambda _: "1/2" in page.find(".user .acts")[-1].text)
        page.press("the next version")
        page.answered("one", "one", "three", "three", "meanwhile", "meanwhile")
        page.press("the version before")
        page.until(lambda _: page.texts()[4] == "go on" and page.texts()[5].startswith("aaaa"))
    finally:
        browser.switch_to.window(second)
        browser.close()
        browser.switch_to.window(first)


def test_what_another_tab_has_just_stored_is_not_overwritten(page):
    """Also where its message about that has not come yet: in its own tab, a change sends none."""
    page.ask("one")
    page.js("""
      const key = CHAT + chat.id, stored = JSON.parse(localStorage.getItem(key))
      stored.turns.theirs = { id: "theirs", parent: null, role: "user", content: "theirs" }
      localStorage.setItem(key, JSON.stringify(stored))
    """)
    page.ask("two")
    page.browser.refresh()
    page.answered("one", "one", "two", "two")
    page.press("the next version")
    page.answered("theirs")
    page.press("answer")  # that tab was closed before it came
    page.answered("theirs", "theirs")


def stored_turn(turn_id, parent, role, content, **more):
    return dict(id=turn_id, parent=parent, role=role, content=content, tool=[], **more)


def test_damaged_storage_is_mended_or_set_aside(page):
    question = stored_turn("1", None, "user", "Hi")
    answer = stored_turn("2", "1", "assistant", "Ho")
    circle = dict(a=stored_turn("a", "b", "user", "x"), b=stored_turn("b", "a", "user", "y"))
    whole = {"1": question, "2": answer}
    odd = dict(answer, tool=[None, 5, dict(expression=1)], count={}, stage=[], seconds="x", why=7)
    mended = {
        "whole": dict(turns=whole, leaf="2", time=9),
        "noleaf": dict(turns=whole, leaf="nosuch", time="yesterday"),
        "junk": dict(turns={**whole, **circle, "z": 5, "y": None, "x": dict(id=3)}, leaf="a"),
        "list": dict(turns=[question, answer]),
        "odd": dict(turns={"1": question, "2": odd}),
    }
    lost = dict(empty="", text="{", null="null", number="5", none='{"turns": {}}', list2="[[]]")
    lost["circle"] = json.dumps(dict(turns=circle))
    stored = {**{name: json.dumps(value) for name, value in mended.items()}, **lost}
    put = "for (const [k, v] of Object.entries(arguments[0])) localStorage.setItem(k, v)"
    page.js(put, {"fivechat.chat." + name: text for name, text in stored.items()})

    for name in stored:
        page.js("sessionStorage.setItem('open', arguments[0])", name)
        page.browser.refresh()
        if name in mended:
            page.answered("Hi", "Ho")
        else:
            page.until(lambda _: page.find(".hello button"))
        assert page.chats() == ["Hi"] * len(mended)
    kept = page.js("return {...localStorage}")
    assert {kept.get("fivechat.damaged." + name) for name in lost} == set(lost.values())
    assert all("fivechat.chat." + name in kept for name in mended)
    page.ask("And now?")

    # where nothing can be stored, it is said, and one can talk all the same
    page.js("Storage.prototype.setItem = () => { throw new DOMException('no room') }")
    page.ask("And now?")
    assert "keeps no more" in page.find("#notice")[0].text


def test_what_the_model_says_is_text_code_and_calls(page):
    script = "<script>document.title = 'taken'</script><b>x</b>"
    page.ask(script)
    assert not page.find("#turns script, #turns b")
    assert page.browser.title == "fivechat"

    page.type("See:\n```py\n<b>\n```\nand\ndef f(a):\n    return a\nIs it?\n```\nopen")
    page.until(lambda _: not page.js("return answering") and len(page.texts()) == 4)
    answer = page.find(".body")[-1]
    code = [made.text for made in answer.find_elements("css selector", "pre")]
    assert code == ["<b>", "def f(a):\n    return a", "open"]
    said = [made.text for made in answer.find_elements("css selector", ".text")]
    assert said == ["See:", "and", "Is it?"]

    page.type("12 * 34?")
    page.until(lambda _: page.texts()[-1] == "It is [12 * 34 = 408] 408.")
    assert page.find(".tool")[-1].text.strip() == "[12 * 34 = 408]"


def test_a_chinese_browser_has_a_chinese_page(parrot):
    browser = open_browser(need_browser(), "zh-CN")
    try:
        page = Page(browser, parrot)
        assert page.js("return document.documentElement.lang") == "zh-CN"
        assert page.find("#go")[0].text == "发送"
        # the model has learned English, so that is what it is asked
        assert page.find(".hello button")[0].text == chat.EXAMPLES["en"]["chat"][0]
        page.ask("你好，世界🙂！")
        assert "个词元" in page.told()
        page.press("对话")
        assert page.chats() == ["你好，世界🙂！"]
        words = "return Object.keys(WORDS.zh).join() == Object.keys(WORDS.en).join()"
        assert page.js(words)
    finally:
        browser.quit()


# What a page shows as text: [text, its colour, the background behind it], for all that is seen.
SHOWN_COLOURS = """
const behind = made => {
  const colour = getComputedStyle(made).backgroundColor
  return colour == "rgba(0, 0, 0, 0)" ? behind(made.parentElement) : colour
}
const shown = []
for (const made of document.body.querySelectorAll("*")) {
  const texts = [...made.childNodes].filter(node => node.nodeType == 3 && node.data.trim())
  if (!made.checkVisibility() || !texts.length) continue
  shown.push([texts[0].data, getComputedStyle(made).color, behind(made)])
}
const hint = getComputedStyle(get("say"), "::placeholder")
return [...shown, [get("say").placeholder, hint.color, behind(get("say"))]]
"""


def contrast(one, other):
    """The contrast of two colours as browsers write them, by WCAG 2: from 1 to 21."""

    def luminance(colour):
        parts = [int(part) / 255 for part in re.fullmatch(r"rgb\((.*)\)", colour)[1].split(", ")]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_every_text_of_the_page_has_contrast(page):
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == 21
    page.type("```\ncode\n```\n\ntext")
    page.until(lambda _: not page.js("return answering") and len(page.texts()) == 2)
    page.type("12 * 34?")
    page.until(lambda _: "408" in page.texts()[-1] and page.find(".tool"))
    refusal = json.dumps(dict(error=dict(message="no")))
    page.js("window.fetch = async () => new Response(arguments[0], {status: 500})", refusal)
    page.type("fails")
    page.until(lambda _: page.find(".error"))
    page.press("Chats")
    page.press("Sampling")
    page.press("edit")
    page.js("notice('note', button('Undo'))")

    for scheme in ("light", "dark"):
        media = dict(features=[dict(name="prefers-color-scheme", value=scheme)])
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        for width in (390, 1280):
            resize(page.browser, width, 800)
            shown = page.js(SHOWN_COLOURS)
            texts = [text for text, _, _ in shown]
            wanted = {"no", "code", "\ntext", "[12 * 34 = 408] ", "note", "×", "temperature"}
            assert wanted <= set(texts)
            for text, colour, back in shown:
                assert contrast(colour, back) >= 4.5, (scheme, text, colour, back)
    resize(page.browser, 390, 800)


def test_an_answer_is_heard_once(page):
    """Of the live regions, which a screen reader reads, only one says it, when it is whole."""
    page.js("""
      window.heard = []
      const live = "[aria-live], [role=status], [role=alert], [role=log]"
      new MutationObserver(changes => {
        for (const change of changes) {
          const made = change.target.closest ? change.target : change.target.parentElement
          const region = made.closest(live)
          if (region && region.textContent) heard.push(region.textContent)
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    """)
    page.ask("one two three four five six seven")
    page.ask("again")
    assert page.js("return heard") == ["one two three four five six seven", "again"]


def test_panels_cover_nothing_and_the_box_grows(page):
    page.ask("\n".join(["Hi"] * 20))
    for width in (390, 1280):
        resize(page.browser, width, 800)
        page.js("showPanel('list', true); showPanel('sampling', true); notice('note')")
        boxes = page.js(
            "return ['header', 'nav', '#sampling', 'main', '#notices', 'form'].map(name =>"
            " document.querySelector(name).getBoundingClientRect().toJSON())"
        )
        for a, b in itertools.combinations(boxes, 2):
            beside = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert beside or a["bottom"] <= b["top"] or b["bottom"] <= a["top"], (a, b)
        assert boxes[-1]["bottom"] <= 800 and boxes[3]["height"] > 100
        assert page.js("return document.documentElement.scrollWidth <= innerWidth")
    resize(page.browser, 390, 800)

    heights = []
    for lines in (1, 4, 100, 1):
        typed = "get('say').value = 'x\\n'.repeat(arguments[0]); get('say').oninput()"
        page.js(typed, lines)
        heights.append(page.find("#say")[0].size["height"])
    assert heights[0] == heights[3] < heights[1] < heights[2] <= 320


def test_only_what_was_moved_is_asked_for(page):
    """A slider that nobody touched leaves it to the server, whose flags may say something else."""
    page.js("""
      const real = window.fetch
      window.sent = []
      window.fetch = (url, how) => { sent.push(JSON.parse(how.body)); return real(url, how) }
    """)
    page.ask("one")
    page.press("Sampling")
    page.find("#temperature")[0].send_keys("\ue014")  # the right arrow
    page.ask("two")
    page.press("The server's defaults")
    page.ask("three")
    sent = page.js("return sent")
    assert [body.get("temperature") for body in sent] == [None, 0.05, None]
    assert all("top_k" not in body and "max_tokens" not in body for body in sent)
    assert [m["content"] for m in sent[2]["messages"]] == ["one", "one", "two", "two", "three"]


def test_the_page_asks_for_the_key_and_says_when_the_server_is_gone(browser, trained):
    words = "--serve --port 0 --stage sft --api_key secret".split()
    process = start(["python", "-c", PARROT, *words], trained)
    page = Page(browser, address_of(process))
    alert_is_present = need("selenium.webdriver.support.expected_conditions").alert_is_present()
    # two stages ask, and the page asks once: nobody who gives no key, and who gives a wrong one
    page.js("chat.stages = ['sft', 'mid']")
    page.type("Hi")
    page.until(alert_is_present).dismiss()
    page.until(lambda _: len(page.find(".error")) == 2 and not page.js("return answering"))
    assert "API key" in page.find(".error")[1].text
    page.press("regenerate")
    for key in ("wrong", "secret"):
        alert = page.until(alert_is_present)
        alert.send_keys(key)
        alert.accept()
    page.answered("Hi", "Hi", "Hi")
    browser.refresh()
    page.answered("Hi", "Hi", "Hi")
    page.press("regenerate")
    page.answered("Hi", "Hi", "Hi")

    end_by_ctrl_c(process)
    page.type("Hi")
    page.until(lambda _: page.find(".error"))
    assert "still running" in page.find(".error")[0].text


def test_a_page_that_may_not_store_goes_on_without(browser, trained, copy_of):
    """And one with a single stage says which that is, where others have a choice."""
    base = copy_of(trained)
    for stage in ("base", "mid"):
        shutil.rmtree(base / "checkpoints" / stage)
    words = "--serve --port 0 --api_key secret".split()
    process = start(["python", "-c", PARROT, *words], base)
    page = Page(browser, address_of(process))
    assert not page.find("#stage")[0].is_displayed() and page.find("#only")[0].text == "sft"

    forbid = """for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, { get() { throw new DOMException("", "SecurityError") } })
    """
    add, remove = (f"Page.{verb}ScriptToEvaluateOnNewDocument" for verb in ("add", "remove"))
    added = browser.execute_cdp_cmd(add, dict(source=forbid))
    try:
        browser.refresh()
        page.until(lambda _: page.find(".hello button"))
        assert "store nothing" in page.find("#notice")[0].text
        page.type("Hi")
        alert = page.until(
            need("selenium.webdriver.support.expected_conditions").alert_is_present()
        )
        alert.send_keys("secret")
        alert.accept()
        page.answered("Hi", "Hi")
        page.ask("you")
        page.press("Chats")
        page.press("New chat")
        page.until(lambda _: page.find(".hello button"))
    finally:
        browser.execute_cdp_cmd(remove, added)
    end_by_ctrl_c(process)


def parts_of(tok, answer, stop):
    """All parts that an AnswerReader makes of (id, sampled) pairs, as stream_answer asks it."""
    reader, parts = chat.AnswerReader(tok, stop), []
    for token, sampled in answer:
        parts += reader.read(token, sampled)
        if reader.state == chat.ENDED:
            break
    return parts + reader.finish()


def joined(parts):
    """The same parts with neighbouring texts as one."""
    merged = []
    for kind, part in parts:
        if kind == "text" and merged and merged[-1][0] == "text":
            part = merged.pop()[1] + part
        merged.append((kind, part))
    return merged


def cut_at_stop(pieces, stop):
    """The slow way: texts and tool parts -> the same, up to where the first stop string begins."""
    text = "".join(part for kind, part in pieces if kind == "text")
    end = min((text.index(s) for s in stop if s in text), default=len(text))
    kept, at = [], 0
    for kind, part in pieces:
        if kind == "text":
            kept.append((kind, part[: max(0, end - at)]))
            at += len(part)
        elif at <= end:
            kept.append((kind, part))
    return joined([(kind, part) for kind, part in kept if part])


def spelled(tok, rng, text):
    """Ids of a text, cut at random places first, even within characters."""
    data, ids = text.encode(), []
    while data:
        n = rng.randint(1, 6)
        for byte in [data[:n]] if data[:n] in tok.ranks else [bytes([b]) for b in data[:n]]:
            ids.append(tok.ranks[byte])
        data = data[n:]
    return ids


def used_tool(tok, expression, result):
    """(id, sampled) pairs of a call that the calculator answers."""
    s, e = special_ids(tok), tok.encode
    call = [s["python_start"], *e(expression), s["python_end"]]
    said = [s["output_start"], *e(result), s["output_end"]]
    return [(i, True) for i in call] + [(i, False) for i in said]


def test_an_answer_is_its_text_cut_where_the_first_stop_string_begins():
    """With few letters, so that stop strings overlap, span ids and calls, and nearly come."""
    tok, rng = tiny_tokenizer(), random.Random(soak_seed(3))
    for _ in range(20_000 if SOAK else 2_000):
        pieces, answer = [], []
        for _ in range(rng.randint(0, 4)):
            text = "".join(rng.choices("abé🙂 ", k=rng.randint(0, 6)))
            pieces.append(("text", text))
            answer += [(i, True) for i in spelled(tok, rng, text)]
            if rng.random() < 0.4:
                pieces.append(("tool", ("1+1", str(len(pieces)))))
                answer += used_tool(tok, *pieces[-1][1])
        stop = [
            "".join(rng.choices("abé🙂", k=rng.randint(1, 4))) for _ in range(rng.randint(0, 3))
        ]

        *parts, (kind, (why, count)) = parts_of(tok, answer, stop)
        text = "".join(part for kind, part in pieces if kind == "text")
        assert joined(parts) == cut_at_stop(pieces, stop), (pieces, stop)
        assert (kind, why) == ("end", "stop" if any(s in text for s in stop) else "length")
        assert count <= len(answer)


def test_a_stop_string_at_the_very_start_and_text_before_a_call():
    tok = tiny_tokenizer()
    said = [(i, True) for i in tok.encode("The capital of France is Paris.")]
    for n in range(1, 31):
        assert parts_of(tok, said, ["The capital of France is Paris."[:n]])[:-1] == []

    # what may begin a stop string waits, and the call behind it too; the rest comes at once
    answer = [(i, True) for i in tok.encode("It is ca")] + used_tool(tok, "1+1", "2")
    reader = chat.AnswerReader(tok, ["cat"])
    came = [part for pair in answer for part in reader.read(*pair)]
    assert joined(came) == [("text", "It is ")]
    tail = [part for i in tok.encode("r.") for part in reader.read(i, True)]
    assert joined(tail) == [("text", "ca"), ("tool", ("1+1", "2")), ("text", "r.")]


def test_only_the_calculators_own_result_is_shown_as_one():
    """A model may write a result itself, or odd tokens into its call."""
    tok = tiny_tokenizer()
    s, e = special_ids(tok), tok.encode
    end = s["assistant_end"]
    made_up = [s["output_start"], *e("999"), s["output_end"]]
    call = [s["python_start"], *e("1+"), s["output_start"], *e("1"), s["python_end"]]
    room = [e("x")[0]] * 3  # thrown away while the result is put in

    def answered(script):
        model, how = Scripted(tok, script), dict(max_new_tokens=60, temperature=0.0)
        reader = chat.AnswerReader(tok, [])
        return joined(chat.stream_answer(gpt.Engine(model, tok), reader, [tok.bos], how))[:-1]

    assert answered([*made_up, *e("ok"), end]) == [("text", "ok")]
    whole_call = [*call, *room]
    assert answered([*whole_call, *e("ok"), end]) == [("tool", ("1+1", "2")), ("text", "ok")]
    assert answered([*whole_call, *made_up, *e("ok"), end]) == answered(
        [*whole_call, *e("ok"), end]
    )
    assert answered([*made_up[:-1], *whole_call, *e("ok"), end])[0] == ("tool", ("1+1", "2"))


def test_base_reads_the_end_of_a_prompt_that_is_too_long():
    tok = tiny_tokenizer()
    text = "the cat sat on the mat. " * 20 + "the end"
    ids, _ = chat.prompt_ids(tok, "base", [dict(role="user", content=text)], 40)
    assert ids == [tok.bos, *tok.encode(text)[-39:]]
    ids, _ = chat.prompt_ids(tok, "base", [dict(role="user", content="the end")], 40)
    assert ids == [tok.bos, *tok.encode("the end")]


def test_a_temperature_near_zero_takes_the_likeliest():
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)

    def answered(**how):
        how = dict(max_new_tokens=20, **how)
        reader = chat.AnswerReader(tok, [])
        return list(chat.stream_answer(gpt.Engine(model, tok), reader, [tok.bos], how))

    for temperature in (1e-38, 1e-300, 1e-7):
        assert answered(temperature=temperature) == answered(temperature=0.0)


@contextlib.contextmanager
def serving(model, tok):
    """The address of a server in this process, and the server."""
    how = dict(max_new_tokens=8, temperature=0.0, top_k=0, top_p=1.0, min_p=0.0, seed=0)
    server = chat.ChatServer(("127.0.0.1", 0), (model, tok, "sft", 12), "cpu", how, "")
    thread = threading.Thread(target=server.serve_forever, kwargs=dict(poll_interval=0.05))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class OutOfMemory(Scripted):
    """A model that fails at its third id, as long as `fails` is set."""

    fails = True

    def hidden(self, ids, cache=None):
        if self.fails and self.at >= 2:
            raise torch.OutOfMemoryError("CUDA out of memory.\nTried to allocate much.")
        return super().hidden(ids, cache)


def test_a_failure_here_is_a_500_and_the_server_goes_on(capsys):
    tok = tiny_tokenizer()
    model = OutOfMemory(tok, [tok.encode("x")[0]] * 9)
    chat_of = dict(messages=[dict(role="user", content="Hi")], max_tokens=5)
    path = "/v1/chat/completions"
    with serving(model, tok) as (address, server):
        status, reply = ask(address, path, chat_of)
        assert (status, reply["error"]["type"]) == (500, "server_error")

        # a stream has sent its status already: it tells, and ends without [DONE]
        model.at = 0
        raw = json.dumps(dict(chat_of, stream=True)).encode()
        with urllib.request.urlopen(address + path, raw, timeout=60) as reply:
            lines = reply.read().decode().split("\n\n")
        assert "server_error" in lines[-2] and not lines[-1]

        model.fails = False
        status, reply = ask(address, path, chat_of)
        assert (status, reply["usage"]["completion_tokens"]) == (200, 5)
        while (stats := ask(address, "/stats")[1])["waiting"]:
            pass  # a place becomes free just after the caller has its answer
        assert (stats["failed"], stats["tokens"]) == (2, 2 + 2 + 5)
    said = capsys.readouterr().err.splitlines()
    assert said == ["error: OutOfMemoryError: CUDA out of memory."] * 2


def wait_until(claim):
    """However long it takes."""
    while not claim():
        time.sleep(0.001)


def is_serving():
    """Whether a connection to a server in this process is still being answered."""
    return any("process_request_thread" in thread.name for thread in threading.enumerate())


def test_many_at_once_get_what_each_gets_alone():
    """64 callers at the same time, streamed or not, greedy or drawn, some of whom hang up: none is
    refused, and no answer is lost, mixed with another's, or changed by it. In soak for a minute, in
    which the memory does not grow."""
    seed = soak_seed(4)
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)

    def body_of(i):
        rng = random.Random(f"{seed} {i}")
        text = "".join(rng.choice("the cat sat on 12 ") for _ in range(rng.randrange(20)))
        how = dict(temperature=rng.choice([0, 1]), seed=i, max_tokens=rng.randint(1, 30))
        how |= dict(stream=rng.random() < 0.5, n=1)
        return dict(prompt=text, **how)

    def alone(body):
        """The text that nobody else's could have changed."""
        reader = chat.AnswerReader(tok, [])
        how = dict(max_new_tokens=body["max_tokens"], seed=body["seed"])
        how |= dict(temperature=float(body["temperature"]), top_k=0, top_p=1.0, min_p=0.0)
        parts = chat.stream_answer(
            gpt.Engine(model, tok), reader, [tok.bos, *tok.encode(body["prompt"])], how
        )
        return "".join(part for kind, part in parts if kind == "text")

    def call(i):
        body = body_of(i)
        data = json.dumps(body).encode()
        if i % 8 == 7:  # hangs up at once
            with socket.create_connection(server.server_address) as caller:
                caller.sendall(post(data, path="/v1/completions"))
            return None
        with urllib.request.urlopen(address + "/v1/completions", data, timeout=60) as reply:
            said = reply.read().decode()
        if not body["stream"]:
            return json.loads(said)["choices"][0]["text"]
        events = [line[6:] for line in said.split("\n\n") if line]
        assert events.pop() == "[DONE]"
        return "".join(json.loads(event)["choices"][0]["text"] for event in events)

    began, memory, changed = time.monotonic(), [], []
    with serving(model, tok) as (address, server):
        for first in itertools.count(step=64):
            with concurrent.futures.ThreadPoolExecutor(64) as callers:
                texts = list(callers.map(call, range(first, first + 64)))
            for i, text in enumerate(texts, start=first):
                if text != (None if i % 8 == 7 else alone(body_of(i))):
                    changed.append(i)
            memory.append(psutil.Process().memory_info().rss)
            if time.monotonic() > began + 60 * SOAK:
                break
        # until all connections are done with
        wait_until(lambda: server.stats["requests"] == first + 64 and not is_serving())
        batch = server.batches["sft"]
        wait_until(lambda: not batch.is_running)
        assert (batch.n_rows, batch.arrived, len(batch.queue)) == (0, [], 0)
        assert not batch.engine.rows and not batch.engine.waiting
        assert ask(address, "/stats")[1]["refused"] == 0
    grown = memory[-1] - memory[len(memory) // 4]
    print(f"{len(memory)} rounds of 64; {changed} differ; memory grew by {grown / 1e6:.1f} MB")
    assert grown < 20e6
    # sums are rounded otherwise in a batch, and once in some thousands a draw lies as near as that
    # to the border of two ids; an answer that got mixed up would not be that rare
    assert len(changed) <= len(memory) * 64 // 1000, changed


@contextlib.contextmanager
def gated_serving():
    """As serving, its Batch besides, and a gate: only while it is open the model computes."""
    tok, gate = tiny_tokenizer(), threading.Event()
    model = tiny_model(tok.vocab)
    hidden = model.hidden
    model.hidden = lambda *more: gate.wait() and hidden(*more)
    model.decoder = lambda: None  # which would not pass by there
    with serving(model, tok) as (address, server):
        yield address, server, server.batches["sft"], gate


def test_who_finds_no_place_waits_in_turn_and_beyond_the_queue_is_refused(monkeypatch):
    """And nobody below that, however many come within one step."""
    monkeypatch.setattr(chat, "MAX_ROWS", 3)
    monkeypatch.setattr(chat, "MAX_WAITING", 2)
    with gated_serving() as (address, _, batch, gate):
        replies, entered = {}, []

        def call(i, n):
            body = dict(prompt=batch.tok.encode("the")[:1] * (i + 1), n=n, max_tokens=2)
            replies[i] = ask(address, "/v1/completions", body)

        callers = []
        for i in range(5):
            callers.append(threading.Thread(target=call, args=(i, 2 if i == 3 else 1)))
            callers[-1].start()
            wait_until(lambda: batch.n_rows + len(batch.queue) == i + 1)
        status, reply = ask(address, "/v1/completions", dict(prompt="x"))
        assert (status, reply["error"]["type"]) == (429, "rate_limit_error")
        body = json.dumps(dict(prompt="x", stream=True))
        assert exchange(address, "POST", "/v1/completions", body)[0] == 429  # by its status

        add = batch.engine.add
        batch.engine.add = lambda row: entered.append(len(row.prompt)) or add(row)
        assert not replies
        gate.set()
        for caller in callers:
            caller.join()
    assert [replies[i][0] for i in range(5)] == [200] * 5
    # behind the three that had places came the fourth request with both its answers, then the fifth
    assert entered[-3:] == [4, 4, 5]


def test_who_hangs_up_or_does_not_read_frees_its_place(monkeypatch):
    monkeypatch.setattr(chat, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(chat, "MAX_ROWS", 1)
    with gated_serving() as (address, server, batch, gate):

        def send(**body):
            data = json.dumps(dict(dict(prompt="x", max_tokens=2), **body)).encode()
            caller = socket.create_connection(server.server_address)
            caller.sendall(post(data, path="/v1/completions"))
            return caller

        # one in the engine, one in the queue: both go away before they are told anything
        first = send()
        wait_until(lambda: batch.n_rows == 1 and not batch.arrived)
        second = send(stream=True)
        wait_until(lambda: len(batch.queue) == 1)
        second.close()
        wait_until(lambda: not batch.queue)
        first.close()
        wait_until(lambda: batch.left)
        gate.set()
        wait_until(lambda: not batch.is_running)
        wait_until(lambda: not is_serving())
        assert batch.n_rows == 0 and server.stats["tokens"] <= 2

        # a reader who takes nothing, so that a write to it blocks: what it asked for is made all
        # the same, and the next has room
        reads, pause = threading.Event(), chat.Handler.pause

        def blocking(handler):
            if handler.client_address == slow.getsockname():
                reads.wait()
            pause(handler)

        monkeypatch.setattr(chat.Handler, "pause", blocking)
        with contextlib.closing(send(stream=True, max_tokens=60)) as slow:
            wait_until(lambda: server.stats["requests"] == 3)
            assert ask(address, "/v1/completions", dict(prompt="x", max_tokens=2))[0] == 200
            reads.set()
            said = slow.makefile("rb").read()
        assert said.endswith(b"[DONE]\n\n") and said.count(b"data: ") >= 3


def test_who_leaves_a_stream_that_has_begun_is_found_by_the_next_writes():
    with gated_serving() as (_, server, _, gate):
        gate.wait = lambda: not time.sleep(0.02)  # there is time to find it in
        data = json.dumps(dict(prompt="x", max_tokens=60, stream=True)).encode()
        with socket.create_connection(server.server_address, timeout=60) as caller:
            caller.sendall(post(data, path="/v1/completions"))
            caller.recv(10)
        wait_until(lambda: server.stats["tokens"])
        assert server.stats["tokens"] < 40


@pytest.mark.parametrize("stream", [False, True])
def test_who_only_ends_what_it_sends_is_answered(stream, monkeypatch):
    """As by nc -N, which shuts down its side once it has sent all."""
    monkeypatch.setattr(chat, "LOOK_EVERY", 0.01)
    with gated_serving() as (_, server, _, gate):
        data = json.dumps(dict(prompt="x", max_tokens=60, stream=stream)).encode()
        with socket.create_connection(server.server_address, timeout=60) as caller:
            caller.sendall(post(data, path="/v1/completions"))
            caller.shutdown(socket.SHUT_WR)
            reply = caller.makefile("rb")
            for line in [b"HTTP/1.1 100 Continue\r\n", b"\r\n"] * 3:
                assert reply.readline() == line  # so it has been looked at more than once
            gate.set()
            *_, head, body = reply.read().decode().split("\r\n\r\n")
    assert " 200 OK" in head and ("[DONE]" in body if stream else '"length"' in body)


def test_a_server_that_is_ended_lets_answers_end(trained):
    process = start("python chat.py --serve --port 0 --stage sft --max_new_tokens 100", trained)
    address = address_of(process)
    host, port = address.removeprefix("http://").split(":")
    body = json.dumps(dict(messages=turns("Hi", "")[:1], stream=True)).encode()
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=60) as caller:
        caller.sendall(head.encode() + b"\r\n" + body)
        said = caller.recv(10)  # the answer has begun
        process.send_signal(signal.SIGTERM)
        while part := caller.recv(1 << 16):
            said += part
    assert said.endswith(b"data: [DONE]\n\n")
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("round_", range(10 if SOAK else 1))
def test_ctrl_c_again_and_again_is_a_clean_end(trained, round_):
    """While 16 streams run: the process never aborts, however often it is told."""
    rng = random.Random(soak_seed(6))
    process = start("python chat.py --serve --port 0 --stage base", trained)
    host, port = address_of(process).removeprefix("http://").split(":")
    body = json.dumps(dict(prompt="The", max_tokens=100, stream=True, temperature=2)).encode()
    with contextlib.ExitStack() as callers:
        for _ in range(16):
            caller = callers.enter_context(socket.create_connection((host, int(port))))
            caller.sendall(post(body, path="/v1/completions"))
        caller.recv(10)
        for _ in range(5):
            process.send_signal(rng.choice([signal.SIGINT, signal.SIGTERM]))
            time.sleep(rng.choice([0, 0.01, 0.1]))  # any moment will do
        assert process.wait(timeout=20) == 0
    out, err = process.communicate()
    assert out.endswith("stopped\n") and err == ""


def test_an_answer_cut_by_the_clock_tells_its_tokens(monkeypatch):
    tok = tiny_tokenizer()
    monkeypatch.setattr(chat, "MAX_SECONDS", -1)
    model = Scripted(tok, [tok.encode("x")[0]] * 9)
    with serving(model, tok) as (address, _):
        chat_of = dict(messages=[dict(role="user", content="Hi")])
        _, reply = ask(address, "/v1/chat/completions", chat_of)
        assert reply["usage"]["completion_tokens"] == 1
        assert reply["choices"][0]["finish_reason"] == "length"
        assert ask(address, "/stats")[1]["tokens"] == 1


def test_the_counters_add_up_under_threads():
    tok = tiny_tokenizer()
    model = Scripted(tok, [tok.encode("x")[0]])
    chat_of = dict(messages=[dict(role="user", content="Hi")], max_tokens=2)
    with serving(model, tok) as (address, server):

        def call():
            for _ in range(10):
                ask(address, "/v1/chat/completions", chat_of)
                ask(address, "/nothing")
                for _ in range(1000):
                    server.count(refused=1, waiting=1)
                    server.count(refused=-1, waiting=-1)

        callers = [threading.Thread(target=call) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        stats = ask(address, "/stats")[1]
    stats.pop("uptime_s")
    assert stats == dict(requests=161, refused=80, failed=0, tokens=160, waiting=0)


def send_raw(address, data, goes_away=False):
    """(status, JSON) of bytes sent as they are; a stream's JSON is its last object but [DONE]."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as caller:
        caller.sendall(data)
        if goes_away:
            return None
        reply = http.client.HTTPResponse(caller)
        reply.begin()
        text = reply.read().decode()
    if reply.headers["Content-Type"].startswith("text/event-stream"):
        *events, done, rest = text.split("\n\n")
        assert (done, rest) == ("data: [DONE]", ""), text
        text = events[-1].removeprefix("data: ")
    return reply.status, json.loads(text)


def post(body, path="/v1/chat/completions", **headers):
    """The bytes of a request; headers: Host and others with _ for -."""
    headers = dict(dict(Host="localhost", Content_Length=len(body)), **headers)
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"POST {path} HTTP/1.1", *lines, "", ""]).encode("latin-1") + body


def user_says(content):
    return json.dumps(dict(messages=[dict(role="user", content=content)], max_tokens=1)).encode()


@pytest.mark.parametrize(
    "content",
    [
        ["Hi"],
        [None],
        [dict(type="text", text=None)],
        [dict(type="image_url", image_url="x")],
        dict(text="Hi"),
        5,
        None,
        "",
        " \n\t",
        [],
        "half a pair: \ud83d",
    ],
    ids=repr,
)
def test_a_message_that_is_no_text_is_refused(server, content):
    status, reply = send_raw(server, post(user_says(content)))
    assert (status, reply["error"]["type"]) == (400, "invalid_request_error")


def test_odd_requests_get_an_error_object(server):
    good = user_says("Hi")
    deep = b"[" * 100_000
    in_place = b'{"temperature":' + b"[" * 900 + b"]" * 900 + b"}"
    path = "/v1/chat/completions"
    for status, data in (
        (400, post(deep)),
        (400, post(deep + b"]" * 100_000)),
        (400, post(in_place)),
        (400, post(b"\xff\xfe")),
        (400, post(b'{"messages": "\xed\xa0\x80"}')),
        (400, post(b"9" * 5000)),
        (400, post(b"")),
        (400, post(good, Content_Length="\xb2")),
        (400, post(good, Content_Length="-1")),
        (400, post(good, Content_Length="1e3")),
        (400, post(good, Content_Length="9" * 5000)),
        (413, post(good, Content_Length=2 << 20)),
        (411, f"POST {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()),
        (400, post(b"2\r\n{}\r\n0\r\n\r\n", Transfer_Encoding="chunked")),
        (403, post(good, Host="evil.example")),
        (403, post(good, Host="localhost.evil.example:80")),
        (403, post(good, Host="localhost@evil.example")),
        (404, post(good, path="/" + "x" * 10_000)),
        (405, b"PUT / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        (501, b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        (400, b"nonsense\r\n\r\n"),
        (400, b"GET / HTTP/x\r\n\r\n"),
        (505, b"GET / HTTP/2.0\r\n\r\n"),
        (414, b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n"),
    ):
        got, reply = send_raw(server, data)
        assert got == status, (data[:80], got, reply)
        assert reply["error"]["message"] and len(reply["error"]["message"]) < 500

    for host in ("[::1]", "[::1]:8000", "LOCALHOST", "localhost:1", "127.0.0.1"):
        assert send_raw(server, post(good, Host=host))[0] == 200, host


def test_what_is_sent_is_stripped_as_in_the_terminal(server):
    """So the same words are the same prompt, whichever door they come by."""
    spaced, bare = (ask(server, "/v1/chat/completions", raw=user_says(t)) for t in (" Hi\n", "Hi"))
    assert spaced[1]["usage"] == bare[1]["usage"]


# of each known key, values that are served and values that are refused
SERVED = dict(
    messages=[[dict(role="user", content="Hi")]],
    max_tokens=[1, 1.0],
    temperature=[0, 1, 0.5, 2.0, 1e-38, None],
    top_p=[1, 0.5, None],
    top_k=[0, 5, 5.0, None],
    min_p=[0, 0.1, None],
    seed=[0, -5, 2**63 - 1, None],
    n=[1, 2, None],
    presence_penalty=[0, None],
    frequency_penalty=[0.0, None],
    logit_bias=[{}, None],
    stop=[None, "", "x", ["x", "yz"], []],
    stream=[True, False, None],
    stream_options=[None, {}, dict(include_usage=True)],
    model=["fivechat-sft", "sft", None],
    user=["me"],
)
JUNK = [
    "x",
    "",
    True,
    [],
    {},
    [[]],
    -1,
    1e308,
    10**400,
    float("nan"),
    float("inf"),
    [None],
    {"a": 1},
]
REFUSED = dict(
    messages=[*JUNK, None, [dict(role="cat", content="Hi")], [dict(role="assistant", content="x")]],
    max_tokens=[*JUNK, 0, 1.5],
    temperature=[*JUNK, 2.1],
    top_p=[*JUNK, 0],
    top_k=[*JUNK, 0.5],
    min_p=[*JUNK, 2],
    seed=[*JUNK[:6], 1.5, 2**63, float("nan")],
    n=[*JUNK, 0, 65],
    presence_penalty=[*JUNK, -2.1],
    frequency_penalty=[*JUNK, 3],
    logit_bias=[*(junk for junk in JUNK if junk != {}), {"1": "x"}, {"-1": 0}, {"\xb2": 0}],
    stop=[5, {}, True, [""], [5], ["a"] * 17, [[]]],
    model=[5, {}, True, ["sft"]],
    stream=["x", 1, 0, [], {}],
    stream_options=["x", 1, [], True, dict(include_usage="yes")],
)


def random_body(rng):
    """(body, status): a valid request, and perhaps one thing in it that is not."""
    names = [name for name in SERVED if rng.random() < 0.3]
    body = {name: rng.choice(SERVED[name]) for name in ("messages", "max_tokens", *names)}
    kind = rng.random()
    if kind < 0.5:
        name = rng.choice(list(REFUSED))
        body[name] = rng.choice(REFUSED[name])
        return json.dumps(body).encode(), 400
    if kind < 0.6:
        depth = rng.choice([10, 500, 900, 990, 1000, 5000, 50_000])
        name, (opened, closed) = rng.choice(list(REFUSED)[:8]), rng.choice(["[]", ('{"a":', "}")])
        deep = opened * depth + "0" + closed * depth
        return json.dumps(body | {name: 0.123}).replace("0.123", deep).encode(), 400

    data = json.dumps(body).encode()
    if kind < 0.7:
        return rng.randbytes(rng.randint(0, 200)), 400
    if kind < 0.8:
        return data[: rng.randrange(len(data))], 400
    return data, 200


# how the newer protocols call what random_body sends
NEWER_NAMES = {
    "/v1/messages": dict(stop="stop_sequences", user="metadata", n="top_k", logit_bias="metadata"),
    "/v1/messages/count_tokens": {},
    "/v1/responses": dict(messages="input", max_tokens="max_output_tokens", stop="metadata"),
}


def test_no_body_takes_the_server_down(trained):
    """Every reply is an object with the right status, and nothing is printed but the address."""
    rng = random.Random(soak_seed(9))
    process = start("python chat.py --serve --port 0 --stage sft", trained)
    address = address_of(process)
    for _ in range(5000 if SOAK else 200):
        body, wanted = random_body(rng)
        status, reply = send_raw(address, post(body))
        assert status == wanted and isinstance(reply, dict), (body[:300], status, reply)
        assert ("error" in reply) == (status >= 400)
        for path, theirs in rng.sample(list(NEWER_NAMES.items()), rng.random() < 0.3):
            for name, newer in theirs.items():
                body = body.replace(f'"{name}"'.encode(), f'"{newer}"'.encode())
            status, _, content = exchange(address, "POST", path, body)
            assert status in (200, 400) and content, (path, body[:300], content)
        if rng.random() < 0.1:
            send_raw(address, post(body, Content_Length=len(body) + 1), goes_away=True)
    assert ask(address, "/health")[0] == 200

    process.terminate()
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out.strip(), err) == (0, "stopped", "")


def interrupted(words, base, seen="", after=0.0):
    """(exit code, stdout, stderr) of a command that gets Ctrl-C once stdout ends with `seen`."""
    process = subprocess.Popen(
        split_words(words),
        env=environment(base),
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    while not said.endswith(seen):
        said += process.stdout.read(1)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=60)
    finally:
        process.kill()
    out, err = process.communicate()
    return process.returncode, said + out, err


@pytest.mark.parametrize("after", [0.3, 0.7, 1.2, 1.8])
def test_ctrl_c_while_it_starts_is_one_line(trained, after):
    """Wherever it is by then: torch, the checkpoint, or the answer, which may be there already."""
    code, _, err = interrupted("python chat.py -p Hi --max_new_tokens 1000", trained, after=after)
    assert (code, err.strip()) in ((130, "stopped"), (130, ""), (0, ""))


def test_ctrl_c_in_an_answer_that_is_served_or_asked_once(trained):
    # an answer that is being made does not hold up the end
    process = start("python chat.py --serve --port 0 --stage base", trained)
    body = dict(prompt="The", max_tokens=100, stream=True, temperature=2)
    host, port = address_of(process).removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as caller:
        caller.sendall(post(json.dumps(body).encode(), path="/v1/completions"))
        caller.recv(200)
        end_by_ctrl_c(process)
    assert process.communicate()[1] == ""

    # the likeliest token of a model with so little training hardly ever ends an answer
    loop = ["python", "chat.py", "--stage", "base", "--max_new_tokens", "100000", "-p", "The"]
    code, out, err = interrupted(loop, trained, seen=" ")
    assert (code, err) in ((130, ""), (0, ""))
    assert code == 0 or out.endswith(" (stopped)\n")

    process = start("python chat.py --serve --port 0 --stage sft", trained)
    address_of(process)
    process.terminate()
    assert process.communicate(timeout=20) == ("\nstopped\n", "")
    assert process.returncode == 0


def test_output_that_cannot_be_shown_or_is_not_read(trained):
    words = "python chat.py --stage sft --temperature 2 --max_new_tokens 40 --seed 7 -p é你🙂"
    assert must(words, trained, PYTHONIOENCODING="ascii").stderr == ""
    keys = f"é你🙂\n/save {trained}/log.jsonl/é.jsonl\n/what é\n"
    words = "python chat.py --stage sft --max_new_tokens 4"
    done = must(words, trained, keys=keys, PYTHONIOENCODING="ascii")
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["error:"] * 2

    process = start("python chat.py --stage sft -p Hi", trained)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141


@pytest.mark.parametrize(
    "flags",
    [
        "--seed 9223372036854775808",
        "--seed -9223372036854775809",
        "--temperature nan",
        "--temperature 1e309",
        "--serve --host nosuch.invalid --api_key k --port 0",
        "--serve --host a..b --api_key k --port 0",
        "--serve --host 203.0.113.7 --api_key k --port 0",
        "--serve --port 65536",
    ],
)
def test_a_flag_that_cannot_be_is_refused_in_one_line(trained, flags):
    assert refusal_of(f"python chat.py -p Hi {flags}", trained).split()[1] in flags


def test_an_empty_prompt_and_a_folder_that_is_a_file_are_refused(trained, tmp_path):
    assert "empty" in refusal_of(["python", "chat.py", "-p", " \n"], trained)
    afile = tmp_path / "afile"
    afile.write_text("x")
    for stage in ("", "--stage sft"):
        assert "no checkpoint" in refusal_of(f"python chat.py -p Hi {stage}", afile)


def test_a_port_that_is_not_ours_to_take(monkeypatch, capsys):
    """Simulated: a test may run as root, whom no port is refused."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(chat, "open_model", lambda *_: (None, None, "sft", 12))
    monkeypatch.setattr(chat, "ChatServer", refuse)
    with pytest.raises(SystemExit):
        chat.serve(chat.parse_flags(["--serve", "--port", "80"]))
    said = capsys.readouterr().err
    assert said.startswith("error: --port 80 on 127.0.0.1: Permission denied; try another --port")


def test_a_mistaken_command_leaves_the_conversation_as_it_was(trained, copy_of, tmp_path):
    base = copy_of(trained)
    for folder in (base / "checkpoints" / "mid").iterdir():
        damage(folder / "weights.pt")

    mangle_state(base, "base")

    saved = tmp_path / "saved.jsonl"
    keys = "\n".join(
        [
            "  Hi \t",
            "",
            "   ",
            f"/save {tmp_path}",
            "/save a\0b",
            f"/save {base}/log.jsonl/x.jsonl",
            "/stage  mid",
            "/stage\tbase",
            "/stage rl",
            "/stage",
            "/stage  sft ",
            "lone half: \ud83d",
            f"/save   {saved}",
        ]
    )
    words = "python chat.py --stage sft --max_new_tokens 4"
    done = subprocess.run(
        split_words(words),
        input=keys.encode("utf-8", "surrogatepass"),
        env=environment(base),
        cwd=HERE,
        capture_output=True,
        timeout=100,
    )
    errors = [line for line in done.stderr.decode().splitlines() if not line.startswith("note: ")]
    assert done.returncode == 0
    starts = ["error: not saved in"] * 3
    starts += ["error: .*stage mid", "error: .*stage base", "error: .*stage rl", "error: /stage: "]
    assert len(errors) == len(starts)
    assert all(map(re.match, starts, errors)), errors
    (line,) = saved.read_text(encoding="utf-8").splitlines()
    roles = [(m["role"], m["content"]) for m in json.loads(line)["messages"]]
    assert [role for role, _ in roles] == ["user", "assistant"] * 2
    assert (roles[0][1], roles[2][1]) == ("Hi", "lone half: \ufffd\ufffd\ufffd")


# ---- chat.py: /v1/completions --------------------------------------------------------------------
TEXTS = ["the cat sat on the mat", "dog", "12 + 34 é🙂!"]


def plain_scores(model, ids):
    """log p of each id but the first, each from a forward pass of its own."""
    with torch.no_grad():
        return [
            model(torch.tensor([ids[:i]]))[0, -1].log_softmax(dim=-1)[ids[i]].item()
            for i in range(1, len(ids))
        ]


def plain_likeliest(model, ids, n):
    """The ids of the n likeliest tokens after ids, and their log p."""
    with torch.no_grad():
        top = model(torch.tensor([ids]))[0, -1].log_softmax(dim=-1).topk(n)
    return dict(zip(top.indices.tolist(), top.values.tolist()))


def ids_named(tok, names):
    """The ids that logprobs name as tokens."""
    id_of = {chat.token_name(tok, i): i for i in range(tok.vocab)}
    assert len(id_of) == tok.vocab  # no name is two tokens'
    return [id_of[name] for name in names]


def close(values):
    return pytest.approx(values, abs=1e-4)


@pytest.fixture(scope="module")
def tiny_server():
    """(address, model, tok) of a server in this process, on a tiny model with random weights."""
    tok = tiny_tokenizer()
    model = tiny_model(tok.vocab)
    with serving(model, tok) as (address, _):
        yield address, model, tok


def complete(address, **body):
    """The choices of a text completion that has to succeed."""
    status, reply = ask(address, "/v1/completions", body)
    assert status == 200, reply
    assert [choice["index"] for choice in reply["choices"]] == list(range(len(reply["choices"])))
    return reply["choices"]


def test_echo_tells_what_a_plain_forward_pass_thinks(tiny_server):
    """Of ids as they are, of texts behind bos; alone and in a batch of other lengths."""
    address, model, tok = tiny_server
    how = dict(echo=True, max_tokens=0, logprobs=3)
    rows = [[tok.bos, *tok.encode(text)] for text in TEXTS]
    for row, text, of_ids, of_text in zip(
        rows,
        TEXTS,
        complete(address, prompt=rows, **how),
        complete(address, prompt=TEXTS, **how),
        strict=True,
    ):
        wanted = plain_scores(model, row)
        logprobs = of_ids["logprobs"]
        assert ids_named(tok, logprobs["tokens"]) == row
        assert logprobs["token_logprobs"] == [None, *map(close, wanted)]
        for i, top in enumerate(logprobs["top_logprobs"][1:], start=1):
            likeliest = plain_likeliest(model, row[:i], 3) | {row[i]: wanted[i - 1]}
            assert dict(zip(ids_named(tok, top), top.values())) == close(likeliest)
        assert logprobs["top_logprobs"][0] is None

        # bos, which the caller did not send, is not shown; all else is the same
        logprobs = of_text["logprobs"]
        assert of_text["text"] == of_ids["text"] == text
        assert ids_named(tok, logprobs["tokens"]) == row[1:]
        assert logprobs["token_logprobs"] == [None, *map(close, wanted[1:])]
        for name, offset in zip(logprobs["tokens"], logprobs["text_offset"]):
            assert name.startswith("bytes:") or text[offset:].startswith(name)

        for prompt, batched in ((row, of_ids), (text, of_text)):
            (alone,) = complete(address, prompt=prompt, **how)
            assert alone["text"] == batched["text"]
            logprobs, others = alone["logprobs"], batched["logprobs"]
            assert logprobs["tokens"] == others["tokens"]
            assert logprobs["token_logprobs"][1:] == close(others["token_logprobs"][1:])


@pytest.mark.parametrize("sampling", [dict(temperature=0), dict(temperature=1.5, top_k=20, seed=3)])
def test_logprobs_of_what_was_generated_are_the_models_own(sampling, tiny_server):
    """Whatever the sampling: those of temperature 1. A choice's index is prompt * n + i."""
    address, model, tok = tiny_server
    rows = [[tok.bos, *tok.encode(text)] for text in TEXTS]
    how = dict(n=2, max_tokens=7, logprobs=0, **sampling)
    choices = complete(address, prompt=rows, **how)
    for i, choice in enumerate(choices):
        row = rows[i // 2]
        made = ids_named(tok, choice["logprobs"]["tokens"])
        assert 1 <= len(made) <= 7
        assert choice["logprobs"]["token_logprobs"] == close(
            plain_scores(model, row + made)[len(row) - 1 :]
        )
    if not sampling["temperature"]:
        assert choices[0] == dict(choices[1], index=0)  # n times the same greedy answer
        greedy = list(gpt.generate(model, tok, rows[:1], max_new_tokens=7, temperature=0.0))
        names = [chat.token_name(tok, token) for _, token, _ in greedy]
        assert choices[0]["logprobs"]["tokens"] == names

    # as lm-evaluation-harness asks: the prompt, and one id more
    for row, choice in zip(
        rows, complete(address, prompt=rows, echo=True, logprobs=1, max_tokens=1)
    ):
        assert ids_named(tok, choice["logprobs"]["tokens"][:-1]) == row


def test_each_of_several_answers_ends_as_it_would_alone(tiny_server):
    """Where a stop string ends one, the others go on; and no id behind its end is told."""
    address, _, _ = tiny_server
    how = dict(max_tokens=12, temperature=0, logprobs=0)
    free = [choice["text"] for choice in complete(address, prompt=TEXTS, **how)]
    stop = next(character for character in free[0] if character not in free[1] + free[2])
    together = complete(address, prompt=TEXTS, stop=stop, **how)
    assert len({choice["finish_reason"] for choice in together}) == 2
    for text, whole, choice in zip(TEXTS, free, together, strict=True):
        (alone,) = complete(address, prompt=text, stop=stop, **how)
        assert choice["text"] == alone["text"] == whole.split(stop)[0]
        assert choice["finish_reason"] == alone["finish_reason"]
        assert choice["logprobs"]["tokens"] == alone["logprobs"]["tokens"]


def test_best_of_shows_the_likeliest_by_their_mean(tiny_server):
    """Of those that the same request with n of as many shows, whose ids and scores we see."""
    address, model, tok = tiny_server
    rows = [[tok.bos, *tok.encode(text)] for text in TEXTS[:2]]
    how = dict(max_tokens=9, temperature=1.5, seed=7, logprobs=0)
    every = complete(address, prompt=rows, n=6, **how)
    best = complete(address, prompt=rows, n=2, best_of=6, **how)

    def mean(choice):
        scores = choice["logprobs"]["token_logprobs"]
        return sum(scores) / len(scores)

    wanted = []
    for first in (0, 6):
        wanted += sorted(every[first : first + 6], key=mean, reverse=True)[:2]
    assert [c["text"] for c in best] == [c["text"] for c in wanted]
    assert len({mean(choice) for choice in every}) > 6  # they differ
    for choice, same in zip(best, wanted):
        assert choice["logprobs"]["token_logprobs"] == close(same["logprobs"]["token_logprobs"])

    # what was made counts, shown or not
    body = dict(prompt=rows, best_of=6, **how)
    _, reply = ask(address, "/v1/completions", dict(body, logprobs=None))
    assert reply["usage"]["completion_tokens"] == sum(len(c["logprobs"]["tokens"]) for c in every)
    assert [c["text"] for c in reply["choices"]] == [c["text"] for c in wanted[::2]]


def chunks_of(address, path, **body):
    """The objects of a stream, of which [DONE] says that it is whole."""
    _, _, content = exchange(address, "POST", path, json.dumps(dict(body, stream=True)))
    *events, done, rest = content.decode().split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    return [json.loads(event.removeprefix("data: ")) for event in events]


def streamed(address, path, **body):
    """{index: the text that a stream's chunks add up to}, {index: why it ended}, the last chunk."""
    texts, whys = collections.defaultdict(str), {}
    for chunk in chunks_of(address, path, **body):
        for choice in chunk["choices"]:
            assert choice["index"] not in whys  # nothing comes behind the end
            texts[choice["index"]] += choice.get("text") or choice.get("delta", {}).get(
                "content", ""
            )
            if choice["finish_reason"]:
                whys[choice["index"]] = choice["finish_reason"]
    return texts, whys, chunk


@pytest.mark.parametrize("temperature", [0, 1.5])
def test_several_answers_in_a_stream_are_the_whole_ones_by_index(temperature, tiny_server):
    address, _, _ = tiny_server
    how = dict(max_tokens=9, temperature=temperature, seed=5, stop="e", n=3)
    usage_too = dict(stream_options=dict(include_usage=True))
    for path, asked in (
        ("/v1/completions", dict(prompt=TEXTS, echo=True)),
        ("/v1/chat/completions", dict(messages=turns("Hi", "")[:1])),
    ):
        _, whole = ask(address, path, dict(how, **asked))
        texts, whys, last = streamed(address, path, **how, **asked, **usage_too)
        choices = whole["choices"]
        assert texts == {
            c["index"]: c["message"]["content"] if "message" in c else c["text"] for c in choices
        }
        assert whys == {c["index"]: c["finish_reason"] for c in choices}
        assert last["usage"] == whole["usage"] and len(choices) in (3, 9)


def test_each_answer_of_a_stream_ends_while_the_others_go_on(tiny_server):
    """Where a stop string, or the end of the context, ends one of them."""
    address, _, tok = tiny_server
    how = dict(temperature=0, max_tokens=12)
    free = [choice["text"] for choice in complete(address, prompt=TEXTS, **how)]
    stop = next(character for character in free[0] if character not in free[1] + free[2])
    full = [[tok.encode("x")[0]] * 60, *map(tok.encode, TEXTS[1:])]
    for more, why in ((dict(prompt=TEXTS, stop=stop), "stop"), (dict(prompt=full), "length")):
        told = []
        for chunk in chunks_of(address, "/v1/completions", **how, **more):
            told += [(choice["index"], choice["finish_reason"]) for choice in chunk["choices"]]
        end = told.index((0, why))
        assert {(1, None), (2, None)} <= set(told[end:])
        assert sorted(index for index, why in told if why) == [0, 1, 2]


def added_up(chunks):
    """{index: what the logprobs of a stream's chunks add up to}."""
    whole = collections.defaultdict(dict)
    for choice in (choice for chunk in chunks for choice in chunk["choices"]):
        for name, entries in (choice["logprobs"] or {}).items():
            before = whole[choice["index"]].get(name, [])
            whole[choice["index"]][name] = entries and before + entries
    return whole


def numbers_apart(value):
    """(all floats in JSON, all else in it), each in order."""
    if isinstance(value, float):
        return [value], []
    if not isinstance(value, (dict, list)):
        return [], [value]
    inner = value.values() if isinstance(value, dict) else value
    pairs = [([], list(value)) if isinstance(value, dict) else ([], [])]
    pairs += map(numbers_apart, inner)
    return sum((pair[0] for pair in pairs), []), sum((pair[1] for pair in pairs), [])


@pytest.mark.parametrize("temperature", [0, 1.5])
def test_a_streams_chunks_carry_the_logprobs_of_their_ids(temperature, tiny_server):
    """No text comes without them, and together they are those of the whole answer."""
    address, _, _ = tiny_server
    how = dict(max_tokens=9, temperature=temperature, seed=5, n=2)
    text, chat_of = dict(prompt=TEXTS, logprobs=2), dict(messages=turns("Hi", "")[:1])
    chat_of |= dict(logprobs=True, top_logprobs=2)
    for path, asked in (
        ("/v1/completions", text),
        ("/v1/completions", dict(text, echo=True, stop="e")),
        ("/v1/completions", dict(text, echo=True, max_tokens=0)),
        ("/v1/chat/completions", chat_of),
        ("/v1/chat/completions", dict(chat_of, stop="e")),
    ):
        asked = dict(how, **asked)
        chunks = chunks_of(address, path, **asked)
        told = added_up(chunks)
        for choice in ask(address, path, asked)[1]["choices"]:
            values, names = numbers_apart(choice["logprobs"])
            got, same = numbers_apart(told[choice["index"]])
            assert same == names and got == close(values) and len(values) >= 3

        for choice in (choice for chunk in chunks for choice in chunk["choices"]):
            text_of = choice.get("text") or choice.get("delta", {}).get("content")
            # what waited for the rest of a stop string, or of a character, may be told before
            if text_of and "stop" not in asked and "\ufffd" not in text_of:
                assert choice["logprobs"]


def test_a_stream_with_logprobs_comes_as_it_is_made():
    """Though its scores take longer than its ids, which never have to be waited for."""
    tok, scored = tiny_tokenizer(), threading.Semaphore(0)
    body = json.dumps(dict(prompt="x", logprobs=0, stream=True, max_tokens=5, temperature=0))
    with serving(tiny_model(tok.vocab), tok) as (address, server):
        batch = server.batches["sft"]
        score = batch.score
        batch.score = lambda *more: scored.acquire() and score(*more)
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        with contextlib.closing(connection):
            connection.request("POST", "/v1/completions", body)
            reply = connection.getresponse()
            assert b'"logprobs": null' in reply.readline() + reply.readline()
            for _ in range(3):
                scored.release()
                assert b'"tokens": [' in reply.readline() + reply.readline()
            scored.release(99)
            assert reply.read().endswith(b"[DONE]\n\n")


def plain_greedy(model, tok, row, n, bias, presence, frequency):
    """n ids behind a row by OpenAI's formula, each from a forward pass of its own."""
    ends, made = special_ids(tok), []
    for _ in range(n):
        with torch.no_grad():
            logits = model(torch.tensor([row + made]))[0, -1]
        for token, count in collections.Counter(made).items():
            logits[token] -= presence + frequency * count
        for token, more in bias.items():
            logits[token] += more
        if not made:  # nobody is answered with nothing
            logits[[ends["assistant_end"], tok.bos]] = -math.inf
        made.append(int(logits.argmax()))
    return made


def test_biases_and_penalties_change_what_is_said_by_openais_formula(tiny_server):
    """On either path; and of callers at the same time each gets its own."""
    address, model, tok = tiny_server
    row = [tok.bos, *tok.encode(TEXTS[0])]
    x, y = tok.encode("x")[0], tok.encode("y")[0]
    cases = [
        (bias, presence, frequency)
        for bias in ({}, {x: 20, y: 19.0}, {x: 100})
        for presence in (0, 2, -2)
        for frequency in (0, 0.7, -1)
    ]
    wanted = [plain_greedy(model, tok, row, 8, *case) for case in cases]
    assert len(set(map(tuple, wanted))) > 5  # they do something

    def call(i):
        bias, presence, frequency = cases[i]
        how = dict(presence_penalty=presence, frequency_penalty=frequency)
        how |= dict(logit_bias={str(token): more for token, more in bias.items()})
        how |= dict(max_tokens=8, temperature=0, logprobs=0)
        (choice,) = complete(address, prompt=row, **how)
        return ids_named(tok, choice["logprobs"]["tokens"])

    with concurrent.futures.ThreadPoolExecutor(len(cases)) as callers:
        for case, got, ids in zip(cases, callers.map(call, range(len(cases))), wanted):
            assert got == ids[: len(got)], case  # an end may come before the eighth
            assert len(got) == 8 or got[-1] in (special_ids(tok)["assistant_end"], tok.bos)


def test_the_official_client_gets_logprobs_and_a_streamed_echo(tiny_server):
    openai = need("openai")
    address, model, tok = tiny_server
    # closed behind it: the server's thread would wait for more, in this very process, as it ends
    with openai.OpenAI(base_url=address + "/v1", api_key="none", max_retries=0) as client:
        ask_text = client.completions.create
        row = [tok.bos, *tok.encode("the cat")]
        wanted = plain_scores(model, row)

        reply = ask_text(model="sft", prompt=[row, row], n=2, echo=True, logprobs=5, max_tokens=1)
        assert len(reply.choices) == 4
        for choice in reply.choices:
            assert choice.logprobs.token_logprobs[1 : len(row)] == close(wanted)
            assert len(choice.logprobs.top_logprobs[1]) in (5, 6)  # with its own
        assert reply.usage.prompt_tokens == 2 * len(row) and reply.usage.completion_tokens == 4

        how = dict(model="sft", prompt="the cat", echo=True, max_tokens=6)
        whole = ask_text(**how).choices[0].text
        parts = ask_text(**how, stream=True)
        assert whole.startswith("the cat")
        assert "".join(part.choices[0].text for part in parts) == whole

        messages = [dict(role="user", content="Hi")]
        how = dict(model="sft", messages=messages, logprobs=True, top_logprobs=2, max_tokens=5)
        entries = client.chat.completions.create(**how).choices[0].logprobs.content
        prompt = tokenizer.render_prompt(tok, messages)
        made = ids_named(tok, [entry.token for entry in entries])
        wanted = plain_scores(model, prompt + made)[len(prompt) - 1 :]
        assert [entry.logprob for entry in entries] == close(wanted)
        assert all(len(entry.top_logprobs) == 2 for entry in entries)
        assert tok.decode(made) == b"".join(bytes(entry.bytes or []) for entry in entries).decode(
            "utf-8", "replace"
        )


@pytest.mark.parametrize(
    "param, body",
    [
        ("prompt", dict(prompt=None)),
        ("prompt", dict(prompt=[])),
        ("prompt", dict(prompt=[[]])),
        ("prompt", dict(prompt=[[5], []])),
        ("prompt", dict(prompt=["x", [5]])),
        ("prompt", dict(prompt=[5, "x"])),
        ("prompt", dict(prompt=[True])),
        ("prompt", dict(prompt=[5.0])),
        ("prompt", dict(prompt=[-1])),
        ("prompt", dict(prompt=[1000])),
        ("prompt", dict(prompt=[[5], [10**400]])),
        ("prompt", dict(prompt=[5] * 64)),
        ("prompt", dict(prompt=[[5]] * 65)),
        ("prompt", dict(prompt=[5] * 65, echo=True, max_tokens=0)),
        ("n", dict(n=0)),
        ("n", dict(n=33, prompt=["x", "y"])),
        ("max_tokens", dict(max_tokens=0)),
        ("best_of", dict(best_of=2, stream=True)),
        ("best_of", dict(best_of=2, n=3)),
        ("best_of", dict(best_of=65)),
        ("n", dict(best_of=33, prompt=["x", "y"])),
        ("logprobs", dict(logprobs=6)),
        ("logprobs", dict(logprobs=True)),
        ("echo", dict(echo=1)),
        ("suffix", dict(suffix="end")),
        ("logit_bias", dict(logit_bias={"5": 101})),
        ("logit_bias", dict(logit_bias={"1000": 1})),
        ("logit_bias", dict(logit_bias={"the": 1})),
        ("logit_bias", dict(logit_bias=[5])),
        ("presence_penalty", dict(presence_penalty=2.5)),
        ("frequency_penalty", dict(frequency_penalty="1")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_completion_that_is_not_done_is_refused_by_name(param, body, tiny_server):
    address, _, _ = tiny_server
    status, reply = ask(address, "/v1/completions", dict(dict(prompt="x", max_tokens=1), **body))
    assert (status, reply["error"]["param"]) == (400, param), reply
    assert reply["error"]["message"]


@pytest.mark.parametrize(
    "param, body",
    [
        ("logprobs", dict(logprobs=2)),
        ("top_logprobs", dict(top_logprobs=2)),
        ("top_logprobs", dict(logprobs=True, top_logprobs=21)),
        ("echo", dict(echo=True)),
        ("best_of", dict(best_of=2)),
        ("tools", dict(tools=[dict(type="function")])),
        ("tool_choice", dict(tool_choice="required")),
        ("functions", dict(functions=[dict(name="f")])),
        ("function_call", dict(function_call=dict(name="f"))),
        ("modalities", dict(modalities=["text", "audio"])),
        ("audio", dict(audio=dict(voice="x"))),
        ("web_search_options", dict(web_search_options={})),
        ("response_format", dict(response_format=dict(type="json_object"))),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_chat_that_is_not_done_is_refused_by_name(param, body, tiny_server):
    address, _, _ = tiny_server
    body = dict(dict(messages=[dict(role="user", content="Hi")], max_tokens=1), **body)
    status, reply = ask(address, "/v1/chat/completions", body)
    assert (status, reply["error"]["param"]) == (400, param), reply


def greedy_text(model, tok, messages, n, stop=()):
    """What our own code answers a chat with."""
    reader = chat.AnswerReader(tok, list(stop))
    how = dict(max_new_tokens=n, temperature=0.0)
    parts = chat.stream_answer(
        gpt.Engine(model, tok), reader, tokenizer.render_prompt(tok, messages), how
    )
    return "".join(part for kind, part in parts if kind == "text")


# a chat as our own code reads it
KIND_CHAT = [
    dict(role="system", content="Be kind."),
    *turns("Hi", "the cat"),
    dict(role="user", content="12 + 3?"),
]


def test_the_official_clients_responses_are_the_chats_answer(tiny_server):
    openai = need("openai")
    address, model, tok = tiny_server
    wanted = greedy_text(model, tok, KIND_CHAT, 9)
    n_prompt = len(tokenizer.render_prompt(tok, KIND_CHAT))
    with openai.OpenAI(base_url=address + "/v1", api_key="none", max_retries=0) as client:
        create = client.responses.create
        how = dict(model="sft", instructions="Be kind.", temperature=0, max_output_tokens=9)
        said = [dict(role="user", content=[dict(type="input_text", text="Hi")])]
        before = dict(type="output_text", text="the cat", annotations=[])
        said += [dict(type="message", role="assistant", content=[before])]
        said += [dict(type="message", role="user", content="12 + 3?")]

        reply = create(input=said, **how)
        assert reply.output_text == wanted
        assert (reply.object, reply.model, reply.max_output_tokens) == (
            "response",
            "fivechat-sft",
            9,
        )
        usage = reply.usage
        assert (usage.input_tokens, usage.output_tokens) == (n_prompt, 9)
        assert usage.total_tokens == n_prompt + 9
        assert (reply.status, reply.incomplete_details.reason) == (
            "incomplete",
            "max_output_tokens",
        )

        # what it said goes back as it came
        again = [dict(role="user", content="Hi"), *reply.output, dict(role="user", content="12?")]
        assert create(input=again, **how).output_text
        one = create(
            input="Hi", **how, store=True, metadata=dict(a="b"), tools=[], truncation="auto"
        )
        asked = [KIND_CHAT[0], *turns("Hi", "")[:1]]
        assert one.output_text == greedy_text(model, tok, asked, 9)

        # a stream: each event in its place, and the end is the whole
        events = list(create(input=said, stream=True, **how))
        assert [event.sequence_number for event in events] == list(range(len(events)))
        kinds = [event.type.removeprefix("response.") for event in events]
        n_pieces = kinds.count("output_text.delta")
        assert kinds == [
            *("created", "in_progress", "output_item.added", "content_part.added"),
            *["output_text.delta"] * n_pieces,
            *("output_text.done", "content_part.done", "output_item.done", "incomplete"),
        ]
        assert n_pieces > 1
        assert "".join(e.delta for e in events if e.type.endswith("text.delta")) == wanted
        assert events[-1].response.output_text == events[-4].text == wanted
        assert events[-1].response.usage == usage
        assert len({e.response.id for e in events if hasattr(e, "response")}) == 1

        with client.responses.stream(input=said, **how) as stream:
            assert "".join(e.delta for e in stream if e.type.endswith("text.delta")) == wanted
        with pytest.raises(openai.NotFoundError):
            create(**dict(how, model="gpt-9"), input="Hi")


def test_anthropics_official_client_gets_the_chats_answer(tiny_server):
    anthropic = need("anthropic")
    address, model, tok = tiny_server
    wanted = greedy_text(model, tok, KIND_CHAT, 9)
    n_prompt = len(tokenizer.render_prompt(tok, KIND_CHAT))
    with anthropic.Anthropic(base_url=address, api_key="none", max_retries=0) as client:
        create = client.messages.create
        how = dict(model="fivechat-sft", system="Be kind.", max_tokens=9)
        said = [dict(role="user", content=[dict(type="text", text="Hi")])]
        said += [dict(role="assistant", content="the cat"), dict(role="user", content="12 + 3?")]
        cold = dict(temperature=0)

        reply = create(messages=said, extra_body=cold, **how)
        (block,) = reply.content
        assert (block.type, block.text, reply.role) == ("text", wanted, "assistant")
        assert (reply.stop_reason, reply.stop_sequence) == ("max_tokens", None)
        assert (reply.usage.input_tokens, reply.usage.output_tokens) == (n_prompt, 9)
        counted = client.messages.count_tokens(model="sft", system="Be kind.", messages=said)
        assert counted.input_tokens == n_prompt

        blocks = [dict(type="text", text="Be "), dict(type="text", text="kind.")]
        more = dict(system=blocks, metadata=dict(user_id="me"))
        assert create(**how | more, messages=said, extra_body=cold).content == reply.content

        # a stop string is named, and cut off
        stop = wanted.strip()[2]
        cut = create(messages=said, stop_sequences=["zzz", stop], extra_body=cold, **how)
        assert (cut.stop_reason, cut.stop_sequence) == ("stop_sequence", stop)
        assert cut.content[0].text == wanted.split(stop)[0]

        events = list(create(messages=said, stream=True, extra_body=cold, **how))
        kinds = [event.type for event in events]
        n_pieces = kinds.count("content_block_delta")
        assert kinds == [
            *("message_start", "content_block_start"),
            *["content_block_delta"] * n_pieces,
            *("content_block_stop", "message_delta", "message_stop"),
        ]
        assert n_pieces > 1
        with client.messages.stream(messages=said, extra_body=cold, **how) as stream:
            assert "".join(stream.text_stream) == wanted
            final = stream.get_final_message()
        assert (final.content[0].text, final.stop_reason) == (wanted, "max_tokens")
        assert final.usage.output_tokens == 9

        with pytest.raises(anthropic.NotFoundError) as missing:
            create(**dict(how, model="claude"), messages=said)
        assert missing.value.body["error"]["type"] == "not_found_error"
        with pytest.raises(anthropic.BadRequestError, match="tools"):
            create(messages=said, tools=[dict(name="f", input_schema={})], **how)


ONE_TURN = [dict(role="user", content="Hi")]


@pytest.mark.parametrize(
    "param, path, body",
    [
        ("input", "responses", {}),
        ("input", "responses", dict(input="")),
        ("input", "responses", dict(input=[])),
        ("input", "responses", dict(input=[dict(type="function_call_output", output="x")])),
        ("input", "responses", dict(input=[dict(role="user", content=[dict(type="x")])])),
        ("input", "responses", dict(input="x " * 2000)),
        ("instructions", "responses", dict(input="x", instructions=5)),
        ("max_output_tokens", "responses", dict(input="x", max_output_tokens=0)),
        ("temperature", "responses", dict(input="x", temperature=3)),
        ("previous_response_id", "responses", dict(input="x", previous_response_id="resp_1")),
        ("text", "responses", dict(input="x", text=dict(format=dict(type="json_object")))),
        ("tools", "responses", dict(input="x", tools=[dict(type="web_search")])),
        ("tool_choice", "responses", dict(input="x", tool_choice="required")),
        ("reasoning", "responses", dict(input="x", reasoning=dict(effort="low"))),
        ("truncation", "responses", dict(input="x", truncation="disabled")),
        ("background", "responses", dict(input="x", background=True)),
        ("stop", "responses", dict(input="x", stop="y")),
        ("n", "responses", dict(input="x", n=2)),
        ("max_tokens", "responses", dict(input="x", max_tokens=5)),
        ("messages", "messages", dict(max_tokens=5)),
        ("messages", "messages", dict(max_tokens=5, messages="Hi")),
        ("messages", "messages", dict(max_tokens=5, messages=turns("Hi", "the"))),
        ("max_tokens", "messages", dict(messages=ONE_TURN)),
        ("max_tokens", "messages", dict(messages=ONE_TURN, max_tokens=0)),
        ("system", "messages", dict(messages=ONE_TURN, max_tokens=5, system=[5])),
        ("stop_sequences", "messages", dict(messages=ONE_TURN, max_tokens=5, stop_sequences=[1])),
        ("thinking", "messages", dict(messages=ONE_TURN, max_tokens=5, thinking=dict(type="x"))),
        ("tools", "messages", dict(messages=ONE_TURN, max_tokens=5, tools=[dict(name="f")])),
        ("stop", "messages", dict(messages=ONE_TURN, max_tokens=5, stop="y")),
        ("messages", "messages/count_tokens", {}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_the_newer_protocols_do_not_have_is_refused_by_their_own_names(
    param, path, body, tiny_server
):
    address, _, _ = tiny_server
    status, reply = ask(address, f"/v1/{path}", body)
    error = reply["error"]
    assert status == 400 and re.search(rf"\b{param}\b|the prompt has more", error["message"]), reply
    if path == "responses":
        assert (error["type"], error["param"]) == ("invalid_request_error", param)
    else:
        assert reply == dict(type="error", error=dict(error, type="invalid_request_error"))
        assert set(error) == {"type", "message"}


def test_an_error_has_the_shape_that_the_path_promises(server):
    for path in ("/v1/messages", "/v1/messages/count_tokens", "/v1/messages/batches"):
        status, reply = ask(server, path)
        kind = "not_found_error" if "batches" in path else "invalid_request_error"
        assert (status, reply["type"], reply["error"]["type"]) == (
            (404 if "batches" in path else 405),
            "error",
            kind,
        )
    status, reply = ask(server, "/v1/messages", raw=b" " * (2 << 20))
    assert (status, reply["error"]["type"]) == (413, "request_too_large")


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/messages"])
def test_a_newer_stream_that_breaks_off_says_so(path, capsys):
    tok = tiny_tokenizer()
    model = OutOfMemory(tok, [tok.encode("x")[0]] * 9)
    with serving(model, tok) as (address, _):
        body = dict(input="Hi") if "responses" in path else dict(messages=ONE_TURN, max_tokens=5)
        status, _, content = exchange(address, "POST", path, json.dumps(dict(body, stream=True)))
        *events, last, rest = content.decode().split("\n\n")
        assert status == 200 and rest == "" and len(events) > 2
        name, data = last.split("\n")
        assert name == "event: error"
        said = json.loads(data.removeprefix("data: "))
        assert said["type"] == "error" and "OutOfMemoryError" in said["error"]["message"]
    assert capsys.readouterr().err == "error: OutOfMemoryError: CUDA out of memory.\n"


def test_what_asks_for_nothing_is_served(tiny_server):
    address, _, _ = tiny_server
    nothing = dict(suffix="", logit_bias={}, presence_penalty=0, frequency_penalty=0.0, best_of=1)
    nothing |= dict(tools=[], tool_choice="auto", response_format=dict(type="text"))
    nulls = dict.fromkeys([*nothing, "echo", "logprobs", "n", "tools"])
    for more in (nothing, nulls, dict(n=2, best_of=2)):
        complete(address, prompt="x", max_tokens=1, **more)
    complete(address, prompt=[5] * 63)  # room for one id
    complete(address, prompt=[5] * 64, echo=True, max_tokens=0)
    complete(address, prompt="")


# ---- gpt.py: the exported tokenizer --------------------------------------------------------------


def exported(base, stage, out):
    """(our tokenizer, transformers' one of the folder to which a stage was exported)."""
    transformers = need("transformers")
    must(["python", "gpt.py", "export", "--stage", stage, "--out", str(out)], base)
    return tokenizer.load_tokenizer(base / "tokenizer" / "tokenizer.json"), (
        transformers.AutoTokenizer.from_pretrained(str(out))
    )


@pytest.fixture(scope="module")
def both(prepared, tmp_path_factory):
    """Our tokenizer and the exported one."""
    base = tmp_path_factory.mktemp("exported")
    tok = tokenizer.load_tokenizer(prepared / "tokenizer" / "tokenizer.json")
    (base / "tokenizer").mkdir()
    tokenizer.save_tokenizer(tok, base / "tokenizer" / "tokenizer.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NANOCHAT_BASE_DIR", str(base))
        gpt.save_checkpoint("sft", 1, tiny_model(tok.vocab), {}, tok, {})
    return exported(base, "sft", base / "hf")


CODE = ["def f(x):\n    return x ** 2  # é\n", "\t\tif (a != b) { c->d(); }\r\n", "1234567 0.5e-3"]


def any_text(rng):
    """Prose, traps, code and the names of special tokens, in any order."""
    kinds = [
        lambda: random_text(rng, rng.randrange(60)),
        lambda: crate_random_text(rng),
        lambda: rng.choice(CODE),
        lambda: rng.choice(tokenizer.SPECIALS),
    ]
    return "".join(rng.choice(kinds)() for _ in range(rng.randint(1, 4)))


def test_the_exported_tokenizer_gives_our_ids_and_our_text(both):
    """With bos in front unless it is told otherwise."""
    need_crate()  # plain Python has other Unicode tables: see tok.shape_of
    tok, theirs = both
    rng = random.Random(soak_seed(4))
    for _ in range(100 if SOAK else 4):
        texts = [any_text(rng) for _ in range(1000)]
        ours = tok.encode_batch(texts)
        whole = theirs(texts, split_special_tokens=True).input_ids
        bare = theirs(texts, split_special_tokens=True, add_special_tokens=False).input_ids
        for text, ids, with_bos, without in zip(texts, ours, whole, bare, strict=True):
            assert without == ids and with_bos == [tok.bos, *ids], text
            assert theirs.decode(ids) == text

        # any ids, halves of characters and special tokens too
        rows = [rng.choices(range(tok.vocab), k=rng.randrange(20)) for _ in range(1000)]
        for row in rows:
            assert theirs.decode(row, skip_special_tokens=True) == tok.decode(row), row
    assert (theirs.bos_token_id, theirs.eos_token_id) == (
        tok.bos,
        special_ids(tok)["assistant_end"],
    )


def test_only_without_the_option_is_the_name_of_a_special_token_one(both):
    """Not so in ours, which has no such option: see gpt.export."""
    tok, theirs = both
    for name, i in tok.special.items():
        assert i not in tok.encode(f"a{name}b")
        assert i in theirs(f"a{name}b").input_ids
        assert theirs(f"a{name}b", split_special_tokens=True).input_ids[1:] == tok.encode(
            f"a{name}b"
        )


def random_messages(rng):
    roles = rng.choices(["system", "user", "assistant"], weights=[1, 3, 3], k=rng.randint(1, 6))
    return [dict(role=role, content=random_text(rng, rng.randrange(30))) for role in roles]


def test_the_exported_chat_template_gives_our_ids(both):
    tok, theirs = both
    rng = random.Random(soak_seed(5))
    for _ in range(20_000 if SOAK else 1_000):
        messages = random_messages(rng)
        for prompt in (False, True):
            ours = tokenizer.render_prompt(tok, messages)
            if not prompt:
                ours, _ = tokenizer.render_chat(tok, messages)
            got = theirs.apply_chat_template(
                messages, add_generation_prompt=prompt, return_dict=False
            )
            assert got == ours, messages
    with pytest.raises(Exception, match="wanted system, user or assistant"):
        theirs.apply_chat_template([dict(role="cat", content="x")])


# ---- lm-evaluation-harness -----------------------------------------------------------------------
# In a process of its own: it loads much, and reads from the environment that there is no network.
# argv: a folder of tasks, the kind of model, its arguments as JSON, where to write all samples.
LM_EVAL_SCRIPT = """
import json, sys
import lm_eval
from lm_eval.tasks import TaskManager
folder, kind, arguments, out = sys.argv[1:]
manager = TaskManager(include_path=folder, include_defaults=False)
results = lm_eval.simple_evaluate(
    model=kind, model_args=json.loads(arguments), tasks=["choice", "cloze", "goes_on"],
    task_manager=manager, batch_size=4, bootstrap_iters=0, log_samples=True,
)
json.dump(results["samples"], open(out, "w"), default=str)
"""

OFFLINE = dict(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")

# YAML is a superset of JSON, so a task can be written as that
TASK_FIELDS = dict(dataset_path="json", test_split="test", metadata=dict(version=1))
LM_EVAL_TASKS = [
    dict(
        task="choice",
        output_type="multiple_choice",
        fewshot_split="train",
        num_fewshot=5,
        fewshot_config=dict(sampler="first_n"),
        doc_to_text="{{query}}\nA:",
        doc_to_choice="choices",
        doc_to_target="gold",
        metric_list=[dict(metric="acc")],
    ),
    dict(
        task="cloze",
        output_type="loglikelihood",
        doc_to_text="{{query}} {{choices[gold].split(' ')[:-1]|join(' ')}}",
        doc_to_target="{{' ' + choices[gold].split(' ')[-1]}}",
        metric_list=[dict(metric="acc"), dict(metric="perplexity")],
    ),
    dict(
        task="goes_on",
        output_type="generate_until",
        doc_to_text="{{query}}",
        doc_to_target="{{choices[gold]}}",
        generation_kwargs=dict(until=["\n", "."], do_sample=False, max_gen_toks=12),
        metric_list=[dict(metric="exact_match")],
    ),
]


def write_tasks(folder, shots, docs):
    """Tasks as lm-evaluation-harness reads them, over docs with query, choices and gold."""
    folder.mkdir()
    write_jsonl(folder / "train.jsonl", shots)
    write_jsonl(folder / "test.jsonl", docs)
    files = {split: str(folder / f"{split}.jsonl") for split in ("train", "test")}
    for task in LM_EVAL_TASKS:
        task = dict(task, **TASK_FIELDS, dataset_kwargs=dict(data_files=files))
        (folder / f"{task['task']}.yaml").write_text(json.dumps(task))


def lm_eval_samples(folder, kind, arguments):
    """{task: its samples} of lm-evaluation-harness, with each request and its result."""
    out = folder / f"{kind}.json"
    words = ["python", "-c", LM_EVAL_SCRIPT, str(folder), kind, json.dumps(arguments), str(out)]
    must(words, folder, HF_HOME=str(folder / "hf-home"), **OFFLINE)
    samples = json.loads(out.read_text())
    return {task: sorted(rows, key=lambda row: row["doc_id"]) for task, rows in samples.items()}


def our_pairs(tok, sample):
    """A sample's contexts and continuations as ids, for train.likelihoods, with bos in front.

    As there both are encoded as one, and white space between them belongs to what follows."""
    pairs = []
    for context, more in sample["arguments"]:
        ids = tok.encode(context + more)
        cut = len(tok.encode(context.rstrip()))
        pairs.append(([tok.bos, *ids[:cut]], ids[cut:]))
    return pairs


def our_text(model, tok, prompt, limit, stop):
    """Our own greedy answer to a bare text."""
    how = dict(max_new_tokens=limit, temperature=0.0)
    reader = chat.AnswerReader(tok, stop)
    parts = chat.stream_answer(gpt.Engine(model, tok), reader, [tok.bos, *tok.encode(prompt)], how)
    return "".join(part for kind, part in parts if kind == "text")


def check_samples(samples, model, tok):
    """lm-evaluation-harness found what our own evaluations find; returns the largest difference."""
    worst = 0.0
    for task in ("choice", "cloze"):
        for sample in samples[task]:
            pairs = our_pairs(tok, sample)
            assert all(len(context + more) < model.cfg.seq_len for context, more in pairs)
            [ours] = train.likelihoods(model, tok, [pairs])
            theirs = [
                (float(log_p), str(greedy) == "True") for ((log_p, greedy),) in sample["resps"]
            ]
            for score, (their_log_p, greedy) in zip(ours, theirs, strict=True):
                worst = max(worst, abs(score.nats - their_log_p))
                assert greedy == score.greedy, sample
    assert worst <= 1e-3

    for sample in samples["choice"]:
        pairs = our_pairs(tok, sample)
        [picked] = train.likeliest(model, tok, [pairs], train.Place("cpu", 0, 1))
        assert sample["acc"] == float(picked == sample["doc"]["gold"]), sample

    for sample in samples["goes_on"]:
        ((prompt, _),) = sample["arguments"]
        assert sample["resps"] == [[our_text(model, tok, prompt, 12, ["\n", "."])]], sample
    return worst


def check_lm_eval(base, stage, folder):
    """Let lm-evaluation-harness ask a stage's server, and its export in transformers."""
    tok, _ = exported(base, stage, folder / "hf")
    model, *_ = gpt.load_checkpoint(
        max((base / "checkpoints" / stage).glob("step_*")), with_optimizer=False
    )
    process = start(f"python chat.py --serve --port 0 --stage {stage}", base)
    asked = dict(
        base_url=address_of(process) + "/v1/completions",
        model=f"fivechat-{stage}",
        tokenizer=str(folder / "hf"),
        tokenizer_backend="huggingface",
        add_bos_token=True,
        max_length=model.cfg.seq_len,
    )
    loaded = dict(pretrained=str(folder / "hf"), device="cpu", dtype="float32")
    try:
        server = lm_eval_samples(folder / "tasks", "local-completions", asked)
        end_by_ctrl_c(process)
    finally:
        kill_all(process)
    worst = [
        check_samples(samples, model.eval(), tok)
        for samples in (server, lm_eval_samples(folder / "tasks", "hf", loaded))
    ]
    print("largest difference, nats: server %.1e, transformers %.1e" % tuple(worst))


def test_lm_evaluation_harness_finds_what_we_find(trained, tmp_path):
    """Through the server and through the exported model: the same scores, picks and texts."""
    for module in ("lm_eval", "tenacity", "accelerate", "transformers"):
        need(module)
    rng = random.Random(soak_seed(8))
    colours = "red blue green white black brown".split()

    def doc(_):
        names = rng.sample(colours, 4)
        choices = [f"no, {name}" for name in names]
        return dict(query=f"{rng.choice(colours)}?", choices=choices, gold=rng.randrange(4))

    docs = list(map(doc, range(15)))
    write_tasks(tmp_path / "tasks", docs[:5], docs[5:])
    check_lm_eval(trained, "base", tmp_path)


# ---- report.py and run.sh: the report, the whole line, the README's commands ---------------------
def test_scores_survive_being_written():
    rng = random.Random(1)
    for _ in range(200):
        n, (acc, chance, lo, hi) = rng.randint(1, 5000), (rng.random() for _ in range(4))
        values = acc, n, chance, lo, hi
        back = report.parse_score(report.score(*values))
        assert back[1] == n
        assert all(abs(a - b) <= 0.00051 for a, b in zip(back, values))
    assert report.parse_score("12 tokens") is None


def test_a_report_names_what_is_missing_and_needs_no_network(tmp_path, monkeypatch):
    """report.py lies alone in its folder here, and the log ends in a line that is no JSON."""
    folder, base = tmp_path / "project", tmp_path / "base"
    folder.mkdir()
    shutil.copy(HERE / "report.py", folder)
    must("python report.py reset", base, cwd=folder)

    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(base))
    report.log("chat-sft", {"final_loss": 1.25, "note": "a\nb"})
    report.log("chat-evaluation-sft", {"mini-MMLU": report.score(0.7, 300, 0.25, 0.65, 0.75)})
    steps = []
    for i in range(1, 30):
        event = dict(event="step", stage="sft", time=time.time(), step=i, loss=3.0 / i, elapsed_s=i)
        steps.append(json.dumps(event) + "\n")
    (base / "log.jsonl").write_text("".join(steps) + "not json\n")
    must("python report.py generate", base, cwd=folder)

    text = (folder / "report.md").read_text()
    assert "final_loss: 1.25" in text
    assert "mini-MMLU" in text and "0.7" in text
    assert "chat-rl" in text  # is missing
    page = (base / "report" / "report.html").read_text()
    assert "<svg" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)

    must("python report.py reset", base, cwd=folder)
    assert not (base / "report" / "chat-sft.md").exists()
    header = (base / "report" / "header.md").read_text()
    assert header.startswith("# fivechat training report")


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, so that its report.md is not the user's; the environment is shared."""
    folder = tmp_path_factory.mktemp("project") / "fivechat"
    left_out = ".git .venv target __pycache__ report.md .pytest_cache".split()
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns(*left_out))
    if (HERE / ".venv").exists():
        (folder / ".venv").symlink_to(HERE / ".venv")
    return folder


# what run.sh is told, so that a whole run takes a minute
TINY_RUN = dict(
    STEPS="10",
    DEPTH="2",
    VOCAB_SIZE="512",
    EVAL_ITEMS="6",
    BASE_FLAGS="--seq_len 256 --batch_tokens 2048",
    RL_FLAGS=RL,
)


def test_run_sh_runs_every_stage_and_a_finished_run_does_what_is_asked_next(
    project, curriculum, tmp_path
):
    need_setup()
    base = tmp_path / "base"
    shutil.copytree(curriculum("en"), base / "data" / "builtin-en")  # not made once more
    must("bash run.sh", base, cwd=project, **TINY_RUN)
    text = (project / "report.md").read_text()
    for title in report.SECTIONS.values():
        assert f"## {title}\n" in text, title
    summary = text.split("## Summary")[1]
    for name in ("mini-CORE", "mini-MMLU", "mini-GSM8K", "Spelling", "mini-ChatCORE"):
        assert len(re.findall(rf"\| {name} +\|.*±.*±.*±", summary)) == 1, name
    assert len(list((base / "report").glob("*.md"))) == 13  # eleven sections, header, report
    assert (base / "report" / "report.html").exists()

    # finished, so the next call is a new run, here with chats of one's own; killed in its first
    # seconds and typed again it is still that run
    before = weights_of(base, "base")
    turns = [dict(role="user", content="Ping?"), dict(role="assistant", content="Pong.")]
    write_jsonl(tmp_path / "own.jsonl", [dict(messages=turns)] * 3)
    asked = dict(TINY_RUN, CHATS=str(tmp_path / "own.jsonl"))
    process = start("bash run.sh", base, cwd=project, **asked)
    while asked["CHATS"] not in (base / "run.txt").read_text():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    kill_all(process)
    done = must("bash run.sh", base, cwd=project, **asked)
    assert "going on with the run" in done.stdout and "own chats" in done.stdout

    # everything was trained anew: from the same seed, to the same base; the runs before are kept
    assert weights_of(base, "base") == before == weights_of(base, "base.old")
    state = json.loads((newest_folder(base, "sft") / "state.json").read_text())
    assert state["config"]["chats"] == asked["CHATS"]
    assert (base / "checkpoints" / "sft.old").is_dir() and (base / "report.old").is_dir()


def test_run_sh_goes_on_after_a_kill_to_the_same_weights(project, prepared, tmp_path):
    """On own text and chats in every layout, killed in base: every later stage has the weights of
    the calm run."""
    need_setup()
    text, chats = tmp_path / "text", tmp_path / "chats"
    text.mkdir()
    chats.mkdir()
    for name, content in TEXT_LAYOUTS.items():
        (text / name).write_bytes(content() if callable(content) else content)
    own_text = [f"小猫{i}在花园里看见一只蝴蝶，它很高兴。" * 8 for i in range(300)]
    (text / "own.txt").write_text("\n\n".join(own_text), encoding="utf-8")
    for name, (row, _) in CHAT_LAYOUTS.items():
        (chats / f"{name}.jsonl").write_text(f"{json.dumps(row)}\n" * 3)
    words = dict(
        TINY_RUN,
        DATA=str(text),
        CHATS=str(chats),
        BASE_FLAGS=TINY_RUN["BASE_FLAGS"] + " --save_every 3",
    )

    calm, killed = tmp_path / "calm", tmp_path / "killed"
    for base in (calm, killed):
        # the curriculum, so that it is not made twice more
        shutil.copytree(prepared / "data" / "builtin-en", base / "data" / "builtin-en")

    must("bash run.sh", calm, cwd=project, **words)
    process = start("bash run.sh", killed, cwd=project, **words)
    wait_for_step(killed, "base", 5, process)
    kill_all(process)
    must("python report.py generate", killed, cwd=project)  # a look at it changes nothing
    other = refusal_of("bash run.sh", killed, cwd=project, **(words | dict(DEPTH="3")))
    assert "DEPTH=2, not DEPTH=3" in other and "anew" in other
    must("bash run.sh", killed, cwd=project, **words)
    for stage in train.STAGES:
        assert weights_of(killed, stage) == weights_of(calm, stage), stage


def test_ending_run_sh_ends_its_training_too(project, trained, copy_of):
    need_setup()
    base = copy_of(trained)
    (base / "log.jsonl").unlink()
    process = start("bash run.sh", base, cwd=project, **dict(TINY_RUN, STEPS="4000"))
    wait_for_step(base, "base", 3, process)
    process.kill()  # run.sh alone, and not what it started
    process.wait()
    while not [e for e in events_of(base) if e["event"] == "end"]:
        time.sleep(0.02)
    assert json.loads((newest_folder(base, "base") / "state.json").read_text())["num_steps"] == 4000


def test_run_sh_needs_no_newer_bash_than_macos_has():
    """3.2: an empty array is unbound under set -u, and there is no sha256sum, no realpath there."""
    text = (HERE / "run.sh").read_text(encoding="utf-8")
    never_empty = {"PYTHON_TRAIN", "more", "BASH_SOURCE"}
    for found in re.finditer(r'(\$\{(\w+)\[@\]\+)?"?\$\{(\w+)\[@\]\}', text):
        assert found[2] == found[3] or found[3] in never_empty, found[0]
    for word in (
        "sha256sum",
        "realpath",
        "readarray",
        "mapfile",
        "declare -A",
        "local -n",
        "|&",
        ",,}",
        "^^}",
    ):
        assert word not in text, word


@pytest.mark.parametrize(
    "name, asked",
    [
        ("", False),
        ("my.txt", False),
        ("My.Parquet", True),
        ("my.jsonl.zst", True),
        ("parquet.txt", False),
        ("ClimbMix", True),
        ("tinystories", False),
        ("folder", True),
        ("my folder", False),
    ],
)
def test_run_sh_installs_pyarrow_before_anything_else_where_data_asks_for_it(name, asked, tmp_path):
    (tmp_path / "folder" / "in").mkdir(parents=True)
    (tmp_path / "folder" / "in" / "X.PARQUET").write_text("")
    (tmp_path / "my folder").mkdir()
    (tmp_path / "my folder" / "parquet.txt").write_text("")
    [function] = re.findall(
        r"(?ms)^asks_pyarrow\(\) \{.*?^\}", (HERE / "run.sh").read_text("utf-8")
    )
    script = f"set -euo pipefail\n{function}\nif asks_pyarrow; then echo yes; else echo no; fi"
    for word in ("DATA", "VAL_DATA", "CHATS"):
        done = must(["bash", "-c", script], tmp_path, cwd=tmp_path, **{word: name})
        assert done.stdout.split() == ["yes" if asked else "no"], word


# runs a script in a Python in which `import rustbpe` fails
WITHOUT_CRATE = """
import runpy, sys
sys.modules["rustbpe"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_set_up_twice_and_without_the_crate(project, tmp_path):
    need_setup()
    assert "set-up is done" in must("bash run.sh setup", tmp_path).stdout

    plain = tmp_path / "plain"
    text = "\n\n".join(f"A small text number {i}. " * 20 for i in range(60))
    (tmp_path / "small.txt").write_text(text)
    must(["python", "tok.py", "data", "--data", str(tmp_path / "small.txt")], plain)
    slow_words = "tok.py train --vocab_size 300".split()
    done = must(["python", "-c", WITHOUT_CRATE, *slow_words], plain)
    assert done.stderr.count("rustbpe is not built") == 1
    slow = (plain / "tokenizer" / "tokenizer.json").read_text()
    must("python tok.py train --vocab_size 300", plain)
    assert (plain / "tokenizer" / "tokenizer.json").read_text() == slow


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_command_of_the_readme_is_one_that_exists(name):
    text = (HERE / name).read_text(encoding="utf-8")
    assert "bash run.sh" in text and "bash run.sh test" in text
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S))
    lines = [line.split("#")[0].strip() for line in blocks.splitlines()]
    lines = [line for line in lines if re.search(r"\b(tok|train|gpt|chat|report)\.py", line)]
    assert len(lines) >= 8

    @functools.cache
    def help_of(*words):
        return command(["python", *words, "--help"], HERE)

    for line in lines:
        script = re.search(r"(\w+\.py)", line)[1]
        words = line.split(script, 1)[1].split()
        has_commands = script in ("tok.py", "gpt.py")
        helped = help_of(script, *(words[:1] if has_commands else []))
        assert helped.returncode == 0
        known = set(re.findall(r"--\w+|-p\b", helped.stdout))
        for word in words:
            if word.startswith("-"):
                assert word in known, (line, word)


def test_the_help_of_train_names_every_flag_with_what_the_stages_make_of_it():
    helped = must("python train.py --help", HERE).stdout
    text = " ".join(helped.split())
    for field in dataclasses.fields(train.Config):
        assert f"--{field.name} " in text and field.metadata["says"] in text, field.name
    for stage, changed in train.STAGE_DEFAULTS.items():
        for name, value in changed.items():
            if name not in train.INHERITED:
                shown = text.split(f"--{name} ")[-1].split(" --")[0]
                assert f"{stage} {value}" in shown, (stage, name)


@pytest.mark.parametrize("script", ["train.py", "chat.py", "gpt.py"])
def test_without_the_venv_a_script_says_how_to_enter_it(script, tmp_path):
    done = command([sys.executable, "-S", script], tmp_path)  # -S: without installed packages
    assert done.returncode == 2 and "activate" in done.stderr and "Traceback" not in done.stderr


MAY_IMPORT = {
    "report": set(),
    "tok": {"rustbpe", "report"},
    "gpt": {"tok"},
    "train": {"tok", "gpt", "report"},
    "chat": {"tok", "gpt"},
}


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_a_script_imports_one_way_and_hides_no_state(name):
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    ours = set(imports_of(tree)) & {"rustbpe", *MAY_IMPORT}
    assert ours <= MAY_IMPORT[name], f"{name}.py must not import {ours - MAY_IMPORT[name]}"
    names = [function.__name__ for function in train.IN_BOX] if name == "train" else []
    boxed = [node for node in tree.body if getattr(node, "name", "") in names]
    in_box = set(itertools.chain.from_iterable(map(ast.walk, boxed)))
    for node in ast.walk(tree):
        at = f"{name}.py:{getattr(node, 'lineno', 0)}"
        assert not isinstance(node, ast.Global), f"{at}: global; pass it in and return it"
        bare = isinstance(node, ast.ExceptHandler) and node.type is None
        assert not bare, f"{at}: bare except; name the error"
        called = getattr(getattr(node, "func", None), "id", "")
        assert node in in_box or called not in ("exec", "eval"), f"{at}: executed out of the box"


# ---- bench and soak: text, trainers, encoders, one measurement, the table, main ------------------
BENCH_VOCAB = 32_768


def size_of(text):
    """Its bytes in UTF-8."""
    return len(text.encode("utf-8", "replace"))


def megabytes_of(texts):
    return sum(map(size_of, texts)) / 1e6


def taken(texts, most_bytes):
    """Texts one after another, up to the one with which they reach most_bytes."""
    out, size = [], 0
    for text in texts:
        if size >= most_bytes:
            break
        out.append(text)
        size += size_of(text)
    return out


def installed_files(rng, *patterns):
    """Paths in the installed packages and in Python's library, in random order."""
    roots = [Path(np.__file__).parents[1], Path(json.__file__).parents[1]]
    files = []
    for root in roots:
        for pattern in patterns:
            files += [path for path in root.rglob(pattern) if path.is_file()]
    return rng.sample(sorted(files), len(files))


def documents_in(paths):
    """The texts of files, cut into documents of 8,000 characters."""
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for i in range(0, len(text), 8000):
            yield text[i : i + 8000]


def made_chinese(rng):
    """Without end: documents of 1,000 words, as often as jieba's dictionary counts them."""
    jieba = installed("jieba")
    if jieba is None:
        print("jieba is not installed, so the Chinese part is small: pip install jieba")
        return
    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    words, counts, _ = zip(*(line.split() for line in dictionary.splitlines()))
    counts = [int(count) for count in counts]
    marks = ["", "", "", "", "", "，", "。"]
    while True:
        chosen = rng.choices(words, counts, k=1000)
        yield "".join(word + rng.choice(marks) for word in chosen)


def write_bench_texts(folder, megabytes):
    """About that much real text in documents of some kB, seeded -> mixed.pickle, chinese.pickle.

    A third is English (the data folder, then package documentation), half is code (of installed
    packages), and the rest is Chinese (poems, then words by their frequency)."""
    rng, n_bytes = random.Random(5), megabytes * 1e6

    real = real_texts(1 << 40)
    poems = [text for text in real if "\u4e00" <= text[:1] <= "\u9fff"]
    prose = [text for text in real if text[:1].isascii()]
    chinese = taken(itertools.chain(poems, made_chinese(rng)), 0.15 * n_bytes)
    guides = documents_in(installed_files(rng, "*.rst", "*.md", "METADATA", "*.txt"))
    english = taken(itertools.chain(prose, guides), 0.35 * n_bytes)
    sources = documents_in(installed_files(rng, "*.py", "*.h", "*.js"))
    code = taken(sources, n_bytes - sum(map(size_of, chinese + english)))

    # no blanks at the end of a text, where the ways to write one pattern differ (CL100K_IN_JSON)
    english, code, chinese = (
        [text.rstrip() for text in texts] for texts in (english, code, chinese)
    )
    mixed = english + code + chinese
    rng.shuffle(mixed)
    (folder / "mixed.pickle").write_bytes(pickle.dumps(mixed))
    (folder / "chinese.pickle").write_bytes(pickle.dumps(chinese))
    for kind, texts in (("English", english), ("code", code), ("Chinese", chinese)):
        print(f"text: {megabytes_of(texts):.0f} MB {kind}")


def read_bench_texts(folder, name):
    """The documents of NAME.pickle; of any other name one document that repeats it up to 1 MB."""
    path = folder / f"{name}.pickle"
    if path.exists():
        docs = pickle.loads(path.read_bytes())
    else:
        docs = [name * (1_000_000 // len(name.encode()))]
    # lone surrogates out: some tools refuse them
    return [text.encode("utf-8", "replace").decode() for text in docs]


def byte_letters():
    """The printable character that GPT-2's vocabulary files write for each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(b) if b in plain else chr(next(others)) for b in range(256)]


def halves_of(token, ranks):
    """The two tokens that the last merge joined into this one."""
    parts = {token[i:j] for i in range(len(token)) for j in range(i + 1, len(token) + 1)}
    earlier = [part for part in parts if part in ranks and ranks[part] < ranks[token]]
    earlier.sort(key=ranks.get)
    a, b = tokenizer.encode_piece(token, {part: i for i, part in enumerate(earlier)})
    return earlier[a], earlier[b]


def bpe_json(pattern, ranks):
    """The text of a tokenizer.json that cuts by pattern and joins as the ranks say."""
    letters = byte_letters()

    def written(token):
        return "".join(letters[b] for b in token)

    longer = sorted((token for token in ranks if len(token) > 1), key=ranks.get)
    merges = [list(map(written, halves_of(token, ranks))) for token in longer]
    vocab = {written(token): rank for token, rank in ranks.items()}
    split = dict(type="Split", pattern=dict(Regex=pattern), behavior="Isolated", invert=False)
    as_bytes = dict(type="ByteLevel", add_prefix_space=False, trim_offsets=True, use_regex=False)
    cut = dict(type="Sequence", pretokenizers=[split, as_bytes])
    model = dict(type="BPE", vocab=vocab, merges=merges)
    parts = dict(version="1.0", added_tokens=[], pre_tokenizer=cut, decoder=as_bytes, model=model)
    return json.dumps(parts)


# What pip installs for each tool. A version that would stand in the way of ours or of the tests is
# in a folder of its own, which only the processes of that tool have on their path.
BENCH_PIP = {
    "tiktoken": "tiktoken",
    "rustbpe": "--no-deps --target .venv/peers rustbpe==0.1.0",
    "tokenizers": "'tokenizers<1'",
    "tokenizers 1": "--pre --no-deps --target .venv/peers-bench tokenizers",
    "gigatoken": "gigatoken",
    "snaptokens": "snaptokens",
    "bpe-openai": "bpe-openai",
}
BENCH_FOLDERS = {"rustbpe": PEERS, "tokenizers 1": str(HERE / ".venv" / "peers-bench")}


def bench_peer(tool):
    """The module of a tool; without it the process ends with the command that installs it."""
    module = installed(tool.split()[0].replace("-", "_"))
    folder = BENCH_FOLDERS.get(tool)
    # another version of the module may be found in its stead; PEERS is empty where there are none
    apart = folder is None or module and folder and module.__file__.startswith(folder)
    if module is None or not apart:
        sys.exit(f"type: python -m pip install {BENCH_PIP[tool]}")
    return module


# Each trainer makes a function that learns BENCH_VOCAB tokens from docs; it returns them where they
# can be compared with ours.
def fivechat_trainer(docs, folder):
    def run():
        return [bytes(token) for token, _ in our_merges(docs, BENCH_VOCAB, PATTERN)]

    return run


def rustbpe_trainer(docs, folder):
    peer = bench_peer("rustbpe")

    def run():
        theirs = peer.Tokenizer()
        theirs.train_from_iterator(iter(docs), BENCH_VOCAB, pattern=PATTERN)
        return [bytes(token) for token, _ in theirs.get_mergeable_ranks()]

    return run


def tokenizers_trainer(docs, folder):
    tokenizers = bench_peer("tokenizers")  # from 1.0 on it learns no merges
    about = dict(vocab_size=BENCH_VOCAB, show_progress=False, initial_alphabet=byte_letters())

    def run():
        theirs = tokenizers.Tokenizer.from_str(bpe_json(PATTERN, {}))
        theirs.train_from_iterator(iter(docs), tokenizers.trainers.BpeTrainer(**about))

    return run


def gigatoken_trainer(docs, folder):
    gigatoken = bench_peer("gigatoken")  # cuts by GPT-4's pattern only, and reads files
    (folder / "docs.txt").write_text("\0".join(docs), encoding="utf-8", errors="replace")
    source = gigatoken.TextFileSource([str(folder / "docs.txt")], separator="\0")

    def run():
        gigatoken.train_bpe(source, BENCH_VOCAB, [], tie_breaking="raw_token_ids")

    return run


TRAINERS = {
    "fivechat": fivechat_trainer,
    "rustbpe": rustbpe_trainer,
    "tokenizers": tokenizers_trainer,
    "gigatoken": gigatoken_trainer,
}


def in_one(lists):
    """Lists of ids as one array."""
    return np.concatenate([np.array(ids, np.uint32) for ids in lists])


# Each encoder makes two functions that encode docs: "list" one at a time into lists, "flat" as one
# batch into one array.
def fivechat_encoder(docs, ranks, folder):
    ours = rustbpe.Tokenizer("bench", pat_str=CL100K, mergeable_ranks=ranks)

    def encode_list():
        return [ours.encode_ordinary(text) for text in docs]

    def encode_flat():
        return ours.encode_batch_to_numpy(docs, num_threads=2)[0]

    return {"list": encode_list, "flat": encode_flat}


def rustbpe_encoder(docs, ranks, folder):
    """PyPI's rustbpe takes no ranks, so it uses those that it learns from a part of the text."""
    theirs = bench_peer("rustbpe").Tokenizer()
    theirs.train_from_iterator(iter(docs[:2000]), BENCH_VOCAB, pattern=RUSTBPE)

    def encode_list():
        return [theirs.encode(text) for text in docs]

    def encode_flat():
        return in_one(theirs.batch_encode(docs))

    return {"list": encode_list, "flat": encode_flat}


def tiktoken_encoder(docs, ranks, folder):
    parts = dict(pat_str=CL100K, mergeable_ranks=ranks, special_tokens={})
    theirs = bench_peer("tiktoken").Encoding("bench", **parts)

    def encode_list():
        return [theirs.encode_ordinary(text) for text in docs]

    def encode_flat():
        return in_one(theirs.encode_ordinary_batch(docs, num_threads=2))

    return {"list": encode_list, "flat": encode_flat}


# CL100K as tokenizer.json files have it: snaptokens and tokenizers 1 know a list of patterns by
# heart and refuse others, and the regex engine of tokenizers 0.23 reads {1,3}+ as ({1,3})+.
# It cuts otherwise only where a text ends in blanks after a line's end.
CL100K_IN_JSON = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def tokenizers_encoder(docs, ranks, folder):
    theirs = bench_peer("tokenizers").Tokenizer.from_file(str(folder / "bench.json"))

    def encode_list():
        return [theirs.encode(text).ids for text in docs]

    return {"list": encode_list}


def tokenizers_1_encoder(docs, ranks, folder):
    theirs = bench_peer("tokenizers 1").Tokenizer.from_file(str(folder / "bench.json"))

    def encode_list():
        return [theirs.encode(text).ids for text in docs]

    def encode_flat():
        return np.concatenate([encoding.ids_array for encoding in theirs.encode_batch(docs)])

    return {"list": encode_list, "flat": encode_flat}


def snaptokens_encoder(docs, ranks, folder):
    theirs = bench_peer("snaptokens").Tokenizer.from_file(str(folder / "bench.json"))

    def encode_list():
        return [theirs.encode(text).ids for text in docs]

    def encode_flat():
        return np.frombuffer(theirs.encode_batch_flat(docs)[0], np.uint32)

    return {"list": encode_list, "flat": encode_flat}


def gigatoken_encoder(docs, ranks, folder):
    gigatoken, path = bench_peer("gigatoken"), folder / "bench.tiktoken"
    lines = (f"{base64.b64encode(token).decode()} {rank}\n" for token, rank in ranks.items())
    path.write_text("".join(lines))
    theirs = gigatoken.Tokenizer.from_tiktoken(path, pretokenizer="cl100k")

    def encode_list():
        return [theirs.encode(text).tolist() for text in docs]

    def encode_flat():
        return np.asarray(theirs.encode_batch(docs).layout.content.data)

    return {"list": encode_list, "flat": encode_flat}


def bpe_openai_encoder(docs, ranks, folder):
    """It has the ranks of GPT-4 and can take no others."""
    theirs = bench_peer("bpe-openai").get_encoding("cl100k_base")

    def encode_list():
        return [theirs.encode_ordinary(text) for text in docs]

    return {"list": encode_list}


ENCODERS = {
    "fivechat": fivechat_encoder,
    "tiktoken": tiktoken_encoder,
    "rustbpe": rustbpe_encoder,
    "tokenizers": tokenizers_encoder,
    "tokenizers 1": tokenizers_1_encoder,
    "gigatoken": gigatoken_encoder,
    "snaptokens": snaptokens_encoder,
    "bpe-openai": bpe_openai_encoder,
}


def gpt4_ranks():
    """The 100,256 ranks that bpe-openai brings."""
    theirs = bench_peer("bpe-openai").get_encoding("cl100k_base")
    return {theirs.decode_single_token_bytes(i): i for i in range(100_256)}


def memory_mb(field):
    """This process's VmRSS (now) or VmHWM (most so far); 0 where there is no /proc."""
    path = Path("/proc/self/status")
    found = re.search(rf"{field}:\s+(\d+)", path.read_text()) if path.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def digest_of(tool, task, out):
    """What the results of tools are compared by; None where a tool's cannot be the same as ours."""
    if out is None or (tool == "rustbpe" and task != "train"):
        return None
    if task == "train":
        return hashlib.sha256(pickle.dumps(out)).hexdigest()
    ids = out if task == "flat" else in_one(out)
    return hashlib.sha256(ids.astype("<u4").tobytes()).hexdigest()


def bench_child(tool, job, folder):
    """One measurement in a fresh process, which prints it as a JSON line.

    job is a task (train, list, flat, or own: list with the ranks of GPT-4), a space, and the name
    of the text. cold: seconds of the first run; warm: of the best of two later ones; mb: how far
    memory rose at most; label: of the tool; digest: of the result."""
    task, _, name = job.partition(" ")
    folder = Path(folder)
    docs = read_bench_texts(folder, name)
    n_runs = 3 if name in ("mixed", "chinese") and task != "train" else 1
    if task == "train":
        run = TRAINERS[tool](docs, folder)
    elif task == "own":
        run = ENCODERS[tool](docs, gpt4_ranks(), folder)["list"]
    else:
        ranks = pickle.loads((folder / "ranks.pickle").read_bytes())
        run = ENCODERS[tool](docs, ranks, folder)[task]

    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from now on
    before_mb, seconds = memory_mb("VmRSS"), []
    for _ in range(n_runs):
        started = time.perf_counter()
        out = run()
        seconds.append(time.perf_counter() - started)
    rose_mb = memory_mb("VmHWM") - before_mb

    warm = min(seconds[1:] or seconds)
    about = dict(label=label_of(tool), digest=digest_of(tool, task, out))
    print(json.dumps(dict(cold=seconds[0], warm=warm, mb=rose_mb) | about))


BENCH = {  # a job -> the tools that do it, ours first
    "train mixed": "fivechat, rustbpe, tokenizers, gigatoken",
    "list mixed": "fivechat, tiktoken, rustbpe, tokenizers, tokenizers 1, gigatoken, snaptokens",
    "own mixed": "fivechat, tiktoken, bpe-openai",
    "flat mixed": "fivechat, tiktoken, rustbpe, tokenizers 1, gigatoken, snaptokens",
    "flat chinese": "fivechat, tiktoken, tokenizers 1, gigatoken, snaptokens",
}


def measure(tool, job, folder):
    """What bench_child prints in a process of its own: a dict, or a text that says why not."""
    path = [*filter(None, [BENCH_FOLDERS.get(tool)]), str(HERE)]
    return run_bench_child(path, "bench-child", tool, job, folder)


def run_bench_child(path, *words):
    """What test_all.py prints for these words in a fresh process with that PYTHONPATH."""
    done = subprocess.run(
        [sys.executable, HERE / "test_all.py", *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        text=True,
        timeout=900,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode == 0 and lines:
        return json.loads(lines[-1])
    return " ".join(done.stderr.strip().splitlines()[-1:])


def label_of(tool):
    """The name of a tool's package with its version, as this process finds it, or the tool."""
    package = tool.split()[0]
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return tool


def middle(values):
    values = sorted(values)
    return values[len(values) // 2]


def print_row(job, tool, runs, our_runs, megabytes):
    """A line of the table: a tool's measurements of a job beside ours from the same rounds."""
    failures = [run for run in [*runs, *our_runs] if isinstance(run, str)]
    if failures:
        print(f"{job:14} {tool:20} not measured: {failures[0][:120]}", flush=True)
        return

    def speed(when):
        mb_per_s = megabytes / middle(run[when] for run in runs)
        ratio = middle(run[when] / ours[when] for run, ours in zip(runs, our_runs))
        return f"{mb_per_s:7.1f} MB/s x{ratio:5.2f}"

    cold_s, rose_mb = (middle(run[key] for run in runs) for key in ("cold", "mb"))
    label = runs[0]["label"]
    same = "same" if runs[0]["digest"] == our_runs[0]["digest"] else "DIFFERENT"
    if runs[0]["digest"] is None:
        same = "-"  # cannot be compared
    print(
        f"{job:14} {label:20} cold {cold_s:7.2f} s {speed('cold')} | warm {speed('warm')} "
        f"| {rose_mb:6.0f} MB | {same}",
        flush=True,
    )


def bench_tokenizer(megabytes, n_rounds):
    """Print the table of BENCH, then how long ours takes for 1 MB of one thing again and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_bench_texts(folder, megabytes)
        docs = {name: read_bench_texts(folder, name) for name in ("mixed", "chinese")}
        ranks = dict(our_merges(docs["mixed"][::4], BENCH_VOCAB, CL100K))
        (folder / "ranks.pickle").write_bytes(pickle.dumps(ranks))
        (folder / "bench.json").write_text(bpe_json(CL100K_IN_JSON, ranks))
        print(
            f"{os.cpu_count()} cores; a fresh process each, {n_rounds} round(s) in turn, medians; "
            "ratio: ours is so many times as fast"
        )

        for job, names in BENCH.items():
            tools = names.split(", ")
            runs = {tool: [] for tool in tools}
            for _ in range(n_rounds):
                for tool in tools:
                    runs[tool].append(measure(tool, job, folder))
            size_mb = megabytes_of(docs[job.split()[1]])
            for tool in tools:
                print_row(job, tool, runs[tool], runs["fivechat"], size_mb)

        for unit in ("a", " ", "\n", "中", "的一是不了", "ACGT"):
            cold_s = measure("fivechat", f"list {unit}", folder)["cold"]
            print(f"1 MB of {unit!r:12} {cold_s:.3f} s")


def test_the_bench_says_how_to_get_a_tool_that_it_lacks(tmp_path):
    (tmp_path / "ranks.pickle").write_bytes(pickle.dumps({}))
    words = ("bench-child", "tokenizers 1", "list a", tmp_path)
    said = run_bench_child([str(HERE)], *words)  # the folder of that tool is not on the path
    assert said == f"type: python -m pip install {BENCH_PIP['tokenizers 1']}"


def test_the_benchs_tokenizer_json_gives_our_ids():
    need_crate()
    texts = [text.rstrip() for text in real_texts(200_000)]
    ranks = dict(our_merges(texts, 2000, CL100K))
    theirs = need("tokenizers").Tokenizer.from_str(bpe_json(CL100K_IN_JSON, ranks))
    ours = rustbpe.Tokenizer("bench", pat_str=CL100K, mergeable_ranks=ranks)
    for text in texts:
        assert theirs.encode(text).ids == ours.encode_ordinary(text), text


# ---- bench train: ours beside plain loops, each for as many seconds ------------------------------
MARKS = (2.8, 2.5, 2.2)  # held-out bits per byte
LOOP_VOCAB, LOOP_SHAPE = 4096, dict(depth=2, width=128, heads=2, kv_heads=2, seq_len=256)
LOOP_BATCH = dict(seq_len=256, batch_tokens=4096, seed=1337)


def write_loop_rows(folder, docs):
    """A tokenizer and packed rows of real text for the loops: tok.json, rows.npy, held.npy."""
    held, docs = docs[::20], [doc for i, doc in enumerate(docs) if i % 20]
    tok = tokenizer.train_tokenizer(docs, LOOP_VOCAB)
    tokenizer.save_tokenizer(tok, folder / "tok.json")
    for name, texts, n_tokens in (("rows", docs, 8_000_000), ("held", held, 100_000)):
        items = train.take(train.text_items(tok, texts), n_tokens)
        rows = train.pack(list(items), LOOP_SHAPE["seq_len"] + 1, tok.bos)
        np.save(folder / f"{name}.npy", np.random.default_rng(0).permutation(rows))


def our_model(tok):
    model = gpt.GPT(gpt.GPTConfig(vocab=tok.vocab, **LOOP_SHAPE))
    model.init_weights(LOOP_BATCH["seed"])
    return model


def our_loop(tok, rows, dtype, compiled_rows):
    """(model, a function that makes step i, where its seconds go) of base as train.py has it."""
    cfg = train.parse_flags([f"--{name}={value}" for name, value in LOOP_BATCH.items()])
    model = our_model(tok)
    optimizer = gpt.MuonAdamW(model, **train.learning_rates(model.cfg.width, 1.0), dtype=dtype)
    loss = gpt.training_loss(model, dtype, compiled_rows)
    place, spent = train.Place("cpu", 0, 1), collections.Counter()
    run = train.Run(cfg, place, model, tok, optimizer, loss=loss, rows=rows)

    def timed(name, function):
        def wrapped(*args):
            started = time.perf_counter()
            out = function(*args)
            spent[name] += time.perf_counter() - started
            return out

        return wrapped

    optimizer.step = timed("optimizer", optimizer.step)
    train.row_batches = timed("data", train.row_batches)
    return model, lambda i: train.supervised_step(run, i, min(1.0, (i + 1) / 10)), spent


def plain_loop(tok, rows, make_model):
    """The same of a loop as tutorials have it: fp32, AdamW for all, all logits at once."""
    model = make_model(tok)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, betas=(0.9, 0.95), fused=True)
    n_rows = LOOP_BATCH["batch_tokens"] // LOOP_BATCH["seq_len"]

    def step(i):
        chosen = rows[train.rows_of_step(len(rows), n_rows, LOOP_BATCH["seed"], i)]
        x, y = train.inputs_and_targets(chosen, "cpu")
        logits = logits_of(model, x)
        F.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=-1).backward()
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1.0, (i + 1) / 10)
        optimizer.step()
        optimizer.zero_grad()

    return model, step, {}


def logits_of(model, x):
    out = model(x)
    return out if isinstance(out, torch.Tensor) else out.logits


def transformers_model(tok):
    transformers = need("transformers")
    theirs = gpt.hf_config(gpt.GPTConfig(vocab=tok.vocab, **LOOP_SHAPE))
    return transformers.NanoChatForCausalLM(transformers.NanoChatConfig(**theirs))


LOOPS = {
    "fivechat": lambda tok, rows: our_loop(tok, rows, gpt.pick_dtype("auto", "cpu"), 16),
    "fp32-eager": lambda tok, rows: our_loop(tok, rows, "fp32", 0),
    "plain-adamw": lambda tok, rows: plain_loop(tok, rows, our_model),
    "transformers": lambda tok, rows: plain_loop(tok, rows, transformers_model),
}


@torch.inference_mode()
def held_out_bpb(model, tok, rows):
    """Bits per byte of any model that gives logits; train.val_loss takes only ours."""
    n_bytes_of = torch.tensor([len(b) for b in tok.token_bytes])
    nats = n_bytes = 0
    for start in range(0, len(rows), 16):
        x, y = train.inputs_and_targets(rows[start : start + 16], "cpu")
        logits, y = logits_of(model, x).float().flatten(0, 1), y.flatten()
        nats += F.cross_entropy(logits, y, ignore_index=-1, reduction="sum").item()
        n_bytes += int(n_bytes_of[y.clamp(min=0)].mul(y >= 0).sum())
    return nats / math.log(2) / n_bytes


def fp32_peak():
    """FLOP/s of a large product in fp32, the best of ten."""
    a = torch.ones(2048, 2048)
    return 2 * 2048**3 / min(timeit.repeat(lambda: a @ a, number=1, repeat=10))


def bench_loop(name, seconds, folder):
    """One loop in a fresh process for so many seconds of steps; prints a JSON line.

    Held-out loss is looked at eight times, with the clock stopped; compiling is before the clock.
    """
    folder = Path(folder)
    tok = tokenizer.load_tokenizer(folder / "tok.json")
    rows, held = (np.load(folder / f"{part}.npy") for part in ("rows", "held"))
    model, step, spent = LOOPS[name](tok, rows)
    clock, n_steps, looks = 0.0, 0, []
    while clock < float(seconds):
        started = time.perf_counter()
        step(n_steps)
        clock += time.perf_counter() - started
        n_steps += 1
        if clock > float(seconds) * (len(looks) + 1) / 8:
            looks.append((clock, held_out_bpb(model, tok, held)))

    tokens_per_s = n_steps * LOOP_BATCH["batch_tokens"] / clock
    found = dict(tokens_per_s=tokens_per_s, steps=n_steps, looks=looks)
    found["utilisation"] = tokens_per_s * our_model(tok).flops_per_token() / fp32_peak()
    found |= {part: taken / clock for part, taken in spent.items()}
    if isinstance(model, gpt.GPT):
        os.environ["NANOCHAT_BASE_DIR"] = str(folder)
        started = time.perf_counter()
        gpt.save_checkpoint("base", n_steps, model, {}, tok, {})
        # one in a hundred steps
        found["save"] = (time.perf_counter() - started) / (100 * clock / n_steps)
    print(json.dumps(found))


def reached(looks, mark):
    """After how many seconds a loop had come down to mark, between two looks by a straight line."""
    for (before_s, before), (after_s, after) in itertools.pairwise(looks):
        if after <= mark:
            if before <= mark:
                return before_s
            return before_s + (after_s - before_s) * (before - mark) / (before - after)
    return None


def bench_train(megabytes, seconds):
    """Print how each of LOOPS trains for so many seconds, in turn, on the same rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_bench_texts(folder, megabytes)
        write_loop_rows(folder, read_bench_texts(folder, "mixed"))
        print(f"{os.cpu_count()} cores; {LOOP_SHAPE}; {LOOP_BATCH}; {seconds} s of steps each")
        for loop in LOOPS:
            found = run_bench_child([str(HERE)], "bench-loop", loop, str(seconds), folder)
            if isinstance(found, str):
                print(f"{loop:14} not measured: {found[:80]}")
                continue
            at = [reached(found["looks"], mark) for mark in MARKS]
            marks = ", ".join(
                f"{mark} at {s:.0f} s" if s else f"{mark} not" for mark, s in zip(MARKS, at)
            )
            shares = ", ".join(
                f"{part} {found[part]:.1%}"
                for part in ("optimizer", "data", "save")
                if part in found
            )
            print(
                f"{loop:14} {found['tokens_per_s']:7.0f} tokens/s, {found['utilisation']:.2f} of "
                f"the fp32 peak | bits per byte {marks}, {found['looks'][-1][1]:.3f} at the end "
                f"| {shares}",
                flush=True,
            )


def bench_core(n_items):
    """Print how fast 10-shot multiple choice is answered: ours, and one item at a time as the four
    rows of a padded batch. Contexts have about 600 tokens, the models four layers."""
    tok, place = tiny_tokenizer(), train.Place("cpu", 0, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = benchmark_files(Path(name), n=n_items)
        items = train.core_items("arc_easy", folder)
        task = train.CORE_TASKS["arc_easy"]
        questions = [
            train.core_question(tok, train.with_shots(items, i, task)) for i in range(n_items)
        ]
    mean = np.mean([len(question[0][0]) for question in questions])
    print(f"{os.cpu_count()} cores; {n_items} items, contexts of {mean:.0f} tokens on average")
    for width in (128, 256):
        shape = dict(depth=4, width=width, heads=width // 64, kv_heads=width // 64)
        model = gpt.GPT(gpt.GPTConfig(tok.vocab, seq_len=1024, **shape))
        model.init_weights(1)
        with torch.no_grad():  # so that choices differ clearly, as those of a trained model do
            model.head.weight.normal_(0, 1, generator=seeded(1))

        speeds, answers = [], []
        for answer in (
            lambda: [one_at_a_time(model, question) for question in questions],
            lambda: train.likeliest(model, tok, questions, place, per_token=True),
        ):
            started = time.perf_counter()
            answers.append(answer())
            speeds.append(n_items / (time.perf_counter() - started))
        same = sum(a == b for a, b in zip(*answers))
        print(
            f"width {width}: ours {speeds[1]:.1f} items/s, one at a time {speeds[0]:.1f}: "
            f"x{speeds[1] / speeds[0]:.1f}; {same} of {n_items} answers the same"
        )


@torch.inference_mode()
def one_at_a_time(model, options):
    """The likeliest option by the mean of its log p: each in a row of its own, context and all."""
    rows = [context + ending for context, ending in options]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    log_p = model(ids[:, :-1]).log_softmax(dim=-1)
    means = []
    for row, (context, ending) in enumerate(options):
        at = range(len(context) - 1, len(context) - 1 + len(ending))
        means.append(log_p[row, at, ending].mean().item())
    return means.index(max(means))


ANSWERING = dict(depth=4, width=128, heads=2, kv_heads=2, seq_len=512)  # vocabulary 2048
PROMPT, ANSWER = 40, 64  # tokens of each
SAMPLE_S = 1.0  # of each tool in each round, at least
CLIENTS = (1, 8, 32)  # that ask the server at once
ENGINE = {1: 715, 8: 2871, 64: 6212}  # rows: tokens/s of nanochat's, measured once at temperature 1


def answering_model():
    """(model, tok) of that shape, with weights that give varied text but hardly ever end it: others
    go on to the last token, so ours has to."""
    with tempfile.TemporaryDirectory() as name:
        write_bench_texts(Path(name), 1)
        tok = tokenizer.train_tokenizer(read_bench_texts(Path(name), "mixed"), 2048)
    model = gpt.GPT(gpt.GPTConfig(vocab=tok.vocab, **ANSWERING))
    for p in model.parameters():
        torch.nn.init.normal_(p, std=0.05, generator=seeded(1))
    with torch.no_grad():
        model.head.weight *= 6
        model.head.weight[list(tok.special.values())] = 0.0
    return model, tok


@torch.inference_mode()
def plain_answers(model, prompts, n, temperature):
    """What most small projects generate with, nanochat's Engine among them: all rows at one place,
    a cache that is there from the start, torch's operations. Returns how many ids it made."""
    cfg, B, T = model.cfg, len(prompts), len(prompts[0])
    shape = (cfg.depth, 2, B, cfg.kv_heads, T + n, cfg.width // cfg.heads)
    kv, start, ids = torch.zeros(shape), 0, torch.tensor(prompts)
    for _ in range(n):
        end = start + ids.size(1)
        cos, sin = model.cos[start:end], model.sin[start:end]
        x = gpt.norm(model.embed(ids))
        for block, cache in zip(model.blocks, kv):

            def extend(k, v, cache=cache, start=start, end=end):
                cache[0, :, :, start:end], cache[1, :, :, start:end] = k, v
                return cache[0, :, :, :end], cache[1, :, :, :end], None

            x = block(x, cos, sin, extend)
        logits = model.logits_of(gpt.norm(x)[:, -1])
        if temperature:
            ids = torch.multinomial((logits / temperature).softmax(dim=-1), 1)
        else:
            ids = logits.argmax(dim=-1, keepdim=True)
        ids.tolist()  # somebody wants to see them
        start = end
    return B * n


def our_answers(model, tok, prompts, n, temperature):
    ids = gpt.generate(model, tok, prompts, n, temperature=temperature)
    return sum(1 for _ in ids)


def their_answers(exported, prompts, n, temperature):
    """transformers' generate."""
    how = dict(do_sample=True, temperature=temperature) if temperature else dict(do_sample=False)
    ids = torch.tensor(prompts)
    made = exported.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        max_new_tokens=n,
        min_new_tokens=n,
        top_k=0,
        pad_token_id=0,
        **how,
    )
    return made[:, ids.size(1) :].numel()


def bench_generate(n_rounds):
    """Print how fast answers are generated, ours and others' in turn, and then how fast served."""
    model, tok = answering_model()
    tools = {
        "fivechat": functools.partial(our_answers, model, tok),
        "plain loop": functools.partial(plain_answers, model),
    }
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NANOCHAT_BASE_DIR", name)
        gpt.save_checkpoint("rl", 1, model, {}, tok, {})
        if installed("transformers"):
            gpt.export("rl", Path(name) / "hf")
            exported = importlib.import_module("transformers").AutoModelForCausalLM
            tools["transformers"] = functools.partial(
                their_answers, exported.from_pretrained(str(Path(name) / "hf"))
            )
        else:
            print("transformers not measured; type: pip install transformers")
        print(f"{os.cpu_count()} cores, {torch.get_num_threads()} threads; {ANSWERING}")
        print(
            f"prompts of {PROMPT} tokens, answers of {ANSWER}; ratio: ours is so many times as fast"
        )
        print(f"nanochat's Engine on such a machine, with 1, 8, 64 rows: {ENGINE} tokens/s")
        for rows, temperature in itertools.product((1, 8, 64), (0.0, 1.0)):
            print_answering(tools, tok, rows, temperature, n_rounds)
        bench_server(name)


def speed_of(answer, prompts, temperature):
    """(tokens a second after the first ones, seconds until these are there), again and again for
    SAMPLE_S."""
    first_s = whole_s = 0.0
    n_more = n_times = 0
    while first_s + whole_s < SAMPLE_S:
        started = time.perf_counter()
        n_more -= answer(prompts, 1, temperature)
        between = time.perf_counter()
        n_more += answer(prompts, ANSWER, temperature)
        first_s += between - started
        whole_s += time.perf_counter() - between
        n_times += 1
    return n_more / (whole_s - first_s), first_s / n_times


def print_answering(tools, tok, rows, temperature, n_rounds):
    """A line for each tool: tokens a second after the first ones, and when these were there."""
    rng = random.Random(rows)
    prompts = [[rng.randrange(tok.merges_end) for _ in range(PROMPT)] for _ in range(rows)]
    found = {tool: [] for tool in tools}
    for answer in tools.values():
        answer(prompts, 2, temperature)  # warm
    for _ in range(n_rounds):
        for tool, answer in tools.items():
            found[tool].append(speed_of(answer, prompts, temperature))
    for tool, runs in found.items():
        speed, first = (middle(values) for values in zip(*runs))
        ratio = middle(ours / theirs for (ours, _), (theirs, _) in zip(found["fivechat"], runs))
        print(
            f"{rows:2} rows, temperature {temperature:.0f} {label_of(tool):20} "
            f"{speed:7.0f} tokens/s x{ratio:5.2f} | first after {1000 * first:5.1f} ms, "
            f"{rows * PROMPT / first:7.0f} tokens/s read",
            flush=True,
        )


def bench_server(folder):
    """Print how the server answers 1, 8 and 32 clients who stream, on the same cores."""
    words = "python chat.py --serve --port 0 --stage rl"
    process = start(words, folder)
    try:
        where = urllib.parse.urlsplit(address_of(process))
        for n in CLIENTS:
            found = run_bench_child([str(HERE)], "bench-clients", where.netloc, str(n), "8")
            print(
                found if isinstance(found, str) else CLIENTS_LINE.format(n=n, **found), flush=True
            )
    finally:
        kill_all(process)


CLIENTS_LINE = (
    "{n:2} clients: {speed:6.0f} tokens/s | first token after {first50:4.0f} ms, 99 of 100 within "
    "{first99:4.0f} ms | between two {gap50:4.1f} ms, {gap99:4.0f} ms | {refused} refused"
)


def bench_clients(address, n, seconds):
    """n clients in threads, who stream one answer after another; prints a JSON line."""
    end = time.monotonic() + float(seconds)
    firsts, gaps, tokens, refused = [], [], [], []

    def ask(client):
        for i in itertools.count():
            if time.monotonic() > end:
                return
            body = dict(stream=True, max_tokens=ANSWER, temperature=1.0, seed=1000 * client + i)
            body["messages"] = [dict(role="user", content=f"Tell me a story: {client}, {i}.")]
            body["stream_options"] = dict(include_usage=True)  # a part may be of several tokens
            connection = http.client.HTTPConnection(address, timeout=60)
            before = time.monotonic()
            connection.request("POST", "/v1/chat/completions", json.dumps(body))
            reply = connection.getresponse()
            if reply.status != 200:
                refused.append(reply.status)
            seen = firsts
            for line in reply if reply.status == 200 else ():
                if b'"content":' in line and b'"content":""' not in line.replace(b": ", b":"):
                    now = time.monotonic()
                    seen.append(now - before)
                    before, seen = now, gaps
                elif said := re.search(rb'"completion_tokens": ?(\d+)', line):
                    tokens.append(int(said[1]))
            connection.close()

    clients = [threading.Thread(target=ask, args=(i,)) for i in range(int(n))]
    started = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    found = dict(speed=sum(tokens) / (time.monotonic() - started))
    for name, values in (("first", firsts), ("gap", gaps)):
        for share in (50, 99):
            found[f"{name}{share}"] = 1000 * float(np.percentile(values, share))
    print(json.dumps(found | dict(refused=len(refused))))


def main(argv):
    if argv[:1] == ["bench-clients"]:
        bench_clients(*argv[1:])
        return
    if argv[:1] == ["bench-child"]:
        bench_child(*argv[1:])
        return
    if argv[:1] == ["bench-loop"]:
        bench_loop(*argv[1:])
        return

    parser = argparse.ArgumentParser(
        prog="test_all.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=("bench", "soak"))
    parser.add_argument(
        "--only",
        default="",
        help="bench: tokenizer, train, core or generate; soak: a word of the names",
    )
    parser.add_argument("--mb", type=int, default=114, help="bench: megabytes of text")
    parser.add_argument("--rounds", type=int, default=3, help="bench: measurements of each tool")
    parser.add_argument("--seconds", type=float, default=60, help="bench: of each training loop")
    flags = parser.parse_args(argv)

    if flags.command == "bench":
        if flags.only not in ("", "tokenizer", "train", "core", "generate"):
            parser.error(f"bench --only {flags.only}: wanted tokenizer, train, core or generate")
        if flags.only in ("", "tokenizer"):
            bench_tokenizer(flags.mb, flags.rounds)
        if flags.only in ("", "train"):
            bench_train(flags.mb, flags.seconds)
        if flags.only in ("", "core"):
            bench_core(n_items=100)
        if flags.only in ("", "generate"):
            bench_generate(flags.rounds)
    else:
        os.environ["FIVECHAT_SOAK"] = "1"
        chosen = ["-k", flags.only] if flags.only else []
        sys.exit(pytest.main(["-q", str(HERE / "test_all.py"), *chosen]))


if __name__ == "__main__":
    main(sys.argv[1:])
