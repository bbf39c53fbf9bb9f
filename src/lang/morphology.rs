//! English verb forms and plurals by rule (Quirk et al. 1985, chapters 3 and 5).

use crate::value::name::fold;

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
    let past_forms = VerbForms::PAST.with(VerbForms::PARTICIPLE);
    let mut forms = vec![
        (lemma.to_owned(), VerbForms::BASE),
        (plural(lemma), VerbForms::THIRD),
        (past(lemma), past_forms),
        (gerund(lemma), VerbForms::GERUND),
    ];
    if has_two_spellings(lemma) {
        forms.push((format!("{lemma}led"), past_forms));
        forms.push((format!("{lemma}ling"), VerbForms::GERUND));
    }
    forms
}

/// Verbs in an unstressed "-el", "-al", "-il": British spelling doubles the "l", American does not.
fn has_two_spellings(lemma: &str) -> bool {
    let bytes = lemma.as_bytes();
    let n = bytes.len();
    let single = n > 3
        && bytes[n - 1] == b'l'
        && b"aei".contains(&bytes[n - 2])
        && (!b"aeio".contains(&bytes[n - 3]) || lemma.ends_with("ial"));
    single && n_syllables(lemma) > 1 && !is_stressed_at_the_end(lemma)
        || single && bytes[n - 3] == b'u'
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

/// The words of which `word` can be the plural by rule, the likeliest first; empty if none.
#[must_use]
pub fn singulars(word: &str) -> Vec<String> {
    let stems = [
        word.strip_suffix("ies").map(|stem| format!("{stem}y")),
        word.strip_suffix("men").map(|stem| format!("{stem}man")),
        word.strip_suffix("es").map(str::to_owned),
        word.strip_suffix('s')
            .filter(|stem| !stem.ends_with('s'))
            .map(str::to_owned),
    ];
    stems
        .into_iter()
        .flatten()
        .filter(|stem| stem.len() > 1 && plural(stem) == word || stem.ends_with("man"))
        .collect()
}

/// Whether a word looks like the plural of another.
#[must_use]
pub fn is_plural(word: &str) -> bool {
    !singulars(&fold(word)).is_empty()
}

/// The plural of a noun, or the third person of a verb: the same rule.
#[must_use]
pub fn plural(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    if let Some(stem) = word.strip_suffix("sis") {
        return format!("{stem}ses");
    }
    if word.ends_with("uiz") {
        return format!("{word}zes");
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
    let n = bytes.len();
    // A hard "c" keeps its sound: "panicked".
    if n > 3 && bytes[n - 1] == b'c' && bytes[n - 2] == b'i' {
        return format!("{lemma}k");
    }
    let short_end = n >= 3
        && bytes.is_ascii()
        && !is_vowel(bytes[n - 1])
        && !b"wxyh".contains(&bytes[n - 1])
        && is_vowel(bytes[n - 2])
        && (!is_vowel(bytes[n - 3]) || bytes[n - 3] == b'u' && n > 3 && bytes[n - 4] == b'q');
    if short_end && (n_syllables(lemma) == 1 || is_stressed_at_the_end(lemma)) {
        let last = &lemma[n - 1..];
        return format!("{lemma}{last}");
    }
    lemma.to_owned()
}

fn is_vowel(byte: u8) -> bool {
    b"aeiou".contains(&byte)
}

fn n_syllables(lemma: &str) -> usize {
    lemma
        .as_bytes()
        .windows(2)
        .filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1]))
        .count()
}

/// Verbs of more than one syllable with the stress on the last.
fn is_stressed_at_the_end(lemma: &str) -> bool {
    [
        "abet",
        "abhor",
        "abut",
        "acquit",
        "admit",
        "allot",
        "appal",
        "befit",
        "beget",
        "begin",
        "beset",
        "commit",
        "compel",
        "concur",
        "confer",
        "control",
        "debar",
        "debug",
        "defer",
        "deter",
        "disbar",
        "dispel",
        "distil",
        "eavesdrop",
        "embed",
        "emit",
        "enrol",
        "entrap",
        "equip",
        "excel",
        "expel",
        "forbid",
        "forget",
        "format",
        "fulfil",
        "handicap",
        "hobnob",
        "incur",
        "infer",
        "input",
        "inset",
        "instil",
        "kidnap",
        "occur",
        "offset",
        "omit",
        "outfit",
        "outrun",
        "outwit",
        "overlap",
        "overrun",
        "overstep",
        "patrol",
        "permit",
        "prefer",
        "program",
        "propel",
        "rebel",
        "rebut",
        "recap",
        "recur",
        "refer",
        "refit",
        "regret",
        "remit",
        "repel",
        "rerun",
        "reset",
        "sidestep",
        "sublet",
        "submit",
        "transfer",
        "transmit",
        "transship",
        "undercut",
        "unplug",
        "unwrap",
        "unzip",
        "upset",
        "worship",
        "zigzag",
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
            ("kidnap", "kidnaps", "kidnapped", "kidnapping"),
            ("panic", "panics", "panicked", "panicking"),
            ("quiz", "quizzes", "quizzed", "quizzing"),
            ("acquit", "acquits", "acquitted", "acquitting"),
            ("monitor", "monitors", "monitored", "monitoring"),
        ] {
            let forms: Vec<String> = regular(lemma).into_iter().map(|(form, _)| form).collect();
            assert_eq!(forms, [lemma, third, past, gerund], "{lemma}");
        }
    }

    #[test]
    fn both_spellings_of_a_final_l_are_known() {
        for (lemma, american, british) in [
            ("travel", "traveled", "travelled"),
            ("cancel", "canceled", "cancelled"),
            ("fuel", "fueled", "fuelled"),
            ("signal", "signaled", "signalled"),
        ] {
            let forms = regular(lemma);
            for past in [american, british] {
                assert!(forms.iter().any(|(form, _)| form == past), "{past}");
            }
        }
        assert_eq!(regular("appeal").len(), 4);
    }

    #[test]
    fn irregular_parts_may_have_variants() {
        let forms = irregular(&["get".into(), "got".into(), "got/gotten".into()]);
        let forms: Vec<&str> = forms.iter().map(|(form, _)| form.as_str()).collect();
        assert_eq!(forms, ["get", "gets", "getting", "got", "got", "gotten"]);
    }
}
