//! Who says what: quotations and reported speech with their speakers.
//!
//! Takes a document; gives each attributed stretch with the words that name its speaker and the
//! stance of the verb. Leaves it to others to find out which name the speaker is. A reported clause
//! ends with its sentence, since where it ends inside one cannot be told without a parse.

mod speaker;
mod verb;

use crate::annotate::{Attribution, Stance};
use crate::document::{Document, Quotation, SentenceKind, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::is_phrase_at;
use crate::lang::reporting::{Reporting, ReportingStance, reporting_table};
use speaker::Scene;
use verb::{SayingVerb, Sequel};

/// A content of fewer tokens is no clause.
const SHORTEST_CONTENT: usize = 2;
/// Sentences over which a speaker is remembered for "he said".
const LONGEST_MEMORY: usize = 8;

/// Finds who says what, in reading order of the contents.
#[must_use]
pub fn find(document: &Document<'_>) -> Vec<Attribution> {
    let mut finder = Finder {
        document,
        found: Vec::new(),
        last: None,
        in_caption: false,
    };
    let mut quotations = document.quotations.as_slice();
    // Boxes and captions do not part a speaker from what he goes on to say.
    let mut n = 0;
    for sentence in &document.sentences {
        if sentence.kind == SentenceKind::Furniture {
            continue;
        }
        finder.in_caption = sentence.kind == SentenceKind::Caption;
        n += usize::from(!finder.in_caption);
        let tokens = sentence.tokens;
        let past = quotations
            .iter()
            .take_while(|it| it.tokens.end() <= tokens.start())
            .count();
        quotations = &quotations[past..];
        let here = quotations
            .iter()
            .take_while(|it| it.tokens.start() < tokens.end())
            .count();
        finder.read(n, tokens, &quotations[..here]);
    }
    let mut found = finder.found;
    found.sort_by_key(|it| (it.content, it.speaker));
    found.dedup_by_key(|it| (it.content, it.speaker));
    found
}

/// What has been found so far.
struct Finder<'d, 'a> {
    document: &'d Document<'a>,
    found: Vec<Attribution>,
    last: Option<Speaker>,
    in_caption: bool,
}

/// The last speaker who was named.
#[derive(Clone, Copy)]
struct Speaker {
    tokens: TokenRange,
    sentence: usize,
    group: bool,
}

impl Finder<'_, '_> {
    /// Reads a sentence; `quotations` are those that share a token with it.
    fn read(&mut self, n: usize, tokens: TokenRange, quotations: &[Quotation]) {
        let scene = Scene {
            document: self.document,
            table: reporting_table(),
            start: tokens.start(),
            end: tokens.end(),
        };
        let n_before = self.found.len();
        let mut has_verb = false;
        for at in tokens.range() {
            let token = &self.document.tokens[at];
            if !scene.table.may_tell(token.key)
                || !token.shape.is(Shape::WORD)
                || token.shape.is(Shape::QUOTED)
            {
                continue;
            }
            if let Some(word) = scene.table.find(token.key) {
                if word.noun && self.noun(&scene, at, *word) {
                    continue;
                }
                has_verb |= self.verb(&scene, n, at, *word, quotations);
            }
            for phrase in scene.table.prepositions.at(token.key) {
                let end = at + phrase.words.len();
                let keys = self.document.tokens[at..end.min(tokens.end())].iter();
                if is_phrase_at(&phrase.words, keys.map(|token| token.key)) {
                    self.preposition(&scene, n, at, end, quotations);
                }
            }
        }
        if !has_verb && self.found.len() == n_before && !self.in_caption {
            self.go_on(&scene, n, quotations);
            // Somebody else is named: "he" is not clear any more.
            let dates = Classes::WEEKDAY.with(Classes::MONTH);
            let names = tokens.range().any(|at| {
                let shape = self.document.tokens[at].shape;
                shape.is(Shape::CAPITAL)
                    && !shape.is(Shape::QUOTED.with(Shape::FIRST))
                    && !scene.class(at, dates)
            });
            if names {
                self.last = None;
            }
        }
    }

    /// A reporting verb with its subject.
    fn verb(
        &mut self,
        scene: &Scene<'_, '_>,
        n: usize,
        at: usize,
        word: Reporting,
        quotations: &[Quotation],
    ) -> bool {
        if word.forms == Default::default() {
            return false;
        }
        let Some(verb) = verb::read(scene, at, word) else {
            return false;
        };
        let sequel = verb::sequel(scene, &verb);
        let before = speaker::before(scene, verb.group);
        let opens = is_inverted(scene, verb.group);
        if verb.gerund {
            let named = self.found.last().map(|it| it.speaker);
            let in_sentence = named.filter(|it| it.start() >= scene.start);
            let subject = in_sentence.or_else(|| speaker::opening(scene));
            let content = match sequel {
                Sequel::Marked(content) => content,
                Sequel::Bare(content) if word.plain => content,
                _ => return false,
            };
            if let Some(subject) = subject {
                let subject = self.remember(scene, n, subject);
                self.say(scene, &verb, subject, content, scene.end, quotations);
                return true;
            }
            return false;
        }
        if opens && let Some(subject) = speaker::behind(scene, verb.end) {
            // "…," said Jane Doe.
            let content_end = border_before(scene, verb.group);
            let subject = self.remember(scene, n, subject);
            self.say(scene, &verb, subject, scene.start, content_end, quotations);
            return true;
        }
        let Some(subject) = before else {
            return false;
        };
        match sequel {
            Sequel::End(end) => {
                // "…, police said." or "…, police said, …"
                let border = clause_border(scene, subject);
                let is_behind = border > scene.start && is_pause(scene, border - 1);
                if !is_behind && border == scene.start && scene.text(end) == "," {
                    // "Police said, when they came, it rained."
                    let subject = self.remember(scene, n, subject);
                    self.say(scene, &verb, subject, end + 1, scene.end, quotations);
                    return true;
                }
                if !is_behind {
                    return false;
                }
                let subject = self.remember(scene, n, subject);
                let content_end = border_before(scene, border);
                self.say(scene, &verb, subject, scene.start, content_end, quotations);
                if scene.text(end) == "," && goes_on(scene, end + 1) {
                    self.say(scene, &verb, subject, end + 1, scene.end, &[]);
                }
                true
            }
            Sequel::Marked(content) => {
                let subject = self.remember(scene, n, subject);
                self.say(scene, &verb, subject, content, scene.end, quotations);
                true
            }
            Sequel::Bare(content) => {
                if !word.plain && !is_clause(scene, content) {
                    return false;
                }
                // "what it said was", "which they believe should": the verb's object is elsewhere.
                if word.stance == ReportingStance::Denial || scene.is_finite(content) {
                    return false;
                }
                let subject = self.remember(scene, n, subject);
                self.say(scene, &verb, subject, content, scene.end, quotations);
                true
            }
        }
    }

    /// "according to X".
    fn preposition(
        &mut self,
        scene: &Scene<'_, '_>,
        n: usize,
        at: usize,
        end: usize,
        quotations: &[Quotation],
    ) {
        let Some(subject) = speaker::behind(scene, end) else {
            return;
        };
        let opens = at == scene.start
            || scene.class(at - 1, Classes::COORDINATOR)
            || scene.text(at - 1) == ":";
        let stance = Reporting::default();
        let subject = self.remember(scene, n, subject);
        if opens {
            let mut from = subject.end();
            while from < scene.end && scene.text(from) != "," {
                from += 1;
            }
            self.push(
                scene,
                stance.stance,
                subject,
                from + 1,
                scene.end,
                quotations,
            );
        } else if is_pause(scene, at - 1)
            || scene.shape(subject.start(), Shape::CAPITAL)
            || scene.class(subject.start(), Classes::DETERMINER)
            || scene
                .table
                .is_group(self.document.tokens[subject.end() - 1].key)
        {
            self.push(
                scene,
                stance.stance,
                subject,
                scene.start,
                border_before(scene, at),
                quotations,
            );
        }
    }

    /// "amid reports that …": the noun is all that is said of the speaker.
    fn noun(&mut self, scene: &Scene<'_, '_>, at: usize, word: Reporting) -> bool {
        let article = at > scene.start
            && scene.class(at - 1, Classes::PREPOSITION)
            && scene.text(at + 1) == "that";
        if !article || !is_clause(scene, at + 2) {
            return false;
        }
        let subject = TokenRange::new(at, at + 1);
        self.push(scene, word.stance, subject, at + 2, scene.end, &[]);
        true
    }

    /// A sentence that is all quotation keeps the speaker of the one before.
    fn go_on(&mut self, scene: &Scene<'_, '_>, n: usize, quotations: &[Quotation]) {
        let Some(last) = self.last else { return };
        let quoted = (scene.start..scene.end)
            .filter(|at| scene.shape(*at, Shape::WORD))
            .all(|at| scene.shape(at, Shape::QUOTED));
        let Some(quotation) = quotations.first() else {
            return;
        };
        let known = self
            .found
            .iter()
            .rev()
            .take(6)
            .any(|it| it.content == quotation.tokens);
        if quoted && !known && last.sentence + 1 == n && quotations.len() == 1 {
            self.found.push(Attribution {
                content: quotation.tokens,
                speaker: last.tokens,
                name: None,
                stance: Stance::Neutral,
                quoted: true,
            });
            self.last = Some(Speaker {
                sentence: n,
                ..last
            });
        } else if known {
            // A quotation of several sentences: the speaker goes on.
            self.last = Some(Speaker {
                sentence: n,
                ..last
            });
        }
    }

    /// Keeps a named speaker; puts him in the place of a pronoun.
    fn remember(&mut self, scene: &Scene<'_, '_>, n: usize, subject: TokenRange) -> TokenRange {
        let first = subject.start();
        let is_pronoun = subject.range().len() == 1
            && scene.class(first, Classes::SUBJECT_PRONOUN)
            && !scene.shape(first, Shape::ALL_CAPS);
        if self.in_caption {
            return subject;
        }
        if !is_pronoun {
            let last = subject.end() - 1;
            let key = self.document.tokens[last].key;
            self.last = Some(Speaker {
                tokens: subject,
                sentence: n,
                group: scene.table.is_group(key),
            });
            return subject;
        }
        // Somebody else who is named in the sentence may be meant.
        let is_clear = (scene.start + 1..first)
            .all(|at| !scene.shape(at, Shape::CAPITAL) || scene.shape(at, Shape::QUOTED));
        let singular = !matches!(
            scene.text(first),
            "they" | "They" | "it" | "It" | "we" | "We"
        );
        match self.last {
            Some(last)
                if is_clear && n - last.sentence <= LONGEST_MEMORY && last.group != singular =>
            {
                self.last = Some(Speaker {
                    sentence: n,
                    ..last
                });
                last.tokens
            }
            _ => subject,
        }
    }

    fn say(
        &mut self,
        scene: &Scene<'_, '_>,
        verb: &SayingVerb,
        subject: TokenRange,
        start: usize,
        end: usize,
        quotations: &[Quotation],
    ) {
        self.push(scene, verb.word.stance, subject, start, end, quotations);
    }

    /// One attribution for the clause, unless it is all quotation, and one for each quotation.
    fn push(
        &mut self,
        scene: &Scene<'_, '_>,
        stance: ReportingStance,
        subject: TokenRange,
        start: usize,
        end: usize,
        quotations: &[Quotation],
    ) {
        let stance = match stance {
            ReportingStance::Neutral => Stance::Neutral,
            ReportingStance::Doubt => Stance::Doubt,
            ReportingStance::Denial => Stance::Denial,
        };
        // Inside what another one says, quotation marks are his: 'Doe said they knew of "plans"'.
        let opens = scene.shape(start, Shape::OPENS) || scene.shape(start + 1, Shape::OPENS);
        let is_nested = !opens
            && self.found.iter().rev().take(8).any(|it| {
                !it.quoted && it.content.contains(subject.start()) && it.speaker != subject
            });
        let own = if is_nested { &[] } else { quotations };
        for quotation in own {
            self.found.push(Attribution {
                content: quotation.tokens,
                speaker: subject,
                name: None,
                stance,
                quoted: true,
            });
        }
        let (start, end) = trimmed(scene, start, end);
        if end < start + SHORTEST_CONTENT {
            return;
        }
        let is_quoted = (start..end)
            .filter(|at| scene.shape(*at, Shape::WORD))
            .all(|at| scene.shape(at, Shape::QUOTED));
        if !is_quoted {
            self.found.push(Attribution {
                content: TokenRange::new(start, end),
                speaker: subject,
                name: None,
                stance,
                quoted: false,
            });
        }
    }
}

/// The range without marks at its ends.
fn trimmed(scene: &Scene<'_, '_>, start: usize, end: usize) -> (usize, usize) {
    let mut start = start;
    let mut end = end;
    while start < end && scene.shape(start, Shape::MARK) {
        start += 1;
    }
    while end > start && scene.shape(end - 1, Shape::MARK) {
        end -= 1;
    }
    (start, end)
}

/// Comma, dash or closing quotation mark.
fn is_pause(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.shape(at, Shape::CLOSES)
        || matches!(
            scene.text(at),
            "," | "--" | "\u{2014}" | "\u{2013}" | "'" | "\u{2019}" | "?" | "!"
        )
}

/// "said Jane Doe": the verb follows a pause and its subject follows it.
fn is_inverted(scene: &Scene<'_, '_>, group: usize) -> bool {
    if group <= scene.start {
        return false;
    }
    let follows = scene.shape(group + 1, Shape::CAPITAL)
        || scene.class(group + 1, Classes::DETERMINER)
        || scene.shape(group + 1, Shape::WORD) && scene.shape(group - 1, Shape::CLOSES);
    let that = scene.text(group + 1) == "that"
        || scene.class(group + 1, Classes::WEEKDAY.with(Classes::MONTH));
    (scene.shape(group - 1, Shape::CLOSES)
        || scene.text(group - 1) == "," && is_quote_or_far(scene, group))
        && follows
        && !that
}

/// Behind a comma "said" stands inverted only where the comma ends what is said, not an apposition:
/// "The talks were held, said Jane Doe" but "Jane Doe, the mayor, said the talks were held".
fn is_quote_or_far(scene: &Scene<'_, '_>, group: usize) -> bool {
    let first_part = scene.start..group - 1;
    if scene.shape(group.saturating_sub(2), Shape::CLOSES.with(Shape::QUOTED)) {
        return true;
    }
    // A verb stands in the clause before, and the clause behind has none.
    let has_verb = first_part
        .clone()
        .any(|at| scene.is_finite(at) || scene.class(at, Classes::VERB));
    let behind_has_verb = (group + 1..scene.end)
        .take(12)
        .any(|at| scene.is_finite(at));
    has_verb && !behind_has_verb
}

/// First token of the clause that a subject opens.
fn clause_border(scene: &Scene<'_, '_>, subject: TokenRange) -> usize {
    let mut start = subject.start();
    while start > scene.start
        && scene.class(start - 1, Classes::COORDINATOR.with(Classes::SUBORDINATOR))
    {
        start -= 1;
    }
    start
}

/// End of the content in front of a token: without the pause between them.
fn border_before(scene: &Scene<'_, '_>, at: usize) -> usize {
    let mut end = at;
    while end > scene.start && is_pause(scene, end - 1) {
        end -= 1;
    }
    end
}

/// Whether the content goes on behind a comma: "The bridge, police said, was closed".
fn goes_on(scene: &Scene<'_, '_>, at: usize) -> bool {
    let other = Classes::RELATIVE
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR);
    scene.shape(at, Shape::WORD)
        && !scene.class(at, other)
        && !scene.text(at).ends_with("ing")
        && scene.class(
            at,
            Classes::BE
                .with(Classes::HAVE)
                .with(Classes::MODAL)
                .with(Classes::PREPOSITION)
                .with(Classes::VERB)
                .with(Classes::DO),
        )
}

/// Whether a clause begins here: a subject and, in sight, a finite verb.
fn is_clause(scene: &Scene<'_, '_>, start: usize) -> bool {
    (start + 1..scene.end)
        .take_while(|at| !matches!(scene.text(*at), ";" | ":" | "," | "who" | "which"))
        .take(14)
        .any(|at| {
            scene.is_finite(at)
                // "a plan", "three lives": behind these stands a noun.
                || scene.class(at, Classes::VERB)
                    && !scene.shape(at, Shape::CAPITAL)
                    && !scene.class(at - 1, Classes::DETERMINER.with(Classes::NUMBER_WORD))
                || scene.text(at).len() > 5
                    && scene.text(at).ends_with("ed")
                    && !scene.class(at - 1, Classes::DETERMINER)
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::find;
    use crate::document::read;
    use crate::lang::reporting::reporting_table;

    /// Takes the marks out of an example; gives the text with the marked spans.
    fn unmark(marked: &str) -> (String, Vec<String>, Vec<String>) {
        let mut text = String::new();
        let (mut speakers, mut contents) = (Vec::new(), Vec::new());
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '{' | '[' => open = text.len(),
                '}' => speakers.push(text[open..].to_owned()),
                ']' => contents.push(text[open..].to_owned()),
                c => text.push(c),
            }
        }
        (text, speakers, contents)
    }

    #[test]
    fn examples_are_found() {
        let mut wrong = Vec::new();
        for (marked, present) in &reporting_table().examples {
            let (text, speakers, contents) = unmark(marked);
            let document = read("", &text, 0);
            let found = find(&document);
            let slice = |range| document.span(range).slice(&text).to_owned();
            let found_speakers: BTreeSet<String> =
                found.iter().map(|it| slice(it.speaker)).collect();
            let found_contents: Vec<String> = found.iter().map(|it| slice(it.content)).collect();
            let is_right = if *present {
                found_contents == contents
                    && (speakers.is_empty() || found_speakers == speakers.into_iter().collect())
            } else {
                found.is_empty()
            };
            if !is_right {
                wrong.push(format!(
                    "{marked}\n    {found_speakers:?} {found_contents:?}"
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_pronoun_stands_for_the_last_named_speaker() {
        let text =
            "\"It rained,\" said Jane Doe, the mayor. She added that it stormed. \"We stayed.\"";
        let document = read("", text, 0);
        let found = find(&document);
        let speakers: Vec<&str> = found
            .iter()
            .map(|it| document.span(it.speaker).slice(text))
            .collect();
        assert_eq!(speakers, ["Jane Doe", "Jane Doe", "Jane Doe"]);
    }

    #[test]
    fn a_pronoun_stays_where_somebody_else_was_named() {
        let text = "Jane Doe said it rained. The car of Robin Roe sank. He said it stormed.";
        let document = read("", text, 0);
        let found = find(&document);
        let last = found
            .last()
            .expect("somebody says something")
            .speaker
            .start();
        assert_eq!(document.word(last), "He");
    }
}
