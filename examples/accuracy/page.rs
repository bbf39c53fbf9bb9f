//! Tables, and the page that holds them.

use std::fmt::Write as _;

/// A part of the page that a run replaces.
pub struct Block {
    /// As in `<!-- figures NAME -->`.
    pub name: String,
    /// Markdown that ends in a line break.
    pub text: String,
}

/// A table in Markdown; every column but the first is right-aligned.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("| {} |\n|---", head.join(" | "));
    text.push_str(&"|---:".repeat(head.len() - 1));
    text.push_str("|\n");
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// A share, three digits after the point; a dash where there is nothing to divide.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        "–".to_owned()
    } else {
        format!("{:.3}", ratio(part, whole))
    }
}

/// A share as a number; of nothing, nothing is wrong.
#[allow(clippy::cast_precision_loss, reason = "counts are small")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// Harmonic mean of precision and recall.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    }
}

/// The page with the text between the marks of each block replaced.
///
/// # Errors
/// A block that the page does not have, or whose end is missing.
pub fn replaced(page: &str, blocks: &[Block]) -> Result<String, String> {
    const END: &str = "<!-- end -->";
    let mut page = page.to_owned();
    for block in blocks {
        let mark = format!("<!-- figures {} -->\n", block.name);
        let start = page
            .find(&mark)
            .map(|at| at + mark.len())
            .ok_or_else(|| format!("no line `{}`", mark.trim_end()))?;
        let end = page[start..]
            .find(END)
            .map(|length| start + length)
            .ok_or_else(|| format!("no `{END}` behind `{}`", mark.trim_end()))?;
        page.replace_range(start..end, &block.text);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::{Block, replaced};

    #[test]
    fn a_page_keeps_what_stands_around_its_figures() {
        let block = |name: &str| Block {
            name: name.to_owned(),
            text: "new\n".to_owned(),
        };
        let page = "# P\n<!-- figures a -->\nold\n<!-- end -->\nprose\n";
        let expected = "# P\n<!-- figures a -->\nnew\n<!-- end -->\nprose\n";
        assert_eq!(replaced(page, &[block("a")]).as_deref(), Ok(expected));
        assert!(replaced(page, &[block("b")]).is_err());
        assert!(replaced("<!-- figures a -->\nold\n", &[block("a")]).is_err());
    }
}
