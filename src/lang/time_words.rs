//! Words of time expressions with what they mean, from `en/dates.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::lexicon::{Lexicon, WordMap, lexicon};
use crate::value::name::WordKey;

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// What a function word does in a time expression; named after the word that stands for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the rows of dates.toml say it")]
pub enum TimeRole {
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    This,
    These,
    That,
    Same,
    The,
    Possessive,
    A,
    Current,
    Recent,
    Latest,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    Ahead,
    Early,
    Mid,
    Late,
    Beginning,
    Middle,
    End,
    Half,
    Each,
    About,
    MoreThan,
    Than,
    Least,
    Additional,
    Full,
    Fiscal,
    Final,
    Several,
    Couple,
    Present,
    AgoVague,
    Soon,
    Future,
    Am,
    Pm,
    OClock,
    Zone,
    Local,
    Time,
    Period,
    Old,
    Age,
    Of,
    On,
    In,
    At,
    To,
    Up,
    And,
    Or,
    So,
    From,
    Near,
    OrdinalSuffix,
    PluralSuffix,
    Ended,
    Pre,
    Long,
    Term,
    As,
    Possible,
    Overnight,
}

/// What a word can mean in a time expression; a word may have several meanings ("second").
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeWord {
    /// 1 to 12, 0 for none.
    pub month: i8,
    /// 1 (Monday) to 7, 0 for none.
    pub weekday: i8,
    /// Unit of time.
    pub unit: Option<TimeUnit>,
    /// Whether the unit, weekday, part or season is in the plural.
    pub plural: bool,
    /// TIMEX3 code of a part of the day.
    pub part: Option<&'static str>,
    /// Hour of a part of the day that is a point ("noon").
    pub clock: Option<i8>,
    /// TIMEX3 code of a season.
    pub season: Option<&'static str>,
    /// "Q3": 3.
    pub quarter: i8,
    /// Cardinal number below a hundred.
    pub number: Option<u32>,
    /// "hundred", "dozen".
    pub scale: Option<u32>,
    /// Ordinal number.
    pub ordinal: Option<u32>,
    /// "nineties": 90.
    pub decade: Option<i16>,
    /// "yesterday": −1.
    pub deictic: Option<i8>,
    /// "daily": day.
    pub frequency: Option<TimeUnit>,
    /// What else it does.
    pub role: Option<TimeRole>,
    /// How it tells of what is to come.
    pub plan: Option<PlanWord>,
    /// Whether it comes after "in", "since" and so on that a bare year may follow.
    pub before_year: bool,
    /// Whether it comes after "for", "in" and so on that a bare plural unit may follow.
    pub before_length: bool,
    /// How what is told stands to a time behind it: "since".
    pub bound: Option<TimeBound>,
}

/// Words that tell of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanWord {
    /// "scheduled".
    Plan,
    /// "set", before one of the next.
    PlanFor,
    /// "for", "to".
    For,
    /// "until", "through"; these can follow `PlanFor` too.
    Limit,
    /// "effective".
    Ahead,
    /// "continues", before an infinitive: it goes on now.
    Ongoing,
    /// "could": was able to, where it is denied.
    Able,
}

/// How what happened stands to a time that a preposition puts before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeBound {
    /// Then: "Tuesday", "on Tuesday", "between Monday and Wednesday".
    #[default]
    On,
    /// "since Tuesday".
    Since,
    /// "until Tuesday".
    Until,
    /// "before Tuesday".
    Before,
    /// "after Tuesday".
    After,
    /// "by Tuesday", "as of Tuesday".
    By,
}

/// When a holiday is.
#[derive(Clone, Copy, Debug)]
pub enum HolidayRule {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (1 is Monday), which one (−1: the last), days added.
    Weekday(i8, i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
}

/// A holiday by its words.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// Keys of its words, possessive endings left out.
    pub words: Vec<WordKey>,
    /// When it is.
    pub rule: HolidayRule,
    /// Whether people celebrate it into the next day.
    pub is_night: bool,
}

/// The table.
#[derive(Debug, Default)]
pub struct TimeWords {
    pub(super) words: WordMap<TimeWord>,
    /// The same by row of the lexicon; most rows are empty.
    rows: Vec<u16>,
    meanings: Vec<TimeWord>,
    pub(super) holidays: WordMap<Vec<Holiday>>,
}

/// The English table, built at first use.
#[must_use]
pub fn time_words() -> &'static TimeWords {
    static WORDS: OnceLock<TimeWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut table = TimeWords::load(&mut |_, _| {});
        table.index(lexicon());
        table
    })
}

/// Gives the words of time expressions their classes.
pub(super) fn add_classes(lexicon: &mut Lexicon) {
    TimeWords::load(&mut |word, class| {
        lexicon.add(word, class);
    });
}

impl TimeWords {
    /// What the word of a lexicon row means in a time expression; nothing for other words.
    #[must_use]
    pub fn get(&self, row: u32) -> &TimeWord {
        let at = self.rows.get(row as usize).copied().unwrap_or(0);
        &self.meanings[usize::from(at)]
    }

    /// Whether the word of a lexicon row has no meaning of time.
    #[must_use]
    pub fn is_empty(&self, row: u32) -> bool {
        self.rows.get(row as usize).is_none_or(|at| *at == 0)
    }

    fn index(&mut self, lexicon: &Lexicon) {
        self.meanings = vec![TimeWord::default()];
        let mut found: Vec<(u32, TimeWord)> = self
            .words
            .iter()
            .filter_map(|(key, word)| Some((lexicon.find(*key)?, *word)))
            .collect();
        found.sort_by_key(|(row, _)| *row);
        let n_rows = found.last().map_or(0, |(row, _)| *row as usize + 1);
        self.rows = vec![0; n_rows];
        for (row, word) in found {
            self.rows[row as usize] =
                u16::try_from(self.meanings.len()).expect("fewer than 65536 words of time");
            self.meanings.push(word);
        }
    }

    /// The holidays whose name begins with a word, longest name first.
    #[must_use]
    pub fn holidays(&self, first: WordKey) -> &[Holiday] {
        self.holidays.get(&first).map_or(&[], Vec::as_slice)
    }
}
