//! `lint` and `fix`: claim and source files by themselves.

use crate::folder::{CLAIM, Folder, project};

#[test]
fn lint_reads_no_article() {
    let folder = Folder::new(&[("claims/a.toml", CLAIM)]);
    folder
        .run(&["lint", "claims"])
        .code(0)
        .shows(&["1 file, 1 claim: 0 errors, 0 warnings"]);
    folder.run(&["lint"]).code(2).says(&["no project here"]);
    folder
        .run(&["lint", "nowhere"])
        .code(2)
        .says(&["`nowhere` cannot be opened"]);
    let empty = Folder::new(&[("claims/.keep", "")]);
    empty
        .run(&["lint", "claims"])
        .code(4)
        .says(&["nothing to check"]);
}

#[test]
fn lint_tells_mistakes_of_both_kinds_of_files() {
    let folder = project();
    folder.write(
        "claims/visit.toml",
        CLAIM.replace("place =", "plase =").as_bytes(),
    );
    folder.write(
        "corpus/sources.toml",
        b"version = 1\n[[source]]\npath = \"gazette.txt\"\npublishd = \"2024\"\n",
    );
    folder.run(&["lint"]).code(2).says(&[
        "error[unknown-key]: unknown key `plase`",
        "claims/visit.toml:8:1",
        "corpus/sources.toml:4:1",
        "did you mean `published`?",
    ]);
    let folder = project();
    let expecting = format!("{CLAIM}\n[claim.expect]\nsupports = [\"gazete\"]\n");
    folder.write("claims/visit.toml", expecting.as_bytes());
    folder
        .run(&["lint"])
        .code(2)
        .says(&["unknown-source", "did you mean `gazette`?"]);
}

#[track_caller]
fn check_hint(claims: &str, code: &str, part: &str) {
    let folder = project();
    folder.write("claims/visit.toml", claims.as_bytes());
    let head = format!("[{code}]");
    folder.run(&["lint"]).code(0).says(&[&head, part]);
    folder.run(&["explain", code]).code(0).shows(&[code]);
}

#[test]
fn hints_are_certain_to_help() {
    check_hint(
        &CLAIM.replace("4 July", "5 July"),
        "text-date-differs",
        "says 2024-07-05, its `date` 2024-07-04",
    );
    check_hint(
        &CLAIM.replace("visited Oslo", "visited the docks in Madrid"),
        "text-place-differs",
        "says Madrid, its `place` Oslo",
    );
    check_hint(
        &CLAIM
            .replace(
                "place =",
                "quantity = { value = 17, of = \"boats\" }\nplace =",
            )
            .replace("visited Oslo", "visited 12 boats in Oslo"),
        "text-number-differs",
        "not its `quantity` 17 boats",
    );
    check_hint(
        &CLAIM.replace("place = \"Oslo\"", "place = \"Qwertzhavn\""),
        "unknown-place",
        "no place of the gazetteer is called `Qwertzhavn`",
    );
    let twice = CLAIM
        .replace("version = 1", "")
        .replace("oslo-visit", "again");
    check_hint(
        &format!("{CLAIM}{twice}"),
        "duplicate-claim",
        "`again` says the same as",
    );
    let shared = "\n[entity.ada]\nnames = [\"Ada Lindqvist\", \"the minister\"]\n\
                  [entity.bo]\nnames = [\"Bo Ray\", \"The Minister\"]\n";
    check_hint(
        &format!("{CLAIM}{shared}"),
        "alias-collision",
        "share the name `The Minister`",
    );
    let short = "\n[[suppress]]\nclaim = \"oslo-visit\"\nsource = \"gazette\"\nreason = \"ok\"\n";
    check_hint(
        &format!("{CLAIM}{short}"),
        "short-reason",
        "`ok` is no reason",
    );
}

#[test]
fn a_claim_in_order_gets_no_hint() {
    for text in [
        "Ada Lindqvist visited Oslo on 4 July 2024.",
        "Ada Lindqvist visited Oslo in July 2024, three days after 1 July 2024.",
        "After a night in Norway she went on.",
        "Ada Lindqvist visited Oslo on a Thursday.",
    ] {
        let folder = project();
        let claim = CLAIM.replace("Ada Lindqvist visited Oslo on 4 July 2024.", text);
        folder.write("claims/visit.toml", claim.as_bytes());
        let ran = folder.run(&["lint", "--strict"]).code(0);
        assert_eq!(ran.err, "", "{text}");
    }
}

#[test]
fn only_a_strict_run_fails_on_hints() {
    let folder = project();
    folder.write(
        "claims/visit.toml",
        CLAIM.replace("4 July", "5 July").as_bytes(),
    );
    folder.run(&["lint"]).code(0);
    folder.run(&["lint", "--strict"]).code(1);
}

/// What no one could object to, and comments and layout around it.
const UNTIDY: &str = "# claims of the desk   \n\n[defaults]\nerror_if = \"contradicts > 0\" # loud\n\
severity=\"errror\"\n\n[entity.ada]\nnames = [\n  \"Ada Lindqvist\",  # first\n  \"Minister \
Lindqvist\",\n  \"Ada Lindqvist\",\n]\n\n[[claim]]\n  id   = 'oslo-visit'\n  text = \"Ada \
Lindqvist visited Oslo in 2024.\"\n  event = \"visit\"\n  particpants = \"ada\"\n  place = \
\"Oslo\"   # the town\n  date = 2024\n";

const TIDY: &str = "# claims of the desk   \n\nversion = 1\n[defaults]\nerror-if = \"contradicts > \
0\" # loud\nseverity=\"error\"\n\n[entity.ada]\nnames = [\n  \"Ada Lindqvist\",  # first\n  \
\"Minister Lindqvist\",\n]\n\n[[claim]]\n  id   = 'oslo-visit'\n  text = \"Ada Lindqvist visited \
Oslo in 2024.\"\n  event = \"visit\"\n  participants = [\"ada\"]\n  place = \"Oslo\"   # the \
town\n  date = \"2024\"\n";

#[test]
fn fix_changes_what_is_mechanical_and_no_other_byte() {
    let folder = project();
    folder.write("claims/visit.toml", UNTIDY.as_bytes());
    folder
        .run(&["fix", "--check"])
        .code(1)
        .says(&["1 file would change"]);
    folder.run(&["fix", "--diff"]).code(1).shows(&[
        "-  particpants = \"ada\"",
        "+  participants = [\"ada\"]",
        "+version = 1",
    ]);
    assert_eq!(folder.read("claims/visit.toml"), UNTIDY);
    folder.run(&["fix"]).code(0).shows(&[
        "claims/visit.toml: line 5: error_if -> error-if",
        "version = 1 added",
        "names: the second \"Ada Lindqvist\" removed",
    ]);
    assert_eq!(folder.read("claims/visit.toml"), TIDY);
    folder.run(&["lint"]).code(0);
    folder
        .run(&["fix", "--check"])
        .code(0)
        .says(&["nothing mechanical"]);
}

#[test]
fn fix_keeps_line_ends_and_adds_the_line_for_editors() {
    let folder = project();
    let crlf = CLAIM
        .replace("version = 1\n", "")
        .replace("place =", "plase =");
    folder.write("claims/visit.toml", crlf.replace('\n', "\r\n").as_bytes());
    folder.write("schema/claims.schema.json", b"{}");
    folder.run(&["fix"]).code(0);
    let wanted = CLAIM.replace("version = 1\n", "#:schema ../schema/claims.schema.json\n");
    let fixed = folder.read("claims/visit.toml");
    assert!(
        fixed.starts_with("#:schema ../schema/claims.schema.json\r\n"),
        "{fixed:?}"
    );
    assert_eq!(
        fixed.replace("\r\n", "\n").replace("version = 1\n", ""),
        wanted
    );
    assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count());
}

#[test]
fn fix_leaves_alone_what_a_person_has_to_decide() {
    let folder = project();
    // A key of another table, a claim that does not exist, a slip of a key that is there already.
    let own = format!(
        "{CLAIM}plase = \"Bergen\"\nnames = [\"x\"]\n[[suppress]]\nclaim = \"oslo-vist\"\n\
         source = \"gazette\"\nreason = \"the paper took it back\"\n"
    );
    folder.write("claims/visit.toml", own.as_bytes());
    folder.run(&["fix"]).code(0).says(&["nothing mechanical"]);
    assert_eq!(folder.read("claims/visit.toml"), own);
    folder.write("claims/visit.toml", b"[[claim]\nid = ");
    folder.run(&["fix"]).code(0);
    assert_eq!(folder.read("claims/visit.toml"), "[[claim]\nid = ");
}

#[test]
fn fix_corrects_keys_of_the_catalogue() {
    let folder = project();
    let sources = "version = 1 # first\n[[source]]\npath = \"gazette.txt\"\nbased_on = \"AFP\"\n";
    folder.write("corpus/sources.toml", sources.as_bytes());
    folder
        .run(&["fix"])
        .code(0)
        .shows(&["corpus/sources.toml: line 4: based_on -> based-on"]);
    assert_eq!(
        folder.read("corpus/sources.toml"),
        sources.replace("based_on", "based-on")
    );
    assert_eq!(folder.read("corpus/gazette.txt"), crate::folder::ARTICLE);
}

#[test]
fn fix_removes_entries_that_are_of_no_use() {
    let folder = project();
    let expecting = format!("{CLAIM}\n[claim.expect]\nsupports = [\"gazette\"]\n");
    let unused = "\n# it was wrong once\n[[suppress]]\nclaim = \"oslo-visit\"\nsource = \
                  \"gazette\"\nreason = \"the paper took it back\"\n\n[[known-gap]]\nclaim = \
                  \"oslo-visit\"\nsource = \"gazette\"\nreason = \"weekdays\"\n";
    folder.write(
        "claims/visit.toml",
        format!("{expecting}{unused}").as_bytes(),
    );
    folder.run(&["fix"]).code(0).says(&["nothing mechanical"]);
    folder.run(&["fix", "--unused"]).code(0).shows(&[
        "[[suppress]] removed: the suppression of `oslo-visit` in `gazette` accepts nothing",
        "[[known-gap]] removed: the known gap of `gazette` is closed",
    ]);
    assert_eq!(folder.read("claims/visit.toml"), expecting);
    folder.run(&[]).code(0);
}
