//! What right claim files mean.

use corroborate::claims::{
    ClaimSeverity, Counts, EntityKind, Label, Modality, Polarity, Role, Status, check_sources,
};
use corroborate::value::DateRelation;
use corroborate::value::Interval;
use jiff::civil::date;

use crate::{good, ids, load, shown};

const HARBOUR: &str = r#"
version = 1

[defaults]
severity = "warn"
error-if = "contradicts > 1"
tags     = ["harbour"]

[entity.port-union]
kind    = "group"
names   = ["Port Union", "the union"]
members = ["dockers", "Ann Lee"]

[entity.dockers]
kind  = "group"
names = ["Dockers' League"]

[entity.crane-drivers]
names   = ["Crane Drivers"]
part-of = ["dockers"]

[[claim]]
id           = "union-met-owners"
text         = "The union met the owners in Oslo on 3 March 2024."
event        = "Meet"
triggers     = ["sat at one table"]
participants = ["the Union", { name = "Owners", role = "patient", or = ["dockers"] }]
place        = "Oslo, Norway"
date         = 2024-03-03
quantity     = { value = 200, of = "dockers", approximate = true }
about        = ["night shifts"]
attributed-to = ["port-union"]
error-if     = "never"
tags         = ["oslo", "harbour"]
references   = ["minutes, page 2"]

[claim.expect]
omits    = ["gazette"]
supports = ["wire"]

[[claim]]
id           = "union-will-meet"
text         = "The union is to meet the owners."
event        = "meet"
participants = ["port-union"]
modality     = "planned"
polarity     = "negative"
status       = "draft"
severity     = "info"

[[suppress]]
claim   = "union-met-owners"
source  = "gazette"
verdict = "contradicts"
reason  = "the gazette printed a correction"
expires = "2025-01"

[[known-gap]]
claim  = "union-met-owners"
source = "wire"
reason = "the sentence has no verb"
"#;

#[test]
fn every_key_is_read() {
    let set = good(HARBOUR);
    let claim = &set.claims[0];
    assert_eq!(claim.id, "union-met-owners");
    assert_eq!(
        &set.files[0].text[claim.span.range()],
        "\"union-met-owners\""
    );
    assert_eq!(claim.event, "meet");
    assert_eq!(claim.triggers, ["sat at one table"]);
    assert_eq!(claim.place.as_ref().expect("a place").value, "Oslo, Norway");
    let quantity = claim.quantity.as_ref().expect("a quantity");
    assert_eq!(quantity.value, "about 200 dockers");
    assert!(quantity.amount.approximate && quantity.amount.is_point());
    assert_eq!(claim.about, ["night shifts"]);
    assert_eq!(claim.tags, ["harbour", "oslo"]);
    assert_eq!(claim.references, ["minutes, page 2"]);
    let expected: Vec<(&str, Label)> = claim
        .expect
        .iter()
        .map(|expect| (expect.source.as_str(), expect.label))
        .collect();
    assert_eq!(
        expected,
        [("gazette", Label::Omits), ("wire", Label::Supports)]
    );
    assert_eq!(set.suppressions[0].verdict, Some(Label::Contradicts));
    let expires = set.suppressions[0].expires.as_ref().expect("a day");
    assert_eq!(expires.hull().last, date(2025, 1, 31));
    assert_eq!(set.known_gaps[0].source, "wire");
}

#[test]
fn a_claim_goes_before_defaults_and_these_before_the_rest() {
    let set = good(HARBOUR);
    let [met, planned] = &set.claims[..] else {
        panic!("two claims");
    };
    assert_eq!(
        (met.severity, met.status),
        (ClaimSeverity::Warn, Status::Active)
    );
    assert_eq!(
        (planned.severity, planned.status),
        (ClaimSeverity::Info, Status::Draft)
    );
    assert_eq!(
        (met.modality, met.polarity),
        (Modality::Actual, Polarity::Positive)
    );
    assert_eq!(
        (planned.modality, planned.polarity),
        (Modality::Planned, Polarity::Negative)
    );
    assert_eq!(
        (met.error_if.text.as_str(), met.warn_if.text.as_str()),
        ("never", "supports < 1")
    );
    let contradicted = |n| Counts {
        contradicts: n,
        ..Counts::default()
    };
    assert!(!planned.error_if.holds(&contradicted(1)));
    assert!(planned.error_if.holds(&contradicted(2)));
}

#[test]
fn names_find_their_entity() {
    let set = good(HARBOUR);
    let [union, owners] = &set.claims[0].participants[..] else {
        panic!("two participants");
    };
    // As written, found by a name in another case.
    assert_eq!((union.value.as_str(), union.role), ("the Union", Role::Any));
    let entity = &union.referents[0];
    assert_eq!(entity.entity.as_deref(), Some("port-union"));
    assert_eq!(entity.kind, Some(EntityKind::Group));
    assert_eq!(entity.names, ["Port Union", "the union"]);
    assert_eq!(
        entity.member_names,
        ["Ann Lee", "Dockers' League", "Crane Drivers"]
    );
    // A literal, with an entity that does as well.
    assert_eq!(owners.role, Role::Patient);
    assert_eq!(owners.referents[0].names, ["Owners"]);
    assert_eq!(owners.referents[0].entity, None);
    assert_eq!(owners.referents[1].names, ["Dockers' League"]);
    // By id.
    let planned = &set.claims[1].participants[0];
    assert_eq!(planned.value, "port-union");
    assert_eq!(planned.referents[0].names[0], "Port Union");
}

#[test]
fn a_native_date_is_a_date() {
    let set = good(HARBOUR);
    let claimed = set.claims[0].date.as_ref().expect("a date");
    assert_eq!(claimed.text, "2024-03-03");
    let day = Interval::day(date(2024, 3, 3));
    assert_eq!(claimed.relate(day), DateRelation::Within);
}

#[test]
fn quantities_read_as_words() {
    for (written, value) in [
        ("17", "17"),
        ("{ value = 17, of = \"boats\" }", "17 boats"),
        ("{ value = 1_500_000, of = \"dollars\" }", "1500000 dollars"),
        (
            "{ value = 2.5, of = \"metres\", approximate = true }",
            "about 2.5 metres",
        ),
        ("{ min = 500, of = \"rescuers\" }", "at least 500 rescuers"),
        ("{ max = 0x10 }", "at most 16"),
        ("{ min = 3, max = 5, of = \"days\" }", "3 to 5 days"),
    ] {
        let set = good(&format!(
            "version = 1\n[[claim]]\nid = \"a\"\ntext = \"A.\"\nevent = \"meet\"\n\
             participants = [\"A\"]\nquantity = {written}\n"
        ));
        let quantity = set.claims[0].quantity.as_ref().expect("a quantity");
        assert_eq!(quantity.value, value);
    }
}

#[test]
fn entities_serve_all_files_and_the_own_file_first() {
    let georgia = "version = 1\n[entity.georgia]\nkind = \"place\"\nnames = [\"Georgia\"]\n\
                   [[claim]]\nid = \"a\"\ntext = \"A.\"\nevent = \"meet\"\n\
                   participants = [\"Ann\"]\nplace = \"Georgia\"\n";
    let state = georgia
        .replace("entity.georgia", "entity.georgia-usa")
        .replace("\"a\"", "\"b\"");
    let plain = "version = 1\n[[claim]]\nid = \"c\"\ntext = \"C.\"\nevent = \"meet\"\n\
                 participants = [\"Ann\"]\nplace = \"georgia-usa\"\n";
    let (set, problems) = load(&[georgia, &state, plain]);
    assert_eq!(shown(&problems, &set), Vec::<String>::new());
    let places: Vec<_> = set
        .claims
        .iter()
        .map(|claim| {
            claim
                .place
                .as_ref()
                .and_then(|place| place.entity.as_deref())
        })
        .collect();
    assert_eq!(
        places,
        [Some("georgia"), Some("georgia-usa"), Some("georgia-usa")]
    );
}

#[test]
fn a_place_is_no_person_of_that_name() {
    let set = good(
        "version = 1\n[entity.jordan-lee]\nkind = \"person\"\nnames = [\"Jordan\"]\n\
         [[claim]]\nid = \"a\"\ntext = \"A.\"\nevent = \"meet\"\n\
         participants = [\"Jordan\"]\nplace = \"Jordan\"\n",
    );
    let claim = &set.claims[0];
    assert!(claim.participants[0].referents[0].entity.is_some());
    assert_eq!(claim.place.as_ref().expect("a place").entity, None);
}

#[test]
fn sources_that_do_not_exist_are_told() {
    let set = good(HARBOUR);
    assert_eq!(check_sources(&set, &ids(&["gazette", "wire"])), []);
    assert_eq!(
        shown(&check_sources(&set, &ids(&["gazete"])), &set),
        [
            "38:13 error[unknown-source] `[claim.expect]` names a source that does not exist: `gazette`; did you mean `gazete`?",
            "39:13 error[unknown-source] `[claim.expect]` names a source that does not exist: `wire`",
            "52:11 error[unknown-source] `[[suppress]]` names a source that does not exist: `gazette`; did you mean `gazete`?",
            "59:10 error[unknown-source] `[[known-gap]]` names a source that does not exist: `wire`",
        ]
    );
}
