//! What a question is answered from: the findings of the last check and the open documents.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corroborate::base::Span;
use corroborate::claims::{Claim, Label};
use corroborate::corpus::Article;
use corroborate::document::Part;
use corroborate::judge::{ClaimVerdict, Facet, FacetKind};
use lsp_types::{Location, Position, Range, Uri};

use crate::cli::lsp::buffers::{Buffers, canonical};
use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::place::{Lines, path_of, uri_of};
use crate::cli::lsp::server::Client;

#[derive(Clone, Copy)]
pub struct View<'a> {
    pub desks: &'a [Arc<Findings>],
    pub buffers: &'a Buffers,
    pub client: Client,
}

/// A document that belongs to a project, and what it is there.
pub enum Document<'a> {
    /// A claim file, by its position among them.
    Claims(&'a Findings, usize),
    /// An article with a file of its own, by its position.
    Article(&'a Findings, usize),
    /// `sources.toml`, with its text.
    Catalogue(&'a Findings, Cow<'a, str>),
}

impl<'a> View<'a> {
    pub fn is_open(&self, uri: &str) -> bool {
        let path = path_of(uri).map(|path| canonical(&path));
        path.is_some_and(|path| self.buffers.of_path(&path).is_some())
    }

    /// What the document of a URI is.
    pub fn document(&self, uri: &Uri) -> Option<Document<'a>> {
        let path = match self.buffers.get(uri) {
            Some(buffer) => buffer.path.clone()?,
            None => canonical(&path_of(uri.as_str())?),
        };
        // Of nested projects the innermost.
        let desks = self.desks.iter().rev();
        let mut documents = desks.filter_map(|desk| self.document_of(desk, &path));
        documents.next()
    }

    fn document_of(&self, desk: &'a Findings, path: &Path) -> Option<Document<'a>> {
        let is_it = |shown: &str| is_same_file(shown, path);
        let files = &desk.claims.files;
        if let Some(file) = files.iter().position(|file| is_it(&file.path)) {
            return Some(Document::Claims(desk, file));
        }
        let mut articles = desk.articles.iter();
        if let Some(at) = articles.position(|own| own.line.is_none() && is_it(&own.path)) {
            return Some(Document::Article(desk, at));
        }
        let is_catalogue = path.file_name().is_some_and(|name| name == "sources.toml")
            && path.starts_with(&desk.root);
        let text = is_catalogue.then(|| self.text(path)).flatten()?;
        Some(Document::Catalogue(desk, text))
    }

    /// The text of a file: as the editor has it, else as it lies on disk.
    pub fn text(&self, path: &Path) -> Option<Cow<'a, str>> {
        match self.buffers.of_path(path) {
            Some(buffer) => Some(Cow::Borrowed(&buffer.text)),
            None => std::fs::read_to_string(path).ok().map(Cow::Owned),
        }
    }

    pub fn lines<'t>(&self, text: &'t str) -> Lines<'t> {
        Lines::new(text, self.client.encoding)
    }

    /// The URI of a file as the reports show it: the editor's own, if it is open there.
    pub fn uri(&self, shown: &str) -> Option<Uri> {
        let path = absolute(shown);
        match self.buffers.of_path(&canonical(&path)) {
            Some(buffer) => Some(buffer.uri.clone()),
            None => uri_of(&path),
        }
    }

    /// A place in a claim file.
    pub fn in_claims(&self, desk: &Findings, file: usize, span: Span) -> Option<Location> {
        let file = &desk.claims.files[file];
        let range = self.lines(&file.text).range(span);
        Some(Location::new(self.uri(&file.path)?, range))
    }

    /// A place in an article: its line, if it stands in a file with others; its first line, if the
    /// words stand in a headline that is kept elsewhere.
    pub fn in_article(&self, article: &Article, part: Part, span: Span) -> Option<Location> {
        let uri = self.uri(&article.path)?;
        if let Some(line) = article.line {
            let start = Position::new(u32::try_from(line - 1).ok()?, 0);
            return Some(Location::new(uri, Range::new(start, start)));
        }
        let span = in_text(article, part, span);
        Some(Location::new(uri, self.lines(&article.text).range(span)))
    }

    /// The place of a source: its article.
    pub fn of_source(&self, article: &Article) -> Option<Location> {
        let start = Span::new(article.body_start, article.body_start);
        self.in_article(article, Part::Body, start)
    }
}

/// Where words of a part of an article stand in its file.
pub fn in_text(article: &Article, part: Part, span: Span) -> Span {
    match part {
        Part::Body => span,
        Part::Title => {
            let title = article.title.as_deref().unwrap_or("");
            let front = &article.text[..article.body_start];
            match front.find(title).filter(|_| !title.is_empty()) {
                Some(at) => Span::new(at + span.start(), at + span.end()),
                None => Span::new(0, 0),
            }
        }
    }
}

/// The text of a part of an article.
pub fn part_text(article: &Article, part: Part) -> &str {
    match part {
        Part::Title => article.title.as_deref().unwrap_or(""),
        Part::Body => &article.text,
    }
}

/// Paths are shown relative to the current folder.
pub fn absolute(shown: &str) -> PathBuf {
    std::env::current_dir().unwrap_or_default().join(shown)
}

fn is_same_file(shown: &str, path: &Path) -> bool {
    let shown = Path::new(shown);
    shown.file_name() == path.file_name() && canonical(shown) == path
}

impl Findings {
    /// The catalogues beside or above the articles, inside the project.
    pub fn catalogues(&self) -> BTreeSet<PathBuf> {
        let folders: BTreeSet<PathBuf> = self
            .articles
            .iter()
            .filter_map(|article| absolute(&article.path).parent().map(canonical))
            .collect();
        let above = folders.iter().flat_map(|folder| {
            let inside = |folder: &&Path| folder.starts_with(&self.root);
            folder.ancestors().take_while(inside)
        });
        let catalogues = above.map(|folder| folder.join("sources.toml"));
        catalogues.filter(|path| path.is_file()).collect()
    }

    pub fn claim(&self, verdict: &ClaimVerdict) -> &Claim {
        &self.claims.claims[verdict.claim]
    }

    pub fn article(&self, verdict: &ClaimVerdict) -> &Article {
        &self.articles[self.result.sources[verdict.source].article]
    }

    /// The verdicts on a claim, in the order of sources.
    pub fn on_claim(&self, claim: usize) -> &[ClaimVerdict] {
        let all = &self.result.verdicts;
        let start = all.partition_point(|verdict| verdict.claim < claim);
        let end = all.partition_point(|verdict| verdict.claim <= claim);
        &all[start..end]
    }

    /// The verdicts in an article, in the order of claims.
    pub fn in_article(&self, article: usize) -> impl Iterator<Item = &ClaimVerdict> {
        let claims = 0..self.claims.claims.len();
        claims.filter_map(move |claim| {
            let verdicts = self.on_claim(claim);
            verdicts
                .get(article)
                .filter(|verdict| self.result.sources[verdict.source].article == article)
        })
    }

    /// The claim of that id.
    pub fn claim_of_id(&self, id: &str) -> Option<usize> {
        self.claims.claims.iter().position(|claim| claim.id == id)
    }

    /// The article of that id.
    pub fn article_of_id(&self, id: &str) -> Option<&Article> {
        let at = self
            .articles
            .binary_search_by(|article| article.id.as_str().cmp(id));
        at.ok().map(|at| &self.articles[at])
    }

    /// The claim whose id stands there.
    pub fn claim_at(&self, file: usize, span: Span) -> Option<usize> {
        let mut claims = self.claims.claims.iter();
        claims.position(|claim| claim.file == file && claim.span == span)
    }
}

/// `contradicts`, `supports in part`
pub fn label(verdict: &ClaimVerdict) -> String {
    let part = match (verdict.label, verdict.complete) {
        (Label::Supports, false) => " in part",
        _ => "",
    };
    format!("{}{part}", verdict.label.as_str())
}

/// What makes the passages of one label what they are: `date 2025-10-22, not 2025-10-23`, or the
/// facets that agree.
pub fn gist(verdict: &ClaimVerdict, label: Label) -> String {
    let of = |wanted| {
        verdict
            .facets
            .iter()
            .filter(move |facet| facet.label == wanted)
    };
    if label == Label::Mixed {
        return "one passage supports it, another contradicts it".to_owned();
    }
    if label != Label::Supports {
        let differing: Vec<String> = of(Label::Contradicts).map(difference).collect();
        return match differing.is_empty() {
            true => "another passage supports it".to_owned(),
            false => differing.join(", "),
        };
    }
    let agreeing = of(Label::Supports);
    let agreeing = agreeing.map(|facet| format!("{} {}", facet.kind.as_str(), facet.value));
    agreeing.collect::<Vec<_>>().join(", ")
}

fn difference(facet: &Facet) -> String {
    let kind = facet.kind.as_str();
    match (&facet.found, facet.kind) {
        (Some(found), _) => format!("{kind} {found}, not {}", facet.value),
        (None, FacetKind::Event) => facet.reason.summary().to_owned(),
        (None, _) => format!("{kind} {}: {}", facet.value, facet.reason.summary()),
    }
}
