//! Reads the fields of a TOML table one by one and notes every problem, where a derived reader
//! would stop at the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::base::{Problem, Span};
use crate::claims::policy::Policy;
use crate::claims::problems;
use crate::value::EdtfDate;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located<T> {
    pub value: T,
    pub span: Span,
}

/// A kind of table and the keys it may have.
pub(super) struct Keys {
    /// As a message calls it.
    pub name: &'static str,
    pub keys: &'static [&'static str],
}

pub(super) static FILE: Keys = Keys {
    name: "the claim file",
    keys: &[
        "version",
        "defaults",
        "entity",
        "claim",
        "suppress",
        "known-gap",
    ],
};
pub(super) static DEFAULTS: Keys = Keys {
    name: "`[defaults]`",
    keys: &["severity", "error-if", "warn-if", "status", "tags"],
};
pub(super) static ENTITY: Keys = Keys {
    name: "`[entity.*]`",
    keys: &["kind", "names", "part-of", "members", "notes"],
};
pub(super) static CLAIM: Keys = Keys {
    name: "`[[claim]]`",
    keys: &[
        "id",
        "text",
        "event",
        "triggers",
        "participants",
        "place",
        "date",
        "quantity",
        "about",
        "attributed-to",
        "modality",
        "polarity",
        "severity",
        "error-if",
        "warn-if",
        "status",
        "tags",
        "notes",
        "references",
        "expect",
    ],
};
pub(super) static PARTICIPANT: Keys = Keys {
    name: "a participant",
    keys: &["name", "role", "or"],
};
pub(super) static QUANTITY: Keys = Keys {
    name: "`quantity`",
    keys: &["value", "of", "approximate", "min", "max"],
};
pub(super) static EXPECT: Keys = Keys {
    name: "`[claim.expect]`",
    keys: &["supports", "contradicts", "omits", "mixed"],
};
pub(super) static SUPPRESS: Keys = Keys {
    name: "`[[suppress]]`",
    keys: &["claim", "source", "reason", "verdict", "expires", "by"],
};
pub(super) static KNOWN_GAP: Keys = Keys {
    name: "`[[known-gap]]`",
    keys: &["claim", "source", "reason"],
};

/// Every kind of table, for "belongs in".
pub(super) static KINDS: [&Keys; 9] = [
    &FILE,
    &DEFAULTS,
    &ENTITY,
    &CLAIM,
    &PARTICIPANT,
    &QUANTITY,
    &EXPECT,
    &SUPPRESS,
    &KNOWN_GAP,
];

/// The text of a file and what was found wrong with it so far.
pub(super) struct Log<'t> {
    pub text: &'t str,
    pub problems: Vec<Problem>,
}

impl Log<'_> {
    pub(super) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A range of the parser as a span: inside the text and on character boundaries.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::nearest(self.text, range)
    }

    /// The place of `inner` (bytes of a string's value) in the file; the whole string where
    /// escapes stand between the two.
    fn inside(&self, whole: Span, value: &str, inner: Span) -> Span {
        let written = &self.text[whole.range()];
        let is_plain = written.len() == value.len() + 2 && &written[1..=value.len()] == value;
        match is_plain {
            true => {
                let start = whole.start() + 1;
                Span::new(start + inner.start(), start + inner.end())
            }
            false => whole,
        }
    }
}

/// A table that is being read.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    entries: &'t DeTable<'t>,
    kind: &'static Keys,
    /// Its header, or the whole of an inline table.
    pub span: Span,
}

impl<'t> Table<'t> {
    /// Takes a table in hand and reports the keys it must not have.
    pub(super) fn open(
        entries: &'t DeTable<'t>,
        kind: &'static Keys,
        span: Span,
        log: &mut Log,
    ) -> Self {
        for key in entries.keys() {
            if !kind.keys.contains(&key.get_ref().as_ref()) {
                let at = log.span(key.span());
                log.push(problems::unknown_key(key.get_ref(), kind, at));
            }
        }
        Self {
            entries,
            kind,
            span,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        debug_assert!(self.kind.keys.contains(&key), "{key} is a known key");
        self.entries.get(key)
    }

    /// Whether this kind of table may have the key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.kind.keys.contains(&key)
    }

    pub(super) fn string(&self, key: &str, log: &mut Log) -> Option<Located<String>> {
        string(key, self.get(key)?, log)
    }

    pub(super) fn required_string(&self, key: &str, log: &mut Log) -> Option<Located<String>> {
        if self.get(key).is_none() {
            log.push(problems::missing_key(key, self.kind, self.span));
        }
        self.string(key, log)
    }

    /// A list of strings; empty if the key is missing.
    pub(super) fn strings(&self, key: &str, log: &mut Log) -> Vec<Located<String>> {
        let mut found = Vec::new();
        for item in self.list(key, "a list of strings", log) {
            found.extend(string(key, item, log));
        }
        found
    }

    /// The same, but a list that is there must not be empty.
    pub(super) fn some_strings(&self, key: &str, log: &mut Log) -> Vec<Located<String>> {
        self.refuse_empty_list(key, log);
        self.strings(key, log)
    }

    pub(super) fn refuse_empty_list(&self, key: &str, log: &mut Log) {
        if let Some(value) = self.get(key)
            && value.get_ref().as_array().is_some_and(|a| a.is_empty())
        {
            let at = log.span(value.span());
            log.push(problems::empty_list(key, at));
        }
    }

    /// The items of a list; none if the key is missing or no list.
    pub(super) fn list(
        &self,
        key: &str,
        expected: &str,
        log: &mut Log,
    ) -> &'t [Spanned<DeValue<'t>>] {
        let Some(value) = self.get(key) else {
            return &[];
        };
        if let Some(array) = value.get_ref().as_array() {
            return array;
        }
        let at = log.span(value.span());
        let mut problem = problems::wrong_type(key, expected, value.get_ref().type_str(), at);
        if value.get_ref().is_str() {
            problem = problem.help(format!("write `{key} = [{}]`", &log.text[at.range()]));
        }
        log.push(problem);
        &[]
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        known: &[(&str, T)],
        log: &mut Log,
    ) -> Option<T> {
        let written = self.string(key, log)?;
        let found = known.iter().find(|(word, _)| *word == written.value);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            log.push(problems::unknown_value(
                key,
                &written.value,
                &words,
                written.span,
            ));
        }
        found.map(|(_, value)| *value)
    }

    pub(super) fn boolean(&self, key: &str, log: &mut Log) -> Option<bool> {
        let value = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let at = log.span(value.span());
            let kind = value.get_ref().type_str();
            log.push(problems::wrong_type(key, "`true` or `false`", kind, at));
        }
        found
    }

    pub(super) fn number(&self, key: &str, log: &mut Log) -> Option<f64> {
        number(key, self.get(key)?, log)
    }

    /// EDTF in quotes, or a native TOML date.
    pub(super) fn date(&self, key: &str, log: &mut Log) -> Option<EdtfDate> {
        let value = self.get(key)?;
        let span = log.span(value.span());
        let text = match value.get_ref() {
            DeValue::Datetime(date) => {
                let written = &log.text[span.range()];
                if date.date.is_none() {
                    log.push(problems::no_day_in_date(written, span));
                    return None;
                }
                written.to_owned()
            }
            DeValue::String(text) => text.trim().to_owned(),
            other => {
                let expected = "a date such as `2025-10-23` or \"2025-10\"";
                let mut problem = problems::wrong_type(key, expected, other.type_str(), span);
                if other.is_integer() {
                    problem =
                        problem.help(format!("write `{key} = \"{}\"`", &log.text[span.range()]));
                }
                log.push(problem);
                return None;
            }
        };
        EdtfDate::parse(&text)
            .map_err(|error| log.push(problems::bad_date(&error, &text, span)))
            .ok()
    }

    pub(super) fn policy(&self, key: &str, log: &mut Log) -> Option<Policy> {
        let value = self.get(key)?;
        let text = string(key, value, log)?;
        Policy::parse(&text.value)
            .map_err(|error| {
                let span = log.inside(text.span, &text.value, error.span);
                log.push(problems::bad_policy(key, &error, &text.value, span));
            })
            .ok()
    }

    /// A table inside this one.
    pub(super) fn table(&self, key: &str, kind: &'static Keys, log: &mut Log) -> Option<Table<'t>> {
        let value = self.get(key)?;
        let span = log.span(value.span());
        match value.get_ref() {
            DeValue::Table(entries) => Some(Table::open(entries, kind, span, log)),
            other => {
                let help = format!("write {}", kind.name);
                log.push(problems::wrong_type(key, "a table", other.type_str(), span).help(help));
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables(&self, key: &str, kind: &'static Keys, log: &mut Log) -> Vec<Table<'t>> {
        let is_single = self.get(key).is_some_and(|v| v.get_ref().is_table());
        if let Some(value) = self.get(key).filter(|_| is_single) {
            let at = log.span(value.span());
            let help = format!("write {} with two brackets on each side", kind.name);
            log.push(problems::wrong_type(key, "a list of tables", "table", at).help(help));
            return Vec::new();
        }
        let mut tables = Vec::new();
        for item in self.list(key, "a list of tables", log) {
            let span = log.span(item.span());
            match item.get_ref() {
                DeValue::Table(entries) => tables.push(Table::open(entries, kind, span, log)),
                other => log.push(problems::wrong_type(key, "a table", other.type_str(), span)),
            }
        }
        tables
    }
}

/// A string that is not blank.
pub(super) fn string(
    key: &str,
    value: &Spanned<DeValue>,
    log: &mut Log,
) -> Option<Located<String>> {
    let span = log.span(value.span());
    match value.get_ref().as_str() {
        Some(text) if text.trim().is_empty() => {
            log.push(problems::empty_string(key, span));
            None
        }
        Some(text) => Some(Located {
            value: text.to_owned(),
            span,
        }),
        None => {
            let kind = value.get_ref().type_str();
            log.push(problems::wrong_type(key, "a string", kind, span));
            None
        }
    }
}

/// A finite number, whole or not.
pub(super) fn number(key: &str, value: &Spanned<DeValue>, log: &mut Log) -> Option<f64> {
    let span = log.span(value.span());
    let number = match value.get_ref() {
        DeValue::Integer(integer) => whole(integer),
        DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
        other => {
            let mut problem = problems::wrong_type(key, "a number", other.type_str(), span);
            if let Some(text) = other.as_str().filter(|t| t.parse::<f64>().is_ok()) {
                problem = problem.help(format!("write `{key} = {text}` without quotes"));
            }
            log.push(problem);
            return None;
        }
    };
    let finite = number.filter(|n| n.is_finite());
    if finite.is_none() {
        log.push(problems::not_a_number(key, span));
    }
    finite
}

/// TOML asks for 64 bits; a double holds counts up to 2⁵³ exactly.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts above 2⁵³ need no last digit"
)]
fn whole(integer: &DeInteger) -> Option<f64> {
    i64::from_str_radix(integer.as_str(), integer.radix())
        .ok()
        .map(|n| n as f64)
}
