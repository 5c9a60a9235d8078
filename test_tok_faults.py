# ---- to be pasted into test_all.py's tok.py section (imports of its head; `tokenizer` is tok) ----
@pytest.fixture
def small_base(tmp_path, monkeypatch):
    """A base folder in this process, with a curriculum of a few rows."""
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(tmp_path / "base"))
    for name, n in dict(TEXT_DOCS=60, VAL_DOCS=5, CLOZE_ITEMS=5, CHAT_UNIT=2, RL_UNIT=2).items():
        monkeypatch.setattr(tokenizer, name, n)
    few = {make: 2 for make in tokenizer.EVAL_MIX}
    monkeypatch.setattr(tokenizer, "EVAL_MIX", few)
    return tmp_path / "base"


def error_of(capsys, function, *args, **options):
    """The one line with which a function ends the program."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        function(*args, **options)
    lines = [x for x in capsys.readouterr().err.splitlines() if not x.startswith("note: ")]
    assert end.value.code == 2 and len(lines) == 1 and lines[0].startswith("error: "), lines
    return lines[0]


@pytest.mark.parametrize(
    "body, code, said",
    [
        ("raise KeyboardInterrupt", 130, "stopped; "),
        ("raise OSError(28, 'No space left on device')", 2, "error: NANOCHAT_BASE_DIR"),
        ("open('/nowhere/at/all')", 2, "error: /nowhere/at/all: No such file"),
        ("raise OSError(24, 'Too many open files', '/x')", 2, "ulimit -n"),
        ("raise BrokenPipeError", 1, ""),
        ("print('\\u00b1 \\u4f60')", 0, ""),
    ],
)
def test_whatever_the_machine_refuses_a_command_ends_in_one_line(body, code, said, tmp_path):
    script = f"import tok\ndef main():\n    {body}\ntok.run_command(main)"
    done = command([sys.executable, "-c", script], tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == code, done.stderr
    assert said in done.stderr and len(done.stderr.splitlines()) == bool(said), done.stderr


def test_a_base_folder_that_is_a_file_and_a_pipe_that_closes_are_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    assert "set NANOCHAT_BASE_DIR" in refusal_of("python tok.py data", tmp_path / "file")
    line = f"{sys.executable} -u tok.py data --help | head -1; exit ${{PIPESTATUS[0]}}"
    done = command(["bash", "-c", line], tmp_path)
    assert "Traceback" not in done.stderr and "Error" not in done.stderr


@pytest.mark.parametrize(
    "flags, said",
    [
        (["--data", ""], "--data ''"),
        (["--data", "nope.txt"], "no such file"),
        (["--val_data", "nope.txt"], "--val_data nope.txt"),
        (["--shards", "-1"], "--shards -1"),
        (["--lang", "nope.txt"], "--lang nope.txt"),
        (["--text_ky", "a"], "did you mean --text_key?"),
    ],
)
def test_a_mistyped_source_is_said_before_anything_is_made(flags, said, tmp_path):
    assert said in refusal_of(["python", "tok.py", "data", *flags], tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_run_is_known_by_the_contents_of_its_data(small_base, tmp_path, monkeypatch):
    """Not by where they lie: base folder and text may be moved. A refusal must leave no trace."""
    own = tmp_path / "own.txt"
    own.write_text("\n\n".join(f"Line {i} of a text. " * 300 for i in range(9)))
    first = tokenizer.prepare_data(str(own), save=False)
    assert not (small_base / "data" / "sources.json").exists()
    tokenizer.save_sources(first)
    assert tokenizer.load_sources()["key"] == first["key"]
    before = set(tokenizer.train_docs(first)), set(tokenizer.val_docs(first))
    assert before[0] and before[1] and not before[0] & before[1]

    moved = shutil.move(small_base, tmp_path / "moved")
    monkeypatch.setenv("NANOCHAT_BASE_DIR", str(moved))
    again = tokenizer.load_sources()
    assert again["key"] == first["key"] and str(small_base) not in json.dumps(again)

    with pytest.raises(SystemExit):
        own = shutil.move(own, tmp_path / "renamed.txt")
        tokenizer.load_sources()
    assert tokenizer.prepare_data(str(own))["key"] == first["key"]
    Path(own).write_text(Path(own).read_text() + "One more.")
    assert tokenizer.prepare_data(str(own), save=False)["key"] != first["key"]
    with pytest.raises(SystemExit):
        tokenizer.load_sources()  # the text is not what was prepared


def test_a_comment_does_not_make_the_curriculum_anew_and_damage_does(small_base, monkeypatch):
    first = tokenizer.load_sources()
    folder = Path(first["builtin"])
    written = {path.name: path.read_bytes() for path in folder.iterdir()}

    # every file in turn: cut, emptied, gone
    for name in written:
        for harm in (written[name][: len(written[name]) // 2], b"", None):
            (folder / name).write_bytes(harm) if harm is not None else (folder / name).unlink()
            assert tokenizer.load_sources()["key"] == first["key"], name
            assert {path.name: path.read_bytes() for path in folder.iterdir()} == written

    # a comment in the code is no new recipe, a number in it is
    code = (HERE / "tok.py").read_text(encoding="utf-8")
    for changed, same in ((code + "\n# a comment\n", True), (code + "\nX = 1\n", False)):
        copy_path = small_base / "tok.py"
        copy_path.write_text(changed, encoding="utf-8")
        monkeypatch.setattr(tokenizer, "__file__", str(copy_path))
        times = folder.joinpath("text.jsonl").stat().st_mtime_ns
        assert tokenizer.load_sources()["key"] == first["key"]
        assert (folder.joinpath("text.jsonl").stat().st_mtime_ns == times) == same


def test_sources_that_are_torn_or_of_an_earlier_version_are_no_traceback(small_base, capsys):
    first = tokenizer.load_sources()
    path = small_base / "data" / "sources.json"
    whole = path.read_text()
    for torn in ("", whole[: len(whole) // 2], "null", "[]", "{}", '{"files": 3}'):
        path.write_text(torn)
        assert "python tok.py data" in error_of(capsys, tokenizer.load_sources)

    files = list(first["files"]), list(first["val_files"])
    old = dict(data="builtin", lang="en", files=files[0], val_files=files[1], sha256={})
    path.write_text(json.dumps(dict(old, builtin=first["builtin"])))
    assert tokenizer.load_sources()["key"] == first["key"]


TALE = "Once there was a fox. It said: <b>hello</b> & 你好.\n\n" * 3
TEXT_FILES = {
    "a.txt": TALE.encode(),
    "B.TXT": TALE.encode("utf-8-sig"),
    "c.md": TALE.encode("utf-16"),
    "d.rst": TALE.encode(),
    "e.tex": TALE.encode(),
    "f.py": TALE.encode(),
    "g.txt.gz": gzip.compress(TALE.encode()),
    "h.jsonl": json.dumps(dict(text=TALE)).encode(),
    "i.ndjson.GZ": gzip.compress(json.dumps(dict(text=TALE)).encode()),
    "j.json": json.dumps([dict(text=TALE)], indent=1).encode(),
    "k.json": b"\n".join([json.dumps(dict(text=TALE)).encode()] * 2),
    "l.csv": b'id,text\n1,"' + TALE.encode() + b'"\n',
    "m.html": (
        "<html><script>var x = '<p>no';</script><style>p {}</style><p>Once there was a fox. "
        "It said: &lt;b&gt;hello&lt;/b&gt; &amp; 你好.</p></html>"
    ).encode(),
}


@pytest.mark.parametrize("name", sorted(TEXT_FILES))
def test_text_is_read_in_every_layout_that_people_have(name, tmp_path):
    (tmp_path / name).write_bytes(TEXT_FILES[name])
    docs = list(tokenizer.read_docs(tokenizer.list_files(tmp_path / name)))
    assert docs
    for doc in docs:
        assert doc.strip().startswith("Once there was a fox. It said: <b>hello</b> & 你好.")
        assert "var x" not in doc


@pytest.mark.parametrize("module", ["pyarrow", "zstandard"])
def test_packed_text_is_read_or_its_package_is_named(module, tmp_path, capsys, monkeypatch):
    path = tmp_path / ("a.parquet" if module == "pyarrow" else "a.txt.zst")
    path.write_bytes(b"nothing like it")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, module, None)
        without.setitem(sys.modules, f"{module}.parquet", None)
        said = error_of(capsys, lambda: list(tokenizer.read_docs([str(path)])))
    assert f"pip install {module}" in said
    if not installed(module):
        absent(f"needs {module}")
    assert "cannot be read" in error_of(capsys, lambda: list(tokenizer.read_docs([str(path)])))
    if module == "zstandard":
        path.write_bytes(need(module).compress(TALE.encode()))
        assert "fox" in next(tokenizer.read_docs([str(path)]))
        return
    import pyarrow
    import pyarrow.parquet

    for column, wanted in (("text", "fox"), ("content", "no"), ("text", None)):
        rows = [1, 2] if wanted is None else [TALE] * 2
        pyarrow.parquet.write_table(pyarrow.table({column: rows}), path)
        if wanted == "fox":
            assert len(list(tokenizer.read_docs([str(path)]))) == 2
        else:
            said = error_of(capsys, lambda: list(tokenizer.read_docs([str(path)])))
            assert column in said and "--text_key" in said


def test_parquet_without_pyarrow_is_said_before_a_download(small_base, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert "pip install pyarrow" in error_of(capsys, tokenizer.prepare_data, "climbmix")
    assert not small_base.exists()


@pytest.mark.parametrize(
    "encoding, text",
    [
        (
            "GB18030",
            "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。我们的学校在这里，他是一个好人。",
        ),
        ("BIG5", "我們的學校在這裡，他是一個好人。這不是我的書，是他的書。"),
        ("SHIFT-JIS", "これは私の本です。あなたはどこから来ましたか。"),
        ("EUC-KR", "이것은 나의 책이다. 우리는 학교에 가고 있다."),
        ("CP1251", "Это моя книга. Мы идём в школу, и он тоже идёт."),
        ("LATIN1", "Voilà l'été déjà passé; où êtes-vous? Schöne Grüße, mañana."),
    ],
)
def test_text_in_another_encoding_is_told_how_to_become_utf8(encoding, text, tmp_path, capsys):
    for name in ("a.txt", "a.json", "a.html", "a.csv", "a.jsonl"):
        path = tmp_path / name
        path.write_bytes((text * 5).encode(encoding))
        said = error_of(capsys, lambda: list(tokenizer.read_docs([str(path)])))
        assert f"iconv -f {encoding} -t UTF-8" in said, name


def test_what_is_left_out_is_counted_and_named(tmp_path, capsys):
    folder = tmp_path / "notes"
    for hidden in (".obsidian", ".git", "node_modules", "__pycache__"):
        (folder / hidden).mkdir(parents=True)
        (folder / hidden / "x.md").write_text("secret")
    (folder / "notes.md").mkdir()
    (folder / "notes.md" / "in.md").write_text("Inside. " * 20)
    (folder / "b.txt").symlink_to("nowhere")
    (folder / "c.pdf").write_bytes(b"%PDF\0")
    (folder / "empty.py").write_text("")
    rows = [{key: f"Row {i}. " * 9} for key in ("text", "content") for i in range(150)]
    rows += [{"text": None}, {"text": "\ud83d tale"}]  # half of a pair, as some programs write it
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "deep.jsonl").write_text('{"text": "Deep."}\n' * 200 + "[" * 100_000)

    files = tokenizer.list_files(folder)
    docs = list(tokenizer.read_docs(files))
    said = capsys.readouterr().err
    assert [Path(file).name for file in files] == ["deep.jsonl", "empty.py", "in.md", "rows.jsonl"]
    assert "secret" not in docs and "? tale" in docs
    assert len(docs) == 200 + 1 + 151
    for words in ("left out 7", "c.pdf", "b.txt", "151 rows", "content", "1 of 201", "empty.py"):
        assert words in said, said

    # each is said once, however often the files are read
    list(tokenizer.read_docs(files))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.json.gz"])
def test_a_damaged_archive_is_one_line(name, tmp_path, capsys):
    rng = random.Random(4)
    whole = gzip.compress(json.dumps([dict(text=random_text(rng, 5000))]).encode())
    for i in range(30):
        at = rng.randrange(2, len(whole))
        harmed = whole[:at] if i % 2 else whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :]
        (tmp_path / name).write_bytes(harmed)
        try:
            list(tokenizer.read_docs([str(tmp_path / name)]))
        except SystemExit as end:
            assert end.code == 2
        said = capsys.readouterr().err.splitlines()
        assert all(line.startswith(("error: ", "note: ")) for line in said), said


HI = [dict(role="user", content="Hi"), dict(role="assistant", content="Hello!")]
BE_KIND = dict(role="system", content="Be kind.")
CALL = dict(function=dict(name="add", arguments='{"a": 1}'))
CHAT_LAYOUTS = {
    "OpenAI": (dict(messages=HI), HI),
    "developer": (dict(messages=[dict(role="developer", content="Be kind."), *HI]), [BE_KIND, *HI]),
    "bare list": (HI, HI),
    "parts": (
        dict(
            messages=[
                dict(role="user", content=["Hi", None]),
                dict(
                    role="assistant",
                    content=[dict(type="text", text="Hello!"), dict(type="text", text=None)],
                ),
            ]
        ),
        HI,
    ),
    "ShareGPT": (
        dict(conversations=[{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello!"}]),
        HI,
    ),
    "ShareGPT with system": (
        dict(
            system="Be kind.",
            conversations=[{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello!"}],
        ),
        [BE_KIND, *HI],
    ),
    "Alpaca": (dict(instruction="Hi", input="", output="Hello!"), HI),
    "Alpaca with input": (
        dict(instruction="Add.", input="1, 2", output="3"),
        [dict(role="user", content="Add.\n1, 2"), dict(role="assistant", content="3")],
    ),
    "Dolly": (dict(instruction="Hi", context="", response="Hello!", category="chat"), HI),
    "prompt and completion": (dict(prompt="Hi", completion="Hello!"), HI),
    "lists of messages": (dict(prompt=HI[:1], completion=HI[1:]), HI),
    "prompt and response": (dict(prompt="Hi", response="Hello!"), HI),
    "question and answer": (dict(question="Hi", answer="Hello!"), HI),
    "tool calls": (
        dict(
            messages=[
                HI[0],
                dict(role="assistant", content=None, tool_calls=[CALL]),
                dict(role="tool", content="3"),
                dict(role="assistant", content="Three."),
            ]
        ),
        [
            HI[0],
            dict(
                role="assistant",
                content=[
                    dict(type="python", text='add({"a": 1})'),
                    dict(type="python_output", text="3"),
                    dict(type="text", text="Three."),
                ],
            ),
        ],
    ),
}


@pytest.mark.parametrize("layout", sorted(CHAT_LAYOUTS))
def test_chats_are_read_in_every_layout_that_people_have(layout, tmp_path, capsys):
    row, wanted = CHAT_LAYOUTS[layout]
    folder = tmp_path / "chats"
    folder.mkdir()
    line = json.dumps(row)
    (folder / "a.jsonl").write_text(line + "\n" + line)
    (folder / "b.json").write_text(json.dumps([row, row], indent=2))
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    assert tokenizer.read_chats(folder / "b.json") == [wanted] * 2
    assert tokenizer.read_chats(folder) == [wanted] * 5
    assert "5 chats in" in capsys.readouterr().err
    ids, trained = tokenizer.render_chat(tiny_tokenizer(), wanted)
    assert any(trained)


def test_chats_that_are_not_understood_are_counted_and_their_keys_named(tmp_path, capsys):
    path = tmp_path / "chats.jsonl"
    write_jsonl(path, [dict(utterance="Hi", reply="Hello!")] * 3)
    said = error_of(capsys, tokenizer.read_chats, path)
    assert "reply, utterance" in said and "no chat has an assistant turn" in said

    picture = dict(type="image_url", image_url=dict(url="x"))
    bad = [
        dict(messages=[dict(role="wizard", content="Hi"), HI[1]]),
        dict(messages=[dict(role="user", content=[picture]), HI[1]]),
        dict(messages=[dict(role="user", content=7), HI[1]]),
        dict(messages=[3]),
        dict(messages=[HI[0], dict(role="assistant", content="")]),
        dict(instruction=["a"], input=3, output="x"),
        dict(messages=[HI[0], dict(role="assistant", tool_calls=[3])]),
    ]
    write_jsonl(path, [*bad, dict(messages=[BE_KIND, BE_KIND, *HI, BE_KIND])])
    [chat] = tokenizer.read_chats(path)
    said = capsys.readouterr().err
    assert chat == [BE_KIND, BE_KIND, *HI]
    for words in ("1 chats in", "not understood", "without an answer", "1 system message"):
        assert words in said, said

    # two system messages in a row are both told
    tok = tiny_tokenizer()
    assert tok.decode(tokenizer.render_chat(tok, chat)[0]).count("Be kind.") == 2
    for name in ("nope.jsonl", "", str(tmp_path / "chats.xls")):
        assert "--chats" in error_of(capsys, tokenizer.read_chats, name)


def test_the_same_question_is_known_in_all_its_wordings():
    wordings = tokenizer.same_question("en", "  WHO are you")
    assert wordings == ["Who are you?", "What are you?", "What is your name?"]
    assert "你叫什么名字？" in tokenizer.same_question("zh", "你是谁")
    assert tokenizer.same_question("en", "What is 2 + 2?") == []


class Hub(http.server.BaseHTTPRequestHandler):
    """A hub with one file at each of several addresses, each with a trouble of its own."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        hub = self.server
        hub.asked.append((self.path, self.headers.get("Authorization"), self.headers["Host"]))
        n = sum(path == self.path for path, *_ in hub.asked)
        if self.path == "/busy" and n <= 2:
            self.send_response(503 if n == 1 else 429)
            self.send_header("Retry-After", "1")
            self.end_headers()
            return
        if self.path in ("/moved", "/wrong"):
            right = hashlib.sha256(DOWNLOAD).hexdigest()
            self.send_response(302)
            self.send_header("X-Linked-Etag", f'"{right if self.path == "/moved" else "0" * 64}"')
            self.send_header("Location", f"http://localhost:{hub.server_address[1]}/storage")
            self.end_headers()
            return
        if self.path in ("/gone", "/secret"):
            self.send_error(404 if self.path == "/gone" else 401)
            return
        self.send_response(200)
        body = b"<!DOCTYPE html><p>Log in" if self.path == "/page" else DOWNLOAD
        if self.path != "/unsized":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_download_copes_with_what_hubs_do(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FETCH_PATIENCE", "0.01")
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        for name in ("busy", "moved", "unsized"):
            tokenizer.fetch(f"{address}/{name}", tmp_path / name)
            assert (tmp_path / name).read_bytes() == DOWNLOAD
        for name, words in (
            ("wrong", "sha256"),
            ("page", "a web page"),
            ("gone", "HF_ENDPOINT"),
            ("secret", "HF_TOKEN"),
        ):
            said = error_of(capsys, tokenizer.fetch, f"{address}/{name}", tmp_path / name)
            assert words in said
            assert not (tmp_path / name).exists() and not (tmp_path / f"{name}.part").exists()
        server.shutdown()
    # the token is for the hub, not for the storage that it sends us to
    tokens = {host.split(":")[0]: token for _, token, host in server.asked}
    assert tokens == {"127.0.0.1": "Bearer hf_secret", "localhost": None}
    assert len(server.asked) == 3 + 2 + 1 + 2 + 3


def test_an_endpoint_without_a_scheme_is_asked_by_https(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setenv("HF_ENDPOINT", "mirror.example/")
    monkeypatch.setattr(tokenizer, "fetch", lambda url, path: asked.append(url))
    tokenizer.fetch_set("tinystories", tmp_path)
    assert asked[0].startswith("https://mirror.example/datasets/roneneldan/TinyStories/")


def test_stories_are_split_where_their_set_says_and_shards_are_reckoned(tmp_path):
    path = tmp_path / "stories.txt"
    path.write_text("One.\n\nMore of one.\n<|endoftext|>\nTwo.\n<|endoftext|>Three.<|endoftext|>")
    docs = [doc.strip() for doc in tokenizer.read_docs([str(path)])]
    assert docs == ["One.\n\nMore of one.", "Two.", "Three."]
    # nanochat: 11.2 billion tokens are 216 shards; one in twenty is held out here
    assert 216 < tokenizer.shards_for("climbmix", 11.2e9) < 240
    assert tokenizer.shards_for("climbmix", 1) == 1
    assert tokenizer.shards_for("tinystories", 1e12) == 1


def test_a_long_word_takes_the_plain_encoder_a_moment():
    tok, rng = tiny_tokenizer(), random.Random(8)
    word = "".join(rng.choice("theandcso") for _ in range(16_000))
    started = time.time()
    pieces = tokenizer.encode_piece(word.encode(), tok.ranks)
    assert time.time() - started < 5
    assert tok.decode(pieces) == word
    if tok.fast:
        assert pieces == tok.encode(word)


def test_memory_is_unknown_without_psutil(monkeypatch):
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert tokenizer.memory_mb() == "unknown"


@pytest.mark.parametrize("lang", sorted(tokenizer.LANGUAGES))
def test_a_fact_names_others_that_its_answer_does_not_hold(lang, curriculum):
    language = tokenizer.load_language(lang)
    assert ("India", "New Delhi") in {(k, v) for _, k, v in language["facts"]} or (
        "印度",
        "新德里",
    ) in {(k, v) for _, k, v in language["facts"]}
    for row in tokenizer.read_jsonl(curriculum(lang) / "eval.jsonl"):
        for other in row.get("others", []):
            assert other not in row["messages"][-1]["content"] and len(row["others"]) <= 8


MEASURE_WORDS = {
    "苹果": "个", "书": "本", "鸡蛋": "个", "硬币": "枚", "卡片": "张", "贝壳": "个", "石头": "块",
    "蛋糕": "块", "铅笔": "支", "花": "朵", "坚果": "颗", "气球": "个",
}  # fmt: skip
QUESTION_WORDS = {
    "首都": "哪里", "洲": "哪个", "反义词": "什么", "符号": "什么", "颜色": "什么", "叫声": "什么",
    "声音": "什么", "腿数": "多少", "数目": "多少", "下一个": "什么", "那个": "什么",
    "量词": "什么", "作者": "谁",
}  # fmt: skip


def test_the_chinese_curriculum_asks_and_counts_as_a_native_does(curriculum):
    folder = curriculum("zh")
    rows = [
        row
        for name in ("sft", "rl", "eval")
        for row in tokenizer.read_jsonl(folder / f"{name}.jsonl")
    ]
    problems = [row for row in rows if row["task"] == "mini-GSM8K"]
    assert problems
    things = "|".join(MEASURE_WORDS)
    for row in problems:
        asked = row["messages"][0]["content"]
        counted = re.findall(rf"(?:\d+|多少|几)(.)({things})", asked)
        assert counted, asked
        assert all(MEASURE_WORDS[thing] == measure for measure, thing in counted), asked
        # what has become less is asked for as what is left
        assert ("还剩" in asked) == (row["key"].split(", ")[-2] == "'-'"), asked

    facts = [row for row in rows if row["task"] in ("truthfulness", "mini-MMLU")]
    for row in facts:
        asked = row["messages"][0]["content"].split("\n")[0]
        for kind, word in re.findall(r"([^，。？]{1,3})是(谁|多少|什么|哪里|哪个)？", asked):
            right = next(QUESTION_WORDS[name] for name in QUESTION_WORDS if kind.endswith(name))
            assert word == right, asked

    # what is taught of measure words is what is said
    taught = {k: v for names, k, v in tokenizer.load_language("zh")["facts"] if "量词" in names}
    assert all(taught.get(thing, measure) == measure for thing, measure in MEASURE_WORDS.items())
    docs = [row["text"] for row in tokenizer.read_jsonl(folder / "text.jsonl")]
    assert not [doc for doc in docs if re.search(r"\d\.\d+ [*+-] ", doc)]
    assert [doc for doc in docs if re.fullmatch(r"(\d+ [*+-] \d+ = \d+\.\n?){10}", doc)]


def test_a_language_of_your_own_is_checked_before_anything_is_made():
    wrong = {
        "{k}": ("The {n} is {v}.", "The {n} is {zz}."),
        "unknown entry": ("\nsolved:", "\nsolvd:"),
        "no entry `solved: ...`": ("\nsolved: The answer is {n}.", ""),
        "no slot {s}": ("/ The letters are {s}.", "/ The letters are these."),
        "wanted 2": ("Bye! | See you later! / Goodbye!", "Bye! | See you later! Goodbye!"),
        "wanted 4 or more": ("A: park, garden, river, school, forest, beach, market, farm, hill, lake", "A: park"),
        "pronouns they": ("Tom=he", "Tom=they"),
        "twice": ("\nunknown: I", "\nunknown: I\nunknown: I"),
        "k=v": ("Germany=Berlin", "Germany"),
    }  # fmt: skip
    for words, (before, after) in wrong.items():
        assert before in tokenizer.EN, before
        with pytest.raises(SystemExit) as end:
            tokenizer.parse_language(tokenizer.EN.replace(before, after, 1), "my.txt")
        assert end.value.code == 2
