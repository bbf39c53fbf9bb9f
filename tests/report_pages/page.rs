//! A page as a browser's parser sees it.

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// One element, flat.
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

/// A parsed page: its elements in the order of the document.
pub struct Page {
    pub source: String,
    /// What the parser had to mend.
    pub errors: Vec<String>,
    elements: Vec<Element>,
}

impl Page {
    pub fn new(source: String) -> Self {
        let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default())
            .one(source.as_str());
        let mut elements = Vec::new();
        walk(&dom.document, &mut elements);
        Self {
            source,
            errors: dom
                .errors
                .borrow()
                .iter()
                .map(ToString::to_string)
                .collect(),
            elements,
        }
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Values of an attribute, of the elements that have it.
    pub fn attributes(&self, element: &str, name: &str) -> Vec<String> {
        let with = self.named(element).filter(|own| own.get(name).is_some());
        with.map(|own| own.attribute(name)).collect()
    }

    /// The same of all elements of that name.
    pub fn attributes_or_none(&self, element: &str, name: &str) -> Vec<String> {
        self.named(element).map(|own| own.attribute(name)).collect()
    }

    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.named(name)
            .map(|element| element.text.as_str())
            .collect()
    }

    /// What a reader reads, with what images say.
    pub fn text(&self) -> String {
        let main = self.texts("main").concat();
        let labels = self.attributes("svg", "aria-label");
        format!("{main}\n{}", labels.join("\n"))
    }

    pub fn ids(&self) -> BTreeSet<String> {
        let ids: Vec<&str> = self
            .elements()
            .filter_map(|element| element.get("id"))
            .collect();
        let set: BTreeSet<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(set.len(), ids.len(), "no id stands twice");
        set
    }

    pub fn policy(&self) -> String {
        let policy = self
            .named("meta")
            .find(|meta| meta.get("http-equiv") == Some("Content-Security-Policy"));
        policy.expect("a policy").attribute("content")
    }
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(own, _)| own == name)?;
        Some(value)
    }

    pub fn attribute(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|own| own.split(' ').any(|one| one == class))
    }
}

fn walk(node: &Handle, elements: &mut Vec<Element>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs
            .borrow()
            .iter()
            .map(|attribute| {
                (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                )
            })
            .collect();
        let mut text = String::new();
        collect(node, &mut text);
        elements.push(Element {
            name: name.local.to_string(),
            attributes,
            text,
        });
    }
    for child in node.children.borrow().iter() {
        walk(child, elements);
    }
}

fn collect(node: &Handle, text: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        text.push_str(&contents.borrow());
    }
    for child in node.children.borrow().iter() {
        collect(child, text);
    }
}
