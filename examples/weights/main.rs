//! Fits the weights of `src/lang/en/weights.toml` on stories that people labelled:
//!
//! ```text
//! cargo run --release --example weights -- STORY...
//! ```
//!
//! A `STORY` is a folder with `claims.toml`, `articles.jsonl` and `labels.jsonl` (`docs/accuracy.md`
//! tells what stands in them). Prints the rows of the table, and how well passages are told apart in
//! stories that the weights were not fitted on: each story is left out in turn.

#![allow(clippy::print_stdout, reason = "the table is what it is for")]

mod fit;
#[path = "../accuracy/sets.rs"]
#[allow(dead_code, reason = "only what reads sets is needed here")]
mod sets;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::align::{Probe, Reading};
use corroborate::document::Part;
use corroborate::judge;
use corroborate::lang::weights::Sign;
use serde::Deserialize;

use fit::{Example, Model};

#[derive(Deserialize)]
struct Quote {
    #[serde(default)]
    quote: String,
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
    let stories: Vec<Vec<Example>> = folders
        .iter()
        .map(|folder| read(folder))
        .collect::<Result<_, _>>()?;
    let all: Vec<&Example> = stories.iter().flatten().collect();
    let model = Model::fit(&all);
    println!("base = {:.2}\n", model.base);
    for (sign, weight) in Sign::ALL.iter().zip(&model.weights) {
        println!(
            "[[sign]]\nname = \"{}\"\nweight = {weight:.2}\n",
            sign.name()
        );
    }
    let mut right = 0;
    let mut counted = 0;
    for (at, held_out) in stories.iter().enumerate() {
        let others: Vec<&Example> = stories
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .flat_map(|(_, story)| story)
            .collect();
        let model = Model::fit(&others);
        let known = held_out.iter().filter(|example| example.told.is_some());
        for example in known {
            counted += 1;
            right +=
                usize::from((model.weigh(&example.signs) > 0.0) == (example.told == Some(true)));
        }
    }
    println!("# {right} of {counted} passages of stories left out in turn are told right");
    Ok(())
}

/// The passages of a story with what people's labels say of them.
fn read(folder: &Path) -> Result<Vec<Example>, String> {
    let set = sets::load(folder)?;
    let claims: BTreeMap<&str, &corroborate::claims::Claim> = set
        .claims
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut examples = Vec::new();
    let gold = sets::labels::<Quote>(folder)?;
    for article in &set.articles {
        let (document, annotations, published) = corroborate::check::annotated(article);
        let reading = Reading::new(&document, &annotations, published);
        for row in gold.iter().filter(|row| row.source == article.id) {
            let claim = claims
                .get(row.claim.as_str())
                .ok_or_else(|| format!("a label names `{}`, which is no claim", row.claim))?;
            let probe = Probe::new(0, claim);
            let pair = format!("{} {}", row.claim, row.source);
            for passage in judge::weigh(claim, &probe, &reading) {
                let text = match passage.part {
                    Part::Title => article.title.as_deref().unwrap_or_default(),
                    Part::Body => &article.text,
                };
                let told = match row.verdict.as_str() {
                    "omits" => Some(false),
                    _ if is_quoted(&row.rest.quote, passage.span.slice(text)) => Some(true),
                    _ => None,
                };
                examples.push(Example {
                    pair: pair.clone(),
                    signs: passage.signs.values().to_vec(),
                    told,
                });
            }
        }
    }
    Ok(examples)
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
