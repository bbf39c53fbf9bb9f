//! A telling written as a `[[claim]]`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::claims::{ClaimSet, Role};
use crate::draft::telling::{Telling, Told};
use crate::report::visible;
use crate::value::name::fold;
use crate::value::{Amount, Interval};

/// Words of an id.
const ID_WORDS: usize = 6;

/// Names of entities and ids of claims that are there already.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entities: BTreeMap<String, String>,
    ids: BTreeSet<String>,
}

impl Names {
    /// Those of a project. Only entities that some claim uses are known.
    #[must_use]
    pub fn of(claims: &ClaimSet) -> Self {
        let mut names = Self::default();
        for claim in &claims.claims {
            names.ids.insert(claim.id.clone());
            let parties = claim.participants.iter().flat_map(|party| &party.referents);
            for referent in parties.chain(&claim.place).chain(&claim.attributed_to) {
                for name in referent.entity.iter().flat_map(|_| &referent.names) {
                    let entity = referent.entity.clone().unwrap_or_default();
                    names.entities.entry(fold(name)).or_insert(entity);
                }
            }
        }
        names
    }

    fn entity(&self, name: &str) -> &str {
        self.entities.get(&fold(name)).map_or("", String::as_str)
    }

    /// An id that nobody has, and that is taken from now on.
    fn id(&mut self, words: &[&str]) -> String {
        let mut id = String::new();
        for word in words.iter().flat_map(|word| word.split_whitespace()) {
            let word: String = fold(word)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            if !word.is_empty() && id.split('-').count() < ID_WORDS + 1 {
                id.push_str(if id.is_empty() { "" } else { "-" });
                id.push_str(&word);
            }
        }
        if id.is_empty() {
            id.push_str("claim");
        }
        let mut free = id.clone();
        let mut n = 2;
        while !self.ids.insert(free.clone()) {
            free = format!("{id}-{n}");
            n += 1;
        }
        free
    }
}

/// A claim to be corrected by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// `key = value` with why it was guessed.
    lines: Vec<(String, Option<String>)>,
    /// What a person has to add.
    remarks: Vec<String>,
}

impl Draft {
    /// The claim that `text` makes, read as `telling`.
    #[must_use]
    pub fn new(telling: &Telling, text: &str, names: &mut Names) -> Self {
        let id = id(telling, names);
        let mut draft = Self {
            lines: vec![(format!("id = {}", string(&id)), None)],
            id,
            remarks: Vec::new(),
        };
        draft.line("text", &string(&one_line(text)), None);
        draft.line(
            "event",
            &string(&telling.event.value),
            Some(&telling.event.words),
        );
        draft.participants(telling, names);
        if let Some(place) = &telling.place {
            let value = named(names, &place.value);
            draft.line("place", &string(&value), Some(&place.words));
        }
        if let Some(date) = &telling.date
            && let Some(value) = edtf(date.value)
        {
            draft.line("date", &string(&value), Some(&date.words));
        }
        if let Some(words) = &telling.unanchored {
            draft.remarks.push(format!(
                "date: \"{}\" is not resolved without the day of publication",
                one_line(words)
            ));
        }
        if let Some(quantity) = &telling.quantity {
            let (amount, of) = &quantity.value;
            draft.line(
                "quantity",
                &quantity_table(*amount, of),
                Some(&quantity.words),
            );
        }
        if let Some(speaker) = &telling.said_by {
            let value = format!("[{}]", string(&named(names, speaker)));
            draft.line("attributed-to", &value, Some(speaker));
        }
        if telling.is_planned {
            let line = "modality = \"planned\"".to_owned();
            let why = "guessed: it is to happen".to_owned();
            draft.lines.push((line, Some(why)));
        }
        if telling.is_negative {
            let line = "polarity = \"negative\"".to_owned();
            let why = "guessed: it is denied".to_owned();
            draft.lines.push((line, Some(why)));
        }
        let until = "until you have read it: a draft never fails the gate".to_owned();
        draft
            .lines
            .push(("status = \"draft\"".to_owned(), Some(until)));
        draft.lack(telling);
        draft
    }

    fn line(&mut self, key: &str, value: &str, guessed_from: Option<&str>) {
        let guess = guessed_from.map(|words| format!("guessed from \"{}\"", one_line(words)));
        self.lines.push((format!("{key} = {value}"), guess));
    }

    fn participants(&mut self, telling: &Telling, names: &Names) {
        if telling.participants.is_empty() {
            return;
        }
        let mut values = Vec::new();
        let mut words = Vec::new();
        for Told {
            value: (name, role),
            words: from,
        } in &telling.participants
        {
            let name = string(&named(names, name));
            values.push(match role {
                Role::Any => name,
                Role::Agent => format!("{{ name = {name}, role = \"agent\" }}"),
                Role::Patient => format!("{{ name = {name}, role = \"patient\" }}"),
            });
            words.push(from.as_str());
        }
        let value = format!("[{}]", values.join(", "));
        self.line("participants", &value, Some(&words.join("\", \"")));
    }

    fn lack(&mut self, telling: &Telling) {
        if telling.participants.is_empty() {
            self.remarks.push(
                "participants: nobody is named; add them, or `about` with key terms".to_owned(),
            );
        }
        if telling.place.is_none() && telling.date.is_none() && telling.unanchored.is_none() {
            self.remarks
                .push("place, date: add one, or the event cannot be told from others".to_owned());
        }
    }

    /// As TOML, with comments for every guess.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut toml = String::from("[[claim]]\n");
        for (line, guess) in &self.lines {
            let _ = match guess {
                Some(guess) => writeln!(toml, "{line}  # {}", visible(guess)),
                None => writeln!(toml, "{line}"),
            };
        }
        for remark in &self.remarks {
            let _ = writeln!(toml, "# {}", visible(remark));
        }
        toml
    }
}

fn id(telling: &Telling, names: &mut Names) -> String {
    let mut words: Vec<&str> = Vec::new();
    for party in telling.participants.iter().take(2) {
        // A surname or the head of a name is enough.
        words.extend(party.value.0.split_whitespace().last());
    }
    words.push(&telling.event.value);
    words.extend(telling.place.as_ref().map(|place| place.value.as_str()));
    names.id(&words)
}

/// The id of the entity of this name, or the name itself.
fn named(names: &Names, name: &str) -> String {
    match names.entity(name) {
        "" => name.to_owned(),
        entity => entity.to_owned(),
    }
}

/// A day, month or year where the interval is one, else its ends (EDTF level 0); none for an open
/// one, which says too little.
fn edtf(interval: Interval) -> Option<String> {
    let first = interval.first;
    if first == Date::MIN || interval.last == Date::MAX {
        return None;
    }
    Some(if interval.is_day() {
        first.to_string()
    } else if Interval::month(first.year(), first.month()) == Some(interval) {
        first.strftime("%Y-%m").to_string()
    } else if Interval::year(first.year()) == Some(interval) {
        first.strftime("%Y").to_string()
    } else {
        format!("{first}/{}", interval.last)
    })
}

fn quantity_table(amount: Amount, of: &str) -> String {
    let mut parts = Vec::new();
    if amount.is_point() {
        parts.push(format!("value = {}", amount.min));
    } else {
        if amount.min.is_finite() {
            parts.push(format!("min = {}", amount.min));
        }
        if amount.max.is_finite() {
            parts.push(format!("max = {}", amount.max));
        }
    }
    parts.push(format!("of = {}", string(of)));
    if amount.approximate {
        parts.push("approximate = true".to_owned());
    }
    format!("{{ {} }}", parts.join(", "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A TOML string in which nothing hides: what is not seen is written as an escape.
fn string(text: &str) -> String {
    let mut toml = String::from("\"");
    for c in text.chars() {
        let mut bytes = [0; 4];
        let seen: &str = c.encode_utf8(&mut bytes);
        if c == '"' || c == '\\' {
            toml.push('\\');
            toml.push(c);
        } else if visible(seen) == seen {
            toml.push(c);
        } else {
            let _ = write!(toml, "\\U{:08X}", u32::from(c));
        }
    }
    toml.push('"');
    toml
}
