"""gpt.py: ids -> logits -> ids: model, optimizer, generation with a cache and a tool, checkpoints, export.
run:    python gpt.py export --stage sft --out DIR
reads:  $NANOCHAT_BASE_DIR/checkpoints/STAGE/step_000123/   writes: the same, and DIR in transformers' layout
map:    model | optimizer | generation | checkpoints | export and main

The model is a GPT with: rotary positions, RMSNorm without weights (on q and k as well), relu^2 in the MLP, an
untied head, a soft cap on the logits, no biases.
Letters: B rows, T tokens, C width, H heads, D = C/H, V vocabulary."""
import argparse, ast, collections, hashlib, json, math, os, shutil, sys
from dataclasses import asdict, dataclass
from pathlib import Path
# OpenMP's threads wait busily for one another. With another program on a core that made training 9 times
# slower, with this shorter wait 2.5 times, and it costs 2 % on a quiet machine. Read once, when torch comes
# in.
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
import torch
import torch.distributed as dist
import torch.nn as nn
import torch.nn.functional as F
import tok as tokenizer
from tok import base_dir, fail

# ---- model: GPTConfig, norm, rotary, Attention, ReluSquared, Block, HeadLoss, GPT --------------------
@dataclass(frozen=True)
class GPTConfig:
    vocab: int
    seq_len: int = 256         # tokens the model can see
    depth: int = 4             # layers
    width: int = 256           # C
    heads: int = 4             # H
    kv_heads: int = 4          # fewer than heads: grouped-query attention

LOGIT_CAP = 15.0               # logits stay in (-15, 15): Gemma 2 (arXiv 2408.00118)
CHUNK_ROWS = 1024              # rows of logits made at a time: (1024, V) floats stay in the cache

def norm(x): return F.rms_norm(x, (x.size(-1),), eps=1e-6)

def rotary_tables(seq_len, head_dim, device):
    """cos and sin, each (seq_len, D/2): RoPE (arXiv 2104.09864) with base 10,000."""
    frequencies = 10_000.0 ** (-torch.arange(0, head_dim, 2, dtype=torch.float32, device=device) / head_dim)
    angles = torch.outer(torch.arange(seq_len, dtype=torch.float32, device=device), frequencies)
    return angles.cos(), angles.sin()

def rotate(x, cos, sin):
    """Turn the two halves of each head by its position's angles, clockwise. x (B,H,T,D); cos, sin
    (...,T,D/2)."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos + b * sin, b * cos - a * sin), dim=-1)

class Attention(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = cfg.heads, cfg.kv_heads, cfg.width // cfg.heads
        self.q = nn.Linear(cfg.width, cfg.heads * self.head_dim, bias=False)
        self.k = nn.Linear(cfg.width, cfg.kv_heads * self.head_dim, bias=False)
        self.v = nn.Linear(cfg.width, cfg.kv_heads * self.head_dim, bias=False)
        self.out = nn.Linear(cfg.width, cfg.width, bias=False)

    def forward(self, x, cos, sin, layer_cache=None):
        B, T, C = x.shape
        q = self.q(x).view(B, T, self.heads, self.head_dim).transpose(1, 2)         # (B,H,T,D)
        k = self.k(x).view(B, T, self.kv_heads, self.head_dim).transpose(1, 2)      # (B,Hkv,T,D)
        v = self.v(x).view(B, T, self.kv_heads, self.head_dim).transpose(1, 2)
        q, k = norm(rotate(q, cos, sin)), norm(rotate(k, cos, sin))
        mask = None
        if layer_cache is not None: k, v, mask = layer_cache.extend(k, v)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None and T > 1,
                                           enable_gqa=self.kv_heads != self.heads)
        return self.out(y.transpose(1, 2).reshape(B, T, C))

class ReluSquared(torch.autograd.Function):
    """relu(x)^2 (Primer, arXiv 2109.08668) in half the passes over memory that autograd makes of it."""
    @staticmethod
    def forward(ctx, x):
        r = F.relu(x)
        ctx.save_for_backward(r)
        return r * r

    @staticmethod
    def backward(ctx, grad):
        r, = ctx.saved_tensors
        return (grad * r).mul_(2.0)

class Block(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.attention = Attention(cfg)
        self.up = nn.Linear(cfg.width, 4 * cfg.width, bias=False)
        self.down = nn.Linear(4 * cfg.width, cfg.width, bias=False)

    def forward(self, x, cos, sin, layer_cache=None):
        x = x + self.attention(norm(x), cos, sin, layer_cache)
        return x + self.down(ReluSquared.apply(self.up(norm(x))))

class HeadLoss(torch.autograd.Function):
    """sum over rows of weight * cross-entropy, made CHUNK_ROWS rows at a time together with its gradients.

    The logits of all rows (N,V) never exist at once, and the backward pass has nothing left to do but
    scale."""
    @staticmethod
    # h (N,C), head (V,C), targets (N,), weights (N,) 0 = ignored
    def forward(ctx, h, head, targets, weights):
        total, dh, dhead = 0.0, torch.empty_like(h), torch.zeros_like(head, dtype=torch.float32)
        for rows in torch.arange(len(h)).split(CHUNK_ROWS):
            part = slice(int(rows[0]), int(rows[-1]) + 1)
            weight = weights[part, None]
            tanh = (h[part] @ head.T).float().div_(LOGIT_CAP).tanh_()
            log_p = torch.log_softmax(tanh * LOGIT_CAP, dim=-1)
            target = targets[part, None]
            total = total - (log_p.gather(1, target) * weight).sum(dtype=torch.float64)
            grad = log_p.exp_().scatter_add_(1, target, torch.full_like(weight, -1.0))     # softmax - one-hot
            # through the soft cap
            grad = grad.mul_(weight).mul_(tanh.square_().neg_().add_(1.0)).to(h.dtype)
            dh[part] = grad @ head
            dhead.addmm_(grad.T.float(),
                         h[part].float()) if h.dtype == torch.float32 else dhead.add_(grad.T @ h[part])
        ctx.save_for_backward(dh, dhead.to(head.dtype))
        return total.float()

    @staticmethod
    def backward(ctx, scale):
        dh, dhead = ctx.saved_tensors
        return dh * scale, dhead * scale, None, None

class GPT(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.embed = nn.Embedding(cfg.vocab, cfg.width)
        self.blocks = nn.ModuleList(Block(cfg) for _ in range(cfg.depth))
        self.head = nn.Linear(cfg.width, cfg.vocab, bias=False)
        cos, sin = rotary_tables(cfg.seq_len, cfg.width // cfg.heads, None)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def init_weights(self, seed):
        """Fresh weights from one seed; the same on every device, as they are drawn on the CPU in fp32."""
        generator = torch.Generator().manual_seed(seed)
        for name, p in self.named_parameters():
            fresh = torch.empty(p.shape)
            # each block begins as identity
            if name.endswith(("out.weight", "down.weight")): fresh.zero_()
            elif name == "embed.weight": fresh.normal_(0, 1.0, generator=generator)
            elif name == "head.weight": fresh.normal_(0, 0.001, generator=generator)
            else: fresh.uniform_(-(3 / p.shape[1]) ** 0.5, (3 / p.shape[1]) ** 0.5, generator=generator)
            p.data.copy_(fresh)

    def hidden(self, ids, cache=None):
        """ids (B,T) -> the last layer's normed output (B,T,C)."""
        T = ids.size(1)
        if cache is None: cos, sin = self.cos[:T], self.sin[:T]
        else:
            cos, sin = (table[cache.positions(T)][:, None] for table in (self.cos, self.sin))   # (B,1,T,D/2)
        x = norm(self.embed(ids))
        for i, block in enumerate(self.blocks):
            x = block(x, cos, sin, cache and cache.layer(i))
        return norm(x)

    # (...,V), fp32
    def logits_of(self, h): return LOGIT_CAP * torch.tanh(self.head(h).float() / LOGIT_CAP)
    def forward(self, ids, cache=None): return self.logits_of(self.hidden(ids, cache))          # (B,T,V)

    def loss(self, x, y, w=None):
        """Sum of w * nats over the tokens of y that are not -1. x, y (B,T) ids; w (B,) or (B,T), default
        1."""
        h = self.hidden(x).flatten(0, 1)
        weights = (y >= 0).float() if w is None else (y >= 0) * (w[:, None] if w.dim() == 1 else w).float()
        return HeadLoss.apply(h, self.head.weight.to(h.dtype), y.clamp(min=0).flatten(), weights.flatten())

    def log_probs(self, x, y):
        """Log-probability of each y under x, (B,T); 0 where y is -1."""
        logits = self.logits_of(self.hidden(x))
        return -F.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=-1,
                                reduction="none").view(y.shape)

    def matmul_params(self):
        return sum(p.numel() for name, p in self.named_parameters() if name != "embed.weight")
    def flops_per_token(self):
        """Training FLOPs per token: 6 per matmul weight and 6 T C per layer for causal attention (PaLM, App.
        B)."""
        return 6 * self.matmul_params() + 6 * self.cfg.depth * self.cfg.width * self.cfg.seq_len

# ---- optimizer: orthogonalize, MuonAdamW -------------------------------------------------------------
def orthogonalize(g, steps=5):
    """The nearest (semi-)orthogonal matrices to g (K,m,n), roughly: five Newton-Schulz steps.

    The quintic and its coefficients are Keller Jordan's (kellerjordan.github.io/posts/muon)."""
    x = g.bfloat16() if g.is_cuda else g
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    tall = x.size(1) > x.size(2)
    if tall: x = x.mT
    for _ in range(steps):
        a = x @ x.mT
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return (x.mT if tall else x).to(g.dtype)

class MuonAdamW:
    """Muon for the matrices inside the blocks, AdamW for embedding and head.

    Each parameter belongs to one rank: gradients are summed there, it alone keeps the moments and makes the
    step, and sends the new weights round (ZeRO-2). Gradients must already be divided by the whole step's
    token count."""
    def __init__(self, model, matrix_lr, embed_lr, head_lr, adam_betas=(0.8, 0.95), weight_decay=0.0):
        self.params = dict(model.named_parameters())
        self.lr = {name: embed_lr if name == "embed.weight" else head_lr
                   if name == "head.weight" or "." not in name
                   or p.dim() < 2 else matrix_lr for name, p in self.params.items()}
        self.is_muon = {name: name.startswith("blocks.") and p.dim() == 2 for name, p in self.params.items()}
        self.betas, self.weight_decay, self.steps = adam_betas, weight_decay, 0
        self.rank, self.world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
        load, self.owner = [0] * self.world, {}
        # the largest first, to the
        for name, p in sorted(self.params.items(), key=lambda item: -item[1].numel()):
            # rank with least so far
            self.owner[name] = load.index(min(load))
            load[self.owner[name]] += p.numel()
        self.moments = {name: [torch.zeros_like(p) for _ in range(1 if self.is_muon[name] else 2)]
                        for name, p in self.params.items() if self.owner[name] == self.rank}

    @torch.no_grad()
    def step(self, lr_scale, momentum=0.95):
        """One update with every learning rate times lr_scale. Returns the gradient's norm over all ranks."""
        # 1) sum each gradient at its owner
        if self.world > 1:
            for p in self.params.values():
                if p.grad is None: p.grad = torch.zeros_like(p)
            for work in [dist.reduce(p.grad, dst=self.owner[name], async_op=True)
                         for name, p in self.params.items()]:
                work.wait()
        mine = [name for name in self.params if name in self.moments and self.params[name].grad is not None]
        square = sum((self.params[name].grad.double().square().sum() for name in mine),
                     start=torch.zeros((), dtype=torch.float64,
                                       device=next(iter(self.params.values())).device))
        if self.world > 1: dist.all_reduce(square)
        self.steps += 1
        # 2) Muon: matrices of one shape together
        shapes = collections.defaultdict(list)
        for name in mine:
            if self.is_muon[name]: shapes[self.params[name].shape].append(name)
        for (rows, cols), names in shapes.items():
            for name in names: self.moments[name][0].lerp_(self.params[name].grad, 1 - momentum)
            update = orthogonalize(torch.stack([self.params[name].grad.lerp(self.moments[name][0], momentum)
                                                for name in names]))
            for name, u in zip(names, update):
                p, lr = self.params[name], self.lr[name] * lr_scale * max(1.0, rows / cols) ** 0.5
                # cautious: only where both agree
                if self.weight_decay: p.sub_(p * (u * p > 0), alpha=lr * self.weight_decay)
                p.sub_(u, alpha=lr)
        # 3) AdamW (arXiv 1711.05101)
        beta1, beta2 = self.betas
        for name in mine:
            if self.is_muon[name]: continue
            p, (m, v) = self.params[name], self.moments[name]
            m.lerp_(p.grad, 1 - beta1)
            v.lerp_(p.grad.square(), 1 - beta2)
            denominator = (v / (1 - beta2 ** self.steps)).sqrt_().add_(1e-10)
            p.addcdiv_(m, denominator, value=-self.lr[name] * lr_scale / (1 - beta1 ** self.steps))
        # 4) every rank gets every parameter
        if self.world > 1:
            for work in [dist.broadcast(p.data, src=self.owner[name], async_op=True)
                         for name, p in self.params.items()]:
                work.wait()
        for p in self.params.values(): p.grad = None
        return square.sqrt().item()

    def state(self):
        """All moments by parameter name, on every rank (so any number of ranks may go on from it)."""
        full = {}
        for name, p in self.params.items():
            moments = self.moments.get(name) or [torch.zeros_like(p)
                                                 for _ in range(1 if self.is_muon[name] else 2)]
            if self.world > 1:
                for m in moments: dist.broadcast(m, src=self.owner[name])
            full[name] = [m.cpu() for m in moments]
        return dict(steps=self.steps, moments=full)

    def load_state(self, state):
        self.steps = state["steps"]
        for name, moments in self.moments.items():
            for mine, saved in zip(moments, state["moments"][name]): mine.copy_(saved)

# ---- calculator: calculate ---------------------------------------------------------------------------
OPERATORS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b,
             ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b}

def calculate(expression):
    """The value of a calculator expression as text, or None. "(12 + 5) * 2" -> "34"; '"hello".count("l")' ->
    "2".

    Walks the syntax tree, so nothing is ever executed. Numbers up to 12 digits, 16 operations, + - * / and
    .count."""
    if len(expression) > 200: return None
    try:
        value = _value(ast.parse(expression.strip(), mode="eval").body, [16])
    except (ValueError, SyntaxError, ZeroDivisionError, RecursionError, MemoryError):
        return None
    return str(int(value)) if value == int(value) else f"{value:.6g}"

def _value(node, budget):
    budget[0] -= 1
    if budget[0] < -16: raise ValueError("too long")
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) < 10 ** 12:
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        result = OPERATORS[type(node.op)](_value(node.left, budget), _value(node.right, budget))
        if abs(result) < 10 ** 12: return result
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub): return -_value(node.operand, budget)
    if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "count"
            and len(node.args) == 1 and not node.keywords):
        text, part = node.func.value, node.args[0]
        if all(isinstance(x, ast.Constant) and isinstance(x.value, str) for x in (text, part)):
            return text.value.count(part.value)
    raise ValueError("not a calculator expression")

# ---- generation: Cache, sample, generate -------------------------------------------------------------
class Cache:
    """Keys and values of all layers for B rows, each at its own position: kv (layers, 2, B, Hkv, capacity,
    D)."""
    def __init__(self, cfg, lengths, capacity, device, dtype):
        self.lengths = torch.tensor(lengths, device=device)      # (B,) tokens already in the cache, per row
        self.kv = torch.zeros(cfg.depth, 2, len(lengths), cfg.kv_heads, capacity, cfg.width // cfg.heads,
                              device=device, dtype=dtype)
        self.longest = max(lengths)

    # (B,T)
    def positions(self, T): return self.lengths[:, None] + torch.arange(T, device=self.lengths.device)

    def layer(self, i): return LayerCache(self, i)

    def advance(self, counts):
        """Count counts[b] more tokens as being in row b."""
        self.lengths = self.lengths + torch.tensor(counts, device=self.lengths.device)
        self.longest = int(self.lengths.max())

    def keep(self, rows):
        """Drop all rows but these, in this order."""
        self.kv, self.lengths = self.kv[:, :, rows], self.lengths[rows]
        self.longest = int(self.lengths.max())

class LayerCache:
    def __init__(self, cache, i): self.cache, self.kv = cache, cache.kv[i]

    def extend(self, k, v):
        """Write new keys and values (B,Hkv,T,D) at each row's position; returns all of them and who may see
        whom."""
        B, _, T, _ = k.shape
        at, end = self.cache.positions(T), self.cache.longest + T
        rows = torch.arange(B, device=k.device)[:, None]
        self.kv[0][rows, :, at], self.kv[1][rows, :, at] = k.transpose(1, 2), v.transpose(1, 2)
        # (B,1,T,end): a key's place <= the query's
        mask = torch.arange(end, device=k.device) <= at[:, None, :, None]
        return self.kv[0][:, :, :end], self.kv[1][:, :, :end], mask

def sample(logits, generator, temperature=1.0, top_k=0, top_p=1.0, min_p=0.0):
    """Draw one id per row from logits (B,V) -> (B,). temperature 0 takes the likeliest; 0, 1.0 and 0.0 switch
    the rest off."""
    if temperature == 0: return logits.argmax(dim=-1)
    logits = logits / temperature
    if top_k:
        logits = logits.masked_fill(logits < logits.topk(min(top_k, logits.size(-1))).values[:, -1:],
                                    -math.inf)
    p = logits.softmax(dim=-1)
    if min_p: p = p.masked_fill(p < min_p * p.amax(dim=-1, keepdim=True), 0.0)
    if top_p < 1.0:
        ordered, ids = p.sort(dim=-1, descending=True)
        beyond = ordered.cumsum(dim=-1) - ordered >= top_p * ordered.sum(dim=-1, keepdim=True)
        p = p.scatter(1, ids, ordered.masked_fill(beyond, 0.0))
    # exponential race: argmax of p/e is distributed as p, and unlike multinomial it needs no normalised p
    noise = torch.empty(p.shape, dtype=p.dtype).exponential_(generator=generator).to(p.device)
    return (p / noise).argmax(dim=-1)

def penalize(logits, seen, penalty):
    """Make ids that a row already holds less likely (CTRL, arXiv 1909.05858). logits (B,V), seen (B,V)
    bool."""
    return torch.where(seen, torch.where(logits > 0, logits / penalty, logits * penalty), logits)

class Row:
    """What generate knows of one answer: how many ids it has, the open tool call, ids that must come next."""
    def __init__(self, index):
        self.index, self.count, self.call, self.forced = index, 0, None, collections.deque()

    def next_id(self, sampled, tok):
        """The id that really comes next, and whether the model chose it; a closed tool call forces its
        result."""
        special = tok.special
        if self.forced: return self.forced.popleft(), False
        if sampled == special["<|python_start|>"]: self.call = []
        elif sampled == special["<|python_end|>"] and self.call is not None:
            result = calculate(tok.decode(self.call)) or "error"
            self.forced.extend([special["<|output_start|>"], *tok.encode(result), special["<|output_end|>"]])
            self.call = None
        elif self.call is not None: self.call.append(sampled)
        return sampled, True

@torch.inference_mode()
def generate(model, tok, prompts, max_new_tokens=256, temperature=1.0, top_k=0, top_p=1.0, min_p=0.0,
             repetition_penalty=1.0, seed=0):
    """Continue prompts (lists of ids); yields (row, id, sampled) as ids come, one step of all rows after the
    other.

    sampled is False for a tool's result. A row ends with assistant_end or bos (yielded too), with
    max_new_tokens ids, or where the model's seq_len is full; then it leaves the batch. Same seed, same
    prompts: same ids."""
    # 1) prefill all prompts at once, padded behind their ends (the causal mask hides the padding)
    device, ends = next(model.parameters()).device, {tok.special["<|assistant_end|>"], tok.bos}
    generator = torch.Generator().manual_seed(seed)
    longest, limit = max(map(len, prompts)), model.cfg.seq_len
    if longest >= limit: raise ValueError(f"a prompt has {longest} tokens; this model sees {limit}")
    capacity = min(limit, longest + max_new_tokens)
    cache = Cache(model.cfg, [0] * len(prompts), capacity, device, model.embed.weight.dtype)
    ids = torch.tensor([prompt + [tok.bos] * (longest - len(prompt)) for prompt in prompts], device=device)
    last = torch.tensor([len(prompt) - 1 for prompt in prompts], device=device)
    h = model.hidden(ids, cache)[torch.arange(len(prompts), device=device), last]
    logits = model.logits_of(h)                                                       # (B,V)
    cache.advance([len(prompt) for prompt in prompts])
    seen = torch.zeros_like(logits, dtype=torch.bool).scatter_(1, ids,
                                                               True) if repetition_penalty != 1.0 else None
    rows = [Row(i) for i in range(len(prompts))]
    while True:
        # 2) choose, or let the tool force, one id per row
        if seen is not None: logits = penalize(logits, seen, repetition_penalty)
        drawn = sample(logits, generator, temperature, top_k, top_p, min_p).tolist()
        lengths, going, new_ids = cache.lengths.tolist(), [], []
        for i, row in enumerate(rows):
            token, sampled = row.next_id(drawn[i], tok)
            row.count += 1
            yield row.index, token, sampled
            if not (token in ends and sampled) and row.count < max_new_tokens and lengths[i] < limit - 1:
                going.append(i)
                new_ids.append(token)
        # 3) finished rows leave the batch
        if not going: return
        if len(going) < len(rows):
            cache.keep(torch.tensor(going, device=device))
            if seen is not None: seen = seen[going]
            rows = [rows[i] for i in going]
        # 4) one step of the model for the rows that go on
        ids = torch.tensor(new_ids, device=device)[:, None]
        if seen is not None: seen.scatter_(1, ids, True)
        logits = model(ids, cache)[:, -1]
        cache.advance([1] * len(rows))

# ---- checkpoints: save_checkpoint, newest_checkpoint, load_checkpoint, load_model --------------------
def stage_dir(stage): return base_dir() / "checkpoints" / stage

def sync(path):
    """Make sure that a file or folder is on the disk and not only in the system's memory."""
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)

def sha256(path): return hashlib.sha256(Path(path).read_bytes()).hexdigest()

def save_checkpoint(stage, step, model, optimizer_state, tok, state, keep=2):
    """Write checkpoints/STAGE/step_000123 whole or not at all, then drop all but the newest `keep`.

    weights.pt, optimizer.pt, tokenizer.json, state.json, and last MANIFEST.json with each file's sha256;
    everything goes to a hidden folder first, and one rename makes it visible; a dropped one is hidden by a
    rename before its files go. The lock lets one process at a time write here, so the two names are fixed."""
    final = stage_dir(stage) / f"step_{step:06d}"
    temp, dropped = final.with_name(".new"), final.with_name(".dropped")
    for left in (temp, dropped): shutil.rmtree(left, ignore_errors=True)     # by a process that was killed
    temp.mkdir(parents=True)
    torch.save({name: p.detach().cpu() for name, p in model.state_dict().items()}, temp / "weights.pt")
    torch.save(optimizer_state, temp / "optimizer.pt")
    tokenizer.save_tokenizer(tok, temp / "tokenizer.json")
    tokenizer.write_atomic(temp / "state.json", json.dumps(dict(state, stage=stage, step=step,
                                                                model=asdict(model.cfg),
                                                                tokenizer_hash=tok.hash), indent=1))
    names = ["weights.pt", "optimizer.pt", "tokenizer.json", "state.json"]
    tokenizer.write_atomic(temp / "MANIFEST.json", json.dumps({name: sha256(temp / name) for name in names},
                                                              indent=1))
    for name in [*names, "MANIFEST.json"]: sync(temp / name)
    sync(temp)
    if final.exists(): os.replace(final, dropped)
    os.replace(temp, final)
    sync(final.parent)
    shutil.rmtree(dropped, ignore_errors=True)
    for old in sorted(final.parent.glob("step_*"))[:-keep]:
        os.replace(old, dropped)
        shutil.rmtree(dropped)
    return final

def damage_of(folder):
    """What is wrong with a checkpoint folder, or "" if every file is as its manifest says."""
    try:
        manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
        wrong = [name for name, digest in manifest.items() if sha256(folder / name) != digest]
        return f"{wrong[0]} is not what its manifest says" if wrong else ""
    except (OSError, ValueError, AttributeError) as error:
        return f"unreadable ({error})"

def newest_checkpoint(stage):
    """The folder of the newest whole checkpoint of a stage, or None; damaged ones are named and passed
    over."""
    for folder in sorted(stage_dir(stage).glob("step_*"), reverse=True):
        damage = damage_of(folder)
        if not damage: return folder
        print(f"note: checkpoint {folder} is damaged: {damage}; using the one before", file=sys.stderr)
    return None

def load_checkpoint(folder, device="cpu", with_optimizer=False):
    """(model, tokenizer, state, optimizer state or None) from a checkpoint folder."""
    state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    model = GPT(GPTConfig(**state["model"]))
    model.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    tok = tokenizer.load_tokenizer(folder / "tokenizer.json")
    optimizer = torch.load(folder / "optimizer.pt", weights_only=True) if with_optimizer else None
    return model.to(device), tok, state, optimizer

def load_model(stage, device="cpu"):
    """(model, tokenizer, state) of a stage's newest whole checkpoint; ends the program if there is none."""
    folder = newest_checkpoint(stage)
    if folder is None:
        fail(f"no checkpoint of stage {stage} in {stage_dir(stage)}; train it: python train.py --stage "
             f"{stage}")
    model, tok, state, _ = load_checkpoint(folder, device)
    return model.eval(), tok, state

def pick_device(name):
    """auto | cpu | cuda | mps -> a torch device name; ends the program if the asked one is absent."""
    have = dict(cuda=torch.cuda.is_available(), mps=torch.backends.mps.is_available(), cpu=True)
    if name == "auto": return next(device for device, there in have.items() if there)
    if name not in have: fail(f"--device {name}: wanted auto, cpu, cuda or mps")
    if not have[name]: fail(f"--device {name}: this machine has none that torch can use; try --device auto")
    return name

# ---- export and main ---------------------------------------------------------------------------------
HF_NAMES = {"embed": "model.embed_tokens", "head": "lm_head", "blocks": "model.layers",
            "attention.q": "self_attn.q_proj",
            "attention.k": "self_attn.k_proj", "attention.v": "self_attn.v_proj",
            "attention.out": "self_attn.o_proj",
            "up": "mlp.fc1", "down": "mlp.fc2"}

def export(stage, out):
    """Write a stage's model as transformers' NanoChatForCausalLM reads it: config.json, model.safetensors,
    tokenizer.json (ours: transformers has no class for it, so encode with tok.py)."""
    try:
        from safetensors.torch import save_file
    except ImportError:
        fail("export needs safetensors; type: pip install safetensors")
    model, tok, _ = load_model(stage)
    cfg, out = model.cfg, Path(out)
    tensors = {}
    for name, p in model.named_parameters():
        for ours, theirs in HF_NAMES.items():
            name = name.replace(ours + ".", theirs + ".",
                                1) if name.startswith(ours + ".") or "." + ours + "." in name else name
        tensors[name] = p.detach().contiguous()
    config = dict(architectures=["NanoChatForCausalLM"], model_type="nanochat", vocab_size=cfg.vocab,
                  hidden_size=cfg.width,
                  intermediate_size=4 * cfg.width, num_hidden_layers=cfg.depth, num_attention_heads=cfg.heads,
                  num_key_value_heads=cfg.kv_heads, max_position_embeddings=cfg.seq_len, hidden_act="relu2",
                  rms_norm_eps=1e-6,
                  rope_parameters=dict(rope_type="default", rope_theta=10_000.0),
                  final_logit_softcapping=LOGIT_CAP,
                  tie_word_embeddings=False, bos_token_id=tok.bos,
                  eos_token_id=tok.special["<|assistant_end|>"],
                  pad_token_id=tok.special["<|assistant_end|>"], dtype="float32")
    out.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    tokenizer.write_atomic(out / "config.json", json.dumps(config, indent=1))
    tokenizer.save_tokenizer(tok, out / "fivechat_tokenizer.json")
    print(f"exported {stage} to {out}: AutoModelForCausalLM.from_pretrained({str(out)!r}) gives the same "
          f"logits")

def main(argv=None):
    parser = argparse.ArgumentParser(prog="gpt.py", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("export", help="write a model in transformers' layout", allow_abbrev=False)
    command.add_argument("--stage", default="rl", choices=("base", "mid", "sft", "rl"))
    command.add_argument("--out", required=True, help="the folder to write")
    flags = parser.parse_args(argv)
    export(flags.stage, flags.out)

if __name__ == "__main__":
    main()
