//! A project that is checked again and again: what did not change is not read, annotated or judged
//! a second time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corroborate::base::Problem;
use corroborate::check::{self, Annotated, CheckOptions, Questions, Sentences};
use corroborate::claims::{self, Claim, ClaimFile, ClaimSet, Label};
use corroborate::corpus::{self, Article, Overlay, ReadOptions};
use corroborate::gate::{self, GateOutcome};
use corroborate::judge::{CheckResult, ClaimVerdict};
use corroborate::lang;
use corroborate::project::{self, Project};
use rayon::prelude::*;

use crate::cli::lsp::buffers::canonical;

/// Bytes of articles whose annotations are kept, about ten times as much in memory. In a larger
/// corpus verdicts are kept all the same, so that only a new claim reads all articles again.
const KEPT_BYTES: usize = 64 << 20;

/// One project, with all that is worth keeping between two checks.
#[derive(Default)]
pub struct Desk {
    root: PathBuf,
    /// As last read without a problem.
    project: Option<Project>,
    /// The corpus as last read: from where, over which unsaved texts.
    read_from: Option<(Vec<PathBuf>, bool, Overlay)>,
    articles: Arc<Vec<Article>>,
    problems: Vec<Problem>,
    /// One for each article.
    kept: Vec<Kept>,
    /// What came of the last check.
    last: Arc<CheckResult>,
    /// The claims that it was about, as far as verdicts rest on them.
    asked: Vec<String>,
}

/// What is known of an article.
#[derive(Default)]
struct Kept {
    annotated: Option<Annotated<'static>>,
    sentences: Sentences,
    /// Its position among the sources of the last check; `None` if it was not asked then.
    row: Option<usize>,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Findings {
    pub root: PathBuf,
    pub claims: ClaimSet,
    pub articles: Arc<Vec<Article>>,
    /// Omissions without details, which are asked for where somebody looks: see [`Findings::closer`].
    pub result: Arc<CheckResult>,
    pub outcome: GateOutcome,
    pub problems: Vec<Problem>,
}

/// The check was overtaken by a change.
#[derive(Debug)]
pub struct Overtaken;

impl Desk {
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            ..Self::default()
        }
    }

    /// Checks the project with these unsaved texts. Files are read again from disk if
    /// `is_disk_changed`, claim files always.
    pub fn check(
        &mut self,
        overlay: &Overlay,
        is_disk_changed: bool,
        is_overtaken: &(dyn Fn() -> bool + Sync),
    ) -> Result<Findings, Overtaken> {
        let mut problems = Vec::new();
        match self.configuration(overlay) {
            Ok(Some(project)) => self.project = Some(project),
            Ok(None) => {}
            Err(found) => problems.extend(found),
        }
        let Some(project) = self.project.clone() else {
            return Ok(Findings {
                root: self.root.clone(),
                problems,
                ..Findings::default()
            });
        };
        let (files, found) = claim_files(&project.claims, overlay);
        problems.extend(found);
        let (claims, found) = claims::load(&files, &lang::is_event_word);
        problems.extend(found);
        self.read_corpus(&project, &files, overlay, is_disk_changed);
        problems.extend(self.problems.iter().cloned());
        if !self.articles.is_empty() {
            let ids = self.articles.iter().map(|own| own.id.clone()).collect();
            problems.extend(claims::check_sources(&claims, &ids));
        }
        let result = self.ask(&claims.claims, is_overtaken)?;
        let options = gate::Options {
            as_of: gate::newest_published(&self.articles),
            // While a file is broken the rest is a part of what will be there.
            is_partial: problems.iter().any(Problem::is_error),
            snapshots: None,
        };
        let outcome = gate::judge(&claims, &self.articles, &result, &options);
        Ok(Findings {
            root: self.root.clone(),
            outcome,
            articles: Arc::clone(&self.articles),
            claims,
            result,
            problems,
        })
    }

    fn configuration(&self, overlay: &Overlay) -> Result<Option<Project>, Vec<Problem>> {
        let config = self.root.join(project::CONFIG);
        match overlay.get(&config) {
            Some(text) => {
                project::configured(&self.root, text, &config.to_string_lossy()).map(Some)
            }
            None => project::at(&self.root),
        }
    }

    fn read_corpus(
        &mut self,
        project: &Project,
        files: &[ClaimFile],
        overlay: &Overlay,
        is_disk_changed: bool,
    ) {
        let mut own = overlay.clone();
        for file in files {
            own.0.remove(&canonical(Path::new(&file.path)));
        }
        let from = (project.corpus.clone(), project.strict_input, own);
        let is_same = |old: &(Vec<PathBuf>, bool, Overlay)| {
            old.0 == from.0 && old.1 == from.1 && old.2.0 == from.2.0
        };
        if !is_disk_changed && self.read_from.as_ref().is_some_and(is_same) {
            return;
        }
        let options = ReadOptions {
            strict_input: project.strict_input,
        };
        let (articles, problems) = corpus::read_over(&project.corpus, &options, &from.2);
        self.problems = problems;
        self.read_from = Some(from);
        let mut old: HashMap<&str, (&Article, Kept)> = self
            .articles
            .iter()
            .map(|article| article.id.as_str())
            .zip(self.articles.iter().zip(std::mem::take(&mut self.kept)))
            .collect();
        let kept = articles.iter().map(|article| {
            old.remove(article.id.as_str())
                .filter(|(old, _)| reads_the_same(old, article))
                .map_or_else(Kept::default, |(_, kept)| kept)
        });
        self.kept = kept.collect();
        self.articles = Arc::new(articles);
    }

    /// Asks every article about the claims that it was not asked about, and gathers what is known.
    fn ask(
        &mut self,
        claims: &[Claim],
        is_overtaken: &(dyn Fn() -> bool + Sync),
    ) -> Result<Arc<CheckResult>, Overtaken> {
        let asked: Vec<String> = claims.iter().map(judged_part).collect();
        let before: HashMap<&str, usize> = self
            .asked
            .iter()
            .enumerate()
            .map(|(at, claim)| (claim.as_str(), at))
            .collect();
        // Of each claim: where it stood before. Of each that stood somewhere: where it stands now.
        let mut now: Vec<Vec<usize>> = vec![Vec::new(); self.asked.len()];
        let mut new: Vec<usize> = Vec::new();
        for (at, claim) in asked.iter().enumerate() {
            match before.get(claim.as_str()) {
                Some(old) => now[*old].push(at),
                None => new.push(at),
            }
        }
        let of_new: Vec<Claim> = new.iter().map(|at| claims[*at].clone()).collect();
        let (all, further) = (Questions::new(claims), Questions::new(&of_new));
        let bytes: usize = self.articles.iter().map(|article| article.text.len()).sum();
        let is_small = bytes <= KEPT_BYTES;
        let last = &self.last;
        let ask = |(article, kept): (&Article, &mut Kept)| {
            if is_overtaken() {
                return None;
            }
            let Some(row) = kept.row else {
                return Some(kept.ask(article, is_small, &all));
            };
            let mut verdicts = Vec::new();
            for (old, now) in now.iter().enumerate() {
                let verdict = &last.verdicts[old * last.sources.len() + row];
                if verdict.label != Label::Omits {
                    verdicts.extend(now.iter().map(|claim| ClaimVerdict {
                        claim: *claim,
                        ..verdict.clone()
                    }));
                }
            }
            if !new.is_empty() {
                let found = kept.ask(article, is_small, &further);
                verdicts.extend(found.into_iter().map(|verdict| ClaimVerdict {
                    claim: new[verdict.claim],
                    ..verdict
                }));
            }
            verdicts.sort_by_key(|verdict| verdict.claim);
            Some(verdicts)
        };
        let articles = self.articles.par_iter();
        let found: Option<Vec<Vec<ClaimVerdict>>> =
            articles.zip(self.kept.par_iter_mut()).map(ask).collect();
        let mut read = Vec::with_capacity(self.kept.len());
        for (at, (kept, verdicts)) in self
            .kept
            .iter_mut()
            .zip(found.ok_or(Overtaken)?)
            .enumerate()
        {
            kept.row = Some(at);
            read.push((kept.sentences, verdicts));
        }
        self.asked = asked;
        self.last = Arc::new(check::gather(claims.len(), &self.articles, read));
        Ok(Arc::clone(&self.last))
    }
}

impl Kept {
    /// Asks the article, which is annotated now if it is not yet.
    fn ask(
        &mut self,
        article: &Article,
        is_to_be_kept: bool,
        questions: &Questions<'_>,
    ) -> Vec<ClaimVerdict> {
        let title = article.title.as_deref().unwrap_or("");
        let annotated = match self.annotated.take() {
            Some((document, annotations, published)) => {
                (document.over(title, &article.text), annotations, published)
            }
            None => check::annotated(article),
        };
        self.sentences = Sentences::of(&annotated);
        let options = CheckOptions {
            brief_omissions: true,
        };
        let answer = questions.ask(&annotated, &options);
        if is_to_be_kept {
            let (document, annotations, published) = annotated;
            self.annotated = Some((document.over("", ""), annotations, published));
        }
        answer
    }
}

impl Findings {
    /// An omission with its details: its facets, and the passage that comes nearest.
    pub fn closer(&self, verdict: &ClaimVerdict) -> Option<ClaimVerdict> {
        let claim = std::slice::from_ref(self.claim(verdict));
        let annotated = check::annotated(self.article(verdict));
        let questions = Questions::new(claim);
        questions.ask(&annotated, &CheckOptions::default()).pop()
    }
}

/// Whether two articles give the same annotations.
fn reads_the_same(a: &Article, b: &Article) -> bool {
    a.text == b.text
        && a.title == b.title
        && a.body_start == b.body_start
        && a.meta.published == b.meta.published
}

/// All of a claim that a verdict rests on: not its id, its place, or what the gate makes of it.
fn judged_part(claim: &Claim) -> String {
    format!(
        "{:?}",
        (
            (&claim.text, &claim.event, &claim.triggers),
            (&claim.participants, &claim.place, &claim.date),
            (&claim.quantity, &claim.about, &claim.attributed_to),
            (claim.modality, claim.polarity),
        )
    )
}

fn claim_files(paths: &[PathBuf], overlay: &Overlay) -> (Vec<ClaimFile>, Vec<Problem>) {
    let (mut files, problems) = project::read_claim_files(paths);
    for file in &mut files {
        if let Some(text) = overlay.get(Path::new(&file.path)) {
            file.text = text.to_string();
        }
    }
    (files, problems)
}

/// The folder of the project that a file or folder belongs to.
pub fn root_of(path: &Path) -> Option<PathBuf> {
    let mut folders = path.ancestors();
    // One that is broken is a project too: what is wrong with it is to be shown.
    folders
        .find(|folder| folder.is_dir() && !matches!(project::at(folder), Ok(None)))
        .map(canonical)
}
