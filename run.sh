#!/usr/bin/env bash
# fivechat, the table of contents: set-up, then every command of a run. Each line of run() can be pasted.
#   bash run.sh            set-up and the default run: the built-in curriculum, on this machine
#   bash run.sh setup      only .venv, the packages and the Rust tokenizer
#   bash run.sh test       set-up and all tests
#   bash run.sh real       a deeper model on public web text (needs network; one GPU or patience)
#   bash run.sh speedrun   the same scripts on all GPUs by torchrun (needs network)
# Your own text and chats:    DATA=my.txt CHATS=my.jsonl bash run.sh       (SHARE=0.2: less built-in material beside;
#                             TEXT_KEY=content: where the text of a row is, in JSON, csv and parquet)
# Another place, language, size:    NANOCHAT_BASE_DIR=/big/disk CURRICULUM=zh DEPTH=6 bash run.sh
# A run that was cut off goes on with the same line; the word anew gives it up:    bash run.sh anew
set -euo pipefail

# ---- what a run is made of; all of it can be set from outside -------------------------------------------
stop() { echo "error: $*" >&2; exit 2; }
WORD=run ANEW=""
for word in "$@"; do
    case $word in
        setup|test|real|speedrun) [ $WORD = run ] || stop "$WORD $word: wanted one of them"; WORD=$word ;;
        anew) ANEW=1 ;;
        *) stop "$word: wanted setup, test, real, speedrun, anew or no word" ;;
    esac
done
# paths are the caller's; the commands run beside this file
absolute() { case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }
if [ -e "${DATA:-}" ]; then DATA=$(absolute "$DATA"); fi
if [ -e "${VAL_DATA:-}" ]; then VAL_DATA=$(absolute "$VAL_DATA"); fi
if [ -e "${CHATS:-}" ]; then CHATS=$(absolute "$CHATS"); fi
case ${CURRICULUM:-en} in en|zh) ;; *) if [ -e "$CURRICULUM" ]; then CURRICULUM=$(absolute "$CURRICULUM"); fi ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")"
export NANOCHAT_BASE_DIR=${NANOCHAT_BASE_DIR:-$HOME/.cache/nanochat}
export WANDB_RUN=${WANDB_RUN:-dummy}                    # dummy: no logging to wandb
unset PYTHONDONTWRITEBYTECODE                           # with it every command compiles torch anew: 2 s each
PYTHON_TRAIN=(python train.py)
if [ $WORD = real ]; then
    DATA=${DATA:-fineweb-edu} DEPTH=${DEPTH:-8} ASPECT=${ASPECT:-64} VOCAB_SIZE=${VOCAB_SIZE:-16384}
fi
if [ $WORD = real ] || [ $WORD = speedrun ]; then EVAL_FLAGS=${EVAL_FLAGS:---tasks all}; fi
if [ $WORD = speedrun ]; then
    DATA=${DATA:-climbmix} DEPTH=${DEPTH:-20} ASPECT=${ASPECT:-64} VOCAB_SIZE=${VOCAB_SIZE:-65536}
    BASE_FLAGS=${BASE_FLAGS:---tokens_per_param 20 --seq_len 2048 --batch_tokens 524288 --device_rows 8}
    NPROC=${NPROC:-$(nvidia-smi -L 2>/dev/null | wc -l)}
    [ "$NPROC" -ge 1 ] || NPROC=1
    # 20 tokens for each matmul parameter, 4.8 characters a token, 250 million characters a shard (as nanochat counts)
    WIDTH=$((DEPTH * ASPECT)) && MATMUL=$((12 * DEPTH * WIDTH * WIDTH + VOCAB_SIZE * WIDTH))
    SHARDS=${SHARDS:-$((20 * MATMUL * 48 / 10 / 250000000 + 2))}
    PYTHON_TRAIN=(torchrun --standalone --nproc_per_node "$NPROC" train.py)
fi

# ---- set-up: twice safe ---------------------------------------------------------------------------------
install() { if command -v uv >/dev/null; then uv pip install -q "$@"; else python -m pip install -q "$@"; fi; }

# What only the tests need: peers that results are compared with, real clients, a browser's driver.
TEST_PACKAGES="tiktoken tokenizers transformers openai anthropic selenium pyarrow lm_eval tenacity accelerate pytest-xdist"
PEER_RUSTBPE=rustbpe==0.1.0                             # has our module's name, so it is kept apart in .venv/peers

setup() {
    local want
    want=$(cat requirements.txt rustbpe/Cargo.* rustbpe/pyproject.toml rustbpe/src/*.rs | cksum)
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

# Whether the data cannot be read without pyarrow: .parquet and .zst, also in folders, and most public sets.
asks_pyarrow() {
    local src names=""
    for src in "${DATA:-}" "${VAL_DATA:-}" "${CHATS:-}"; do
        if [ -d "$src" ]; then names="$names $(find "$src" -name '*.*')"; else names="$names $src"; fi
    done
    case $(tr '[:upper:]' '[:lower:]' <<<"$names ") in
        *.parquet[!a-z]*|*.zst[!a-z]*|*" climbmix "*|*" fineweb-edu "*) return 0 ;; *) return 1 ;;
    esac
}

# ---- the run --------------------------------------------------------------------------------------------
ASKED="WORD DATA VAL_DATA SHARDS TEXT_KEY CHATS CURRICULUM SHARE DEPTH ASPECT VOCAB_SIZE STEPS BASE_FLAGS RL_FLAGS EVAL_ITEMS"

# Go on with the run that was cut off, or begin one: run.txt has its name, what was asked, and at last `finished`.
begin() {
    local mark=$NANOCHAT_BASE_DIR/run.txt name line
    if [ -z "$ANEW" ] && [ -f "$mark" ] && ! grep -qx finished "$mark"; then
        for name in $ASKED; do
            line=$(grep "^$name=" "$mark" || echo "$name=")
            [ "$line" = "$name=${!name:-}" ] || stop "the run in $NANOCHAT_BASE_DIR was cut off, and was asked" \
                "${line:-$name=}, not $name=${!name:-}; ask the same to go on, or type: bash run.sh anew"
        done
        RUN=$(sed -n 's/^RUN=//p' "$mark")
        echo "going on with the run that was cut off (to give it up: bash run.sh anew)"
        return
    fi
    mkdir -p "$NANOCHAT_BASE_DIR" || stop "NANOCHAT_BASE_DIR=$NANOCHAT_BASE_DIR is no folder that can be written"
    RUN=$(date +%Y%m%d-%H%M%S)-$$
    python report.py reset
    { echo "RUN=$RUN"; for name in $ASKED; do echo "$name=${!name:-}"; done; } >"$mark.new"
    mv "$mark.new" "$mark"
}

run() {
    if [ $WORD != speedrun ]; then export FIVECHAT_RUN_SH=$$; fi      # a training whose run.sh is gone saves and stops

    # whatever would be refused later is refused now
    if asks_pyarrow; then install pyarrow || stop "pyarrow reads .parquet and .zst, and could not be installed"; fi
    local share=(${SHARE:+--curriculum "$SHARE"}) chats=(${CHATS:+--chats "$CHATS"})
    if [ -n "${CHATS:-}${SHARE:-}" ]; then
        python train.py --stage sft --check 1 ${chats[@]+"${chats[@]}"} ${share[@]+"${share[@]}"}
    fi
    if [ -n "${RL_FLAGS:-}" ]; then python train.py --stage rl --check 1 $RL_FLAGS; fi
    begin
    # a stage of this run that was cut off goes on; one of an earlier run is kept aside as STAGE.old
    local more=(--resume none --run "$RUN" ${STEPS:+--steps "$STEPS"} ${share[@]+"${share[@]}"})

    # text, and the tokenizer that reads it
    python tok.py data --data "${DATA:-builtin}" --lang "${CURRICULUM:-en}" ${VAL_DATA:+--val_data "$VAL_DATA"} \
        ${SHARDS:+--shards "$SHARDS"} ${TEXT_KEY:+--text_key "$TEXT_KEY"}
    python tok.py train --vocab_size "${VOCAB_SIZE:-2048}"
    python tok.py eval

    # base: language from text
    "${PYTHON_TRAIN[@]}" --stage base --depth "${DEPTH:-4}" --aspect "${ASPECT:-32}" ${BASE_FLAGS:-} "${more[@]}"
    "${PYTHON_TRAIN[@]}" --stage base --eval_only 1 --eval_items "${EVAL_ITEMS:-0}" ${EVAL_FLAGS:-}

    # mid: the chat format, multiple choice, the calculator
    "${PYTHON_TRAIN[@]}" --stage mid "${more[@]}" ${chats[@]+"${chats[@]}"}
    "${PYTHON_TRAIN[@]}" --stage mid --eval_only 1 --eval_items "${EVAL_ITEMS:-0}" ${EVAL_FLAGS:-}

    # sft: to answer
    "${PYTHON_TRAIN[@]}" --stage sft "${more[@]}" ${chats[@]+"${chats[@]}"}
    "${PYTHON_TRAIN[@]}" --stage sft --eval_only 1 --eval_items "${EVAL_ITEMS:-0}" ${EVAL_FLAGS:-}

    # rl: to answer rightly
    "${PYTHON_TRAIN[@]}" --stage rl ${RL_FLAGS:-} "${more[@]}"
    "${PYTHON_TRAIN[@]}" --stage rl --eval_only 1 --eval_items "${EVAL_ITEMS:-0}" ${EVAL_FLAGS:-}

    python report.py generate
    echo finished >>"$NANOCHAT_BASE_DIR/run.txt"
    if [ "${CURRICULUM:-en}" = zh ]; then set -- "法国的首都是什么？" "12乘34等于多少？"
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

    # several at once, each with one thread, where pytest-xdist could be installed; -rs: why a test was skipped
    local spread=()
    if python -c "import xdist" 2>/dev/null; then spread=(-n auto --maxprocesses 4); fi
    # the folder of a test that has passed goes at once: together they would take 10 GB
    OMP_NUM_THREADS=1 python -m pytest -q -rs -o tmp_path_retention_policy=failed \
        ${spread[@]+"${spread[@]}"} test_all.py
    if command -v cargo >/dev/null; then cargo test -q --manifest-path rustbpe/Cargo.toml
    else echo "no cargo here: the crate's own tests are left out"; fi
}

setup
case $WORD in setup) echo "set-up is done; type: . .venv/bin/activate" ;; test) tests ;; *) run ;; esac
