//! Learn merges: count the distinct pieces of the texts, then join the most frequent pair of neighbours again
//! and again.
//!
//! The rule is that of PyPI's rustbpe 0.1.0: largest count first; ties go to the smaller left id, then the
//! smaller right id; nothing is too rare. Any data structure with that argmax gives those merges. This one:
//! - All words lie in one array of units, a separator before each. A token of w units writes its id on its
//!   first and on its last unit, so both neighbours of a pair are one step away and a merge costs O(1), also
//!   inside a huge word.
//! - Counts of a pair only fall once the newer of its two ids exists: a heap whose entries are looked at
//!   again when they come up holds each pair once.
//! - The pairs that a merge makes are summed in a small map per thread. Each took the place of another pair,
//!   so these sums are also what the others lose.
//! - Pairs rarer than a bound are dropped. When no others are left, the bound falls and all are counted again.
//! - Words that were seen equally often lie together: their weight is written down once for all.

use crate::encode::{key, on_threads, scatter, FoldMap, TOGETHER};
use crate::split::{Splitter, PART};
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Mutex;

/// A message of ours or an exception from Python.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

// ---- counting: Counts, add, count ------------------------------------------------------------------------

/// How often each distinct piece was seen. A piece of up to 16 bytes lies in the table itself.
pub type Counts = FoldMap<SmallVec<[u8; 16]>, u64>;

#[inline(always)]
pub fn add(counts: &mut Counts, piece: &[u8], n: u64) {
    match counts.get_mut(piece) {
        Some(sum) => *sum += n,
        None => _ = counts.insert(piece.into(), n),
    }
}

/// Count the pieces of the texts on `threads` threads, each adding to Counts of its own out of `all`.
pub fn count(by: &Splitter, texts: &[&str], threads: usize, all: &mut Vec<Counts>) -> Result<(), String> {
    let parts: Vec<&str> = texts.iter().flat_map(|text| by.parts(text, PART)).collect();
    let free = Mutex::new(std::mem::take(all));
    on_threads(threads, &parts.chunks(16).collect::<Vec<_>>(), |job| {
        let mut counts = free.lock().expect("no holder of this lock panics").pop().unwrap_or_default();
        for text in job {
            by.split(text, |i, end| add(&mut counts, &text.as_bytes()[i..end], 1))?;
        }
        free.lock().expect("no holder of this lock panics").push(counts);
        Ok(())
    })?;
    *all = free.into_inner().expect("no holder of this lock panics");
    Ok(())
}

// ---- merging: units, pairs, sides -------------------------------------------------------------------------

const EDGE: u32 = u32::MAX; // id of the separator before, between and after words
const GONE: u32 = u32::MAX - 1; // first of several units of a token that became the right part of another

struct Corpus {
    units: Vec<u32>, // ids
    facts: Facts,
}

struct Facts {
    weights: Vec<(u32, i64)>, // (end, how often each word between the last end and this one was seen)
    width: Vec<u32>,          // id -> units
}

#[derive(Default)]
struct Pair {
    count: i64,
    places: SmallVec<[u32; 4]>, // where its first token starts or did, ascending
}

impl Pair {
    fn add(&mut self, weight: i64, places: &[u32]) {
        self.count += weight;
        self.places.extend_from_slice(places);
    }
}

type Pairs = FoldMap<u64, Pair>; // by key
type Step = (u32, u32, u32); // (left, right, new)

impl Corpus {
    fn new(counts: Counts) -> Result<Self, String> {
        let mut words: Vec<_> = counts.into_iter().filter(|(word, n)| word.len() > 1 && *n > 0).collect();
        words.sort_unstable_by_key(|(_, n)| Reverse(*n));
        let (mut units, mut weights) = (vec![EDGE], Vec::new());
        for same in words.chunk_by(|(_, n), (_, m)| n == m) {
            for (word, _) in same {
                units.extend(word.iter().map(|&b| b as u32).chain([EDGE]));
            }
            if units.len() >= GONE as usize {
                return Err(format!(
                    "the distinct words have {} bytes, over the limit of {GONE}",
                    units.len()
                ));
            }
            weights.push((units.len() as u32, same[0].1 as i64));
        }
        Ok(Corpus { units, facts: Facts { weights, width: vec![1; 256] } })
    }

    /// Call `take` with each pair's key, weight and place.
    fn each_pair(&self, mut take: impl FnMut(u64, i64, u32)) {
        let (mut weights, mut place) = (&self.facts.weights[..], 1);
        while let Some(&id) = self.units.get(place) {
            let next = place + self.facts.width.get(id as usize).map_or(1, |&wide| wide as usize);
            if id != EDGE && self.units[next] != EDGE {
                take(key(id, self.units[next]), weight_at(&mut weights, place), place as u32);
            }
            place = next;
        }
    }

    /// All pairs but most of those that were seen less than `least` times: places of all would take much memory.
    /// Which are to be left out is told by a table of counts in which several pairs may share one.
    fn pairs(&self, least: i64) -> Pairs {
        let (mut counts, mut pairs) = (vec![0; 1 << 20], Pairs::default());
        self.each_pair(|pair, weight, _| counts[scatter(pair)] += weight);
        self.each_pair(|pair, weight, place| {
            if counts[scatter(pair)] >= least {
                pairs.entry(pair).or_default().add(weight, &[place]);
            }
        });
        pairs
    }

    /// Join a and b into `new` at the places, on a thread for each of `made`: each takes whole words.
    /// The pairs with `new` come into the first of `made`.
    fn join_all(&mut self, places: &[u32], step: Step, made: &mut [Pairs]) {
        let (mut units, facts, mut base, mut todo) = (&mut self.units[..], &self.facts, 0, places);
        let shares = made.len();
        let (last, others) = made.split_last_mut().expect("one share at least");
        std::thread::scope(|scope| {
            for (k, made) in (1..).zip(others) {
                let first = places.get(places.len() * k / shares).map_or(base, |&place| place as usize);
                // a longer word is not looked through for its start, but left to the next share
                let end = (base..=first).rev().take(65536).find(|&i| units[i - base] == EDGE).unwrap_or(base);
                let (mine, rest) = std::mem::take(&mut units).split_at_mut(end - base);
                let (now, later) = todo.split_at(todo.partition_point(|&place| (place as usize) < end));
                scope.spawn(move || join(mine, base, now, step, facts, made));
                (units, base, todo) = (rest, end, later);
            }
            join(units, base, todo, step, facts, last);
        });
        let (all, others) = made.split_first_mut().expect("one share at least");
        let more = others.iter_mut().flat_map(|some| some.drain());
        more.for_each(|(key, pair)| all.entry(key).or_default().add(pair.count, &pair.places));
    }
}

/// The weight of the word at a place; those of places before it are no longer looked for.
fn weight_at(weights: &mut &[(u32, i64)], place: usize) -> i64 {
    while weights[0].0 as usize <= place {
        *weights = &weights[1..];
    }
    weights[0].1
}

/// Join a and b into `new` at the given places of `units`, whose first one is number `base` of the corpus.
fn join(units: &mut [u32], base: usize, places: &[u32], (a, b, new): Step, of: &Facts, made: &mut Pairs) {
    let (width, mut weights) = (&of.width, &of.weights[..]);
    let (wide_a, wide) = (width[a as usize] as usize, width[new as usize] as usize);
    let id_at = |units: &[u32], i: usize| units.get(i).map_or(EDGE, |&id| id);
    for (k, &place) in places.iter().enumerate() {
        if k % TOGETHER == 0 {
            let some = places[k..].iter().take(TOGETHER).map(|&place| units[place as usize - base]);
            std::hint::black_box(some.fold(0, |all, id| all ^ id)); // now their cache lines are on the way
        }
        let i = place as usize - base;
        // what became a right part left GONE on its first unit, or a newer id if that is its only one; what
        // became a left part, the newer id: so a is on unit i only where a token a starts
        if units[i] != a || id_at(units, i + wide_a) != b {
            continue;
        }
        let (x, y, weight) = (units[i - 1], id_at(units, i + wide), weight_at(&mut weights, place as usize));
        units[i + wide_a] = GONE;
        units[i + wide - 1] = new;
        units[i] = new;
        if x != EDGE {
            made.entry(key(x, new)).or_default().add(weight, &[place - width[x as usize]]);
        }
        if y != EDGE {
            made.entry(key(new, y)).or_default().add(weight, &[place]);
        }
    }
}

/// The pairs that may be joined next: those seen `least` times or more. Most of the others are never wanted.
struct Candidates {
    least: i64,
    pairs: Pairs,
    heap: BinaryHeap<(i64, Reverse<u64>)>, // (count, key): the largest count first, then the smallest pair
}

impl Candidates {
    fn add(&mut self, made: impl Iterator<Item = (u64, Pair)>) {
        for (key, mut pair) in made.filter(|(_, pair)| pair.count >= self.least) {
            pair.places.shrink_to_fit();
            self.heap.push((pair.count, Reverse(key)));
            self.pairs.insert(key, pair);
        }
    }

    /// Take out the best one.
    fn pop(&mut self) -> Option<(u64, Pair)> {
        while let Some((count, Reverse(key))) = self.heap.pop() {
            match self.pairs[&key].count {
                now if now == count => return self.pairs.remove_entry(&key),
                now if now >= self.least => self.heap.push((now, Reverse(key))), // it fell since it was put in
                _ => _ = self.pairs.remove(&key),
            }
        }
        None
    }
}

/// The merges, in order: merges[k] = (left, right) makes id 256 + k. Ends early when every word is one token.
/// Merges of `split_from` places and more are done by several threads: below, starting them costs more than
/// it saves. Pairs that were seen less often than once in `rare` bytes are kept only when no others are
/// left. `tick(merges done)` is called between merges; an error from it ends the work.
pub fn train(
    counts: Vec<Counts>,
    merges_wanted: usize,
    (threads, split_from, rare): (usize, usize, i64),
    mut tick: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Vec<(u32, u32)>, Failure> {
    let sum = |mut all: Counts, some: Counts| {
        all.reserve(some.len()); // some come in the order of their hashes: a table that has to grow would clog
        some.iter().for_each(|(word, &n)| add(&mut all, word, n));
        all
    };
    let counts = counts.into_iter().reduce(sum).unwrap_or_default();
    let bytes: u64 = counts.iter().map(|(word, n)| word.len() as u64 * n).sum();
    let mut corpus = Corpus::new(counts)?;
    let (pairs, heap, mut merges) = (Pairs::default(), BinaryHeap::new(), Vec::new());
    let mut candidates = Candidates { least: 8 * (bytes as i64 / rare), pairs, heap }; // none are left at first
    let mut made: Vec<Pairs> = (0..threads).map(|_| Pairs::default()).collect();
    while merges.len() < merges_wanted {
        tick(merges.len())?;
        // 1) the best pair becomes a token
        let Some((best, pair)) = candidates.pop() else {
            if candidates.least == 1 {
                break;
            }
            candidates.least = 1 + candidates.least / 8; // look among rarer ones
            candidates.add(corpus.pairs(candidates.least).into_iter());
            continue;
        };
        let (a, b, new) = ((best >> 32) as u32, best as u32, 256 + merges.len() as u32);
        corpus.facts.width.push(corpus.facts.width[a as usize] + corpus.facts.width[b as usize]);
        merges.push((a, b));
        let shares = if pair.places.len() < split_from { 1 } else { threads };
        corpus.join_all(&pair.places, (a, b, new), &mut made[..shares]);
        // 2) each pair with the new token took the place of one with a or b
        for (&with_new, Pair { count, .. }) in &made[0] {
            let (left, right) = ((with_new >> 32) as u32, with_new as u32);
            let old = if right == new { key(left, a) } else { key(b, right) };
            candidates.pairs.get_mut(&old).into_iter().for_each(|old| old.count -= count);
        }
        let twice = made[0].get(&key(new, new)).map_or(0, |pair| pair.count); // "abab": new and a, then b too
        made[0].get_mut(&key(new, a)).into_iter().for_each(|pair| pair.count -= twice);
        candidates.add(made[0].drain());
    }
    tick(merges.len())?;
    Ok(merges)
}
