//! From judged groups to the verdict on the claim, with its evidence.

use crate::align;
use crate::claims::Label;
use crate::document::Part;
use crate::judge::case::{Case, Finding, Judged};
use crate::judge::{Candidate, ClaimVerdict, Evidence, Facet, FacetKind, Reason, SaidBy};

impl Case<'_> {
    pub(super) fn verdict(&self, mut judged: Vec<Judged>) -> ClaimVerdict {
        for against in &mut judged {
            if against.label == Label::Contradicts && self.is_doubted(against) {
                against.label = Label::Omits;
                against.reason = Reason::EventOther;
            }
            if against.label == Label::Contradicts
                && let Some(number) = self.number_of_some(against)
            {
                against.renumber(number);
            }
        }
        let otherwise =
            best_of(&judged, Label::Supports).and_then(|support| self.told_otherwise(support));
        let supporting = best_of(&judged, Label::Supports);
        let contradicting = best_of(&judged, Label::Contradicts);
        let (chosen, label) = match (supporting, contradicting) {
            (Some(support), Some(against))
                if matches!(against.reason, Reason::EventDenied | Reason::EventHappened)
                    && self.are_different_speakers(support, against) =>
            {
                (support, Label::Mixed)
            }
            (Some(support), Some(against))
                if is_told_otherwise(support, against)
                    || against.reason == Reason::NameOther && !support.is_bound =>
            {
                (against, Label::Contradicts)
            }
            (Some(support), _) => match &otherwise {
                Some(against) => (against, Label::Contradicts),
                None => (support, Label::Supports),
            },
            (None, Some(against)) => (against, Label::Contradicts),
            (None, None) => return self.omitted(&judged),
        };
        let dated = (label == Label::Supports)
            .then(|| self.date_elsewhere(chosen))
            .flatten();
        let chosen = dated.as_ref().unwrap_or(chosen);
        let mut facets =
            vec![self.facet(FacetKind::Event, self.claim.event.clone(), &chosen.event)];
        facets.extend(
            chosen
                .facets
                .iter()
                .map(|(kind, value, finding)| self.facet(*kind, value.clone(), finding)),
        );
        let complete = facets.iter().all(|facet| facet.label != Label::Omits);
        let mut evidence = self.evidence(chosen);
        if label == Label::Mixed {
            evidence.extend(
                contradicting
                    .map(|against| self.evidence(against))
                    .unwrap_or_default(),
            );
        }
        ClaimVerdict {
            claim: self.probe.claim,
            source: 0,
            label,
            complete,
            facets,
            evidence,
            nearest: None,
        }
    }

    pub(super) fn are_different_speakers(&self, a: &Judged, b: &Judged) -> bool {
        let speaker = |judged: &Judged| self.said_by(judged.head).map(|said| said.text);
        speaker(a) != speaker(b)
    }

    pub(super) fn omitted(&self, judged: &[Judged]) -> ClaimVerdict {
        let nearest = judged
            .iter()
            .max_by_key(|judged| (judged.n_agreeing, std::cmp::Reverse(judged.sentence)));
        let mut facets = vec![];
        let candidate = nearest.map(|nearest| {
            let mut event = nearest.event.clone();
            event.label = Label::Omits;
            event.reason = nearest.reason;
            facets.push(self.facet(FacetKind::Event, self.claim.event.clone(), &event));
            for (kind, value, finding) in &nearest.facets {
                facets.push(self.facet(
                    *kind,
                    value.clone(),
                    &Finding {
                        label: Label::Omits,
                        ..finding.clone()
                    },
                ));
            }
            self.candidate(nearest)
        });
        ClaimVerdict {
            claim: self.probe.claim,
            source: 0,
            label: Label::Omits,
            complete: false,
            facets,
            evidence: Vec::new(),
            nearest: candidate,
        }
    }

    pub(super) fn candidate(&self, judged: &Judged) -> Candidate {
        let sentence = &self.reading.document.sentences[judged.sentence];
        Candidate {
            part: sentence.part,
            span: sentence.span,
            reason: judged.reason,
            facets: judged
                .facets
                .iter()
                .map(|(kind, value, finding)| self.facet(*kind, value.clone(), finding))
                .collect(),
            taken: judged.label != Label::Omits,
        }
    }

    #[allow(clippy::unused_self, reason = "reads as a question to the case")]
    pub(super) fn facet(&self, kind: FacetKind, value: String, finding: &Finding) -> Facet {
        Facet {
            kind,
            value,
            label: finding.label,
            reason: finding.reason,
            found: finding.found.clone(),
            chain: finding.chain.clone(),
            span: finding.span,
        }
    }

    /// The sentences that decide, the event's own first.
    pub(super) fn evidence(&self, judged: &Judged) -> Vec<Evidence> {
        let mut sentences: Vec<(usize, Vec<FacetKind>, Label)> =
            vec![(judged.sentence, vec![FacetKind::Event], judged.label)];
        for (kind, _, finding) in &judged.facets {
            if finding.label == Label::Omits {
                continue;
            }
            let sentence = finding.span.map_or(judged.sentence, |(part, span)| {
                self.sentence_at(part, span).unwrap_or(judged.sentence)
            });
            match sentences.iter_mut().find(|(at, _, _)| *at == sentence) {
                Some((_, kinds, _)) => {
                    if !kinds.contains(kind) {
                        kinds.push(*kind);
                    }
                }
                None => sentences.push((sentence, vec![*kind], judged.label)),
            }
        }
        sentences
            .into_iter()
            .map(|(at, facets, label)| {
                let sentence = &self.reading.document.sentences[at];
                let head = if at == judged.sentence {
                    judged.head
                } else {
                    sentence.tokens.start()
                };
                Evidence {
                    label,
                    part: sentence.part,
                    span: sentence.span,
                    said_by: self.said_by(head),
                    facets,
                }
            })
            .collect()
    }

    pub(super) fn sentence_at(&self, part: Part, span: crate::base::Span) -> Option<usize> {
        self.reading
            .document
            .sentences
            .iter()
            .position(|sentence| sentence.part == part && sentence.span.is_covering(span))
    }

    pub(super) fn said_by(&self, token: usize) -> Option<SaidBy> {
        let attribution = align::attribution(self.reading, token)?;
        let document = self.reading.document;
        let part = document.tokens[attribution.speaker.start()].part();
        let span = document.span(attribution.speaker);
        Some(SaidBy {
            text: span.slice(document.text(part)).to_owned(),
            part,
            span,
        })
    }
}

/// Whether a passage that agrees in as much gives another value where the supporting one gives none:
/// "it fell down a shaft" somewhere says nothing against "it fell down the 40-metre shaft on Monday".
fn is_told_otherwise(support: &Judged, against: &Judged) -> bool {
    let is_silent = |(_, _, finding): &(FacetKind, String, Finding)| {
        finding.label == Label::Omits && !finding.is_vague()
    };
    let off = against
        .facets
        .iter()
        .position(|(_, _, finding)| finding.contradicts() && finding.is_firm);
    off.is_some_and(|off| {
        // A place is told of part of a happening more often than a day or a number.
        let least = support.n_agreeing + usize::from(against.facets[off].0 == FacetKind::Place);
        support.facets.get(off).is_some_and(is_silent) && against.n_agreeing >= least
    })
}

fn best_of(judged: &[Judged], label: Label) -> Option<&Judged> {
    judged
        .iter()
        .filter(|judged| judged.label == label)
        .max_by_key(|judged| (judged.n_agreeing, std::cmp::Reverse(judged.sentence)))
}
