//! Pages: what there is to accept, one for each active claim and one for the matrix, and the files
//! of `insta` that hold them.

use crate::claims::{ClaimSet, Status};
use crate::corpus::Article;
use crate::judge::CheckResult;
use crate::report::snapshot::{MATRIX, claim_snapshot, matrix_snapshot};
use crate::report::{Report, View};

/// One page, ready to be compared with what was accepted under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// File name without `.snap`: the claim's id, or [`MATRIX`].
    pub name: String,
    /// What is to be accepted.
    pub content: String,
    /// What the page is about, for its header: the claim's sentence.
    pub description: String,
    /// Position of the claim; `None` for the matrix.
    pub claim: Option<usize>,
}

/// All pages of a run: those of its active claims in their order, then the matrix.
#[must_use]
pub fn pages(claims: &ClaimSet, articles: &[Article], result: &CheckResult) -> Vec<Page> {
    let report = Report {
        claims,
        articles,
        result,
        gate: None,
        view: View::default(),
    };
    let active = claims.claims.iter().enumerate();
    let mut pages: Vec<Page> = active
        .filter(|(_, claim)| claim.status == Status::Active)
        .map(|(at, _)| Page::of_claim(&report, at))
        .collect();
    pages.push(Page::of_matrix(&report));
    pages
}

impl Page {
    /// The page of one claim, by its position.
    #[must_use]
    pub fn of_claim(report: &Report<'_>, at: usize) -> Self {
        let claim = &report.claims.claims[at];
        Self {
            name: claim.id.clone(),
            content: claim_snapshot(report, at),
            description: claim.text.clone(),
            claim: Some(at),
        }
    }

    /// The page of all claims together.
    #[must_use]
    pub fn of_matrix(report: &Report<'_>) -> Self {
        Self {
            name: MATRIX.to_owned(),
            content: matrix_snapshot(report),
            description: "which source says what".to_owned(),
            claim: None,
        }
    }

    /// The `.snap` file of the page, byte for byte as `insta` 1.4x writes it: a header in YAML, then
    /// the content without white space at its end. `source` is the test file that `insta` would
    /// name, `input_file` the claim file relative to the project.
    #[must_use]
    pub fn file(&self, source: &str, input_file: Option<&str>) -> String {
        let mut file = format!(
            "---\nsource: {}\ndescription: {}\n",
            scalar(source),
            scalar(&self.description)
        );
        if let Some(input_file) = input_file {
            file.push_str(&format!("input_file: {}\n", scalar(input_file)));
        }
        file.push_str("---\n");
        file.push_str(&self.content.trim_end().replace("\r\n", "\n"));
        file.push('\n');
        file
    }
}

/// The `source` that the header of a `.snap` or `.snap.new` file names.
#[must_use]
pub fn source_of(file: &str) -> Option<String> {
    let mut lines = file.lines();
    lines.next().filter(|line| line.trim_end() == "---")?;
    let header = lines.take_while(|line| line.trim_end() != "---");
    let written = header
        .filter_map(|line| line.strip_prefix("source: "))
        .next()?;
    let written = written.trim();
    // Quoted scalars of YAML are those of JSON, as far as `insta` writes them.
    match written.starts_with('"') {
        true => serde_json::from_str(written).ok(),
        false => Some(written.to_owned()),
    }
}

/// A YAML scalar: plain where it would be read back as this very string, else in double quotes.
fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\u{8}' => quoted.push_str("\\b"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\u{c}' => quoted.push_str("\\f"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_ascii_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Words that YAML takes for something else than text, in small letters.
const WORDS: [&str; 7] = ["yes", "no", "true", "false", "on", "off", "null"];

/// Whether a YAML reader takes the bare text for this string. Controls that are no line end stay
/// bare where `insta` leaves them so (`\x07`, `\x08`, `\x0b`, `\x0c`, `\x1b`, `\x7f`).
fn is_plain(text: &str) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    let small = text.to_ascii_lowercase();
    let is_word = WORDS.contains(&small.as_str())
        && (text == small || text[1..] == small[1..] || text == text.to_ascii_uppercase());
    let is_special = |c: char| {
        ":{}[],#`\"'\\".contains(c)
            || matches!(c, '\0'..='\x06' | '\t' | '\n' | '\r' | '\x0e'..='\x1a' | '\x1c'..='\x1f')
    };
    !(first == ' '
        || last == ' '
        || "&*?|-<>=!%@.".contains(first)
        || text == "~"
        || is_word
        || text.starts_with("0x")
        || text.chars().any(is_special)
        || text.parse::<i64>().is_ok()
        || text.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Page, scalar, source_of};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(scalar(text), expected);
        let page = Page {
            name: "a".to_owned(),
            content: "one\n\n".to_owned(),
            description: "d".to_owned(),
            claim: None,
        };
        let file = page.file(text, None);
        assert_eq!(
            file,
            format!("---\nsource: {expected}\ndescription: d\n---\none\n")
        );
        assert_eq!(source_of(&file).as_deref(), Some(text));
    }

    #[test]
    fn scalars_are_quoted_where_yaml_would_read_something_else() {
        check("tests/claims.rs", "tests/claims.rs");
        check("Talks: the end", "\"Talks: the end\"");
        check("No", "\"No\"");
        check("nO", "nO");
        check("17", "\"17\"");
        check("a \"b\"", "\"a \\\"b\\\"\"");
        check("- a", "\"- a\"");
        check("Émile’s", "Émile’s");
        check("", "\"\"");
    }

    #[test]
    fn a_file_without_header_names_no_source() {
        assert_eq!(source_of("source: a\n"), None);
        assert_eq!(source_of("---\ndescription: b\n---\nsource: a\n"), None);
    }
}
