//! Text -> ids, by joining inside each piece the neighbours whose join has the smallest rank, leftmost first.
//!
//! 1. A cache, one per thread and of fixed size, holds pieces of up to 15 bytes, from the start every such token: 9 of
//!    10 pieces are found there at one probe.
//! 2. Other pieces are encoded left to right where the ranks are what training makes (each token is the join of two
//!    older ones that its own bytes encode to): take the longest token that fits, keep it if it can stand next to the one
//!    before, else a shorter one, else step back. Two tokens can stand side by side if, undoing their merges from the
//!    latest on, no join across the border would have come earlier. That depends on the two alone, and a place from
//!    which there is no way on stays so, hence O(n).
//! 3. Any other ranks go through a heap over all joins, O(n log n) on a piece of n bytes. No recursion in either.
//!
//! Inside, a token is its place in the order of ranks; outside, its id. They differ only where ranks have holes.

use crate::split::Splitter;
use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Mutex;

const NONE: u32 = u32::MAX;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15; // odd, bits well spread: 2^64 / golden ratio

// ---- hashing: mix, short_key, FoldMap ------------------------------------------------------------------------------

/// Multiply two words and fold the halves: every input bit reaches every part of the result.
#[inline(always)]
pub fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ MIX) as u128 * (b ^ 0xd6e8_feb8_6659_fd93) as u128;
    (product >> 64) as u64 ^ product as u64
}

/// The bytes [start, end) as a number of N bytes with their count in the top one; None if they are N or more.
#[inline(always)]
pub fn short_key<const N: usize>(s: &[u8], start: usize, end: usize) -> Option<u128> {
    let len = end - start;
    if len >= N {
        return None;
    }
    let mut padded = [0; 16];
    match s.get(start..start + N) {
        Some(all) => padded[..N].copy_from_slice(all),
        None => padded[..len].copy_from_slice(&s[start..end]),
    }
    Some(u128::from_le_bytes(padded) & ((1 << (8 * len)) - 1) | (len as u128) << (8 * N - 8))
}

/// For maps whose keys are our own numbers and byte strings.
#[derive(Default)]
pub struct Fold(u64);
pub type FoldMap<K, V> = HashMap<K, V, BuildHasherDefault<Fold>>;

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..eight.len()].copy_from_slice(eight);
            self.write_u64(u64::from_le_bytes(padded));
        }
    }
    fn write_u64(&mut self, x: u64) {
        self.0 = mix(self.0.rotate_left(5), x);
    }
    fn write_u32(&mut self, x: u32) {
        self.write_u64(x as u64);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

// ---- Pairs, Tokens -------------------------------------------------------------------------------------------------

const MAX_TOKENS: usize = (1 << 21) - 1; // 21 bits each, and all ones are spoken for

/// (number, number) -> number, 21 + 21 + 22 bits in one word: half the memory of a struct, so twice the cache hits.
struct Pairs {
    slots: Vec<u64>,  // u64::MAX = free
    filter: Vec<u64>, // a bit per hash: most questions are about pairs that are not there, and end in these few KB
    used: usize,
}

impl Pairs {
    fn new() -> Self {
        Pairs { slots: vec![u64::MAX; 1024], filter: vec![0; 128], used: 0 }
    }

    #[inline(always)]
    fn get(&self, left: u32, right: u32) -> u32 {
        let key = (left as u64) << 21 | right as u64;
        let hash = (key.wrapping_mul(MIX) >> 32) as usize;
        if self.filter[hash >> 6 & (self.filter.len() - 1)] >> (hash & 63) & 1 == 0 {
            return NONE;
        }
        let mut at = hash & (self.slots.len() - 1);
        while self.slots[at] >> 22 != key {
            if self.slots[at] == u64::MAX {
                return NONE;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] as u32 & 0x3f_ffff
    }

    fn insert(&mut self, left: u32, right: u32, value: u32) {
        if self.used * 2 >= self.slots.len() {
            let larger = Pairs { slots: vec![u64::MAX; self.slots.len() * 2], filter: vec![0; self.filter.len() * 2], used: 0 };
            for slot in std::mem::replace(self, larger).slots.into_iter().filter(|&slot| slot != u64::MAX) {
                self.insert((slot >> 43) as u32, (slot >> 22) as u32 & 0x1f_ffff, slot as u32 & 0x3f_ffff);
            }
        }
        let key = (left as u64) << 21 | right as u64;
        let hash = (key.wrapping_mul(MIX) >> 32) as usize;
        let mut at = hash & (self.slots.len() - 1);
        while self.slots[at] != u64::MAX {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = key << 22 | value as u64;
        let words = self.filter.len();
        self.filter[hash >> 6 & (words - 1)] |= 1 << (hash & 63);
        self.used += 1;
    }
}

/// The prefixes of all tokens. A slot holds (prefix, byte) -> prefix, 22 + 8 + 22 bits; where it lies is a hash of the
/// bytes alone, so that the loads of a walk do not wait for each other.
struct Prefixes {
    slots: Vec<u64>, // u64::MAX = free
    shift: u32,
}

impl Prefixes {
    #[inline(always)]
    fn hash(hash: u64, byte: u8) -> u64 {
        (hash + byte as u64 + 1).wrapping_mul(MIX) >> 1
    }

    #[inline(always)]
    fn find(&self, hash: u64, prefix: u32, byte: u8) -> usize {
        let mut at = (hash >> self.shift) as usize;
        while self.slots[at] != u64::MAX && self.slots[at] >> 22 != (prefix as u64) << 8 | byte as u64 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }
}

/// The bytes of all tokens, one after the other.
struct Tokens {
    blob: Vec<u8>,
    ends: Vec<usize>, // ends[k + 1] is where token k ends
}

impl Tokens {
    fn get(&self, token: u32) -> &[u8] {
        &self.blob[self.ends[token as usize]..self.ends[token as usize + 1]]
    }
    fn push(&mut self, bytes: &[u8]) {
        self.blob.extend_from_slice(bytes);
        self.ends.push(self.blob.len());
    }
}

// ---- Cache ---------------------------------------------------------------------------------------------------------

/// Up to three tokens in one word, 21 bits each, the first lowest; all ones = none.
fn pack(tokens: &[u32]) -> u64 {
    tokens.iter().rev().fold(u64::MAX >> 1, |word, &token| (word << 21 | token as u64) & (u64::MAX >> 1))
}

#[inline(always)]
fn unpack(mut word: u64, out: &mut Vec<u32>) {
    const ALL: u64 = (1 << 21) - 1;
    while word & ALL != ALL {
        out.push((word & ALL) as u32);
        word = word >> 21 | ALL << 42;
    }
}

/// Piece -> tokens, in two tables, so that the frequent short pieces share few cache lines: up to 7 bytes and three
/// tokens, up to 15 bytes and six. Buckets of two slots: the first keeps what came first (the vocabulary, lowest ranks
/// before), the second takes what was seen last.
#[derive(Clone)]
pub struct Cache {
    short: Vec<[u64; 2]>, // key, tokens; key 0 = free
    long: Vec<[u64; 4]>,  // key, key, tokens, tokens
}

impl Cache {
    fn new(tokens: usize) -> Self {
        let size = (tokens * 2).next_power_of_two().clamp(1 << 14, 1 << 20);
        Cache { short: vec![[0; 2]; size], long: vec![[0; 4]; size] }
    }

    #[inline(always)]
    fn find_short(&self, key: u64) -> usize {
        let at = (key.wrapping_mul(MIX) >> 40) as usize & (self.short.len() - 2);
        at + (self.short[at][0] != key) as usize
    }

    #[inline(always)]
    fn find_long(&self, key: u128) -> usize {
        let at = mix(key as u64, (key >> 64) as u64) as usize & (self.long.len() - 2);
        at + (self.long[at][..2] != [key as u64, (key >> 64) as u64]) as usize
    }

    fn insert(&mut self, piece: &[u8], tokens: &[u32]) {
        if let (Some(key), 1..=3) = (short_key::<8>(piece, 0, piece.len()), tokens.len()) {
            let at = self.find_short(key as u64) & !1;
            let second = self.short[at][0] != 0;
            self.short[at + second as usize] = [key as u64, pack(tokens)];
        } else if let (Some(key), 1..=6) = (short_key::<16>(piece, 0, piece.len()), tokens.len()) {
            let at = self.find_long(key) & !1;
            let (second, cut) = (self.long[at][1] != 0, tokens.len().min(3));
            self.long[at + second as usize] = [key as u64, (key >> 64) as u64, pack(&tokens[..cut]), pack(&tokens[cut..])];
        }
    }
}

// ---- Encoder -------------------------------------------------------------------------------------------------------

pub struct Encoder {
    pub splitter: Splitter,
    pub specials: Vec<(String, u32)>,
    search: Option<AhoCorasick>, // finds specials, leftmost and longest; pattern k is specials[k]
    tokens: Tokens,              // ordinary ones, then specials
    ids: Vec<u32>,               // token -> id
    dense: bool,                 // the two are the same
    by_id: FoldMap<u32, u32>,    // id -> token
    by_bytes: FoldMap<Box<[u8]>, u32>,
    single: [u32; 256], // byte -> token
    pairs: Pairs,       // (left, right) -> joined, for every cut of a token into two tokens
    walk: Option<Walk>, // None: ranks that training would not make
    seed: Cache,
    pool: Mutex<Vec<Cache>>, // caches between calls; only ever try_lock: a forked child may inherit it locked
}

/// What encoding left to right needs.
struct Walk {
    halves: Vec<(u32, u32)>, // token -> the two that it is the join of
    shorter: Vec<(u32, usize)>, // token -> the longest other token that its bytes begin with, and its length
    prefixes: Prefixes,      // one that is a token has its number, others follow
}

/// Ids of many texts in one array; text k is ids[ends[k]..ends[k + 1]].
pub struct Flat {
    pub ids: Vec<u32>,
    pub ends: Vec<i64>,
}

impl Encoder {
    /// `ranks`: (bytes, id) in any order; the id is the rank. Special tokens need no bytes in there.
    pub fn new(splitter: Splitter, mut ranks: Vec<(Vec<u8>, u32)>, specials: Vec<(String, u32)>) -> Result<Self, String> {
        // 1) tokens in order of rank, by bytes and by id
        ranks.sort_unstable_by_key(|(_, id)| *id);
        if ranks.len() > MAX_TOKENS {
            return Err(format!("{} tokens; at most {MAX_TOKENS} are supported", ranks.len()));
        }
        let mut tokens = Tokens { blob: Vec::new(), ends: vec![0] };
        let (mut by_id, mut by_bytes) = (FoldMap::default(), FoldMap::default());
        for (token, (bytes, id)) in ranks.iter().enumerate() {
            tokens.push(bytes);
            let old = by_bytes.insert(bytes[..].into(), token as u32);
            if bytes.is_empty() || old.or(by_id.insert(*id, token as u32)).is_some() {
                return Err(format!("the token {bytes:?} is empty, or it or its rank {id} is given twice"));
            }
        }
        let mut single = [NONE; 256];
        for b in 0..=255u8 {
            let missing = || format!("no token for the single byte {b:#04x}; all 256 must be there");
            single[b as usize] = *by_bytes.get(&[b][..]).ok_or_else(missing)?;
        }
        let ids: Vec<u32> = ranks.iter().map(|(_, id)| *id).collect();
        let dense = ids.iter().enumerate().all(|(k, &id)| k as u32 == id);
        // 2) the tables to merge with, and a cache that knows the tokens
        let (pairs, halves) = find_pairs(&tokens, &by_bytes);
        let walk = halves.and_then(|halves| Walk::new(halves, &tokens));
        let mut seed = Cache::new(ids.len());
        ranks.iter().enumerate().for_each(|(token, (bytes, _))| seed.insert(bytes, &[token as u32]));
        // 3) special tokens
        for (k, (text, id)) in specials.iter().enumerate() {
            if by_id.insert(*id, (ids.len() + k) as u32).is_some_and(|old| (old as usize) < ids.len()) {
                return Err(format!("the special token {text:?} has the id {id} of an ordinary token"));
            }
            tokens.push(text.as_bytes());
        }
        let search = (!specials.is_empty()).then(|| find_any(specials.iter().map(|(text, _)| &text[..]))).transpose()?;
        let pool = Mutex::default();
        Ok(Encoder { splitter, specials, search, tokens, ids, dense, by_id, by_bytes, single, pairs, walk, seed, pool })
    }

    pub fn token_bytes(&self, id: u32) -> Option<&[u8]> {
        match self.ids.get(id as usize) {
            Some(&same) if same == id => Some(self.tokens.get(id)), // no hole below: the usual case
            _ => self.by_id.get(&id).map(|&token| self.tokens.get(token)),
        }
    }

    pub fn token_id(&self, bytes: &[u8]) -> Option<u32> {
        self.by_bytes.get(bytes).map(|&token| self.ids[token as usize])
    }

    /// (bytes, id) of every ordinary token, by id.
    pub fn ranks(&self) -> impl ExactSizeIterator<Item = (&[u8], u32)> {
        self.ids.iter().enumerate().map(|(k, &id)| (self.tokens.get(k as u32), id))
    }

    pub fn take_cache(&self) -> Cache {
        self.pool.try_lock().ok().and_then(|mut pool| pool.pop()).unwrap_or_else(|| self.seed.clone())
    }

    pub fn give_back(&self, cache: Cache) {
        if let Ok(mut pool) = self.pool.try_lock() {
            pool.push(cache); // as many as there ever were threads at once
        }
    }

    /// Append the ids of a text in which specials[k] stands for its id where allowed[k]; elsewhere it is plain text.
    /// The text between two such specials is split on its own.
    pub fn encode(&self, text: &str, allowed: &[bool], cache: &mut Cache, out: &mut Vec<u32>) -> Result<(), String> {
        let (mut start, mut from) = (0, 0);
        if let (Some(search), true) = (&self.search, allowed.contains(&true)) {
            while let Some(found) = search.find(Input::new(text).range(from..)) {
                from = found.start() + 1;
                if allowed[found.pattern()] {
                    self.encode_ordinary(&text[start..found.start()], cache, out)?;
                    out.push(self.specials[found.pattern()].1);
                    (start, from) = (found.end(), found.end());
                }
            }
        }
        self.encode_ordinary(&text[start..], cache, out)
    }

    pub fn find_special(&self, text: &str) -> Option<&str> {
        self.search.as_ref()?.find(text).map(|found| &self.specials[found.pattern()].0[..])
    }

    fn encode_ordinary(&self, text: &str, cache: &mut Cache, out: &mut Vec<u32>) -> Result<(), String> {
        let (s, before) = (text.as_bytes(), out.len());
        self.splitter.split(text, |start, end| {
            if let Some(key) = short_key::<8>(s, start, end) {
                let slot = cache.short[cache.find_short(key as u64)];
                if slot[0] == key as u64 {
                    return unpack(slot[1], out);
                }
            } else if let Some(key) = short_key::<16>(s, start, end) {
                let slot = cache.long[cache.find_long(key)];
                if slot[..2] == [key as u64, (key >> 64) as u64] {
                    unpack(slot[2], out);
                    return unpack(slot[3], out);
                }
            }
            self.encode_piece(&s[start..end], cache, out);
        })?;
        if !self.dense {
            out[before..].iter_mut().for_each(|token| *token = self.ids[*token as usize]);
        }
        Ok(())
    }

    #[inline(never)]
    fn encode_piece(&self, piece: &[u8], cache: &mut Cache, out: &mut Vec<u32>) {
        let before = out.len();
        match (&self.walk, self.walk.is_none().then(|| self.by_bytes.get(piece)).flatten()) {
            (Some(walk), _) => self.encode_walking(walk, piece, out),
            (None, Some(&token)) => out.push(token),
            (None, None) => self.encode_merging(piece, out),
        }
        cache.insert(piece, &out[before..]);
    }

    /// Left to right, see 2. above.
    fn encode_walking(&self, walk: &Walk, piece: &[u8], out: &mut Vec<u32>) {
        let (base, mut at) = (out.len(), 0);
        let (mut few, mut many) = ([0u64; 4], Vec::new()); // one bit per place: no way on from here
        let dead = if piece.len() < 256 { &mut few[..] } else { many.resize(piece.len() / 64 + 1, 0); &mut many[..] };
        let (mut token, mut len) = self.longest(walk, piece);
        loop {
            let end = at + len;
            let open = dead[end / 64] >> (end % 64) & 1 == 0;
            if open && (at == 0 || fit(&self.pairs, &walk.halves, out[out.len() - 1], token, NONE)) {
                out.push(token);
                if end == piece.len() {
                    return;
                }
                at = end;
                (token, len) = self.longest(walk, &piece[at..]);
                continue;
            }
            (token, len) = walk.shorter[token as usize];
            while token == NONE {
                dead[at / 64] |= 1 << (at % 64);
                assert!(out.len() > base, "single bytes always fit somewhere");
                let last = out.pop().expect("just checked");
                at -= self.tokens.get(last).len();
                (token, len) = walk.shorter[last as usize];
            }
        }
    }

    /// The longest token that the bytes begin with, and its length.
    #[inline(always)]
    fn longest(&self, walk: &Walk, bytes: &[u8]) -> (u32, usize) {
        let (mut prefix, mut hash) = (self.single[bytes[0] as usize], Prefixes::hash(0, bytes[0]));
        let mut best = (prefix, 1);
        for (k, &b) in bytes.iter().enumerate().skip(1) {
            hash = Prefixes::hash(hash, b);
            let slot = walk.prefixes.slots[walk.prefixes.find(hash, prefix, b)];
            if slot == u64::MAX {
                break;
            }
            prefix = slot as u32 & 0x3f_ffff;
            if (prefix as usize) < self.ids.len() {
                best = (prefix, k + 1);
            }
        }
        best
    }

    /// Over a heap of all joins, see 3. above.
    fn encode_merging(&self, piece: &[u8], out: &mut Vec<u32>) {
        let n = piece.len();
        let mut token: Vec<u32> = piece.iter().map(|&b| self.single[b as usize]).collect();
        let mut rank: Vec<u32> = token.windows(2).map(|w| self.pairs.get(w[0], w[1])).chain([NONE]).collect();
        let mut next: Vec<usize> = (1..=n).collect();
        let mut prev: Vec<usize> = (0..n).map(|k| k.wrapping_sub(1)).collect();
        let ranked = rank.iter().enumerate().filter(|(_, &r)| r != NONE);
        let mut heap: BinaryHeap<Reverse<(u32, usize)>> = ranked.map(|(k, &r)| Reverse((r, k))).collect();
        while let Some(Reverse((best, at))) = heap.pop() {
            if best == NONE {
                break;
            }
            if rank[at] != best {
                continue; // a neighbour merged since
            }
            let right = next[at];
            (token[at], next[at], rank[right], rank[at]) = (best, next[right], NONE, NONE);
            if next[at] < n {
                prev[next[at]] = at;
                rank[at] = self.pairs.get(best, token[next[at]]);
                heap.push(Reverse((rank[at], at)));
            }
            if at > 0 {
                rank[prev[at]] = self.pairs.get(token[prev[at]], best);
                heap.push(Reverse((rank[prev[at]], prev[at])));
            }
        }
        let mut at = 0;
        while at < n {
            out.push(token[at]);
            at = next[at];
        }
    }

    /// Encode many texts on `threads` threads: small ones in groups, large ones cut where no piece is hurt.
    pub fn encode_many(&self, texts: &[&str], allowed: &[bool], threads: usize) -> Result<Flat, String> {
        const JOB: usize = 1 << 18; // bytes: long enough to forget the overhead, short enough to end together
        // 1) parts of texts, and jobs of some parts each
        let (mut parts, mut jobs, mut filled) = (Vec::with_capacity(texts.len()), vec![0], 0);
        for (k, text) in texts.iter().enumerate() {
            if text.len() < 2 * JOB || allowed.contains(&true) {
                parts.push((k, *text));
            } else {
                parts.extend(self.splitter.cuts(text, JOB).windows(2).map(|w| (k, &text[w[0]..w[1]])));
            }
        }
        for (k, (_, text)) in parts.iter().enumerate() {
            filled += text.len();
            if filled >= JOB || k + 1 == parts.len() {
                jobs.push(k + 1);
                filled = 0;
            }
        }
        // 2) each thread takes the next job until there is none
        let todo = AtomicUsize::new(0);
        let work = || {
            let (mut cache, mut done) = (self.take_cache(), Vec::new());
            while let Some(&[from, to]) = jobs.windows(2).nth(todo.fetch_add(1, Relaxed)) {
                let (mut ids, mut counts) = (Vec::with_capacity(JOB / 3), Vec::with_capacity(to - from));
                for (k, text) in &parts[from..to] {
                    let before = ids.len();
                    self.encode(text, allowed, &mut cache, &mut ids)?;
                    counts.push((*k, ids.len() - before));
                }
                done.push((from, ids, counts));
            }
            self.give_back(cache);
            Ok(done)
        };
        // 3) put them together
        let mut done = on_threads(threads.clamp(1, jobs.len()), work)?;
        done.sort_unstable_by_key(|(from, ..)| *from);
        let (mut ids, mut ends) = (Vec::with_capacity(done.iter().map(|d| d.1.len()).sum()), vec![0; texts.len() + 1]);
        for (_, some, counts) in done {
            ids.extend_from_slice(&some);
            counts.iter().for_each(|&(k, n)| ends[k + 1] += n as i64);
        }
        (0..texts.len()).for_each(|k| ends[k + 1] += ends[k]);
        Ok(Flat { ids, ends })
    }

    /// Append the bytes of the ids; Err holds the id that does not exist.
    pub fn decode(&self, ids: &[u32], out: &mut Vec<u8>) -> Result<(), u32> {
        ids.iter().try_for_each(|&id| Ok(out.extend_from_slice(self.token_bytes(id).ok_or(id)?)))
    }
}

// ---- building the tables -------------------------------------------------------------------------------------------

pub fn find_any<'a>(texts: impl Iterator<Item = &'a str>) -> Result<AhoCorasick, String> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).map_err(|e| e.to_string())
}

/// Can x and y stand side by side: do the bytes of both, merged by ranks below `limit` only, end as x, y?
/// From the end backwards: while x and y are neighbours, `limit` is the rank of the merge that will use up one of them.
fn fit(pairs: &Pairs, halves: &[(u32, u32)], mut x: u32, mut y: u32, mut limit: u32) -> bool {
    loop {
        if pairs.get(x, y) < limit {
            return false; // the two would have been joined before that
        }
        if x.max(y) < 256 {
            return true;
        }
        if x > y {
            (x, limit) = (halves[x as usize].1, x);
        } else {
            (y, limit) = (halves[y as usize].0, y + 1); // at equal ranks the left merge comes first: here the joint one
        }
    }
}

/// Every (left, right) -> joined with all three tokens; and of which two each token is made, if every one is made of
/// older ones as training does it (the 256 bytes first).
fn find_pairs(tokens: &Tokens, by_bytes: &FoldMap<Box<[u8]>, u32>) -> (Pairs, Option<Vec<(u32, u32)>>) {
    let count = tokens.ends.len() as u32 - 1;
    let longest = (0..count).map(|t| tokens.get(t).len()).max().unwrap_or(0);
    let mut lengths = vec![false; longest + 1]; // a token of half a million equal bytes has as many cuts; few matter
    (0..count).for_each(|t| lengths[tokens.get(t).len()] = true);
    let (mut pairs, mut halves, mut trained) = (Pairs::new(), vec![(NONE, NONE); count as usize], true);
    for joined in 0..count {
        let bytes = tokens.get(joined);
        let cuts = (1..bytes.len()).filter(|&cut| lengths[cut] && lengths[bytes.len() - cut]);
        let both = cuts.filter_map(|cut| Some((*by_bytes.get(&bytes[..cut])?, *by_bytes.get(&bytes[cut..])?)));
        let found: Vec<(u32, u32)> = both.collect();
        if trained && joined >= 256 {
            let made = found.iter().find(|&&(x, y)| x.max(y) < joined && fit(&pairs, &halves, x, y, joined));
            trained = made.is_some_and(|&two| { halves[joined as usize] = two; true });
        }
        trained &= (joined < 256) == (bytes.len() == 1);
        found.iter().for_each(|&(x, y)| pairs.insert(x, y, joined));
    }
    (pairs, trained.then_some(halves))
}

impl Walk {
    /// None if a token is so long that finding the longest match could cost more than merging.
    fn new(halves: Vec<(u32, u32)>, tokens: &Tokens) -> Option<Self> {
        let count = halves.len() as u32;
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|&t| tokens.get(t).len()); // then every prefix that is a token is there before it is met
        if tokens.get(order[order.len() - 1]).len() > 1024 || tokens.blob.len() > MAX_TOKENS {
            return None;
        }
        let mut sorted: Vec<&[u8]> = (0..count).map(|t| tokens.get(t)).collect();
        sorted.sort_unstable();
        let shared = |w: &[&[u8]]| w[0].iter().zip(w[1]).take_while(|(a, b)| a == b).count();
        let distinct = tokens.blob.len() - sorted.windows(2).map(shared).sum::<usize>();
        let size = (distinct * 2).next_power_of_two();
        let mut prefixes = Prefixes { slots: vec![u64::MAX; size], shift: 63 - size.trailing_zeros() };
        let (mut shorter, mut nodes, mut single) = (vec![(NONE, 0); count as usize], count, [NONE; 256]);
        for token in order {
            let bytes = tokens.get(token);
            if bytes.len() == 1 {
                single[bytes[0] as usize] = token;
                continue;
            }
            let (mut prefix, mut hash) = (single[bytes[0] as usize], Prefixes::hash(0, bytes[0]));
            for (k, &b) in bytes.iter().enumerate().skip(1) {
                if prefix < count {
                    shorter[token as usize] = (prefix, k);
                }
                hash = Prefixes::hash(hash, b);
                let at = prefixes.find(hash, prefix, b);
                if prefixes.slots[at] == u64::MAX {
                    let next = if k + 1 == bytes.len() { token } else { nodes };
                    nodes += (next == nodes) as u32;
                    prefixes.slots[at] = (prefix as u64) << 30 | (b as u64) << 22 | next as u64;
                }
                prefix = prefixes.slots[at] as u32 & 0x3f_ffff;
            }
        }
        Some(Walk { halves, shorter, prefixes })
    }
}

/// Run `work` on n threads (the calling one among them) and join their lists.
/// Scoped threads, started per call: nothing to go stale in a forked child, and a start costs some 20 us.
pub fn on_threads<T: Send>(n: usize, work: impl Fn() -> Result<Vec<T>, String> + Sync) -> Result<Vec<T>, String> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..n).map(|_| scope.spawn(&work)).collect();
        let mut all = work()?;
        for other in others {
            all.extend(other.join().expect("work does not panic")?);
        }
        Ok(all)
    })
}
