//! Learn merges: count the distinct pieces of the texts, then join the most frequent pair of neighbours again and again.
//!
//! The rule is that of PyPI's rustbpe 0.1.0: largest count first; ties go to the smaller left id, then the smaller right
//! id; nothing is too rare. Any data structure with that argmax gives those merges. This one:
//! - All words lie in one array of units, a separator before each. A token of w units writes its id on its first and on
//!   its last unit, so both neighbours of a pair are one step away and a merge costs O(1), also inside a huge word.
//! - Counts of a pair only fall once the newer of its two ids exists. So pairs rarer than a floor need neither count nor
//!   list of places until the floor comes down: the work goes in epochs, each with a lower floor. Most pairs of a text
//!   are rare; they are never stored at all.
//! - What a merge does to the pairs around it is summed by neighbour in two arrays; a table is touched once per distinct
//!   neighbour, not once per place.
//!
//! Cost: O(bytes) to count, then O(places merged) plus two passes over the array per epoch.

use crate::encode::{mix, on_threads, short_key, FoldMap};
use crate::split::Splitter;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::mpsc::{sync_channel, Receiver};
use std::sync::{Arc, Mutex};

/// A message of ours or an exception from Python.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

// ---- counting: Counts, count ---------------------------------------------------------------------------------------

/// How often each distinct piece was seen; up to 15 bytes are their own key.
#[derive(Default)]
pub struct Counts {
    short: FoldMap<u128, u64>,
    long: FoldMap<Box<[u8]>, u64>,
}

impl Counts {
    pub fn add_text(&mut self, splitter: &Splitter, text: &str) -> Result<(), String> {
        splitter.split(text, |start, end| self.add(text.as_bytes(), start, end, 1))
    }

    #[inline(always)]
    pub fn add(&mut self, s: &[u8], start: usize, end: usize, n: u64) {
        if let Some(key) = short_key(s, start, end) {
            *self.short.entry(key).or_default() += n;
        } else if let Some(sum) = self.long.get_mut(&s[start..end]) {
            *sum += n;
        } else {
            self.long.insert(s[start..end].into(), n);
        }
    }

    fn absorb(mut self, other: Counts) -> Counts {
        if self.short.len() + self.long.len() < other.short.len() + other.long.len() {
            return other.absorb(self);
        }
        other.short.into_iter().for_each(|(key, n)| *self.short.entry(key).or_default() += n);
        other.long.into_iter().for_each(|(word, n)| *self.long.entry(word).or_default() += n);
        self
    }
}

/// A share of a text: whole pieces of it, in valid UTF-8.
pub type Part = (Arc<dyn AsRef<[u8]> + Send + Sync>, usize, usize);

/// Count on `threads` threads what `next_batch`, which runs on the calling one, hands out until it says None.
pub fn count(
    splitter: &Splitter, threads: usize, mut next_batch: impl FnMut() -> Result<Option<Vec<Part>>, Failure>,
) -> Result<Counts, Failure> {
    let work = |receive: Arc<Mutex<Receiver<Vec<Part>>>>| -> Result<Counts, String> {
        let mut counts = Counts::default();
        loop {
            let batch = receive.lock().expect("no holder of this lock panics").recv();
            let Ok(batch) = batch else { return Ok(counts) };
            for (text, from, to) in batch {
                let text = std::str::from_utf8(&(*text).as_ref()[from..to]);
                counts.add_text(splitter, text.map_err(|e| format!("not UTF-8: {e}"))?)?;
            }
        }
    };
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(2 * threads);
        let receive = Arc::new(Mutex::new(receive)); // dies with the last worker, so that sending then fails
        let start = |_| scope.spawn({ let receive = receive.clone(); move || work(receive) });
        let workers: Vec<_> = (0..threads).map(start).collect();
        drop(receive);
        while let Some(batch) = next_batch()? {
            if send.send(batch).is_err() {
                break; // every worker has met an error, which the join below reports
            }
        }
        drop(send);
        let add = |all: Counts, some: Result<Counts, String>| Ok(all.absorb(some?));
        workers.into_iter().map(|w| w.join().expect("counting does not panic")).try_fold(Counts::default(), add)
    })
}

// ---- merging: units, pairs, sides ----------------------------------------------------------------------------------

const EDGE: u32 = u32::MAX; // id of the separator before, between and after words
const GONE: u32 = u32::MAX - 1; // first unit of a token that became the right part of another
const DESCENT: i64 = 16; // an epoch's floor is the largest count left, divided by this

#[derive(Clone, Copy)]
struct Unit {
    id: u32,
    weight: u32, // how often the word was seen
}

struct Corpus {
    units: Vec<Unit>,
    width: Vec<u32>, // id -> units
}

#[derive(Default)]
struct Pair {
    count: i64,
    places: Vec<u32>, // where the pair's first token starts or once started, ascending
}

type Pairs = FoldMap<u64, Pair>; // by key
type Heap = BinaryHeap<(i64, Reverse<u64>)>;

fn key(left: u32, right: u32) -> u64 {
    (left as u64) << 32 | right as u64
}

/// What one merge does to the pairs on one side of it, by the id of the neighbour there.
#[derive(Default)]
struct Side {
    by_id: Vec<(i64, u32)>, // (sum of weights, places)
    seen: Vec<u32>,
    places: Vec<(u32, u32)>, // (neighbour, place of the new pair)
}

impl Side {
    #[inline(always)]
    fn add(&mut self, id: u32, weight: i64, places: u32) {
        let sum = &mut self.by_id[id as usize];
        if sum.1 == 0 {
            self.seen.push(id);
        }
        *sum = (sum.0 + weight, sum.1 + places);
    }

    fn absorb(&mut self, other: &mut Side) {
        for id in other.seen.drain(..) {
            let (weight, places) = std::mem::take(&mut other.by_id[id as usize]);
            self.add(id, weight, places);
        }
        self.places.append(&mut other.places);
    }

    /// Store the pairs that reach the floor, and empty the side. `less`: taken off the pair with `id`.
    fn store(&mut self, floor: i64, less: i64, id: u32, key: impl Fn(u32) -> u64, pairs: &mut Pairs, heap: &mut Heap) {
        let mut kept: Vec<(u32, Pair)> = Vec::new();
        for other in self.seen.drain(..) {
            let (count, places) = std::mem::take(&mut self.by_id[other as usize]);
            let count = if other == id { count - less } else { count };
            if count >= floor {
                kept.push((other, Pair { count, places: Vec::with_capacity(places as usize) }));
                self.by_id[other as usize].1 = kept.len() as u32;
            }
        }
        for (other, place) in self.places.drain(..) {
            if let Some(k) = self.by_id[other as usize].1.checked_sub(1) {
                kept[k as usize].1.places.push(place);
            }
        }
        for (other, pair) in kept {
            self.by_id[other as usize].1 = 0;
            heap.push((pair.count, Reverse(key(other))));
            pairs.insert(key(other), pair);
        }
    }
}

impl Corpus {
    fn new(counts: Counts) -> Result<Self, String> {
        let edge = Unit { id: EDGE, weight: 0 };
        let mut units = vec![edge];
        let mut add = |word: &[u8], mut n: u64| {
            while word.len() > 1 && n > 0 {
                let weight = n.min(u32::MAX as u64) as u32; // a word seen more often than that is there several times
                units.extend(word.iter().map(|&b| Unit { id: b as u32, weight }));
                units.push(edge);
                n -= weight as u64;
            }
        };
        for (key, n) in counts.short {
            let bytes = key.to_le_bytes();
            add(&bytes[..bytes[15] as usize], n);
        }
        counts.long.into_iter().for_each(|(word, n)| add(&word, n));
        if units.len() >= GONE as usize {
            return Err(format!("the distinct words have {} bytes; at most 4294967293 are supported", units.len()));
        }
        Ok(Corpus { units, width: vec![1; 256] })
    }

    /// Call `each(place, pair, weight)` for all neighbours that start in [from, to), at token bounds.
    fn neighbours(&self, (from, to): (usize, usize), mut each: impl FnMut(usize, u64, i64)) {
        let mut at = from;
        while at < to {
            let left = self.units[at];
            let next = at + if left.id == EDGE { 1 } else { self.width[left.id as usize] as usize };
            let right = self.units[next].id;
            if left.id != EDGE && right != EDGE {
                each(at, key(left.id, right), left.weight as i64);
            }
            at = next;
        }
    }

    /// The pairs that occur at least `floor` times, with their places, and that floor, which depends on the largest count.
    /// A first pass adds up counts under a hash without keys; only pairs in a heavy enough bucket get a real entry.
    fn pairs(&self, below: i64, threads: usize) -> (Pairs, i64) {
        let size = self.units.len().next_power_of_two().clamp(1 << 8, 1 << 22);
        let bucket = |pair: u64| mix(pair, 0) as usize & (size - 1);
        let mut bounds: Vec<usize> = (0..threads).map(|k| self.units.len() * k / threads).collect();
        bounds.iter_mut().for_each(|at| *at = (*at..).find(|&k| self.units[k].id == EDGE).expect("the last one is"));
        bounds.push(self.units.len() - 1);
        let ranges: Vec<(usize, usize)> = bounds.windows(2).map(|w| (w[0], w[1])).collect();
        let sums = on_threads(threads, &ranges, |range| {
            let mut sums = vec![0i64; size];
            self.neighbours(range, |_, pair, n| sums[bucket(pair)] += n);
            Ok(sums)
        });
        let add = |mut all: Vec<i64>, some: Vec<i64>| { all.iter_mut().zip(some).for_each(|(sum, n)| *sum += n); all };
        let sums = sums.expect("no error above").into_iter().reduce(add).expect("at least one thread");
        let floor = (sums.iter().copied().max().unwrap_or(0).min(below - 1) / DESCENT).max(1);
        let parts = on_threads(threads, &ranges, |range| {
            let mut pairs = Pairs::default();
            self.neighbours(range, |place, pair, n| {
                if sums[bucket(pair)] >= floor {
                    let pair = pairs.entry(pair).or_default();
                    pair.count += n;
                    pair.places.push(place as u32);
                }
            });
            Ok(pairs)
        });
        let mut pairs = Pairs::default();
        for (key, mut part) in parts.expect("no error above").into_iter().flatten() {
            let pair = pairs.entry(key).or_default();
            pair.count += part.count;
            pair.places.append(&mut part.places);
        }
        pairs.retain(|_, pair| pair.count >= floor);
        (pairs, floor)
    }

    /// Join a and b into `new` at the places, by as many threads as there are `sides`: each takes whole words.
    fn join_all(&mut self, places: &[u32], step: (u32, u32, u32), sides: &mut [[Side; 2]]) {
        let (mut units, mut base, mut todo, shares) = (&mut self.units[..], 0, places, sides.len());
        let width = &self.width[..];
        std::thread::scope(|scope| {
            for (k, side) in sides.iter_mut().enumerate() {
                let before = |&place: &u32| (base..=place as usize).rev().find(|&at| units[at - base].id == EDGE);
                let next_share = places.get(places.len() * (k + 1) / shares).and_then(before);
                let end = next_share.unwrap_or(base + units.len());
                let (mine, others) = std::mem::take(&mut units).split_at_mut(end - base);
                let (now, later) = todo.split_at(todo.partition_point(|&place| (place as usize) < end));
                let mut work = move || join(mine, base, now, step, width, side);
                if k + 1 == shares { work() } else { _ = scope.spawn(work) }
                (units, base, todo) = (others, end, later);
            }
        });
        let (all, others) = sides.split_first_mut().expect("at least one thread");
        for other in others {
            all.iter_mut().zip(other).for_each(|(all, other)| all.absorb(other));
        }
    }
}

/// Join a and b into `new` at the given places of `units`, whose first one is number `base` of the corpus.
fn join(units: &mut [Unit], base: usize, places: &[u32], step: (u32, u32, u32), width: &[u32], sides: &mut [Side; 2]) {
    let (a, b, new) = step;
    let (wide_a, wide) = (width[a as usize] as usize, width[new as usize] as usize);
    let id_at = |units: &[Unit], i: usize| units.get(i).map_or(EDGE, |unit| unit.id); // behind a share is a separator
    for &place in places {
        let i = place as usize - base;
        // an id on unit i means a token that starts here: right parts are marked GONE, and no older id is ever written
        if units[i].id != a || id_at(units, i + wide_a) != b {
            continue; // an earlier merge took one of the two
        }
        let (x, y, weight) = (units[i - 1].id, id_at(units, i + wide), units[i].weight as i64);
        units[i + wide_a].id = GONE;
        units[i + wide - 1].id = new;
        units[i].id = new;
        if x != EDGE {
            sides[0].add(x, weight, 1);
            sides[0].places.push((x, place - width[x as usize]));
        }
        if y != EDGE {
            sides[1].add(y, weight, 1);
            sides[1].places.push((y, place));
        }
    }
}

/// The merges, in order: merges[k] = (left, right) makes id 256 + k. Ends early when every word is one token.
/// Merges of `split_from` places and more are done by several threads: below, starting them costs more than it saves.
/// `tick(merges done)` is called now and then, between merges; an error from it ends the work.
pub fn train(
    counts: Counts, merges_wanted: usize, threads: usize, split_from: usize,
    mut tick: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Vec<(u32, u32)>, Failure> {
    let mut corpus = Corpus::new(counts)?;
    let merges_wanted = merges_wanted.min(corpus.units.len()); // each merge takes at least one unit away
    let mut merges: Vec<(u32, u32)> = Vec::new();
    let mut sides: Vec<[Side; 2]> = (0..threads).map(|_| Default::default()).collect();
    sides.iter_mut().flatten().for_each(|side| side.by_id.resize(256 + merges_wanted, (0, 0)));
    let mut floor = i64::MAX;
    while merges.len() < merges_wanted && floor > 1 {
        // 1) an epoch: all pairs from the new floor up, with places
        let mut pairs;
        (pairs, floor) = corpus.pairs(floor, threads);
        let mut heap: Heap = pairs.iter().map(|(&key, pair)| (pair.count, Reverse(key))).collect();
        // 2) merge the best one until none is left above the floor
        while let (true, Some((count, Reverse(best)))) = (merges.len() < merges_wanted, heap.pop()) {
            let now = pairs[&best].count;
            if now != count && now >= floor {
                heap.push((now, Reverse(best)));
                continue;
            }
            let places = pairs.remove(&best).expect("looked up above").places;
            if now < floor {
                continue;
            }
            let (a, b, new) = ((best >> 32) as u32, best as u32, 256 + merges.len() as u32);
            corpus.width.push(corpus.width[a as usize] + corpus.width[b as usize]);
            merges.push((a, b));
            let shares = if places.len() < split_from { 1 } else { threads };
            corpus.join_all(&places, (a, b, new), &mut sides[..shares]);
            let [left, right] = &mut sides[0];
            // 3) pairs with a on the right or b on the left lost these places; a pair (new, a) may be among them
            let undone = left.by_id[new as usize].0;
            let mut lose = |key: u64, n: i64| _ = pairs.get_mut(&key).map(|pair| pair.count -= n);
            left.seen.iter().for_each(|&x| lose(key(x, a), left.by_id[x as usize].0));
            right.seen.iter().for_each(|&y| lose(key(b, y), right.by_id[y as usize].0));
            // 4) pairs with the new token, where they reach the floor
            left.store(floor, 0, EDGE, |x| key(x, new), &mut pairs, &mut heap);
            right.store(floor, undone, a, |y| key(new, y), &mut pairs, &mut heap);
            if merges.len() % 64 == 0 {
                tick(merges.len())?;
            }
        }
    }
    tick(merges.len())?;
    Ok(merges)
}
