//! Two outlets that print one agency, and others that do not.

use proptest::prelude::*;

use crate::document;
use crate::syndication::{Fingerprints, Shared, Words, pairs};

const AGENCY: &str = "LISBON — The ferry operator and its crews agreed on Friday to end a strike that had stopped boats across the river for eleven days, a mediator said.\n\nUnder the deal the crews get a pay rise of four percent from January and two more days of leave, according to the text seen by the agency.\n\nThe first boats are to sail again on Saturday morning, the operator said in a short statement.\n";

/// The same, cut, with words put in and taken out.
const EDITED: &str = "Strike on the river is over\n\nThe ferry operator and its crews have agreed on Friday to end a bitter strike that had stopped boats across the river for 11 days, a mediator said. Commuters cheered at the quay.\n\nUnder the deal, the crews get a pay rise of four per cent from January and two more days of leave.\n";

/// Written by somebody who was there.
const OWN: &str = "After eleven days without boats, commuters in Lisbon can breathe again: crews and company have found each other late on Friday. A mediator told our reporter that wages go up by four percent at the start of next year.\n\nAt the quay Rita Moura, who had walked over the bridge each day, cheered when she heard.\n";

fn words(text: &str) -> Words {
    Words::read(&document::read("", text, 0))
}

fn found(texts: &[&str]) -> Vec<(usize, usize, Shared)> {
    let read: Vec<(Words, Fingerprints)> = texts
        .iter()
        .map(|text| {
            let words = words(text);
            let prints = Fingerprints::of(&words);
            (words, prints)
        })
        .collect();
    let articles: Vec<_> = read.iter().map(|(words, prints)| (words, prints)).collect();
    pairs(&articles)
}

#[track_caller]
fn check(texts: &[&str], expected: &[(usize, usize)]) {
    let found: Vec<_> = found(texts).iter().map(|(a, b, _)| (*a, *b)).collect();
    assert_eq!(found, expected);
}

#[test]
fn edited_agency_copy_is_found_and_an_own_report_is_not() {
    check(&[AGENCY, EDITED, OWN], &[(0, 1)]);
    let pairs = found(&[AGENCY, EDITED]);
    let passages = &pairs[0].2.passages;
    assert_eq!(passages.len(), 2);
    let first = passages[0].first.slice(AGENCY);
    assert!(first.starts_with("The ferry operator"), "{first}");
    assert!(first.ends_with("boats across the river for"), "{first}");
    let second = passages[1].second.slice(EDITED);
    assert!(second.starts_with("Under the deal"), "{second}");
    assert!(second.ends_with("two more days of leave"), "{second}");
}

#[test]
fn a_quotation_that_two_reports_share_is_no_copy() {
    let speech = "\u{201c}We will not sell the harbour, not this year and not next year, and whoever tells you otherwise has not read a single page of the plan,\u{201d}";
    let one = format!(
        "The mayor of Alba ruled out a sale on Monday.\n\n{speech} Jonas Wro told the council, to applause from the gallery.\n"
    );
    let other = format!(
        "No buyer for the docks: that was the message of the evening.\n\n{speech} said mayor Jonas Wro, before he left through a side door.\n"
    );
    check(&[&one, &other], &[]);
    // The same quotation inside copied sentences is part of the passage.
    let copy = one.replace("to applause from the gallery", "to loud applause");
    let story = "The council had met behind closed doors for three hours while protesters waited outside in the rain with lanterns and drums.\n";
    check(&[&(one + story), &(copy + story)], &[(0, 1)]);
}

#[test]
fn names_and_addresses_are_the_same_in_every_report() {
    let list = "Ada Lindqvist, 34, Bruno Okafor, 27, Carla Marchetti, 61, Dario Vitkus, 19, Edda Brandtner, 45, Fabio Tobler, 52, Greta Ferraro, 38, and Hanno Ozolina, 23";
    let one = format!("Police named the rescued climbers: {list}. All of them are well.\n");
    let other = format!("Eight people came down alive. They are {list}, a spokesman said.\n");
    check(&[&one, &other], &[]);
}

#[test]
fn copies_of_copies_are_connected_whatever_their_number() {
    let copies: Vec<String> = (0..30).map(|n| format!("Outlet {n}. {AGENCY}")).collect();
    let mut texts: Vec<&str> = copies.iter().map(String::as_str).collect();
    texts.push(OWN);
    let mut sets = crate::base::DisjointSets::new(texts.len());
    let found = found(&texts);
    assert!(found.len() < 70, "not each with each: {}", found.len());
    for (a, b, _) in found {
        sets.join(a, b);
    }
    assert_eq!(sets.count(), 2);
}

#[test]
fn spelling_of_marks_changes_nothing() {
    let straight = "The minister's office said the long-running talks with the drivers' union weren't over, and that both sides had asked the mediator to go on for another week \"without conditions\".\n";
    let curly = "The  minister\u{2019}s office said the long\u{2010}running\u{a0}talks with the drivers\u{2019} union weren\u{2019}t over\u{2009}\u{2014}\u{2009}and that both sides had asked\nthe mediator to go on for another week \u{201c}without conditions\u{201d}.\n";
    check(&[straight, curly], &[(0, 1)]);
    let accents = straight.replace("minister", "ministre Café");
    let plain = straight.replace("minister", "ministre Cafe\u{301}");
    check(&[&accents, &plain], &[(0, 1)]);
}

#[test]
fn the_order_of_articles_changes_nothing_but_positions() {
    let there = found(&[AGENCY, OWN, EDITED]);
    let back = found(&[EDITED, OWN, AGENCY]);
    assert_eq!(there.len(), 1);
    assert_eq!(back.len(), 1);
    let turned: Vec<_> = back[0]
        .2
        .passages
        .iter()
        .map(|p| (p.second, p.first))
        .collect();
    let straight: Vec<_> = there[0]
        .2
        .passages
        .iter()
        .map(|p| (p.first, p.second))
        .collect();
    assert_eq!(straight, turned);
}

#[test]
fn one_phrase_over_and_over_takes_no_time_in_its_square() {
    let song = "we walk along the old canal and sing a song of rain ".repeat(20_000);
    let found = found(&[&song, &song]);
    assert_eq!(found.len(), 1);
}

proptest! {
    #[test]
    fn any_text_gives_spans_of_its_own(parts in prop::collection::vec("[a-d“”\" é\u{301}.]{0,40}", 0..12)) {
        let one = parts.concat().repeat(2);
        let other: String = parts.iter().rev().map(String::as_str).collect::<String>() + &one;
        for (_, _, shared) in found(&[&one, &other]) {
            for passage in &shared.passages {
                assert!(!passage.first.slice(&one).is_empty());
                assert!(!passage.second.slice(&other).is_empty());
                assert!(passage.words >= super::SHORTEST_PASSAGE);
            }
            assert!(shared.n_words(0) >= shared.passages.iter().map(|p| p.words).max().unwrap_or(0));
        }
    }
}
