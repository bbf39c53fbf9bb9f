use crate::annotate::PlaceUse::{self, Actor, Dateline, Location, Modifier, Origin};
use crate::annotate::{name, place};
use crate::document::read;
use crate::lang::{PlaceId, gazetteer};

/// "text = path of the row (~ container in the phrase)" and the use, for each place.
#[track_caller]
fn check(body: &str, expected: &[(&str, PlaceUse)]) {
    let document = read("", body, 0);
    let places = place::find(&document, &name::find(&document));
    let text = |at: usize| document.span(places[at].tokens).slice(body);
    let found: Vec<(String, PlaceUse)> = (0..places.len())
        .map(|at| {
            let row = places[at]
                .place
                .map_or("?".to_owned(), |row| path(PlaceId(row)));
            let within = places[at]
                .within
                .map_or(String::new(), |outer| format!(" ~ {}", text(outer)));
            (format!("{} = {row}{within}", text(at)), places[at].use_)
        })
        .collect();
    let expected: Vec<(String, PlaceUse)> = expected
        .iter()
        .map(|(text, use_)| ((*text).to_owned(), *use_))
        .collect();
    assert_eq!(found, expected, "{body}");
}

fn path(id: PlaceId) -> String {
    let gazetteer = gazetteer();
    let names: Vec<&str> = [Some(id), gazetteer.region(id), gazetteer.country(id)]
        .into_iter()
        .flatten()
        .map(|id| gazetteer.place(id).name)
        .collect();
    let mut names = names;
    names.dedup();
    names.join("/")
}

#[test]
fn a_qualifier_tells_which() {
    check(
        "It fell in Toledo, Ohio, and in Sanford, Fla., too.",
        &[
            ("Toledo, Ohio = Toledo/Ohio/United States", Location),
            ("Sanford, Fla. = Sanford/Florida/United States", Location),
        ],
    );
    check(
        "They stopped in Cairo, Doha and Ankara.",
        &[
            ("Cairo = Cairo/Egypt", Location),
            ("Doha = Doha/Ad Dawḩah/Qatar", Actor),
            ("Ankara = Ankara/Türkiye", Actor),
        ],
    );
}

#[test]
fn datelines_open_a_report() {
    check(
        "KANSAS CITY, Mo. -- A barn burned.",
        &[(
            "KANSAS CITY, Mo. = Kansas City/Missouri/United States",
            Dateline,
        )],
    );
    check(
        "CAIRO (XY) \u{2014} A barn burned.",
        &[("CAIRO = Cairo/Egypt", Dateline)],
    );
}

#[test]
fn the_phrase_says_what_lies_in_what() {
    check(
        "A well in the village of Qarmata in the West Bank ran dry.",
        &[
            ("Qarmata = ? ~ West Bank", Location),
            ("West Bank = West Bank/Palestinian Territories", Location),
        ],
    );
    check(
        "It stopped at Addington Road, Croydon.",
        &[
            ("Addington Road = ? ~ Croydon", Location),
            ("Croydon = Croydon/England/United Kingdom", Actor),
        ],
    );
    check(
        "Trucks left Gaza at the Rafah crossing on Monday.",
        &[
            ("Gaza = Gaza Strip/Palestinian Territories", Actor),
            ("Rafah crossing = ?", Location),
            ("Rafah = Rafah/Gaza Strip/Palestinian Territories", Modifier),
        ],
    );
}

#[test]
fn the_article_tells_which() {
    check(
        "He drove through Ohio. The shop in Lebanon was open, near Cincinnati.",
        &[
            ("Ohio = Ohio/United States", Location),
            ("Lebanon = ?", Location),
            ("Cincinnati = Cincinnati/Ohio/United States", Location),
        ],
    );
    check(
        "The fair in Lima drew many, said Allen County officials.",
        &[
            ("Lima = Lima/Ohio/United States", Location),
            ("Allen County = Allen County/Ohio/United States", Modifier),
        ],
    );
    check(
        "A man in Springfield won. Springfield is small.",
        &[("Springfield = ?", Location), ("Springfield = ?", Actor)],
    );
}

#[test]
fn sides_lie_in_their_place() {
    check(
        "It rained in Southern California.",
        &[
            ("Southern California = ? ~ California", Location),
            ("California = California/United States", Modifier),
        ],
    );
}

#[test]
fn uses_are_told_apart() {
    check(
        "Egypt hosted the Cairo talks. A man from Turin met Jane Doe, 31, of Croydon.",
        &[
            ("Egypt = Egypt", Actor),
            ("Cairo = Cairo/Egypt", Modifier),
            ("Turin = Turin/Piedmont/Italy", Origin),
            ("Croydon = Croydon/England/United Kingdom", Origin),
        ],
    );
    check(
        "The Chicago Fire Department and Jordan Smith, a Houston fan, left.",
        &[
            ("Chicago = Chicago/Illinois/United States", Modifier),
            ("Houston = Houston/Texas/United States", Modifier),
        ],
    );
}

proptest::proptest! {
    /// Whatever the text, mentions lie inside it, in order, and point at each other.
    #[test]
    fn any_text_gives_sound_mentions(
        words in proptest::collection::vec(
            "([A-Za-z]{1,3}|Al|-|,|of|in|\\.|Mo\\.|Toledo|Ohio|Anna|Green|County|King|\u{2019}s|\\(|\\)|\n| )",
            0..60,
        ),
        glue in "[ ]{0,1}",
    ) {
        let text = words.join(&glue);
        let document = read(&text, &text, 0);
        let names = name::find(&document);
        for (at, name) in names.iter().enumerate() {
            proptest::prop_assert!(name.first <= at && name.tokens.end() <= document.tokens.len());
            proptest::prop_assert!(at == 0 || names[at - 1].tokens.end() <= name.tokens.start());
        }
        let places = place::find(&document, &names);
        for place in &places {
            proptest::prop_assert!(place.within.is_none_or(|outer| outer < places.len()));
        }
    }
}
