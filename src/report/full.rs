//! `full`: what a person reads first. The matrix, then what matters, then the sum.

use std::io::{self, Write};

use crate::claims::Label;
use crate::gate::{Entry, Finding, GateOutcome};
use crate::judge::ClaimVerdict;
use crate::report::entries::{self, Loudness};
use crate::report::paint::{Paint, Style};
use crate::report::place::Places;
use crate::report::{Report, Tally, finding, matrix, visible};

/// More sources than this are counted in the matrix instead of shown column by column.
const MOST_COLUMNS: usize = 60;

/// More partial supports or undated sources than this are counted instead of listed.
const MOST_LISTED: usize = 20;

/// Writes the report: contradictions, mixed, what the gate says, partial supports, the sum.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    if report.sources().next().is_some() && report.active_claims().next().is_some() {
        if report.sources().count() <= MOST_COLUMNS {
            matrix::write(&report, out)?;
        } else {
            matrix::write_tallies(report, out)?;
        }
        writeln!(out)?;
    }
    for label in [Label::Contradicts, Label::Mixed] {
        for verdict in report.kept().filter(|verdict| verdict.label == label) {
            writeln!(out, "{}", finding::render(report, &places, verdict))?;
        }
    }
    if let Some(gate) = report.gate {
        write_entries(report, &places, &gate.failures, Loudness::Failure, out)?;
        write_entries(report, &places, &gate.warnings, Loudness::Warning, out)?;
    }
    write_notes(report, out)?;
    write_partial(report, &places, out)?;
    write_undated(report, out)?;
    write_sum(report, out)
}

/// One failure of the gate, as [`write()`] shows it.
#[must_use]
pub fn failure(report: &Report<'_>, entry: &Entry) -> String {
    entries::render(*report, entry, Loudness::Failure)
}

fn write_entries(
    report: Report<'_>,
    places: &Places<'_>,
    list: &[Entry],
    loudness: Loudness,
    out: &mut dyn Write,
) -> io::Result<()> {
    for entry in list {
        if !entries::is_in_view(report, entry) {
            continue;
        }
        writeln!(out, "{}\n", entries::render(report, entry, loudness))?;
        if let Some(verdict) = unseen_verdict(report, entry) {
            writeln!(out, "{}", finding::render(report, places, verdict))?;
        }
    }
    Ok(())
}

/// The verdict that a missed expectation is about, unless it has been shown above.
fn unseen_verdict<'a>(report: Report<'a>, entry: &Entry) -> Option<&'a ClaimVerdict> {
    if !matches!(entry.finding, Finding::ExpectationMissed { .. }) {
        return None;
    }
    let (claim, source) = (entry.claim?, entry.source?);
    report
        .verdicts()
        .find(|verdict| verdict.claim == claim && verdict.source == source)
        .filter(|verdict| matches!(verdict.label, Label::Supports | Label::Omits))
}

/// The gate's notes, a line each. An accepted finding says so where it is shown.
fn write_notes(report: Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes: Vec<&Entry> = report
        .gate
        .iter()
        .flat_map(|gate| &gate.notes)
        .filter(|entry| entries::is_in_view(report, entry))
        .collect();
    for entry in notes.iter().take(MOST_LISTED) {
        writeln!(out, "{}", entries::line(report, entry, Loudness::Note))?;
    }
    match notes.len() {
        0 => Ok(()),
        n if n > MOST_LISTED => writeln!(out, "… and {} more notes\n", n - MOST_LISTED),
        _ => writeln!(out),
    }
}

fn write_partial(report: Report<'_>, places: &Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let partial = || {
        report
            .kept()
            .filter(|verdict| verdict.label == Label::Supports && !verdict.complete)
    };
    for verdict in partial().take(MOST_LISTED) {
        let place = verdict
            .evidence
            .first()
            .map(|evidence| {
                let place = places.show(verdict.source, evidence.part, evidence.span);
                format!("  --> {place}\n")
            })
            .unwrap_or_default();
        let open = format!("not said: {}", finding::left_open(verdict));
        write!(
            out,
            "{}\n{place}{}",
            finding::title(report, verdict),
            finding::wrapped("  = ", &open, report.view.width)
        )?;
    }
    match partial().count() {
        0 => Ok(()),
        n if n > MOST_LISTED => {
            writeln!(
                out,
                "\u{2026} and {} more supports in part\n",
                n - MOST_LISTED
            )
        }
        _ => writeln!(out),
    }
}

/// Sources with relative dates that could not be resolved.
fn write_undated(report: Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let undated: Vec<String> = report
        .sources()
        .filter(|(_, source)| source.unanchored.is_some())
        .map(|(_, source)| visible(&source.id).into_owned())
        .collect();
    const HELP: &str = "  = help: give `published` in `sources.toml`\n\n";
    if undated.is_empty() {
        return Ok(());
    }
    let paint = Paint {
        is_on: report.view.colour,
    };
    let more = undated.len().saturating_sub(MOST_LISTED);
    let mut ids = undated[..undated.len() - more].join(", ");
    if more > 0 {
        ids.push_str(&format!(" and {more} more"));
    }
    write!(
        out,
        "{}: relative dates without a publication date\n{}{HELP}",
        paint.paint(Style::Doubtful, "warning[unanchored-date]"),
        finding::wrapped("  = in: ", &ids, report.view.width),
    )
}

/// The last lines: counts, and what the gate says.
pub(super) fn write_sum(report: Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Tally {
        supports,
        complete,
        contradicts,
        omits,
        mixed,
    } = report.tally();
    let in_part = match supports - complete {
        0 => String::new(),
        n => format!(" ({n} in part)"),
    };
    writeln!(
        out,
        "{}, {}, {}: {supports} supports{in_part}, {contradicts} contradicts, {mixed} mixed, {omits} omits",
        counted(report.active_claims().count(), "claim"),
        counted(report.sources().count(), "source"),
        counted(report.n_sentences(), "sentence"),
    )?;
    match report.gate {
        Some(gate) => writeln!(out, "{}", verdict_of(gate, report.view.colour)),
        None => Ok(()),
    }
}

fn verdict_of(gate: &GateOutcome, colour: bool) -> String {
    let paint = Paint { is_on: colour };
    let (word, style) = if gate.is_passed() {
        ("passed", Style::Good)
    } else {
        ("failed", Style::Bad)
    };
    let mut counts = Vec::new();
    for (n, name) in [
        (gate.failures.len(), "failure"),
        (gate.warnings.len(), "warning"),
        (gate.notes.len(), "note"),
    ] {
        if n > 0 {
            counts.push(counted(n, name));
        }
    }
    let counts = match counts.is_empty() {
        true => String::new(),
        false => format!(": {}", counts.join(", ")),
    };
    format!("gate {}{counts}", paint.paint(style, word))
}

/// `1 claim`, `2 claims`.
fn counted(n: usize, name: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {name}{plural}")
}

#[cfg(test)]
mod tests {
    use crate::claims::{Expectation, Label};
    use crate::report::sample::{self, Sample, find};
    use crate::report::visible::width;

    #[test]
    fn contradictions_come_first_and_the_sum_last() {
        let sample = Sample::new();
        let text = sample::text(super::write, &sample.report());
        let at = |needle: &str| {
            text.find(needle)
                .unwrap_or_else(|| panic!("{needle}\n{text}"))
        };
        let order = [
            "harbour-talks",
            "contradicts[date-outside]: harbour-talks in evening-post",
            "mixed[date-outside]: harbour-talks in radio-log",
            "error[policy-error]: harbour-talks: `error-if",
            "supports in part[event-stated]: bridge-opening in morning-herald",
            "2 claims, 5 sources, 9 sentences: 2 supports (1 in part), 1 contradicts, 1 mixed, 6 omits",
            "gate failed: 1 failure",
        ];
        assert!(order.map(at).is_sorted(), "{text}");
        assert!(text.lines().all(|line| width(line) <= 90), "{text}");
    }

    #[test]
    fn a_missed_expectation_shows_the_claim_file_and_the_nearest_passage() {
        let mut sample = Sample::new();
        let span = find(&sample.claims.files[0].text, "contradicts = [");
        sample.claims.claims[0].expect = vec![Expectation {
            source: "morning-herald".to_owned(),
            label: Label::Supports,
            span,
        }];
        sample.gate = sample.judge();
        let text = sample::text(super::write, &sample.report());
        for part in [
            "error[expectation-missed]: harbour-talks: `morning-herald` is expected to give supports, but omits",
            "claims/port.toml:12:1",
            "nearest passage, rejected[event-hypothetical]: the passage does not assert it",
            "The Dockers' League should meet the Port Office, readers wrote.",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn nothing_from_an_article_reaches_the_terminal_raw() {
        let sample = Sample::with_escapes();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text), "{text}");
        assert!(text.contains("\\u{1b}[31msil\\u{202e}ence"), "{text}");
        assert!(text.contains("corpus/ev\\u{1b}[2Jil.txt"), "{text}");
    }

    #[test]
    fn escapes_in_claim_files_are_harmless_too() {
        let mut sample = Sample::new();
        let file = &mut sample.claims.files[0];
        file.path = "claims/po\u{1b}[2Jrt.toml".to_owned();
        file.text = file.text.replace(
            "id = \"harbour-talks\"",
            "id = \"harbour-talks\" # \u{1b}[31m\u{9b}2J\u{202e}\u{7}",
        );
        let text = sample::text(super::write, &sample.report());
        assert!(text.contains("id = \"harbour-talks\""));
        assert!(!sample::has_power(&text), "{text:?}");
    }

    #[test]
    fn sources_with_dates_in_the_air_are_named() {
        let mut sample = Sample::new();
        sample.result.sources[4].unanchored = Some(find(&sample.articles[4].text, "Later"));
        let text = sample::text(super::write, &sample.report());
        assert!(
            text.contains(
                "warning[unanchored-date]: relative dates without a publication date\n  = in: weather\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn an_article_of_a_jsonl_file_is_at_its_line_there() {
        let mut sample = Sample::new();
        sample.articles[0].path = "corpus/wire.jsonl".to_owned();
        sample.articles[0].line = Some(17);
        let text = sample::text(super::write, &sample.report());
        assert!(
            text.contains("--> corpus/wire.jsonl:17:1 (text, line 3, column 1)"),
            "{text}"
        );
    }

    #[test]
    fn many_sources_are_counted_instead_of_listed() {
        let sample = Sample::with_more_sources(200);
        let text = sample::text(super::write, &sample.report());
        let head: Vec<&str> = text.lines().take(4).collect();
        assert_eq!(
            head,
            [
                "                   S    C   M    ·",
                "harbour-talks      1    1   1  202",
                "bridge-opening     1    0   0  204",
                "S supports  C contradicts  M mixed  · omits: number of sources",
            ]
        );
        assert!(!text.contains("zine-"), "{text}");
    }

    #[test]
    fn colours_change_no_word() {
        let sample = Sample::new();
        let mut report = sample.report();
        let plain = sample::text(super::write, &report);
        report.view.colour = true;
        let coloured = sample::text(super::write, &report);
        assert!(coloured.contains("\u{1b}[1;31mcontradicts[date-outside]\u{1b}[0m"));
        assert_eq!(plain, sample::without_colour(&coloured));
    }
}
