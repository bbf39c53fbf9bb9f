//! `suppress`: accepts one right finding, in the file of its claim, with a reason.

use std::io;

use corroborate::base::{LineIndex, Problem, nearest};
use corroborate::check::{CheckOptions, check};
use corroborate::claims::{self, ClaimFile, Label};
use corroborate::gate::{self, Finding};
use corroborate::judge::CheckResult;
use corroborate::lang;
use corroborate::project::Loaded;
use corroborate::report::visible;
use corroborate::value::EdtfDate;

use crate::cli::accept::cannot_write;
use crate::cli::args::{InputArgs, SuppressArgs, SuppressCommand, SuppressListArgs, Verdict};
use crate::cli::check::refuse;
use crate::cli::plan::Plan;
use crate::cli::{Console, Exit, files};

/// Shortest reason that tells a reader something, in characters.
const SHORTEST_REASON: usize = 8;

/// Appends a `[[suppress]]`, or lists those that are there.
pub fn run(args: &SuppressArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let plan = match Plan::new(&InputArgs::default()) {
        Ok(plan) => plan,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
    if let Some(SuppressCommand::Ls(list)) = &args.command {
        return self::list(list, &loaded, &result, console);
    }
    match entry(args, &loaded, &result) {
        Ok(entry) => append(&entry, &loaded, console),
        Err(problem) => Ok(refuse(console, &[problem])),
    }
}

/// What is to be written, and where.
struct Entry {
    file: usize,
    text: String,
    verdict: Label,
    claim: String,
    source: String,
}

/// The entry that the arguments ask for, if there is such a claim, source and finding.
fn entry(args: &SuppressArgs, loaded: &Loaded, result: &CheckResult) -> Result<Entry, Problem> {
    let id = args.claim.as_deref().unwrap_or_default();
    let claims = &loaded.claims.claims;
    let Some(at) = claims.iter().position(|claim| claim.id == id) else {
        let ids = claims.iter().map(|claim| claim.id.as_str());
        let message = format!("no claim has the id `{}`", visible(id));
        return Err(meant("unknown-claim", message, nearest(id, ids)));
    };
    let source_id = args.source.as_deref().unwrap_or_default();
    let sources = &result.sources;
    let Some(source) = sources.iter().position(|source| source.id == source_id) else {
        let ids = sources.iter().map(|source| source.id.as_str());
        let message = format!("no source has the id `{}`", visible(source_id));
        return Err(meant("unknown-source", message, nearest(source_id, ids)));
    };
    let reason = args.reason.as_deref().unwrap_or_default().trim();
    if reason.chars().count() < SHORTEST_REASON {
        let message = format!(
            "`{}` is no reason that a colleague can judge",
            visible(reason)
        );
        return Err(Problem::error("short-reason", message)
            .help("say why this finding is accepted, in a few words"));
    }
    let found = result.verdicts.iter();
    let verdict = found
        .filter(|own| own.claim == at && own.source == source)
        .map(|own| own.label)
        .next()
        .unwrap_or(Label::Omits);
    check_finding(args.verdict, verdict, id, source_id)?;
    let is_known = loaded.claims.suppressions.iter().any(|own| {
        own.claim == id
            && own.source == source_id
            && own.verdict.is_none_or(|known| known == verdict)
    });
    if is_known {
        let message = format!("`{id}` in `{source_id}` is suppressed already");
        return Err(
            Problem::error("repeated-entry", message).help("`corroborate suppress ls` shows where")
        );
    }
    if let Some(expires) = &args.expires {
        check_expires(expires, loaded)?;
    }
    let mut text = String::from("\n[[suppress]]\n");
    let by = args.by.as_deref();
    let verdict_word = args.verdict.map(|verdict| verdict.label().as_str());
    for (key, value) in [
        ("claim", Some(id)),
        ("source", Some(source_id)),
        ("verdict", verdict_word),
        ("reason", Some(reason)),
        ("by", by),
        ("expires", args.expires.as_deref()),
    ] {
        if let Some(value) = value {
            let value = toml::Value::from(value).to_string();
            text.push_str(&format!("{key:<7} = {value}\n"));
        }
    }
    Ok(Entry {
        file: claims[at].file,
        text,
        verdict,
        claim: id.to_owned(),
        source: source_id.to_owned(),
    })
}

/// Whether the source says what is to be accepted.
fn check_finding(
    wanted: Option<Verdict>,
    found: Label,
    claim: &str,
    source: &str,
) -> Result<(), Problem> {
    let is_there = match wanted {
        Some(wanted) => wanted.label() == found,
        None => matches!(found, Label::Contradicts | Label::Mixed),
    };
    if is_there {
        return Ok(());
    }
    let found = found.as_str();
    let message = format!("there is nothing to suppress: `{source}` {found} `{claim}`");
    let help = match wanted {
        Some(_) => format!("give `--verdict {found}` if that is what you accept"),
        None => format!(
            "without `--verdict`, what contradicts or is mixed is accepted; \
             `corroborate explain {claim} {source}` shows why it {found} it"
        ),
    };
    Err(Problem::error("nothing-to-suppress", message).help(help))
}

/// A last day that can be read and is not over.
fn check_expires(expires: &str, loaded: &Loaded) -> Result<(), Problem> {
    let date = EdtfDate::parse(expires)
        .map_err(|error| Problem::error("bad-date", format!("`--expires`: {error}")))?;
    match gate::newest_published(&loaded.articles) {
        Some(newest) if date.hull().last < newest => {
            let message =
                format!("`--expires {expires}` is over: the newest article is of {newest}");
            Err(Problem::error("suppression-expired", message)
                .help("the day in `expires` is compared with the newest article, not with a clock"))
        }
        _ => Ok(()),
    }
}

fn meant(code: &'static str, message: String, meant: Option<&str>) -> Problem {
    let problem = Problem::error(code, message);
    match meant {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn append(entry: &Entry, loaded: &Loaded, console: &mut Console<'_>) -> io::Result<Exit> {
    let own = &loaded.claims.files[entry.file];
    let mut text = own.text.clone();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let line = text.matches('\n').count() + 2;
    let line_end = if own.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    text.push_str(&entry.text.replace('\n', line_end));
    if let Err(problem) = still_valid(&loaded.claims.files, entry.file, &text) {
        return Ok(refuse(console, &[problem]));
    }
    if let Err(error) = files::replace(own.path.as_ref(), &restored(own, &text)) {
        return Ok(cannot_write(console, &own.path, &error));
    }
    writeln!(
        console.out,
        "added [[suppress]] to {}:{line}: `{}` {} `{}`, which is accepted",
        visible(&own.path),
        visible(&entry.source),
        entry.verdict.as_str(),
        entry.claim
    )?;
    Ok(Exit::Passed)
}

/// The bytes of a claim file: its byte order mark, which is taken off for reading, stays.
pub fn restored(file: &ClaimFile, text: &str) -> Vec<u8> {
    let mut bytes = match std::fs::read(&file.path) {
        Ok(before) if before.starts_with("\u{feff}".as_bytes()) => "\u{feff}".into(),
        _ => Vec::new(),
    };
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

/// That the claim files have no mistake once this one has another text.
fn still_valid(files: &[ClaimFile], changed: usize, text: &str) -> Result<(), Problem> {
    let mut files = files.to_vec();
    files[changed].text = text.to_owned();
    let (_, problems) = claims::load(&files, &lang::is_event_word);
    match problems.iter().find(|problem| problem.is_error()) {
        None => Ok(()),
        Some(problem) => Err(Problem::error(
            "cannot-fix",
            format!("the entry does not fit into the file: {}", problem.message),
        )
        .file(files[changed].path.clone())
        .help("write it into the file by hand")),
    }
}

/// What became of a suppression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Used,
    Unused,
    Expired,
}

fn list(
    args: &SuppressListArgs,
    loaded: &Loaded,
    result: &CheckResult,
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let options = gate::Options {
        as_of: gate::newest_published(&loaded.articles),
        is_partial: false,
        snapshots: None,
    };
    let outcome = gate::judge(&loaded.claims, &loaded.articles, result, &options);
    let fate = |place: (usize, corroborate::base::Span)| {
        let own = outcome.warnings.iter().chain(&outcome.notes);
        own.filter(|entry| entry.place == Some(place))
            .find_map(|entry| match entry.finding {
                Finding::SuppressionUnused { .. } => Some(Fate::Unused),
                Finding::SuppressionExpired { .. } => Some(Fate::Expired),
                Finding::Suppressed { .. } => Some(Fate::Used),
                _ => None,
            })
            .unwrap_or(Fate::Used)
    };
    let mut n_shown = 0;
    for own in &loaded.claims.suppressions {
        let fate = fate((own.file, own.span));
        let is_wanted = match (args.expired, args.unused) {
            (false, false) => true,
            (expired, unused) => {
                (expired && fate == Fate::Expired) || (unused && fate == Fate::Unused)
            }
        };
        if !is_wanted {
            continue;
        }
        n_shown += 1;
        let file = &loaded.claims.files[own.file];
        let (line, _) = LineIndex::new(&file.text).line_column(&file.text, own.span.start());
        let word = match fate {
            Fate::Used => "used",
            Fate::Unused => "unused",
            Fate::Expired => "expired",
        };
        let verdict = own.verdict.map_or("", Label::as_str);
        let expires = own.expires.as_ref().map_or(String::new(), |date| {
            format!(", until {}", visible(&date.text))
        });
        writeln!(
            console.out,
            "{}:{line}: {word}{expires}: {} in {}{}{verdict}: {}",
            visible(&file.path),
            own.claim,
            visible(&own.source),
            if verdict.is_empty() { "" } else { ", " },
            visible(&own.reason)
        )?;
    }
    if n_shown == 0 {
        console.note("no such suppression");
    }
    Ok(Exit::Passed)
}
