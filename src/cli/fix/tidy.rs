//! Corrections of files that are valid: the line for editors, and what stands twice.

use std::collections::BTreeSet;
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, TableLike};

use super::{Kind, Target};

/// Folders above a file in which the schema is looked for.
const MOST_FOLDERS: usize = 8;

/// Adds the `#:schema` line that editors go by, where the project has that schema.
pub fn schema_line(target: &mut Target) {
    let name = match target.kind {
        Kind::Claims => "schema/claims.schema.json",
        Kind::Catalogue => "schema/sources.schema.json",
    };
    let has_one = target.text.lines().any(|line| line.starts_with("#:schema"));
    let folder = Path::new(&target.shown).parent().map(Path::to_owned);
    let Some(folder) = folder.filter(|_| !has_one && !target.text.starts_with('\u{feff}')) else {
        return;
    };
    let mut way = String::new();
    for _ in 0..MOST_FOLDERS {
        let schema = format!("{way}{name}");
        if folder.join(&schema).is_file() {
            let line_end = match target.text.contains("\r\n") {
                true => "\r\n",
                false => "\n",
            };
            let line = format!("#:schema {schema}");
            target.text = format!("{line}{line_end}{}", target.text);
            target.done.push(format!("line 1: {line} added"));
            return;
        }
        way.push_str("../");
    }
}

/// Lists in which an item that stands twice says nothing more.
const LISTS: [&str; 14] = [
    "names",
    "members",
    "part-of",
    "triggers",
    "participants",
    "about",
    "attributed-to",
    "tags",
    "references",
    "or",
    "supports",
    "contradicts",
    "omits",
    "mixed",
];

/// Takes out items that stand twice in a list.
pub fn repeated_items(target: &mut Target) {
    let Ok(mut document) = target.text.parse::<DocumentMut>() else {
        return;
    };
    let mut removed = Vec::new();
    each_list(document.as_table_mut(), &mut |key, list| {
        let mut seen = BTreeSet::new();
        let mut at = 0;
        while at < list.len() {
            let text = list
                .get(at)
                .and_then(|item| item.as_str())
                .map(str::to_owned);
            match text {
                Some(text) if !seen.insert(text.clone()) => {
                    remove(list, at);
                    removed.push(format!("{key}: the second \"{text}\" removed"));
                }
                _ => at += 1,
            }
        }
    });
    if !removed.is_empty() {
        target.text = document.to_string();
        target.done.extend(removed);
    }
}

/// Removes an item; if it was the last, what stood behind it stays.
fn remove(list: &mut Array, at: usize) {
    list.remove(at);
    if at == 0
        && let Some(first) = list.get_mut(0)
    {
        first.decor_mut().set_prefix("");
    }
}

fn each_list(table: &mut dyn TableLike, visit: &mut dyn FnMut(&str, &mut Array)) {
    for (key, item) in table.iter_mut() {
        let key = key.get().to_owned();
        if let Item::ArrayOfTables(tables) = item {
            for table in tables.iter_mut() {
                each_list(table, visit);
            }
        } else if let Some(list) = item.as_array_mut() {
            for inner in list.iter_mut() {
                if let Some(table) = inner.as_inline_table_mut() {
                    each_list(table, visit);
                }
            }
            if LISTS.contains(&key.as_str()) {
                visit(&key, list);
            }
        } else if let Some(table) = item.as_table_like_mut() {
            each_list(table, visit);
        }
    }
}

/// The mark that an entry is to be removed: a key that no file has.
const MARK: &str = "remove-this-entry";

/// Marks an entry of `[[key]]`; the others keep their places until all are marked.
pub fn mark_removed(target: &mut Target, key: &str, index: usize, why: String) {
    let Ok(mut document) = target.text.parse::<DocumentMut>() else {
        return;
    };
    let entries = document.get_mut(key).and_then(Item::as_array_of_tables_mut);
    if let Some(entry) = entries.and_then(|entries| entries.get_mut(index))
        && !entry.contains_key(MARK)
    {
        entry.insert(MARK, toml_edit::value(true));
        target.text = document.to_string();
        target.done.push(format!("[[{key}]] removed: {why}"));
    }
}

/// Removes the marked entries.
pub fn remove_marked(target: &mut Target) {
    let Ok(mut document) = target.text.parse::<DocumentMut>() else {
        return;
    };
    for key in ["suppress", "known-gap"] {
        let entries = document.get_mut(key).and_then(Item::as_array_of_tables_mut);
        if let Some(entries) = entries {
            entries.retain(|entry| !entry.contains_key(MARK));
        }
    }
    target.text = document.to_string();
}
