//! JSONL: one article a line.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read as _};

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};

use crate::base::{Problem, Span};
use crate::corpus::decode::{self, MAX_BYTES};
use crate::corpus::fields::{Fields, id_fault, nowhere};
use crate::corpus::{Article, SourceMeta, published};
use crate::value::EdtfDate;

/// Bytes read before they are parsed together: enough to keep all cores at work, little enough to
/// hold twice.
const BATCH_BYTES: usize = 16 << 20;

/// An article and the id and fields that its line gives it.
pub(super) type Row = (Article, Fields);

/// Reads all lines; a bad one becomes a problem and the others are read still.
pub(super) fn read(mut reader: impl BufRead, shown: &str, problems: &mut Vec<Problem>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut place = Place { line: 1, offset: 0 };
    loop {
        let batch = match read_batch(&mut reader, &mut place, shown, problems) {
            Ok(batch) => batch,
            Err(error) => {
                problems.push(decode::io_problem(&error, shown));
                return rows;
            }
        };
        if batch.lines.is_empty() {
            return rows;
        }
        if batch.lines[0].0.line == 1
            && let Some(problem) = decode::utf16_problem(&batch.bytes, shown)
        {
            problems.push(problem);
            return rows;
        }
        let parsed: Vec<_> = batch
            .lines
            .par_iter()
            .map(|(place, range)| parse_line(&batch.bytes[range.clone()], *place, shown))
            .collect();
        for (row, found) in parsed {
            rows.extend(row);
            problems.extend(found);
        }
    }
}

/// Where a line stands in its file.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    offset: usize,
}

struct Batch {
    bytes: Vec<u8>,
    lines: Vec<(Place, std::ops::Range<usize>)>,
}

fn read_batch(
    reader: &mut impl BufRead,
    place: &mut Place,
    shown: &str,
    problems: &mut Vec<Problem>,
) -> io::Result<Batch> {
    let mut batch = Batch {
        bytes: Vec::new(),
        lines: Vec::new(),
    };
    while batch.bytes.len() < BATCH_BYTES {
        let start = batch.bytes.len();
        let limit = MAX_BYTES as u64 + 1;
        let mut taken = reader
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut batch.bytes)?;
        if taken == 0 {
            break;
        }
        if taken > MAX_BYTES && batch.bytes.last() != Some(&b'\n') {
            problems.push(decode::too_large(&format!("line {}", place.line), shown));
            batch.bytes.truncate(start);
            taken += skip_line(reader)?;
        } else {
            batch.lines.push((*place, start..batch.bytes.len()));
        }
        place.line += 1;
        place.offset += taken;
    }
    Ok(batch)
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<usize> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(length);
        skipped += length;
        if end.is_some() || length == 0 {
            return Ok(skipped);
        }
    }
}

/// The fields of a line that we know; others are the corpus's own affair.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Texts<'a>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    title: Texts<'a>,
    #[serde(borrow, default)]
    published: Texts<'a>,
    #[serde(borrow, default)]
    publisher: Texts<'a>,
    #[serde(borrow, default)]
    author: Texts<'a>,
    #[serde(borrow, default)]
    url: Texts<'a>,
    #[serde(borrow, default)]
    language: Texts<'a>,
    #[serde(borrow, default)]
    modified: Texts<'a>,
    #[serde(borrow, default)]
    retrieved: Texts<'a>,
    #[serde(borrow, default)]
    dateline: Texts<'a>,
    #[serde(borrow, default, rename = "based-on", alias = "based_on")]
    based_on: Texts<'a>,
    #[serde(borrow, default)]
    groups: Texts<'a>,
}

fn parse_line(bytes: &[u8], place: Place, shown: &str) -> (Option<Row>, Vec<Problem>) {
    let mut problems = Vec::new();
    let article = match read_line(bytes, place, shown, &mut problems) {
        Ok(article) => article,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    (article, problems)
}

fn read_line(
    bytes: &[u8],
    place: Place,
    shown: &str,
    problems: &mut Vec<Problem>,
) -> Result<Option<Row>, Problem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| decode::not_utf8(place.offset + error.valid_up_to(), place.line, shown))?;
    let (text, skipped) = match text.strip_prefix(decode::BOM) {
        Some(rest) if place.line == 1 => (rest, decode::BOM.len()),
        _ => (text, 0),
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    let problem_at = |code, message: String, at: usize, length: usize| {
        let start = place.offset + skipped + at.min(text.len());
        let message = format!("line {}: {message}", place.line);
        let problem = Problem::warning(code, message).file(shown);
        // Behind 4 GiB there is no span; the line number is in the message.
        match u32::try_from(start + length) {
            Ok(_) => problem.at(Span::new(start, start + length)),
            Err(_) => problem,
        }
    };
    let line: Line<'_> = serde_json::from_str(text).map_err(|error| {
        let at = floor_boundary(text, error.column().saturating_sub(1));
        problem_at("bad-json-line", json_message(&error), at, 0)
            .help("a line is one JSON object with at least `id` and `text`")
    })?;
    let id = line.id.joined().unwrap_or_default();
    if let Some(fault) = id_fault(&id) {
        let message = format!("the id `{}` {fault}", id.escape_debug());
        return Err(problem_at("bad-id", message, 0, 0));
    }
    if line.text.trim().is_empty() {
        let message = format!("article `{id}` is empty");
        return Err(problem_at("empty-article", message, 0, 0));
    }
    let mut date = |texts: &Texts<'_>| -> Option<EdtfDate> {
        let value = texts.joined()?;
        match published::parse(&value) {
            Ok(date) => Some(date),
            Err(message) => {
                let (at, length) = texts.place_in(text).unwrap_or((0, 0));
                problems.push(problem_at("bad-date", message, at, length));
                None
            }
        }
    };
    let meta = SourceMeta {
        published: date(&line.published),
        modified: date(&line.modified),
        retrieved: date(&line.retrieved),
        publisher: line.publisher.joined(),
        author: line.author.joined(),
        url: line.url.joined(),
        language: line.language.joined(),
        dateline: line.dateline.joined(),
        based_on: line.based_on.joined(),
        groups: line.groups.0.iter().map(ToString::to_string).collect(),
    };
    let fields = Fields {
        id: Some(nowhere(id)),
        title: line.title.joined(),
        meta,
        ..Fields::default()
    };
    let article = Article {
        path: shown.to_owned(),
        line: Some(place.line),
        text: line.text.into_owned(),
        ..Article::default()
    };
    Ok(Some((article, fields)))
}

/// The message of `serde_json` without the place, which we give ourselves.
fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// A field that is a text in most corpora and in some a list, a number or `null`.
#[derive(Default)]
struct Texts<'a>(Vec<Cow<'a, str>>);

impl Texts<'_> {
    fn joined(&self) -> Option<String> {
        let joined = self.0.join(", ");
        (!joined.trim().is_empty()).then_some(joined)
    }

    /// Where a single borrowed value stands in the line it was borrowed from.
    fn place_in(&self, line: &str) -> Option<(usize, usize)> {
        let [Cow::Borrowed(value)] = self.0.as_slice() else {
            return None;
        };
        let at = (value.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
        Some((at, value.len()))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Texts<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor).map(Texts)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Vec<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list of texts, a number or null")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(vec![Cow::Borrowed(text)])
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(vec![Cow::Owned(text.to_owned())])
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(vec![Cow::Owned(number.to_string())])
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(vec![Cow::Owned(number.to_string())])
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(mut item) = items.next_element::<Texts<'de>>()? {
            if item.0.len() > 1 {
                return Err(A::Error::custom("a list in a list"));
            }
            texts.append(&mut item.0);
        }
        Ok(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn bad_lines_are_reported_and_the_others_read() {
        let lines = concat!(
            "\u{feff}{\"id\":\"a\",\"text\":\"Say \\\"hi\\\".\",\"extra\":[1]}\r\n",
            "\n",
            "{\"id\":\"b\"}\n",
            "{\"id\":7,\"text\":\"Seven.\",\"author\":[\"Ann\",\"Bo\"],\"url\":null}\n",
            "not json\n",
            "{\"id\":\"c\",\"text\":\"See.\",\"published\":\"soon\"}",
        );
        let mut problems = Vec::new();
        let rows = read(lines.as_bytes(), "x.jsonl", &mut problems);
        let found: Vec<_> = rows
            .iter()
            .map(|(article, fields)| {
                let id = fields.id.as_ref().expect("an id").0.as_str();
                (id, article.line, article.text.as_str())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("a", Some(1), "Say \"hi\"."),
                ("7", Some(4), "Seven."),
                ("c", Some(6), "See."),
            ]
        );
        assert_eq!(rows[1].1.meta.author.as_deref(), Some("Ann, Bo"));
        let messages: Vec<_> = problems
            .iter()
            .map(|p| (p.message.as_str(), p.span.map(|s| s.slice(lines))))
            .collect();
        assert_eq!(messages[0], ("line 3: missing field `text`", Some("")));
        assert!(messages[1].0.starts_with("line 5: expected"));
        assert_eq!(messages[2], ("line 6: `soon` is not a date", Some("soon")));
    }

    #[test]
    fn hostile_lines() {
        let deep = "[".repeat(100_000);
        let lines = format!(
            "{{\"id\":\"\\u001b[31m\",\"text\":\"x\"}}\n{{\"id\":{deep}\n{{\"id\":\"e\",\"text\":\" \"}}\n"
        );
        let mut problems = Vec::new();
        assert!(read(lines.as_bytes(), "x.jsonl", &mut problems).is_empty());
        let codes: Vec<_> = problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, ["bad-id", "bad-json-line", "empty-article"]);
        assert!(!problems[0].message.contains('\u{1b}'));
        let mut problems = Vec::new();
        assert!(read(&b"{\"id\":\"\xff\"}"[..], "x.jsonl", &mut problems).is_empty());
        assert_eq!(problems[0].code, "not-utf-8");
    }
}
