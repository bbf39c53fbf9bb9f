//! `github`: annotations of GitHub Actions, as workflow commands for the log of a step.

use std::io::{self, Write};

use crate::base::LineIndex;
use crate::document::Part;
use crate::report::against::Changes;
use crate::report::issue::{self, About, Issue, Level, issues};
use crate::report::place::Places;
use crate::report::{Report, Repository, full, visible};

/// Annotations of a step. The platform takes ten of each kind and says nothing of the others.
const MOST: usize = 10;

/// Quotes longer than this are cut, in characters.
const LONGEST_QUOTE: usize = 400;

/// Writes the worst issues, how many more there are, then the sum. Notes are left to the summary. With `changes`, only issues of
/// verdicts that changed, and what the gate says of their claims.
pub fn write(
    report: &Report<'_>,
    repository: &Repository,
    changes: Option<&Changes<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    let issues: Vec<Issue<'_>> = issues(report)
        .into_iter()
        .filter(|issue| issue.accepted.is_none() && issue.level != Level::Note)
        .filter(|issue| changes.is_none_or(|changes| is_changed(report, issue, changes)))
        .collect();
    for issue in issues.iter().take(MOST) {
        writeln!(out, "{}", annotation(report, repository, &places, issue))?;
    }
    if let Some(rest) = issues.get(MOST..).filter(|rest| !rest.is_empty()) {
        writeln!(out, "::notice title=corroborate::{}", more(rest))?;
    }
    full::write_sum(report, out)
}

fn is_changed(report: Report<'_>, issue: &Issue<'_>, changes: &Changes<'_>) -> bool {
    match issue.about {
        About::Verdict(verdict) => changes.of(verdict).is_some(),
        About::Entry(_) => issue.claim.is_none_or(|claim| {
            let id = &report.claims.claims[claim].id;
            changes.list.iter().any(|change| change.claim == *id)
        }),
    }
}

/// `and 37 more: 30 errors, 7 warnings`
fn more(rest: &[Issue<'_>]) -> String {
    let names = [(Level::Error, "errors"), (Level::Warning, "warnings")];
    let counts: Vec<String> = names
        .iter()
        .map(|(level, name)| (rest.iter().filter(|own| own.level == *level).count(), name))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    format!("and {} more ({})", rest.len(), counts.join(", "))
}

/// `::error file=corpus/a.txt,line=3,…,title=…::message`
fn annotation(
    report: Report<'_>,
    repository: &Repository,
    places: &Places<'_>,
    issue: &Issue<'_>,
) -> String {
    let command = match issue.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let place = place(report, repository, places, issue).unwrap_or_default();
    let title = match issue.claim {
        Some(claim) => format!("{}: {}", report.claims.claims[claim].id, issue.code),
        None => issue.code.to_owned(),
    };
    let mut message = issue.sentence(report);
    if let Some((quote, said_by)) = issue.quote(report) {
        let quote = issue::beginning(quote, LONGEST_QUOTE);
        message.push_str(&format!("\n\u{201c}{}\u{201d}", visible(&quote)));
        if let Some(said_by) = said_by {
            message.push_str(&format!(", says {said_by}"));
        }
    }
    if let (About::Verdict(_), Some(claim)) = (issue.about, issue.claim) {
        let text = issue::beginning(&report.claims.claims[claim].text, LONGEST_QUOTE);
        message.push_str(&format!("\nclaim: {}", visible(&text)));
    }
    format!(
        "::{command} {place}title={}::{}",
        property(&title),
        data(&message)
    )
}

/// `file=…,line=…,` of the words that decide, else of the claim; nothing for what is elsewhere.
fn place(
    report: Report<'_>,
    repository: &Repository,
    places: &Places<'_>,
    issue: &Issue<'_>,
) -> Option<String> {
    let in_article = match issue.about {
        About::Verdict(verdict) => in_article(report, repository, places, verdict),
        About::Entry(_) => None,
    };
    in_article.or_else(|| {
        let (file, span) = issue.in_claim_file(report)?;
        let file = &report.claims.files[file];
        let path = repository.relative(&file.path)?;
        let start = span.start().min(file.text.len());
        let (line, column) = LineIndex::new(&file.text).line_column(&file.text, start);
        let path = property(&visible(&path));
        Some(format!("file={path},line={line},col={column},"))
    })
}

fn in_article(
    report: Report<'_>,
    repository: &Repository,
    places: &Places<'_>,
    verdict: &crate::judge::ClaimVerdict,
) -> Option<String> {
    let article = report.article(verdict.source);
    let path = property(&visible(&repository.relative(&article.path)?));
    let (part, span) = issue::deciding_words(verdict)?;
    if article.line.is_some() || part == Part::Title {
        let line = article.line.unwrap_or(1);
        return Some(format!("file={path},line={line},"));
    }
    let (line, column) = places.line_column(verdict.source, part, span.start());
    let (end_line, end_column) = places.line_column(verdict.source, part, span.end());
    // Columns count only where both ends are on one line.
    Some(match line == end_line {
        true => format!("file={path},line={line},col={column},endColumn={end_column},"),
        false => format!("file={path},line={line},endLine={end_line},"),
    })
}

/// What stands behind `::` reaches to the end of the line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands in a property ends at a comma or a colon, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};
    use crate::claims::{Expectation, Label};
    use crate::report::sample::{self, Sample};
    use crate::report::{Report, Repository};

    fn text(report: &Report<'_>) -> String {
        let repository = Repository::default();
        sample::text(
            |report, out| super::write(report, &repository, None, out),
            report,
        )
    }

    #[test]
    fn an_annotation_stands_at_the_words_that_decide() {
        let sample = Sample::new();
        let shown = text(&sample.report());
        let first = shown.lines().next().expect("a line");
        assert_eq!(
            first,
            "::error file=corpus/evening-post.txt,line=3,col=80,endColumn=87,\
             title=harbour-talks%3A date-outside::evening-post contradicts harbour-talks: date \
             2031-03-04, not 2031-03-06%0A\u{201c}After weeks of silence the Dockers' League met \
             the Port Office in Port Alba on Tuesday, the harbour master said.\u{201d}, says the \
             harbour master%0Aclaim: The Dockers' League and the Port Office met in Port Alba on \
             6 March 2031."
        );
    }

    #[test]
    fn at_most_ten_are_shown_and_the_others_counted() {
        let mut sample = Sample::with_more_sources(40);
        let sources: Vec<String> = sample
            .result
            .sources
            .iter()
            .map(|own| own.id.clone())
            .collect();
        sample.claims.claims[1].expect = sources
            .into_iter()
            .map(|source| Expectation {
                source,
                label: Label::Contradicts,
                span: crate::base::Span::new(0, 1),
            })
            .collect();
        sample.gate = sample.judge();
        let shown = text(&sample.report());
        let commands = shown.lines().filter(|line| line.starts_with("::error"));
        assert_eq!(commands.count(), 10);
        assert!(
            shown.contains("\n::notice title=corroborate::and 37 more (37 errors)\n"),
            "{shown}"
        );
    }

    #[test]
    fn nothing_from_an_article_becomes_a_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        let mut sample = Sample::with_escapes();
        for article in &mut sample.articles {
            // As long as before, so that spans stay where they are.
            article.text = article.text.replace(' ', "\n").replace("the", "::e");
            article.path = "corpus/a,line=1::x\n::error::y.txt".to_owned();
        }
        let shown = text(&sample.report());
        assert!(!sample::has_power(&shown), "{shown}");
        for line in shown.lines() {
            assert!(
                !line.starts_with("::") || line.starts_with("::error file="),
                "{line}"
            );
        }
    }
}
