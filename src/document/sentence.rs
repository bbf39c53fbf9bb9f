//! Sentences and what kind of line they come from.

use crate::base::Span;
use crate::document::{Document, Part, Quotation, Shape, TokenRange, clean};
use crate::lang::Classes;

/// A sentence, heading, caption or line.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its bytes, without the white space around it, in the text of `part`.
    pub span: Span,
    /// Which text it is in.
    pub part: Part,
    /// Position of its paragraph (line or block), counted over title and body.
    pub paragraph: u32,
    /// What it is.
    pub kind: SentenceKind,
}

/// What a sentence is in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// Headline or section heading.
    Heading,
    /// What stands under a picture: evidence of its own, lends nothing to its neighbours.
    Caption,
    /// Subscription box, share line, related articles, cookie notice: no evidence.
    Furniture,
}

impl SentenceKind {
    /// Whether what it says counts.
    #[must_use]
    pub fn is_evidence(self) -> bool {
        self != Self::Furniture
    }
}

/// Fills in the sentences and quotations of a document whose tokens are there.
///
/// A sentence ends at a full stop, question or exclamation mark with the quotation marks and
/// brackets behind it, if what follows can open a sentence; and at the end of a line, unless lines
/// are wrapped or the next one goes on in lower case.
pub(super) fn split(document: &mut Document<'_>, title_tokens: usize) {
    mark_quotations(document);
    let mut sentences = Vec::with_capacity(document.tokens.len() / 20 + 2);
    let mut paragraph = 0;
    for (part, range) in [
        (Part::Title, 0..title_tokens),
        (Part::Body, title_tokens..document.tokens.len()),
    ] {
        if range.is_empty() {
            continue;
        }
        let text = document.text(part);
        let wrapped = is_hard_wrapped(text);
        let mut first = range.start;
        for at in range.clone() {
            let next = at + 1;
            if next < range.end {
                let line_end = document.tokens[next].shape.is(Shape::NEW_LINE)
                    && ends_line(document, text, wrapped, next);
                if !line_end && !ends_sentence(document, at, next) {
                    continue;
                }
                sentences.push(sentence(document, first, next, part, paragraph));
                if line_end {
                    paragraph += 1;
                }
            } else {
                sentences.push(sentence(document, first, next, part, paragraph));
                paragraph += 1;
            }
            first = next;
        }
    }
    for sentence in &sentences {
        let token = &mut document.tokens[sentence.tokens.start()];
        token.shape = token.shape.with(Shape::FIRST);
    }
    document.sentences = sentences;
    clean::classify(document);
}

fn sentence(
    document: &Document<'_>,
    first: usize,
    end: usize,
    part: Part,
    paragraph: u32,
) -> Sentence {
    let tokens = TokenRange::new(first, end);
    let kind = if part == Part::Title {
        SentenceKind::Heading
    } else {
        SentenceKind::Prose
    };
    Sentence {
        tokens,
        span: document.span(tokens),
        part,
        paragraph,
        kind,
    }
}

/// Whether white space with line breaks, before token `next`, ends a line that means something.
fn ends_line(document: &Document<'_>, text: &str, wrapped: bool, next: usize) -> bool {
    let gap = &text[document.tokens[next - 1].span.end()..document.tokens[next].span.start()];
    let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
    if breaks > 1 && gap.split('\n').skip(1).any(|line| line.trim().is_empty()) {
        return true;
    }
    let token = &document.tokens[next];
    let goes_on = token.shape.is(Shape::WORD) && !token.shape.is(Shape::CAPITAL);
    !wrapped && !goes_on
}

/// Whether the text was broken into lines of equal width: blocks of several lines between blank
/// ones, most lines nearly as long as the longest, and none longer than 100 bytes.
fn is_hard_wrapped(text: &str) -> bool {
    let mut longest = 0;
    let mut n_lines = 0;
    let mut n_inner = 0;
    let mut n_full = 0;
    let mut previous_blank = true;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let length = line.trim_end().len();
        if length > 100 {
            return false;
        }
        if length > 0 {
            n_lines += 1;
            longest = longest.max(length);
            let next_blank = lines.peek().is_none_or(|next| next.trim().is_empty());
            if !next_blank {
                n_inner += 1;
                if !line
                    .trim_end()
                    .ends_with(['.', '!', '?', '"', '\u{201d}', ':'])
                {
                    n_full += 1;
                }
            }
        }
        previous_blank = length == 0;
    }
    let _ = previous_blank;
    n_lines >= 4 && longest >= 50 && n_inner * 2 > n_lines && n_full * 10 >= n_inner * 6
}

/// Whether a sentence ends behind token `at`.
fn ends_sentence(document: &Document<'_>, at: usize, next: usize) -> bool {
    let token = &document.tokens[at];
    // Most tokens are words, and no word ends a sentence but an abbreviation.
    if !token.shape.is(Shape::MARK.with(Shape::DOTTED)) {
        return false;
    }
    // Most marks are commas.
    let may_end = token.shape.is(Shape::DOTTED.with(Shape::CLOSES))
        || matches!(
            document.word(at),
            "." | "!" | "?" | "..." | "\u{2026}" | ")" | "]"
        );
    if !may_end {
        return false;
    }
    let follower = &document.tokens[next];
    if follower.shape.is(Shape::JOINED) && follower.shape.is(Shape::MARK) {
        return false;
    }
    // Step back over closing marks to the one that ends the sentence.
    let mut end = at;
    while end > 0
        && (document.tokens[end].shape.is(Shape::CLOSES)
            || is_one_of(document.word(end), &[")", "]"]))
    {
        end -= 1;
    }
    let mark = document.word(end);
    let dotted = document.tokens[end].shape.is(Shape::DOTTED);
    let strong = is_one_of(mark, &["!", "?"]);
    let stop = mark == "." || strong || is_one_of(mark, &["...", "\u{2026}"]);
    if !stop && !dotted {
        return false;
    }
    if follower.shape.is(Shape::JOINED) && end == at {
        // "said.The": a missing space, unless it is part of an address.
        return stop
            && follower.shape.is(Shape::CAPITAL)
            && at > 0
            && document.word(at - 1).len() > 2;
    }
    let opener = document.tokens[next..]
        .iter()
        .zip(next..)
        .find(|(token, at)| {
            !token.shape.is(Shape::OPENS)
                && !is_one_of(
                    document.word(*at),
                    &[
                        "(", "[", "-", "--", "\u{2014}", "\u{2013}", ">", "*", "\u{2022}",
                    ],
                )
        });
    let Some((opener, opener_at)) = opener else {
        return true;
    };
    let can_open = opener.shape.is(Shape::CAPITAL)
        || opener.shape.is(Shape::NUMBER)
        || (opener.shape.is(Shape::WORD)
            && !opener.shape.is(Shape::CAPITAL)
            && opener.span.len() > 1
            && document.word(opener_at).chars().any(char::is_uppercase));
    if !can_open {
        return false;
    }
    if is_one_of(mark, &["...", "\u{2026}"]) {
        return true;
    }
    if !dotted {
        return true;
    }
    // An abbreviation: only where a word follows that opens sentences and no name.
    if token.is(Classes::ABBREVIATION) {
        return false;
    }
    let opens = Classes::DETERMINER
        .with(Classes::SUBJECT_PRONOUN)
        .with(Classes::PREPOSITION)
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::CONDITIONAL)
        .with(Classes::DEFINITE);
    if document.tokens[end].shape.is(Shape::INITIAL) {
        return false;
    }
    opener.shape.is(Shape::CAPITAL) && opener.is(opens)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.contains(&word)
}

/// Pairs quotation marks within a paragraph and marks what stands between them.
fn mark_quotations(document: &mut Document<'_>) {
    let mut open: Option<usize> = None;
    let mut quotations = Vec::new();
    for at in 0..document.tokens.len() {
        let shape = document.tokens[at].shape;
        if open.is_some() {
            let new_part = document.tokens[at - 1].part() != document.tokens[at].part();
            if new_part || shape.is(Shape::NEW_LINE) {
                // A quotation that runs over paragraphs opens anew in each; an unclosed one ends here.
                close(document, &mut quotations, open.take(), at, false);
            }
        }
        if !shape.is(Shape::MARK) {
            continue;
        }
        match document.word(at) {
            "\u{201c}" | "\u{201e}" | "\u{ab}" | "``" => {
                close(document, &mut quotations, open.take(), at, false);
                open = Some(at);
            }
            "\u{201d}" | "\u{bb}" | "''" if open.is_some() => {
                close(document, &mut quotations, open.take(), at, true)
            }
            "\"" => {
                // A mark that leans on the next word opens, even where the one before was never
                // closed (each paragraph of a long quotation opens anew); one that leans on the
                // word before closes, or is a stray.
                let leans_back = document.tokens[at].shape.is(Shape::JOINED);
                let leans_on = document.tokens.get(at + 1).is_some_and(|next| {
                    let closes = [",", ".", ";", ":", "!", "?", ")", "]"];
                    next.shape.is(Shape::JOINED) && !is_one_of(document.word(at + 1), &closes)
                });
                if leans_on && !leans_back {
                    close(document, &mut quotations, open.take(), at, false);
                    open = Some(at);
                } else if open.is_some() {
                    close(document, &mut quotations, open.take(), at, true);
                } else if leans_on || !leans_back {
                    open = Some(at);
                }
            }
            _ => {}
        }
    }
    let end = document.tokens.len();
    close(document, &mut quotations, open, end, false);
    document.quotations = quotations;
}

fn close(
    document: &mut Document<'_>,
    quotations: &mut Vec<Quotation>,
    open: Option<usize>,
    end: usize,
    has_mark: bool,
) {
    let Some(open) = open else { return };
    document.tokens[open].shape = document.tokens[open].shape.with(Shape::OPENS);
    if has_mark {
        document.tokens[end].shape = document.tokens[end].shape.with(Shape::CLOSES);
    }
    if open + 1 < end {
        for token in &mut document.tokens[open + 1..end] {
            token.shape = token.shape.with(Shape::QUOTED);
        }
        quotations.push(Quotation {
            tokens: TokenRange::new(open + 1, end),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = read("", text, 0);
        let sentences: Vec<&str> = document
            .sentences
            .iter()
            .map(|sentence| sentence.span.slice(text))
            .collect();
        assert_eq!(sentences, expected);
    }

    #[test]
    fn titles_and_abbreviations_do_not_break() {
        check(
            "He met Maj. Gen. Hassan Rashad. They talked.",
            &["He met Maj. Gen. Hassan Rashad.", "They talked."],
        );
        check(
            "The U.S. President left. So did J. C. Doe.",
            &["The U.S. President left.", "So did J. C. Doe."],
        );
        check(
            "He lives in the U.S. The rest stayed.",
            &["He lives in the U.S.", "The rest stayed."],
        );
        check(
            "It cost $1.5 million. No. 5 won.",
            &["It cost $1.5 million.", "No. 5 won."],
        );
    }

    #[test]
    fn quotations_end_with_their_marks() {
        check(
            "\u{201c}Why?\u{201d} he said. \u{201c}Go.\u{201d} She left.",
            &[
                "\u{201c}Why?\u{201d} he said.",
                "\u{201c}Go.\u{201d}",
                "She left.",
            ],
        );
        check(
            "\"That is no way to go on.\" He added more.",
            &["\"That is no way to go on.\"", "He added more."],
        );
    }

    #[test]
    fn a_quotation_that_is_never_closed_does_not_turn_the_others_round() {
        let text =
            "He said: \"It rained. \"It stormed,\" he said. The 6\" pipe broke. \"We stayed.\"";
        let document = read("", text, 0);
        let quotations: Vec<&str> = document
            .quotations
            .iter()
            .map(|it| document.span(it.tokens).slice(text))
            .collect();
        assert_eq!(quotations, ["It rained.", "It stormed,", "We stayed."]);
    }

    #[test]
    fn lines_end_sentences_unless_wrapped() {
        check("A heading\nA sentence.", &["A heading", "A sentence."]);
        let wrapped = "The delegation left the city on Monday after a week of talks with\nMinister Doe and his staff.\n\nNobody in the capital could say whether the talks would be resumed in\nApril or at any later time of the year, as had been expected by\nMinister Doe.";
        assert_eq!(read("", wrapped, 0).sentences.len(), 2);
    }
}
