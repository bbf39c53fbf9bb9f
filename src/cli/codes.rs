//! Pages for `explain CODE` on what the program says of files: each stable code with a sentence
//! and what to do. Reasons of verdicts have theirs in `judge::Reason`.

/// The page of a code.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub code: &'static str,
    /// Lower case, no full stop.
    pub summary: &'static str,
    pub text: &'static str,
}

/// The page of a code, if there is one.
pub fn find(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code == code)
}

const fn page(code: &'static str, summary: &'static str, text: &'static str) -> Page {
    Page {
        code,
        summary,
        text,
    }
}

/// All pages, sorted by code.
pub const PAGES: &[Page] = &[
    page(
        "alias-collision",
        "two entities share a name",
        "Two `[entity.…]` list the same name, so a claim that writes the name could mean either. Leave the name to the one that articles usually mean by it; a claim that means the other writes its id.",
    ),
    page(
        "ambiguous-name",
        "a name stands for several entities",
        "A claim writes a name that more than one entity has, and neither the file nor the kind decides. Write the entity's id.",
    ),
    page(
        "bad-against",
        "an earlier result that cannot be compared with",
        "`--against` takes the JSON or JSONL that an earlier run wrote with all its verdicts, or a git revision that holds the claims and articles. A result that is cut off, partial or of another `schema` is refused.",
    ),
    page(
        "bad-date",
        "not a date",
        "Dates are written in EDTF: a day as `2025-10-23`, a month as `2025-10`, an interval as `2025-10-23/2025-10-25`. The order is year, month, day.",
    ),
    page(
        "bad-filter",
        "not a filter expression",
        "A filter is `claim:GLOB`, `source:GLOB`, `tag:TAG`, `verdict:VERDICT`, or a part of a claim's id.",
    ),
    page(
        "bad-front-matter",
        "front matter that cannot be read",
        "The lines between `+++` or `---` at the top of a Markdown file are not what they announce. The article is read; what they say about it is lost.",
    ),
    page(
        "bad-id",
        "an id with other signs than a-z, 0-9 and -",
        "Ids of claims and entities are made of small letters, digits and hyphens, so that they work as names of tests and files. Ids of articles must be printable and shorter than 512 bytes.",
    ),
    page(
        "bad-json-line",
        "a line of JSONL that is no article",
        "Each line of a JSONL corpus is one JSON object with at least `id` and `text`. The line is left out.",
    ),
    page(
        "bad-number",
        "not a finite number",
        "Numbers in a claim are whole or decimal, without infinity.",
    ),
    page(
        "bad-policy",
        "a condition that cannot be read",
        "`error-if` and `warn-if` compare counts: `contradicts > 0 or supports < 2`. They count supports, contradicts, omits, mixed and independent-supports, with `and`, `or`, parentheses and shares such as `20%`.",
    ),
    page(
        "bad-source-id",
        "an id that cannot name a source",
        "The `id` of a source must be printable, not empty and shorter than 512 bytes.",
    ),
    page(
        "bad-toml",
        "a source or configuration file that is not valid TOML",
        "The file breaks the rules of TOML at the place shown. Usual causes are a missing quotation mark, a missing bracket, or one key twice.",
    ),
    page(
        "based-on",
        "what an article is based on is not in the corpus",
        "`based-on` names a source so that copies of one report count once. It may be misspelt, or the original is not there.",
    ),
    page(
        "binary-file",
        "a file that is no text",
        "The file has a NUL byte, which no text has. Move it out of the corpus.",
    ),
    page(
        "cannot-fix",
        "a file that is left as it is",
        "`fix` and `suppress` write a file only if it is read without new mistakes afterwards. Here it would not be; change it by hand.",
    ),
    page(
        "cannot-import",
        "nothing could be imported",
        "`init --from` needs a folder of saved pages (.html, .htm) or texts (.txt, .md), other than the corpus itself.",
    ),
    page(
        "cannot-watch",
        "files cannot be watched",
        "Neither the system tells of edits nor can the files be looked at. Look whether the folders of claims and articles exist and can be read.",
    ),
    page(
        "duplicate-claim",
        "two claims say the same",
        "All facets of two claims are equal, so they get the same verdicts and count twice. Remove one, or say in what they differ.",
    ),
    page(
        "duplicate-id",
        "one id is used twice",
        "Ids of claims are unique over all claim files, ids of entities too, and ids of articles over the whole corpus: verdicts and snapshots are filed under them.",
    ),
    page(
        "duplicate-participant",
        "a participant is listed twice",
        "Each participant is a facet of its own; the same one twice says nothing more. `corroborate fix` takes the second out.",
    ),
    page(
        "duplicate-text",
        "two articles are the same text",
        "They would count as two sources. Remove one, or say in `based-on` where it comes from.",
    ),
    page(
        "empty-article",
        "an article without text",
        "The file holds nothing but white space or front matter, so there is nothing to judge.",
    ),
    page(
        "empty-list",
        "a list with nothing in it",
        "Name at least one, or leave the key out.",
    ),
    page(
        "empty-string",
        "a text with nothing in it",
        "The value is needed; leave the key out if you do not want to claim it.",
    ),
    page(
        "expectation-missed",
        "the checker disagrees with a person",
        "`[claim.expect]` says what a person found by reading, and the checker finds something else. If the person is right and the checker cannot be helped now, list it as `[[known-gap]]` with a reason.",
    ),
    page(
        "expectation-unknown-source",
        "an expectation about a source that is not there",
        "`[claim.expect]` names a source that is not in the corpus. Correct its id, or remove the entry.",
    ),
    page(
        "expected-twice",
        "a source is expected to say two things",
        "A source stands in one list of `[claim.expect]`, once.",
    ),
    page(
        "gap-without-expectation",
        "a known gap without anything to miss",
        "A `[[known-gap]]` excuses an expectation that the checker misses. List the source in `[claim.expect]`, or remove the gap.",
    ),
    page(
        "imported-text",
        "how a page was read",
        "The page was not UTF-8, or its text had to be taken from its description of itself. Look whether the text is right.",
    ),
    page(
        "known-gap",
        "an expectation that is known to be missed",
        "The checker is wrong here and this is on record, so it does not fail the gate.",
    ),
    page(
        "known-gap-passing",
        "a known gap has closed",
        "The checker meets the expectation by now. Remove the `[[known-gap]]`, by hand or with `corroborate fix --unused`.",
    ),
    page(
        "known-gap-unused",
        "a known gap without an expectation",
        "There is no expectation of this source that the gap could excuse. Remove it.",
    ),
    page(
        "language",
        "a language that is not read",
        "The program reads English. Articles in other languages are searched all the same, and mostly omit.",
    ),
    page(
        "link-not-followed",
        "a link in the corpus that is not followed",
        "Links to folders are not followed, so that no loop and nothing outside of the corpus is read.",
    ),
    page(
        "min-above-max",
        "bounds the wrong way round",
        "`min` is greater than `max`, so no number fits.",
    ),
    page(
        "missing-key",
        "a key that is needed is missing",
        "A claim needs `id`, `text` and `event`; an entity needs `names`; `[[suppress]]` and `[[known-gap]]` need `claim`, `source` and `reason`; a source needs `path` or `glob`.",
    ),
    page(
        "missing-version",
        "the file does not say its version",
        "Put `version = 1` at the top, so that later versions of the program know how to read it. `corroborate fix` does so.",
    ),
    page(
        "misspelt-entity",
        "a name that looks like an entity's id",
        "The name is no entity's id but nearly one, so it is compared as a plain name. Correct it if the entity was meant.",
    ),
    page(
        "modified-later",
        "an article was changed days after it came out",
        "Relative dates are counted from `published`; if the text was rewritten later, they may mean other days. Look whether they fit.",
    ),
    page(
        "no-article",
        "nothing there is an article",
        "Only `.txt`, `.md` and `.jsonl` files that are not hidden are articles. Saved web pages become articles with `corroborate init --from FOLDER`.",
    ),
    page(
        "no-git",
        "git cannot be run",
        "`--against REVISION` asks git for the claims and articles of that revision. Install git, or compare with a result that was written with `--report jsonl=PATH`.",
    ),
    page(
        "no-project",
        "no project here or above",
        "A project is a folder with `corroborate.toml`, or with `claims/` and `corpus/`. Start one with `corroborate init`.",
    ),
    page(
        "no-published",
        "the day of publication is not known",
        "Relative dates (\"Thursday\") are counted from it; without it they stay open, and open dates never contradict. Give `published` in `sources.toml`.",
    ),
    page(
        "no-such-path",
        "a path that leads nowhere",
        "The file or folder does not exist. Paths in `sources.toml` are relative to that file, those in `corroborate.toml` to the project's folder.",
    ),
    page(
        "not-imported",
        "a file that did not become an article",
        "The page holds no article text, or is built in a way that cannot be read. Save it again, or put its text into a `.txt` file.",
    ),
    page(
        "not-our-folder",
        "a folder with files that are not ours",
        "`report` replaces its folder as a whole, so it refuses one that holds anything it did not write itself. Name another folder with `--out`, or move those files away.",
    ),
    page(
        "not-utf-8",
        "a text in another encoding",
        "Articles are read as UTF-8. Convert a copy, or import the file with `corroborate init --from`, which knows other encodings.",
    ),
    page(
        "nothing-to-check",
        "no claim or no article",
        "A gate that looks at nothing must not be green. Add claims and articles, or correct the paths.",
    ),
    page(
        "nothing-to-import",
        "the folder holds no page and no text",
        "`init --from` reads `.html`, `.htm`, `.txt` and `.md`. Save web pages as HTML.",
    ),
    page(
        "nothing-to-suppress",
        "there is no such finding",
        "`suppress` accepts a finding that contradicts or is mixed, or the verdict given with `--verdict`. The source says something else of this claim.",
    ),
    page(
        "outside-path",
        "a path that leads out of the corpus",
        "Rows of `sources.toml` speak of files below it.",
    ),
    page(
        "part-of-cycle",
        "something is part of itself",
        "Following `part-of` and `members` leads in a circle. Take out one of the steps.",
    ),
    page(
        "policy-error",
        "a claim's `error-if` holds",
        "The counts over the sources are such that the gate fails. Look at the findings; change the claim, accept a finding with `corroborate suppress`, or set another policy.",
    ),
    page(
        "policy-warning",
        "a claim's `warn-if` holds",
        "The counts over the sources are worth a look; the gate passes.",
    ),
    page(
        "published-too-early",
        "an article speaks of days after its publication",
        "A full date in the text that is told as past lies after `published`. One of the two is wrong.",
    ),
    page(
        "quantity-without-value",
        "a quantity without a number",
        "Give `value`, or `min`, `max` or both.",
    ),
    page(
        "repeated-entry",
        "an entry that stands twice",
        "The same claim and source are suppressed, or known as a gap, more than once.",
    ),
    page(
        "report-among-inputs",
        "a report inside the claims or the articles",
        "Pages written there would be read as articles by the next run. Name a folder outside with `--out`.",
    ),
    page(
        "report-path",
        "a report that cannot go where it is sent",
        "`--report FORMAT=PATH` names a file, or `-` for standard output. No two results share a file or standard output, and none replaces a claim file or an article.",
    ),
    page(
        "short-reason",
        "a reason that tells nothing",
        "The reason of a `[[suppress]]` or `[[known-gap]]` is what a colleague judges it by, months later. Say it in a few words.",
    ),
    page(
        "short-text",
        "an article with hardly any text",
        "A page that was saved before it was loaded, or behind a paywall, looks like this. Look whether the text is whole.",
    ),
    page(
        "snapshot-changed",
        "verdicts or evidence differ from what was accepted",
        "Look at the difference with `corroborate review`, and accept it if it is right.",
    ),
    page(
        "snapshot-missing",
        "nothing was accepted under this name yet",
        "Look at the page with `corroborate review`, and accept it if it is right.",
    ),
    page(
        "snapshot-orphan",
        "an accepted result of no claim",
        "The claim is gone or retired. `corroborate accept --prune` removes the file.",
    ),
    page(
        "suppressed",
        "a finding that a person accepted",
        "A `[[suppress]]` accepts this finding; it stays visible and does not count.",
    ),
    page(
        "suppression-expired",
        "a suppression is over",
        "The newest article is younger than the last day in `expires`. Look at the finding again, then move the day or remove the entry.",
    ),
    page(
        "suppression-unused",
        "a suppression that accepts nothing",
        "The source no longer says what was accepted. Remove the entry, by hand or with `corroborate fix --unused`.",
    ),
    page(
        "text-date-differs",
        "the sentence and the `date` disagree",
        "The claim's sentence gives a full date that has no day in common with its `date`. Verdicts rest on the facet alone, so readers would be misled.",
    ),
    page(
        "text-number-differs",
        "the sentence and the `quantity` disagree",
        "The claim's sentence counts or measures, and never as much as its `quantity`. Verdicts rest on the facet alone.",
    ),
    page(
        "text-place-differs",
        "the sentence and the `place` disagree",
        "The claim's sentence says that it happened somewhere else than its `place`. Verdicts rest on the facet alone.",
    ),
    page(
        "toml-syntax",
        "a claim file that is not valid TOML",
        "The file breaks the rules of TOML at the place shown. Usual causes are a missing quotation mark, a missing bracket, or one key twice.",
    ),
    page(
        "too-large",
        "a file or line that is too long",
        "Files up to 64 MiB are read. One file is one article; put many articles into a `.jsonl`, one a line.",
    ),
    page(
        "too-long",
        "a sentence that is none",
        "`draft` reads a sentence or a few. Put an article into the corpus, and let `corroborate suggest` propose claims from it.",
    ),
    page(
        "two-rows",
        "two rows about one file",
        "Put everything that is known about a file into one `[[source]]`.",
    ),
    page(
        "unidentifiable-claim",
        "a claim that says too little",
        "Without participants, or two of `about`, `place`, `date` and `quantity`, an event cannot be told from others of its kind, so every source would omit it.",
    ),
    page(
        "unknown-claim",
        "there is no claim of that id",
        "Ids are matched letter by letter. `corroborate --format matrix` lists them.",
    ),
    page(
        "unknown-entity",
        "there is no entity of that id",
        "In `or`, `members` and `part-of`, a word in small letters with a hyphen is taken for an entity's id. Add the entity, or write a plain name.",
    ),
    page(
        "unknown-event",
        "a verb that the program does not know",
        "The program knows the forms of a verb, and other ways to say the same, from its lexicon. Write the verb in its base form (`meet`, not `met`), or list the wordings in `triggers`.",
    ),
    page(
        "unknown-format",
        "a file that is not read as it is",
        "Web pages and data files would be read with their markup. `corroborate init --from FOLDER` makes articles of saved pages.",
    ),
    page(
        "unknown-key",
        "a key that means nothing here",
        "Unknown keys are refused, so that a slip does not silently change what is claimed. `corroborate fix` corrects the usual slips.",
    ),
    page(
        "unknown-place",
        "a place that the gazetteer does not know",
        "Whether one place lies in another is known only for places of the gazetteer. Others are compared by name.",
    ),
    page(
        "unknown-source",
        "there is no source of that id",
        "The id of an article is that of its row in `sources.toml`, else its file name without ending.",
    ),
    page(
        "unknown-value",
        "a value that means nothing here",
        "The key takes one of a few words. `corroborate fix` corrects the usual slips.",
    ),
    page(
        "unknown-version",
        "a version of the file that is not known",
        "This program reads files with `version = 1`.",
    ),
    page(
        "unreadable-configuration",
        "a claim, source or configuration file that cannot be read",
        "Without it the run cannot go on. Look at its permissions and its encoding, which is UTF-8.",
    ),
    page(
        "unreadable-file",
        "an article that cannot be read",
        "It is left out; under `--strict-input` the run fails.",
    ),
    page(
        "unreadable-snapshots",
        "accepted results that cannot be read",
        "Look at the permissions of the folder of snapshots.",
    ),
    page(
        "unsupported-version",
        "a version of the file that is not known",
        "This program reads claim files with `version = 1`.",
    ),
    page(
        "unused-entity",
        "an entity that no claim names",
        "It changes nothing. It may be misspelt where it is used.",
    ),
    page(
        "unwritable",
        "a file that cannot be written",
        "Look at the permissions of the file and its folder, and whether the disk is full. Nothing was changed.",
    ),
    page(
        "unwritable-folder",
        "a folder that cannot be written",
        "The system refuses to write there; its reason is part of the message. Check the rights, the free space, and that no file has the folder's name.",
    ),
    page(
        "unwritable-report",
        "a report that cannot be written",
        "The system refuses to write the file; its reason is part of the message. The other reports of the run are written all the same.",
    ),
    page(
        "value-and-bounds",
        "a number and its bounds",
        "A quantity has either `value`, or `min` and `max`.",
    ),
    page(
        "wrong-key",
        "a key that cannot stand here",
        "A row of `sources.toml` has either `path` or `glob`, and `id` is no default.",
    ),
    page(
        "wrong-type",
        "a value of the wrong kind",
        "For example a text where a list is expected. `corroborate fix` corrects it where only one thing can be meant.",
    ),
];

#[cfg(test)]
mod tests {
    use super::PAGES;

    #[test]
    fn codes_are_sorted_and_unique() {
        let codes: Vec<&str> = PAGES.iter().map(|page| page.code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    }
}
