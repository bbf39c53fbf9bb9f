//! Makes the lexicon of the rows.

use std::cmp::Reverse;

use crate::lang::event::phrase::{Phrase, PhraseKind, PhraseRest, Step, Telling};
use crate::lang::event::rows::{EventFile, EventRow};
use crate::lang::event::{EventType, EventTypeId, Events, NearView, NearWording, TypeList};
use crate::lang::filter::WordFilter;
use crate::lang::morphology::plural;
use crate::value::name::key;

impl Events {
    pub(super) fn build(files: Vec<EventFile>) -> Self {
        let mut events = Self::default();
        let mut rows = Vec::new();
        for file in files {
            for verb in &file.light_verbs {
                events.light_verbs.insert(key(verb), ());
            }
            events.sets.extend(file.set);
            for mut row in file.event {
                row.family.get_or_insert_with(|| file.family.clone());
                rows.push(row);
            }
        }
        for row in &rows {
            let id = EventTypeId(u16::try_from(events.types.len()).expect("few types"));
            events.names.insert(row.name.clone(), id);
            events.types.push(event_type(row));
        }
        for (at, row) in rows.iter().enumerate() {
            events.add_words(row, EventTypeId(at as u16));
        }
        // A verb names its type before a phrase does, and that before a noun.
        for words_of in [EventRow::whole_phrases, EventRow::nouns] {
            for (at, row) in rows.iter().enumerate() {
                for words in words_of(row) {
                    events.names.entry(words).or_insert(EventTypeId(at as u16));
                }
            }
        }
        for (at, row) in rows.iter().enumerate() {
            for word in &row.deadly {
                let word = key(word);
                let own = [events.verbs.get(&word), events.nouns.get(&word)];
                let own: Vec<EventTypeId> = own
                    .into_iter()
                    .flatten()
                    .flat_map(TypeList::all)
                    .copied()
                    .collect();
                let types = events.deadly.entry(word).or_default();
                for id in own {
                    types.push(id);
                }
                types.push(EventTypeId(at as u16));
            }
        }
        events.close_implications(&rows);
        events
    }

    fn add_words(&mut self, row: &EventRow, id: EventTypeId) {
        for verb in &row.verbs {
            self.verbs.entry(key(verb)).or_default().push(id);
            self.names.entry(verb.clone()).or_insert(id);
        }
        for noun in &row.nouns {
            if noun.contains(' ') {
                self.add_phrase(noun, PhraseKind::Noun, id, Telling::Plain);
            } else {
                for form in [noun.clone(), plural(noun)] {
                    self.nouns.entry(key(&form)).or_default().push(id);
                    self.noun_forms.push(form);
                }
            }
        }
        for noun in &row.means {
            for form in [noun.clone(), plural(noun)] {
                self.means.entry(key(&form)).or_default().push(id);
            }
        }
        for word in &row.counted {
            self.counted.entry(key(word)).or_default().push(id);
        }
        for verb in &row.scheduling {
            self.scheduling.entry(key(verb)).or_default().push(id);
        }
        for phrase in &row.undergone_nouns {
            self.add_phrase(phrase, PhraseKind::Noun, id, Telling::Undergone);
        }
        for phrase in &row.denied_nouns {
            self.add_phrase(phrase, PhraseKind::Noun, id, Telling::Denied);
        }
        let verbal = [
            (&row.phrases, Telling::Plain),
            (&row.undergone, Telling::Undergone),
            (&row.denied, Telling::Denied),
        ];
        let verbal = verbal
            .into_iter()
            .flat_map(|(phrases, telling)| phrases.iter().map(move |phrase| (phrase, telling)));
        for (phrase, telling) in verbal {
            let kind = if phrase.contains('~') {
                PhraseKind::LightVerb
            } else {
                PhraseKind::Verb
            };
            self.add_phrase(phrase, kind, id, telling);
        }
        for phrase in row.near.iter().chain(&row.transfer).chain(&row.mirror) {
            if phrase.contains(' ') {
                self.add_phrase(phrase, PhraseKind::Verb, id, Telling::Near);
            }
        }
        for phrase in &row.not {
            self.add_phrase(phrase, PhraseKind::Nothing, id, Telling::Plain);
        }
    }

    fn add_phrase(&mut self, text: &str, kind: PhraseKind, id: EventTypeId, telling: Telling) {
        // Each alternative is a phrase of its own: rows that share one share its types.
        for spelling in self.spellings(text) {
            self.add_spelling(&spelling, kind, id, telling);
        }
    }

    fn add_spelling(
        &mut self,
        spelling: &[String],
        kind: PhraseKind,
        id: EventTypeId,
        telling: Telling,
    ) {
        let (first, rest) = spelling.split_first().expect("a split gives a word");
        let mut steps: Vec<Step> = Vec::new();
        let mut gap = false;
        for word in rest {
            if matches!(word.as_str(), "~" | "_") {
                gap = true;
                continue;
            }
            let is_noun = gap && kind == PhraseKind::LightVerb
                || matches!(kind, PhraseKind::Noun | PhraseKind::Nothing);
            let other = is_noun.then(|| plural(word));
            let keys = [key(word), key(other.as_ref().unwrap_or(word))];
            steps.push(Step { gap, keys });
            gap = false;
        }
        self.phrase_starts.push(first.clone());
        let list = self.phrases.entry(key(first)).or_default();
        let same = list
            .iter_mut()
            .find(|known| known.kind == kind && known.rest.steps == steps);
        match same {
            Some(known) => known.add(id, telling),
            None => {
                let second = steps.first();
                let mut phrase = Phrase {
                    seconds: second.map_or(WordFilter::full(), |second| {
                        second.keys.into_iter().collect()
                    }),
                    is_loose: second.is_some_and(|second| second.gap),
                    kind,
                    rest: Box::new(PhraseRest {
                        steps,
                        ..PhraseRest::default()
                    }),
                };
                phrase.add(id, telling);
                list.push(phrase);
                // The longest wording wins; an event wins over an equal one that only looks so.
                list.sort_by_key(|phrase| {
                    let is_nothing = phrase.kind == PhraseKind::Nothing;
                    (Reverse(phrase.rest.steps.len()), is_nothing)
                });
            }
        }
    }

    /// A phrase word by word, once for each choice of its alternatives: "deal/accord", "`<office>`".
    fn spellings(&self, text: &str) -> Vec<Vec<String>> {
        let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
        for word in text.split(' ') {
            let forms: Vec<&str> = self.forms(word).collect();
            spellings = spellings
                .into_iter()
                .flat_map(|spelling| {
                    forms.iter().map(move |form| {
                        let mut longer = spelling.clone();
                        longer.push((*form).to_owned());
                        longer
                    })
                })
                .collect();
        }
        spellings
    }

    /// The words for which one word of a phrase stands.
    fn forms<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        word.split('/').flat_map(|form| {
            let name = form
                .strip_prefix('<')
                .and_then(|form| form.strip_suffix('>'));
            let set = name.map(|name| self.sets[name].as_slice());
            let itself = set.is_none().then_some(form);
            set.into_iter().flatten().map(String::as_str).chain(itself)
        })
    }

    fn close_implications(&mut self, rows: &[EventRow]) {
        for at in 0..rows.len() {
            let mut implied: Vec<EventTypeId> = Vec::new();
            let mut open = vec![at];
            while let Some(from) = open.pop() {
                for name in &rows[from].implies {
                    let id = self.names[name];
                    if id.0 as usize != at && !implied.contains(&id) {
                        implied.push(id);
                        open.push(id.0 as usize);
                    }
                }
            }
            implied.sort_unstable();
            self.types[at].implies = implied;
        }
    }
}

fn event_type(row: &EventRow) -> EventType {
    EventType {
        name: row.name.clone(),
        family: row.family.clone().unwrap_or_default(),
        implies: Vec::new(),
        symmetric: row.symmetric,
        place_object: row.place_object,
        place_source: row.place_source,
        party_prepositions: row.party_prepositions.clone(),
        agent_prepositions: row.agent_prepositions.clone(),
        patient_prepositions: row.patient_prepositions.clone(),
        noun_of: row.noun_of,
        noun_possessor: row.noun_possessor,
        subject_is_patient: row.subject_is_patient,
        ergative: row.ergative,
        single_agent: row.single_agent,
        single_patient: row.single_patient,
        body_object: row.body_object,
        own_hand: row.own_hand,
        near: near_wordings(row),
        means: row.means.clone(),
        once: row.once,
        once_patient: row.once_patient,
    }
}

fn near_wordings(row: &EventRow) -> Vec<NearWording> {
    let views = [
        (&row.near, NearView::Same),
        (&row.transfer, NearView::Transfer),
        (&row.mirror, NearView::Mirror),
    ];
    let wordings = views
        .into_iter()
        .flat_map(|(wordings, view)| wordings.iter().map(move |wording| (wording, view)));
    wordings
        .map(|(wording, view)| {
            let (verb, rest) = wording.split_once(' ').unwrap_or((wording, ""));
            NearWording {
                verb: key(verb),
                last: rest
                    .rsplit(' ')
                    .next()
                    .filter(|word| !word.is_empty())
                    .map(key),
                view,
            }
        })
        .collect()
}
