//! Verdicts as a reader meets them: a letter, a word, a colour, a bar. Never colour alone.

use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::ClaimVerdict;

use super::text::{counted, number};

/// The verdict of a claim in a source, as the site tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Contradicts,
    Mixed,
    Supports,
    Partial,
    Omits,
}

impl Cell {
    /// Worst first, as pages list them.
    pub(super) const ALL: [Self; 5] = [
        Self::Contradicts,
        Self::Mixed,
        Self::Supports,
        Self::Partial,
        Self::Omits,
    ];

    pub(super) fn of(verdict: &ClaimVerdict) -> Self {
        match (verdict.label, verdict.complete) {
            (Label::Supports, true) => Self::Supports,
            (Label::Supports, false) => Self::Partial,
            (Label::Contradicts, _) => Self::Contradicts,
            (Label::Mixed, _) => Self::Mixed,
            (Label::Omits, _) => Self::Omits,
        }
    }

    pub(super) fn of_label(label: Label) -> Self {
        match label {
            Label::Supports => Self::Supports,
            Label::Contradicts => Self::Contradicts,
            Label::Mixed => Self::Mixed,
            Label::Omits => Self::Omits,
        }
    }

    /// Begins with its letter; the small one is a support in part.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Contradicts => "Contradicts",
            Self::Mixed => "Mixed",
            Self::Supports => "Supports",
            Self::Partial => "supports in part",
            Self::Omits => "Omits",
        }
    }

    pub(super) fn letter(self) -> &'static str {
        &self.word()[..1]
    }

    /// Class of the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Contradicts => "v-c",
            Self::Mixed => "v-m",
            Self::Supports => "v-s",
            Self::Partial => "v-p",
            Self::Omits => "v-o",
        }
    }
}

/// The letter in its colour; a screen reader says the word.
pub(super) fn letter(cell: Cell) -> Markup {
    html! { span class={ "v " (cell.class()) } role="img" aria-label=(cell.word()) { (cell.letter()) } }
}

/// The whole word with its letter's colour.
pub(super) fn word(cell: Cell) -> Markup {
    html! { span class={ "w " (cell.class()) } { (cell.word()) } }
}

/// How many sources say what, of one claim; or claims, of one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    /// In the order of [`Cell::ALL`].
    n: [usize; 5],
}

impl Spread {
    pub(super) fn add(&mut self, cell: Cell) {
        self.n[cell as usize] += 1;
    }

    pub(super) fn of(self, cell: Cell) -> usize {
        self.n[cell as usize]
    }

    /// Supports of both kinds.
    pub(super) fn supports(self) -> usize {
        self.of(Cell::Supports) + self.of(Cell::Partial)
    }

    pub(super) fn total(self) -> usize {
        self.n.iter().sum()
    }
}

/// Segments of the bar, in reading order.
const BAR: [Cell; 5] = [
    Cell::Supports,
    Cell::Partial,
    Cell::Mixed,
    Cell::Contradicts,
    Cell::Omits,
];

/// A bar of shares; the numbers stand beside it in words.
pub(super) fn bar(spread: Spread, what: &str) -> Markup {
    let total = spread.total().max(1);
    let mut x = 0;
    let mut parts = Vec::new();
    for cell in BAR {
        let n = spread.of(cell);
        if n > 0 {
            parts.push((cell, x, n));
            x += n;
        }
    }
    let words: Vec<String> = BAR
        .iter()
        .filter(|cell| spread.of(**cell) > 0)
        .map(|cell| {
            format!(
                "{} {}",
                number(spread.of(*cell)),
                cell.word().to_lowercase()
            )
        })
        .collect();
    html! {
        svg.bar role="img" viewBox={ "0 0 " (total) " 1" } preserveAspectRatio="none"
            aria-label={ (counted(spread.total(), what)) ": " (words.join(", ")) } {
            @for (cell, x, n) in parts {
                rect class=(cell.class()) x=(x) y="0" width=(n) height="1" {}
            }
        }
    }
}

/// The letters and what they mean.
pub(super) fn legend() -> Markup {
    html! {
        dl.legend {
            @for (cell, meaning) in [
                (Cell::Supports, "says so, every part of it"),
                (Cell::Partial, "says so, but leaves a part open"),
                (Cell::Contradicts, "says of this very event what cannot be true together with it"),
                (Cell::Mixed, "one voice in it says so, another the opposite"),
                (Cell::Omits, "does not say"),
            ] {
                div { dt { span class={ "v " (cell.class()) } aria-hidden="true" { (cell.letter()) } " " (cell.word()) }
                    dd { (meaning) } }
            }
        }
    }
}
