//! Fingerprints of articles, and the pairs of a corpus that share some.

use rayon::prelude::*;

use crate::syndication::{Shared, Words, shared};

/// Words of a shingle (w-shingling: A. Broder, "On the resemblance and containment of documents",
/// SEQUENCES 1997).
pub(super) const SHINGLE: usize = 5;

/// Shingles of which one is kept (winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing:
/// local algorithms for document fingerprinting", SIGMOD 2003). Every run of
/// `WINDOW + SHINGLE - 1` = 8 equal words leaves a fingerprint in both articles.
const WINDOW: usize = 4;

/// Fingerprints that a pair must share before it is looked at: fifteen equal words on end leave two
/// at least.
const FEWEST_IN_COMMON: usize = 2;

/// Up to so many articles with one fingerprint are compared each with each; of more, each with the
/// first and with the next. All of them share the words, so that what belongs together stays
/// connected, and the work stays linear in the text.
const MOST_EACH_WITH_EACH: usize = 10;

/// The shingles of an article.
#[derive(Clone, Debug, Default)]
pub struct Fingerprints {
    /// Hash and position of the first word of every shingle, in the order of hashes.
    pub(super) all: Vec<(u64, u32)>,
    /// Hashes of those that winnowing keeps, sorted, each once.
    kept: Vec<u64>,
}

impl Fingerprints {
    /// Those of an article.
    #[must_use]
    pub fn of(words: &Words) -> Self {
        let hashes: Vec<u64> = words.keys().windows(SHINGLE).map(shingle).collect();
        let mut kept: Vec<u64> = Vec::with_capacity(hashes.len() / 2 + 1);
        kept.extend(
            hashes
                .windows(WINDOW)
                .filter_map(|window| window.iter().min()),
        );
        kept.sort_unstable();
        kept.dedup();
        let mut all: Vec<(u64, u32)> = hashes.into_iter().zip(0..).collect();
        all.sort_unstable();
        Self { all, kept }
    }

    /// Drops what winnowing kept but no other article has. [`pairs`] among any of them stay the
    /// same, and finding them becomes cheap.
    pub fn drop_unshared(articles: &mut [Self]) {
        let mut hashes: Vec<u64> = articles
            .iter()
            .flat_map(|own| own.kept.iter().copied())
            .collect();
        hashes.par_sort_unstable();
        let in_several: Vec<u64> = hashes
            .chunk_by(|a, b| a == b)
            .filter(|chunk| chunk.len() > 1)
            .map(|chunk| chunk[0])
            .collect();
        articles.par_iter_mut().for_each(|own| {
            own.kept
                .retain(|hash| in_several.binary_search(hash).is_ok());
        });
    }
}

fn shingle(keys: &[u64]) -> u64 {
    // Keys are hashes already; this mixes their order in (the finisher of SplitMix64).
    let mut hash = 0_u64;
    for key in keys {
        hash = (hash.rotate_left(23) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    hash ^= hash >> 30;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 27)
}

/// The pairs among `articles` that share passages, with the passages, ordered by the positions of
/// the two. The order in which articles are given changes nothing else.
///
/// Takes time linear in the text, but for what is really shared. Where more than ten articles hold
/// the same words, not every pair of them is given, but they are all connected by pairs.
#[must_use]
pub fn pairs(articles: &[(&Words, &Fingerprints)]) -> Vec<(usize, usize, Shared)> {
    let candidates = candidates(articles);
    candidates
        .into_par_iter()
        .filter_map(|(a, b)| {
            let found = shared(articles[a], articles[b]);
            (!found.passages.is_empty()).then_some((a, b, found))
        })
        .collect()
}

/// Pairs with enough fingerprints in common, in order.
fn candidates(articles: &[(&Words, &Fingerprints)]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (article, (_, own)) in (0..).zip(articles) {
        postings.extend(own.kept.iter().map(|hash| (*hash, article)));
    }
    postings.par_sort_unstable();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for chunk in postings.chunk_by(|a, b| a.0 == b.0) {
        if chunk.len() <= MOST_EACH_WITH_EACH {
            for (at, (_, b)) in chunk.iter().enumerate() {
                found.extend(chunk[..at].iter().map(|(_, a)| (*a, *b)));
            }
        } else {
            found.extend(chunk.windows(2).map(|two| (two[0].1, two[1].1)));
            found.extend(chunk[2..].iter().map(|(_, b)| (chunk[0].1, *b)));
        }
    }
    found.par_sort_unstable();
    found
        .chunk_by(|one, other| one == other)
        .filter(|same| same.len() >= FEWEST_IN_COMMON)
        .map(|same| (same[0].0 as usize, same[0].1 as usize))
        .collect()
}
