//! What a case expects of a verdict, and how a verdict differs from it.

use std::collections::BTreeMap;

use corroborate::claims::{ClaimSet, Label};
use corroborate::judge::{CheckResult, ClaimVerdict, FacetKind, Reason};
use serde::Deserialize;

/// An entry of `expect`; see `README.md` in this folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Expect {
    pub claim: Option<String>,
    source: Option<String>,
    verdict: String,
    complete: Option<bool>,
    event: Option<String>,
    #[serde(default)]
    participants: BTreeMap<String, String>,
    place: Option<String>,
    date: Option<String>,
    quantity: Option<String>,
    about: Option<String>,
    attributed_to: Option<String>,
    said_by: Option<String>,
    gap: Option<String>,
    today: Option<String>,
}

/// What is wrong with the verdict that this expectation is about.
pub fn complaints(expect: &Expect, set: &ClaimSet, result: &CheckResult) -> Vec<String> {
    let verdict = match find(expect, set, result) {
        Ok(verdict) => verdict,
        Err(complaint) => return vec![complaint],
    };
    let subject = format!(
        "{} in {}",
        set.claims[verdict.claim].id, result.sources[verdict.source].id
    );
    let mut wrong = differences(expect, verdict);
    match (&expect.gap, &expect.today) {
        (None, None) => {}
        (Some(gap), Some(today)) => {
            wrong = if wrong.is_empty() {
                vec![format!("healed, so `gap` and `today` can go (was: {gap})")]
            } else if verdict.label.as_str() == today {
                vec![]
            } else {
                vec![format!(
                    "today's answer is no longer `{today}`: {}",
                    wrong.join("; ")
                )]
            };
        }
        _ => wrong = vec!["`gap` and `today` come together".to_owned()],
    }
    wrong
        .iter()
        .map(|wrong| format!("{subject}: {wrong}"))
        .collect()
}

fn find<'r>(
    expect: &Expect,
    set: &ClaimSet,
    result: &'r CheckResult,
) -> Result<&'r ClaimVerdict, String> {
    let is_meant = |verdict: &&ClaimVerdict| {
        let claim = &set.claims[verdict.claim].id;
        let source = &result.sources[verdict.source].id;
        expect.claim.as_ref().is_none_or(|id| id == claim)
            && expect.source.as_ref().is_none_or(|id| id == source)
    };
    let found: Vec<&ClaimVerdict> = result.verdicts.iter().filter(is_meant).collect();
    match found[..] {
        [verdict] => Ok(verdict),
        _ => Err(format!(
            "{} verdicts of claim {:?} in source {:?}; an expectation is about one",
            found.len(),
            expect.claim,
            expect.source
        )),
    }
}

fn differences(expect: &Expect, verdict: &ClaimVerdict) -> Vec<String> {
    let mut wrong = Vec::new();
    if verdict.label.as_str() != expect.verdict {
        let reasons: Vec<String> = verdict
            .facets
            .iter()
            .map(|facet| format!("{} {}", facet.kind.as_str(), facet.reason.code()))
            .collect();
        wrong.push(format!(
            "expected {}, is {} ({})",
            expect.verdict,
            verdict.label.as_str(),
            reasons.join(", ")
        ));
    }
    if let Some(complete) = expect
        .complete
        .filter(|complete| *complete != verdict.complete)
    {
        wrong.push(format!("expected complete = {complete}"));
    }
    for (kind, value, wanted) in expected_facets(expect) {
        wrong.extend(facet_difference(verdict, kind, value, wanted));
    }
    wrong.extend(
        expect
            .said_by
            .as_ref()
            .and_then(|wanted| speaker_difference(verdict, wanted)),
    );
    wrong
}

fn expected_facets(expect: &Expect) -> Vec<(FacetKind, Option<&str>, &str)> {
    let single = [
        (FacetKind::Event, &expect.event),
        (FacetKind::Place, &expect.place),
        (FacetKind::Date, &expect.date),
        (FacetKind::Quantity, &expect.quantity),
        (FacetKind::About, &expect.about),
        (FacetKind::AttributedTo, &expect.attributed_to),
    ];
    let single = single
        .into_iter()
        .filter_map(|(kind, wanted)| Some((kind, None, wanted.as_deref()?)));
    let participants = expect
        .participants
        .iter()
        .map(|(name, wanted)| (FacetKind::Participant, Some(name.as_str()), wanted.as_str()));
    single.chain(participants).collect()
}

/// `wanted` is a label, then perhaps the code of a reason and a value found.
fn facet_difference(
    verdict: &ClaimVerdict,
    kind: FacetKind,
    value: Option<&str>,
    wanted: &str,
) -> Option<String> {
    let facet = verdict
        .facets
        .iter()
        .find(|facet| facet.kind == kind && value.is_none_or(|value| value == facet.value));
    let (label, reason, found) = match facet {
        Some(facet) => (facet.label, facet.reason, facet.found.as_deref()),
        // Where claim and article have nothing in common, every facet is omitted for this reason.
        None if verdict.facets.is_empty() => (Label::Omits, Reason::EventNotMentioned, None),
        None => return Some(format!("the claim has no {} {value:?}", kind.as_str())),
    };
    let mut words = wanted.split_whitespace();
    let fits = words.next() == Some(label.as_str())
        && words.all(|word| match Reason::from_code(word) {
            Some(code) => code == reason,
            None => found == Some(word),
        });
    (!fits).then(|| {
        format!(
            "{} {}: expected {wanted}, is {} {} {}",
            kind.as_str(),
            value.unwrap_or_default(),
            label.as_str(),
            reason.code(),
            found.unwrap_or_default()
        )
    })
}

fn speaker_difference(verdict: &ClaimVerdict, wanted: &str) -> Option<String> {
    let evidence = verdict
        .evidence
        .iter()
        .find(|evidence| evidence.label == verdict.label);
    let speaker = evidence
        .and_then(|evidence| evidence.said_by.as_ref())
        .map_or("", |said_by| said_by.text.as_str());
    (speaker != wanted).then(|| format!("expected said-by `{wanted}`, is `{speaker}`"))
}
