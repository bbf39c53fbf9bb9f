//! `sources doctor`: where each value comes from, and what is missing or odd.

mod finding;

use std::collections::BTreeSet;
use std::io::{self, Write};

use corroborate::base::{Problem, nearest};
use corroborate::corpus::{Article, Traced};
use corroborate::report::{json, visible};
use rayon::prelude::*;
use serde::Serialize;

use self::finding::{Finding, copies, of_metadata, of_text};
use crate::cli::check::refuse;
use crate::cli::sources::{DoctorArgs, Format, SCHEMA, counted, place, shortened};
use crate::cli::{Console, Exit};

/// Values longer than this are cut.
const LONGEST: usize = 48;

#[derive(Serialize)]
struct Whole<'a> {
    schema: u32,
    sources: Vec<Row<'a>>,
    findings: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    path: &'a str,
    #[serde(rename = "jsonl-line", skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    values: Vec<Value>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Value {
    key: &'static str,
    value: String,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip)]
    shown: String,
}

/// Examines the sources.
pub(super) fn run(
    args: &DoctorArgs,
    sources: &[Traced],
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let ids: BTreeSet<&str> = sources.iter().map(|own| own.article.id.as_str()).collect();
    if let Some(unknown) = args.sources.iter().find(|id| !ids.contains(id.as_str())) {
        return Ok(refuse(console, &[unknown_source(unknown, &ids)]));
    }
    let copies = copies(sources);
    let rows: Vec<Row<'_>> = sources
        .par_iter()
        .enumerate()
        .filter(|(_, own)| args.sources.is_empty() || args.sources.contains(&own.article.id))
        .map(|(at, own)| row(own, &ids, copies.get(&at)))
        .collect();
    let n_findings: usize = rows.iter().map(|row| row.findings.len()).sum();
    let n_sources = rows.len();
    let shown: Vec<Row<'_>> = rows
        .into_iter()
        .filter(|row| !args.findings || !row.findings.is_empty())
        .collect();
    match args.list.format {
        Format::Json => json::pretty(
            &Whole {
                schema: SCHEMA,
                sources: shown,
                findings: n_findings,
            },
            console.out,
        )?,
        Format::Text => console.face(|out| {
            for row in &shown {
                write_row(row, out)?;
            }
            let sources = counted(n_sources, "source");
            writeln!(out, "{sources}: {}", counted(n_findings, "finding"))
        })?,
    }
    Ok(match args.strict && n_findings > 0 {
        true => Exit::Failed,
        false => Exit::Passed,
    })
}

fn unknown_source(id: &str, ids: &BTreeSet<&str>) -> Problem {
    let message = format!("no source has the id `{}`", id.escape_debug());
    let problem = Problem::error("unknown-source", message);
    match nearest(id, ids.iter().copied()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn row<'a>(own: &'a Traced, ids: &BTreeSet<&str>, copy: Option<&Finding>) -> Row<'a> {
    let article = &own.article;
    let values = own.values().into_iter().map(|(key, value, origin)| Value {
        key,
        value,
        from: origin.code(),
        file: origin.file().map(str::to_owned),
        line: origin.line(),
        shown: origin.to_string(),
    });
    let mut findings = of_metadata(article, ids);
    findings.extend(of_text(article));
    findings.extend(copy.cloned());
    Row {
        id: &article.id,
        path: &article.path,
        line: article.line,
        values: values.collect(),
        findings,
    }
}

fn write_row(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let article = Article {
        path: row.path.to_owned(),
        line: row.line,
        ..Article::default()
    };
    writeln!(out, "{} ({})", visible(row.id), place(&article))?;
    let values: Vec<(String, &Value)> = row
        .values
        .iter()
        .map(|value| (shortened(&value.value, LONGEST), value))
        .collect();
    let widest = values.iter().map(|(text, _)| text.chars().count());
    let widest = widest.max().unwrap_or(0);
    for (text, value) in &values {
        let from = visible(&value.shown);
        writeln!(out, "  {:<10} {text:<widest$}  {from}", value.key)?;
    }
    for finding in &row.findings {
        let line = match finding.line {
            Some(line) => format!("line {line}: "),
            None => String::new(),
        };
        let message = visible(&finding.message);
        writeln!(out, "  ! [{}] {line}{message}", finding.code)?;
    }
    writeln!(out)
}
