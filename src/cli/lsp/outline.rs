//! A TOML file as places: every value with its path, its key and where both stand.

use corroborate::base::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The values of a file in reading order; of a broken file those that could be read.
pub struct Outline {
    pub nodes: Vec<Node>,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Node {
    /// Keys from the top, with `#` for any item of a list and `*` for the id of an entity:
    /// `claim/#/participants/#/name`.
    pub at: String,
    /// Which `[[claim]]`, `[[source]]` or entity it is in.
    pub top: usize,
    /// Its key; empty for an item of a list.
    pub key: Span,
    /// The key's text.
    pub name: String,
    /// The value; of a table with a header, that header.
    pub span: Span,
    /// The value, if it is a string.
    pub text: Option<String>,
    pub is_table: bool,
}

impl Outline {
    pub fn new(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut walk = Walk {
            text,
            nodes: Vec::new(),
        };
        walk.table(table.get_ref(), "", 0);
        walk.nodes
            .sort_by_key(|node| (node.span.start(), node.at.len()));
        Self { nodes: walk.nodes }
    }

    /// The value at a place: the smallest that covers it.
    pub fn value_at(&self, offset: usize) -> Option<&Node> {
        let covering = self
            .nodes
            .iter()
            .filter(|node| node.span.start() <= offset && offset <= node.span.end());
        covering.min_by_key(|node| (node.span.len(), std::cmp::Reverse(node.at.len())))
    }

    /// The value whose key stands at a place.
    pub fn key_at(&self, offset: usize) -> Option<&Node> {
        self.nodes.iter().find(|node| {
            !node.key.is_empty() && node.key.start() <= offset && offset <= node.key.end()
        })
    }

    /// Where the `id` of the claim stands that a value is in.
    pub fn claim_of(&self, node: &Node) -> Option<Span> {
        if !node.at.starts_with("claim/#") {
            return None;
        }
        self.in_top("claim/#/id", node.top).next().map(|id| id.span)
    }

    /// The claim, suppression or entity, by its header, that a place is in: it reaches to the next.
    pub fn section_at(&self, offset: usize) -> Option<&Node> {
        let is_header = |node: &&Node| node.is_table && (SECTIONS.contains(&node.at.as_str()));
        let mut headers = self.nodes.iter().rev().filter(is_header);
        headers.find(|node| node.span.start() <= offset)
    }

    /// Values of that path in one claim, source or entity.
    pub fn in_top<'o>(&'o self, at: &'o str, top: usize) -> impl Iterator<Item = &'o Node> {
        self.nodes
            .iter()
            .filter(move |node| node.top == top && node.at == at)
    }

    /// All strings at one of these paths that read `text`.
    pub fn saying<'o>(
        &'o self,
        paths: &'o [&str],
        text: &'o str,
    ) -> impl Iterator<Item = &'o Node> {
        self.nodes.iter().filter(move |node| {
            paths.contains(&node.at.as_str()) && node.text.as_deref() == Some(text)
        })
    }
}

const SECTIONS: [&str; 6] = [
    "claim/#",
    "entity/*",
    "suppress/#",
    "known-gap/#",
    "defaults",
    "source/#",
];

struct Walk<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, at: &str, top: usize) {
        for (position, (key, value)) in table.iter().enumerate() {
            let name = key.get_ref().to_string();
            let is_id = at == "entity";
            let step = if is_id { "*" } else { name.as_str() };
            let path = match at {
                "" => step.to_owned(),
                at => format!("{at}/{step}"),
            };
            let top = if is_id { position } else { top };
            let span = self.span(key.span());
            self.value(value, path, top, (span, name));
        }
    }

    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        at: String,
        top: usize,
        (key, name): (Span, String),
    ) {
        let span = self.span(value.span());
        self.nodes.push(Node {
            at: at.clone(),
            top,
            key,
            name,
            span,
            text: value.get_ref().as_str().map(str::to_owned),
            is_table: value.get_ref().is_table(),
        });
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, &at, top),
            DeValue::Array(items) => {
                let path = format!("{at}/#");
                for (position, item) in items.iter().enumerate() {
                    // The lists at the top are claims, sources and the like.
                    let top = if at.contains('/') { top } else { position };
                    self.value(item, path.clone(), top, (Span::default(), String::new()));
                }
            }
            _ => {}
        }
    }

    /// A range of the parser: inside the text and on character boundaries.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::nearest(self.text, range)
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn values_know_their_path_and_section() {
        let text = "version = 1\n[entity.a]\nnames = [\"A\"]\n[[claim]]\nid = \"x\"\nparticipants = [\"a\", { name = \"b\" }]\n[claim.expect]\nsupports = [\"s\"]\n[[claim]]\nid = \"y\"\n";
        let outline = Outline::new(text);
        let at = |word: &str| {
            let offset = text.find(word).expect("the word") + 1;
            let node = outline.value_at(offset).expect("a value");
            (node.at.as_str(), node.top)
        };
        assert_eq!(at("\"A\""), ("entity/*/names/#", 0));
        assert_eq!(at("\"b\""), ("claim/#/participants/#/name", 0));
        assert_eq!(at("\"s\""), ("claim/#/expect/supports/#", 0));
        assert_eq!(at("\"y\""), ("claim/#/id", 1));
        let section = |word: &str| {
            let offset = text.find(word).expect("the word");
            let node = outline.section_at(offset).expect("a section");
            (node.at.as_str(), node.top)
        };
        assert_eq!(section("\"s\""), ("claim/#", 0));
        assert_eq!(section("names"), ("entity/*", 0));
        assert_eq!(section("\"y\""), ("claim/#", 1));
    }
}
