"""gpt.py: ids -> logits -> ids: the model, its optimizer, generation, checkpoints, export.

run:    python gpt.py export --stage sft --out DIR      (the rest is called by train.py and chat.py)
        python gpt.py import DIR --stage sft
reads:  $NANOCHAT_BASE_DIR/checkpoints/STAGE/step_000123/
writes: the same, and DIR in the layout that transformers reads

map:
    model        token ids in, logits out; the loss, with the softmax done in chunks
    optimizer    Muon for the matrices inside the blocks, AdamW for embedding and head
    calculator   the one tool that the model may call
    generation   one token after the other, many rows at once, with a cache of keys and values
    devices      on which of them, and in what, it is computed
    checkpoints  a folder that is whole or absent
    export       the same weights and tokenizer under transformers' names, and back

The model is a GPT that differs from the textbook's in a few places: positions are rotations of
queries and keys (RoPE), RMSNorm has no weights and also norms queries and keys, the MLP's
activation is relu squared, embedding and head are two matrices, logits are softly capped, and there
are no biases anywhere.

Letters for shapes: B rows, T tokens of a row, C width, H heads, D = C/H, V vocabulary, N = B*T.
"""

import ast
import collections
import contextlib
import fcntl
import functools
import itertools
import json
import math
import os
import random
import re
import shutil
import time
import timeit
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import tok as tokenizer
from tok import base_dir, fail, read_json

# OpenMP's threads wait busily for one another. With another program on one of two cores that made
# training 9 times slower; with this shorter wait it becomes 2.5 times slower, and on a quiet
# machine 2 %. It is read when torch is first imported, so this script has to come before torch.
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
# NumPy multiplies only small matrices here (see Decoder), where its threads would disturb torch's
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# isort: split
try:
    import numpy as np
    import torch
    import torch.distributed as dist
    import torch.nn as nn
    import torch.nn.functional as F
except ImportError as missing:
    fail(f"{missing}; type: . .venv/bin/activate (bash run.sh setup makes it)")

# ---- model: GPTConfig, norm, rotary_tables, rotate, Attention, Block, HeadLoss, GPT --------------


@dataclass(frozen=True)
class GPTConfig:
    """The shape of a model; a checkpoint's state.json holds these fields under "model"."""

    vocab: int
    seq_len: int  # tokens that the model can see at once
    depth: int  # layers
    width: int  # C
    heads: int  # H
    kv_heads: int  # fewer than heads: several queries share a key (grouped-query attention)

    @property
    def head_dim(self):  # D
        return self.width // self.heads

    def matmul_params(self):
        """Parameters that multiply: all but the embedding, which only looks up."""
        kv_width = self.kv_heads * self.head_dim
        block = 10 * self.width**2 + 2 * self.width * kv_width  # q, out, up, down; k and v
        return self.depth * block + self.vocab * self.width


LOGIT_CAP = 15.0  # logits stay in (-15, 15), as in Gemma 2 (arXiv 2408.00118)
DTYPES = dict(fp32=torch.float32, bf16=torch.bfloat16)  # of products; weights are always fp32
NO_FLOAT64 = ("mps", "meta")  # devices without it: Apple's, and the one on which tests watch that
CHUNK_ROWS = 512  # rows of logits made at a time: it bounds their memory, and suits the caches


def sum_dtype(device):
    """What long sums are made in: float64, where the device has it."""
    return torch.float32 if device.type in NO_FLOAT64 else torch.float64


def norm(x):
    """RMSNorm without weights, over the last dimension: the next matrix can scale as it likes."""
    return F.rms_norm(x, (x.size(-1),), eps=1e-6)


def rotary_tables(seq_len, head_dim):
    """cos and sin of every position's angles, each (seq_len, D/2): RoPE (arXiv 2104.09864)."""
    exponents = torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim
    frequencies = 10_000.0**-exponents  # radians a position, from 1 down to almost 1/10,000
    positions = torch.arange(seq_len, dtype=torch.float32)
    angles = torch.outer(positions, frequencies)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    """Turn each pair (x[i], x[i + D/2]) clockwise by its position's angle.

    After that the product of a query and a key depends only on how far apart they stand.
    x (B,H,T,D); cos and sin (T,D/2), or with more dimensions in front that broadcast.
    """
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos + b * sin, b * cos - a * sin), dim=-1)


linear = functools.partial(nn.Linear, bias=False)  # there are no biases anywhere
SHORT = 1024  # tokens of a row up to which a CPU takes short_attention in bf16


def short_attention(q, k, v):
    """Causal attention written out: q (B,H,T,D), k and v (B,Hkv,T,D) -> (B,H,T,D).

    In bf16 on a CPU torch's fused kernel takes twice as long where rows are short (forward and
    backward 14.6 ms against 6.4, for 16 rows of 256 tokens and 2 heads; in fp32 both take 13).
    """
    _, H, T, D = q.shape
    q, k, v = (t.repeat_interleave(H // t.size(1), dim=1).flatten(0, 1) for t in (q, k, v))
    ahead = torch.full((T, T), -math.inf).triu(1)
    scores = torch.baddbmm(ahead, q, k.mT, alpha=D**-0.5)  # (B*H,T,T)
    return (scores.softmax(dim=-1) @ v).unflatten(0, (-1, H))


class Attention(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.head_dim = cfg.head_dim
        self.q = linear(cfg.width, cfg.width)
        self.k = linear(cfg.width, cfg.kv_heads * self.head_dim)
        self.v = linear(cfg.width, cfg.kv_heads * self.head_dim)
        self.out = linear(cfg.width, cfg.width)

    def forward(self, x, cos, sin, extend=None):
        """x (B,T,C) -> (B,T,C). extend(k, v): with a cache, where x holds only the tokens that are
        not yet in it, what Cache.extend gives for this layer."""

        def heads_of(layer):
            return layer(x).unflatten(2, (-1, self.head_dim)).transpose(1, 2)  # (B,H or Hkv,T,D)

        # normed queries and keys keep the attention logits within +-sqrt(D),
        # whatever the weights do
        q = norm(rotate(heads_of(self.q), cos, sin))
        k = norm(rotate(heads_of(self.k), cos, sin))
        v = heads_of(self.v)

        mask, T = None, x.size(1)
        if extend is not None:
            k, v, mask = extend(k, v)
        if mask is None and torch.is_autocast_enabled("cpu") and 1 < T <= SHORT:
            y = short_attention(q, k, v)
        else:
            is_causal = mask is None and T > 1
            is_grouped = q.size(1) != k.size(1)
            y = F.scaled_dot_product_attention(
                q, k, v, attn_mask=mask, is_causal=is_causal, enable_gqa=is_grouped
            )
        return self.out(y.transpose(1, 2).flatten(2))


class ReluSquared(torch.autograd.Function):
    """relu(x)^2 (Primer, arXiv 2109.08668) with a backward pass of fewer steps than autograd's.

    The gradient is 2 * relu(x): it needs no mask, as relu(x) is 0 wherever the slope is.
    """

    @staticmethod
    def forward(ctx, x):
        r = F.relu(x)
        ctx.save_for_backward(r)
        return r * r

    @staticmethod
    def backward(ctx, grad):
        (r,) = ctx.saved_tensors
        return (grad * r).mul_(2.0)


class Block(nn.Module):
    """Look at earlier tokens, then think about each token alone; both only add to the stream x."""

    def __init__(self, cfg):
        super().__init__()
        self.attention = Attention(cfg)
        self.up = linear(cfg.width, 4 * cfg.width)
        self.down = linear(4 * cfg.width, cfg.width)

    def forward(self, x, cos, sin, extend=None):
        x = x + self.attention(norm(x), cos, sin, extend)
        return x + self.down(ReluSquared.apply(self.up(norm(x))))


def chunk_loss(z, targets, weights):
    """HeadLoss of one chunk of rows, and its gradient: all that is done over (rows,V), at once.

    z (rows,V) logits before the cap; targets (rows,1) ids; weights (rows,1), 0 for ignored ->
    weight * nats (rows,1) in fp32, and the derivative of their sum by z (rows,V), as z is.
    """
    # tanh(x) = 2 * sigmoid(2x) - 1, and a softmax does not see what is taken off all logits
    sigmoid = torch.sigmoid(z.float() * (2 / LOGIT_CAP))
    log_p = torch.log_softmax(sigmoid * (2 * LOGIT_CAP), dim=-1)
    nats = -log_p.gather(1, targets) * weights

    # d(cross-entropy)/d(logits) = softmax - one-hot
    one_hot = torch.arange(z.size(1), device=z.device) == targets
    slope = 4 * sigmoid * (1 - sigmoid)  # of the cap
    return nats, ((log_p.exp() - one_hot.float()) * (weights * slope)).to(z.dtype)


class HeadLoss(torch.autograd.Function):
    """The sum over rows of weight * cross-entropy, made CHUNK_ROWS rows at a time.

    All logits at once would be the largest tensor of a step (N,V) by far. Here each chunk's
    gradients are made while its logits are at hand, so the backward pass has nothing left to do
    but to scale them.
    """

    @staticmethod
    def forward(ctx, h, head, targets, weights, chunk_fn):
        """h (N,C), head (V,C), targets (N,) ids, weights (N,), 0 for ignored -> nats, one fp32.

        chunk_fn: chunk_loss, which may be compiled; a last chunk of fewer rows goes without.
        """
        total = 0.0
        dh = torch.empty_like(h)
        dhead = torch.zeros_like(head, dtype=torch.float32)
        for start in range(0, len(h), CHUNK_ROWS):
            part = slice(start, start + CHUNK_ROWS)
            z = h[part] @ head.T  # (rows,V)
            run_chunk = chunk_fn if len(z) == CHUNK_ROWS else chunk_loss
            nats, dz = run_chunk(z, targets[part, None], weights[part, None])

            # thousands of terms are summed, and training is compared by the last digits
            total = total + nats.sum(dtype=sum_dtype(h.device))
            dh[part] = dz @ head
            dhead.add_(dz.T @ h[part])
        ctx.save_for_backward(dh, dhead.to(head.dtype))
        return total.float()

    @staticmethod
    def backward(ctx, scale):
        dh, dhead = ctx.saved_tensors
        return dh * scale, dhead * scale, None, None, None


class GPT(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.embed = nn.Embedding(cfg.vocab, cfg.width)
        self.blocks = nn.ModuleList(Block(cfg) for _ in range(cfg.depth))
        self.head = linear(cfg.width, cfg.vocab)
        # not persistent: a checkpoint need not hold what can be computed
        cos, sin = rotary_tables(cfg.seq_len, cfg.head_dim)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.decodes = None, False  # (for which weights, whether a Decoder gives the same): decoder

    def init_weights(self, seed):
        """Fresh weights from one seed, drawn on the CPU in fp32: the same on every device."""
        generator = torch.Generator().manual_seed(seed)
        for name, p in self.named_parameters():
            fresh = torch.empty(p.shape)
            if name.endswith(("out.weight", "down.weight")):
                fresh.zero_()  # each block begins as the identity
            elif name == "embed.weight":
                fresh.normal_(0, 1.0, generator=generator)
            elif name == "head.weight":
                fresh.normal_(0, 0.001, generator=generator)  # all tokens about equally likely
            else:
                bound = (3 / p.shape[1]) ** 0.5  # uniform with standard deviation 1/sqrt(inputs)
                fresh.uniform_(-bound, bound, generator=generator)
            p.data.copy_(fresh)

    def hidden(self, ids, cache=None, block_fn=Block.forward):
        """ids (B,T) -> the last layer's normed output (B,T,C). block_fn may be compiled.

        With a cache, ids are the next ones of each row; the caller counts them by cache.advance.
        """
        T = ids.size(1)
        if cache is None:
            cos, sin = self.cos[:T], self.sin[:T]
        else:
            # (B,T): each row has its own; beyond the last one only padding can stand
            positions = cache.open(T).clamp(max=self.cfg.seq_len - 1)
            cos, sin = self.cos[positions][:, None], self.sin[positions][:, None]  # (B,1,T,D/2)

        x = norm(self.embed(ids))
        for i, block in enumerate(self.blocks):
            x = block_fn(block, x, cos, sin, cache and functools.partial(cache.extend, i))
        return norm(x)

    def logits_of(self, h):
        """h (...,C) -> capped logits (...,V), fp32 because a softmax sums V terms."""
        return LOGIT_CAP * torch.tanh(self.head(h).float() / LOGIT_CAP)

    def forward(self, ids, cache=None):
        """ids (B,T) -> logits (B,T,V)."""
        return self.logits_of(self.hidden(ids, cache))

    def loss(self, x, y, w=None, block_fn=Block.forward, chunk_fn=chunk_loss, dtype=torch.float32):
        """The sum of w * nats over the tokens of y that are not -1; not yet divided by a count.

        x, y (B,T) ids; w (B,) for whole rows or (B,T) for tokens, 1 by default. A weight may be
        negative: in rl it is the advantage of an answer. dtype: of the products with the head.
        """
        trained = y >= 0
        if w is None:
            weights = trained.float()
        else:
            weights = trained * (w[:, None] if w.dim() == 1 else w).float()
        h = self.hidden(x, block_fn=block_fn).flatten(0, 1).to(dtype)  # (N,C)
        head = self.head.weight.to(dtype)
        return HeadLoss.apply(h, head, y.clamp(min=0).flatten(), weights.flatten(), chunk_fn)

    def log_probs(self, x, y):
        """The log-probability of each y under x, (B,T) in nats; 0 where y is -1."""
        logits = self.logits_of(self.hidden(x)).flatten(0, 1)  # (N,V)
        nats = F.cross_entropy(logits, y.flatten(), ignore_index=-1, reduction="none")
        return -nats.view(y.shape)

    @torch.inference_mode()
    def decoder(self):
        """A Decoder of the weights as they are now, which is the quicker on a CPU, or None. Whoever
        changes this model and not the Decoder goes without one."""
        here = self.embed.weight
        if here.device.type != "cpu" or here.dtype != torch.float32:
            return None
        decoder = Decoder(self)
        # The check takes as long as a few tokens: it is made once for each set of weights, known by
        # one number of each. Fresh weights pass whatever the blocks compute, so once is too little.
        weights = [p.flatten()[0].item() for p in self.parameters()]
        if weights != self.decodes[0]:
            self.decodes = weights, self.is_computed_by(decoder)
        return decoder if self.decodes[1] else None

    def is_computed_by(self, decoder):
        """Whether a Decoder gives the logits of this model; else that is said."""
        cache = Cache(self, n_rows=1, capacity=2)
        decoder([0], cache)
        logits = torch.from_numpy(decoder([1], cache))  # (1,V), of a token that sees another
        differs = (logits - self(torch.tensor([[0, 1]]))[:, -1]).abs().max() > 0.01
        if differs:
            tokenizer.note("Decoder does not compute what GPT does: generation goes without it")
        return not differs

    def flops_per_token(self):
        """Training FLOPs per token (PaLM, arXiv 2204.02311, appendix B).

        6 for each weight: a multiply and an add, once forward and twice backward. Attention adds
        6*T*C for each layer: half of 12*T*C, as half of it is masked.
        """
        attention = 6 * self.cfg.depth * self.cfg.width * self.cfg.seq_len
        return 6 * self.cfg.matmul_params() + attention


def training_loss(model, dtype, compiled_rows=0):
    """A function loss(x, y, w): GPT.loss as training computes it.

    dtype: fp32, or bf16 for products in it (the weights stay fp32). compiled_rows: blocks are
    compiled for micro batches of so many rows, and what is done with a whole chunk of logits; other
    sizes, rare or varied, go without.
    """
    block_fn, chunk_fn = Block.forward, chunk_loss
    ids = model.cos.new_zeros((compiled_rows, model.cfg.seq_len), dtype=torch.long)

    def loss(x, y, w=None):
        run_block = block_fn if x.shape == ids.shape else Block.forward
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=dtype == "bf16"):
            return model.loss(x, y, w, run_block, chunk_fn, DTYPES[dtype])

    if compiled_rows:
        # all blocks are one function to the compiler: 40 of them take it as long as one
        try:
            block_fn = torch.compile(block_fn, dynamic=False)
            chunk_fn = torch.compile(chunk_fn, dynamic=False)
            loss(ids, ids).backward()
        except Exception as error:  # whatever a compiler, or the want of one, may come up with
            block_fn, chunk_fn = Block.forward, chunk_loss
            tokenizer.note(f"no compiler helps here, so it goes on without: {error!r:.150}")
        model.zero_grad()
    return loss


# ---- optimizer: orthogonalize, Param, MuonAdamW --------------------------------------------------


def orthogonalize(g, dtype=torch.float32, steps=5):
    """About the nearest (semi-)orthogonal matrices to g (K,m,n): all singular values come near 1.

    Newton-Schulz: the odd polynomial 3.4445 s - 4.7750 s^3 + 2.0315 s^5 is applied to every
    singular value s, five times, by matrix products alone. Method and coefficients are Keller
    Jordan's (kellerjordan.github.io/posts/muon); they trade exactness (values end in about 0.7
    to 1.2) for speed.
    """
    x = g.to(dtype)
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)  # no singular value is above 1 now
    tall = x.size(1) > x.size(2)
    if tall:
        x = x.mT  # so that x @ x.mT is the smaller of the two squares
    for _ in range(steps):
        a = x @ x.mT
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return (x.mT if tall else x).to(g.dtype)


@dataclass
class Param:
    """A parameter as the optimizer has it."""

    name: str
    weight: nn.Parameter
    lr: float  # at its peak
    is_matrix: bool  # inside a block: Muon's; else AdamW's
    owner: int = 0  # the rank that makes its steps
    moments: list = None  # at its owner alone

    def zero_moments(self):
        """Muon keeps a running mean of the gradient, AdamW also one of its square."""
        return [torch.zeros_like(self.weight) for _ in range(1 if self.is_matrix else 2)]


class MuonAdamW:
    """Muon for the matrices inside the blocks, AdamW for embedding and head.

    With several ranks each parameter belongs to one of them: gradients are summed there, it alone
    keeps the moments and makes the step, and it sends the new weights to the others (the first step
    of ZeRO, arXiv 1910.02054). Gradients must already be divided by the token count of the whole
    step, over all ranks.
    """

    def __init__(self, model, matrix_lr, embed_lr, head_lr, dtype="fp32"):
        self.dtype = DTYPES[dtype]  # of Muon's products
        self.device = model.cos.device
        self.betas = (0.8, 0.95)
        self.steps = 0

        own_lr = {"embed.weight": embed_lr, "head.weight": head_lr}
        self.params = [
            Param(name, weight, own_lr.get(name, matrix_lr), name.startswith("blocks."))
            for name, weight in model.named_parameters()
        ]
        self.rank, self.world = 0, 1
        if dist.is_initialized():
            self.rank, self.world = dist.get_rank(), dist.get_world_size()
        self.share_out()
        self.mine = [param for param in self.params if param.owner == self.rank]
        for param in self.mine:
            param.moments = param.zero_moments()

    def share_out(self):
        """Give every parameter its owner: the largest first, each to the rank with least so far."""
        load = [0] * self.world
        for param in sorted(self.params, key=lambda param: -param.weight.numel()):
            param.owner = load.index(min(load))
            load[param.owner] += param.weight.numel()

    @torch.no_grad()
    def step(self, lr_scale, momentum=0.95):
        """One update, every learning rate times lr_scale. Returns the whole gradient's norm."""
        # 1) every gradient, summed, at its owner
        self.sum_gradients()
        mine = [param for param in self.mine if param.weight.grad is not None]
        grad_norm = self.gradient_norm(mine)

        # 2) the two rules; Muon takes matrices of one shape together
        self.steps += 1
        alike = collections.defaultdict(list)
        for param in mine:
            if param.is_matrix:
                alike[param.weight.shape].append(param)
            else:
                self.adamw(param, lr_scale)
        for matrices in alike.values():
            self.muon(matrices, lr_scale, momentum)

        # 3) every rank gets every parameter
        self.send_weights()
        for param in self.params:
            param.weight.grad = None
        return grad_norm

    def sum_gradients(self):
        """Sum every gradient at its owner. What no rank has learned from keeps no gradient: a step
        along zeros would still move it, by the momentum."""
        if self.world == 1:
            return
        here = [param.weight.grad is not None for param in self.params]
        n_ranks = torch.tensor(here, dtype=torch.int32, device=self.device)
        dist.all_reduce(n_ranks)

        works = []
        for param, n in zip(self.params, n_ranks.tolist()):
            if n == 0:
                continue
            weight = param.weight
            if weight.grad is None:  # nothing to learn from on this rank, but the others wait
                weight.grad = torch.zeros_like(weight)
            works.append(dist.reduce(weight.grad, dst=param.owner, async_op=True))
        for work in works:
            work.wait()

    def gradient_norm(self, mine):
        dtype = sum_dtype(self.device)
        square = torch.zeros((), dtype=dtype, device=self.device)
        for param in mine:
            square = square + param.weight.grad.to(dtype).square().sum()
        if self.world > 1:
            dist.all_reduce(square)
        return square.sqrt().item()

    def muon(self, matrices, lr_scale, momentum):
        """Matrices of one shape: a step along the orthogonalized momentum, all directions alike."""
        updates = []
        for param in matrices:
            grad, (mean,) = param.weight.grad, param.moments
            mean.lerp_(grad, 1 - momentum)
            updates.append(grad.lerp(mean, momentum))  # Nesterov: look one step ahead
        # the update's entries have size 1/sqrt(rows) where rows > cols: scale them back up
        rows, cols = matrices[0].weight.shape
        tall_scale = max(1.0, rows / cols) ** 0.5
        for param, update in zip(matrices, orthogonalize(torch.stack(updates), self.dtype)):
            param.weight.sub_(update, alpha=param.lr * lr_scale * tall_scale)

    def adamw(self, param, lr_scale):
        """AdamW (arXiv 1711.05101) without weight decay."""
        grad, (mean, mean_square) = param.weight.grad, param.moments
        beta1, beta2 = self.betas
        mean.lerp_(grad, 1 - beta1)
        mean_square.lerp_(grad.square(), 1 - beta2)
        # both means began at 0; the divisions undo that
        denominator = (mean_square / (1 - beta2**self.steps)).sqrt_().add_(1e-10)
        lr = param.lr * lr_scale / (1 - beta1**self.steps)
        param.weight.addcdiv_(mean, denominator, value=-lr)

    def send_weights(self):
        if self.world == 1:
            return
        works = [
            dist.broadcast(param.weight.data, src=param.owner, async_op=True)
            for param in self.params
        ]
        for work in works:
            work.wait()

    def state(self):
        """All moments by parameter name, on every rank: any number of ranks may go on from it."""
        full = {}
        for param in self.params:
            moments = param.moments or param.zero_moments()
            if self.world > 1:
                for moment in moments:
                    dist.broadcast(moment, src=param.owner)
            full[param.name] = [moment.cpu() for moment in moments]
        return dict(steps=self.steps, moments=full)

    def load_state(self, state):
        """Go on from what state() gave; each rank takes what it owns."""
        self.steps = state["steps"]
        for param in self.mine:
            for moment, saved in zip(param.moments, state["moments"][param.name]):
                moment.copy_(saved)


# ---- calculator: calculate, value_of -------------------------------------------------------------

OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
MAX_CHARS = 200
MAX_NODES = 32  # numbers and operations together: 16 numbers, and 15 operations between them
MAX_VALUE = 10**12  # of every number, given or on the way


def calculate(expression):
    """The value of a calculator expression as text, or None where it is not one.

    "(12 + 5) * 2" -> "34"    "3 * 1.1" -> "3.3"    '"hello".count("l")' -> "2"    "2 ** 9" -> None

    The model writes the expression, so it may be anything. It is parsed and its tree is walked:
    nothing is ever executed. Known are numbers below 10^12, + - * / and parentheses, and .count on
    a text. It calculates with fractions, as people do: 0.1 is a tenth, and nothing is rounded on
    the way.
    """
    if len(expression) > MAX_CHARS:
        return None
    try:
        return show_number(value_of(ast.parse(expression.strip(), mode="eval").body))
    except (ValueError, SyntaxError, ZeroDivisionError, RecursionError, MemoryError):
        return None


def show_number(value):
    """A Fraction as people write it, never with an exponent: 1/4 -> "0.25", 2/3 -> "0.666667".

    Exact where the decimals end within twelve places, as those of money and measures do; else six
    decimals, or six digits of what is smaller than 1.
    """
    if value == round(value, 12):
        text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    elif abs(value) >= 1:
        text = f"{float(value):.6f}"
    else:
        zeros = math.floor(-math.log10(abs(value)))  # that stand behind the point
        text = f"{float(value):.{6 + zeros}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def value_of(tree):
    """The number that a syntax tree stands for; ValueError where it is more than arithmetic."""
    n_nodes = 0

    def visit(node):
        nonlocal n_nodes
        n_nodes += 1
        if n_nodes > MAX_NODES:
            raise ValueError("too long")
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return within(Fraction(repr(number)))  # repr: the digits that were written
            case ast.UnaryOp(op=ast.USub()):
                return -visit(node.operand)
            case ast.BinOp() if type(node.op) in OPERATORS:
                return within(OPERATORS[type(node.op)](visit(node.left), visit(node.right)))
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(value=str() as text), attr="count"),
                args=[ast.Constant(value=str() as part)],
                keywords=[],
            ):
                return Fraction(text.count(part))
        raise ValueError("not a calculator expression")

    return visit(tree)


def within(number):
    if not abs(number) < MAX_VALUE:
        raise ValueError("too large")
    return number


# ---- generation: Cache, Decoder, Sampling, sample, Row, prefill, Engine, generate, score_rows ----


def zeros(shape, dtype, device):
    """torch.zeros; but on a CPU, what is never written takes neither time nor memory: the system
    gives NumPy a page when something is first written there. Of a cache most never is."""
    if device.type != "cpu":
        return torch.zeros(shape, dtype=dtype, device=device)
    as_bytes = torch.from_numpy(np.zeros((*shape, dtype.itemsize), np.uint8))
    return as_bytes.view(dtype).squeeze(-1)


class Cache:
    """Keys and values of all layers for B rows that each stand at a position of their own.

    memory (layers, 2, places, Hkv, capacity, D): 2 for keys and values; the rows have the first B
    places, in what was left by others may lie anything. lengths (B,): tokens of each row in it.
    """

    def __init__(self, model, n_rows, capacity):
        cfg, weight = model.cfg, model.embed.weight
        is_bf16 = torch.is_autocast_enabled(weight.device.type)
        shape = (cfg.depth, 2, n_rows, cfg.kv_heads, capacity, cfg.head_dim)
        dtype = torch.bfloat16 if is_bf16 else weight.dtype  # what the model computes in
        self.memory = zeros(shape, dtype, weight.device)
        self.lengths = torch.zeros(n_rows, device=weight.device, dtype=torch.long)

    @property
    def kv(self):
        """The memory of the rows that are there, (layers, 2, B, Hkv, capacity, D)."""
        return self.memory[:, :, : len(self.lengths)]

    @property
    def longest(self):
        """Tokens of the longest row: what lies behind them is never looked at."""
        return int(self.lengths.max())

    def open(self, T):
        """Make ready for T more tokens of every row: where each goes, and whom it sees. Returns
        their positions (B,T); the layers then call extend."""
        device, longest = self.lengths.device, self.longest
        self.at = self.lengths[:, None] + torch.arange(T, device=device)  # (B,T)
        self.rows = torch.arange(len(self.lengths), device=device)[:, None]  # (B,1)
        # a query sees the places up to its own; behind a short row's end lies only padding
        self.end = longest + T
        self.mask = None  # causal, which is quicker
        if longest:
            self.mask = torch.arange(self.end, device=device) <= self.at[:, None, :, None]
        return self.at

    def extend(self, i, k, v):
        """Write new keys and values of layer i; return all of them, and who sees whom.

        k, v (B,Hkv,T,D) -> keys, values (B,Hkv,end,D), mask (B,1,T,end) bool, or None where each
        sees those before it.
        """
        keys, values = self.kv[i]  # views, each (B,Hkv,capacity,D)
        keys[self.rows, :, self.at] = k.transpose(1, 2).to(keys.dtype)
        values[self.rows, :, self.at] = v.transpose(1, 2).to(keys.dtype)
        return keys[:, :, : self.end], values[:, :, : self.end], self.mask

    def advance(self, counts):
        """Count counts[b] more tokens as being in row b."""
        self.lengths = self.lengths + torch.tensor(counts, device=self.lengths.device)

    def drop(self, i):
        """Let row i go. The last row takes its place: a copy of everything took half the time of
        many short answers."""
        end = self.longest
        self.kv[:, :, i, :, :end] = self.kv[:, :, -1, :, :end]
        self.lengths[i] = self.lengths[-1]
        self.lengths = self.lengths[:-1]

    def repeat(self, rows):
        """Hold these rows instead, some of them several times, each from now on for itself."""
        self.memory = self.kv[:, :, rows]
        self.lengths = self.lengths[rows]

    def join(self, other):
        """Put the rows of another cache, of the same capacity, behind these; where there are not
        places enough, in memory for twice as many."""
        B = len(self.lengths)
        n_rows = B + len(other.lengths)
        if n_rows > self.memory.size(2):
            layers, two, _, *of_row = self.memory.shape
            shape = (layers, two, 2 * n_rows, *of_row)
            grown = zeros(shape, self.memory.dtype, self.memory.device)
            grown[:, :, :B, :, : self.longest] = self.kv[..., : self.longest, :]
            self.memory = grown
        self.memory[:, :, B:n_rows, :, : other.longest] = other.kv[..., : other.longest, :]
        self.lengths = torch.cat((self.lengths, other.lengths))


BIG = 2**22  # multiplications from which torch, with all cores, is quicker than NumPy with one


class Decoder:
    """What GPT.forward gives for one more token of each row of a cache, made by NumPy.

    This step is some 200 operations on little data. torch takes 3 to 10 microseconds to begin each,
    NumPy 1 or 2: a model of 4 layers and width 128 makes its steps 4 times as fast for one row
    and 2.5 times for 64. It is for CPUs and fp32, and has its own copy of the weights,
    as they are when it is made.
    """

    def __init__(self, model):
        def joined(*layers):
            """One matrix (in, all outs): products with the same input are made as one. A copy, as
            NumPy multiplies by a transposed one a tenth slower."""
            return torch.cat([layer.weight.detach() for layer in layers]).T.contiguous().numpy()

        self.cfg = model.cfg
        self.embed = model.embed.weight.detach().numpy()
        self.cos, self.sin = model.cos.numpy(), model.sin.numpy()
        self.blocks = []
        for block in model.blocks:
            a = block.attention
            self.blocks.append((joined(a.q, a.k, a.v), *map(joined, (a.out, block.up, block.down))))
        self.head = joined(model.head)

    @np.errstate(all="ignore")  # as torch: weights that are no numbers are found by check_weights
    def __call__(self, ids, cache):
        """ids: B of them, the next one of each row -> logits (B,V). Counts them in the cache."""
        cfg, kv = self.cfg, cache.memory.numpy()  # (layers,2,places,Hkv,capacity,D), no copy
        B, D, Hkv, G = len(ids), kv.shape[-1], cfg.kv_heads, cfg.heads // cfg.kv_heads
        at = cache.lengths.numpy()  # (B,): places, and so positions, of these tokens
        rows = np.arange(B)
        cos, sin = self.cos[at, None], self.sin[at, None]  # (B,1,D/2)
        end = at.max() + 1
        mask = np.zeros((B, 1, 1, end), kv.dtype)
        mask[np.arange(end) > at[:, None, None, None]] = -np.inf  # no token of the row is there yet

        x = norm_numpy(self.embed[ids])  # (B,C)
        for (qkv, out, up, down), (keys, values) in zip(self.blocks, kv):
            heads = product(norm_numpy(x), qkv).reshape(B, -1, D)  # (B,H+2Hkv,D)
            v = heads[:, -Hkv:]
            a, b = heads[:, :-Hkv, : D // 2], heads[:, :-Hkv, D // 2 :]
            qk = norm_numpy(np.concatenate((a * cos + b * sin, b * cos - a * sin), axis=-1))
            keys[rows, :, at] = qk[:, -Hkv:]
            values[rows, :, at] = v
            q = qk[:, :-Hkv].reshape(B, Hkv, G, D)
            y = attend_numpy(q, keys[:B, :, :end], values[:B, :, :end], mask)
            x = x + product(y.reshape(B, -1), out)
            r = product(norm_numpy(x), up)
            np.maximum(r, 0, out=r)
            r *= r
            x = x + product(r, down)
        at += 1
        return LOGIT_CAP * np.tanh(product(norm_numpy(x), self.head) / LOGIT_CAP)


def norm_numpy(x):
    """norm() of an array."""
    return x / np.sqrt(np.vecdot(x, x)[..., None] / x.shape[-1] + 1e-6)


def product(x, w):
    """x (B,in) @ w (in,out)."""
    if len(x) * w.size < BIG:
        return x @ w
    return (torch.from_numpy(x) @ torch.from_numpy(w)).numpy()


def attend_numpy(q, keys, values, mask):
    """Attention of one token of each row: q (B,Hkv,G,D), keys and values (B,Hkv,T,D) -> as q.
    mask (B,1,1,T): 0, or minus infinity for places that are not looked at."""
    if keys.size * 4 * q.shape[2] >= BIG:
        q, keys, values, mask = map(torch.from_numpy, (q, keys, values, mask))
        return F.scaled_dot_product_attention(q, keys, values, attn_mask=mask).numpy()
    scores = (q * q.shape[-1] ** -0.5) @ keys.swapaxes(2, 3) + mask  # (B,Hkv,G,T)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shares @ values / shares.sum(axis=-1, keepdims=True)


@dataclass(frozen=True)
class Sampling:
    """How the ids of an answer are drawn; the last four change the logits before that.

    temperature         divides the logits; 0 takes the likeliest
    top_k               only the k likeliest; 0 is off
    top_p               only the likeliest with this share together (arXiv 1904.09751); 1 is off
    min_p               only those so much as likely as the likeliest (arXiv 2407.01082); 0 is off
    repetition_penalty  of ids in prompt and answer (CTRL, arXiv 1909.05858); 1 is off
    presence_penalty    taken off the logit of each id that the answer has; 0 is off
    frequency_penalty   the same, once for each time that it has it; 0 is off
    logit_bias          added to the logits of some ids: ((id, more), ...)
    """

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    logit_bias: tuple = ()

    @property
    def changes_logits(self):
        """Whether there is anything for change() to do."""
        penalties = self.presence_penalty or self.frequency_penalty
        return self.repetition_penalty != 1.0 or bool(penalties or self.logit_bias)

    def change(self, logits, prompt, answer):
        """Penalties and biases on the logits (V,) of one row, in place. prompt, answer: its ids."""
        if self.repetition_penalty != 1.0:
            seen = torch.tensor(list({*prompt, *answer}), device=logits.device)
            x = logits[seen]
            penalty = self.repetition_penalty
            logits[seen] = torch.where(x > 0, x / penalty, x * penalty)
        if answer and (self.presence_penalty or self.frequency_penalty):
            ids, counts = torch.tensor(answer, device=logits.device).unique(return_counts=True)
            logits[ids] -= self.presence_penalty + self.frequency_penalty * counts
        for token, more in self.logit_bias:
            logits[token] += more


def sample(logits, chances, how):
    """Draw one id for each row as a Sampling says: logits (B,V), chances (B,) drawn evenly from 0
    to 1 -> ids (B,)."""
    if how.temperature == 0:
        return logits.argmax(dim=-1)
    logits = logits / max(how.temperature, 1e-6)  # below that it would overflow, and draw no better
    if 0 < how.top_k < logits.size(-1):
        kth = logits.topk(how.top_k).values[:, -1:]
        logits = logits.masked_fill(logits < kth, -math.inf)

    p = logits.softmax(dim=-1)
    if how.min_p > 0:
        p = p.masked_fill(p < how.min_p * p.amax(dim=-1, keepdim=True), 0.0)
    if how.top_p < 1:
        ordered, ids = p.sort(dim=-1, descending=True)
        likelier = ordered.cumsum(dim=-1) - ordered  # what all likelier ids have together
        beyond = likelier >= how.top_p * ordered.sum(dim=-1, keepdim=True)
        p = p.scatter(1, ids, ordered.masked_fill(beyond, 0.0))

    # the first id up to which the shares add up to more than the chance
    summed = p.cumsum(dim=-1)
    chances = chances[:, None].clamp(max=1 - 2**-23)  # with 1 it would be none of them
    return torch.searchsorted(summed, chances * summed[:, -1:], right=True)[:, 0]


class Row:
    """An answer that is being generated: how it is drawn, its length, an open tool call, ids that
    must come next.

    The tool is a state machine: outside (call is None), inside a call (its ids so far), and while
    `forced` holds the result, what the model draws does not count.
    """

    def __init__(self, index, prompt=(), max_new_tokens=256, seed=0, **sampling):
        """sampling: the fields of a Sampling."""
        self.index = index  # whose answer it is: whatever the caller knows it by
        self.prompt = list(prompt)
        self.begun = None  # a Cache with the first tokens of the prompt, while it is read in pieces
        self.answer = []  # ids
        self.max_new_tokens = max_new_tokens
        self.random = random.Random(seed)  # of its own, so that no other row changes what it draws
        self.sampling = Sampling(**sampling)
        self.call = None
        self.has_text = False
        self.forced = collections.deque()

    def next_id(self, sampled, tok):
        """The id that really comes next, and whether the model chose it."""
        special = tok.special
        if self.forced:
            return self.forced.popleft(), False
        if sampled == special["<|python_start|>"]:
            self.call = []
        elif sampled == special["<|python_end|>"] and self.call is not None:
            result = tok.encode(calculate(tok.decode(self.call)) or "error")
            self.forced.extend([special["<|output_start|>"], *result, special["<|output_end|>"]])
            self.call = None
        elif self.call is not None:
            self.call.append(sampled)
        else:
            self.has_text = True
        return sampled, True


def pad_behind(rows, pad, device):
    """Rows of ids as one tensor (B,longest). Causal attention hides what stands behind a row."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[pad] * (longest - len(row))] for row in rows], device=device)


def read_on(model, rows, cache, pad):
    """Read the next ids of every row in a cache (lists of ids): logits (B,V) of what comes then.

    A row with fewer of them is padded behind its end; the causal mask hides the padding from all
    that counts.
    """
    lengths = [len(ids) for ids in rows]
    h = model.hidden(pad_behind(rows, pad, cache.lengths.device), cache)  # (B,longest,C)
    cache.advance(lengths)
    return model.logits_of(h[range(len(rows)), [length - 1 for length in lengths]])


def prefill(model, prompts, capacity, pad):
    """Read all prompts at once: (cache, logits (B,V) of each prompt's next token). A prompt that is
    there several times, as in rl, is read once."""
    read = list(dict.fromkeys(map(tuple, prompts)))
    cache = Cache(model, len(read), capacity)
    logits = read_on(model, read, cache, pad)
    if len(read) < len(prompts):
        rows = [read.index(tuple(prompt)) for prompt in prompts]
        cache.repeat(rows)
        logits = logits[rows]
    return cache, logits


READ_TOGETHER = 4096  # tokens of prompts that are read in one step, at most
# Multiplications on a CPU, about 0.3 s: more of a prompt is not read in one step while other rows
# wait for their next id. (For one of 2,000 tokens and 85 million parameters they waited 7 to 10 s;
# read in pieces, it took 1.3 to 1.5 times as long itself.)
PIECE = 2**33
WORTH_RECALLING = 2**30  # multiplications, about 20 ms on a CPU: less is sooner done again
MEMORY = 2**28  # bytes of keys and values of answers that have ended, at most


class Engine:
    """Answers that are generated together, an id of each a step; they come and go at any of them.

    What a row draws depends on its prompt and its seed alone, whoever else is there. An engine is
    for weights that stay: when they have changed, make another.
    """

    def __init__(self, model, tok, capacity=None, remembers=False):
        """capacity: tokens that a row may come to have; by default all that the model sees.
        remembers: whether a prompt that goes on from an earlier answer, as in a chat, is read from
        there on.
        """
        self.model, self.tok = model, tok
        self.capacity = capacity or model.cfg.seq_len
        self.ends = [tok.special["<|assistant_end|>"], tok.bos]
        self.waiting = []  # rows whose prompts are not yet read
        self.rows = []  # those that are in the cache, in its order
        self.cache = None

        params = model.cfg.matmul_params()
        self.piece = READ_TOGETHER  # tokens, as the next
        if model.embed.weight.device.type == "cpu":
            self.piece = min(READ_TOGETHER, 1 + PIECE // params)
        self.worth = WORTH_RECALLING / params
        most = 0
        if remembers and self.capacity > self.worth:
            most = MEMORY // Cache(model, 1, self.capacity).kv.nbytes
        self.remembered = collections.deque(maxlen=most)  # (ids, kv) of ended rows

    @functools.cached_property
    def decoder(self):
        """The model's, made when a second id is asked for: the first one does not wait for it."""
        return self.model.decoder()

    def generate(self, prompts, max_new_tokens=256, seed=0, **sampling):
        """Continue prompts (lists of ids), with nobody else there; yields (row, id, sampled).

        sampled is False for a tool's result; see step for where a row ends. sampling: the fields of
        a Sampling. Same seed, same prompts: same ids. Who stops asking ends the answers.
        """
        rows = [
            Row(i, prompt, max_new_tokens, f"{seed} {i}", **sampling)
            for i, prompt in enumerate(prompts)
        ]
        try:
            for row in rows:
                self.add(row)
            while told := self.step():
                yield from ((row.index, token, sampled) for row, token, sampled in told)
        finally:
            self.drop(rows)

    def add(self, row):
        """Let a Row take part from the next step on. Raises ValueError where its prompt leaves no
        room for an answer."""
        if len(row.prompt) >= self.capacity:
            raise ValueError(
                f"a prompt has {len(row.prompt)} tokens; this model sees {self.capacity}"
            )
        self.waiting.append(row)

    @torch.inference_mode()
    def drop(self, rows):
        """Let these answers go, as far as they have not ended."""
        self.waiting = [row for row in self.waiting if row not in rows]
        self.leave([i for i, row in enumerate(self.rows) if row in rows])

    @torch.inference_mode()
    def step(self):
        """One more id of each answer, [(Row, id, sampled)]; sampled: False for a tool's result.

        A row leaves with assistant_end or bos (told too, but not before any text), with its
        max_new_tokens ids, or where the model's context is full.
        """
        if not self.rows and not self.waiting:
            return []
        drawn = self.draw(self.read())
        told, leaving = [], []
        for i, row in enumerate(self.rows):
            token, sampled = row.next_id(drawn[i], self.tok)
            row.answer.append(token)
            told.append((row, token, sampled))
            n_new = len(row.answer)
            is_full = n_new >= row.max_new_tokens or len(row.prompt) + n_new >= self.capacity
            if is_full or (sampled and token in self.ends):
                leaving.append(i)
        self.leave(leaving)
        return told

    def read(self):
        """The logits (B,V) of what comes next: behind the ids that were said last, and behind the
        prompts of rows that are new."""
        logits = []
        if self.rows:
            ids = [row.answer[-1] for row in self.rows]  # not yet in the cache
            if self.decoder:
                logits.append(torch.from_numpy(self.decoder(ids, self.cache)))
            else:
                rows = [[token] for token in ids]
                logits.append(read_on(self.model, rows, self.cache, self.tok.bos))
        if self.waiting:
            logits += self.admit()
        return torch.cat(logits) if len(logits) > 1 else logits[0]

    def admit(self):
        """Read prompts that wait, the first ones first, and take their rows in. Returns [their
        logits (B,V)]; [] where the first is long and others wait: of that one a piece is read."""
        most = self.piece if self.rows else max(READ_TOGETHER, self.capacity)  # tokens
        longest = itertools.accumulate((len(row.prompt) for row in self.waiting), max)
        n = sum(n * T <= most for n, T in enumerate(longest, 1))  # prompts that fit, with padding
        first = self.waiting[0]
        cache = first.begun or self.recall(first.prompt)
        if n > 1 and not cache:
            prompts = [row.prompt for row in self.waiting[:n]]
            cache, logits = prefill(self.model, prompts, self.capacity, self.tok.bos)
        else:
            n, cache = 1, cache or Cache(self.model, 1, self.capacity)
            rest = first.prompt[cache.longest :]
            logits = read_on(self.model, [rest[:most]], cache, self.tok.bos)
            first.begun = cache if len(rest) > most else None
            if first.begun:
                return []
        if self.rows:
            self.cache.join(cache)
        else:
            self.cache = cache
        self.rows, self.waiting = self.rows + self.waiting[:n], self.waiting[n:]
        return [logits]

    def recall(self, prompt):
        """A cache with those first tokens of a prompt that an earlier row has had; None where they
        are too few to matter."""

        def n_known(pair):  # the last one is read in any case: its logits are wanted
            return len(os.path.commonprefix([pair[0], prompt[:-1]]))

        ids, kv = max(self.remembered, key=n_known, default=([], None))
        n = n_known((ids, kv))
        if n <= self.worth:
            return None
        cache = Cache(self.model, 1, self.capacity)
        cache.kv[:, :, 0, :, :n] = kv[:, :, :, :n]
        cache.advance([n])
        return cache

    def remember(self, i):
        """Keep a row's keys and values, for a prompt that goes on from it."""
        ids = (self.rows[i].prompt + self.rows[i].answer)[:-1]  # the last one is not in the cache
        self.remembered.append((ids, self.cache.kv[:, :, i, :, : len(ids)].clone()))

    def draw(self, logits):
        """An id for each row of logits (B,V), by its own sampling."""
        alike = collections.defaultdict(list)  # rows that are sampled alike are drawn together
        for i, row in enumerate(self.rows):
            if not row.has_text:
                logits[i, self.ends] = -math.inf  # nobody is answered with nothing
            if row.sampling.changes_logits:
                row.sampling.change(logits[i], row.prompt, row.answer)
            alike[row.sampling].append(i)

        drawn = [0] * len(self.rows)
        for how, members in alike.items():
            chances = [self.rows[i].random.random() for i in members]
            some = logits if len(members) == len(drawn) else logits[members]
            ids = sample(some, torch.tensor(chances, device=logits.device), how)
            for i, token in zip(members, ids.tolist()):
                drawn[i] = token
        return drawn

    def leave(self, places):
        """Let the rows at these places go, given in rising order; the last row takes each place."""
        for i in reversed(places):
            if self.remembered.maxlen:
                self.remember(i)
            self.cache.drop(i)
            self.rows[i] = self.rows[-1]
            self.rows.pop()


def generate(model, tok, prompts, max_new_tokens=256, seed=0, **sampling):
    """Continue prompts (lists of ids); yields (row, id, sampled), step by step for all rows.

    As Engine.generate, in a cache that is no larger than these answers need.
    """
    longest = max(map(len, prompts)) + max_new_tokens
    engine = Engine(model, tok, min(longest, model.cfg.seq_len))
    yield from engine.generate(prompts, max_new_tokens, seed, **sampling)


@torch.inference_mode()
def score_rows(model, rows, n_top):
    """What the model thinks of rows (lists of ids), without sampling's temperature and limits.

    -> for each row [(id, log p in nats, [the n_top likeliest there, as (id, log p)])]. Nothing
    stands before a row's first id, so it has None for log p, and no others.
    """
    device = next(model.parameters()).device
    hidden = model.hidden(pad_behind(rows, rows[0][0], device))  # (B,longest,C)
    scores = []
    for row, h in zip(rows, hidden):  # of one row at a time: logits (B,T,V) may not fit
        log_p = model.logits_of(h[: len(row) - 1]).log_softmax(dim=-1)  # (T-1,V)
        own = log_p[range(len(row) - 1), row[1:]].tolist()
        values, ids = (t.tolist() for t in log_p.topk(n_top))
        likeliest = [list(zip(*pair)) for pair in zip(ids, values)]
        scores.append([(row[0], None, []), *zip(row[1:], own, likeliest)])
    return scores


# ---- devices: pick_device, bf16_is_fast, pick_dtype ----------------------------------------------


def pick_device(name):
    """auto, cpu, cuda or mps -> a torch device name; ends the program if that one is absent."""
    available = dict(  # in the order in which auto prefers them
        cuda=torch.cuda.is_available(),
        mps=torch.backends.mps.is_available(),
        cpu=True,
    )
    if name == "auto":
        return next(device for device, there in available.items() if there)
    if name not in available:
        fail(f"--device {name}: wanted auto, cpu, cuda or mps")
    if not available[name]:
        fail(f"--device {name}: this machine has none that torch can use; try --device auto")
    return name


@functools.cache
def bf16_is_fast(device):
    """Whether products are faster in bf16. A CPU without instructions for it takes a hundred times
    as long as in fp32, so there it is timed."""
    if device != "cpu":
        return device != "mps" and torch.cuda.is_bf16_supported(including_emulation=False)
    a = torch.ones(256, 256)
    fp32, bf16 = (min(timeit.repeat(lambda: b @ b, number=1, repeat=30)) for b in (a, a.bfloat16()))
    return bf16 * 1.25 < fp32


def pick_dtype(asked, device, had=""):
    """auto, fp32 or bf16 -> which of the two training computes in.

    had: what the run that is continued computed in, if any. auto takes bf16 where it is fast.
    """
    if asked != "auto":
        return asked
    is_fast = bf16_is_fast(device)
    if had == "bf16" and not is_fast:
        tokenizer.note("this run began in bf16, which is slow here; it goes on in fp32")
    return "bf16" if is_fast and had != "fp32" else "fp32"


# ---- checkpoints: save_checkpoint, take_place, newest_checkpoint, load_checkpoint, load_model ----


def stage_dir(stage):
    return base_dir() / "checkpoints" / stage


def step_of(checkpoint):
    return int(checkpoint.name.removeprefix("step_"))


def step_folders(folder):
    """The checkpoints in a stage's folder by step, whole or not; other names do not count."""
    named = (path for path in folder.glob("step_*") if re.fullmatch(r"step_\d+", path.name))
    return sorted(filter(Path.is_dir, named), key=step_of)


def state_of(checkpoint):
    return read_json(checkpoint / "state.json")


def sync(path):
    """Make sure that a file or folder is on the disk and not only in the system's memory."""
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@contextlib.contextmanager
def only_run():
    """Hold the base folder: two trainings in it would overwrite each other's checkpoints."""
    base_dir().mkdir(parents=True, exist_ok=True)
    with open(base_dir() / "lock", "a+") as f:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            f.seek(0)
            holder = f.read().strip() or "unknown"
            fail(
                f"another run holds {base_dir()} (process {holder}); "
                f"wait, stop it, or set NANOCHAT_BASE_DIR"
            )
        f.truncate(0)
        f.write(str(os.getpid()))
        f.flush()
        yield


KEPT = 2  # checkpoints of a stage: the newest, and one to fall back on


def save_checkpoint(stage, step, model, optimizer_state, tok, state, into=None):
    """Write checkpoints/STAGE/step_000123 whole or not at all, then drop all but the newest KEPT.

    into: another folder than STAGE's.

    In it: weights.pt, optimizer.pt, tokenizer.json (so that weights never meet another
    vocabulary), state.json (config, step, what the stage needs to go on) and MANIFEST.json
    with each file's sha256.

    A kill may come at any moment. So all is written into a hidden folder, forced to the disk, and
    made visible by one rename; and what is dropped is hidden by a rename before its files go. The
    base folder's lock (only_run) lets one process at a time write here, so the two
    hidden names can be fixed.
    """
    final = (into or stage_dir(stage)) / f"step_{step:06d}"
    temp, dropped = final.with_name(".new"), final.with_name(".dropped")
    for left_by_a_kill in (temp, dropped):
        shutil.rmtree(left_by_a_kill, ignore_errors=True)

    temp.mkdir(parents=True)
    weights = {name: p.cpu() for name, p in model.state_dict().items()}
    about = dict(stage=stage, step=step, model=asdict(model.cfg), tokenizer_hash=tok.hash)
    torch.save(weights, temp / "weights.pt")
    torch.save(optimizer_state, temp / "optimizer.pt")
    tokenizer.save_tokenizer(tok, temp / "tokenizer.json")
    tokenizer.write_atomic(temp / "state.json", json.dumps(state | about, indent=1))

    manifest = {path.name: tokenizer.file_sha256(path) for path in sorted(temp.iterdir())}
    tokenizer.write_atomic(temp / "MANIFEST.json", json.dumps(manifest, indent=1))
    for path in (*temp.iterdir(), temp):
        sync(path)

    if final.exists():
        os.replace(final, dropped)
    os.replace(temp, final)
    sync(final.parent)
    shutil.rmtree(dropped, ignore_errors=True)
    ours = [folder for folder in step_folders(final.parent) if step_of(folder) <= step]
    for old in ours[:-KEPT]:
        os.replace(old, dropped)
        shutil.rmtree(dropped)
    return final


def is_finished(folder):
    """Whether the run in a stage's folder has come to its end."""
    newest = newest_in(folder)
    return newest is not None and bool(state_of(newest).get("section"))


def new_dir(stage):
    """Where a new run puts its first checkpoint while STAGE still holds the run before."""
    return stage_dir(f"{stage}.new")


def take_place(stage):
    """Let a new run, whose first checkpoint lies in STAGE.new, take the place of the one before.

    That one is kept as STAGE.old. But an unfinished one is dropped where STAGE.old is finished:
    work that was brought to its end is never given up for work that was not. A kill between
    the two renames leaves no STAGE: see finish_move.
    """
    here, new, old = stage_dir(stage), new_dir(stage), stage_dir(f"{stage}.old")
    if here.exists():
        if is_finished(old) and not is_finished(here):
            shutil.rmtree(here)
        else:
            shutil.rmtree(old, ignore_errors=True)
            os.replace(here, old)
            print(f"the older {stage} is kept in {old}")
    os.replace(new, here)
    sync(here.parent)


def damage_of(folder):
    """What is wrong with a checkpoint folder, or "" if every file is as its manifest says."""
    try:
        for name, digest in read_json(folder / "MANIFEST.json").items():
            if tokenizer.file_sha256(folder / name) != digest:
                return f"{name} is not what its manifest says"
    except (OSError, ValueError, AttributeError) as error:
        return f"unreadable ({error})"
    return ""


def finish_move(stage):
    """Make up for a take_place that was killed between its two renames."""
    if not stage_dir(stage).exists() and newest_in(new_dir(stage)):
        os.replace(new_dir(stage), stage_dir(stage))


def newest_in(folder):
    """The newest whole checkpoint in a folder, or None; damaged ones are named, and not used."""
    for checkpoint in reversed(step_folders(folder)):
        damage = damage_of(checkpoint)
        if not damage:
            return checkpoint
        tokenizer.note(f"checkpoint {checkpoint} is damaged: {damage}; looking for one before it")
    return None


def newest_checkpoint(stage):
    """The newest whole checkpoint of a stage, or None."""
    return newest_in(stage_dir(stage))


LARGEST = 1e18  # of a weight: the square of a larger one does not fit in 32 bits


def check_weights(model, where):
    """End the program where a weight is lost: everything after it would be noise."""
    for name, p in model.named_parameters():
        if not p.abs().max() < LARGEST:
            fail(f"{where}: {name} is not a number any more; train it anew with a lower --lr")


def load_checkpoint(folder, device="cpu", with_optimizer=False):
    """(model, tokenizer, state, optimizer state or None) from a checkpoint folder."""
    state = state_of(folder)
    model = GPT(GPTConfig(**state["model"]))
    model.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    check_weights(model, f"checkpoint {folder}")
    tok = tokenizer.load_tokenizer(folder / "tokenizer.json")
    optimizer_state = None
    if with_optimizer:
        optimizer_state = torch.load(folder / "optimizer.pt", weights_only=True)
    return model.to(device), tok, state, optimizer_state


def load_model(stage, device="cpu"):
    """(model, tokenizer, state) of a stage's newest checkpoint; ends the program without one."""
    folder = newest_checkpoint(stage)
    if folder is None:
        fail(
            f"no checkpoint of stage {stage} in {stage_dir(stage)}; "
            f"train it: python train.py --stage {stage}"
        )
    model, tok, state, _ = load_checkpoint(folder, device)
    return model.eval(), tok, state


# ---- export and import: hf_name, hf_config, hf_tokenizer, export, import_model, main -------------

HF_NAMES = {  # what our modules are called in transformers' NanoChatForCausalLM
    "embed": "model.embed_tokens",
    "head": "lm_head",
    "blocks": "model.layers",
    "attention.q": "self_attn.q_proj",
    "attention.k": "self_attn.k_proj",
    "attention.v": "self_attn.v_proj",
    "attention.out": "self_attn.o_proj",
    "up": "mlp.fc1",
    "down": "mlp.fc2",
}


HF_FIELDS = dict(  # and the fields of GPTConfig in its config.json
    vocab="vocab_size",
    seq_len="max_position_embeddings",
    depth="num_hidden_layers",
    width="hidden_size",
    heads="num_attention_heads",
    kv_heads="num_key_value_heads",
)


def hf_name(name):
    """blocks.3.attention.q.weight -> model.layers.3.self_attn.q_proj.weight"""
    for ours, theirs in HF_NAMES.items():
        if f".{ours}." in f".{name}":
            name = f".{name}".replace(f".{ours}.", f".{theirs}.", 1)[1:]
    return name


def hf_config(cfg):
    """What transformers has to know to build the same model, under the names of a config.json."""
    return {theirs: getattr(cfg, ours) for ours, theirs in HF_FIELDS.items()} | dict(
        model_type="nanochat",
        intermediate_size=4 * cfg.width,
        hidden_act="relu2",
        rms_norm_eps=1e-6,
        rope_parameters=dict(rope_type="default", rope_theta=10_000.0),
        final_logit_softcapping=LOGIT_CAP,
        tie_word_embeddings=False,
    )


def byte_letters():
    """{byte: a letter that can be printed}, as GPT-2's vocabulary writes bytes: 32 -> "Ġ"."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]  # these stand for themselves
    hidden = [byte for byte in range(256) if byte not in shown]
    return {byte: chr(byte) for byte in shown} | {b: chr(256 + i) for i, b in enumerate(hidden)}


def hf_tokenizer(tok):
    """The tokenizer.json with which the library tokenizers gives the same ids, and bos in front.

    It wants the two halves of every join, of which we keep only the whole: they are what the
    tokens before it make of it.
    """
    letters = byte_letters()
    known, vocab, merges = {}, {}, []

    def written(data):
        return "".join(letters[byte] for byte in data)

    for i, token in enumerate(tok.token_bytes[: tok.merges_end]):
        if len(token) > 1:
            halves = tokenizer.encode_piece(token, known)
            merges.append(" ".join(written(tok.token_bytes[half]) for half in halves))
        known[token] = vocab[written(token)] = i

    bos = tokenizer.SPECIALS[0]
    front = dict(SpecialToken=dict(id=bos, type_id=0))
    first, second = (dict(Sequence=dict(id=name, type_id=0)) for name in "AB")
    as_bytes = dict(type="ByteLevel", add_prefix_space=False, trim_offsets=False, use_regex=False)
    pattern = dict(Regex=tokenizer.PATTERN)
    split = dict(type="Split", pattern=pattern, behavior="Isolated", invert=False)
    as_it_is = dict(single_word=False, lstrip=False, rstrip=False, normalized=False)
    return dict(
        version="1.0",
        added_tokens=[
            dict(id=i, content=name, special=True, **as_it_is) for name, i in tok.special.items()
        ],
        pre_tokenizer=dict(type="Sequence", pretokenizers=[split, as_bytes]),
        model=dict(type="BPE", vocab=vocab, merges=merges),
        post_processor=dict(
            type="TemplateProcessing",
            single=[front, first],
            pair=[front, first, second],
            special_tokens={bos: dict(id=bos, ids=[tok.bos], tokens=[bos])},
        ),
        decoder=as_bytes,
    )


# tok.render_chat and tok.render_prompt as a template in Jinja, for messages whose content is a text
CHAT_TEMPLATE = """
{{- '<|bos|>' -}}
{%- set waiting = namespace(system='') -%}
{%- for message in messages -%}
{%- if message.role == 'system' -%}
{%- set waiting.system = waiting.system + message.content + '\n\n' -%}
{%- elif message.role == 'user' -%}
{{- '<|user_start|>' + waiting.system + message.content + '<|user_end|>' -}}
{%- set waiting.system = '' -%}
{%- elif message.role == 'assistant' -%}
{{- '<|assistant_start|>' + message.content + '<|assistant_end|>' -}}
{%- else -%}
{{- raise_exception('role ' + message.role + ': wanted system, user or assistant') -}}
{%- endif -%}
{%- endfor -%}
{%- if waiting.system -%}
{{- '<|user_start|>' + waiting.system | trim + '<|user_end|>' -}}
{%- endif -%}
{%- if add_generation_prompt -%}
{{- '<|assistant_start|>' -}}
{%- endif -%}
"""


def need_safetensors():
    """The module that reads and writes weights as transformers does."""
    try:
        import safetensors.torch
    except ImportError:
        fail("this needs safetensors; type: pip install safetensors")
    return safetensors.torch


def export(stage, out):
    """Write a stage's model as transformers' NanoChatForCausalLM reads it, and its tokenizer.

    Of a text AutoTokenizer makes bos and the ids of tok.py, with one exception: where it says
    <|user_end|> it becomes that special token, which ours never does. Against that helps
    tokenizer(text, split_special_tokens=True). Set once and for all it would also take apart what
    the chat template writes, as that is a text to transformers too. So whoever renders what
    strangers type should do it with tok.py.
    """
    safetensors = need_safetensors()
    model, tok, _ = load_model(stage)
    tensors = {hf_name(name): p for name, p in model.state_dict().items()}
    end = tok.special["<|assistant_end|>"]
    ids = dict(bos_token_id=tok.bos, eos_token_id=end, pad_token_id=end)
    about = dict(architectures=["NanoChatForCausalLM"], dtype="float32")
    files = {
        "config.json": hf_config(model.cfg) | about | ids,
        "generation_config.json": ids | dict(eos_token_id=[end, tok.bos]),  # as Engine.ends
        "tokenizer.json": hf_tokenizer(tok),
        "tokenizer_config.json": dict(
            tokenizer_class="PreTrainedTokenizerFast",
            bos_token="<|bos|>",
            eos_token="<|assistant_end|>",
            pad_token="<|assistant_end|>",
            model_max_length=model.cfg.seq_len,
            clean_up_tokenization_spaces=False,
            chat_template=CHAT_TEMPLATE,
        ),
    }

    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    safetensors.save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    for name, content in files.items():
        tokenizer.write_atomic(out / name, json.dumps(content, indent=1))
    print(
        f"exported {stage} to {out}: AutoModelForCausalLM and AutoTokenizer"
        f".from_pretrained({str(out)!r}) give the same logits and ids"
    )


def read_hf_tokenizer(content):
    """The Tokenizer of a tokenizer.json, if it is one of ours; ValueError or another where not."""
    byte_of = {letter: byte for byte, letter in byte_letters().items()}
    vocab = content["model"]["vocab"]
    tokens = sorted(vocab, key=vocab.get)
    tok = tokenizer.Tokenizer([bytes(byte_of[letter] for letter in text) for text in tokens])

    def essence(content):
        """What decides which ids a text has. Some write a join as a pair, some as a text."""
        model = content["model"]
        return dict(
            vocab=model["vocab"],
            merges=[m if isinstance(m, str) else " ".join(m) for m in model["merges"]],
            added_tokens={token["content"]: token["id"] for token in content["added_tokens"]},
            normalizer=content.get("normalizer"),
            pre_tokenizer=content.get("pre_tokenizer"),
        )

    wanted = essence(hf_tokenizer(tok))
    for name, got in essence(content).items():
        if got != wanted[name]:
            raise ValueError(f"its {name} is not as fivechat's")
    return tok


def read_hf_config(content, tok):
    """The GPTConfig of a config.json; ValueError where our model cannot be like that."""
    cfg = GPTConfig(**{ours: content[theirs] for ours, theirs in HF_FIELDS.items()})
    wanted = hf_config(cfg) | dict(vocab_size=tok.vocab)
    # older names of what we write, and what our model has not
    wanted |= dict(rope_theta=10_000.0, rope_scaling=None, attention_bias=False)
    for name, value in wanted.items():
        if content.get(name, value) != value:
            raise ValueError(f"{name} is {content[name]}, wanted {value}")
    return cfg


def read_hf_weights(model, folder):
    """Fill a model from the safetensors of a folder; ValueError where they are another's."""
    safetensors = need_safetensors()
    names, index = {"model.safetensors"}, folder / "model.safetensors.index.json"
    if index.exists() and not (folder / "model.safetensors").exists():  # in parts
        names = set(read_json(index)["weight_map"].values())
    tensors = {}
    for name in sorted(names):
        tensors |= safetensors.load_file(folder / name)

    ours = {hf_name(name): p for name, p in model.named_parameters()}
    if odd := sorted(ours.keys() ^ tensors.keys()):
        raise ValueError(f"{odd[0]} is {'missing' if odd[0] in ours else 'not known here'}")
    for name, p in ours.items():
        if tensors[name].shape != p.shape:
            shapes = f"{list(tensors[name].shape)}, wanted {list(p.shape)}"
            raise ValueError(f"{name} has the shape {shapes}")
        p.data.copy_(tensors[name])


@contextlib.contextmanager
def reading(path):
    """What goes wrong within is said of this file: in files of any content anything can be."""
    try:
        yield path
    except Exception as error:
        wanted = "wanted a model that python gpt.py export has written, or one like it"
        fail(f"{path}: {type(error).__name__}: {error}; {wanted}")


def import_model(folder, stage):
    """Make a folder in transformers' layout, as export writes it, the newest run of a stage."""
    folder = Path(folder)
    with reading(folder / "tokenizer.json") as path:
        tok = read_hf_tokenizer(read_json(path))
    with reading(folder / "config.json") as path:
        cfg = read_hf_config(read_json(path), tok)
        model = GPT(cfg)
    with reading(folder / "model.safetensors"):
        read_hf_weights(model, folder)
    check_weights(model, str(folder))

    own = base_dir() / "tokenizer" / "tokenizer.json"
    if own.exists() and tokenizer.load_tokenizer(own).hash != tok.hash:
        fail(f"{folder} has another tokenizer than {own}; set NANOCHAT_BASE_DIR to a new folder")
    # what a stage that goes on from it takes over
    config = dict(
        depth=cfg.depth,
        aspect=max(1, round(cfg.width / cfg.depth)),
        seq_len=cfg.seq_len,
        batch_tokens=16 * cfg.seq_len,
        device_rows=16,
        chats="",
        curriculum=0.5,
    )
    section = "imported", dict(imported_from=str(folder.resolve()), imported_at=time.time())
    state = dict(parent="", data_key="", config=config, section=section)
    with only_run():
        if not own.exists():
            tokenizer.save_tokenizer(tok, own)
        finish_move(stage)
        shutil.rmtree(new_dir(stage), ignore_errors=True)
        save_checkpoint(stage, 0, model, {}, tok, state, into=new_dir(stage))
        take_place(stage)
    print(f"imported {folder} as stage {stage}; talk to it: python chat.py --stage {stage}")


def main(argv=None):
    parser = tokenizer.Flags(prog="gpt.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    stages = ("base", "mid", "sft", "rl")
    command = commands.add_parser("export", help="write a model in transformers' layout")
    command.add_argument("--stage", default="rl", choices=stages)
    command.add_argument("--out", required=True, help="the folder to write")
    command = commands.add_parser("import", help="read a model in transformers' layout")
    command.add_argument("folder", help="what export, or transformers, has written")
    command.add_argument("--stage", default="sft", choices=stages)
    flags = parser.parse_args(argv)
    if flags.command == "export":
        export(flags.stage, flags.out)
    else:
        import_model(flags.folder, flags.stage)


if __name__ == "__main__":
    tokenizer.run_command(main)
