#!/usr/bin/env bash
# fivechat, the table of contents: set-up, then every command of a run. Each line of run() can be pasted.
#   bash run.sh            set-up and the default run: the built-in curriculum, on this machine
#   bash run.sh setup      only .venv, the packages and the Rust tokenizer
#   bash run.sh test       set-up and all tests
#   bash run.sh real       a deeper model on public web text (needs network; one GPU or patience)
#   bash run.sh speedrun   the same scripts on all GPUs by torchrun (needs network)
# Your own text and chats:    DATA=my.txt CHATS=my.jsonl bash run.sh
# Another place, language, size:    NANOCHAT_BASE_DIR=/big/disk CURRICULUM=zh DEPTH=6 bash run.sh
set -euo pipefail

# ---- what a run is made of; all of it can be set from outside -------------------------------------------
WORD=${1:-run}
stop() { echo "error: $*" >&2; exit 2; }
case $WORD in run|setup|test|real|speedrun) ;; *) stop "$WORD: wanted setup, test, real, speedrun or no word" ;; esac
[ $# -le 1 ] || stop "$# words; wanted one of setup, test, real, speedrun, or none"
# paths are the caller's; the commands run beside this file
if [ -e "${DATA:-}" ]; then DATA=$(realpath "$DATA"); fi
if [ -e "${VAL_DATA:-}" ]; then VAL_DATA=$(realpath "$VAL_DATA"); fi
if [ -e "${CHATS:-}" ]; then CHATS=$(realpath "$CHATS"); fi
case ${CURRICULUM:-en} in en|zh) ;; *) if [ -e "$CURRICULUM" ]; then CURRICULUM=$(realpath "$CURRICULUM"); fi ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")"
export NANOCHAT_BASE_DIR=${NANOCHAT_BASE_DIR:-$HOME/.cache/nanochat}
export WANDB_RUN=${WANDB_RUN:-dummy}                    # dummy: no logging to wandb
unset PYTHONDONTWRITEBYTECODE                           # with it every command compiles torch anew: 2 s each
PYTHON_TRAIN=(python train.py)
if [ "$WORD" = real ]; then
    DATA=${DATA:-fineweb-edu} DEPTH=${DEPTH:-8} ASPECT=${ASPECT:-64} VOCAB_SIZE=${VOCAB_SIZE:-16384}
fi
if [ "$WORD" = speedrun ]; then
    DATA=${DATA:-climbmix} DEPTH=${DEPTH:-20} ASPECT=${ASPECT:-64} VOCAB_SIZE=${VOCAB_SIZE:-65536}
    BASE_FLAGS=${BASE_FLAGS:---tokens_per_param 20 --seq_len 2048 --batch_tokens 524288 --device_rows 32}
    NPROC=${NPROC:-$(nvidia-smi -L 2>/dev/null | grep -c . || echo 1)}
    PYTHON_TRAIN=(torchrun --standalone --nproc_per_node "$NPROC" train.py)
fi

# ---- set-up: twice safe ---------------------------------------------------------------------------------
install() { if command -v uv >/dev/null; then uv pip install -q "$@"; else python -m pip install -q "$@"; fi; }

# What only the tests need: peers that results are compared with, real clients, a browser's driver.
TEST_PACKAGES="tiktoken tokenizers transformers openai selenium pyarrow"
PEER_RUSTBPE=rustbpe==0.1.0                             # has our module's name, so it is kept apart in .venv/peers

setup() {
    local want
    want=$(cat requirements.txt rustbpe/Cargo.* rustbpe/pyproject.toml rustbpe/src/*.rs | sha256sum)
    if [ -x .venv/bin/python ]; then . .venv/bin/activate; fi
    [ "$(cat .venv/fivechat-setup 2>/dev/null)" = "$want" ] && return 0
    command -v python3 >/dev/null || stop "no python3; wanted Python 3.10 or newer"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || stop "$(python3 -V) is too old; wanted 3.10 or newer"
    if [ ! -x .venv/bin/python ]; then
        if command -v uv >/dev/null; then uv venv -q .venv; else python3 -m venv .venv; fi
    fi
    . .venv/bin/activate
    command -v uv >/dev/null || python -m pip install -q uv || echo "note: no uv here; pip works, more slowly"
    echo "set-up: packages"
    # without an NVIDIA GPU torch's CPU build saves gigabytes, where its index can be reached
    if ! nvidia-smi -L >/dev/null 2>&1 && ! python -c 'import torch' 2>/dev/null && command -v uv >/dev/null \
        && UV_HTTP_TIMEOUT=5 UV_HTTP_RETRIES=0 uv pip install -q --dry-run --torch-backend=cpu torch 2>/dev/null
    then uv pip install -q --torch-backend=cpu torch; fi
    install -r requirements.txt
    echo "set-up: the Rust tokenizer"
    if ! command -v cargo >/dev/null && [ ! -x "$HOME/.cargo/bin/cargo" ]; then
        curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y -q --profile minimal || true
    fi
    export PATH="$PATH:$HOME/.cargo/bin"
    if maturin develop --release -q -m rustbpe/Cargo.toml >"$PWD/.venv/rustbpe.log" 2>&1
    then echo "$want" >.venv/fivechat-setup
    else
        echo "note: rustbpe could not be built (why: .venv/rustbpe.log); plain Python does its work, slowly" >&2
    fi
}

# ---- the run --------------------------------------------------------------------------------------------
run() {
    # a finished run has a report: then a new one begins. Without it the last run was cut off, and goes on
    local RESUME=auto
    if [ -f "$NANOCHAT_BASE_DIR/report/report.md" ]; then RESUME=none; fi
    if [ $RESUME = none ] || [ ! -f "$NANOCHAT_BASE_DIR/report/header.md" ]; then python report.py reset; fi
    local more=(--resume "$RESUME" ${STEPS:+--steps "$STEPS"})
    local chats=(${CHATS:+--chats "$CHATS"})

    # text, and the tokenizer that reads it
    python tok.py data --data "${DATA:-builtin}" --lang "${CURRICULUM:-en}" ${VAL_DATA:+--val_data "$VAL_DATA"}
    python tok.py train --vocab_size "${VOCAB_SIZE:-2048}"
    python tok.py eval

    # base: language from text
    "${PYTHON_TRAIN[@]}" --stage base --depth "${DEPTH:-4}" --aspect "${ASPECT:-32}" ${BASE_FLAGS:-} "${more[@]}"
    python train.py --stage base --eval_only 1 --eval_items "${EVAL_ITEMS:-0}"

    # mid: the chat format, multiple choice, the calculator
    "${PYTHON_TRAIN[@]}" --stage mid "${more[@]}" "${chats[@]}"
    python train.py --stage mid --eval_only 1 --eval_items "${EVAL_ITEMS:-0}"

    # sft: to answer
    "${PYTHON_TRAIN[@]}" --stage sft "${more[@]}" "${chats[@]}"
    python train.py --stage sft --eval_only 1 --eval_items "${EVAL_ITEMS:-0}"

    # rl: to answer rightly
    "${PYTHON_TRAIN[@]}" --stage rl ${RL_FLAGS:-} "${more[@]}"
    python train.py --stage rl --eval_only 1 --eval_items "${EVAL_ITEMS:-0}"

    python report.py generate
    if [ "${CURRICULUM:-en}" = zh ]; then set -- "法国的首都是什么？" "12 * 34等于多少？"
    else set -- "What is the capital of France?" "What is 12 * 34?"; fi
    for question in "$@"; do printf '\n> %s\n' "$question"; python chat.py -p "$question"; done
    printf '\nTalk to it:        . .venv/bin/activate; python chat.py        in a browser: python chat.py --serve\n'
    printf 'Read the report:   report.md, and with curves %s/report/report.html\n' "$NANOCHAT_BASE_DIR"
}

tests() {
    local package
    for package in $TEST_PACKAGES; do
        install "$package" || echo "note: $package could not be installed: the tests that need it are skipped" >&2
    done
    [ -d .venv/peers/rustbpe ] || install --no-deps --target .venv/peers $PEER_RUSTBPE \
        || echo "note: $PEER_RUSTBPE could not be installed: the tests that need it are skipped" >&2

    python -m pytest -q -rs test_all.py                 # -rs: the reason of each skipped test, and their count
    if command -v cargo >/dev/null; then cargo test -q --manifest-path rustbpe/Cargo.toml
    else echo "no cargo here: the crate's own tests are left out"; fi
}

setup
case $WORD in setup) echo "set-up is done; type: . .venv/bin/activate" ;; test) tests ;; *) run ;; esac
