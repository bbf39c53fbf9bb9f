//! An article's text with its passages and words marked, byte for byte as it stands.

use maud::{Markup, html};

use crate::base::Span;
use crate::claims::Label;
use crate::document::Part;
use crate::judge::{ClaimVerdict, Facet};
use crate::report::place::part_text;

use super::legend::{self, Cell};
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{block, line};

/// A sentence that decides a claim, or the nearest one to it.
pub(super) struct Passage {
    part: Part,
    span: Span,
    /// Claims by row, with what it says of each; an omission where it was rejected.
    claims: Vec<(usize, Cell)>,
}

/// Words that a facet rests on.
struct Words {
    part: Part,
    span: Span,
    /// `3c`: row of the claim, letter of the facet's verdict.
    tag: String,
}

/// Everything that is marked in one article.
pub(super) struct Marks {
    passages: Vec<Passage>,
    words: Vec<Words>,
}

impl Marks {
    pub(super) fn new(site: &Site<'_>, source: usize) -> Self {
        let mut marks = Self {
            passages: Vec::new(),
            words: Vec::new(),
        };
        for claim in &site.claims {
            marks.add(claim.row, claim.verdict(source));
        }
        marks
            .passages
            .sort_by_key(|passage| (passage.part, passage.span.start()));
        marks
            .words
            .sort_by_key(|words| (words.part, words.span.start(), words.span.end()));
        marks
    }

    fn add(&mut self, row: usize, verdict: &ClaimVerdict) {
        for evidence in &verdict.evidence {
            let cell = Cell::of_label(evidence.label);
            self.add_passage(evidence.part, evidence.span, row, cell);
        }
        for facet in &verdict.facets {
            if facet.label != Label::Omits {
                self.add_words(row, facet);
            }
        }
        if let Some(nearest) = &verdict.nearest {
            self.add_passage(nearest.part, nearest.span, row, Cell::Omits);
            nearest
                .facets
                .iter()
                .for_each(|facet| self.add_words(row, facet));
        }
    }

    fn add_passage(&mut self, part: Part, span: Span, row: usize, cell: Cell) {
        let known = self
            .passages
            .iter_mut()
            .find(|passage| passage.part == part && passage.span == span);
        match known {
            Some(passage) => {
                if !passage.claims.contains(&(row, cell)) {
                    passage.claims.push((row, cell));
                }
            }
            None => self.passages.push(Passage {
                part,
                span,
                claims: vec![(row, cell)],
            }),
        }
    }

    fn add_words(&mut self, row: usize, facet: &Facet) {
        let Some((part, span)) = facet.span.filter(|(_, span)| !span.is_empty()) else {
            return;
        };
        let letter = match facet.label {
            Label::Supports => 's',
            Label::Contradicts => 'c',
            Label::Mixed => 'm',
            Label::Omits => 'o',
        };
        let tag = format!("{row}{letter}");
        self.words.push(Words { part, span, tag });
    }

    /// Number of a passage on the page, from 1.
    pub(super) fn number(&self, part: Part, span: Span) -> Option<usize> {
        let at = self
            .passages
            .iter()
            .position(|passage| passage.part == part && passage.span == span)?;
        Some(at + 1)
    }

    /// The headline, if it came apart from the text.
    pub(super) fn title(&self, site: &Site<'_>, source: &SourceEntry<'_>) -> Markup {
        let text = part_text(source.article, Part::Title);
        self.piece(site, text, Part::Title, Span::new(0, text.len()), line)
    }

    /// The text, a paragraph for each of its blocks.
    pub(super) fn body(&self, site: &Site<'_>, source: &SourceEntry<'_>) -> Markup {
        let text = &source.article.text;
        html! {
            @for span in blocks(text, source.article.body_start) {
                p dir="auto" { (self.piece(site, text, Part::Body, span, block)) }
            }
        }
    }

    /// A stretch of text with what is marked in it.
    fn piece(
        &self,
        site: &Site<'_>,
        text: &str,
        part: Part,
        stretch: Span,
        show: fn(&str) -> Markup,
    ) -> Markup {
        html! {
            @for (own, passage) in self.cut(part, stretch) {
                @match passage {
                    None => (self.words_in(text, part, own, show)),
                    Some(n) => {
                        @let passage = &self.passages[n];
                        @let begins = passage.span.start() >= stretch.start();
                        mark.passage id=[begins.then(|| format!("p{}", n + 1))] data-p=(tags_of(passage)) {
                            (self.words_in(text, part, own, show))
                        }
                        @if own.end() == passage.span.end() { (references(site, passage)) }
                    }
                }
            }
        }
    }

    /// A stretch cut into what stands in passages, by their position, and what stands between.
    fn cut(&self, part: Part, stretch: Span) -> Vec<(Span, Option<usize>)> {
        let mut pieces = Vec::new();
        let mut at = stretch.start();
        let first = self
            .passages
            .partition_point(|passage| (passage.part, passage.span.end()) <= (part, at));
        for (n, passage) in self.passages.iter().enumerate().skip(first) {
            if passage.part != part || passage.span.start() >= stretch.end() {
                break;
            }
            let from = passage.span.start().max(at);
            let to = passage.span.end().min(stretch.end());
            if from >= to {
                continue;
            }
            if at < from {
                pieces.push((Span::new(at, from), None));
            }
            pieces.push((Span::new(from, to), Some(n)));
            at = to;
        }
        if at < stretch.end() {
            pieces.push((Span::new(at, stretch.end()), None));
        }
        pieces
    }

    /// A stretch without passages in it: its words, each with the claims that rest on them.
    fn words_in(&self, text: &str, part: Part, stretch: Span, show: fn(&str) -> Markup) -> Markup {
        let start = self
            .words
            .partition_point(|words| (words.part, words.span.start()) < (part, stretch.start()));
        let end = self
            .words
            .partition_point(|words| (words.part, words.span.start()) < (part, stretch.end()));
        let inside: Vec<&Words> = self.words[start..end]
            .iter()
            .filter(|words| words.span.end() <= stretch.end())
            .collect();
        if inside.is_empty() {
            return show(stretch.slice(text));
        }
        let mut cuts: Vec<usize> = inside
            .iter()
            .flat_map(|words| [words.span.start(), words.span.end()])
            .chain([stretch.start(), stretch.end()])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        html! {
            @for pair in cuts.windows(2) {
                @let own = Span::new(pair[0], pair[1]);
                @let tags = tags(&inside, own);
                @if tags.is_empty() {
                    (show(own.slice(text)))
                } @else {
                    span data-w=(tags) { (show(own.slice(text))) }
                }
            }
        }
    }
}

/// Tags of the words that cover a stretch. `inside` is sorted by start.
fn tags(inside: &[&Words], own: Span) -> String {
    let end = inside.partition_point(|words| words.span.start() <= own.start());
    let mut tags: Vec<&str> = inside[..end]
        .iter()
        .filter(|words| words.span.is_covering(own))
        .map(|words| words.tag.as_str())
        .collect();
    tags.sort_unstable();
    tags.dedup();
    tags.join(" ")
}

fn tags_of(passage: &Passage) -> String {
    let rows: Vec<String> = passage
        .claims
        .iter()
        .map(|(row, cell)| format!("{row}{}", cell.letter().to_lowercase()))
        .collect();
    rows.join(" ")
}

/// Letters behind a passage that lead to the claims which it decides.
fn references(site: &Site<'_>, passage: &Passage) -> Markup {
    let deciding: Vec<(&ClaimEntry<'_>, Cell)> = passage
        .claims
        .iter()
        .filter(|(_, cell)| *cell != Cell::Omits)
        .map(|(row, cell)| (&site.claims[*row], *cell))
        .collect();
    html! {
        @if !deciding.is_empty() {
            span.refs dir="ltr" {
                @for (claim, cell) in deciding {
                    a href={ "#c-" (claim.name) } title=(claim.claim.id) data-row=(claim.row) {
                        (legend::letter(cell)) span.vh { " " (claim.claim.id) }
                    }
                }
            }
        }
    }
}

/// Blocks of a text: what stands between blank lines, from `start` on.
fn blocks(text: &str, start: usize) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = start.min(text.len());
    for line in text[at..].split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        open = match (open, line.trim().is_empty()) {
            (Some(block), true) => {
                blocks.push(block);
                None
            }
            (None, true) => None,
            (Some(block), false) => Some(block.cover(span)),
            (None, false) => Some(span),
        };
    }
    blocks.extend(open);
    blocks
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_are_what_blank_lines_leave() {
        let text = "head\r\n\r\n  one\ntwo \n \n\nthree";
        let found: Vec<&str> = blocks(text, 0)
            .iter()
            .map(|span| span.slice(text))
            .collect();
        assert_eq!(found, ["head", "  one\ntwo", "three"]);
        assert_eq!(blocks("", 0), []);
        assert_eq!(blocks(text, text.len()), []);
    }
}
