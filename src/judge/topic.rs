//! What it was about and who says it: facets that are supported or omitted, never contradicted.

use crate::align::{self, Candidacy};
use crate::claims::{Label, Role};
use crate::document::TokenRange;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};

impl Case<'_> {
    pub(super) fn about(&self, members: &[&Candidacy]) -> Finding {
        // What somebody said stands with the saying; a happening is told over several sentences.
        let reach = usize::from(!self.is_speech());
        // Somebody else's words tell nothing of what the claim's speaker said.
        let parties = &self.probe.parties;
        let has_speaker = parties.iter().any(|party| party.role == Role::Agent);
        let is_own_words = |member: &&&Candidacy| {
            let mut told = parties.iter().zip(&member.parties);
            !self.is_speech()
                || parties.is_empty()
                || told.any(|(party, told)| {
                    told.is_near() && (party.role == Role::Agent || !has_speaker)
                })
        };
        let found = |term: &crate::align::Term| {
            members.iter().filter(is_own_words).find_map(|member| {
                let near = align::term_near(self.reading, term, member.sentence, reach);
                near.or_else(|| self.term_said(term, member))
            })
        };
        let places: Vec<_> = self.probe.about.iter().map(found).collect();
        match places.iter().flatten().next() {
            Some(tokens) if places.iter().all(Option::is_some) => {
                self.finding(Label::Supports, Reason::AboutFound, *tokens, true)
            }
            // Some of several terms: the topic is there, but not all of it.
            Some(tokens) => self.finding(Label::Omits, Reason::AboutMissing, *tokens, false),
            None => Finding::omitted(Reason::AboutMissing),
        }
    }

    /// A term in a sentence of the words that a saying reports: a quotation may run over several.
    /// What somebody says of a topic at any time is not what was announced once.
    fn term_said(&self, term: &align::Term, member: &Candidacy) -> Option<TokenRange> {
        let mention = &self.reading.annotations.events[member.event];
        if !self
            .probe
            .own_type
            .is_some_and(|own| mention.types.contains(&own))
        {
            return None;
        }
        align::said(self.reading, member.event).find_map(|content| {
            let document = self.reading.document;
            let first = document.sentence_of(content.start());
            let last = document.sentence_of(content.end() - 1);
            (first..=last).find_map(|at| {
                align::term_near(self.reading, term, at, 0)
                    .filter(|tokens| content.contains(tokens.start()))
            })
        })
    }

    pub(super) fn speaker(&self, best: &Candidacy) -> Finding {
        let mention = &self.reading.annotations.events[best.event];
        let Some(attribution) = align::attribution(self.reading, mention.verb) else {
            return Finding::omitted(Reason::SaidByAbsent);
        };
        let is_speaker = self.probe.speakers.iter().any(|probe| {
            align::hits(self.reading, probe)
                .iter()
                .any(|hit| hit.tokens.is_overlapping(attribution.speaker))
        });
        if is_speaker {
            self.finding(
                Label::Supports,
                Reason::SaidByMatch,
                attribution.speaker,
                true,
            )
        } else {
            self.finding(
                Label::Omits,
                Reason::SaidByOther,
                attribution.speaker,
                false,
            )
        }
    }
}
