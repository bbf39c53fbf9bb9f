//! Front matter of Markdown: TOML between `+++` lines, or plain `key: value` lines between `---`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::{LineIndex, Problem, Severity, Span, nearest};
use crate::corpus::fields::{Fields, KEYS};
use crate::corpus::origin::Origin;
use crate::corpus::{published, toml_table};

/// The fields of the front matter that opens `text` at `start`, and where the article goes on.
/// What is wrong in it becomes warnings; the article itself stays readable.
pub(super) fn read(
    text: &str,
    start: usize,
    file: &str,
    problems: &mut Vec<Problem>,
) -> (Fields, usize) {
    let none = (Fields::default(), start);
    let Some((first, rest)) = line_at(text, start) else {
        return none;
    };
    let fence = text[first].trim_end();
    if fence != "+++" && fence != "---" {
        return none;
    }
    let Some((block, end)) = closed_block(text, rest, fence) else {
        if fence == "+++" {
            let message = "the front matter opened by `+++` is never closed";
            problems.push(
                Problem::warning("bad-front-matter", message)
                    .file(file)
                    .at(Span::new(start, start + fence.len()))
                    .help("add a line `+++` behind it"),
            );
        }
        return none;
    };
    let mut found = Vec::new();
    let mut fields = if fence == "+++" {
        let table = toml_table::parse(&text[block.clone()], file, block.start, &mut found);
        Fields::of_front_matter(table.get_ref(), file, block.start, &mut found)
    } else if is_keyed(&text[block.clone()]) {
        plain_fields(text, block, file, &mut found)
    } else {
        return none;
    };
    problems.extend(found.into_iter().map(as_warning));
    let lines = LineIndex::new(&text[..end]);
    fields.locate(
        |at| lines.line_column(text, at).0,
        |line| Origin::FrontMatter { line },
    );
    (fields, end)
}

fn as_warning(mut problem: Problem) -> Problem {
    problem.severity = Severity::Warning;
    if problem.code == "bad-toml" {
        problem.code = "bad-front-matter";
    }
    problem
}

/// The line that starts at `start`, without its end, and where the next one starts.
fn line_at(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    if start >= text.len() {
        return None;
    }
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    Some((start..end, (end + 1).min(text.len())))
}

/// The lines up to the closing fence, and where the text goes on behind it.
fn closed_block(text: &str, start: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let mut at = start;
    while let Some((line, next)) = line_at(text, at) {
        let trimmed = text[line].trim_end();
        if trimmed == fence || (fence == "---" && trimmed == "...") {
            return Some((start..at, next));
        }
        at = next;
    }
    None
}

/// Whether a `---` block opens with `key:`; else its first line was a rule across the page.
fn is_keyed(block: &str) -> bool {
    let first = block
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| split_key(line).is_some())
}

fn split_key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value))
}

/// A `key: value` line with the `- value` lines below it.
struct Entry<'t> {
    key: &'t str,
    values: Vec<String>,
    line: Range<usize>,
}

/// The entries of a block; a value may be quoted, `[a, b]`, or `- a` lines below.
fn entries(text: &str, block: Range<usize>) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut is_list = false;
    let mut at = block.start;
    while at < block.end
        && let Some((line, next)) = line_at(text, at)
    {
        at = next;
        let whole = text[line.clone()].trim_end();
        if let Some(item) = whole.trim_start().strip_prefix("- ") {
            if let Some(entry) = entries.last_mut().filter(|_| is_list) {
                entry.values.push(unquoted(item));
            }
        } else if let Some((key, value)) = split_key(whole) {
            let values = values_of(value);
            is_list = values.is_empty();
            entries.push(Entry { key, values, line });
        }
    }
    entries
}

/// Our keys among the entries; of one that is there twice, the first counts.
fn plain_fields(
    text: &str,
    block: Range<usize>,
    file: &str,
    problems: &mut Vec<Problem>,
) -> Fields {
    let mut fields = Fields::default();
    let mut seen = BTreeSet::new();
    for entry in entries(text, block) {
        if !seen.insert(entry.key) {
            continue;
        }
        if let Some(key) = KEYS.into_iter().find(|key| *key == entry.key) {
            let span = Span::new(entry.line.start, entry.line.end);
            fields.spans.push((key, span));
            set(&mut fields, entry, file, problems);
        } else {
            problems.extend(slip(&entry, file));
        }
    }
    let spans = std::mem::take(&mut fields.spans);
    fields.spans = spans.into_iter().filter(|own| fields.has(own.0)).collect();
    fields
}

/// A warning if the key is one of ours misspelt; those of other programs are left alone.
fn slip(entry: &Entry<'_>, file: &str) -> Option<Problem> {
    let meant = nearest(entry.key, KEYS)?;
    (strsim::osa_distance(entry.key, meant) <= 2).then(|| {
        Problem::warning("unknown-key", format!("key `{}` is not read", entry.key))
            .file(file)
            .at(Span::new(entry.line.start, entry.line.end))
            .help(format!("did you mean `{meant}`?"))
    })
}

fn values_of(value: &str) -> Vec<String> {
    let value = value.trim();
    let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    let values: Vec<String> = match list {
        Some(list) => list.split(',').map(unquoted).collect(),
        None => vec![unquoted(value)],
    };
    values.into_iter().filter(|v| !v.is_empty()).collect()
}

/// A value without its quotation marks, or without the comment behind it.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some(end) = inner.find(quote)
        {
            return inner[..end].to_owned();
        }
    }
    let value = if value.starts_with('#') { "" } else { value };
    value.split(" #").next().unwrap_or("").trim().to_owned()
}

fn set(fields: &mut Fields, entry: Entry<'_>, file: &str, problems: &mut Vec<Problem>) {
    let span = Span::new(entry.line.start, entry.line.end);
    let value = entry.values.join(", ");
    if value.is_empty() {
        return;
    }
    let meta = &mut fields.meta;
    match entry.key {
        "id" => fields.id = Some((value, span)),
        "title" => fields.title = Some(value),
        "publisher" => meta.publisher = Some(value),
        "author" => meta.author = Some(value),
        "url" => meta.url = Some(value),
        "language" => meta.language = Some(value),
        "dateline" => meta.dateline = Some(value),
        "based-on" => meta.based_on = Some(value),
        "groups" => meta.groups = entry.values,
        date => match published::parse(&value) {
            Ok(day) if date == "published" => meta.published = Some(day),
            Ok(day) if date == "modified" => meta.modified = Some(day),
            Ok(day) => meta.retrieved = Some(day),
            Err(message) => problems.push(
                Problem::warning("bad-date", message)
                    .file(file)
                    .at(span)
                    .help("write a date as YYYY-MM-DD"),
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::corpus::fields::Fields;

    #[track_caller]
    fn check(text: &str, body: &str) -> (Fields, Vec<String>) {
        let mut problems = Vec::new();
        let (fields, end) = read(text, 0, "x.md", &mut problems);
        assert_eq!(&text[end..], body);
        assert!(problems.iter().all(|problem| !problem.is_error()));
        (fields, problems.into_iter().map(|p| p.message).collect())
    }

    #[test]
    fn toml_between_plus_signs() {
        let text = "+++\ntitle = \"Talks\"\npublished = 2025-10-24\ndraft = true\n+++\nBody.\n";
        let (fields, problems) = check(text, "Body.\n");
        assert_eq!(fields.title.as_deref(), Some("Talks"));
        assert!(fields.meta.published.is_some());
        assert!(
            problems.is_empty(),
            "keys of other programs are fine: {problems:?}"
        );
    }

    #[test]
    fn plain_lines_between_dashes_with_crlf() {
        let text = "---\r\ntitle: \"A: B\" # note\r\npublished: 2025-10-24T10:00:00Z\r\nauthor:\r\n  - Ann Lee\r\n  - Bo Ray\r\ngroups: [north, 'south']\r\n---\r\nBody";
        let (fields, problems) = check(text, "Body");
        assert_eq!(fields.title.as_deref(), Some("A: B"));
        assert_eq!(fields.meta.author.as_deref(), Some("Ann Lee, Bo Ray"));
        assert_eq!(fields.meta.groups, ["north", "south"]);
        assert!(fields.meta.published.is_some());
        assert!(problems.is_empty());
    }

    #[test]
    fn a_rule_across_the_page_is_no_front_matter() {
        let text = "---\nA line of prose: with a colon.\n---\nMore";
        check(text, text);
        check("---\ntitle: never closed\n", "---\ntitle: never closed\n");
        check("--- \n---\nBody", "Body");
    }

    #[test]
    fn slips_and_broken_toml_are_warned_of() {
        let (_, problems) = check("+++\npublishd = \"2025\"\n+++\n", "");
        assert_eq!(problems, ["key `publishd` is not read"]);
        let (_, problems) = check("+++\ntitle = \n+++\nBody", "Body");
        assert_eq!(problems.len(), 1);
        let (_, problems) = check("---\npublished: Thursday\n---\n", "");
        assert_eq!(problems, ["`Thursday` is not a date"]);
        let (fields, _) = check("---\ntitle: One\ntitle: Two\n---\n", "");
        assert_eq!(fields.title.as_deref(), Some("One"));
        let (_, problems) = check("+++\ntitle = 1\nopen", "+++\ntitle = 1\nopen");
        assert_eq!(problems.len(), 1);
    }
}
