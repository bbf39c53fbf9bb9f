//! English verb forms and plurals by rule (Quirk et al. 1985, chapters 3 and 5).

/// Which forms of a verb a word can be: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbForms(pub u8);

#[allow(missing_docs, reason = "the names say it")]
impl VerbForms {
    pub const BASE: Self = Self(1);
    pub const THIRD: Self = Self(1 << 1);
    pub const PAST: Self = Self(1 << 2);
    pub const PARTICIPLE: Self = Self(1 << 3);
    pub const GERUND: Self = Self(1 << 4);

    /// Whether it can be any of these forms.
    #[must_use]
    pub fn is(self, forms: Self) -> bool {
        self.0 & forms.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// All forms of a regular verb.
#[must_use]
pub fn regular(lemma: &str) -> Vec<(String, VerbForms)> {
    vec![
        (lemma.to_owned(), VerbForms::BASE),
        (plural(lemma), VerbForms::THIRD),
        (past(lemma), VerbForms::PAST.with(VerbForms::PARTICIPLE)),
        (gerund(lemma), VerbForms::GERUND),
    ]
}

/// All forms of an irregular verb from its principal parts; variants are divided by a slash.
#[must_use]
pub fn irregular(parts: &[String; 3]) -> Vec<(String, VerbForms)> {
    let lemma = &parts[0];
    let mut forms = vec![
        (lemma.clone(), VerbForms::BASE),
        (plural(lemma), VerbForms::THIRD),
        (gerund(lemma), VerbForms::GERUND),
    ];
    forms.extend(
        parts[1]
            .split('/')
            .map(|form| (form.to_owned(), VerbForms::PAST)),
    );
    forms.extend(
        parts[2]
            .split('/')
            .map(|form| (form.to_owned(), VerbForms::PARTICIPLE)),
    );
    forms
}

/// The plural of a noun, or the third person of a verb: the same rule.
#[must_use]
pub fn plural(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| word.ends_with(end));
    format!("{word}{}", if sibilant { "es" } else { "s" })
}

fn past(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        return format!("{stem}ied");
    }
    if lemma.ends_with('e') {
        return format!("{lemma}d");
    }
    format!("{}ed", doubled(lemma))
}

fn gerund(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if lemma.ends_with('e')
        && !["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end))
        && lemma != "be"
    {
        return format!("{}ing", &lemma[..lemma.len() - 1]);
    }
    format!("{}ing", doubled(lemma))
}

/// The stem of a word that ends in a consonant and "y".
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u', 'i'])).then_some(stem)
}

/// The stem with its last consonant doubled, where spelling asks for it: one vowel and one
/// consonant at the end of a word that is stressed there.
fn doubled(lemma: &str) -> String {
    let bytes = lemma.as_bytes();
    let vowel = |byte: u8| b"aeiou".contains(&byte);
    let n = bytes.len();
    let short_end = n >= 3
        && !vowel(bytes[n - 1])
        && !b"wxyh".contains(&bytes[n - 1])
        && vowel(bytes[n - 2])
        && (!vowel(bytes[n - 3]) || &lemma[n - 3..n - 2] == "u" && lemma[..n - 3].ends_with('q'));
    let syllables = bytes
        .windows(2)
        .filter(|pair| vowel(pair[0]) && !vowel(pair[1]))
        .count();
    if short_end && (syllables == 1 || is_stressed_at_the_end(lemma)) {
        let last = &lemma[n - 1..];
        return format!("{lemma}{last}");
    }
    lemma.to_owned()
}

/// Verbs of more than one syllable with the stress on the last.
fn is_stressed_at_the_end(lemma: &str) -> bool {
    [
        "admit", "commit", "submit", "permit", "omit", "emit", "transmit", "refer", "defer",
        "confer", "prefer", "infer", "transfer", "occur", "incur", "concur", "recur", "deter",
        "abhor", "control", "patrol", "compel", "expel", "repel", "propel", "rebel", "cancel",
        "travel", "equip", "kidnap", "program", "regret", "forget", "begin", "outlaw", "acquit",
        "abet", "beset", "upset", "reset", "rerun", "overrun", "handicap", "unplug", "hijack",
    ]
    .contains(&lemma)
}

#[cfg(test)]
mod tests {
    use super::{irregular, regular};

    #[test]
    fn regular_forms_follow_spelling() {
        for (lemma, third, past, gerund) in [
            ("visit", "visits", "visited", "visiting"),
            ("stop", "stops", "stopped", "stopping"),
            ("deny", "denies", "denied", "denying"),
            ("die", "dies", "died", "dying"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("host", "hosts", "hosted", "hosting"),
            ("confer", "confers", "conferred", "conferring"),
            ("launch", "launches", "launched", "launching"),
            ("free", "frees", "freed", "freeing"),
        ] {
            let forms: Vec<String> = regular(lemma).into_iter().map(|(form, _)| form).collect();
            assert_eq!(forms, [lemma, third, past, gerund], "{lemma}");
        }
    }

    #[test]
    fn irregular_parts_may_have_variants() {
        let forms = irregular(&["get".into(), "got".into(), "got/gotten".into()]);
        let forms: Vec<&str> = forms.iter().map(|(form, _)| form.as_str()).collect();
        assert_eq!(forms, ["get", "gets", "getting", "got", "got", "gotten"]);
    }
}
