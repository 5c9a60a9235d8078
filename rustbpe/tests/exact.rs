//! The crate against slow and obvious versions of itself, on random input. FIVECHAT_CASES=100000 cargo test
//! --release -- --nocapture      (default 3000 cases each; the seed is printed)

use rustbpe::encode::Encoder;
use rustbpe::split::{self, Splitter};
use rustbpe::train;
use std::collections::HashMap;

const PATTERNS: [&str; 5] = [split::FIVECHAT, split::RUSTBPE, split::CL100K, split::O200K, split::GPT2];

/// What scanners get wrong: contractions and their odd capitals, digits and spaces of all kinds, marks,
/// cases.
const TRAPS: &[&str] = &[
    "'",
    "'",
    "s",
    "S",
    "ſ",
    "K",
    "l",
    "v",
    "r",
    "e",
    "d",
    "m",
    "t",
    "L",
    "x",
    "A",
    "B",
    "1",
    "2",
    "²",
    "Ⅷ",
    "٣",
    " ",
    " ",
    "\t",
    "\r",
    "\n",
    "\n",
    "/",
    "a",
    "é",
    "ß",
    "ʰ",
    "ǅ",
    "中",
    "文",
    "の",
    "😀",
    "!",
    "-",
    "_",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{3000}",
    "\u{1c}",
    "\u{200b}",
    "\u{301}",
    "'ll",
    "'VE",
    "  ",
    "\r\n",
    "//\n",
    "\u{fffd}",
    "\u{10ffff}",
    "\0",
];

struct Random(u64); // xorshift64*

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn text(&mut self, alphabet: &[&str], most: usize) -> String {
        (0..self.below(most)).map(|_| alphabet[self.below(alphabet.len())]).collect()
    }

    /// Mostly traps, now and then any character at all.
    fn any_text(&mut self, most: usize) -> String {
        let text = |r: &mut Self| match r.below(5) {
            0 => char::from_u32(r.below(0x11_0000) as u32).unwrap_or('?').to_string(),
            _ => TRAPS[r.below(TRAPS.len())].to_string(),
        };
        (0..self.below(most)).map(|_| text(self)).collect()
    }

    /// Few letters, so that ties are everywhere; some words long, some often.
    fn corpus(&mut self) -> Vec<String> {
        let alphabet =
            &[&["a", "b"], &["a", "b", "c", " "][..], &["a", "a", "b", "\n"], &["é", "中", "a"], TRAPS]
                [self.below(5)];
        let most = [3, 12, 60, 600][self.below(4)];
        let mut texts: Vec<String> = (0..self.below(8)).map(|_| self.text(alphabet, most)).collect();
        for _ in 0..self.below(6) {
            texts.extend(texts.get(self.below(8)).cloned());
        }
        texts
    }
}

fn cases() -> (Random, usize) {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let (seed, cases) = (number("FIVECHAT_SEED").unwrap_or(1), number("FIVECHAT_CASES").unwrap_or(3000));
    println!("FIVECHAT_SEED={seed} FIVECHAT_CASES={cases}");
    (Random(seed as u64 * 2 + 1), cases)
}

fn pieces<'a>(splitter: &Splitter, text: &'a str) -> Vec<&'a str> {
    let mut all = Vec::new();
    splitter.split(text, |start, end| all.push(&text[start..end])).expect("these patterns never give up");
    all
}

fn learn(
    pattern: &str,
    texts: &[String],
    merges: usize,
    (threads, split_from, rare): (usize, usize, i64),
) -> Vec<(u32, u32)> {
    let (splitter, mut counts) = (Splitter::new(pattern).expect("known"), Vec::new());
    for some in texts.chunks(3) {
        let some: Vec<&str> = some.iter().map(|text| &text[..]).collect();
        train::count(&splitter, &some, threads, &mut counts).expect("these patterns never give up");
    }
    train::train(counts, merges, (threads, split_from, rare), |_| Ok(())).expect("small")
}

/// Every merge by recounting everything.
fn learn_slowly(pattern: &str, texts: &[String], merges: usize) -> Vec<(u32, u32)> {
    let splitter = Splitter::by_regex(pattern).expect("known");
    let words = texts.iter().flat_map(|text| pieces(&splitter, text));
    let mut words: Vec<Vec<u32>> = words.map(|word| word.bytes().map(u32::from).collect()).collect();
    let mut made = Vec::new();
    while made.len() < merges {
        let mut counts: HashMap<(u32, u32), i64> = HashMap::new();
        words
            .iter()
            .flat_map(|word| word.windows(2))
            .for_each(|w| *counts.entry((w[0], w[1])).or_default() += 1);
        let Some((&best, _)) = counts.iter().max_by_key(|(&pair, &n)| (n, std::cmp::Reverse(pair))) else {
            break;
        };
        let new = 256 + made.len() as u32;
        words.iter_mut().for_each(|word| merge(word, best, new));
        made.push(best);
    }
    made
}

fn merge(word: &mut Vec<u32>, pair: (u32, u32), new: u32) {
    let mut k = 0;
    while k + 1 < word.len() {
        if (word[k], word[k + 1]) == pair {
            word[k] = new;
            word.remove(k + 1);
        }
        k += 1;
    }
}

/// A piece that is a token stays whole, as in tiktoken; else join the leftmost neighbours of smallest rank.
fn encode_slowly(splitter: &Splitter, ranks: &HashMap<Vec<u8>, u32>, text: &str) -> Vec<u32> {
    let mut ids = Vec::new();
    for piece in pieces(splitter, text) {
        let mut parts: Vec<Vec<u8>> = piece.bytes().map(|b| vec![b]).collect();
        if ranks.contains_key(piece.as_bytes()) {
            parts = vec![piece.into()];
        }
        let rank = |w: &[Vec<u8>]| ranks.get(&w.concat()).copied();
        while let Some((_, k)) = parts.windows(2).enumerate().filter_map(|(k, w)| Some((rank(w)?, k))).min() {
            let right = parts.remove(k + 1);
            parts[k].extend(right);
        }
        ids.extend(parts.iter().map(|part| ranks[part]));
    }
    ids
}

fn bytes_of(merges: &[(u32, u32)]) -> Vec<(Vec<u8>, u32)> {
    let mut tokens: Vec<Vec<u8>> = (0..=255).map(|b| vec![b]).collect();
    merges.iter().for_each(|&(a, b)| tokens.push([&tokens[a as usize][..], &tokens[b as usize]].concat()));
    tokens.into_iter().zip(0..).collect()
}

#[test]
fn scanners_cut_every_code_point_as_the_regex_does() {
    let all: Vec<char> = (0..0x11_0000).filter_map(char::from_u32).collect();
    for pattern in PATTERNS {
        let (fast, slow) =
            (Splitter::new(pattern).expect("known"), Splitter::by_regex(pattern).expect("known"));
        for some in all.chunks(512) {
            let context = |c: &char| format!("x{c}x {c}A'{c}1{c}{c}\n{c}\n\n .{c}  {c}\tx{c}'s");
            let text: String = some.iter().map(context).collect();
            if pieces(&fast, &text) != pieces(&slow, &text) {
                let bad = some.iter().find(|c| pieces(&fast, &context(c)) != pieces(&slow, &context(c)));
                panic!(
                    "{pattern} differs at {bad:?}, or where two meet, in {:?}..{:?}",
                    some[0],
                    some[some.len() - 1]
                );
            }
        }
    }
}

#[test]
fn scanners_cut_random_text_as_the_regex_does_and_cuts_change_nothing() {
    let (mut random, cases) = cases();
    for pattern in PATTERNS {
        let (fast, slow) =
            (Splitter::new(pattern).expect("known"), Splitter::by_regex(pattern).expect("known"));
        for _ in 0..cases {
            let most = [4, 13, 40, 400][random.below(4)];
            let text = random.any_text(most);
            let wanted = pieces(&slow, &text);
            assert_eq!(pieces(&fast, &text), wanted, "{pattern} on {text:?}");
            let cut = fast.parts(&text, 1 + random.below(9));
            let parts: Vec<&str> = cut.iter().flat_map(|part| pieces(&fast, part)).collect();
            assert_eq!(parts, wanted, "{pattern} cut as {cut:?}");
        }
    }
}

#[test]
fn training_takes_the_best_pair_of_a_full_recount_every_time() {
    let (mut random, cases) = cases();
    for _ in 0..cases {
        let (texts, pattern, merges) = (random.corpus(), PATTERNS[random.below(5)], random.below(120));
        let rare = [1, 20, 1000, 1 << 20][random.below(4)]; // once in so many: none, most, some, all are kept at first
        let plan = (1 + random.below(4), [0, 3, 1 << 15][random.below(3)], rare);
        let wanted = learn_slowly(pattern, &texts, merges);
        assert_eq!(learn(pattern, &texts, merges, plan), wanted, "{pattern} on {texts:?}");
    }
}

#[test]
fn training_counts_past_two_to_the_32() {
    let mut counts = train::Counts::default();
    for (word, n) in [("ab", 5_000_000_000), ("cd", 5_000_000_001), ("abc", 1 << 31), ("bc", 4)] {
        train::add(&mut counts, word.as_bytes(), n);
    }
    let merges = train::train(vec![counts], 9, (2, 0, 1 << 20), |_| Ok(())).expect("small");
    let pair = |a: u8, b: u8| (a as u32, b as u32);
    assert_eq!(merges, [pair(b'a', b'b'), pair(b'c', b'd'), (256, b'c' as u32), pair(b'b', b'c')]);
}

#[test]
fn encoding_gives_the_ids_of_the_slow_way_for_any_ranks() {
    let (mut random, cases) = cases();
    for case in 0..cases / 10 + 1 {
        let (texts, pattern) = (random.corpus(), PATTERNS[random.below(5)]);
        let merges = learn(pattern, &texts, random.below(300), (1, 1 << 15, 1 << 20));
        let mut ranks = bytes_of(&merges);
        if case % 3 == 0 {
            // ranks that no training makes: shuffled, with holes, some tokens missing
            ranks.retain(|(bytes, _)| bytes.len() == 1 || random.below(4) > 0);
            (1..ranks.len()).for_each(|k| ranks.swap(k, random.below(k + 1)));
            let mut id = 0;
            ranks.iter_mut().for_each(|(_, rank)| (*rank, id) = (id, id + 1 + random.below(3) as u32 / 2));
        }
        let table: HashMap<Vec<u8>, u32> = ranks.iter().cloned().collect();
        let splitter = Splitter::by_regex(pattern).expect("known");
        let encoder =
            Encoder::new(Splitter::new(pattern).expect("known"), ranks, Vec::new()).expect("good ranks");
        let alphabet = &[TRAPS, &["a", "b", "c", " "], &["a"], &["é", "中", "a"]][random.below(4)];
        let texts: Vec<String> =
            (0..10).map(|_| random.text(alphabet, [12, 60, 300][case % 3])).chain(texts).collect();
        let texts: Vec<&str> = texts.iter().map(|text| &text[..]).collect();
        let (flat, ends) = encoder.encode_many(&texts, 1 + case % 4).expect("no error");
        for (text, ends) in texts.iter().zip(ends.windows(2)) {
            let ids = &flat[ends[0] as usize..ends[1] as usize];
            assert_eq!(ids, encode_slowly(&splitter, &table, text), "{pattern} on {text:?} with {table:?}");
            let bytes: Vec<u8> =
                ids.iter().flat_map(|&id| encoder.token_bytes(id).expect("known")).copied().collect();
            assert_eq!(bytes, text.as_bytes());
        }
    }
}
