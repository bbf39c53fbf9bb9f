//! Incidents with true claims and copies of which one facet is falsified.
//!
//! `truth.jsonl` holds a row for each claim and facet: `claim`, `facet`, `kind` (`true` or
//! `false`) and `sources`, the articles about its incident. Every other article of the folder is
//! about another incident and should omit it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use corroborate::{Label, Reason};
use serde::Deserialize;

use crate::page::{Block, share, table};
use crate::sets::{Checked, rows};

const LISTED: usize = 12;

#[derive(Deserialize)]
struct Truth {
    claim: String,
    facet: String,
    kind: String,
    sources: Vec<String>,
}

/// Facets by kind of claim and verdict.
#[derive(Default)]
struct Tally(BTreeMap<(String, bool, Label), usize>);

impl Tally {
    fn of(&self, facet: &str, is_true: bool, label: Label) -> usize {
        let key = (facet.to_owned(), is_true, label);
        self.0.get(&key).copied().unwrap_or_default()
    }

    fn decided(&self, facet: &str, is_true: bool) -> usize {
        self.of(facet, is_true, Label::Supports) + self.of(facet, is_true, Label::Contradicts)
    }

    /// Shares as in the head of the table.
    fn row(&self, facet: &str) -> [String; 4] {
        let alarms = self.of(facet, true, Label::Contradicts);
        let fooled = self.of(facet, false, Label::Supports);
        let whole = |is_true| self.decided(facet, is_true) + self.of(facet, is_true, Label::Omits);
        [
            share(alarms, self.decided(facet, true)),
            share(fooled, self.decided(facet, false)),
            share(self.of(facet, true, Label::Supports), whole(true)),
            share(self.of(facet, false, Label::Contradicts), whole(false)),
        ]
    }
}

/// Scores shards, together and by halves.
///
/// # Errors
/// A shard that cannot be read.
pub fn measure(shards: &[PathBuf]) -> Result<Vec<Block>, String> {
    let mut all = Tally::default();
    let mut halves = [Tally::default(), Tally::default()];
    let mut strays = [0; 2];
    let mut silent: BTreeMap<(String, Reason), usize> = BTreeMap::new();
    for (at, shard) in shards.iter().enumerate() {
        let checked = Checked::read(shard)?;
        let truths: Vec<Truth> = rows(&shard.join("truth.jsonl"))?;
        let own: BTreeSet<(&str, &str)> = truths
            .iter()
            .flat_map(|truth| {
                truth
                    .sources
                    .iter()
                    .map(|s| (truth.claim.as_str(), s.as_str()))
            })
            .collect();
        let is_stray = |(claim, source): &(&corroborate::Claim, &str)| {
            !own.contains(&(claim.id.as_str(), *source))
        };
        strays[at % 2] += checked.spoken().filter(is_stray).count();
        for truth in &truths {
            for source in &truth.sources {
                let verdict = checked.verdict(&truth.claim, source)?;
                let mut facets = verdict.facets.iter();
                let facet = facets.rfind(|facet| facet.kind.as_str() == truth.facet);
                let label = match facet {
                    Some(facet) if verdict.label != Label::Omits => facet.label,
                    _ => Label::Omits,
                };
                let is_true = truth.kind == "true";
                for tally in [&mut all, &mut halves[at % 2]] {
                    let key = (truth.facet.clone(), is_true, label);
                    *tally.0.entry(key).or_default() += 1;
                }
                if is_true && label == Label::Omits {
                    let nearest = verdict.nearest.as_ref().map(|nearest| nearest.reason);
                    let reason = nearest.or(facet.map(|facet| facet.reason));
                    let reason = reason.unwrap_or(Reason::EventNotMentioned);
                    *silent.entry((truth.facet.clone(), reason)).or_default() += 1;
                }
            }
        }
    }
    Ok(vec![
        Block {
            name: "contrast".to_owned(),
            text: figures(&all, &halves, strays),
        },
        Block {
            name: "contrast errors".to_owned(),
            text: silences(silent),
        },
    ])
}

fn figures(all: &Tally, halves: &[Tally; 2], strays: [usize; 2]) -> String {
    let facets: BTreeSet<&String> = all.0.keys().map(|(facet, _, _)| facet).collect();
    let mut lines = Vec::new();
    for facet in facets {
        for (name, tally) in [
            ("all", all),
            ("first half", &halves[0]),
            ("second half", &halves[1]),
        ] {
            let mut line = vec![format!("{facet}, {name}")];
            line.extend(tally.row(facet));
            lines.push(line);
        }
    }
    let text = table(
        &["facet", "false alarms", "fooled", "found", "caught"],
        &lines,
    );
    let [first, second] = strays;
    format!(
        "{text}\nVerdicts on articles about other incidents: {} ({first} in the first half, {second} in \
         the second).\n",
        first + second
    )
}

fn silences(silent: BTreeMap<(String, Reason), usize>) -> String {
    let mut silent: Vec<_> = silent.into_iter().collect();
    silent.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let rows: Vec<Vec<String>> = silent
        .into_iter()
        .take(LISTED)
        .map(|((facet, reason), n)| {
            let reason = format!("`{}`: {}", reason.code(), reason.summary());
            vec![facet, n.to_string(), reason]
        })
        .collect();
    table(
        &["true facet not found", "pairs", "what the program says"],
        &rows,
    )
}
