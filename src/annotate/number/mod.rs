//! Numbers and what they count.
//!
//! Takes a document and its time expressions; gives every number with its bounds, the noun phrase
//! that it counts, and what kind of number it is. Leaves dates and times of day to the time
//! annotator, but reads durations ("eight days") as measures too.

mod bound;
mod counted;
mod fit;
mod label;
mod measure;
mod numeral;
mod reader;
mod sum;

pub use fit::{counts_people, is_anybody, is_counting};

use crate::annotate::{QuantityKind, QuantityMention, TimeMention, TimexType};
use crate::document::{Document, SentenceKind, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::number::{Roles, number_table};
use crate::value::name::key;
use crate::value::{Amount, UnitClass};
use bound::Bounded;
use counted::Counted;
use reader::Reader;

/// Finds every number of a document, in reading order.
#[must_use]
pub fn find(document: &Document<'_>, times: &[TimeMention]) -> Vec<QuantityMention> {
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for sentence in &document.sentences {
        if sentence.kind == SentenceKind::Furniture {
            continue;
        }
        let reader = Reader {
            document,
            table: number_table(),
            start: sentence.tokens.start(),
            end: sentence.tokens.end(),
        };
        let mut at = reader.start;
        let mut floor = at;
        let mut sum_end = at;
        while at < reader.end {
            while times.next_if(|time| time.tokens.end() <= at).is_some() {}
            if let Some(time) = times.peek()
                && time.tokens.contains(at)
                && time.kind != TimexType::Duration
            {
                at = time.tokens.end();
                floor = at;
                continue;
            }
            at = step(&reader, at, &mut floor, &mut sum_end, &mut found);
        }
    }
    found
}

/// Reads what begins at `at`; gives the token to go on with.
fn step(
    reader: &Reader<'_, '_>,
    at: usize,
    floor: &mut usize,
    sum_end: &mut usize,
    found: &mut Vec<QuantityMention>,
) -> usize {
    let token = &reader.document.tokens[at];
    let is_number = token.shape.is(Shape::NUMBER);
    let roles = if is_number {
        Roles::default()
    } else {
        if !reader.table.may_open(token.key) {
            return at + 1;
        }
        let Some(word) = reader.entry(at).filter(|word| word.roles.is(Roles::OPENS)) else {
            return at + 1;
        };
        word.roles
    };
    if at >= *sum_end
        && (is_number || roles.is(Roles::ARTICLE.with(Roles::CARDINAL)))
        && let Some(sum) = sum::find(reader, at)
    {
        *sum_end = sum.tokens.end();
        found.push(sum);
    }
    if roles.is(Roles::ORDINAL) && !roles.is(Roles::CARDINAL) {
        let value = reader.entry(at).map_or(0.0, |word| word.value);
        found.push(ordinal(at, at + 1, value));
        return at + 1;
    }
    if roles.is(Roles::MULTIPLIER) {
        found.extend(multiplied(reader, at));
        return at + 1;
    }
    let after_age = found
        .last()
        .filter(|mention| mention.kind == QuantityKind::Age)
        .map_or(0, |mention| mention.tokens.end());
    let Some((mention, end)) = quantity(reader, at, *floor, after_age) else {
        return at + 1;
    };
    found.push(mention);
    *floor = end;
    end
}

fn ordinal(at: usize, end: usize, value: f64) -> QuantityMention {
    QuantityMention {
        tokens: TokenRange::new(at, end),
        amount: Amount::exactly(value),
        unit: None,
        kind: QuantityKind::Ordinal,
        unit_key: None,
        unit_class: UnitClass::None,
    }
}

/// "double shooting": two people.
fn multiplied(reader: &Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    let next = at + 1 + usize::from(reader.is_hyphen(at + 1));
    reader.is(next, Roles::VIOLENCE).then(|| QuantityMention {
        tokens: TokenRange::new(at, at + 1),
        amount: Amount::exactly(reader.entry(at).map_or(0.0, |word| word.value)),
        unit: Some(TokenRange::new(next, next + 1)),
        kind: QuantityKind::Count,
        unit_key: Some(key("person")),
        unit_class: UnitClass::People,
    })
}

/// A number and what it counts; gives the token behind the number.
fn quantity(
    reader: &Reader<'_, '_>,
    at: usize,
    floor: usize,
    after_age: usize,
) -> Option<(QuantityMention, usize)> {
    let money = measure::money_before(reader, at, floor);
    let numeral = numeral::read(reader, at, money.is_some())?;
    if numeral.digits && is_ordinal_suffix(reader, numeral.end) {
        return Some((ordinal(at, numeral.end + 1, numeral.value), numeral.end + 1));
    }
    let start = money.map_or(at, |(mark, _)| mark);
    let mut number = bound::bound(reader, start, numeral, floor, money.is_some());
    number.numeral = at;
    let end = number.end;
    let mention = |kind, unit: Option<TokenRange>, key, class| QuantityMention {
        tokens: TokenRange::new(number.start, end),
        amount: number.amount,
        unit,
        kind,
        unit_key: key,
        unit_class: class,
    };
    if let Some((mark, unit)) = money {
        let sign = TokenRange::new(mark, mark + 1);
        let money = mention(
            QuantityKind::Measure,
            Some(sign),
            Some(unit.key),
            unit.class,
        );
        return Some((money, end));
    }
    if label::is_age(reader, &number, after_age) {
        return Some((mention(QuantityKind::Age, None, None, UnitClass::None), end));
    }
    if let Some((tokens, unit_key, class)) = measure::scale(reader, &number, floor) {
        let step = mention(QuantityKind::Measure, Some(tokens), Some(unit_key), class);
        return Some((step, end));
    }
    if let Some((tokens, unit_key, class)) = measure::measure(reader, &number) {
        let measured = Counted {
            tokens,
            key: unit_key,
            class,
        };
        if label::is_label(reader, &number, Some(&measured)) {
            let label = mention(QuantityKind::Label, None, None, UnitClass::None);
            return Some((label, end));
        }
        let measure = mention(QuantityKind::Measure, Some(tokens), Some(unit_key), class);
        return Some((measure, end));
    }
    let counted = counted(reader, &number);
    if label::is_label(reader, &number, counted.as_ref()) {
        let label = mention(QuantityKind::Label, None, None, UnitClass::None);
        return Some((label, end));
    }
    if !can_count(reader, &number, counted.as_ref()) {
        return None;
    }
    let class = counted.map_or(UnitClass::None, |counted| counted.class);
    let kind = match class {
        UnitClass::None | UnitClass::People | UnitClass::Thing if number.additional => {
            QuantityKind::Additional
        }
        UnitClass::None | UnitClass::People | UnitClass::Thing => QuantityKind::Count,
        _ => QuantityKind::Measure,
    };
    Some((
        mention(
            kind,
            counted.map(|counted| counted.tokens),
            counted.map(|counted| counted.key),
            class,
        ),
        end,
    ))
}

/// "rd" of "3rd".
fn is_ordinal_suffix(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.has_shape(at, Shape::JOINED)
        && matches!(
            reader.text(at),
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH"
        )
}

/// The noun phrase behind the number, or behind "of the".
fn counted(reader: &Reader<'_, '_>, number: &Bounded) -> Option<Counted> {
    let is_plural = number.amount.max > 1.0 || number.amount.vague;
    let at = number.end;
    if !reader.is_of(at) {
        // "more than one suspect": the noun agrees with the numeral.
        let singular = is_plural && number.amount.min <= 1.0 && !number.amount.vague;
        return counted::find(reader, at, is_plural)
            .or_else(|| counted::find(reader, at, false).filter(|_| singular));
    }
    let definite = Classes::DEFINITE.with(Classes::POSSESSIVE_PRONOUN);
    let mut from = at + 1;
    if reader.is_class(from, definite) {
        from += 1;
        // "two of the 17 men", "three of the five"
        if reader.has_shape(from, Shape::NUMBER)
            || reader.is(from, Roles::CARDINAL.with(Roles::TENS))
        {
            from += 1;
        }
        return counted::find(reader, from, true);
    }
    let is_collective =
        number.amount.vague || reader.is(at - 1, Roles::COLLECTIVE.with(Roles::SCALE));
    if is_collective || number.digits {
        return counted::find(reader, from, true);
    }
    None
}

/// Whether a number that is no label counts anything: words that are often no numbers need a noun.
fn can_count(reader: &Reader<'_, '_>, number: &Bounded, counted: Option<&Counted>) -> bool {
    let word = reader.entry(number.numeral).copied().unwrap_or_default();
    if reader.has_shape(number.numeral, Shape::NUMBER) {
        // "1,234.5" of nothing is a number too, "0" is a counter.
        return true;
    }
    if word.roles.is(Roles::COLLECTIVE) || number.amount.vague {
        return counted.is_some() || number.amount.min >= 20.0 && number.amount.vague;
    }
    if number.amount.max <= 1.0 {
        return counted.is_some_and(|counted| counted.class == UnitClass::People)
            && !reader.is_hyphen(number.end);
    }
    // "two-thirds", "one-on-one"
    !(reader.is_hyphen(number.end) && counted.is_none())
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::annotate::{QuantityKind, QuantityMention};
    use crate::document::{Document, read};
    use crate::lang::number::number_table;

    fn show(document: &Document<'_>, mention: &QuantityMention) -> String {
        let kind = match mention.kind {
            QuantityKind::Count => "count",
            QuantityKind::Additional => "additional",
            QuantityKind::Measure => "measure",
            QuantityKind::Age => "age",
            QuantityKind::Label => "label",
            QuantityKind::Ordinal => "ordinal",
        };
        let amount = mention.amount;
        let number = if amount.vague {
            "vague".to_owned()
        } else if amount.is_point() {
            format!(
                "{}{}",
                if amount.approximate { "~" } else { "" },
                amount.min
            )
        } else {
            let end = |value: f64| {
                if value.is_finite() {
                    value.to_string()
                } else {
                    String::new()
                }
            };
            format!("{}..{}", end(amount.min), end(amount.max))
        };
        let unit = mention
            .unit
            .map(|unit| document.span(unit).slice(document.body))
            .unwrap_or_default();
        format!("{kind} {number} {unit}").trim().to_owned()
    }

    #[test]
    fn examples_are_found() {
        let mut wrong = Vec::new();
        for example in &number_table().examples {
            let (text, expected) = example.split_once(" =>").expect("an arrow");
            let document = read("", text, 0);
            let found: Vec<String> = find(&document, &[])
                .iter()
                .map(|mention| show(&document, mention))
                .collect();
            if found.join("; ") != expected.trim() {
                wrong.push(format!(
                    "{text}\n  {}\n  {}",
                    expected.trim(),
                    found.join("; ")
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
