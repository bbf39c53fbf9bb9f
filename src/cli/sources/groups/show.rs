//! The groups as text.

use std::io::{self, Write};

use corroborate::report::visible;

use crate::cli::check::width;
use crate::cli::sources::groups::{Document, Pair, Place};
use crate::cli::sources::{counted, shortened};

/// More pairs of sources than this are counted, not shown, outside of machine output.
const MOST_PAIRS: usize = 100;

/// More sources than this are counted, not named, outside of machine output.
const MOST_IDS: usize = 20;

pub(super) fn write_text(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (n, group) in document.groups.iter().enumerate() {
        writeln!(out, "group {}: {}", n + 1, listed(&group.sources))?;
        for link in &group.based_on {
            let (source, base) = (visible(link.source), visible(link.based_on));
            writeln!(out, "  based-on: {source} is based on {base}")?;
        }
        write_pairs(&group.text, "text: ", out)?;
        writeln!(out)?;
    }
    if !document.passages.is_empty() {
        writeln!(out, "passages that sources share besides:")?;
        write_pairs(&document.passages, "", out)?;
        writeln!(out)?;
    }
    for own in &document.publishers {
        let publisher = visible(own.publisher);
        writeln!(out, "publisher {publisher}: {}", listed(&own.sources))?;
    }
    if !document.publishers.is_empty() {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{}: {} by text or based-on, {} with shared passages besides, {} with several sources",
        counted(document.sources, "source"),
        counted(document.groups.len(), "group"),
        counted(document.passages.len(), "pair"),
        counted(document.publishers.len(), "publisher"),
    )
}

fn listed(ids: &[&str]) -> String {
    let shown: Vec<_> = ids.iter().take(MOST_IDS).map(|id| visible(id)).collect();
    let more = match ids.len().saturating_sub(MOST_IDS) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    shown.join(", ") + &more
}

fn write_pairs(pairs: &[Pair<'_>], head: &str, out: &mut dyn Write) -> io::Result<()> {
    let room = width().saturating_sub(6);
    for pair in pairs.iter().take(MOST_PAIRS) {
        let share = pair.words * 100 / pair.of.max(1);
        let [first, second] = pair.sources.map(|id| visible(id));
        writeln!(
            out,
            "  {head}{first} and {second} share {} in {}, {share} % of the shorter text",
            counted(pair.words, "word"),
            counted(pair.passages.len(), "passage"),
        )?;
        for [first, second] in &pair.passages {
            writeln!(out, "    {} = {}", shown(first), shown(second))?;
            writeln!(out, "      {}", shortened(first.quote, room))?;
        }
    }
    match pairs.len().saturating_sub(MOST_PAIRS) {
        0 => Ok(()),
        n => writeln!(out, "  … and {}", counted(n, "more pair")),
    }
}

/// `corpus/afp.txt:3-7`
fn shown(place: &Place<'_>) -> String {
    let [first, last] = place.lines;
    let lines = if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    };
    let path = visible(place.path);
    match place.row {
        Some(row) => format!("{path}:{row} (text, line {lines})"),
        None => format!("{path}:{lines}"),
    }
}
