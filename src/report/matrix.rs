//! `matrix`: claims down, sources across, a letter for each verdict and words for each letter.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::claims::Label;
use crate::gate::Origins;
use crate::judge::ClaimVerdict;
use crate::report::paint::{Paint, Style};
use crate::report::visible::{columns, width};
use crate::report::{Report, Tally, visible};

/// Claim ids longer than this are cut.
const LONGEST_ID: usize = 34;

/// ` S   C   M   ·` behind the cells: four counts of up to four digits.
const TALLY_WIDTH: usize = 20;

/// Writes the table. It is as wide as the view at most: many sources are numbered, and more of
/// them than fit beside each other go into further tables.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let table = Table::new(*report);
    table.write(out)?;
    table.write_legend(out)
}

/// Writes counts for each claim, without a column for each source.
pub(super) fn write_tallies(report: Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let table = Table::new(report);
    table.write_rows(&[], Heads::Numbers, true, out)?;
    writeln!(
        out,
        "S supports{}  C contradicts  M mixed  \u{b7} omits: number of sources",
        if table.has_copies() {
            " (independent)"
        } else {
            ""
        }
    )
}

/// The letter of a verdict; a partial support is a small one.
pub(super) fn letter(verdict: &ClaimVerdict) -> &'static str {
    match (verdict.label, verdict.complete) {
        (Label::Supports, true) => "S",
        (Label::Supports, false) => "s",
        (Label::Contradicts, _) => "C",
        (Label::Mixed, _) => "M",
        (Label::Omits, _) => "\u{b7}",
    }
}

/// What stands above the columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heads {
    Names,
    Numbers,
}

struct Table<'a> {
    report: Report<'a>,
    paint: Paint,
    sources: Vec<(usize, &'a str)>,
    cells: HashMap<(usize, usize), &'a ClaimVerdict>,
    tallies: Vec<Tally>,
    /// ` (3)` behind the supports of a claim of which only so many are independent, all of one
    /// width; nothing if all are.
    independent: Vec<String>,
    id_width: usize,
}

impl<'a> Table<'a> {
    fn new(report: Report<'a>) -> Self {
        let mut tallies = vec![Tally::default(); report.claims.claims.len()];
        let mut cells = HashMap::new();
        for verdict in report.verdicts() {
            tallies[verdict.claim].add(verdict);
            cells.insert((verdict.claim, verdict.source), verdict);
        }
        let independent = independent(report, &tallies);
        let longest = report.active_claims().map(|(_, claim)| claim.id.len());
        Self {
            report,
            paint: Paint {
                is_on: report.view.colour,
            },
            sources: report
                .sources()
                .map(|(at, source)| (at, source.id.as_str()))
                .collect(),
            cells,
            tallies,
            independent,
            id_width: longest.max().unwrap_or(0).min(LONGEST_ID),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let view_width = self.report.view.width.max(crate::report::View::NARROWEST);
        let tally_width = TALLY_WIDTH + self.independent.first().map_or(0, String::len);
        let room = view_width.saturating_sub(self.id_width + tally_width + 1);
        let heads = self.heads(room);
        let cell = self.cell_width(heads);
        let per_table = (room / cell).max(1);
        let n_tables = self.sources.len().div_ceil(per_table);
        for (n, sources) in self.sources.chunks(per_table).enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            self.write_rows(sources, heads, n + 1 == n_tables, out)?;
        }
        if heads == Heads::Numbers {
            writeln!(out)?;
            self.write_numbers(view_width, out)?;
        }
        Ok(())
    }

    /// Names if all of them fit, else numbers.
    fn heads(&self, room: usize) -> Heads {
        let names = self.sources.len() * self.cell_width(Heads::Names);
        if names <= room {
            Heads::Names
        } else {
            Heads::Numbers
        }
    }

    /// Columns of a cell with the gap before it.
    fn cell_width(&self, heads: Heads) -> usize {
        match heads {
            Heads::Names => {
                let ids = self.sources.iter().map(|(_, id)| width(&visible(id)));
                ids.max().unwrap_or(1) + 2
            }
            Heads::Numbers => self.sources.len().to_string().len() + 1,
        }
    }

    fn write_rows(
        &self,
        sources: &[(usize, &str)],
        heads: Heads,
        has_tallies: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let cell = self.cell_width(heads);
        write!(out, "{:1$}", "", self.id_width)?;
        for (at, id) in sources {
            let head = match heads {
                Heads::Names => visible(id).into_owned(),
                Heads::Numbers => (self.number(*at)).to_string(),
            };
            let head = pad(&head, cell);
            write!(out, "{}", self.paint.paint(Style::Faint, &head))?;
        }
        if has_tallies {
            let aside = self.independent.first().map_or(0, String::len);
            let heads = format!("{:>6}{:aside$}{:>5}{:>4}{:>5}", "S", "", "C", "M", "\u{b7}");
            write!(out, "{}", self.paint.paint(Style::Faint, &heads))?;
        }
        writeln!(out)?;
        for (at, claim) in self.report.active_claims() {
            let id = cut(&claim.id, self.id_width);
            write!(out, "{id:<0$}", self.id_width)?;
            for (source, _) in sources {
                let (letter, style) = match self.cells.get(&(at, *source)) {
                    Some(verdict) => (letter(verdict), Style::of(verdict.label)),
                    None => (" ", Style::Faint),
                };
                write!(out, "{}", self.paint.paint(style, &pad(letter, cell)))?;
            }
            if has_tallies {
                self.write_tally(at, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Whether some claim has supports that are not independent.
    fn has_copies(&self) -> bool {
        !self.independent.is_empty()
    }

    fn write_tally(&self, claim: usize, out: &mut dyn Write) -> io::Result<()> {
        let tally = &self.tallies[claim];
        for (label, n, columns) in [
            (Label::Supports, tally.supports, 6),
            (Label::Contradicts, tally.contradicts, 5),
            (Label::Mixed, tally.mixed, 4),
            (Label::Omits, tally.omits, 5),
        ] {
            let style = if n == 0 {
                Style::Faint
            } else {
                Style::of(label)
            };
            let mut number = format!("{n:>columns$}");
            if label == Label::Supports && self.has_copies() {
                number.push_str(&self.independent[claim]);
            }
            write!(out, "{}", self.paint.paint(style, &number))?;
        }
        Ok(())
    }

    /// The number that a source has in the table, from 1.
    fn number(&self, source: usize) -> usize {
        self.sources.partition_point(|(at, _)| *at < source) + 1
    }

    fn write_numbers(&self, view_width: usize, out: &mut dyn Write) -> io::Result<()> {
        let digits = self.sources.len().to_string().len();
        let entries: Vec<String> = self
            .sources
            .iter()
            .map(|(at, id)| {
                let id = visible(id);
                let id = cut(&id, view_width - digits - 1);
                format!("{:>digits$} {id}", self.number(*at))
            })
            .collect();
        let widest = entries.iter().map(|entry| width(entry)).max().unwrap_or(1) + 2;
        let per_line = (view_width / widest).max(1);
        for line in entries.chunks(per_line) {
            let mut text = String::new();
            for entry in line {
                text.push_str(entry);
                text.extend(std::iter::repeat_n(' ', widest - width(entry)));
            }
            writeln!(out, "{}", self.paint.paint(Style::Faint, text.trim_end()))?;
        }
        Ok(())
    }

    fn write_legend(&self, out: &mut dyn Write) -> io::Result<()> {
        let word = |label, text: &str| self.paint.paint(Style::of(label), text);
        writeln!(
            out,
            "{}{}  {}  {}  {}  {}",
            word(Label::Supports, "S supports"),
            if self.has_copies() {
                " (independent)"
            } else {
                ""
            },
            word(Label::Supports, "s supports in part"),
            word(Label::Contradicts, "C contradicts"),
            word(Label::Mixed, "M mixed"),
            word(Label::Omits, "\u{b7} omits"),
        )
    }
}

/// Where the supports come from, if it can matter: nothing can be said of a part of the sources, and
/// a single support has no twin.
pub(super) fn origins(report: Report<'_>, tallies: &[Tally]) -> Option<Origins> {
    let is_asked = report.view.source.is_none() && tallies.iter().any(|tally| tally.supports > 1);
    is_asked.then(|| Origins::new(report.articles, report.result, report.view.claim))
}

/// ` (3)` behind the supports of a claim of which only so many are independent.
pub(super) fn aside(origins: Option<&Origins>, claim: usize, supports: usize) -> String {
    match origins.map(|origins| origins.independent(claim, supports)) {
        Some(n) if n < supports => format!(" ({n})"),
        _ => String::new(),
    }
}

/// For each claim what stands behind the number of its supports, all of one width.
fn independent(report: Report<'_>, tallies: &[Tally]) -> Vec<String> {
    let Some(origins) = origins(report, tallies) else {
        return Vec::new();
    };
    let shown: Vec<String> = tallies
        .iter()
        .enumerate()
        .map(|(claim, tally)| aside(Some(&origins), claim, tally.supports))
        .collect();
    match shown.iter().map(String::len).max() {
        None | Some(0) => Vec::new(),
        Some(widest) => shown
            .into_iter()
            .map(|text| format!("{text:<widest$}"))
            .collect(),
    }
}

/// `text` with spaces before it, `wide` columns in all.
fn pad(text: &str, wide: usize) -> String {
    let gap = wide.saturating_sub(width(text));
    format!("{:gap$}{text}", "")
}

/// `text`, cut to so many columns.
fn cut(text: &str, wide: usize) -> String {
    if width(text) <= wide {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        if used + columns(c) + 1 > wide {
            break;
        }
        used += columns(c);
        kept.push(c);
    }
    kept.push('\u{2026}');
    kept
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, Sample};
    use crate::report::visible::width;

    #[test]
    fn few_sources_stand_with_their_names_if_there_is_room() {
        let sample = Sample::new();
        let mut report = sample.report();
        report.view.width = 120;
        let table = sample::text(super::write, &report);
        assert_eq!(
            table,
            "                  evening-post    harbour-news  morning-herald       radio-log         weather     S    C   M    ·
harbour-talks                C               S               ·               M               ·     1    1   1    2
bridge-opening               ·               ·               s               ·               ·     1    0   0    4
S supports  s supports in part  C contradicts  M mixed  · omits
"
        );
    }

    #[test]
    fn tables_fit_the_width_and_name_every_source() {
        for n in [3, 5, 40, 300] {
            let sample = Sample::with_more_sources(n);
            for wide in [40, 80, 132] {
                let mut report = sample.report();
                report.view.width = wide;
                let table = sample::text(super::write, &report);
                for line in table.lines().filter(|line| !line.contains("supports")) {
                    assert!(width(line) <= wide, "{n} {wide} {line:?}");
                }
                for source in &sample.result.sources {
                    assert!(table.contains(&source.id), "{} {table}", source.id);
                }
            }
        }
    }

    #[test]
    fn colours_change_no_word() {
        let sample = Sample::new();
        let mut report = sample.report();
        let plain = sample::text(super::write, &report);
        report.view.colour = true;
        let coloured = sample::text(super::write, &report);
        assert_ne!(plain, coloured);
        assert_eq!(plain, sample::without_colour(&coloured));
    }
}
