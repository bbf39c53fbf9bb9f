//! A claim file as written: every field that could be read, with its place. Whether the fields go
//! together is for [`validate`](super::validate).

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{Problem, Span};
use crate::claims::policy::Policy;
use crate::claims::problems;
use crate::claims::table::{
    CLAIM, DEFAULTS, ENTITY, EXPECT, FILE, KNOWN_GAP, Located, Log, PARTICIPANT, QUANTITY,
    SUPPRESS, Table, string,
};
use crate::claims::{ClaimSeverity, EntityKind, Label, Modality, Polarity, Role, Status};
use crate::value::EdtfDate;

#[derive(Default)]
pub(super) struct RawFile {
    pub defaults: RawDefaults,
    pub entities: Vec<RawEntity>,
    pub claims: Vec<RawClaim>,
    pub suppressions: Vec<RawEntry>,
    pub known_gaps: Vec<RawEntry>,
    /// Parts of it may be missing, since it is not valid TOML.
    pub is_broken: bool,
}

#[derive(Default)]
pub(super) struct RawDefaults {
    pub severity: Option<ClaimSeverity>,
    pub error_if: Option<Policy>,
    pub warn_if: Option<Policy>,
    pub status: Option<Status>,
    pub tags: Vec<Located<String>>,
}

pub(super) struct RawEntity {
    pub id: Located<String>,
    pub kind: Option<EntityKind>,
    pub names: Vec<Located<String>>,
    pub part_of: Vec<Located<String>>,
    pub members: Vec<Located<String>>,
}

pub(super) struct RawClaim {
    pub id: Option<Located<String>>,
    pub text: Option<Located<String>>,
    pub event: Option<Located<String>>,
    pub triggers: Vec<Located<String>>,
    pub participants: Vec<RawParticipant>,
    pub place: Option<Located<String>>,
    pub date: Option<EdtfDate>,
    pub quantity: Option<RawQuantity>,
    pub about: Vec<Located<String>>,
    pub attributed_to: Vec<Located<String>>,
    pub modality: Option<Modality>,
    pub polarity: Option<Polarity>,
    pub own: RawDefaults,
    pub notes: Option<Located<String>>,
    pub references: Vec<Located<String>>,
    pub expect: Vec<(Label, Located<String>)>,
    /// Participants are written, or two of what, where, when and how many; whether or not these
    /// could be read.
    pub is_identified: bool,
}

pub(super) struct RawParticipant {
    pub name: Located<String>,
    pub role: Role,
    pub or: Vec<Located<String>>,
}

pub(super) struct RawQuantity {
    pub span: Span,
    pub value: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub approximate: bool,
    pub of: Option<Located<String>>,
    /// A number was written but could not be read: already reported.
    pub is_broken: bool,
}

/// A `[[suppress]]` or `[[known-gap]]`.
pub(super) struct RawEntry {
    pub claim: Located<String>,
    pub source: Option<Located<String>>,
    pub reason: Option<Located<String>>,
    pub verdict: Option<Label>,
    pub expires: Option<EdtfDate>,
}

pub(super) const LABELS: [(&str, Label); 4] = [
    ("supports", Label::Supports),
    ("contradicts", Label::Contradicts),
    ("omits", Label::Omits),
    ("mixed", Label::Mixed),
];
pub(super) const SEVERITIES: [(&str, ClaimSeverity); 3] = [
    ("error", ClaimSeverity::Error),
    ("warn", ClaimSeverity::Warn),
    ("info", ClaimSeverity::Info),
];
pub(super) const STATUSES: [(&str, Status); 3] = [
    ("active", Status::Active),
    ("draft", Status::Draft),
    ("retired", Status::Retired),
];
pub(super) const KINDS: [(&str, EntityKind); 5] = [
    ("person", EntityKind::Person),
    ("organization", EntityKind::Organization),
    ("place", EntityKind::Place),
    ("group", EntityKind::Group),
    ("document", EntityKind::Document),
];
pub(super) const ROLES: [(&str, Role); 2] = [("agent", Role::Agent), ("patient", Role::Patient)];
pub(super) const MODALITIES: [(&str, Modality); 2] =
    [("actual", Modality::Actual), ("planned", Modality::Planned)];
pub(super) const POLARITIES: [(&str, Polarity); 2] = [
    ("positive", Polarity::Positive),
    ("negative", Polarity::Negative),
];

/// Reads all that can be read of a file; what cannot goes to the log.
pub(super) fn read(log: &mut Log) -> RawFile {
    let (document, errors) = DeTable::parse_recoverable(log.text);
    for error in &errors {
        let span = log.span(error.span().unwrap_or_default());
        log.push(problems::syntax(error.message(), span));
    }
    let before = log.problems.len();
    let file = Table::open(document.get_ref(), &FILE, Span::default(), log);
    let mut raw = RawFile {
        is_broken: !errors.is_empty(),
        ..RawFile::default()
    };
    if is_our_version(&file, log) {
        raw.defaults = defaults(file.table("defaults", &DEFAULTS, log), log);
        raw.entities = entities(&file, log);
        let claims = file.tables("claim", &CLAIM, log);
        raw.claims = claims.iter().map(|table| claim(table, log)).collect();
        let entries = file.tables("suppress", &SUPPRESS, log);
        raw.suppressions = entries.iter().filter_map(|t| entry(t, log)).collect();
        let entries = file.tables("known-gap", &KNOWN_GAP, log);
        raw.known_gaps = entries.iter().filter_map(|t| entry(t, log)).collect();
    } else {
        // Keys unknown here may well be known to the version that the file is written for.
        log.problems.retain(|problem| problem.code != "unknown-key");
        raw.is_broken = true;
    }
    if !errors.is_empty() {
        keep_independent(log, before);
    }
    raw
}

/// Drops what may only follow from broken syntax: a missing key, anything on a broken line, and
/// anything under a broken header, whose keys went to the table before.
fn keep_independent(log: &mut Log, before: usize) {
    let text = log.text;
    let line_of = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let starts = |problem: &Problem| problem.span.map_or(0, Span::start);
    let broken: BTreeSet<usize> = log.problems[..before]
        .iter()
        .map(|problem| line_of(starts(problem)))
        .collect();
    let mut headers = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            headers.push(at);
        }
        at += line.len();
    }
    let header_of = |line: usize| {
        let above = headers.partition_point(|header| *header <= line);
        above.checked_sub(1).map(|above| headers[above])
    };
    let found = log.problems.split_off(before);
    log.problems.extend(found.into_iter().filter(|problem| {
        let line = line_of(starts(problem));
        !problem.code.starts_with("missing-")
            && !broken.contains(&line)
            && header_of(line).is_none_or(|header| !broken.contains(&header))
    }));
}

fn is_our_version(file: &Table, log: &mut Log) -> bool {
    let Some(version) = file.get("version") else {
        log.push(problems::missing_version(Span::default()));
        return true;
    };
    let span = log.span(version.span());
    match version.get_ref() {
        DeValue::Integer(number) if number.to_string() == "1" => true,
        DeValue::Integer(number) => {
            log.push(problems::unsupported_version(&number.to_string(), span));
            false
        }
        other => {
            let problem = problems::wrong_type("version", "a whole number", other.type_str(), span);
            log.push(problem.help("write `version = 1`"));
            true
        }
    }
}

fn defaults(table: Option<Table>, log: &mut Log) -> RawDefaults {
    table.map_or_else(RawDefaults::default, |table| policy_keys(&table, log))
}

/// The keys that `[defaults]` and `[[claim]]` have in common.
fn policy_keys(table: &Table, log: &mut Log) -> RawDefaults {
    RawDefaults {
        severity: table.choice("severity", &SEVERITIES, log),
        error_if: table.policy("error-if", log),
        warn_if: table.policy("warn-if", log),
        status: table.choice("status", &STATUSES, log),
        tags: table.strings("tags", log),
    }
}

fn entities(file: &Table, log: &mut Log) -> Vec<RawEntity> {
    let Some(value) = file.get("entity") else {
        return Vec::new();
    };
    let Some(named) = value.get_ref().as_table() else {
        let span = log.span(value.span());
        let kind = value.get_ref().type_str();
        let problem = problems::wrong_type("entity", "a table of tables", kind, span);
        log.push(problem.help("write `[entity.some-id]`"));
        return Vec::new();
    };
    let mut entities: Vec<RawEntity> = named
        .iter()
        .filter_map(|(id, value)| {
            let id = Located {
                value: id.get_ref().to_string(),
                span: log.span(id.span()),
            };
            let DeValue::Table(entries) = value.get_ref() else {
                let kind = value.get_ref().type_str();
                log.push(problems::wrong_type(&id.value, "a table", kind, id.span));
                return None;
            };
            let table = Table::open(entries, &ENTITY, id.span, log);
            Some(entity(id, &table, log))
        })
        .collect();
    entities.sort_by_key(|entity| entity.id.span);
    entities
}

fn entity(id: Located<String>, table: &Table, log: &mut Log) -> RawEntity {
    if table.get("names").is_none() {
        let problem = problems::missing_key("names", &ENTITY, id.span);
        log.push(problem.help("list the names that articles use, the usual one first"));
    }
    let _ = table.string("notes", log);
    RawEntity {
        kind: table.choice("kind", &KINDS, log),
        names: table.some_strings("names", log),
        part_of: table.strings("part-of", log),
        members: table.strings("members", log),
        id,
    }
}

fn claim(table: &Table, log: &mut Log) -> RawClaim {
    RawClaim {
        id: table.required_string("id", log),
        text: table.required_string("text", log),
        event: table.required_string("event", log),
        triggers: table.strings("triggers", log),
        participants: participants(table, log),
        place: table.string("place", log),
        date: table.date("date", log),
        quantity: quantity(table, log),
        about: table.some_strings("about", log),
        attributed_to: table.some_strings("attributed-to", log),
        modality: table.choice("modality", &MODALITIES, log),
        polarity: table.choice("polarity", &POLARITIES, log),
        own: policy_keys(table, log),
        notes: table.string("notes", log),
        references: table.strings("references", log),
        expect: expectations(table, log),
        is_identified: table.get("participants").is_some()
            || ["about", "place", "date", "quantity"]
                .iter()
                .filter(|key| table.get(key).is_some())
                .count()
                >= 2,
    }
}

fn participants(claim: &Table, log: &mut Log) -> Vec<RawParticipant> {
    claim.refuse_empty_list("participants", log);
    let items = claim.list("participants", "a list of names and tables", log);
    items
        .iter()
        .filter_map(|item| participant(item, log))
        .collect()
}

fn participant(item: &Spanned<DeValue>, log: &mut Log) -> Option<RawParticipant> {
    let span = log.span(item.span());
    match item.get_ref() {
        DeValue::Table(entries) => {
            let table = Table::open(entries, &PARTICIPANT, span, log);
            let role = table.choice("role", &ROLES, log);
            let or = table.some_strings("or", log);
            Some(RawParticipant {
                name: table.required_string("name", log)?,
                role: role.unwrap_or(Role::Any),
                or,
            })
        }
        DeValue::String(_) => Some(RawParticipant {
            name: string("participants", item, log)?,
            role: Role::Any,
            or: Vec::new(),
        }),
        other => {
            let expected = "a name or a table";
            log.push(problems::wrong_type(
                "participants",
                expected,
                other.type_str(),
                span,
            ));
            None
        }
    }
}

fn quantity(claim: &Table, log: &mut Log) -> Option<RawQuantity> {
    let value = claim.get("quantity")?;
    let span = log.span(value.span());
    let entries = match value.get_ref() {
        DeValue::Table(entries) => entries,
        DeValue::Integer(_) | DeValue::Float(_) => {
            let value = claim.number("quantity", log);
            return Some(RawQuantity {
                span,
                value,
                min: None,
                max: None,
                approximate: false,
                of: None,
                is_broken: value.is_none(),
            });
        }
        other => {
            let expected = "a number or a table";
            let problem = problems::wrong_type("quantity", expected, other.type_str(), span);
            log.push(problem.help("write `quantity = { value = 17, of = \"ships\" }`"));
            return None;
        }
    };
    let table = Table::open(entries, &QUANTITY, span, log);
    let [value, min, max] = ["value", "min", "max"].map(|key| table.number(key, log));
    let written = ["value", "min", "max"].map(|key| table.get(key).is_some());
    Some(RawQuantity {
        span,
        value,
        min,
        max,
        approximate: table.boolean("approximate", log).unwrap_or_default(),
        of: table.string("of", log),
        is_broken: written != [value.is_some(), min.is_some(), max.is_some()],
    })
}

fn expectations(claim: &Table, log: &mut Log) -> Vec<(Label, Located<String>)> {
    let Some(table) = claim.table("expect", &EXPECT, log) else {
        return Vec::new();
    };
    let mut found: Vec<(Label, Located<String>)> = Vec::new();
    for (key, label) in LABELS {
        for source in table.strings(key, log) {
            found.push((label, source));
        }
    }
    found.sort_by_key(|(_, source)| source.span);
    found
}

fn entry(table: &Table, log: &mut Log) -> Option<RawEntry> {
    let claim = table.required_string("claim", log);
    let source = table.required_string("source", log);
    let reason = table.required_string("reason", log);
    let is_suppression = table.has("verdict");
    if is_suppression {
        let _ = table.string("by", log);
    }
    Some(RawEntry {
        verdict: is_suppression
            .then(|| table.choice("verdict", &LABELS, log))
            .flatten(),
        expires: is_suppression.then(|| table.date("expires", log)).flatten(),
        claim: claim?,
        source,
        reason,
    })
}
