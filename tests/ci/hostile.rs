//! Articles and file names that would like to be more than text.

use crate::desk::Desk;
use crate::formats::{rows, valid_sarif};

/// Things that mean something to a terminal, a page, a spreadsheet, a log or a parser.
const NASTY: [&str; 12] = [
    "=HYPERLINK(\"http://example.org\")",
    "<script>alert(1)</script>",
    "[a link](https://example.org) ![x](y)",
    "@desk #12 `code` | a | b |",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "\u{202e}reversed\u{2066}",
    "]]> &amp; <!-- --> <!DOCTYPE x>",
    "::error file=x::boo %0A::warning::boo",
    "{0} {{1}} ${{ secrets.X }} $(id) `id`",
    "\u{fffe}\u{ffff} no characters",
    "\"quoted\",'single',\\backslash\\",
    "\u{85}\u{2028}next line",
];

/// Each inside of the sentence that decides.
fn desk() -> Desk {
    let desk = Desk::new();
    for (at, nasty) in NASTY.iter().enumerate() {
        let text = format!("Minister Berit Solheim visited Bergen on Friday, {nasty} she said.\n");
        desk.write(&format!("corpus/nasty-{at}.txt"), &text);
        desk.write(
            &format!("corpus/nasty-{at}.md"),
            &format!(
                "---\nid: more-{at}\npublished: 2024-07-06\n---\n{nasty}\n::error::x\n\n{text}"
            ),
        );
    }
    desk.write(
        "corpus/a,b;line=1%0A::error::x.txt",
        "Berit Solheim visited Bergen on 5 July 2024.\n",
    );
    desk.write(
        "corpus/=1+1.txt",
        "Berit Solheim visited Bergen on 6 July 2024.\n",
    );
    desk.write(
        "corpus/<b>|`@x`.txt",
        "Berit Solheim visited Bergen on 7 July 2024.\n",
    );
    desk
}

/// Whether a text does anything to a terminal but show letters.
fn has_power(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')
    })
}

fn report(desk: &Desk, format: &str) -> String {
    let ran = desk.run(&["--format", format]).code(1);
    assert!(!has_power(&ran.out), "{format}: {}", ran.out);
    ran.out
}

#[test]
fn sarif_stays_valid_and_its_messages_text() {
    let log = valid_sarif(&report(&desk(), "sarif"));
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.len() > 15, "{}", results.len());
    for result in results {
        let message = result["message"]["text"].as_str().expect("a message");
        for (at, _) in message.match_indices('[') {
            assert_eq!(&message[at - 1..at], "\\", "{message}");
        }
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let uri = place["uri"].as_str().expect("a URI");
        assert!(!uri.contains([' ', '<', '|', ':', ';', '`', '@']), "{uri}");
    }
}

#[test]
fn junit_stays_well_formed() {
    let text = report(&desk(), "junit");
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let cases = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"));
    assert_eq!(cases.count(), 3);
    let elements = [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    ];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(elements.contains(&node.tag_name().name()), "{node:?}");
    }
}

#[test]
fn no_cell_of_a_table_calculates() {
    let rows = rows(&report(&desk(), "csv"));
    assert!(rows.len() > 50);
    for row in rows {
        for cell in row.values() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
            assert!(!cell.contains('\n'), "{cell}");
        }
    }
}

#[test]
fn an_annotation_is_one_line_and_one_command() {
    let text = report(&desk(), "github");
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 11, "{text}");
    for line in text.lines() {
        let begin = ["::error file=", "::notice title=corroborate::and "];
        let is_ours = begin.iter().any(|begin| line.starts_with(begin));
        assert!(is_ours || !line.trim_start().starts_with("::"), "{line}");
        if let Some(properties) = line.strip_prefix("::error ") {
            let (properties, _) = properties.split_once("::").expect("a message");
            for property in properties.split(',') {
                let (name, _) = property.split_once('=').expect("a property");
                let known = ["file", "line", "endLine", "col", "endColumn", "title"];
                assert!(known.contains(&name), "{line}");
            }
        }
    }
}

#[test]
fn nothing_in_a_summary_is_markup() {
    let text = report(&desk(), "markdown");
    for ours in ["<!-- -->", "**"] {
        assert!(text.contains(ours));
    }
    let rest = text.replace("<!-- -->", "").replace("**", "");
    for line in rest.lines() {
        let line = line.strip_prefix("  > ").unwrap_or(line);
        assert!(
            !line.contains(['<', '>', '`', '[', ']', '@', '$', '\\', '*', '_', '~']),
            "{line}"
        );
    }
    // A table has as many cells in each row as in its head.
    for table in rest.split("\n\n").filter(|block| block.starts_with('|')) {
        let mut widths = table.lines().map(|line| line.matches('|').count());
        let head = widths.next();
        assert!(widths.all(|width| Some(width) == head), "{table}");
    }
}
