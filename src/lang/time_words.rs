//! Words of time expressions with what they mean, from `en/dates.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::class::Classes;
use crate::lang::lexicon::{Lexicon, WordMap, lexicon};
use crate::value::name::{WordKey, key};

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
}

/// The table.
#[derive(Debug, Default)]
pub struct TimeWords {
    words: WordMap<TimeWord>,
    /// The same by row of the lexicon; most rows are empty.
    rows: Vec<u16>,
    meanings: Vec<TimeWord>,
    holidays: WordMap<Vec<Holiday>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    plural_weekdays: Vec<String>,
    numbers: Vec<(String, u32)>,
    scales: Vec<(String, u32)>,
    ordinals: Vec<(String, u32)>,
    decades: Vec<(String, i16)>,
    quarters: Vec<String>,
    plans: Vec<String>,
    plans_for: Vec<String>,
    plan_prepositions: Vec<String>,
    limits: Vec<String>,
    ahead: Vec<String>,
    before_year: Vec<String>,
    unit: Vec<UnitRow>,
    part: Vec<CodeRow>,
    season: Vec<CodeRow>,
    deictic: Vec<DeicticRow>,
    role: Vec<RoleRow>,
    frequency: Vec<FrequencyRow>,
    holiday: Vec<HolidayRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    name: TimeUnit,
    one: Vec<String>,
    many: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeRow {
    code: Code,
    words: Vec<String>,
    #[serde(default)]
    many: Vec<String>,
    clock: Option<i8>,
}

/// Codes of ISO-TimeML for parts of the day and seasons.
#[derive(Clone, Copy, Deserialize)]
enum Code {
    #[serde(rename = "MO")]
    Morning,
    #[serde(rename = "MI")]
    Midday,
    #[serde(rename = "AF")]
    Afternoon,
    #[serde(rename = "EV")]
    Evening,
    #[serde(rename = "NI")]
    Night,
    #[serde(rename = "SP")]
    Spring,
    #[serde(rename = "SU")]
    Summer,
    #[serde(rename = "FA")]
    Fall,
    #[serde(rename = "WI")]
    Winter,
}

impl Code {
    fn text(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeicticRow {
    words: Vec<String>,
    days: i8,
    part: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleRow {
    name: TimeRole,
    #[serde(default)]
    triggers: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrequencyRow {
    words: Vec<String>,
    unit: TimeUnit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayRow {
    names: Vec<String>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    nth: Option<i8>,
    #[serde(default)]
    plus: i8,
    easter: Option<i8>,
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

    fn load(class: &mut dyn FnMut(&str, Classes)) -> Self {
        let file: File =
            toml::from_str(include_str!("en/dates.toml")).expect("dates.toml is valid");
        let mut table = Self::default();
        let mut set = |word: &str, classes: Classes, change: &dyn Fn(&mut TimeWord)| {
            change(table.words.entry(key(word)).or_default());
            class(word, classes);
        };
        for (names, number) in file.months.iter().zip(1..) {
            for name in names {
                set(name, Classes::MONTH, &|word| word.month = number);
            }
        }
        for (names, number) in file.weekdays.iter().zip(1..) {
            for name in names {
                set(name, Classes::WEEKDAY, &|word| word.weekday = number);
            }
        }
        for (name, number) in file.plural_weekdays.iter().zip(1..) {
            set(name, Classes::WEEKDAY, &|word| {
                word.weekday = number;
                word.plural = true;
            });
        }
        for (name, number) in file.quarters.iter().zip(1..) {
            set(name, Classes::TIME_WORD, &|word| word.quarter = number);
        }
        for (name, number) in &file.numbers {
            set(name, Classes::NUMBER_WORD, &|word| {
                word.number = Some(*number)
            });
        }
        for (name, number) in &file.scales {
            set(name, Classes::NUMBER_WORD, &|word| {
                word.scale = Some(*number)
            });
        }
        for (name, number) in &file.ordinals {
            set(name, Classes::ORDINAL, &|word| word.ordinal = Some(*number));
        }
        for (name, number) in &file.decades {
            set(name, Classes::TIME_WORD, &|word| {
                word.decade = Some(*number)
            });
        }
        for (names, plan) in [
            (&file.plans, PlanWord::Plan),
            (&file.plans_for, PlanWord::PlanFor),
            (&file.plan_prepositions, PlanWord::For),
            (&file.limits, PlanWord::Limit),
            (&file.ahead, PlanWord::Ahead),
        ] {
            for name in names {
                set(name, Classes::NONE, &|word| word.plan = Some(plan));
            }
        }
        for name in &file.before_year {
            set(name, Classes::NONE, &|word| word.before_year = true);
        }
        for row in &file.unit {
            for (names, plural) in [(&row.one, false), (&row.many, true)] {
                for name in names {
                    set(name, Classes::TIME_UNIT, &|word| {
                        word.unit = Some(row.name);
                        word.plural = plural;
                    });
                }
            }
        }
        for (rows, classes, is_part) in [
            (&file.part, Classes::DAY_PART, true),
            (&file.season, Classes::TIME_WORD, false),
        ] {
            for row in rows {
                for (names, plural) in [(&row.words, false), (&row.many, true)] {
                    for name in names {
                        set(name, classes, &|word| {
                            let code = Some(row.code.text());
                            if is_part {
                                word.part = code;
                            } else {
                                word.season = code;
                            }
                            word.plural = plural;
                            word.clock = row.clock;
                        });
                    }
                }
            }
        }
        for row in &file.deictic {
            for name in &row.words {
                set(name, Classes::TIME_WORD, &|word| {
                    word.deictic = Some(row.days);
                    word.part = row.part.map(Code::text);
                });
            }
        }
        for row in &file.frequency {
            for name in &row.words {
                set(name, Classes::TIME_WORD, &|word| {
                    word.frequency = Some(row.unit)
                });
            }
        }
        for row in &file.role {
            let classes = if row.triggers {
                Classes::TIME_WORD
            } else {
                Classes::NONE
            };
            for name in &row.words {
                set(name, classes, &|word| word.role = Some(row.name));
            }
        }
        for row in &file.holiday {
            for name in &row.names {
                let words: Vec<WordKey> = name.split(' ').map(key).collect();
                if words.len() == 1 {
                    class(name, Classes::TIME_WORD);
                }
                if name.ends_with(" eve") {
                    class("eve", Classes::TIME_WORD);
                }
                let holiday = Holiday {
                    words,
                    rule: row.rule(),
                };
                // "Father's Day" begins with "father" and a possessive.
                let first = name.split(' ').next().unwrap_or(name);
                let stem = first.strip_suffix('s').unwrap_or(first);
                let mut starts = vec![key(first), key(stem)];
                starts.dedup();
                for start in starts {
                    let list = table.holidays.entry(start).or_default();
                    list.push(holiday.clone());
                    list.sort_by_key(|holiday| std::cmp::Reverse(holiday.words.len()));
                }
            }
        }
        table
    }
}

impl HolidayRow {
    fn rule(&self) -> HolidayRule {
        match (self.easter, self.month, self.day, self.weekday, self.nth) {
            (Some(days), ..) => HolidayRule::Easter(days),
            (_, Some(month), Some(day), ..) => HolidayRule::Fixed(month, day),
            (_, Some(month), None, Some(weekday), Some(nth)) => {
                HolidayRule::Weekday(month, weekday, nth, self.plus)
            }
            _ => panic!("a holiday of dates.toml has a day: {:?}", self.names),
        }
    }
}
