//! All wording of what can be wrong with a claim file, each with its stable code.

use crate::base::{Problem, Span, nearest};
use crate::claims::policy::{PolicyError, PolicyMistake, WORDS};
use crate::claims::table::{KINDS, Keys};
use crate::value::EdtfError;

fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// `a`, `b` or `c`.
fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn with_help(mut problem: Problem, help: Option<String>) -> Problem {
    problem.help = help;
    problem
}

pub(super) fn syntax(message: &str, span: Span) -> Problem {
    Problem::error("toml-syntax", format!("not valid TOML: {message}")).at(span)
}

pub(super) fn unknown_key(key: &str, keys: &Keys, span: Span) -> Problem {
    let problem = Problem::error(
        "unknown-key",
        format!("unknown key `{key}` in {}", keys.name),
    )
    .at(span);
    let elsewhere: Vec<&str> = KINDS
        .iter()
        .filter(|kind| kind.keys.contains(&key))
        .map(|kind| kind.name)
        .collect();
    let help = if keys
        .keys
        .contains(&key.to_lowercase().replace('_', "-").as_str())
        || elsewhere.is_empty()
    {
        did_you_mean(key, keys.keys.iter().copied())
            .unwrap_or_else(|| format!("known keys: {}", keys.keys.join(", ")))
    } else {
        format!("`{key}` belongs in {}", elsewhere.join(" or "))
    };
    problem.help(help)
}

/// `found` is TOML's name of the type.
pub(super) fn wrong_type(key: &str, expected: &str, found: &str, span: Span) -> Problem {
    let found = match found {
        "array" => "a list",
        "boolean" => "`true` or `false`",
        "datetime" => "a date",
        "float" | "integer" => "a number",
        "table" => "a table",
        _ => "a string",
    };
    Problem::error(
        "wrong-type",
        format!("`{key}` is {found}, expected {expected}"),
    )
    .at(span)
}

pub(super) fn missing_key(key: &str, keys: &Keys, span: Span) -> Problem {
    Problem::error("missing-key", format!("{} has no `{key}`", keys.name)).at(span)
}

pub(super) fn missing_version(span: Span) -> Problem {
    Problem::error("missing-version", "the claim file has no `version`")
        .at(span)
        .help("put `version = 1` at the top of the file")
}

pub(super) fn unsupported_version(version: &str, span: Span) -> Problem {
    Problem::error(
        "unsupported-version",
        format!("unsupported version `{version}`"),
    )
    .at(span)
    .help("this program reads claim files with `version = 1`")
}

pub(super) fn empty_string(key: &str, span: Span) -> Problem {
    Problem::error("empty-string", format!("`{key}` is empty")).at(span)
}

pub(super) fn empty_list(key: &str, span: Span) -> Problem {
    let help = match key {
        "names" => "give at least one name",
        _ => "name at least one, or leave the key out",
    };
    Problem::error("empty-list", format!("`{key}` is empty"))
        .at(span)
        .help(help)
}

pub(super) fn unknown_value(key: &str, value: &str, known: &[&str], span: Span) -> Problem {
    let help = did_you_mean(value, known.iter().copied())
        .unwrap_or_else(|| format!("write {}", one_of(known)));
    Problem::error("unknown-value", format!("unknown {key} `{value}`"))
        .at(span)
        .help(help)
}

pub(super) fn bad_id(what: &str, id: &str, span: Span) -> Problem {
    let mut plain = String::new();
    for c in crate::value::name::fold(id).chars() {
        match c {
            'a'..='z' | '0'..='9' => plain.push(c),
            _ if !plain.ends_with('-') => plain.push('-'),
            _ => {}
        }
    }
    let plain = plain.trim_matches('-');
    let help = match plain.is_empty() {
        true => "an id is made of a-z, 0-9 and `-`".to_owned(),
        false => format!("an id is made of a-z, 0-9 and `-`: `{plain}`"),
    };
    Problem::error("bad-id", format!("`{id}` is no {what} id"))
        .at(span)
        .help(help)
}

pub(super) fn duplicate(what: &str, id: &str, first: &str, span: Span) -> Problem {
    Problem::error(
        "duplicate-id",
        format!("the {what} id `{id}` is used twice"),
    )
    .at(span)
    .help(format!("it is used first at {first}"))
}

pub(super) fn bad_date(error: &EdtfError, text: &str, span: Span) -> Problem {
    let problem = Problem::error("bad-date", error.to_string()).at(span);
    let is_edtf_like = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b"-/.?~%X".contains(&b));
    match error {
        EdtfError::Shape(_) | EdtfError::Time(_) | EdtfError::Empty => problem.help(
            "write a day as `2025-10-23`, a month as `2025-10`, an interval as `2025-10-23/2025-10-25`",
        ),
        EdtfError::Month(_) if is_edtf_like => problem.help("the order is year, month, day"),
        _ => problem,
    }
}

pub(super) fn no_day_in_date(text: &str, span: Span) -> Problem {
    Problem::error("bad-date", format!("`{text}` is a time without a day")).at(span)
}

/// Signs of other languages, with how they are written here.
const FOREIGN_SIGNS: [(&str, &str); 5] = [
    ("||", "`or`"),
    ("&&", "`and`"),
    ("=>", "`>=`"),
    ("=<", "`<=`"),
    ("=", "`==`"),
];

pub(super) fn bad_policy(key: &str, error: &PolicyError, text: &str, span: Span) -> Problem {
    let problem = Problem::error("bad-policy", format!("`{key}`: {error}")).at(span);
    let rest = text.get(error.span.start()..).unwrap_or_default();
    let foreign = FOREIGN_SIGNS.iter().find(|row| rest.starts_with(row.0));
    if let Some((sign, ours)) = foreign {
        return problem.help(format!("write {ours} instead of `{sign}`"));
    }
    let help = match &error.kind {
        PolicyMistake::UnknownWord(word) => did_you_mean(word, WORDS).unwrap_or_else(|| {
            "it counts supports, contradicts, omits, mixed and independent-supports".to_owned()
        }),
        PolicyMistake::Expected(_) => {
            "a condition reads like `contradicts > 0 or supports < 2`".to_owned()
        }
        PolicyMistake::TooLarge => "a share is at most `100%`".to_owned(),
        PolicyMistake::TooDeep => "join conditions with `and` and `or`".to_owned(),
    };
    problem.help(help)
}

pub(super) fn not_a_number(key: &str, span: Span) -> Problem {
    Problem::error("bad-number", format!("`{key}` is not a finite number")).at(span)
}

pub(super) fn quantity_without_value(span: Span) -> Problem {
    Problem::error("quantity-without-value", "the quantity has no number")
        .at(span)
        .help("give `value`, or `min`, `max` or both")
}

pub(super) fn value_and_bounds(span: Span) -> Problem {
    Problem::error(
        "value-and-bounds",
        "the quantity has both `value` and bounds",
    )
    .at(span)
    .help("keep `value`, or `min` and `max`")
}

pub(super) fn min_above_max(span: Span) -> Problem {
    Problem::error("min-above-max", "`min` is greater than `max`").at(span)
}

pub(super) fn unknown_event(event: &str, near: Option<&str>, span: Span) -> Problem {
    Problem::warning("unknown-event", format!("unknown event `{event}`"))
        .at(span)
        .help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a verb in its base form (`meet`), or list the wordings in `triggers`"
                .to_owned(),
        })
}

pub(super) fn unidentifiable(id: &str, span: Span) -> Problem {
    Problem::warning(
        "unidentifiable-claim",
        format!("claim `{id}` says too little to find its event"),
    )
    .at(span)
    .help("give `participants`, or `about` together with `place` or `date`")
}

pub(super) fn duplicate_participant(name: &str, span: Span) -> Problem {
    Problem::warning("duplicate-participant", format!("`{name}` is listed twice")).at(span)
}

pub(super) fn unknown_entity<'c>(
    key: &str,
    name: &str,
    known: impl IntoIterator<Item = &'c str>,
    span: Span,
) -> Problem {
    let help = did_you_mean(name, known)
        .unwrap_or_else(|| format!("add `[entity.{name}]` with its names, or write a plain name"));
    Problem::error(
        "unknown-entity",
        format!("`{key}` names no entity: `{name}`"),
    )
    .at(span)
    .help(help)
}

pub(super) fn unknown_whole<'c>(
    name: &str,
    known: impl IntoIterator<Item = &'c str>,
    span: Span,
) -> Problem {
    let problem = Problem::error(
        "unknown-entity",
        format!("`part-of` names no entity: `{name}`"),
    )
    .at(span);
    with_help(problem, did_you_mean(name, known))
}

pub(super) fn misspelt_entity(name: &str, near: &str, span: Span) -> Problem {
    Problem::warning(
        "misspelt-entity",
        format!("`{name}` is no entity id, so it is a plain name"),
    )
    .at(span)
    .help(format!("did you mean `{near}`?"))
}

pub(super) fn ambiguous_name(name: &str, ids: &[&str], span: Span) -> Problem {
    Problem::warning(
        "ambiguous-name",
        format!("more than one entity has the name `{name}`"),
    )
    .at(span)
    .help(format!("write the id: {}", one_of(ids)))
}

pub(super) fn part_of_itself(chain: &[&str], span: Span) -> Problem {
    Problem::error("part-of-cycle", format!("`{}` is part of itself", chain[0]))
        .at(span)
        .help(format!("{} is a circle", chain.join(" → ")))
}

pub(super) fn unused_entity(id: &str, span: Span) -> Problem {
    Problem::note("unused-entity", format!("no claim names the entity `{id}`")).at(span)
}

pub(super) fn expected_twice(source: &str, first: &str, second: &str, span: Span) -> Problem {
    let message = match first == second {
        true => format!("source `{source}` is listed twice in `{first}`"),
        false => format!("source `{source}` is listed in both `{first}` and `{second}`"),
    };
    Problem::error("expected-twice", message).at(span)
}

pub(super) fn unknown_claim<'c>(
    table: &str,
    claim: &str,
    known: impl IntoIterator<Item = &'c str>,
    span: Span,
) -> Problem {
    let problem = Problem::error(
        "unknown-claim",
        format!("{table} is about a claim that does not exist: `{claim}`"),
    )
    .at(span);
    with_help(problem, did_you_mean(claim, known))
}

pub(super) fn gap_without_expectation(claim: &str, source: &str, span: Span) -> Problem {
    Problem::warning(
        "gap-without-expectation",
        format!("claim `{claim}` expects nothing of source `{source}`, so there is no gap"),
    )
    .at(span)
    .help("list the source in `[claim.expect]`, or remove the gap")
}

pub(super) fn repeated_entry(table: &str, claim: &str, source: &str, span: Span) -> Problem {
    Problem::warning(
        "repeated-entry",
        format!("{table} for claim `{claim}` and source `{source}` stands twice"),
    )
    .at(span)
}

pub(super) fn unknown_source<'c>(
    table: &str,
    source: &str,
    known: impl IntoIterator<Item = &'c str>,
    span: Span,
) -> Problem {
    let problem = Problem::error(
        "unknown-source",
        format!("{table} names a source that does not exist: `{source}`"),
    )
    .at(span);
    with_help(problem, did_you_mean(source, known))
}
