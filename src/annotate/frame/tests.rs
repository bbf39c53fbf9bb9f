//! Sentences with the clauses and arguments that a reader finds.

use crate::annotate::clause::Link;
use crate::annotate::event::find;
use crate::annotate::frame::parse;
use crate::document::{Document, TokenRange, read};

/// A sentence, one verb or noun of it, and its subject and object; "" for none.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn text_of(document: &Document<'_>, tokens: Option<TokenRange>) -> String {
    tokens.map_or(String::new(), |tokens| {
        let part = document.tokens[tokens.start()].part();
        document.span(tokens).slice(document.text(part)).to_owned()
    })
}

fn arguments(text: &str, word: &str) -> Option<(String, String)> {
    let document = read("", text, 0);
    let events = find(&document);
    let event = events.iter().find(|event| {
        let words = text_of(&document, Some(event.tokens));
        words == word || document.word(event.verb) == word
    })?;
    let sentence = document.sentence_of(event.head);
    let frame = parse(&document, sentence, &events).frame(&document, event);
    Some((
        text_of(&document, frame.subject),
        text_of(&document, frame.object),
    ))
}

#[track_caller]
fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, word, subject, object) in cases {
        let found = arguments(text, word);
        let expected = Some(((*subject).to_owned(), (*object).to_owned()));
        if found != expected {
            wrong.push(format!("{word} in {text}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn clauses(text: &str) -> Vec<(Link, String)> {
    let document = read("", text, 0);
    let events = find(&document);
    parse(&document, 0, &events)
        .clauses
        .iter()
        .map(|clause| (clause.link, text_of(&document, Some(clause.tokens))))
        .collect()
}

#[test]
fn a_subject_stands_across_asides_and_relative_clauses() {
    check(&[
        (
            "Olle Brandt, 22, whose home was searched, was arrested.",
            "arrested",
            "Olle Brandt, 22",
            "",
        ),
        (
            "Olle Brandt, the head of Norvik, met the mayor.",
            "met",
            "Olle Brandt, the head of Norvik",
            "the mayor",
        ),
        (
            "The man who shot two dogs was arrested in Alma.",
            "arrested",
            "The man",
            "",
        ),
        (
            "A baker accused of killing two men was released.",
            "released",
            "A baker",
            "",
        ),
        (
            "Police said the man, who was ill, was arrested.",
            "arrested",
            "the man",
            "",
        ),
        (
            "Olle Brandt (who led the bank) resigned.",
            "resigned",
            "Olle Brandt",
            "",
        ),
        (
            "The envoys \u{2014} who came by sea \u{2014} met the king.",
            "met",
            "The envoys",
            "the king",
        ),
        (
            "The clerk, wanted by tax inspectors, had fled, aides said.",
            "fled",
            "The clerk",
            "",
        ),
    ]);
}

#[test]
fn fronted_phrases_are_no_subject() {
    check(&[
        (
            "On Thursday Norway hosted the envoys.",
            "hosted",
            "Norway",
            "the envoys",
        ),
        (
            "After a long chase, police arrested the driver.",
            "arrested",
            "police",
            "the driver",
        ),
        (
            "From his home in Alma, Ohio, he called the paper.",
            "called",
            "he",
            "the paper",
        ),
        (
            "Speaking in Alma, Brandt praised the crew.",
            "praised",
            "Brandt",
            "the crew",
        ),
        (
            "ALMA, Norway (Wire) - Brandt sued the bank.",
            "sued",
            "Brandt",
            "the bank",
        ),
    ]);
}

#[test]
fn joined_verbs_share_their_subject() {
    check(&[
        (
            "Brandt arrived in Alma and met the mayor.",
            "met",
            "Brandt",
            "the mayor",
        ),
        (
            "Brandt was released on Monday and met the mayor.",
            "met",
            "Brandt",
            "the mayor",
        ),
        (
            "Troops killed or captured 17 rebels.",
            "killed",
            "Troops",
            "17 rebels",
        ),
        (
            "Troops killed or captured 17 rebels.",
            "captured",
            "Troops",
            "17 rebels",
        ),
        (
            "He praised tea, his sister said, and visited Alma.",
            "visited",
            "He",
            "Alma",
        ),
        (
            "Brandt had a strong temper and had sold two farms.",
            "sold",
            "Brandt",
            "two farms",
        ),
    ]);
}

#[test]
fn what_is_said_has_its_own_subject() {
    check(&[
        (
            "Wardens say ten hikers were injured in Alma.",
            "say",
            "Wardens",
            "",
        ),
        (
            "Wardens say ten hikers were injured in Alma.",
            "injured",
            "ten hikers",
            "",
        ),
        ("Norvik said it had fired Brandt.", "fired", "it", "Brandt"),
        (
            "Norvik told reporters it had fired Brandt.",
            "fired",
            "it",
            "Brandt",
        ),
        (
            "Norvik told reporters it had fired Brandt.",
            "told",
            "Norvik",
            "reporters",
        ),
        (
            "\"The envoys met Brandt,\" said the mayor, who was there.",
            "said",
            "the mayor",
            "",
        ),
        ("The envoys met Brandt, police said.", "said", "police", ""),
    ]);
}

#[test]
fn relative_clauses_hang_on_their_noun_phrase() {
    check(&[
        (
            "She read a complaint Norvik filed on Monday.",
            "filed",
            "Norvik",
            "a complaint",
        ),
        (
            "She kept the ring that he stole in Alma.",
            "stole",
            "he",
            "the ring",
        ),
        (
            "They were raised by their aunt, who visited Alma.",
            "visited",
            "their aunt",
            "Alma",
        ),
        (
            "Police study a robbery that happened in Alma.",
            "happened",
            "a robbery",
            "",
        ),
    ]);
}

#[test]
fn infinitives_and_gerunds_take_a_subject_over() {
    check(&[
        (
            "The envoys met in Alma on Monday to discuss the bridge.",
            "discuss",
            "The envoys",
            "the bridge",
        ),
        (
            "The mayor asked Norway to host the envoys.",
            "host",
            "Norway",
            "the envoys",
        ),
        (
            "Brandt came to meet the mayor.",
            "meet",
            "Brandt",
            "the mayor",
        ),
        (
            "Police arrested Brandt for shooting two dogs.",
            "shooting",
            "Brandt",
            "two dogs",
        ),
        (
            "Brandt was arrested for shooting two dogs.",
            "shooting",
            "Brandt",
            "two dogs",
        ),
        (
            "Brandt kept her since arresting her in May.",
            "arresting",
            "Brandt",
            "her",
        ),
        (
            "It came hours after Norvik announcing the breach.",
            "announcing",
            "Norvik",
            "the breach",
        ),
    ]);
}

#[test]
fn event_nouns_keep_possessors_only() {
    check(&[
        (
            "Brandt's meeting with Olsen was brief.",
            "meeting",
            "Brandt's",
            "",
        ),
        (
            "The arrest of Brandt by Olsen was filmed.",
            "arrest",
            "",
            "",
        ),
        ("Her arrest surprised Alma.", "arrest", "Her", ""),
        (
            "Beside the Norvik-Alma talks, Brandt met Olsen.",
            "talks",
            "the Norvik-Alma",
            "",
        ),
    ]);
}

#[test]
fn headlines_in_the_present_have_frames() {
    check(&[
        ("Boy, 4, dies after being shot", "dies", "Boy, 4", ""),
        ("Teen shot in Ohio", "shot", "Teen", ""),
        ("Four killed at a fair in Alma", "killed", "Four", ""),
    ]);
}

#[test]
fn nouns_and_modifiers_are_no_verbs() {
    for (text, word) in [
        ("Norway began a fresher push to clean the coast.", "push"),
        ("It rained as top skier Brandt visited Alma.", "top"),
        ("She was chased by six strange armed riders.", "armed"),
        (
            "The study followed nine retired subjects at sea.",
            "subjects",
        ),
        (
            "The report covered wages and issues tied to housing.",
            "issues",
        ),
        ("He wrote for a left-wing paper.", "left"),
        ("He gave a generous tip and smiled.", "tip"),
        (
            "She sold an old farm building beside the canal.",
            "building",
        ),
    ] {
        let document = read("", text, 0);
        let found = find(&document)
            .iter()
            .any(|event| document.word(event.verb) == word && event.verb == event.head);
        assert!(!found, "{word} is no event in: {text}");
    }
}

#[test]
fn clauses_are_cut_where_a_verb_of_their_own_begins() {
    use Link::{Coordinate, Main, Relative, Resumed, Subordinate};
    let cases: &[(&str, &[(Link, &str)])] = &[
        (
            "The ferry left at 7:40 a.m. on Monday.",
            &[(Main, "The ferry left at 7:40 a.m. on Monday.")],
        ),
        (
            "The firm leaked names in a major \"data incident\".",
            &[(Main, "The firm leaked names in a major \"data incident\".")],
        ),
        (
            "Six sheep were stolen \u{2014} one black \u{2014} in Alma.",
            &[(
                Main,
                "Six sheep were stolen \u{2014} one black \u{2014} in Alma.",
            )],
        ),
        (
            "The man who fled was shot.",
            &[
                (Main, "The man"),
                (Relative, "who fled"),
                (Resumed, "was shot."),
            ],
        ),
        (
            "Wardens say ten hikers were injured.",
            &[
                (Main, "Wardens say"),
                (Subordinate, "ten hikers were injured."),
            ],
        ),
        (
            "The envoys met, police said.",
            &[(Main, "The envoys met,"), (Coordinate, "police said.")],
        ),
    ];
    for (text, expected) in cases {
        let expected: Vec<(Link, String)> = expected
            .iter()
            .map(|(link, words)| (*link, (*words).to_owned()))
            .collect();
        assert_eq!(clauses(text), expected, "{text}");
    }
}
