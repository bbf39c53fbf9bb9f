//! The passages that two articles share.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::Span;
use crate::syndication::fingerprint::SHINGLE;
use crate::syndication::{Fingerprints, Words};

/// Equal words outside of quotation marks that make a passage.
///
/// Measured on 1,700 news stories of 1,000 outlets: reports written independently of the same
/// incident share addresses, titles, names and the wording of charges, hardly ever more than
/// fourteen words on end; from fifteen on what is shared is agency copy, a press release or a
/// reprint.
pub const SHORTEST_PASSAGE: usize = 15;

/// Of these, words that are neither names nor numbers: a list of factions or of the injured is
/// long, and the same in every report.
pub const PLAIN_WORDS: usize = 10;

/// Words that an editor may have put in, taken out or changed between two equal runs.
const LARGEST_EDIT: usize = 4;

/// Occurrences of one shingle in an article that are followed: captions of a gallery come a
/// hundred times.
const MOST_OCCURRENCES: usize = 4;

/// Words looked at in two articles, as a multiple of their length: texts made of one phrase over and
/// over would else take time in the square of it.
const MOST_WORK: usize = 32;

/// A passage that stands in two articles, perhaps with small edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the text of the first article.
    pub first: Span,
    /// Its bytes in the text of the second.
    pub second: Span,
    /// Equal words.
    pub words: usize,
}

/// What two articles share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Passages in the order of the first article.
    pub passages: Vec<Passage>,
    /// Ranges of equal words in the first and in the second article: sorted, not overlapping.
    runs: [Vec<Range<usize>>; 2],
}

impl Shared {
    /// Words of the first (`0`) or second (`1`) article that the other has too.
    #[must_use]
    pub fn n_words(&self, side: usize) -> usize {
        self.runs[side].iter().map(Range::len).sum()
    }

    /// How many of the words in `range`, by position, are shared.
    #[must_use]
    pub fn within(&self, side: usize, range: &Range<usize>) -> usize {
        let runs = &self.runs[side];
        let from = runs.partition_point(|run| run.end <= range.start);
        runs[from..]
            .iter()
            .take_while(|run| run.start < range.end)
            .map(|run| run.end.min(range.end) - run.start.max(range.start))
            .sum()
    }
}

/// A run of equal words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

/// The passages that two articles share.
#[must_use]
pub fn shared(first: (&Words, &Fingerprints), second: (&Words, &Fingerprints)) -> Shared {
    let (a, b) = (first.0, second.0);
    let mut found = Shared::default();
    for chain in chains(needed(runs(first, second), a.len(), b.len())) {
        let (mut own, mut plain, mut words) = (0, 0, 0);
        for run in &chain {
            let (n, p) = a.own(&(run.a..run.a + run.len));
            own += n;
            plain += p;
            words += run.len;
        }
        if own < SHORTEST_PASSAGE || plain < PLAIN_WORDS {
            continue;
        }
        let (start, end) = (chain[0], chain[chain.len() - 1]);
        found.passages.push(Passage {
            first: a.span(&(start.a..end.a + end.len)),
            second: b.span(&(start.b..end.b + end.len)),
            words,
        });
        for run in chain {
            found.runs[0].push(run.a..run.a + run.len);
            found.runs[1].push(run.b..run.b + run.len);
        }
    }
    found.passages.sort_by_key(|own| (own.first, own.second));
    for runs in &mut found.runs {
        merge(runs);
    }
    found
}

/// Maximal runs of equal words around common shingles, each once.
fn runs(first: (&Words, &Fingerprints), second: (&Words, &Fingerprints)) -> Vec<Run> {
    let (a, b) = (first.0.keys(), second.0.keys());
    let mut found = Vec::new();
    // On each diagonal (how far the words are apart), where the last run ends: seeds inside it
    // belong to it.
    let mut seeds = seeds(&first.1.all, &second.1.all);
    seeds.sort_unstable();
    let mut ends: BTreeMap<isize, usize> = BTreeMap::new();
    let mut work = MOST_WORK * (a.len() + b.len());
    for (at, bt) in seeds {
        let diagonal = bt.cast_signed() - at.cast_signed();
        if ends.get(&diagonal).is_some_and(|end| at < *end) {
            continue;
        }
        if a[at..at + SHINGLE] != b[bt..bt + SHINGLE] {
            continue;
        }
        let back = a[..at]
            .iter()
            .rev()
            .zip(b[..bt].iter().rev())
            .take_while(|(x, y)| x == y)
            .count();
        let on = a[at..]
            .iter()
            .zip(&b[bt..])
            .take_while(|(x, y)| x == y)
            .count();
        ends.insert(diagonal, at + on);
        work = work.saturating_sub(back + on);
        if work == 0 {
            break;
        }
        found.push(Run {
            a: at - back,
            b: bt - back,
            len: back + on,
        });
    }
    found
}

/// Positions of the shingles that both have.
fn seeds(a: &[(u64, u32)], b: &[(u64, u32)]) -> Vec<(usize, usize)> {
    let mut seeds = Vec::new();
    let (mut at, mut bt) = (0, 0);
    while at < a.len() && bt < b.len() {
        let (hash, other) = (a[at].0, b[bt].0);
        if hash < other {
            at += 1;
        } else if hash > other {
            bt += 1;
        } else {
            let of = |list: &[(u64, u32)], from: usize| {
                list[from..]
                    .iter()
                    .take_while(|own| own.0 == hash)
                    .map(|own| own.1 as usize)
                    .collect::<Vec<_>>()
            };
            let (left, right) = (of(a, at), of(b, bt));
            for x in left.iter().take(MOST_OCCURRENCES) {
                seeds.extend(right.iter().take(MOST_OCCURRENCES).map(|y| (*x, *y)));
            }
            at += left.len();
            bt += right.len();
        }
    }
    seeds
}

/// Longest first, the runs that cover a word which no longer one covers, on either side.
fn needed(mut runs: Vec<Run>, a: usize, b: usize) -> Vec<Run> {
    runs.sort_unstable_by_key(|run| (std::cmp::Reverse(run.len), run.a, run.b));
    let mut covered = [vec![false; a], vec![false; b]];
    runs.retain(|run| {
        let sides = [run.a, run.b].map(|start| start..start + run.len);
        let is_new = sides
            .iter()
            .zip(&covered)
            .any(|(range, side)| side[range.clone()].iter().any(|is| !is));
        if is_new {
            for (range, side) in sides.into_iter().zip(&mut covered) {
                side[range].fill(true);
            }
        }
        is_new
    });
    runs.sort_unstable();
    runs
}

/// Runs that follow each other in both articles with no more than an edit between them.
fn chains(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut open: Vec<Vec<Run>> = Vec::new();
    let mut done: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let is_near = |chain: &mut Vec<Run>| {
            let last = chain[chain.len() - 1];
            last.a + last.len + LARGEST_EDIT >= run.a
        };
        let near = open.extract_if(.., |chain| !is_near(chain));
        done.extend(near);
        let next = open.iter_mut().find_map(|chain| {
            let next = following(chain[chain.len() - 1], run)?;
            Some((chain, next))
        });
        match next {
            Some((chain, next)) => chain.push(next),
            None => open.push(vec![run]),
        }
    }
    done.extend(open);
    done.sort_unstable_by_key(|chain| chain[0]);
    done
}

/// What `run` adds behind `last`, if it follows it. Two runs overlap by a word or two where an edit
/// repeats what stands around it.
fn following(last: Run, run: Run) -> Option<Run> {
    let overlap = (last.a + last.len)
        .saturating_sub(run.a)
        .max((last.b + last.len).saturating_sub(run.b));
    if overlap > LARGEST_EDIT || overlap >= run.len {
        return None;
    }
    let next = Run {
        a: run.a + overlap,
        b: run.b + overlap,
        len: run.len - overlap,
    };
    let is_near = next.a - (last.a + last.len) <= LARGEST_EDIT
        && next.b - (last.b + last.len) <= LARGEST_EDIT;
    is_near.then_some(next)
}

/// Sorts ranges and joins those that touch.
fn merge(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
}
