//! A TOML table read key by key, so that all its problems come out at once, each with its place.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::base::{Problem, Span, nearest};
use crate::corpus::published;
use crate::value::EdtfDate;

/// A value and where it stands in its file.
pub(crate) type Located<T> = (T, Span);

/// Parses TOML as far as it goes; what is broken becomes problems. `base` is the position of
/// `text` in its file.
pub(crate) fn parse<'i>(
    text: &'i str,
    file: &str,
    base: usize,
    problems: &mut Vec<Problem>,
) -> Spanned<DeTable<'i>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    problems.extend(errors.iter().map(|error| syntax_problem(error, file, base)));
    table
}

fn syntax_problem(error: &Error, file: &str, base: usize) -> Problem {
    let message = error.message().trim().replace('\n', ", ");
    let problem = Problem::error("bad-toml", message).file(file);
    match error.span() {
        Some(range) => problem.at(Span::new(
            base + range.start,
            base + range.end.max(range.start),
        )),
        None => problem,
    }
}

/// Takes values out of a table and remembers which keys it was asked for.
pub(crate) struct TableReader<'t, 'i> {
    table: &'t DeTable<'i>,
    file: &'t str,
    base: usize,
    asked: Vec<&'static str>,
    /// What was wrong so far.
    pub(crate) problems: Vec<Problem>,
}

impl<'t, 'i> TableReader<'t, 'i> {
    pub(crate) fn new(table: &'t DeTable<'i>, file: &'t str, base: usize) -> Self {
        Self {
            table,
            file,
            base,
            asked: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// A piece of text.
    pub(crate) fn string(&mut self, key: &'static str) -> Option<Located<String>> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.refuse_type(key, value, "a text in quotes");
            return None;
        };
        Some((text.to_owned(), self.span(value)))
    }

    /// A list of texts, or a single one.
    pub(crate) fn strings(&mut self, key: &'static str) -> Option<Vec<Located<String>>> {
        let value = self.value(key)?;
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), self.span(item))),
                None => self.refuse_type(key, item, "a list of texts"),
            }
        }
        Some(texts)
    }

    /// A date: text in EDTF, or a date of TOML itself.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<EdtfDate> {
        let value = self.value(key)?;
        let text: Cow<'_, str> = match value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            DeValue::Datetime(date) => Cow::Owned(date.to_string()),
            _ => {
                self.refuse_type(key, value, "a date such as \"2025-10-23\"");
                return None;
            }
        };
        match published::parse(&text) {
            Ok(date) => Some(date),
            Err(message) => {
                let problem = self.problem("bad-date", message, self.span(value));
                self.problems
                    .push(problem.help("write a date as YYYY-MM-DD, YYYY-MM or YYYY"));
                None
            }
        }
    }

    /// Where the value of a key stands; not a question that counts as asking for it.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.table.get(key).map(|value| self.span(value))
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.refuse_type(key, value, "`true` or `false`");
        }
        flag
    }

    /// `version = 1`, which may be left out.
    pub(crate) fn version(&mut self) {
        let Some(value) = self.value("version") else {
            return;
        };
        let is_known = value
            .get_ref()
            .as_integer()
            .is_some_and(|number| number.as_str() == "1");
        if !is_known {
            let message = "this `version` is not known here";
            let problem = self.problem("unknown-version", message, self.span(value));
            self.problems.push(problem.help("write `version = 1`"));
        }
    }

    /// A table, `[key]`.
    pub(crate) fn table(&mut self, key: &'static str) -> Option<Located<&'t DeTable<'i>>> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.refuse_type(key, value, "a table");
            return None;
        };
        Some((table, self.span(value)))
    }

    /// An array of tables, `[[key]]`.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<Located<&'t DeTable<'i>>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.refuse_type(key, value, "an array of tables, `[[…]]`");
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, self.span(item))),
                None => self.refuse_type(key, item, "a table"),
            }
        }
        tables
    }

    /// Notes a problem of this table at `span`.
    pub(crate) fn refuse(&mut self, code: &'static str, message: String, span: Span) {
        let problem = self.problem(code, message, span);
        self.problems.push(problem);
    }

    /// Every key that nobody asked for is a problem.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        for (key, meant) in self.strangers() {
            let problem = self.problem(
                "unknown-key",
                format!("unknown key `{}`", key.get_ref().escape_debug()),
                self.key_span(key),
            );
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys here are {}", listed(&self.asked)),
            };
            self.problems.push(problem.help(help));
        }
        self.problems
    }

    /// Keys of other programs are left alone; only a slip of one of ours is worth a warning.
    pub(crate) fn finish_leniently(mut self) -> Vec<Problem> {
        for (key, meant) in self.strangers() {
            let Some(meant) = meant else { continue };
            if strsim::osa_distance(key.get_ref(), meant) > 2 {
                continue;
            }
            let message = format!("key `{}` is not read", key.get_ref().escape_debug());
            let mut problem = self.problem("unknown-key", message, self.key_span(key));
            problem.severity = crate::base::Severity::Warning;
            self.problems
                .push(problem.help(format!("did you mean `{meant}`?")));
        }
        self.problems
    }

    fn strangers(&self) -> Vec<(&'t Spanned<Cow<'i, str>>, Option<&'static str>)> {
        self.table
            .keys()
            .filter(|key| !self.asked.contains(&key.get_ref().as_ref()))
            .map(|key| (key, nearest(key.get_ref(), self.asked.iter().copied())))
            .collect()
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn refuse_type(&mut self, key: &str, value: &Spanned<DeValue<'i>>, wanted: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` must be {wanted}, found {found}");
        self.refuse("wrong-type", message, self.span(value));
    }

    fn problem(&self, code: &'static str, message: impl Into<String>, span: Span) -> Problem {
        Problem::error(code, message).file(self.file).at(span)
    }

    fn span<T>(&self, value: &Spanned<T>) -> Span {
        let range = value.span();
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn key_span(&self, key: &Spanned<Cow<'i, str>>) -> Span {
        self.span(key)
    }
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}
