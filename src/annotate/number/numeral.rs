//! Reads a numeral: digits with a scale, or number words.

use crate::annotate::number::reader::Reader;
use crate::document::Shape;
use crate::lang::number::Roles;
use crate::value::UnitClass;
use crate::value::name::WordKey;

/// A numeral and where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub value: f64,
    /// One past its last token.
    pub end: usize,
    /// "several", "dozens": the value is the smallest that it can mean.
    pub vague: bool,
    /// Written in digits.
    pub digits: bool,
}

/// The numeral that begins at `at`, if one does.
pub(super) fn read(reader: &Reader<'_, '_>, at: usize, is_money: bool) -> Option<Numeral> {
    let token = reader.token(at)?;
    if token.shape.is(Shape::NUMBER) {
        return digits(reader, at, is_money);
    }
    let word = reader.entry(at)?;
    if word.roles.is(Roles::VAGUE) {
        return vague(reader, at, word.value);
    }
    if word.roles.is(Roles::CARDINAL.with(Roles::TENS)) {
        return Some(words(reader, at));
    }
    if word.roles.is(Roles::SCALE) && is_article_before(reader, at) {
        return Some(words(reader, at));
    }
    if word.roles.is(Roles::COLLECTIVE) {
        return Some(Numeral {
            value: word.value,
            end: at + 1,
            vague: false,
            digits: false,
        });
    }
    None
}

/// "a hundred", "half a dozen".
fn is_article_before(reader: &Reader<'_, '_>, at: usize) -> bool {
    at > reader.start && matches!(reader.text(at - 1), "a" | "the" | "per" | "A" | "half")
}

fn digits(reader: &Reader<'_, '_>, at: usize, is_money: bool) -> Option<Numeral> {
    let mut value = parse(reader.document.word(at))?;
    let mut end = at + 1;
    while let Some(word) = reader.entry(end) {
        let joined = reader.token(end).is_some_and(|t| t.shape.is(Shape::JOINED));
        let short = word.roles.is(Roles::SHORT_SCALE)
            && (joined || is_money)
            && (is_money
                || !word.roles.is(Roles::UNIT)
                // "145m people", "2m euros" are millions, "a 40m well" is metres.
                || reader.is(end + 1, Roles::PEOPLE)
                || is_currency(reader, end + 1));
        if !(word.roles.is(Roles::SCALE) && word.value != 20.0 || short) {
            break;
        }
        value *= word.value;
        end += 1;
    }
    // "2-million", "10-thousand": a scale behind a hyphen.
    if end == at + 1
        && reader.is_hyphen(end)
        && let Some(word) = reader.entry(end + 1)
        && word.roles.is(Roles::SCALE)
    {
        value *= word.value;
        end += 2;
    }
    Some(Numeral {
        value,
        end,
        vague: false,
        digits: true,
    })
}

/// "euros".
fn is_currency(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader
        .entry(at)
        .and_then(|word| reader.table.unit_at(word.unit))
        .is_some_and(|unit| unit.class == UnitClass::Money)
}

/// Digits with commas between thousands.
fn parse(word: &str) -> Option<f64> {
    let mut value = 0.0_f64;
    let mut place = 0.0_f64;
    for byte in word.bytes() {
        match byte {
            b'0'..=b'9' if place > 0.0 => {
                value += f64::from(byte - b'0') * place;
                place /= 10.0;
            }
            b'0'..=b'9' => value = value * 10.0 + f64::from(byte - b'0'),
            b'.' if place > 0.0 => return None,
            b'.' => place = 0.1,
            b',' => {}
            _ => return None,
        }
    }
    // Decimals add up with an error far below a cent; take it away.
    let value = if place > 0.0 {
        (value * 1e6).round() / 1e6
    } else {
        value
    };
    value.is_finite().then_some(value)
}

/// "several", "several hundred", "tens of thousands", "a number", "a few".
fn vague(reader: &Reader<'_, '_>, at: usize, value: f64) -> Option<Numeral> {
    const NEEDS_ARTICLE: [&str; 2] = ["number", "handful"];
    let word = reader.text(at);
    if NEEDS_ARTICLE.contains(&word)
        && !(at > reader.start && matches!(reader.text(at - 1), "a" | "A"))
    {
        return None;
    }
    let mut value = value;
    let mut end = at + 1;
    while let Some(next) = reader.entry(end) {
        if !next.roles.is(Roles::SCALE) {
            break;
        }
        value *= next.value;
        end += 1;
    }
    // "hundreds of thousands".
    if reader.is_of(end)
        && let Some(next) = reader.entry(end + 1)
        && next.roles.is(Roles::VAGUE)
        && next.value >= 20.0
    {
        value *= next.value / 2.0;
        end += 2;
    }
    Some(Numeral {
        value,
        end,
        vague: true,
        digits: false,
    })
}

/// "twenty-five", "a hundred and five", "two and a half million", "two dozen".
fn words(reader: &Reader<'_, '_>, at: usize) -> Numeral {
    let mut total = 0.0;
    let mut current = 0.0;
    let mut end = at;
    let mut last = Roles::default();
    // Longer than any spelt number that people write.
    for _ in 0..16 {
        let Some(word) = reader.entry(end) else { break };
        if word.roles.is(Roles::TENS) {
            if last.is(Roles::TENS.with(Roles::CARDINAL)) {
                break;
            }
            current += word.value;
            last = Roles::TENS;
            end += 1;
        } else if word.roles.is(Roles::CARDINAL) {
            if last.is(Roles::CARDINAL) || last.is(Roles::TENS) && word.value > 9.0 {
                break;
            }
            current += word.value;
            last = Roles::CARDINAL;
            end += 1;
        } else if word.roles.is(Roles::SCALE) {
            let half = end == at && at > reader.start + 1 && is_half(reader.key(at - 2))
                || end == at && at > reader.start && is_half(reader.key(at - 1));
            let base = if current > 0.0 {
                current
            } else if half {
                0.5
            } else {
                1.0
            };
            if word.value > 100.0 {
                total = (total + base) * word.value;
                current = 0.0;
            } else {
                current = base * word.value;
            }
            last = Roles::SCALE;
            end += 1;
        } else {
            break;
        }
        if last.is(Roles::TENS) && reader.is_hyphen(end) && is_below_ten(reader, end + 1) {
            end += 1;
        } else if reader.is_and(end) {
            if last.is(Roles::SCALE) && is_small(reader, end + 1) {
                end += 1;
            } else if matches!(reader.text(end + 1), "a") && is_half(reader.key(end + 2)) {
                current += 0.5;
                end += 3;
            } else {
                break;
            }
        }
    }
    Numeral {
        value: total + current,
        end,
        vague: false,
        digits: false,
    }
}

fn is_half(key: WordKey) -> bool {
    key == crate::value::name::key("half")
}

fn is_below_ten(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader
        .entry(at)
        .is_some_and(|word| word.roles.is(Roles::CARDINAL) && word.value < 10.0)
}

/// Below a hundred, so that "a hundred and five" goes on.
fn is_small(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader
        .entry(at)
        .is_some_and(|word| word.roles.is(Roles::CARDINAL.with(Roles::TENS)))
}
