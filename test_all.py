"""test_all.py: every claim that fivechat makes about itself, in pipeline order; each can fail.
run:    bash run.sh test            or: python -m pytest -q test_all.py -k resume
        python test_all.py soak [--only WORD]       the same tests, random ones at length, with fresh seeds
        python test_all.py bench [--only tokenizer] speed beside the peers that are installed
needs:  optional peers (tiktoken, transformers, openai, selenium, another rustbpe in $FIVECHAT_PEERS) and
        real text in $FIVECHAT_DATA; a test without its peer is skipped with the reason, but fails in CI"""
import base64, copy, functools, gzip, hashlib, http.server, json, math, os, pickle, random, re, shutil, signal
import socket, subprocess, sys, threading, time, unicodedata
from pathlib import Path
import numpy as np
import pytest
import torch
import gpt
import report
import tok as tokenizer
import train

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("FIVECHAT_DATA", HERE.parent / "shared" / "data"))
PEERS = os.environ.get("FIVECHAT_PEERS") or str(next(HERE.glob(".venv/peers"), ""))
SOAK = bool(os.environ.get("FIVECHAT_SOAK"))
torch.set_num_threads(min(2, torch.get_num_threads()))
signal.signal(signal.SIGINT, signal.default_int_handler)   # ignored in a script's background, also below it

# ---- helpers: need, command, the tiny run ------------------------------------------------------------
def need(module):
    """An optional module; skips where it is absent, but fails in CI, which has to have it."""
    try:
        return __import__(module, fromlist=["_"])
    except ImportError:
        if os.environ.get("CI"): pytest.fail(f"CI must have {module}")
        pytest.skip(f"needs {module}")

def environment(base, **more):
    return {**os.environ, "NANOCHAT_BASE_DIR": str(base), "WANDB_RUN": "dummy", "PYTHONUNBUFFERED": "1",
            "FETCH_PATIENCE": "0.01", **more}

def command(words, base, cwd=HERE, **more):
    """Run a command line as a user would; returns the finished process with its texts."""
    words = [sys.executable if word == "python" else word for word in (words.split() if isinstance(words, str)
                                                                       else words)]
    return subprocess.run(words, cwd=cwd, env=environment(base, **more), capture_output=True, text=True,
                          timeout=400)

def must(words, base, **more):
    done = command(words, base, **more)
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done

def refusal_of(words, base, **more):
    """The one line with which a command refuses; anything else fails."""
    done = command(words, base, **more)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
    seen = (words, done.returncode, done.stderr)
    assert done.returncode == 2 and len(lines) == 1 and lines[0].startswith("error: "), seen
    return lines[0]

SMALL = ["--depth", "2", "--aspect", "32", "--batch_tokens", "1024", "--device_rows", "4", "--seq_len", "128"]
RL = ["--prompts_per_step", "4", "--samples_per_prompt", "4", "--min_varied", "0", "--max_new_tokens", "24"]

def stage_flags(stage):
    return {"base": SMALL, "rl": RL}.get(stage, ["--batch_tokens", "1024", "--device_rows", "4", "--seq_len",
                                                 "128"])

@pytest.fixture(scope="session")
def curriculum(tmp_path_factory):
    """language -> the folder of its curriculum, made once."""
    return functools.cache(lambda lang: tokenizer.make_builtin(tmp_path_factory.mktemp(lang) / lang, lang))

@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A base folder with the curriculum and a tokenizer. Tests copy it."""
    base = tmp_path_factory.mktemp("prepared")
    must("python tok.py data", base)
    must("python tok.py train --vocab_size 512", base)
    return base

@pytest.fixture(scope="session")
def trained(prepared, tmp_path_factory):
    """A base folder in which base, mid and sft were trained for a few steps, by real processes. Tests copy
    it."""
    base = tmp_path_factory.mktemp("trained") / "base"
    shutil.copytree(prepared, base)
    for stage in ("base", "mid", "sft"):
        must(["python", "train.py", "--stage", stage, "--steps", "12", "--save_every", "4",
              *stage_flags(stage)], base)
    return base

@pytest.fixture
def copy_of(tmp_path):
    def copy(base): return Path(shutil.copytree(base, tmp_path / "base"))
    return copy

def tiny_tokenizer():
    return tokenizer.train_tokenizer(["the cat sat on the mat and the dog ate 12 + 34 apples. " * 20], 300)

def tiny_model(vocab, **more):
    model = gpt.GPT(gpt.GPTConfig(**{**dict(vocab=vocab, seq_len=64, depth=2, width=32, heads=2, kv_heads=2),
                                     **more}))
    model.init_weights(7)
    generator = torch.Generator().manual_seed(1)
    # zero-initialised ones would hide mistakes
    for p in model.parameters(): p.data.normal_(0, 0.3, generator=generator)
    return model.eval()

# ---- tok.py: text, splits, tokenizer, chats ----------------------------------------------------------
TRAPS = ["", " ", "\n\n  \n", "don't DON'T I'll we'Ve", "a\u0301e\u0301", "１２３ ४५६ 12345",
         "\u00a0\u2003x \u3000y", "日本語 한국어 עברית",
         "🙂👩‍👩‍👧", "\r\n\r\n", "<|bos|><|user_start|>", "x" * 300, "  lead", "trail  ", "\u0130ſ'S",
         "\ud7ff\ue000", "a  b   c\n   d"]

# what this Python's Unicode tables know: newer letters are letters to the crate's newer tables only
ASSIGNED = [chr(i) for i in range(32, 0x30000) if unicodedata.category(chr(i)) not in ("Cn", "Cs")]

def random_text(rng, size=80):
    alphabet = "aeiou tnshr  \n'’.,!?0123456789ſK\u00a0\u2028éßñ日本語中文🙂\t-_<|>"
    return "".join(rng.choice(alphabet) if rng.random() < 0.97 else rng.choice(ASSIGNED) for _ in range(size))

def slowest_bpe(texts, merges):
    """Count every pair of every piece anew before every merge: nothing to get wrong."""
    pieces = [[bytes([b]) for b in piece] for text in texts for piece in tokenizer.split_text(text)]
    tokens = [bytes([b]) for b in range(256)]
    while len(tokens) < 256 + merges:
        rank, counts = {token: i for i, token in enumerate(tokens)}, {}
        for piece in pieces:
            for a, b in zip(piece, piece[1:]):
                counts[rank[a], rank[b]] = counts.get((rank[a], rank[b]), 0) + 1
        if not counts: break
        a, b = min(counts, key=lambda pair: (-counts[pair], pair))
        tokens.append(tokens[a] + tokens[b])
        for piece in pieces:
            i = 0
            while i + 1 < len(piece):
                if (piece[i], piece[i + 1]) == (tokens[a], tokens[b]): piece[i:i + 2] = [tokens[-1]]
                i += 1
    return tokens

@pytest.mark.parametrize("seed", range(5))
def test_plain_bpe_is_the_slow_idea_and_the_crate_agrees(seed):
    rng = random.Random(seed)
    texts = [random_text(rng, rng.choice([20, 200])) for _ in range(4)] + TRAPS
    plain = tokenizer.train_bpe(texts, 40)
    assert plain == slowest_bpe(texts, 40)
    if not tokenizer.RustTokenizer: pytest.skip("rustbpe is not built")
    fast = tokenizer.train_tokenizer(texts, 256 + 40 + 9)
    assert fast.token_bytes[:fast.merges_end] == plain
    slow = tokenizer.Tokenizer(plain)
    slow.fast = None
    for text in texts + [random_text(rng) for _ in range(40)]:
        assert fast.encode(text) == slow.encode(text) and fast.decode(fast.encode(text)) == text
    assert fast.encode_batch(texts) == [slow.encode(text) for text in texts]

def test_text_never_becomes_a_special_token():
    tok, rng = tiny_tokenizer(), random.Random(5)
    for _ in range(200):
        text = "".join(rng.choice([*tokenizer.SPECIALS, "cat", " ", "<|", "|>"]) for _ in range(8))
        assert max(tok.encode(text)) < tok.merges_end and tok.decode(tok.encode(text)) == text

def test_chat_rendering_trains_exactly_what_the_assistant_says():
    tok = tiny_tokenizer()
    s = {name.strip("<|>"): i for name, i in tok.special.items()}
    parts = [dict(type="python", text="1+2"), dict(type="python_output", text="3"),
             dict(type="text", text="3.")]
    ids, trained = tokenizer.render_chat(tok, [dict(role="system", content="Be kind."),
                                               dict(role="user", content="1+2?"),
                                               dict(role="assistant", content=parts)])
    e = tok.encode
    blocks = [([s["bos"], s["user_start"], *e("Be kind.\n\n1+2?"), s["user_end"], s["assistant_start"]], 0),
              ([s["python_start"], *e("1+2"), s["python_end"]], 1),
              ([s["output_start"], *e("3"), s["output_end"]], 0),
              ([*e("3."), s["assistant_end"]], 1)]
    assert ids == [i for block, _ in blocks for i in block] and trained == [flag for block, flag in blocks
                                                                            for _ in block]
    prompt = tokenizer.render_prompt(tok, [dict(role="user", content="1+2?")])
    assert prompt == [s["bos"], s["user_start"], *e("1+2?"), s["user_end"], s["assistant_start"]]

def test_a_long_chat_is_cut_at_a_turn_or_dropped():
    tok, rng = tiny_tokenizer(), random.Random(3)
    for _ in range(300):
        chat = [dict(role="user" if i % 2 == 0 else "assistant", content="cat " * rng.randint(1, 9))
                for i in range(rng.randint(1, 6))]
        limit = rng.randint(5, 60)
        ids, trained, fate = tokenizer.fit_chat(tok, chat, limit)
        whole, _ = tokenizer.render_chat(tok, chat)
        assert len(ids) <= limit and whole[:len(ids)] == ids and len(ids) == len(trained)
        if fate == "dropped":
            assert ids == [] and (len(chat) < 2 or len(tokenizer.render_chat(tok, chat[:2])[0]) > limit)
        else:
            assert any(trained) and ids[-1] in (tok.special["<|assistant_end|>"], tok.special["<|user_end|>"])
        if fate == "kept": assert ids == whole

def test_a_tokenizer_is_saved_whole_and_damage_is_named(tmp_path):
    tok, path = tiny_tokenizer(), tmp_path / "tokenizer" / "tokenizer.json"
    tokenizer.save_tokenizer(tok, path)
    assert tokenizer.load_tokenizer(path).token_bytes == tok.token_bytes
    saved = json.loads(path.read_text())
    saved["tokens"][-1] = base64.b64encode(b"zzz").decode()
    for text in (json.dumps(saved), path.read_text()[:200]):
        path.write_text(text)
        with pytest.raises(SystemExit) as end: tokenizer.load_tokenizer(path)
        assert end.value.code == 2

@pytest.mark.parametrize("expression, value", [
    ("12 * 34", "408"), ("(12 + 5) * 2", "34"), ("7 / 2", "3.5"), ("-3 + 1", "-2"),
    ('"hello".count("l")', "2"), ("2 ** 9", None),
    ("1 / 0", None), ("9" * 500, None), ("__import__('os')", None), ("().__class__", None), ("1 +", None),
    ("", None),
    ("(" * 150 + ")" * 150, None), ("99999999999 * 99999999999", None), ('"a" * 99999999', None),
    ("True + 1", None), ("1e999", None)])
def test_the_calculator_calculates_and_nothing_else(expression, value):
    assert gpt.calculate(expression) == value

def test_the_calculator_agrees_with_fractions():
    from fractions import Fraction
    rng = random.Random(11)
    for _ in range(500):
        a, b, c = (rng.randint(1, 99) for _ in range(3))
        op, po = rng.choice("+-*"), rng.choice("+-*/")
        exact = eval(f"(Fraction(a) {op} b) {po} c")
        assert float(gpt.calculate(f"({a} {op} {b}) {po} {c}")) == pytest.approx(float(exact), rel=1e-5)

@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_nothing_held_out_is_trained_on(lang, curriculum):
    folder = curriculum(lang)
    def rows(name): return list(tokenizer.read_jsonl(folder / f"{name}.jsonl"))
    def asked(row): return json.dumps(row["messages"][:-1], ensure_ascii=False)
    seen = {asked(row) for name in ("mid", "sft", "rl") for row in rows(name)}
    assert not [row for row in rows("eval") if asked(row) in seen]
    training = {row["text"] for row in rows("text")}
    assert not [row for row in rows("text_val") if row["text"] in training]
    everything = "\n".join(training) + "".join(seen)
    for row in rows("cloze"): assert f" {row['context']}{row['choices'][row['gold']]}" not in everything
    words = {row["key"] for row in rows("eval") if row["task"] == "Spelling"}
    assert not [word for word in words if f'"{word}"' in everything or f" {word} is spelled" in everything]
    assert len({asked(row) for row in rows("eval")}) > 0.8 * len(rows("eval"))

def test_text_of_every_kind_is_read_and_split_by_its_own_words(tmp_path):
    docs = [f"Document number {i} is about nothing.\n" + "word " * 50 for i in range(400)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(dict(text=doc)) + "\n" for doc in docs),
                                      encoding="utf-8")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf-8") as f:
        f.writelines(json.dumps(dict(text=doc)) + "\n" for doc in docs)
    (tmp_path / "c.txt").write_text("\n\n".join(docs), encoding="utf-8")
    (tmp_path / "d.md").write_text("\ufeff# Title\n\n" + "x" * 30_000, encoding="utf-8")
    for name in ("a.jsonl", "b.jsonl.gz"):
        path = [str(tmp_path / name)]
        train_part, val_part = list(tokenizer.read_docs(path, "train")), list(tokenizer.read_docs(path,
                                                                                                  "val"))
        assert sorted(train_part + val_part) == sorted(docs) and 4 <= len(val_part) <= 45
    assert "".join("".join(tokenizer.read_docs([str(tmp_path
                                                    / "c.txt")])).split()) == "".join("".join(docs).split())
    assert sum(len(doc) for doc in tokenizer.read_docs([str(tmp_path / "d.md")])) >= 30_000
    assert len(tokenizer.list_files(tmp_path)) == 4

class DyingServer(http.server.BaseHTTPRequestHandler):
    """Gives at most 40,000 bytes of a file at a time, then hangs up; knows ranges."""
    content, asked = bytes(random.Random(2).randbytes(150_000)), []
    def log_message(self, *args): pass
    def do_GET(self):
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        type(self).asked.append(start)
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        self.wfile.write(self.content[start:start + 40_000])
        self.close_connection = True

def test_a_download_goes_on_where_the_server_died(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), DyingServer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tokenizer.fetch(f"http://127.0.0.1:{server.server_address[1]}/x", tmp_path / "x.txt", attempts=6)
        server.shutdown()
    assert (tmp_path / "x.txt").read_bytes() == DyingServer.content and DyingServer.asked == [0, 40_000,
                                                                                              80_000, 120_000]
    assert not (tmp_path / "x.txt.part").exists()

# ---- rustbpe: the crate against the libraries it stands in for ---------------------------------------
rustbpe = getattr(tokenizer, "rustbpe", None)      # None fails these tests: run.sh builds it
PATTERN = tokenizer.PATTERN
RUSTBPE = PATTERN.replace("{1,2}", "{1,3}")     # the default of the peer of the same name
CL100K = (r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
          r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s")
SHORT = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + SHORT,
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + SHORT,
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])
GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"
PATTERNS = {"fivechat": PATTERN, "rustbpe": RUSTBPE, "cl100k": CL100K, "o200k": O200K, "gpt2": GPT2,
            "fallback": r"\w+|\s|[^\w\s]+"}     # the last one is cut by the regex engine in both
# what scanners get wrong: contractions and their odd capitals, digits and spaces of all kinds, marks, case
CRATE_TRAPS = list("'''sSſKltvrdmeLx12²Ⅷ٣ \t\r\n\n/aAéßʰǅ中文の한😀!-_.") + [
    "\xa0", "\x85", "\u2028", "\u3000", "\x1c", "\u200b", "\u0301", "'ll", "'VE", "  ", "\r\n",
    "//\n", "👨\u200d"]

def absent(why):
    """Skip where a peer or the data is not there; in CI they have to be there."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)

def peer(name):
    try:
        return __import__(name)
    except ImportError:
        absent(f"{name} is not installed: pip install {name}")

def peer_merges(jobs):
    """The peer has our module's name, so it trains in a process of its own: [train's arguments] ->
    [ranks]."""
    if not PEERS:
        absent("FIVECHAT_PEERS is not set; pip install --target FOLDER rustbpe==0.1.0 and name it")
    script = ("import pickle, sys; sys.path.insert(0, sys.argv[1]); import rustbpe; out = []\n"
              "assert rustbpe.__file__.startswith(sys.argv[1]), rustbpe.__file__\n"
              "for texts, vocab_size, pattern in pickle.load(sys.stdin.buffer):\n"
              "    peer = rustbpe.Tokenizer()\n"
              "    peer.train_from_iterator(iter(texts), vocab_size, pattern=pattern)\n"
              "    out.append([(bytes(b), r) for b, r in peer.get_mergeable_ranks()])\n"
              "sys.stdout.buffer.write(pickle.dumps(out))")
    command = [sys.executable, "-c", script, str(Path(PEERS).resolve())]
    done = subprocess.run(command, input=pickle.dumps(jobs), stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)

def our_merges(texts, vocab_size, pattern, **options):
    ours = rustbpe.Tokenizer()
    ours.train_from_iterator(iter(texts), vocab_size, pattern=pattern, **options)
    return ours.get_mergeable_ranks()

def real_texts(most_bytes):
    """Documents of the Chinese and the English file, or where $FIVECHAT_DATA is not there Python's own
    sources."""
    files = [DATA / "text" / f"{name}.jsonl.gz" for name in ("chinese", "english")]
    if not all(file.exists() for file in files):
        sources = sorted(Path(json.__file__).parents[1].glob("*.py"))
        return [text for file in sources for text in [file.read_text(encoding="utf-8", errors="replace")]
                if (most_bytes := most_bytes - len(text)) > 0]
    texts = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                texts.append(json.loads(line)["text"])
                most_bytes -= len(texts[-1].encode())
                if most_bytes < 0:
                    return texts
    return texts

def crate_random_text(rng, most=40):
    """Half of it traps, half any code points; surrogates excluded."""
    code = lambda: rng.choice([rng.randrange(0x80), rng.randrange(0xd800), rng.randrange(0xe000, 0x110000)])
    char = lambda: rng.choice(CRATE_TRAPS) if rng.random() < 0.7 else chr(code())
    return "".join(char() for _ in range(rng.randrange(most)))

def random_corpus(rng):
    """Tiny alphabets make ties; repeats make heavy words; now and then one long word."""
    letters = rng.choice(["ab", "abc", "abcd ", "aab\n", "é中a ", "xyz'12 \n", "".join(CRATE_TRAPS)])
    word = lambda most: "".join(rng.choices(letters, k=rng.randrange(most)))
    texts = [word(rng.choice([3, 12, 60])) for _ in range(rng.randrange(12))]
    return texts + [word(2000)] * (rng.random() < 0.1) + rng.choices(texts or [""], k=rng.randrange(8))

@pytest.fixture(scope="module")
def crate_trained():
    """name -> (our tokenizer, tiktoken's Encoding) with ranks learned here from real and from random text."""
    tiktoken, rng = peer("tiktoken"), random.Random(1)
    texts = real_texts(600_000) + [crate_random_text(rng, 400) for _ in range(200)]
    both = {}
    for name, pattern in PATTERNS.items():
        ranks = dict(our_merges(texts, 6000, pattern))
        special = {"<|bos|>": len(ranks), "<|user|>": len(ranks) + 1, "\n<|end|>": len(ranks) + 7}
        parts = dict(pat_str=pattern, mergeable_ranks=ranks, special_tokens=special)
        both[name] = rustbpe.Tokenizer(name, **parts), tiktoken.Encoding(name, **parts)
    return both

# ---- rustbpe: training -------------------------------------------------------------------------------------
def test_rustbpe_learns_its_peers_merges_on_random_corpora():
    seed, count = (random.randrange(1 << 30), 5000) if SOAK else (1, 500)
    print("seed", seed)
    rng = random.Random(seed)
    jobs = [(random_corpus(rng), rng.choice([256, 257, 270, 300, 1000]), rng.choice(list(PATTERNS.values())))
            for _ in range(count)]
    for job, theirs in zip(jobs, peer_merges(jobs), strict=True):
        assert our_merges(*job, num_threads=rng.randrange(1, 4)) == theirs, job

def test_rustbpe_learns_its_peers_merges_on_real_text():
    texts = real_texts(1 << 40 if SOAK else 6_000_000)
    jobs = [(texts, 32_768 if SOAK else 5000, pattern) for pattern in (RUSTBPE, PATTERN)]
    for job, theirs in zip(jobs, peer_merges(jobs), strict=True):
        assert our_merges(*job) == theirs

def test_rustbpe_learns_the_same_for_any_threads_buffer_or_source(tmp_path):
    texts = real_texts(400_000) + ["a\ud800b"] + ["ab" * 50_000]
    wanted = our_merges(texts, 3000, PATTERN, num_threads=1)
    assert len(wanted) == 3000
    for options in (dict(num_threads=2), dict(num_threads=5), dict(buffer_size=1), dict(buffer_size=1 << 30)):
        assert our_merges(texts, 3000, PATTERN, **options) == wanted, options
    line = lambda text: json.dumps({"text": text}, ensure_ascii=len(text) % 2 == 0)
    jsonl = "\n\n".join(map(line, texts[:-2]))
    (tmp_path / "a.jsonl").write_text(jsonl + "\n" + json.dumps({"text": "a\ud800b"}), encoding="utf-8")
    (tmp_path / "b.txt").write_text(texts[-1], encoding="utf-8")
    ours = rustbpe.Tokenizer()
    ours.train_from_files([tmp_path / "a.jsonl", str(tmp_path / "b.txt")], 3000, pattern=PATTERN)
    assert ours.get_mergeable_ranks() == wanted

# VmHWM is this process's own peak; getrusage's begins with that of the parent, which is larger
MEMORY = """
import re, sys, tok
learned = tok.train_tokenizer(tok.read_docs([sys.argv[1]], "train"), 1000)
print(learned.vocab, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""

@pytest.mark.parametrize("name", ["text.txt", "text.jsonl"])
def test_four_times_the_text_with_the_same_words_takes_no_more_memory(name, tmp_path):
    need("rustbpe")
    if not Path("/proc/self/status").exists(): pytest.skip("needs Linux's /proc")
    rng = random.Random(3)
    words = ["".join(rng.choices("abcdefgh", k=rng.randint(2, 9))) for _ in range(20_000)]
    docs = [" ".join(rng.choices(words, k=600)) for _ in range(300)]
    lines, peak = docs if name.endswith(".txt") else [json.dumps(dict(text=doc)) for doc in docs], []
    for times in (24, 96):      # about 1 MB each
        with open(tmp_path / name, "w") as f:
            f.writelines(f"{line}\n\n" for _ in range(times) for line in lines)
        done = command(["python", "-c", MEMORY, str(tmp_path / name)], tmp_path)
        assert done.returncode == 0, done.stderr
        vocab, megabytes = map(int, done.stdout.split())
        assert vocab == 1000
        peak.append(megabytes)
    print(peak)
    assert peak[1] < peak[0] + 24, peak

def test_rustbpe_joins_half_a_million_equal_pairs_and_unsplittable_words():
    rng = random.Random(2)
    dna = "".join(rng.choices("ACGT", k=1_000_000))
    ranks = our_merges([dna], 1000, PATTERN)
    assert len(ranks) == 1000 and all(set(token) <= set(b"ACGT") for token, _ in ranks[256:])
    powers = our_merges(["x" * (1 << 20)], 1 << 20, PATTERN)
    assert [len(token) for token, _ in powers[256:]] == [1 << k for k in range(1, 21)]

def test_rustbpe_stops_when_asked_and_says_what_is_wrong(tmp_path):
    ours, seen = rustbpe.Tokenizer(), []
    ours.train_from_iterator(real_texts(200_000), 2000, progress=lambda *counts: seen.append(counts))
    assert seen[-1] == (1744, 1744) and sorted(seen) == seen
    before = ours.get_mergeable_ranks()

    def raises(*_):
        raise LookupError("stop here")
    with pytest.raises(LookupError):
        ours.train_from_iterator(real_texts(200_000), 2000, progress=raises)
    with pytest.raises(LookupError):
        ours.train_from_iterator(("ab" if k < 100_000 else raises() for k in range(100_001)), 300)
    ctrl_c = lambda: os.kill(os.getpid(), signal.SIGINT)
    interrupt = lambda: (ctrl_c() if k == 50_000 else None for k in range(10_000_000))
    with pytest.raises(KeyboardInterrupt):
        ours.train_from_iterator((x or "hello there" for x in interrupt()), 300)
    (tmp_path / "bad.jsonl").write_bytes(b'{"text": "fine"}\n{"no": 1}\n')
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    for error, bad in [(ValueError, lambda: ours.train_from_iterator(["a"], 255)),
                       (ValueError, lambda: ours.train_from_iterator(["a"], 300, pattern="(")),
                       (TypeError, lambda: ours.train_from_iterator([b"bytes"], 300)),
                       (TypeError, lambda: ours.train_from_iterator(5, 300)),
                       (ValueError, lambda: ours.train_from_files([tmp_path / "bad.jsonl"], 300)),
                       (ValueError, lambda: ours.train_from_files([tmp_path / "bad.txt"], 300)),
                       (FileNotFoundError, lambda: ours.train_from_files([tmp_path / "none.txt"], 300))]:
        with pytest.raises(error):
            bad()
    assert ours.get_mergeable_ranks() == before, "a failed training must leave the tokenizer as it was"

# ---- rustbpe: encoding -------------------------------------------------------------------------------------
def test_rustbpe_and_tiktoken_cut_a_last_blank_line_differently():
    texts = ["a\n\n  "] * 9     # the reason for two kinds of scanner
    assert [bytes(b) for b, _ in our_merges(texts, 999, RUSTBPE)][256:] == [b"\n\n", b"  "]
    assert [bytes(b) for b, _ in our_merges(texts, 999, CL100K)][256:] == [b"\n\n", b"  ", b"\n\n  "]

@pytest.mark.parametrize("name", PATTERNS)
def test_rustbpe_gives_tiktokens_ids(crate_trained, name):
    ours, theirs = crate_trained[name]
    seed = random.randrange(1 << 30) if SOAK else 3
    print("seed", seed)
    rng = random.Random(seed)
    texts = real_texts(1 << 40 if SOAK else 5_000_000)
    texts += [crate_random_text(rng) for _ in range(1_000_000 if SOAK else 20_000)]
    texts += ["".join(rng.choices("abc", k=rng.randrange(3000))) for _ in range(20)]
    for text, ids in zip(texts, ours.encode_ordinary_batch(texts), strict=True):
        assert ids == theirs.encode_ordinary(text), repr(text)
        assert ours.decode_bytes(ids) == text.encode()

def test_rustbpe_gives_tiktokens_ids_with_ranks_that_no_training_makes():
    tiktoken, rng = peer("tiktoken"), random.Random(4)
    for _ in range(1000 if SOAK else 60):
        tokens = {bytes(rng.choices(b"abc ", k=rng.randrange(2, 7))) for _ in range(rng.randrange(60))}
        ranks = [bytes([b]) for b in range(256)] + list(tokens)
        rng.shuffle(ranks)
        ids = rng.sample(range(1000), len(ranks))       # holes between the ranks
        parts = dict(pat_str=CL100K, mergeable_ranks=dict(zip(ranks, ids)), special_tokens={})
        ours, theirs = rustbpe.Tokenizer("odd", **parts), tiktoken.Encoding("odd", **parts)
        for _ in range(40):
            text = "".join(rng.choices("abc ", k=rng.choice([5, 30, 300])))
            assert ours.encode_ordinary(text) == theirs.encode_ordinary(text), (ranks, ids, text)

def test_rustbpe_treats_special_tokens_as_tiktoken_does(crate_trained):
    ours, theirs = crate_trained["cl100k"]
    rng, names = random.Random(5), ["<|bos|>", "<|user|>", "\n<|end|>"]
    choices = [{}] + [dict(allowed_special=a) for a in ("all", set(), {"<|bos|>"}, {"<|user|>", "unknown"})]
    choices += [{**c, "disallowed_special": d} for c in choices for d in ((), "all", {"<|user|>"}, ["ab"])]
    outcomes = set()
    for _ in range(400):
        text = "".join(rng.choices(names + CRATE_TRAPS + ["<|bo", "s|>", "<|", "  ", "ab"],
                                   k=rng.randrange(9)))
        for choice in choices:
            results = []
            for encode in (ours.encode, theirs.encode, lambda *a, **k: ours.encode_batch([a[0]], **k)[0],
                           lambda *a, **k: ours.encode_to_numpy(*a, **k).tolist()):
                try:
                    results.append(encode(text, **choice))
                except ValueError:
                    results.append(ValueError)
            assert all(result == results[0] for result in results), (text, choice, results)
            outcomes.add(results[0] is ValueError)
        assert max(ours.encode_ordinary(text), default=0) < ours.encode_single_token("<|bos|>")
    assert outcomes == {True, False}
    for special in (*names, "a", b"a", "中", "no such token", b"\xff\xff"):
        results = []
        for encoding in (ours, theirs):
            try:
                results.append(encoding.encode_single_token(special))
            except KeyError:
                results.append(KeyError)
        assert results[0] == results[1], special
    many = {f"<|reserved_{k}|>": 6000 + k // 2 for k in range(1200)}        # two names may share an id
    ranks = dict(ours.get_mergeable_ranks())
    big = rustbpe.Tokenizer("big", pat_str=CL100K, mergeable_ranks=ranks, special_tokens=many)
    assert big.encode("<|reserved_1199|><|reserved_1|>", allowed_special="all") == [6599, 6000]

def test_rustbpe_gives_the_same_ids_in_every_call(crate_trained, tmp_path):
    ours, _ = crate_trained["fivechat"]
    texts = real_texts(300_000) + ["", "a\ud83d", "\udc00"] + ["\n".join(real_texts(3_000_000))]
    wanted = [ours.encode_ordinary(text) for text in texts]
    assert [len(ids) for ids in wanted] == [ours.count(text) for text in texts]
    for threads in (None, 1, 2, 7):
        assert ours.encode_ordinary_batch(texts, num_threads=threads) == wanted
        flat, ends = ours.encode_batch_to_numpy(texts, num_threads=threads)
        assert flat.dtype == np.uint32 and len(ends) == len(texts) + 1
        assert [flat[i:j].tolist() for i, j in zip(ends, ends[1:])] == wanted
    assert ours.encode_batch(texts) == ours.batch_encode(texts) == wanted
    assert ours.encode_batch_to_numpy([])[0].tolist() == [] and ours.encode_ordinary_batch([]) == []
    (tmp_path / "text").write_text(texts[-1], encoding="utf-8", newline="")
    assert ours.encode_file(tmp_path / "text").tolist() == wanted[-1]

def test_rustbpe_reads_lone_surrogates_as_tiktoken_does(crate_trained):
    for ours, theirs in crate_trained.values():
        for text in ("\ud83d", "a\ud83db", "\ud83d\ude00 \ude00", "x" * 5000 + "\udfff", "'\ud800s"):
            assert ours.encode(text) == theirs.encode(text) == ours.encode_batch([text])[0]
            assert ours.encode_to_numpy(text).tolist() == theirs.encode(text)  # theirs.encode_to_numpy raises

@pytest.mark.parametrize("unit", ["a", " ", "\n", "^", "0", "中", "é", "ab", "😀", "'s", "  \n", "ACGT"])
def test_rustbpe_encodes_a_megabyte_of_anything(crate_trained, unit):
    text = unit * (1_000_000 // len(unit.encode()))
    for name in ("fivechat", "cl100k", "o200k", "gpt2"):
        ours, theirs = crate_trained[name]
        assert ours.decode(ours.encode_ordinary(text)) == text
        assert ours.encode_ordinary(text[:3000]) == theirs.encode_ordinary(text[:3000])

# ---- rustbpe: decoding, drop-in, pickling, processes and threads -------------------------------------------
def test_rustbpe_decodes_as_tiktoken_does(crate_trained):
    ours, theirs = crate_trained["o200k"]
    rng = random.Random(6)
    for text in [crate_random_text(rng, 200) for _ in range(200)]:
        ids = ours.encode_ordinary(text)
        assert ours.decode(ids) == theirs.decode(ids) == text
        assert ours.decode_with_offsets(ids) == theirs.decode_with_offsets(ids)
        assert ours.decode_tokens_bytes(ids) == theirs.decode_tokens_bytes(ids)
        some = rng.choices(range(6000), k=20) + [ours.encode_single_token("<|bos|>")]
        for errors in ("replace", "ignore", "backslashreplace"):
            assert ours.decode(some, errors) == theirs.decode(some, errors)
        assert ours.decode_bytes(np.array(some, np.uint32)) == theirs.decode_bytes(some)
        assert ours.decode_bytes(tuple(some)) == theirs.decode_bytes(some)
        assert ours.decode_batch([ids, some]) == theirs.decode_batch([ids, some])
        assert ours.decode_bytes_batch([ids, some]) == theirs.decode_bytes_batch([ids, some])
    for bad in (lambda e: e.decode_bytes([6001 + 1]), lambda e: e.decode_single_token_bytes(1 << 30),
                lambda e: e.decode([b"\xff"[0]], "strict"), lambda e: e.decode_with_offsets([0x80])):
        for encoding in (ours, theirs):
            with pytest.raises((KeyError, UnicodeDecodeError)):
                bad(encoding)

def test_rustbpe_streams_no_half_character(crate_trained):
    ours, _ = crate_trained["fivechat"]
    rng = random.Random(7)
    for _ in range(300):
        text = crate_random_text(rng, 60)
        stream, shown = rustbpe.StreamDecoder(ours), ""
        for b in text.encode():                             # bytes one by one: the hardest cut
            shown += stream.push(b)
            assert text.startswith(shown)
        assert shown + stream.finish() == text
        ids = rng.choices(range(6000), k=30)                # any ids: the whole must be what decode gives
        stream = rustbpe.StreamDecoder(ours)
        assert "".join(map(stream.push, ids)) + stream.finish() == ours.decode(ids)

def test_rustbpe_has_the_names_of_both_anchors(crate_trained):
    ours, theirs = crate_trained["gpt2"]
    left_out = {"encode_with_unstable"}                     # completions of a cut token: no user here
    names = {name for name in dir(type(theirs)) if not name.startswith("_")} - left_out
    assert not names - set(dir(ours)), names - set(dir(ours))
    for name in ("name", "n_vocab", "max_token_value", "special_tokens_set"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.token_byte_values() == theirs.token_byte_values()
    assert all(ours.is_special_token(k) == theirs.is_special_token(k) for k in range(5990, 6010))
    for name in ("train_from_iterator", "get_pattern", "vocab_size", "get_mergeable_ranks", "batch_encode"):
        assert hasattr(ours, name), name
    ranks, special = dict(ours.get_mergeable_ranks()), {"<|endoftext|>": 6000}
    parts = dict(pat_str=GPT2, mergeable_ranks=ranks, special_tokens=special)
    assert rustbpe.Tokenizer("e", **parts, explicit_n_vocab=6001).eot_token == 6000
    for wrong in (dict(explicit_n_vocab=6002), dict(special_tokens={"x": 5}), dict(pat_str="(")):
        with pytest.raises((ValueError, AssertionError)):
            rustbpe.Tokenizer("e", **{**parts, **wrong})
    with pytest.raises(ValueError, match="single byte"):
        rustbpe.Tokenizer("e", pat_str=GPT2, mergeable_ranks={b"a": 0}, special_tokens={})

def test_rustbpe_survives_pickling_copying_and_saving(crate_trained, tmp_path):
    ours, _ = crate_trained["o200k"]
    ours.save(tmp_path / "tokenizer.json")
    text = "Hello <|bos|> 世界\n"
    loaded = rustbpe.Tokenizer.load(tmp_path / "tokenizer.json")
    for again in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours), loaded):
        assert again.name == ours.name and again.get_pattern() == O200K
        assert again.get_mergeable_ranks() == ours.get_mergeable_ranks()
        assert again.encode(text, allowed_special="all") == ours.encode(text, allowed_special="all")
    with pytest.raises(FileNotFoundError):
        rustbpe.Tokenizer.load(tmp_path / "none.json")

@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_rustbpe_works_in_a_forked_child_while_threads_are_busy(crate_trained):
    ours, _ = crate_trained["fivechat"]
    texts, stop = real_texts(500_000), threading.Event()
    wanted = ours.encode_ordinary_batch(texts)

    def busy():
        while not stop.is_set():
            ours.encode_ordinary_batch(texts)
    thread = threading.Thread(target=busy)
    thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                signal.alarm(60)                        # a deadlock ends here, and the parent sees the signal
                os._exit(0 if ours.encode_ordinary_batch(texts, num_threads=2) == wanted else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        thread.join()

def test_rustbpe_serves_sixteen_threads_at_once(crate_trained):
    ours, _ = crate_trained["cl100k"]
    texts = real_texts(200_000)
    wanted, wrong = ours.encode_ordinary_batch(texts), []

    def work(k):
        for at in range(k, len(texts), 3):
            if ours.encode_ordinary(texts[at]) != wanted[at] or ours.decode(wanted[at]) != texts[at]:
                wrong.append(at)
        if ours.encode_batch(texts, num_threads=2, disallowed_special=()) != wanted:
            wrong.append(k)
    threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
    [t.start() for t in threads], [t.join() for t in threads]
    assert not wrong

# ---- gpt.py: model, optimizer, generation, checkpoints, export ---------------------------------------
def plain_logits(model, ids):
    """The model written out in float64 from its weights, one position and head at a time where that is
    plainer."""
    w = {name: p.double() for name, p in model.state_dict().items()}
    cfg, T = model.cfg, len(ids)
    D = cfg.width // cfg.heads
    def rms(x): return x / (x.square().mean(-1, keepdim=True) + 1e-6).sqrt()
    def turned(x):       # (T, D): the pair (i, i + D/2) turned by position / 10000^(2i/D)
        out = x.clone()
        for t in range(T):
            for i in range(D // 2):
                angle = t / 10_000 ** (2 * i / D)
                a, b = x[t, i], x[t, i + D // 2]
                out[t, i] = a * math.cos(angle) + b * math.sin(angle)
                out[t, i + D // 2] = b * math.cos(angle) - a * math.sin(angle)
        return rms(out)
    x = rms(w["embed.weight"][ids])
    for n in range(cfg.depth):
        name, h, heads = f"blocks.{n}.", rms(x), []
        for head in range(cfg.heads):
            shared = head // (cfg.heads // cfg.kv_heads)
            q = turned(h @ w[name + "attention.q.weight"][head * D:head * D + D].T)
            k = turned(h @ w[name + "attention.k.weight"][shared * D:shared * D + D].T)
            v = h @ w[name + "attention.v.weight"][shared * D:shared * D + D].T
            scores = (q @ k.T / D ** 0.5).masked_fill(torch.ones(T, T).triu(1).bool(), -math.inf)
            heads.append(scores.softmax(-1) @ v)
        x = x + torch.cat(heads, -1) @ w[name + "attention.out.weight"].T
        x = x + (rms(x) @ w[name + "up.weight"].T).clamp(min=0).square() @ w[name + "down.weight"].T
    return 15 * torch.tanh(rms(x) @ w["head.weight"].T / 15)

@pytest.mark.parametrize("kv_heads", [2, 1])
def test_the_model_is_its_formulas(kv_heads):
    model, ids = tiny_model(50, kv_heads=kv_heads), torch.randint(50, (11,),
                                                                  generator=torch.Generator().manual_seed(2))
    assert torch.allclose(model(ids[None])[0].double(), plain_logits(model, ids), atol=2e-4)

def test_loss_and_gradients_are_the_plain_ones():
    model, generator = tiny_model(50), torch.Generator().manual_seed(3)
    x, y = (torch.randint(50, (3, 20), generator=generator) for _ in range(2))
    y[0, 4:] = -1
    for w in (None, torch.tensor([1.0, -0.5, 2.0]), torch.rand(3, 20, generator=generator)):
        weights = torch.ones(3, 20) if w is None else w[:, None].expand(3, 20) if w.dim() == 1 else w
        losses = torch.nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten(), ignore_index=-1,
                                                   reduction="none")
        plain = (losses * weights.flatten()).sum()
        wanted = torch.autograd.grad(plain, list(model.parameters()))
        loss = model.loss(x, y, w)
        got = torch.autograd.grad(loss, list(model.parameters()))
        assert loss.item() == pytest.approx(plain.item(), rel=1e-5)
        for a, b in zip(got, wanted): assert torch.allclose(a, b, atol=1e-4 * b.abs().max().item() + 1e-7)
    assert model.log_probs(x, y).sum().item() == pytest.approx(-torch.nn.functional.cross_entropy(
        model(x).flatten(0, 1), y.flatten(), ignore_index=-1, reduction="sum").item(), rel=1e-5)

def test_the_optimizer_is_its_formulas_and_goes_on_exactly():
    model, generator = tiny_model(40), torch.Generator().manual_seed(5)
    optimizer = gpt.MuonAdamW(model, 0.02, 0.1, 0.01)
    plain = {name: p.detach().clone() for name, p in model.named_parameters()}
    first, second = {n: 0.0 for n in plain}, {n: 0.0 for n in plain}
    for step in range(1, 4):
        for p in model.parameters(): p.grad = torch.randn(p.shape, generator=generator)
        for name, p in model.named_parameters():
            g = p.grad
            if name.startswith("blocks."):
                first[name] = 0.95 * first[name] + 0.05 * g
                x = 0.05 * g + 0.95 * first[name]
                x = x / (x.norm() + 1e-7)
                if tall := x.shape[0] > x.shape[1]: x = x.T
                for _ in range(5):
                    a = x @ x.T
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
                plain[name] = plain[name] - 0.02 * 0.5 * max(1, p.shape[0] / p.shape[1]) ** 0.5 * (x.T if tall
                                                                                                   else x)
            else:
                first[name], second[name] = 0.8 * first[name] + 0.2 * g, 0.95 * second[name] + 0.05 * g * g
                lr = 0.5 * (0.1 if name.startswith("embed") else 0.01)
                plain[name] = plain[name] - lr * (first[name]
                                                  / (1 - 0.8 ** step)) / ((second[name]
                                                                           / (1 - 0.95 ** step)).sqrt()
                                                                           + 1e-10)
        norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in model.parameters()))
        assert optimizer.step(0.5, 0.95) == pytest.approx(norm, rel=1e-5)
        for name, p in model.named_parameters(): assert torch.allclose(p, plain[name], atol=2e-4), name
    other, copy = tiny_model(40), None
    other.load_state_dict(model.state_dict())
    copy = gpt.MuonAdamW(other, 0.02, 0.1, 0.01)
    copy.load_state(optimizer.state())
    for a, b in zip(model.parameters(), other.parameters()):
        a.grad = torch.randn(a.shape, generator=generator); b.grad = a.grad.clone()
    optimizer.step(1.0), copy.step(1.0)
    for a, b in zip(model.parameters(), other.parameters()): assert torch.equal(a, b)

def test_orthogonalize_brings_singular_values_near_one():
    for shape in ((4, 24, 24), (2, 48, 12), (2, 12, 48)):
        noise = torch.randn(shape, generator=torch.Generator().manual_seed(0))
        values = torch.linalg.svdvals(gpt.orthogonalize(noise, steps=8))
        assert values.min() > 0.4 and values.max() < 1.4

@pytest.mark.parametrize("kv_heads", [2, 1])
def test_generation_with_its_cache_is_generation_without(kv_heads):
    tok, rng = tiny_tokenizer(), random.Random(8)
    model = tiny_model(tok.vocab, kv_heads=kv_heads)
    prompts = [[tok.bos, *[rng.randrange(tok.merges_end) for _ in range(n)]] for n in (1, 7, 20, 3, 60)]
    rows = [[] for _ in prompts]
    for row, token, sampled in gpt.generate(model, tok, prompts, 12, temperature=0.0):
        rows[row].append((token, sampled))
    for prompt, row in zip(prompts, rows):
        state, ids = gpt.Row(0), list(prompt)
        for token, sampled in row:
            drawn = model(torch.tensor([ids]))[0, -1].argmax().item()
            assert (token, sampled) == state.next_id(drawn, tok)
            ids.append(token)
        ended = row[-1][1] and row[-1][0] in (tok.bos, tok.special["<|assistant_end|>"])
        assert ended or len(row) == 12 or len(ids) == model.cfg.seq_len
    again = [gpt.generate(model, tok, prompts, 12, temperature=1.0, top_k=20, seed=seed)
             for seed in (4, 4, 5)]
    first, same, other = map(list, again)
    assert first == same != other

class Scripted(torch.nn.Module):
    """A model that wants to say one list of ids, whatever it reads."""
    def __init__(self, tok, script):
        super().__init__()
        self.cfg, self.script, self.at, self.vocab = gpt.GPTConfig(tok.vocab, 64, 1, 8, 1,
                                                                   1), script, 0, tok.vocab
        self.embed = torch.nn.Embedding(1, 1)
    def hidden(self, ids, cache=None): return torch.zeros(*ids.shape, 1)
    def logits_of(self, h):
        return torch.nn.functional.one_hot(torch.full(h.shape[:-1], self.next()), self.vocab).float()
    def forward(self, ids, cache=None): return self.logits_of(self.hidden(ids))
    def next(self):
        self.at += 1
        return self.script[min(self.at, len(self.script)) - 1]

@pytest.mark.parametrize("expression, result", [("12 * 34", "408"), ("12 *", "error")])
def test_a_tool_call_is_answered_by_the_calculator(expression, result):
    tok = tiny_tokenizer()
    s, e = {name.strip("<|>"): i for name, i in tok.special.items()}, tok.encode
    said = [s["python_start"], *e(expression), s["python_end"]]
    forced = [s["output_start"], *e(result), s["output_end"]]
    script = said + [e("x")[0]] * len(forced) + e("ok") + [s["assistant_end"]]
    got = list(gpt.generate(Scripted(tok, script), tok, [[tok.bos]], 60, temperature=0.0))
    assert [token for _, token, _ in got] == said + forced + e("ok") + [s["assistant_end"]]
    flags = [True] * len(said) + [False] * len(forced) + [True] * (len(e("ok")) + 1)
    assert [sampled for _, _, sampled in got] == flags

def test_sampling_keeps_to_its_limits_and_shares():
    logits, generator = torch.tensor([[2.0, 1.0, 0.5, 0.0, -1.0, -3.0]]), torch.Generator().manual_seed(6)
    p = logits[0].softmax(-1)
    def drawn(**how):
        return torch.bincount(gpt.sample(logits.expand(20_000, 6), generator, **how), minlength=6) / 20_000
    assert (drawn() - p).abs().max() < 0.015
    assert (drawn(temperature=0.5) - (logits[0] / 0.5).softmax(-1)).abs().max() < 0.015
    for how, kept in ((dict(top_k=2), 2), (dict(top_p=0.7), 2), (dict(top_p=0.5), 1), (dict(min_p=0.2), 3)):
        wanted = torch.where(torch.arange(6) < kept, p, 0.0) / p[:kept].sum()
        assert (drawn(**how) - wanted).abs().max() < 0.015, how
    assert gpt.sample(logits, generator, temperature=0.0).item() == 0

def test_an_exported_model_gives_the_same_logits_in_transformers(prepared, tmp_path, monkeypatch):
    transformers = need("transformers")
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    tok = tokenizer.load_tokenizer(prepared / "tokenizer" / "tokenizer.json")
    model = tiny_model(tok.vocab, kv_heads=1)
    gpt.save_checkpoint("sft", 1, model, {}, tok, {})
    must(["python", "gpt.py", "export", "--stage", "sft", "--out", str(tmp_path / "hf")], tmp_path)
    theirs = transformers.AutoModelForCausalLM.from_pretrained(str(tmp_path / "hf"))
    ids = torch.randint(tok.vocab, (2, 30), generator=torch.Generator().manual_seed(1))
    with torch.no_grad(): assert torch.allclose(model(ids), theirs(ids).logits, atol=1e-3)

SAVER = """
import sys, torch, gpt, tok
model = gpt.GPT(gpt.GPTConfig(300, 32, 2, 64, 2, 2)); model.init_weights(1)
t = tok.train_tokenizer(["the cat sat on the mat and ran " * 30], 265 + 8)
for step in range(1, 10 ** 6):
    gpt.save_checkpoint("base", step, model, dict(x=torch.zeros(50_000)), t, {}); print(step, flush=True)
"""

@pytest.mark.parametrize("seed", range(20 if SOAK else 3))
def test_a_checkpoint_is_whole_or_absent_when_killed_at_any_moment(seed, tmp_path, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", SAVER], cwd=HERE, env=environment(tmp_path),
                               stdout=subprocess.PIPE, text=True)
    for _ in range(2 + seed): process.stdout.readline()
    time.sleep(random.Random(seed).random() * 0.05)      # the moment of the kill is random on purpose
    process.kill()
    process.wait()
    folders = sorted((tmp_path / "checkpoints" / "base").glob("step_*"))
    assert folders and [gpt.damage_of(folder) for folder in folders] == [""] * len(folders)

def test_each_damaged_file_is_named_and_the_one_before_is_used(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path))
    tok, model = tiny_tokenizer(), tiny_model(300)
    for name in ("weights.pt", "optimizer.pt", "tokenizer.json", "state.json", "MANIFEST.json"):
        shutil.rmtree(tmp_path / "checkpoints", ignore_errors=True)
        for step in (1, 2): last = gpt.save_checkpoint("base", step, model, dict(x=torch.ones(3)), tok, {})
        (last / name).write_bytes((last / name).read_bytes()[:-3])
        assert gpt.newest_checkpoint("base").name == "step_000001"
        said = capsys.readouterr().err
        assert "step_000002" in said and (name in said or name == "MANIFEST.json")

# ---- train.py: rows, schedules, rewards, evaluations -------------------------------------------------
def random_items(rng, tok, n):
    for _ in range(n):
        ids = [tok.bos] + [rng.randrange(tok.merges_end) for _ in range(rng.choice([1, 5, 20, 60, 200]))]
        yield "text", ids, [0] + [rng.randint(0, 1) for _ in ids[1:]]

@pytest.mark.parametrize("seed", range(4))
def test_packing_loses_nothing_and_adds_only_padding(seed):
    tok, rng = tiny_tokenizer(), random.Random(seed)
    items, row_len = list(random_items(rng, tok, 150)), 33
    rows = train.pack(items, row_len, tok.bos)
    short = [(ids, trained) for _, ids, trained in items if len(ids) <= row_len]
    assert rows.shape[1] == row_len and (rows[:, 0] == ~tok.bos).all()
    def trained_ids(flat): return sorted(int(i) for i in flat if i >= 0)
    assert trained_ids(rows.flatten()) == sorted(i for _, ids, trained in items
                                                 for i, flag in zip(ids, trained) if flag)
    found = {tuple(part) for row in rows.tolist() for part in split_at_bos(row, ~tok.bos)}
    for ids, trained in short:      # what fits in a row stands in one row, whole
        assert tuple(i if flag else ~i for i, flag in zip(ids, trained))[1:] in found
    assert len(rows) * row_len <= 1.35 * sum(len(ids) for _, ids, _ in items)

def split_at_bos(row, bos):
    parts = [[]]
    for i in row: parts.append([]) if i == bos else parts[-1].append(i)
    return parts

def test_every_epoch_reads_every_row_once_whatever_the_number_of_ranks():
    seen = [train.rows_of_step(37, 8, 1337, step).tolist() for step in range(37)]
    flat = [i for part in seen for i in part]
    for epoch in range(8): assert sorted(flat[37 * epoch:37 * epoch + 37]) == list(range(37))
    assert flat[:37] != flat[37:74]
    rows = np.random.default_rng(0).integers(0, 99, (37, 17)).astype(np.int32)
    cfg = train.parse_flags(["--seq_len", "16", "--batch_tokens", "128", "--device_rows", "3"])
    def union(world):
        return sorted(tuple(x) for rank in range(world)
                      for xs, _ in train.row_batches(rows, cfg, 5, rank, world, "cpu")[0]
                      for x in xs.tolist())
    assert union(1) == union(2) == union(4)
    x, y = train.inputs_and_targets(np.array([[~3, 4, ~5, 6]], dtype=np.int32), "cpu")
    assert x.tolist() == [[3, 4, 5]] and y.tolist() == [[4, -1, 6]]

def test_schedules_are_the_trapezoid():
    scale = [train.lr_scale(step, 100, 0.1, 0.5) for step in range(100)]
    assert scale[0] == pytest.approx(0.1) and scale[9:51] == [1.0] * 42
    assert scale[75] == pytest.approx(0.5) and scale[99] == pytest.approx(0.02)

def test_intervals_and_centered_scores():
    # the bounds solve (p - x)^2 = z^2 x (1 - x) / n
    for right, n in ((0, 10), (7, 10), (250, 400), (400, 400)):
        for bound in train.wilson(right, n):
            assert (right / n - bound) ** 2 == pytest.approx(1.96 ** 2 * bound * (1 - bound) / n, abs=1e-9)
    rng, inside = np.random.default_rng(4), 0
    for _ in range(400):
        lo, hi = train.wilson(int(rng.binomial(60, 0.3)), 60)
        inside += lo <= 0.3 <= hi
    assert 0.92 < inside / 400 < 0.98
    mean = train.centered_mean([train.share([1, 1, 1, 1], 0.25), train.share([0, 1, 0, 0], 0.25)])
    assert mean.acc == pytest.approx(0.5) and mean.lo < 0.5 < mean.hi

def answer_of(tok, messages):
    """The wanted answer of an example, as if the model had said it."""
    ids, _ = tokenizer.render_chat(tok, messages)
    start = len(tokenizer.render_prompt(tok, messages[:-1]))
    return train.read_answer(tok, ids[start:], [True] * (len(ids) - start))

@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_right_answers_pass_and_wrong_ones_do_not(lang, curriculum):
    tok, right = tiny_tokenizer(), {}
    rows = list(tokenizer.read_jsonl(curriculum(lang) / "eval.jsonl"))
    for row in rows:
        answer = answer_of(tok, row["messages"])
        assert answer.ended and answer.well_formed and train.passes(row, answer), row
        right.setdefault(row["task"], []).append((row, answer))
    for task, pairs in right.items():
        crossed = [train.passes(row, pairs[i - 7][1]) for i, (row, _) in enumerate(pairs)
                   if row["check"] != "no_tool"]
        assert np.mean(crossed) < 0.5, task      # another item's answer is mostly wrong
        assert not any(train.passes(row, train.read_answer(tok, [], [])) for row, _ in pairs)

def test_an_answer_is_read_with_its_tool_calls_and_its_flaws():
    tok = tiny_tokenizer()
    s, e = {name.strip("<|>"): i for name, i in tok.special.items()}, tok.encode
    good = [s["python_start"], *e("1+2"), s["python_end"], s["output_start"], *e("3"), s["output_end"],
            *e("It is 3."), s["assistant_end"]]
    answer = train.read_answer(tok, good, [True] * len(good))
    assert answer.text == "It is 3." and answer.calls == [("1+2",
                                                           "3")] and answer.ended and answer.well_formed
    for bad in (good[:-1], good[:3]): assert not train.read_answer(tok, bad, []).ended
    for bad in ([s["python_end"], *good], [s["user_start"], *good], good[:2]):
        assert not train.read_answer(tok, bad, []).well_formed

@pytest.mark.parametrize("text, right", [
    ("def f(x):\n    return x + 3", True), ("def f(x):\n    return 3 + x", True),
    ("def f(x):\n    return x - -3", True),
    ("def f(x):\n    return x + 4", False), ("def g(x):\n    return x + 3", False),
    ("def f(y):\n    return y + 3", False),
    ("def f(x):\n    import os\n    return x + 3", False), ("def f(x):\n    return __import__('os')", False),
    ("x + 3", False), ("", False)])
def test_code_is_judged_by_its_values_without_running_it(text, right):
    assert train.code_is_right(text, "f", "x", "x + 3") == right

def test_held_out_loss_is_the_plain_sum(prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model = tiny_model(tok.vocab)
    docs = ["The cat sat.", "What is 12 + 30? 42.", "Ünïcödé 日本"]
    rows = train.pack(list(train.text_items(tok, docs)), 65, tok.bos)
    nats, bpb, count, _ = train.val_loss(model, tok, rows, "cpu")
    total, n, size = 0.0, 0, 0
    for row in rows.tolist():
        ids = [i if i >= 0 else ~i for i in row]
        logits = model(torch.tensor([ids[:-1]]))[0].double()
        for t, target in enumerate(row[1:]):
            if target < 0: continue
            total -= torch.log_softmax(logits[t], -1)[target].item()
            n, size = n + 1, size + len(tok.token_bytes[target])
    assert count == n and nats == pytest.approx(total / n,
                                                rel=1e-5) and bpb == pytest.approx(total / math.log(2) / size,
                                                                                   rel=1e-5)

def test_choices_are_scored_as_one_by_one():
    tok, rng = tiny_tokenizer(), random.Random(9)
    model = tiny_model(tok.vocab)
    pairs = [([tok.bos, *[rng.randrange(250) for _ in range(rng.randint(1, 30))]],
              [rng.randrange(250) for _ in range(rng.randint(1, 5))])
             for _ in range(90)]
    for (context, more), score in zip(pairs, train.likelihoods(model, tok, pairs, "cpu")):
        logits = torch.log_softmax(model(torch.tensor([context + more]))[0].double(), -1)
        assert score == pytest.approx(sum(logits[len(context) - 1 + i, token].item()
                                          for i, token in enumerate(more)), abs=1e-3)

def test_advantages_and_ppo_are_their_closed_forms():
    assert train.group_advantages([[1, 0, 0, 1], [1, 1, 1, 1]]).tolist() == [[0.5, -0.5, -0.5, 0.5],
                                                                             [0, 0, 0, 0]]
    rng = torch.Generator().manual_seed(3)
    rewards, values = torch.randn(7, generator=rng), torch.randn(7, generator=rng)
    deltas = rewards + torch.cat((values[1:], torch.zeros(1))) - values
    advantages, returns = train.gae(rewards, values, lam=0.9)
    for t in range(7):
        assert advantages[t].item() == pytest.approx(sum(0.9 ** (k - t) * deltas[k].item()
                                                         for k in range(t, 7)), abs=1e-5)
    assert torch.allclose(returns, advantages + values)
    assert train.gae(rewards, values, lam=1.0)[1][2].item() == pytest.approx(rewards[2:].sum().item(),
                                                                             abs=1e-5)
    one = torch.ones(4)
    policy, value, clipped = train.ppo_losses(torch.tensor([0.0, 0.5, 0.5, -0.5]), torch.zeros(4),
                                              torch.tensor([2.0, 1.0, -1.0, -1.0]),
                                              torch.tensor([1.0, 2.0, 1.1, 0.0]), one,
                                              torch.tensor([1.0, 3.0, 2.0, 2.0]), 0.2)
    assert torch.allclose(policy, torch.tensor([-2.0, -1.2, math.exp(0.5), 0.8])) and clipped == 0.75
    assert torch.allclose(value, 0.5 * torch.tensor([0.0, 1.8 ** 2, 0.9 ** 2, 4.0]))

def test_an_update_makes_the_rewarded_answer_likelier(prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model, end = tiny_model(tok.vocab), tok.special["<|assistant_end|>"]
    example = dict(messages=[dict(role="user", content="Say a."), dict(role="assistant", content="a")],
                   check="exact", answer="a", task="x")
    a, b = tok.encode("a")[0], tok.encode("b")[0]
    answers = [train.read_answer(tok, [token, end], [True, True]) for token in (a, b, a, b)]
    prompts = [tokenizer.render_prompt(tok, example["messages"][:-1])] * 4
    monkeypatch.setattr(train, "rollouts", lambda *_: (prompts, answers,
                                                       [[float(train.passes(example, x)) for x in answers]]))
    def chance():
        return model(torch.tensor([prompts[0]]))[0, -1].softmax(-1)[[a, b]].tolist()
    before = chance()
    optimizer = gpt.MuonAdamW(model, 1e-3, 1e-3, 1e-3)
    stats = train.grpo_step(model, optimizer, tok, [example], train.parse_flags(["--stage", "rl"]), 0, 1.0, 0,
                            1, "cpu")
    after = chance()
    assert after[0] > before[0] and after[1] < before[1] and stats["reward"] == 0.5

# ---- train.py: whole stages as real processes --------------------------------------------------------
def weights_of(base, stage):
    folder = max((base / "checkpoints" / stage).glob("step_*"))
    return {name: p.numpy().tobytes() for name, p in torch.load(folder / "weights.pt",
                                                                weights_only=True).items()}

def start(words, base):
    return subprocess.Popen([sys.executable, *words], cwd=HERE, env=environment(base), stdout=subprocess.PIPE,
                                                stderr=subprocess.PIPE, text=True, start_new_session=True)

def wait_for_step(base, stage, step, process):
    """Return once log.jsonl has that step of the stage; the process must not end before."""
    while process.poll() is None:
        text = (base / "log.jsonl").read_text() if (base / "log.jsonl").exists() else ""
        if any(f'"event": "step", "stage": "{stage}"' in line and f'"step": {step},' in line
               for line in text.splitlines()):
            return
        time.sleep(0.02)       # between two looks at the file; how long it takes does not matter
    pytest.fail(f"ended too early: {process.communicate()[1][-500:]}")

@pytest.mark.parametrize("stage", train.STAGES)
def test_a_killed_stage_goes_on_to_the_same_weights(stage, trained, copy_of):
    base = copy_of(trained)
    words = ["train.py", "--stage", stage, "--steps", "12" if stage != "rl" else "6", "--save_every", "4"
             if stage != "rl" else "2", *stage_flags(stage)]
    if stage == "rl": must(["python", *words], base)
    undisturbed = weights_of(base, stage)
    shutil.rmtree(base / "checkpoints" / stage)
    (base / "log.jsonl").unlink()
    process = start(words, base)
    wait_for_step(base, stage, 7 if stage != "rl" else 3, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list((base / "checkpoints" / stage).glob("step_*"))
    must(["python", *words], base)
    assert weights_of(base, stage) == undisturbed
    steps = [json.loads(line)["step"] for line in (base / "log.jsonl").read_text().splitlines()
             if f'"event": "step", "stage": "{stage}"' in line]
    assert sorted(set(steps)) == sorted(steps)      # no step is told twice

def test_ctrl_c_saves_and_the_same_command_goes_on(trained, copy_of):
    base = copy_of(trained)
    words = ["train.py", "--stage", "sft", "--steps", "12", *stage_flags("sft"), "--save_every", "4"]
    undisturbed = weights_of(base, "sft")
    shutil.rmtree(base / "checkpoints" / "sft")
    (base / "log.jsonl").unlink()
    process = start(words, base)
    wait_for_step(base, "sft", 2, process)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130 and "go on with the same command" in out
    must(["python", *words], base)
    assert weights_of(base, "sft") == undisturbed

def test_two_processes_train_what_one_does(trained, copy_of):
    base = copy_of(trained)
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2",
                "train.py", "--stage", "base",
                "--steps", "12", *SMALL, "--save_every", "4", "--resume", "none"]
    one = torch.load(max((base / "checkpoints" / "base").glob("step_*")) / "weights.pt", weights_only=True)
    must(torchrun, base)
    two = torch.load(max((base / "checkpoints" / "base").glob("step_*")) / "weights.pt", weights_only=True)
    for name in one: assert (one[name] - two[name]).abs().max() < 2e-3 * one[name].abs().max(), name
    must(["python", "train.py", "--stage", "rl", "--steps", "2", *RL, "--resume", "none"], base)

def test_ppo_runs_and_tells_its_numbers(trained, copy_of):
    base = copy_of(trained)
    must(["python", "train.py", "--stage", "rl", "--algo", "ppo", "--steps", "3", *RL], base)
    section = (base / "report" / "chat-rl.md").read_text()
    for key in ("rl_algorithm: ppo", "kl_penalty", "clip_fraction", "value_loss", "entropy", "pass@8 after"):
        assert key in section

def test_rl_refuses_where_there_is_nothing_to_learn_from(trained, copy_of):
    flags = [*RL[:4], "--min_varied", "1.1", "--max_new_tokens", "24", "--resume", "none"]
    assert "train sft longer" in refusal_of(["python", "train.py", "--stage", "rl", "--steps", "2", *flags],
                                            copy_of(trained))

def test_a_stage_starts_anew_from_other_weights_of_the_stage_before(trained, copy_of):
    base = copy_of(trained)
    flags = ["--stage", "mid", "--steps", "12", "--save_every", "4", *stage_flags("mid")]
    before = weights_of(base, "mid")
    assert "finished" in must(["python", "train.py", *flags], base).stdout and weights_of(base,
                                                                                          "mid") == before
    must(["python", "train.py", "--stage", "base", "--steps", "12", "--save_every", "4", *SMALL, "--seed",
          "7", "--resume", "none"], base)
    assert "starting anew" in must(["python", "train.py", *flags],
                                   base).stdout and weights_of(base, "mid") != before
    assert (base / "checkpoints" / "mid.old").is_dir()

def test_own_text_and_chats_are_trained_on_and_held_out(prepared, copy_of, tmp_path):
    base = copy_of(prepared)
    (tmp_path / "own.txt").write_text("\n\n".join(f"The zebrafish number {i} swims in the aquarium of Ulm. "
                                                  * 12 for i in range(120)))
    chats = [dict(messages=[dict(role="user", content=f"Ping {i}?"),
                            dict(role="assistant", content=f"Pong {i}.")]) for i in range(60)]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(chat) + "\n" for chat in chats))
    must(["python", "tok.py", "data", "--data", str(tmp_path / "own.txt")], base)
    must("python tok.py train --vocab_size 512", base)
    must(["python", "train.py", "--stage", "base", "--steps", "4", *SMALL], base)
    must(["python", "train.py", "--stage", "base", "--eval_only", "1", "--eval_items", "4"], base)
    assert "bits_per_byte" in (base / "report" / "base-model-loss.md").read_text()
    must(["python", "train.py", "--stage", "mid", "--steps", "4", *stage_flags("mid"), "--chats",
          str(tmp_path / "own.jsonl")], base)
    tok = tokenizer.load_tokenizer(base / "tokenizer" / "tokenizer.json")
    rows = np.fromfile(base / "data" / "packed" / "mid.bin", dtype=np.int32)
    text = tok.decode([int(i if i >= 0 else ~i) for i in rows if (i if i >= 0 else ~i) < tok.merges_end])
    inside = [f"Pong {i}." in text for i in range(60)]
    assert 45 < sum(inside) < 60

def damage(base, name):
    folder = max((base / "checkpoints" / "base").glob("step_*"))
    (folder / name).write_bytes((folder / name).read_bytes()[:-7])

ERRORS = {      # what is typed -> a word that the one line must hold; {t} is a folder with bad files
    "python tok.py data --data {t}/missing.txt": "no such file",
    "python tok.py data --data {t}/empty.txt": "no text",
    "python tok.py data --data {t}/binary.txt": "binary", "python tok.py data --data {t}/latin.txt": "UTF-8",
    "python tok.py data --data {t}/bad.jsonl": "line 2",
    "python tok.py train --vocab_size 100": "at least 265",
    "python tok.py train --vocab_size 9999999": "tokens to give",
    "python tok.py train --vocab_sise 300": "--vocab_size",
    "python tok.py data --data {t}/folder": "no text",
    "python train.py --stage mid --chats {t}/noanswer.jsonl": "assistant turn",
    "python train.py --stage base --depth 3 --aspect 32 --seq_len 128 --batch_tokens 1024": "--resume none",
    "python train.py --stage rl --dept 3": "--depth", "python train.py --stage base --depth 0": "--depth",
    "python train.py --stage base --batch_tokens 1000": "--batch_tokens 1024",
    "python train.py --stage base --device cuda": "cuda",
    "python train.py --stage base --device tpu": "cpu",
    "python train.py --stage base --depth 2000 --resume none": "memory",
    "python train.py --stage base --lr 1e30 --steps 9 --depth 2 --resume none": "lower --lr",
    "python chat.py --stage rl -p x": "no checkpoint",
    "python chat.py --serve --host 0.0.0.0": "--api_key", "python chat.py --temperature -1": "--temperature",
    "python gpt.py export --stage rl --out {t}/x": "no checkpoint", "bash run.sh tets": "wanted setup"}

@pytest.mark.parametrize("typed", ERRORS)
def test_an_error_is_one_line_that_says_what_to_do(typed, trained, tmp_path_factory):
    t = tmp_path_factory.mktemp("bad")
    if "cuda" in typed and torch.cuda.is_available(): pytest.skip("this machine has a GPU")
    for name, content in {"empty.txt": b"", "binary.txt": b"\x7fELF\0\0\1" * 99,
                          "latin.txt": "Stra\xdfe ".encode("latin-1") * 99,
                          "bad.jsonl": b'{"text": "a"}\n{"text": \n{"text": "b"}\nx\n',
                          "noanswer.jsonl": b'{"messages": [{"role": "user", "content": "x"}]}\n'}.items():
        (t / name).write_bytes(content)
    (t / "folder").mkdir()
    base = Path(shutil.copytree(trained, t / "base"))
    before = {p: p.stat().st_mtime_ns for p in (base / "checkpoints").rglob("*.pt")}
    words = typed.format(t=t)
    if "--chats" in words or "rl" in words: shutil.rmtree(base / "checkpoints" / "mid")
    line = refusal_of(words, base)
    assert ERRORS[typed].lower() in line.lower()
    kept = {p.relative_to(base).parts[2:]: p for p in (base / "checkpoints").rglob("*.pt")}
    # nothing that was there is lost
    assert {p.relative_to(base).parts[2:] for p in before if "mid" not in p.parts} <= set(kept)
    assert not list(base.rglob("*.part")) and not [p for p in base.rglob(".*") if p.is_file()]

def test_what_is_missing_or_damaged_is_said(trained, tmp_path, copy_of):
    assert "tok.py train" in refusal_of("python train.py --stage base", tmp_path / "fresh")
    missing = copy_of(trained)
    shutil.rmtree(missing / "checkpoints")
    assert "train.py --stage mid" in refusal_of("python train.py --stage sft", missing)
    shutil.rmtree(missing)
    base = copy_of(trained)
    must("python tok.py train --vocab_size 400", base)
    assert "tokenizer" in refusal_of(["python", "train.py", "--stage", "base", "--steps", "12", *SMALL,
                                      "--save_every", "4"], base)
    damage(base, "weights.pt")
    done = command(["python", "chat.py", "--stage", "base", "-p", "The"], base)
    # and the one before is used
    assert done.returncode == 0 and "damaged" in done.stderr and "weights.pt" in done.stderr

def test_only_one_run_holds_a_folder(trained, copy_of):
    base = copy_of(trained)
    process = start(["train.py", "--stage", "rl", "--steps", "500", *RL], base)
    wait_for_step(base, "rl", 1, process)
    line = refusal_of(["python", "train.py", "--stage", "sft", "--steps", "2", "--resume", "none"], base)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert "another run" in line and str(process.pid) in line

# ---- chat.py: terminal, protocol, page ---------------------------------------------------------------
@pytest.fixture(scope="module")
def server(trained):
    """The address of a real server process on the tiny sft model."""
    process = start(["chat.py", "--serve", "--port", "0", "--stage", "sft", "--max_new_tokens", "24"],
                    trained)
    address = re.search(r"http://[\d.:]+", process.stdout.readline())
    assert address, process.communicate()[1]
    yield address[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0

def ask(address, path, body=None, headers={}, raw=None):
    """(status, JSON) of a request."""
    import urllib.error, urllib.request
    data = raw if raw is not None else None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, data, headers),
                                    timeout=60) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())

def test_one_shot_and_a_conversation_in_the_terminal(trained):
    assert must(["python", "chat.py", "--stage", "sft", "-p", "Hello!", "--max_new_tokens", "8"],
                trained).stdout.endswith("\n")
    talk = subprocess.run([sys.executable, "chat.py", "--stage", "sft", "--max_new_tokens", "8"], cwd=HERE,
                          env=environment(trained), text=True,
                          input="Hi\n/stage mid\nHi again\n/stage nosuch\n/reset\n/help\n/what\n/quit\n",
                          capture_output=True, timeout=100)
    assert talk.returncode == 0 and talk.stderr == ""
    assert "/save FILE" in talk.stdout and "trained: sft, mid, base" in talk.stdout
    assert command(["python", "chat.py", "--stage", "sft", "-p", "word " * 900], trained).returncode == 2

def test_the_official_client_works_unchanged(server):
    openai = need("openai")
    client = openai.OpenAI(base_url=server + "/v1", api_key="none", max_retries=0)
    model = client.models.list().data[0].id
    say = [dict(role="system", content="Be kind."), dict(role="user", content="What is 2 + 3?")]
    whole = client.chat.completions.create(model=model, messages=say, seed=5, temperature=0.8, max_tokens=12)
    again = client.chat.completions.create(model=model, messages=say, seed=5, temperature=0.8,
                                           max_completion_tokens=12)
    assert whole.choices[0].message.content == again.choices[0].message.content
    assert 1 <= whole.usage.completion_tokens <= 12
    parts = list(client.chat.completions.create(model=model, messages=say, seed=5, temperature=0.8,
                                                max_tokens=12, stream=True,
                                                stream_options=dict(include_usage=True)))
    assert "".join(p.choices[0].delta.content or "" for p in parts
                   if p.choices) == whole.choices[0].message.content
    assert parts[-1].usage == whole.usage
    assert parts[-2].choices[0].finish_reason == whole.choices[0].finish_reason
    text = client.completions.create(model=model, prompt="The", max_tokens=10, temperature=0).choices[0].text
    stop = text.strip()[2] if len(text.strip()) > 2 else "zz"
    cut = client.completions.create(model=model, prompt="The", max_tokens=10, temperature=0,
                                    stop=[stop]).choices[0].text
    assert cut == text.split(stop)[0]
    for bad in (dict(temperature=9), dict(messages=[]), dict(messages=[dict(role="user", content="a "
                                                                            * 2000)]), dict(n=3)):
        with pytest.raises(openai.BadRequestError):
            client.chat.completions.create(**{**dict(model=model, messages=say), **bad})

def test_requests_that_cannot_be_served_get_an_error_object(server):
    chat = dict(messages=[dict(role="user", content="Hi")], max_tokens=4)
    assert ask(server, "/health") == (200, dict(status="ok", stage="sft"))
    for status, reply in (ask(server, "/nothing"), ask(server, "/v1/chat/completions", raw=b"{"),
                          ask(server, "/v1/chat/completions", raw=b"[]"),
                          ask(server, "/v1/chat/completions", raw=b" " * (2 << 20)),
                          ask(server, "/v1/chat/completions", chat, {"Host": "evil.example"}),
                          ask(server, "/v1/chat/completions", dict(messages=[dict(role="cat",
                                                                                  content="x")]))):
        assert 400 <= status < 500 and reply["error"]["message"]
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as caller:         # asks for a stream and goes away
        body = json.dumps(dict(chat, stream=True)).encode()
        caller.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                       b"%d\r\n\r\n%s" % (len(body), body))
    assert ask(server, "/v1/chat/completions", chat)[0] == 200
    replies = []
    callers = [threading.Thread(target=lambda: replies.append(ask(server, "/v1/chat/completions", chat)[0]))
               for _ in range(6)]
    for caller in callers: caller.start()
    for caller in callers: caller.join()
    assert replies == [200] * 6 and ask(server, "/stats")[1]["waiting"] == 0

def test_a_taken_port_and_the_key(trained):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "--port" in refusal_of(["python", "chat.py", "--serve", "--port", str(taken.getsockname()[1])],
                                      trained)
    process = start(["chat.py", "--serve", "--port", "0", "--stage", "sft", "--api_key", "secret"], trained)
    address = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
    assert ask(address, "/v1/models")[0] == 401 and ask(address, "/v1/models",
                                                        headers={"Authorization": "Bearer secret"})[0] == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0

def test_the_page_in_a_real_browser(server):
    webdriver = need("selenium.webdriver")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        if os.environ.get("CI"): pytest.fail("CI must have chromium and chromium-driver")
        pytest.skip("needs chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--window-size=390,800"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        from selenium.webdriver.support.wait import WebDriverWait
        until = WebDriverWait(browser, 60).until
        browser.get(server)
        box = browser.find_element("id", "say")
        box.send_keys("<img src=x onerror=alert(1)> Hello\n")
        def texts(): return [e.text for e in browser.find_elements("css selector", ".turn .text")]
        def idle(_): return browser.find_element("id", "go").text == "Send" and len(texts()) == 2
        until(idle)
        assert texts()[0] == "<img src=x onerror=alert(1)> Hello"
        assert not browser.find_elements("css selector", "#chat img")
        before = texts()
        browser.refresh()
        until(lambda _: texts() == before)      # the history is kept
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
        [e for e in browser.find_elements("css selector", ".acts button")
         if e.text == "regenerate"][0].click()
        until(idle)
        [e for e in browser.find_elements("css selector", ".acts button") if e.text == "edit"][0].click()
        assert texts() == [] and browser.find_element("id", "say").get_attribute("value").endswith("Hello")
        asked = {json.loads(e["message"])["message"]["params"]["request"]["url"]
                 for e in browser.get_log("performance")
                 if '"Network.requestWillBeSent"' in e["message"]}
        assert all(url.startswith(server) for url in asked), asked      # nothing leaves the machine
        assert not [e for e in browser.get_log("browser") if e["level"] == "SEVERE"
                    and "favicon" not in e["message"]]
    finally:
        browser.quit()

# ---- report.py ---------------------------------------------------------------------------------------
def test_scores_survive_being_written():
    rng = random.Random(1)
    for _ in range(200):
        values = (rng.random(), rng.randint(1, 5000), rng.random(), rng.random(), rng.random())
        back = report.parse_score(report.score(*values))
        assert back[1] == values[1] and all(abs(a - b) <= 0.00051 for a, b in zip(back, values))
    assert report.parse_score("12 tokens") is None

def test_a_report_names_what_is_missing_and_needs_no_network(tmp_path, monkeypatch):
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(HERE / "report.py", project)
    def run(*words): return command(["python", "report.py", *words], tmp_path / "base", cwd=project)
    assert run("reset").returncode == 0
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path / "base"))
    report.log("chat-sft", {"final_loss": 1.25, "note": "a\nb"})
    report.log("chat-evaluation-sft", {"mini-MMLU": report.score(0.7, 300, 0.25, 0.65, 0.75)})
    (tmp_path / "base" / "log.jsonl").write_text("".join(json.dumps(dict(event="step", stage="sft",
                                                                         time=time.time(), step=i,
                                                                         loss=3.0 / i, elapsed_s=i)) + "\n"
                                                         for i in range(1, 30)) + "not json\n")
    assert run("generate").returncode == 0
    text, page = (project / "report.md").read_text(), (tmp_path / "base" / "report"
                                                       / "report.html").read_text()
    assert "final_loss: 1.25" in text and "mini-MMLU" in text and "0.7" in text and "chat-rl" in text
    assert "<svg" in page and not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert run("reset").returncode == 0 and not (tmp_path / "base" / "report" / "chat-sft.md").exists()
    assert (tmp_path / "base" / "report" / "header.md").read_text().startswith("# fivechat training report")

# ---- run.sh: the whole line --------------------------------------------------------------------------
@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, so that its report.md is not the user's; the environment is shared."""
    folder = tmp_path_factory.mktemp("project") / "fivechat"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns(".git", ".venv", "target", "__pycache__",
                                                                "report.md", ".pytest_cache"))
    if (HERE / ".venv").exists(): (folder / ".venv").symlink_to(HERE / ".venv")
    return folder

TINY = dict(STEPS="10", DEPTH="2", VOCAB_SIZE="512", EVAL_ITEMS="6",
            BASE_FLAGS="--seq_len 256 --batch_tokens 2048",
            RL_FLAGS="--min_varied 0 --prompts_per_step 4 --samples_per_prompt 4 --max_new_tokens 24")

def test_run_sh_runs_every_stage_and_a_finished_run_begins_anew(project, tmp_path):
    if not (HERE / ".venv" / "fivechat-setup").exists(): pytest.skip("needs what run.sh sets up")
    base = tmp_path / "base"
    first = command(["bash", "run.sh"], base, cwd=project, **TINY)
    assert first.returncode == 0, first.stdout[-1500:] + first.stderr[-1500:]
    text = (project / "report.md").read_text()
    for title in report.SECTIONS.values(): assert f"## {title}\n" in text, title
    summary = text.split("## Summary")[1]
    for name in ("mini-CORE", "mini-MMLU", "mini-GSM8K", "Spelling", "mini-ChatCORE"):
        assert len(re.findall(rf"\| {name} .*±.*±.*±", summary)) == 1, name
    assert len(list((base / "report").glob("*.md"))) == 13 and (base / "report" / "report.html").exists()
    before = weights_of(base, "rl")
    # finished: a new report, the same seed, the same weights
    second = command(["bash", "run.sh"], base, cwd=project, **TINY)
    assert second.returncode == 0 and weights_of(base, "rl") == before and (base / "checkpoints"
                                                                            / "base.old").is_dir()

def test_run_sh_goes_on_after_a_kill_to_the_same_weights(project, prepared, tmp_path):
    if not (HERE / ".venv" / "fivechat-setup").exists(): pytest.skip("needs what run.sh sets up")
    (tmp_path / "own.txt").write_text("\n\n".join(f"小猫{i}在花园里看见一只蝴蝶，它很高兴。" * 8 for i in range(300)),
                                      encoding="utf-8")
    chats = [dict(messages=[dict(role="user", content=f"你好 {i}"), dict(role="assistant", content="你好！")])
             for i in range(30)]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(chat) + "\n" for chat in chats))
    words = dict(TINY, DATA=str(tmp_path / "own.txt"), CHATS=str(tmp_path / "own.jsonl"),
                 BASE_FLAGS=TINY["BASE_FLAGS"] + " --save_every 3")
    for name in ("calm", "killed"):      # the curriculum is there already
        shutil.copytree(prepared / "data" / "builtin-en", tmp_path / name / "data" / "builtin-en")
    calm = command(["bash", "run.sh"], tmp_path / "calm", cwd=project, **words)
    assert calm.returncode == 0, calm.stdout[-1500:] + calm.stderr[-1500:]
    process = subprocess.Popen(["bash", "run.sh"], cwd=project, env=environment(tmp_path / "killed", **words),
                               stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for_step(tmp_path / "killed", "base", 5, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    rerun = command(["bash", "run.sh"], tmp_path / "killed", cwd=project, **words)
    assert rerun.returncode == 0, rerun.stdout[-1500:] + rerun.stderr[-1500:]
    for stage in train.STAGES:
        assert weights_of(tmp_path / "killed", stage) == weights_of(tmp_path / "calm", stage), stage

def test_set_up_twice_and_without_the_crate(project, tmp_path):
    if not (HERE / ".venv" / "fivechat-setup").exists(): pytest.skip("needs what run.sh sets up")
    assert "set-up is done" in must(["bash", "run.sh", "setup"], tmp_path).stdout
    hidden = ("import runpy, sys; sys.modules['rustbpe'] = None; sys.argv = sys.argv[1:]; "
              "runpy.run_path(sys.argv[0], run_name='__main__')")
    plain = tmp_path / "plain"
    (tmp_path / "small.txt").write_text("\n\n".join(f"A small text number {i}. " * 20 for i in range(60)))
    must(["python", "tok.py", "data", "--data", str(tmp_path / "small.txt")], plain)
    done = must(["python", "-c", hidden, "tok.py", "train", "--vocab_size", "300"], plain)
    assert done.stderr.count("rustbpe is not built") == 1
    slow = (plain / "tokenizer" / "tokenizer.json").read_text()
    must("python tok.py train --vocab_size 300", plain)
    assert (plain / "tokenizer" / "tokenizer.json").read_text() == slow

def test_every_command_of_the_readme_is_one_that_exists():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S))
    lines = [line.split("#")[0].strip() for line in blocks.splitlines()
             if re.search(r"\b(tok|train|gpt|chat|report)\.py", line)]
    assert len(lines) >= 8
    help_of = functools.cache(lambda *words: command(["python", *words, "--help"], HERE))
    for line in lines:
        script = re.search(r"(\w+\.py)", line)[1]
        words = line.split(script, 1)[1].split()
        helped = help_of(script, *(words[:1] if script in ("tok.py", "gpt.py") else []))
        known = set(re.findall(r"--\w+|-p\b", helped.stdout))
        if script != "report.py": assert helped.returncode == 0
        for word in words:
            if word.startswith("-") and script != "report.py": assert word in known, (line, word)
    assert "bash run.sh" in text and "bash run.sh test" in text

# ---- bench: python test_all.py bench [--only tokenizer] [--mb N], one process for each measurement ----
def bench_docs(folder, megabytes):
    """About `megabytes` of real text in documents of some kB, seeded: a third English (the data folder, then
    package documentation), half code (installed packages), the rest Chinese (poems, words by frequency)."""
    rng, docs, sizes = random.Random(5), dict(english=[], code=[], chinese=[]), {}
    def fill(kind, texts, share):
        for text in texts:
            if sizes.get(kind, 0) >= share * megabytes * 1e6: break
            docs[kind].append(text)
            sizes[kind] = sizes.get(kind, 0) + len(text.encode("utf-8", "replace"))
    def files(*patterns):
        roots = [Path(np.__file__).parents[1], Path(json.__file__).parents[1]]
        found = sorted(p for root in roots for pattern in patterns for p in root.rglob(pattern)
                       if p.is_file())
        for p in rng.sample(found, len(found)):
            text = p.read_text(encoding="utf-8", errors="replace")
            yield from (text[i:i + 8000] for i in range(0, len(text), 8000))
    texts = real_texts(1 << 40)
    fill("chinese", [text for text in texts if "\u4e00" <= text[:1] <= "\u9fff"], 0.15)
    try:
        import jieba
        lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
        words, counts, _ = zip(*(line.split() for line in lines))
        counts = list(map(int, counts))
        fill("chinese", ("".join(w + rng.choice(["", "", "", "", "", "，", "。"])
                                 for w in rng.choices(words, counts, k=1000))
                         for _ in iter(int, 1)), 0.15)
    except ImportError:
        print("jieba is not installed, so the Chinese part is small: pip install jieba")
    fill("english", [text for text in texts if text[:1].isascii()], 0.35)
    fill("english", files("*.rst", "*.md", "METADATA", "*.txt"), 0.35)
    fill("code", files("*.py", "*.h", "*.js"), 1 - sum(sizes.values()) / megabytes / 1e6)
    mixed = [text for part in docs.values() for text in part]
    rng.shuffle(mixed)
    for name, part in (("mixed", mixed), ("chinese", docs["chinese"])):
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(part))
    print("text: " + ", ".join(f"{kind} {size / 1e6:.0f} MB" for kind, size in sizes.items()))

def bench_hf(pattern, ranks=None):
    """A tokenizers.Tokenizer that cuts by pattern, as a JSON text; ranks become its vocabulary and merges."""
    import tokenizers
    from tokenizers import decoders, models, pre_tokenizers
    vocab, merges = {}, []
    if ranks:
        letter = byte_letters()
        vocab = {"".join(letter[b] for b in token): rank for token, rank in ranks.items()}
        for token, rank in ranks.items():
            if len(token) > 1:
                parts = {token[i:j] for i in range(len(token)) for j in range(i + 1, len(token) + 1)}
                lower = sorted((p for p in parts if ranks.get(p, rank) < rank), key=ranks.get)
                pair = tokenizer.encode_piece(token, {part: i for i, part in enumerate(lower)})
                merges.append((rank, *("".join(letter[b] for b in lower[i]) for i in pair)))
    hf = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=[tuple(pair) for _, *pair in sorted(merges)]))
    hf.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(tokenizers.Regex(pattern), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    hf.decoder = decoders.ByteLevel()
    return hf

def byte_letters():
    """The printable character that GPT-2's vocabulary files write for each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(b) if b in plain else chr(next(others)) for b in range(256)]

def bench_trainer(tool, docs, folder):
    """A function that trains 32,768 tokens and returns what is comparable of the result, or None."""
    if tool == "fivechat":
        def run(): return [token for token, _ in our_merges(docs, 32768, PATTERN)]
    elif tool == "rustbpe":
        import rustbpe as theirs          # the child's path begins with $FIVECHAT_PEERS
        assert PEERS and theirs.__file__.startswith(PEERS), theirs.__file__
        def run():
            trained = theirs.Tokenizer()
            trained.train_from_iterator(iter(docs), 32768, pattern=PATTERN)
            return [bytes(token) for token, _ in trained.get_mergeable_ranks()]
    elif tool == "tokenizers":
        from tokenizers import trainers
        def run():
            hf = bench_hf(PATTERN)
            hf.train_from_iterator(iter(docs), trainers.BpeTrainer(vocab_size=32768, show_progress=False,
                                                                   initial_alphabet=byte_letters()))
    elif tool == "gigatoken":
        import gigatoken                  # cuts by GPT-4's pattern only, and reads files
        (folder / "docs.txt").write_text("\0".join(docs), encoding="utf-8", errors="replace")
        source = gigatoken.TextFileSource([str(folder / "docs.txt")], separator="\0")
        def run(): gigatoken.train_bpe(source, 32768, [], tie_breaking="raw_token_ids")
    return run

def in_one(lists):
    """Lists of ids as one array."""
    return np.concatenate([np.array(ids, np.uint32) for ids in lists])

def bench_encoder(tool, task, docs, ranks, folder):
    """A function that encodes docs: "list" one at a time into lists, "flat" as one batch into one array."""
    flat = task == "flat"
    if tool == "fivechat":
        ours = rustbpe.Tokenizer("bench", pat_str=CL100K, mergeable_ranks=ranks)
        if flat: return lambda: ours.encode_batch_to_numpy(docs, num_threads=2)[0]
        return lambda: [ours.encode_ordinary(text) for text in docs]
    if tool == "rustbpe":
        # PyPI's rustbpe cannot take ranks, so it has those that it trains itself on a part of the text
        import rustbpe as theirs
        trained = theirs.Tokenizer()
        trained.train_from_iterator(iter(docs[:2000]), 32768, pattern=RUSTBPE)
        if flat: return lambda: in_one(trained.batch_encode(docs))
        return lambda: [trained.encode(text) for text in docs]
    if tool == "tiktoken":
        import tiktoken
        theirs = tiktoken.Encoding("bench", pat_str=CL100K, mergeable_ranks=ranks, special_tokens={})
        if flat: return lambda: in_one(theirs.encode_ordinary_batch(docs, num_threads=2))
        return lambda: [theirs.encode_ordinary(text) for text in docs]
    if tool in ("tokenizers", "snaptokens"):
        theirs = bench_hf(CL100K.replace("{1,3}+", "{1,3}"), ranks)    # its regex engine would read (...{1,3})+
        if tool == "snaptokens":
            import snaptokens
            theirs = snaptokens.Tokenizer.from_json_str(theirs.to_str())
            if flat: return lambda: np.asarray(theirs.encode_batch_flat(docs)[0])
            return lambda: [theirs.encode(text).ids for text in docs]
        if flat: return lambda: in_one(e.ids for e in theirs.encode_batch_fast(docs))
        return lambda: [theirs.encode(text).ids for text in docs]
    if tool == "gigatoken":
        import gigatoken
        lines = (base64.b64encode(token).decode() + f" {rank}\n" for token, rank in ranks.items())
        (folder / "bench.tiktoken").write_text("".join(lines))
        theirs = gigatoken.Tokenizer.from_tiktoken(folder / "bench.tiktoken", pretokenizer="cl100k")
        if flat: return lambda: np.asarray(theirs.encode_batch(docs).layout.content.data)
        return lambda: [theirs.encode(text).tolist() for text in docs]
    if tool == "bpe-openai":
        import bpe_openai
        theirs = bpe_openai.get_encoding("cl100k_base")
        return lambda: [theirs.encode_ordinary(text) for text in docs]

def bench_child(tool, task, folder):
    """One measurement in a fresh process -> one JSON line: seconds of the first (cold) and the best of two
    later (warm) runs, MB that memory rose at most, and a digest of the result where it can be compared."""
    folder, (task, _, name) = Path(folder), task.partition(" ")
    path, unit = folder / f"{name}.pickle", name
    docs = (pickle.loads(path.read_bytes()) if path.exists() else [unit * (1_000_000 // len(unit.encode()))])
    docs = [text.encode("utf-8", "replace").decode() for text in docs]
    ranks = pickle.loads((folder / "ranks.pickle").read_bytes()) if task != "train" else None
    if task == "own":            # with the 100,256 ranks that bpe-openai brings, and cannot do without
        import bpe_openai
        theirs = bpe_openai.get_encoding("cl100k_base")
        ranks = {theirs.decode_single_token_bytes(i): i for i in range(100_256)}
    run = (bench_trainer(tool, docs, folder) if task == "train"
           else bench_encoder(tool, "list" if task == "own" else task, docs, ranks, folder))
    if Path("/proc/self/clear_refs").exists(): Path("/proc/self/clear_refs").write_text("5")   # peak := now
    def memory(field):
        found = re.search(rf"{field}:\s+(\d+)", Path("/proc/self/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    before, seconds = memory("VmRSS"), []
    for _ in range(3 if task != "train" and path.exists() else 1):
        started = time.perf_counter()
        out = run()
        seconds.append(time.perf_counter() - started)
    peak, digest = memory("VmHWM") - before, None
    if task == "train": digest = out and hashlib.sha256(pickle.dumps(out)).hexdigest()
    elif tool != "rustbpe":
        ids = out if task == "flat" else in_one(out)
        digest = hashlib.sha256(ids.astype("<u4").tobytes()).hexdigest()
    print(json.dumps(dict(cold=seconds[0], warm=min(seconds[1:] or seconds), mb=peak, digest=digest)))

BENCH = {       # what is measured -> the tools, ours first
    "train mixed": ("fivechat", "rustbpe", "tokenizers", "gigatoken"),
    "list mixed": ("fivechat", "tiktoken", "rustbpe", "tokenizers", "gigatoken", "snaptokens"),
    "own mixed": ("fivechat", "tiktoken", "bpe-openai"),
    "flat mixed": ("fivechat", "tiktoken", "rustbpe", "gigatoken", "snaptokens"),
    "flat chinese": ("fivechat", "tiktoken", "gigatoken", "snaptokens"),
}

def bench_tokenizer(megabytes, rounds):
    import tempfile
    from importlib.metadata import PackageNotFoundError, version
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_docs(folder, megabytes)
        docs = {part: pickle.loads((folder / f"{part}.pickle").read_bytes()) for part in ("mixed", "chinese")}
        size = {part: sum(len(text.encode("utf-8", "replace")) for text in docs[part]) for part in docs}
        ranks = dict(our_merges(docs["mixed"][::4], 32768, CL100K))
        (folder / "ranks.pickle").write_bytes(pickle.dumps(ranks))
        print(f"{os.cpu_count()} cores; a fresh process each, {rounds} round(s) in turn, medians; "
              "ratio: ours is so many times as fast")
        def measure(tool, task):
            path = [PEERS] * (tool == "rustbpe") + [str(HERE)]
            done = subprocess.run([sys.executable, HERE / "test_all.py", "bench-child", tool, task, folder],
                                  env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
                                  capture_output=True, text=True, timeout=900)
            lines = done.stdout.strip().splitlines()
            if done.returncode == 0 and lines: return json.loads(lines[-1])
            return done.stderr.strip().splitlines()[-1:]
        for task, tools in BENCH.items():
            runs = {tool: [] for tool in tools}
            for _ in range(rounds):
                for tool in tools: runs[tool].append(measure(tool, task))
            ours = runs["fivechat"]
            for tool in tools:
                try:
                    label = f"{tool} {version(tool)}" if tool not in ("fivechat", "rustbpe") else tool
                except PackageNotFoundError:
                    label = tool
                if not all(isinstance(run, dict) for run in runs[tool]):
                    print(f"{task:14} {label:20} not measured: {' '.join(runs[tool][0])[:80]}")
                    continue
                middle = lambda key: sorted(run[key] for run in runs[tool])[len(runs[tool]) // 2]
                ratio = lambda key: sorted(theirs[key] / mine[key] for theirs, mine in zip(runs[tool], ours)
                                           )[len(ours) // 2]
                same = {True: "same", False: "DIFFERENT", None: "-"}[
                    runs[tool][0]["digest"] and runs[tool][0]["digest"] == ours[0]["digest"]]
                speed = size[task.split()[1]] / 1e6
                cold, warm = (f"{speed / middle(when):7.1f} MB/s x{ratio(when):5.2f}"
                              for when in ("cold", "warm"))
                print(f"{task:14} {label:20} cold {middle('cold'):7.2f} s {cold} | warm {warm} "
                      f"| {middle('mb'):6.0f} MB | {same}", flush=True)
        for unit in ("a", " ", "\n", "中", "的一是不了", "ACGT"):
            print(f"1 MB of {unit!r:12} {measure('fivechat', f'list {unit}')['cold']:.3f} s")

if __name__ == "__main__":
    import argparse
    words = argparse.ArgumentParser(prog="test_all.py", description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("command", choices=("bench", "soak"))
    words.add_argument("--only", default="", help="bench: tokenizer; soak: a word in the tests' names")
    words.add_argument("--mb", type=int, default=114, help="bench: megabytes of text")
    words.add_argument("--rounds", type=int, default=3)
    if sys.argv[1:2] == ["bench-child"]: bench_child(*sys.argv[2:])
    else:
        flags = words.parse_args()
        if flags.command == "bench" and flags.only not in ("", "tokenizer"):
            words.error(f"bench --only {flags.only}: wanted tokenizer")
        if flags.command == "bench": bench_tokenizer(flags.mb, flags.rounds)
        else:
            os.environ["FIVECHAT_SOAK"] = "1"
            only = ["-k", flags.only] if flags.only else []
            sys.exit(pytest.main(["-q", str(HERE / "test_all.py"), *only]))
