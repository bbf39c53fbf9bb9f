//! Time expressions against TIMEX3 marks: relaxed and strict span F1, and F1 of expressions whose
//! value is right too, as TempEval-3 counts them (UzZaman et al. 2013).
//!
//! Each JSONL file holds a document a line: `text`, `dct` (its day), `timexes` with `start` and
//! `end` in characters, and `value`.

use std::path::{Path, PathBuf};

use corroborate::corpus::SourceMeta;
use corroborate::{Article, EdtfDate, check};
use serde::Deserialize;

use crate::page::{Block, f1, ratio, table};
use crate::sets::rows;

#[derive(Deserialize)]
struct Marked {
    text: String,
    #[serde(default)]
    dct: Option<String>,
    timexes: Vec<Timex>,
}

#[derive(Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    value: String,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    gold: usize,
    said: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.said += other.said;
        self.relaxed += other.relaxed;
        self.strict += other.strict;
        self.value += other.value;
    }

    fn row(&self, name: String) -> Vec<String> {
        let f = |hits| format!("{:.3}", f1(ratio(hits, self.said), ratio(hits, self.gold)));
        let counts = self.gold.to_string();
        vec![name, counts, f(self.relaxed), f(self.strict), f(self.value)]
    }
}

/// Scores every file of a folder.
///
/// # Errors
/// A file that cannot be read.
pub fn measure(folder: &Path) -> Result<Block, String> {
    let list = |error| format!("{}: {error}", folder.display());
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(list)? {
        files.push(entry.map_err(list)?.path());
    }
    files.sort();
    let mut all = Tally::default();
    let mut lines = Vec::new();
    for file in files {
        let mut tally = Tally::default();
        for marked in rows::<Marked>(&file)? {
            tally.add(score(marked)?);
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        lines.push(tally.row(name.into_owned()));
        all.add(tally);
    }
    lines.push(all.row("all".to_owned()));
    let head = [
        "documents",
        "expressions",
        "span F1, relaxed",
        "strict",
        "value F1",
    ];
    Ok(Block {
        name: "dates".to_owned(),
        text: table(&head, &lines),
    })
}

fn score(marked: Marked) -> Result<Tally, String> {
    let mut bytes: Vec<usize> = marked.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(marked.text.len());
    let published = marked.dct.as_deref().map(EdtfDate::parse).transpose();
    let article = Article {
        text: marked.text,
        meta: SourceMeta {
            published: published.map_err(|error| error.to_string())?,
            ..SourceMeta::default()
        },
        ..Article::default()
    };
    let (_, annotations, _) = check::annotated(&article);
    let said = &annotations.times;
    let mut used = vec![false; said.len()];
    let mut tally = Tally {
        gold: marked.timexes.len(),
        said: said.len(),
        ..Tally::default()
    };
    for timex in &marked.timexes {
        let (start, end) = (bytes[timex.start], bytes[timex.end]);
        let overlaps = |at: &usize| {
            let span = said[*at].span;
            !used[*at] && span.start() < end && start < span.end()
        };
        let Some(hit) = (0..said.len()).find(overlaps) else {
            continue;
        };
        used[hit] = true;
        tally.relaxed += 1;
        tally.strict += usize::from((said[hit].span.start(), said[hit].span.end()) == (start, end));
        tally.value += usize::from(said[hit].value == timex.value);
    }
    Ok(tally)
}
