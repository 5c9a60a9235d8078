//! Text -> ids: inside each piece join the neighbours whose join has the smallest rank, leftmost first, until
//! none join.
//!
//! 1. A piece of more than 15 bytes is cut where no token goes across, if ranks are regular: text without
//!    spaces becomes words.
//! 2. A cache of fixed size, the same for all threads, holds pieces of up to 15 bytes and up to four ids.
//! 3. A piece that is a token stays whole, as in tiktoken: with odd ranks its bytes might not join to it.
//! 4. Others of up to SCAN bytes are joined in a list, looked through for the smallest rank each time: O(n^2).
//! 5. Longer ones go through a sorted list and a heap of joins: O(n log n) for n bytes, no recursion.

use crate::split::{Splitter, PART};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::sync::{Arc, RwLock};

const NONE: u32 = u32::MAX;
const SCAN: usize = 64; // bytes
const SLOTS: usize = 1 << 20; // of the cache: 32 MB
const WAYS: usize = 4; // slots in which a piece may be
const WRITING: u64 = u64::MAX; // no piece's key has this half
const MOST: u32 = 1 << 24; // ids are below: tables by id stay small. As a rank: none
const SEAMS: usize = 1 << 14; // words of 64 bits
const NO_BYTE: u64 = 256;
pub const TOGETHER: usize = 32; // places in memory that are looked at together: the waits overlap

pub type Ids = Vec<u32>;
pub type Ranks = Vec<(Vec<u8>, u32)>; // (bytes, id)
pub type Specials = Vec<(String, u32)>; // (text, id)
pub type Flat = (Ids, Vec<i64>); // ids and ends, see Encoder::encode_many
pub type FoldMap<K, V> = HashMap<K, V, foldhash::fast::FixedState>; // nobody can choose keys that collide

/// A pair of ids as one number; numbers sort as the pairs do.
pub fn key(left: u32, right: u32) -> u64 {
    (left as u64) << 32 | right as u64
}

/// 20 bits of a key, as different as may be for different keys.
pub fn scatter(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44) as usize
}

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

/// Piece -> up to four ids. All threads read and write it at once: a slot is written but once, its key last. The
/// memory comes zeroed from the system, which gives a page when something is first written there.
pub struct Cache {
    slots: Box<[Slot]>,
    full: AtomicUsize, // how often a piece found no free slot
}

type Slot = [AtomicU64; 4]; // upper half of the key (0: free), lower half, four ids; NONE behind the last id

impl Cache {
    fn new() -> Self {
        Cache { slots: bytemuck::zeroed_slice_box(SLOTS), full: AtomicUsize::new(0) }
    }

    #[inline(always)]
    fn slots_of(&self, key: u128) -> &[Slot] {
        // multiply the halves and fold the product: every bit of the key reaches the low bits
        let (low, high) = (key as u64 ^ 0x9e37_79b9_7f4a_7c15, (key >> 64) as u64 ^ 0xd6e8_feb8_6659_fd93);
        let product = low as u128 * high as u128;
        let at = ((product >> 64) ^ product) as usize & (SLOTS - WAYS);
        &self.slots[at..at + WAYS]
    }

    #[inline(always)]
    fn get(&self, key: u128) -> Option<[u32; 4]> {
        let is = |s: &&Slot| s[0].load(Acquire) == (key >> 64) as u64 && s[1].load(Relaxed) == key as u64;
        let slot = self.slots_of(key).iter().find(is)?;
        let (first, second) = (slot[2].load(Relaxed), slot[3].load(Relaxed));
        Some([first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32])
    }

    fn insert(&self, key: u128, ids: &[u32]) {
        let mut four = [NONE; 4];
        let Some(first) = four.get_mut(..ids.len()) else { return };
        first.copy_from_slice(ids);
        let claim = |slot: &&Slot| slot[0].compare_exchange(0, WRITING, Relaxed, Relaxed).is_ok();
        let Some(slot) = self.slots_of(key).iter().find(claim) else {
            self.full.fetch_add(1, Relaxed);
            return;
        };
        slot[1].store(key as u64, Relaxed);
        slot[2].store(four[0] as u64 | (four[1] as u64) << 32, Relaxed);
        slot[3].store(four[2] as u64 | (four[3] as u64) << 32, Relaxed);
        slot[0].store((key >> 64) as u64, Release); // who sees it sees what was stored before
    }
}

/// Place, word and bit, of a token's two bytes before `cut` and two after; NO_BYTE where there is but one.
#[inline(always)]
fn seam(left: u64, piece: &[u8], cut: usize, right: u64) -> (usize, u64) {
    let key = left << 32 | (piece[cut - 1] as u64) << 24 | (piece[cut] as u64) << 16 | right;
    let bit = scatter(key);
    (bit >> 6, 1 << (bit & 63))
}

// ---- Encoder ----------------------------------------------------------------------------------------------

pub struct Encoder {
    pub splitter: Splitter,
    pub specials: Specials, // to decode them; only Python puts their ids into lists
    blob: Vec<u8>,          // the bytes of all ordinary tokens, by id
    ends: Vec<usize>,       // id k is blob[ends[k]..ends[k + 1]]; empty where the ids have a hole
    pub by_bytes: FoldMap<Box<[u8]>, u32>,
    single: [u32; 256],        // byte -> id
    bytes: Vec<u32>,           // (byte, byte) -> their join, or MOST
    pairs: FoldMap<u64, u32>,  // (left, right) -> their join
    seams: Vec<u64>,           // a bit for each way in which a token goes across the start of a character
    regular: bool,             // every token is the join of two of lower rank, as after any training
    cache: RwLock<Arc<Cache>>, // only ever tried: a forked child may inherit it locked
}

impl Encoder {
    /// `ranks`: (bytes, id) in any order; the id is the rank. Special tokens need no bytes in there.
    pub fn new(splitter: Splitter, mut ranks: Ranks, specials: Specials) -> Result<Self, String> {
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
        // 2) where tokens go across the start of a character
        let mut seams = vec![0; SEAMS];
        for (bytes, _) in &ranks {
            for cut in (1..bytes.len()).filter(|&cut| bytes[cut] >= 0xc0) {
                let far = |at: Option<usize>| at.and_then(|at| bytes.get(at)).map_or(NO_BYTE, |&b| b as u64);
                let (at, bit) = seam(far(cut.checked_sub(2)), bytes, cut, far(Some(cut + 1)));
                seams[at] |= bit;
            }
        }
        // 3) pairs to join. Those of lower rank bring the bytes of a learned token to two parts. No other two
        // make this token, anywhere: what happens inside its bytes depends on nothing outside them, until
        // something goes across their ends. So a small table does; where a token was not learned so, all cuts
        let (bytes, pairs, regular) = (vec![MOST; 1 << 16], FoldMap::default(), true);
        let mut made = Encoder {
            splitter,
            specials,
            blob,
            ends,
            by_bytes,
            single,
            bytes,
            pairs,
            seams,
            regular,
            cache: RwLock::new(Arc::new(Cache::new())),
        };
        for (bytes, id) in ranks.iter().filter(|(bytes, _)| bytes.len() > 1) {
            let mut parts = Vec::new();
            made.join(bytes, &mut parts);
            match parts[..] {
                [left, right] => made.add_pair(left, right, *id),
                _ => made.regular = false,
            }
        }
        if made.regular {
            return Ok(made);
        }
        for (bytes, id) in &ranks {
            for cut in 1..bytes.len() {
                let both = (made.by_bytes.get(&bytes[..cut]), made.by_bytes.get(&bytes[cut..]));
                if let (Some(&left), Some(&right)) = both {
                    made.add_pair(left, right, *id);
                }
            }
        }
        Ok(made)
    }

    fn add_pair(&mut self, left: u32, right: u32, id: u32) {
        self.pairs.insert(key(left, right), id);
        let bytes = [left, right].map(|id| self.token_bytes(id).expect("a token has bytes"));
        if let [&[a], &[b]] = bytes {
            self.bytes[(a as usize) << 8 | b as usize] = id;
        }
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

    /// Append the ids of a text.
    pub fn encode(&self, text: &str, cache: &Cache, out: &mut Ids) -> Result<(), String> {
        if text.len() >= NONE as usize {
            return Err("a text of 4 GB or more: cut it".into());
        }
        let (s, mut some, mut n) = (text.as_bytes(), [(0, 0); TOGETHER], 0);
        let mut take = |start, end| {
            (some[n], n) = ((start, end), n + 1);
            if n == TOGETHER {
                self.encode_some(s, &some[..std::mem::take(&mut n)], cache, out);
            }
        };
        self.splitter.split(text, |start, end| {
            let mut from = start;
            if end - start > 15 && self.regular {
                for cut in (start + 2..end - 1).filter(|&cut| self.may_cut(&s[start..end], cut - start)) {
                    take(from, cut);
                    from = cut;
                }
            }
            take(from, end);
        })?;
        self.encode_some(s, &some[..n], cache, out);
        Ok(())
    }

    #[inline(never)]
    fn encode_some(&self, s: &[u8], pieces: &[(usize, usize)], cache: &Cache, out: &mut Ids) {
        let (mut keys, mut seen) = ([0; TOGETHER], 0); // key 0: too long for the cache
        for (key, &(start, end)) in keys.iter_mut().zip(pieces) {
            *key = short_key(s, start, end).unwrap_or(0);
            seen ^= cache.slots_of(*key)[0][0].load(Relaxed);
        }
        std::hint::black_box(seen); // now their cache lines are on the way
        for (&key, &(start, end)) in keys.iter().zip(pieces) {
            match cache.get(key) {
                Some(ids) if key != 0 => {
                    out.extend_from_slice(&ids); // all four, then some off: no branch per id
                    out.truncate(out.len() - ids.iter().filter(|&&id| id == NONE).count());
                }
                _ => self.encode_piece(&s[start..end], key, cache, out),
            }
        }
    }

    #[inline(never)]
    fn encode_piece(&self, piece: &[u8], key: u128, cache: &Cache, out: &mut Ids) {
        let before = out.len();
        // with regular ranks a token's bytes join to it anyway: looked up only where that is quicker
        let token = if key == 0 || !self.regular { self.by_bytes.get(piece) } else { None };
        match token {
            Some(&id) => out.push(id),
            None => self.join(piece, out),
        }
        if key != 0 {
            cache.insert(key, &out[before..]);
        }
    }

    /// Whether no token of a piece can have bytes on both sides of `at`, where at least two are on each.
    #[inline(always)]
    fn may_cut(&self, piece: &[u8], at: usize) -> bool {
        if piece[at] < 0xc0 {
            return false;
        }
        let (left, right) = (piece[at - 2] as u64, piece[at + 1] as u64);
        [(left, right), (NO_BYTE, right), (left, NO_BYTE), (NO_BYTE, NO_BYTE)].iter().all(|&(left, right)| {
            let (word, bit) = seam(left, piece, at, right);
            self.seams[word] & bit == 0
        })
    }

    fn join_of(&self, left: u32, right: u32) -> u32 {
        self.pairs.get(&key(left, right)).copied().unwrap_or(MOST)
    }

    /// See 4. and 5. above.
    fn join(&self, piece: &[u8], out: &mut Ids) {
        // 1) a list of tokens, at first one for each byte, and the ranks of their joins with the next ones
        let (n, short, mut few, mut many) = (piece.len(), piece.len() <= SCAN, [0; 4 * SCAN], Vec::new());
        if !short {
            many.resize(4 * n, 0);
        }
        let (ids, room) = if short { few.split_at_mut(n) } else { many.split_at_mut(n) };
        let (ranks, room) = room.split_at_mut(n);
        let (next, previous) = room.split_at_mut(n);
        for k in 0..n {
            ids[k] = self.single[piece[k] as usize];
            (next[k], previous[k]) = (k as u32 + 1, (k as u32).wrapping_sub(1));
            ranks[k] = piece.get(k + 1).map_or(MOST, |&b| self.bytes[(piece[k] as usize) << 8 | b as usize]);
        }
        let joins = (0..n).filter(|&k| !short && ranks[k] != MOST).map(|k| Reverse(key(ranks[k], k as u32)));
        let (mut sorted, mut heap): (Vec<Reverse<u64>>, _) = (joins.collect(), BinaryHeap::new());
        sorted.sort_unstable(); // the joins of bytes: a sorted list gives them faster than a heap
        loop {
            // 2) the smallest rank, leftmost: a short list is looked through, which compilers do 4 at a time
            let (best, at) = if short {
                let places = ranks.iter().zip(0..).map(|(&rank, k)| (rank << 6 | k) as i32);
                let least = places.min().expect("a piece has a byte");
                (least as u32 >> 6, (least & 63) as usize)
            } else {
                let first = if sorted.last() > heap.peek() { sorted.pop() } else { heap.pop() };
                first.map_or((MOST, 0), |Reverse(first)| ((first >> 32) as u32, first as u32 as usize))
            };
            if best == MOST {
                break;
            }
            if ranks[at] != best {
                continue; // a neighbour was joined since
            }
            // 3) join it with its right neighbour
            let right = next[at] as usize;
            (ids[at], next[at], ranks[right], ranks[at]) = (best, next[right], MOST, MOST);
            let (before, after) = (previous[at] as usize, next[at] as usize);
            if after < n {
                previous[after] = at as u32;
            }
            for (left, right) in [(before, at), (at, after)] {
                if left < n && right < n {
                    ranks[left] = self.join_of(ids[left], ids[right]);
                    if !short && ranks[left] != MOST {
                        heap.push(Reverse(key(ranks[left], left as u32)));
                    }
                }
            }
        }
        let places = std::iter::successors(Some(0), |&at| next.get(at).map(|&at| at as usize));
        out.extend(places.take_while(|&at| at < n).map(|at| ids[at]));
    }

    /// The cache as earlier texts left it. Once it lacked a free slot more often than it has slots, later calls get
    /// a new one.
    pub fn cache(&self) -> Arc<Cache> {
        let Ok(cache) = self.cache.try_read().map(|cache| cache.clone()) else {
            return Arc::new(Cache::new());
        };
        if cache.full.load(Relaxed) > SLOTS {
            self.cache.try_write().into_iter().for_each(|mut cache| *cache = Arc::new(Cache::new()));
        }
        cache
    }

    /// Encode texts on `threads` threads, long ones in parts: text k has ids[ends[k]..ends[k + 1]].
    pub fn encode_many(&self, texts: &[&str], threads: usize) -> Result<Flat, String> {
        // 1) parts of texts; the threads take a few at a time
        let cut = |(k, text)| self.splitter.parts(text, PART).into_iter().map(move |part| (k, part));
        let parts: Vec<(usize, &str)> = texts.iter().copied().enumerate().flat_map(cut).collect();
        let jobs: Vec<&[(usize, &str)]> = parts.chunks((parts.len() / (8 * threads)).clamp(1, 64)).collect();
        let cache = self.cache();
        // 2) each job gives its ids and, for each of its parts, the text it belongs to and the number of ids
        let done = on_threads(threads, &jobs, |job| {
            let (mut ids, mut counts) = (Vec::new(), Vec::with_capacity(job.len()));
            for &(k, text) in job {
                let before = ids.len();
                self.encode(text, &cache, &mut ids)?;
                counts.push((k, ids.len() - before));
            }
            Ok((ids, counts))
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
    n: usize,
    jobs: &[J],
    work: impl Fn(J) -> Result<T, String> + Sync,
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
