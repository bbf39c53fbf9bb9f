//! A small checked corpus made by hand, for the tests of reports and gate.

use std::io::{self, Write};

use jiff::civil::date;

use crate::base::Span;
use crate::claims::{
    Claim, ClaimFile, ClaimSet, ClaimSeverity, Label, Modality, Participant, Polarity, Policy,
    Referent, Role, Status,
};
use crate::corpus::Article;
use crate::document::Part;
use crate::gate::{self, GateOutcome};
use crate::judge::{
    Candidate, CheckResult, ClaimVerdict, Evidence, Facet, FacetKind, Reason, SaidBy, SourceInfo,
};
use crate::report::{Report, View, absent_facets};
use crate::value::{EdtfDate, Interval};

/// Claims, articles, result, and what the gate says of them.
pub(crate) struct Sample {
    pub(crate) claims: ClaimSet,
    pub(crate) articles: Vec<Article>,
    pub(crate) result: CheckResult,
    pub(crate) gate: GateOutcome,
}

const CLAIM_FILE: &str = r#"version = 1

[[claim]]
id = "harbour-talks"
text = "The Dockers' League and the Port Office met in Port Alba on 6 March 2031."
event = "meet"
participants = ["Dockers' League", "Port Office"]
place = "Port Alba"
date = "2031-03-06"

[claim.expect]
contradicts = ["evening-post"]

[[claim]]
id = "bridge-opening"
text = "Ilse Brandt opened the Alba Bridge."
event = "open"
participants = ["Ilse Brandt"]
place = "Alba Bridge"

[[suppress]]
claim = "harbour-talks"
source = "evening-post"
reason = "the paper corrected itself"

[[known-gap]]
claim = "harbour-talks"
source = "evening-post"
reason = "weekdays"
"#;

const EVENING: &str = "Port news\n\nAfter weeks of silence the Dockers' League met the Port Office in Port Alba on Tuesday, the harbour master said. Nobody spoke to reporters afterwards.\n";
const HARBOUR: &str =
    "Dockers' League and Port Office met in Port Alba on 6 March 2031 and agreed to go on.\n";
const HERALD: &str =
    "The Dockers' League should meet the Port Office, readers wrote. The mayor cut the ribbon.\n";
const RADIO: &str = "The Port Office says it met the Dockers' League on 6 March 2031.\nThe league says they met a day earlier.\n";
const WEATHER: &str = "Fog over the bridge that may open in May. Later rain.\n";

impl Sample {
    /// Two claims, five sources, one verdict of each kind.
    pub(crate) fn new() -> Self {
        Self::of([EVENING, HARBOUR, HERALD, RADIO, WEATHER])
    }

    /// The same with terminal escapes and bidirectional overrides in articles and metadata.
    pub(crate) fn with_escapes() -> Self {
        let evening = EVENING.replace("silence", "\u{1b}[31msil\u{202e}ence\u{9b}2J\u{7}");
        let mut sample = Self::of([&evening, HARBOUR, HERALD, RADIO, WEATHER]);
        sample.articles[0].path = "corpus/ev\u{1b}[2Jil.txt".to_owned();
        sample.articles[2].title = Some("Mayor Ilse Brandt opens \u{1b}]0;bridge".to_owned());
        let verdict = &mut sample.result.verdicts[0];
        let said = verdict.evidence[0].said_by.as_mut().expect("said by");
        said.text.push_str("\u{1b}[0m");
        verdict.facets[4].found = Some("2031-03-04\u{1b}[5m".to_owned());
        verdict.facets[4].chain[0].push('\u{202e}');
        sample
    }

    /// The same with so many more sources that say nothing.
    pub(crate) fn with_more_sources(n: usize) -> Self {
        let mut sample = Self::new();
        for more in 0..n {
            sample
                .articles
                .push(article(&format!("zine-{more:03}"), "Recipes.\n", None));
        }
        let n_sources = sample.articles.len();
        for at in n_sources - n..n_sources {
            sample.result.sources.push(info(&sample.articles, at));
        }
        let old = std::mem::take(&mut sample.result.verdicts);
        for claim in 0..2 {
            let own = old.iter().filter(|verdict| verdict.claim == claim).cloned();
            sample.result.verdicts.extend(own);
            let more = (n_sources - n..n_sources).map(|source| bare(claim, source));
            sample.result.verdicts.extend(more);
        }
        sample
    }

    fn of(texts: [&str; 5]) -> Self {
        let ids = [
            "evening-post",
            "harbour-news",
            "morning-herald",
            "radio-log",
            "weather",
        ];
        let titles = [
            None,
            None,
            Some("Mayor Ilse Brandt opens bridge"),
            None,
            None,
        ];
        let articles: Vec<Article> = (0..5)
            .map(|at| article(ids[at], texts[at], titles[at]))
            .collect();
        let claims = claims();
        let result = CheckResult {
            sources: (0..5).map(|at| info(&articles, at)).collect(),
            verdicts: verdicts(&claims, &articles),
            sentences: 9,
        };
        let mut sample = Self {
            claims,
            articles,
            result,
            gate: GateOutcome::default(),
        };
        sample.gate = sample.judge();
        sample
    }

    /// What the gate says of the sample as it stands.
    pub(crate) fn judge(&self) -> GateOutcome {
        gate::judge(&self.claims, &self.articles, &self.result, &options())
    }

    /// The whole sample, plain.
    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            claims: &self.claims,
            articles: &self.articles,
            result: &self.result,
            gate: Some(&self.gate),
            view: View::default(),
        }
    }

    /// The article of a source.
    pub(crate) fn article(&self, id: &str) -> &Article {
        self.articles
            .iter()
            .find(|article| article.id == id)
            .expect("that source")
    }
}

/// Default gate options.
pub(crate) fn options() -> gate::Options<'static> {
    gate::Options {
        as_of: Some(date(2031, 3, 7)),
        is_partial: false,
        snapshots: None,
    }
}

/// What a face writes.
pub(crate) fn text(
    write: impl Fn(&Report<'_>, &mut dyn Write) -> io::Result<()>,
    report: &Report<'_>,
) -> String {
    let mut out = Vec::new();
    write(report, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// Whether a text would do anything to a terminal but show letters.
pub(crate) fn has_power(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// A text without our own colours.
pub(crate) fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find('m').expect("a style ends");
        rest = &rest[at + end + 1..];
    }
    plain + rest
}

/// The span of the first `needle`.
#[track_caller]
pub(crate) fn find(text: &str, needle: &str) -> Span {
    let start = text.find(needle).expect("the needle is in the text");
    Span::new(start, start + needle.len())
}

/// A day as a claim's date.
pub(crate) fn day(year: i16, month: i8, day: i8) -> EdtfDate {
    let day = date(year, month, day);
    EdtfDate {
        text: day.to_string(),
        intervals: vec![Interval::day(day)],
        approximate: false,
        uncertain: false,
    }
}

fn article(id: &str, text: &str, title: Option<&str>) -> Article {
    let mut article = Article {
        id: id.to_owned(),
        path: format!("corpus/{id}.txt"),
        text: text.to_owned(),
        title: title.map(str::to_owned),
        ..Article::default()
    };
    article.meta.published = Some(day(2031, 3, 7));
    article
}

fn info(articles: &[Article], at: usize) -> SourceInfo {
    SourceInfo {
        id: articles[at].id.clone(),
        article: at,
        sentences: 2,
        unanchored: None,
    }
}

fn claims() -> ClaimSet {
    let talks = claim(
        "harbour-talks",
        "The Dockers' League and the Port Office met in Port Alba on 6 March 2031.",
        "meet",
        &["Dockers' League", "Port Office"],
        "Port Alba",
        Some(day(2031, 3, 6)),
    );
    let bridge = claim(
        "bridge-opening",
        "Ilse Brandt opened the Alba Bridge.",
        "open",
        &["Ilse Brandt"],
        "Alba Bridge",
        None,
    );
    ClaimSet {
        files: vec![ClaimFile {
            path: "claims/port.toml".to_owned(),
            text: CLAIM_FILE.to_owned(),
        }],
        claims: vec![talks, bridge],
        suppressions: Vec::new(),
        known_gaps: Vec::new(),
    }
}

fn claim(
    id: &str,
    text: &str,
    event: &str,
    participants: &[&str],
    place: &str,
    date: Option<EdtfDate>,
) -> Claim {
    Claim {
        id: id.to_owned(),
        file: 0,
        span: find(CLAIM_FILE, id),
        text: text.to_owned(),
        event: event.to_owned(),
        event_span: find(CLAIM_FILE, event),
        triggers: Vec::new(),
        participants: participants
            .iter()
            .map(|name| Participant {
                value: (*name).to_owned(),
                referents: vec![referent(name)],
                role: Role::Any,
            })
            .collect(),
        place: Some(referent(place)),
        date,
        quantity: None,
        about: Vec::new(),
        attributed_to: Vec::new(),
        modality: Modality::Actual,
        polarity: Polarity::Positive,
        severity: ClaimSeverity::Error,
        error_if: policy("contradicts > 0"),
        warn_if: policy("supports < 1"),
        status: Status::Active,
        tags: Vec::new(),
        notes: None,
        references: Vec::new(),
        expect: Vec::new(),
    }
}

/// A policy of a claim.
pub(crate) fn policy(text: &str) -> Policy {
    Policy::parse(text).expect("a policy of the sample is valid")
}

fn referent(name: &str) -> Referent {
    Referent {
        value: name.to_owned(),
        entity: None,
        kind: None,
        names: vec![name.to_owned()],
        member_names: Vec::new(),
        namesakes: Vec::new(),
    }
}

/// A source that says nothing of a claim.
pub(crate) fn bare(claim: usize, source: usize) -> ClaimVerdict {
    ClaimVerdict {
        claim,
        source,
        label: Label::Omits,
        complete: false,
        facets: Vec::new(),
        evidence: Vec::new(),
        nearest: None,
    }
}

fn verdicts(claims: &ClaimSet, articles: &[Article]) -> Vec<ClaimVerdict> {
    let talks = &claims.claims[0];
    let bridge = &claims.claims[1];
    vec![
        contradiction(talks, &articles[0].text),
        support(talks, &articles[1].text),
        omission(
            talks,
            0,
            2,
            find(
                &articles[2].text,
                "The Dockers' League should meet the Port Office, readers wrote.",
            ),
            Reason::EventHypothetical,
        ),
        mixture(talks, &articles[3].text),
        bare(0, 4),
        bare(1, 0),
        bare(1, 1),
        in_title(bridge, articles[2].title.as_deref().expect("title")),
        bare(1, 3),
        omission(
            bridge,
            1,
            4,
            find(
                &articles[4].text,
                "Fog over the bridge that may open in May.",
            ),
            Reason::EventNotHappened,
        ),
    ]
}

/// Facets of a claim, each supported by the words given, if they are in the text.
fn stated(claim: &Claim, part: Part, text: &str, words: &[&str]) -> Vec<Facet> {
    let mut facets = absent_facets(claim);
    for (facet, word) in facets.iter_mut().zip(words) {
        let Some(at) = text.find(word) else { continue };
        facet.label = Label::Supports;
        facet.reason = match facet.kind {
            FacetKind::Event => Reason::EventStated,
            FacetKind::Place => Reason::PlaceEqual,
            FacetKind::Date => Reason::DateWithin,
            _ => Reason::NameExact,
        };
        facet.span = Some((part, Span::new(at, at + word.len())));
    }
    facets
}

fn contradiction(claim: &Claim, text: &str) -> ClaimVerdict {
    let words = [
        "met",
        "Dockers' League",
        "Port Office",
        "Port Alba",
        "Tuesday",
    ];
    let mut facets = stated(claim, Part::Body, text, &words);
    let date = &mut facets[4];
    date.label = Label::Contradicts;
    date.reason = Reason::DateOutside;
    date.found = Some("2031-03-04".to_owned());
    date.chain = ["Tuesday", "published 2031-03-07", "2031-03-04"]
        .map(str::to_owned)
        .to_vec();
    let first = find(text, "After").cover(find(text, "said."));
    ClaimVerdict {
        label: Label::Contradicts,
        facets,
        evidence: vec![Evidence {
            label: Label::Contradicts,
            part: Part::Body,
            span: first,
            said_by: Some(SaidBy {
                text: "the harbour master".to_owned(),
                part: Part::Body,
                span: find(text, "the harbour master"),
            }),
            facets: vec![FacetKind::Event, FacetKind::Date],
        }],
        ..bare(0, 0)
    }
}

fn support(claim: &Claim, text: &str) -> ClaimVerdict {
    let words = [
        "met",
        "Dockers' League",
        "Port Office",
        "Port Alba",
        "6 March 2031",
    ];
    let mut facets = stated(claim, Part::Body, text, &words);
    facets[4].found = Some("2031-03-06".to_owned());
    ClaimVerdict {
        label: Label::Supports,
        complete: true,
        facets,
        evidence: vec![evidence(
            Label::Supports,
            Part::Body,
            find(text, text.trim_end()),
        )],
        ..bare(0, 1)
    }
}

fn mixture(claim: &Claim, text: &str) -> ClaimVerdict {
    let words = [
        "met",
        "Dockers' League",
        "Port Office",
        "Port Alba",
        "6 March 2031",
    ];
    let mut facets = stated(claim, Part::Body, text, &words);
    let date = &mut facets[4];
    date.label = Label::Contradicts;
    date.reason = Reason::DateOutside;
    date.found = Some("2031-03-05".to_owned());
    date.span = Some((Part::Body, find(text, "a day earlier")));
    let lines: Vec<&str> = text.lines().collect();
    let mut against = evidence(Label::Contradicts, Part::Body, find(text, lines[1]));
    against.said_by = Some(SaidBy {
        text: "The league".to_owned(),
        part: Part::Body,
        span: find(text, "The league"),
    });
    ClaimVerdict {
        label: Label::Mixed,
        facets,
        evidence: vec![
            against,
            evidence(Label::Supports, Part::Body, find(text, lines[0])),
        ],
        ..bare(0, 3)
    }
}

fn in_title(claim: &Claim, title: &str) -> ClaimVerdict {
    ClaimVerdict {
        label: Label::Supports,
        facets: stated(claim, Part::Title, title, &["opens", "Ilse Brandt"]),
        evidence: vec![evidence(Label::Supports, Part::Title, find(title, title))],
        ..bare(1, 2)
    }
}

fn omission(claim: &Claim, at: usize, source: usize, span: Span, reason: Reason) -> ClaimVerdict {
    let mut facets = absent_facets(claim);
    facets[0].reason = reason;
    ClaimVerdict {
        facets,
        nearest: Some(Candidate {
            part: Part::Body,
            span,
            reason,
            facets: Vec::new(),
            taken: false,
        }),
        ..bare(at, source)
    }
}

fn evidence(label: Label, part: Part, span: Span) -> Evidence {
    Evidence {
        label,
        part,
        span,
        said_by: None,
        facets: vec![FacetKind::Event, FacetKind::Participant],
    }
}
