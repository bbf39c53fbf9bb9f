use crate::annotate::name::find;
use crate::annotate::{NameKind, NameMention};
use crate::document::{Document, TokenRange, read};

fn text<'a>(document: &Document<'a>, tokens: TokenRange) -> &'a str {
    let part = document.tokens[tokens.start()].part();
    document.span(tokens).slice(document.text(part))
}

/// Names with their kind, as "Name/kind letter".
#[track_caller]
fn check(title: &str, body: &str, expected: &[(&str, NameKind)]) {
    let document = read(title, body, 0);
    let names = find(&document);
    let found: Vec<(&str, NameKind)> = names
        .iter()
        .map(|name| (text(&document, name.tokens), name.kind))
        .collect();
    assert_eq!(found, expected, "{body}");
}

/// The name that a mention goes back to.
#[track_caller]
fn check_first(body: &str, expected: &[(&str, &str)]) {
    let document = read("", body, 0);
    let names = find(&document);
    let show = |name: &NameMention| text(&document, name.tokens);
    let found: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (show(name), show(&names[name.first])))
        .filter(|(name, first)| name != first)
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[track_caller]
fn check_description(body: &str, name: &str, expected: Option<&str>) {
    let document = read("", body, 0);
    let names = find(&document);
    let mention = names
        .iter()
        .find(|mention| text(&document, mention.tokens) == name)
        .unwrap_or_else(|| panic!("no {name} in {body}"));
    let description = mention.description.map(|tokens| text(&document, tokens));
    assert_eq!(description, expected, "{body}");
    assert_eq!(mention.kind, NameKind::Person, "{body}");
}

use NameKind::{Demonym, Organization, Person, Place, Unknown};

#[test]
fn a_portfolio_is_no_part_of_a_name() {
    check(
        "",
        "Norwegian Secretary of Trade Marco Bellini left.",
        &[("Norwegian", Demonym), ("Marco Bellini", Person)],
    );
}

#[test]
fn people_with_particles_initials_and_suffixes() {
    check(
        "",
        "Nadim al-Khatib met Peter C. Marlow, Jr. on Monday, with Ursula von der Heide beside them.",
        &[
            ("Nadim al-Khatib", Person),
            ("Peter C. Marlow, Jr.", Person),
            ("Ursula von der Heide", Person),
        ],
    );
    check(
        "",
        "They told Christa A. Hofer, 26, of it. Ada Brandt got an A. Marlow got none.",
        &[
            ("Christa A. Hofer", Person),
            ("Ada Brandt", Person),
            ("Marlow", Unknown),
        ],
    );
    check(
        "",
        "The nurse Anne-Marie Kelley-Brandt spoke to O'Malley.",
        &[("Anne-Marie Kelley-Brandt", Person), ("O'Malley", Unknown)],
    );
}

#[test]
fn sentences_open_with_capitals_that_name_nothing() {
    check(
        "",
        "Officers found him. Witnesses ran. Dozens gathered.",
        &[],
    );
    check("", "Gardeners came. Many gardeners stayed.", &[]);
    check(
        "",
        "Police Chief Laura Bright thanked them. Bright left.",
        &[("Laura Bright", Person), ("Bright", Person)],
    );
}

#[test]
fn streets_and_surnames_are_told_apart() {
    check(
        "",
        "He saw Devon Green and Colin Sheriff near Devon Avenue.",
        &[
            ("Devon Green", Person),
            ("Colin Sheriff", Person),
            ("Devon Avenue", Place),
        ],
    );
    check(
        "CLEVELAND - A barn burned.",
        "A barn burned.",
        &[("CLEVELAND", Place)],
    );
}

#[test]
fn organisations_keep_their_of_and_for() {
    check(
        "",
        "The Popular League for the Defence of Harbours wrote to the Ministry of Foreign Affairs.",
        &[
            ("Popular League for the Defence of Harbours", Organization),
            ("Ministry of Foreign Affairs", Organization),
        ],
    );
    check(
        "",
        "He called the Kansas City Police Department and the FBI.",
        &[
            ("Kansas City Police Department", Organization),
            ("FBI", Organization),
        ],
    );
}

#[test]
fn titles_and_peoples_are_cut_off() {
    check(
        "",
        "Egyptian Foreign Minister Samir Haddad welcomed Chicago Mayor Tom Reilly in Cairo.",
        &[
            ("Egyptian", Demonym),
            ("Samir Haddad", Person),
            ("Chicago", Place),
            ("Tom Reilly", Person),
            ("Cairo", Place),
        ],
    );
    check(
        "",
        "They spoke of Israel-Lebanon talks and Iran-backed groups.",
        &[("Israel", Place), ("Lebanon", Place), ("Iran", Place)],
    );
}

#[test]
fn descriptions_stand_before_or_behind() {
    check_description(
        "On Sunday Jordan's transport chief Kamal Darwish arrived.",
        "Kamal Darwish",
        Some("Jordan's transport chief"),
    );
    check_description(
        "Selim Aydin, the head of Turkish aviation, arrived.",
        "Selim Aydin",
        Some("the head of Turkish aviation"),
    );
    check_description(
        "They saw Maj. Gen. Kamal Darwish.",
        "Kamal Darwish",
        Some("Maj. Gen."),
    );
    check_description(
        "They buried Ravonn Tibbs, 23, on Friday.",
        "Ravonn Tibbs",
        None,
    );
}

#[test]
fn short_forms_go_back_to_the_full_name() {
    check_first(
        "Nadim al-Khatib arrived. Later al-Khatib spoke, and Mr. Khatib left.",
        &[
            ("al-Khatib", "Nadim al-Khatib"),
            ("Khatib", "Nadim al-Khatib"),
        ],
    );
    check_first(
        "Nadim al-Sheikh arrived. Al-Sheikh spoke.",
        &[("Al-Sheikh", "Nadim al-Sheikh")],
    );
    check_first(
        "The Harbour Workers Union (HWU) met. The HWU voted.",
        &[
            ("HWU", "Harbour Workers Union"),
            ("HWU", "Harbour Workers Union"),
        ],
    );
    check_first(
        "Adam C. Malloy fell. Adam Malloy was 30.",
        &[("Adam Malloy", "Adam C. Malloy")],
    );
}

#[test]
fn two_people_with_one_surname_keep_apart() {
    check_first(
        "Anna Torres met Luis Torres. Torres smiled, and then Torres left.",
        &[],
    );
    check_first("Roy Mack Jr. met Roy Mack Sr. there.", &[]);
}

#[test]
fn headlines_repeat_what_the_text_knows() {
    check(
        "Man Shot Dead Outside Store In Kansas City",
        "A man died in Kansas City.",
        &[("Kansas City", Place), ("Kansas City", Place)],
    );
    check(
        "Zorvell Minds Shop After Storm Closes Bridge",
        "The keeper, Ida Zorvell, stayed.",
        &[("Zorvell", Person), ("Ida Zorvell", Person)],
    );
    check("MAN SHOT IN STREET, POLICE SAY", "A man was shot.", &[]);
}
