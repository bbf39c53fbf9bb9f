//! The word table: every word that a rule knows, by its key.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::class::Classes;
use crate::lang::morphology::{self, VerbForms};
use crate::lang::time_words;
use crate::value::name::{WordKey, key};

/// A map keyed by words. The key is a hash already, so it is used as it is.
pub type WordMap<V> = HashMap<WordKey, V, BuildHasherDefault<KeyHasher>>;

/// Passes a [`WordKey`] through.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("word keys hash as one u64")
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// What the lexicon knows of a word form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// What it can be.
    pub classes: Classes,
    /// Key of the lemma if it is a verb form, else its own key.
    pub lemma: WordKey,
    /// Which forms of the verb it can be.
    pub forms: VerbForms,
}

/// The tables of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    index: WordMap<u32>,
    words: Vec<Word>,
    transitive: HashSet<WordKey, BuildHasherDefault<KeyHasher>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    class: Vec<ClassRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRow {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct VerbFile {
    /// Lemmas whose forms follow the rules.
    regular: Vec<String>,
    /// Lemma, past, participle; further past or participle forms after a slash.
    irregular: Vec<[String; 3]>,
    /// A form of two verbs, the lemma that it has in the news, and what it then can be:
    /// `past`, `base`, `base-past` or `third`.
    shared: Vec<[String; 3]>,
    /// Lemmas that need an object.
    transitive: Vec<String>,
}

/// The English lexicon, built at first use.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::english)
}

impl Lexicon {
    fn english() -> Self {
        let mut lexicon = Self::default();
        for file in [include_str!("en/words.toml"), include_str!("en/names.toml")] {
            let words: WordFile = toml::from_str(file).expect("a word file is valid");
            for row in words.class {
                let class = Classes::named(&row.name).expect("a class of class.rs");
                for word in row.words {
                    lexicon.add(&word, class);
                }
            }
        }
        for word in crate::lang::gazetteer::demonym_words() {
            lexicon.add(word, Classes::DEMONYM);
        }
        let verbs: VerbFile =
            toml::from_str(include_str!("en/verbs.toml")).expect("verbs.toml is valid");
        for lemma in &verbs.regular {
            lexicon.add_verb(lemma, &morphology::regular(lemma));
        }
        for row in &verbs.irregular {
            lexicon.add_verb(&row[0], &morphology::irregular(row));
        }
        time_words::add_classes(&mut lexicon);
        for [form, lemma, forms] in &verbs.shared {
            let past = VerbForms::PAST.with(VerbForms::PARTICIPLE);
            let word = lexicon.add(form, Classes::VERB);
            word.lemma = key(lemma);
            word.forms = match forms.as_str() {
                "past" => past,
                "third" => VerbForms::THIRD,
                "base" => VerbForms::BASE,
                _ => past.with(VerbForms::BASE),
            };
        }
        lexicon.transitive = verbs.transitive.iter().map(|lemma| key(lemma)).collect();
        lexicon.add_cues();
        lexicon.add_events();
        lexicon
    }

    /// Marks the words of `cues.toml`.
    fn add_cues(&mut self) {
        let cues = crate::lang::cues::cues();
        for (class, word) in cues.classes() {
            self.add(word, class);
        }
        for word in &mut self.words {
            if word.classes.intersects(Classes::VERB) && cues.stance(word.lemma).is_some() {
                word.classes = word.classes.with(Classes::REPORTING);
            }
        }
    }

    /// Marks the nouns of the event lexicon and the words that open one of its phrases.
    fn add_events(&mut self) {
        let events = crate::lang::event::events();
        for noun in events.noun_forms() {
            self.add(noun, Classes::EVENT_NOUN);
        }
        for start in events.phrase_starts() {
            self.add(start, Classes::EVENT_START);
        }
        for word in &mut self.words {
            if !events.phrases(word.lemma).is_empty() {
                word.classes = word.classes.with(Classes::EVENT_START);
            }
        }
    }

    /// Whether the verb needs an object: without one its "-ed" form is a participle.
    #[must_use]
    pub fn is_transitive(&self, lemma: WordKey) -> bool {
        self.transitive.contains(&lemma)
    }

    /// Adds a class to a word, which need not be known.
    pub(crate) fn add(&mut self, word: &str, class: Classes) -> &mut Word {
        let key = key(word);
        let at = *self.index.entry(key).or_insert_with(|| {
            self.words.push(Word {
                lemma: key,
                ..Word::default()
            });
            u32::try_from(self.words.len() - 1).expect("fewer than 2³² words")
        });
        let word = &mut self.words[at as usize];
        word.classes = word.classes.with(class);
        word
    }

    fn add_verb(&mut self, lemma: &str, forms: &[(String, VerbForms)]) {
        for (form, kinds) in forms {
            let word = self.add(form, Classes::VERB);
            word.forms = word.forms.with(*kinds);
            // A form that two verbs share ("found", "lay") keeps the verb of which it is the base,
            // else the one that was told first.
            if word.lemma == key(form) && !word.forms.is(VerbForms::BASE)
                || kinds.is(VerbForms::BASE)
            {
                word.lemma = key(lemma);
            }
        }
    }

    /// Row of a word.
    #[must_use]
    pub fn find(&self, key: WordKey) -> Option<u32> {
        self.index.get(&key).copied()
    }

    /// The classes of a word; none where it is unknown.
    #[must_use]
    pub fn classes(&self, key: WordKey) -> Classes {
        self.find(key)
            .and_then(|row| self.word(row))
            .map_or(Classes::NONE, |word| word.classes)
    }

    /// A row, by the `word` of a token.
    #[must_use]
    pub fn word(&self, row: u32) -> Option<&Word> {
        self.words.get(row as usize)
    }

    /// Whether a word is a form of a verb that is known here.
    #[must_use]
    pub fn is_verb_form(&self, word: &str) -> bool {
        self.find(key(word))
            .is_some_and(|row| self.words[row as usize].classes.intersects(Classes::VERB))
    }

    /// Key of the lemma of any word; an unknown word is its own lemma.
    #[must_use]
    pub fn lemma(&self, word: WordKey) -> WordKey {
        self.find(word)
            .map_or(word, |row| self.words[row as usize].lemma)
    }
}
