//! `sources ls`: a line for each source.

use std::io;

use corroborate::corpus::{Article, Traced};
use corroborate::report::{json, visible};
use serde::Serialize;

use crate::cli::check::width;
use crate::cli::sources::{Format, ListArgs, SCHEMA, place};
use crate::cli::{Console, Exit};

/// Cells longer than this are cut.
const LONGEST: usize = 32;
/// The same where lines would not fit the terminal.
const LONGEST_IN_NEED: usize = 14;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    sources: Vec<Row<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Row<'a> {
    id: &'a str,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    based_on: Option<&'a str>,
    groups: &'a [String],
    path: &'a str,
    #[serde(rename = "jsonl-line", skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

/// Writes the list.
pub(super) fn run(
    args: &ListArgs,
    sources: &[Traced],
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let rows = sources.iter().map(|own| row(&own.article)).collect();
    match args.format {
        Format::Json => json::pretty(
            &Document {
                schema: SCHEMA,
                sources: rows,
            },
            console.out,
        )?,
        Format::Text => {
            let mut lines = table(sources, &rows, LONGEST);
            if lines.iter().any(|line| line.chars().count() > width()) {
                lines = table(sources, &rows, LONGEST_IN_NEED);
            }
            console.face(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
        }
    }
    Ok(Exit::Passed)
}

fn row(article: &Article) -> Row<'_> {
    let meta = &article.meta;
    Row {
        id: &article.id,
        publisher: meta.publisher.as_deref(),
        published: meta.published.as_ref().map(|date| date.text.as_str()),
        based_on: meta.based_on.as_deref(),
        groups: &meta.groups,
        path: &article.path,
        line: article.line,
    }
}

/// `text` on one line, cut to so many characters.
fn cut(text: &str, longest: usize) -> String {
    let text = visible(text);
    if text.chars().count() <= longest {
        return text.into_owned();
    }
    let head: String = text.chars().take(longest - 1).collect();
    head.trim_end().to_owned() + "\u{2026}"
}

/// Columns as wide as they need to be; one that is empty in every row is left out.
fn table(sources: &[Traced], rows: &[Row<'_>], longest: usize) -> Vec<String> {
    let heads = ["id", "published", "publisher", "based-on", "groups", "path"];
    let cell = |text: &str| cut(text, longest);
    let mut table: Vec<[String; 6]> = vec![heads.map(str::to_owned)];
    for (source, row) in sources.iter().zip(rows) {
        table.push([
            cut(row.id, LONGEST),
            cell(row.published.unwrap_or("-")),
            cell(row.publisher.unwrap_or("-")),
            cell(row.based_on.unwrap_or("-")),
            cell(&if row.groups.is_empty() {
                "-".to_owned()
            } else {
                row.groups.join(", ")
            }),
            visible(&place(&source.article)).into_owned(),
        ]);
    }
    let is_narrow = longest < LONGEST;
    let columns: Vec<usize> = (0..heads.len())
        .filter(|column| table[1..].iter().any(|row| row[*column] != "-"))
        .filter(|column| !is_narrow || heads[*column] != "groups")
        .collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let cells = table.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or(0)
        })
        .collect();
    let line = |row: &[String; 6]| {
        let cells = columns.iter().map(|column| {
            let wide = widths[*column];
            format!("{:<wide$}  ", row[*column])
        });
        cells.collect::<String>().trim_end().to_owned()
    };
    table.iter().map(line).collect()
}
