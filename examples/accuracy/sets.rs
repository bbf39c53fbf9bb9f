//! Labelled sets on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use corroborate::base::Severity;
use corroborate::claims::Claim;
use corroborate::corpus::ReadOptions;
use corroborate::project::{self, Loaded};
use corroborate::{CheckOptions, CheckResult, ClaimVerdict, Label, check};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Claims, articles and what the checker says of them.
pub struct Checked {
    pub loaded: Loaded,
    result: CheckResult,
    claims: BTreeMap<String, usize>,
    sources: BTreeMap<String, usize>,
}

impl Checked {
    /// Reads `claims.toml` and `articles.jsonl` (or `articles/`) of a folder and checks them.
    ///
    /// # Errors
    /// Claims or articles that cannot be read.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let loaded = load(folder)?;
        let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
        let ids = |ids: &mut dyn Iterator<Item = &String>| -> BTreeMap<String, usize> {
            ids.enumerate().map(|(at, id)| (id.clone(), at)).collect()
        };
        Ok(Self {
            claims: ids(&mut loaded.claims.claims.iter().map(|claim| &claim.id)),
            sources: ids(&mut result.sources.iter().map(|source| &source.id)),
            loaded,
            result,
        })
    }

    /// The verdict of a claim in a source, by their ids.
    ///
    /// # Errors
    /// An id that is in no claim or article.
    pub fn verdict(&self, claim: &str, source: &str) -> Result<&ClaimVerdict, String> {
        let at = |ids: &BTreeMap<String, usize>, id: &str| {
            let at = ids.get(id).copied();
            at.ok_or_else(|| format!("a label names `{id}`, which is not in the set"))
        };
        let (claim, source) = (at(&self.claims, claim)?, at(&self.sources, source)?);
        Ok(&self.result.verdicts[claim * self.sources.len() + source])
    }

    /// All verdicts that are no omissions, with their claim and the id of their source.
    pub fn spoken(&self) -> impl Iterator<Item = (&Claim, &str)> {
        self.result
            .verdicts
            .iter()
            .filter(|verdict| verdict.label != Label::Omits)
            .map(|verdict| {
                let claim = &self.loaded.claims.claims[verdict.claim];
                (claim, self.result.sources[verdict.source].id.as_str())
            })
    }
}

/// Claims and articles of a folder: `claims.toml`, `articles.jsonl` (or `articles/`).
///
/// # Errors
/// Claims or articles that cannot be read.
pub fn load(folder: &Path) -> Result<Loaded, String> {
    let jsonl = folder.join("articles.jsonl");
    let corpus = if jsonl.is_file() {
        jsonl
    } else {
        folder.join("articles")
    };
    let claims = folder.join("claims.toml");
    let loaded = project::load(&[claims], &[corpus], &ReadOptions::default());
    let wrong = |problem: &&corroborate::Problem| problem.severity == Severity::Error;
    match loaded.problems.iter().find(wrong) {
        Some(problem) => Err(format!("{}: {}", folder.display(), problem.message)),
        None => Ok(loaded),
    }
}

/// What people say of a claim in a source, with what one reader of labels needs besides.
#[derive(Deserialize)]
pub struct Gold<T> {
    pub claim: String,
    pub source: String,
    pub verdict: String,
    #[serde(default)]
    unsure: bool,
    #[serde(flatten)]
    pub rest: T,
}

/// The rows of `labels.jsonl` of which the reader was sure.
///
/// # Errors
/// It cannot be read, or a row is not what it should be.
pub fn labels<T: DeserializeOwned>(folder: &Path) -> Result<Vec<Gold<T>>, String> {
    let mut labels: Vec<Gold<T>> = rows(&folder.join("labels.jsonl"))?;
    labels.retain(|label| !label.unsure);
    Ok(labels)
}

/// The folders in a folder, in the order of their names; none if it is not there.
///
/// # Errors
/// It cannot be listed.
pub fn folders(parent: &Path) -> Result<Vec<PathBuf>, String> {
    if !parent.is_dir() {
        return Ok(Vec::new());
    }
    let list = |error| format!("{}: {error}", parent.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(parent).map_err(list)? {
        let path = entry.map_err(list)?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The rows of a JSONL file.
///
/// # Errors
/// It cannot be read, or a row is not what it should be.
pub fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), at + 1))
        })
        .collect()
}
