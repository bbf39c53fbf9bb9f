//! Runs the examples of the language data.

use crate::annotate::event::find;
use crate::annotate::{EventMention, EventPolarity, Status};
use crate::document::{Document, read};
use crate::lang::cues::{self, Effect};
use crate::lang::{EventTypeId, events};

/// The sentence without its braces, and what stood in them.
fn marked(example: &str) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut open = 0;
    for c in example.chars() {
        match c {
            '{' => open = text.len(),
            '}' => spans.push((open, text.len())),
            c => text.push(c),
        }
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    (text, spans)
}

fn found(document: &Document<'_>, events: &[EventMention], id: EventTypeId) -> Vec<(usize, usize)> {
    events
        .iter()
        .filter(|event| event.types.contains(&id))
        .map(|event| {
            let span = document.span(event.tokens);
            (span.start(), span.end())
        })
        .collect()
}

fn words(text: &str, spans: &[(usize, usize)]) -> String {
    let words: Vec<&str> = spans.iter().map(|(from, to)| &text[*from..*to]).collect();
    words.join(" | ")
}

#[test]
fn event_rows_find_their_examples_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, examples, absent) in crate::lang::event_examples() {
        let id = events().by_name(&name).expect("a row has a type");
        for example in examples.iter().chain(&absent) {
            let (text, expected) = marked(example);
            let document = read("", &text, 0);
            let found = found(&document, &find(&document), id);
            if found != expected {
                wrong.push(format!(
                    "{name}: found [{}] in: {example}",
                    words(&text, &found)
                ));
            }
        }
        if examples.is_empty() || absent.is_empty() {
            wrong.push(format!("{name}: wants an example and a counter-example"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn effect_of(event: &EventMention) -> Option<Effect> {
    match (event.polarity, event.status) {
        (EventPolarity::Positive, Status::Actual) => None,
        (EventPolarity::Negative, Status::Actual) => Some(Effect::Negative),
        (_, Status::Planned) => Some(Effect::Planned),
        (_, Status::Wished) => Some(Effect::Wished),
        (_, Status::Possible) => Some(Effect::Possible),
    }
}

#[test]
fn cue_rows_find_their_examples_and_nothing_else() {
    let mut wrong = Vec::new();
    for (effect, examples, absent) in cues::examples() {
        let effect = match effect {
            Effect::Promise => Some(Effect::Planned),
            Effect::Same => None,
            effect => Some(effect),
        };
        let cases = examples.iter().map(|example| (example, effect));
        for (example, expected) in cases.chain(absent.iter().map(|example| (example, None))) {
            let (text, spans) = marked(example);
            let document = read("", &text, 0);
            let events = find(&document);
            for (from, _) in spans {
                let event = events
                    .iter()
                    .find(|event| document.span(event.tokens).start() == from);
                let Some(event) = event else {
                    wrong.push(format!("no event: {example}"));
                    continue;
                };
                if effect_of(event) != expected {
                    wrong.push(format!(
                        "{:?} {:?} instead of {expected:?}: {example}",
                        event.polarity, event.status
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
