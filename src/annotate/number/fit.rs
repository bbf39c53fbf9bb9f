//! Whether a number of a source counts what a claim's number counts.

use crate::annotate::QuantityMention;
use crate::annotate::number::counted::singular;
use crate::annotate::number::measure::is_per_hour;
use crate::lang::number::{NumberTable, NumberWord, Roles, Unit, number_table};
use crate::value::name::{WordKey, key};
use crate::value::{Fit, UnitClass};

/// What a claim counts.
struct Claimed<'t> {
    key: WordKey,
    class: UnitClass,
    unit: Option<&'t Unit>,
}

/// How what `mention` counts stands to what the claim says it counts ("fighters", "UK records",
/// "metres", "$").
///
/// A bare number ("51 were taken away") is [`Fit::Related`] to people and things: what it counts
/// was said before.
#[must_use]
pub fn is_counting(claim_of: &str, mention: &QuantityMention) -> Fit {
    let table = number_table();
    let claimed = read(table, claim_of);
    let is_fraction = mention.amount.min.fract() != 0.0;
    let Some(found) = mention.unit_key else {
        return match claimed.class {
            // "a 6.1 quake" counts nobody.
            UnitClass::People | UnitClass::Thing if is_fraction => Fit::Different,
            UnitClass::Scale if is_fraction => Fit::Related,
            UnitClass::People | UnitClass::Thing => Fit::Related,
            _ => Fit::Different,
        };
    };
    if found == claimed.key && (mention.unit_class == claimed.class) {
        return Fit::Same;
    }
    if mention.unit_class != claimed.class {
        return Fit::Different;
    }
    match claimed.class {
        UnitClass::People => people(table, &claimed, found),
        UnitClass::None | UnitClass::Thing => Fit::Different,
        _ => measures(claimed.unit, table.unit(found)),
    }
}

/// Whether what a claim counts is people ("people", "men", "passengers").
#[must_use]
pub fn counts_people(claim_of: &str) -> bool {
    read(number_table(), claim_of).class == UnitClass::People
}

/// Whether a claim's unit names people of no kind in particular: "people", "residents".
#[must_use]
pub fn is_anybody(claim_of: &str) -> bool {
    read(number_table(), claim_of)
        .unit
        .is_some_and(|unit| unit.class == UnitClass::People && unit.generic)
}

fn people(table: &NumberTable, claimed: &Claimed<'_>, found: WordKey) -> Fit {
    let (Some(claimed), Some(found)) = (claimed.unit, table.unit(found)) else {
        // A people that the table does not know ("Ruritanians"): may be anybody.
        return Fit::Related;
    };
    let is_same = claimed.key == found.key
        || claimed.may_be.contains(&found.key)
        || found.may_be.contains(&claimed.key);
    if claimed.generic || found.generic || is_same {
        Fit::Related
    } else {
        Fit::Different
    }
}

fn measures(claimed: Option<&Unit>, found: Option<&Unit>) -> Fit {
    let (Some(claimed), Some(found)) = (claimed, found) else {
        return Fit::Different;
    };
    if claimed.base != found.base {
        return Fit::Different;
    }
    if claimed.factor.total_cmp(&found.factor).is_eq() {
        return Fit::Same;
    }
    Fit::Convertible(found.factor / claimed.factor)
}

/// Reads the noun phrase of a claim: its head is the last word before a preposition.
fn read<'t>(table: &'t NumberTable, claim_of: &str) -> Claimed<'t> {
    let mut head = "";
    for word in claim_of.split([' ', '-']) {
        if matches!(
            word,
            "of" | "in" | "from" | "at" | "on" | "with" | "per" | "an"
        ) && !head.is_empty()
        {
            break;
        }
        if !word.is_empty() {
            head = word;
        }
    }
    let entry: NumberWord = table.find(key(head)).copied().unwrap_or_default();
    let words: Vec<&str> = claim_of.split_whitespace().collect();
    let is_hourly = words.windows(2).any(|pair| is_per_hour(pair[0], pair[1]));
    let hourly = |unit: &'t Unit| {
        unit.hourly
            .filter(|_| is_hourly)
            .and_then(|speed| table.unit(speed))
    };
    let unit = table
        .unit_at(entry.unit)
        .map(|unit| hourly(unit).unwrap_or(unit))
        .or_else(|| table.unit_of_mark(claim_of.trim()));
    match unit {
        Some(unit) if unit.class != UnitClass::People || entry.roles.is(Roles::STATE) => Claimed {
            key: unit.key,
            class: unit.class,
            unit: Some(unit),
        },
        Some(unit) => Claimed {
            key: singular(head, entry.roles.is(Roles::PLURAL)),
            class: unit.class,
            unit: Some(unit),
        },
        None => Claimed {
            key: singular(head, true),
            class: if head.ends_with("ans") && head.starts_with(char::is_uppercase) {
                UnitClass::People
            } else {
                UnitClass::Thing
            },
            unit: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::is_counting;
    use crate::annotate::number::find;
    use crate::document::read;
    use crate::value::Fit;

    #[track_caller]
    fn check(claim_of: &str, text: &str) -> Fit {
        let document = read("", text, 0);
        is_counting(claim_of, &find(&document, &[])[0])
    }

    #[test]
    fn nouns_of_one_kind_meet() {
        assert_eq!(check("people", "It hurt 12 people."), Fit::Same);
        assert_eq!(check("people", "It hurt 12 passengers."), Fit::Related);
        assert_eq!(check("fighters", "They took 12 militants."), Fit::Related);
        assert_eq!(check("people", "It left 12 dead."), Fit::Related);
        assert_eq!(check("men", "It held 12 robbers."), Fit::Related);
        assert_eq!(check("raiders", "It hid 12 men."), Fit::Related);
        assert_eq!(check("UK records", "It held 12 records."), Fit::Same);
        assert_eq!(check("dollars", "It cost $12."), Fit::Same);
        assert_eq!(check("mph", "It did 12 miles per hour."), Fit::Same);
        assert_eq!(check("people", "In all 51 were taken away."), Fit::Related);
    }

    #[test]
    fn others_stay_apart() {
        assert_eq!(check("boys", "It hurt 12 girls."), Fit::Different);
        assert_eq!(check("women", "It hid 12 men."), Fit::Different);
        assert_eq!(check("men", "It hurt 12 clerks."), Fit::Different);
        assert_eq!(check("people", "It broke 12 windows."), Fit::Different);
        assert_eq!(check("dollars", "It cost £12."), Fit::Different);
        assert_eq!(check("injured", "It left 12 dead."), Fit::Different);
    }

    #[test]
    fn lengths_convert() {
        let Fit::Convertible(factor) = check("metres", "It is 130 feet deep.") else {
            panic!("feet convert to metres");
        };
        assert!((factor - 0.3048).abs() < 1e-9);
    }
}
