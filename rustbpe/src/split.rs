//! Cut a text into pieces, the units inside which BPE merges.
//!
//! Five well-known patterns, recognised by their exact string, are cut by hand-written scanners: one table lookup
//! decides what a piece is, eight bytes at a time find where a run of ASCII letters ends. Cost O(bytes), no backtracking
//! except the few bytes that o200k's case rules look back over. Any other pattern goes to fancy-regex, which is some
//! ten times slower. The class table is filled at start-up from regex-syntax, the crate that the fallback parses its
//! classes with, so that scanner and regex can never disagree about what a letter is.

use std::sync::OnceLock;

pub const FIVECHAT: &str = concat!(
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]++[\r\n]*",
    r"|\s*[\r\n]|\s+(?!\S)|\s+"
);
pub const RUSTBPE: &str = concat!(
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*",
    r"|\s*[\r\n]|\s+(?!\S)|\s+"
);
pub const CL100K: &str = concat!(
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+",
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
);
pub const O200K: &str = concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
);
pub const GPT2: &str =
    r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s";

// ---- character classes ---------------------------------------------------------------------------------------------

const LETTER: u8 = 1; // \p{L}
const NUMBER: u8 = 2; // \p{N}
const SPACE: u8 = 4; // \s
const NEWLINE: u8 = 8; // \r or \n, always with SPACE
const UPPER: u8 = 16; // Lu Lt Lm Lo M: what may start a word in o200k
const LOWER: u8 = 32; // Ll Lm Lo M: what may end it
const WORDY: u8 = LETTER | NUMBER | SPACE; // none of the three: punctuation, marks, controls, emoji

/// One byte of class bits per code point: 1.1 MB, of which a text touches a few pages.
fn classes() -> &'static [u8] {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0u8; 0x11_0000];
        let sets = [
            (r"\p{L}", LETTER),
            (r"\p{N}", NUMBER),
            (r"\s", SPACE),
            (r"[\r\n]", NEWLINE),
            (r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", UPPER),
            (r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]", LOWER),
        ];
        for (set, bit) in sets {
            let hir = regex_syntax::parse(set).expect("the six sets above are valid");
            let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = hir.kind() else {
                unreachable!("a set of several code points parses to a Unicode class")
            };
            for range in class.ranges() {
                table[range.start() as usize..=range.end() as usize].iter_mut().for_each(|c| *c |= bit);
            }
        }
        table
    })
}

/// A text under the scanner: its bytes (valid UTF-8) and the class table.
#[derive(Clone, Copy)]
struct Text<'a> {
    bytes: &'a [u8],
    table: &'static [u8],
}

impl Text<'_> {
    /// Class bits and byte length of the character at i; (0, 0) at the end, so that "is it a letter" is simply no.
    #[inline(always)]
    fn at(&self, i: usize) -> (u8, usize) {
        match self.bytes.get(i) {
            None => (0, 0),
            Some(&b) if b < 0x80 => (self.table[b as usize], 1),
            Some(&b) => self.wide(i, b),
        }
    }

    #[inline(always)]
    fn wide(&self, i: usize, first: u8) -> (u8, usize) {
        let next = |k: usize| (self.bytes[i + k] & 0x3f) as usize;
        let (code, len) = match first {
            0..=0xdf => ((first as usize & 0x1f) << 6 | next(1), 2),
            0xe0..=0xef => ((first as usize & 0x0f) << 12 | next(1) << 6 | next(2), 3),
            _ => ((first as usize & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4),
        };
        (self.table[code], len)
    }

    #[inline(always)]
    fn byte(&self, i: usize) -> u8 {
        self.bytes.get(i).copied().unwrap_or(0)
    }

    /// End of the run of characters from i whose class has a bit of `any` and none of `none`.
    #[inline(always)]
    fn run(&self, mut i: usize, any: u8, none: u8) -> usize {
        loop {
            let (class, len) = self.at(i);
            if len == 0 || class & none != 0 || (any != 0 && class & any == 0) {
                return i;
            }
            i += len;
        }
    }

    /// End of the letters from i: eight ASCII bytes per step, others one by one.
    #[inline(always)]
    fn letters(&self, mut i: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        loop {
            while let Some(eight) = self.bytes.get(i..i + 8) {
                let x = u64::from_le_bytes(eight.try_into().expect("eight bytes"));
                let low = (x | (ONES * 0x20)) & (ONES * 0x7f); // fold case; the top bit must stay free for the sums
                let from_a = low + ONES * (0x80 - b'a' as u64); // top bit of a byte: it is >= 'a'
                let past_z = low + ONES * (0x7f - b'z' as u64); // top bit of a byte: it is > 'z'
                let other = !(from_a & !past_z & !x) & (ONES * 0x80);
                if other != 0 {
                    i += other.trailing_zeros() as usize / 8;
                    break;
                }
                i += 8;
            }
            let (class, len) = self.at(i);
            if class & LETTER == 0 {
                return i;
            }
            i += len;
        }
    }

    #[inline(always)]
    fn newlines(&self, mut i: usize, slash: bool) -> usize {
        while matches!(self.byte(i), b'\r' | b'\n') || (slash && self.byte(i) == b'/') {
            i += 1;
        }
        i
    }

    /// Length of the contraction ('s 't 'm 'd 'll 've 're) at i, 0 if none. Case folding also maps U+017F to s.
    #[inline(always)]
    fn contraction(&self, i: usize, fold: bool) -> usize {
        if self.byte(i) != b'\'' {
            return 0;
        }
        let bit = if fold { 0x20 } else { 0 };
        match (self.byte(i + 1) | bit, self.byte(i + 2) | bit) {
            (b's' | b'd' | b'm' | b't', _) => 2,
            (b'l', b'l') | (b'v', b'e') | (b'r', b'e') => 3,
            _ if fold && self.byte(i + 1) == 0xc5 && self.byte(i + 2) == 0xbf => 3,
            _ => 0,
        }
    }

    /// Whitespace from i. `last`: a run at the end of the text stays whole; `lines`: it is cut after its last newline.
    #[inline(always)]
    fn whitespace(&self, i: usize, last: bool, lines: bool) -> usize {
        let (mut end, mut step, mut newline) = (i, 0, 0);
        loop {
            let (class, len) = self.at(end);
            if class & SPACE == 0 {
                break;
            }
            (end, step) = (end + len, len);
            if class & NEWLINE != 0 {
                newline = end;
            }
        }
        let at_end = end == self.bytes.len();
        if at_end && last {
            end
        } else if lines && newline > 0 {
            newline
        } else if at_end || end - step == i {
            end
        } else {
            end - step // the last one goes with the word that follows
        }
    }
}

// ---- the scanners: each returns the end of the piece that starts at i ----------------------------------------------

/// fivechat, rustbpe (LAST = false) and cl100k (LAST = true), digits in groups of DIGITS.
#[inline(always)]
fn next_gpt4<const DIGITS: usize, const LAST: bool>(t: Text, i: usize) -> usize {
    let (class, len) = t.at(i);
    if class & LETTER != 0 {
        return t.letters(i + len);
    }
    if class & NUMBER != 0 {
        return digits::<DIGITS>(t, i + len);
    }
    let (class2, len2) = t.at(i + len);
    if class & SPACE == 0 {
        let short = t.contraction(i, true);
        if short != 0 {
            return i + short;
        }
        if class2 & LETTER != 0 {
            return t.letters(i + len + len2);
        }
        return t.newlines(t.run(i + len, 0, WORDY), false);
    }
    if class & NEWLINE == 0 {
        if class2 & LETTER != 0 {
            return t.letters(i + len + len2);
        }
        if t.bytes[i] == b' ' && len2 != 0 && class2 & WORDY == 0 {
            return t.newlines(t.run(i + 1, 0, WORDY), false);
        }
    }
    t.whitespace(i, LAST, true)
}

#[inline(always)]
fn digits<const MOST: usize>(t: Text, mut i: usize) -> usize {
    for _ in 1..MOST {
        let (class, len) = t.at(i);
        if class & NUMBER == 0 {
            break;
        }
        i += len;
    }
    i
}

#[inline(always)]
fn next_o200k(t: Text, i: usize) -> usize {
    let (class, len) = t.at(i);
    let prefix = class & (NEWLINE | LETTER | NUMBER) == 0;
    let word = prefix.then(|| word_lower(t, i + len)).flatten();
    let word = word.or_else(|| word_lower(t, i));
    let word = word.or_else(|| prefix.then(|| word_upper(t, i + len)).flatten());
    if let Some(end) = word.or_else(|| word_upper(t, i)) {
        return end + t.contraction(end, true);
    }
    if class & NUMBER != 0 {
        return digits::<3>(t, i + len);
    }
    let start = if t.bytes[i] == b' ' { i + 1 } else { i };
    let end = t.run(start, 0, WORDY);
    if end > start {
        return t.newlines(end, true);
    }
    t.whitespace(i, false, true)
}

/// `[UPPER]*[LOWER]+` from i: the greedy run of UPPER gives back until a LOWER follows it.
#[inline(always)]
fn word_lower(t: Text, i: usize) -> Option<usize> {
    let (mut end, mut back) = (i, None);
    loop {
        let (class, len) = t.at(end);
        if class & UPPER == 0 {
            break if class & LOWER != 0 { Some(t.run(end, LOWER, 0)) } else { back };
        }
        end += len;
        if class & LOWER != 0 {
            back = Some(end);
        }
    }
}

/// `[UPPER]+[LOWER]*` from i; asked only where `[UPPER]*[LOWER]+` failed, so nothing in LOWER can follow.
#[inline(always)]
fn word_upper(t: Text, i: usize) -> Option<usize> {
    let end = t.run(i, UPPER, 0);
    (end > i).then_some(end)
}

#[inline(always)]
fn next_gpt2(t: Text, i: usize) -> usize {
    let short = t.contraction(i, false);
    if short != 0 {
        return i + short;
    }
    let start = if t.bytes[i] == b' ' { i + 1 } else { i };
    let (class, len) = t.at(start);
    if class & LETTER != 0 {
        return t.letters(start + len);
    }
    if class & NUMBER != 0 {
        return t.run(start + len, NUMBER, 0);
    }
    if len != 0 && class & SPACE == 0 {
        return t.run(start + len, 0, WORDY);
    }
    t.whitespace(i, true, false)
}

// ---- Splitter: a pattern and the way to run it ---------------------------------------------------------------------

enum Scanner {
    Fivechat,
    Rustbpe,
    Cl100k,
    O200k,
    Gpt2,
    Regex(Box<fancy_regex::Regex>),
}

pub struct Splitter {
    pub pattern: String,
    scanner: Scanner,
}

impl Splitter {
    pub fn new(pattern: &str) -> Result<Self, String> {
        let scanner = match pattern {
            FIVECHAT => Scanner::Fivechat,
            RUSTBPE => Scanner::Rustbpe,
            CL100K => Scanner::Cl100k,
            O200K => Scanner::O200k,
            GPT2 => Scanner::Gpt2,
            _ => return Self::by_regex(pattern),
        };
        Ok(Splitter { pattern: pattern.into(), scanner })
    }

    /// The same pattern through fancy-regex, also where a scanner exists: the fallback, and the oracle of the tests.
    pub fn by_regex(pattern: &str) -> Result<Self, String> {
        let regex = fancy_regex::Regex::new(pattern).map_err(|e| format!("invalid pattern {pattern:?}: {e}"))?;
        Ok(Splitter { pattern: pattern.into(), scanner: Scanner::Regex(Box::new(regex)) })
    }

    /// Call `piece(start, end)` for each piece, left to right. "it's 12" -> (0,2) (2,4) (4,5) (5,7).
    /// A regex may leave text between its matches: that text is dropped, as both anchors do;
    /// an empty match is no piece.
    #[inline(always)]
    pub fn split(&self, text: &str, mut piece: impl FnMut(usize, usize)) -> Result<(), String> {
        let t = Text { bytes: text.as_bytes(), table: classes() };
        match &self.scanner {
            Scanner::Fivechat => scan(t, next_gpt4::<2, false>, piece),
            Scanner::Rustbpe => scan(t, next_gpt4::<3, false>, piece),
            Scanner::Cl100k => scan(t, next_gpt4::<3, true>, piece),
            Scanner::O200k => scan(t, next_o200k, piece),
            Scanner::Gpt2 => scan(t, next_gpt2, piece),
            Scanner::Regex(regex) => {
                for found in regex.find_iter(text) {
                    let found = found.map_err(|e| format!("the pattern gave up on this text: {e}"))?;
                    if !found.as_str().is_empty() {
                        piece(found.start(), found.end());
                    }
                }
            }
        }
        Ok(())
    }

    /// Where the text can be cut without changing any piece: about every `step` bytes, fewer where no such place is.
    /// After the newline in "x\ny" and before the space in "a b" every one of the five patterns starts a new piece.
    pub fn cuts(&self, text: &str, step: usize) -> Vec<usize> {
        let (s, t) = (text.as_bytes(), Text { bytes: text.as_bytes(), table: classes() });
        let gpt2 = matches!(self.scanner, Scanner::Gpt2); // it alone cuts "x \ny" before the newline
        let (mut cuts, mut i) = (vec![0], step.max(2));
        while !matches!(self.scanner, Scanner::Regex(_)) && i + 2 < s.len() {
            let line = s[i - 1] == b'\n' && s[i] != b'/' && t.at(i).0 & SPACE == 0;
            let line = line && (!gpt2 || (s[i - 2] > b' ' && s[i - 2] < 0x7f));
            let word = s[i] == b' ' && s[i - 1].is_ascii_alphabetic() && s[i + 1].is_ascii_alphabetic();
            if line || word {
                cuts.push(i);
                i += step;
            } else {
                i += 1;
            }
        }
        cuts.push(s.len());
        cuts
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
