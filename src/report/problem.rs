//! A [`Problem`] in the manner of a compiler: the message, the line it is about with a caret under
//! the place, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::{Problem, Severity, Span};
use crate::report::visible;
use crate::report::visible::push_visible;

/// Lines shown of a place that runs over several; a longer one is shown by its first line.
const MOST_LINES: usize = 4;

/// The problem as text without a line end behind it. `text` is that of the file it belongs to;
/// without it, or without a span, no line is shown.
///
/// No control character of the file or the message gets into the result raw: see [`visible()`].
#[must_use]
pub fn render(problem: &Problem, text: Option<&str>, colour: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&problem.message))
        .id(problem.code);
    let path = problem.file.as_deref().map(visible);
    let excerpt = text
        .zip(problem.span)
        .and_then(|(text, span)| Excerpt::new(text, span));
    let mut group = match (excerpt, path) {
        (Some(excerpt), path) => title.element(
            Snippet::source(excerpt.source)
                .line_start(excerpt.line)
                .path(path)
                .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end)),
        ),
        (None, Some(path)) => title.element(Origin::path(path)),
        (None, None) => Group::with_title(title),
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// The lines around a span, made safe to show.
struct Excerpt {
    source: String,
    /// Number of the first line, from 1.
    line: usize,
    /// The span within `source`.
    start: usize,
    end: usize,
}

impl Excerpt {
    /// `None` if the span does not fit the text, which is then not the text it was made for.
    fn new(text: &str, span: Span) -> Option<Self> {
        text.get(span.range())?;
        let before = &text[..span.start()];
        let first = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |n| from + n);
        let is_long = text[span.range()].matches('\n').count() >= MOST_LINES;
        let end = match is_long {
            true => line_end(span.start()),
            false => span.end(),
        };
        let last = line_end(end);
        // A byte order mark takes no column.
        let first = first + usize::from(first == 0 && text.starts_with('\u{feff}')) * 3;
        let start = span.start().max(first);
        let shown_start = visible_lines(&text[first..start]);
        let shown_span = visible_lines(&text[start..end.max(start)]);
        let rest = visible_lines(text[end.max(start)..last].trim_end_matches('\r'));
        Some(Self {
            start: shown_start.len(),
            end: shown_start.len() + shown_span.len(),
            source: [shown_start, shown_span, rest].concat(),
            line,
        })
    }
}

/// The text made safe to print, its lines and tabs as they are.
fn visible_lines(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => safe.push(c),
            c => push_visible(&mut safe, c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::render;
    use crate::base::{Problem, Span};

    #[test]
    fn a_problem_shows_its_line() {
        let text = "version = 1\n\n[[claim]]\nidd = \"a\"\n";
        let problem = Problem::error("unknown-key", "unknown key `idd`")
            .file("claims/a.toml")
            .at(Span::new(23, 26))
            .help("did you mean `id`?");
        assert_eq!(
            render(&problem, Some(text), false),
            "\
error[unknown-key]: unknown key `idd`
 --> claims/a.toml:4:1
  |
4 | idd = \"a\"
  | ^^^
  |
  = help: did you mean `id`?"
        );
    }

    #[test]
    fn without_a_place_the_message_stands_alone() {
        let problem = Problem::warning("empty", "nothing to check");
        assert_eq!(
            render(&problem, None, false),
            "warning[empty]: nothing to check"
        );
        let problem = problem.file("claims/a.toml");
        assert_eq!(
            render(&problem, None, false),
            "warning[empty]: nothing to check\n--> claims/a.toml"
        );
    }

    #[test]
    fn controls_of_the_file_are_written_out() {
        let text = "a = \"\u{1b}[31m\u{202e}\u{9b}1m\"\r\n";
        let problem = Problem::error("x", "bad `\u{1b}[2J`")
            .file("a\u{7}.toml")
            .at(Span::new(4, text.len() - 2));
        let shown = render(&problem, Some(text), false);
        assert_eq!(
            shown,
            "\
error[x]: bad `\\u{1b}[2J`
 --> a\\u{7}.toml:1:5
  |
1 | a = \"\\u{1b}[31m\\u{202e}\\u{9b}1m\"
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
        );
    }

    #[test]
    fn colour_is_on_request() {
        let problem = Problem::error("x", "bad");
        assert!(render(&problem, None, true).contains('\u{1b}'));
        assert!(!render(&problem, None, false).contains('\u{1b}'));
    }

    proptest! {
        #[test]
        fn any_place_of_any_text_renders(text in "\\PC{0,20}|[\\x00-\\x20a\u{85}\u{feff}é\n\r]{0,30}", a in 0usize..40, b in 0usize..40) {
            let problem = Problem::note("x", text.clone())
                .file(text.clone())
                .at(Span::new(a.min(b), a.max(b)))
                .help(text.clone());
            let shown = render(&problem, Some(&text), false);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
