//! Cut a text into pieces, the units inside which BPE merges.
//!
//! Five well-known patterns, recognised by their exact string, are cut by hand-written scanners over a table
//! of character classes: O(bytes), no backtracking but the few characters that o200k's case rules look back
//! over. Any other pattern goes to fancy-regex, some ten times slower. The table is filled at start-up from
//! regex-syntax, the crate that the fallback parses its classes with, so that scanner and regex can never
//! disagree about what a letter is.

use regex_syntax::hir::{Class, HirKind};
use std::sync::OnceLock;

macro_rules! rustbpe {
    ($most_digits:literal) => {
        concat!(
            r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,",
            $most_digits,
            r"}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"
        )
    };
}
pub const FIVECHAT: &str = rustbpe!("2");
pub const RUSTBPE: &str = rustbpe!("3");
pub const CL100K: &str = concat!(
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+",
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
);
pub const O200K: &str = concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve",
    r"|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
);
pub const GPT2: &str = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s";

// ---- character classes ------------------------------------------------------------------------------------

const LETTER: u8 = 1;
const NUMBER: u8 = 2;
const SPACE: u8 = 4;
const NEWLINE: u8 = 8; // \r or \n, always with SPACE
const UPPER: u8 = 16; // what may start a word in o200k
const LOWER: u8 = 32; // what may end it
const SLASH: u8 = 64; // only the character /
const ALL: usize = usize::MAX; // characters
const END: u8 = 128; // there is no character here
const SETS: [(&str, u8); 6] = [
    (r"\p{L}", LETTER),
    (r"\p{N}", NUMBER),
    (r"\s", SPACE),
    (r"[\r\n]", NEWLINE),
    (r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", UPPER),
    (r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]", LOWER),
];

/// One byte of class bits per code point: 1.1 MB, of which a text touches a few pages.
fn classes() -> &'static [u8] {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0u8; 0x11_0000];
        for (set, bit) in SETS {
            let hir = regex_syntax::parse(set).expect("the sets above are valid");
            let HirKind::Class(Class::Unicode(class)) = hir.kind() else {
                unreachable!("a set of several code points parses to a Unicode class")
            };
            for range in class.ranges() {
                table[range.start() as usize..=range.end() as usize].iter_mut().for_each(|c| *c |= bit);
            }
        }
        table[b'/' as usize] |= SLASH;
        table
    })
}

fn is_letter(class: u8) -> bool {
    class & LETTER != 0
}
/// Punctuation, marks, controls, emoji: [^\s\p{L}\p{N}].
fn is_other(class: u8) -> bool {
    class & (LETTER | NUMBER | SPACE | END) == 0
}

/// A text under the scanner: its bytes (valid UTF-8) and the class table.
#[derive(Clone, Copy)]
struct Text<'a> {
    bytes: &'a [u8],
    table: &'static [u8],
}

impl Text<'_> {
    /// Class bits and byte length of the character at i; (END, 0) behind the last.
    #[inline(always)]
    fn at(&self, i: usize) -> (u8, usize) {
        let next = |k: usize| (self.bytes[i + k] & 0x3f) as usize;
        let (code, len) = match self.bytes.get(i) {
            None => return (END, 0),
            Some(&b @ 0..=0x7f) => (b as usize, 1),
            Some(&b @ 0x80..=0xdf) => ((b as usize & 0x1f) << 6 | next(1), 2),
            Some(&b @ 0xe0..=0xef) => ((b as usize & 0x0f) << 12 | next(1) << 6 | next(2), 3),
            Some(&b) => ((b as usize & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4),
        };
        (self.table[code], len)
    }

    /// End of the run of at most `most` characters from i whose class is `good`, which END is not.
    #[inline(always)]
    fn run(&self, mut i: usize, most: usize, good: impl Fn(u8) -> bool) -> usize {
        for _ in 0..most {
            let (class, len) = self.at(i);
            if !good(class) {
                break;
            }
            i += len;
        }
        i
    }

    fn letters(&self, i: usize) -> usize {
        self.run(i, ALL, is_letter)
    }

    /// End of the contraction ('s 't 'm 'd 'll 've 're) at i, or i. Case folding also maps U+017F to s.
    #[inline(always)]
    fn contraction(&self, i: usize, fold: bool) -> usize {
        let byte = |k: usize| self.bytes.get(i + k).copied().unwrap_or(0);
        if byte(0) != b'\'' {
            return i;
        }
        let bit = if fold { 0x20 } else { 0 };
        match (byte(1) | bit, byte(2) | bit) {
            (b's' | b'd' | b'm' | b't', _) => i + 2,
            (b'l', b'l') | (b'v', b'e') | (b'r', b'e') => i + 3,
            _ if fold && byte(1) == 0xc5 && byte(2) == 0xbf => i + 3,
            _ => i,
        }
    }

    /// Whitespace from i. `last`: a run at the text's end stays whole; `lines`: it ends after a newline.
    #[inline(always)]
    fn whitespace(&self, i: usize, last: bool, lines: bool) -> usize {
        let end = self.run(i, ALL, |class| class & SPACE != 0);
        let newline = self.bytes[i..end].iter().rposition(|b| matches!(b, b'\r' | b'\n'));
        let last_char = (i..end).rev().find(|&k| self.bytes[k] & 0xc0 != 0x80);
        match (newline, last_char) {
            _ if end == self.bytes.len() && last => end,
            (Some(newline), _) if lines => i + newline + 1,
            (_, Some(start)) if end < self.bytes.len() && start > i => start, // leave it to the next word
            _ => end,
        }
    }
}

// ---- the scanners: each returns the end of the piece that starts at i -------------------------------------

/// fivechat, rustbpe (LAST = false) and cl100k (LAST = true), digits in groups of DIGITS.
#[inline(always)]
fn next_gpt4<const DIGITS: usize, const LAST: bool>(t: Text, i: usize) -> usize {
    let (class, len) = t.at(i);
    if is_letter(class) {
        return t.letters(i + len);
    }
    if class & NUMBER != 0 {
        return t.run(i, DIGITS, |class| class & NUMBER != 0);
    }
    let short = t.contraction(i, true);
    if short > i {
        return short;
    }
    let (class2, len2) = t.at(i + len);
    if class & NEWLINE == 0 && is_letter(class2) {
        return t.letters(i + len + len2);
    }
    if is_other(class) || t.bytes[i] == b' ' && is_other(class2) {
        return t.run(t.run(i + len, ALL, is_other), ALL, |class| class & NEWLINE != 0);
    }
    t.whitespace(i, LAST, true)
}

#[inline(always)]
fn next_o200k(t: Text, i: usize) -> usize {
    let (class, len) = t.at(i);
    let prefix = class & (NEWLINE | LETTER | NUMBER) == 0;
    // `[UPPER]*[LOWER]+`: the greedy run of UPPER gives back until a LOWER follows it
    let lower = |start: usize| {
        let (mut end, mut back) = (start, None);
        while let (class, len @ 1..) = t.at(end) {
            if class & UPPER == 0 {
                let more = t.run(end, ALL, |class| class & LOWER != 0);
                return if more > end { Some(more) } else { back };
            }
            end += len;
            if class & LOWER != 0 {
                back = Some(end);
            }
        }
        back
    };
    // `[UPPER]+[LOWER]*`: asked only where the other failed, so nothing in LOWER can follow
    let upper = |start| Some(t.run(start, ALL, |class| class & UPPER != 0)).filter(|&end| end > start);
    let after = if prefix { i + len } else { i };
    if let Some(end) = lower(after).or_else(|| lower(i)).or_else(|| upper(after)).or_else(|| upper(i)) {
        return t.contraction(end, true);
    }
    if class & NUMBER != 0 {
        return t.run(i, 3, |class| class & NUMBER != 0);
    }
    if is_other(class) || t.bytes[i] == b' ' && is_other(t.at(i + 1).0) {
        return t.run(t.run(i + len, ALL, is_other), ALL, |class| class & (NEWLINE | SLASH) != 0);
    }
    t.whitespace(i, false, true)
}

#[inline(always)]
fn next_gpt2(t: Text, i: usize) -> usize {
    let short = t.contraction(i, false);
    if short > i {
        return short;
    }
    let start = if t.bytes[i] == b' ' { i + 1 } else { i };
    match t.at(start) {
        (class, len) if is_letter(class) => t.letters(start + len),
        (class, len) if class & NUMBER != 0 => t.run(start + len, ALL, |class| class & NUMBER != 0),
        (class, len) if is_other(class) => t.run(start + len, ALL, is_other),
        _ => t.whitespace(i, true, false),
    }
}

// ---- Splitter: a pattern and the way to run it ------------------------------------------------------------

pub const PART: usize = 1 << 18; // bytes of a part: little overhead, and all threads end together

pub struct Splitter {
    pub pattern: String,
    regex: Option<fancy_regex::Regex>, // None: a scanner knows the pattern
}

impl Splitter {
    pub fn new(pattern: &str) -> Result<Self, String> {
        let known = [FIVECHAT, RUSTBPE, CL100K, O200K, GPT2].contains(&pattern);
        if known {
            Ok(Splitter { pattern: pattern.into(), regex: None })
        } else {
            Self::by_regex(pattern)
        }
    }

    /// Through fancy-regex, also where a scanner exists: the fallback, and the oracle of the tests.
    pub fn by_regex(pattern: &str) -> Result<Self, String> {
        let regex = fancy_regex::Regex::new(pattern).map_err(|e| format!("pattern {pattern:?}: {e}"))?;
        Ok(Splitter { pattern: pattern.into(), regex: Some(regex) })
    }

    /// Call `piece(start, end)` for each piece, left to right. "it's 12" -> (0,2) (2,4) (4,5) (5,7). A regex
    /// may leave text between its matches: it is dropped, as both anchors do; an empty match is no piece.
    #[inline(always)]
    pub fn split(&self, text: &str, mut piece: impl FnMut(usize, usize)) -> Result<(), String> {
        if let Some(regex) = &self.regex {
            for found in regex.find_iter(text) {
                let found = found.map_err(|e| format!("the pattern gave up on this text: {e}"))?;
                if !found.as_str().is_empty() {
                    piece(found.start(), found.end());
                }
            }
            return Ok(());
        }
        let t = Text { bytes: text.as_bytes(), table: classes() };
        match &self.pattern[..] {
            FIVECHAT => scan(t, next_gpt4::<2, false>, piece),
            RUSTBPE => scan(t, next_gpt4::<3, false>, piece),
            CL100K => scan(t, next_gpt4::<3, true>, piece),
            O200K => scan(t, next_o200k, piece),
            _ => scan(t, next_gpt2, piece),
        }
        Ok(())
    }

    /// The text in parts of about `step` bytes, longer where it cannot be cut without changing a piece. After
    /// the newline in "x\ny" and before the space in "a b" every one of the five patterns starts a new piece.
    pub fn parts<'a>(&self, text: &'a str, step: usize) -> Vec<&'a str> {
        let (s, t) = (text.as_bytes(), Text { bytes: text.as_bytes(), table: classes() });
        let (mut parts, mut start, mut i) = (Vec::new(), 0, step.max(2));
        while self.regex.is_none() && i + 2 < s.len() {
            // gpt2 alone cuts "x \ny" before the newline
            let line = s[i - 1] == b'\n' && s[i] != b'/' && t.at(i).0 & SPACE == 0;
            let line = line && s[i - 2].is_ascii_graphic();
            let word = s[i] == b' ' && s[i - 1].is_ascii_alphabetic() && s[i + 1].is_ascii_alphabetic();
            if !line && !word {
                i += 1;
                continue;
            }
            parts.push(&text[start..i]);
            (start, i) = (i, i + step);
        }
        parts.push(&text[start..]);
        parts
    }
}

#[inline(always)]
fn scan(t: Text, next: impl Fn(Text, usize) -> usize, mut piece: impl FnMut(usize, usize)) {
    let mut i = 0;
    while i < t.bytes.len() {
        let end = next(t, i);
        piece(i, end);
        i = end;
    }
}
