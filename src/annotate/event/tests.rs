//! Runs the examples of the language data.

use crate::annotate::event::find;
use crate::annotate::{EventForm, EventMention, EventPolarity, Status};
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

#[test]
fn event_rows_deny_their_denials() {
    let mut wrong = Vec::new();
    for (name, denials) in crate::lang::event_denials() {
        let id = events().by_name(&name).expect("a row has a type");
        for denial in &denials {
            let (text, expected) = marked(denial);
            let document = read("", &text, 0);
            let found: Vec<(usize, usize)> = find(&document)
                .iter()
                .filter(|event| event.polarity_of(&[id]) == EventPolarity::Negative)
                .filter(|event| event.denied.contains(&id))
                .map(|event| document.span(event.tokens))
                .map(|span| (span.start(), span.end()))
                .collect();
            if found != expected {
                wrong.push(format!(
                    "{name}: denied [{}] in: {denial}",
                    words(&text, &found)
                ));
            }
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

#[track_caller]
fn check(text: &str, expected: &[(&str, EventForm, Option<Effect>)]) {
    let (text, spans) = marked(text);
    let document = read("", &text, 0);
    let events = find(&document);
    let got: Vec<_> = spans
        .iter()
        .map(|(from, to)| {
            let event = events
                .iter()
                .find(|event| document.span(event.tokens).start() == *from);
            (
                &text[*from..*to],
                event.map(|event| (event.form, effect_of(event))),
            )
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(word, form, effect)| (*word, Some((*form, *effect))))
        .collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn a_negation_reaches_its_own_verb_only() {
    use EventForm::{Active, Infinitive, Passive};
    let no = Some(Effect::Negative);
    check(
        "He did not {say} who {attended}",
        &[("say", Active, no), ("attended", Active, None)],
    );
    check(
        "They failed to {hand over} the bodies",
        &[("hand over", Infinitive, no)],
    );
    check(
        "No one was {killed} in the fire",
        &[("killed", Passive, no)],
    );
    check(
        "No one who {came} was {hurt}",
        &[("came", Active, None), ("hurt", Passive, no)],
    );
    check("They not only {met} but agreed", &[("met", Active, None)]);
}

#[test]
fn a_participle_behind_its_noun_is_passive() {
    use EventForm::{Active, Gerund, Noun, Passive};
    check(
        "A man {shot} in Ohio {died}",
        &[("shot", Passive, None), ("died", Active, None)],
    );
    check("Police {shot} a man", &[("shot", Active, None)]);
    check(
        "He was {shot} and {killed}",
        &[("shot", Passive, None), ("killed", Passive, None)],
    );
    check("Gunmen {fired at} the boys", &[("fired at", Active, None)]);
    check("The {shooting} shocked them", &[("shooting", Noun, None)]);
    check(
        "He left after {shooting} two dogs",
        &[("shooting", Gerund, None)],
    );
}

#[test]
fn compounds_and_names_are_no_events() {
    for text in [
        "The US-backed plan stands.",
        "A left-wing paper.",
        "He saw Rose Fox in May.",
        "It happened in March.",
    ] {
        let document = read("", text, 0);
        let found: Vec<_> = find(&document)
            .iter()
            .map(|event| document.span(event.tokens).slice(text))
            .filter(|word| ["backed", "left", "Rose", "May", "March"].contains(word))
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn every_verb_of_the_lexicon_has_its_forms() {
    for kind in events().types() {
        let id = events().by_name(&kind.name).expect("it has a name");
        assert_eq!(events().get(id).name, kind.name);
    }
    let missing: Vec<String> = crate::lang::event_verbs()
        .into_iter()
        .filter(|verb| {
            let row = crate::lang::lexicon().find(crate::value::name::key(verb));
            let word = row.and_then(|row| crate::lang::lexicon().word(row));
            !word.is_some_and(|word| word.classes.intersects(crate::lang::Classes::VERB))
        })
        .collect();
    assert!(missing.is_empty(), "not in verbs.toml: {missing:?}");
}
