//! Go to definition, find references: between claims, entities, sources and passages.

use corroborate::base::Span;
use corroborate::claims::{Claim, Referent};
use lsp_types::{GotoDefinitionParams, Location, Position, ReferenceParams, Uri};
use serde_json::{Value, json};

use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::hover::deciding_at;
use crate::cli::lsp::outline::{Node, Outline};
use crate::cli::lsp::view::{Document, View};

/// Where names stand that may be an entity's.
const NAMES: [&str; 7] = [
    "claim/#/participants/#",
    "claim/#/participants/#/name",
    "claim/#/participants/#/or/#",
    "claim/#/place",
    "claim/#/attributed-to/#",
    "entity/*/part-of/#",
    "entity/*/members/#",
];
/// Where the ids of sources stand.
const SOURCES: [&str; 6] = [
    "claim/#/expect/supports/#",
    "claim/#/expect/contradicts/#",
    "claim/#/expect/omits/#",
    "claim/#/expect/mixed/#",
    "suppress/#/source",
    "known-gap/#/source",
];
/// Where the ids of claims stand, besides their own.
const CLAIMS: [&str; 2] = ["suppress/#/claim", "known-gap/#/claim"];
/// Where the ids of sources stand in a catalogue.
const ROWS: [&str; 2] = ["source/#/id", "source/#/based-on"];

pub fn definition(view: &View<'_>, params: &GotoDefinitionParams) -> Value {
    let asked = &params.text_document_position_params;
    let target = Target::at(view, &asked.text_document.uri, asked.position);
    json!(
        target
            .map(|target| target.definition(view))
            .unwrap_or_default()
    )
}

pub fn references(view: &View<'_>, params: &ReferenceParams) -> Value {
    let asked = &params.text_document_position;
    let Some(target) = Target::at(view, &asked.text_document.uri, asked.position) else {
        return json!([]);
    };
    let mut found = target.references(view);
    if params.context.include_declaration {
        found.extend(target.declaration(view));
    }
    found.sort_by_key(|own| (own.uri.as_str().to_owned(), own.range.start, own.range.end));
    found.dedup();
    json!(found)
}

/// What the place is about.
struct Target<'a> {
    desk: &'a Findings,
    what: What,
}

enum What {
    /// Claims, by their positions, asked about where they stand.
    Claims(Vec<usize>),
    /// The same, asked about from elsewhere.
    NamedClaims(Vec<usize>),
    /// A source, in a claim where it stands in one.
    Source(String, Option<usize>),
    Entity(String),
}

impl<'a> Target<'a> {
    fn at(view: &View<'a>, uri: &Uri, position: Position) -> Option<Self> {
        match view.document(uri)? {
            Document::Claims(desk, file) => {
                let text = &desk.claims.files[file].text;
                let offset = view.lines(text).offset(position);
                let what = in_claims(desk, file, &Outline::new(text), offset)?;
                Some(Self { desk, what })
            }
            Document::Article(desk, article) => {
                let offset = view.lines(&desk.articles[article].text).offset(position);
                let claims = deciding_at(desk, article, offset).map(|(own, _)| own.claim);
                let what = What::NamedClaims(claims.collect());
                Some(Self { desk, what })
            }
            Document::Catalogue(desk, text) => {
                let outline = Outline::new(&text);
                let node = outline.value_at(view.lines(&text).offset(position))?;
                let id = match node.at.as_str() {
                    "source/#/id" | "source/#/based-on" => node.text.clone()?,
                    at if at.starts_with("source/#") => outline
                        .in_top("source/#/id", node.top)
                        .next()?
                        .text
                        .clone()?,
                    _ => return None,
                };
                let what = What::Source(id, None);
                Some(Self { desk, what })
            }
        }
    }

    fn definition(&self, view: &View<'_>) -> Vec<Location> {
        match &self.what {
            What::Claims(claims) => self.passages(view, claims, None),
            What::NamedClaims(_) | What::Entity(_) => self.declaration(view),
            What::Source(id, claim) => {
                let claims: Vec<usize> = claim.iter().copied().collect();
                let passages = self.passages(view, &claims, Some(id));
                if passages.is_empty() {
                    let article = self.desk.article_of_id(id);
                    let article = article.and_then(|article| view.of_source(article));
                    self.declaration(view).into_iter().chain(article).collect()
                } else {
                    passages
                }
            }
        }
    }

    /// Where the thing is written down.
    fn declaration(&self, view: &View<'_>) -> Vec<Location> {
        match &self.what {
            What::Claims(claims) | What::NamedClaims(claims) => claims
                .iter()
                .filter_map(|claim| {
                    let claim = &self.desk.claims.claims[*claim];
                    view.in_claims(self.desk, claim.file, claim.span)
                })
                .collect(),
            What::Entity(id) => self.in_claim_files(view, |outline| {
                let of_id = |node: &&Node| node.at == "entity/*" && node.name == *id;
                outline
                    .nodes
                    .iter()
                    .filter(of_id)
                    .map(|node| node.key)
                    .collect()
            }),
            What::Source(id, _) => self.in_catalogues(view, &ROWS[..1], id),
        }
    }

    fn references(&self, view: &View<'_>) -> Vec<Location> {
        match &self.what {
            What::Claims(claims) | What::NamedClaims(claims) => {
                let mut found = self.passages(view, claims, None);
                for claim in claims {
                    let id = &self.desk.claims.claims[*claim].id;
                    found.extend(self.saying(view, &CLAIMS, id));
                }
                found
            }
            What::Source(id, _) => {
                let mut found = self.saying(view, &SOURCES, id);
                found.extend(self.in_catalogues(view, &ROWS[1..], id));
                found
            }
            What::Entity(id) => self.in_claim_files(view, |outline| {
                let is_it = |node: &&Node| {
                    NAMES.contains(&node.at.as_str())
                        && node
                            .text
                            .as_deref()
                            .is_some_and(|name| entity(self.desk, name).as_deref() == Some(id))
                };
                outline
                    .nodes
                    .iter()
                    .filter(is_it)
                    .map(|node| node.span)
                    .collect()
            }),
        }
    }

    /// The deciding passages of claims, in one source or in all.
    fn passages(&self, view: &View<'_>, claims: &[usize], source: Option<&str>) -> Vec<Location> {
        let mut found = Vec::new();
        for verdict in claims.iter().flat_map(|claim| self.desk.on_claim(*claim)) {
            let article = self.desk.article(verdict);
            if source.is_some_and(|source| source != article.id) {
                continue;
            }
            for evidence in &verdict.evidence {
                found.extend(view.in_article(article, evidence.part, evidence.span));
            }
        }
        found.dedup();
        found
    }

    fn saying(&self, view: &View<'_>, paths: &[&str], text: &str) -> Vec<Location> {
        self.in_claim_files(view, |outline| {
            outline.saying(paths, text).map(|node| node.span).collect()
        })
    }

    fn in_claim_files(
        &self,
        view: &View<'_>,
        find: impl Fn(&Outline) -> Vec<Span>,
    ) -> Vec<Location> {
        let files = self.desk.claims.files.iter().enumerate();
        files
            .flat_map(|(at, file)| {
                let spans = find(&Outline::new(&file.text));
                spans
                    .into_iter()
                    .filter_map(move |span| view.in_claims(self.desk, at, span))
            })
            .collect()
    }

    /// Places in the catalogues of the folders that articles lie in.
    fn in_catalogues(&self, view: &View<'_>, paths: &[&str], text: &str) -> Vec<Location> {
        let mut found = Vec::new();
        for path in self.desk.catalogues() {
            let shown = path.to_string_lossy();
            if let (Some(own), Some(uri)) = (view.text(&path), view.uri(&shown)) {
                let lines = view.lines(&own);
                let outline = Outline::new(&own);
                let nodes = outline.saying(paths, text);
                found.extend(nodes.map(|node| Location::new(uri.clone(), lines.range(node.span))));
            }
        }
        found
    }
}

fn in_claims(desk: &Findings, file: usize, outline: &Outline, offset: usize) -> Option<What> {
    let of_entity = |node: &Node| What::Entity(node.name.clone());
    if let Some(node) = outline.key_at(offset).filter(|node| node.at == "entity/*") {
        return Some(of_entity(node));
    }
    let node = outline.value_at(offset)?;
    let own = || {
        outline
            .claim_of(node)
            .and_then(|span| desk.claim_at(file, span))
    };
    let text = || node.text.clone();
    match node.at.as_str() {
        "claim/#" | "claim/#/id" | "claim/#/text" | "claim/#/event" => {
            Some(What::Claims(vec![own()?]))
        }
        "entity/*" => Some(of_entity(node)),
        at if CLAIMS.contains(&at) => Some(What::NamedClaims(vec![desk.claim_of_id(&text()?)?])),
        at if at.starts_with("claim/") && SOURCES.contains(&at) => {
            Some(What::Source(text()?, own()))
        }
        at if SOURCES.contains(&at) => {
            let table = at.split('/').next()?;
            let claim = format!("{table}/#/claim");
            let claim = outline.in_top(&claim, node.top).next();
            let claim = claim.and_then(|claim| desk.claim_of_id(claim.text.as_deref()?));
            Some(What::Source(text()?, claim))
        }
        at if NAMES.contains(&at) => Some(What::Entity(entity(desk, &text()?)?)),
        _ => None,
    }
}

/// The id of the entity that a name in a claim refers to.
fn entity(desk: &Findings, name: &str) -> Option<String> {
    let claims = desk.claims.claims.iter();
    let mut referents = claims.flat_map(referents);
    let found = referents.find(|own| own.value == name && own.entity.is_some());
    if let Some(found) = found {
        return found.entity.clone();
    }
    // Parts and members stand in no claim; they are written by id.
    let is_entity = |node: &Node| node.at == "entity/*" && node.name == name;
    let mut files = desk.claims.files.iter();
    files
        .any(|file| Outline::new(&file.text).nodes.iter().any(is_entity))
        .then(|| name.to_owned())
}

fn referents(claim: &Claim) -> impl Iterator<Item = &Referent> {
    let participants = claim.participants.iter().flat_map(|own| &own.referents);
    participants.chain(&claim.place).chain(&claim.attributed_to)
}
