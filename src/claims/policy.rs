//! `error-if` and `warn-if`: conditions over the counts of a claim's sources.
//!
//! ```text
//! condition  = clause { "or" clause }
//! clause     = atom { "and" atom }
//! atom       = "never" | "always" | "(" condition ")" | term operator term
//! term       = count | NUMBER | NUMBER "%"
//! operator   = ">" | ">=" | "<" | "<=" | "==" | "!="
//! ```

use std::fmt;

use crate::base::Span;

/// Sources of a claim by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub supports: usize,
    pub contradicts: usize,
    pub omits: usize,
    pub mixed: usize,
    pub independent_supports: usize,
}

impl Counts {
    /// All sources: each has one verdict. Independent supports are among the supports.
    #[must_use]
    pub fn total(&self) -> usize {
        self.supports + self.contradicts + self.omits + self.mixed
    }
}

/// A condition such as `contradicts > 0 or supports < 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// As written.
    pub text: String,
    condition: Condition,
}

#[derive(Clone, Debug, PartialEq)]
struct Condition {
    span: Span,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Constant(bool),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Compare(Term, Operator, Term),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Term {
    Count(Count),
    Number(u64),
    /// Hundredths of all sources.
    Percent(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Supports,
    Contradicts,
    Omits,
    Mixed,
    IndependentSupports,
}

const COUNTS: [(&str, Count); 5] = [
    ("supports", Count::Supports),
    ("contradicts", Count::Contradicts),
    ("omits", Count::Omits),
    ("mixed", Count::Mixed),
    ("independent-supports", Count::IndependentSupports),
];

/// Words of a policy, for "did you mean".
pub(super) const WORDS: [&str; 9] = [
    "supports",
    "contradicts",
    "omits",
    "mixed",
    "independent-supports",
    "and",
    "or",
    "never",
    "always",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Greater,
    AtLeast,
    Less,
    AtMost,
    Equal,
    NotEqual,
}

/// Longer ones first, so that `>=` is not read as `>`.
const OPERATORS: [(&str, Operator); 6] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">", Operator::Greater),
    ("<", Operator::Less),
];

/// Parentheses deeper than this are refused, so that no input can exhaust the stack.
const DEEPEST: usize = 32;

/// A mistake in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// What is wrong.
    pub kind: PolicyMistake,
    /// Where in the policy's text, in bytes; empty at its end.
    pub span: Span,
}

/// What can be wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyMistake {
    /// Something else was expected here.
    Expected(&'static str),
    /// A word that is no count and no keyword.
    UnknownWord(String),
    /// More than 100 %, or a number too large to count with.
    TooLarge,
    /// Too many parentheses inside each other.
    TooDeep,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            PolicyMistake::Expected(what) => write!(f, "expected {what}"),
            PolicyMistake::UnknownWord(word) => write!(f, "unknown word `{word}`"),
            PolicyMistake::TooLarge => write!(f, "the number is too large"),
            PolicyMistake::TooDeep => write!(f, "too many parentheses"),
        }
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Reads a condition.
    ///
    /// # Errors
    /// The first mistake, with its place in `text`.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let mut parser = Parser { text, at: 0 };
        let condition = parser.condition(0)?;
        if parser.peek().is_some() {
            return Err(parser.expected("`and`, `or` or the end"));
        }
        Ok(Self {
            text: text.to_owned(),
            condition,
        })
    }

    /// Whether it is true of these counts.
    #[must_use]
    pub fn holds(&self, counts: &Counts) -> bool {
        self.condition.holds(counts)
    }

    /// Whether it counts `independent-supports`, which takes a comparison of the articles.
    #[must_use]
    pub fn asks_for_independence(&self) -> bool {
        self.condition.asks_for(Count::IndependentSupports)
    }

    /// The part that makes it true: of several joined by `or`, the first that holds; `None` if it
    /// does not hold.
    #[must_use]
    pub fn deciding(&self, counts: &Counts) -> Option<&str> {
        let mut condition = &self.condition;
        while let Kind::Any(clauses) = &condition.kind {
            condition = clauses.iter().find(|clause| clause.holds(counts))?;
        }
        condition
            .holds(counts)
            .then(|| &self.text[condition.span.range()])
    }
}

impl Condition {
    fn asks_for(&self, count: Count) -> bool {
        match &self.kind {
            Kind::Constant(_) => false,
            Kind::All(parts) | Kind::Any(parts) => parts.iter().any(|part| part.asks_for(count)),
            Kind::Compare(left, _, right) => [left, right].contains(&&Term::Count(count)),
        }
    }

    fn holds(&self, counts: &Counts) -> bool {
        match &self.kind {
            Kind::Constant(value) => *value,
            Kind::All(parts) => parts.iter().all(|part| part.holds(counts)),
            Kind::Any(parts) => parts.iter().any(|part| part.holds(counts)),
            Kind::Compare(left, operator, right) => {
                let (left, right) = (left.hundredfold(counts), right.hundredfold(counts));
                match operator {
                    Operator::Greater => left > right,
                    Operator::AtLeast => left >= right,
                    Operator::Less => left < right,
                    Operator::AtMost => left <= right,
                    Operator::Equal => left == right,
                    Operator::NotEqual => left != right,
                }
            }
        }
    }
}

impl Term {
    /// A hundred times its value, so that percentages stay whole numbers.
    fn hundredfold(self, counts: &Counts) -> u64 {
        let whole = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        match self {
            Self::Number(number) => number.saturating_mul(100),
            Self::Percent(percent) => percent.saturating_mul(whole(counts.total())),
            Self::Count(count) => whole(match count {
                Count::Supports => counts.supports,
                Count::Contradicts => counts.contradicts,
                Count::Omits => counts.omits,
                Count::Mixed => counts.mixed,
                Count::IndependentSupports => counts.independent_supports,
            })
            .saturating_mul(100),
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn condition(&mut self, depth: usize) -> Result<Condition, PolicyError> {
        self.joined("or", Kind::Any, |parser| {
            parser.joined("and", Kind::All, |parser| parser.atom(depth))
        })
    }

    /// One part, or several with `word` between them.
    fn joined(
        &mut self,
        word: &str,
        kind: fn(Vec<Condition>) -> Kind,
        mut part: impl FnMut(&mut Self) -> Result<Condition, PolicyError>,
    ) -> Result<Condition, PolicyError> {
        let first = part(self)?;
        let mut parts = vec![first];
        while self.word() == Some(word) {
            self.at += word.len();
            parts.push(part(self)?);
        }
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        let span = Span::new(parts[0].span.start(), parts[parts.len() - 1].span.end());
        Ok(Condition {
            span,
            kind: kind(parts),
        })
    }

    fn atom(&mut self, depth: usize) -> Result<Condition, PolicyError> {
        self.skip_space();
        let start = self.at;
        if self.peek() == Some('(') {
            return self.parenthesis(depth);
        }
        for (word, value) in [("never", false), ("always", true)] {
            if self.word() == Some(word) {
                self.at += word.len();
                return Ok(Condition {
                    span: Span::new(start, self.at),
                    kind: Kind::Constant(value),
                });
            }
        }
        let left = self.term("a count such as `supports`")?;
        let operator = self.operator()?;
        let right = self.term("a number")?;
        Ok(Condition {
            span: Span::new(start, self.at),
            kind: Kind::Compare(left, operator, right),
        })
    }

    fn parenthesis(&mut self, depth: usize) -> Result<Condition, PolicyError> {
        let start = self.at;
        if depth == DEEPEST {
            return Err(self.mistake(PolicyMistake::TooDeep, 1));
        }
        self.at += 1;
        let inner = self.condition(depth + 1)?;
        if self.peek() != Some(')') {
            return Err(self.expected("`)`"));
        }
        self.at += 1;
        Ok(Condition {
            span: Span::new(start, self.at),
            kind: inner.kind,
        })
    }

    fn term(&mut self, what: &'static str) -> Result<Term, PolicyError> {
        self.skip_space();
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            return self.number();
        }
        let Some(word) = self.word() else {
            return Err(self.expected(what));
        };
        let Some((_, count)) = COUNTS.iter().find(|(name, _)| *name == word) else {
            if WORDS.contains(&word) {
                return Err(self.expected(what));
            }
            return Err(self.mistake(PolicyMistake::UnknownWord(word.to_owned()), word.len()));
        };
        self.at += word.len();
        Ok(Term::Count(*count))
    }

    fn number(&mut self) -> Result<Term, PolicyError> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let number = rest[..length].parse::<u32>().map(u64::from);
        let is_percent = rest[length..].trim_start().starts_with('%');
        let Some(number) = number.ok().filter(|n| !is_percent || *n <= 100) else {
            return Err(self.mistake(PolicyMistake::TooLarge, length));
        };
        self.at += length;
        if !is_percent {
            return Ok(Term::Number(number));
        }
        self.skip_space();
        self.at += 1;
        Ok(Term::Percent(number))
    }

    fn operator(&mut self) -> Result<Operator, PolicyError> {
        self.skip_space();
        let rest = &self.text[self.at..];
        for (sign, operator) in OPERATORS {
            if rest.starts_with(sign) {
                self.at += sign.len();
                return Ok(operator);
            }
        }
        Err(self.expected("one of `>`, `>=`, `<`, `<=`, `==`, `!=`"))
    }

    /// The word that begins here, without taking it.
    fn word(&mut self) -> Option<&'t str> {
        self.skip_space();
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        (length > 0).then(|| &rest[..length])
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The mistake that something else was expected in place of the next word or sign.
    fn expected(&mut self, what: &'static str) -> PolicyError {
        let length = self
            .word()
            .map(str::len)
            .or_else(|| self.peek().map(char::len_utf8))
            .unwrap_or(0);
        self.mistake(PolicyMistake::Expected(what), length)
    }

    fn mistake(&self, kind: PolicyMistake, length: usize) -> PolicyError {
        PolicyError {
            kind,
            span: Span::new(self.at, self.at + length),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Counts, Policy};

    /// Two sources support (one on its own), one contradicts, six omit, one is mixed.
    const COUNTS: Counts = Counts {
        supports: 2,
        contradicts: 1,
        omits: 6,
        mixed: 1,
        independent_supports: 1,
    };

    #[test]
    fn conditions_hold_or_not() {
        for (policy, expected) in [
            ("always", true),
            ("never", false),
            ("contradicts > 0", true),
            ("contradicts > 1", false),
            ("supports >= 2", true),
            ("supports < 2", false),
            ("supports <= 2", true),
            ("mixed == 1", true),
            ("mixed != 1", false),
            ("independent-supports < 2", true),
            ("0 < contradicts", true),
            ("supports > contradicts", true),
            ("contradicts > 10%", false),
            ("contradicts >= 10 %", true),
            ("omits > 50%", true),
            ("contradicts > 0 or supports < 2", true),
            ("contradicts > 0 and supports < 2", false),
            // `and` binds closer than `or`.
            ("always or never and never", true),
            ("(always or never) and never", false),
            ("((supports>1))and(omits>1)", true),
        ] {
            let parsed = Policy::parse(policy).expect(policy);
            assert_eq!(parsed.holds(&COUNTS), expected, "{policy}");
            assert_eq!(parsed.text, policy);
        }
    }

    #[test]
    fn no_source_exceeds_no_share() {
        let policy = Policy::parse("contradicts > 0%").expect("valid");
        assert!(!policy.holds(&Counts::default()));
    }

    #[test]
    fn the_deciding_part_is_named() {
        let policy = Policy::parse("supports < 2 or (contradicts > 0 and omits > 1)").expect("ok");
        assert_eq!(
            policy.deciding(&COUNTS),
            Some("(contradicts > 0 and omits > 1)")
        );
        assert_eq!(
            policy.deciding(&Counts {
                supports: 9,
                ..Counts::default()
            }),
            None
        );
    }

    #[test]
    fn mistakes_have_a_place() {
        for (policy, at, message) in [
            ("", "", "expected a count such as `supports`"),
            ("contradict > 0", "contradict", "unknown word `contradict`"),
            (
                "contradicts = 0",
                "=",
                "expected one of `>`, `>=`, `<`, `<=`, `==`, `!=`",
            ),
            ("contradicts >", "", "expected a number"),
            ("contradicts > 0 &", "&", "expected `and`, `or` or the end"),
            (
                "contradicts > 0 supports",
                "supports",
                "expected `and`, `or` or the end",
            ),
            ("(contradicts > 0", "", "expected `)`"),
            ("contradicts > 0)", ")", "expected `and`, `or` or the end"),
            (
                "contradicts > 0 or",
                "",
                "expected a count such as `supports`",
            ),
            ("contradicts > 101%", "101", "the number is too large"),
            (
                "contradicts > 99999999999",
                "99999999999",
                "the number is too large",
            ),
            ("contradicts > −1", "−", "expected a number"),
            ("and", "and", "expected a count such as `supports`"),
        ] {
            let error = Policy::parse(policy).expect_err(policy);
            assert_eq!(&policy[error.span.range()], at, "{policy}");
            assert_eq!(error.to_string(), message, "{policy}");
        }
        let deep = "(".repeat(100_000);
        assert_eq!(
            Policy::parse(&deep).expect_err("deep").to_string(),
            "too many parentheses"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([a-z-]{1,8}|supports|or|and|[()<>=!%0-9 é]){0,12}") {
            if let Err(error) = Policy::parse(&text) {
                prop_assert!(text.get(error.span.range()).is_some());
            }
        }
    }
}
