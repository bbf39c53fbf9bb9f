//! `sarif`: SARIF 2.1.0 for code scanning, a rule for each claim and a result for each issue.
//!
//! A result of an article stands at the words that decide. What has no place in an article (missing
//! support, a missed expectation) and what lies outside of the repository stands at the claim's own
//! line. A result is known again by claim, source, facet and the words of the quote, never by lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use crate::base::{LineIndex, Span};
use crate::claims::{Claim, Label};
use crate::document::Part;
use crate::gate::{Entry, Finding};
use crate::judge::ClaimVerdict;
use crate::report::against::Changes;
use crate::report::issue::{self, About, Issue, issues};
use crate::report::place::{Places, part_name, part_text};
use crate::report::{Report, Repository, visible, wire};
use log::{
    Driver, Invocation, Location, Log, Message, Notification, Region, ResultProperties, ResultRow,
    Rule, RuleProperties, Run, Suppression, TextPosition, Tool, message, message_as_it_is,
    numbered, region, region_at,
};

mod log;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Results of a run. GitHub refuses more, and shows the first 5,000; ours come worst first.
const MOST_RESULTS: usize = 25_000;

/// Tags of a rule; GitHub takes so many.
const MOST_TAGS: usize = 20;

/// Characters of a quote in a message. The snippet has all of it.
const LONGEST_QUOTE: usize = 300;

/// Name of our fingerprint, with the version of how it is made.
const FINGERPRINT: &str = "corroborate/v1";

/// Writes the log. With `changes`, results say whether they are new.
pub fn write(
    report: &Report<'_>,
    repository: &Repository,
    changes: Option<&Changes<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = *report;
    let mut issues = issues(report);
    let left_out = issues.len().saturating_sub(MOST_RESULTS);
    issues.truncate(MOST_RESULTS);
    let scene = Scene {
        report,
        repository,
        places: Places::new(report),
        claim_files: report
            .claims
            .files
            .iter()
            .map(|file| LineIndex::new(&file.text))
            .collect(),
        changes,
    };
    let rules = rules(report, &issues);
    let indexes: BTreeMap<&str, usize> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| (rule.id, at))
        .collect();
    let results = issues.iter().map(|issue| scene.result(issue, &indexes));
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: "corroborate",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications(left_out),
            }],
            column_kind: "unicodeCodePoints",
            properties: counts(report),
        }],
    };
    wire::to_writer(&log, out)?;
    out.write_all(b"\n")
}

fn counts(report: Report<'_>) -> BTreeMap<&'static str, usize> {
    let tally = report.tally();
    BTreeMap::from([
        ("claims", report.active_claims().count()),
        ("sources", report.sources().count()),
        ("sentences", report.n_sentences()),
        ("supports", tally.supports),
        ("contradicts", tally.contradicts),
        ("mixed", tally.mixed),
        ("omits", tally.omits),
    ])
}

fn notifications(left_out: usize) -> Vec<Notification> {
    let text = format!("{left_out} further results are left out, {MOST_RESULTS} is the limit");
    let notification = Notification {
        level: "warning",
        message: Message { text },
    };
    (left_out > 0).then_some(notification).into_iter().collect()
}

/// The claims that have results, in their order; then codes of what is about no claim.
fn rules<'a>(report: Report<'a>, issues: &[Issue<'a>]) -> Vec<Rule<'a>> {
    let mut claims: Vec<usize> = issues.iter().filter_map(|issue| issue.claim).collect();
    claims.sort_unstable();
    claims.dedup();
    let claims = claims.into_iter().map(|at| &report.claims.claims[at]);
    let mut rules: Vec<Rule<'a>> = claims.map(rule).collect();
    let mut codes: Vec<&str> = issues
        .iter()
        .filter(|issue| issue.claim.is_none())
        .map(|issue| issue.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    rules.extend(codes.into_iter().map(|code| Rule {
        id: code,
        short_description: message(code),
        full_description: message(code),
        help: message("the gate is told of in the README"),
        properties: RuleProperties { tags: Vec::new() },
    }));
    rules
}

fn rule(claim: &Claim) -> Rule<'_> {
    Rule {
        id: &claim.id,
        short_description: message(&claim.text),
        full_description: message(claim.notes.as_deref().unwrap_or(&claim.text)),
        help: message(&format!(
            "corroborate explain {} shows every passage that was looked at, and why it was taken or not.",
            claim.id
        )),
        properties: RuleProperties {
            tags: claim
                .tags
                .iter()
                .take(MOST_TAGS)
                .map(String::as_str)
                .collect(),
        },
    }
}

/// What results are made from.
struct Scene<'a> {
    report: Report<'a>,
    repository: &'a Repository,
    places: Places<'a>,
    claim_files: Vec<LineIndex>,
    changes: Option<&'a Changes<'a>>,
}

impl<'a> Scene<'a> {
    fn result(&self, issue: &Issue<'a>, rules: &BTreeMap<&str, usize>) -> ResultRow<'a> {
        let rule_id = match issue.claim {
            Some(at) => &self.report.claims.claims[at].id,
            None => issue.code,
        };
        let (locations, related_locations) = self.locations(issue);
        let verdict = match issue.about {
            About::Verdict(verdict) => Some(verdict),
            About::Entry(_) => None,
        };
        let said_by = verdict
            .and_then(issue::deciding)
            .and_then(|evidence| evidence.said_by.as_ref());
        ResultRow {
            rule_id,
            rule_index: rules[rule_id],
            level: issue.level.as_str(),
            message: self.message(issue),
            locations,
            related_locations,
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, self.fingerprint(issue))]),
            suppressions: issue
                .accepted
                .map(|justification| Suppression {
                    kind: "external",
                    status: "accepted",
                    justification,
                })
                .into_iter()
                .collect(),
            baseline_state: self.changes.zip(verdict).map(|(changes, verdict)| {
                match changes.of(verdict).map(|change| change.was) {
                    None => "unchanged",
                    Some(None) => "new",
                    Some(Some((Label::Contradicts | Label::Mixed, _))) => "updated",
                    Some(Some(_)) => "new",
                }
            }),
            properties: ResultProperties {
                code: issue.code,
                source: issue
                    .source
                    .map(|at| self.report.result.sources[at].id.as_str()),
                verdict: verdict.map(|verdict| verdict.label.as_str()),
                facet: issue.facet().map(|facet| facet.as_str()),
                said_by: said_by.map(|said| said.text.as_str()),
            },
        }
    }

    /// The sentence first, since platforms show no more than that where room is scarce.
    fn message(&self, issue: &Issue<'_>) -> Message {
        let mut text = issue.sentence(self.report);
        if let Some((quote, said_by)) = issue.quote(self.report) {
            let quote = issue::beginning(quote, LONGEST_QUOTE);
            text.push_str(&format!(". \u{201c}{}\u{201d}", visible(&quote)));
            if let Some(said_by) = said_by {
                text.push_str(&format!(", says {said_by}"));
            }
        }
        message(&text)
    }

    fn locations(&self, issue: &Issue<'_>) -> (Vec<Location>, Vec<Location>) {
        let of_claim = self.in_claims(issue);
        match issue.about {
            About::Verdict(verdict) => {
                let own = self.in_article(verdict, issue::deciding_words(verdict));
                let path = &self.report.article(verdict.source).path;
                let mut related = self.others(verdict);
                match own {
                    Some(own) if self.repository.relative(path).is_some() => {
                        related.push(of_claim);
                        (vec![own], numbered(related))
                    }
                    // A platform shows files of the repository only.
                    own => {
                        related.splice(0..0, own);
                        (vec![of_claim], numbered(related))
                    }
                }
            }
            About::Entry(entry) => {
                let related = self.passage_of(entry).into_iter().collect();
                (vec![of_claim], numbered(related))
            }
        }
    }

    /// Where in the claim files it belongs; what is about no claim is at the top of the first.
    fn in_claims(&self, issue: &Issue<'_>) -> Location {
        let (file, span) = issue
            .in_claim_file(self.report)
            .unwrap_or((0, Span::new(0, 0)));
        let Some(own) = self.report.claims.files.get(file) else {
            return Location::nowhere();
        };
        let fits = own.text.get(span.range()).is_some();
        let span = if fits { span } else { Span::new(0, 0) };
        let region = region(&self.claim_files[file], &own.text, span);
        Location::at(self.repository.uri(&own.path), region, None)
    }

    /// Words of an article, with the passage around them.
    fn in_article(&self, verdict: &ClaimVerdict, words: Option<(Part, Span)>) -> Option<Location> {
        let (part, span) = words?;
        let article = self.report.article(verdict.source);
        let uri = self.repository.uri(&article.path)?;
        let text = part_text(article, part);
        if article.line.is_none() && part == Part::Body {
            let context = issue::deciding(verdict)
                .filter(|own| own.part == part && own.span.is_covering(span) && own.span != span)
                .map(|own| self.region(verdict.source, own.span));
            let region = self.region(verdict.source, span);
            return Some(Location::at(Some(uri), region, context));
        }
        // The file holds the text in another form, so bytes and columns of the text are no places
        // in it. They stand beside, with what they count in.
        let (line, column) = self.places.line_column(verdict.source, part, span.start());
        let region = Region {
            start_line: article.line.unwrap_or(1),
            snippet: Some(message_as_it_is(span.slice(text))),
            ..Region::default()
        };
        let position = TextPosition {
            r#in: part_name(part),
            start: span.start(),
            end: span.end(),
            line,
            column,
        };
        Some(Location {
            properties: Some(position),
            ..Location::at(Some(uri), region, None)
        })
    }

    fn region(&self, source: usize, span: Span) -> Region {
        let text = &self.report.article(source).text;
        let line_column = |at| self.places.line_column(source, Part::Body, at);
        Region {
            snippet: Some(message_as_it_is(span.slice(text))),
            ..region_at(span, line_column)
        }
    }

    /// Of a mixed verdict: the passages that say otherwise.
    fn others(&self, verdict: &ClaimVerdict) -> Vec<Location> {
        verdict
            .evidence
            .iter()
            .filter(|own| verdict.label == Label::Mixed && own.label == Label::Supports)
            .filter_map(|own| {
                let location = self.in_article(verdict, Some((own.part, own.span)))?;
                Some(Location {
                    message: Some(message("this supports it")),
                    ..location
                })
            })
            .collect()
    }

    /// What a missed expectation rests on: the evidence, else the nearest passage.
    fn passage_of(&self, entry: &Entry) -> Option<Location> {
        let (claim, source) = (entry.claim?, entry.source?);
        let verdicts = &self.report.result.verdicts;
        let at = verdicts
            .binary_search_by_key(&(claim, source), |own| (own.claim, own.source))
            .ok()?;
        let verdict = &verdicts[at];
        let (part, span, what) = match (verdict.evidence.first(), &verdict.nearest) {
            (Some(own), _) => (own.part, own.span, verdict.label.as_str()),
            (None, Some(own)) => (own.part, own.span, own.reason.summary()),
            (None, None) => return None,
        };
        let location = self.in_article(verdict, Some((part, span)))?;
        Some(Location {
            message: Some(message(what)),
            ..location
        })
    }

    /// Hexadecimal digits of SHA-256 over what a result is known by.
    fn fingerprint(&self, issue: &Issue<'_>) -> String {
        let claim = issue
            .claim
            .map(|at| self.report.claims.claims[at].id.as_str());
        let source = match (issue.source, issue.about) {
            (Some(at), _) => self.report.result.sources[at].id.as_str(),
            (None, About::Entry(entry)) => named(&entry.finding),
            (None, About::Verdict(_)) => "",
        };
        let (facet, quote) = match issue.about {
            About::Verdict(_) => (
                issue.facet().map_or("", |facet| facet.as_str()),
                issue
                    .quote(self.report)
                    .map(|(quote, _)| issue::normal(quote))
                    .unwrap_or_default(),
            ),
            About::Entry(_) => (issue.code, String::new()),
        };
        let mut hash = Sha256::new();
        for part in [claim.unwrap_or_default(), source, facet, &quote] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let digest = hash.finalize();
        digest[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// What an entry without a source of the corpus names.
fn named(finding: &Finding) -> &str {
    match finding {
        Finding::ExpectationUnknownSource { source }
        | Finding::KnownGapUnused { source, .. }
        | Finding::SuppressionUnused { source, .. }
        | Finding::SuppressionExpired { source, .. } => source,
        Finding::SnapshotMissing { name }
        | Finding::SnapshotChanged { name, .. }
        | Finding::SnapshotOrphan { name } => name,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::report::sample::{self, Sample, policy};
    use crate::report::{Report, Repository};

    fn results(report: &Report<'_>) -> Vec<Value> {
        let repository = Repository::new("/desk", "/desk");
        let text = sample::text(
            |report, out| super::write(report, &repository, None, out),
            report,
        );
        assert!(!sample::has_power(&text), "{text}");
        let log: Value = serde_json::from_str(&text).expect("JSON");
        log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .clone()
    }

    #[test]
    fn a_result_stands_at_the_words_that_decide() {
        let sample = Sample::new();
        let results = results(&sample.report());
        assert_eq!(results.len(), 2);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "corpus/evening-post.txt");
        let region = &place["region"];
        assert_eq!(region["startLine"], 3);
        assert_eq!(region["startColumn"], 80);
        let text = &sample.articles[0].text;
        let at = region["byteOffset"].as_u64().expect("a number") as usize;
        let length = region["byteLength"].as_u64().expect("a number") as usize;
        assert_eq!(&text[at..at + length], "Tuesday");
        assert_eq!(region["snippet"]["text"], "Tuesday");
        assert_eq!(place["contextRegion"]["startColumn"], 1);
        let related = &results[0]["relatedLocations"][0];
        assert_eq!(
            related["physicalLocation"]["artifactLocation"]["uri"],
            "claims/port.toml"
        );
        // The passage that supports comes beside a mixed verdict.
        assert_eq!(
            results[1]["relatedLocations"].as_array().map(Vec::len),
            Some(2)
        );
    }

    #[test]
    fn identity_is_of_words_not_of_lines() {
        let fingerprint = |sample: &Sample| {
            results(&sample.report())[0]["partialFingerprints"]["corroborate/v1"].clone()
        };
        let sample = Sample::new();
        let before = fingerprint(&sample);
        let mut moved = Sample::new();
        let text = &mut moved.articles[0].text;
        // As many bytes, other lines and signs.
        *text = text
            .replace("Port news\n\n", "Port\n\nnews\n")
            .replace(", the harb", "; the harb");
        assert_ne!(*text, sample.articles[0].text);
        assert_eq!(fingerprint(&moved), before);
        let mut other = Sample::new();
        let text = &mut other.articles[0].text;
        *text = text.replace("weeks", "years");
        assert_ne!(fingerprint(&other), before);
    }

    #[test]
    fn missing_support_stands_at_the_claim() {
        let mut sample = Sample::new();
        sample.claims.claims[1].error_if = policy("supports < 2");
        sample.gate = sample.judge();
        let results = results(&sample.report());
        let last = results.last().expect("a result");
        assert_eq!(last["ruleId"], "bridge-opening");
        let place = &last["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "claims/port.toml");
        assert_eq!(place["region"]["startLine"], 15);
    }

    #[test]
    fn an_article_elsewhere_is_beside_the_claim() {
        let mut sample = Sample::new();
        sample.articles[0].path = "/srv/wire/evening post.txt".to_owned();
        sample.articles[3].path = "-".to_owned();
        sample.articles[3].line = Some(4);
        let results = results(&sample.report());
        for result in &results {
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "claims/port.toml");
        }
        let related = &results[0]["relatedLocations"][0]["physicalLocation"];
        assert_eq!(
            related["artifactLocation"]["uri"],
            "file:///srv/wire/evening%20post.txt"
        );
        assert!(results[1].get("relatedLocations").is_none());
    }

    #[test]
    fn an_article_of_a_jsonl_file_is_its_line_there() {
        let mut sample = Sample::new();
        sample.articles[0].path = "corpus/wire.jsonl".to_owned();
        sample.articles[0].line = Some(17);
        let result = &results(&sample.report())[0];
        let place = &result["locations"][0];
        let region = &place["physicalLocation"]["region"];
        assert_eq!(region["startLine"], 17);
        assert!(region.get("byteOffset").is_none(), "{region}");
        assert_eq!(place["properties"]["line"], 3);
        assert_eq!(place["properties"]["column"], 80);
    }

    #[test]
    fn messages_hold_no_links_and_no_placeholders() {
        let mut sample = Sample::with_escapes();
        let text = &mut sample.articles[0].text;
        *text = text.replace("the Port Office", "[a](https://b){0");
        let result = &results(&sample.report())[0];
        let message = result["message"]["text"].as_str().expect("text");
        assert!(message.contains("\\[a\\](https://b){{0"), "{message}");
    }
}
