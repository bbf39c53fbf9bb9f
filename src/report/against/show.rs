//! Changes for people: in full, a line each, or as the cells of the matrix that changed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::claims::Label;
use crate::gate::Entry;
use crate::report::against::{Change, Changes, state, words};
use crate::report::entries::{self, Loudness};
use crate::report::paint::{Paint, Style};
use crate::report::place::Places;
use crate::report::{Report, finding, full as whole, issue, visible};

/// Quotes longer than this are cut, in characters.
const LONGEST_QUOTE: usize = 300;

/// Each change with the finding as it is now, then what the gate says of the claims that changed.
pub fn full(report: &Report<'_>, changes: &Changes<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    writeln!(out, "{}\n", head(changes))?;
    for change in &changes.list {
        writeln!(out, "{}", title(report, change))?;
        for quote in &change.dropped {
            let quote = issue::beginning(quote, LONGEST_QUOTE);
            let quote = format!("\"{}\"", visible(&quote));
            out.write_all(finding::wrapped("  was: ", &quote, report.view.width).as_bytes())?;
        }
        if let Some(verdict) = change.now {
            writeln!(out, "{}", finding::render(report, &places, verdict))?;
        } else {
            writeln!(out)?;
        }
    }
    gate(report, changes, out)
}

/// A line for each change, then what the gate says of the claims that changed.
pub fn concise(report: &Report<'_>, changes: &Changes<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    writeln!(out, "{}", head(changes))?;
    for change in &changes.list {
        let place = change
            .now
            .and_then(|now| Some((now.source, issue::deciding_words(now)?)))
            .map(|(source, (part, span))| format!("{}: ", places.terse(source, part, span)));
        let difference = change
            .now
            .filter(|now| matches!(now.label, Label::Contradicts | Label::Mixed))
            .map(|now| format!(": {}", crate::report::concise::differences(now)));
        writeln!(
            out,
            "{}{}{}",
            place.unwrap_or_default(),
            title(report, change),
            difference.unwrap_or_default()
        )?;
    }
    gate(report, changes, out)
}

/// The claims and sources that changed, with the letters before and after.
pub fn matrix(report: &Report<'_>, changes: &Changes<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let paint = Paint {
        is_on: report.view.colour,
    };
    writeln!(out, "{}", head(changes))?;
    let claims: BTreeSet<&str> = changes.list.iter().map(|own| own.claim.as_str()).collect();
    let wide = claims.iter().map(|claim| claim.len()).max().unwrap_or(0);
    let mut claim = None;
    for change in &changes.list {
        let id = match claim.replace(&change.claim) {
            Some(before) if *before == change.claim => "",
            _ => &change.claim,
        };
        let now = change.now.map(state);
        let style = now.map_or(Style::Faint, |(label, _)| Style::of(label));
        let step = format!("{}\u{2192}{}", letter(change.was), letter(now));
        let evidence = match change.is_of_evidence() {
            true => " (other evidence)",
            false => "",
        };
        writeln!(
            out,
            "{id:wide$}  {}  {}{evidence}",
            paint.paint(style, &step),
            visible(&change.source)
        )?;
    }
    if !changes.list.is_empty() {
        writeln!(
            out,
            "S supports  s supports in part  C contradicts  M mixed  \u{b7} omits  - not there"
        )?;
    }
    whole::write_sum(report, out)
}

/// `7 verdicts changed since main: 2 new, 1 gone, 3 other, 1 on other evidence`
pub(in crate::report) fn head(changes: &Changes<'_>) -> String {
    let name = visible(&changes.name);
    if changes.is_empty() {
        return format!("no verdict changed since {name}");
    }
    let (mut new, mut gone, mut evidence, mut other) = (0, 0, 0, 0);
    for change in &changes.list {
        match (change.was, change.now) {
            (None, _) => new += 1,
            (_, None) => gone += 1,
            _ if change.is_of_evidence() => evidence += 1,
            _ => other += 1,
        }
    }
    let counts = [
        (other, "other than before"),
        (evidence, "on other evidence"),
        (new, "new"),
        (gone, "gone"),
        (changes.new_omissions, "new and omitting"),
        (changes.gone_omissions, "gone that omitted"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    format!("verdicts changed since {name}: {}", counts.join(", "))
}

/// `harbour-talks in evening-post: was supports, now contradicts`
pub(in crate::report) fn sentence(change: &Change<'_>) -> String {
    let now = change.now.map(|now| words(state(now)));
    let what = match (change.was, now) {
        (None, Some(now)) => format!("new, {now}"),
        (Some(was), None) => format!("gone, was {}", words(was)),
        (Some(_), Some(now)) if change.is_of_evidence() => {
            format!("still {now}, on other evidence")
        }
        (Some(was), Some(now)) => format!("was {}, now {now}", words(was)),
        (None, None) => String::new(),
    };
    format!("{} in {}: {what}", change.claim, visible(&change.source))
}

fn title(report: Report<'_>, change: &Change<'_>) -> String {
    let paint = Paint {
        is_on: report.view.colour,
    };
    let style = change.now.map_or(Style::Faint, |now| Style::of(now.label));
    paint.paint(style, &sentence(change))
}

fn letter(verdict: Option<(Label, bool)>) -> &'static str {
    match verdict {
        Some((Label::Supports, true)) => "S",
        Some((Label::Supports, false)) => "s",
        Some((Label::Contradicts, _)) => "C",
        Some((Label::Mixed, _)) => "M",
        Some((Label::Omits, _)) => "\u{b7}",
        None => "-",
    }
}

/// What fails for a claim that changed is shown; the rest is counted, since the exit code tells of
/// all of it.
fn gate(report: Report<'_>, changes: &Changes<'_>, out: &mut dyn Write) -> io::Result<()> {
    let changed: BTreeSet<&str> = changes.list.iter().map(|own| own.claim.as_str()).collect();
    let is_changed = |entry: &Entry| {
        entries::claim_id(report, entry).is_none_or(|claim| changed.contains(claim))
    };
    let failures = report.gate.iter().flat_map(|gate| &gate.failures);
    let (shown, other): (Vec<&Entry>, Vec<&Entry>) = failures
        .filter(|entry| entries::is_in_view(report, entry))
        .partition(|entry| is_changed(entry));
    for entry in shown {
        writeln!(out, "{}", entries::line(report, entry, Loudness::Failure))?;
    }
    if !other.is_empty() {
        let n = other.len();
        let (s, is) = if n == 1 { ("", "is") } else { ("s", "are") };
        writeln!(
            out,
            "{n} failure{s} of the gate {is} about claims that did not change"
        )?;
    }
    whole::write_sum(report, out)
}

#[cfg(test)]
mod tests {
    use super::{concise, full, matrix};
    use crate::claims::Label;
    use crate::report::against::{Changes, Earlier};
    use crate::report::sample::{self, Sample, bare};

    /// A sample that changed in every way since.
    fn earlier() -> Earlier {
        let mut before = Sample::new();
        let text = &mut before.articles[1].text;
        *text = text.replace("and agreed to go on.", "and said no more......");
        before.result.verdicts[0] = bare(0, 0);
        before.result.verdicts[5].label = Label::Supports;
        let mut earlier = Earlier::of(&before.report());
        let cell = earlier.cells[&("harbour-talks".to_owned(), "radio-log".to_owned())].clone();
        earlier
            .cells
            .remove(&("harbour-talks".to_owned(), "radio-log".to_owned()));
        earlier
            .cells
            .remove(&("harbour-talks".to_owned(), "weather".to_owned()));
        earlier
            .cells
            .insert(("old-claim".to_owned(), "weather".to_owned()), cell);
        earlier
    }

    fn text(
        write: impl Fn(
            &crate::report::Report<'_>,
            &Changes<'_>,
            &mut dyn std::io::Write,
        ) -> std::io::Result<()>,
        sample: &Sample,
    ) -> String {
        let changes = Changes::since("main", &earlier(), &sample.report());
        sample::text(|report, out| write(report, &changes, out), &sample.report())
    }

    #[test]
    fn only_what_changed_is_listed() {
        let shown = text(concise, &Sample::new());
        assert_eq!(
            shown,
            "verdicts changed since main: 2 other than before, 1 on other evidence, 1 new, 1 gone, 1 new and omitting
corpus/evening-post.txt:3:80: harbour-talks in evening-post: was omits, now contradicts: date 2031-03-04, not 2031-03-06
corpus/harbour-news.txt:1:1: harbour-talks in harbour-news: still supports, on other evidence
corpus/radio-log.txt:2:26: harbour-talks in radio-log: new, mixed: date 2031-03-05, not 2031-03-06
bridge-opening in evening-post: was supports in part, now omits
old-claim in weather: gone, was mixed
claims/port.toml:4:7: error[policy-error] harbour-talks: `error-if = \"contradicts > 0\"` holds: supports 1 (1 independent), contradicts 1, omits 2, mixed 1
2 claims, 5 sources, 9 sentences: 2 supports (1 in part), 1 contradicts, 1 mixed, 6 omits
gate failed: 1 failure
"
        );
    }

    #[test]
    fn the_matrix_has_changed_cells_only() {
        let shown = text(matrix, &Sample::new());
        let cells: Vec<&str> = shown.lines().skip(1).take(5).collect();
        assert_eq!(
            cells,
            [
                "harbour-talks   ·→C  evening-post",
                "                S→S  harbour-news (other evidence)",
                "                -→M  radio-log",
                "bridge-opening  s→·  evening-post",
                "old-claim       M→-  weather",
            ]
        );
    }

    #[test]
    fn the_quote_that_went_is_shown_beside_the_new_one() {
        let shown = text(full, &Sample::new());
        let was = shown
            .find("  was: \"Dockers' League")
            .expect("the old quote");
        let more = shown.find("and said no").expect("the end of the old quote");
        let now = shown.find("agreed").expect("the new quote");
        assert!(was < more && more < now, "{shown}");
    }

    #[test]
    fn moving_and_signs_change_nothing() {
        let sample = Sample::new();
        let mut before = Sample::new();
        let text = &mut before.articles[1].text;
        *text = text.replace("Dockers' League", "Dockers\u{2019} League");
        let end = text.trim_end().len();
        before.result.verdicts[1].evidence[0].span = crate::base::Span::new(0, end);
        let earlier = Earlier::of(&before.report());
        let changes = Changes::since("before", &earlier, &sample.report());
        assert!(changes.is_empty(), "{changes:?}");
        let shown = sample::text(
            |report, out| concise(report, &changes, out),
            &sample.report(),
        );
        assert!(shown.starts_with("no verdict changed since before\n"));
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        let sample = Sample::with_escapes();
        let changes = Changes::since("ma\u{1b}[2Jin", &Earlier::default(), &sample.report());
        for write in [full, concise, matrix] {
            let shown = sample::text(|report, out| write(report, &changes, out), &sample.report());
            assert!(!sample::has_power(&shown), "{shown}");
        }
    }
}
