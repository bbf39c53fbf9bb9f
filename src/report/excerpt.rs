//! A passage of an article with marks under the words that decide, in the manner of a compiler.
//!
//! Articles may be one line of many kilobytes, so only the passage is shown, wrapped at the width
//! of the view; the gutter gives the article's own line numbers.

use crate::base::Span;
use crate::document::Part;
use crate::report::paint::{Paint, Style};
use crate::report::place::{Places, part_text};
use crate::report::visible::{columns, push_visible, width};
use crate::report::{Report, View};

/// Passages that take more rows than this are cut down to the rows around their marks.
const MOST_ROWS: usize = 8;

/// Words to mark.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// Decides the verdict (`^^^`), or agrees with the claim (`---`).
    pub(super) is_deciding: bool,
    /// Said behind the mark where there is room.
    pub(super) label: String,
}

/// A passage to show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub(super) source: usize,
    pub(super) part: Part,
    pub(super) span: Span,
}

/// The passage with its place and its marks, some lines of text.
pub(super) fn render(
    report: Report<'_>,
    places: &Places<'_>,
    passage: Passage,
    marks: &[Mark],
) -> String {
    let Passage { source, part, span } = passage;
    let paint = Paint {
        is_on: report.view.colour,
    };
    let (first_line, _) = places.line_column(source, part, span.start());
    let text = span.slice(part_text(report.article(source), part));
    let n_lines = text.bytes().filter(|byte| *byte == b'\n').count();
    let gutter = (first_line + n_lines).to_string().len() + 1;
    let room = report.view.width.max(View::NARROWEST) - gutter - 3;
    let rows = Rows::wrap(text, span.start(), first_line, room, marks);

    let bar = paint.paint(Style::Frame, "|");
    let mut shown = format!(
        "{:gutter$}{} {}\n{:gutter$} {bar}\n",
        "",
        paint.paint(Style::Frame, "-->"),
        places.show(source, part, span),
        ""
    );
    let mut previous_line = 0;
    let mut was_elided = false;
    for (at, row) in rows.iter().enumerate() {
        if !is_shown(&rows, at) {
            if !was_elided {
                shown.push_str(&format!("{:gutter$} {bar} \u{2026}\n", ""));
            }
            was_elided = true;
            continue;
        }
        was_elided = false;
        let number = if row.line == previous_line {
            String::new()
        } else {
            row.line.to_string()
        };
        previous_line = row.line;
        let number = paint.paint(Style::Frame, &format!("{number:>gutter$}"));
        shown.push_str(&format!("{number} {bar} {}\n", row.text));
        if let Some(under) = row.underline(marks, room, paint) {
            shown.push_str(&format!("{:gutter$} {bar} {under}\n", ""));
        }
    }
    shown
}

/// All rows of a short passage; of a long one the first rows and those around its marks.
fn is_shown(rows: &[Row], at: usize) -> bool {
    let is_marked = |at: usize| rows.get(at).is_some_and(Row::is_marked);
    let has_marks = rows.iter().any(Row::is_marked);
    rows.len() <= MOST_ROWS
        || at == 0
        || (!has_marks && at < MOST_ROWS)
        || is_marked(at)
        || is_marked(at + 1)
        || (at > 0 && is_marked(at - 1))
}

/// One row of a wrapped passage.
#[derive(Debug, Default)]
struct Row {
    text: String,
    /// The mark over each column, by its position in the list of marks.
    marked: Vec<Option<usize>>,
    line: usize,
}

impl Row {
    fn is_marked(&self) -> bool {
        self.marked.iter().any(Option::is_some)
    }

    fn underline(&self, marks: &[Mark], room: usize, paint: Paint) -> Option<String> {
        let last = self.marked.iter().rposition(Option::is_some)?;
        let mut under = String::new();
        for run in self.marked[..=last].chunk_by(|a, b| a == b) {
            let (sign, style) = match run[0].map(|at| marks[at].is_deciding) {
                None => (" ", Style::Faint),
                Some(true) => ("^", Style::Bad),
                Some(false) => ("-", Style::Frame),
            };
            let signs = sign.repeat(run.len());
            under.push_str(&match sign {
                " " => signs,
                _ => paint.paint(style, &signs),
            });
        }
        let mark = &marks[self.marked[last]?];
        if mark.is_deciding && last + 2 + width(&mark.label) < room {
            under.push(' ');
            under.push_str(&paint.paint(Style::Bad, &mark.label));
        }
        Some(under)
    }

    fn push(&mut self, cell: &Cell) {
        self.text.push_str(&cell.text);
        self.marked
            .extend(std::iter::repeat_n(cell.mark, cell.columns));
    }
}

/// One character as it is shown.
#[derive(Debug)]
struct Cell {
    text: String,
    columns: usize,
    mark: Option<usize>,
}

impl Cell {
    fn new(c: char, mark: Option<usize>) -> Self {
        let mut text = String::new();
        push_visible(&mut text, c);
        let columns = if text.chars().count() == 1 {
            columns(c)
        } else {
            text.len()
        };
        Self {
            text,
            columns,
            mark,
        }
    }
}

struct Rows {
    rows: Vec<Row>,
    room: usize,
}

impl Rows {
    /// Fills rows with words. `start` is the offset of `text` in what the marks point into.
    fn wrap(text: &str, start: usize, line: usize, room: usize, marks: &[Mark]) -> Vec<Row> {
        let mut rows = Self {
            rows: vec![Row {
                line,
                ..Row::default()
            }],
            room,
        };
        let mut line = line;
        let mut space = None;
        let mut word: Vec<Cell> = Vec::new();
        for (at, c) in text.char_indices() {
            let mark = covering(marks, start + at);
            if c.is_whitespace() {
                rows.push_word(&mut word, &mut space, line);
                line += usize::from(c == '\n');
                space.get_or_insert_with(|| Cell::new(' ', mark));
            } else {
                word.push(Cell::new(c, mark));
            }
        }
        rows.push_word(&mut word, &mut space, line);
        rows.rows
    }

    fn push_word(&mut self, word: &mut Vec<Cell>, space: &mut Option<Cell>, line: usize) {
        if word.is_empty() {
            return;
        }
        let length: usize = word.iter().map(|cell| cell.columns).sum();
        let row = self.rows.last_mut().expect("there is a first row");
        let space = space.take();
        if row.marked.is_empty() {
            row.line = line;
        } else if row.line != line || row.marked.len() + 1 + length > self.room {
            self.rows.push(Row {
                line,
                ..Row::default()
            });
        } else if let Some(space) = space {
            row.push(&space);
        }
        for cell in word.drain(..) {
            let row = self.rows.last_mut().expect("there is a first row");
            if row.marked.len() + cell.columns > self.room {
                self.rows.push(Row {
                    line,
                    ..Row::default()
                });
            }
            let row = self.rows.last_mut().expect("there is a first row");
            row.push(&cell);
        }
    }
}

/// The mark over a byte; one that decides hides one that agrees.
fn covering(marks: &[Mark], offset: usize) -> Option<usize> {
    let is_over = |mark: &Mark| mark.span.range().contains(&offset);
    let over = |is_deciding: bool| {
        marks
            .iter()
            .position(|mark| mark.is_deciding == is_deciding && is_over(mark))
    };
    over(true).or_else(|| over(false))
}

#[cfg(test)]
mod tests {
    use super::{Mark, Passage, render};
    use crate::document::Part;
    use crate::report::place::Places;
    use crate::report::sample::{Sample, find};
    use crate::report::visible::width;

    #[test]
    fn long_lines_are_wrapped_with_marks_under_the_right_words() {
        let mut sample = Sample::new();
        let filler = "They spoke of cranes and tides. ".repeat(300);
        let text = format!(
            "{filler}Zölle sank to 40 crowns in the harbour of Port Alba, which nobody had seen coming at all, on Monday. {filler}"
        );
        sample.articles[0].text.clone_from(&text);
        let mut report = sample.report();
        report.view.width = 60;
        let span = find(&text, "Zölle").cover(find(&text, "on Monday."));
        let mark = |needle, is_deciding| Mark {
            span: find(&text, needle),
            is_deciding,
            label: "not 50".to_owned(),
        };
        let marks = [mark("Zölle", false), mark("40 crowns", true)];
        let passage = Passage {
            source: 0,
            part: Part::Body,
            span,
        };
        let shown = render(report, &Places::new(report), passage, &marks);
        assert_eq!(
            shown,
            "  --> corpus/evening-post.txt:1:9601
   |
 1 | Zölle sank to 40 crowns in the harbour of Port Alba,
   | -----         ^^^^^^^^^ not 50
   | which nobody had seen coming at all, on Monday.
"
        );
    }

    #[test]
    fn a_passage_of_a_thousand_words_shows_what_is_marked() {
        let mut sample = Sample::new();
        let text = format!("{}KEY{}", "mud ".repeat(900), " mud\n".repeat(900));
        sample.articles[0].text.clone_from(&text);
        let report = sample.report();
        let marks = [Mark {
            span: find(&text, "KEY"),
            is_deciding: true,
            label: String::new(),
        }];
        let passage = Passage {
            source: 0,
            part: Part::Body,
            span: find(&text, text.trim_end()),
        };
        let shown = render(report, &Places::new(report), passage, &marks);
        assert!(shown.contains("KEY") && shown.contains("^^^"), "{shown}");
        assert!(shown.lines().count() < 12, "{shown}");
        assert!(shown.lines().all(|line| width(line) <= 80), "{shown}");
    }
}
