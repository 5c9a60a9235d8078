"""test_all.py: every claim that fivechat makes about itself, in pipeline order; each can fail.
run:    bash run.sh test            or: python -m pytest -q test_all.py -k resume
        python test_all.py bench    (speed, side by side with other libraries; --only tokenizer|training)
        python test_all.py soak     (the long versions)
needs:  optional peers (tiktoken, transformers, openai, selenium, another rustbpe in $FIVECHAT_PEERS) and real text in
        $FIVECHAT_DATA; a test without its peer is skipped with the reason, but fails where CI is set"""
import base64, gzip, http.server, json, math, os, random, re, shutil, signal, socket, subprocess, sys, threading, time, unicodedata
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
PEERS = os.environ.get("FIVECHAT_PEERS", "")
SOAK = bool(os.environ.get("FIVECHAT_SOAK"))
torch.set_num_threads(min(2, torch.get_num_threads()))

# ---- helpers: need, command, the tiny run ------------------------------------------------------------
def need(module):
    """An optional module; skips where it is absent, but fails in CI, which has to have it."""
    try:
        return __import__(module, fromlist=["_"])
    except ImportError:
        if os.environ.get("CI"): pytest.fail(f"CI must have {module}")
        pytest.skip(f"needs {module}")

def environment(base, **more):
    return {**os.environ, "NANOCHAT_BASE_DIR": str(base), "WANDB_RUN": "dummy", "PYTHONUNBUFFERED": "1", "FETCH_PATIENCE": "0.01", **more}

def command(words, base, cwd=HERE, **more):
    """Run a command line as a user would; returns the finished process with its texts."""
    words = [sys.executable if word == "python" else word for word in (words.split() if isinstance(words, str) else words)]
    return subprocess.run(words, cwd=cwd, env=environment(base, **more), capture_output=True, text=True, timeout=400)

def must(words, base, **more):
    done = command(words, base, **more)
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done

def refusal_of(words, base, **more):
    """The one line with which a command refuses; anything else fails."""
    done = command(words, base, **more)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
    assert done.returncode == 2 and len(lines) == 1 and lines[0].startswith("error: "), (words, done.returncode, done.stderr)
    return lines[0]

SMALL = ["--depth", "2", "--aspect", "32", "--batch_tokens", "1024", "--device_rows", "4", "--seq_len", "128"]
RL = ["--prompts_per_step", "4", "--samples_per_prompt", "4", "--min_varied", "0", "--max_new_tokens", "24"]

def stage_flags(stage): return {"base": SMALL, "rl": RL}.get(stage, ["--batch_tokens", "1024", "--device_rows", "4", "--seq_len", "128"])

@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A base folder with the curriculum and a tokenizer. Tests copy it."""
    base = tmp_path_factory.mktemp("prepared")
    must("python tok.py data", base)
    must("python tok.py train --vocab_size 512", base)
    return base

@pytest.fixture(scope="session")
def trained(prepared, tmp_path_factory):
    """A base folder in which base, mid and sft were trained for a few steps, by real processes. Tests copy it."""
    base = tmp_path_factory.mktemp("trained") / "base"
    shutil.copytree(prepared, base)
    for stage in ("base", "mid", "sft"):
        must(["python", "train.py", "--stage", stage, "--steps", "12", "--save_every", "4", *stage_flags(stage)], base)
    return base

@pytest.fixture
def copy_of(tmp_path):
    def copy(base): return Path(shutil.copytree(base, tmp_path / "base"))
    return copy

def tiny_tokenizer(): return tokenizer.train_tokenizer(["the cat sat on the mat and the dog ate 12 + 34 apples. " * 20], 300)

def tiny_model(vocab, **more):
    model = gpt.GPT(gpt.GPTConfig(**{**dict(vocab=vocab, seq_len=64, depth=2, width=32, heads=2, kv_heads=2), **more}))
    model.init_weights(7)
    generator = torch.Generator().manual_seed(1)
    for p in model.parameters(): p.data.normal_(0, 0.3, generator=generator)      # zero-initialised ones would hide mistakes
    return model.eval()

# ---- tok.py: text, splits, tokenizer, chats ----------------------------------------------------------
TRAPS = ["", " ", "\n\n  \n", "don't DON'T I'll we'Ve", "a\u0301e\u0301", "１２３ ४५६ 12345", "\u00a0\u2003x \u3000y", "日本語 한국어 עברית",
         "🙂👩‍👩‍👧", "\r\n\r\n", "<|bos|><|user_start|>", "x" * 300, "  lead", "trail  ", "\u0130ſ'S", "\ud7ff\ue000", "a  b   c\n   d"]

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
            for a, b in zip(piece, piece[1:]): counts[rank[a], rank[b]] = counts.get((rank[a], rank[b]), 0) + 1
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
    parts = [dict(type="python", text="1+2"), dict(type="python_output", text="3"), dict(type="text", text="3.")]
    ids, trained = tokenizer.render_chat(tok, [dict(role="system", content="Be kind."), dict(role="user", content="1+2?"),
                                               dict(role="assistant", content=parts)])
    e = tok.encode
    blocks = [([s["bos"], s["user_start"], *e("Be kind.\n\n1+2?"), s["user_end"], s["assistant_start"]], 0),
              ([s["python_start"], *e("1+2"), s["python_end"]], 1), ([s["output_start"], *e("3"), s["output_end"]], 0),
              ([*e("3."), s["assistant_end"]], 1)]
    assert ids == [i for block, _ in blocks for i in block] and trained == [flag for block, flag in blocks for _ in block]
    prompt = tokenizer.render_prompt(tok, [dict(role="user", content="1+2?")])
    assert prompt == [s["bos"], s["user_start"], *e("1+2?"), s["user_end"], s["assistant_start"]]

def test_a_long_chat_is_cut_at_a_turn_or_dropped():
    tok, rng = tiny_tokenizer(), random.Random(3)
    for _ in range(300):
        chat = [dict(role="user" if i % 2 == 0 else "assistant", content="cat " * rng.randint(1, 9)) for i in range(rng.randint(1, 6))]
        limit = rng.randint(5, 60)
        ids, trained, fate = tokenizer.fit_chat(tok, chat, limit)
        whole, _ = tokenizer.render_chat(tok, chat)
        assert len(ids) <= limit and whole[:len(ids)] == ids and len(ids) == len(trained)
        if fate == "dropped": assert ids == [] and (len(chat) < 2 or len(tokenizer.render_chat(tok, chat[:2])[0]) > limit)
        else: assert any(trained) and ids[-1] in (tok.special["<|assistant_end|>"], tok.special["<|user_end|>"])
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
    ("12 * 34", "408"), ("(12 + 5) * 2", "34"), ("7 / 2", "3.5"), ("-3 + 1", "-2"), ('"hello".count("l")', "2"), ("2 ** 9", None),
    ("1 / 0", None), ("9" * 500, None), ("__import__('os')", None), ("().__class__", None), ("1 +", None), ("", None),
    ("(" * 150 + ")" * 150, None), ("99999999999 * 99999999999", None), ('"a" * 99999999', None), ("True + 1", None), ("1e999", None)])
def test_the_calculator_calculates_and_nothing_else(expression, value):
    assert tokenizer.calculate(expression) == value

def test_the_calculator_agrees_with_fractions():
    from fractions import Fraction
    rng = random.Random(11)
    for _ in range(500):
        a, b, c = (rng.randint(1, 99) for _ in range(3))
        op, po = rng.choice("+-*"), rng.choice("+-*/")
        exact = eval(f"(Fraction(a) {op} b) {po} c")
        assert float(tokenizer.calculate(f"({a} {op} {b}) {po} {c}")) == pytest.approx(float(exact), rel=1e-5)

@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_nothing_held_out_is_trained_on(lang, tmp_path):
    folder = tokenizer.make_builtin(tmp_path / lang, lang)
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
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(dict(text=doc)) + "\n" for doc in docs), encoding="utf-8")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf-8") as f: f.writelines(json.dumps(dict(text=doc)) + "\n" for doc in docs)
    (tmp_path / "c.txt").write_text("\n\n".join(docs), encoding="utf-8")
    (tmp_path / "d.md").write_text("\ufeff# Title\n\n" + "x" * 30_000, encoding="utf-8")
    for name in ("a.jsonl", "b.jsonl.gz"):
        path = [str(tmp_path / name)]
        train_part, val_part = list(tokenizer.read_docs(path, "train")), list(tokenizer.read_docs(path, "val"))
        assert sorted(train_part + val_part) == sorted(docs) and 4 <= len(val_part) <= 45
    assert "".join("".join(tokenizer.read_docs([str(tmp_path / "c.txt")])).split()) == "".join("".join(docs).split())
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
    assert (tmp_path / "x.txt").read_bytes() == DyingServer.content and DyingServer.asked == [0, 40_000, 80_000, 120_000]
    assert not (tmp_path / "x.txt.part").exists()

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
    assert trained_ids(rows.flatten()) == sorted(i for _, ids, trained in items for i, flag in zip(ids, trained) if flag)
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
    def union(world): return sorted(tuple(x) for rank in range(world) for xs, _ in train.row_batches(rows, cfg, 5, rank, world, "cpu")[0] for x in xs.tolist())
    assert union(1) == union(2) == union(4)
    x, y = train.inputs_and_targets(np.array([[~3, 4, ~5, 6]], dtype=np.int32), "cpu")
    assert x.tolist() == [[3, 4, 5]] and y.tolist() == [[4, -1, 6]]

def test_schedules_are_the_trapezoid():
    scale = [train.lr_scale(step, 100, 0.1, 0.5) for step in range(100)]
    assert scale[0] == pytest.approx(0.1) and scale[9:51] == [1.0] * 42 and scale[75] == pytest.approx(0.5) and scale[99] == pytest.approx(0.02)

def test_intervals_and_centered_scores():
    for right, n in ((0, 10), (7, 10), (250, 400), (400, 400)):      # the bounds solve (p - x)^2 = z^2 x (1 - x) / n
        for bound in train.wilson(right, n): assert (right / n - bound) ** 2 == pytest.approx(1.96 ** 2 * bound * (1 - bound) / n, abs=1e-9)
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
def test_right_answers_pass_and_wrong_ones_do_not(lang, tmp_path):
    tok, right = tiny_tokenizer(), {}
    rows = list(tokenizer.read_jsonl(tokenizer.make_builtin(tmp_path / lang, lang) / "eval.jsonl"))
    for row in rows:
        answer = answer_of(tok, row["messages"])
        assert answer.ended and answer.well_formed and train.passes(row, answer), row
        right.setdefault(row["task"], []).append((row, answer))
    for task, pairs in right.items():
        crossed = [train.passes(row, pairs[i - 7][1]) for i, (row, _) in enumerate(pairs) if row["check"] != "no_tool"]
        assert np.mean(crossed) < 0.5, task      # another item's answer is mostly wrong
        assert not any(train.passes(row, train.read_answer(tok, [], [])) for row, _ in pairs)

def test_an_answer_is_read_with_its_tool_calls_and_its_flaws():
    tok = tiny_tokenizer()
    s, e = {name.strip("<|>"): i for name, i in tok.special.items()}, tok.encode
    good = [s["python_start"], *e("1+2"), s["python_end"], s["output_start"], *e("3"), s["output_end"], *e("It is 3."), s["assistant_end"]]
    answer = train.read_answer(tok, good, [True] * len(good))
    assert answer.text == "It is 3." and answer.calls == [("1+2", "3")] and answer.ended and answer.well_formed
    for bad in (good[:-1], good[:3]): assert not train.read_answer(tok, bad, []).ended
    for bad in ([s["python_end"], *good], [s["user_start"], *good], good[:2]): assert not train.read_answer(tok, bad, []).well_formed

@pytest.mark.parametrize("text, right", [
    ("def f(x):\n    return x + 3", True), ("def f(x):\n    return 3 + x", True), ("def f(x):\n    return x - -3", True),
    ("def f(x):\n    return x + 4", False), ("def g(x):\n    return x + 3", False), ("def f(y):\n    return y + 3", False),
    ("def f(x):\n    import os\n    return x + 3", False), ("def f(x):\n    return __import__('os')", False), ("x + 3", False), ("", False)])
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
    assert count == n and nats == pytest.approx(total / n, rel=1e-5) and bpb == pytest.approx(total / math.log(2) / size, rel=1e-5)

def test_choices_are_scored_as_one_by_one():
    tok, rng = tiny_tokenizer(), random.Random(9)
    model = tiny_model(tok.vocab)
    pairs = [([tok.bos, *[rng.randrange(250) for _ in range(rng.randint(1, 30))]], [rng.randrange(250) for _ in range(rng.randint(1, 5))])
             for _ in range(90)]
    for (context, more), score in zip(pairs, train.likelihoods(model, tok, pairs, "cpu")):
        logits = torch.log_softmax(model(torch.tensor([context + more]))[0].double(), -1)
        assert score == pytest.approx(sum(logits[len(context) - 1 + i, token].item() for i, token in enumerate(more)), abs=1e-3)

def test_advantages_and_ppo_are_their_closed_forms():
    assert train.group_advantages([[1, 0, 0, 1], [1, 1, 1, 1]]).tolist() == [[0.5, -0.5, -0.5, 0.5], [0, 0, 0, 0]]
    rng = torch.Generator().manual_seed(3)
    rewards, values = torch.randn(7, generator=rng), torch.randn(7, generator=rng)
    deltas = rewards + torch.cat((values[1:], torch.zeros(1))) - values
    advantages, returns = train.gae(rewards, values, lam=0.9)
    for t in range(7):
        assert advantages[t].item() == pytest.approx(sum(0.9 ** (k - t) * deltas[k].item() for k in range(t, 7)), abs=1e-5)
    assert torch.allclose(returns, advantages + values)
    assert train.gae(rewards, values, lam=1.0)[1][2].item() == pytest.approx(rewards[2:].sum().item(), abs=1e-5)
    one = torch.ones(4)
    policy, value, clipped = train.ppo_losses(torch.tensor([0.0, 0.5, 0.5, -0.5]), torch.zeros(4), torch.tensor([2.0, 1.0, -1.0, -1.0]),
                                              torch.tensor([1.0, 2.0, 1.1, 0.0]), one, torch.tensor([1.0, 3.0, 2.0, 2.0]), 0.2)
    assert torch.allclose(policy, torch.tensor([-2.0, -1.2, math.exp(0.5), 0.8])) and clipped == 0.75
    assert torch.allclose(value, 0.5 * torch.tensor([0.0, 1.8 ** 2, 0.9 ** 2, 4.0]))

def test_an_update_makes_the_rewarded_answer_likelier(prepared, monkeypatch):
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(prepared))
    tok = tokenizer.load_tokenizer()
    model, end = tiny_model(tok.vocab), tok.special["<|assistant_end|>"]
    example = dict(messages=[dict(role="user", content="Say a."), dict(role="assistant", content="a")], check="exact", answer="a", task="x")
    a, b = tok.encode("a")[0], tok.encode("b")[0]
    answers = [train.read_answer(tok, [token, end], [True, True]) for token in (a, b, a, b)]
    prompts = [tokenizer.render_prompt(tok, example["messages"][:-1])] * 4
    monkeypatch.setattr(train, "rollouts", lambda *_: (prompts, answers, [[float(train.passes(example, x)) for x in answers]]))
    def chance():
        return model(torch.tensor([prompts[0]]))[0, -1].softmax(-1)[[a, b]].tolist()
    before = chance()
    optimizer = gpt.MuonAdamW(model, 1e-3, 1e-3, 1e-3)
    stats = train.grpo_step(model, optimizer, tok, [example], train.parse_flags(["--stage", "rl"]), 0, 1.0, 0, 1, "cpu")
    after = chance()
    assert after[0] > before[0] and after[1] < before[1] and stats["reward"] == 0.5
