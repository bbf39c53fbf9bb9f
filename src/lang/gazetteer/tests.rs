use super::read::geography;
use super::{PlaceKind, PlaceRelation, gazetteer};

#[track_caller]
fn check(claim: &str, found: &str, expected: PlaceRelation) {
    let gazetteer = gazetteer();
    let relation = gazetteer.relate(&gazetteer.resolve(claim), &gazetteer.resolve(found));
    assert_eq!(relation, expected, "{claim} / {found}");
}

#[test]
fn places_lie_in_each_other() {
    check("Egypt", "Cairo", PlaceRelation::Within);
    check("Cairo", "Egypt", PlaceRelation::Wider);
    check("Cairo", "Doha", PlaceRelation::Disjoint);
    check("Manchester", "London", PlaceRelation::Disjoint);
    check("Toledo, Ohio", "Ohio", PlaceRelation::Wider);
    check("Toledo, OH", "Toledo, Ohio", PlaceRelation::Equal);
    check("Illinois", "Chicago, Ill.", PlaceRelation::Within);
    check("Cook County, Illinois", "Chicago", PlaceRelation::Within);
    check("Saint Louis, Missouri", "St. Louis", PlaceRelation::Equal);
    check("London", "Croydon", PlaceRelation::Within);
    check("United Kingdom", "Croydon", PlaceRelation::Within);
    check("Gaza Strip", "Rafah", PlaceRelation::Within);
    check("Gaza", "Gaza City", PlaceRelation::Equal);
    check("New York City", "Brooklyn, New York", PlaceRelation::Within);
    check("Hebei", "Baoding, Hebei Province", PlaceRelation::Within);
    check("Washington, D.C.", "Washington", PlaceRelation::Equal);
    check(
        "New York, New York",
        "Buffalo, New York",
        PlaceRelation::Disjoint,
    );
    check("Turkey", "Ankara", PlaceRelation::Within);
    check("Douglas, Georgia", "Douglas", PlaceRelation::Equal);
    check("Kiev", "Kyiv", PlaceRelation::Equal);
}

#[test]
fn apart_only_when_sure() {
    check(
        "Miami, Florida",
        "Palatka, Florida",
        PlaceRelation::Disjoint,
    );
    check(
        "Kansas City, Missouri",
        "Kansas City, Kansas",
        PlaceRelation::Unknown,
    );
    check("Jerusalem", "West Bank", PlaceRelation::Unknown);
    check("Nowhere Hollow", "Cairo", PlaceRelation::Unknown);
    check("Sinai", "Sharm el-Sheikh", PlaceRelation::Unknown);
    // "Paris" without more is not the town in Texas.
    check("Paris", "Texas", PlaceRelation::Disjoint);
    // Several towns of one size: any may be meant.
    check("Springfield", "Massachusetts", PlaceRelation::Wider);
}

#[test]
fn abbreviations_need_a_place_before_them() {
    let gazetteer = gazetteer();
    assert!(gazetteer.resolve("OH").is_empty());
    assert!(gazetteer.resolve("Sanford, Fla.").len() == 1);
}

#[test]
fn a_qualifier_makes_rare_names_clear() {
    let gazetteer = gazetteer();
    let kind = |text: &str| {
        let rows = gazetteer.resolve(text);
        assert_eq!(rows.len(), 1, "{text}");
        gazetteer.place(rows[0]).kind
    };
    assert_eq!(kind("Berks, Pennsylvania"), PlaceKind::County);
    assert_eq!(kind("Berks County, Pennsylvania"), PlaceKind::County);
    assert_eq!(kind("Mc Lean, Virginia"), PlaceKind::City);
    assert_eq!(kind("Dingmans Ferry, Pennsylvania"), PlaceKind::City);
    assert!(gazetteer.resolve("Dingmans Ferry").is_empty());
    assert!(gazetteer.resolve("Berks, Ohio").is_empty());
}

#[test]
fn distances_are_those_of_the_map() {
    let gazetteer = gazetteer();
    let distance = |a: &str, b: &str| {
        gazetteer
            .distance(gazetteer.resolve(a)[0], gazetteer.resolve(b)[0])
            .expect("both are towns or counties")
    };
    assert!((distance("Toledo, Ohio", "Cleveland, Ohio") - 160.0).abs() < 20.0);
    assert!(distance("Riviera Beach, Florida", "West Palm Beach, Florida") < 15.0);
    assert!(distance("Toledo, Ohio", "Lucas County, Ohio") < 1.0);
    check(
        "Toledo, Ohio",
        "Cuyahoga County, Ohio",
        PlaceRelation::Disjoint,
    );
    check("Toledo, Ohio", "Wood County, Ohio", PlaceRelation::Unknown);
}

#[test]
fn every_demonym_has_its_country() {
    let gazetteer = gazetteer();
    for (place, words) in &geography().demonyms {
        assert!(!gazetteer.lookup_text(place).is_empty(), "{place}");
        assert!(!words.is_empty(), "{place}");
    }
    let georgia = gazetteer.demonym(&[crate::value::name::key("Georgian")]);
    let georgia = georgia.map(|id| gazetteer.place(id).kind);
    assert_eq!(georgia, Some(PlaceKind::Country));
    for pair in &geography().contested {
        assert!(
            pair.iter()
                .all(|name| !gazetteer.lookup_text(name).is_empty()),
            "{pair:?}"
        );
    }
}

#[test]
fn a_county_that_is_one_town_is_that_town() {
    let gazetteer = gazetteer();
    assert_eq!(gazetteer.one_ground.len(), geography().one_ground.len());
    let relate = |claim: &str, found: &str| {
        gazetteer.relate(&gazetteer.resolve(claim), &gazetteer.resolve(found))
    };
    let town = "Washington, District of Columbia";
    assert_eq!(relate(town, "D.C."), PlaceRelation::Equal);
    assert_eq!(
        relate("Denver County", "Denver, Colorado"),
        PlaceRelation::Equal
    );
    assert_eq!(relate("Chicago", "Cook County"), PlaceRelation::Wider);
}

#[test]
fn rows_are_sound() {
    let gazetteer = gazetteer();
    for row in 0..gazetteer.len() {
        let id = super::PlaceId(u32::try_from(row).expect("small"));
        let place = gazetteer.place(id);
        assert!(place.within != Some(id), "{}", place.name);
        assert!(gazetteer.upward(id).count() < 8, "{}", place.name);
    }
}
