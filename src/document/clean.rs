//! Tells running text from headings, captions and page furniture.
//!
//! Works on sentences, since many articles come as one line in which captions and boxes run into
//! the prose; where a picture's credit or number shows the border, the sentence is cut there. When
//! in doubt a sentence is prose.

use crate::document::furniture::{Credit, FurnitureTable, Pattern, Place, furniture_table};
use crate::document::{Document, Part, Sentence, SentenceKind, Shape, TokenRange};

/// Lines longer than this many tokens are no headings.
const LONGEST_HEADING: usize = 16;
/// Credits between brackets are shorter than this.
const LONGEST_CREDIT: usize = 16;
/// A caption that runs into prose behind it is longer than this.
const LONGEST_CAPTION: usize = 45;
/// The same for a caption of a gallery, which has no full stop.
const LONGEST_GALLERY_CAPTION: usize = 32;
/// Captions have few sentences.
const LONGEST_CAPTION_PARAGRAPH: usize = 4;

/// Sets the kind of every sentence; cuts sentences where a caption ends inside them.
pub(super) fn classify(document: &mut Document<'_>) {
    cut_captions(document);
    let mut kinds: Vec<SentenceKind> = Vec::with_capacity(document.sentences.len());
    let table = furniture_table();
    let mut in_list = false;
    for at in 0..document.sentences.len() {
        let plain = plain_kind(document, at);
        let found = table_kind(document, table, at);
        in_list = match found {
            Some((_, Place::List)) => true,
            _ => in_list && (plain == SentenceKind::Heading || found.is_some()),
        };
        kinds.push(match found {
            Some((kind, _)) => kind,
            None if in_list => SentenceKind::Furniture,
            None => plain,
        });
    }
    spread_credits(document, &mut kinds);
    for (sentence, kind) in document.sentences.iter_mut().zip(kinds) {
        sentence.kind = kind;
    }
}

/// Heading or prose.
fn plain_kind(document: &Document<'_>, at: usize) -> SentenceKind {
    let sentence = &document.sentences[at];
    if sentence.part == Part::Title {
        return SentenceKind::Heading;
    }
    let last = document.tokens[sentence.tokens.end() - 1];
    let n_tokens = sentence.tokens.range().len();
    if n_tokens <= LONGEST_HEADING
        && is_alone(document, at)
        && last.shape.is(Shape::WORD.with(Shape::NUMBER))
        && !last.shape.is(Shape::DOTTED)
    {
        return SentenceKind::Heading;
    }
    SentenceKind::Prose
}

/// Whether a sentence is a paragraph by itself.
fn is_alone(document: &Document<'_>, at: usize) -> bool {
    let paragraph = document.sentences[at].paragraph;
    let differs = |other: Option<&Sentence>| other.is_none_or(|it| it.paragraph != paragraph);
    differs(at.checked_sub(1).and_then(|at| document.sentences.get(at)))
        && differs(document.sentences.get(at + 1))
}

/// What the furniture table says of a sentence.
fn table_kind(
    document: &Document<'_>,
    table: &FurnitureTable,
    at: usize,
) -> Option<(SentenceKind, Place)> {
    let sentence = &document.sentences[at];
    if sentence.part == Part::Title {
        return None;
    }
    let tokens = sentence.tokens;
    let n_tokens = tokens.range().len();
    if credit_end(document, table, tokens.start(), tokens.end()) == Some(tokens.end()) {
        return Some((SentenceKind::Caption, Place::Whole));
    }
    let mut open = tokens.start();
    while open + 1 < tokens.end() && is_ornament(document.word(open)) {
        open += 1;
    }
    let mut found = None;
    for first in tokens.range() {
        // Brackets may belong to an opening phrase, ornaments may stand before it.
        let is_opening = first <= open;
        for pattern in table.at(document.tokens[first].key) {
            if n_tokens > pattern.longest
                || found.is_some() && pattern.place != Place::List
                || !is_opening && pattern.place != Place::Anywhere
            {
                continue;
            }
            let end = pattern.end_at(first, tokens, |at| document.tokens[at].key);
            if end.is_some_and(|end| is_in_place(document, pattern, at, end)) {
                found = Some((pattern.kind, pattern.place));
            }
        }
    }
    found
}

/// Whether a phrase that begins where it may also ends there.
fn is_in_place(document: &Document<'_>, pattern: &Pattern, at: usize, end: usize) -> bool {
    let tokens = document.sentences[at].tokens;
    let rest = document.tokens[end..tokens.end()]
        .iter()
        .all(|token| token.shape.is(Shape::MARK));
    match pattern.place {
        Place::Anywhere => true,
        Place::Opens => !is_spoken(document, tokens),
        Place::Link => !is_spoken(document, tokens) && !has_full_stop(document, tokens),
        Place::Whole => rest,
        Place::List => rest && is_alone(document, at),
    }
}

fn has_full_stop(document: &Document<'_>, tokens: TokenRange) -> bool {
    let mut last = tokens.end() - 1;
    while last > tokens.start() && document.tokens[last].shape.is(Shape::CLOSES) {
        last -= 1;
    }
    document.word(last) == "."
}

/// Whether somebody says it: what stands between quotation marks is no box.
fn is_spoken(document: &Document<'_>, tokens: TokenRange) -> bool {
    document.tokens[tokens.start()]
        .shape
        .is(Shape::QUOTED.with(Shape::OPENS))
}

fn is_ornament(mark: &str) -> bool {
    matches!(
        mark,
        "(" | "["
            | ">"
            | "*"
            | "|"
            | "-"
            | "--"
            | "\u{2022}"
            | "\u{bb}"
            | "\u{2014}"
            | "\u{2013}"
            | "+"
    )
}

/// End of the credits of pictures that begin at `start`: "(Photo: Jane Doe)", one or several.
fn credit_end(
    document: &Document<'_>,
    table: &FurnitureTable,
    start: usize,
    end: usize,
) -> Option<usize> {
    let mut at = start;
    while let Some(next) = one_credit_end(document, table, at, end) {
        at = next;
        if at < end && document.word(at) == "." {
            at += 1;
        }
    }
    (at > start).then_some(at)
}

fn one_credit_end(
    document: &Document<'_>,
    table: &FurnitureTable,
    start: usize,
    end: usize,
) -> Option<usize> {
    if start >= end || !matches!(document.word(start), "(" | "[") {
        return None;
    }
    let reach = end.min(start + LONGEST_CREDIT);
    let close = (start + 1..reach).find(|at| matches!(document.word(*at), ")" | "]"))?;
    let mut has_word = false;
    let mut has_agency = false;
    let mut has_joint = false;
    let mut has_photo = false;
    for at in start + 1..close {
        has_joint |= matches!(document.word(at), "/" | ":" | "\u{a9}");
        match table.credit(document.tokens[at].key) {
            Some(Credit::Word) => {
                has_word = true;
                has_photo |= document.word(at).to_ascii_lowercase().starts_with("photo");
            }
            Some(Credit::Agency) => has_agency = true,
            None => {}
        }
    }
    // An agency alone is a dateline: "CAIRO (AP) -".
    (has_photo || (has_word || has_agency) && has_joint).then_some(close + 1)
}

/// Cuts a sentence behind a picture's credit and before a gallery's number.
fn cut_captions(document: &mut Document<'_>) {
    let table = furniture_table();
    let mut cuts: Vec<usize> = Vec::new();
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    for sentence in &document.sentences {
        if sentence.part == Part::Title {
            continue;
        }
        let tokens = sentence.tokens;
        let mut at = tokens.start();
        while at < tokens.end() {
            if !document.tokens[at].shape.is(Shape::MARK) {
                at += 1;
                continue;
            }
            let mut next = at + 1;
            match document.word(at) {
                "(" | "[" => {
                    if let Some(end) = credit_end(document, table, at, tokens.end()) {
                        // A short text in front of the credit is its caption; a long one is prose.
                        if end < tokens.end() && can_open(document, end) {
                            cuts.push(end);
                        }
                        next = end;
                    }
                }
                "/" => {
                    let total = gallery_total(document, tokens, at);
                    numbers.extend(total.map(|total| (at - 1, total)));
                }
                _ => {}
            }
            at = next;
        }
    }
    // A gallery has several pictures; a lone "31/33" is something else.
    let is_gallery = numbers.windows(2).any(|pair| pair[0].1 == pair[1].1);
    if is_gallery {
        cuts.extend(numbers.iter().map(|(at, _)| *at));
        cuts.sort_unstable();
    }
    if !cuts.is_empty() {
        cut(document, &cuts);
    }
}

/// Whether a token can open a sentence.
fn can_open(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at]
        .shape
        .is(Shape::CAPITAL.with(Shape::OPENS).with(Shape::NUMBER))
        || document.word(at) == "("
}

/// How many pictures a gallery has, from the slash of "3/8" before a capital.
fn gallery_total(document: &Document<'_>, tokens: TokenRange, slash: usize) -> Option<u32> {
    if document.word(slash) != "/" || slash <= tokens.start() || slash + 2 >= tokens.end() {
        return None;
    }
    let token = |at: usize| &document.tokens[at];
    let value = |at: usize| document.word(at).parse::<u32>().ok();
    let (n, total) = (value(slash - 1)?, value(slash + 1)?);
    // Fractions and dates stand in a sentence; a gallery's numbers stand between two.
    let is_number = token(slash).shape.is(Shape::JOINED)
        && token(slash + 1).shape.is(Shape::JOINED)
        && !token(slash - 1).shape.is(Shape::JOINED)
        && !token(slash + 2).shape.is(Shape::JOINED)
        && token(slash + 2)
            .shape
            .is(Shape::CAPITAL.with(Shape::NUMBER))
        && (1..=total).contains(&n)
        && total > 2;
    is_number.then_some(total)
}

/// Cuts sentences before each of the tokens, given in reading order.
fn cut(document: &mut Document<'_>, cuts: &[usize]) {
    let mut sentences = Vec::with_capacity(document.sentences.len() + cuts.len());
    let mut cuts = cuts.iter().copied().peekable();
    for sentence in &document.sentences {
        let mut start = sentence.tokens.start();
        let end = sentence.tokens.end();
        while let Some(at) = cuts.next_if(|at| *at < end) {
            if at > start {
                sentences.push(piece(document, sentence, start, at));
                start = at;
            }
        }
        sentences.push(piece(document, sentence, start, end));
    }
    for sentence in &sentences {
        let token = &mut document.tokens[sentence.tokens.start()];
        token.shape = token.shape.with(Shape::FIRST);
    }
    document.sentences = sentences;
}

fn piece(document: &Document<'_>, sentence: &Sentence, start: usize, end: usize) -> Sentence {
    let tokens = TokenRange::new(start, end);
    Sentence {
        tokens,
        span: document.span(tokens),
        ..*sentence
    }
}

/// Makes captions of what a credit or a gallery number belongs to.
fn spread_credits(document: &Document<'_>, kinds: &mut [SentenceKind]) {
    let table = furniture_table();
    for at in 0..kinds.len() {
        let tokens = document.sentences[at].tokens;
        if document.sentences[at].part == Part::Title || kinds[at] == SentenceKind::Furniture {
            continue;
        }
        let is_short = tokens.range().len() <= LONGEST_CAPTION;
        if is_short && (ends_in_credit(document, table, tokens) || opens_gallery(document, tokens))
        {
            kinds[at] = SentenceKind::Caption;
        }
        if kinds[at] != SentenceKind::Caption || !ends_in_credit(document, table, tokens) {
            continue;
        }
        // A paragraph of few sentences with the credit at its end is a caption as a whole.
        let paragraph = document.sentences[at].paragraph;
        let is_last = document
            .sentences
            .get(at + 1)
            .is_none_or(|next| next.paragraph != paragraph);
        let first = (0..at)
            .rev()
            .take(LONGEST_CAPTION_PARAGRAPH)
            .take_while(|it| document.sentences[*it].paragraph == paragraph)
            .last()
            .unwrap_or(at);
        let is_whole = first
            .checked_sub(1)
            .is_none_or(|before| document.sentences[before].paragraph != paragraph);
        if is_last && is_whole && at - first < LONGEST_CAPTION_PARAGRAPH {
            kinds[first..at].fill(SentenceKind::Caption);
        }
    }
}

fn ends_in_credit(document: &Document<'_>, table: &FurnitureTable, tokens: TokenRange) -> bool {
    let mut last = tokens.end() - 1;
    if last > tokens.start() && document.word(last) == "." {
        last -= 1;
    }
    if !matches!(document.word(last), ")" | "]") {
        return false;
    }
    let reach = last.saturating_sub(LONGEST_CREDIT).max(tokens.start());
    let open = (reach..last)
        .rev()
        .find(|at| matches!(document.word(*at), "(" | "["));
    open.is_some_and(|open| one_credit_end(document, table, open, tokens.end()).is_some())
}

fn opens_gallery(document: &Document<'_>, tokens: TokenRange) -> bool {
    let n_tokens = tokens.range().len();
    // The last caption of a gallery may have run into the prose behind it.
    n_tokens > 3
        && n_tokens <= LONGEST_GALLERY_CAPTION
        && gallery_total(document, tokens, tokens.start() + 1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::document::furniture::furniture_table;
    use crate::document::{SentenceKind, read};

    fn kinds(text: &str) -> Vec<SentenceKind> {
        let document = read("", text, 0);
        document.sentences.iter().map(|it| it.kind).collect()
    }

    #[test]
    fn examples_are_found() {
        let mut wrong = Vec::new();
        for example in &furniture_table().examples {
            let text = format!(
                "They met on Monday.\n\n{}\n\nThey left on Friday.",
                example.text
            );
            let kinds = kinds(&text);
            let (inner, prose) = (&kinds[1..kinds.len() - 1], SentenceKind::Prose);
            let is_right = match example.kind {
                Some(kind) => inner.iter().all(|it| *it == kind),
                None => inner.iter().all(|it| *it == prose),
            };
            if !is_right || kinds[0] != prose || kinds[kinds.len() - 1] != prose {
                wrong.push(format!("{:?} {kinds:?} {}", example.kind, example.text));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn captions_inside_one_line_are_cut_out() {
        use SentenceKind::{Caption, Prose};
        assert_eq!(
            kinds("It rained. (Photo: Jane Doe) The mayor came on Monday."),
            [Prose, Caption, Prose]
        );
        assert_eq!(
            kinds("It rained. 1/3 The bridge at dawn Jane Doe 2/3 The mayor at noon. It was over."),
            [Prose, Caption, Caption, Prose]
        );
    }

    #[test]
    fn fractions_and_datelines_are_prose() {
        use SentenceKind::Prose;
        assert_eq!(kinds("He drank 3/4 of it."), [Prose]);
        assert_eq!(kinds("HARBOUR CITY (AP) - It rained on Monday."), [Prose]);
        assert_eq!(
            kinds("Anyone with information is asked to call the police."),
            [Prose]
        );
    }
}
