"""train.py: ids -> weights: four stages in one loop, and the evaluations that say what each of them gave.
run:    python train.py --stage base --depth 4        python train.py --stage sft --chats my.jsonl
        python train.py --stage rl --algo ppo         python train.py --stage sft --eval_only 1
        torchrun --nproc_per_node 8 train.py --stage base --depth 20 --tokens_per_param 20
reads:  $NANOCHAT_BASE_DIR/data/, tokenizer/, the checkpoint of the stage before
writes: $NANOCHAT_BASE_DIR/checkpoints/STAGE/, log.jsonl, report sections
map:    flags | items and rows | answers and rewards | evaluations | rl | schedules | log | the loop | main

Every stage is the same loop over batches; they differ in what a batch holds. Everything drawn at random is a
function of (seed, step), so a run that was killed goes on bit for bit where its last checkpoint stands."""
import ast, collections, contextlib, dataclasses, fcntl, inspect, itertools, json, math, os, random, re
import resource, shutil, signal, sys, time
from collections import namedtuple
from dataclasses import dataclass
from pathlib import Path
import numpy as np
import torch
import torch.distributed as dist
import gpt
import report
import tok as tokenizer
from tok import base_dir, fail, held_out, read_jsonl, render_chat, render_prompt, stable_hash, text_of

# ---- flags: Config, STAGE_DEFAULTS, parse_flags ------------------------------------------------------
STAGES = ("base", "mid", "sft", "rl")

@dataclass(frozen=True)
class Config:
    stage: str = "base"             # base, mid, sft or rl
    # layers; width, heads and learning rates follow (only base: later stages inherit)
    depth: int = 4
    aspect: int = 32                # width = depth * aspect
    seq_len: int = 256              # tokens that the model sees
    # text: builtin, a file, a folder, a known set; "" = what tok.py data prepared
    data: str = ""
    val_data: str = ""              # held-out text; "" = a fixed hash of each document decides
    chats: str = ""                 # mid and sft: your own chats, a .jsonl of {"messages": [...]}
    # optimizer steps; 0 = by minutes, else by tokens_per_param (base), epochs (mid, sft)
    steps: int = 0
    # train about this long: the first steps are timed, then the horizon is fixed
    minutes: float = 0.0
    tokens_per_param: float = 0.0   # base: horizon in tokens per matmul parameter
    epochs: float = 1.0             # mid and sft: passes over the chats
    batch_tokens: int = 4096        # tokens of one optimizer step, over all ranks and micro batches
    device_rows: int = 16           # rows of one micro batch
    lr: float = 1.0                 # times the stage's learning rates
    warmup: float = 0.02            # share of the steps in which the learning rate rises
    warmdown: float = 0.5           # share of the steps in which it falls
    algo: str = "grpo"              # rl: grpo or ppo
    prompts_per_step: int = 16      # rl
    samples_per_prompt: int = 8     # rl
    max_new_tokens: int = 72        # rl: longest answer
    min_varied: float = 0.02        # rl: refuse where fewer of the prompts get answers both right and wrong
    clip_ratio: float = 0.2         # ppo
    kl_penalty: float = 0.02        # ppo: reward per token lost for leaving the sft model
    entropy_bonus: float = 0.001    # ppo
    eval_every: int = 0             # steps between looks at held-out data; 0 = eight looks in a run
    save_every: int = 100           # steps between checkpoints
    resume: str = "auto"            # auto: go on where a killed run stopped; none: start anew
    device: str = "auto"            # auto, cpu, cuda or mps
    seed: int = 1337
    eval_only: int = 0              # 1: no training, only the stage's evaluations
    tasks: str = "builtin"          # evaluations: builtin
    eval_items: int = 0             # at most so many examples of each task; 0 = all

STAGE_DEFAULTS = dict(
    base=dict(tokens_per_param=4.0),
    mid=dict(lr=1.0, warmup=0.0, warmdown=0.9),
    sft=dict(lr=0.6, warmup=0.0, warmdown=1.0),
    rl=dict(steps=100, lr=0.075, warmup=0.0, warmdown=0.5, save_every=10),
)
# What may differ between a run and its continuation without changing the weights
FREE_FLAGS = {"resume", "device", "device_rows", "eval_only", "tasks", "eval_items", "save_every",
              "eval_every", "data", "val_data", "chats"}

def parse_flags(argv):
    """The command line as a Config: stage defaults, then what was typed; ends the program at what makes no
    sense."""
    parser = tokenizer.Flags(prog="train.py", description=__doc__, epilog=inspect.getsource(Config))
    for field in dataclasses.fields(Config):
        parser.add_argument(f"--{field.name}", type=field.type, metavar=str(field.default))
    given = {name: value for name, value in vars(parser.parse_args(argv)).items() if value is not None}
    stage = given.get("stage", "base")
    if stage not in STAGES: fail(f"--stage {stage}: wanted one of {', '.join(STAGES)}")
    cfg = Config(**{**STAGE_DEFAULTS[stage], **given})
    for name, allowed in dict(algo=("grpo", "ppo"), resume=("auto", "none"), tasks=("builtin",)).items():
        if getattr(cfg, name) not in allowed:
            fail(f"--{name} {getattr(cfg, name)}: wanted {' or '.join(allowed)}")
    for name in ("depth", "aspect", "seq_len", "batch_tokens", "device_rows", "prompts_per_step",
                 "save_every", "max_new_tokens"):
        if getattr(cfg, name) < 1: fail(f"--{name} {getattr(cfg, name)}: wanted 1 or more")
    for name in ("steps", "minutes", "tokens_per_param", "epochs", "lr", "warmup", "warmdown", "eval_every",
                 "eval_items"):
        if not 0 <= getattr(cfg, name) < math.inf: fail(f"--{name} {getattr(cfg, name)}: wanted 0 or more")
    if cfg.samples_per_prompt < 2:
        fail(f"--samples_per_prompt {cfg.samples_per_prompt}: wanted 2 or more, to compare")
    if cfg.warmup + cfg.warmdown > 1:
        fail(f"--warmup {cfg.warmup} --warmdown {cfg.warmdown}: wanted a sum of at most 1")
    return cfg

def model_config(cfg, vocab):
    """The one dial: depth gives width, width gives heads of 64. (q and k are normed, so a head's logits reach
    only the root of its size: heads of 32 cannot look at one token in 256, and learn to copy much later.)"""
    head_dim = 64 if cfg.depth * cfg.aspect >= 64 else 32
    heads = max(1, round(cfg.depth * cfg.aspect / head_dim))
    return gpt.GPTConfig(vocab=vocab, seq_len=cfg.seq_len, depth=cfg.depth, width=heads * head_dim,
                         heads=heads, kv_heads=heads)

# ---- items and rows: what each stage reads, packed ---------------------------------------------------
# An item is (kind, ids, trained): one document or chat that starts with bos. A row is seq_len + 1 signed ids:
# an id that is not to be predicted is stored as ~id, which is negative.
def text_items(tok, docs, kind="text"):
    """Documents as items; every token after bos is trained."""
    for block in batched(docs, 512):
        for ids in tok.encode_batch(block): yield kind, [tok.bos, *ids], [1] * (len(ids) + 1)

def batched(stream, size):
    stream = iter(stream)
    while block := list(itertools.islice(stream, size)): yield block

def chat_items(tok, chats, row_len, counts, all_tokens):
    """Chats as items, cut to whole turns where too long; counts gets what was kept, truncated, dropped."""
    for messages in chats:
        ids, trained, fate = tokenizer.fit_chat(tok, messages, row_len)
        counts[fate] += 1
        if fate != "dropped": yield kind_of(messages), ids, [1] * len(ids) if all_tokens else trained

def kind_of(messages):
    """Which part of a mixture a chat belongs to."""
    if any(isinstance(m["content"], list) and any(p.get("type") == "python" for p in m["content"])
           for m in messages):
        return "tool traces"
    if re.search(r"=A\n.*=B\n", text_of(messages[-2]["content"]) if len(messages) > 1 else "", re.M):
        return "multiple choice"
    return "conversations"

def own_chats(path, split):
    """The user's chats; one in twenty, by a hash, is held out (split "val")."""
    return [chat for chat in tokenizer.read_chats(path) if held_out(json.dumps(chat),
                                                                    20) == (split == "val")] if path else []

def curriculum(sources, name, only=None): return read_jsonl(Path(sources["builtin"]) / f"{name}.jsonl")

def thinned(sources, need_bytes):
    """The training documents, or where there are many more than the run can read, an even sample of them."""
    total = sum(os.path.getsize(f) * (4 if f.endswith((".gz", ".parquet")) else 1) for f in sources["files"])
    share = need_bytes / max(1, total)
    for doc in tokenizer.train_docs(sources):
        if share >= 1 or stable_hash("thin " + doc) < share * 2 ** 32: yield doc

def take(items, tokens):
    """Items until they hold that many tokens."""
    for item in items:
        if tokens <= 0: return
        tokens -= len(item[1])
        yield item

def base_items(tok, sources, cfg, need, counts):
    """Text. To the user's own text comes as much of the curriculum, which teaches what later stages build
    on."""
    own = take(text_items(tok, thinned(sources, need * 8)), need)
    if sources["data"] == "builtin": return own
    extra = (row["text"] for row in curriculum(sources, "text"))
    return itertools.chain(own, take(text_items(tok, extra, "curriculum text"), need))

def mid_items(tok, sources, cfg, need, counts):
    """Chats, multiple choice and tool traces, every token trained, and a fifth as much base text lest it be
    forgotten."""
    chats = [row["messages"] for row in curriculum(sources, "mid")] + own_chats(cfg.chats, "train")
    items = list(chat_items(tok, chats, cfg.seq_len + 1, counts, all_tokens=True))
    text = sum(len(ids) for _, ids, _ in items) // 5
    return itertools.chain(items, take(base_items(tok, sources, cfg, text, counts), text))

def sft_items(tok, sources, cfg, need, counts):
    """Chats, only the assistant's tokens trained. Few own chats are repeated, up to four times."""
    row_len = cfg.seq_len + 1
    items = list(chat_items(tok, (row["messages"] for row in curriculum(sources, "sft")), row_len, counts,
                            False))
    own = list(chat_items(tok, own_chats(cfg.chats, "train"), row_len, counts, False))
    size = [sum(len(ids) for _, ids, _ in part) for part in (items, own)]
    return items + own * min(4, max(1, size[0] // (3 * size[1]))) if own else items

STAGE_ITEMS = dict(base=base_items, mid=mid_items, sft=sft_items)

def pack(items, row_len, bos):
    """Items -> rows (N, row_len) int32: the longest first, each into the fullest row that still holds it
    (best fit).

    Every row starts with a bos. What is longer than a row is cut, each piece with a bos of its own."""
    pieces = []
    for _, ids, trained in items:
        signed = np.where(np.asarray(trained, dtype=bool), ids, np.invert(ids))
        pieces.append(signed[:row_len])
        for start in range(row_len, len(signed), row_len - 1):
            pieces.append(np.concatenate(([~bos], signed[start:start + row_len - 1])))
    # spaces: bit s is set where a row has s ids free
    rows, free, spaces = [], collections.defaultdict(list), 0
    for piece in sorted(pieces, key=len, reverse=True):
        fitting = spaces >> len(piece)
        if fitting:
            space = len(piece) + (fitting & -fitting).bit_length() - 1
            row = free[space].pop()
            if not free[space]: spaces ^= 1 << space
        else:
            space, row = row_len, []
            rows.append(row)
        row.append(piece)
        if space > len(piece):
            free[space - len(piece)].append(row)
            spaces |= 1 << space - len(piece)
    out = np.full((len(rows), row_len), ~bos, dtype=np.int32)
    for i, row in enumerate(rows):
        joined = np.concatenate(row)
        out[i, :len(joined)] = joined
    return out

PACK_BLOCK = 1 << 22     # tokens packed at a time: bounds the memory

def packed_rows(tok, sources, cfg, need, rank):
    """The stage's rows and what is known of them, packed once and kept in data/packed/: (rows (N,T+1) int32,
    facts)."""
    # 1) the same flags, text and tokenizer: the same rows
    chats = tokenizer.stable_hash(Path(cfg.chats).read_text(encoding="utf-8",
                                                            errors="replace")) if cfg.chats else ""
    key = json.dumps([tok.hash, cfg.stage, cfg.seq_len, need, chats, sorted(sources["sha256"].items()),
                      sources["val_files"],
                      stable_hash((Path(sources["builtin"]) / "manifest.json").read_text(encoding="utf-8"))])
    path = base_dir() / "data" / "packed" / f"{cfg.stage}.bin"
    about = path.with_suffix(".json")
    facts = json.loads(about.read_text(encoding="utf-8")) if about.exists() and path.exists() else {}
    if facts.get("key") != key and rank == 0:
        # 2) block after block into a file
        counts, mixture = collections.Counter(kept=0, truncated=0, dropped=0), collections.Counter()
        path.parent.mkdir(parents=True, exist_ok=True)
        about.unlink(missing_ok=True)
        with open(path, "wb") as f:
            block, size = [], 0
            for item in itertools.chain(STAGE_ITEMS[cfg.stage](tok, sources, cfg, need, counts), [None]):
                if item:
                    block.append(item)
                    size += len(item[1])
                    mixture[item[0]] += len(item[1])
                if block and (size >= PACK_BLOCK or not item):
                    pack(block, cfg.seq_len + 1, tok.bos).tofile(f)
                    block, size = [], 0
        facts = dict(key=key, counts=dict(counts), mixture=dict(mixture))
        if not mixture: fail("no training data is left; wanted at least one document or chat that fits")
        tokenizer.write_atomic(about, json.dumps(facts))
    if dist.is_initialized(): dist.barrier()
    facts = json.loads(about.read_text(encoding="utf-8"))
    rows = np.memmap(path, dtype=np.int32, mode="r").reshape(-1, cfg.seq_len + 1)
    facts["packing_waste_pct"] = 100 - 100 * sum(facts["mixture"].values()) / rows.size
    return rows, facts

def rows_of_step(num_rows, rows_per_step, seed, step):
    """Which rows step `step` reads: each epoch is one permutation; a function of (seed, step) and nothing
    else."""
    places = np.arange(step * rows_per_step, (step + 1) * rows_per_step)
    orders = {epoch: np.random.default_rng([seed, epoch]).permutation(num_rows)
              for epoch in set((places // num_rows).tolist())}
    return np.array([orders[place // num_rows][place % num_rows] for place in places.tolist()])

def inputs_and_targets(rows, device):
    """Signed rows (B,T+1) -> x (B,T) ids, y (B,T) ids or -1 where nothing is to be predicted."""
    signed = torch.from_numpy(np.ascontiguousarray(rows)).long().to(device)
    return torch.where(signed < 0, ~signed, signed)[:, :-1], signed[:, 1:].clamp(min=-1)

def row_batches(rows, cfg, step, rank, world, device):
    """This rank's micro batches [(x, y)] of a step, and how many tokens the whole step trains."""
    chosen = rows[np.sort(rows_of_step(len(rows), cfg.batch_tokens // cfg.seq_len, cfg.seed, step))]
    mine = chosen[rank::world]
    micro = [inputs_and_targets(mine[i:i + cfg.device_rows], device)
             for i in range(0, len(mine), cfg.device_rows)]
    return micro, int((chosen[:, 1:] >= 0).sum())

# ---- answers and rewards: complete, read_answer, passes ----------------------------------------------
Answer = namedtuple("Answer", "ids sampled text calls ended well_formed")     # calls: [(expression, result)]

def complete(model, tok, prompts, max_new_tokens, temperature=0.0, seed=0, rows=128):
    """An Answer for each prompt (a list of ids), decoded `rows` at a time, those of like length together."""
    prompts = [prompt[-(model.cfg.seq_len - 1):] for prompt in prompts]     # what a short model can see of it
    out, order = [None] * len(prompts), sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    for part in batched(order, rows):
        ids, sampled = [[] for _ in part], [[] for _ in part]
        for row, token, own in gpt.generate(model, tok, [prompts[i] for i in part], max_new_tokens,
                                            temperature, seed=seed + part[0]):
            ids[row].append(token)
            sampled[row].append(own)
        for row, i in enumerate(part): out[i] = read_answer(tok, ids[row], sampled[row])
    return out

def read_answer(tok, ids, sampled):
    """Ids of an answer -> Answer: its visible text, its tool calls, and whether it kept to the format."""
    name = {i: special for special, i in tok.special.items()}
    text, calls, inside, block, well_formed = [], [], None, [], True
    closes = {"<|python_start|>": "<|python_end|>", "<|output_start|>": "<|output_end|>"}
    for token in ids:
        special = name.get(token)
        if special is None: (text if inside is None else block).append(token)
        elif special in closes and inside is None: inside, block = special, []
        elif inside and special == closes[inside]:
            if inside == "<|python_start|>": calls.append([tok.decode(block), None])
            elif calls: calls[-1][1] = tok.decode(block)
            inside = None
        elif special != "<|assistant_end|>" or inside: well_formed = False
    ended = bool(ids) and name.get(ids[-1]) == "<|assistant_end|>"
    return Answer(ids, sampled, tok.decode(text).strip(), [tuple(call) for call in calls], ended,
                  well_formed and inside is None)

def passes(example, answer):
    """Whether an Answer is right by the example's own check (the makers in tok.py say which)."""
    check, wanted, text = example["check"], example["answer"], answer.text
    if check == "contains":
        word = rf"(?<!\w){re.escape(wanted)}(?!\w)" if wanted.isascii() else re.escape(wanted)
        return re.search(word, text, re.ASCII) is not None       # re.ASCII: a Chinese character ends a word
    if check == "exact": return text == wanted
    if check == "letter": return re.findall(r"\b[A-D]\b", text)[-1:] == [wanted]
    if check == "number": return last_number(text) == float(wanted)
    if check == "tool":
        return any(result == str(wanted) for _, result in answer.calls) and last_number(text) == float(wanted)
    if check == "no_tool": return not answer.calls and answer.ended
    if check == "code": return code_is_right(text, **wanted)
    raise ValueError(f"no check named {check!r}")

def last_number(text):
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    return float(numbers[-1]) if numbers else None

def code_is_right(text, name, args, body):
    """Whether text is a function of that name and arguments that gives the wanted values on five inputs.
    Nothing is run: the expression it returns goes to the calculator with the numbers in the arguments'
    places."""
    try:
        function, = ast.parse(text).body
        returned, = function.body
        found = [function.name, [a.arg for a in function.args.args], type(returned)]
        if found != [name, args.split(", "), ast.Return]: return False
        source = ast.unparse(returned.value)
    except (SyntaxError, ValueError, AttributeError, RecursionError, MemoryError):
        return False
    for trial in range(5):
        def put(code): return re.sub(r"\b[xy]\b", lambda m: f"({7 + 11 * trial + 5 * (m[0] == 'y')})", code)
        if gpt.calculate(put(source)) != gpt.calculate(put(body)): return False
    return True

# ---- evaluations: val_loss, wilson, cloze, choices, chat tasks ---------------------------------------
@torch.inference_mode()
def val_loss(model, tok, rows, device):
    """(nats per trained token, bits per byte, tokens, share of special tokens predicted) over rows (N,T+1),
    float64 sums."""
    size = torch.tensor([len(b) for b in tok.token_bytes], device=device)
    nats, count, nbytes, specials, hits = 0.0, 0, 0, 0, 0
    for i in range(0, len(rows), 16):
        x, y = inputs_and_targets(rows[i:i + 16], device)
        log_p = model.log_probs(x, y)
        nats -= log_p.double().sum().item()
        count += int((y >= 0).sum())
        nbytes += int(size[y.clamp(min=0)].mul(y >= 0).sum())
        due = y >= tok.merges_end
        specials += int(due.sum())
        # more than half the probability: surely the first choice
        hits += int((log_p[due] > -math.log(2)).sum())
    return nats / max(1, count), nats / math.log(2) / max(1, nbytes), count, hits / max(1, specials)

def wilson(right, n):
    """95 % interval of a share (Wilson 1927): (lo, hi)."""
    z, p = 1.96, right / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)

Score = namedtuple("Score", "acc n chance lo hi")
def share(right, chance=0.0):
    return Score(sum(right) / len(right), len(right), chance, *wilson(sum(right), len(right)))

def centered_mean(scores):
    """Mean of (acc - chance) / (1 - chance), the CORE recipe (arXiv 2406.11794), with its normal 95 %
    interval."""
    parts = [((s.acc - s.chance) / (1 - s.chance), s.acc * (1 - s.acc) / s.n / (1 - s.chance) ** 2)
             for s in scores]
    mean = sum(acc for acc, _ in parts) / len(parts)
    half = 1.96 * math.sqrt(sum(variance for _, variance in parts)) / len(parts)
    return Score(mean, sum(s.n for s in scores), 0.0, mean - half, mean + half)

@torch.inference_mode()
def likelihoods(model, tok, pairs, device):
    """Sum of log p of each continuation after its context: pairs of (context ids, continuation ids) -> list
    of float."""
    out, order = [0.0] * len(pairs), sorted(range(len(pairs)), key=lambda i: len(pairs[i][0])
                                            + len(pairs[i][1]))
    for part in batched(order, 64):
        longest = max(len(pairs[i][0]) + len(pairs[i][1]) for i in part)
        rows = np.full((len(part), longest), ~tok.bos, dtype=np.int32)
        for row, i in enumerate(part):
            context, more = pairs[i]
            rows[row, :len(context)] = np.invert(context)
            rows[row, len(context):len(context) + len(more)] = more
        x, y = inputs_and_targets(rows, device)
        for i, total in zip(part, model.log_probs(x, y).double().sum(dim=1).tolist()): out[i] = total
    return out

def evaluate_cloze(model, tok, items, device):
    """mini-CORE: which of four endings the model finds likeliest. Returns {"mini-CORE": Score, "mini-facts":
    Score, ...}."""
    pairs = [([tok.bos, *tok.encode(item["context"])], tok.encode(choice)) for item in items
             for choice in item["choices"]]
    scores, right = likelihoods(model, tok, pairs, device), collections.defaultdict(list)
    for i, item in enumerate(items):
        four = scores[4 * i:4 * i + 4]
        right[item["task"]].append(four.index(max(four)) == item["gold"])
    tasks = {task: share(hits, 0.25) for task, hits in sorted(right.items())}
    return {"mini-CORE": centered_mean(tasks.values()), **tasks}

def evaluate_choices(model, tok, examples, device):
    """mini-MMLU: which of the four answers ("Paris=A", "Rome=B", ...) the model finds likeliest."""
    pairs = [(render_prompt(tok, example["messages"][:-1]), tok.encode(option))
             for example in examples for option in example["options"]]
    scores = likelihoods(model, tok, pairs, device)
    picked = [example["options"][(four := scores[4 * i:4 * i + 4]).index(max(four))]
              for i, example in enumerate(examples)]
    return share([option[-1] == example["answer"] for option, example in zip(picked, examples)], 0.25)

def repetition(texts):
    """(share of 4-grams that repeat an earlier one of their text, share of 2-grams that are distinct over all
    texts)."""
    def grams(text, n): return list(zip(*(text[i:] for i in range(n))))
    fours = [grams(text, 4) for text in texts]
    twos = [gram for text in texts for gram in grams(text, 2)]
    total = sum(map(len, fours))
    return (1 - sum(len(set(g)) for g in fours) / total if total else 0.0), len(set(twos)) / max(1, len(twos))

def evaluate_chat(model, tok, examples, device):
    """The chat tasks, answered greedily, and the behaviour that all these answers show. Returns {name: Score
    or float}."""
    asked = [example for example in examples if example["check"] != "letter"]
    prompts = [render_prompt(tok, example["messages"][:-1]) for example in asked]
    answers = complete(model, tok, prompts, max_new_tokens=96)
    right = collections.defaultdict(list)
    for example, answer in zip(asked, answers): right[example["task"]].append(passes(example, answer))
    scores = {"mini-MMLU": evaluate_choices(model, tok, [e for e in examples if e["check"] == "letter"],
                                            device)}
    scores |= {task: share(hits) for task, hits in sorted(right.items())}
    scores["mini-ChatCORE"] = centered_mean(list(scores.values()))
    scores["format_compliance"] = share([answer.ended and answer.well_formed for answer in answers])
    scores["repetition_rate"], scores["distinct_2"] = repetition([answer.text.split() for answer in answers])
    return scores

def pass_at_k(model, tok, examples, cfg, seed, k=8):
    """(pass@1, pass@k, share of prompts whose k samples are not all equal): k samples at temperature 1 for
    each example."""
    prompts = [render_prompt(tok, example["messages"][:-1]) for example in examples for _ in range(k)]
    answers = complete(model, tok, prompts, cfg.max_new_tokens, 1.0, seed)
    right = [[passes(example, answers[i * k + j]) for j in range(k)] for i, example in enumerate(examples)]
    return (np.mean(right).item(), np.mean([any(r) for r in right]).item(),
            np.mean([0 < sum(r) < k for r in right]).item())

def first_of_each(examples, limit):
    """The first `limit` examples of each task (0: all), in their order."""
    count = collections.Counter()
    def wanted(example):
        count[example["task"]] += 1
        return not limit or count[example["task"]] <= limit
    return list(filter(wanted, examples))

def evaluate_stage(cfg, model, tok, sources, device, log_line):
    """The evaluations of a finished stage, into their report sections."""
    started, examples = time.time(), first_of_each(curriculum(sources, "eval"), cfg.eval_items)
    scores = evaluate_cloze(model, tok, first_of_each(curriculum(sources, "cloze"), cfg.eval_items), device)
    if cfg.stage == "base":
        scores["mini-MMLU"] = evaluate_choices(model, tok, [e for e in examples if e["check"] == "letter"],
                                               device)
        section = "base-model-evaluation"
    else:
        scores |= evaluate_chat(model, tok, examples, device)
        section = f"chat-evaluation-{cfg.stage}"
    values = {}
    for name, value in scores.items():
        values[name] = report.score(*value) if isinstance(value, Score) else value
        if isinstance(value, Score): log_line("task", task=name, **value._asdict())
        print(f"{name:26} {values[name] if isinstance(value, Score) else f'{value:.3f}'}")
    if cfg.stage != "base":
        problems = [e for e in examples if e["task"] == "mini-GSM8K"][:100]
        values["pass@1"], values["pass@8"], _ = pass_at_k(model, tok, problems, cfg, cfg.seed)
        print(f"{'mini-GSM8K pass@1, @8':26} {values['pass@1']:.3f}, {values['pass@8']:.3f} "
              f"(n={len(problems)}, temperature 1)")
    tasks = [value for name, value in scores.items() if isinstance(value, Score)
             and name not in ("mini-CORE", "mini-ChatCORE")]
    report.log(section, dict(values, eval_tasks_completed=len(tasks), total_samples=sum(s.n for s in tasks),
                             eval_time_s=time.time() - started))

# ---- rl: rollouts, advantages, losses ----------------------------------------------------------------
def group_advantages(rewards):
    """rewards (prompts, samples) -> reward minus its group's mean: Dr.GRPO (arXiv 2503.20783), no division by
    the spread."""
    rewards = torch.as_tensor(rewards, dtype=torch.float32)
    return rewards - rewards.mean(dim=1, keepdim=True)

def gae(rewards, values, lam=0.95):
    """Generalised advantage estimation without discount (arXiv 1506.02438). rewards, values (T,) of one
    answer's tokens.

    Returns (advantages, returns), each (T,); after the last token the value is 0."""
    advantages, ahead, next_value = torch.zeros_like(rewards), 0.0, 0.0
    for t in range(len(rewards) - 1, -1, -1):
        ahead = rewards[t] + next_value - values[t] + lam * ahead
        advantages[t], next_value = ahead, values[t]
    return advantages, advantages + values

def ppo_losses(log_p, old_log_p, advantages, values, old_values, returns, clip):
    """The clipped policy and value losses of PPO (arXiv 1707.06347) per token, and the share of clipped
    ratios."""
    ratio = (log_p - old_log_p).exp()
    policy = -torch.minimum(ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages)
    near = old_values + (values - old_values).clamp(-clip, clip)
    value = 0.5 * torch.maximum((values - returns).square(), (near - returns).square())
    return policy, value, ((ratio - 1).abs() > clip).float().mean().item()

def rollouts(model, tok, examples, cfg, step, rank, world):
    """This rank's share of a step's prompts, each answered samples_per_prompt times at temperature 1, and
    rewarded.

    Returns (prompts, answers, rewards (prompts, samples))."""
    chosen = random.Random(f"rl/{cfg.seed}/{step}").sample(examples, cfg.prompts_per_step)[rank::world]
    prompts = [render_prompt(tok, example["messages"][:-1]) for example in chosen
               for _ in range(cfg.samples_per_prompt)]
    seed = stable_hash(f"rollout/{cfg.seed}/{step}/{rank}")
    answers = complete(model, tok, prompts, cfg.max_new_tokens, 1.0, seed)
    rewards = [[float(passes(example, answers[i * cfg.samples_per_prompt + j]))
                for j in range(cfg.samples_per_prompt)]
               for i, example in enumerate(chosen)]
    return prompts, answers, rewards

def rollout_rows(prompts, answers, bos):
    """Signed rows (B,T+1): only what the model itself sampled counts, not the prompt and not the tool's
    results."""
    longest = max(len(p) + len(a.ids) for p, a in zip(prompts, answers))
    rows = np.full((len(prompts), longest), ~bos, dtype=np.int32)
    for row, prompt, answer in zip(rows, prompts, answers):
        row[:len(prompt)] = np.invert(prompt)
        row[len(prompt):len(prompt) + len(answer.ids)] = np.where(answer.sampled, answer.ids,
                                                                  np.invert(answer.ids))
    return rows

def grpo_step(model, optimizer, tok, examples, cfg, step, lr_scale, rank, world, device):
    """One on-policy update: every sampled token of an answer is pushed by the answer's advantage. Returns
    numbers to log."""
    prompts, answers, rewards = rollouts(model, tok, examples, cfg, step, rank, world)
    advantages = group_advantages(rewards).flatten()
    kept = sorted((i for i in range(len(prompts)) if advantages[i] != 0),
                  key=lambda i: len(prompts[i]) + len(answers[i].ids))
    stats = torch.tensor([sum(sum(a.sampled) for a in answers), len(answers), sum(map(sum, rewards)),
                          sum(len(a.ids) for a in answers), sum(len(set(r)) == 1 for r in rewards),
                          len(rewards)], dtype=torch.float64)
    if world > 1: dist.all_reduce(stats)
    tokens, n, reward, length, dropped, groups = stats.tolist()
    loss = 0.0
    for part in batched(kept, cfg.device_rows):
        x, y = inputs_and_targets(rollout_rows([prompts[i] for i in part], [answers[i] for i in part],
                                               tok.bos), device)
        part_loss = model.loss(x, y, advantages[part].to(device)) / tokens
        part_loss.backward()
        loss += part_loss.item()
    grad_norm = optimizer.step(lr_scale)
    return dict(loss=loss, grad_norm=grad_norm, reward=reward / n, mean_length=length / n, tokens=int(length),
                dropped_groups_pct=100 * dropped / groups, policy_loss=loss)

class ValueModel(torch.nn.Module):
    """PPO's critic: the sft model's own trunk (a copy) with one number per token instead of logits."""
    def __init__(self, trunk):
        super().__init__()
        self.trunk, self.value = trunk, torch.nn.Linear(trunk.cfg.width, 1)
        torch.nn.init.zeros_(self.value.weight)
        torch.nn.init.zeros_(self.value.bias)
    def forward(self, x): return self.value(self.trunk.hidden(x)).squeeze(-1)      # (B,T) -> (B,T)

def ppo_step(model, critic, critic_optimizer, reference, optimizer, tok, examples, cfg, step, lr_scale,
             device):
    """One batch of answers, two passes of clipped updates over it. Returns numbers to log."""
    # 1) answers; the reward of an answer arrives at its last token, the KL penalty at each
    prompts, answers, rewards = rollouts(model, tok, examples, cfg, step, 0, 1)
    flat = [reward for group in rewards for reward in group]
    batches, kl_sum, count = [], 0.0, 0
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]) + len(answers[i].ids))
    for part in batched(order, cfg.device_rows):
        x, y = inputs_and_targets(rollout_rows([prompts[i] for i in part], [answers[i] for i in part],
                                               tok.bos), device)
        with torch.no_grad():
            old_log_p, old_values, ref_log_p = model.log_probs(x, y), critic(x), reference.log_probs(x, y)
        advantages, returns = torch.zeros_like(old_log_p), torch.zeros_like(old_log_p)
        for row, i in enumerate(part):
            at = (y[row] >= 0).nonzero().squeeze(-1)
            kl = old_log_p[row, at] - ref_log_p[row, at]
            kl_sum, count = kl_sum + kl.sum().item(), count + len(at)
            reward = -cfg.kl_penalty * kl
            reward[-1] += flat[i]
            advantages[row, at], returns[row, at] = gae(reward, old_values[row, at])
        batches.append((x, y, old_log_p, old_values, advantages, returns))
    every = torch.cat([a[y >= 0] for _, y, _, _, a, _ in batches])
    mean, spread = every.mean(), every.std() + 1e-6
    # 2) two passes
    log = collections.Counter()
    for _ in range(2):
        for x, y, old_log_p, old_values, advantages, returns in batches:
            on = y >= 0
            log_probs = model(x)[on].log_softmax(dim=-1)                                        # (tokens, V)
            log_p, entropy = log_probs.gather(1, y[on][:, None])[:, 0], -(log_probs.exp()
                                                                          * log_probs).sum(dim=-1)
            policy, value, clipped = ppo_losses(log_p, old_log_p[on], (advantages[on] - mean) / spread,
                                                critic(x)[on],
                                                old_values[on], returns[on], cfg.clip_ratio)
            ((policy - cfg.entropy_bonus * entropy).sum() / count + value.sum() / count).backward()
            log.update(policy_loss=policy.sum().item() / count / 2, value_loss=value.sum().item() / count / 2,
                       entropy=entropy.sum().item() / count / 2, clip_fraction=clipped / len(batches) / 2)
        grad_norm = optimizer.step(lr_scale)
        critic_optimizer.step()
        critic_optimizer.zero_grad()
    lengths = [len(answer.ids) for answer in answers]
    return dict(log, loss=log["policy_loss"] + log["value_loss"], grad_norm=grad_norm,
                reward=float(np.mean(flat)),
                mean_length=float(np.mean(lengths)), tokens=sum(lengths), kl=kl_sum / max(1, count),
                dropped_groups_pct=0.0)

# ---- schedules: learning_rates, lr_scale, horizon ----------------------------------------------------
def learning_rates(width, lr):
    """Peak learning rates: matrices as they are (Muon's update has unit scale), the rest with
    1/sqrt(width)."""
    slim = (768 / width) ** 0.5
    return dict(matrix_lr=0.016 * lr, embed_lr=0.16 * slim * lr, head_lr=0.0032 * slim * lr)

def lr_scale(step, num_steps, warmup, warmdown):
    """Trapezoid: up in the first share of the steps, level, down to near 0 in the last share."""
    return min(1.0, (step + 1) / max(1.0, warmup * num_steps), (num_steps - step)
               / max(1.0, warmdown * num_steps))

def momentum_at(step): return 0.85 + 0.10 * min(1.0, step / 300)

def time_one_step(model, cfg, device, world):
    """Seconds of a step's forward and backward passes on random ids, the better of two; leaves no gradient
    behind."""
    seconds, micro = [], max(1, cfg.batch_tokens // cfg.seq_len // world // cfg.device_rows)
    ids = torch.randint(model.cfg.vocab, (cfg.device_rows, cfg.seq_len + 1),
                        generator=torch.Generator().manual_seed(0)).to(device)
    for _ in range(3):
        started = time.time()
        model.loss(ids[:, :-1], ids[:, 1:]).backward()
        seconds.append(time.time() - started)
    model.zero_grad(set_to_none=True)
    # the optimizer and the looks at held-out data take about a tenth
    return min(seconds[1:]) * micro * 1.1

def horizon(cfg, model, num_rows):
    """How many optimizer steps the stage takes where --minutes was not asked for."""
    if cfg.steps: return cfg.steps
    if cfg.stage == "base":
        return max(1, round(cfg.tokens_per_param * model.matmul_params() / cfg.batch_tokens))
    return max(1, round(cfg.epochs * num_rows * cfg.seq_len / cfg.batch_tokens))

# ---- log: events, progress, lock ---------------------------------------------------------------------
def log_path(): return base_dir() / "log.jsonl"

def forget_events(stage, after_step):
    """Drop the events of a stage's steps that are about to be made again (they came after the last
    checkpoint)."""
    if not log_path().exists(): return
    lines = log_path().read_text(encoding="utf-8").splitlines()
    def stays(line):
        try:
            event = json.loads(line)
        except ValueError:
            return False       # the line that a kill cut in two
        return event.get("stage") != stage or event.get("step", math.inf if after_step < 0
                                                        else -1) <= after_step
    tokenizer.write_atomic(log_path(), "".join(line + "\n" for line in lines if stays(line)))

def logger(stage, rank):
    """A function log_line(event, **values) that appends to log.jsonl and, if WANDB_RUN names a run, sends
    numbers there."""
    wandb, name = None, os.environ.get("WANDB_RUN", "dummy")
    if name != "dummy" and rank == 0:
        try:
            import wandb
        except ImportError:
            fail(f"WANDB_RUN={name} needs wandb; type: pip install wandb (or unset WANDB_RUN)")
        wandb.init(project="fivechat", name=f"{name}-{stage}")
    def log_line(event, **values):
        if rank: return
        log_path().parent.mkdir(parents=True, exist_ok=True)
        with open(log_path(), "a", encoding="utf-8") as f:
            f.write(json.dumps(dict(event=event, stage=stage, time=time.time(), **values), ensure_ascii=False)
                    + "\n")
        if wandb and event in ("step", "eval"):
            wandb.log({f"{stage}/{k}": v for k, v in values.items() if isinstance(v, (int, float))})
    return log_line

def show_progress(cfg, step, num_steps, stats, seconds):
    """One line that is written over on a terminal; in a log a plain line now and then."""
    left = int((num_steps - step) * seconds)
    more = f"reward {stats['reward']:.3f}" if "reward" in stats else f"loss {stats['loss']:.4f}"
    line = (f"{cfg.stage} step {step}/{num_steps} | {more} | {stats['tokens'] / seconds:,.0f} tok/s | "
            f"{left // 60}m{left % 60:02d}s left")
    if sys.stdout.isatty(): print(f"\r{line:<100}", end="\n" if step == num_steps else "", flush=True)
    elif step % max(1, num_steps // 20) == 0 or step == num_steps: print(line, flush=True)

@contextlib.contextmanager
def only_run():
    """Hold the base folder: two trainings in one folder would overwrite each other's checkpoints."""
    base_dir().mkdir(parents=True, exist_ok=True)
    with open(base_dir() / "lock", "a+") as f:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            f.seek(0)
            fail(f"another run holds {base_dir()} (process {f.read().strip() or 'unknown'}); wait, stop it, "
                 f"or set NANOCHAT_BASE_DIR")
        f.truncate(0)
        f.write(str(os.getpid()))
        f.flush()
        yield

def check_batch(cfg, world):
    """End the program if a step's tokens do not divide into rows, and those over the processes."""
    rows = cfg.batch_tokens // cfg.seq_len
    if cfg.batch_tokens % cfg.seq_len or rows % world:
        near = max(1, round(cfg.batch_tokens / cfg.seq_len / world)) * world * cfg.seq_len
        fail(f"--batch_tokens {cfg.batch_tokens} does not divide into rows of {cfg.seq_len} tokens over "
             f"{world} process(es); "
             f"try --batch_tokens {near}")

def check_room(cfg, shape):
    """End the program before the work starts if memory or disk cannot hold a model of this shape (a
    GPTConfig)."""
    import psutil
    params = 2 * shape.vocab * shape.width + 12 * shape.depth * shape.width ** 2
    rows = cfg.device_rows * cfg.seq_len
    # weights, gradients, moments, activations
    memory = params * 20 + rows * shape.width * shape.depth * 4 * 30 + 2 ** 28
    # three checkpoints and one being written
    disk = params * 12 * 4 + 2 ** 26
    free = psutil.virtual_memory().available, shutil.disk_usage(base_dir()).free
    if memory > free[0]:
        fail(f"not enough memory: about {memory / 1e9:.1f} GB wanted, {free[0] / 1e9:.1f} GB free; try "
             f"--depth or --device_rows lower")
    if disk > free[1]:
        fail(f"not enough disk in {base_dir()}: {disk / 1e9:.1f} GB wanted, {free[1] / 1e9:.1f} GB free; set "
             f"NANOCHAT_BASE_DIR elsewhere")

# ---- the loop: open_stage, look, train ---------------------------------------------------------------
def manifest_id(folder): return gpt.sha256(folder / "MANIFEST.json")[:16] if folder else ""

def put_aside(stage):
    """Keep an older run of the stage as STAGE.old; its place is free then."""
    folder = gpt.stage_dir(stage)
    if not folder.exists(): return
    old = folder.with_name(f"{stage}.old")
    shutil.rmtree(old, ignore_errors=True)
    os.replace(folder, old)
    print(f"the older {stage} is kept in {old}")

def open_stage(cfg, device, rank):
    """What the stage starts from: (model, tok, state, optimizer state or None).

    A checkpoint of this very run is continued; else base has fresh weights, and the others those of the stage
    before."""
    # 1) the stage before
    run_tok, parent = tokenizer.load_tokenizer(), None
    if cfg.stage != "base":
        before = STAGES[STAGES.index(cfg.stage) - 1]
        parent = gpt.newest_checkpoint(before)
        if parent is None:
            fail(f"--stage {cfg.stage} goes on from {before}, and there is no checkpoint of it in "
                                f"{gpt.stage_dir(before)}; train it: python train.py --stage {before}")
    # 2) an unfinished run of this stage
    folder = gpt.newest_checkpoint(cfg.stage) if cfg.resume == "auto" else None
    if folder:
        model, tok, state, optimizer_state = gpt.load_checkpoint(folder, device, with_optimizer=True)
        inherited = () if cfg.stage == "base" else ("depth", "aspect", "seq_len")
        wanted = {name: value for name, value in dataclasses.asdict(cfg).items()
                  if name not in (*FREE_FLAGS, *inherited)}
        other = next((name for name, value in wanted.items() if state["config"].get(name, value) != value),
                     None)
        if cfg.stage == "base" and tok.hash != run_tok.hash:
            fail(f"checkpoint {folder} was trained with tokenizer {tok.hash}, and this run's is "
                 f"{run_tok.hash}; start anew: --resume none")
        if state["parent"] != manifest_id(parent):
            print(f"note: the {cfg.stage} in {folder.parent} came from other weights of the stage before; "
                  f"starting anew")
        elif other:
            fail(f"checkpoint {folder} was trained with --{other} {state['config'][other]}, got "
                 f"{wanted[other]}; give that, or start anew: --resume none")
        else: return model, tok, state, optimizer_state
    # 3) or a new one
    if rank == 0: put_aside(cfg.stage)
    if parent:
        model, tok, _, _ = gpt.load_checkpoint(parent, device)
        if tok.hash != run_tok.hash:
            fail(f"checkpoint {parent} was trained with tokenizer {tok.hash}, and this run's is "
                 f"{run_tok.hash}; train base again: python train.py --stage base")
    else:
        tok = run_tok
        check_room(cfg, model_config(cfg, tok.vocab))
        model = gpt.GPT(model_config(cfg, tok.vocab))
        model.init_weights(cfg.seed)
        model.to(device)
    return model, tok, dict(step=0, elapsed_s=0.0, tokens=0, parent=manifest_id(parent),
                            config=dataclasses.asdict(cfg)), None

def val_rows(tok, sources, cfg):
    """Rows that no stage trains on: held-out text for base; for the others held-out chats, the assistant's
    tokens."""
    if cfg.stage == "base":
        items = take(text_items(tok, tokenizer.val_docs(sources)), 200_000)
    else:
        chats = [row["messages"] for row in curriculum(sources, "eval")] + own_chats(cfg.chats, "val")
        items = chat_items(tok, chats, cfg.seq_len + 1, collections.Counter(), all_tokens=False)
    rows = pack(list(items), cfg.seq_len + 1, tok.bos)
    return rows[np.random.default_rng(0).permutation(len(rows))]

def sample_prompts(tok, sources, stage):
    """A few prompts whose continuations show what the model has become: [(prompt as shown, ids)]."""
    if stage == "base":
        texts = [item["context"] for item in curriculum(sources, "cloze") if item["task"] == "mini-facts"][:2]
        texts += [" ".join(doc.split()[:4]) or doc[:20]
                  for doc in itertools.islice(tokenizer.val_docs(sources), 2)]
        return [(text, [tok.bos, *tok.encode(text)[:64]]) for text in texts]
    first = {}
    for row in curriculum(sources, "eval"): first.setdefault(row["task"], row["messages"][:-1])
    return [(text_of(messages[-1]["content"]), render_prompt(tok, messages))
            for messages in list(first.values())[:5]]

def look(cfg, model, tok, rows, prompts, step, elapsed, device, log_line):
    """Held-out loss and samples, logged. Returns (val_loss, val_bpb)."""
    nats, bpb, _, _ = val_loss(model, tok, rows, device)
    log_line("eval", step=step, elapsed_s=elapsed, val_loss=nats, val_bpb=bpb)
    answers = complete(model, tok, [ids for _, ids in prompts], max_new_tokens=40)
    for (prompt, _), answer in zip(prompts, answers):
        calls = "".join(f"[{expression} = {result}] " for expression, result in answer.calls)
        log_line("sample", step=step, prompt=prompt, text=calls + answer.text)
    print(f"{cfg.stage} step {step} | held-out loss {nats:.4f}, {bpb:.4f} bits per byte", flush=True)
    return nats, bpb

def supervised_step(model, optimizer, rows, cfg, step, scale, rank, world, device):
    """One update on packed rows. Returns numbers to log; loss is the mean over the step's trained tokens of
    all ranks."""
    micro, count = row_batches(rows, cfg, step, rank, world, device)
    loss = torch.zeros((), device=device)
    for x, y in micro:
        part = model.loss(x, y) / count
        part.backward()
        loss += part.detach()
    if world > 1: dist.all_reduce(loss)
    return dict(loss=loss.item(), grad_norm=optimizer.step(scale, momentum_at(step)), tokens=cfg.batch_tokens)

def train(cfg, device, rank, world):
    """Run one stage from where it stands to its end."""
    # 1) what it starts from
    model, tok, state, optimizer_state = open_stage(cfg, device, rank)
    sources = tokenizer.load_sources()
    cfg = dataclasses.replace(cfg, seq_len=model.cfg.seq_len)
    check_batch(cfg, world)
    if state.get("section"):
        print(f"{cfg.stage} is finished ({state['step']} steps); train it anew: --resume none")
        if rank == 0 and not (base_dir() / "report" / f"{state['section'][0]}.md").exists():
            report.log(*state["section"])
        return
    log_line = logger(cfg.stage, rank)
    # 2) what it reads
    examples, rows, facts = [], None, dict(key="", mixture={}, counts={}, packing_waste_pct=0.0)
    if cfg.stage == "rl":
        room = model.cfg.seq_len - 8         # a prompt must leave some tokens for an answer
        examples = [e for e in curriculum(sources, "rl")
                    if len(render_prompt(tok, e["messages"][:-1])) < room]
        facts["key"] = str(stable_hash(json.dumps(examples)))
    else:
        known = cfg.stage == "base" and not cfg.minutes
        need = horizon(cfg, model, 0) * cfg.batch_tokens if known else 50_000_000
        rows, facts = packed_rows(tok, sources, cfg, need, rank)
    if optimizer_state and state["data_key"] != facts["key"]:
        fail(f"the data is not what the checkpoint of {cfg.stage} was trained on; give the same, or start "
             f"anew: --resume none")
    # 3) the horizon
    if not optimizer_state:
        num_steps = horizon(cfg, model, 0 if rows is None else len(rows))
        if cfg.minutes and not cfg.steps and cfg.stage != "rl":
            seconds = torch.tensor(time_one_step(model, cfg, device, world))
            if world > 1: dist.all_reduce(seconds, op=dist.ReduceOp.MAX)
            num_steps = max(1, round(cfg.minutes * 60 / seconds.item()))
        state.update(num_steps=num_steps, data_key=facts["key"])
    num_steps, first = state["num_steps"], state["step"]
    optimizer = gpt.MuonAdamW(model, **learning_rates(model.cfg.width, cfg.lr))
    if optimizer_state: optimizer.load_state(optimizer_state["model"])
    critic = critic_optimizer = reference = None
    if cfg.stage == "rl":
        reference, _, _, _ = gpt.load_checkpoint(gpt.newest_checkpoint("sft"), device)
        if cfg.algo == "ppo":
            critic = ValueModel(gpt.load_checkpoint(gpt.newest_checkpoint("sft"), device)[0]).to(device)
            critic_optimizer = torch.optim.AdamW(critic.parameters(), lr=3e-4, weight_decay=0.0)
            if optimizer_state:
                critic.load_state_dict(optimizer_state["critic"])
                critic_optimizer.load_state_dict(optimizer_state["critic_optimizer"])
    # 4) how it stands before the first step
    held = val_rows(tok, sources, cfg)
    few, prompts = held[:64], sample_prompts(tok, sources, cfg.stage)
    problems = [e for e in curriculum(sources, "eval") if e["task"] == "mini-GSM8K"][:100]
    forget_events(cfg.stage, first if optimizer_state else -1) if rank == 0 else None
    if not optimizer_state:
        log_line("start", config=dataclasses.asdict(cfg), model=dataclasses.asdict(model.cfg),
                 num_steps=num_steps)
        if rank == 0: state["val_before"], _ = look(cfg, model, tok, few, prompts, 0, 0.0, device, log_line)
        if cfg.stage == "rl":
            one, many, varied = state["pass_before"] = pass_at_k(model, tok, problems, cfg, cfg.seed)
            print(f"rl: pass@1 {one:.3f}, pass@8 {many:.3f}; {varied:.0%} of the prompts have answers both "
                  f"right and wrong")
            if varied < cfg.min_varied:
                fail(f"--stage rl: pass@8 is {many:.2f}: all answers to a prompt are equally good, so there "
                     f"is nothing to "
                                   "learn from; train sft longer: python train.py --stage sft --epochs 3 "
                                   "--resume none")
    print(f"{cfg.stage}: {sum(p.numel() for p in model.parameters()):,} parameters, steps {first} to "
          f"{num_steps}, "
          f"{cfg.batch_tokens if rows is not None else cfg.prompts_per_step * cfg.samples_per_prompt:,} "
          f"{'tokens' if rows is not None else 'answers'} a step, on {world} x {device}")
    def save():
        state.update(config=dataclasses.asdict(cfg))
        optimizers = dict(model=optimizer.state())
        if critic:
            optimizers.update(critic=critic.state_dict(), critic_optimizer=critic_optimizer.state_dict())
        if rank == 0: gpt.save_checkpoint(cfg.stage, state["step"], model, optimizers, tok, state)
        if world > 1: dist.barrier()
    if not optimizer_state and cfg.minutes: save()          # so that a continued run has the same horizon
    # 5) the steps
    stop, last = [], {}
    previous = signal.signal(signal.SIGINT, lambda *_: stop.append(True))
    eval_every = cfg.eval_every or max(1, num_steps // 8)
    for step in range(first, num_steps):
        started, scale = time.time(), lr_scale(step, num_steps, cfg.warmup, cfg.warmdown)
        if cfg.stage != "rl":
            stats = supervised_step(model, optimizer, rows, cfg, step, scale, rank, world, device)
        elif cfg.algo == "grpo":
            stats = grpo_step(model, optimizer, tok, examples, cfg, step, scale, rank, world, device)
        else:
            stats = ppo_step(model, critic, critic_optimizer, reference, optimizer, tok, examples, cfg, step,
                             scale, device)
        if not all(map(math.isfinite, stats.values())):
            kept = gpt.newest_checkpoint(cfg.stage)
            fail(f"the loss is not a number at step {step + 1}; the last good checkpoint is "
                 f"{kept or 'that of the stage before'}; try a lower --lr (now {cfg.lr:g})")
        seconds = time.time() - started
        state.update(step=step + 1, elapsed_s=state["elapsed_s"] + seconds,
                     tokens=state["tokens"] + stats["tokens"])
        log_line("step", step=step + 1, elapsed_s=state["elapsed_s"], lr=cfg.lr * scale,
                 tok_per_s=stats["tokens"] / seconds,
                 **{name: value for name, value in stats.items() if name != "tokens"})
        show_progress(cfg, step + 1, num_steps, stats, state["elapsed_s"] / (step + 1))
        last = stats
        ended, halted = step + 1 == num_steps, world == 1 and bool(stop)
        if rank == 0 and (ended or (step + 1) % eval_every == 0):
            state["val_after"], state["bpb_after"] = look(cfg, model, tok, held if ended else few, prompts,
                                                          step + 1,
                                                          state["elapsed_s"], device, log_line)
        # 6) the end, or a stop on the way
        if ended:
            state["section"] = closing_section(cfg, model, tok, state, facts, last, problems, held, reference,
                                               device)
        if ended or halted or (step + 1) % cfg.save_every == 0: save()
        if halted and not ended:
            log_line("end", elapsed_s=state["elapsed_s"], why="stopped by hand")
            print(f"\nstopped and saved at step {step + 1} of {num_steps}; go on with the same command")
            sys.exit(130)
    signal.signal(signal.SIGINT, previous)
    if rank == 0: report.log(*state["section"])
    log_line("end", elapsed_s=state["elapsed_s"], why="finished")

def matmul_peak(device):
    """FLOP/s of a large matrix product here and now, the best of a few."""
    a, best = torch.randn(1024, 1024, device=device), 0.0
    for _ in range(8):
        started = time.time()
        (a @ a).sum().item()
        best = max(best, 2 * 1024 ** 3 / (time.time() - started))
    return best

def closing_section(cfg, model, tok, state, facts, last, problems, held, reference, device):
    """(section, values) of the report for a stage that has just ended."""
    minutes, params = state["elapsed_s"] / 60, sum(p.numel() for p in model.parameters())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux"
                                                                    else 2 ** 20)
    rates = learning_rates(model.cfg.width, cfg.lr)
    shared = dict(learning_rate=[f"{name} {value:.4g}" for name, value in rates.items()],
                  final_loss=last["loss"],
                  grad_norm=last["grad_norm"], wall_time_min=minutes, peak_memory_mb=peak_mb)
    mixture = {f"mixture {kind}": f"{tokens:,} tokens" for kind, tokens in facts["mixture"].items()}
    if cfg.stage == "base":
        speed = state["tokens"] / state["elapsed_s"]
        return "base-model-training", dict(
            model_depth=model.cfg.depth, model_width=model.cfg.width, model_params=params,
            matmul_params=model.matmul_params(),
            max_seq_len=model.cfg.seq_len, batch_tokens=cfg.batch_tokens, iterations_completed=state["step"],
            tokens_processed=state["tokens"], tokens_per_param=state["tokens"] / params,
            optimizer="Muon (matrices), AdamW (embedding, head)",
            tokens_per_sec=speed, flops_per_sec=speed * model.flops_per_token(),
            utilization=speed * model.flops_per_token() / matmul_peak(device),
            packing_waste_pct=facts["packing_waste_pct"], **mixture, **shared)
    before_after = {"val_loss before": state.get("val_before"), "val_loss after": state.get("val_after")}
    if cfg.stage == "rl":
        one, many, _ = pass_at_k(model, tok, problems, cfg, cfg.seed)
        rewards = [json.loads(line)["reward"] for line in log_path().read_text(encoding="utf-8").splitlines()
                   if '"event": "step", "stage": "rl"' in line]
        tenth = max(2, len(rewards) // 5)
        early, late = np.array(rewards[:tenth]), np.array(rewards[-tenth:])
        error = math.sqrt(early.var() / len(early) + late.var() / len(late))
        rows = held[:32]
        with torch.no_grad():
            x, y = inputs_and_targets(rows, device)
            kl = (model.log_probs(x, y)
                  - reference.log_probs(x, y)).sum().item() / max(1, int((y >= 0).sum()))
        return "chat-rl", dict(
            rl_algorithm=cfg.algo, reward="the example's own check: 1 right, 0 wrong",
            iterations=state["step"], prompts_per_step=cfg.prompts_per_step,
            samples_per_prompt=cfg.samples_per_prompt, reward_baseline=early.mean(), final_reward=late.mean(),
            reward_improvement=f"{late.mean() - early.mean():.3f} (standard error {error:.3f})",
            **{"pass@1 before": state["pass_before"][0], "pass@1 after": one,
               "pass@8 before": state["pass_before"][1], "pass@8 after": many},
            advantage_estimation="reward minus group mean" if cfg.algo == "grpo" else "GAE, lambda 0.95",
            **{"log-ratio to the SFT model on held-out answers": kl}, mean_length=last["mean_length"],
            dropped_groups_pct=last["dropped_groups_pct"],
            **(dict(kl_penalty=cfg.kl_penalty, clip_ratio=cfg.clip_ratio, entropy_bonus=cfg.entropy_bonus)
               if cfg.algo == "ppo" else {}),
            **{name: last[name] for name in ("policy_loss", "value_loss", "entropy", "clip_fraction", "kl")
               if name in last}, **shared)
    counts = facts["counts"]
    common = dict(**mixture, truncated=counts.get("truncated", 0), dropped=counts.get("dropped", 0),
                  **before_after, packing_waste_pct=facts["packing_waste_pct"], **shared)
    pairs = counts.get("kept", 0) + counts.get("truncated", 0)
    if cfg.stage == "mid":
        special = val_loss(model, tok, held, device)[3]
        return "midtraining", dict(conversation_pairs=pairs, iterations=state["step"],
                                   special_token_accuracy=special, **common)
    return "chat-sft", dict(training_samples=pairs, trained_tokens=int(state["tokens"]),
                            device_batch_size=cfg.device_rows,
                            target_examples_per_step=pairs / max(1, state["num_steps"]),
                            total_iterations=state["step"], **common)

# ---- main: evaluations alone, processes, devices -----------------------------------------------------
def base_loss_section(cfg, model, tok, state, sources, device):
    """The section base-model-loss: held-out and training loss, bits per byte, and which way the loss was
    going."""
    started, rows = time.time(), val_rows(tok, sources, cfg)
    nats, bpb, count, _ = val_loss(model, tok, rows, device)
    losses = [json.loads(line)["loss"] for line in (log_path().read_text(encoding="utf-8").splitlines()
                                                    if log_path().exists() else [])
              if '"event": "step", "stage": "base"' in line]
    values = dict(eval_loss=nats, perplexity=math.exp(nats), bits_per_byte=bpb, validation_tokens=count,
                  batch_size=cfg.batch_tokens, eval_time_s=time.time() - started)
    last = np.array(losses[-max(10, len(losses) // 10):])
    if len(last) >= 10:
        t = np.arange(len(last)) - (len(last) - 1) / 2
        slope = (t * last).sum() / (t * t).sum()
        error = 1.96 * math.sqrt(((last - last.mean() - slope * t) ** 2).sum() / (len(last) - 2)
                                 / (t * t).sum())
        word = "flat" if abs(slope) < error else "falling" if slope < 0 else "rising"
        values.update(train_loss=last.mean(), generalization_gap=nats - last.mean(),
                      loss_trend=f"{word} ({slope:.2e} a step, 95% {slope - error:.2e} to "
                      f"{slope + error:.2e}, last {len(last)} steps)")
    answers = complete(model, tok, [ids for _, ids in sample_prompts(tok, sources, "base")],
                       max_new_tokens=24)
    for i, ((prompt, _), answer) in enumerate(zip(sample_prompts(tok, sources, "base"), answers)):
        values[f"sample {i + 1}"] = f"{prompt} ... {answer.text}"
    report.log("base-model-loss", values)
    print(f"base on held-out text: loss {nats:.4f}, {bpb:.4f} bits per byte, {count:,} tokens")

def main(argv=None):
    cfg = parse_flags(argv)
    device = gpt.pick_device(cfg.device)
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if cfg.algo == "ppo" and world > 1: fail("--algo ppo runs in one process; use --algo grpo under torchrun")
    if cfg.prompts_per_step % world:
        fail(f"--prompts_per_step {cfg.prompts_per_step} does not divide over {world} processes; try "
             f"{world * max(1, cfg.prompts_per_step // world)}")
    if cfg.stage == "base" and not cfg.eval_only: check_batch(cfg, world)
    if world > 1:
        dist.init_process_group("nccl" if device == "cuda" else "gloo")
        if device == "cuda": device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}"
    if cfg.data or cfg.val_data:
        if rank == 0:
            tokenizer.prepare_data(cfg.data or tokenizer.load_sources()["data"], cfg.val_data,
                                   tokenizer.load_sources()["lang"])
        if world > 1: dist.barrier()
    try:
        if cfg.eval_only:
            model, tok, state = gpt.load_model(cfg.stage, device)
            cfg = dataclasses.replace(cfg, seq_len=model.cfg.seq_len)
            sources = tokenizer.load_sources()
            if cfg.stage == "base": base_loss_section(cfg, model, tok, state, sources, device)
            evaluate_stage(cfg, model, tok, sources, device, logger(cfg.stage, rank))
        else:
            with only_run() if rank == 0 else contextlib.nullcontext(): train(cfg, device, rank, world)
    finally:
        if world > 1: dist.destroy_process_group()

if __name__ == "__main__":
    main()
