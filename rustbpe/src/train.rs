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
//! - What a merge does to the pairs around it is summed in small maps, two per thread, and then applied.

use crate::encode::{key, on_threads, FoldMap, TOGETHER};
use crate::split::{Splitter, PART};
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Mutex;

/// A message of ours or an exception from Python.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

// ---- counting: Counts, add, count ------------------------------------------------------------------------

pub type Counts = FoldMap<Box<[u8]>, u64>; // how often each distinct piece was seen

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
const GONE: u32 = u32::MAX - 1; // first unit of a token that became the right part of another

#[derive(Clone, Copy)]
struct Unit {
    id: u32,
    weight: u32,
} // weight: how often the word was seen
struct Corpus {
    units: Vec<Unit>,
    width: Vec<u32>,
} // width: id -> units

#[derive(Clone, Default)]
struct Pair {
    count: i64,
    places: SmallVec<[u32; 4]>,
} // where its first token starts or did, ascending

impl Pair {
    fn add(&mut self, weight: i64, place: u32) {
        self.count += weight;
        self.places.push(place);
    }
}

type Pairs = FoldMap<u64, Pair>; // by key
const TABLES: usize = 16; // of all pairs: while a table grows it is there twice, so only a small one should
fn table(key: u64) -> usize {
    key as usize % TABLES
}
type Step = (u32, u32, u32); // (left, right, new)

/// What one merge does to the pairs around it, in the order of the places.
#[derive(Default)]
struct Change {
    made: Pairs,
    lost: FoldMap<u64, i64>,
}

impl Corpus {
    fn new(counts: Counts) -> Result<Self, String> {
        let edge = Unit { id: EDGE, weight: 0 };
        let mut units = vec![edge];
        for (word, mut n) in counts {
            while word.len() > 1 && n > 0 {
                let weight = n.min(u32::MAX as u64) as u32; // more often: the word is there several times
                units.extend(word.iter().map(|&b| Unit { id: b as u32, weight }));
                units.push(edge);
                n -= weight as u64;
            }
        }
        if units.len() >= GONE as usize {
            return Err(format!("the distinct words have {} bytes, over the limit of {GONE}", units.len()));
        }
        Ok(Corpus { units, width: vec![1; 256] })
    }

    /// All pairs with their places.
    fn pairs(&self) -> Pairs {
        let mut pairs = Pairs::default();
        for (w, place) in self.units.windows(2).zip(0..).filter(|(w, _)| w[0].id != EDGE && w[1].id != EDGE) {
            pairs.entry(key(w[0].id, w[1].id)).or_default().add(w[0].weight as i64, place);
        }
        pairs
    }

    /// Join a and b into `new` at the places, on a thread for each of `changes`: each takes whole words.
    fn join_all(&mut self, places: &[u32], step: Step, changes: &mut [Change]) {
        let (mut units, width, mut base, mut todo) = (&mut self.units[..], &self.width[..], 0, places);
        let shares = changes.len();
        let (last, others) = changes.split_last_mut().expect("one share at least");
        std::thread::scope(|scope| {
            for (k, change) in (1..).zip(others) {
                let first = places.get(places.len() * k / shares).map_or(base, |&place| place as usize);
                let end = (base..=first).rev().find(|&at| units[at - base].id == EDGE).unwrap_or(base);
                let (mine, rest) = std::mem::take(&mut units).split_at_mut(end - base);
                let (now, later) = todo.split_at(todo.partition_point(|&place| (place as usize) < end));
                scope.spawn(move || join(mine, base, now, step, width, change));
                (units, base, todo) = (rest, end, later);
            }
            join(units, base, todo, step, width, last);
        });
    }
}

/// Join a and b into `new` at the given places of `units`, whose first one is number `base` of the corpus.
fn join(units: &mut [Unit], base: usize, places: &[u32], (a, b, new): Step, width: &[u32], to: &mut Change) {
    let (wide_a, wide) = (width[a as usize] as usize, width[new as usize] as usize);
    let id_at = |units: &[Unit], i: usize| units.get(i).map_or(EDGE, |unit| unit.id);
    for (k, &place) in places.iter().enumerate() {
        if k % TOGETHER == 0 {
            let some = places[k..].iter().take(TOGETHER).map(|&place| units[place as usize - base].id);
            std::hint::black_box(some.fold(0, |all, id| all ^ id)); // now their cache lines are on the way
        }
        let i = place as usize - base;
        // an id on unit i means a token that starts here: right parts are GONE, no older id is ever written
        // where the two are no longer there, an earlier merge took one of them
        if units[i].id != a || id_at(units, i + wide_a) != b {
            continue;
        }
        let (x, y, weight) = (units[i - 1].id, id_at(units, i + wide), units[i].weight as i64);
        units[i + wide_a].id = GONE;
        units[i + wide - 1].id = new;
        units[i].id = new;
        let mut swap = |old: u64, pair: u64, place: u32| {
            *to.lost.entry(old).or_default() += weight;
            to.made.entry(pair).or_default().add(weight, place);
        };
        if x != EDGE {
            swap(key(x, a), key(x, new), place - width[x as usize]);
        }
        if y != EDGE {
            swap(key(b, y), key(new, y), place);
        }
    }
}

/// The merges, in order: merges[k] = (left, right) makes id 256 + k. Ends early when every word is one token.
/// Merges of `split_from` places and more are done by several threads: below, starting them costs more than
/// it saves. `tick(merges done)` is called now and then, between merges; an error from it ends the work.
pub fn train(
    counts: Vec<Counts>,
    merges_wanted: usize,
    (threads, split_from): (usize, usize),
    mut tick: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Vec<(u32, u32)>, Failure> {
    let sum = |mut all, some: Counts| {
        some.iter().for_each(|(word, &n)| add(&mut all, word, n));
        all
    };
    let mut corpus = Corpus::new(counts.into_iter().reduce(sum).unwrap_or_default())?;
    // all pairs, and a heap of (count, key): the largest count comes up first, then the smallest pair
    let (mut pairs, mut heap, mut merges) = (vec![Pairs::default(); TABLES], BinaryHeap::new(), Vec::new());
    let mut changes: Vec<Change> = (0..threads).map(|_| Change::default()).collect();
    changes[0].made = corpus.pairs();
    while merges.len() < merges_wanted {
        // 1) new pairs are candidates; what several threads found of one comes together here
        let made = changes.iter_mut().flat_map(|change| change.made.drain());
        for (key, mut more) in made.filter(|(_, more)| more.count > 0) {
            let pair = pairs[table(key)].entry(key).or_default();
            more.count += pair.count;
            if pair.count > 0 {
                more.places.insert_many(0, pair.places.drain(..));
            }
            more.places.shrink_to_fit();
            heap.push((more.count, Reverse(key)));
            *pair = more;
        }
        // 2) the best one becomes a token
        let Some((count, Reverse(best))) = heap.pop() else { break };
        let now = pairs[table(best)].get(&best).map_or(0, |pair| pair.count);
        if now != count && now > 0 {
            heap.push((now, Reverse(best)));
            continue;
        }
        let Some(pair) = pairs[table(best)].remove(&best).filter(|_| now > 0) else { continue };
        let (a, b, new) = ((best >> 32) as u32, best as u32, 256 + merges.len() as u32);
        corpus.width.push(corpus.width[a as usize] + corpus.width[b as usize]);
        merges.push((a, b));
        let shares = if pair.places.len() < split_from { 1 } else { threads };
        corpus.join_all(&pair.places, (a, b, new), &mut changes[..shares]);
        // 3) the neighbours' old pairs lost these places; one with the new token may be there, as in "abab"
        for Change { made, lost } in &mut changes {
            for (pair, n) in lost.drain() {
                let old = if (pair >> 32) as u32 == new { &mut *made } else { &mut pairs[table(pair)] };
                old.get_mut(&pair).into_iter().for_each(|old| old.count -= n);
            }
        }
        if merges.len() % 64 == 0 {
            tick(merges.len())?;
        }
    }
    tick(merges.len())?;
    Ok(merges)
}
