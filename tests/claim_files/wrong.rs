//! What is said of wrong claim files: all problems at once, in the order of place.

use corroborate::claims;
use corroborate::report::problem::render;
use proptest::prelude::*;

use crate::wrong_files::WHOLE;
use crate::wrong_keys::IN_A_CLAIM;
use crate::{files, load, shown};

/// A right claim, six lines long, to which the rows of `IN_A_CLAIM` add.
const CLAIM: &str = r#"version = 1
[[claim]]
id = "a"
text = "A ferry sank."
event = "meet"
participants = ["Ferry"]
"#;

#[test]
fn a_wrong_key_of_a_claim_is_told() {
    for (lines, expected) in IN_A_CLAIM {
        let (set, problems) = load(&[&format!("{CLAIM}{lines}")]);
        assert_eq!(shown(&problems, &set), *expected, "{lines}");
    }
}

#[test]
fn a_wrong_file_is_told() {
    for (text, expected) in WHOLE {
        let (set, problems) = load(&[text]);
        assert_eq!(shown(&problems, &set), *expected, "{text}");
    }
}

#[test]
fn a_problem_is_shown_at_its_line() {
    let text = format!("{CLAIM}error-if = \"contradict > 0\"\n");
    let (_, problems) = load(&[&text]);
    assert_eq!(
        render(&problems[0], Some(&text), false),
        "\
error[bad-policy]: `error-if`: unknown word `contradict`
 --> claims/a.toml:7:13
  |
7 | error-if = \"contradict > 0\"
  |             ^^^^^^^^^^
  |
  = help: did you mean `contradicts`?"
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_move_a_place() {
    for text in [
        format!("{CLAIM}plaice = 1\n").replace('\n', "\r\n"),
        format!("\u{feff}{CLAIM}plaice = 1"),
    ] {
        let (_, problems) = load(&[&text]);
        let shown = render(&problems[0], Some(&text), false);
        assert!(shown.contains("--> claims/a.toml:7:1\n"), "{shown}");
    }
}

#[test]
fn ids_are_unique_over_all_files() {
    let entity = "[entity.crew]\nnames = [\"Crew\"]\n";
    let text = format!("{CLAIM}{entity}");
    let (set, problems) = load(&[&text, &text]);
    let shown = shown(&problems, &set);
    assert_eq!(
        shown[1..],
        [
            "3:6 error[duplicate-id] the claim id `a` is used twice; it is used first at claims/a.toml:3:6",
            "7:9 error[duplicate-id] the entity id `crew` is used twice; it is used first at claims/a.toml:7:9",
            "7:9 note[unused-entity] no claim names the entity `crew`",
        ]
    );
    assert_eq!(problems[1].file.as_deref(), Some("claims/b.toml"));
}

#[test]
fn a_broken_file_does_not_make_others_look_wrong() {
    let gap = "version = 1\n[[known-gap]]\nclaim = \"b\"\nsource = \"one\"\nreason = \"r\"\n";
    let (set, problems) = load(&[gap, "version = 1\n[[claim]\nid = \"b\"\n"]);
    assert_eq!(
        shown(&problems, &set),
        ["2:9 error[toml-syntax] not valid TOML: unclosed array table, expected `]`"]
    );
}

proptest! {
    #[test]
    fn any_text_loads_and_renders(
        parts in prop::collection::vec(
            prop_oneof![
                "\\PC{0,12}",
                "[\\[\\]{}=\"', \\n\\\\#.0-9a-z-]{0,12}",
                prop::sample::select(vec![
                    "version = 1\n", "\n[[claim]]\n", "\nid = \"a\"\n", "\n[claim.expect]\n",
                    "\n[entity.a]\n", "names = [\"A\", ", "part-of = [\"a\"]\n", "\ndate = 2025-",
                    "\nerror-if = \"(supports > ", "\nquantity = { min = ", "\n[[suppress]]\n",
                    "participants = [{ name = \"é\", or = [", "\"\"\"", "\u{1b}[2J", "\r",
                ]).prop_map(str::to_owned),
            ],
            0..16,
        )
    ) {
        let text = parts.concat();
        let (_, problems) = claims::load(&files(&[&text, &text]), &|_| false);
        for problem in &problems {
            let shown = render(problem, Some(&text), false);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{}", shown);
        }
    }
}
