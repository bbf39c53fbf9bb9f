//! Code actions: the word that was meant, a verdict for `[claim.expect]`, an accepted finding.

use std::collections::HashMap;

use corroborate::base::Problem;
use corroborate::claims::{ClaimFile, Label};
use corroborate::judge::ClaimVerdict;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::{Value, json};

use crate::cli::lsp::buffers::canonical;
use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::edit::{self, Edit};
use crate::cli::lsp::hover::deciding_at;
use crate::cli::lsp::outline::Outline;
use crate::cli::lsp::place::path_of;
use crate::cli::lsp::view::{Document, View, absolute};

/// Most sources of one claim that actions are offered for.
const MAX_SOURCES: usize = 8;

pub fn actions(view: &View<'_>, params: &CodeActionParams) -> Value {
    let is_wanted =
        |kind: &CodeActionKind| CodeActionKind::QUICKFIX.as_str().starts_with(kind.as_str());
    let only = params.context.only.as_ref();
    if only.is_some_and(|only| !only.iter().any(is_wanted)) {
        return json!([]);
    }
    let uri = &params.text_document.uri;
    let mut found = Offered {
        view,
        actions: Vec::new(),
    };
    found.corrections(uri, params);
    match view.document(uri) {
        Some(Document::Claims(desk, file)) => {
            let own = &desk.claims.files[file];
            let offset = view.lines(&own.text).offset(params.range.start);
            let outline = Outline::new(&own.text);
            let section = outline
                .section_at(offset)
                .filter(|node| node.at == "claim/#");
            let claim = section
                .and_then(|node| outline.claim_of(node))
                .and_then(|span| desk.claim_at(file, span));
            // On the name of a source only what is about that source.
            let source = outline
                .value_at(offset)
                .filter(|node| node.at.starts_with("claim/#/expect/"));
            let source = source.and_then(|node| node.text.clone());
            if let Some(claim) = claim {
                found.claim(desk, claim, source.as_deref());
            }
        }
        Some(Document::Article(desk, article)) => {
            let text = &desk.articles[article].text;
            let offset = view.lines(text).offset(params.range.start);
            for (verdict, _) in deciding_at(desk, article, offset).take(MAX_SOURCES) {
                found.verdict(desk, verdict);
            }
        }
        _ => {}
    }
    json!(found.actions)
}

struct Offered<'a, 'v> {
    view: &'a View<'v>,
    actions: Vec<CodeActionOrCommand>,
}

impl Offered<'_, '_> {
    /// "Did you mean" of the problems at the place.
    fn corrections(&mut self, uri: &Uri, params: &CodeActionParams) {
        let Some(path) = path_of(uri.as_str()).map(|path| canonical(&path)) else {
            return;
        };
        let Some(text) = self.view.text(&path) else {
            return;
        };
        let lines = self.view.lines(&text);
        let at = lines.span(params.range);
        for desk in self.view.desks {
            for problem in &desk.problems {
                let (Some(file), Some(span)) = (&problem.file, problem.span) else {
                    continue;
                };
                let is_here = span.start() <= at.end()
                    && at.start() <= span.end()
                    && canonical(&absolute(file)) == path;
                let written = text.get(span.range()).filter(|_| is_here);
                if let Some((meant, new)) = written.and_then(|own| correction(problem, own)) {
                    let edit = TextEdit::new(lines.range(span), new);
                    let diagnostics = params.context.diagnostics.iter();
                    let own = diagnostics.filter(|own| own.range == lines.range(span));
                    self.push(
                        format!("Change to `{meant}`"),
                        uri.clone(),
                        vec![edit],
                        own.cloned(),
                    );
                }
            }
        }
        // Overlapping projects tell the same.
        self.actions.dedup();
    }

    /// What can be done about a claim in its own file.
    fn claim(&mut self, desk: &Findings, claim: usize, source: Option<&str>) {
        let is_expected = |verdict: &&ClaimVerdict| {
            let expect = &desk.claim(verdict).expect;
            let id = &desk.article(verdict).id;
            let own = expect.iter().find(|own| own.source == *id);
            match source {
                Some(source) => id == source,
                None => match own {
                    Some(own) => own.label != verdict.label,
                    None => verdict.label != Label::Omits,
                },
            }
        };
        let verdicts = desk.on_claim(claim).iter().filter(is_expected);
        for verdict in verdicts.take(MAX_SOURCES) {
            self.verdict(desk, verdict);
        }
    }

    /// What can be done about a claim in one source.
    fn verdict(&mut self, desk: &Findings, verdict: &ClaimVerdict) {
        let (claim, source) = (desk.claim(verdict), &desk.article(verdict).id);
        let file = &desk.claims.files[claim.file];
        let label = verdict.label;
        let expected = claim.expect.iter().find(|own| own.source == *source);
        let outline = Outline::new(&file.text);
        let place = outline
            .nodes
            .iter()
            .find(|node| node.at == "claim/#/id" && node.span == claim.span);
        if expected.is_none_or(|own| own.label != label)
            && let Some(place) = place
            && let Some(edits) = edit::expect(&file.text, place.top, source, label)
        {
            let title = format!("Expect that `{source}` {} `{}`", label.as_str(), claim.id);
            self.edit(title, file, &edits);
        }
        let is_gap =
            |gap: &corroborate::claims::KnownGap| gap.claim == claim.id && gap.source == *source;
        if expected.is_some_and(|own| own.label != label)
            && !desk.claims.known_gaps.iter().any(is_gap)
        {
            let keys = [
                ("claim", claim.id.as_str()),
                ("source", source),
                ("reason", ""),
            ];
            let title = format!(
                "List `{source}` as a known gap of `{}` (write the reason)",
                claim.id
            );
            if let Some(edits) = edit::entry(&file.text, "known-gap", &keys) {
                self.edit(title, file, &edits);
            }
        }
        let is_accepted = desk
            .outcome
            .suppressed(verdict.claim, verdict.source)
            .is_some();
        if matches!(label, Label::Contradicts | Label::Mixed) && !is_accepted {
            let keys = [
                ("claim", claim.id.as_str()),
                ("source", source),
                ("verdict", label.as_str()),
                ("reason", ""),
            ];
            let word = label.as_str();
            let title = format!(
                "Accept that `{source}` {word} `{}` (write the reason)",
                claim.id
            );
            if let Some(edits) = edit::entry(&file.text, "suppress", &keys) {
                self.edit(title, file, &edits);
            }
        }
    }

    fn edit(&mut self, title: String, file: &ClaimFile, edits: &[Edit]) {
        let Some(uri) = self.view.uri(&file.path) else {
            return;
        };
        let lines = self.view.lines(&file.text);
        let edits = edits
            .iter()
            .map(|(span, new)| TextEdit::new(lines.range(*span), new.clone()))
            .collect();
        self.push(title, uri, edits, []);
    }

    fn push(
        &mut self,
        title: String,
        uri: Uri,
        edits: Vec<TextEdit>,
        diagnostics: impl IntoIterator<Item = lsp_types::Diagnostic>,
    ) {
        let diagnostics: Vec<_> = diagnostics.into_iter().collect();
        #[allow(
            clippy::mutable_key_type,
            reason = "the type of the protocol's library"
        )]
        let changes = HashMap::from([(uri, edits)]);
        self.actions
            .push(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
                edit: Some(WorkspaceEdit {
                    changes: Some(changes),
                    ..WorkspaceEdit::default()
                }),
                ..CodeAction::default()
            }));
    }
}

/// The word that was meant, and what to write for it: quotes stay.
fn correction(problem: &Problem, written: &str) -> Option<(String, String)> {
    let help = problem.help.as_deref()?;
    let start = match problem.code {
        "bad-id" => "an id is made of a-z, 0-9 and `-`: `",
        _ => "did you mean `",
    };
    let meant = help.strip_prefix(start)?;
    let meant = meant
        .strip_suffix("`?")
        .or_else(|| meant.strip_suffix('`'))?;
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let quote = quote.map(String::from).unwrap_or_default();
    let is_whole = quote.is_empty() || (written.len() >= 2 && written.ends_with(&quote));
    is_whole.then(|| (meant.to_owned(), format!("{quote}{meant}{quote}")))
}
