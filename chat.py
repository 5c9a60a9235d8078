"""chat.py: weights -> talk: in the terminal, in a web page, and as a server that speaks OpenAI's protocol.
run:    python chat.py       python chat.py -p "What is the capital of France?"       python chat.py --serve
reads:  $NANOCHAT_BASE_DIR/checkpoints/STAGE/
map:    answers | terminal | requests | server | page | main"""
import codecs, hmac, json, sys, threading, time, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import gpt
import tok as tokenizer
from tok import fail, render_prompt

STAGES = ("rl", "sft", "mid", "base")      # the later, the better it talks

# ---- answers: open_model, fit_history, stream_answer -------------------------------------------------
def open_model(stage, device):
    """(model, tok, stage) of a stage, by default the last one that has a whole checkpoint."""
    if not stage: stage = next((s for s in STAGES if gpt.newest_checkpoint(s)), None)
    if stage is None: fail(f"no checkpoint in {tokenizer.base_dir()}; train a model first: bash run.sh")
    model, tok, _ = gpt.load_model(stage, gpt.pick_device(device))
    return model, tok, stage

def fit_history(tok, messages, room):
    """The ids of a prompt of at most `room` tokens, the oldest turns left out where needed, and how many
    were.

    None where the last message alone is too long."""
    messages, dropped = list(messages), 0
    while len(ids := render_prompt(tok, messages)) > room:
        turns = [i for i, m in enumerate(messages) if m["role"] == "user"]
        if len(turns) < 2: return None, dropped
        system = [m for m in messages[:turns[0]] if m["role"] == "system"]
        dropped += turns[1] - len(system)
        messages = system + messages[turns[1]:]
    return ids, dropped

def stream_answer(model, tok, prompt, how, stop=()):
    """Yield ("text", str), ("tool", (expression, result)) and last ("end", (why, tokens)) as an answer comes.

    how: keyword arguments of gpt.generate. Text never ends in half a character; stop strings are cut off, and
    so is held back what may yet become one."""
    special, utf8 = tok.special, codecs.getincrementaldecoder("utf-8")("replace")
    held, block, expression, count, why = "", None, "", 0, "length"
    longest = max(map(len, stop), default=0)
    for _, token, _ in gpt.generate(model, tok, [prompt], **how):
        count += 1
        if token in (special["<|assistant_end|>"], tok.bos):
            why = "stop"
            break
        if token in (special["<|python_start|>"], special["<|output_start|>"]): block = []
        elif token == special["<|python_end|>"]: expression, block = tok.decode(block or []), None
        elif token == special["<|output_end|>"]:
            yield "tool", (expression, tok.decode(block or []))
            block = None
        elif block is not None: block.append(token)
        else:
            held += utf8.decode(tok.decode_bytes([token]))
            found = min((held.index(s) for s in stop if s in held), default=None)
            if found is not None:
                held, why = held[:found], "stop"
                break
            ready = held[:len(held) - longest + 1] if longest else held
            held = held[len(ready):]
            if ready: yield "text", ready
    else: held += utf8.decode(b"", final=True)
    if held: yield "text", held
    yield "end", (why, count)

# ---- terminal: one_shot, talk ------------------------------------------------------------------------
HELP = """/reset         forget this conversation
/stage NAME    talk to another stage: base, mid, sft, rl
/save FILE     write the conversation as a line of JSON, as --chats reads it
/quit          leave (also Ctrl-D); Ctrl-C stops an answer"""

def show_answer(parts):
    """Print an answer while it comes; returns its text. Tool calls stand dimmed in front of what they led
    to."""
    dim, plain = ("\x1b[2m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    text = []
    try:
        for kind, part in parts:
            if kind == "tool": print(f"{dim}[{part[0]} = {part[1]}]{plain} ", end="", flush=True)
            if kind == "text":
                text.append(part)
                print(part, end="", flush=True)
    except KeyboardInterrupt:
        print(f"{dim} (stopped){plain}", end="")
    print()
    return "".join(text)

def prompt_ids(tok, stage, messages, room):
    """The prompt of a stage: base has not met chats, so it goes on from the last message's bare text."""
    if stage == "base": return [tok.bos, *tok.encode(messages[-1]["content"])][:room], 0
    return fit_history(tok, messages, room)

def room_for_prompt(model, flags):
    return model.cfg.seq_len - min(flags.max_new_tokens, model.cfg.seq_len // 3)

def one_shot(flags):
    model, tok, stage = open_model(flags.stage, flags.device)
    ids, _ = prompt_ids(tok, stage, [dict(role="user", content=flags.prompt)], room_for_prompt(model, flags))
    if ids is None:
        fail(f"-p has more tokens than the {room_for_prompt(model, flags)} that this model can read; shorten "
             f"it")
    show_answer(stream_answer(model, tok, ids, sampling(flags)))

def talk(flags):
    """A conversation in the terminal until Ctrl-D or /quit."""
    model, tok, stage = open_model(flags.stage, flags.device)
    params = sum(p.numel() for p in model.parameters())
    print(f"fivechat, stage {stage}: {model.cfg.depth} layers, {params / 1e6:.1f} million parameters. I know "
          f"simple facts,\n"
          "spell words, tell small stories and calculate with a tool. Try: What is 12 * 34?   (/help for "
          "more)")
    messages, told, turn = [], False, 0
    while True:
        try:
            line = input("\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            return print()
        word, _, rest = line.partition(" ")
        if not line: continue
        if word in ("/quit", "/exit"): return
        if word == "/help": print(HELP)
        elif word == "/reset": messages = []
        elif word == "/stage":
            if rest in STAGES and gpt.newest_checkpoint(rest):
                model, tok, stage = open_model(rest, flags.device)
            else:
                print(f"no stage {rest!r} here; trained: "
                      f"{', '.join(s for s in STAGES if gpt.newest_checkpoint(s))}")
        elif word == "/save":
            try:
                tokenizer.write_atomic(Path(rest or "chat.jsonl"),
                                       json.dumps(dict(messages=messages), ensure_ascii=False) + "\n")
                print(f"saved in {rest or 'chat.jsonl'}")
            except OSError as error:
                print(f"not saved: {error}")
        elif word.startswith("/") and len(word) > 1: print(f"no command {word}; /help lists them")
        else:
            messages.append(dict(role="user", content=line))
            ids, dropped = prompt_ids(tok, stage, messages, room_for_prompt(model, flags))
            if ids is None:
                print(f"that is too long; this model reads {model.cfg.seq_len} tokens")
                messages.pop()
                continue
            if dropped and not told:
                print("(the oldest turns no longer fit and are left out from here on)")
                told = True
            turn += 1
            text = show_answer(stream_answer(model, tok, ids, dict(sampling(flags), seed=flags.seed + turn)))
            messages.append(dict(role="assistant", content=text))

def sampling(flags):
    """The flags that gpt.generate takes."""
    return {name: getattr(flags, name) for name in ("max_new_tokens", "temperature", "top_k", "top_p",
                                                    "min_p",
                                                    "repetition_penalty", "seed")}

# ---- requests: what OpenAI's protocol asks for, checked ----------------------------------------------
MAX_BODY, MAX_WAITING, MAX_SECONDS = 1 << 20, 16, 300

class Refused(Exception):
    """A request that cannot be served: status, message, and the parameter at fault."""
    def __init__(self, status, message, param=None, kind="invalid_request_error", code=None):
        super().__init__(message)
        self.status, self.body = status, dict(error=dict(message=message, type=kind, param=param, code=code))

def number(body, name, default, low, high, kind=float):
    """A number of the request within its limits; absent or null gives the default."""
    value = body.get(name)
    if value is None: return default
    numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not numeric or not low <= value <= high or kind(value) != value:
        raise Refused(400, f"{name}: got {value!r}, wanted {'a whole number' if kind is int else 'a number'} "
                      f"from {low:g} to {high:g}", name)
    return kind(value)

def read_messages(body):
    """The messages of a chat request, contents as text."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise Refused(400, "messages: wanted a list of at least one message", "messages")
    out = []
    for i, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in ("system", "developer", "user",
                                                                        "assistant"):
            raise Refused(400, f"messages[{i}].role: wanted system, developer, user or assistant", "messages")
        content = message.get("content")
        if isinstance(content, list) and all(isinstance(p, dict) and isinstance(p.get("text"), str)
                                             for p in content):
            content = tokenizer.text_of(content)
        if not isinstance(content, str):
            raise Refused(400, f"messages[{i}].content: wanted a text", "messages")
        out.append(dict(role="system" if message["role"] == "developer" else message["role"],
                        content=content))
    if out[-1]["role"] != "user": raise Refused(400, "messages: the last one must be the user's", "messages")
    return out

def read_request(body, is_chat, defaults, model, tok, stage):
    """A request's JSON -> (prompt ids, keyword arguments of gpt.generate, stop strings)."""
    if not isinstance(body, dict): raise Refused(400, "the body: wanted a JSON object")
    if number(body, "n", 1, 1, 128, int) != 1:
        raise Refused(400, "n: this server gives one answer for each request", "n")
    stop = body.get("stop") or []
    stop = [stop] if isinstance(stop, str) else stop
    if not isinstance(stop, list) or len(stop) > 4 or not all(isinstance(s, str) and s for s in stop):
        raise Refused(400, "stop: wanted a text, or up to four", "stop")
    limit = model.cfg.seq_len
    wanted = number(body, "max_completion_tokens", number(body, "max_tokens", None, 1, 10 ** 9, int), 1,
                    10 ** 9, int)
    how = dict(defaults, max_new_tokens=min(wanted or defaults["max_new_tokens"], limit),
               temperature=number(body, "temperature", defaults["temperature"], 0, 2),
               top_p=number(body, "top_p", defaults["top_p"], 1e-6, 1),
               min_p=number(body, "min_p", defaults["min_p"], 0, 1),
               top_k=number(body, "top_k", defaults["top_k"], 0, 10 ** 9, int),
               seed=number(body, "seed", time.time_ns() % 2 ** 31, 0, 2 ** 63 - 1, int))
    if is_chat:
        ids, _ = prompt_ids(tok, stage, read_messages(body), limit - min(how["max_new_tokens"], limit // 3))
    else:
        prompt = body.get("prompt")
        if not isinstance(prompt, str): raise Refused(400, "prompt: wanted a text", "prompt")
        ids = [tok.bos, *tok.encode(prompt)]
    if ids is None or len(ids) >= limit:
        raise Refused(400, f"the prompt has more tokens than this model's context of {limit} holds",
                      "messages" if is_chat else "prompt", code="context_length_exceeded")
    return ids, how, stop

# ---- server: ChatServer, Handler, serve --------------------------------------------------------------
class ChatServer(ThreadingHTTPServer):
    daemon_threads = True
    def __init__(self, address, model, tok, stage, defaults, api_key):
        self.model, self.tok, self.stage, self.defaults, self.api_key = model, tok, stage, defaults, api_key
        # one answer at a time
        self.turn, self.places = threading.Lock(), threading.BoundedSemaphore(MAX_WAITING)
        self.stats, self.started = dict(requests=0, refused=0, tokens=0, waiting=0), time.time()
        super().__init__(address, Handler)

class Handler(BaseHTTPRequestHandler):
    protocol_version, timeout, unread = "HTTP/1.1", 60, 0      # unread: bytes of the request's body
    def log_message(self, *args): pass

    def send(self, status, content, kind="application/json"):
        """A whole reply. content: bytes, or something to send as JSON."""
        data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", len(data)),
                            ("X-Content-Type-Options", "nosniff"),
                            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; "
                             "script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'")):
            self.send_header(name, str(value))
        if status >= 400:
            self.send_header("Connection", "close")        # the body may be unread
            self.close_connection = True
        self.end_headers()
        self.wfile.write(data)
        if status >= 400: self.discard_body()

    def discard_body(self):
        """Read what a refused caller is still sending: closing on unread bytes would reset the connection
        before the caller has seen why it was refused."""
        deadline = time.time() + 10
        while 0 < self.unread <= 64 * MAX_BODY and time.time() < deadline:
            part = self.rfile.read1(min(self.unread, 1 << 16))
            self.unread = self.unread - len(part) if part else 0

    def guarded(self, answer):
        """Call answer(); what is refused, or what breaks, becomes an error object."""
        self.server.stats["requests"] += 1
        try:
            self.check_caller()
            answer()
        except Refused as refused:
            self.server.stats["refused"] += 1
            self.send(refused.status, refused.body)
        except (BrokenPipeError, ConnectionError, TimeoutError):
            self.close_connection = True        # the client went away, and its answer with it

    def check_caller(self):
        """Local servers answer only to local names (a page elsewhere may point its own name at 127.0.0.1)."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0].strip("[]")
        if self.server.server_address[0] == "127.0.0.1" and host not in ("127.0.0.1", "localhost", "::1"):
            raise Refused(403, f"Host {host!r}: this server answers to 127.0.0.1 and localhost",
                          code="host_not_allowed")
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.server.api_key and self.path.startswith("/v1/") and not hmac.compare_digest(
                given.encode("utf-8", "replace"), self.server.api_key.encode("utf-8", "replace")):
            raise Refused(401, "wrong or missing API key; wanted the header Authorization: Bearer KEY",
                          code="invalid_api_key")

    def do_GET(self):
        server = self.server
        def answer():
            path = self.path.split("?")[0]
            if path == "/": return self.send(200, PAGE.encode(), "text/html; charset=utf-8")
            if path == "/health": return self.send(200, dict(status="ok", stage=server.stage))
            if path == "/stats":
                return self.send(200, dict(server.stats, uptime_s=round(time.time() - server.started, 1)))
            if path == "/v1/models":
                return self.send(200, dict(object="list", data=[dict(id=f"fivechat-{server.stage}",
                                                                     object="model",
                                                                     created=int(server.started),
                                                                     owned_by="you")]))
            raise Refused(404, f"{path}: wanted /, /health, /stats, /v1/models, /v1/chat/completions or "
                          f"/v1/completions")
        self.guarded(answer)

    def do_POST(self):
        size = self.headers.get("Content-Length", "")
        self.unread = int(size) if size.isdigit() else 0
        def answer():
            path = self.path.split("?")[0]
            if path not in ("/v1/chat/completions", "/v1/completions"):
                raise Refused(404, f"{path}: wanted /v1/chat/completions or /v1/completions")
            if not size.isdigit(): raise Refused(411, "wanted a Content-Length")
            if self.unread > MAX_BODY:
                raise Refused(413, f"the body has {size} bytes; at most {MAX_BODY} are read")
            content, self.unread = self.rfile.read(self.unread), 0
            try:
                body = json.loads(content)
            except ValueError as error:
                raise Refused(400, f"the body is not JSON: {error}")
            server, is_chat = self.server, path == "/v1/chat/completions"
            ids, how, stop = read_request(body, is_chat, server.defaults, server.model, server.tok,
                                          server.stage)
            if not server.places.acquire(blocking=False):
                raise Refused(429, f"{MAX_WAITING} requests are waiting already; try again soon",
                              kind="rate_limit_error")
            server.stats["waiting"] += 1
            try:
                with server.turn: self.reply(body, is_chat, ids, how, stop)
            finally:
                server.stats["waiting"] -= 1
                server.places.release()
        self.guarded(answer)

    def reply(self, body, is_chat, ids, how, stop):
        """Generate and send, as one JSON object or as a stream of them."""
        server, deadline, streaming = self.server, time.time() + MAX_SECONDS, body.get("stream") is True
        kind = ("chat.completion" if is_chat else "text_completion") + (".chunk" if is_chat and streaming
                                                                        else "")
        shared = dict(id=("chatcmpl-" if is_chat else "cmpl-") + uuid.uuid4().hex, object=kind,
                      created=int(time.time()),
                      model=f"fivechat-{server.stage}")
        with_usage = isinstance(body.get("stream_options"),
                                dict) and body["stream_options"].get("include_usage") is True
        def event(value):
            self.wfile.write(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")
        def choice(delta, why=None):
            part = dict(delta=delta) if is_chat else dict(text=delta.get("content", ""))
            return dict(shared, choices=[dict(index=0, finish_reason=why, logprobs=None, **part)],
                        **(dict(usage=None) if with_usage else {}))
        if streaming:
            self.send_response(200)
            for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"),
                                ("Connection", "close")):
                self.send_header(name, value)
            self.end_headers()
            self.close_connection = True
            event(choice(dict(role="assistant", content="")))
        text, tools, why, count = [], [], "length", 0
        for what, part in stream_answer(server.model, server.tok, ids, how, stop):
            if what == "end": why, count = part
            elif what == "tool": tools.append(dict(expression=part[0], result=part[1]))
            else: text.append(part)
            if streaming and what != "end":
                event(choice(dict(content=part) if what == "text" else dict(content="", tool=tools[-1:])))
            if time.time() > deadline: break
        server.stats["tokens"] += count
        usage = dict(prompt_tokens=len(ids), completion_tokens=count, total_tokens=len(ids) + count)
        if streaming:
            event(choice({}, why))
            if with_usage: event(dict(shared, choices=[], usage=usage))
            return self.wfile.write(b"data: [DONE]\n\n")
        message = dict(message=dict(role="assistant", content="".join(text), refusal=None,
                                    tool=tools)) if is_chat else dict(text="".join(text))
        self.send(200, dict(shared, choices=[dict(index=0, finish_reason=why, logprobs=None, **message)],
                            usage=usage))

def serve(flags):
    """Serve until Ctrl-C."""
    if flags.host not in ("127.0.0.1", "localhost") and not flags.api_key:
        fail(f"--host {flags.host} opens this model to others; give --api_key KEY too, or leave --host away")
    host = "127.0.0.1" if flags.host == "localhost" else flags.host
    model, tok, stage = open_model(flags.stage, flags.device)
    try:
        server = ChatServer((host, flags.port), model, tok, stage, sampling(flags), flags.api_key)
    except OSError as error:
        fail(f"--port {flags.port} on {flags.host}: {error.strerror or error}; try another: --port "
             f"{flags.port % 65535 + 1}")
    print(f"fivechat, stage {stage}: open http://{host}:{server.server_address[1]} in a browser (Ctrl-C ends "
          f"it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nstopped")
    finally:
        server.server_close()

# ---- page: everything the browser needs, no request leaves the machine -------------------------------
PAGE = r"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>fivechat</title><style>
:root { color-scheme: light dark; --back: light-dark(#fff, #16181c); --text: light-dark(#1d1f23, #e6e7e9);
  --soft: light-dark(#f0f1f3, #25282e); --line: light-dark(#d8dade, #3a3e46);
  --strong: light-dark(#1f5fbf, #7db0ff); }
* { box-sizing: border-box }
body { margin: 0; height: 100dvh; display: flex; flex-direction: column; background: var(--back);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif }
header, form, #chat { width: 100%; max-width: 46rem; margin: 0 auto; padding: .6rem 1rem }
header { display: flex; gap: .5rem; align-items: center } header b { flex: 1 }
#chat { flex: 1; overflow-y: auto }
.turn { margin: .4rem 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
.user .text { background: var(--soft); border-radius: 1rem;
  padding: .5rem .9rem; margin-left: 15%; display: block }
.tool { opacity: .65; font-family: ui-monospace, monospace; font-size: .85em } .error { color: #c33 }
.acts { display: block; font-size: .8rem; opacity: .75 } .user .acts { text-align: right }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: .5rem;
  padding: .15rem .6rem; cursor: pointer }
.acts button { border: 0; padding: 0 .4rem }
button:focus-visible, textarea:focus-visible { outline: 2px solid var(--strong) }
form { display: flex; gap: .5rem }
textarea { flex: 1; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
  border-radius: .7rem; padding: .5rem .8rem; resize: none; height: 2.8rem }
#go { background: var(--strong); color: var(--back); border: 0 }
details { font-size: .9rem }
details[open] { position: absolute; right: 1rem; top: .6rem; background: var(--back); z-index: 1;
  border: 1px solid var(--line); border-radius: .7rem; padding: .6rem 1rem }
label { display: grid; grid-template-columns: 7rem 9rem 3rem; gap: .5rem }
</style></head><body>
<header><b>fivechat</b><button id="fresh" title="Start anew">New chat</button>
<details><summary>Sampling</summary>
<label>temperature
 <input id="temperature" type="range" min="0" max="1.5" step="0.05" value="0"><output></output></label>
<label>top_p<input id="top_p" type="range" min="0.05" max="1" step="0.05" value="1"><output></output></label>
<label>top_k<input id="top_k" type="range" min="0" max="100" step="1" value="0"><output></output></label>
<label>max_tokens
 <input id="max_tokens" type="range" min="8" max="512" step="8" value="128"><output></output></label>
</details></header>
<main id="chat" aria-live="polite"></main>
<form><textarea id="say" placeholder="Ask something (Enter sends, Shift+Enter breaks the line, Esc stops)"
 autofocus aria-label="Your message"></textarea><button id="go">Send</button></form>
<script>
const get = id => document.getElementById(id), chat = get("chat"), say = get("say"), go = get("go")
const sliders = ["temperature", "top_p", "top_k", "max_tokens"]
let turns = [], stopper = null
try { turns = JSON.parse(localStorage.getItem("fivechat") || "[]") } catch (_) { turns = [] }
const keep = () => { try { localStorage.setItem("fivechat", JSON.stringify(turns)) } catch (_) { } }

function element(kind, name, text) {
  const made = document.createElement(kind); made.className = name; made.textContent = text || ""; return made
}
function button(text, action) { const made = element("button", "", text); made.onclick = action; return made }
function draw() {                       // everything is put in as text, never as HTML
  const low = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80
  chat.replaceChildren(...turns.map((turn, i) => {
    const box = element("div", "turn " + turn.role)
    for (const call of turn.tool || [])
      box.append(element("span", "tool", `[${call.expression} = ${call.result}] `))
    box.append(element("span", "text", turn.content))
    if (turn.error) box.append(element("span", "error", " " + turn.error))
    const acts = element("span", "acts")
    acts.append(button("copy", () => navigator.clipboard && navigator.clipboard.writeText(turn.content)))
    if (turn.role == "user") acts.append(button("edit", () => {
      if (stopper) return
      say.value = turn.content; turns = turns.slice(0, i); keep(); draw(); say.focus() }))
    else if (i == turns.length - 1) acts.append(button("regenerate", () => {
      if (stopper) return
      turns.pop(); answer() }))
    if (!(stopper && i == turns.length - 1)) box.append(acts)
    return box
  }))
  if (low) chat.scrollTop = chat.scrollHeight
  go.textContent = stopper ? "Stop" : "Send"
}
async function answer() {
  const turn = { role: "assistant", content: "", tool: [] }
  const messages = turns.filter(t => !t.error).map(t => ({ role: t.role, content: t.content }))
  const request = { messages, stream: true }
  for (const name of sliders) request[name] = Number(get(name).value)
  turns.push(turn); stopper = new AbortController(); draw()
  try {
    const key = "Bearer " + (sessionStorage.getItem("key") || "")
    const reply = await fetch("/v1/chat/completions", { method: "POST", signal: stopper.signal,
      headers: { "Content-Type": "application/json", "Authorization": key },
      body: JSON.stringify(request) })
    if (reply.status == 401) {
      sessionStorage.setItem("key", prompt("This server wants its API key:") || "")
      throw Error("try again with regenerate")
    }
    if (!reply.ok) throw Error((await reply.json()).error.message)
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let rest = ""; ;) {
      const { done, value } = await reader.read()
      if (done) break
      const lines = (rest + value).split("\n"); rest = lines.pop()
      for (const line of lines) {
        if (!line.startsWith("data: {")) continue
        const part = JSON.parse(line.slice(6)).choices[0]
        if (!part) continue
        turn.content += part.delta.content || ""; turn.tool.push(...(part.delta.tool || []))
      }
      draw()
    }
  } catch (error) { if (error.name != "AbortError") turn.error = error.message }
  stopper = null; keep(); draw(); say.focus()
}
function send() {
  if (stopper) return stopper.abort()
  const text = say.value.trim()
  if (!text) return
  say.value = ""; turns.push({ role: "user", content: text }); keep(); answer()
}
document.querySelector("form").onsubmit = event => { event.preventDefault(); send() }
say.onkeydown = event => {
  if (event.key == "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send() }
}
document.onkeydown = event => { if (event.key == "Escape" && stopper) stopper.abort() }
get("fresh").onclick = () => { if (stopper) stopper.abort(); turns = []; keep(); draw(); say.focus() }
for (const name of sliders) {
  const slider = get(name), show = () => { slider.nextElementSibling.textContent = slider.value }
  slider.oninput = show; show()
}
draw()
</script></body></html>
"""

# ---- main --------------------------------------------------------------------------------------------
def main(argv=None):
    parser = tokenizer.Flags(prog="chat.py", description=__doc__)
    parser.add_argument("-p", "--prompt", help="answer this and end")
    parser.add_argument("--stage", default="", help="base, mid, sft or rl; without it the last one trained")
    parser.add_argument("--temperature", type=float, default=0.0,
                        help="0 takes the likeliest token: small models know facts best so")
    parser.add_argument("--top_k", type=int, default=0, help="only the K likeliest tokens; 0 is off")
    parser.add_argument("--top_p", type=float, default=1.0,
                        help="only the likeliest tokens that make up this share")
    parser.add_argument("--min_p", type=float, default=0.0,
                        help="only tokens at least this share as likely as the likeliest")
    parser.add_argument("--repetition_penalty", type=float, default=1.0,
                        help="above 1: tokens already there become less likely")
    parser.add_argument("--max_new_tokens", type=int, default=128)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--serve", action="store_true", help="a web page and an OpenAI-compatible server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any free one")
    parser.add_argument("--api_key", default="", help="what callers must send; needed for any other --host")
    flags = parser.parse_args(argv)
    if flags.stage and flags.stage not in STAGES: fail(f"--stage {flags.stage}: wanted base, mid, sft or rl")
    for name, low, high in (("temperature", 0, 10), ("top_k", 0, 10 ** 9), ("top_p", 1e-6, 1),
                            ("min_p", 0, 1),
                            ("repetition_penalty", 0.1, 10), ("max_new_tokens", 1, 10 ** 6),
                            ("port", 0, 65535)):
        if not low <= getattr(flags, name) <= high:
            fail(f"--{name} {getattr(flags, name)}: wanted {low:g} to {high:g}")
    if flags.serve: serve(flags)
    elif flags.prompt is not None: one_shot(flags)
    else: talk(flags)

if __name__ == "__main__":
    main()
