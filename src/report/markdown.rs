//! `markdown`: a summary for the page of a CI run, GitHub's `$GITHUB_STEP_SUMMARY` above all.
//!
//! What changed comes first, then what contradicts, what the gate says, and the matrix. Nothing that
//! an article or a claim says becomes markup: see `text`. The page stays below the limit of one
//! MiB: what has no room is counted.

use std::io::{self, Write};

use crate::claims::Label;
use crate::judge::ClaimVerdict;
use crate::report::against::{self, Change, Changes};
use crate::report::issue::{self, About, Issue, issues};
use crate::report::place::Places;
use crate::report::{Report, Tally, full, matrix, visible};

/// Bytes that a page may take; GitHub refuses a summary of more than 1 MiB.
const MOST_BYTES: usize = 1_000_000;

/// Rows of a list or table; more are counted.
const MOST_ROWS: usize = 200;

/// Findings with their quotes; more are counted.
const MOST_FINDINGS: usize = 50;

/// More sources than this are counted in the matrix instead of shown column by column.
const MOST_COLUMNS: usize = 30;

/// Characters of a quote or a sentence.
const LONGEST_TEXT: usize = 300;

/// Characters of an id or a path.
const LONGEST_NAME: usize = 100;

/// Writes the page. `changes` are those since an earlier run, or since what was accepted.
pub fn write(
    report: &Report<'_>,
    changes: Option<&Changes<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    let mut page = Page::default();
    write_head(report, &mut page)?;
    if let Some(changes) = changes {
        write_changes(&places, changes, &mut page);
    }
    let (accepted, open): (Vec<_>, Vec<_>) = issues(report)
        .into_iter()
        .partition(|issue| issue.accepted.is_some());
    let (verdicts, entries): (Vec<_>, Vec<_>) = open
        .into_iter()
        .partition(|issue| matches!(issue.about, About::Verdict(_)));
    write_findings(report, &places, &verdicts, &mut page);
    write_gate(report, &entries, &mut page);
    write_matrix(report, &mut page);
    write_accepted(report, &accepted, &mut page);
    out.write_all(page.text.as_bytes())
}

/// A page that takes blocks as long as there is room.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// Appends a block, if it fits.
    fn push(&mut self, block: &str) -> bool {
        let fits = self.text.len() + block.len() <= MOST_BYTES;
        if fits {
            self.text.push_str(block);
        }
        fits
    }

    /// Appends a heading and rows, at most so many; the others are counted behind them.
    fn list(&mut self, head: &str, most: usize, mut rows: impl ExactSizeIterator<Item = String>) {
        let n_rows = rows.len();
        if n_rows == 0 || !self.push(head) {
            return;
        }
        let mut shown = 0;
        while shown < most
            && let Some(row) = rows.next()
            && self.push(&row)
        {
            shown += 1;
        }
        if shown < n_rows {
            // It fits into what the limit leaves below a MiB.
            let more = n_rows - shown;
            self.text.push_str(&format!("\n\u{2026} and {more} more\n"));
        }
        self.text.push('\n');
    }
}

fn write_head(report: Report<'_>, page: &mut Page) -> io::Result<()> {
    let outcome = match report.gate {
        Some(gate) if gate.is_passed() => ": passed",
        Some(_) => ": failed",
        None => "",
    };
    let mut sum = Vec::new();
    full::write_sum(report, &mut sum)?;
    let sum = String::from_utf8_lossy(&sum);
    let sum: String = sum
        .lines()
        .map(|line| format!("{}  \n", text(line)))
        .collect();
    page.push(&format!("## Claims and sources{outcome}\n\n{sum}\n"));
    Ok(())
}

fn write_changes(places: &Places<'_>, changes: &Changes<'_>, page: &mut Page) {
    let head = against::head(changes);
    page.push(&format!("### Changed\n\n{}\n\n", text(&head)));
    let head = "| claim | source | was | now | where |\n|---|---|---|---|---|\n";
    let rows = changes.list.iter();
    page.list(
        head,
        MOST_ROWS,
        rows.map(|change| change_row(places, change)),
    );
}

fn change_row(places: &Places<'_>, change: &Change<'_>) -> String {
    let was = change.was.map(against::words).unwrap_or_default();
    let now = match change.now {
        Some(_) if change.is_of_evidence() => "on other evidence".to_owned(),
        Some(now) => against::words(against::state(now)),
        None => "gone".to_owned(),
    };
    let is_bad = change
        .now
        .is_some_and(|now| matches!(now.label, Label::Contradicts | Label::Mixed));
    let now = if is_bad { format!("**{now}**") } else { now };
    let place = change
        .now
        .and_then(|now| place(places, now))
        .unwrap_or_default();
    format!(
        "| {} | {} | {was} | {now} | {place} |\n",
        name(&change.claim),
        name(&change.source)
    )
}

fn write_findings(report: Report<'_>, places: &Places<'_>, issues: &[Issue<'_>], page: &mut Page) {
    let rows = issues.iter().map(|issue| {
        let place = match issue.about {
            About::Verdict(verdict) => place(places, verdict),
            About::Entry(_) => None,
        };
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        let sentence = issue::beginning(&issue.sentence(report), 2 * LONGEST_TEXT);
        let sentence = text(&sentence);
        let quote = issue.quote(report).map(|(quote, said_by)| {
            let quote = issue::beginning(quote, LONGEST_TEXT);
            let said_by = said_by.map(|said| format!(", says {}", name(&said)));
            format!(
                "  > \u{201c}{}\u{201d}{}\n",
                text(&visible(&quote)),
                said_by.unwrap_or_default()
            )
        });
        format!(
            "- {}{sentence}{place}\n{}",
            symbol(issue),
            quote.unwrap_or_default()
        )
    });
    page.list("### What contradicts\n\n", MOST_FINDINGS, rows);
}

/// The level in a word.
fn symbol(issue: &Issue<'_>) -> String {
    format!("**{}** ", issue.level.as_str())
}

fn write_gate(report: Report<'_>, issues: &[Issue<'_>], page: &mut Page) {
    let rows = issues.iter().map(|issue| {
        let sentence = issue::beginning(&issue.sentence(report), LONGEST_TEXT);
        format!("- {}{}\n", symbol(issue), text(&sentence))
    });
    page.list("### What the gate says\n\n", MOST_ROWS, rows);
}

fn write_matrix(report: Report<'_>, page: &mut Page) {
    let sources: Vec<_> = report.sources().collect();
    let columns = match sources.len() {
        n if n <= MOST_COLUMNS => &sources[..],
        _ => &[],
    };
    let heads: String = columns
        .iter()
        .map(|(_, source)| format!(" {} |", name(&source.id)))
        .collect();
    let rule = "---|".repeat(columns.len());
    let head = format!("| claim |{heads} S | C | M | \u{b7} |\n|---|{rule}--:|--:|--:|--:|\n");
    let verdicts = &report.result.verdicts;
    let claims: Vec<_> = report.active_claims().collect();
    let own = |at: usize| {
        let start = verdicts.partition_point(|verdict| verdict.claim < at);
        let end = verdicts.partition_point(|verdict| verdict.claim <= at);
        &verdicts[start..end]
    };
    let tallies: Vec<Tally> = claims
        .iter()
        .map(|(at, _)| {
            let mut tally = Tally::default();
            own(*at).iter().for_each(|verdict| tally.add(verdict));
            tally
        })
        .collect();
    let origins = matrix::origins(report, &tallies);
    let rows = claims.iter().zip(&tallies).map(|((at, claim), tally)| {
        let own = own(*at);
        let cells: String = columns
            .iter()
            .map(|(source, _)| {
                let verdict = own.iter().find(|verdict| verdict.source == *source);
                let letter = match verdict {
                    Some(verdict) if verdict.label == Label::Contradicts => "**C**",
                    Some(verdict) => matrix::letter(verdict),
                    None => "",
                };
                format!(" {letter} |")
            })
            .collect();
        format!(
            "| {} |{cells} {}{} | {} | {} | {} |\n",
            name(&claim.id),
            tally.supports,
            matrix::aside(origins.as_ref(), *at, tally.supports),
            tally.contradicts,
            tally.mixed,
            tally.omits
        )
    });
    page.push("### Matrix\n\n");
    page.list(&head, MOST_ROWS, rows);
    page.push("S supports (independent ones), s supports in part, C contradicts, M mixed, \u{b7} omits\n\n");
}

fn write_accepted(report: Report<'_>, issues: &[Issue<'_>], page: &mut Page) {
    let rows = issues.iter().map(|issue| {
        let reason = issue.accepted.unwrap_or_default();
        let reason = issue::beginning(reason, LONGEST_TEXT);
        let sentence = match issue.about {
            // It has its reason in it already.
            About::Entry(_) => issue.sentence(report),
            About::Verdict(_) => format!("{}: {}", issue.sentence(report), visible(&reason)),
        };
        let sentence = issue::beginning(&sentence, 2 * LONGEST_TEXT);
        format!("- {}\n", text(&sentence))
    });
    page.list("### Accepted, or known to be missed\n\n", MOST_ROWS, rows);
}

/// `corpus/evening-post.txt:3:80`
fn place(places: &Places<'_>, verdict: &ClaimVerdict) -> Option<String> {
    let (part, span) = issue::deciding_words(verdict)?;
    let place = places.terse(verdict.source, part, span);
    Some(text(&issue::beginning(&place, 2 * LONGEST_NAME)))
}

/// An id or a path.
fn name(name: &str) -> String {
    text(&visible(&issue::beginning(name, LONGEST_NAME)))
}

/// Text that stays text in GitHub's Markdown. Every sign that could begin markup, a link, a mention
/// or a formula is written as a character reference; behind `@` and `#` an empty comment keeps the
/// platform from making links of what it reads after rendering. Only for text within a line.
fn text(visible: &str) -> String {
    let mut safe = String::with_capacity(visible.len() + 16);
    for (at, c) in visible.char_indices() {
        let before = visible.as_bytes()[..at].last_chunk::<3>();
        let next = visible[at + c.len_utf8()..].chars().next();
        let is_safe = match c {
            ' ' | ',' | ';' | '\'' | '"' | '?' | '!' | '%' | '(' | ')' | '/' | '-' | '+' | '=' => {
                true
            }
            '.' => before.is_none_or(|before| !before.eq_ignore_ascii_case(b"www")),
            ':' => next.is_none_or(|next| next == ' ' || next.is_ascii_digit()),
            c => c.is_alphanumeric() || !c.is_ascii(),
        };
        match c {
            c if is_safe => safe.push(c),
            '@' | '#' => safe.push_str(&format!("&#{};<!-- -->", u32::from(c))),
            c => safe.push_str(&format!("&#{};", u32::from(c))),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::claims::Label;
    use crate::report::against::{Changes, Earlier};
    use crate::report::sample::{self, Sample, bare};

    #[test]
    fn what_changed_comes_first() {
        let sample = Sample::new();
        let report = sample.report();
        let mut before = Sample::new();
        before.result.verdicts[0] = bare(0, 0);
        let earlier = Earlier::of(&before.report());
        let changes = Changes::since("main", &earlier, &report);
        let page = sample::text(
            |report, out| super::write(report, Some(&changes), out),
            &report,
        );
        let at = |needle: &str| {
            page.find(needle)
                .unwrap_or_else(|| panic!("{needle}\n{page}"))
        };
        let order = [
            "## Claims and sources: failed",
            "2 claims, 5 sources, 9 sentences: 2 supports",
            "### Changed",
            "| harbour-talks | evening-post | omits | **contradicts** | corpus/evening-post.txt:3:80 |",
            "### What contradicts",
            "- **error** evening-post contradicts harbour-talks: date 2031-03-04, not 2031-03-06",
            "  > \u{201c}After weeks of silence",
            "### Matrix",
            "| harbour-talks | **C** | S | \u{b7} | M | \u{b7} | 1 | 1 | 1 | 2 |",
        ];
        assert!(order.map(at).is_sorted(), "{page}");
    }

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(text("2 of 3 (67 %): yes."), "2 of 3 (67 %): yes.");
        assert_eq!(text("<img>"), "&#60;img&#62;");
        assert_eq!(text("[a](b)"), "&#91;a&#93;(b)");
        assert_eq!(text("|*_`~\\$"), "&#124;&#42;&#95;&#96;&#126;&#92;&#36;");
        assert_eq!(text("a@b #7"), "a&#64;<!-- -->b &#35;<!-- -->7");
        assert_eq!(text("www.x.org https://x"), "www&#46;x.org https&#58;//x");
    }

    #[test]
    fn a_page_stays_below_a_mebibyte() {
        let mut sample = Sample::with_more_sources(3000);
        let text = "<@> ".repeat(20_000);
        for verdict in &mut sample.result.verdicts {
            verdict.label = Label::Contradicts;
        }
        for source in &mut sample.result.sources {
            source.id.push_str(&text);
        }
        sample.claims.claims[0].text.push_str(&text);
        sample.gate = sample.judge();
        let report = sample.report();
        let changes = Changes::since(&text[..200], &Earlier::default(), &report);
        let page = sample::text(
            |report, out| super::write(report, Some(&changes), out),
            &report,
        );
        assert!(page.len() < 1 << 20, "{}", page.len());
        assert!(
            page.contains("### Matrix") && page.contains("more\n"),
            "{}",
            &page[..500]
        );
    }
}
