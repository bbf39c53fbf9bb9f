//! Verdicts against what people found by reading: precision and recall of each verdict, and the
//! classes of error.
//!
//! `labels.jsonl` holds a row for each claim and source: `claim`, `source`, `verdict`, `facets`
//! (facet → letter, or for participants value → letter) and `unsure`, which leaves a row out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use corroborate::{ClaimVerdict, Label, Reason};
use serde::Deserialize;
use serde_json::Value;

use crate::page::{Block, f1, ratio, share, table};
use crate::sets::{Checked, labels};

/// Classes of error that the page lists.
const LISTED: usize = 12;

#[derive(Deserialize)]
struct Facets {
    #[serde(default)]
    facets: serde_json::Map<String, Value>,
}

/// Pairs by what people say and what the checker says.
#[derive(Default)]
struct Confusion(BTreeMap<(String, Label), usize>);

impl Confusion {
    fn count(&self, pick: impl Fn(&str, Label) -> bool) -> usize {
        let picked = self.0.iter().filter(|((gold, said), _)| pick(gold, *said));
        picked.map(|(_, n)| n).sum()
    }

    fn right(&self, label: Label) -> usize {
        self.count(|gold, said| gold == label.as_str() && said == label)
    }

    fn precision(&self, label: Label) -> (usize, usize) {
        (self.right(label), self.count(|_, said| said == label))
    }

    fn recall(&self, label: Label) -> (usize, usize) {
        (
            self.right(label),
            self.count(|gold, _| gold == label.as_str()),
        )
    }

    fn f1(&self, label: Label) -> f64 {
        let (precision, recall) = (self.precision(label), self.recall(label));
        f1(ratio(precision.0, precision.1), ratio(recall.0, recall.1))
    }

    fn macro_f1(&self) -> f64 {
        let labels = [Label::Supports, Label::Contradicts, Label::Omits];
        labels.map(|label| self.f1(label)).iter().sum::<f64>() / 3.0
    }
}

/// Scores sets of one kind, together and by halves (folders in the order of their names, the
/// first, third, … against the others).
///
/// # Errors
/// A set that cannot be read.
pub fn measure(name: &str, folders: &[PathBuf]) -> Result<Vec<Block>, String> {
    let mut all = Confusion::default();
    let mut halves = [Confusion::default(), Confusion::default()];
    let mut classes: BTreeMap<(String, &'static str, Reason), usize> = BTreeMap::new();
    for (at, folder) in folders.iter().enumerate() {
        let checked = Checked::read(folder)?;
        for gold in labels::<Facets>(folder)? {
            let verdict = checked.verdict(&gold.claim, &gold.source)?;
            for confusion in [&mut all, &mut halves[at % 2]] {
                let pair = (gold.verdict.clone(), verdict.label);
                *confusion.0.entry(pair).or_default() += 1;
            }
            if gold.verdict != verdict.label.as_str() {
                let class = (
                    gold.verdict.clone(),
                    verdict.label.as_str(),
                    cause(&gold.rest, verdict),
                );
                *classes.entry(class).or_default() += 1;
            }
        }
    }
    let mut blocks = vec![Block {
        name: name.to_owned(),
        text: figures(&all, &halves, folders.len()),
    }];
    if folders.len() > 1 {
        blocks.push(Block {
            name: format!("{name} errors"),
            text: errors(classes),
        });
    }
    Ok(blocks)
}

/// Why the checker says what it says, where it differs from people: the reason of the facet that
/// they found contradicted, else that of the event or of the passage that came nearest.
fn cause(gold: &Facets, verdict: &ClaimVerdict) -> Reason {
    let is_contradicted = |kind: &str, value: &str| {
        let facets = gold.facets.iter();
        let key = if kind == "participant" {
            "participants"
        } else {
            kind
        };
        facets.filter(|(facet, _)| *facet == key).any(|(_, label)| {
            let label = label.get(value).unwrap_or(label);
            label.as_str() == Some("C")
        })
    };
    let differing = verdict
        .facets
        .iter()
        .find(|facet| is_contradicted(facet.kind.as_str(), &facet.value));
    let nearest = verdict.nearest.as_ref().map(|nearest| nearest.reason);
    let event = verdict.facets.first().map(|facet| facet.reason);
    match (verdict.label, differing) {
        (Label::Omits, _) => nearest.or(event),
        (_, Some(facet)) => Some(facet.reason),
        (Label::Contradicts, None) => {
            let mut facets = verdict.facets.iter();
            facets
                .find(|facet| facet.label == Label::Contradicts)
                .map(|facet| facet.reason)
        }
        _ => event,
    }
    .unwrap_or(Reason::EventNotMentioned)
}

fn figures(all: &Confusion, halves: &[Confusion; 2], sets: usize) -> String {
    let mut head = vec!["figure", "all"];
    let mut of = vec![all];
    if sets > 1 {
        head.extend(["first half", "second half"]);
        of.extend(halves);
    }
    let row = |name: String, figure: &dyn Fn(&Confusion) -> String| {
        let mut row = vec![name];
        row.extend(of.iter().map(|confusion| figure(confusion)));
        row
    };
    let mut rows = vec![
        row("pairs".into(), &|c| c.count(|_, _| true).to_string()),
        row("macro-F1".into(), &|c| format!("{:.3}", c.macro_f1())),
    ];
    for label in [Label::Supports, Label::Contradicts, Label::Omits] {
        let pairs = |(part, whole): (usize, usize)| share(part, whole);
        rows.push(row(format!("{}: precision", label.as_str()), &|c| {
            pairs(c.precision(label))
        }));
        rows.push(row(format!("{}: recall", label.as_str()), &|c| {
            pairs(c.recall(label))
        }));
    }
    table(&head, &rows)
}

fn errors(classes: BTreeMap<(String, &'static str, Reason), usize>) -> String {
    let mut classes: Vec<_> = classes.into_iter().collect();
    classes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let left = classes.split_off(LISTED.min(classes.len()));
    let mut rows: Vec<Vec<String>> = classes
        .into_iter()
        .map(|((gold, said, reason), n)| {
            let reason = format!("`{}`: {}", reason.code(), reason.summary());
            vec![format!("{gold} → {said}"), n.to_string(), reason]
        })
        .collect();
    if !left.is_empty() {
        let n: usize = left.iter().map(|(_, n)| n).sum();
        rows.push(vec!["others".to_owned(), n.to_string(), String::new()]);
    }
    table(
        &["people → program", "pairs", "what the program says"],
        &rows,
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::measure;

    const CLAIMS: &str = r#"
        version = 1
        [[claim]]
        id = "visit"
        text = "Ada Lindqvist visited Oslo on 4 July 2024."
        event = "visit"
        participants = ["Ada Lindqvist"]
        place = "Oslo"
        date = "2024-07-04"
    "#;

    fn article(id: &str, day: &str) -> String {
        let text = format!("Ada Lindqvist visited Oslo on {day}.");
        format!(
            "{}\n",
            serde_json::json!({"id": id, "text": text, "published": "2024-07-06"})
        )
    }

    fn label(source: &str, verdict: &str) -> String {
        let row = serde_json::json!({"claim": "visit", "source": source, "verdict": verdict});
        format!("{row}\n")
    }

    #[test]
    fn right_and_wrong_verdicts_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: String| {
            fs::write(folder.path().join(name), text).expect("it can be written");
        };
        write("claims.toml", CLAIMS.to_owned());
        write(
            "articles.jsonl",
            article("a", "Thursday") + &article("b", "Friday"),
        );
        write(
            "labels.jsonl",
            label("a", "supports") + &label("b", "supports"),
        );
        let blocks = measure("mine", &[folder.path().to_owned()]).expect("a whole set");
        let text = &blocks[0].text;
        assert!(text.contains("| pairs | 2 |"), "{text}");
        assert!(text.contains("| supports: precision | 1.000 |"), "{text}");
        assert!(text.contains("| supports: recall | 0.500 |"), "{text}");
        assert!(
            text.contains("| contradicts: precision | 0.000 |"),
            "{text}"
        );
    }

    #[test]
    fn a_label_of_an_unknown_source_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: String| {
            fs::write(folder.path().join(name), text).expect("it can be written");
        };
        write("claims.toml", CLAIMS.to_owned());
        write("articles.jsonl", article("a", "Thursday"));
        write("labels.jsonl", label("nobody", "supports"));
        assert!(measure("mine", &[folder.path().to_owned()]).is_err());
    }
}
