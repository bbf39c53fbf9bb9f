//! `--filter`: a part of the claims, of the sources, of the verdicts.

use corroborate::base::{Glob, Problem, nearest};
use corroborate::claims::{ClaimSet, Label};
use corroborate::corpus::Article;

/// What to look at. Expressions of one kind add up, kinds narrow each other.
#[derive(Debug, Default)]
pub struct Filter {
    claims: Vec<ClaimPattern>,
    sources: Vec<Glob>,
    tags: Vec<String>,
    verdicts: Vec<Label>,
}

#[derive(Debug)]
enum ClaimPattern {
    Glob(Glob),
    Part(String),
}

impl Filter {
    /// Reads the expressions of the command line.
    pub fn parse(expressions: &[String]) -> Result<Self, Vec<Problem>> {
        let mut filter = Self::default();
        let problems: Vec<Problem> = expressions
            .iter()
            .filter_map(|expression| filter.add(expression).err())
            .collect();
        if problems.is_empty() {
            Ok(filter)
        } else {
            Err(problems)
        }
    }

    fn add(&mut self, expression: &str) -> Result<(), Problem> {
        let Some((kind, value)) = expression.split_once(':') else {
            self.claims
                .push(ClaimPattern::Part(expression.to_lowercase()));
            return Ok(());
        };
        match kind {
            "claim" => self.claims.push(ClaimPattern::Glob(Glob::new(value))),
            "source" => self.sources.push(Glob::new(value)),
            "tag" => self.tags.push(value.to_owned()),
            "verdict" => self.verdicts.push(label(value)?),
            _ => {
                let kind = kind.escape_debug().to_string();
                let message = format!("unknown filter `{kind}:`");
                return Err(usage(
                    message,
                    nearest(&kind, ["claim", "source", "tag", "verdict"]),
                ));
            }
        }
        Ok(())
    }

    /// Whether only a part of the claims or sources is looked at.
    pub fn is_partial(&self) -> bool {
        !(self.claims.is_empty() && self.sources.is_empty() && self.tags.is_empty())
    }

    /// Leaves the matching claims and what the claim files say of them and of matching sources.
    pub fn narrow_claims(&self, set: &mut ClaimSet) {
        if !self.is_partial() {
            return;
        }
        set.claims
            .retain(|claim| self.has_claim(&claim.id) && self.has_tag(&claim.tags));
        for claim in &mut set.claims {
            claim.expect.retain(|entry| self.has_source(&entry.source));
        }
        let claims = &set.claims;
        let is_left = |claim: &str, source: &str| {
            claims.iter().any(|left| left.id == claim) && self.has_source(source)
        };
        set.suppressions
            .retain(|entry| is_left(&entry.claim, &entry.source));
        set.known_gaps
            .retain(|entry| is_left(&entry.claim, &entry.source));
    }

    /// Leaves the matching articles.
    pub fn narrow_articles(&self, articles: &mut Vec<Article>) {
        articles.retain(|article| self.has_source(&article.id));
    }

    /// The verdicts to show, of those that `keep` names (none: all).
    pub fn verdicts(&self, keep: &[Label]) -> Vec<Label> {
        [
            Label::Supports,
            Label::Contradicts,
            Label::Omits,
            Label::Mixed,
        ]
        .into_iter()
        .filter(|label| keep.is_empty() || keep.contains(label))
        .filter(|label| self.verdicts.is_empty() || self.verdicts.contains(label))
        .collect()
    }

    fn has_claim(&self, id: &str) -> bool {
        self.claims.is_empty()
            || self.claims.iter().any(|pattern| match pattern {
                ClaimPattern::Glob(glob) => glob.is_match(id),
                ClaimPattern::Part(part) => id.contains(part.as_str()),
            })
    }

    fn has_tag(&self, tags: &[String]) -> bool {
        self.tags.is_empty() || self.tags.iter().any(|tag| tags.contains(tag))
    }

    fn has_source(&self, id: &str) -> bool {
        self.sources.is_empty() || self.sources.iter().any(|glob| glob.is_match(id))
    }
}

fn label(value: &str) -> Result<Label, Problem> {
    let labels = [
        Label::Supports,
        Label::Contradicts,
        Label::Omits,
        Label::Mixed,
    ];
    labels
        .into_iter()
        .find(|label| label.as_str() == value)
        .ok_or_else(|| {
            let value = value.escape_debug().to_string();
            let message = format!("unknown verdict `{value}`");
            usage(message, nearest(&value, labels.map(Label::as_str)))
        })
}

fn usage(message: String, meant: Option<&str>) -> Problem {
    Problem::error("bad-filter", message).help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "a filter is claim:GLOB, source:GLOB, tag:TAG, verdict:VERDICT or a part of a claim's id".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use corroborate::claims::Label;

    use super::Filter;

    fn parse(expressions: &[&str]) -> Filter {
        let expressions: Vec<String> = expressions.iter().map(ToString::to_string).collect();
        Filter::parse(&expressions).expect("a filter")
    }

    #[test]
    fn kinds_narrow_each_other_and_expressions_add_up() {
        let filter = parse(&["claim:cairo-*", "Talks", "tag:old", "source:a?p"]);
        assert!(filter.has_claim("cairo-visit") && filter.has_claim("peace-talks-end"));
        assert!(!filter.has_claim("in-cairo-visit"));
        assert!(filter.has_tag(&["old".to_owned()]) && !filter.has_tag(&[]));
        assert!(filter.has_source("afp") && !filter.has_source("afpx"));
        assert!(filter.is_partial() && !parse(&["verdict:omits"]).is_partial());
    }

    #[test]
    fn verdicts_are_those_of_keep_and_filter() {
        let filter = parse(&["verdict:omits", "verdict:mixed"]);
        assert_eq!(filter.verdicts(&[]), [Label::Omits, Label::Mixed]);
        assert_eq!(
            filter.verdicts(&[Label::Omits, Label::Supports]),
            [Label::Omits]
        );
        assert_eq!(parse(&[]).verdicts(&[]).len(), 4);
    }

    #[test]
    fn slips_are_recognised() {
        let problems = Filter::parse(&["verdict:omit".to_owned(), "sorce:x".to_owned()])
            .expect_err("two slips");
        let help: Vec<_> = problems.iter().filter_map(|p| p.help.as_deref()).collect();
        assert_eq!(help, ["did you mean `omits`?", "did you mean `source`?"]);
    }
}
