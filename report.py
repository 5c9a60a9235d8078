"""report.py: what happened in a run, as pages for a person and a table that compares two runs.

run:    python report.py reset          before a new run: forget the last report, write a new header
        python report.py generate       make report.md and report.html of what a run has left so far
        python report.py compare A B    print what differs between two runs (their base folders)
        and from the other scripts:     report.log("chat-sft", {"final_loss": 1.93, "dropped": 4})
reads:  $NANOCHAT_BASE_DIR/log.jsonl and report/*.md
writes: $NANOCHAT_BASE_DIR/report/: header.md, one .md per section, report.md, report.html;
        and a copy of report.md beside this file
map:    formats         how files, values and scores are written, wherever they are written
        log             a section, written the moment its stage ends
        header          what a run started with: code, machine, versions
        reading a run   files and log lines turned back into values
        tables          summary, stages, closing lines; as Markdown and as HTML
        page            curves drawn as SVG, samples, and the page around them
        commands        reset, generate, compare

Three ideas carry this file:
- A section is a file that says everything a page will show of it. The stage that knows the numbers
  writes it at once, and nothing waits in memory for the end of the run. So a run that dies in its
  third stage keeps what the first two found, and a report can be made at any time, again and again.
- The header says when the run started. A section older than that was left by a run before: it is
  stale, so a page names it and does not show it as a result of this run.
- This script imports none of the others, so that each of them can call report.log. torch and psutil
  are asked for the header alone; where they are missing, its fields say "unknown".
"""

import html
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from numbers import Integral, Real
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent

# Every section in the order of a run: the name of its file (and for report.log), and its title
SECTIONS = {
    "tokenizer-training": "Tokenizer Training",
    "tokenizer-evaluation": "Tokenizer Evaluation",
    "base-model-training": "Base Model Training",
    "base-model-loss": "Base Model Loss Evaluation",
    "base-model-evaluation": "Base Model Evaluation",
    "midtraining": "Midtraining",
    "chat-evaluation-mid": "Chat Evaluation Mid",
    "chat-sft": "Chat SFT Training",
    "chat-evaluation-sft": "Chat Evaluation SFT",
    "chat-rl": "Chat RL Training",
    "chat-evaluation-rl": "Chat Evaluation RL",
}

# ---- formats: base_dir, read_text, write_atomic, show_value, score, parse_score ------------------
TIME_FORMAT = "%Y-%m-%d %H:%M:%S"  # local time: a person compares it with the clock on the wall

DECIMAL = r"(-?\d+\.\d+)"
SCORE = re.compile(rf"{DECIMAL} \(n=(\d+), chance {DECIMAL}, 95% {DECIMAL}-{DECIMAL}\)")
NO_SCORE = re.compile(r"- \((.*)\)")  # what stands there instead, where a task could not be run


def base_dir():
    """The folder that holds all of a run; two experiments are two such folders."""
    return Path(os.environ.get("NANOCHAT_BASE_DIR") or "~/.cache/nanochat").expanduser()


def read_text(path):
    """The text of a file, with odd bytes replaced; "" where there is no such file."""
    if not path.is_file():
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def write_atomic(path, text):
    """Write text to a file, making its folder, so that nobody ever sees half of it.

    A kill or a full disk in the middle of a plain write leaves a torn file where a good one was.
    So the text goes to a temporary file beside it, which then takes its place in one move: a reader
    finds the old text or the new one. Raises OSError, and then the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # beside it, because only within a file system is a move one step; with the process's number in
    # its name, because two processes may write the same page
    temporary = path.parent / f".{path.name}.{os.getpid()}.tmp"
    try:
        # a model's sample may hold half a surrogate pair, which UTF-8 has no bytes for
        temporary.write_bytes(text.encode("utf-8", "replace"))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def show_value(value):
    """A value as the text that stands behind its key in a section.

    1234567 -> 1,234,567    0.12345678 -> 0.123457    [1, "a"] -> 1, a    (3, "kept") -> 3 kept
    """
    if isinstance(value, list):
        return ", ".join(show_value(item) for item in value)
    if isinstance(value, tuple):
        return " ".join(show_value(item) for item in value)

    # Integral and Real cover NumPy's numbers too; a bool counts as one, but is written as a word
    if isinstance(value, Integral) and not isinstance(value, bool):
        return f"{int(value):,}"
    if isinstance(value, Real) and not isinstance(value, bool):
        return f"{float(value):,.6g}"

    # a section has one line per key: a line break would hide what follows it
    return str(value).replace("\r", "\\r").replace("\n", "\\n")


def score(acc, n, chance, lo, hi):
    """A measured share as text that also says how far to trust it; parse_score reads it back.

    acc is the share of n questions that were answered right, chance the share that guessing gets,
    and lo to hi the 95 % interval: the shares that could be the true one, seen through n questions.

    score(0.7121, 400, 0.25, 0.666, 0.755) -> 0.712 (n=400, chance 0.250, 95% 0.666-0.755)
    """
    # adding 0.0 turns -0.0, which would be written -0.000, into 0.0
    acc, chance, lo, hi = (round(float(share), 3) + 0.0 for share in (acc, chance, lo, hi))
    return f"{acc:.3f} (n={int(n)}, chance {chance:.3f}, 95% {lo:.3f}-{hi:.3f})"


def parse_score(text):
    """The inverse of score: (acc, n, chance, lo, hi), or None where the text is no score."""
    found = SCORE.match(text)
    if not found:
        return None

    acc, n, chance, lo, hi = found.groups()
    return float(acc), int(n), float(chance), float(lo), float(hi)


# ---- log: log ------------------------------------------------------------------------------------
def log(section, data):
    """Write one section of the report: a title, the time, one `- key: value` line for each key.

    section is a name of SECTIONS (else ValueError), data a dict {key: value} in the order it shall
    be read in; a value of None means that the key does not apply, and its line is left out.
    A file that cannot be written is a warning: a full disk must not end a training.

        ## Chat SFT Training
        timestamp: 2026-11-24 14:30:25

        - final_loss: 1.93
        - dropped: 4
    """
    if section not in SECTIONS:
        raise ValueError(f"no report section {section!r}; the eleven: {', '.join(SECTIONS)}")

    lines = [f"## {SECTIONS[section]}", f"timestamp: {time.strftime(TIME_FORMAT)}", ""]
    for key, value in data.items():
        if value is not None:
            lines.append(f"- {key}: {show_value(value)}")
    text = "\n".join(lines) + "\n"

    try:
        write_atomic(base_dir() / "report" / f"{section}.md", text)
    except OSError as error:
        print(f"warning: report section {section} not written: {error}", file=sys.stderr)


# ---- header: git_fields, bloat_fields, hardware_fields, software_fields, header_text -------------
# Every field is measured here and now or says "unknown"; a missing tool costs its own field only.

# US dollars per hour and the month they were looked up in, for cards that people rent
RENTED_USD_PER_HOUR = {"H100": (3.00, "2025-11"), "A100-SXM4-80GB": (1.79, "2025-11")}


def ask_git(*words):
    """What `git WORDS` prints for this folder, or "unknown"."""
    with suppress(OSError, UnicodeDecodeError, subprocess.CalledProcessError):
        command = ["git", *words]
        run = subprocess.run(command, cwd=HERE, capture_output=True, encoding="utf-8", check=True)
        return run.stdout.strip()
    return "unknown"


def tracked_files():
    """The names of the files that git knows here; [] where this is no repository of its own."""
    names = ask_git("ls-files").split("\n")
    # a copy that was unpacked inside another repository would report that one's commit as its own
    return names if "report.py" in names else []


def git_fields(tracked):
    """Which code ran: branch, commit (and whether files differ from it), the commit's message."""
    if not tracked:
        return {"Branch": "unknown", "Commit": "unknown", "Message": "unknown"}

    changes = ask_git("status", "--porcelain", "--untracked-files=no")
    state = "dirty" if changes else "clean"
    return {
        "Branch": ask_git("rev-parse", "--abbrev-ref", "HEAD"),
        "Commit": f"{ask_git('rev-parse', '--short', 'HEAD')} ({state})",
        "Message": ask_git("log", "-1", "--format=%s"),
    }


def bloat_fields(tracked):
    """How much code there is, so that growth is seen: a project to read must stay readable."""
    fields = dict.fromkeys(("Characters", "Lines", "Files", "Tokens (approx)"), "unknown")
    if tracked:
        sources = [name for name in tracked if name.endswith((".py", ".rs", ".sh", ".toml"))]
        texts = [read_text(HERE / name) for name in sources]
        n_characters = sum(len(text) for text in texts)
        n_lines = sum(text.count("\n") for text in texts)
        fields["Characters"] = f"{n_characters:,}"
        fields["Lines"] = f"{n_lines:,}"
        fields["Files"] = f"{len(texts):,}"
        # what a language model would read: about four characters a token
        fields["Tokens (approx)"] = f"{n_characters // 4:,}"

    # a requirement is a line that begins with a name, not with a # or an option
    requirements = re.findall(r"^\s*[A-Za-z]", read_text(HERE / "requirements.txt"), re.MULTILINE)
    fields["Dependencies"] = len(requirements) or "unknown"
    return fields


def gpu_fields():
    """The graphics cards that torch sees, and what they would cost an hour if they were rented."""
    fields = dict.fromkeys(("GPUs", "GPU Memory", "CUDA Version", "Hourly Rate"), "unknown")
    # AttributeError: an old torch knows no mps
    with suppress(ImportError, OSError, RuntimeError, AttributeError):
        import torch

        fields = dict.fromkeys(fields, "none")
        fields["Hourly Rate"] = "0 (own machine)"

        if torch.backends.mps.is_available():
            fields["GPUs"] = "1 x Apple GPU"
            fields["GPU Memory"] = "shared with the CPU"

        if torch.cuda.is_available():
            n_cards = torch.cuda.device_count()
            cards = [torch.cuda.get_device_properties(i) for i in range(n_cards)]
            memory = sum(card.total_memory for card in cards)
            fields["GPUs"] = f"{n_cards} x {cards[0].name}"
            fields["CUDA Version"] = torch.version.cuda or "none"
            fields["GPU Memory"] = f"{memory / 2**30:.1f} GB"

            # without a known price: it may be the user's own card or a rented one
            fields["Hourly Rate"] = "unknown"
            for name, (usd, month) in RENTED_USD_PER_HOUR.items():
                if name in cards[0].name:
                    basis = f"(estimate: rented, ${usd:.2f} per GPU in {month})"
                    fields["Hourly Rate"] = f"${usd * n_cards:.2f} {basis}"
    return fields


def hardware_fields():
    """The machine: its name, system, processor, memory and graphics cards."""
    cores, memory = "unknown", "unknown"
    with suppress(ImportError, OSError, RuntimeError):
        import psutil

        cores = psutil.cpu_count(logical=False) or "unknown"
        memory = f"{psutil.virtual_memory().total / 2**30:.1f} GB"

    return {
        "Hostname": platform.node() or "unknown",
        "Platform": platform.platform(),
        "CPUs": f"{cores} cores ({os.cpu_count() or 'unknown'} logical)",
        "Memory": memory,
        **gpu_fields(),
    }


def software_fields():
    """The versions that decide what the same code computes."""
    fields = {"Python": platform.python_version(), "PyTorch": "unknown"}
    with suppress(ImportError, OSError, RuntimeError, AttributeError):
        import torch

        fields["PyTorch"] = torch.__version__
    return fields


def header_text():
    """header.md: what the run starts with, and the time by which stale sections are known."""
    now = time.strftime(TIME_FORMAT)
    tracked = tracked_files()
    blocks = {
        "Git Information": git_fields(tracked),
        "Hardware": hardware_fields(),
        "Software": software_fields(),
        "Bloat": bloat_fields(tracked),
    }

    lines = ["# fivechat training report", "", f"Generated: {now}", "", "## Environment", ""]
    for name, fields in blocks.items():
        lines.append(f"### {name}")
        lines += [f"- {key}: {value}" for key, value in fields.items()]
        lines.append("")
    lines += [f"Run started: {now}", "", "---", ""]
    return "\n".join(lines)


# ---- reading a run: find_time, read_fields, read_event, read_log, read_run, curve ----------------
class Run(NamedTuple):
    """All that a report shows of a run, as read_run finds it in the run's base folder."""

    header: str  # the text of header.md
    started: float  # unix seconds; 0 where no header says it
    ended: float  # unix seconds of the newest section; `started` where there is none
    sections: dict  # {name in SECTIONS: {key: text}}, without missing and stale ones
    notes: list  # what is missing or stale, a sentence each
    events: dict  # what read_log returns


def find_time(name, text):
    """The unix seconds of the line `name: 2026-11-24 14:30:25`; 0 where there is no such line."""
    found = re.search(rf"^{name}: (.+)$", text, re.MULTILINE)
    if not found:
        return 0
    try:
        return time.mktime(time.strptime(found[1], TIME_FORMAT))
    except ValueError:  # a line edited by hand
        return 0


def read_fields(text):
    """The lines `- key: value` of a text as {key: value}; other lines are passed over."""
    return dict(re.findall(r"^- (.+?): (.*)$", text, re.MULTILINE))


def read_event(line):
    """A line of log.jsonl as a dict, or None where it is not one that train.py has written whole.

    Whoever gets one can rely on "stage", "event" (str) and "time" (a number), on "step" (int) and
    "prompt" (str) where there is one.
    """
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    kinds = dict(stage=str, event=str, time=(int, float), step=int, prompt=str)
    if not isinstance(event, dict) or not {"stage", "event", "time"} <= set(event):
        return None
    if any(not isinstance(event[name], kinds[name]) for name in kinds if name in event):
        return None
    return event


def read_log(path, since):
    """The events of a log.jsonl, grouped by key: {(stage, event, prompt): [event, ...]}.

    Keys are as train.py logs them, such as ("sft", "step", None), ("base", "eval", None) and
    ("rl", "sample", "Hi!"): only a sample has a prompt, and each prompt has a history of its own.
    They stand in the order of their first event, the events of a key in the order of the log.
    An event is a dict as logged; its "step" is a whole number, 0 where none was logged (end, task).

    since is in unix seconds: an earlier event belongs to a run before and is left out; 0 takes all.

    A resumed stage goes back to its last checkpoint and makes some steps again. When an event comes
    whose step its key has reached already, what the key holds from that step on is dropped: of two
    tellings of a step, the second is of the weights that lived on. So a key's steps only rise.

    A line that is no event is skipped: a kill tears the line that is being written, and the rest of
    the log is still true. No file, no events.
    """
    events = {}
    # not splitlines, which also cuts at Unicode's line separators, and a sample's text may hold one
    for line in read_text(path).split("\n"):
        event = read_event(line)
        if event is None or event["time"] < since:
            continue

        key = (event["stage"], event["event"], event.get("prompt"))
        step = event.get("step", 0)
        past = events.setdefault(key, [])
        if "step" in event:
            while past and past[-1]["step"] >= step:
                past.pop()
        past.append({**event, "step": step})
    return events


def read_run(base):
    """The run in a base folder; what is missing from it is a note, never an error."""
    header = read_text(base / "report" / "header.md")
    started = find_time("Run started", header)
    notes = []
    if not started:
        warning = "No header, so every section found counts"
        notes.append(f"{warning}; before a new run: python report.py reset")

    ended, sections = started, {}
    for section in SECTIONS:
        text = read_text(base / "report" / f"{section}.md")
        written = find_time("timestamp", text)
        if not text:
            notes.append(f"Missing: {section}")
        elif written < started:
            notes.append(f"Stale, left out: {section} (older than this run)")
        else:
            ended = max(ended, written)
            sections[section] = read_fields(text)

    events = read_log(base / "log.jsonl", since=started)
    return Run(header, started, ended, sections, notes, events)


def curve(run, stage, event, field):
    """The points [(step, value), ...] of a field, such as "loss" of the "step" events of "base"."""
    points = []
    for logged in run.events.get((stage, event, None), []):
        value = logged.get(field)
        # a loss that diverged is logged as NaN or infinity, which no page can draw
        if isinstance(value, (int, float)) and math.isfinite(value):
            points.append((logged["step"], value))
    return points


# ---- tables: summary_table, stage_table, tail_fields, md_table, html_table -----------------------
# A table is a list of rows, a row a list of texts, and the first row names the columns.

# The summary: {section that holds scores: name of its column}, and a row for each key looked for
COLUMNS = {
    "base-model-evaluation": "BASE",
    "chat-evaluation-mid": "MID",
    "chat-evaluation-sft": "SFT",
    "chat-evaluation-rl": "RL",
}
ROWS = [
    # public benchmarks, and the built-in tasks beside them, which a small model moves on too
    "CORE",
    "mini-CORE",
    "ARC-Easy",
    "ARC-Challenge",
    "MMLU",
    "mini-MMLU",
    "GSM8K",
    "mini-GSM8K",
    "HumanEval",
    "mini-Code",
    "Spelling",
    # behaviour in a chat
    "format_compliance",
    "tool_usage_accuracy",
    "instruction_following",
    "conversation_coherence",
    "response_length_control",
    "truthfulness",
    "refusal",
    "stories",
    "repetition_rate",
    "distinct_2",
    "helpfulness",
    "harmlessness",
    "creativity",
    # what people type first, and one number for all tasks of a chat model
    "newcomers",
    "mini-ChatCORE",
    "ChatCORE",
]
# What is drawn of a stage: {title: (event, field)} in log.jsonl
CURVES = {
    "train loss": ("step", "loss"),
    "val bpb": ("eval", "val_bpb"),
    "reward": ("step", "reward"),
}


def score_cell(text):
    """A score short enough for a cell; a text that is no score stays as it is.

    0.712 (n=400, chance 0.250, 95% 0.666-0.755) -> 0.712 ±0.045

    Behind the ± stands half the width of the 95 % interval. Two scores that differ by less than
    that may differ by luck alone: the questions asked are a sample of those that could be asked.
    """
    parsed = parse_score(text)
    if not parsed:
        return "-" if NO_SCORE.fullmatch(text) else text
    acc, _, _, lo, hi = parsed
    return f"{acc:.3f} ±{(hi - lo) / 2:.3f}"


def why_no_score(run):
    """{row of the summary: why a stage could not fill it}: {"MMLU": "no mmlu/... in DIR"}."""
    reasons = {}
    for fields in run.sections.values():
        for key, text in fields.items():
            if found := NO_SCORE.fullmatch(text):
                reasons[key] = found[1]
    return reasons


def summary_table(run):
    """The scores of all stages side by side: a cell is the key ROW in the section of its COLUMN."""
    cells = {}
    for section, fields in run.sections.items():
        for key, text in fields.items():
            # a key may say how much of a set was run: `CORE (3/22)` belongs to the row CORE
            row = key.split(" (")[0]
            cells[row, section] = score_cell(text)

    rows = []
    for name in (row for name in ROWS for row in (name, f"{name} as typed")):
        rows.append([name, *(cells.get((name, section), "-") for section in COLUMNS)])
    asked = why_no_score(run)
    measured = [row for row in rows if row[0] in asked or any(cell != "-" for cell in row[1:])]

    # before anything is measured, two empty rows show what there will be
    return [["Metric", *COLUMNS.values()], *(measured or rows[:2])]


def bucket_means(points, n_buckets):
    """At most n_buckets points, each the mean of neighbours: of a noisy curve its course stays.

    [(1, 2), (2, 4), (3, 6), (4, 8)], 2 -> [(1.5, 3.0), (3.5, 7.0)]
    """
    size = max(1, math.ceil(len(points) / n_buckets))
    means = []
    for start in range(0, len(points), size):
        bucket = points[start : start + size]
        mean_x = sum(x for x, _ in bucket) / len(bucket)
        mean_y = sum(y for _, y in bucket) / len(bucket)
        means.append((mean_x, mean_y))
    return means


def curve_cell(points):
    """A curve as one cell, for pages without pictures: where it began, its shape, where it arrived.

    [(1, 3.0), (2, 2.0), (3, 1.5)] -> 3 █▃▁ 1.5
    """
    if not points:
        return "-"

    values = [y for _, y in bucket_means(points, 10)]
    low = min(values)
    span = max(values) - low
    if span == 0:
        span = 1  # a flat curve: all lowest bars

    # eight bars, and a little less than eight, so that the highest value gets the last of them
    shape = "".join("▁▂▃▄▅▆▇█"[int((value - low) / span * 7.99)] for value in values)
    first, last = points[0][1], points[-1][1]
    return f"{first:.4g} {shape} {last:.4g}"


def stage_table(run):
    """A row for each stage that took a step: how far, how long, why it ended, its curves."""
    rows = [["Stage", "Steps", "Minutes", "Ended", *CURVES]]
    for (stage, event, _), logged in run.events.items():
        if event != "step":
            continue
        last = logged[-1]
        # a stage that was killed, or still runs, has no end
        end = run.events.get((stage, "end", None), [{"why": "not yet"}])[-1]
        elapsed_s = float(end.get("elapsed_s") or last.get("elapsed_s") or math.nan)

        row = [stage, f"{last['step']:,}", f"{elapsed_s / 60:.1f}", show_value(end.get("why", "-"))]
        for curve_event, field in CURVES.values():
            row.append(curve_cell(curve(run, stage, curve_event, field)))
        rows.append(row)
    return rows


def tail_fields(run):
    """What stands under the summary, {key: text}: bpb, bloat, cost if a rate is known, time."""
    base_loss = run.sections.get("base-model-loss", {})
    fields = {"Val bpb (base)": base_loss.get("bits_per_byte", "-")}

    # the header's last block is Bloat
    bloat = run.header.partition("### Bloat")[2]
    fields.update(read_fields(bloat))

    # from the start to the last section, so the time in which nothing ran counts too: it is paid
    wall_s = run.ended - run.started
    rate = re.search(r"^- Hourly Rate: \$([\d.]+) (.*)$", run.header, re.MULTILINE)
    if rate:
        usd_per_hour, basis = rate.groups()
        cost = float(usd_per_hour) * wall_s / 3600
        fields["Cost"] = f"${cost:.2f} at ${usd_per_hour} an hour {basis}"

    hours, minutes = int(wall_s // 3600), int(wall_s // 60 % 60)
    fields["Total wall clock time"] = f"{hours}h{minutes:02d}m" if run.started else "unknown"
    return fields


def md_table(rows):
    """Rows as a Markdown table whose columns also line up where it is read as plain text."""
    # a bar inside a cell would begin a new cell
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]

    # three dashes are the least that Markdown takes for a rule under the head
    widths = [max(3, *(len(cell) for cell in column)) for column in zip(*rows)]
    rule = ["-" * width for width in widths]

    lines = []
    for row in [rows[0], rule, *rows[1:]]:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        lines.append(f"| {' | '.join(cells)} |\n")
    return "".join(lines)


def html_table(rows):
    """Rows as an HTML table, scrolled sideways in a narrow window; a first row of [] is no head."""
    head, *body = rows
    lines = ["".join(f"<th>{html.escape(cell)}</th>" for cell in head)]
    for row in body:
        # <wbr>: a long key may break after each of its underscores
        cells = [html.escape(cell).replace("_", "_<wbr>") for cell in row]
        lines.append("".join(f"<td>{cell}</td>" for cell in cells))
    return f'<div class="wide"><table><tr>{"</tr><tr>".join(lines)}</tr></table></div>'


# ---- page: ticks, draw_curve, draw_sample, draw_stage, html_page ---------------------------------
# The page is one file that loads nothing: it can be mailed, and opened without a network.
# Its colours are named once, for light and for dark. (A backslash joins a line with the next one.)
CSS = """\
:root{--ink:#1d2430;--soft:#667085;--rule:#d8dde6;--page:#fff;--card:#f6f7f9;--line:#1f6feb}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7ec;--soft:#98a2b3;--rule:#343b48;--page:#12151b;
--card:#1a1f28;--line:#6cb0ff}} \
html{background:var(--page);color:var(--ink);color-scheme:light dark}
body{margin:auto;max-width:62rem;padding:1rem;\
font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h2{margin:1.4em 0 .5em} .note,th{color:var(--soft)} summary{cursor:pointer} .wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem;margin-bottom:1rem} \
th,tr:has(th)~tr{overflow-wrap:normal}
th,td{border-bottom:1px solid var(--rule);\
padding:.3rem .7rem .3rem 0;text-align:left;vertical-align:top}
.grid{display:grid;gap:1rem;margin:1rem 0;\
grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr))}
.grid>*{padding:.8rem;background:var(--card);border-radius:.5rem} svg{width:100%}
text{fill:var(--soft);font-size:12px} .x{text-anchor:middle} .y{text-anchor:end} \
line{stroke:var(--rule)}
polyline{fill:none;stroke:var(--line)} circle{fill:var(--line)} \
pre{white-space:pre-wrap;margin:0 0 .5rem}"""

# The frame of a curve within its picture of 400 x 230 units. What is left over holds the numbers:
# values to the left, steps below, the last value to the right of the line's end.
LEFT, RIGHT, TOP, BOTTOM = 48, 344, 10, 200


def ticks(low, high):
    """Two to seven round numbers from low to high, for an axis: 0, 1000 -> [0, 200, ..., 1000]."""
    # unit is the largest power of ten within the span; wanted is the finest gap that fits six times
    unit = 10 ** math.floor(math.log10(high - low))
    for gap in (unit / 5, unit / 2, unit, unit * 2):
        if (high - low) / gap <= 6:
            break
    first, last = math.ceil(low / gap), math.floor(high / gap)
    return [i * gap for i in range(first, last + 1)]


def draw_curve(title, points):
    """An SVG picture of a curve; more than 200 points are drawn as the means of their neighbours.

    A step s is drawn at the share s / last_step of the frame's width, so step 0 is the left edge.
    A value v is drawn at the share (v - low) / (high - low) of its height, from the bottom: low and
    high are the least and the greatest value, each moved out by a twentieth of their distance.
    """
    points = bucket_means(points, 200)
    values = [value for _, value in points]

    # `or 1`: a stage may have only its look before the first step, and a curve may be flat
    last_step = max(step for step, _ in points) or 1
    spare = (max(values) - min(values) or 1) / 20
    low, high = min(values) - spare, max(values) + spare

    def x_of(step):
        return f"{LEFT + step / last_step * (RIGHT - LEFT):.1f}"

    def y_of(value):
        # SVG counts y from the top down
        return f"{BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP):.1f}"

    parts = []
    for step in ticks(0, last_step):
        parts.append(f'<text class="x" x="{x_of(step)}" y="{BOTTOM + 20}">{step:,.6g}</text>')
    for value in ticks(low, high):
        y = y_of(value)
        parts.append(f'<line x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="y" x="{LEFT - 6}" y="{y}" dy="4">{value:.6g}</text>')

    corners = [f"{x_of(step)},{y_of(value)}" for step, value in points]
    parts.append(f'<polyline points="{" ".join(corners)}"/>')

    # a dot and a number where the curve arrived
    step, value = points[-1]
    x, y = x_of(step), y_of(value)
    parts.append(f'<circle cx="{x}" cy="{y}" r="3"/>')
    parts.append(f'<text x="{x}" y="{y}" dx="6" dy="4">{value:.4g}</text>')
    picture = f'<svg viewBox="0 0 400 230">{"".join(parts)}</svg>'
    return f"<div>{html.escape(title)} by step{picture}</div>"


def draw_sample(stage, prompt, samples):
    """What the model said to a prompt when it was first asked and when it was last asked."""
    first_and_last = samples if len(samples) == 1 else [samples[0], samples[-1]]
    parts = [f"<b>{html.escape(str(prompt))}</b>"]
    for sample in first_and_last:
        text = str(sample.get("text"))[:800]  # a card stays a card, however long the answer
        parts.append(f'<div class="note">{html.escape(stage)}, step {sample["step"]:,}</div>')
        parts.append(f"<pre>{html.escape(text)}</pre>")
    return f"<div>{''.join(parts)}</div>"


def draw_stage(run, stage):
    """The curves of a stage, and below them its samples, each a card in a grid."""
    curves = []
    for title, (event, field) in CURVES.items():
        points = curve(run, stage, event, field)
        if points:
            curves.append(draw_curve(f"{stage}: {title}", points))

    samples = []
    for (its_stage, event, prompt), logged in run.events.items():
        if its_stage == stage and event == "sample":
            samples.append(draw_sample(stage, prompt, logged))

    return [f'<div class="grid">{"".join(cards)}</div>' for cards in (curves, samples)]


def html_page(run):
    """report.html: the summary first, then the stages, and every section folded away below."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>fivechat report</title>',
        # the empty icon keeps a browser from asking a server for one
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">',
        f"<style>{CSS}</style></head><body><h1>fivechat training report</h1>",
    ]
    parts += [f'<div class="note">{html.escape(note)}</div>' for note in run.notes]
    parts += ["<h2>Summary</h2>", html_table(summary_table(run))]
    for row, reason in why_no_score(run).items():
        parts.append(f'<div class="note">{html.escape(f"{row}: {reason}")}</div>')
    parts.append(html_table([[], *tail_fields(run).items()]))
    parts += ["<h2>Stages</h2>", html_table(stage_table(run))]

    # a dict for its keys: every stage once, in the order in which they ran
    for stage in dict.fromkeys(stage for stage, _, _ in run.events):
        parts += draw_stage(run, stage)

    for section, fields in run.sections.items():
        table = html_table([[], *fields.items()])
        parts.append(f"<details><summary>{SECTIONS[section]}</summary>{table}</details>")
    parts.append(f"<h2>Environment</h2><pre>{html.escape(run.header)}</pre></body></html>\n")
    return "\n".join(parts)


# ---- commands: reset, generate, find_base, comparable, difference, compare, main -----------------
# A field that is a number, or a number with more about it in brackets: 1,234 or 0.712 (n=400, ...)
NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?(e[+-]\d+)?(?= \(|$)")


def fail(message):
    """End with exit code 2 and one line: what was got, what was wanted, what to type."""
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)


def reset():
    """Begin a new report: write the header of a new run. A finished report is kept as report.old,
    and what an unfinished one has is removed. The log stays."""
    folder = base_dir() / "report"
    if (folder / "report.md").exists():
        kept = folder.with_name("report.old")
        shutil.rmtree(kept, ignore_errors=True)
        os.replace(folder, kept)
        print(f"the report of the run before is kept in {kept}")
    for section in SECTIONS:
        (folder / f"{section}.md").unlink(missing_ok=True)

    write_atomic(folder / "header.md", header_text())
    print(f"new report: {folder / 'header.md'}")


def generate():
    """Make both pages from what the run has left so far: it may be running, ended or dead."""
    folder = base_dir() / "report"
    run = read_run(base_dir())
    if not run.header and not run.sections and not run.events:
        fail(f"no run in {base_dir()}; wanted a base folder with report/ or log.jsonl in it")

    tail = "".join(f"- {key}: {value}\n" for key, value in tail_fields(run).items())
    reasons = "".join(f"- {row}: {reason}\n" for row, reason in why_no_score(run).items())
    summary = f"## Summary\n\n{md_table(summary_table(run))}\n{reasons}{tail}"
    parts = [run.header or "# fivechat training report\n"]
    parts += [f"*{note}*\n" for note in run.notes]
    parts += [read_text(folder / f"{section}.md") for section in run.sections]
    parts += [f"## Stages\n\n{md_table(stage_table(run))}", summary]
    text = "\n".join(parts)

    write_atomic(folder / "report.html", html_page(run))
    write_atomic(folder / "report.md", text)
    write_atomic(HERE / "report.md", text)
    print("\n".join([*run.notes, summary, str(folder / "report.md"), str(folder / "report.html")]))


def find_base(name):
    """The base folder of a run: the folder named, or that of a file or folder of its report."""
    path = Path(name)
    if path.exists():
        for folder in (path, *path.parents[:2]):
            if (folder / "report").exists() or (folder / "log.jsonl").exists():
                return folder
    fail(f"no run in {path}; wanted: a base folder with report/ or log.jsonl in it")


def comparable(run):
    """A run as {what: text}: the tail, where each stage arrived, every key of every section."""
    fields = tail_fields(run)

    head, *stages = stage_table(run)
    for stage, *cells in stages:
        for name, cell in zip(head[1:], cells):
            # of a curve the last value: `3 █▃▁ 1.5` arrived at 1.5
            fields[f"{stage} {name}"] = cell.split(" ")[-1]

    for section, values in run.sections.items():
        for key, text in values.items():
            fields[f"{section} {key}"] = text
    return fields


def difference(a, b):
    """By how much text b is above text a: "1,200", "1,500" -> "+300"; "" if one is no number."""
    before, after = NUMBER.match(a), NUMBER.match(b)
    if not before or not after:
        return ""

    number_a, number_b = (float(found[0].replace(",", "")) for found in (before, after))
    return f"{number_b - number_a:+.4g}"


def compare(name_a, name_b):
    """Print what differs between two runs, and by how much where both are numbers."""
    fields_a = comparable(read_run(find_base(name_a)))
    fields_b = comparable(read_run(find_base(name_b)))

    rows = [["", "A", "B", "B - A"]]
    for key in {**fields_a, **fields_b}:
        a, b = fields_a.get(key, "-"), fields_b.get(key, "-")
        if a != b:
            rows.append([key, score_cell(a), score_cell(b), difference(a, b)])

    closing = "" if len(rows) > 1 else "nothing differs"
    print(f"A = {name_a}\nB = {name_b}\n{md_table(rows)}{closing}")


def main(argv):
    """Do what the words of the command line say."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal without UTF-8 has no ± and no curves
    if "--help" in argv or "-h" in argv:
        # the map and what follows it are for those who read the code
        print(__doc__.partition("\nmap:")[0])
        return

    try:
        if argv == ["reset"]:
            reset()
        elif argv == ["generate"]:
            generate()
        elif len(argv) == 3 and argv[0] == "compare":
            compare(argv[1], argv[2])
        else:
            got = " ".join(argv) or "no command"
            fail(f"got {got}; use: python report.py reset | generate | compare A B")
    except OSError as error:
        wanted = "folders that can be written (see NANOCHAT_BASE_DIR)"
        fail(f"{argv[0]}: {error}; wanted: {wanted}")


if __name__ == "__main__":
    main(sys.argv[1:])
