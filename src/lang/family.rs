//! Families of event types: which of them are parts of one incident.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::{EventType, EventTypeId, events};
use crate::value::name::{WordKey, key};

/// What `families.toml` says.
#[derive(Debug)]
pub struct Families {
    incident: Vec<bool>,
    generic: Vec<bool>,
    aftermath: Vec<bool>,
    speech: Vec<bool>,
    force: Vec<bool>,
    law: Vec<bool>,
    response: Vec<WordKey>,
    care: Vec<WordKey>,
    carrying: Vec<WordKey>,
    listing: Vec<WordKey>,
    sequel: Vec<WordKey>,
    topical: Vec<WordKey>,
    stamps: Vec<WordKey>,
    day_labels: Vec<WordKey>,
    ageing: Vec<WordKey>,
    sought: Vec<WordKey>,
    partitive: Vec<WordKey>,
    near: Vec<WordKey>,
    beside: Vec<WordKey>,
    press: Vec<WordKey>,
    residents: Vec<WordKey>,
    site: Vec<WordKey>,
    relative: Vec<WordKey>,
    fate: Vec<WordKey>,
    announcing: Vec<bool>,
    undergone: Vec<(EventTypeId, EventTypeId)>,
    sites: Vec<(WordKey, usize)>,
    partaking: Vec<WordKey>,
    having: Vec<WordKey>,
    giving: Vec<WordKey>,
    lesser: Vec<WordKey>,
    several: Vec<WordKey>,
    pairs: Vec<(WordKey, usize)>,
    several_people: Vec<WordKey>,
    several_bodies: Vec<WordKey>,
    voted: Vec<WordKey>,
    legislatures: Vec<WordKey>,
    vote: Vec<bool>,
    people_endings: Vec<String>,
    short_titles: Vec<Vec<WordKey>>,
    trade: Vec<bool>,
    deal: Vec<WordKey>,
    worth: Vec<WordKey>,
    payment: Vec<WordKey>,
    motion: Vec<String>,
    place_pronouns: Vec<WordKey>,
    posts: Vec<WordKey>,
    hurt: Vec<bool>,
    elder: Vec<WordKey>,
    younger: Vec<WordKey>,
    broader: Vec<Vec<WordKey>>,
    seldom: Vec<bool>,
    seldom_undergone: Vec<bool>,
    repeated: Vec<bool>,
    occurrence: Vec<WordKey>,
    lasting: Vec<bool>,
    cause: Vec<bool>,
    widespread: Vec<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyFile {
    incident: Vec<String>,
    generic: Vec<String>,
    aftermath: Vec<String>,
    speech: Vec<String>,
    force: Vec<String>,
    law: Vec<String>,
    response: Vec<String>,
    care: Vec<String>,
    carrying: Vec<String>,
    listing: Vec<String>,
    sequel: Vec<String>,
    topical: Vec<String>,
    stamps: Vec<String>,
    #[serde(rename = "day-labels")]
    day_labels: Vec<String>,
    ageing: Vec<String>,
    sought: Vec<String>,
    partitive: Vec<String>,
    near: Vec<String>,
    beside: Vec<String>,
    press: Vec<String>,
    residents: Vec<String>,
    site: Vec<String>,
    relative: Vec<String>,
    fate: Vec<String>,
    announcing: Vec<String>,
    undergone: Vec<[String; 2]>,
    sites: Vec<Vec<String>>,
    partaking: Vec<String>,
    having: Vec<String>,
    giving: Vec<String>,
    lesser: Vec<String>,
    several: Vec<String>,
    pairs: Vec<(String, usize)>,
    #[serde(rename = "several-people")]
    several_people: Vec<String>,
    #[serde(rename = "several-bodies")]
    several_bodies: Vec<String>,
    voted: Vec<String>,
    legislatures: Vec<String>,
    vote: Vec<String>,
    #[serde(rename = "people-endings")]
    people_endings: Vec<String>,
    #[serde(rename = "short-titles")]
    short_titles: Vec<Vec<String>>,
    trade: Vec<String>,
    deal: Vec<String>,
    worth: Vec<String>,
    payment: Vec<String>,
    motion: Vec<String>,
    #[serde(rename = "place-pronouns")]
    place_pronouns: Vec<String>,
    posts: Vec<String>,
    hurt: Vec<String>,
    elder: Vec<String>,
    younger: Vec<String>,
    broader: Vec<Vec<String>>,
    seldom: Vec<String>,
    #[serde(rename = "seldom-undergone")]
    seldom_undergone: Vec<String>,
    repeated: Vec<String>,
    occurrence: Vec<String>,
    lasting: Vec<String>,
    cause: Vec<String>,
    widespread: Vec<String>,
}

/// The families of the English lexicon.
#[must_use]
pub fn families() -> &'static Families {
    static FAMILIES: OnceLock<Families> = OnceLock::new();
    FAMILIES.get_or_init(|| {
        let file: FamilyFile =
            toml::from_str(include_str!("en/families.toml")).expect("families.toml is valid");
        let by_family = |names: &[String]| {
            events()
                .types()
                .iter()
                .map(|kind| names.contains(&kind.family))
                .collect()
        };
        let by_name = |names: &[String]| {
            events()
                .types()
                .iter()
                .map(|kind| names.contains(&kind.name))
                .collect()
        };
        Families {
            incident: by_family(&file.incident),
            generic: by_name(&file.generic),
            aftermath: by_name(&file.aftermath),
            speech: by_family(&file.speech),
            force: by_name(&file.force),
            law: by_name(&file.law),
            response: keys(&file.response),
            care: keys(&file.care),
            carrying: keys(&file.carrying),
            listing: keys(&file.listing),
            sequel: keys(&file.sequel),
            topical: keys(&file.topical),
            stamps: keys(&file.stamps),
            day_labels: keys(&file.day_labels),
            ageing: keys(&file.ageing),
            sought: keys(&file.sought),
            partitive: keys(&file.partitive),
            near: keys(&file.near),
            beside: keys(&file.beside),
            press: keys(&file.press),
            residents: keys(&file.residents),
            site: keys(&file.site),
            relative: keys(&file.relative),
            fate: keys(&file.fate),
            announcing: by_name(&file.announcing),
            posts: keys(&file.posts),
            hurt: by_name(&file.hurt),
            elder: keys(&file.elder),
            younger: keys(&file.younger),
            broader: file
                .broader
                .iter()
                .map(|row| row.iter().map(|word| key(word)).collect())
                .collect(),
            undergone: file
                .undergone
                .iter()
                .filter_map(|[did, was]| Some((events().by_name(did)?, events().by_name(was)?)))
                .collect(),
            sites: file
                .sites
                .iter()
                .enumerate()
                .flat_map(|(kind, words)| words.iter().map(move |word| (key(word), kind)))
                .collect(),
            seldom: by_name(&file.seldom),
            seldom_undergone: by_name(&file.seldom_undergone),
            repeated: by_name(&file.repeated),
            occurrence: keys(&file.occurrence),
            lasting: by_name(&file.lasting),
            cause: by_name(&file.cause),
            widespread: by_name(&file.widespread),
            partaking: keys(&file.partaking),
            having: keys(&file.having),
            giving: keys(&file.giving),
            lesser: keys(&file.lesser),
            several: keys(&file.several),
            pairs: file
                .pairs
                .iter()
                .map(|(word, count)| (key(word), *count))
                .collect(),
            several_people: keys(&file.several_people),
            several_bodies: keys(&file.several_bodies),
            voted: keys(&file.voted),
            legislatures: keys(&file.legislatures),
            vote: by_name(&file.vote),
            people_endings: file.people_endings,
            short_titles: file
                .short_titles
                .iter()
                .map(|row| row.iter().map(|word| key(word)).collect())
                .collect(),
            trade: by_name(&file.trade),
            deal: keys(&file.deal),
            worth: keys(&file.worth),
            payment: keys(&file.payment),
            motion: file.motion,
            place_pronouns: keys(&file.place_pronouns),
        }
    })
}

fn keys(words: &[String]) -> Vec<WordKey> {
    let mut keys: Vec<WordKey> = words.iter().map(|word| key(word)).collect();
    keys.sort_unstable();
    keys
}

impl Families {
    /// Whether a verb only says that what its subject names happened: "an earthquake *struck*".
    #[must_use]
    pub fn is_occurrence(&self, lemma: WordKey) -> bool {
        self.occurrence.binary_search(&lemma).is_ok()
    }

    /// Whether the nouns of a type tell one happening from another: "the quake", "the crash".
    #[must_use]
    pub fn is_cause(&self, id: EventTypeId) -> bool {
        self.cause[usize::from(id.0)]
    }

    /// Whether what a type tells goes over many places: a storm, a flood.
    #[must_use]
    pub fn is_widespread(&self, id: EventTypeId) -> bool {
        self.widespread[usize::from(id.0)]
    }

    /// Whether events of a type go on for days after the disaster they belong to.
    #[must_use]
    pub fn is_lasting(&self, id: EventTypeId) -> bool {
        self.lasting[usize::from(id.0)]
    }

    /// Whether events of a type hardly befall one and the same twice within a year.
    #[must_use]
    pub fn is_seldom_undergone(&self, id: EventTypeId) -> bool {
        self.seldom_undergone[usize::from(id.0)]
    }

    /// Whether the verb or noun tells of those who came to an incident, called for help or found its
    /// victims: its day is the incident's.
    #[must_use]
    pub fn is_response(&self, lemma: WordKey) -> bool {
        self.response.binary_search(&lemma).is_ok()
    }

    /// Whether a verb tells of those who are treated: its place is that of the hospital.
    #[must_use]
    pub fn is_care(&self, lemma: WordKey) -> bool {
        self.care.binary_search(&lemma).is_ok()
    }

    /// Whether a verb brings the hurt to where they are treated.
    #[must_use]
    pub fn is_carrying(&self, lemma: WordKey) -> bool {
        self.carrying.binary_search(&lemma).is_ok()
    }

    /// Whether a word stands in the headline of a list of happenings: "other recent attacks:".
    #[must_use]
    pub fn is_listing(&self, word: WordKey) -> bool {
        self.listing.binary_search(&word).is_ok()
    }

    /// Whether a noun says only that somebody holds some post: he or she may be named with any other.
    #[must_use]
    pub fn is_post(&self, noun: WordKey) -> bool {
        self.posts.binary_search(&noun).is_ok()
    }

    /// Whether the type tells of somebody who was hurt and lived.
    #[must_use]
    pub fn is_hurt(&self, id: EventTypeId) -> bool {
        self.hurt[id.0 as usize]
    }

    /// Whether the word tells the older (`Some(true)`) or the younger (`Some(false)`) of two.
    #[must_use]
    pub fn seniority(&self, word: WordKey) -> Option<bool> {
        if self.elder.binary_search(&word).is_ok() {
            return Some(true);
        }
        self.younger.binary_search(&word).is_ok().then_some(false)
    }

    /// Whether a noun is a wider word for what another one names: "vehicle" for a tram.
    #[must_use]
    pub fn is_wider(&self, wide: WordKey, narrow: WordKey) -> bool {
        self.broader
            .iter()
            .any(|row| row[0] == wide && row[1..].contains(&narrow))
    }

    /// The wider words for what a noun names, each with the other nouns that it may stand for.
    pub fn wider(&self, narrow: WordKey) -> impl Iterator<Item = (WordKey, &[WordKey])> {
        self.broader
            .iter()
            .filter(move |row| row[1..].contains(&narrow))
            .map(|row| (row[0], &row[1..]))
    }

    /// Whether the word makes of a place one that is near it, or one where the hurt are brought.
    #[must_use]
    pub fn is_near(&self, word: WordKey) -> bool {
        self.near.binary_search(&word).is_ok()
    }

    /// Whether the word makes of a place one that somebody comes from, or the seat of a court.
    #[must_use]
    pub fn is_beside(&self, word: WordKey) -> bool {
        self.beside.binary_search(&word).is_ok()
    }

    /// Whether a noun makes of the place before it a paper or a broadcaster: "the Boston *Globe*".
    #[must_use]
    pub fn is_press(&self, word: WordKey) -> bool {
        self.press.binary_search(&word).is_ok()
    }

    /// Whether the noun stands for somebody who lives in the place before it.
    #[must_use]
    pub fn is_resident(&self, word: WordKey) -> bool {
        self.residents.binary_search(&word).is_ok()
    }

    /// Whether the noun stands for a house, a street or another spot in the place before it.
    #[must_use]
    pub fn is_site(&self, word: WordKey) -> bool {
        self.site.binary_search(&word).is_ok()
    }

    /// Whether the noun means somebody who mostly has the same surname.
    #[must_use]
    pub fn is_relative(&self, word: WordKey) -> bool {
        self.relative.binary_search(&word).is_ok()
    }

    /// Whether the verb or noun tells who was hurt or what became of them.
    #[must_use]
    pub fn is_fate(&self, lemma: WordKey) -> bool {
        self.fate.binary_search(&lemma).is_ok()
    }

    /// Whether the verb or noun tells what follows an incident on days of its own: statements,
    /// courts, mourning, publishing.
    #[must_use]
    pub fn is_sequel(&self, lemma: WordKey) -> bool {
        self.sequel.binary_search(&lemma).is_ok()
    }

    /// Whether a preposition leads to what a verb of a sequel names, not to when or how it was.
    #[must_use]
    pub fn is_topical(&self, preposition: WordKey) -> bool {
        self.topical.binary_search(&preposition).is_ok()
    }

    /// Whether a word stands before the day on which an article came out.
    #[must_use]
    pub fn is_stamp(&self, word: WordKey) -> bool {
        self.stamps.binary_search(&word).is_ok()
    }

    /// Whether a word opens a line that tells the day of what a report is about: "*Date*: May 3".
    #[must_use]
    pub fn is_day_label(&self, word: WordKey) -> bool {
        self.day_labels.binary_search(&word).is_ok()
    }

    /// Whether a verb before a number tells somebody's birthday: "*turns* 30 on Sunday".
    #[must_use]
    pub fn is_ageing(&self, lemma: WordKey) -> bool {
        self.ageing.binary_search(&lemma).is_ok()
    }

    /// Whether a noun names somebody for whom the law looks: "found the *suspect*".
    #[must_use]
    pub fn is_sought(&self, word: WordKey) -> bool {
        self.sought.binary_search(&word).is_ok()
    }

    /// Whether a preposition stands inside of what such a preposition leads to.
    #[must_use]
    pub fn is_partitive(&self, preposition: WordKey) -> bool {
        self.partitive.binary_search(&preposition).is_ok()
    }

    /// Whether mentions of the type in one article tend to be parts of one incident.
    #[must_use]
    pub fn is_incident(&self, id: EventTypeId) -> bool {
        self.incident[id.0 as usize]
    }

    /// Whether the type stands for any incident ("it happened").
    #[must_use]
    pub fn is_generic(&self, id: EventTypeId) -> bool {
        self.generic[id.0 as usize]
    }

    /// Whether one and the same does it again and again.
    #[must_use]
    pub fn is_repeated(&self, id: EventTypeId) -> bool {
        self.repeated[usize::from(id.0)]
    }

    /// Whether it hardly happens twice within a year to, or by, one and the same.
    #[must_use]
    pub fn is_seldom(&self, id: EventTypeId) -> bool {
        self.seldom[id.0 as usize]
    }

    /// Whether the type may come later than the incident it belongs to.
    #[must_use]
    pub fn is_aftermath(&self, id: EventTypeId) -> bool {
        self.aftermath[id.0 as usize]
    }

    /// Whether somebody does it to somebody: its subject is not the victim.
    #[must_use]
    pub fn is_force(&self, id: EventTypeId) -> bool {
        self.force[id.0 as usize]
    }

    /// Whether the law moves against somebody in it.
    #[must_use]
    pub fn is_law(&self, id: EventTypeId) -> bool {
        self.law[id.0 as usize]
    }

    /// Whether the type announces something: saying and announcing one thing are one event.
    #[must_use]
    pub fn is_announcing(&self, id: EventTypeId) -> bool {
        self.announcing[id.0 as usize]
    }

    /// The types that tell the same from the side of those to whom it was done.
    pub fn undergone(&self, id: EventTypeId) -> impl Iterator<Item = EventTypeId> + '_ {
        self.undergone
            .iter()
            .filter(move |(did, _)| *did == id)
            .map(|(_, was)| *was)
    }

    /// Whether a word can take up a place told just before.
    #[must_use]
    pub fn is_place_pronoun(&self, word: WordKey) -> bool {
        self.place_pronouns.binary_search(&word).is_ok()
    }

    /// Whether a type leads from one place to another.
    #[must_use]
    pub fn is_motion(&self, kind: &EventType) -> bool {
        self.motion.contains(&kind.family)
    }

    /// The kind of building or ground that a noun names, as an index: two of one kind with two names
    /// are two.
    #[must_use]
    pub fn site(&self, word: WordKey) -> Option<usize> {
        self.sites
            .iter()
            .find(|(site, _)| *site == word)
            .map(|(_, kind)| *kind)
    }

    /// Whether the verb tells that something had part in what was told before.
    #[must_use]
    pub fn is_partaking(&self, lemma: WordKey) -> bool {
        self.partaking.binary_search(&lemma).is_ok()
    }

    /// Whether the subject of a verb is the one who has what its object names: "celebrated a win".
    #[must_use]
    pub fn is_having(&self, lemma: WordKey) -> bool {
        self.having.binary_search(&lemma).is_ok()
    }

    /// Whether a verb gives what its object names to somebody told before it: "gave Acme a win".
    #[must_use]
    pub fn is_giving(&self, lemma: WordKey) -> bool {
        self.giving.binary_search(&lemma).is_ok()
    }

    /// Whether a word before a role tells that its bearer is not the one whom "the …" means:
    /// "*deputy* mayor", "*former* mayor".
    #[must_use]
    pub fn is_lesser(&self, word: WordKey) -> bool {
        self.lesser.binary_search(&word).is_ok()
    }

    /// Whether the adjective of a country behind "the" means its people, not one of them: "the French".
    #[must_use]
    pub fn is_people(&self, word: &str) -> bool {
        self.people_endings
            .iter()
            .any(|ending| word.ends_with(ending))
    }

    /// Whether a word alone stands for several told before: "they", "both".
    #[must_use]
    pub fn is_several(&self, word: WordKey) -> bool {
        self.several.binary_search(&word).is_ok()
    }

    /// How many a word takes up together: "both", "the *pair*", "the *two* women".
    #[must_use]
    pub fn pairs(&self, word: WordKey) -> Option<usize> {
        let known = self.pairs.iter().find(|(known, _)| *known == word);
        known.map(|(_, count)| *count)
    }

    /// Whether a plural noun stands for several told before: `true` of people, `false` of bodies.
    #[must_use]
    pub fn noun_of_several(&self, noun: WordKey) -> Option<bool> {
        if self.several_people.binary_search(&noun).is_ok() {
            return Some(true);
        }
        (self.several_bodies.binary_search(&noun).is_ok()).then_some(false)
    }

    /// Whether a noun is for those who pass laws: "house", "chamber".
    #[must_use]
    pub fn is_legislature(&self, noun: WordKey) -> bool {
        self.legislatures.binary_search(&noun).is_ok()
    }

    /// Whether a type is that of voting.
    #[must_use]
    pub fn is_vote(&self, id: EventTypeId) -> bool {
        self.vote[id.0 as usize]
    }

    /// Whether a verb behind "voted to" tells what the vote itself does: "voted to *override*".
    #[must_use]
    pub fn is_voted(&self, lemma: WordKey) -> bool {
        self.voted.binary_search(&lemma).is_ok()
    }

    /// The nouns by which somebody with an abbreviated title is called: "Sen." makes "the senator".
    #[must_use]
    pub fn nouns_of_title(&self, title: WordKey) -> &[WordKey] {
        let row = self.short_titles.iter().find(|row| row[0] == title);
        row.map_or(&[], |row| &row[1..])
    }

    /// Whether events of a type have a price.
    #[must_use]
    pub fn is_trade(&self, id: EventTypeId) -> bool {
        self.trade[usize::from(id.0)]
    }

    /// Whether a noun names a deal, which has a price: "a $30 million *agreement*".
    #[must_use]
    pub fn is_deal(&self, word: WordKey) -> bool {
        self.deal.binary_search(&word).is_ok()
    }

    /// Whether a word says that the sum behind it is a price: "a deal *worth* $30 million".
    #[must_use]
    pub fn is_worth(&self, word: WordKey) -> bool {
        self.worth.binary_search(&word).is_ok()
    }

    /// Whether the object of a verb is a price: "*pay* $30 million for the mill".
    #[must_use]
    pub fn is_payment(&self, lemma: WordKey) -> bool {
        self.payment.binary_search(&lemma).is_ok()
    }

    /// Whether the type is one of speech.
    #[must_use]
    pub fn is_speech(&self, id: EventTypeId) -> bool {
        self.speech[id.0 as usize]
    }

    /// Whether two types can be parts of one happening.
    #[must_use]
    pub fn is_kin(&self, a: EventTypeId, b: EventTypeId) -> bool {
        a == b
            || self.is_incident(a) && self.is_incident(b)
            || self.is_generic(a)
            || self.is_generic(b)
    }
}

#[cfg(test)]
mod tests {
    use super::FamilyFile;
    use crate::lang::events;

    #[test]
    fn every_family_and_type_named_is_there() {
        let file: FamilyFile = toml::from_str(include_str!("en/families.toml")).expect("valid");
        for family in file.incident.iter().chain(&file.speech) {
            assert!(
                events().types().iter().any(|kind| kind.family == *family),
                "{family}"
            );
        }
        for name in file
            .generic
            .iter()
            .chain(&file.aftermath)
            .chain(&file.force)
            .chain(&file.law)
            .chain(&file.seldom)
            .chain(&file.seldom_undergone)
            .chain(&file.repeated)
            .chain(&file.trade)
            .chain(&file.lasting)
            .chain(&file.cause)
            .chain(&file.widespread)
            .chain(&file.hurt)
        {
            assert!(
                events().types().iter().any(|kind| kind.name == *name),
                "{name}"
            );
        }
    }
}
