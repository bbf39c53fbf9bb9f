//! Exports as another program takes them: what they say, and that every anchor holds.

use std::fs;

use serde_json::Value;

mod program;

use program::Folder;

const CLAIMS: &str = r#"version = 1

[entity.gazette]
kind = "organization"
names = ["The Gazette"]

[[claim]]
id = "visit"
text = "Prime Minister Ada Lindqvist visited Zürich on 4 July 2024."
event = "visit"
participants = ["Ada Lindqvist"]
place = "Zürich"
date = "2024-07-04"
error-if = "never"

[[claim]]
id = "quarrel"
text = "Bruno Okafor met Carla Marchetti in Lima."
event = "meet"
participants = ["Bruno Okafor", "Carla Marchetti"]
place = "Lima"
attributed-to = ["gazette"]
"#;

/// Wide characters, a combining mark and Windows line ends before and in the passage.
const GAZETTE: &str = "Zürich 🚂 grüßt — «caf\u{e9}» und cafe\u{301}\r\n\r\nPrime Minister Ada Lindqvist visited Zürich 🚂 on 4 July 2024, the Gazette’s reporter saw.\r\n\r\nIt rained.\r\n";

fn project() -> Folder {
    Folder::of_texts(&[
        ("claims/c.toml", CLAIMS),
        ("corpus/the gazette.txt", GAZETTE),
        (
            "corpus/more.jsonl",
            "{\"id\": \"post#1\", \"title\": \"Ada Lindqvist visited Zürich on 5 July 2024\", \"text\": \"«Ünder rain», it says: Ada Lindqvist visited Zürich on 5 July 2024.\", \"url\": \"https://post.example/1\", \"publisher\": \"The Post\", \"published\": \"2024-07-06\"}\n",
        ),
        (
            "corpus/sources.toml",
            "version = 1\n[[source]]\nid = \"gazette\"\npath = \"the gazette.txt\"\nurl = \"https://gazette.example/a\"\npublished = \"2024-07-05\"\nlanguage = \"en\"\n",
        ),
    ])
}

fn text_of(folder: &Folder, source: &str) -> String {
    let line = || {
        let file = fs::read_to_string(folder.path().join("corpus/more.jsonl")).expect("readable");
        serde_json::from_str::<Value>(&file).expect("JSON")
    };
    let field = |key: &str| line()[key].as_str().expect("a text").to_owned();
    match source {
        "corpus/the%20gazette.txt" => {
            fs::read_to_string(folder.path().join("corpus/the gazette.txt")).expect("readable")
        }
        "corpus/more.jsonl#post%231" => field("text"),
        "corpus/more.jsonl#post%231/title" => field("title"),
        other => panic!("{other}"),
    }
}

#[test]
fn each_selector_of_an_annotation_leads_to_the_quote() {
    let folder = project();
    let page = folder.json(&["export", "webanno"]);
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    let items = page["items"].as_array().expect("items");
    assert!(items.len() >= 2, "{page:#}");
    let mut ids = std::collections::BTreeSet::new();
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(ids.insert(item["id"].as_str().expect("an id")));
        let target = &item["target"];
        let text = text_of(&folder, target["source"]["id"].as_str().expect("a source"));
        let [quote, points, bytes] = target["selector"].as_array().expect("three").as_slice()
        else {
            panic!("{target}")
        };
        let exact = quote["exact"].as_str().expect("a quote");
        assert!(!exact.is_empty());
        let at = |selector: &Value, key: &str| selector[key].as_u64().expect("a number") as usize;
        assert_eq!(quote["type"], "TextQuoteSelector");
        assert_eq!(points["type"], "TextPositionSelector");
        assert_eq!(bytes["type"], "DataPositionSelector");
        let n = at(points, "end") - at(points, "start");
        let by_points: String = text.chars().skip(at(points, "start")).take(n).collect();
        assert_eq!(by_points, exact);
        assert_eq!(&text[at(bytes, "start")..at(bytes, "end")], exact);
        let around = [&quote["prefix"], &quote["exact"], &quote["suffix"]]
            .map(|part| part.as_str().expect("a text"))
            .concat();
        assert_eq!(text.matches(&around).count(), 1, "{around}");
    }
    let verdicts: Vec<&Value> = items.iter().map(|item| &item["body"][0]["value"]).collect();
    assert!(verdicts.contains(&&Value::from("supports")), "{page:#}");
    assert!(verdicts.contains(&&Value::from("contradicts")), "{page:#}");
    let gazette = items
        .iter()
        .find(|item| item["target"]["source"]["language"] == "en");
    let via = &gazette.expect("the gazette")["target"]["source"]["via"];
    assert_eq!(via, "https://gazette.example/a");
}

#[test]
fn a_claim_review_leaves_the_judgement_to_a_person() {
    let folder = project();
    let review = folder.json(&["export", "claimreview", "--claim", "visit"]);
    assert_eq!(review["@context"], "https://schema.org");
    assert_eq!(review["@type"], "ClaimReview");
    assert_eq!(
        review["claimReviewed"],
        "Prime Minister Ada Lindqvist visited Zürich on 4 July 2024."
    );
    assert_eq!(review["reviewRating"]["ratingValue"], Value::Null);
    assert_eq!(review["author"]["name"], Value::Null);
    assert_eq!(review["url"], Value::Null);
    let appearance = &review["itemReviewed"]["appearance"];
    assert_eq!(appearance[0]["url"], "https://gazette.example/a");
    assert_eq!(appearance[0]["datePublished"], "2024-07-05");
    assert_eq!(review["citation"].as_array().expect("both").len(), 2);
    let all = folder.json(&["export", "claimreview"]);
    let graph = all["@graph"].as_array().expect("all claims");
    assert_eq!(graph.len(), 2);
    let author = &graph[1]["itemReviewed"]["author"][0];
    assert_eq!(
        author,
        &serde_json::json!({"@type": "Organization", "name": "The Gazette"})
    );
}

#[test]
fn an_unknown_claim_is_a_usage_error() {
    let (code, out, err) = project().result(&["export", "claimreview", "--claim", "visits"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("did you mean `visit`?"), "{err}");
}
