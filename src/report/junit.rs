//! `junit`: JUnit XML as Jenkins reads it, a test case for each claim.
//!
//! A suite is a claim file; cases have the attributes `file` and `line`. What is about the run as a
//! whole is a suite of its own. There is no time in it: the same input gives the same bytes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::base::LineIndex;
use crate::claims::{Claim, Label, Status};
use crate::gate::Entry;
use crate::judge::ClaimVerdict;
use crate::report::entries::{self, Loudness};
use crate::report::place::Places;
use crate::report::{Report, Tally, finding, visible};

/// Columns of the text in a failure.
const WIDTH: usize = 100;

/// Findings of one claim that are rendered; more are counted, so that a report stays readable.
const MOST_FINDINGS: usize = 20;

/// Writes the suites in the order of claim files.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut report = *report;
    report.view.colour = false;
    report.view.width = WIDTH;
    let suites = suites(report);
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = || suites.iter().flat_map(|suite| &suite.cases);
    let root = counted(BytesStart::new("testsuites"), "corroborate", all());
    xml.write_event(Event::Start(root))?;
    for suite in &suites {
        let start = counted(
            BytesStart::new("testsuite"),
            &suite.name,
            suite.cases.iter(),
        );
        xml.write_event(Event::Start(start))?;
        for case in &suite.cases {
            write_case(&mut xml, &suite.name, case)?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    xml.into_inner().write_all(b"\n")
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    /// File and line, from 1.
    place: Option<(String, usize)>,
    outcome: Outcome,
    /// What is worth reading whatever the outcome.
    notes: String,
}

enum Outcome {
    Passed,
    /// A draft: shown, and never fails.
    Skipped(String),
    /// Code of the first failure, its sentence, and everything.
    Failed {
        kind: &'static str,
        message: String,
        text: String,
    },
}

/// A suite for each claim file, then one for what is about no claim.
fn suites(report: Report<'_>) -> Vec<Suite> {
    let places = Places::new(report);
    let indexes: Vec<LineIndex> = report
        .claims
        .files
        .iter()
        .map(|file| LineIndex::new(&file.text))
        .collect();
    let mut suites: Vec<Suite> = report
        .claims
        .files
        .iter()
        .map(|file| Suite {
            name: plain(&file.path),
            cases: Vec::new(),
        })
        .collect();
    for (at, claim) in report.active_claims() {
        let file = &report.claims.files[claim.file];
        let start = claim.span.start().min(file.text.len());
        let (line, _) = indexes[claim.file].line_column(&file.text, start);
        let place = Some((plain(&file.path), line));
        let case = case(report, &places, at, claim, place);
        suites[claim.file].cases.push(case);
    }
    suites.retain(|suite| !suite.cases.is_empty());
    suites.push(whole(report));
    suites
}

fn case(
    report: Report<'_>,
    places: &Places<'_>,
    at: usize,
    claim: &Claim,
    place: Option<(String, usize)>,
) -> Case {
    let mut tally = Tally::default();
    let verdicts = of_claim(report, at);
    verdicts.iter().for_each(|verdict| tally.add(verdict));
    let mut notes = format!(
        "{}\nsupports {}, contradicts {}, mixed {}, omits {}\n",
        visible(&claim.text),
        tally.supports,
        tally.contradicts,
        tally.mixed,
        tally.omits
    );
    notes.push_str(&lines(report, Some(at), Loudness::Warning));
    notes.push_str(&lines(report, Some(at), Loudness::Note));
    let failures: Vec<&Entry> = entries_of(report, Some(at), Loudness::Failure).collect();
    let outcome = match failures.first() {
        _ if claim.status == Status::Draft => {
            Outcome::Skipped("a draft: it is checked, and never fails".to_owned())
        }
        None => Outcome::Passed,
        Some(first) => {
            let mut text = rendered(report, &failures);
            text.push_str(&findings(report, places, verdicts));
            failed(report, first, text)
        }
    };
    Case {
        name: claim.id.clone(),
        place,
        outcome,
        notes,
    }
}

/// The verdicts of a claim, which stand together.
fn of_claim(report: Report<'_>, claim: usize) -> &[ClaimVerdict] {
    let all = &report.result.verdicts;
    let start = all.partition_point(|verdict| verdict.claim < claim);
    let end = all.partition_point(|verdict| verdict.claim <= claim);
    &all[start..end]
}

/// What the gate says of no claim: matrix, orphans, entries that are out of order.
fn whole(report: Report<'_>) -> Suite {
    let failures: Vec<&Entry> = entries_of(report, None, Loudness::Failure).collect();
    let outcome = match failures.first() {
        None => Outcome::Passed,
        Some(first) => failed(report, first, rendered(report, &failures)),
    };
    let mut notes = lines(report, None, Loudness::Warning);
    notes.push_str(&lines(report, None, Loudness::Note));
    Suite {
        name: "corroborate".to_owned(),
        cases: vec![Case {
            name: "gate".to_owned(),
            place: None,
            outcome,
            notes,
        }],
    }
}

fn failed(report: Report<'_>, first: &Entry, text: String) -> Outcome {
    Outcome::Failed {
        kind: first.finding.code(),
        message: plain(&entries::sentence(report, first)),
        text,
    }
}

fn entries_of(
    report: Report<'_>,
    claim: Option<usize>,
    loudness: Loudness,
) -> impl Iterator<Item = &Entry> {
    let list = report.gate.map(|gate| match loudness {
        Loudness::Failure => &gate.failures,
        Loudness::Warning => &gate.warnings,
        Loudness::Note => &gate.notes,
    });
    list.into_iter()
        .flatten()
        .filter(move |entry| entry.claim == claim)
}

fn lines(report: Report<'_>, claim: Option<usize>, loudness: Loudness) -> String {
    entries_of(report, claim, loudness)
        .map(|entry| entries::line(report, entry, loudness) + "\n")
        .collect()
}

fn rendered(report: Report<'_>, failures: &[&Entry]) -> String {
    failures
        .iter()
        .map(|entry| entries::render(report, entry, Loudness::Failure) + "\n\n")
        .collect()
}

/// What contradicts or is mixed, and what was expected otherwise.
fn findings(report: Report<'_>, places: &Places<'_>, verdicts: &[ClaimVerdict]) -> String {
    let missed: Vec<usize> = report
        .gate
        .iter()
        .flat_map(|gate| &gate.failures)
        .filter(|entry| entry.claim == verdicts.first().map(|verdict| verdict.claim))
        .filter_map(|entry| entry.source)
        .collect();
    let mut shown: Vec<&ClaimVerdict> = verdicts
        .iter()
        .filter(|verdict| {
            matches!(verdict.label, Label::Contradicts | Label::Mixed)
                || missed.contains(&verdict.source)
        })
        .collect();
    let more = shown.len().saturating_sub(MOST_FINDINGS);
    shown.truncate(MOST_FINDINGS);
    let mut text: String = shown
        .iter()
        .map(|verdict| finding::render(report, places, verdict) + "\n")
        .collect();
    if more > 0 {
        text.push_str(&format!("\u{2026} and {more} more\n"));
    }
    text
}

fn counted<'x, 'c>(
    mut element: BytesStart<'x>,
    name: &str,
    cases: impl Iterator<Item = &'c Case>,
) -> BytesStart<'x> {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        failures += usize::from(matches!(case.outcome, Outcome::Failed { .. }));
        skipped += usize::from(matches!(case.outcome, Outcome::Skipped(_)));
    }
    element.push_attribute(("name", name));
    element.push_attribute(("tests", tests.to_string().as_str()));
    element.push_attribute(("failures", failures.to_string().as_str()));
    element.push_attribute(("errors", "0"));
    element.push_attribute(("skipped", skipped.to_string().as_str()));
    element
}

fn write_case<W: Write>(xml: &mut Writer<W>, suite: &str, case: &Case) -> io::Result<()> {
    let mut start = BytesStart::new("testcase");
    start.push_attribute(("classname", suite));
    start.push_attribute(("name", case.name.as_str()));
    if let Some((file, line)) = &case.place {
        start.push_attribute(("file", file.as_str()));
        start.push_attribute(("line", line.to_string().as_str()));
    }
    xml.write_event(Event::Start(start))?;
    match &case.outcome {
        Outcome::Passed => {}
        Outcome::Skipped(message) => {
            let mut skipped = BytesStart::new("skipped");
            skipped.push_attribute(("message", message.as_str()));
            xml.write_event(Event::Empty(skipped))?;
        }
        Outcome::Failed {
            kind,
            message,
            text,
        } => {
            let mut failure = BytesStart::new("failure");
            failure.push_attribute(("message", message.as_str()));
            failure.push_attribute(("type", *kind));
            write_text(xml, failure, text)?;
        }
    }
    if !case.notes.is_empty() {
        write_text(xml, BytesStart::new("system-out"), &case.notes)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

fn write_text<W: Write>(
    xml: &mut Writer<W>,
    element: BytesStart<'_>,
    text: &str,
) -> io::Result<()> {
    let end = element.to_end().into_owned();
    let text = xml_characters(text);
    xml.write_event(Event::Start(element))?;
    xml.write_event(Event::Text(BytesText::new(&text)))?;
    xml.write_event(Event::End(end))
}

/// Text of an attribute.
fn plain(text: &str) -> String {
    xml_characters(&visible(text))
}

/// Leaves nothing that XML 1.0 (section 2.2) forbids: what our reports show is free of control
/// characters, but not of the two code points that are no characters.
fn xml_characters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::claims::Status;
    use crate::report::sample::{self, Sample};

    #[test]
    fn a_claim_is_a_case_with_its_place() {
        let mut sample = Sample::new();
        sample.claims.claims[1].status = Status::Draft;
        let text = sample::text(super::write, &sample.report());
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let cases: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name("testcase"))
            .collect();
        assert_eq!(cases.len(), 3);
        assert_eq!(cases[0].attribute("name"), Some("harbour-talks"));
        assert_eq!(cases[0].attribute("file"), Some("claims/port.toml"));
        assert_eq!(cases[0].attribute("line"), Some("4"));
        let failure = cases[0].first_element_child().expect("a failure");
        assert_eq!(failure.attribute("type"), Some("policy-error"));
        let shown = failure.text().expect("text");
        assert!(
            shown.contains("date: claimed 2031-03-06, found 2031-03-04"),
            "{shown}"
        );
        let skipped = cases[1].first_element_child().expect("skipped");
        assert!(skipped.has_tag_name("skipped"));
        let root = document.root_element();
        for (name, value) in [("tests", "3"), ("failures", "1"), ("skipped", "1")] {
            assert_eq!(root.attribute(name), Some(value), "{name}");
        }
    }

    #[test]
    fn any_text_is_well_formed() {
        let mut sample = Sample::with_escapes();
        sample.claims.claims[0].text = "a ]]> <b> & \"\u{ffff}\u{fffe}\u{0}\u{85}'".to_owned();
        sample.articles[0].path = "corpus/<&\"\u{ffff}.txt".to_owned();
        sample.claims.files[0].path = "claims/a\n\"<&\u{1b}\u{ffff}.toml".to_owned();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text), "{text}");
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let case = document
            .descendants()
            .find(|node| node.has_tag_name("testcase"))
            .expect("a case");
        assert_eq!(case.attribute("name"), Some("harbour-talks"));
        assert_eq!(
            case.attribute("file"),
            Some("claims/a \"<&\\u{1b}\u{fffd}.toml")
        );
    }
}
