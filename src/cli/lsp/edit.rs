//! Changes to claim files that leave the rest as a person wrote it: bytes are put in at the right
//! place, nothing is written anew. A change that does not give what it should is not offered.

use corroborate::base::Span;
use corroborate::claims::Label;
use toml::de::DeTable;

use crate::cli::lsp::outline::{Node, Outline};

/// Bytes to be replaced, and by what.
pub type Edit = (Span, String);

const LABELS: [Label; 4] = [
    Label::Supports,
    Label::Contradicts,
    Label::Omits,
    Label::Mixed,
];

/// Lists a source under `label` in `[claim.expect]` of a claim (by its position in the file), and
/// under no other verdict.
pub fn expect(text: &str, claim: usize, source: &str, label: Label) -> Option<Vec<Edit>> {
    let outline = Outline::new(text);
    let mut edits = Vec::new();
    for other in LABELS.into_iter().filter(|other| *other != label) {
        let items = format!("claim/#/expect/{}/#", other.as_str());
        for item in outline.in_top(&items, claim) {
            if item.text.as_deref() == Some(source) {
                edits.push((without(text, item.span), String::new()));
            }
        }
    }
    edits.push(listed(text, &outline, claim, source, label)?);
    edits.sort_by_key(|(span, _)| *span);
    let changed = apply(text, &edits)?;
    let after = Outline::new(&changed);
    let lists = LABELS.map(|label| {
        let items = format!("claim/#/expect/{}/#", label.as_str());
        let own = after.in_top(&items, claim);
        own.filter(|item| item.text.as_deref() == Some(source))
            .count()
    });
    let wanted = LABELS.map(|own| usize::from(own == label));
    (lists == wanted && is_as_sound(text, &changed)).then_some(edits)
}

fn listed(text: &str, outline: &Outline, claim: usize, source: &str, label: Label) -> Option<Edit> {
    let (word, source) = (label.as_str(), quoted(source));
    let path = format!("claim/#/expect/{word}");
    if let Some(list) = outline.in_top(&path, claim).next() {
        let items = format!("{path}/#");
        return into_list(text, list, outline.in_top(&items, claim).last(), &source);
    }
    let lists = LABELS.map(|label| format!("claim/#/expect/{}", label.as_str()));
    let is_list = |node: &&Node| node.top == claim && lists.contains(&node.at);
    let last = outline
        .nodes
        .iter()
        .filter(is_list)
        .map(|node| node.span.end())
        .max();
    let end = newline(text);
    let Some(table) = outline.in_top("claim/#/expect", claim).next() else {
        let header = outline.in_top("claim/#", claim).next()?;
        if !text[header.span.start()..].starts_with('[') {
            return None;
        }
        let own = outline.nodes.iter().filter(|node| {
            node.top == claim && (node.at.starts_with("claim/#/") || node.at == "claim/#")
        });
        let at = line_end(text, own.map(|node| node.span.end()).max()?);
        let table = format!("{end}{end}[claim.expect]{end}{word} = [{source}]");
        return Some((Span::new(at, at), table));
    };
    let start = table.span.start();
    if text[start..].starts_with('{') {
        let at = last.unwrap_or(start + 1);
        let entry = match last {
            Some(_) => format!(", {word} = [{source}]"),
            None => format!(" {word} = [{source}] "),
        };
        return Some((Span::new(at, at), entry));
    }
    let prefix = if text[start..].starts_with('[') {
        ""
    } else {
        "expect."
    };
    let at = line_end(text, last.unwrap_or(table.span.end()));
    Some((
        Span::new(at, at),
        format!("{end}{prefix}{word} = [{source}]"),
    ))
}

/// Puts an item at the end of a list: on a line of its own, if the last one has one.
fn into_list(text: &str, list: &Node, last: Option<&Node>, item: &str) -> Option<Edit> {
    let Some(last) = last else {
        let at = list.span.start() + 1;
        return text[list.span.start()..]
            .starts_with('[')
            .then(|| (Span::new(at, at), item.to_owned()));
    };
    let line = text[..last.span.start()].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..last.span.start()];
    let at = last.span.end();
    let between = match line > list.span.start() && indent.trim().is_empty() {
        true => format!(",{}{indent}", newline(text)),
        false => ", ".to_owned(),
    };
    Some((Span::new(at, at), format!("{between}{item}")))
}

/// An item of a list with the comma that goes with it.
fn without(text: &str, item: Span) -> Span {
    let is_blank = |c: char| c == ' ' || c == '\t';
    let behind = &text[item.end()..];
    let rest = behind.trim_start_matches(is_blank);
    if let Some(rest) = rest.strip_prefix(',') {
        let rest = rest.trim_start_matches(is_blank);
        return Span::new(item.start(), text.len() - rest.len());
    }
    let before = text[..item.start()].trim_end();
    match before.strip_suffix(',') {
        Some(before) => Span::new(before.len(), item.end()),
        None => item,
    }
}

/// A `[[suppress]]` or `[[known-gap]]` at the end of the file. Its reason is left empty, which is an
/// error until somebody has written one: an accepted finding must not pass without.
pub fn entry(text: &str, table: &str, keys: &[(&str, &str)]) -> Option<Vec<Edit>> {
    let end = newline(text);
    let gap = match (text.is_empty(), text.ends_with('\n')) {
        (true, _) => "",
        (false, true) => end,
        (false, false) => &end.repeat(2),
    };
    let mut entry = format!("{gap}[[{table}]]{end}");
    for (key, value) in keys {
        entry.push_str(&format!("{key} = {}{end}", quoted(value)));
    }
    let edits = vec![(Span::new(text.len(), text.len()), entry)];
    let changed = apply(text, &edits)?;
    is_as_sound(text, &changed).then_some(edits)
}

/// The text with all edits, which are in order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut changed = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for (span, new) in edits {
        changed.push_str(text.get(done..span.start())?);
        changed.push_str(new);
        done = span.end();
    }
    changed.push_str(text.get(done..)?);
    Some(changed)
}

fn is_as_sound(before: &str, after: &str) -> bool {
    let mistakes = |text| DeTable::parse_recoverable(text).1.len();
    mistakes(after) <= mistakes(before)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The end of the line that a place is in.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    end - usize::from(text[at..end].ends_with('\r'))
}

#[cfg(test)]
mod tests {
    use corroborate::claims::Label;

    use super::{apply, entry, expect};

    #[track_caller]
    fn check(before: &str, label: Label, after: &str) {
        let claim = "version = 1\n[[claim]]\nid = \"x\" # own\n";
        let other = "\n[[claim]]\nid = \"y\"\n";
        for eol in ["\n", "\r\n"] {
            let text = format!("{claim}{before}{other}").replace('\n', eol);
            let edits = expect(&text, 0, "wire", label).expect("a change");
            let wanted = format!("{claim}{after}{other}").replace('\n', eol);
            assert_eq!(apply(&text, &edits).expect("in order"), wanted);
        }
    }

    #[test]
    fn a_verdict_is_added_where_it_belongs() {
        check(
            "",
            Label::Supports,
            "\n[claim.expect]\nsupports = [\"wire\"]\n",
        );
        check(
            "\n[claim.expect]\nsupports = [\"a\"] # one\n",
            Label::Supports,
            "\n[claim.expect]\nsupports = [\"a\", \"wire\"] # one\n",
        );
        check(
            "[claim.expect]\nsupports = [\n  \"a\", # one\n]\n",
            Label::Supports,
            "[claim.expect]\nsupports = [\n  \"a\",\n  \"wire\", # one\n]\n",
        );
        check(
            "[claim.expect]\n# nothing yet\n",
            Label::Omits,
            "[claim.expect]\nomits = [\"wire\"]\n# nothing yet\n",
        );
        check(
            "expect = { supports = [\"a\"] }\n",
            Label::Mixed,
            "expect = { supports = [\"a\"], mixed = [\"wire\"] }\n",
        );
    }

    #[test]
    fn it_leaves_the_list_where_it_stood() {
        check(
            "[claim.expect]\nsupports = [\"a\", \"wire\"]\nomits = []\n",
            Label::Omits,
            "[claim.expect]\nsupports = [\"a\"]\nomits = [\"wire\"]\n",
        );
        check(
            "[claim.expect]\nsupports = [\"wire\", \"a\"]\n",
            Label::Contradicts,
            "[claim.expect]\nsupports = [\"a\"]\ncontradicts = [\"wire\"]\n",
        );
    }

    #[test]
    fn an_entry_goes_to_the_end() {
        let keys = [("claim", "x"), ("reason", "")];
        let edits = entry("version = 1", "suppress", &keys).expect("a change");
        assert_eq!(
            apply("version = 1", &edits).expect("in order"),
            "version = 1\n\n[[suppress]]\nclaim = \"x\"\nreason = \"\"\n"
        );
        assert!(entry("version = 1\nsuppress = []\n", "suppress", &keys).is_none());
    }
}
