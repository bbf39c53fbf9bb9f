//! `[[suppress]]` and `[[known-gap]]`: whether what they speak of exists.

use std::collections::BTreeSet;

use crate::claims::problems;
use crate::claims::raw::{RawEntry, RawFile};
use crate::claims::table::Located;
use crate::claims::validate::{Validator, each};
use crate::claims::{ClaimSet, KnownGap, Suppression};

impl Validator<'_> {
    pub(super) fn entries(&mut self, raw: &[RawFile], set: &mut ClaimSet) {
        let expected: BTreeSet<(String, String)> = set
            .claims
            .iter()
            .flat_map(|claim| claim.expect.iter().map(move |e| (claim, e)))
            .map(|(claim, expect)| (claim.id.clone(), expect.source.clone()))
            .collect();
        let mut seen = BTreeSet::new();
        for (file, entry) in each(raw, |file| &file.suppressions) {
            self.check_entry("`[[suppress]]`", entry, file);
            let (Some(source), Some(reason)) = (&entry.source, &entry.reason) else {
                continue;
            };
            if !seen.insert((&entry.claim.value, &source.value, entry.verdict)) {
                self.repeated("`[[suppress]]`", &entry.claim, source, file);
            }
            set.suppressions.push(Suppression {
                claim: entry.claim.value.clone(),
                source: source.value.clone(),
                reason: reason.value.clone(),
                verdict: entry.verdict,
                expires: entry.expires.clone(),
                file,
                span: entry.claim.span,
            });
        }
        let mut seen = BTreeSet::new();
        for (file, entry) in each(raw, |file| &file.known_gaps) {
            let is_claim = self.check_entry("`[[known-gap]]`", entry, file);
            let (Some(source), Some(reason)) = (&entry.source, &entry.reason) else {
                continue;
            };
            let claim = &entry.claim;
            if is_claim && !expected.contains(&(claim.value.clone(), source.value.clone())) {
                let problem =
                    problems::gap_without_expectation(&claim.value, &source.value, source.span);
                self.push(file, problem);
            }
            if !seen.insert((&claim.value, &source.value)) {
                self.repeated("`[[known-gap]]`", claim, source, file);
            }
            set.known_gaps.push(KnownGap {
                claim: claim.value.clone(),
                source: source.value.clone(),
                reason: reason.value.clone(),
                file,
                span: claim.span,
            });
        }
    }

    fn repeated(
        &mut self,
        table: &str,
        claim: &Located<String>,
        source: &Located<String>,
        file: usize,
    ) {
        let problem = problems::repeated_entry(table, &claim.value, &source.value, claim.span);
        self.push(file, problem);
    }

    /// Whether the claim of an entry exists.
    fn check_entry(&mut self, table: &str, entry: &RawEntry, file: usize) -> bool {
        let is_claim = self.claim_ids.contains_key(&entry.claim.value);
        if !is_claim {
            let known = self.claim_ids.keys().map(String::as_str);
            let problem =
                problems::unknown_claim(table, &entry.claim.value, known, entry.claim.span);
            self.push(file, problem);
        }
        is_claim
    }
}
