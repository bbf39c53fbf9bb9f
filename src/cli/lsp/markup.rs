//! Text for a hover: Markdown where the client takes it, else plain. Nothing from an article or a
//! claim becomes markup: every mark in it is escaped.

use corroborate::report::visible;
use lsp_types::{MarkupContent, MarkupKind};

pub struct Markup {
    is_markdown: bool,
    text: String,
}

impl Markup {
    pub fn new(is_markdown: bool) -> Self {
        Self {
            is_markdown,
            text: String::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A paragraph that begins with strong words.
    pub fn paragraph(&mut self, strong: &str, rest: &str) -> &mut Self {
        self.gap();
        let (strong, rest) = (self.safe(strong), self.safe(rest));
        let head = match (self.is_markdown, strong.is_empty()) {
            (_, true) => strong,
            (true, false) => format!("**{strong}**"),
            (false, false) => strong,
        };
        let space = if head.is_empty() || rest.is_empty() {
            ""
        } else {
            " "
        };
        self.text.push_str(&format!("{head}{space}{rest}\n"));
        self
    }

    /// Words of a source.
    pub fn quote(&mut self, words: &str) -> &mut Self {
        let words = self.safe(words);
        if self.is_markdown {
            self.gap();
            self.text.push_str(&format!("> {words}\n"));
        } else {
            self.text.push_str(&format!("  \"{words}\"\n"));
        }
        self
    }

    /// A table; its first row is the heading.
    pub fn table(&mut self, rows: &[Vec<String>]) -> &mut Self {
        self.gap();
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.safe(cell)).collect();
            if self.is_markdown {
                self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
                if at == 0 {
                    self.text
                        .push_str(&format!("|{}\n", " --- |".repeat(row.len())));
                }
            } else if at > 0 {
                let filled: Vec<&str> = cells.iter().map(String::as_str).collect();
                let filled = filled.into_iter().filter(|cell| !cell.is_empty());
                let line = filled.collect::<Vec<_>>().join(", ");
                self.text.push_str(&format!("  {line}\n"));
            }
        }
        self
    }

    pub fn content(self) -> MarkupContent {
        MarkupContent {
            kind: match self.is_markdown {
                true => MarkupKind::Markdown,
                false => MarkupKind::PlainText,
            },
            value: self.text.trim_end().to_owned(),
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// On one line and without power: CommonMark lets every ASCII mark be escaped.
    fn safe(&self, text: &str) -> String {
        let text = visible(text);
        if !self.is_markdown {
            return text.into_owned();
        }
        let mut safe = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if c.is_ascii_punctuation() && !matches!(c, ',' | '\'' | '?' | ';') {
                safe.push('\\');
            }
            safe.push(c);
        }
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn nothing_quoted_becomes_markup() {
        let mut markup = Markup::new(true);
        markup.quote("<img src=x> [a](command:b) www.c.d `e` | \u{1b}[31m\n# f");
        let text = markup.content().value;
        assert_eq!(
            text,
            "> \\<img src\\=x\\> \\[a\\]\\(command\\:b\\) www\\.c\\.d \\`e\\` \\| \\\\u\\{1b\\}\\[31m \\# f"
        );
    }
}
