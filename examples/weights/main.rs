//! Fits the weights of `src/lang/en/weights.toml` and `values.toml` on stories that people labelled:
//!
//! ```text
//! cargo run --release --example weights -- STORY...
//! ```
//!
//! A `STORY` is a folder with `claims.toml`, `articles.jsonl` and `labels.jsonl` (`docs/accuracy.md`
//! tells what stands in them). Prints the rows of the tables, and how well passages and values are told
//! apart in stories that the weights were not fitted on: each story is left out in turn.

#![allow(clippy::print_stdout, reason = "the table is what it is for")]

mod fit;
#[path = "../accuracy/sets.rs"]
#[allow(dead_code, reason = "only what reads sets is needed here")]
mod sets;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::align::{Probe, Reading};
use corroborate::base::Span;
use corroborate::document::Part;
use corroborate::judge::{self, FacetKind, WeighedValue};
use corroborate::lang::weights::{Signal, Weights, value_weights, weights};
use serde::Deserialize;

use fit::{Example, Model};

/// What people say of a claim in an article besides the verdict.
#[derive(Deserialize)]
struct Reader {
    #[serde(default)]
    quote: String,
    #[serde(default)]
    facets: BTreeMap<String, serde_json::Value>,
}

impl Reader {
    fn contradicts(&self, kind: FacetKind) -> bool {
        self.facets
            .get(kind.as_str())
            .is_some_and(|label| label == "C")
    }
}

/// What a story teaches: passages that tell an event, days and numbers of one.
#[derive(Default)]
struct Lessons {
    passages: Vec<Example>,
    days: Vec<Example>,
    numbers: Vec<Example>,
}

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    match run(&folders) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[allow(clippy::print_stderr, reason = "an error goes there")]
            {
                eprintln!("error: {message}");
            }
            ExitCode::from(2)
        }
    }
}

fn run(folders: &[PathBuf]) -> Result<(), String> {
    if folders.len() < 2 {
        return Err("usage: weights STORY STORY...".to_owned());
    }
    let stories: Vec<Lessons> = folders
        .iter()
        .map(|folder| read(folder))
        .collect::<Result<_, _>>()?;
    println!("# weights.toml: passages\n");
    teach(&stories, weights(), "sign", |story| &story.passages);
    let values = value_weights();
    println!("# values.toml: days\n");
    teach(&stories, &values.date, "date.sign", |story| &story.days);
    println!("# values.toml: numbers\n");
    let rows = "quantity.sign";
    teach(&stories, &values.quantity, rows, |story| &story.numbers);
    Ok(())
}

/// Prints the weights that stories teach, for the signs that a table has, and how well they do where
/// each story is left out in turn.
fn teach<S: Signal>(
    stories: &[Lessons],
    table: &Weights<S>,
    rows: &str,
    lesson: fn(&Lessons) -> &Vec<Example>,
) {
    let kept: Vec<usize> = (0..S::ALL.len())
        .filter(|at| table.has(S::ALL[*at]))
        .collect();
    let stories: Vec<Vec<Example>> = stories
        .iter()
        .map(|story| {
            let examples = lesson(story).iter().cloned();
            examples.map(|example| example.with_signs(&kept)).collect()
        })
        .collect();
    let fitted_without = |left_out: Option<usize>| {
        let others = stories.iter().enumerate();
        let others: Vec<&Example> = others
            .filter(|(at, _)| Some(*at) != left_out)
            .flat_map(|(_, story)| story)
            .collect();
        Model::fit(&others)
    };
    let model = fitted_without(None);
    println!("base = {:.2}\n", model.base);
    for (at, weight) in kept.iter().zip(&model.weights) {
        let name = S::ALL[*at].name();
        println!("[[{rows}]]\nname = \"{name}\"\nweight = {weight:.2}\n");
    }
    let mut right = 0;
    let mut counted = 0;
    for (at, held_out) in stories.iter().enumerate() {
        let model = fitted_without(Some(at));
        for example in held_out.iter().filter(|example| example.told.is_some()) {
            let is_told = model.weigh(&example.signs) > 0.0;
            counted += 1;
            right += usize::from(is_told == (example.told == Some(true)));
        }
    }
    println!("# {right} of {counted} are told right in stories left out in turn\n");
}

/// The passages and values of a story with what people's labels say of them.
fn read(folder: &Path) -> Result<Lessons, String> {
    let set = sets::load(folder)?;
    let claims: BTreeMap<&str, &corroborate::claims::Claim> = set
        .claims
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut lessons = Lessons::default();
    let gold = sets::labels::<Reader>(folder)?;
    for article in &set.articles {
        let (document, annotations, published) = corroborate::check::annotated(article);
        let reading = Reading::new(&document, &annotations, published);
        for row in gold.iter().filter(|row| row.source == article.id) {
            let claim = claims
                .get(row.claim.as_str())
                .ok_or_else(|| format!("a label names `{}`, which is no claim", row.claim))?;
            let probe = Probe::new(0, claim);
            let pair = format!("{} {}", row.claim, row.source);
            let is_quoted = |part: Part, span: Span| {
                let text = match part {
                    Part::Title => article.title.as_deref().unwrap_or_default(),
                    Part::Body => &article.text,
                };
                is_quoted(&row.rest.quote, span.slice(text))
            };
            for passage in judge::weigh(claim, &probe, &reading) {
                let told = match row.verdict.as_str() {
                    "omits" => Some(false),
                    _ if is_quoted(passage.part, passage.span) => Some(true),
                    _ => None,
                };
                lessons.passages.push(Example {
                    pair: pair.clone(),
                    signs: passage.signs.values().to_vec(),
                    told,
                });
            }
            let values = judge::weigh_values(claim, &probe, &reading);
            for kind in [FacetKind::Date, FacetKind::Quantity] {
                let of_kind: Vec<_> = values.iter().filter(|value| value.kind == kind).collect();
                let is_quoted = |value: &WeighedValue| is_quoted(value.part, value.sentence);
                let n_quoted = of_kind.iter().filter(|value| is_quoted(value)).count();
                let examples = of_kind.iter().map(|value| Example {
                    pair: pair.clone(),
                    signs: value.signs.values().to_vec(),
                    told: match row.rest.contradicts(kind) && row.verdict != "omits" {
                        false => Some(false),
                        true if n_quoted == 1 && is_quoted(value) => Some(true),
                        true => None,
                    },
                });
                match kind {
                    FacetKind::Date => lessons.days.extend(examples),
                    _ => lessons.numbers.extend(examples),
                }
            }
        }
    }
    Ok(lessons)
}

/// Whether a passage holds the beginning of the deciding words, or begins inside them.
fn is_quoted(quote: &str, passage: &str) -> bool {
    const LETTERS: usize = 40;
    let plain = |text: &str| -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let (quote, passage) = (plain(quote), plain(passage));
    let start = |text: &str| text.chars().take(LETTERS).collect::<String>();
    quote.len() > 5 && (passage.contains(&start(&quote)) || quote.contains(&start(&passage)))
}
