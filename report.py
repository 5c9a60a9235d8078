"""report.py: what happened in a run, as pages that a person reads and a table by which two runs are compared.
run:    python report.py reset          python report.py generate          python report.py compare A B
        and from the other scripts:     report.log("chat-sft", {"final_loss": 1.93, "dropped": 4})
reads:  $NANOCHAT_BASE_DIR/log.jsonl and report/*.md (A and B are two such folders)
writes: $NANOCHAT_BASE_DIR/report/: header.md, one .md per section, report.md, report.html; a report.md here
map:    constants | formats, log | header | reading a run | tables | page | commands"""
import html
import json
import math
import os
import platform
import re
import subprocess
import sys
import time
from collections import namedtuple
from contextlib import suppress
from numbers import Integral, Real
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIME_FORMAT = "%Y-%m-%d %H:%M:%S"                 # local time
SECTIONS = {"tokenizer-training": "Tokenizer Training", "tokenizer-evaluation": "Tokenizer Evaluation",
            "base-model-training": "Base Model Training", "base-model-loss": "Base Model Loss Evaluation",
            "base-model-evaluation": "Base Model Evaluation", "midtraining": "Midtraining",
            "chat-evaluation-mid": "Chat Evaluation Mid", "chat-sft": "Chat SFT Training",
            "chat-evaluation-sft": "Chat Evaluation SFT", "chat-rl": "Chat RL Training",
            "chat-evaluation-rl": "Chat Evaluation RL"}
COLUMNS = {"base-model-evaluation": "BASE", "chat-evaluation-mid": "MID", "chat-evaluation-sft": "SFT",
           "chat-evaluation-rl": "RL"}
ROWS = """CORE mini-CORE ARC-Easy ARC-Challenge MMLU mini-MMLU GSM8K mini-GSM8K HumanEval mini-Code Spelling
    format_compliance tool_usage_accuracy instruction_following conversation_coherence response_length_control
    truthfulness refusal repetition_rate distinct_2 mini-ChatCORE ChatCORE""".split()
CURVES = {"train loss": ("step", "loss"), "val bpb": ("eval", "val_bpb"), "reward": ("step", "reward")}
RENTED_USD_PER_HOUR = {"H100": (3.00, "2025-11"), "A100-SXM4-80GB": (1.79, "2025-11")}   # as of when

# ---- formats: base_dir, write_atomic, show_value, score, parse_score, find_time, log -----------------------
def base_dir():
    return Path(os.environ.get("NANOCHAT_BASE_DIR") or "~/.cache/nanochat").expanduser()

def read_text(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

def write_atomic(path, text):
    """A reader sees the old file or the new one, never half: a temporary file beside it, then a rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temp = path.parent / f".{path.name}.{os.getpid()}.tmp"
    try:
        temp.write_bytes(text.encode("utf-8", "replace"))            # a sample may hold half a surrogate pair
        os.replace(temp, path)
    finally:
        temp.unlink(missing_ok=True)

def show_value(value):
    """1234567 -> 1,234,567    0.12345678 -> 0.123457    [1, "a"] -> 1, a    (3, "kept") -> 3 kept"""
    if isinstance(value, (tuple, list)):
        return (" " if isinstance(value, tuple) else ", ").join(map(show_value, value))
    if isinstance(value, Real) and not isinstance(value, bool):
        return f"{int(value):,}" if isinstance(value, Integral) else f"{float(value):,.6g}"
    return str(value).replace("\r", "\\r").replace("\n", "\\n")      # the format knows one line per key

def score(acc, n, chance, lo, hi):
    """score(0.7121, 400, 0.25, 0.666, 0.755) -> 0.712 (n=400, chance 0.250, 95% 0.666-0.755)"""
    acc, chance, lo, hi = (round(float(x), 3) + 0.0 for x in (acc, chance, lo, hi))      # + 0.0: no -0.000
    return f"{acc:.3f} (n={int(n)}, chance {chance:.3f}, 95% {lo:.3f}-{hi:.3f})"

def parse_score(text):
    """The inverse of score: (acc, n, chance, lo, hi), or None where the text is no score."""
    found = re.match(r"(-?\d+\.\d+) \(n=(\d+), chance (-?\d+\.\d+), 95% (-?\d+\.\d+)-(-?\d+\.\d+)\)", text)
    return found and (float(found[1]), int(found[2]), float(found[3]), float(found[4]), float(found[5]))

def find_time(name, text):
    """The unix seconds of the line `name: 2026-11-24 14:30:25`; 0 where there is no such line."""
    found = re.search(rf"^{name}: (.+)$", text, re.M)
    with suppress(ValueError):                                       # a line edited by hand
        return time.mktime(time.strptime(found[1], TIME_FORMAT)) if found else 0
    return 0

def log(section, data):
    """Write a section now, so that a run that dies later has it. A full disk must not end the training."""
    if section not in SECTIONS:
        raise ValueError(f"no report section {section!r}; the eleven: {', '.join(SECTIONS)}")
    lines = [f"- {key}: {show_value(value)}" for key, value in data.items() if value is not None]
    text = "\n".join([f"## {SECTIONS[section]}", f"timestamp: {time.strftime(TIME_FORMAT)}", "", *lines, ""])
    try:
        write_atomic(base_dir() / "report" / f"{section}.md", text)
    except OSError as error:
        print(f"warning: report section {section} not written: {error}", file=sys.stderr)

# ---- header: every field is measured here and now, or says unknown -----------------------------------------
def ask_git(*args):
    with suppress(OSError, UnicodeDecodeError, subprocess.CalledProcessError):
        run = subprocess.run(["git", *args], cwd=HERE, capture_output=True, encoding="utf-8", check=True)
        return run.stdout.strip()
    return "unknown"

def git_and_bloat():
    git = dict.fromkeys(("Branch", "Commit", "Message"), "unknown")
    tracked, counts = ask_git("ls-files").split("\n"), ["unknown"] * 4
    if "report.py" in tracked:                    # else no repository, or a copy unpacked inside another one
        state = "dirty" if ask_git("status", "--porcelain", "--untracked-files=no") else "clean"
        git = {"Branch": ask_git("rev-parse", "--abbrev-ref", "HEAD"),
               "Commit": f"{ask_git('rev-parse', '--short', 'HEAD')} ({state})",
               "Message": ask_git("log", "-1", "--format=%s")}
        texts = [read_text(HERE / name) for name in tracked if name.endswith((".py", ".rs", ".sh", ".toml"))]
        whole = "".join(texts)
        counts = [f"{n:,}" for n in (len(whole), whole.count("\n"), len(texts), len(whole) // 4)]
    counts.append(len(re.findall(r"^\s*[A-Za-z]", read_text(HERE / "requirements.txt"), re.M)) or "unknown")
    return git, dict(zip(("Characters", "Lines", "Files", "Tokens (approx)", "Dependencies"), counts))

def hardware_and_software():
    cores, memory, version, gpus, gpu_memory, cuda, rate = ["unknown"] * 7
    with suppress(ImportError, OSError, RuntimeError):
        import psutil
        cores = psutil.cpu_count(logical=False) or "unknown"
        memory = f"{psutil.virtual_memory().total / 2**30:.1f} GB"
    with suppress(ImportError, OSError, RuntimeError, AttributeError):
        import torch
        version, gpus, gpu_memory, cuda, rate = torch.__version__, "none", "none", "none", "0 (own machine)"
        if torch.backends.mps.is_available():
            gpus, gpu_memory = "1 x Apple GPU", "shared with the CPU"
        if torch.cuda.is_available():
            cards = [torch.cuda.get_device_properties(i) for i in range(torch.cuda.device_count())]
            gpus, cuda, rate = f"{len(cards)} x {cards[0].name}", torch.version.cuda or "none", "unknown"
            gpu_memory = f"{sum(card.total_memory for card in cards) / 2**30:.1f} GB"
            for usd, month in (price for name, price in RENTED_USD_PER_HOUR.items() if name in gpus):
                rate = f"${usd * len(cards):.2f} (estimate: rented, ${usd:.2f} per GPU in {month})"
    return ({"Hostname": platform.node() or "unknown", "Platform": platform.platform(),
             "CPUs": f"{cores} cores ({os.cpu_count() or 'unknown'} logical)", "Memory": memory, "GPUs": gpus,
             "GPU Memory": gpu_memory, "CUDA Version": cuda, "Hourly Rate": rate},
            {"Python": platform.python_version(), "PyTorch": version})

def header_text():
    now, (git, bloat), (machine, soft) = time.strftime(TIME_FORMAT), git_and_bloat(), hardware_and_software()
    lines = ["# fivechat training report", "", f"Generated: {now}", "", "## Environment", ""]
    for name, fields in ("Git Information", git), ("Hardware", machine), ("Software", soft), ("Bloat", bloat):
        lines += [f"### {name}", *(f"- {key}: {value}" for key, value in fields.items()), ""]
    return "\n".join([*lines, f"Run started: {now}", "", "---", ""])

# ---- reading a run: read_log, read_run, curve --------------------------------------------------------------
Run = namedtuple("Run", "header started sections notes events")      # as read_run and read_log make them

def read_log(path, since):
    """{(stage, event, prompt or None): events}. A resume goes back some steps; what came later happened."""
    events = {}
    for line in read_text(path).split("\n"):
        try:
            event = json.loads(line)
            key, step = (event["stage"], event["event"], event.get("prompt")), int(event.get("step") or 0)
            past = events.setdefault(key, []) if float(event["time"]) >= since else []   # old: kept by nobody
        except (ValueError, KeyError, TypeError, OverflowError):     # torn by a kill while it was written
            continue
        while past and past[-1]["step"] >= step and "step" in event:
            past.pop()
        past.append({**event, "step": step})
    return events

def read_run(base):
    """Header text, unix seconds of the start (0: unknown), {slug: (seconds, {key: text})}, notes, events."""
    header, sections, notes = read_text(base / "report" / "header.md"), {}, []
    started = find_time("Run started", header)
    if not started:
        notes.append("No header, so every section found counts; before a new run: python report.py reset")
    for slug in SECTIONS:
        text = read_text(base / "report" / f"{slug}.md")
        written = find_time("timestamp", text)
        if not text:
            notes.append(f"Missing: {slug}")
        elif written < started:
            notes.append(f"Stale, left out: {slug} (older than this run)")
        else:
            sections[slug] = written, dict(re.findall("^- (.+?): (.*)$", text, re.M))
    return Run(header, started, sections, notes, read_log(base / "log.jsonl", started))

def curve(run, stage, event, field):
    """[(step, value)], without what is no number (a diverged loss is logged as NaN)."""
    pairs = [(e["step"], e.get(field)) for e in run.events.get((stage, event, None), [])]
    return [(x, y) for x, y in pairs if isinstance(y, (int, float)) and math.isfinite(y)]

# ---- tables: summary_table, stage_table, tail_fields, md_table, html_table ---------------------------------
def score_cell(text):
    """0.712 (n=400, chance 0.250, 95% 0.666-0.755) -> 0.712 ±0.045"""
    found = parse_score(text)
    return f"{found[0]:.3f} ±{(found[4] - found[3]) / 2:.3f}" if found else text

def summary_table(run):
    """A key may say how much of a set ran: `CORE (3/22)` is row CORE."""
    cells = {(key.split(" (")[0], slug): score_cell(text)
             for slug, (_, fields) in run.sections.items() for key, text in fields.items()}
    lines = [[row, *(cells.get((row, slug), "-") for slug in COLUMNS)] for row in ROWS]
    return [["Metric", *COLUMNS.values()], *([x for x in lines if set(x[1:]) != {"-"}] or lines[:2])]

def bucket_means(points, n_buckets):
    """At most n_buckets means of neighbours. [(1, 2), (2, 4), (3, 6), (4, 8)], 2 -> [(1.5, 3), (3.5, 7)]"""
    size = max(1, math.ceil(len(points) / n_buckets))
    groups = [points[i:i + size] for i in range(0, len(points), size)]
    return [(sum(x for x, _ in g) / len(g), sum(y for _, y in g) / len(g)) for g in groups]

def curve_cell(points):
    """A curve in one table cell, for pages without pictures: where it began, its shape, where it arrived."""
    values = [y for _, y in bucket_means(points, 10)]
    low, span = min(values, default=0), max(values, default=0) - min(values, default=0) or 1
    shape = "".join("▁▂▃▄▅▆▇█"[int((y - low) / span * 7.99)] for y in values)
    return f"{points[0][1]:.4g} {shape} {points[-1][1]:.4g}" if points else "-"

def stage_table(run):
    rows = [["Stage", "Steps", "Minutes", "Ended", *CURVES]]
    for stage in (stage for stage, event, _ in run.events if event == "step"):
        last = run.events[stage, "step", None][-1]
        end = run.events.get((stage, "end", None), [{"why": "not yet"}])[-1]
        minutes = float(end.get("elapsed_s") or last.get("elapsed_s") or "nan") / 60
        rows.append([stage, f"{last['step']:,}", f"{minutes:.1f}", show_value(end.get("why", "-")),
                     *(curve_cell(curve(run, stage, *names)) for names in CURVES.values())])
    return rows

def tail_fields(run):
    """What stands under the summary: bpb, bloat, cost where a rate is known, wall clock."""
    seconds = max((when for when, _ in run.sections.values()), default=run.started) - run.started
    rate = re.search(r"^- Hourly Rate: \$([\d.]+) (.*)$", run.header, re.M)
    fields = {"Val bpb (base)": run.sections.get("base-model-loss", (0, {}))[1].get("bits_per_byte", "-")}
    fields.update(re.findall(r"^- (.+?): (.*)$", run.header.partition("### Bloat")[2], re.M))
    if rate:
        fields["Cost"] = f"${float(rate[1]) * seconds / 3600:.2f} at ${rate[1]} an hour {rate[2]}"
    wall = f"{int(seconds // 3600)}h{int(seconds // 60 % 60):02d}m" if run.started else "unknown"
    return {**fields, "Total wall clock time": wall}

def md_table(rows):
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(3, *map(len, column)) for column in zip(*rows)]
    rows[1:1] = [["-" * width for width in widths]]
    return "\n".join("| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows) + "\n"

def html_table(head, *rows):
    lines = ["".join(f"<th>{html.escape(cell)}</th>" for cell in head)]
    lines += ["".join(f"<td>{html.escape(cell).replace('_', '_<wbr>')}</td>" for cell in row) for row in rows]
    return f'<div class="wide"><table><tr>{"</tr><tr>".join(lines)}</tr></table></div>'

# ---- page: ticks, draw_curve, draw_sample, html_page -------------------------------------------------------
CSS = """:root{--ink:#1d2430;--soft:#667085;--rule:#d8dde6;--page:#fff;--card:#f6f7f9;--line:#1f6feb}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7ec;--soft:#98a2b3;--rule:#343b48;--page:#12151b;
--card:#1a1f28;--line:#6cb0ff}} html{background:var(--page);color:var(--ink);color-scheme:light dark}
body{margin:auto;max-width:62rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h2{margin:1.4em 0 .5em} .note,th{color:var(--soft)} summary{cursor:pointer} .wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem;margin-bottom:1rem} th,tr:has(th)~tr{overflow-wrap:normal}
th,td{border-bottom:1px solid var(--rule);padding:.3rem .7rem .3rem 0;text-align:left;vertical-align:top}
.grid{display:grid;gap:1rem;margin:1rem 0;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr))}
.grid>*{padding:.8rem;background:var(--card);border-radius:.5rem} svg{width:100%}
text{fill:var(--soft);font-size:12px} .x{text-anchor:middle} .y{text-anchor:end} line{stroke:var(--rule)}
polyline{fill:none;stroke:var(--line)} circle{fill:var(--line)} pre{white-space:pre-wrap;margin:0 0 .5rem}"""

def ticks(low, high):
    """Two to six round numbers between low and high. 0, 1000 -> [0, 200, 400, 600, 800, 1000]"""
    unit = 10 ** math.floor(math.log10(high - low))
    step = next(s for s in (unit / 5, unit / 2, unit, unit * 2) if (high - low) / s <= 6)
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]

def draw_curve(title, points):
    """An SVG of 400 x 230 units; more than 200 points are drawn as the means of their neighbours."""
    points = bucket_means(points, 200)
    (_, x1), (y0, y1) = ((min(v), max(v)) for v in zip(*points))
    pad = (y1 - y0 or 1) / 20
    x1, y0, y1 = x1 or 1, y0 - pad, y1 + pad
    def at(x, y):
        return f"{48 + x / x1 * 296:.1f}", f"{200 - (y - y0) / (y1 - y0) * 190:.1f}"
    parts = [f'<text class="x" x="{at(x, y0)[0]}" y="220">{x:,.6g}</text>' for x in ticks(0, x1)]
    parts += ['<line x1="48" x2="344" y1="{0}" y2="{0}"/><text class="y" x="42" y="{0}" dy="4">{1:.6g}</text>'
              .format(at(0, y)[1], y) for y in ticks(y0, y1)]
    parts += [f'<polyline points="{" ".join(",".join(at(*point)) for point in points)}"/>',
              '<circle cx="{0}" cy="{1}" r="3"/><text x="{0}" y="{1}" dx="6" dy="4">{2:.4g}</text>'
              .format(*at(*points[-1]), points[-1][1])]
    return f'<div>{html.escape(title)} by step<svg viewBox="0 0 400 230">{"".join(parts)}</svg></div>'

def draw_sample(key, events):
    """What the model said to a prompt when it was first asked and when it was last asked."""
    said = [f'<div class="note">{html.escape(key[0])}, step {e["step"]:,}</div>'
            f'<pre>{html.escape(str(e.get("text"))[:800])}</pre>' for e in events[:1] + events[1:][-1:]]
    return f"<div><b>{html.escape(str(key[2]))}</b>{''.join(said)}</div>"

def html_page(run):
    out = ['<!doctype html><html lang="en"><head><meta charset="utf-8"><title>fivechat report</title>',
           '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">',
           f"<style>{CSS}</style></head><body><h1>fivechat training report</h1>",
           *(f'<div class="note">{html.escape(note)}</div>' for note in run.notes),
           "<h2>Summary</h2>", html_table(*summary_table(run)),
           html_table((), *tail_fields(run).items()), "<h2>Stages</h2>", html_table(*stage_table(run))]
    for stage in dict.fromkeys(stage for stage, _, _ in run.events):
        cards = [draw_curve(f"{stage}: {title}", points) for title, names in CURVES.items()
                 if (points := curve(run, stage, *names))]
        said = [draw_sample(*item) for item in run.events.items() if item[0][:2] == (stage, "sample")]
        out += [f'<div class="grid">{"".join(row)}</div>' for row in (cards, said)]
    tables = {SECTIONS[slug]: html_table((), *fields.items()) for slug, (_, fields) in run.sections.items()}
    out += [f"<details><summary>{title}</summary>{table}</details>" for title, table in tables.items()]
    return "\n".join([*out, f"<h2>Environment</h2><pre>{html.escape(run.header)}</pre></body></html>\n"])

# ---- commands: reset, generate, compare, main --------------------------------------------------------------
def reset():
    folder = base_dir() / "report"
    for name in (*(f"{slug}.md" for slug in SECTIONS), "header.md", "report.md", "report.html"):
        (folder / name).unlink(missing_ok=True)
    write_atomic(folder / "header.md", header_text())
    print(f"new report: {folder / 'header.md'}")

def generate():
    run, folder = read_run(base_dir()), base_dir() / "report"
    tail = "".join(f"- {key}: {value}\n" for key, value in tail_fields(run).items())
    summary = f"## Summary\n\n{md_table(summary_table(run))}\n{tail}"
    parts = [run.header or "# fivechat training report\n", *(f"*{note}*\n" for note in run.notes),
             *(read_text(folder / f"{slug}.md") for slug in run.sections),
             f"## Stages\n\n{md_table(stage_table(run))}", summary]
    write_atomic(folder / "report.html", html_page(run))
    for path in (folder / "report.md", HERE / "report.md"):
        write_atomic(path, "\n".join(parts))
    print("\n".join([*run.notes, summary, str(folder / "report.md"), str(folder / "report.html")]))

def comparable(run):
    """{what: text}: the lines under the summary, where each stage arrived, every key of every section."""
    names, *stages = stage_table(run)
    return {**tail_fields(run), **{f"{line[0]} {name}": text.split(" ")[-1] for line in stages
                                   for name, text in zip(names[1:], line[1:])},
            **{f"{slug} {key}": text for slug in run.sections for key, text in run.sections[slug][1].items()}}

def compare(*names):
    """Print what differs between two runs, and by how much where both are numbers."""
    sides, rows = [], [["", "A", "B", "B - A"]]
    for path in map(Path, names):             # a base folder, or a file in it or in its report folder
        runs = [p for p in (path, *path.parents[:2]) if (p / "report").exists() or (p / "log.jsonl").exists()]
        if not path.exists() or not runs:
            return f"no run in {path}; wanted: a base folder with report/ or log.jsonl in it"
        sides.append(comparable(read_run(runs[0])))
    for key in {**sides[0], **sides[1]}:
        a, b = (side.get(key, "-") for side in sides)
        x, y = (re.match(r"-?\d[\d,]*(\.\d+)?(e[+-]\d+)?(?= \(|$)", text) for text in (a, b))
        by = f"{float(y[0].replace(',', '')) - float(x[0].replace(',', '')):+.4g}" if x and y else ""
        rows += [[key, score_cell(a), score_cell(b), by]] * (a != b)
    print(f"A = {names[0]}\nB = {names[1]}\n{md_table(rows)}{'' if rows[1:] else 'nothing differs'}")

def main(argv):
    commands = {("reset", 1): reset, ("generate", 1): generate, ("compare", 3): compare}
    command = commands.get((*argv[:1], len(argv)))
    problem = f"got {' '.join(argv) or 'no command'}; use: python report.py reset | generate | compare A B"
    try:
        problem = command(*argv[1:]) if command else problem
    except OSError as error:
        problem = f"{argv[0]}: {error}; wanted: folders that can be written (see NANOCHAT_BASE_DIR)"
    if problem:
        print(f"report.py: {problem}", file=sys.stderr)
        sys.exit(2)

if __name__ == "__main__":
    main(sys.argv[1:])
