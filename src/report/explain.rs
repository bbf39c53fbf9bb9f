//! `explain`: why a verdict is what it is, or what a reason means.

use std::io::{self, Write};

use crate::gate::Origins;
use crate::judge::{Candidate, Facet, Reason};
use crate::report::excerpt::{self, Mark, Passage};
use crate::report::paint::{Paint, Style};
use crate::report::place::Places;
use crate::report::{Report, finding, visible};

/// Every passage of one source that could have spoken of a claim.
#[derive(Clone, Debug)]
pub struct SourceCandidates {
    /// Position of the source in the result.
    pub source: usize,
    /// Its passages, in reading order.
    pub candidates: Vec<Candidate>,
}

/// Writes the verdict of a claim (by its position) in each of the sources given, and every passage
/// looked at: taken or rejected, why, and what each facet has there.
pub fn claim(
    report: &Report<'_>,
    claim: usize,
    sources: &[SourceCandidates],
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    let own = &report.claims.claims[claim];
    let head = format!("{}: ", own.id);
    let text = visible(&own.text);
    write!(out, "{}", finding::wrapped(&head, &text, report.view.width))?;
    write_origins(report, claim, out)?;
    for SourceCandidates { source, candidates } in sources {
        writeln!(out)?;
        write_verdict(report, claim, *source, out)?;
        if candidates.is_empty() {
            writeln!(out, "  no passage has a word for such an event")?;
        }
        for (n, candidate) in candidates.iter().enumerate() {
            let passage = Passage {
                source: *source,
                part: candidate.part,
                span: candidate.span,
            };
            writeln!(out, "\n{}", candidate_title(report, n + 1, candidate))?;
            let marks = candidate_marks(candidate);
            write!(out, "{}", excerpt::render(report, &places, passage, &marks))?;
            for facet in &candidate.facets {
                write_facet(report, facet, out)?;
            }
        }
    }
    Ok(())
}

/// Writes what a reason means.
pub fn code(reason: Reason, width: usize, out: &mut dyn Write) -> io::Result<()> {
    page(reason.code(), reason.summary(), reason.page(), width, out)
}

/// Writes the page of any code: its sentence, then a paragraph.
pub fn page(
    code: &str,
    summary: &str,
    text: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{code}: {summary}\n")?;
    write!(out, "{}", finding::wrapped("", text, width))
}

/// `supports 4 (3 independent)`, and which of them have one origin; nothing for fewer than two.
fn write_origins(report: Report<'_>, claim: usize, out: &mut dyn Write) -> io::Result<()> {
    let origins = Origins::new(report.articles, report.result, Some(claim));
    let groups = origins.groups(claim);
    if groups.is_empty() {
        return Ok(());
    }
    let n: usize = groups.iter().map(|group| group.sources.len()).sum();
    writeln!(out, "supports {n} ({} independent)", groups.len())?;
    for group in groups.iter().filter(|group| group.sources.len() > 1) {
        let ids = group
            .sources
            .iter()
            .map(|at| &report.result.sources[*at].id);
        let ids: Vec<_> = ids.map(|id| visible(id)).collect();
        let why: Vec<&str> = group.ties.iter().map(|tie| tie.as_str()).collect();
        let line = format!("{} ({})", ids.join(", "), why.join(", "));
        let line = finding::wrapped("  = one origin: ", &line, report.view.width);
        write!(out, "{line}")?;
    }
    Ok(())
}

fn write_verdict(
    report: Report<'_>,
    claim: usize,
    source: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let verdict = report
        .result
        .verdicts
        .iter()
        .find(|verdict| verdict.claim == claim && verdict.source == source);
    let Some(verdict) = verdict else {
        let id = visible(&report.result.sources[source].id);
        return writeln!(out, "not checked in {id}");
    };
    writeln!(out, "{}", finding::title(report, verdict))?;
    for facet in &verdict.facets {
        write_facet(report, facet, out)?;
    }
    Ok(())
}

/// `passage 1, taken[event-stated]: the source tells the event`
fn candidate_title(report: Report<'_>, n: usize, candidate: &Candidate) -> String {
    let paint = Paint {
        is_on: report.view.colour,
    };
    let (word, style) = match candidate.taken {
        true => ("taken", Style::Good),
        false => ("rejected", Style::Doubtful),
    };
    let word = format!("{word}[{}]", candidate.reason.code());
    format!(
        "passage {n}, {}: {}",
        paint.paint(style, &word),
        candidate.reason.summary()
    )
}

fn candidate_marks(candidate: &Candidate) -> Vec<Mark> {
    candidate
        .facets
        .iter()
        .filter_map(|facet| {
            let (part, span) = facet.span?;
            (part == candidate.part && candidate.span.is_covering(span)).then(|| Mark {
                span,
                is_deciding: facet.label != crate::claims::Label::Supports,
                label: facet.reason.summary().to_owned(),
            })
        })
        .collect()
}

/// `  = date 2031-03-06: contradicts, another date [date-outside]; found … from …`
fn write_facet(report: Report<'_>, facet: &Facet, out: &mut dyn Write) -> io::Result<()> {
    let found = facet
        .found
        .as_ref()
        .map(|found| format!("; found {}", visible(found)))
        .unwrap_or_default();
    let chain = finding::chain(facet)
        .map(|chain| format!(" from {chain}"))
        .unwrap_or_default();
    let line = format!(
        "{} {}: {}, {} [{}]{found}{chain}",
        facet.kind.as_str(),
        visible(&facet.value),
        facet.label.as_str(),
        facet.reason.summary(),
        facet.reason.code()
    );
    write!(
        out,
        "{}",
        finding::wrapped("  = ", &line, report.view.width)
    )
}

#[cfg(test)]
mod tests {
    use super::SourceCandidates;
    use crate::judge::{Candidate, Reason};
    use crate::report::sample::{self, Sample};

    #[test]
    fn every_passage_is_shown_with_its_reason() {
        let sample = Sample::new();
        let verdict = &sample.result.verdicts[0];
        let taken = Candidate {
            part: verdict.evidence[0].part,
            span: verdict.evidence[0].span,
            reason: Reason::EventStated,
            facets: verdict.facets.clone(),
            taken: true,
        };
        let rejected = Candidate {
            span: sample::find(&sample.articles[0].text, "Port news"),
            reason: Reason::EventOther,
            facets: Vec::new(),
            taken: false,
            ..taken.clone()
        };
        let sources = [SourceCandidates {
            source: 0,
            candidates: vec![rejected, taken],
        }];
        let text = sample::text(
            |report, out| super::claim(report, 0, &sources, out),
            &sample.report(),
        );
        for part in [
            "harbour-talks: The Dockers' League",
            "contradicts[date-outside]: harbour-talks in evening-post",
            "passage 1, rejected[event-other]: the source speaks of another event",
            "passage 2, taken[event-stated]: the source tells the event",
            "= participant Port Office: supports, named as in the claim [name-exact]",
            "| on Tuesday, the harbour master said.\n   |    ^^^^^^^ another date",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn a_code_is_explained_in_a_paragraph() {
        let mut out = Vec::new();
        super::code(Reason::DateOutside, 50, &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.starts_with("date-outside: another date\n\nThe source gives"));
        assert!(text.lines().all(|line| line.len() <= 50));
    }
}
