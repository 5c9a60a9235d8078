"""chat.py: weights -> talk: in the terminal, in a web page, as a server of known protocols.

run:    python chat.py
        python chat.py -p "What is the capital of France?"      (-p - reads it from a pipe)
        python chat.py --serve
reads:  $NANOCHAT_BASE_DIR/checkpoints/STAGE/
writes: in the terminal, what /save is told, and $NANOCHAT_BASE_DIR/chat_history.jsonl

map:    sampling    the numbers that say how an answer is made, with their limits
        answers     a stage's model; a prompt that fits it; its ids as text and tool calls
        terminal    one answer (-p), or a conversation and its commands
        requests    what OpenAI's protocols and Anthropic's ask for, read and checked
        replies     what they answer, as one object or as a stream of small ones
        server      HTTP: who may ask, who has to wait, what is sent
        page        what a browser shows, as one string
        main        the flags

One road leads through the file, for the terminal and the server alike:

    messages -> prompt_ids -> ids -> gpt.generate -> ids -> AnswerReader -> parts -> shown or sent

A part is a pair. ("text", str) is a piece of the answer. ("tool", (expression, result)) is a use of
the calculator. ("end", (why, count)) comes last: why is "stop" where the model or a stop string
ended the answer and "length" where it ran out of room or time, count is how many ids it took.
"""

import os
import signal
import sys

if __name__ == "__main__":

    def stop_at_once(*_):
        print("\nstopped", file=sys.stderr)
        os._exit(128 + signal.SIGINT)

    # What follows takes seconds to load: time enough to think better of it. Not by an exception, as
    # in the rest of the program: some of what is loaded catches any
    signal.signal(signal.SIGINT, stop_at_once)

# isort: split
import argparse
import codecs
import collections
import ctypes
import functools
import hmac
import itertools
import json
import math
import queue
import re
import socket
import threading
import time
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Callable, NamedTuple
from urllib.parse import unquote

import gpt  # before torch: it says how torch's and NumPy's threads work
import tok as tokenizer
from tok import fail, render_prompt

# isort: split
import torch

# ---- sampling: SAMPLING, sampling ----------------------------------------------------------------

# name: (type, default, lowest, highest, what --help says)
# Each is a flag of the command line and a keyword argument of gpt.generate; a request to the server
# may set most of them too (read_sampling).
#
# Temperature 0 by default: a small model spreads much of its probability over tokens that are each
# unlikely, so a draw often takes one of them, and a question of fact has one right answer.
SAMPLING = {
    "temperature": (float, 0.0, 0, 10, "0 takes the likeliest token, which suits facts best"),
    "top_k": (int, 0, 0, 10**9, "only the K likeliest tokens; 0 is off"),
    "top_p": (float, 1.0, 1e-6, 1, "only the likeliest tokens that make up this share"),
    "min_p": (float, 0.0, 0, 1, "only tokens this share as likely as the likeliest"),
    "repetition_penalty": (float, 1.0, 0.1, 10, "above 1: tokens already there are less likely"),
    "max_new_tokens": (int, 128, 1, 10**6, "an answer ends after so many tokens"),
    "seed": (int, 0, -(2**63), 2**63 - 1, "other seeds, other draws (above temperature 0)"),
}


def sampling(flags):
    """The flags that gpt.generate takes, as its keyword arguments."""
    return {name: getattr(flags, name) for name in SAMPLING}


# ---- answers: open_model, prompt_ids, AnswerReader, stream_answer, stream_answers ----------------

STAGES = ("rl", "sft", "mid", "base")  # the later, the better it talks


def trained_stages():
    return (stage for stage in STAGES if gpt.newest_checkpoint(stage))


def open_model(stage, device):
    """(model, tok, stage, step) of a stage's newest checkpoint; "" takes the last stage that has a
    whole one."""
    stage = stage or next(trained_stages(), None)
    if stage is None:
        fail(f"no checkpoint in {tokenizer.base_dir()}; train a model first: bash run.sh")

    device = gpt.pick_device(device)
    try:
        model, tok, state = gpt.load_model(stage, device)
    except Exception as error:
        # damaged in a way that its manifest does not tell, or another version's, or too large:
        # any kind of error may come out of that
        remedy = f"try another --stage, or: python train.py --stage {stage} --resume none"
        fail(f"cannot load stage {stage}: {in_one_line(error)}; {remedy}")
    return model, tok, stage, state["step"]


def open_engine(stage, device):
    """(engine, tok, stage): an Engine, which reads a chat on from its answer before."""
    model, tok, stage, _ = open_model(stage, device)
    return gpt.Engine(model, tok, remembers=True), tok, stage


def in_one_line(error):
    """What an exception says, as one line of a readable length: torch's have many lines."""
    lines = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0][:200]}"


def room_for_prompt(seq_len, max_new_tokens):
    """How many of seq_len tokens a prompt may take: all but what the answer needs.

    No more than a third is kept for the answer, or a large max_new_tokens would leave no room to
    ask. An answer that needs more is cut where the context is full."""
    return seq_len - min(max_new_tokens, seq_len // 3)


def fit_history(tok, messages, room):
    """(ids, dropped): a chat as a prompt of at most `room` tokens, how many messages it leaves out.

    A model sees seq_len tokens and no more, so a long conversation loses its beginning: whole turns
    go, the oldest first, a question together with its answer. System messages stay: they say how to
    answer the rest. It is done anew for each prompt and the caller keeps all messages.

    ids is None where the last message alone is too long."""
    messages = list(messages)
    dropped = 0
    while len(ids := render_prompt(tok, messages)) > room:
        questions = [i for i, message in enumerate(messages) if message["role"] == "user"]
        if len(questions) < 2:
            return None, dropped
        first, second = questions[:2]
        system = [message for message in messages[:first] if message["role"] == "system"]
        messages = system + messages[second:]
        dropped += second - len(system)
    return ids, dropped


def prompt_ids(tok, stage, messages, room):
    """(ids, dropped) of the prompt that a stage understands, as fit_history gives them.

    base has not met chats, only text: it goes on from the last message as if that were the
    beginning of a document. Of a text that is too long it reads the end, where it has to go on."""
    if stage == "base":
        ids = tok.encode(messages[-1]["content"])
        return [tok.bos, *ids[-(room - 1) :]], 0
    return fit_history(tok, messages, room)


# The states of an AnswerReader: what its next id is.
TEXT = "text"  # a piece of the answer
CALL = "call"  # a piece of the expression that the calculator is asked
CLAIM = "claim"  # a piece of a result that the model made up
ENDED = "ended"  # nothing: the answer is over


class AnswerReader:
    """Turns the ids of one answer, one at a time, into parts: a state machine.

    "What is 12 * 34?" may be answered by the ids of
        <|python_start|>12 * 34<|python_end|><|output_start|>408<|output_end|>
        It is 408.<|assistant_end|>
    whose parts are ("tool", ("12 * 34", "408")), ("text", "It"), ("text", " is"), and so on, and
    last ("end", ("stop", count)).

    A result is the calculator's where its ids were put in and not sampled. Nothing keeps a model
    from writing <|output_start|> and a number itself, and to show that as calculated would be a
    lie. It is not shown as text either: it is no answer, and training does not judge it as one.

    Look for the two places that keep text back. An id may end within a character (a byte-level
    token can be one of the four bytes of an emoji): `utf8` keeps the bytes until the others come.
    And text may be the beginning of a stop string: `held` keeps it until that is decided, and
    `held_tools` the uses of the calculator that come behind it."""

    def __init__(self, tok, stop):
        self.tok = tok
        self.stop = stop  # the answer ends where the first of these strings begins

        self.state = TEXT
        self.ids = []  # that were read
        self.block = []  # ids of the call or the result that is open
        self.expression = ""  # the last call, until its result is there
        self.utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self.held = ""
        self.held_tools = []  # (how many characters of held come before it, the call)

        self.text, self.tools, self.why = "", [], ""  # what its parts have said so far

    def read(self, token, sampled):
        """Take the next id, as gpt.generate yields it; returns a list of the parts it completes.

        What opens and closes a call is decided as in gpt.Row, which asks the calculator."""
        special = self.tok.special
        self.ids.append(token)

        if not sampled:
            return self.read_result(token)
        if token in (special["<|assistant_end|>"], self.tok.bos):
            self.state = ENDED
        elif token == special["<|python_start|>"]:
            self.state, self.block = CALL, []
        elif self.state == CALL and token == special["<|python_end|>"]:
            self.state, self.expression = TEXT, self.tok.decode(self.block)
        elif self.state == CALL:
            self.block.append(token)
        elif token == special["<|output_start|>"]:
            self.state = CLAIM
        elif token == special["<|output_end|>"]:
            self.state = TEXT
        elif self.state == TEXT:
            return self.read_text(token)
        return []

    def read_result(self, token):
        """Take an id that the calculator put in."""
        if token == self.tok.special["<|output_start|>"]:
            self.block = []
        elif token != self.tok.special["<|output_end|>"]:
            self.block.append(token)
        else:
            self.held_tools.append((len(self.held), (self.expression, self.tok.decode(self.block))))
            return self.release(self.n_free())
        return []

    def read_text(self, token):
        """Take an id of the answer's text."""
        self.held += self.utf8.decode(self.tok.decode_bytes([token]))
        n_free = self.n_free()
        if self.n_before_stop() <= n_free:
            self.state = ENDED
            return []
        return self.release(n_free)

    def n_before_stop(self):
        """How many of the held characters come before the first stop string; infinity without."""
        found = [self.held.index(text) for text in self.stop if text in self.held]
        return min(found, default=math.inf)

    def n_free(self):
        """How many of the held characters no stop string can begin with, whatever comes.

        Of "It is a ca" these are 8 where "cat" is a stop string, and all 10 where "dog" is."""
        for start in range(len(self.held)):
            rest = self.held[start:]
            if any(text.startswith(rest) for text in self.stop):
                return start
        return len(self.held)

    def release(self, n):
        """The parts that the first n held characters make, with the tool's among them in place."""
        parts, start = [], 0
        for place, part in self.held_tools:
            if place <= n:
                parts += [("text", self.held[start:place]), ("tool", part)]
                self.tools.append(part)
                start = place
        parts.append(("text", self.held[start:n]))

        self.text += self.held[:n]
        self.held = self.held[n:]
        self.held_tools = [(place - n, part) for place, part in self.held_tools if place > n]
        return [(kind, part) for kind, part in parts if part]

    def finish(self):
        """The parts that are left when no more ids come. A call that is still open is not shown."""
        self.held += self.utf8.decode(b"", final=True)  # half a character becomes U+FFFD
        n = self.n_before_stop()
        self.why = "stop" if self.state == ENDED or n < math.inf else "length"
        return [*self.release(min(n, len(self.held))), ("end", (self.why, len(self.ids)))]


def stream_answer(engine, reader, prompt, how):
    """Yield the parts of an answer while it is made. prompt: ids; reader: a new AnswerReader.

    how: keyword arguments of gpt.Engine.generate. Ids are made when they are asked for, so whoever
    stops asking for parts also stops the model."""
    for _, part in stream_answers(engine.generate, [reader], [prompt], how):
        yield part


def stream_answers(generate, readers, prompts, how):
    """Yield (row, part) of several answers; else as stream_answer. generate(prompts, ...): of an
    Engine, or of a Batch that others use as well, and that tells by None for an id where one ends.

    An answer that a stop string ended stays in the batch, unread, until the others have ended.
    With max_new_tokens 0 there is nothing but the ends."""
    ids = generate(prompts, **how) if how["max_new_tokens"] else ()
    ends = ((row, None, False) for row, _ in enumerate(readers))  # which an Engine does not tell
    going = dict(enumerate(readers))
    for row, token, sampled in itertools.chain(ids, ends):
        if row not in going:
            continue
        reader = going[row]
        parts = [] if token is None else reader.read(token, sampled)
        if token is None or reader.state == ENDED:
            parts += reader.finish()  # each has its end as soon as it is known
            del going[row]
        yield from ((row, part) for part in parts)
        if not going:
            break


# ---- terminal: EXAMPLES, one_shot, talk ----------------------------------------------------------

# What the curriculum makes a model answer well, as it is to be typed: in the terminal's /help and
# in the page's greeting. base has its own, as it goes on from a text.
EXAMPLES = {
    "en": {
        "chat": (
            "What is 12 * 34?",
            "What is the capital of Japan?",
            "How many r are in strawberry?",
            "Tell me a story about a fox.",
            "Write a Python function that adds two numbers.",
        ),
        "base": ("The capital of Japan is", "The word cat is spelled"),
    },
    "zh": {
        "chat": (
            "12乘34等于多少？",
            "日本的首都是什么？",
            "讲一个小猫的故事。",
            "写一个Python函数，返回一个数的平方。",
        ),
        "base": ("法国的首都是", "天空的颜色是"),
    },
}


def examples_for(tok, stage):
    """What to ask a stage, in the language that it was trained in.

    Its tokenizer gives that away: to one that has learned Chinese words, a Chinese sentence has
    fewer tokens than characters, and to any other it has a token for each of its many bytes."""
    chinese = EXAMPLES["zh"]["chat"][0]
    language = "zh" if len(tok.encode(chinese)) < len(chinese) else "en"
    return EXAMPLES[language]["base" if stage == "base" else "chat"]


def message_content(parts):
    """The parts of an answer as a message's content, in the layout of the chats that are trained.

    A text alone is a str; ("tool", ("1+2", "3")), ("text", "It is"), ("text", " 3.") becomes
    [{"type": "python", "text": "1+2"}, {"type": "python_output", "text": "3"},
     {"type": "text", "text": "It is 3."}]"""
    content = []
    for kind, part in parts:
        if kind == "tool":
            names = ("python", "python_output")
            content += [dict(type=name, text=text) for name, text in zip(names, part)]
        elif kind == "text" and content and content[-1]["type"] == "text":
            content[-1]["text"] += part
        elif kind == "text":
            content.append(dict(type="text", text=part))
    has_tool = any(kind == "tool" for kind, _ in parts)
    return content if has_tool else tokenizer.text_of(content)


def show_answer(parts):
    """Print an answer while it comes; returns the parts, and whether Ctrl-C ended it.

    A tool call stands dimmed in front of the text that it led to: [12 * 34 = 408] It is 408."""
    # escape codes are for eyes; a file or a pipe gets the bare text
    dim, plain = ("\x1b[2m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    said, stopped = [], False
    try:
        for kind, part in parts:
            said.append((kind, part))
            if kind == "tool":
                expression, result = part
                print(f"{dim}[{expression} = {result}]{plain} ", end="", flush=True)
            if kind == "text":
                print(part, end="", flush=True)
    except KeyboardInterrupt:
        stopped = True
        print(f"{dim} (stopped){plain}", end="")
    print()
    return said, stopped


def answer(speaker, messages, how):
    """Show a speaker's answer to the last of messages; returns what show_answer does.

    how: keyword arguments of gpt.generate."""
    engine, tok, stage = speaker
    room = room_for_prompt(engine.capacity, how["max_new_tokens"])
    ids, dropped = prompt_ids(tok, stage, messages, room)
    if ids is None:
        wanted = f"at most {room} tokens, which is what stage {stage} can read"
        fail(f"the message is too long: wanted {wanted}; type a shorter one")
    if dropped:
        tokenizer.note(
            f"the conversation is longer than the {room} tokens that stage {stage} can read: the "
            "oldest questions are left out, each with its answer, until it fits; /reset begins anew"
        )
    return show_answer(stream_answer(engine, AnswerReader(tok, stop=[]), ids, how))


def one_shot(flags):
    """Answer --prompt, and end."""
    question = sys.stdin.read() if flags.prompt == "-" else flags.prompt
    question = question.strip()
    if not question:
        what = "what -p - read from the pipe" if flags.prompt == "-" else "-p"
        fail(f'{what} is empty; wanted a question, as in: python chat.py -p "What is 2 + 3?"')

    speaker = open_engine(flags.stage, flags.device)
    _, stopped = answer(speaker, [dict(role="user", content=question)], sampling(flags))
    if stopped:
        sys.exit(128 + signal.SIGINT)


@dataclass(frozen=True)
class Conversation:
    """Who answers in the terminal, and what was said. Each line typed leads to the next one."""

    speaker: tuple  # (engine, tok, stage), as open_engine gives them
    messages: tuple = ()  # dicts of role and content, as render_prompt reads them
    turns: int = 0  # answers given, over resets too
    compared: tuple = ()  # the speakers that are to answer the next question, after /compare


HELP = """/reset         forget this conversation
/stage NAME    talk to another stage: base, mid, sft, rl
/compare A B   let two stages answer the next question, or what stands behind them
/save FILE     add the conversation to a .jsonl file, as train.py --chats reads it
/quit          leave (also Ctrl-D, or Ctrl-C twice); Ctrl-C stops an answer"""


def greet(speaker):
    """Say who is there and what to try."""
    engine, tok, stage = speaker
    model = engine.model
    millions = sum(p.numel() for p in model.parameters()) / 1e6
    print(f"fivechat, stage {stage}: {model.cfg.depth} layers, {millions:.1f} million parameters.")
    if stage == "base":
        print("It has not learned to answer: it goes on from what you type.")
    print(f"Try: {examples_for(tok, stage)[0]}   (/help shows more)")


def show_help(speaker):
    """List the commands, and what can be typed as it stands here."""
    _, tok, stage = speaker
    examples = examples_for(tok, stage)
    print(f"{HELP}\n\nFor example:")
    print("\n".join(examples))
    last, *before = [*trained_stages()] or [stage]
    if before:
        print(f"/compare {before[0]} {last} {examples[0]}")
    print(f"/stage {last}\n/save chat.jsonl")


def open_speaker(command, stage, device):
    """What open_engine gives for a stage that was typed."""
    if stage not in STAGES:
        trained = ", ".join(trained_stages())
        fail(f"{command.strip()}: wanted one of the stages trained: {trained}; or type /help")
    return open_engine(stage, device)


def switch_stage(conversation, stage, device):
    """The same conversation with another stage's model."""
    speaker = open_speaker(f"/stage {stage}", stage, device)
    if is_terminal():
        greet(speaker)
    return replace(conversation, speaker=speaker)


def compare(conversation, rest, flags):
    """Let two stages answer what is typed behind their names; without that, the next question."""
    names, question = rest.split(maxsplit=2)[:2], rest.split(maxsplit=2)[2:]
    if len(names) < 2:
        fail(f"/compare {rest}: wanted the names of two stages; type: /compare sft rl")

    speakers = [open_speaker(f"/compare {rest}", name, flags.device) for name in names]
    conversation = replace(conversation, compared=tuple(speakers))
    if question:
        return answer_line(conversation, question[0], flags)
    if is_terminal():
        print(f"({names[0]} and {names[1]} answer the next question)")
    return conversation


def save_messages(messages, name):
    """Add a conversation to a file in the form in which train.py --chats reads one: a JSON line."""
    path = Path(os.path.expanduser(name))
    try:
        if path.suffix != ".jsonl":
            raise ValueError("wanted a name that ends in .jsonl")
        if not messages:
            raise ValueError("nothing has been asked and answered yet")
        before = path.read_text(encoding="utf-8").rstrip("\n") if path.exists() else ""
        # not by splitlines(): a text may hold other characters that it takes for a line's end
        lines = before.split("\n") if before else []
        lines.append(json.dumps(dict(messages=messages), ensure_ascii=False))
        tokenizer.write_atomic(path, "\n".join(lines) + "\n")
    except (OSError, ValueError) as error:
        # ValueError: also a name that no file can have, or a file that is no text
        why = getattr(error, "strerror", None) or error
        fail(f"not saved in {name}: {why}; type: /save chat.jsonl, or another such name")
    else:
        print(f"saved as line {len(lines)} of {path}")


def run_command(conversation, word, rest, flags):
    """Do what a line that begins with / says; returns the conversation after it, None to leave."""
    if word in ("/quit", "/exit"):
        return None
    if word == "/reset":
        return replace(conversation, messages=(), compared=())
    if word == "/stage":
        return switch_stage(conversation, rest, flags.device)
    if word == "/compare":
        return compare(conversation, rest, flags)

    if word == "/help":
        show_help(conversation.speaker)
    elif word == "/save":
        save_messages(conversation.messages, rest or "chat.jsonl")
    else:
        fail(f"{word}: no such command; type /help for those that there are")
    return conversation


def answer_line(conversation, line, flags):
    """Let the model answer a line; returns the conversation with both in it.

    What is said until Ctrl-C counts as said. A line without an answer is left out: a chat is
    questions with their answers. So is one that two stages answer: it would have two."""
    messages = (*conversation.messages, dict(role="user", content=line))
    # another seed for each answer, or whoever asks again would get the very same draws again
    turns = conversation.turns + 1
    how = dict(sampling(flags), seed=flags.seed + turns)

    if conversation.compared:
        for speaker in conversation.compared:
            print(f"{speaker[-1]}:")
            _, stopped = answer(speaker, messages, how)
            if stopped:
                break
        return replace(conversation, turns=turns, compared=())

    parts, _ = answer(conversation.speaker, messages, how)
    content = message_content(parts)
    if tokenizer.text_of(content).strip():
        messages = (*messages, dict(role="assistant", content=content))
        conversation = replace(conversation, messages=messages)
    return replace(conversation, turns=turns)


def follow_line(conversation, line, flags):
    """Do what a typed line asks for; returns the conversation after it, None to leave."""
    word, *rest = line.split(maxsplit=1)
    if word.startswith("/") and word != "/":
        return run_command(conversation, word, "".join(rest), flags)
    return answer_line(conversation, line, flags)


def is_terminal():
    """Whether a person sits there; else lines come from a pipe, or answers go into a file."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def history_path():
    return tokenizer.base_dir() / "chat_history.jsonl"


def read_history():
    """Let input() edit lines by the arrow keys, and find what was typed in earlier sessions.

    That is readline's work: once imported, input() uses it. A paste of many lines is one message
    then, where the terminal marks what is pasted. Its history comes from a file of ours, as its own
    has a line for each of a message's and another format in each of its two versions."""
    try:
        import readline
    except ImportError:
        return  # on Windows, where the terminal itself edits lines
    readline.parse_and_bind("set enable-bracketed-paste on")
    try:
        for line in history_path().read_text(encoding="utf-8").splitlines()[-1000:]:
            readline.add_history(json.loads(line))
    except FileNotFoundError:
        pass  # nothing was typed yet
    except (OSError, ValueError, TypeError) as error:
        tokenizer.note(f"{history_path()} cannot be read ({in_one_line(error)}); you may delete it")


def add_to_history(line):
    """Keep a line for later sessions, in a file that nobody else may read."""
    try:
        only_ours = partial(os.open, mode=0o600)
        with open(history_path(), "a", encoding="utf-8", opener=only_ours) as f:
            f.write(json.dumps(line) + "\n")
    except OSError as error:
        tokenizer.note(f"{history_path()}: {error.strerror}; what you type is not kept for later")


def read_line():
    """The next line, stripped. A person gets a prompt, also where the answers go into a file."""
    if not is_terminal():
        return input("> " if sys.stdin.isatty() else "").strip()
    print()
    line = input("> ").strip()
    if line:
        add_to_history(line)
    return line


def talk(flags):
    """A conversation in the terminal until Ctrl-D, /quit, or Ctrl-C twice in a row."""
    conversation = Conversation(open_engine(flags.stage, flags.device))
    if is_terminal():
        greet(conversation.speaker)
        read_history()

    leaves = not is_terminal()  # whether the next Ctrl-C does
    while conversation is not None:
        try:
            line = read_line()
        except EOFError:
            print(end="\n" if sys.stdin.isatty() else "")
            return
        except KeyboardInterrupt:
            if leaves:
                raise
            leaves = True
            print("\n(Ctrl-C once more leaves, as Ctrl-D and /quit do)")
            continue

        leaves = not is_terminal()
        if not line:
            continue
        try:
            conversation = follow_line(conversation, line, flags)
        except SystemExit:
            pass  # fail has said what was wrong, and would have ended the program
        except KeyboardInterrupt:
            print("(stopped)")  # a command; show_answer sees to answers itself


# ---- requests: Refused, Request, read_request ----------------------------------------------------

# Limits of what one caller may ask for: a mistake there must not take the server from the others.
MAX_BODY = 1 << 20  # bytes of a request: far more text than a context holds
MAX_ROWS = 64  # answers that a model makes at once: they share the memory
MAX_WAITING = 64  # requests that wait for others to end
MAX_SECONDS = 300  # of an answer
MAX_CHOICES = MAX_ROWS  # answers to one request
MAX_STOPS = 16  # OpenAI's limit is 4, and some tasks of lm-evaluation-harness send more

# Fields that would change an answer if we had what they ask for: the values that ask for nothing,
# and what to do instead. Better no answer than another one than was asked for.
OWN_TOOL = "the model uses its calculator by itself, and can use no other tool"
NOT_HERE = dict(
    suffix=([""], "leave it away: an answer goes on from the end of the prompt"),
    response_format=([{"type": "text"}], "leave it away: ask for the form in words"),
    tools=([[]], OWN_TOOL),
    tool_choice=(["none", "auto"], OWN_TOOL),
    functions=([[]], OWN_TOOL),
    function_call=(["none", "auto"], OWN_TOOL),
    modalities=([["text"]], "the model reads and writes texts alone"),
    audio=([], "the model reads and writes texts alone"),
    web_search_options=([], "leave it away: the model knows only what it was taught"),
)
# The same of /v1/responses and /v1/messages, whose names are few enough to refuse all others.
NOT_IN_NEWER = NOT_HERE | dict(
    previous_response_id=([], "nothing is kept: send the whole conversation as input"),
    conversation=([], "nothing is kept: send the whole conversation as input"),
    text=([{}, {"format": {"type": "text"}}], "ask for the form in words"),
    tool_choice=(["none", "auto", {"type": "none"}, {"type": "auto"}], OWN_TOOL),
    thinking=([{"type": "disabled"}], "the model does not think first"),
    reasoning=([{}], "the model does not think first"),
    truncation=(["auto"], "leave it away: a chat that is too long loses its oldest turns"),
    include=([[]], "leave it away: there is nothing to include"),
    background=([False], "leave it away: who asks is answered at once"),
)
# and what they may send because it could change no answer here
HARMLESS = """
    model user metadata store service_tier parallel_tool_calls stream_options safety_identifier
    prompt_cache_key prompt_cache_retention cache_control inference_geo
""".split()
# their names of what /v1/chat/completions calls otherwise, and what all three call the same
RESPONSES_NAMES = dict(input="messages", instructions="system", max_output_tokens="max_tokens")
MESSAGES_NAMES = dict(
    messages="messages", system="system", stop_sequences="stop", max_tokens="max_tokens"
)
SAME_NAMES = ("temperature", "top_p", "top_k", "min_p", "repetition_penalty", "seed", "stream")


class Refused(Exception):
    """A request that is not served: an HTTP status, and OpenAI's error object as `body`.

    Whatever is refused is raised as this, and Handler.do_GET alone sends it. In the order in which
    a request meets them:
        403  a Host that is not ours, another's page    Handler.check_caller
        401  a missing or wrong API key                 Handler.check_caller
        404  no such path, 405  another method          Handler.answer
        404  no such model                              ChatServer.stage_named
        411  no length, 413  too long, 408  too slow    Handler.read_body
        400  not JSON                                   read_json
        400  a field is missing or out of its limits    read_request, read_as_chat
        429  too many wait already                      Batch.enter
    Handler.send_error and Handler.send_failure make them too, of what the library refuses and of
    what went wrong here (500)."""

    def __init__(  # the error object's fields, and headers beside those that every reply has
        self, status, message, param=None, kind="invalid_request_error", code=None, headers=()
    ):
        super().__init__(message)
        self.status, self.headers = status, headers
        self.body = dict(error=dict(message=message, type=kind, param=param, code=code))


@dataclass(frozen=True)
class Request:
    """A request that can be served: what to generate, and how it is to be sent."""

    is_chat: bool  # else /v1/completions, which goes on from bare texts
    prompts: list  # of lists of ids, one for each answer: n_made times each that was sent
    n_made: int  # answers to each prompt
    n: int  # of them that are shown: the likeliest
    n_front: int  # how many ids of each were put in front here: 1 is bos, before a text
    how: dict  # keyword arguments of gpt.generate
    stop: list  # stop strings
    echo: bool  # show the prompt in front of the answer
    n_top: int | None  # how many of the likeliest ids to tell beside each; None: no logprobs at all
    stream: bool  # send parts as they come
    with_usage: bool  # and after them, how many tokens it took

    @property
    def n_prompt(self):
        """How many ids were sent."""
        return sum(map(len, self.prompts[:: self.n_made]))


def read_json(content):
    """The value that the bytes of a body say."""
    try:
        body = json.loads(content)
        # A string may hold half of a surrogate pair: "\\ud83d" is JSON, but no UTF-8 can say it.
        # Looked for here once, and not wherever a text is read.
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Refused(400, "the body holds half of a surrogate pair") from None
    except ValueError as error:
        raise Refused(400, f"the body is not JSON: {error}") from None
    except RecursionError:
        raise Refused(400, "the body is nested too deeply") from None
    return body


def wrong(name, what):
    """The refusal of a field for its value."""
    return Refused(400, f"{name}: {what}", name)


def field_of(body, name, kind, wanted):
    """A field of a request; None where it is absent or null."""
    value = body.get(name)
    if not isinstance(value, (kind, type(None))):
        raise wrong(name, f"wanted {wanted}")
    return value


def yes_or_no(body, name):
    """A true or false of a request; false where it is absent or null."""
    return bool(field_of(body, name, bool, "true or false"))


def number(body, name, default, low, high, kind=float):
    """A number of a request, within its limits; where it is absent or null, the default.

    JSON has one kind of number, so 5.0 will do where a whole one is wanted. true is no number,
    though Python takes its bool for an int."""
    value = body.get(name)
    if value is None:
        return default

    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not low <= value <= high or kind(value) != value:
        # of anything else only its kind: it may be as long as a body, or deeper than repr can go
        got = repr(value)[:40] if is_number else type(value).__name__
        wanted = "a whole number" if kind is int else "a number"
        raise wrong(name, f"got {got}, wanted {wanted} from {low:g} to {high:g}")
    return kind(value)


# What a request may set of the sampling, as in SAMPLING; of its length see read_sampling.
ASKED = {name: flag[:4] for name, flag in SAMPLING.items() if name != "max_new_tokens"}
ASKED["temperature"] = (float, 0.0, 0, 2)  # OpenAI's limit; the flag may go higher
ASKED["presence_penalty"] = ASKED["frequency_penalty"] = (float, 0.0, -2, 2)  # which are no flags


def read_sampling(body, defaults, batch, least):
    """The keyword arguments of gpt.generate; what a request leaves out is as in `defaults`.

    least: how few tokens may be asked for."""
    # without a seed each request draws anew, unlike the terminal, where a run can be repeated
    how = dict(defaults, seed=time.time_ns() % 2**31)
    for name, (kind, default, low, high) in ASKED.items():
        how[name] = number(body, name, how.get(name, default), low, high, kind)

    # two names for one thing, the older first: a request that has both means the newer one
    asked = number(body, "max_tokens", how["max_new_tokens"], least, 10**9, int)
    asked = number(body, "max_completion_tokens", asked, least, 10**9, int)
    how["max_new_tokens"] = min(asked, batch.model.cfg.seq_len)
    how["logit_bias"] = read_bias(body, batch.tok)
    return how


def read_bias(body, tok):
    """What a request adds to the logits of ids: {"5": -100} -> ((5, -100.0),)."""
    bias = field_of(body, "logit_bias", dict, 'an object such as {"5": -100}') or {}
    for token in bias:
        if not re.fullmatch("[0-9]{1,9}", token) or int(token) >= tok.vocab:
            raise wrong("logit_bias", f"got {token[:20]!r}, wanted ids from 0 to {tok.vocab - 1}")
    return tuple(
        (int(token), number(dict(logit_bias=value), "logit_bias", 0.0, -100, 100))
        for token, value in bias.items()
    )


def read_stop(body):
    """The stop strings of a request, which gives one, a list of them, or none."""
    stop = body.get("stop")
    if stop is None or stop == "":
        return []
    texts = [stop] if isinstance(stop, str) else stop
    are_texts = isinstance(texts, list) and all(isinstance(text, str) and text for text in texts)
    if not are_texts or len(texts) > MAX_STOPS:
        raise wrong("stop", f"wanted a text, or up to {MAX_STOPS}")
    return texts


def read_content(content, place, param):
    """The content of a message, at a place in a parameter, as a text.

    "Hi" and [{"type": "text", "text": "Hi"}] say the same. A list may also hold other parts, such
    as pictures, which this model cannot see."""
    parts = content if isinstance(content, list) else [dict(text=content)]
    if not all(isinstance(part, dict) and isinstance(part.get("text"), str) for part in parts):
        raise Refused(400, f"{place}: wanted a text", param)
    return "".join(part["text"] for part in parts)


def read_messages(body):
    """The messages of a chat request as render_prompt reads them: dicts of role and content."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise wrong("messages", "wanted a list of at least one message")

    system = read_content(body.get("system") or "", "system", "system")
    read = [dict(role="system", content=system)] if system else []
    for i, message in enumerate(messages):
        role = message.get("role") if isinstance(message, dict) else None
        if role not in ("system", "developer", "user", "assistant"):
            wanted = "system, developer, user or assistant"
            raise Refused(400, f"messages[{i}].role: wanted {wanted}", "messages")
        content = read_content(message.get("content"), f"messages[{i}].content", "messages")
        if role == "user":
            content = content.strip()  # as the terminal does with what is typed there
        # newer clients say developer for what was system
        read.append(dict(role="system" if role == "developer" else role, content=content))

    if read[-1]["role"] != "user":
        raise wrong("messages", "the last one must be the user's")
    if not read[-1]["content"]:
        raise wrong("messages", "the last one is empty; please say something")
    return read


def are_ids(value):
    return isinstance(value, list) and value != [] and all(type(item) is int for item in value)


def read_texts(body, tok):
    """(prompts, n_front) of /v1/completions: "Hi", ["Hi", "You"], [5, 6] or [[5, 6], [7]].

    In front of a text comes bos, as in training. Ids are taken as they are: they must be this
    tokenizer's, may be special ones, and whoever wants bos in front sends it."""
    prompt = body.get("prompt")
    prompts = [prompt] if isinstance(prompt, str) or are_ids(prompt) else prompt
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MAX_CHOICES:
        wanted = f"a text, a list of ids, or a list of up to {MAX_CHOICES} of these"
        raise wrong("prompt", f"wanted {wanted}")
    if all(isinstance(text, str) for text in prompts):
        return [[tok.bos, *ids] for ids in tok.encode_batch(prompts)], 1
    if not all(map(are_ids, prompts)):
        raise wrong("prompt", "wanted texts, or lists of at least one id each")
    if not all(0 <= token < tok.vocab for ids in prompts for token in ids):
        raise wrong("prompt", f"wanted ids from 0 to {tok.vocab - 1}")
    return prompts, 0


def read_prompts(body, is_chat, batch, max_new_tokens):
    """(prompts, n_front): lists of ids that the model is to go on from, as in Request."""
    seq_len = batch.model.cfg.seq_len
    if is_chat:
        room = room_for_prompt(seq_len, max_new_tokens)
        ids, _ = prompt_ids(batch.tok, batch.stage, read_messages(body), room)
        prompts, n_front = [ids], 0
    else:
        prompts, n_front = read_texts(body, batch.tok)

    room = seq_len - min(max_new_tokens, 1)
    if any(ids is None or len(ids) > room for ids in prompts):
        message = f"the prompt has more tokens than this model's context of {seq_len} holds"
        param = "messages" if is_chat else "prompt"
        # the code is for programs, which may shorten their chat by it and ask again
        raise Refused(400, message, param, code="context_length_exceeded")
    return prompts, n_front


def read_n(body, is_chat, n_prompts):
    """(n, n_made): how many answers to each prompt are wanted, and of how many the likeliest."""
    n = number(body, "n", 1, 1, MAX_CHOICES, int)
    n_made = number(body, "best_of", n, 1, MAX_CHOICES, int)
    if n_made < n:
        raise wrong("best_of", f"got {n_made}, wanted at least n, which is {n}")
    if n_made > n and is_chat:
        raise wrong("best_of", "wanted a bare prompt, not a chat")
    if n_made > n and yes_or_no(body, "stream"):
        raise wrong("best_of", "not in a stream: it is known when all is said")
    if n_made * n_prompts > MAX_CHOICES:
        raise wrong("n", f"at most {MAX_CHOICES} answers, to all prompts together")
    return n, n_made


def read_n_top(body, is_chat):
    """Of how many likeliest ids logprobs are wanted, None without any: a chat says it in two."""
    if not is_chat:
        return number(body, "logprobs", None, 0, 5, int)
    is_wanted = yes_or_no(body, "logprobs")
    n_top = number(body, "top_logprobs", None, 0, 20, int)
    if n_top is not None and not is_wanted:
        raise wrong("top_logprobs", "wanted logprobs: true besides")
    return (n_top or 0) if is_wanted else None


def refuse_what_is_not_here(body, not_here):
    for name, (harmless, instead) in not_here.items():
        if body.get(name) is not None and body[name] not in harmless:
            raise wrong(name, f"this server does not have it; {instead}")


def read_request(body, defaults, batch, is_chat):
    """A Request from a body such as {"messages": [{"role": "user", "content": "Hi"}], "top_k": 5}.

    Raises Refused. Fields that it does not know are passed over, since clients send many."""
    refuse_what_is_not_here(body, NOT_HERE)
    echo = yes_or_no(body, "echo")
    if is_chat and echo:
        raise wrong("echo", "wanted a bare prompt, not a chat")

    how = read_sampling(body, defaults, batch, least=0 if echo else 1)
    prompts, n_front = read_prompts(body, is_chat, batch, how["max_new_tokens"])
    n, n_made = read_n(body, is_chat, len(prompts))
    options = field_of(body, "stream_options", dict, "a JSON object") or {}
    return Request(
        is_chat=is_chat,
        prompts=[ids for ids in prompts for _ in range(n_made)],
        n_made=n_made,
        n=n,
        n_front=n_front,
        how=how,
        stop=read_stop(body),
        echo=echo,
        n_top=read_n_top(body, is_chat),
        stream=yes_or_no(body, "stream"),
        with_usage=yes_or_no(options, "include_usage"),
    )


def read_as_chat(body, defaults, batch, names):
    """A Request from a body of another protocol, whose names are in `names`: {"input": "Hi"} is
    read as {"messages": [{"role": "user", "content": "Hi"}]}, and refused, if so, as input."""
    refuse_what_is_not_here(body, NOT_IN_NEWER)
    names = names | {name: name for name in SAME_NAMES}
    for name, value in body.items():
        if value is not None and name not in (*names, *NOT_IN_NEWER, *HARMLESS):
            raise wrong(name[:100], "this server does not have it; leave it away")

    chat = {ours: body[theirs] for theirs, ours in names.items() if theirs in body}
    if isinstance(body.get("input"), str):
        chat["messages"] = [dict(role="user", content=body["input"])]
    try:
        return read_request(chat, defaults, batch, is_chat=True)
    except Refused as refused:
        error = refused.body["error"]
        ours = error["param"]
        theirs = next((theirs for theirs in names if names[theirs] == ours), ours)
        message = re.sub(rf"^{ours}\b", theirs, str(refused))
        raise Refused(400, message, theirs, code=error["code"]) from None


def read_message(body, defaults, batch):
    """A Request from a body of /v1/messages."""
    if body.get("max_tokens") is None:
        raise wrong("max_tokens", "wanted a whole number from 1")
    return read_as_chat(body, defaults, batch, MESSAGES_NAMES)


# ---- replies: event, completion, response, message, PROTOCOLS ------------------------------------
# What is sent, whole or as events of a stream, in each protocol's own shape. "tool" is ours: the
# calculator runs here, while the protocols' own tool calls are for tools that the caller runs.


def model_name(stage):
    """What clients send as "model"; the bare stage will do as well."""
    return f"fivechat-{stage}"


def new_id(prefix):
    return prefix + uuid.uuid4().hex


def to_json(value):
    """UTF-8 bytes; characters beyond ASCII as they are, so that a person can read what is sent."""
    return json.dumps(value, ensure_ascii=False).encode()


def event(value):
    """A server-sent event, the piece that streams are made of: lines, and then an empty one. The
    newer protocols name it by its type."""
    named = f"event: {value['type']}\n".encode() if "type" in value else b""
    return named + b"data: " + to_json(value) + b"\n\n"


# /v1/chat/completions and /v1/completions


def completion_fields(request, batch):
    """What all objects of one answer begin with: the chunks of a stream share an id and a time.

    The step is ours: of the checkpoint that answers."""
    kind = "chat.completion" if request.is_chat else "text_completion"
    if request.is_chat and request.stream:
        kind += ".chunk"
    answer_id = new_id("chatcmpl-" if request.is_chat else "cmpl-")
    name = model_name(batch.stage)
    created = int(time.time())
    return dict(id=answer_id, object=kind, created=created, model=name, step=batch.step)


def choice(request, said, why, index, logprobs):
    """An entry of "choices". said: the message, or what a chunk adds to it, {} for the last; where
    the answer is a bare text, its content alone is sent."""
    name = "delta" if request.stream else "message"
    content = {name: said} if request.is_chat else dict(text=said.get("content", ""))
    return dict(index=index, finish_reason=why, logprobs=logprobs, **content)


def tool_call(part):
    expression, result = part
    return dict(expression=expression, result=result)


def usage(request, readers):
    """How many tokens a request took."""
    count = sum(len(reader.ids) for reader in readers)
    n_prompt = request.n_prompt
    return dict(prompt_tokens=n_prompt, completion_tokens=count, total_tokens=n_prompt + count)


def token_name(tok, token):
    """What an id says: " the"; of a special one its name; of half a character "bytes:\\xf0"."""
    if token >= tok.merges_end:
        return tokenizer.SPECIALS[token - tok.merges_end]
    data = tok.token_bytes[token]
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "bytes:" + "".join(f"\\x{byte:02x}" for byte in data)


def text_logprobs(tok, scores):
    """The logprobs of a text's choice, from scores as row_scores tells them.

    The top ones hold the id itself too, as with OpenAI. Offsets are in characters of what all these
    ids say: the text, but for what a stop string cut off and calls of the calculator."""
    shown = dict(tokens=[], token_logprobs=[], top_logprobs=[], text_offset=[])
    utf8, offset = codecs.getincrementaldecoder("utf-8")("replace"), 0
    for token, log_p, likeliest in scores:
        top = {token_name(tok, i): p for i, p in [*likeliest, (token, log_p)]}
        shown["tokens"].append(token_name(tok, token))
        shown["token_logprobs"].append(log_p)
        shown["top_logprobs"].append(None if log_p is None else top)
        shown["text_offset"].append(offset)
        offset += len(utf8.decode(tok.token_bytes[token]))
    return shown


def chat_logprobs(tok, scores):
    """The logprobs of a chat's choice: the same, and the bytes of each id."""

    def entry(token, log_p):
        data = list(tok.token_bytes[token])
        return dict(token=token_name(tok, token), logprob=log_p, bytes=data or None)

    content = [
        dict(entry(token, log_p), top_logprobs=[entry(*pair) for pair in likeliest])
        for token, log_p, likeliest in scores
    ]
    return dict(content=content, refusal=None)


def row_scores(request, batch, readers):
    """For each row what gpt.score_rows tells of its prompt and its answer; None where nobody asks,
    as it is one more pass of the model over all of them."""
    if request.n_top is None and request.n_made == request.n:
        return [None] * len(readers)
    rows = [[*ids, *reader.ids] for ids, reader in zip(request.prompts, readers)]
    return batch.score(rows, request.n_top or 0)


def likeliest_rows(request, scores):
    """Which rows are shown: of each prompt's n_made the n with the highest mean log p of their own
    ids, as OpenAI says it, the best first."""

    def mean(row):
        own = [log_p for _, log_p, _ in scores[row][len(request.prompts[row]) :]]
        return sum(own) / max(1, len(own))

    shown = []
    for first in range(0, len(scores), request.n_made):
        rows = list(range(first, first + request.n_made))
        if request.n < request.n_made:
            rows.sort(key=mean, reverse=True)
        shown += rows[: request.n]
    return shown


def n_not_shown(request, prompt):
    """How many of a row's ids have no logprobs in its choice: with echo those of the prompt have,
    but for what was put in front of it here."""
    return request.n_front if request.echo else len(prompt)


def answer_logprobs(request, tok, prompt, scores, n_told=0):
    """The logprobs of a choice, None where they were not asked for: an entry for each id shown, but
    for those among the first n_told of the row, of which a stream has told before.

    With echo the first of all has no logprob, as with OpenAI: nothing that the caller sent stands
    before it."""
    if request.n_top is None:
        return None
    first = n_not_shown(request, prompt)
    shown = scores[first:]
    if request.echo:
        shown[:1] = [(token, None, []) for token, _, _ in shown[:1]]
    logprobs = (chat_logprobs if request.is_chat else text_logprobs)(tok, shown)
    n_told = max(0, n_told - first)
    return {name: entries and entries[n_told:] for name, entries in logprobs.items()}


def echo(request, tok, row):
    """What stands in front of a row's answer."""
    return tok.decode(request.prompts[row]) if request.echo else ""


def whole_completion(request, batch, readers):
    """The one object of an answer that is not streamed."""
    choices, scores = [], row_scores(request, batch, readers)
    for row in likeliest_rows(request, scores):
        prompt, reader = request.prompts[row], readers[row]
        text, tool = echo(request, batch.tok, row) + reader.text, list(map(tool_call, reader.tools))
        said = dict(role="assistant", content=text, refusal=None, tool=tool)
        logprobs = answer_logprobs(request, batch.tok, prompt, scores[row])
        choices.append(choice(request, said, reader.why, len(choices), logprobs))
    shared = completion_fields(request, batch)
    return dict(shared, choices=choices, usage=usage(request, readers))


def new_logprobs(request, batch, row, ids, n_told):
    """The logprobs of a stream's next chunk: those of the ids that its row has read since the one
    before. ids: of its answer so far; n_told: of each row, how many ids have been told.

    The batch keeps no scores, so each chunk is one more pass of the model over its row."""
    prompt = request.prompts[row]
    before, n_told[row] = n_told[row], len(prompt) + len(ids)
    if request.n_top is None or before == n_told[row]:
        return None
    (scores,) = batch.score([[*prompt, *ids]], request.n_top)
    return answer_logprobs(request, batch.tok, prompt, scores, before)


def completion_events(request, batch, readers, parts):
    """Yield the events of an answer while its parts come, or of several, by their index.

    First who speaks, then what is said, then why it ended; where asked for, then the usage, with
    no choices at all: clients that add up choices[0] must look whether there is one. [DONE] tells
    a whole answer from one that was broken off."""
    shared = completion_fields(request, batch)
    if request.with_usage:
        shared["usage"] = None  # each chunk tells that it is yet to come
    n_told = [n_not_shown(request, prompt) for prompt in request.prompts]

    def told(row, ids, delta, why=None):
        logprobs = new_logprobs(request, batch, row, ids, n_told)
        return event(dict(shared, choices=[choice(request, delta, why, row, logprobs)]))

    for row, _ in enumerate(readers):
        yield told(row, [], dict(role="assistant", content=echo(request, batch.tok, row)))
    for row, (kind, part) in parts:
        ids = readers[row].ids
        if kind == "text":
            yield told(row, ids, dict(content=part))
        elif kind == "tool":
            yield told(row, ids, dict(content="", tool=[tool_call(part)]))
        else:
            yield told(row, ids, {}, readers[row].why)

    if request.with_usage:
        yield event(dict(shared, choices=[], usage=usage(request, readers)))
    yield b"data: [DONE]\n\n"


# /v1/responses


def output_text(text):
    return dict(type="output_text", text=text, annotations=[])


def response_item(item_id, status, *content):
    """The message in a response."""
    return dict(id=item_id, type="message", role="assistant", status=status, content=list(content))


def new_response(request, batch):
    """A response as it begins. Nothing is stored here."""
    return dict(
        id=new_id("resp_"),
        object="response",
        created_at=int(time.time()),
        model=model_name(batch.stage),
        status="in_progress",
        output=[],
        usage=None,
        error=None,
        incomplete_details=None,
        instructions=None,
        previous_response_id=None,
        store=False,
        metadata={},
        parallel_tool_calls=False,
        tool_choice="auto",
        tools=[],
        text=dict(format=dict(type="text")),
        truncation="auto",
        temperature=request.how["temperature"],
        top_p=request.how["top_p"],
        max_output_tokens=request.how["max_new_tokens"],
    )


def ended_response(begun, item_id, request, reader):
    """The same response once all is said."""
    is_cut = reader.why == "length"
    status = "incomplete" if is_cut else "completed"
    n_prompt, n_made = request.n_prompt, len(reader.ids)
    return dict(
        begun,
        status=status,
        incomplete_details=dict(reason="max_output_tokens") if is_cut else None,
        output=[response_item(item_id, status, output_text(reader.text))],
        usage=dict(
            input_tokens=n_prompt,
            input_tokens_details=dict(cached_tokens=0, cache_write_tokens=0),
            output_tokens=n_made,
            output_tokens_details=dict(reasoning_tokens=0),
            total_tokens=n_prompt + n_made,
        ),
    )


def whole_response(request, batch, readers):
    return ended_response(new_response(request, batch), new_id("msg_"), request, *readers)


def response_events(request, batch, readers, parts):
    """Yield the events of a response: what begins is told from the outside in, response, item,
    part of it; then its text; then what ends, from the inside out."""
    begun, item_id, number = new_response(request, batch), new_id("msg_"), itertools.count()
    place = dict(item_id=item_id, output_index=0, content_index=0)

    def told(kind, **more):
        return event(dict(type=f"response.{kind}", sequence_number=next(number), **more))

    yield told("created", response=begun)
    yield told("in_progress", response=begun)
    yield told("output_item.added", output_index=0, item=response_item(item_id, "in_progress"))
    yield told("content_part.added", **place, part=output_text(""))
    for _, (kind, part) in parts:
        if kind == "text":
            yield told("output_text.delta", **place, delta=part, logprobs=[])

    text = readers[0].text
    ended = ended_response(begun, item_id, request, *readers)
    yield told("output_text.done", **place, text=text, logprobs=[])
    yield told("content_part.done", **place, part=output_text(text))
    yield told("output_item.done", output_index=0, item=ended["output"][0])
    yield told(ended["status"], response=ended)


# /v1/messages


def new_message(request, batch):
    """A message of Anthropic's protocol as it begins."""
    return dict(
        id=new_id("msg_"),
        type="message",
        role="assistant",
        model=model_name(batch.stage),
        content=[],
        stop_reason=None,
        stop_sequence=None,
        usage=dict(input_tokens=request.n_prompt, output_tokens=0),
    )


def message_end(reader):
    """Why a message ended: where the model did, at a stop string, which then stands first in what
    the reader holds back, or for want of room."""
    stop = next((text for text in reader.stop if reader.held.startswith(text)), None)
    reason = "max_tokens" if reader.why == "length" else "stop_sequence" if stop else "end_turn"
    return dict(stop_reason=reason, stop_sequence=stop)


def whole_message(request, batch, readers):
    (reader,) = readers
    content = [dict(type="text", text=reader.text)]
    spent = dict(input_tokens=request.n_prompt, output_tokens=len(reader.ids))
    return new_message(request, batch) | message_end(reader) | dict(content=content, usage=spent)


def message_events(request, batch, readers, parts):
    """Yield the events of a message: it begins, its one block of text comes, it ends."""
    (reader,) = readers
    yield event(dict(type="message_start", message=new_message(request, batch)))
    block = dict(type="text", text="")
    yield event(dict(type="content_block_start", index=0, content_block=block))
    for _, (kind, part) in parts:
        if kind == "text":
            delta = dict(type="text_delta", text=part)
            yield event(dict(type="content_block_delta", index=0, delta=delta))

    yield event(dict(type="content_block_stop", index=0))
    spent = dict(output_tokens=len(reader.ids))
    yield event(dict(type="message_delta", delta=message_end(reader), usage=spent))
    yield event(dict(type="message_stop"))


def prompt_length(request, batch, readers):
    """What /v1/messages/count_tokens answers."""
    return dict(input_tokens=request.n_prompt)


class Protocol(NamedTuple):
    """How what comes to a path is read, and how an answer is written. All else they share."""

    read: Callable  # (body, defaults, batch) -> Request
    whole: Callable  # (request, batch, readers), when all is said -> what is sent as JSON
    events: Callable = None  # (request, batch, readers, parts) -> yields bytes; None: says nothing


PROTOCOLS = {
    "/v1/chat/completions": Protocol(
        partial(read_request, is_chat=True), whole_completion, completion_events
    ),
    "/v1/completions": Protocol(
        partial(read_request, is_chat=False), whole_completion, completion_events
    ),
    "/v1/responses": Protocol(
        partial(read_as_chat, names=RESPONSES_NAMES), whole_response, response_events
    ),
    "/v1/messages": Protocol(read_message, whole_message, message_events),
    "/v1/messages/count_tokens": Protocol(
        partial(read_as_chat, names=MESSAGES_NAMES), prompt_length
    ),
}

# Anthropic's names for what went wrong, by status; else it is an invalid_request_error
ANTHROPIC_KINDS = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
}


def error_for(path, refused):
    """The error object of a Refused, as the clients of that path know it."""
    if not path.startswith("/v1/messages"):
        return refused.body
    kind = ANTHROPIC_KINDS.get(refused.status, "invalid_request_error")
    return dict(type="error", error=dict(type=kind, message=str(refused)))


# ---- server: Batch, ChatServer, Handler, serve ---------------------------------------------------

M_ARENA_MAX = -8  # glibc's number for how many heaps there may be
MODELS_PATH = "/v1/models"  # of all of them; behind it a / and a name, of one

SAFE_HEADERS = {
    # a browser is to believe our Content-Type, not to guess that an answer looks like HTML
    "X-Content-Type-Options": "nosniff",
    # The page may use the style and script that stand in it and ask this server, and nothing else:
    # even a message that came to be read as HTML could load nothing and send nothing elsewhere.
    # Nor may another page show ours in a frame, to catch what is clicked and typed.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
}


# the names of this machine for itself, as a Host header has them
OUR_NAMES = ("127.0.0.1", "localhost", "[::1]")

# what a server tells by GET: the page, and what programs ask before they begin
TOLD = {
    "/": lambda server: PAGE,
    "/health": lambda server: dict(status="ok", stage=server.stage),
    "/stats": lambda server: dict(server.stats, uptime_s=round(time.time() - server.started, 1)),
    MODELS_PATH: lambda server: dict(object="list", data=list(map(server.about, server.stages()))),
}


LOOK_EVERY = 0.5  # seconds: whether who waits for an answer is still there
# Seconds, for each answer in the batch, until a reader looks for more. It then takes several ids at
# once: waking 32 threads at each step took a third of the time of all (32 streams, two cores).
REST = 0.0005


@dataclass
class Seat:
    """Whose answer a gpt.Row is: what it is known by (Row.index)."""

    told: queue.SimpleQueue  # (number, id, sampled), at its end with None for an id; or an error
    number: int  # of the answer among those to one request
    until: float = math.inf  # by time.monotonic: then it is broken off


class Batch:
    """A stage's model, and the answers that it gives to all requests, made together: one id of each
    a step.

    A thread of its own makes them, as long as there are any. So a reader who is slow holds up no
    other and keeps no place: its ids wait for it, until it takes them."""

    def __init__(self, model, tok, stage, step):
        self.model, self.tok = model, tok
        self.stage, self.step = stage, step
        self.new_engine = partial(gpt.Engine, model, tok, remembers=True)
        self.engine = self.new_engine()  # which the thread alone touches
        self.scoring = threading.Lock()  # one at a time: a pass over whole rows takes memory

        self.lock = threading.Lock()  # of all that follows
        self.is_running = False  # the thread
        self.n_rows = 0  # that have a place: in the engine, or next to come
        self.arrived = []  # rows that come next
        self.queue = collections.deque()  # the rows of each request that waits for places
        self.left = []  # rows whose reader went away

    def score(self, rows, n_top):
        """As gpt.score_rows."""
        with self.scoring:
            return gpt.score_rows(self.model, rows, n_top)

    def generate(self, prompts, max_new_tokens, seed, pause, **sampling):
        """As gpt.generate, and (row, None, False) where a row has ended. Raises Refused where too
        many wait. pause() is called before each wait for more; who stops asking leaves the batch.
        """
        told = queue.SimpleQueue()
        rows = []
        for i, prompt in enumerate(prompts):
            rows.append(gpt.Row(Seat(told, i), prompt, max_new_tokens, f"{seed} {i}", **sampling))
        self.enter(rows)
        n_going, rest = len(rows), 0.0
        try:
            while n_going:
                item = take(told, pause, rest)
                rest = self.n_rows * REST
                if isinstance(item, Exception):
                    raise item
                n_going -= item[1] is None
                yield item
        finally:
            if n_going:
                self.leave(rows)

    def enter(self, rows):
        """Places for these rows, now or in the order of coming.

        The queue has an end: who is refused at once can ask again later, who waits for minutes has
        often gone away."""
        with self.lock:
            if not self.queue and self.n_rows + len(rows) <= MAX_ROWS:
                self.n_rows += len(rows)
                self.arrived += rows
            elif len(self.queue) < MAX_WAITING:
                self.queue.append(rows)
            else:
                message = f"{MAX_WAITING} requests are waiting already; try again soon"
                raise Refused(429, message, kind="rate_limit_error")
            if not self.is_running:
                self.is_running = True
                threading.Thread(target=self.run, daemon=True).start()

    def leave(self, rows):
        with self.lock:
            if rows in self.queue:
                self.queue.remove(rows)
            else:
                self.left += rows

    def run(self):
        """Make answers until there are none to make. An error, perhaps of a want of memory, ends
        all that there are, and with the next it begins anew."""
        while True:
            try:
                if not self.let_in_and_out():
                    return
                self.tell(self.engine.step())
            except Exception as error:
                for row in self.engine.rows + self.engine.waiting:
                    row.index.told.put(error)
                self.engine = self.new_engine()

    def let_in_and_out(self):
        """Between two steps rows come and go. Returns whether there are any; else the thread has to
        end and touch nothing more, as the next who comes starts another."""
        with self.lock:
            coming, self.arrived = self.arrived, []
            for row in coming:
                self.engine.add(row)
            left, self.left = self.left, []
            self.engine.drop(left)

            self.n_rows = len(self.engine.rows) + len(self.engine.waiting)
            while self.queue and self.n_rows + len(self.queue[0]) <= MAX_ROWS:
                rows = self.queue.popleft()
                self.n_rows += len(rows)
                for row in rows:
                    self.engine.add(row)
            for row in self.engine.waiting:
                row.index.until = time.monotonic() + MAX_SECONDS
            self.is_running = self.n_rows > 0
            return self.is_running

    def tell(self, said):
        """Pass on what Engine.step gives: to each row's reader its own."""
        late = [row for row, _, _ in said if row.index.until < time.monotonic()]
        self.engine.drop(late)
        going = set(self.engine.rows)
        for row, token, sampled in said:
            seat = row.index
            seat.told.put((seat.number, token, sampled))
            if row not in going:
                seat.told.put((seat.number, None, False))


def take(told, pause, rest):
    """The next of a queue, once it is there; where it is not, no sooner than after a rest."""
    if told.empty():
        pause()
        time.sleep(rest)
    while True:
        with suppress(queue.Empty):
            return told.get(timeout=LOOK_EVERY)
        pause()


@functools.lru_cache
def newest_step(stage, folders):
    """The step of the newest whole one of a stage's checkpoint folders, or None. All their files
    are read for it: once, and again only where there are other folders."""
    newest = gpt.newest_checkpoint(stage)
    return newest and gpt.step_of(newest)


class ChatServer(ThreadingHTTPServer):
    """A thread for each connection, and a Batch for each stage that was asked for."""

    request_queue_size = 128  # connections that the system keeps until a thread takes them

    def __init__(self, address, speaker, device, defaults, api_key):
        """speaker: of whom a request asks that names no model, as open_model gives it."""
        self.stage = speaker[2]
        self.device = device  # for the other stages
        self.batches = {self.stage: Batch(*speaker)}
        self.loading = threading.Lock()
        self.defaults = defaults  # keyword arguments of gpt.generate, for what a request leaves out
        self.api_key = api_key  # "" asks for none
        # for /stats; waiting: requests that are read and not yet answered
        self.stats = dict(requests=0, refused=0, failed=0, tokens=0, waiting=0)
        self.counting = threading.Lock()
        self.started = time.time()
        # glibc gives threads heaps of their own, and what is freed in one is not used in another:
        # 25,000 answers to 64 callers took 0.45 GB more, in one heap for all nothing
        with suppress(AttributeError):  # another C library, which has no such thing
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
        super().__init__(address, Handler)

    def step_of(self, stage):
        """The step of the checkpoint that answers for a stage, or would; None without one."""
        if stage in self.batches:
            return self.batches[stage].step
        return newest_step(stage, tuple(gpt.step_folders(gpt.stage_dir(stage))))

    def stages(self):
        """The stages that can be asked for, first the one that answers who does not say."""
        there = [stage for stage in STAGES if self.step_of(stage) is not None]
        return sorted(there, key=lambda stage: stage != self.stage)

    def about(self, stage):
        """An entry of /v1/models. The step is ours."""
        about = dict(id=model_name(stage), object="model", created=int(self.started))
        return dict(about, owned_by="you", step=self.step_of(stage))

    def stage_named(self, name):
        """The stage that a client calls by a name."""
        stage = name.removeprefix(model_name(""))
        if stage not in self.batches and stage not in self.stages():
            known = ", ".join(map(model_name, self.stages()))
            message = f"no model {name[:100]!r}; wanted one of {known}"
            raise Refused(404, message, "model", code="model_not_found")
        return stage

    def batch_of(self, body):
        """The Batch of the model that a request names, loaded when it is first asked for."""
        name = field_of(body, "model", str, "a name")
        stage = self.stage if name is None else self.stage_named(name)
        if stage not in self.batches:
            with self.loading:
                if stage not in self.batches:  # nobody else has loaded it meanwhile
                    self.load(stage)
        return self.batches[stage]

    def load(self, stage):
        try:
            self.batches[stage] = Batch(*open_model(stage, self.device))
        except SystemExit:
            # open_model has said why, to whoever runs the server, and would have ended a program.
            # The caller need not know which folders there are
            message = f"{model_name(stage)} cannot be loaded; the server has printed why"
            raise Refused(500, message, "model", kind="server_error") from None

    def count(self, **more):
        """Add to the numbers of /stats. += alone may lose some where threads do it at once."""
        with self.counting:
            for name, n in more.items():
                self.stats[name] += n

    def handle_error(self, request, client_address):
        """What the library calls where a connection ends in an error: its own prints a traceback.

        Mostly a caller went away; what it asked for ended with the read or write that failed."""
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)):
            print(f"error: {in_one_line(error)}", file=sys.stderr)


class Handler(BaseHTTPRequestHandler):
    """One connection. The library calls do_GET, do_POST and so on, one for each request on it."""

    protocol_version = "HTTP/1.1"  # keeps a connection open for the next request
    default_request_version = "HTTP/1.0"  # of one that cannot be read; 0.9 has no status to send
    timeout = 60  # seconds without a byte, after which a connection is dropped
    wbufsize = 1 << 16  # bytes: all that can be sent at once is sent at once (see pause)
    disable_nagle_algorithm = True  # and at once: a small piece need not wait for the one before
    looked_at = 0.0  # when it was last seen whether the caller is there
    is_streaming = False  # whether a reply has begun that ends with the connection
    has_unread = True  # whether something of the request may not have been read

    def log_message(self, *args):
        """Nothing: the library would print a line for each request."""

    # how something is sent

    def send_head(self, status, headers):
        """The first line and the headers. Connection: close also makes the library close it."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, status, content, headers=()):
        """A whole reply. content: HTML as a str, or something to send as JSON."""
        is_page = isinstance(content, str)
        data = content.encode() if is_page else to_json(content)
        headers = {**SAFE_HEADERS, **dict(headers)}
        if status != 204:
            kind = "text/html; charset=utf-8" if is_page else "application/json"
            headers |= {"Content-Type": kind, "Content-Length": str(len(data))}
        ends = status >= 400 or self.has_unread
        if ends:
            # what is left of the body would be taken for the next request
            headers["Connection"] = "close"
        self.send_head(status, headers)
        if self.command != "HEAD":
            self.wfile.write(data)
        if ends:
            self.linger()

    def linger(self):
        """Read and forget what a refused caller is still sending, for up to 10 seconds.

        A connection that is closed on unread bytes is reset, and a reset may overtake the reply:
        the caller would see "connection reset by peer" and never why it was refused."""
        deadline = time.monotonic() + 10
        self.wfile.flush()
        try:
            self.connection.shutdown(socket.SHUT_WR)  # that was all from us
            self.connection.settimeout(1)
            while time.monotonic() < deadline and self.connection.recv(1 << 16):
                pass
        except OSError:
            pass  # it went away, or nothing more comes

    def send_stream(self, events, is_slow):
        """Send events as they come: each by itself where they are slow, else as many as there are
        before a wait for more.

        It is what the clients read, and the simplest thing that streams: a plain reply that takes
        its time. Its length is not known when it begins, so it ends with the connection."""
        kind = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        self.send_head(200, {**kind, "Connection": "close"})
        self.is_streaming = True
        for data in events:
            self.wfile.write(data)
            if is_slow:
                self.pause()

    def send_error(self, status, message=None, explain=None):
        """What the library calls where it cannot read a request; its own sends HTML."""
        self.server.count(requests=1, refused=1)
        self.refuse(Refused(status, message or "the request cannot be read"))

    def refuse(self, refused):
        path = getattr(self, "path", "")  # which is not known of what cannot be read
        self.send(refused.status, error_for(path, refused), headers=refused.headers)

    def send_failure(self, error):
        """Tell the caller, and whoever runs the server, of an error that is no refusal."""
        self.server.count(failed=1)
        print(f"error: {in_one_line(error)}", file=sys.stderr)
        refused = Refused(500, f"the server failed: {in_one_line(error)}", kind="server_error")
        if not self.is_streaming:
            self.refuse(refused)
            return
        # its status was sent long ago, so the stream says it, as the originals do, and breaks off
        body = error_for(self.path, refused)
        if self.path.startswith("/v1/responses"):
            body = body | body["error"] | dict(type="error")
        self.wfile.write(event(body))

    # who may ask

    def do_GET(self):
        """Answer a caller who may ask, by any method; what is refused (see Refused) is sent here.

        Nothing that one request does may end the server: not even that there is no memory left."""
        self.server.count(requests=1)
        length = self.headers.get("Content-Length", "0")
        self.has_unread = length != "0" or "Transfer-Encoding" in self.headers
        try:
            self.check_caller()
            self.answer()
        except Refused as refused:
            self.server.count(refused=1)
            self.refuse(refused)
        except (ConnectionError, TimeoutError):
            # the caller went away: what is left need not be sent, and ChatServer.handle_error knows
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            raise
        except Exception as error:
            self.send_failure(error)

    # which of them a path takes, answer() says
    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_PATCH = do_DELETE = do_TRACE = do_GET

    def check_caller(self):
        """Raise Refused for a caller who came by a wrong name, or without the key.

        Listening on 127.0.0.1 keeps other machines out, but not other sites' pages that are open in
        this machine's browser. Such a page may let its own name point to 127.0.0.1 (DNS rebinding):
        to the browser we are then that page's own server, and it may read what we answer. The Host
        header gives it away, as it holds the name that was asked for."""
        host = re.sub(r":\d*$", "", self.headers.get("Host", "").lower())
        is_local = self.server.server_address[0] == "127.0.0.1"
        if is_local and host not in OUR_NAMES:
            message = f"Host {host!r}: this server answers to 127.0.0.1 and localhost"
            raise Refused(403, message, code="host_not_allowed")
        # It could not read what we answer to a name of ours, as no header here allows that, but it
        # could have us work.
        is_for_programs = self.path.startswith("/v1/")
        if is_for_programs and self.headers.get("Sec-Fetch-Site") == "cross-site":
            message = "this server answers to its own page and to programs, not to other sites"
            raise Refused(403, message, code="cross_site")

        # Only /v1/ needs the key: the page must open before it can ask for one. compare_digest
        # takes as long for all wrong keys, or the right one could be found letter by letter.
        wanted = self.server.api_key.encode("utf-8", "replace")
        given = re.sub("^bearer +", "", self.headers.get("Authorization", ""), flags=re.I)
        given = given or self.headers.get("x-api-key", "")  # as Anthropic's client says it
        is_right = hmac.compare_digest(given.encode("utf-8", "replace"), wanted)
        if wanted and is_for_programs and not is_right:
            message = "wrong or missing API key; wanted the header Authorization: Bearer KEY"
            raise Refused(401, message, code="invalid_api_key")

    # what is answered

    def answer(self):
        path = self.path.split("?")[0]
        is_model = path.startswith(f"{MODELS_PATH}/")
        if path in PROTOCOLS:
            allowed = "POST, OPTIONS"
        elif path in TOLD or is_model:
            allowed = "GET, HEAD, OPTIONS"
        else:
            raise Refused(404, f"{path[:100]}: wanted one of {', '.join([*TOLD, *PROTOCOLS])}")

        if self.command not in allowed.split(", "):
            message = f"{path[:100]}: got {self.command}, wanted {allowed}"
            raise Refused(405, message, headers=dict(Allow=allowed))
        if self.command == "OPTIONS":
            # and no header that would let other sites' pages read what is answered
            self.send(204, "", headers=dict(Allow=allowed))
        elif path in PROTOCOLS:
            self.answer_post(PROTOCOLS[path])
        elif is_model:
            stage = self.server.stage_named(unquote(path.removeprefix(f"{MODELS_PATH}/")))
            self.send(200, self.server.about(stage))
        else:
            self.send(200, TOLD[path](self.server))

    def answer_post(self, protocol):
        """What asks for an answer."""
        body = self.read_body()
        if not isinstance(body, dict):
            raise Refused(400, "the body: wanted a JSON object")
        batch = self.server.batch_of(body)
        request = protocol.read(body, self.server.defaults, batch)
        self.server.count(waiting=1)  # serve, as it ends, waits for this
        try:
            self.reply(protocol, request, batch)
            self.wfile.flush()
        finally:
            self.server.count(waiting=-1)

    def handle_expect_100(self):
        """A caller waits for this before it sends its body."""
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def read_body(self):
        """The JSON that the request carries."""
        length = self.headers.get("Content-Length")
        if length is None:
            raise Refused(411, "wanted a Content-Length")
        # not isdigit(): that holds for other digits too, of which int() refuses some
        if not re.fullmatch("[0-9]{1,15}", length):
            raise Refused(400, "Content-Length: wanted a whole number of bytes")
        if int(length) > MAX_BODY:
            raise Refused(413, f"the body has {length} bytes; at most {MAX_BODY} are read")
        try:
            content = self.rfile.read(int(length))
        except TimeoutError:
            message = f"nothing came for {self.timeout} s, and the body is not whole yet"
            raise Refused(408, message) from None
        self.has_unread = False
        return read_json(content)

    def reply(self, protocol, request, batch):
        """Generate an answer and send it, as one JSON object or as a stream of events."""
        readers = [AnswerReader(batch.tok, request.stop) for _ in request.prompts]
        with closing(self.answer_parts(request, batch, readers)) as parts:
            if request.stream and protocol.events:
                # not before the first part is there: until then it may be refused, or fail
                parts = itertools.chain([next(parts)], parts)
                events = protocol.events(request, batch, readers, parts)
                # scores take longer than ids, so that these never have to be waited for
                self.send_stream(events, is_slow=request.n_top is not None)
                return
            if protocol.events:
                for _ in parts:
                    pass  # the readers keep what is said
            self.send(200, protocol.whole(request, batch, readers))

    def answer_parts(self, request, batch, readers):
        """Yield (row, part) of the answers; their tokens go to /stats."""
        try:
            generate = partial(batch.generate, pause=self.pause)
            yield from stream_answers(generate, readers, request.prompts, request.how)
        finally:
            # of an answer whose caller went away too
            self.server.count(tokens=sum(len(reader.ids) for reader in readers))

    def pause(self):
        """Send what there is, before a wait for more; raises ConnectionError where nobody waits.

        What a caller sends ends where it hangs up, and may end before, as HTTP allows. Which of
        them it is, a write tells: to who has hung up the second one fails. A stream writes all the
        time; before any other reply one may say, as often as one likes, that it is to come."""
        self.wfile.flush()
        if time.monotonic() < self.looked_at + LOOK_EVERY:
            return
        self.looked_at = time.monotonic()
        self.connection.settimeout(0)
        has_ended = False
        with suppress(BlockingIOError):  # where it sends nothing, and has not ended
            has_ended = not self.connection.recv(1, socket.MSG_PEEK)
        self.connection.settimeout(self.timeout)
        if has_ended and self.request_version == "HTTP/1.0":  # which does not know 100 Continue
            raise ConnectionAbortedError("the caller hung up")
        if has_ended and not self.is_streaming:
            self.handle_expect_100()


def serve(flags):
    """Serve until Ctrl-C, or SIGTERM.

    127.0.0.1 is this machine alone: nobody else in the network can connect to it. Any other address
    opens the model to whoever can reach it, so it takes a key."""
    if flags.host not in ("127.0.0.1", "localhost") and not flags.api_key:
        opens = f"--host {flags.host} opens this model to others"
        fail(f"{opens}; give --api_key KEY too, or leave --host away")

    # as a number: check_caller looks for it, and the name may also stand for ::1
    host = "127.0.0.1" if flags.host == "localhost" else flags.host
    speaker = open_model(flags.stage, flags.device)
    # a core is for the threads that read and write: a product that two cores share waits for both
    torch.set_num_threads(max(1, torch.get_num_threads() - 1))
    try:
        address = host, flags.port
        server = ChatServer(address, speaker, flags.device, sampling(flags), flags.api_key)
    except (OSError, UnicodeError) as error:
        # UnicodeError: a name that cannot be one, such as "a..b"
        why = getattr(error, "strerror", None) or error
        remedy = "another --port (0 takes any free one) or --host (this machine is 127.0.0.1)"
        fail(f"--port {flags.port} on {flags.host}: {why}; try {remedy}")

    # --port 0 let the system choose, so the address is what it is and not what was asked for
    address = f"http://{host}:{server.server_address[1]}"
    # A service is ended by SIGTERM, as by Ctrl-C; who has read the address may send it at once.
    # Neither interrupts anything here: each is noted, and this thread alone waits for it.
    asked_to_end = queue.SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_end.put(True))
    hint = "in a browser (Ctrl-C ends it)"
    print(f"fivechat, stage {server.stage}: open {address} {hint}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asked_to_end.get()
        server.shutdown()
        server.server_close()  # nobody new
        if server.stats["waiting"]:
            print("\nanswers that have begun may end; Ctrl-C again leaves them", flush=True)
        deadline = time.monotonic() + 10  # a caller may want much
        while server.stats["waiting"] and asked_to_end.empty() and time.monotonic() < deadline:
            time.sleep(0.02)
        print("\nstopped", flush=True)
    finally:
        # not by sys.exit: Python would tear down torch under a thread that still makes an answer,
        # which ends in an abort
        os._exit(0)


# ---- page: PAGE ----------------------------------------------------------------------------------
# All that a browser gets, in one string: no framework, no build, and nothing fetched from elsewhere
# (SAFE_HEADERS would not let it), so it works without a network. Its script reads from the top:
#
# words      what the interface says, in English and Chinese: the browser's language chooses
# tree       a conversation is a tree of turns. A question that is edited, or an answer that is made
#            again, is one more branch beside the old one; what is shown is the path to one leaf.
#            The answers of two stages to one question are two branches, shown side by side
# storage    each conversation under a key of its own in localStorage, so that two tabs do not
#            overwrite one another; a stored turn never changes, so that two versions of one
#            conversation are merged by taking the turns of both
# drawing    whatever is shown is set as textContent, never as HTML: it is read and cannot run.
#            All is drawn anew, but for an answer that comes: there only its own text
# asking     the stream of /v1/chat/completions, cut by the network anywhere, as JSON objects
# answering  one question at a time; `answering` has the turns that answer it while they come. A
#            screen reader hears them once, when they are whole: #heard is the live region, and the
#            turns are none
# actions    what the buttons and keys do

PAGE = r"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>fivechat</title>
<style>
:root {
  color-scheme: light dark;
  /* each text colour has a contrast of 4.5:1 or more on each of the two backgrounds */
  --back: light-dark(#fff, #16181c);
  --soft: light-dark(#f0f1f3, #25282e);
  --text: light-dark(#1d1f23, #e6e7e9);
  --quiet: light-dark(#565c66, #a9b0bb);
  --strong: light-dark(#1a56b0, #7db0ff);
  --bad: light-dark(#b3261e, #ff9a90);
  --line: light-dark(#d8dade, #3a3e46);
}
* { box-sizing: border-box }
[hidden] { display: none !important }
body {
  margin: 0; height: 100dvh; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif;
  /* one column for a phone: what opens pushes the rest aside and covers nothing */
  display: grid; grid-template: "head" "list" "panel" "turns" 1fr "notice" "form" / minmax(0, 1fr);
}
header { grid-area: head; display: flex; gap: .5rem; align-items: center; padding: .5rem 1rem }
header h1 { margin: 0; font-size: 1.1rem }
#show-sampling { margin-left: auto }
nav { grid-area: list; max-height: 40dvh; overflow-y: auto; padding: .5rem 1rem }
#sampling { grid-area: panel }
main { grid-area: turns; overflow-y: auto; overflow-x: hidden }
#notices { grid-area: notice }
form { grid-area: form }
#sampling, main, #notices, form { padding: .5rem max(1rem, (100% - 46rem) / 2) }
nav, #sampling { border-bottom: 1px solid var(--line) }
@media (min-width: 60rem) {
  body {
    grid-template: "list head" "list panel" "list turns" 1fr "list notice" "list form"
      / 17rem minmax(0, 1fr);
  }
  nav, nav[hidden] {
    display: block !important; max-height: none; border: 0; background: var(--soft);
  }
  #show-list { display: none }
}

button, select {
  font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line);
  border-radius: .5rem; padding: .15rem .6rem; min-height: 1.9rem; cursor: pointer;
}
button { background: none }
select { min-width: 0; padding: .15rem .2rem }
:is(button, select, textarea, input):focus-visible { outline: 2px solid var(--strong) }
nav ul { list-style: none; margin: .5rem 0; padding: 0 }
nav li { display: flex; gap: .25rem }
nav li button { border-color: transparent }
nav .open { flex: 1; text-align: left; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap }
nav .open[aria-current] { border-color: var(--strong) }

.turn { margin: .4rem 0 1rem }
.body { white-space: pre-wrap; overflow-wrap: anywhere }
.coming .body:empty::after { content: "…" }
.pair { display: grid; gap: 0 1rem; grid-template-columns: repeat(2, minmax(0, 1fr)) }
.pair .turn { border-top: 2px solid var(--line) }
.pair .chosen { border-color: var(--strong) }
.who { display: flex; gap: .5rem; align-items: baseline; justify-content: space-between;
  margin: .3rem 0 }
.who h2 { margin: 0; font-size: .9rem; color: var(--quiet) }
.who button { font-size: .8rem; border-color: transparent; padding: 0 .4rem }
.who [aria-pressed=true] { border-color: var(--strong) }
.who [aria-pressed=true]::before { content: "✓ " }
.user .body { background: var(--soft); border-radius: 1rem; padding: .5rem .9rem;
  margin-left: 15% }
.edited .body { outline: 2px solid var(--strong) }
.tool { color: var(--quiet); font: .85em ui-monospace, monospace }
.error { color: var(--bad) }
.code { display: flex; align-items: start; background: var(--soft); border-radius: .5rem;
  margin: .4rem 0 }
.user .code { background: var(--back) }
.code pre { flex: 1; min-width: 0; margin: 0; padding: .6rem .9rem; overflow-x: auto;
  white-space: pre; font: .9em/1.45 ui-monospace, monospace }
.code button { margin: .3rem; font-size: .8rem }
.acts { display: flex; flex-wrap: wrap; align-items: center; font-size: .8rem;
  color: var(--quiet) }
.acts button { border-color: transparent; padding: 0 .4rem }
.user .acts { justify-content: flex-end }
.hello { margin-top: 10vh; text-align: center }
.keys { font-size: .8rem; color: var(--quiet); margin-top: 2rem }
.hello button { margin: .25rem; padding: .4rem .8rem; border-radius: 1rem;
  background: var(--soft) }

#notices > div { display: flex; gap: .5rem; align-items: center; justify-content: space-between }
form { display: flex; gap: .5rem; align-items: end }
textarea {
  flex: 1; min-width: 0; max-height: 40dvh; resize: none; font: inherit; color: inherit;
  background: var(--soft); border: 1px solid var(--line); border-radius: .7rem;
  padding: .5rem .8rem;
}
textarea::placeholder { color: var(--quiet); opacity: 1 }
#go { background: var(--strong); color: var(--back); border: 0; min-height: 2.6rem }
#defaults { margin-top: .5rem }
label { display: grid; grid-template-columns: 7rem minmax(0, 1fr) 4rem; gap: .5rem;
  font-size: .9rem }
input { accent-color: var(--strong) }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 40rem) {
  .pair { grid-template-columns: minmax(0, 1fr) }
  h1 { position: absolute; clip-path: inset(50%) }  /* the stages need its place */
}
</style>
</head>
<body>
<header>
  <button id="show-list" aria-controls="list" aria-expanded="false" data-word="chats"></button>
  <h1>fivechat</h1>
  <select id="stage" data-label="stage"></select>
  <span id="only"></span>
  <select id="beside" data-label="beside"></select>
  <button id="show-sampling" aria-controls="sampling" aria-expanded="false"
    data-word="sampling"></button>
</header>
<nav id="list" data-label="chats" hidden>
  <button id="fresh" data-word="fresh"></button>
  <ul id="chats"></ul>
</nav>
<section id="sampling" data-label="sampling" hidden>
  <label>temperature<input id="temperature" type="range" min="0" max="1.5" step="0.05" value="0">
    <output></output></label>
  <label>top_p<input id="top_p" type="range" min="0.05" max="1" step="0.05" value="1">
    <output></output></label>
  <label>top_k<input id="top_k" type="range" min="0" max="100" step="1" value="0">
    <output></output></label>
  <label>max_tokens<input id="max_tokens" type="range" min="8" max="512" step="8" value="128">
    <output></output></label>
  <button id="defaults" data-word="defaults"></button>
</section>
<main id="turns"></main>
<div id="notices">
  <div id="notice" role="status"></div>
  <div id="editing" hidden><span data-word="editing"></span>
    <button id="cancel" data-word="cancel"></button></div>
  <div id="heard" class="unseen" role="status"></div>
</div>
<form>
  <textarea id="say" rows="1" data-label="message" autofocus></textarea>
  <button id="go"></button>
</form>
<script>
"use strict"

// ---- words: what the interface says ------------------------------------------------------------

const EXAMPLES = {}  // those of chat.py's table are put in here
const WORDS = {
  en: {
    chats: "Chats", fresh: "New chat", sampling: "Sampling",
    defaults: "The server's defaults", byServer: "default",
    message: "Your message", hint: "Ask something", send: "Send", stop: "Stop",
    keys: "Enter sends, Shift+Enter begins a line, Esc stops",
    stage: "The stage that answers", beside: "A stage that answers beside it",
    step: n => "step " + n, alone: "compare", and: stage => "+ " + stage, goOn: "go on from here",
    you: "You", copy: "copy", copied: "Copied.", edit: "edit", again: "regenerate",
    answer: "answer", earlier: "the version before", later: "the next version",
    editing: "What you change becomes a branch; the old one stays beside it.", cancel: "Cancel",
    hello: "Hello! Ask me something.", helloBase: "Begin a text, and I go on with it.",
    tokens: n => n + (n == 1 ? " token" : " tokens"), speed: n => n + " tokens/s",
    stopped: "stopped", length: "cut: no room or time for more",
    delete: "Delete", deleted: title => `Deleted: ${title}`, undo: "Undo",
    damaged: key => `A conversation could not be read; it is set aside as ${key}.`,
    notKept: "This browser keeps no more conversations; delete some.",
    forbidden: "This browser lets the page store nothing: what is said here ends with the page.",
    noServer: "The server does not answer; is chat.py still running? Then: regenerate",
    brokenOff: "The answer was broken off; try: regenerate",
    key: "This server wants its API key:", noKey: "Without its API key the server does not answer.",
  },
  zh: {
    chats: "对话", fresh: "新对话", sampling: "采样",
    defaults: "恢复服务器的默认值", byServer: "默认",
    message: "你的消息", hint: "问点什么", send: "发送", stop: "停止",
    keys: "Enter 发送，Shift+Enter 换行，Esc 停止",
    stage: "由哪个阶段回答", beside: "并排回答的另一个阶段",
    step: n => `第 ${n} 步`, alone: "比较", and: stage => "+ " + stage, goOn: "从这里继续",
    you: "你", copy: "复制", copied: "已复制。", edit: "编辑", again: "重新生成",
    answer: "回答", earlier: "上一个版本", later: "下一个版本",
    editing: "修改后会成为一个分支，原来的仍然保留。", cancel: "取消",
    hello: "你好！问我点什么吧。", helloBase: "写一个开头，我接着往下写。",
    tokens: n => n + " 个词元", speed: n => `每秒 ${n} 个`, stopped: "已停止",
    length: "被截断：没有空间或时间了",
    delete: "删除", deleted: title => `已删除：${title}`, undo: "撤销",
    damaged: key => `有一个对话无法读取，已另存为 ${key}。`,
    notKept: "浏览器存不下更多对话了，请删除一些。",
    forbidden: "浏览器不允许此页面存储内容，关闭页面后对话就没有了。",
    noServer: "服务器没有回应；chat.py 还在运行吗？然后点“重新生成”。",
    brokenOff: "回答中断了，请点“重新生成”。",
    key: "这个服务器需要 API 密钥：", noKey: "没有 API 密钥，服务器不回答。",
  },
}
const language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"
const words = WORDS[language]

const get = id => document.getElementById(id)
const turnsBox = get("turns"), say = get("say"), go = get("go")

// ---- tree: the conversation that is shown, as turns with parents -------------------------------
// A turn: {id, parent, role, content, tool: [{expression, result, at}]}, of which `at` says how
// many characters of the content come before it. An answer also has what is told beside it: stage
// and step of the checkpoint, count (of tokens), seconds, why it ended; or an error. The second of
// two answers that were asked for side by side has in `beside` the id of the first. Ids are in the
// order of time.
// A conversation's stages: those that were chosen to answer in it, two at most; where none was, the
// server's own answers.

let lastTime = 0
function newId() {
  lastTime = Math.max(Date.now(), lastTime + 1)  // also where two are made at once
  return lastTime.toString(36) + "-" + Math.random().toString(36).slice(2, 10)
}

const newChat = () => ({ id: newId(), turns: {}, leaf: null, stages: [], time: 0 })
let chat = newChat()

// The turns from the first one to `turn`; null where they lead into a circle or to nothing.
function pathTo(turns, turn) {
  const path = new Set()
  while (turn && !path.has(turn)) {
    path.add(turn)
    if (turn.parent === null) return [...path].reverse()
    turn = turns[turn.parent]
  }
  return null
}

const shownPath = () => chat.leaf ? pathTo(chat.turns, chat.turns[chat.leaf]) : []

// The turns that may follow a turn (or begin, for null), the oldest first.
const childrenOf = (turns, parent) =>
  Object.values(turns).filter(turn => turn.parent === parent).sort((a, b) => a.id < b.id ? -1 : 1)

// What is shown side by side with an answer, itself among it: mostly that is all.
function pairOf(turns, turn) {
  const siblings = childrenOf(turns, turn.parent)
  const first = siblings.find(one => one.id === turn.beside) ?? turn
  return [first, ...siblings.filter(one => one !== first && one.beside === first.id)]
}

// The versions of a turn that can be shown in its place. A pair is one, by its first.
const versionsOf = (turns, turn) =>
  childrenOf(turns, turn.parent).filter(one => pairOf(turns, one)[0] === one)

// Where one comes from a turn: to the newest of all that goes on from it.
function leafUnder(turns, turn) {
  const under = [turn]
  for (const one of under) under.push(...childrenOf(turns, one.id))
  return under.map(one => one.id).sort().pop()
}

function addTurn(parent, role, content) {
  const turn = { id: newId(), parent, role, content, tool: [] }
  chat.turns[turn.id] = turn
  chat.leaf = turn.id
  return turn
}

const titleOf = chat => childrenOf(chat.turns, null)[0].content.slice(0, 60)

// ---- storage: a key for each conversation ------------------------------------------------------

const CHAT = "fivechat.chat.", ASIDE = "fivechat.damaged."

// Reading or writing may be forbidden by the browser, and there may be no room: then what is shown
// lives as long as the page.
let mayStore = true
function withStorage(action, name = "localStorage") {
  try {
    return action(window[name])
  } catch (error) {
    if (error.name != "SecurityError") notice(words.notKept)
    else if (mayStore) {  // once will do
      mayStore = false
      notice(words.forbidden)
    }
    return null
  }
}

// What is forgotten with the tab: the conversation that it shows, for a reload; the server's key.
const inTab = name => withStorage(storage => storage.getItem(name), "sessionStorage")
const keepInTab = (name, value) =>
  withStorage(storage => storage.setItem(name, value), "sessionStorage")

const isText = value => typeof value == "string"

function isTurn(turn) {
  const texts = [turn?.id, turn?.content, turn?.role]
  return texts.every(isText) && ["user", "assistant"].includes(turn.role)
}

// What is stored as a conversation, or null. A person or another program may have changed it: of a
// damaged one the turns are kept that are whole and hang together.
function parseChat(id, text) {
  let saved
  try { saved = JSON.parse(text) } catch (_) { return null }
  const found = {}
  for (const turn of Object.values(saved?.turns ?? {}))
    if (isTurn(turn)) found[turn.id] = { ...turn, tool: wholeCalls(turn.tool) }
  const under = Map.groupBy(Object.values(found), turn => turn.parent)
  const whole = under.get(null) ?? []
  for (const turn of whole) whole.push(...under.get(turn.id) ?? [])
  if (!whole.length) return null

  const turns = Object.fromEntries(whole.map(turn => [turn.id, turn]))
  const leaf = turns[saved.leaf] ? saved.leaf : leafUnder(turns, childrenOf(turns, null).pop())
  const stages = Array.isArray(saved.stages) ? saved.stages.filter(isText).slice(0, 2) : []
  return { id, turns, leaf, stages, time: Number(saved.time) || 0 }
}

function wholeCalls(tool) {
  const calls = Array.isArray(tool) ? tool : []
  return calls.filter(call => call && isText(call.expression) && isText(call.result))
}

function readChat(id) {
  const text = withStorage(storage => storage.getItem(CHAT + id))
  if (text === null) return null
  const read = parseChat(id, text)
  if (!read) setAside(id, text)
  return read
}

// Put what cannot be read where it disturbs nobody and can still be looked at.
function setAside(id, text) {
  withStorage(storage => {
    storage.setItem(ASIDE + id, text)
    storage.removeItem(CHAT + id)
    notice(words.damaged(ASIDE + id))
  })
}

// All stored conversations, the newest first.
function readChats() {
  const keys = withStorage(storage => Object.keys(storage)) ?? []
  const ids = keys.filter(key => key.startsWith(CHAT)).map(key => key.slice(CHAT.length))
  return ids.map(readChat).filter(Boolean).sort((a, b) => b.time - a.time)
}

// Store a conversation, with the turns that another tab has added to it. No answer is stored before
// its end, so that a stored turn does not change any more.
function keep(chat) {
  if (chat.deleted) return
  chat.turns = { ...readChat(chat.id)?.turns, ...chat.turns }
  chat.time = Date.now()
  const { turns, leaf, stages, time } = chat
  const text = JSON.stringify({ turns, leaf, stages, time })
  withStorage(storage => storage.setItem(CHAT + chat.id, text))
}

// ---- drawing: turns, the list, notices ---------------------------------------------------------

function element(kind, name, ...content) {
  const made = document.createElement(kind)
  made.className = name
  made.append(...content)  // texts become text nodes
  return made
}

// key: what it does and where, by which the focus finds it again after all is drawn anew.
function button(text, action, key, label) {
  const made = element("button", "", text)
  made.type = "button"
  made.onclick = action
  if (key) made.dataset.key = key
  if (label) made.ariaLabel = label
  return made
}

function copyButton(text, key) {
  return button(words.copy, async () => {
    await navigator.clipboard.writeText(text)
    notice(words.copied)
  }, key)
}

// Texts and code by turns. Code is what stands between lines that begin with ```, of which the
// second may still be to come; and a Python function, which a small model writes without them.
function splitCode(text) {
  const blocks = [{ isCode: false, lines: [] }]
  let isFenced = false
  for (const line of text.split("\n")) {
    const isFence = line.startsWith("```"), last = blocks.at(-1)
    if (isFence) isFenced = !isFenced
    const isFunction = /^def .*:/.test(line) || last.isCode && /^\s/.test(line)
    const isCode = isFenced || !isFence && isFunction
    if (isFence || isCode != last.isCode) blocks.push({ isCode, lines: [] })
    if (!isFence) blocks.at(-1).lines.push(line)
  }
  return blocks.map(({ isCode, lines }) => ({ isCode, text: lines.join("\n") }))
}

function textElements(text) {
  return splitCode(text).filter(block => block.text).map(block => {
    if (!block.isCode) return element("span", "text", block.text)
    const code = element("div", "code", element("pre", "", element("code", "", block.text)))
    code.querySelector("pre").tabIndex = 0  // or the keyboard could not scroll it
    if (navigator.clipboard) code.append(copyButton(block.text))
    return code
  })
}

// Show what a turn says, with each use of the calculator where it came.
function fillBody(body, turn) {
  const pieces = []
  let start = 0
  for (const { expression, result, at } of turn.tool) {
    pieces.push(...textElements(turn.content.slice(start, at)))
    pieces.push(element("span", "tool", `[${expression} = ${result}] `))
    start = at ?? 0
  }
  pieces.push(...textElements(turn.content.slice(start)))
  if (turn.error) pieces.push(element("span", "error", turn.error))
  body.replaceChildren(...pieces)
}

// What is told beside an answer: "sft · step 800 · 24 tokens · 310 tokens/s".
function aboutAnswer({ stage, step, count, seconds, why }) {
  const speed = count > 1 && seconds > 0 ? words.speed(Math.round(count / seconds)) : ""
  const ended = { stopped: words.stopped, length: words.length }[why]
  const told = [stage, step >= 0 && words.step(step), count && words.tokens(count), speed, ended]
  return told.filter(Boolean).join(" · ")
}

// < 1/2 > where a turn has other versions.
function branchButtons(turn, place) {
  const all = versionsOf(chat.turns, turn), i = all.indexOf(pairOf(chat.turns, turn)[0])
  if (all.length < 2) return []
  const go = step => () => showBranch(all[(i + step + all.length) % all.length])
  return [
    button("‹", go(-1), place + " earlier", words.earlier),
    `${i + 1}/${all.length}`,
    button("›", go(1), place + " later", words.later),
  ]
}

// What can be done with a turn. What would change the conversation is not there while an answer
// comes, nor under an answer that is only shown beside the one of the path.
function actButtons(turn, place, isOnPath) {
  const acts = element("div", "acts"), canChange = isOnPath && !answering.length
  if (turn.role == "assistant") acts.append(element("span", "about", aboutAnswer(turn)))
  if (canChange) acts.append(...branchButtons(turn, place))
  if (navigator.clipboard) acts.append(copyButton(turn.content, place + " copy"))
  if (canChange) acts.append(...changeButtons(turn, place))
  return acts
}

function changeButtons(turn, place) {
  if (turn.role == "assistant")
    return [button(words.again, () => answerAgain(turn.parent), place + " again")]
  const edit = button(words.edit, () => beginEdit(turn), place + " edit")
  if (turn.id != chat.leaf) return [edit]
  // its answer was lost with a page that was closed
  return [edit, button(words.answer, () => answerAgain(turn.id), place + " answer")]
}

function turnElement(turn, place, isOnPath) {
  const body = element("div", "body"), isComing = answering.includes(turn)
  fillBody(body, turn)
  const box = element("article", "turn " + turn.role, body)
  box.ariaLabel = turn.role == "user" ? words.you : turn.stage || "fivechat"
  box.dataset.turn = turn.id
  box.classList.toggle("edited", turn === editing)
  box.classList.toggle("coming", isComing)
  if (!isComing) box.append(actButtons(turn, place, isOnPath))
  return box
}

// What stands at a place of the path: a turn; or two answers, of which a click chooses one.
function placeElement(turn, place) {
  const pair = pairOf(chat.turns, turn)
  if (pair.length < 2) return turnElement(turn, place, true)

  return element("div", "pair", ...pair.map((one, column) => {
    const box = turnElement(one, `${place}.${column}`, one === turn)
    const goOn = button(words.goOn, () => showBranch(one), `${place}.${column} go on`)
    goOn.ariaPressed = String(one === turn)
    goOn.hidden = answering.length > 0
    box.prepend(element("div", "who", element("h2", "", one.stage), goOn))
    box.classList.toggle("chosen", one === turn)
    return box
  }))
}

function greeting() {
  const isBase = chosenStages()[0] == "base"
  const examples = EXAMPLES[model.language]?.[isBase ? "base" : "chat"] ?? []
  const ask = text => button(text, () => { askQuestion(text, null); go.focus() })
  return element("div", "hello", element("h2", "", isBase ? words.helloBase : words.hello),
    ...examples.map(ask), element("p", "keys", words.keys))
}

const isAtEnd = () =>
  turnsBox.scrollHeight - turnsBox.scrollTop - turnsBox.clientHeight < 80
const scrollToEnd = () => { turnsBox.scrollTop = turnsBox.scrollHeight }

function draw() {
  const focused = document.activeElement?.dataset.key, follow = isAtEnd(), path = shownPath()
  turnsBox.replaceChildren(...path.length ? path.map(placeElement) : [greeting()])
  drawStages()
  drawList()
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus()
  if (follow) scrollToEnd()
  go.textContent = answering.length ? words.stop : words.send
  get("editing").hidden = !editing
}

function drawList() {
  get("chats").replaceChildren(...readChats().map(one => {
    const open = button(titleOf(one), () => openChat(one), "open " + one.id)
    open.className = "open"
    if (one.id == chat.id) open.ariaCurrent = "true"
    const label = `${words.delete}: ${titleOf(one)}`
    return element("li", "", open, button("×", () => deleteChat(one), null, label))
  }))
}

// The choice of the stages that answer, where there is one. A stage that the server has no longer
// can still be chosen: the server's refusal then says which there are.
function drawStages() {
  const [first, second = ""] = chosenStages()
  const known = [...new Set([...model.stages, ...chat.stages])]
  const others = known.filter(stage => stage != first)
  fillSelect(get("stage"), known.map(stage => [stage, stage]), first)
  fillSelect(get("beside"),
    [["", words.alone], ...others.map(stage => [stage, words.and(stage)])], second)
  get("stage").hidden = get("beside").hidden = !others.length
  get("only").textContent = others.length ? "" : first
}

function fillSelect(select, options, chosen) {
  // one that somebody has opened would be closed by new options
  if (select.dataset.has != String(options))
    select.replaceChildren(...options.map(([value, text]) => new Option(text, value)))
  select.dataset.has = options
  select.value = chosen
}

// A line above the form that stays until the next one; with something to press, if that is given.
function notice(text, ...buttons) {
  get("notice").replaceChildren(element("span", "", text), ...buttons)
}

const noNotice = () => get("notice").replaceChildren()

// ---- asking: the server ------------------------------------------------------------------------

const SLIDERS = ["temperature", "top_p", "top_k", "max_tokens"].map(get)
const moved = new Set()  // the sliders that say something: what is left out is as the server has it
let model = { stages: [], language: "" }  // until meetModel knows it

// Who answers in this conversation: the server's own stage where nobody has chosen.
const chosenStages = () => chat.stages.length ? chat.stages : model.stages.slice(0, 1)

let key = inTab("key") ?? "", timesAsked = 0  // for it

function askForKey() {
  timesAsked++
  key = prompt(words.key) ?? ""
  keepInTab("key", key)
  if (key) meetModel()  // now it may list the stages
}

const headers = () =>
  ({ "Content-Type": "application/json", "Authorization": "Bearer " + key })

const post = (path, body, signal) =>
  fetch(path, { method: "POST", headers: headers(), body: JSON.stringify(body), signal })

// Which stages there are, the server's own first, and in which language they were trained. As in
// examples_for of chat.py: only to a tokenizer with Chinese words a Chinese sentence has fewer
// tokens than characters. Who has no key yet learns only the first.
async function meetModel() {
  let stages = [], known = language
  try {
    stages = [(await (await fetch("/health")).json()).stage]
    const list = await fetch("/v1/models", { headers: headers() })
    if (list.ok) stages = (await list.json()).data.map(one => stageOf(one.id))
    const prompt = EXAMPLES.zh.chat[0]
    const reply = await post("/v1/completions", { prompt, echo: true, max_tokens: 0 })
    if (reply.ok) {
      const { usage } = await reply.json()
      known = usage.prompt_tokens <= prompt.length ? "zh" : "en"
    }
  } catch (_) { /* no server: the first question will say so */ }
  model = { stages, language: known }
  if (chat.leaf) drawStages()
  else draw()
}

const stageOf = name => name.replace("fivechat-", "")

// The messages of a path. A question whose answer failed, or said nothing, is left out.
function messagesOf(path) {
  const kept = path.filter((turn, i) => {
    const answer = turn.role == "user" ? path[i + 1] : turn
    return i == path.length - 1 || answer.role == "assistant" && !answer.error && answer.content
  })
  return kept.map(({ role, content }) => ({ role, content }))
}

// The objects of a streamed answer. The network cuts it anywhere: whole lines are taken, and what
// is left goes in front of the next piece.
async function* streamOf(reply) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let rest = ""; ;) {
    const { done, value } = await reader.read()
    if (done) throw Error(words.brokenOff)
    const lines = (rest + value).split("\n")
    rest = lines.pop()
    for (const line of lines) {
      if (line == "data: [DONE]") return
      if (line.startsWith("data: ")) yield JSON.parse(line.slice(6))
    }
  }
}

// stage: "" for the server's own.
async function* ask(messages, stage, signal) {
  const request = { messages, stream: true, stream_options: { include_usage: true } }
  if (stage) request.model = "fivechat-" + stage
  for (const slider of SLIDERS) if (moved.has(slider)) request[slider.id] = Number(slider.value)
  const timesBefore = timesAsked
  let reply
  try {
    reply = await post("/v1/chat/completions", request, signal)
  } catch (error) {
    throw error.name == "AbortError" ? error : Error(words.noServer)
  }

  if (reply.status == 401) {
    if (timesAsked == timesBefore) askForKey()  // else the answer beside this one has asked
    if (!key) throw Error(words.noKey)
    yield* ask(messages, stage, signal)
  } else if (reply.ok) {
    yield* streamOf(reply)
  } else {
    throw Error((await reply.json()).error.message)
  }
}

// ---- answering: one answer while it comes ------------------------------------------------------

let answering = []  // their turns
let stopper = null  // an AbortController; the server notices when it next writes
let editing = null  // the question that is in the box to be changed

// Add to a turn what an object of the stream says.
function take(turn, said) {
  if (said.error) throw Error(said.error.message)
  turn.stage = stageOf(said.model)
  turn.step = said.step
  if (said.usage) turn.count = said.usage.completion_tokens
  const part = said.choices[0]
  if (!part) return
  for (const call of part.delta.tool ?? []) turn.tool.push({ ...call, at: turn.content.length })
  turn.content += part.delta.content ?? ""
  turn.why = part.finish_reason ?? turn.why
}

// Add the turns for the answers of the chosen stages to a question. The first one's is made last:
// it is where the conversation goes on if nobody chooses, and that is from the newest turn.
function addAnswers(question) {
  const stages = chat.stages.length ? chat.stages : [""]
  const turns = stages.toReversed().map(() => addTurn(question, "assistant", "")).reverse()
  turns.forEach((turn, i) => { turn.stage = stages[i] })
  for (const turn of turns.slice(1)) turn.beside = turns[0].id
  return turns
}

// Let the chosen stages answer a question. Whoever leaves the conversation meanwhile stops them.
async function answer(question) {
  const mine = chat, messages = messagesOf(pathTo(mine.turns, mine.turns[question]))
  const turns = addAnswers(question)
  answering = turns
  stopper = new AbortController()
  get("heard").textContent = ""
  draw()
  scrollToEnd()
  await Promise.all(turns.map(turn => fillTurn(turn, messages, stopper.signal)))

  stopper = null
  mine.leaf = (turns.find(turn => !turn.error) ?? turns[0]).id
  keep(mine)
  draw()
  const aloud = turn => (turns.length > 1 ? turn.stage + ": " : "") + (turn.error || turn.content)
  if (chat === mine) get("heard").textContent = turns.map(aloud).join("\n")
}

// Take one stage's answer as it comes. What goes wrong with it leaves the other one alone.
async function fillTurn(turn, messages, signal) {
  const began = performance.now()  // not with the first piece: all of them may come at once
  try {
    for await (const said of ask(messages, turn.stage, signal)) {
      take(turn, said)
      turn.seconds = (performance.now() - began) / 1000
      drawPieces()
    }
  } catch (error) {
    if (error.name == "AbortError") turn.why = "stopped"
    else turn.error = error.message
  }
  answering = answering.filter(one => one !== turn)
  if (answering.length) draw()  // or answer() will
}

// Once for each picture on the screen: pieces may come faster.
let nextPicture = 0
function drawPieces() {
  cancelAnimationFrame(nextPicture)
  nextPicture = requestAnimationFrame(() => {
    const follow = isAtEnd()
    for (const turn of answering) {
      const body = turnsBox.querySelector(`[data-turn="${CSS.escape(turn.id)}"] .body`)
      if (body) fillBody(body, turn)  // there is none where another conversation is shown
    }
    if (follow) scrollToEnd()
  })
}

// ---- actions: what buttons and keys do ---------------------------------------------------------

const stop = () => stopper?.abort()

// Ask a question behind a turn, or as the first one (null).
function askQuestion(text, parent) {
  if (answering.length) return
  const question = addTurn(parent, "user", text)
  keepInTab("open", chat.id)
  noNotice()
  keep(chat)
  answer(question.id)
}

function send() {
  const text = say.value.trim()
  if (!text || answering.length) return
  const parent = editing ? editing.parent : chat.leaf
  endEdit()
  askQuestion(text, parent)
}

function answerAgain(question) {
  if (answering.length) return
  endEdit()
  answer(question)
  go.focus()  // the button that was pressed is gone
}

function beginEdit(turn) {
  if (answering.length) return
  editing = turn
  say.value = turn.content
  draw()
  grow()
  say.focus()
}

function endEdit() {
  editing = null
  say.value = ""
  grow()
}

function showBranch(turn) {
  if (answering.length) return
  endEdit()
  chat.leaf = leafUnder(chat.turns, turn)
  keep(chat)
  draw()
}

// Who shall answer in this conversation from now on.
function chooseStages() {
  const first = get("stage").value, second = get("beside").value
  chat.stages = second && second != first ? [first, second] : [first]
  if (chat.leaf && !answering.length) keep(chat)  // else that is still to come
  draw()
}

function openChat(one) {
  if (one.id == chat.id) return
  stop()
  endEdit()
  chat = one
  keepInTab("open", chat.id)
  showPanel("list", false)  // on a wide screen it is there all the same
  draw()
  scrollToEnd()
}

function deleteChat(one) {
  const isShown = one.id == chat.id, text = withStorage(storage => storage.getItem(CHAT + one.id))
  withStorage(storage => storage.removeItem(CHAT + one.id))
  if (isShown) {
    chat.deleted = true  // or an answer that this stops would bring it back
    openChat(newChat())
  } else drawList()

  const undo = button(words.undo, () => {
    withStorage(storage => storage.setItem(CHAT + one.id, text))
    noNotice()
    if (isShown) openChat(readChat(one.id))
    else drawList()
    say.focus()
  })
  notice(words.deleted(titleOf(one)), undo)
  undo.focus()
}

// The text box is as high as its text, up to the limit in the style.
function grow() {
  say.style.height = "auto"
  say.style.height = say.scrollHeight + 2 + "px"
}

function showValue(slider) {
  slider.nextElementSibling.textContent = moved.has(slider) ? slider.value : words.byServer
}

function useDefaults() {
  moved.clear()
  for (const slider of SLIDERS) {
    slider.value = slider.defaultValue
    showValue(slider)
  }
}

// Another tab has stored or deleted something. The turns that it added to the conversation shown
// here are branches of it, but where they go on from what is shown, that is followed.
function followOtherTab(event) {
  if (event.key == CHAT + chat.id && event.newValue) {
    const theirs = parseChat(chat.id, event.newValue)
    chat.turns = { ...theirs?.turns, ...chat.turns }
    chat.leaf = leafUnder(chat.turns, chat.turns[chat.leaf])
    chat.stages = theirs?.stages ?? chat.stages
    if (!answering.length) draw()
  }
  drawList()
}

// The page is closed, or loaded anew: what has been said so far is kept.
function leave() {
  if (!answering.length) return
  for (const turn of answering) turn.why = "stopped"
  stop()
  keep(chat)
}

function showPanel(name, isShown) {
  get(name).hidden = !isShown
  get("show-" + name).ariaExpanded = String(isShown)
}

document.querySelector("form").onsubmit = event => {
  event.preventDefault()
  if (answering.length) stop()
  else send()
}
say.onkeydown = event => {
  // while an input method composes a character, Enter belongs to it; Safari says so by 229 alone
  const composes = event.isComposing || event.keyCode == 229
  if (event.key != "Enter" || event.shiftKey || composes) return
  event.preventDefault()
  send()
}
say.oninput = grow
document.onkeydown = event => {
  if (event.key != "Escape" || event.isComposing) return
  if (answering.length) stop()
  else if (editing) get("cancel").click()
}
get("cancel").onclick = () => { endEdit(); draw(); say.focus() }
get("fresh").onclick = () => { noNotice(); openChat(newChat()); say.focus() }
get("defaults").onclick = useDefaults
for (const slider of SLIDERS) slider.oninput = () => { moved.add(slider); showValue(slider) }
for (const name of ["list", "sampling"])
  get("show-" + name).onclick = () => showPanel(name, get(name).hidden)
get("stage").onchange = get("beside").onchange = chooseStages
addEventListener("storage", followOtherTab)
addEventListener("pagehide", leave)

document.documentElement.lang = language == "zh" ? "zh-CN" : "en"
for (const made of document.querySelectorAll("[data-word], [data-label]")) {
  if (made.dataset.word) made.textContent = words[made.dataset.word]
  if (made.dataset.label) made.ariaLabel = words[made.dataset.label]
}
say.placeholder = words.hint
useDefaults()
chat = inTab("open") && readChat(inTab("open")) || chat
draw()
scrollToEnd()
meetModel()
</script>
</body>
</html>
""".replace("const EXAMPLES = {}", f"const EXAMPLES = {json.dumps(EXAMPLES, ensure_ascii=False)}")


# ---- main ----------------------------------------------------------------------------------------


def check_range(name, value, low, high):
    if not low <= value <= high:
        fail(f"--{name} {value}: wanted {low:g} to {high:g}")


def parse_flags(argv):
    """The flags, checked. With neither -p nor --serve it is a conversation in the terminal."""
    parser = tokenizer.Flags(
        prog="chat.py",
        description=__doc__.partition("\n\nmap:")[0],
        # room enough in the first column for --repetition_penalty: each flag has one line
        formatter_class=partial(argparse.RawDescriptionHelpFormatter, max_help_position=26),
    )
    add = parser.add_argument
    add("-p", "--prompt", metavar="TEXT", help="answer this and end; - reads it from a pipe")
    add("--stage", default="", help="base, mid, sft or rl; without it the last one")
    for name, (kind, default, _, _, about) in SAMPLING.items():
        add(f"--{name}", type=kind, default=default, metavar="N", help=about)
    add("--device", default="auto", help="auto, cpu, cuda or mps")
    add("--serve", action="store_true", help="a web page and a server of OpenAI's protocol")
    add("--host", default="127.0.0.1", help="127.0.0.1 is for this machine; others need --api_key")
    add("--port", type=int, default=8000, metavar="N", help="0 takes any free one")
    add("--api_key", default="", metavar="KEY", help="what callers of the server must send")
    flags = parser.parse_args(argv)

    if flags.stage and flags.stage not in STAGES:
        fail(f"--stage {flags.stage}: wanted base, mid, sft or rl")
    for name, (_, _, low, high, _) in SAMPLING.items():
        check_range(name, getattr(flags, name), low, high)
    check_range("port", flags.port, 0, 65535)
    return flags


def main(argv=None):
    flags = parse_flags(argv)
    if flags.serve:
        serve(flags)
    elif flags.prompt is not None:
        one_shot(flags)
    else:
        talk(flags)


if __name__ == "__main__":
    tokenizer.run_command(main, stopped="stopped")
