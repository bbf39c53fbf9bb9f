//! What the arguments mean here: which project, which claims, which articles.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use corroborate::corpus::ReadOptions;
use corroborate::project::{self, Loaded, Project};

use crate::cli::args::InputArgs;
use crate::cli::{Console, Exit};

/// Paths of a run.
#[derive(Debug)]
pub struct Plan {
    pub claims: Vec<PathBuf>,
    pub corpus: Vec<PathBuf>,
    pub snapshots: Option<PathBuf>,
    pub strict_input: bool,
}

impl Plan {
    /// What is not said on the command line comes from the nearest project. The project's
    /// snapshots count only where its claims meet its corpus.
    pub fn new(input: &InputArgs) -> Result<Self, Vec<Problem>> {
        set_threads(input.threads);
        let mut plan = Self {
            claims: input.claims.clone(),
            corpus: input.corpus.clone(),
            snapshots: None,
            strict_input: input.strict_input,
        };
        if plan.claims.is_empty() || plan.corpus.is_empty() {
            let project = nearest_project()?;
            plan.strict_input |= project.strict_input;
            if plan.claims.is_empty() && plan.corpus.is_empty() {
                plan.snapshots = Some(project.snapshots);
            }
            if plan.claims.is_empty() {
                plan.claims = project.claims;
            }
            if plan.corpus.is_empty() {
                plan.corpus = project.corpus;
            }
        }
        Ok(plan)
    }

    /// Reads everything and shows what is wrong with it.
    pub fn load(&self, console: &mut Console<'_>) -> Result<Loaded, Exit> {
        let options = ReadOptions {
            strict_input: self.strict_input,
        };
        let loaded = project::load(&self.claims, &self.corpus, &options);
        let files = &loaded.claims.files;
        let texts: HashMap<&str, &str> = files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()))
            .collect();
        console.problems(&loaded.problems, &texts);
        if let Some(exit) = Exit::of_problems(&loaded.problems) {
            return Err(exit);
        }
        if files.is_empty() {
            return Err(nothing(console, "claim", &self.claims));
        }
        if loaded.articles.is_empty() {
            return Err(nothing(console, "article", &self.corpus));
        }
        Ok(loaded)
    }
}

/// Takes so many threads, if somebody said how many.
pub fn set_threads(threads: Option<usize>) {
    if let Some(threads) = threads {
        // Fails only if the pool is there already; the number of threads changes no result.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global();
    }
}

/// The project that the current folder belongs to.
pub fn nearest_project() -> Result<Project, Vec<Problem>> {
    project::find(Path::new(""))?.ok_or_else(|| {
        vec![
            Problem::error("no-project", "no project here or in a folder above")
                .help("start one with `corroborate init`, or say `--claims PATH --corpus PATH`"),
        ]
    })
}

/// A run that looks at nothing must not be green.
fn nothing(console: &mut Console<'_>, what: &str, paths: &[PathBuf]) -> Exit {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| format!("`{}`", path.display().to_string().escape_debug()))
        .collect();
    console.note(&format!(
        "error: nothing to check: no {what} in {}",
        paths.join(", ")
    ));
    Exit::Nothing
}
