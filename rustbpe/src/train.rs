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
//!
//! Cost: O(bytes) to count, then O(places merged) and a heap operation for each distinct pair.

use crate::encode::{key, on_threads, Done, FoldMap};
use crate::split::{Splitter, PART};
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
pub fn count(splitter: &Splitter, texts: &[&str], threads: usize, all: &mut Vec<Counts>) -> Done {
    let parts: Vec<&str> = texts.iter().flat_map(|text| splitter.parts(text, PART)).collect();
    let free = Mutex::new(std::mem::take(all));
    let jobs: Vec<&[&str]> = parts.chunks(16).collect();
    on_threads(threads, &jobs, |job| {
        let mut counts = free.lock().expect("no holder of this lock panics").pop().unwrap_or_default();
        for text in job { splitter.split(text, |start, end| add(&mut counts, &text.as_bytes()[start..end], 1))?; }
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
struct Unit { id: u32, weight: u32 } // weight: how often the word was seen
struct Corpus { units: Vec<Unit>, width: Vec<u32> } // width: id -> units

#[derive(Default)]
struct Pair { count: i64, places: Vec<u32> } // where its first token starts or once started, ascending

impl Pair {
    fn add(&mut self, weight: i64, place: u32) {
        self.count += weight;
        self.places.push(place);
    }
}

type Pairs = FoldMap<u64, Pair>; // by key
type Step = (u32, u32, u32); // (left, right, new)

/// What one merge does to the pairs around it, in the order of the places.
#[derive(Default)]
struct Change { made: Pairs, lost: FoldMap<u64, i64> }

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
        pairs.values_mut().for_each(|pair| pair.places.shrink_to_fit()); // millions of tiny ones
        pairs
    }

    /// Join a and b into `new` at the places, on `shares` threads: each takes whole words.
    fn join_all(&mut self, places: &[u32], step: Step, shares: usize) -> Change {
        let (mut units, mut base, mut todo, width) = (&mut self.units[..], 0, places, &self.width[..]);
        let mut all = std::thread::scope(|scope| {
            let mut others = Vec::new();
            for k in 1..shares {
                let first = places.get(places.len() * k / shares).map_or(base, |&place| place as usize);
                let end = (base..=first).rev().find(|&at| units[at - base].id == EDGE).unwrap_or(base);
                let (mine, rest) = std::mem::take(&mut units).split_at_mut(end - base);
                let (now, later) = todo.split_at(todo.partition_point(|&place| (place as usize) < end));
                others.push(scope.spawn(move || join(mine, base, now, step, width)));
                (units, base, todo) = (rest, end, later);
            }
            let last = join(units, base, todo, step, width);
            let others = others.into_iter().map(|other| other.join().expect("joining does not panic"));
            others.chain([last]).collect::<Vec<_>>().into_iter()
        });
        let mut sum = all.next().expect("one share at least");
        for Change { made, lost } in all {
            for (key, mut more) in made {
                let pair = sum.made.entry(key).or_default();
                pair.count += more.count;
                pair.places.append(&mut more.places);
            }
            lost.into_iter().for_each(|(pair, n)| *sum.lost.entry(pair).or_default() += n);
        }
        sum
    }
}

/// Join a and b into `new` at the given places of `units`, whose first one is number `base` of the corpus.
fn join(units: &mut [Unit], base: usize, places: &[u32], (a, b, new): Step, width: &[u32]) -> Change {
    let (wide_a, wide) = (width[a as usize] as usize, width[new as usize] as usize);
    let id_at = |units: &[Unit], i: usize| units.get(i).map_or(EDGE, |unit| unit.id);
    let mut change = Change::default();
    for &place in places {
        let i = place as usize - base;
        // an id on unit i means a token that starts here: right parts are GONE, no older id is ever written
        // where the two are no longer there, an earlier merge took one of them
        if units[i].id != a || id_at(units, i + wide_a) != b { continue; }
        let (x, y, weight) = (units[i - 1].id, id_at(units, i + wide), units[i].weight as i64);
        units[i + wide_a].id = GONE;
        units[i + wide - 1].id = new;
        units[i].id = new;
        let mut swap = |old: u64, pair: u64, place: u32| {
            *change.lost.entry(old).or_default() += weight;
            change.made.entry(pair).or_default().add(weight, place);
        };
        if x != EDGE { swap(key(x, a), key(x, new), place - width[x as usize]); }
        if y != EDGE { swap(key(b, y), key(new, y), place); }
    }
    change
}

/// The merges, in order: merges[k] = (left, right) makes id 256 + k. Ends early when every word is one token.
/// Merges of `split_from` places and more are done by several threads: below, starting them costs more than
/// it saves. `tick(merges done)` is called now and then, between merges; an error from it ends the work.
pub fn train(
    counts: Vec<Counts>, merges_wanted: usize, (threads, split_from): (usize, usize),
    mut tick: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Vec<(u32, u32)>, Failure> {
    let sum = |mut all, some: Counts| { some.iter().for_each(|(word, &n)| add(&mut all, word, n)); all };
    let mut corpus = Corpus::new(counts.into_iter().reduce(sum).unwrap_or_default())?;
    let merges_wanted = merges_wanted.min(corpus.units.len()); // each merge takes at least one unit away
    let mut merges: Vec<(u32, u32)> = Vec::new();
    // 1) all pairs, and a heap of (count, key): the largest count comes up first, then the smallest pair
    let mut pairs = corpus.pairs();
    let mut heap: BinaryHeap<_> = pairs.iter().map(|(&key, pair)| (pair.count, Reverse(key))).collect();
    while let (true, Some((count, Reverse(best)))) = (merges.len() < merges_wanted, heap.pop()) {
        let now = pairs[&best].count;
        if now != count && now > 0 { heap.push((now, Reverse(best))); continue; }
        let places = pairs.remove(&best).expect("looked up above").places;
        if now == 0 { continue; }
        // 2) the best one becomes a token
        let (a, b, new) = ((best >> 32) as u32, best as u32, 256 + merges.len() as u32);
        corpus.width.push(corpus.width[a as usize] + corpus.width[b as usize]);
        merges.push((a, b));
        let shares = if places.len() < split_from { 1 } else { threads };
        let Change { mut made, lost } = corpus.join_all(&places, (a, b, new), shares);
        // 3) the neighbours' old pairs lost these places; one with the new token may be there, as in "abab"
        for (pair, n) in lost {
            let old = if (pair >> 32) as u32 == new { made.get_mut(&pair) } else { pairs.get_mut(&pair) };
            old.into_iter().for_each(|old| old.count -= n);
        }
        // 4) their new ones are candidates now
        made.retain(|_, pair| pair.count > 0);
        made.values_mut().for_each(|pair| pair.places.shrink_to_fit());
        heap.extend(made.iter().map(|(&key, pair)| (pair.count, Reverse(key))));
        pairs.extend(made);
        if merges.len() % 64 == 0 { tick(merges.len())?; }
    }
    tick(merges.len())?;
    Ok(merges)
}
