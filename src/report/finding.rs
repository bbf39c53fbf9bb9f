//! One verdict with its passages: what the claim says, what the source says, how they differ.

use crate::base::Span;
use crate::claims::Label;
use crate::document::Part;
use crate::judge::{ClaimVerdict, Facet, Reason};
use crate::report::excerpt::{self, Mark, Passage};
use crate::report::paint::{Paint, Style};
use crate::report::place::{Places, part_text};
use crate::report::{Report, visible};

/// Bytes of context shown on each side of words that stand outside the deciding sentence.
const CONTEXT: usize = 60;

/// The reason that names a verdict: that of the first facet contradicted, else of the event.
pub(super) fn head_reason(verdict: &ClaimVerdict) -> Reason {
    let facets = &verdict.facets;
    facets
        .iter()
        .find(|facet| facet.label == Label::Contradicts)
        .or(facets.first())
        .map_or(Reason::EventNotMentioned, |facet| facet.reason)
}

/// `contradicts[date-outside]: harbour-talks in evening-post`
pub(super) fn title(report: Report<'_>, verdict: &ClaimVerdict) -> String {
    let paint = Paint {
        is_on: report.view.colour,
    };
    let part = match (verdict.label, verdict.complete) {
        (Label::Supports, false) => " in part",
        _ => "",
    };
    let head = format!(
        "{}{part}[{}]",
        verdict.label.as_str(),
        head_reason(verdict).code()
    );
    let accepted = report
        .gate
        .and_then(|gate| gate.suppressed(verdict.claim, verdict.source))
        .map(|reason| format!(" (accepted: {})", visible(reason)))
        .unwrap_or_default();
    let what = format!(
        "{} in {}",
        report.claim(verdict).id,
        visible(report.source_id(verdict))
    );
    format!(
        "{}: {}{accepted}",
        paint.paint(Style::of(verdict.label), &head),
        paint.paint(Style::Strong, &what)
    )
}

/// The whole finding, some lines of text.
pub(super) fn render(report: Report<'_>, places: &Places<'_>, verdict: &ClaimVerdict) -> String {
    let claim = report.claim(verdict);
    let mut shown = title(report, verdict);
    shown.push('\n');
    let text = visible(&claim.text);
    shown.push_str(&wrapped("  claim: ", &text, report.view.width));
    for evidence in &verdict.evidence {
        let passage = Passage {
            source: verdict.source,
            part: evidence.part,
            span: evidence.span,
        };
        let marks = marks(
            &verdict.facets,
            evidence.part,
            evidence.span,
            evidence.label,
        );
        if verdict.label == Label::Mixed {
            let said_by = evidence
                .said_by
                .as_ref()
                .map(|said| format!(", says {}", visible(&said.text)))
                .unwrap_or_default();
            shown.push_str(&format!("  {}{said_by}:\n", evidence.label.as_str()));
        }
        shown.push_str(&excerpt::render(report, places, passage, &marks));
    }
    for facet in &verdict.facets {
        if let Some(passage) = elsewhere(report, verdict, facet) {
            let marks = marks(&verdict.facets, passage.part, passage.span, facet.label);
            shown.push_str(&excerpt::render(report, places, passage, &marks));
        }
    }
    if let Some(nearest) = &verdict.nearest {
        shown.push_str(&format!(
            "  nearest passage, rejected[{}]: {}\n",
            nearest.reason.code(),
            nearest.reason.summary()
        ));
        let passage = Passage {
            source: verdict.source,
            part: nearest.part,
            span: nearest.span,
        };
        let marks = marks(&nearest.facets, nearest.part, nearest.span, Label::Omits);
        shown.push_str(&excerpt::render(report, places, passage, &marks));
    }
    for note in notes(verdict) {
        shown.push_str(&wrapped("  = ", &note, report.view.width));
    }
    let source = visible(report.source_id(verdict));
    shown.push_str(&format!(
        "  = help: corroborate explain {} {source}\n",
        claim.id
    ));
    shown
}

/// What each facet adds, contradicted ones first.
fn notes(verdict: &ClaimVerdict) -> Vec<String> {
    let mut notes = Vec::new();
    for facet in &verdict.facets {
        if facet.label == Label::Contradicts {
            notes.push(difference(facet));
            notes.extend(chain(facet).map(|chain| format!("from: {chain}")));
        }
    }
    if verdict.label != Label::Mixed {
        for evidence in &verdict.evidence {
            let said_by = evidence.said_by.as_ref();
            notes.extend(said_by.map(|said| format!("said by: {}", visible(&said.text))));
        }
    }
    notes.dedup();
    notes.extend(list("agrees", &verdict.facets, Label::Supports));
    notes.extend(list("not said", &verdict.facets, Label::Omits));
    notes
}

/// `date: claimed 2031-03-06, found 2031-03-04: another date [date-outside]`
fn difference(facet: &Facet) -> String {
    let found = facet
        .found
        .as_ref()
        .map(|found| format!(", found {}", visible(found)))
        .unwrap_or_default();
    format!(
        "{}: claimed {}{found}: {} [{}]",
        facet.kind.as_str(),
        visible(&facet.value),
        facet.reason.summary(),
        facet.reason.code()
    )
}

/// `"Tuesday", published 2031-03-07 → 2031-03-04`
pub(super) fn chain(facet: &Facet) -> Option<String> {
    let (words, steps) = facet.chain.split_first()?;
    let words = format!("\"{}\"", visible(words));
    let Some((value, between)) = steps.split_last() else {
        return Some(words);
    };
    let between: String = between
        .iter()
        .map(|step| format!(", {}", visible(step)))
        .collect();
    Some(format!("{words}{between} \u{2192} {}", visible(value)))
}

/// `agrees: event meet, place Port Alba`
fn list(name: &str, facets: &[Facet], label: Label) -> Option<String> {
    let listed: Vec<String> = facets
        .iter()
        .filter(|facet| facet.label == label)
        .map(|facet| format!("{} {}", facet.kind.as_str(), visible(&facet.value)))
        .collect();
    (!listed.is_empty()).then(|| format!("{name}: {}", listed.join(", ")))
}

/// Facets that a support leaves open: `place Alba Bridge (no place is given)`.
pub(super) fn left_open(verdict: &ClaimVerdict) -> String {
    let open: Vec<String> = verdict
        .facets
        .iter()
        .filter(|facet| facet.label == Label::Omits)
        .map(|facet| {
            format!(
                "{} {} ({})",
                facet.kind.as_str(),
                visible(&facet.value),
                facet.reason.summary()
            )
        })
        .collect();
    open.join(", ")
}

/// Marks for the facets whose words stand in a passage.
///
/// A contradicted facet decides only in a passage that contradicts.
fn marks(facets: &[Facet], part: Part, span: Span, label: Label) -> Vec<Mark> {
    facets
        .iter()
        .filter(|facet| facet.label != Label::Omits || label == Label::Omits)
        .filter_map(|facet| {
            let (_, words) = facet
                .span
                .filter(|(own, words)| *own == part && span.is_covering(*words))?;
            let is_deciding = facet.label == Label::Contradicts
                || (facet.label == Label::Omits && label == Label::Omits);
            Some(Mark {
                span: words,
                is_deciding,
                label: mark_label(facet),
            })
        })
        .collect()
}

fn mark_label(facet: &Facet) -> String {
    match &facet.found {
        Some(found) if facet.label == Label::Contradicts => {
            format!("{}, not {}", visible(found), visible(&facet.value))
        }
        _ => facet.reason.summary().to_owned(),
    }
}

/// The words of a contradicted facet that stand in none of the passages shown, with some context.
fn elsewhere(report: Report<'_>, verdict: &ClaimVerdict, facet: &Facet) -> Option<Passage> {
    let (part, words) = facet.span?;
    let is_shown = verdict
        .evidence
        .iter()
        .any(|evidence| evidence.part == part && evidence.span.is_covering(words));
    if facet.label != Label::Contradicts || is_shown {
        return None;
    }
    let text = part_text(report.article(verdict.source), part);
    let line_start = text[..words.start()].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[words.end()..]
        .find('\n')
        .map_or(text.len(), |at| words.end() + at);
    let start = boundary(text, words.start().saturating_sub(CONTEXT));
    let end = boundary(text, (words.end() + CONTEXT).min(text.len()));
    Some(Passage {
        source: verdict.source,
        part,
        span: Span::new(start.max(line_start), end.min(line_end)),
    })
}

/// The character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// `text` behind `head`, wrapped, with further lines under the first. `text` must be visible already.
pub(super) fn wrapped(head: &str, text: &str, wide: usize) -> String {
    let room = wide
        .max(crate::report::View::NARROWEST)
        .saturating_sub(head.len());
    let mut shown = head.to_owned();
    let mut used = 0;
    for word in text.split(' ') {
        let length = crate::report::visible::width(word);
        if used > 0 && used + 1 + length > room {
            shown.push('\n');
            shown.extend(std::iter::repeat_n(' ', head.len()));
            used = 0;
        } else if used > 0 {
            shown.push(' ');
            used += 1;
        }
        shown.push_str(word);
        used += length;
    }
    shown.push('\n');
    shown
}

#[cfg(test)]
mod tests {
    use crate::report::place::Places;
    use crate::report::sample::Sample;

    #[test]
    fn a_contradiction_shows_both_values_and_how_the_date_was_reached() {
        let sample = Sample::new();
        let report = sample.report();
        let verdict = &sample.result.verdicts[0];
        let shown = super::render(report, &Places::new(report), verdict);
        assert_eq!(
            shown,
            "contradicts[date-outside]: harbour-talks in evening-post
  claim: The Dockers' League and the Port Office met in Port Alba on 6 March
         2031.
  --> corpus/evening-post.txt:3:1
   |
 3 | After weeks of silence the Dockers' League met the Port Office in Port Alba
   |                            --------------- ---     -----------    ---------
   | on Tuesday, the harbour master said.
   |    ^^^^^^^ 2031-03-04, not 2031-03-06
  = date: claimed 2031-03-06, found 2031-03-04: another date [date-outside]
  = from: \"Tuesday\", published 2031-03-07 \u{2192} 2031-03-04
  = said by: the harbour master
  = agrees: event meet, participant Dockers' League, participant Port Office,
    place Port Alba
  = help: corroborate explain harbour-talks evening-post
"
        );
    }

    #[test]
    fn words_outside_the_deciding_sentence_are_shown_too() {
        let mut sample = Sample::new();
        let heading = crate::report::sample::find(&sample.articles[0].text, "Port news");
        sample.result.verdicts[0].facets[4].span = Some((crate::document::Part::Body, heading));
        let report = sample.report();
        let verdict = &sample.result.verdicts[0];
        let shown = super::render(report, &Places::new(report), verdict);
        assert!(
            shown.contains("evening-post.txt:1:1\n   |\n 1 | Port news\n   | ^^^^^^^^^"),
            "{shown}"
        );
    }
}
