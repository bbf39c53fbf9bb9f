//! Diagnostics: mistakes in files, what the gate says of claims, and the passages that decide.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use corroborate::base::{Problem, Severity, Span};
use corroborate::claims::Label;
use corroborate::document::Part;
use corroborate::gate::{Entry, Finding};
use corroborate::judge::{ClaimVerdict, Evidence};
use corroborate::report::visible;
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range,
    Uri,
};
use serde_json::{Value, json};

use crate::cli::lsp::buffers::canonical;
use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::place::Lines;
use crate::cli::lsp::view::{View, absolute, gist, in_text, label};

/// Most passages that one diagnostic points to.
const MAX_RELATED: usize = 20;
/// Most passages that are shown in the articles of a project that are not open: a list that nobody
/// reads to its end must not slow down every change. Open articles are always shown whole.
const MAX_CLOSED: usize = 1000;

/// Diagnostics by document, as `publishDiagnostics` wants them; none for a document means that
/// there is nothing to say of it.
pub fn diagnostics(view: &View<'_>) -> BTreeMap<String, Value> {
    let mut found = Found {
        view,
        by_uri: BTreeMap::new(),
    };
    for desk in view.desks {
        let desk = &Places::new(view, desk);
        for problem in &desk.findings.problems {
            found.problem(desk, problem);
        }
        found.gate(desk);
        found.contradicted(desk);
        found.passages(desk);
    }
    found.by_uri.into_values().map(|own| own.params()).collect()
}

struct Found<'a, 'v> {
    view: &'a View<'v>,
    by_uri: BTreeMap<String, OfDocument>,
}

/// Findings with the lines and URIs of their files, each worked out once.
struct Places<'a> {
    findings: &'a Findings,
    claim_files: Vec<(Option<Uri>, Lines<'a>)>,
    articles: Vec<OnceCell<(Option<Uri>, Lines<'a>)>>,
}

impl<'a> Places<'a> {
    fn new(view: &View<'_>, findings: &'a Findings) -> Self {
        let files = findings.claims.files.iter();
        Self {
            findings,
            claim_files: files
                .map(|file| (view.uri(&file.path), view.lines(&file.text)))
                .collect(),
            articles: vec![OnceCell::new(); findings.articles.len()],
        }
    }

    fn article(&self, view: &View<'_>, at: usize) -> &(Option<Uri>, Lines<'a>) {
        self.articles[at].get_or_init(|| {
            let article = &self.findings.articles[at];
            (view.uri(&article.path), view.lines(&article.text))
        })
    }

    fn in_claims(&self, file: usize, span: Span) -> Option<Location> {
        let (uri, lines) = &self.claim_files[file];
        Some(Location::new(uri.clone()?, lines.range(span)))
    }

    fn in_article(
        &self,
        view: &View<'_>,
        verdict: &ClaimVerdict,
        part: Part,
        span: Span,
    ) -> Option<Location> {
        let article = self.findings.article(verdict);
        if article.line.is_some() {
            return view.in_article(article, part, span);
        }
        let at = self.findings.result.sources[verdict.source].article;
        let (uri, lines) = self.article(view, at);
        let range = lines.range(in_text(article, part, span));
        Some(Location::new(uri.clone()?, range))
    }
}

struct OfDocument {
    uri: String,
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
}

impl OfDocument {
    fn params(mut self) -> (String, Value) {
        let place = |own: &Diagnostic| (own.range.start, own.range.end);
        self.diagnostics.sort_by_key(place);
        // A file may belong to two projects, which tell the same of it.
        self.diagnostics.dedup();
        let mut params = json!({ "uri": self.uri, "diagnostics": self.diagnostics });
        if let Some(version) = self.version {
            params["version"] = json!(version);
        }
        (self.uri, params)
    }
}

impl Found<'_, '_> {
    fn push(&mut self, uri: &Uri, diagnostic: Diagnostic) {
        if !self.by_uri.contains_key(uri.as_str()) {
            let buffer = self.view.buffers.get(uri);
            let own = OfDocument {
                uri: uri.as_str().to_owned(),
                version: buffer.map(|buffer| buffer.version),
                diagnostics: Vec::new(),
            };
            self.by_uri.insert(uri.as_str().to_owned(), own);
        }
        if let Some(own) = self.by_uri.get_mut(uri.as_str()) {
            own.diagnostics.push(diagnostic);
        }
    }

    /// A mistake, at its place; what has no file stands in the configuration.
    fn problem(&mut self, desk: &Places<'_>, problem: &Problem) {
        let shown = problem.file.clone().unwrap_or_else(|| config(desk));
        let Some(uri) = self.view.uri(&shown) else {
            return;
        };
        let range = match problem.span {
            None => Range::default(),
            Some(span) => self.range(desk, &shown, span),
        };
        let mut message = problem.message.clone();
        if let Some(help) = &problem.help {
            message = format!("{message}\n{help}");
        }
        let severity = match problem.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        };
        self.push(&uri, diagnostic(range, severity, problem.code, &message));
    }

    fn range(&self, desk: &Places<'_>, shown: &str, span: Span) -> Range {
        let mut files = desk.findings.claims.files.iter();
        match files.position(|file| file.path == shown) {
            Some(at) => desk.claim_files[at].1.range(span),
            None => {
                let text = self.view.text(&canonical(&absolute(shown)));
                self.view.lines(&text.unwrap_or_default()).range(span)
            }
        }
    }

    fn gate(&mut self, desk: &Places<'_>) {
        let outcome = &desk.findings.outcome;
        for (entries, severity) in [
            (&outcome.failures, DiagnosticSeverity::ERROR),
            (&outcome.warnings, DiagnosticSeverity::WARNING),
            (&outcome.notes, DiagnosticSeverity::INFORMATION),
        ] {
            for entry in entries {
                let is_nothing = matches!(entry.finding, Finding::NothingToCheck { .. });
                // What is missing may stand in the part that could not be read.
                if is_nothing && desk.findings.problems.iter().any(Problem::is_error) {
                    continue;
                }
                self.entry(desk, entry, severity);
            }
        }
    }

    fn entry(&mut self, desk: &Places<'_>, entry: &Entry, severity: DiagnosticSeverity) {
        let claim = entry.claim.map(|claim| &desk.findings.claims.claims[claim]);
        let place = entry.place.or(claim.map(|claim| (claim.file, claim.span)));
        let mut message = entry.finding.to_string();
        for further in [
            entry.finding.detail(),
            entry.finding.help().map(str::to_owned),
        ] {
            message.extend(further.map(|further| format!("\n{further}")));
        }
        let code = entry.finding.code();
        let Some((file, span)) = place else {
            if let Some(uri) = self.view.uri(&config(desk)) {
                self.push(&uri, diagnostic(Range::default(), severity, code, &message));
            }
            return;
        };
        if let Some(location) = desk.in_claims(file, span) {
            let mut own = diagnostic(location.range, severity, code, &message);
            own.related_information = self.related(desk, entry);
            self.push(&location.uri, own);
        }
    }

    /// The passages that an entry of the gate rests on.
    fn related(
        &self,
        desk: &Places<'_>,
        entry: &Entry,
    ) -> Option<Vec<DiagnosticRelatedInformation>> {
        let is_about = |verdict: &&ClaimVerdict| match (&entry.finding, entry.source) {
            (_, Some(source)) => verdict.source == source,
            (Finding::PolicyError { .. }, None) => is_against(verdict),
            _ => verdict.label != Label::Omits,
        };
        let about = desk.findings.on_claim(entry.claim?).iter().filter(is_about);
        self.passages_of(desk, about, entry.source.is_some())
    }

    fn passages_of<'r>(
        &self,
        desk: &Places<'_>,
        verdicts: impl Iterator<Item = &'r ClaimVerdict>,
        is_one_source: bool,
    ) -> Option<Vec<DiagnosticRelatedInformation>> {
        let mut found = Vec::new();
        for verdict in verdicts {
            let id = &desk.findings.article(verdict).id;
            let deciding = verdict.evidence.iter().map(|evidence| {
                let message = format!(
                    "{id} {}: {}",
                    evidence.label.as_str(),
                    gist(verdict, evidence.label)
                );
                (evidence.part, evidence.span, message)
            });
            // Asked of one source alone: of many it would take too long.
            let is_omission = verdict.label == Label::Omits && is_one_source;
            let closer = is_omission.then(|| desk.findings.closer(verdict)).flatten();
            let nearest = closer.and_then(|closer| closer.nearest).map(|nearest| {
                let message = format!("{id} {}: {}", label(verdict), nearest.reason.summary());
                (nearest.part, nearest.span, message)
            });
            for (part, span, message) in deciding.chain(nearest) {
                if found.len() == MAX_RELATED {
                    return Some(found);
                }
                let location = desk.in_article(self.view, verdict, part, span);
                found.extend(location.map(|location| DiagnosticRelatedInformation {
                    location,
                    message: visible(&message).into_owned(),
                }));
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// Claims that a source contradicts, where no failed policy says it already.
    fn contradicted(&mut self, desk: &Places<'_>) {
        let findings = desk.findings;
        let is_told = |claim: usize| {
            let failures = findings
                .outcome
                .failures
                .iter()
                .chain(&findings.outcome.warnings);
            failures.into_iter().any(|entry| {
                entry.claim == Some(claim) && matches!(entry.finding, Finding::PolicyError { .. })
            })
        };
        for (at, claim) in findings.claims.claims.iter().enumerate() {
            let against = || findings.on_claim(at).iter().filter(|own| is_against(own));
            if against().next().is_none() || is_told(at) {
                continue;
            }
            let severity = match against().all(|own| is_settled(findings, own)) {
                true => DiagnosticSeverity::INFORMATION,
                false => DiagnosticSeverity::WARNING,
            };
            let lines = against().take(MAX_RELATED).map(|own| {
                let id = &findings.article(own).id;
                let gist = gist(own, Label::Contradicts);
                visible(&format!("`{id}` {}: {gist}", own.label.as_str())).into_owned()
            });
            let message = lines.collect::<Vec<_>>().join("\n");
            if let Some(location) = desk.in_claims(claim.file, claim.span) {
                let mut own = diagnostic(location.range, severity, "contradicts", &message);
                own.related_information = self.passages_of(desk, against(), false);
                self.push(&location.uri, own);
            }
        }
    }

    /// In articles: what contradicts a claim anywhere, what supports one where somebody looks.
    fn passages(&mut self, desk: &Places<'_>) {
        let findings = desk.findings;
        let mut closed = 0;
        for verdict in &findings.result.verdicts {
            let article = findings.article(verdict);
            if verdict.evidence.is_empty() || article.line.is_some() {
                continue;
            }
            let source = findings.result.sources[verdict.source].article;
            let Some(uri) = &desk.article(self.view, source).0 else {
                continue;
            };
            let is_open = self.view.buffers.get(uri).is_some();
            for evidence in &verdict.evidence {
                let is_shown = evidence.label == Label::Contradicts && closed < MAX_CLOSED;
                if is_open || is_shown {
                    closed += usize::from(!is_open);
                    let own = self.passage(desk, verdict, evidence);
                    self.push(uri, own);
                }
            }
        }
        for source in &findings.result.sources {
            let article = &findings.articles[source.article];
            let (Some(span), None) = (source.unanchored, article.line) else {
                continue;
            };
            let (uri, lines) = desk.article(self.view, source.article);
            let message = "this date is relative to a day of publication that nobody gives\n\
                           give `published` in `sources.toml`";
            let severity = DiagnosticSeverity::INFORMATION;
            let own = diagnostic(lines.range(span), severity, "unanchored-date", message);
            if let Some(uri) = uri {
                self.push(uri, own);
            }
        }
    }

    fn passage(
        &self,
        desk: &Places<'_>,
        verdict: &ClaimVerdict,
        evidence: &Evidence,
    ) -> Diagnostic {
        let findings = desk.findings;
        let (claim, article) = (findings.claim(verdict), findings.article(verdict));
        let source = findings.result.sources[verdict.source].article;
        let span = in_text(article, evidence.part, evidence.span);
        let range = desk.article(self.view, source).1.range(span);
        let severity = match evidence.label {
            Label::Contradicts if is_settled(findings, verdict) => DiagnosticSeverity::INFORMATION,
            Label::Contradicts => DiagnosticSeverity::WARNING,
            _ => DiagnosticSeverity::HINT,
        };
        let word = match evidence.label {
            Label::Supports => label(verdict),
            other => other.as_str().to_owned(),
        };
        let gist = gist(verdict, evidence.label);
        let mut lines = vec![format!("{word} `{}`: {gist}", claim.id), claim.text.clone()];
        let accepted = findings.outcome.suppressed(verdict.claim, verdict.source);
        lines.extend(accepted.map(|reason| format!("accepted: {reason}")));
        let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
        let code = evidence.label.as_str();
        let mut own = diagnostic(range, severity, code, &lines.join("\n"));
        let location = desk.in_claims(claim.file, claim.span);
        own.related_information = location.map(|location| {
            vec![DiagnosticRelatedInformation {
                location,
                message: format!("the claim `{}`", claim.id),
            }]
        });
        own
    }
}

fn config(desk: &Places<'_>) -> String {
    let config = desk.findings.root.join(corroborate::project::CONFIG);
    config.to_string_lossy().into_owned()
}

fn is_against(verdict: &ClaimVerdict) -> bool {
    matches!(verdict.label, Label::Contradicts | Label::Mixed)
}

/// Whether a person expects or has accepted the finding.
fn is_settled(findings: &Findings, verdict: &ClaimVerdict) -> bool {
    let source = &findings.article(verdict).id;
    let mut expect = findings.claim(verdict).expect.iter();
    expect.any(|own| own.source == *source && own.label == verdict.label)
        || findings
            .outcome
            .suppressed(verdict.claim, verdict.source)
            .is_some()
}

fn diagnostic(range: Range, severity: DiagnosticSeverity, code: &str, message: &str) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some("corroborate".to_owned()),
        message: message.to_owned(),
        ..Diagnostic::default()
    }
}
