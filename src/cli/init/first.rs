//! The first claim file of an imported project: a draft to be written over.

use super::catalogue::Row;

/// A valid claim file that names the imported sources.
pub fn claim_file(rows: &[Row]) -> String {
    let day = rows
        .iter()
        .filter_map(|row| row.facts.published.as_ref())
        .map(|fact| fact.value.as_str())
        .find(|day| day.len() == 10)
        .unwrap_or("2025-03-04");
    let ids: Vec<String> = rows
        .iter()
        .take(2)
        .map(|row| format!("\"{}\"", row.id))
        .collect();
    format!(
        r#"# What you would like to print, as one event. Write over everything between the quotes.
version = 1

[[claim]]
id = "my-first-claim"          # a-z, 0-9 and -
status = "draft"               # shown, but fails nothing; take this line out once the claim is yours
text = "Somebody met Somebody Else in Lisbon."
event = "meet"                 # a verb: meet, visit, sign, kill, say …
participants = ["Somebody", "Somebody Else"]
place = "Lisbon"
date = "{day}"            # also "2025-03", or "2025-03-01/2025-03-07"

# [claim.expect]               # what you found by reading, if you did: a check of its own
# supports = [{}]
"#,
        ids.join(", ")
    )
}
