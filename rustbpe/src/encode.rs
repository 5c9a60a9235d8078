//! Text -> ids: inside each piece join the neighbours whose join has the smallest rank, leftmost first, until
//! none join.
//!
//! 1. A cache of fixed size, one per thread, holds pieces of up to 15 bytes and at first all such tokens: 9
//!    of 10 pieces are found there at one probe.
//! 2. A piece that is a token stays whole, as in tiktoken: with odd ranks its bytes alone might not join to
//!    it.
//! 3. Other pieces up to SCAN bytes are joined in place, looking for the smallest rank anew each time:
//!    O(n^2), n small.
//! 4. Longer ones go through a heap of all joins, O(n log n) for a piece of n bytes, no recursion.

use crate::split::Splitter;
use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Mutex;

const NONE: u32 = u32::MAX;
const SCAN: usize = 64; // bytes
const MOST: u32 = 1 << 24; // ids: tables by id stay small

pub type Ids = Vec<u32>;
pub type Done = Result<(), String>;

/// For keys of our own making; nobody can choose them so that they collide on purpose.
pub type FoldMap<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

// ---- Cache ------------------------------------------------------------------------------------------------

/// The bytes [start, end) as a number, their count in its top byte; None if they are more than 15.
#[inline(always)]
fn short_key(s: &[u8], start: usize, end: usize) -> Option<u128> {
    let len = end - start;
    if len > 15 {
        return None;
    }
    let mut padded = [0; 16];
    match s.get(start..start + 16) {
        Some(all) => padded.copy_from_slice(all),
        None => padded[..len].copy_from_slice(&s[start..end]),
    }
    Some(u128::from_le_bytes(padded) & ((1 << (8 * len)) - 1) | (len as u128) << 120)
}

#[derive(Clone, Copy)]
struct Slot {
    key: u128,     // 0 = free
    ids: [u32; 4], // NONE behind the last
}

/// Piece -> up to four ids. A bucket has two slots: the first keeps what came first (the vocabulary, lowest
/// ranks before), the second takes what was seen last.
#[derive(Clone)]
pub struct Cache(Vec<Slot>);

impl Cache {
    #[inline(always)]
    fn find(&self, key: u128) -> usize {
        // multiply the halves and fold the product: every bit of the key reaches the low bits
        let (low, high) = (key as u64 ^ 0x9e37_79b9_7f4a_7c15, (key >> 64) as u64 ^ 0xd6e8_feb8_6659_fd93);
        let product = low as u128 * high as u128;
        let at = ((product >> 64) ^ product) as usize & (self.0.len() - 2);
        at + (self.0[at].key != key) as usize
    }

    fn insert(&mut self, piece: &[u8], ids: &[u32]) {
        if let (Some(key), 1..=4) = (short_key(piece, 0, piece.len()), ids.len()) {
            let first = self.find(key) & !1;
            let at = first + (self.0[first].key != 0) as usize;
            self.0[at] = Slot { key, ids: [NONE; 4] };
            self.0[at].ids[..ids.len()].copy_from_slice(ids);
        }
    }
}

// ---- Encoder ----------------------------------------------------------------------------------------------

pub struct Encoder {
    pub splitter: Splitter,
    pub specials: Vec<(String, u32)>,
    pub search: AhoCorasick,     // finds specials, leftmost and longest; pattern k is specials[k]
    blob: Vec<u8>,               // the bytes of all ordinary tokens, by id
    ends: Vec<usize>,            // id k is blob[ends[k]..ends[k + 1]]; empty where the ids have a hole
    pub by_bytes: FoldMap<Box<[u8]>, u32>,
    single: [u32; 256],          // byte -> id
    pairs: FoldMap<u64, u32>,    // (left, right) -> their join, for every cut of a token into two tokens
    seed: Cache,
    pool: Mutex<Vec<Cache>>, // caches between calls; only ever try_lock: a forked child may inherit it locked
}

impl Encoder {
    /// `ranks`: (bytes, id) in any order; the id is the rank. Special tokens need no bytes in there.
    pub fn new(
        splitter: Splitter, mut ranks: Vec<(Vec<u8>, u32)>, specials: Vec<(String, u32)>,
    ) -> Result<Self, String> {
        // 1) tokens by id and by bytes
        ranks.sort_unstable_by_key(|(_, id)| *id);
        let (mut blob, mut ends, mut by_bytes) = (Vec::new(), vec![0], FoldMap::default());
        for (bytes, id) in &ranks {
            let again = ends.len() > *id as usize + 1 || by_bytes.insert(bytes[..].into(), *id).is_some();
            if bytes.is_empty() || again || *id >= MOST {
                return Err(format!("token {bytes:?}, rank {id}: empty, twice, or rank not below {MOST}"));
            }
            ends.resize(*id as usize + 1, blob.len());
            blob.extend_from_slice(bytes);
            ends.push(blob.len());
        }
        let mut single = [NONE; 256];
        for (b, id) in (0..=255u8).zip(&mut single) {
            *id = *by_bytes.get(&[b][..]).ok_or(format!("no token for the single byte {b:#04x}"))?;
        }
        // 2) pairs to merge, and a cache that knows the tokens
        let mut lengths = vec![false; ranks.iter().map(|(bytes, _)| bytes.len()).max().unwrap_or(0) + 1];
        ranks.iter().for_each(|(bytes, _)| lengths[bytes.len()] = true); // so few cuts matter
        let mut pairs = FoldMap::default();
        let mut seed = Cache(vec![Slot { key: 0, ids: [NONE; 4] }; 1 << 16]); // 2 MB
        for (bytes, id) in &ranks {
            for cut in (1..bytes.len()).filter(|&cut| lengths[cut] && lengths[bytes.len() - cut]) {
                let both = (by_bytes.get(&bytes[..cut]), by_bytes.get(&bytes[cut..]));
                if let (Some(&left), Some(&right)) = both {
                    pairs.insert((left as u64) << 32 | right as u64, *id);
                }
            }
            seed.insert(bytes, &[*id]);
        }
        // 3) special tokens
        let taken = |id: u32| ranks.binary_search_by_key(&id, |(_, id)| *id).is_ok();
        if let Some((text, id)) = specials.iter().find(|(_, id)| taken(*id)) {
            return Err(format!("the special token {text:?} has the id {id} of an ordinary token"));
        }
        let texts: Vec<&str> = specials.iter().map(|(text, _)| &text[..]).collect();
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts);
        let (search, pool) = (search.map_err(|e| e.to_string())?, Mutex::default());
        Ok(Encoder { splitter, specials, search, blob, ends, by_bytes, single, pairs, seed, pool })
    }

    pub fn token_bytes(&self, id: u32) -> Option<&[u8]> {
        match self.ends.get(id as usize..(id as usize).saturating_add(2)) {
            Some(&[start, end]) if start < end => Some(&self.blob[start..end]),
            _ => self.specials.iter().find(|(_, special)| *special == id).map(|(text, _)| text.as_bytes()),
        }
    }

    /// (bytes, id) of every ordinary token, by id.
    pub fn ranks(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.ends.windows(2).zip(0..).filter(|(w, _)| w[0] < w[1]).map(|(w, id)| (&self.blob[w[0]..w[1]], id))
    }

    /// Append the ids of a text in which specials[k] stands for its id where allowed[k]; elsewhere it is
    /// plain text. The text between two such specials is split on its own.
    pub fn encode(&self, text: &str, allowed: &[bool], cache: &mut Cache, out: &mut Ids) -> Done {
        if text.len() >= NONE as usize {
            return Err("a text of 4 GB or more: cut it".into());
        }
        let (mut start, mut from, any) = (0, 0, allowed.contains(&true));
        while let Some(found) = any.then(|| self.search.find(Input::new(text).range(from..))).flatten() {
            from = found.start() + 1;
            if allowed[found.pattern()] {
                self.encode_ordinary(&text[start..found.start()], cache, out)?;
                out.push(self.specials[found.pattern()].1);
                (start, from) = (found.end(), found.end());
            }
        }
        self.encode_ordinary(&text[start..], cache, out)
    }

    fn encode_ordinary(&self, text: &str, cache: &mut Cache, out: &mut Ids) -> Done {
        let s = text.as_bytes();
        self.splitter.split(text, |start, end| {
            if let Some(key) = short_key(s, start, end) {
                let slot = &cache.0[cache.find(key)];
                if slot.key == key {
                    out.extend_from_slice(&slot.ids); // all four, then some off: no branch per id
                    return out.truncate(out.len() - slot.ids.iter().filter(|&&id| id == NONE).count());
                }
            }
            self.encode_piece(&s[start..end], cache, out);
        })
    }

    #[inline(never)]
    fn encode_piece(&self, piece: &[u8], cache: &mut Cache, out: &mut Vec<u32>) {
        let before = out.len();
        match self.by_bytes.get(piece) {
            Some(&id) => out.push(id),
            None if piece.len() <= SCAN => self.join_short(piece, out),
            None => self.join_long(piece, out),
        }
        cache.insert(piece, &out[before..]);
    }

    #[inline(always)]
    fn join_of(&self, left: u32, right: u32) -> u32 {
        self.pairs.get(&((left as u64) << 32 | right as u64)).copied().unwrap_or(NONE)
    }

    /// See 3. above.
    fn join_short(&self, piece: &[u8], out: &mut Vec<u32>) {
        let (mut ids, mut n) = ([0; SCAN], piece.len());
        let mut ranks = [NONE; SCAN]; // of the join of this token and the next
        ids.iter_mut().zip(piece).for_each(|(id, &b)| *id = self.single[b as usize]);
        (0..n - 1).for_each(|k| ranks[k] = self.join_of(ids[k], ids[k + 1]));
        while let Some((at, &best)) = ranks[..n].iter().enumerate().min_by_key(|(_, &rank)| rank) {
            if best == NONE {
                break;
            }
            ids.copy_within(at + 2..n, at + 1);
            ranks.copy_within(at + 1..n, at);
            n -= 1;
            ids[at] = best;
            ranks[at] = if at + 1 < n { self.join_of(best, ids[at + 1]) } else { NONE };
            if at > 0 {
                ranks[at - 1] = self.join_of(ids[at - 1], best);
            }
        }
        out.extend_from_slice(&ids[..n]);
    }

    /// See 4. above.
    fn join_long(&self, piece: &[u8], out: &mut Ids) {
        let n = piece.len();
        let mut ids: Ids = piece.iter().map(|&b| self.single[b as usize]).collect();
        let mut ranks: Vec<u32> = ids.windows(2).map(|w| self.join_of(w[0], w[1])).chain([NONE]).collect();
        let mut next: Vec<u32> = (1..=n as u32).collect();
        let mut previous: Vec<u32> = (0..n as u32).map(|k| k.wrapping_sub(1)).collect();
        let entry = |rank: u32, at: usize| Reverse((rank as u64) << 32 | at as u64);
        let joins = (0..n).filter(|&k| ranks[k] != NONE).map(|k| entry(ranks[k], k));
        let mut heap: BinaryHeap<Reverse<u64>> = joins.collect();
        while let Some(Reverse(first)) = heap.pop() {
            let (best, at) = ((first >> 32) as u32, first as u32 as usize);
            if ranks[at] != best {
                continue; // a neighbour was joined since
            }
            let right = next[at] as usize;
            (ids[at], next[at], ranks[right], ranks[at]) = (best, next[right], NONE, NONE);
            let (before, after) = (previous[at] as usize, next[at] as usize);
            if after < n {
                previous[after] = at as u32;
            }
            for (left, right) in [(before, at), (at, after)] {
                if left < n && right < n {
                    ranks[left] = self.join_of(ids[left], ids[right]);
                    if ranks[left] != NONE {
                        heap.push(entry(ranks[left], left));
                    }
                }
            }
        }
        let places = std::iter::successors(Some(0), |&at| next.get(at).map(|&at| at as usize));
        out.extend(places.take_while(|&at| at < n).map(|at| ids[at]));
    }

    /// Run `work` with a cache that has seen earlier texts, if one is free.
    pub fn with_cache<T>(&self, work: impl FnOnce(&mut Cache) -> T) -> T {
        let free = self.pool.try_lock().ok().and_then(|mut pool| pool.pop());
        let mut cache = free.unwrap_or_else(|| self.seed.clone());
        let done = work(&mut cache);
        if let Ok(mut pool) = self.pool.try_lock() {
            pool.push(cache); // as many as there ever were threads at once
        }
        done
    }

    /// Encode many texts on `threads` threads, long ones cut where no piece is hurt -> (ids, ends): text k
    /// has the ids ids[ends[k]..ends[k + 1]].
    pub fn encode_many(
        &self, texts: &[&str], allowed: &[bool], threads: usize,
    ) -> Result<(Ids, Vec<i64>), String> {
        const PART: usize = 1 << 18; // bytes: long enough for little overhead, short enough to end together
        // 1) parts of texts; the threads take a few at a time
        let mut parts = Vec::with_capacity(texts.len());
        for (k, text) in texts.iter().enumerate() {
            let whole = allowed.contains(&true); // a cut might go through a special token
            let some = if whole { vec![*text] } else { self.splitter.parts(text, PART) };
            parts.extend(some.into_iter().map(|part| (k, part)));
        }
        let jobs: Vec<&[(usize, &str)]> = parts.chunks((parts.len() / (8 * threads)).clamp(1, 64)).collect();
        // 2) each job gives its ids and, for each of its parts, the text it belongs to and the number of ids
        let done = on_threads(threads, &jobs, |job| {
            let (mut ids, mut counts) = (Vec::new(), Vec::with_capacity(job.len()));
            self.with_cache(|cache| {
                for &(k, text) in job {
                    let before = ids.len();
                    self.encode(text, allowed, cache, &mut ids)?;
                    counts.push((k, ids.len() - before));
                }
                Ok((ids, counts))
            })
        })?;
        // 3) put them together
        let mut ends = vec![0; texts.len() + 1];
        done.iter().flat_map(|(_, counts)| counts).for_each(|&(k, n)| ends[k + 1] += n as i64);
        (0..texts.len()).for_each(|k| ends[k + 1] += ends[k]);
        Ok((done.into_iter().map(|(ids, _)| ids).collect::<Vec<_>>().concat(), ends))
    }
}

/// Run `work` on every job, on n threads (the calling one among them); results in the order of the jobs.
/// Scoped threads, started per call: nothing to go stale in a forked child, and a start costs some 20 us.
pub fn on_threads<J: Copy + Sync, T: Send>(
    n: usize, jobs: &[J], work: impl Fn(J) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let todo = AtomicUsize::new(0);
    let some = || {
        let take = || Some(todo.fetch_add(1, Relaxed)).filter(|&k| k < jobs.len());
        std::iter::from_fn(take).map(|k| Ok((k, work(jobs[k])?))).collect::<Result<Vec<_>, String>>()
    };
    let all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..n.min(jobs.len())).map(|_| scope.spawn(some)).collect();
        let mine = some();
        let others = others.into_iter().map(|other| other.join().expect("work does not panic"));
        others.chain([mine]).collect::<Result<Vec<_>, String>>()
    })?;
    let mut all: Vec<(usize, T)> = all.into_iter().flatten().collect();
    all.sort_unstable_by_key(|(k, _)| *k);
    Ok(all.into_iter().map(|(_, done)| done).collect())
}
