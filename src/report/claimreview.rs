//! `claimreview`: schema.org ClaimReview (JSON-LD), for a person to finish.
//!
//! What a program can know is filled in: the claim, where it appears, which sources speak of it. What
//! it must not decide is there as `null`, which JSON-LD takes for "not said": the rating, who gives
//! it, when, and where the review is published.

use std::io::{self, Write};

use serde::Serialize;

use crate::claims::{Claim, EntityKind, Label, Referent};
use crate::corpus::Article;
use crate::gate::Origins;
use crate::judge::ClaimVerdict;
use crate::report::{Report, Tally, json};

const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<ClaimReview<'a>>,
}

#[derive(Serialize)]
struct Single<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    review: ClaimReview<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimReview<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    claim_reviewed: &'a str,
    url: Option<&'a str>,
    date_published: Option<&'a str>,
    author: Author,
    review_rating: Rating,
    review_body: String,
    item_reviewed: Reviewed<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'a>>,
}

/// Who reviews: to be filled in.
#[derive(Serialize)]
struct Author {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Option<&'static str>,
    url: Option<&'static str>,
}

/// The rating: to be filled in.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    rating_value: Option<u32>,
    best_rating: Option<u32>,
    worst_rating: Option<u32>,
    alternate_name: Option<&'static str>,
}

#[derive(Serialize)]
struct Reviewed<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    /// Sources that say it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearance: Vec<Work<'a>>,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
}

/// Writes one object for one claim, else a graph of them.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let origins = Origins::new(report.articles, report.result, report.view.claim);
    let mut reviews: Vec<ClaimReview<'_>> = report
        .active_claims()
        .map(|(at, claim)| review(report, &origins, at, claim))
        .collect();
    if reviews.len() == 1 {
        let single = Single {
            context: CONTEXT,
            review: reviews.remove(0),
        };
        return json::pretty(&single, out);
    }
    let graph = Graph {
        context: CONTEXT,
        graph: reviews,
    };
    json::pretty(&graph, out)
}

fn review<'a>(
    report: Report<'a>,
    origins: &Origins,
    at: usize,
    claim: &'a Claim,
) -> ClaimReview<'a> {
    let own = || report.verdicts().filter(move |verdict| verdict.claim == at);
    let mut tally = Tally::default();
    own().for_each(|verdict| tally.add(verdict));
    let works = |is_wanted: fn(&ClaimVerdict) -> bool| {
        own()
            .filter(|verdict| is_wanted(verdict))
            .map(|verdict| work(report.article(verdict.source)))
            .collect::<Vec<_>>()
    };
    ClaimReview {
        kind: "ClaimReview",
        identifier: &claim.id,
        claim_reviewed: &claim.text,
        url: None,
        date_published: None,
        author: Author {
            kind: "Organization",
            name: None,
            url: None,
        },
        review_rating: Rating {
            kind: "Rating",
            rating_value: None,
            best_rating: None,
            worst_rating: None,
            alternate_name: None,
        },
        review_body: summary(tally, origins.independent(at, tally.supports)),
        item_reviewed: Reviewed {
            kind: "Claim",
            author: claim.attributed_to.iter().map(agent).collect(),
            appearance: works(|own| matches!(own.label, Label::Supports | Label::Mixed)),
        },
        citation: works(|own| own.label != Label::Omits),
    }
}

fn summary(tally: Tally, independent: usize) -> String {
    format!(
        "Sources: {}. Supporting the claim: {} ({independent} independent). Contradicting it: {}. Both: {}. Saying nothing of it: {}.",
        tally.supports + tally.contradicts + tally.mixed + tally.omits,
        tally.supports,
        tally.contradicts,
        tally.mixed,
        tally.omits
    )
}

fn agent(referent: &Referent) -> Agent<'_> {
    Agent {
        kind: match referent.kind {
            Some(EntityKind::Person) => "Person",
            _ => "Organization",
        },
        // Of an entity its name, not the id that the claim file has for it.
        name: referent.names.first().unwrap_or(&referent.value),
    }
}

fn work(article: &Article) -> Work<'_> {
    let meta = &article.meta;
    Work {
        kind: "NewsArticle",
        identifier: &article.id,
        headline: article.title.as_deref(),
        url: web_address(article),
        date_published: meta.published.as_ref().and_then(day),
        author: named("Person", meta.author.as_deref()),
        publisher: named("Organization", meta.publisher.as_deref()),
    }
}

fn named<'a>(kind: &'static str, name: Option<&'a str>) -> Option<Agent<'a>> {
    name.map(|name| Agent { kind, name })
}

/// The address where an article was found; nothing else than the web's own may become a link.
pub(super) fn web_address(article: &Article) -> Option<&str> {
    let url = article.meta.url.as_deref()?;
    let scheme = url.split(':').next().unwrap_or("");
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(url)
}

/// The day, where a single one is known: schema.org takes ISO 8601, not EDTF.
fn day(date: &crate::value::EdtfDate) -> Option<String> {
    let hull = date.hull();
    (hull.first == hull.last).then(|| hull.first.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::report::sample::{self, Sample};

    #[test]
    fn what_a_person_decides_is_left_open() {
        let mut sample = Sample::new();
        sample.articles[1].meta.url = Some("https://harbour.example/talks".to_owned());
        sample.articles[3].meta.url = Some("javascript:alert(1)".to_owned());
        let text = sample::text(super::write, &sample.report());
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(document["@context"], "https://schema.org");
        let review = &document["@graph"][0];
        assert_eq!(review["@type"], "ClaimReview");
        assert_eq!(
            review["claimReviewed"],
            "The Dockers' League and the Port Office met in Port Alba on 6 March 2031."
        );
        for open in ["url", "datePublished"] {
            assert_eq!(review.get(open), Some(&Value::Null), "{open}");
        }
        assert_eq!(review["reviewRating"]["@type"], "Rating");
        assert_eq!(review["reviewRating"]["ratingValue"], Value::Null);
        assert_eq!(review["author"]["name"], Value::Null);
        let appearance = &review["itemReviewed"]["appearance"];
        assert_eq!(appearance[0]["identifier"], "harbour-news");
        assert_eq!(appearance[0]["url"], "https://harbour.example/talks");
        assert!(!text.contains("javascript"), "{text}");
        assert_eq!(
            review["reviewBody"],
            "Sources: 5. Supporting the claim: 1 (1 independent). Contradicting it: 1. Both: 1. Saying nothing of it: 2."
        );
    }

    #[test]
    fn one_claim_is_one_object() {
        let sample = Sample::new();
        let mut report = sample.report();
        report.view.claim = Some(1);
        let text = sample::text(super::write, &report);
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(document["identifier"], "bridge-opening");
        assert!(document.get("@graph").is_none());
    }

    #[test]
    fn escape_sequences_stay_escaped() {
        let sample = Sample::with_escapes();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text.replace('\n', "")));
    }
}
