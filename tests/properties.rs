//! What holds for every text: spans are sound, quotes are slices, nothing panics, order is no matter.

use corroborate::check::annotated;
use corroborate::{
    Article, CheckOptions, ClaimFile, ClaimSet, ClaimVerdict, EdtfDate, Span, check, claims,
    corpus, lang,
};
use proptest::prelude::*;

const CLAIMS: &str = r#"
version = 1

[entity.harbour-union]
kind = "organization"
names = ["Harbour Union", "HU"]
members = ["Ada Lindqvist"]

[[claim]]
id = "talks"
text = "The Harbour Union met the port council in Lisbon on 4 March 2025."
event = "meet"
participants = ["harbour-union", { name = "port council", role = "agent" }]
place = "Lisbon"
date = "2025-03-04"

[[claim]]
id = "dead"
text = "Seventeen dockers were killed in Cairo."
event = "kill"
participants = [{ name = "dockers", role = "patient" }]
place = "Cairo"
quantity = { value = 17, of = "dockers" }
about = ["strike"]

[[claim]]
id = "planned"
text = "Jonas Vitkus is to visit Oslo."
event = "visit"
participants = [{ name = "Jonas Vitkus", role = "agent" }]
place = "Oslo"
modality = "planned"
attributed-to = ["Ada Lindqvist"]

[[claim]]
id = "stayed-away"
text = "Edda Kask did not attend the talks."
event = "attend"
participants = ["Edda Kask"]
polarity = "negative"
"#;

fn claim_set() -> ClaimSet {
    let file = ClaimFile {
        path: "claims/properties.toml".to_owned(),
        text: CLAIMS.to_owned(),
    };
    let (set, problems) = claims::load(&[file], &lang::is_event_word);
    assert!(problems.is_empty(), "{problems:?}");
    set
}

fn article(id: &str, title: &str, text: &str) -> Article {
    let mut article = Article {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        text: text.to_owned(),
        ..Article::default()
    };
    article.meta.published = EdtfDate::parse("2025-03-06").ok();
    article
}

/// Words that the rules look for, in no sensible order, between marks that break them.
fn news() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "Harbour", "Union", "HU", "port", "council", "Lisbon", "Cairo", "met", "meeting", "with",
            "in", "on", "Thursday", "and", "Friday", "4", "March", "2025", "seventeen", "17", "about",
            "dockers", "were", "killed", "said", "that", "not", "did", "attend", "the", "talks", "Mr.",
            "U.S.", "Ada", "Lindqvist", "she", "who", "planned", "to", "visit", "Oslo", "al-Hayya",
            "$3.5m", "two", "weeks", "later", "last", "month", "Read", "more:", "Jan.", "'s", "denied",
            "police", "according", "claims", "he", "of", "a", "men", "at", "least", "dozen", "between",
            "year", "old", "was", "Photo", "m", "/", "-",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            ".", ",", "\n\n", "\n", "“", "”", "\"", "(", ")", "—", ":", ";", "?", "…", "- ", "# ", "\r\n",
            "\u{feff}", "\u{200b}", "\u{202e}", "\u{1b}[31m", "’s",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(word, 0..80).prop_map(|words| words.join(" "))
}

fn assert_sound(text: &str, span: Span) {
    assert!(span.start() <= span.end() && span.end() <= text.len());
    assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
}

fn check_spans(article: &Article) {
    let (document, annotations, _) = annotated(article);
    let title = article.title.as_deref().unwrap_or_default();
    let (mut title_end, mut body_end) = (0, 0);
    for token in &document.tokens {
        let is_title = document.text(token.part()) == title && token.span.end() <= title.len();
        assert_sound(document.text(token.part()), token.span);
        if !is_title {
            assert!(token.span.start() >= body_end, "tokens stand in order");
            body_end = token.span.end();
        } else {
            title_end = title_end.max(token.span.end());
        }
    }
    for sentence in &document.sentences {
        assert_sound(document.text(sentence.part), sentence.span);
    }
    for time in &annotations.times {
        let part = document.tokens[time.tokens.start()].part();
        assert_sound(document.text(part), time.span);
    }
    let ranges = annotations
        .names
        .iter()
        .map(|name| name.tokens)
        .chain(
            annotations
                .quantities
                .iter()
                .map(|quantity| quantity.tokens),
        )
        .chain(annotations.places.iter().map(|place| place.tokens))
        .chain(annotations.events.iter().map(|event| event.tokens))
        .chain(annotations.attributions.iter().map(|said| said.content));
    for range in ranges {
        assert!(range.end() <= document.tokens.len());
    }
}

fn check_evidence(article: &Article) {
    let set = claim_set();
    let result = check(
        &set,
        std::slice::from_ref(article),
        &CheckOptions::default(),
    );
    assert_eq!(result.verdicts.len(), set.claims.len());
    let text = |part| match part {
        document::Part::Title => article.title.as_deref().unwrap_or_default(),
        document::Part::Body => article.text.as_str(),
    };
    use corroborate::document;
    for verdict in &result.verdicts {
        for evidence in &verdict.evidence {
            assert_sound(text(evidence.part), evidence.span);
            if let Some(said_by) = &evidence.said_by {
                assert_sound(text(said_by.part), said_by.span);
                assert_eq!(said_by.text, said_by.span.slice(text(said_by.part)));
            }
        }
        for facet in &verdict.facets {
            if let Some((part, span)) = facet.span {
                assert_sound(text(part), span);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sound_on_news(title in "\\PC{0,20}", text in news()) {
        let article = article("a", &title, &text);
        check_spans(&article);
        check_evidence(&article);
    }

    #[test]
    fn spans_are_sound_on_any_text(title in any::<String>(), text in any::<String>()) {
        let article = article("a", &title, &text);
        check_spans(&article);
        check_evidence(&article);
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        // What is refused never becomes an article; what is left is checked like any other.
        if let Ok(text) = String::from_utf8(bytes) {
            check_evidence(&article("a", "", &text));
        }
    }

    #[test]
    fn order_of_claims_and_articles_is_no_matter(texts in prop::collection::vec(news(), 1..5), turn in 0usize..4) {
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| article(&format!("a{at}"), "", text))
            .collect();
        let set = claim_set();
        let straight = check(&set, &articles, &CheckOptions::default());
        let mut turned_set = set.clone();
        turned_set.claims.rotate_left(turn % set.claims.len());
        turned_set.claims.reverse();
        let mut turned_articles = articles.clone();
        turned_articles.reverse();
        let turned = check(&turned_set, &turned_articles, &CheckOptions::default());
        for verdict in &straight.verdicts {
            let id = &set.claims[verdict.claim].id;
            let claim = turned_set.claims.iter().position(|claim| claim.id == *id).expect("still there");
            let source = articles.len() - 1 - verdict.source;
            let other = turned.verdicts.iter().find(|other| other.claim == claim && other.source == source);
            let other = other.expect("a verdict for each pair").clone();
            prop_assert_eq!(verdict, &ClaimVerdict { claim: verdict.claim, source: verdict.source, ..other });
        }
    }

    #[test]
    fn dates_of_any_text_are_read_or_refused(text in any::<String>()) {
        let _ = corpus::parse_published(&text);
    }
}

#[test]
fn leaving_out_details_changes_no_label() {
    let texts = [
        "The Harbour Union met the port council in Lisbon on Tuesday.",
        "Edda Kask attended the talks. Jonas Vitkus will visit Oslo, Ada Lindqvist said.",
        "Seventeen dockers were killed in Cairo.",
        "Nothing of it.",
    ];
    let articles: Vec<Article> = (0..)
        .zip(texts)
        .map(|(at, text): (usize, _)| article(&format!("a{at}"), "", text))
        .collect();
    let set = claim_set();
    let labels = |brief_omissions| -> Vec<_> {
        let result = check(&set, &articles, &CheckOptions { brief_omissions });
        result
            .verdicts
            .iter()
            .map(|verdict| (verdict.claim, verdict.source, verdict.label))
            .collect()
    };
    assert_eq!(labels(false), labels(true));
}
