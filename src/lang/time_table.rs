//! Reads `en/dates.toml` into the table of [`TimeWords`].

use serde::Deserialize;

use crate::lang::class::Classes;
use crate::lang::time_words::{
    Holiday, HolidayRule, PlanWord, TimeBound, TimeRole, TimeUnit, TimeWord, TimeWords,
};
use crate::value::name::{WordKey, key};

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
    ongoing: Vec<String>,
    able: Vec<String>,
    before_year: Vec<String>,
    before_length: Vec<String>,
    bound: Vec<BoundRow>,
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
struct BoundRow {
    name: TimeBound,
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
    #[serde(default)]
    night: bool,
}

impl TimeWords {
    /// Reads the rows; `class` is told every word with the classes that it gets.
    pub(super) fn load(class: &mut dyn FnMut(&str, Classes)) -> Self {
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
            (&file.ongoing, PlanWord::Ongoing),
            (&file.able, PlanWord::Able),
        ] {
            for name in names {
                set(name, Classes::NONE, &|word| word.plan = Some(plan));
            }
        }
        for name in &file.before_year {
            set(name, Classes::NONE, &|word| word.before_year = true);
        }
        for name in &file.before_length {
            set(name, Classes::NONE, &|word| word.before_length = true);
        }
        for row in &file.bound {
            for name in &row.words {
                set(name, Classes::NONE, &|word| word.bound = Some(row.name));
            }
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
                    is_night: row.night,
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
