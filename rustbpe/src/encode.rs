//! Text -> ids, by merging inside each piece the neighbours whose join has the smallest rank, leftmost first.
//!
//! tiktoken looks up the joined bytes; here a table over every way to cut a token into two tokens gives the same answer
//! from two ids, also for ranks that no training would produce. In front of it stands a cache, one per thread and of
//! fixed size, filled at the start with every token of up to 15 bytes: 9 of 10 pieces of a text are one token, and cost
//! one probe. Pieces of up to 64 bytes merge by scanning a small array, longer ones by a heap: O(n log n), no recursion.

use crate::split::Splitter;
use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Mutex;

const NONE: u32 = u32::MAX;
const SHORT: usize = 64; // bytes; up to here a scan of the whole array beats a heap
const MIX: u64 = 0x9e37_79b9_7f4a_7c15; // odd, bits well spread: 2^64 / golden ratio

/// Multiply two halves into one word and fold: spreads every input bit over the result.
#[inline(always)]
pub fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ MIX) as u128 * (b ^ 0xd6e8_feb8_6659_fd93) as u128;
    (product >> 64) as u64 ^ product as u64
}

/// The bytes [start, end) as one number, length in the top byte; None above 15 bytes.
#[inline(always)]
pub fn short_key(s: &[u8], start: usize, end: usize) -> Option<u128> {
    let len = end - start;
    if len > 15 {
        return None;
    }
    let raw = match s.get(start..start + 16) {
        Some(sixteen) => u128::from_le_bytes(sixteen.try_into().expect("sixteen bytes")),
        None => {
            let mut padded = [0; 16];
            padded[..len].copy_from_slice(&s[start..end]);
            u128::from_le_bytes(padded)
        }
    };
    Some(raw & ((1u128 << (8 * len)) - 1) | (len as u128) << 120)
}

#[inline(always)]
pub fn hash_key(key: u128) -> u64 {
    mix(key as u64, (key >> 64) as u64)
}

/// For maps whose keys are ours: numbers and byte strings, no attacker to fear beyond a slow call.
#[derive(Default)]
pub struct Fold(u64);
pub type FoldMap<K, V> = HashMap<K, V, BuildHasherDefault<Fold>>;

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..eight.len()].copy_from_slice(eight);
            self.0 = mix(self.0.rotate_left(5), u64::from_le_bytes(padded));
        }
    }
    fn write_u64(&mut self, x: u64) {
        self.0 = mix(self.0, x);
    }
    fn write_u32(&mut self, x: u32) {
        self.0 = mix(self.0, x as u64);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

// ---- tables: whole tokens by their bytes, pairs of tokens by their numbers -----------------------------------------
// Inside, a token is its place in the order of ranks; outside, its id. The two differ only where ranks have holes.

/// Bytes -> token, under a polynomial hash, so that all prefixes and suffixes of a token hash in O(1) each: a token of
/// half a million equal bytes (train on a run of one character) is cut in two half a million ways.
struct TokenMap {
    slots: Vec<(u32, u32)>, // (upper half of the hash, token), token NONE = free
}

const BASE: u64 = 0x2545_f491_4f6c_dd1d;

fn poly(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |h: u64, &b| h.wrapping_mul(BASE).wrapping_add(b as u64 + 1))
}

impl TokenMap {
    fn find(&self, tokens: &Tokens, bytes: &[u8], hash: u64) -> Option<u32> {
        let spread = mix(hash, bytes.len() as u64);
        let mut at = spread as usize & (self.slots.len() - 1);
        loop {
            let (tag, token) = self.slots[at];
            if token == NONE {
                return None;
            }
            if tag == (spread >> 32) as u32 && tokens.get(token) == bytes {
                return Some(token);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, token: u32, bytes: &[u8]) {
        let spread = mix(poly(bytes), bytes.len() as u64);
        let mut at = spread as usize & (self.slots.len() - 1);
        while self.slots[at].1 != NONE {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = ((spread >> 32) as u32, token);
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
    fn len(&self) -> usize {
        self.ends.len() - 1
    }
}

/// (left, right) -> joined, 21 + 21 + 22 bits in one word: half the memory of a struct, so twice the cache hits.
struct Pairs {
    slots: Vec<u64>,
    shift: u32,
}

const MAX_TOKENS: usize = 1 << 21;

impl Pairs {
    fn with_room(pairs: usize) -> Self {
        let size = (pairs * 2).next_power_of_two().max(64);
        Pairs { slots: vec![u64::MAX; size], shift: 64 - size.trailing_zeros() }
    }

    #[inline(always)]
    fn get(&self, left: u32, right: u32) -> u32 {
        let key = (left as u64) << 21 | right as u64;
        let mut at = (key.wrapping_mul(MIX) >> self.shift) as usize;
        loop {
            let slot = self.slots[at];
            if slot >> 22 == key && slot != u64::MAX {
                return slot as u32 & 0x3f_ffff;
            }
            if slot == u64::MAX {
                return NONE;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, left: u32, right: u32, joined: u32) {
        let key = (left as u64) << 21 | right as u64;
        let mut at = (key.wrapping_mul(MIX) >> self.shift) as usize;
        while self.slots[at] != u64::MAX {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = key << 22 | joined as u64;
    }
}

// ---- the cache -----------------------------------------------------------------------------------------------------

#[derive(Clone, Copy)]
#[repr(align(32))]
struct Slot {
    key: u128, // as short_key makes it; 0 = free
    ids: [u32; 3],
    count: u32,
}

/// Piece -> up to three ids. Two slots to a cache line; the first keeps what came first (frequent tokens are old), the
/// second takes whatever was seen last. Bounded by construction.
#[derive(Clone)]
pub struct Cache {
    slots: Vec<Slot>,
}

impl Cache {
    fn new(slots: usize) -> Self {
        Cache { slots: vec![Slot { key: 0, ids: [0; 3], count: 0 }; slots] }
    }

    #[inline(always)]
    fn place(&self, key: u128) -> usize {
        hash_key(key) as usize & (self.slots.len() - 2)
    }

    fn insert(&mut self, key: u128, ids: &[u32]) {
        let mut slot = Slot { key, ids: [0; 3], count: ids.len() as u32 };
        slot.ids[..ids.len()].copy_from_slice(ids);
        let at = self.place(key);
        let second = self.slots[at].key != 0;
        self.slots[at + second as usize] = slot;
    }
}

// ---- Encoder -------------------------------------------------------------------------------------------------------

pub struct Encoder {
    pub splitter: Splitter,
    tokens: Tokens,
    ids: Vec<u32>, // token -> id
    bytes: [u32; 256], // byte -> token
    map: TokenMap,
    pairs: Pairs,
    by_id: FoldMap<u32, u32>, // id -> token, specials after the others
    pub specials: Vec<(String, u32)>,
    search: Option<AhoCorasick>, // finds specials, leftmost and longest; pattern k is specials[k]
    seed: Cache,
    pool: Mutex<Vec<Cache>>, // caches between calls; only ever try_lock: a forked child may inherit it locked
}

/// Ids of many texts in one array; text k is ids[ends[k]..ends[k + 1]].
pub struct Flat {
    pub ids: Vec<u32>,
    pub ends: Vec<i64>,
}

impl Encoder {
    /// `ranks`: (bytes, id) in any order; the id is the rank. Special tokens need not have bytes of their own in there.
    pub fn new(
        splitter: Splitter, mut ranks: Vec<(Vec<u8>, u32)>, specials: Vec<(String, u32)>,
    ) -> Result<Self, String> {
        ranks.sort_unstable_by_key(|(_, id)| *id);
        if ranks.len() > MAX_TOKENS {
            return Err(format!("{} tokens; at most {MAX_TOKENS} are supported", ranks.len()));
        }
        if let Some(twice) = ranks.windows(2).find(|w| w[0].1 == w[1].1) {
            return Err(format!("rank {} is given to both {:?} and {:?}", twice[0].1, twice[0].0, twice[1].0));
        }
        let mut tokens = Tokens { blob: Vec::new(), ends: vec![0] };
        ranks.iter().for_each(|(bytes, _)| tokens.push(bytes));
        let mut map = TokenMap { slots: vec![(0, NONE); (ranks.len() * 2).next_power_of_two().max(2)] };
        for (k, (bytes, _)) in ranks.iter().enumerate() {
            if bytes.is_empty() || map.find(&tokens, bytes, poly(bytes)).is_some() {
                return Err(format!("the token {bytes:?} is empty or given twice"));
            }
            map.insert(k as u32, bytes);
        }
        let mut single = [NONE; 256];
        for b in 0..=255u8 {
            single[b as usize] = map
                .find(&tokens, &[b], poly(&[b]))
                .ok_or_else(|| format!("no token for the single byte {b:#04x}; all 256 must be there"))?;
        }
        let pairs = find_pairs(&tokens, &map);
        let mut seed = Cache::new((ranks.len() * 2).next_power_of_two().clamp(1 << 15, 1 << 18));
        for (bytes, id) in &ranks {
            if let Some(key) = short_key(bytes, 0, bytes.len()) {
                seed.insert(key, &[*id]);
            }
        }
        let ids: Vec<u32> = ranks.iter().map(|(_, id)| *id).collect();
        let mut by_id: FoldMap<u32, u32> = ids.iter().enumerate().map(|(k, &id)| (id, k as u32)).collect();
        for (text, id) in &specials {
            if by_id.insert(*id, tokens.len() as u32).is_some_and(|old| (old as usize) < ranks.len()) {
                return Err(format!("special token {text:?} has the id {id} of an ordinary token"));
            }
            tokens.push(text.as_bytes());
        }
        let mut search = None;
        if !specials.is_empty() {
            search = Some(find_any(specials.iter().map(|(text, _)| text.as_str()))?);
        }
        let pool = Mutex::default();
        Ok(Encoder { splitter, tokens, ids, bytes: single, map, pairs, by_id, specials, search, seed, pool })
    }

    pub fn token_bytes(&self, id: u32) -> Option<&[u8]> {
        match self.ids.get(id as usize) {
            Some(&same) if same == id => Some(self.tokens.get(id)), // no hole below: the usual case
            _ => self.by_id.get(&id).map(|&token| self.tokens.get(token)),
        }
    }

    pub fn token_id(&self, bytes: &[u8]) -> Option<u32> {
        self.map.find(&self.tokens, bytes, poly(bytes)).map(|token| self.ids[token as usize])
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
            if pool.len() < 64 {
                pool.push(cache);
            }
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

    pub fn has_special(&self, text: &str) -> Option<&str> {
        let found = self.search.as_ref()?.find(text)?;
        Some(&self.specials[found.pattern()].0)
    }

    fn encode_ordinary(&self, text: &str, cache: &mut Cache, out: &mut Vec<u32>) -> Result<(), String> {
        let s = text.as_bytes();
        self.splitter.split(text, |start, end| {
            let Some(key) = short_key(s, start, end) else {
                return self.encode_piece(&s[start..end], out);
            };
            let at = cache.place(key);
            let first = &cache.slots[at];
            let slot = if first.key == key { first } else { &cache.slots[at + 1] };
            if slot.key != key {
                return self.encode_new(&s[start..end], key, cache, out);
            }
            out.push(slot.ids[0]);
            if slot.count > 1 {
                out.extend_from_slice(&slot.ids[1..slot.count as usize]);
            }
        })
    }

    #[inline(never)]
    fn encode_new(&self, piece: &[u8], key: u128, cache: &mut Cache, out: &mut Vec<u32>) {
        let before = out.len();
        self.encode_piece(piece, out);
        if out.len() - before <= 3 {
            cache.insert(key, &out[before..]);
        }
    }

    #[inline(never)]
    fn encode_piece(&self, piece: &[u8], out: &mut Vec<u32>) {
        if let Some(id) = self.token_id(piece) {
            out.push(id);
        } else if piece.len() <= SHORT {
            self.merge_short(piece, out);
        } else {
            self.merge_long(piece, out);
        }
    }

    fn merge_short(&self, piece: &[u8], out: &mut Vec<u32>) {
        let (mut token, mut rank, mut n) = ([NONE; SHORT + 1], [NONE; SHORT + 1], piece.len());
        for k in 0..n {
            token[k] = self.bytes[piece[k] as usize];
        }
        for k in 1..n {
            rank[k - 1] = self.pairs.get(token[k - 1], token[k]); // rank[k]: of the join of k and k + 1
        }
        loop {
            let (mut best, mut at) = (NONE, 0);
            for (k, &r) in rank[..n].iter().enumerate() {
                if r < best {
                    (best, at) = (r, k);
                }
            }
            if best == NONE {
                break;
            }
            token[at] = best;
            token.copy_within(at + 2..n, at + 1);
            rank.copy_within(at + 1..n, at);
            n -= 1;
            rank[at] = if at + 1 < n { self.pairs.get(best, token[at + 1]) } else { NONE };
            if at > 0 {
                rank[at - 1] = self.pairs.get(token[at - 1], best);
            }
        }
        out.extend(token[..n].iter().map(|&t| self.ids[t as usize]));
    }

    fn merge_long(&self, piece: &[u8], out: &mut Vec<u32>) {
        let n = piece.len();
        let mut token: Vec<u32> = piece.iter().map(|&b| self.bytes[b as usize]).collect();
        let mut rank: Vec<u32> = token.windows(2).map(|w| self.pairs.get(w[0], w[1])).collect();
        rank.push(NONE);
        let mut next: Vec<u32> = (1..=n as u32).collect();
        let mut prev: Vec<u32> = (0..n as u32).map(|k| k.wrapping_sub(1)).collect();
        let entry = |rank: u32, at: usize| Reverse((rank as u64) << 32 | at as u64);
        let ranked = rank.iter().enumerate().filter(|(_, &r)| r != NONE);
        let mut heap: BinaryHeap<_> = ranked.map(|(k, &r)| entry(r, k)).collect();
        while let Some(Reverse(top)) = heap.pop() {
            let (best, at) = ((top >> 32) as u32, top as u32 as usize);
            if rank[at] != best {
                continue; // a neighbour merged since
            }
            let right = next[at] as usize;
            let after = next[right] as usize;
            (token[at], next[at], rank[right]) = (best, after as u32, NONE);
            rank[at] = NONE;
            if after < n {
                prev[after] = at as u32;
                rank[at] = self.pairs.get(best, token[after]);
                if rank[at] != NONE {
                    heap.push(entry(rank[at], at));
                }
            }
            if at > 0 {
                let left = prev[at] as usize;
                rank[left] = self.pairs.get(token[left], best);
                if rank[left] != NONE {
                    heap.push(entry(rank[left], left));
                }
            }
        }
        let mut at = 0;
        while at < n {
            out.push(self.ids[token[at] as usize]);
            at = next[at] as usize;
        }
    }

    /// Encode many texts on `threads` threads: small ones in groups, large ones cut where no piece is hurt.
    pub fn encode_many(&self, texts: &[&str], allowed: &[bool], threads: usize) -> Result<Flat, String> {
        const JOB: usize = 1 << 18; // bytes: long enough to forget the overhead, short enough to end together
        let mut parts: Vec<(usize, &str)> = Vec::with_capacity(texts.len());
        for (k, text) in texts.iter().enumerate() {
            if text.len() < 2 * JOB || allowed.contains(&true) {
                parts.push((k, text));
            } else {
                parts.extend(self.splitter.cuts(text, JOB).windows(2).map(|w| (k, &text[w[0]..w[1]])));
            }
        }
        let mut jobs = vec![0];
        let mut filled = 0;
        for (k, (_, text)) in parts.iter().enumerate() {
            filled += text.len();
            if filled >= JOB || k + 1 == parts.len() {
                jobs.push(k + 1);
                filled = 0;
            }
        }
        let threads = threads.clamp(1, (jobs.len() - 1).max(1));
        let todo = AtomicUsize::new(0);
        let work = || {
            let (mut cache, mut done) = (self.take_cache(), Vec::new());
            loop {
                let job = todo.fetch_add(1, Relaxed);
                if job + 1 >= jobs.len() {
                    self.give_back(cache);
                    return Ok(done);
                }
                let (mut ids, mut counts) = (Vec::new(), Vec::with_capacity(jobs[job + 1] - jobs[job]));
                for (k, text) in &parts[jobs[job]..jobs[job + 1]] {
                    let before = ids.len();
                    self.encode(text, allowed, &mut cache, &mut ids)?;
                    counts.push((*k, ids.len() - before));
                }
                done.push((job, ids, counts));
            }
        };
        let mut done = on_threads(threads, work)?;
        done.sort_unstable_by_key(|(job, ..)| *job);
        let mut flat = Flat { ids: Vec::with_capacity(done.iter().map(|d| d.1.len()).sum()), ends: vec![0; texts.len() + 1] };
        for (_, ids, counts) in done {
            flat.ids.extend_from_slice(&ids);
            counts.iter().for_each(|&(k, n)| flat.ends[k + 1] += n as i64);
        }
        for k in 0..texts.len() {
            flat.ends[k + 1] += flat.ends[k];
        }
        Ok(flat)
    }

    /// Append the bytes of the ids; Err holds the id that does not exist.
    pub fn decode(&self, ids: &[u32], out: &mut Vec<u8>) -> Result<(), u32> {
        for &id in ids {
            out.extend_from_slice(self.token_bytes(id).ok_or(id)?);
        }
        Ok(())
    }
}

pub fn find_any<'a>(texts: impl Iterator<Item = &'a str>) -> Result<AhoCorasick, String> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).map_err(|e| e.to_string())
}

/// Every (left, right, joined) with all three tokens.
fn find_pairs(tokens: &Tokens, map: &TokenMap) -> Pairs {
    let longest = tokens.ends.windows(2).map(|w| w[1] - w[0]).max().unwrap_or(0);
    let mut power = vec![1u64; longest + 1];
    for k in 0..longest {
        power[k + 1] = power[k].wrapping_mul(BASE);
    }
    let (mut found, mut prefix) = (Vec::new(), Vec::new());
    for joined in 0..tokens.len() as u32 {
        let bytes = tokens.get(joined);
        prefix.clear();
        prefix.push(0u64);
        for &b in bytes {
            prefix.push(prefix[prefix.len() - 1].wrapping_mul(BASE).wrapping_add(b as u64 + 1));
        }
        for cut in 1..bytes.len() {
            let suffix = prefix[bytes.len()].wrapping_sub(prefix[cut].wrapping_mul(power[bytes.len() - cut]));
            if let Some(left) = map.find(tokens, &bytes[..cut], prefix[cut]) {
                if let Some(right) = map.find(tokens, &bytes[cut..], suffix) {
                    found.push((left, right, joined));
                }
            }
        }
    }
    let mut pairs = Pairs::with_room(found.len());
    found.iter().for_each(|&(left, right, joined)| pairs.insert(left, right, joined));
    pairs
}

/// Run `work` on n threads (the calling one among them) and join their lists.
/// Scoped threads, started per call: nothing to go stale in a forked child, and a start costs some 20 us.
pub fn on_threads<T: Send>(n: usize, work: impl Fn() -> Result<Vec<T>, String> + Sync) -> Result<Vec<T>, String> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..n).map(|_| scope.spawn(&work)).collect();
        let mut all = work()?;
        for other in others {
            all.extend(other.join().map_err(|_| "a worker thread panicked: this is a bug".to_string())??);
        }
        Ok(all)
    })
}
