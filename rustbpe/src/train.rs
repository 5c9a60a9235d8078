//! Learn merges: count the distinct pieces of the texts, then join the most frequent pair of neighbours again and again.
//!
//! The rule is that of PyPI's rustbpe 0.1.0: largest count first; ties go to the smaller left id, then the smaller right
//! id; nothing is too rare. Any data structure with that argmax gives those merges. This one:
//! - All words lie in one array of units, a separator before each. A token of w units writes its id on its first and on
//!   its last unit, so both neighbours of a pair are one step away and a merge costs O(1), also inside a huge word.
//! - Counts of a pair only fall once the newer of its two ids exists. So pairs rarer than a floor need neither count nor
//!   list of places until the floor comes down: the work goes in epochs, each with a lower floor, and between two epochs
//!   the array is packed (finished words leave it). Most pairs of a text are rare; they are never stored at all.
//! - What a merge does to the pairs around it is summed by neighbour in two arrays; a table is touched once per distinct
//!   neighbour, not once per place.
//!
//! Cost: O(bytes) to count, then O(places merged) plus one pass over the array per epoch.

use crate::encode::{mix, on_threads, short_key, FoldMap};
use crate::split::Splitter;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::mpsc::{channel, sync_channel, Receiver, Sender};
use std::sync::{Arc, Mutex};

// ---- counting: Counts ----------------------------------------------------------------------------------------------

/// How often each distinct piece was seen. Pieces up to 15 bytes lie in the table itself: (key, key, count), count 0 = free.
#[derive(Default)]
pub struct Counts {
    short: Vec<[u64; 3]>,
    used: usize,
    long: FoldMap<Box<[u8]>, u64>,
}

impl Counts {
    pub fn add_text(&mut self, splitter: &Splitter, text: &str) -> Result<(), String> {
        let s = text.as_bytes();
        splitter.split(text, |start, end| match short_key(s, start, end) {
            Some(key) => self.add_short(key, 1),
            None => self.add_long(&s[start..end], 1),
        })
    }

    fn add_long(&mut self, piece: &[u8], n: u64) {
        match self.long.get_mut(piece) {
            Some(sum) => *sum += n,
            None => _ = self.long.insert(piece.into(), n),
        }
    }

    pub fn add(&mut self, piece: &[u8], n: u64) {
        match short_key(piece, 0, piece.len()) {
            Some(key) => self.add_short(key, n),
            None => self.add_long(piece, n),
        }
    }

    #[inline(always)]
    fn add_short(&mut self, key: u128, n: u64) {
        if self.used * 3 >= self.short.len() * 2 {
            self.grow();
        }
        let (low, high, mask) = (key as u64, (key >> 64) as u64, self.short.len() - 1);
        let mut at = mix(low, high) as usize & mask;
        loop {
            let slot = &mut self.short[at];
            if slot[2] == 0 {
                *slot = [low, high, n];
                self.used += 1;
                return;
            }
            if slot[0] == low && slot[1] == high {
                slot[2] += n;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        let larger = (self.short.len() * 2).max(1 << 12);
        for [low, high, n] in std::mem::replace(&mut self.short, vec![[0; 3]; larger]) {
            if n != 0 {
                self.used -= 1;
                self.add_short(low as u128 | (high as u128) << 64, n);
            }
        }
    }

    fn absorb(mut self, other: Counts) -> Counts {
        for [low, high, n] in other.short.into_iter().filter(|slot| slot[2] != 0) {
            self.add_short(low as u128 | (high as u128) << 64, n);
        }
        for (word, n) in other.long {
            *self.long.entry(word).or_default() += n;
        }
        self
    }

    fn for_each(self, mut word: impl FnMut(&[u8], u64)) {
        for [low, high, n] in self.short.into_iter().filter(|slot| slot[2] != 0) {
            let bytes = (low as u128 | (high as u128) << 64).to_le_bytes();
            word(&bytes[..bytes[15] as usize], n);
        }
        self.long.into_iter().for_each(|(bytes, n)| word(&bytes, n));
    }
}

/// A share of a text: whole pieces of it, in valid UTF-8.
pub type Part = (Arc<dyn AsRef<[u8]> + Send + Sync>, usize, usize);

/// Count on `threads` threads what `next_batch` hands out until it says None. It runs on the calling thread and gets
/// back the batches that are done, so that Python's strings can be let go where Python's lock is held.
pub fn count<E: From<String>>(
    splitter: &Splitter, threads: usize, mut next_batch: impl FnMut(Vec<Vec<Part>>) -> Result<Option<Vec<Part>>, E>,
) -> Result<Counts, E> {
    let work = |receive: Arc<Mutex<Receiver<Vec<Part>>>>, send_back: Sender<Vec<Part>>| {
        let mut counts = Counts::default();
        loop {
            let batch = receive.lock().expect("no holder of this lock panics").recv();
            let Ok(batch) = batch else { return Ok(counts) };
            for (text, from, to) in &batch {
                let text = std::str::from_utf8(&(**text).as_ref()[*from..*to]);
                counts.add_text(splitter, text.map_err(|e| format!("not UTF-8: {e}"))?)?;
            }
            _ = send_back.send(batch);
        }
    };
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(2 * threads);
        let (send_back, done) = channel();
        let receive = Arc::new(Mutex::new(receive)); // dies with the last worker, so that sending then fails
        let start = |_| {
            let (work, receive, send_back) = (&work, receive.clone(), send_back.clone());
            scope.spawn(move || work(receive, send_back))
        };
        let workers: Vec<_> = (0..threads).map(start).collect();
        drop(receive);
        while let Some(batch) = next_batch(done.try_iter().collect())? {
            if send.send(batch).is_err() {
                break; // every worker has met an error, which the join below reports
            }
        }
        drop(send);
        let mut all = Counts::default();
        for worker in workers {
            let counts: Result<Counts, String> = worker.join().expect("counting does not panic");
            all = if all.used == 0 && all.long.is_empty() { counts? } else { all.absorb(counts?) };
        }
        next_batch(done.try_iter().collect())?;
        Ok(all)
    })
}

// ---- merging: units, pairs, epochs ---------------------------------------------------------------------------------

const EDGE: u32 = u32::MAX; // id of the separator before, between and after words
const GONE: u32 = u32::MAX - 1; // first unit of a token that became the right part of another
const LARGE: u32 = 1 << 31; // a weight from here on is an index into Corpus::large

#[derive(Clone, Copy)]
struct Unit {
    id: u32,
    weight: u32, // how often the word was seen
}

/// All words that still have something to merge.
struct Corpus {
    units: Vec<Unit>,
    large: Vec<i64>,
    width: Vec<u32>, // id -> units; 1 for all when an epoch starts
}

struct Pair {
    count: i64,
    places: Vec<u32>, // where the pair's first token starts or once started, ascending
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
    fn add(&mut self, id: u32, weight: i64, places: u32, place: u32) {
        let sum = &mut self.by_id[id as usize];
        if sum.1 == 0 {
            self.seen.push(id);
        }
        *sum = (sum.0 + weight, sum.1 + places);
        self.places.push((id, place));
    }

    fn absorb(&mut self, other: &mut Side) {
        for id in other.seen.drain(..) {
            let (weight, places) = std::mem::take(&mut other.by_id[id as usize]);
            if self.by_id[id as usize].1 == 0 {
                self.seen.push(id);
            }
            let sum = &mut self.by_id[id as usize];
            *sum = (sum.0 + weight, sum.1 + places);
        }
        self.places.append(&mut other.places);
    }
}

fn key(left: u32, right: u32) -> u64 {
    (left as u64) << 32 | right as u64
}

impl Corpus {
    fn new(counts: Counts) -> Result<Self, String> {
        let edge = Unit { id: EDGE, weight: 0 };
        let (mut units, mut large) = (vec![edge], Vec::new());
        counts.for_each(|word, n| {
            if word.len() > 1 {
                let weight = if n < LARGE as u64 { n as u32 } else { LARGE + large.len() as u32 };
                if weight >= LARGE {
                    large.push(n as i64);
                }
                units.extend(word.iter().map(|&b| Unit { id: b as u32, weight }));
                units.push(edge);
            }
        });
        if units.len() >= GONE as usize {
            return Err(format!("the distinct words have {} bytes; at most 4294967293 are supported", units.len()));
        }
        Ok(Corpus { units, large, width: vec![1; 256] })
    }

    fn weight(large: &[i64], unit: Unit) -> i64 {
        if unit.weight < LARGE { unit.weight as i64 } else { large[(unit.weight - LARGE) as usize] }
    }

    /// Start a new epoch: close the gaps, drop words of one token.
    fn pack(&mut self) {
        let (mut read, mut write, mut start) = (1, 1, 1);
        while read < self.units.len() {
            let unit = self.units[read];
            self.units[write] = unit;
            if unit.id != EDGE {
                read += self.width[unit.id as usize] as usize;
                write += 1;
            } else {
                read += 1;
                write = if write - start < 2 { start } else { write + 1 };
                start = write;
            }
        }
        self.units.truncate(write);
        self.units.shrink_to_fit();
        self.width.fill(1);
    }

    /// Cut [0, len) into n ranges of units at separators.
    fn ranges(&self, n: usize) -> Vec<(usize, usize)> {
        let mut starts: Vec<usize> = (0..n).map(|k| self.units.len() * k / n).collect();
        for start in &mut starts[1..] {
            while self.units[*start].id != EDGE {
                *start += 1;
            }
        }
        starts.push(self.units.len() - 1);
        starts.windows(2).map(|w| (w[0], w[1])).collect()
    }

    /// The pairs that occur at least `floor(largest)` times, with their places, and that floor.
    /// A first pass adds up counts under a hash without keys; only pairs in a heavy enough bucket get a real entry.
    fn pairs(&self, below: i64, threads: usize) -> (FoldMap<u64, Pair>, i64) {
        let size = self.units.len().next_power_of_two().clamp(1 << 8, 1 << 22);
        let bucket = |left: u32, right: u32| mix(left as u64, right as u64) as usize & (size - 1);
        let neighbours = |(from, to): (usize, usize)| {
            let both = self.units[from..=to].windows(2).enumerate();
            let inside = both.filter(|(_, w)| w[0].id != EDGE && w[1].id != EDGE);
            inside.map(move |(k, w)| ((from + k) as u32, w[0].id, w[1].id, Self::weight(&self.large, w[0])))
        };
        let ranges = self.ranges(threads);
        let mut sums = vec![0i64; size];
        for part in on_ranges(&ranges, |range| {
            let mut sums = vec![0i64; size];
            neighbours(range).for_each(|(_, left, right, n)| sums[bucket(left, right)] += n);
            sums
        }) {
            sums.iter_mut().zip(part).for_each(|(sum, n)| *sum += n);
        }
        let largest = sums.iter().copied().max().unwrap_or(0);
        let floor = (largest.min(below - 1) / DESCENT).max(1);
        let mut pairs: FoldMap<u64, Pair> = FoldMap::default();
        for part in on_ranges(&ranges, |range| {
            let mut pairs: FoldMap<u64, Pair> = FoldMap::default();
            for (place, left, right, n) in neighbours(range) {
                if sums[bucket(left, right)] >= floor {
                    let pair = pairs.entry(key(left, right)).or_insert(Pair { count: 0, places: Vec::new() });
                    pair.count += n;
                    pair.places.push(place);
                }
            }
            pairs
        }) {
            for (key, mut pair) in part {
                let sum = pairs.entry(key).or_insert(Pair { count: 0, places: Vec::new() });
                sum.count += pair.count;
                sum.places.append(&mut pair.places);
            }
        }
        pairs.retain(|_, pair| pair.count >= floor);
        (pairs, floor)
    }
}

/// One epoch's floor is the largest count left, divided by this.
const DESCENT: i64 = 16;

fn on_ranges<T: Send>(ranges: &[(usize, usize)], work: impl Fn((usize, usize)) -> T + Sync) -> Vec<T> {
    on_threads(ranges.len(), ranges, |range| Ok(work(range))).expect("the work above returns no error")
}

/// Join a and b into `new` at the given places of `units`, whose first unit is number `base` of the corpus.
fn join(units: &mut [Unit], base: u32, places: &[u32], step: (u32, u32, u32), corpus: (&[u32], &[i64]), out: &mut [Side; 2]) {
    let ((a, b, new), (width, large)) = (step, corpus);
    let (wide_a, wide_b) = (width[a as usize] as usize, width[b as usize] as usize);
    let [left, right] = out;
    for &place in places {
        let i = (place - base) as usize;
        // an id on unit i means a token that starts here: right parts are marked GONE, and no older id is ever written
        if units[i].id != a || id_at(units, i + wide_a) != b {
            continue; // an earlier merge took one of the two
        }
        let (x, y) = (units[i - 1].id, id_at(units, i + wide_a + wide_b));
        units[i + wide_a].id = GONE;
        units[i + wide_a + wide_b - 1].id = new;
        units[i].id = new;
        let weight = Corpus::weight(large, units[i]);
        if x != EDGE {
            left.add(x, weight, 1, place - width[x as usize]);
        }
        if y != EDGE {
            right.add(y, weight, 1, place);
        }
    }
}

/// Past the end of a thread's share lies a separator.
#[inline(always)]
fn id_at(units: &[Unit], i: usize) -> u32 {
    units.get(i).map_or(EDGE, |unit| unit.id)
}

/// `join` at all places, by several threads when there are many: each has whole words and its own sums.
fn join_all<'a>(
    corpus: &mut Corpus, places: &[u32], step: (u32, u32, u32), plan: &Plan, sides: &'a mut [[Side; 2]],
) -> &'a mut [Side; 2] {
    let threads = if places.len() < plan.split_from { 1 } else { plan.threads };
    let (mut units, mut places) = (&mut corpus.units[..], places);
    let fixed = (&corpus.width[..], &corpus.large[..]);
    std::thread::scope(|scope| {
        for (k, side) in sides[..threads].iter_mut().enumerate().rev() {
            // share k from the back: down to the separator before its first place
            let mut edge = if k == 0 { 0 } else { places.get(places.len() * k / (k + 1)).map_or(0, |&p| p as usize) };
            while edge > 0 && units[edge].id != EDGE {
                edge -= 1;
            }
            let (before, mine) = std::mem::take(&mut units).split_at_mut(edge);
            let first = places.partition_point(|&place| (place as usize) < edge);
            let (earlier, now) = places.split_at(first);
            (units, places) = (before, earlier);
            let base = edge as u32;
            if k == 0 {
                join(mine, base, now, step, fixed, side);
            } else {
                scope.spawn(move || join(mine, base, now, step, fixed, side));
            }
        }
    });
    let (all, others) = sides.split_first_mut().expect("at least one thread");
    for other in others {
        all[0].absorb(&mut other[0]);
        all[1].absorb(&mut other[1]);
    }
    all
}

/// How the work is cut up; the result does not depend on it.
pub struct Plan {
    pub threads: usize,
    pub split_from: usize, // places; below this a merge is done by one thread, starting another costs more
}

/// The merges, in order: merges[k] = (left, right) makes id 256 + k. Ends early when every word is one token.
/// `tick(merges done)` is called now and then, between merges; an error from it ends the work.
pub fn train<E: From<String>>(
    counts: Counts, merges_wanted: usize, plan: &Plan, mut tick: impl FnMut(usize) -> Result<(), E>,
) -> Result<Vec<(u32, u32)>, E> {
    let mut corpus = Corpus::new(counts)?;
    let merges_wanted = merges_wanted.min(corpus.units.len()); // each merge takes at least one unit away
    let mut merges: Vec<(u32, u32)> = Vec::new();
    let mut sides: Vec<[Side; 2]> = (0..plan.threads).map(|_| Default::default()).collect();
    for side in sides.iter_mut().flatten() {
        side.by_id.resize(256 + merges_wanted, (0, 0));
    }
    let mut floor = i64::MAX;
    while merges.len() < merges_wanted && floor > 1 && corpus.units.len() > 1 {
        // 1) an epoch: all pairs from the new floor up, with places
        let mut pairs;
        (pairs, floor) = corpus.pairs(floor, plan.threads);
        let mut heap: BinaryHeap<_> = pairs.iter().map(|(&key, pair)| (pair.count, Reverse(key))).collect();
        // 2) merge the best one until none is left above the floor
        while let (true, Some((count, Reverse(best)))) = (merges.len() < merges_wanted, heap.pop()) {
            let now = pairs[&best].count;
            if now != count || now < floor {
                if now >= floor {
                    heap.push((now, Reverse(best)));
                } else {
                    pairs.remove(&best);
                }
                continue;
            }
            let (a, b, new) = ((best >> 32) as u32, best as u32, 256 + merges.len() as u32);
            let places = pairs.remove(&best).expect("looked up above").places;
            corpus.width.push(corpus.width[a as usize] + corpus.width[b as usize]);
            let [left, right] = join_all(&mut corpus, &places, (a, b, new), plan, &mut sides);
            drop(places);
            merges.push((a, b));
            // 3) pairs with a on the right or b on the left lost these places; a pair (new, a) may be among them
            let undone = left.by_id[new as usize].0;
            let lose = |pairs: &mut FoldMap<u64, Pair>, key: u64, n: i64| {
                if let Some(pair) = pairs.get_mut(&key) {
                    pair.count -= n;
                }
            };
            left.seen.iter().for_each(|&x| lose(&mut pairs, key(x, a), left.by_id[x as usize].0));
            right.seen.iter().for_each(|&y| lose(&mut pairs, key(b, y), right.by_id[y as usize].0));
            // 4) pairs with the new token, where they reach the floor
            gain(left, floor, 0, EDGE, |x| key(x, new), &mut pairs, &mut heap);
            gain(right, floor, undone, a, |y| key(new, y), &mut pairs, &mut heap);
            if merges.len() % 64 == 0 {
                tick(merges.len())?;
            }
        }
        drop(pairs);
        corpus.pack();
    }
    tick(merges.len())?;
    Ok(merges)
}

/// Store the pairs of one side that reach the floor, and empty the side. `less`: taken off the pair with `id`.
fn gain(
    side: &mut Side, floor: i64, less: i64, id: u32, key: impl Fn(u32) -> u64, pairs: &mut FoldMap<u64, Pair>,
    heap: &mut BinaryHeap<(i64, Reverse<u64>)>,
) {
    let mut kept: Vec<(u32, Pair)> = Vec::new();
    for other in side.seen.drain(..) {
        let (count, places) = std::mem::take(&mut side.by_id[other as usize]);
        let count = if other == id { count - less } else { count };
        if count >= floor {
            kept.push((other, Pair { count, places: Vec::with_capacity(places as usize) }));
            side.by_id[other as usize].1 = kept.len() as u32;
        }
    }
    for (other, place) in side.places.drain(..) {
        if let Some(k) = side.by_id[other as usize].1.checked_sub(1) {
            kept[k as usize].1.places.push(place);
        }
    }
    for (other, pair) in kept {
        side.by_id[other as usize].1 = 0;
        heap.push((pair.count, Reverse(key(other))));
        pairs.insert(key(other), pair);
    }
}
