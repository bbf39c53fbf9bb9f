//! Logistic regression with a ridge penalty, by Newton's method.

use std::collections::{BTreeMap, BTreeSet};

/// Strength of the penalty on weights, which keeps those of rare signs small.
const RIDGE: f64 = 3.3;

/// Newton's method has long settled after as many steps.
const STEPS: usize = 25;

/// How often the passage that tells a claim is looked for anew, where its words are not known.
const ROUNDS: usize = 3;

/// A passage of an article that may tell a claim's event, or a value that may be its.
#[derive(Clone, Debug)]
pub struct Example {
    /// Claim and source.
    pub pair: String,
    /// In the order of the table.
    pub signs: Vec<f64>,
    /// Whether it tells it; `None` where the article does, but maybe elsewhere.
    pub told: Option<bool>,
}

impl Example {
    /// The same with some of the signs alone, in the order of their positions.
    pub fn with_signs(self, kept: &[usize]) -> Self {
        Self {
            signs: kept.iter().map(|at| self.signs[*at]).collect(),
            ..self
        }
    }
}

/// Weights in log-odds.
#[derive(Clone, Debug)]
pub struct Model {
    /// Of a passage without signs.
    pub base: f64,
    /// Of each sign.
    pub weights: Vec<f64>,
}

impl Model {
    /// How much speaks for a passage.
    pub fn weigh(&self, signs: &[f64]) -> f64 {
        let sum: f64 = self.weights.iter().zip(signs).map(|(w, x)| w * x).sum();
        self.base + sum
    }

    /// Fits weights. An article that tells a claim in words that are not known tells it, in the
    /// next round, in the passage that is the heaviest so far.
    pub fn fit(examples: &[&Example]) -> Self {
        let quoted: BTreeSet<&str> = examples
            .iter()
            .filter(|example| example.told == Some(true))
            .map(|example| example.pair.as_str())
            .collect();
        let known: Vec<(&[f64], f64)> = examples
            .iter()
            .filter_map(|example| {
                Some((example.signs.as_slice(), f64::from(u8::from(example.told?))))
            })
            .collect();
        let mut model = Self::regress(&known);
        for _ in 1..ROUNDS {
            let mut heaviest: BTreeMap<&str, (f64, &[f64])> = BTreeMap::new();
            let open = examples.iter().filter(|example| {
                example.told.is_none() && !quoted.contains(example.pair.as_str())
            });
            for example in open {
                let weight = model.weigh(&example.signs);
                let best = heaviest
                    .entry(&example.pair)
                    .or_insert((weight, &example.signs));
                if weight > best.0 {
                    *best = (weight, &example.signs);
                }
            }
            let mut rows = known.clone();
            rows.extend(heaviest.values().map(|(_, signs)| (*signs, 1.0)));
            model = Self::regress(&rows);
        }
        model
    }

    fn regress(rows: &[(&[f64], f64)]) -> Self {
        let n = rows.first().map_or(0, |(signs, _)| signs.len());
        let mut weights = vec![0.0; n + 1];
        for _ in 0..STEPS {
            let mut gradient: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
            gradient[n] = 0.0;
            let mut curvature = vec![vec![0.0; n + 1]; n + 1];
            for (at, row) in curvature.iter_mut().enumerate().take(n) {
                row[at] = RIDGE;
            }
            for (signs, told) in rows {
                let sum: f64 = signs.iter().zip(&weights).map(|(x, w)| x * w).sum();
                let likely = 1.0 / (1.0 + (-(sum + weights[n])).exp());
                let value = |at: usize| signs.get(at).copied().unwrap_or(1.0);
                let spread = likely * (1.0 - likely);
                for (a, row) in curvature.iter_mut().enumerate() {
                    gradient[a] += (told - likely) * value(a);
                    for (b, cell) in row.iter_mut().enumerate() {
                        *cell += spread * value(a) * value(b);
                    }
                }
            }
            for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
                *weight += step;
            }
        }
        let base = weights.pop().unwrap_or_default();
        Self { base, weights }
    }
}

/// Solves a linear system by elimination with pivots.
fn solve(mut rows: Vec<Vec<f64>>, mut values: Vec<f64>) -> Vec<f64> {
    let n = values.len();
    for column in 0..n {
        let pivot = (column..n)
            .max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
            .unwrap_or(column);
        rows.swap(column, pivot);
        values.swap(column, pivot);
        let (above, below) = rows.split_at_mut(column + 1);
        let above = &above[column];
        for (row, at) in below.iter_mut().zip(column + 1..) {
            let factor = row[column] / above[column];
            for (cell, over) in row.iter_mut().zip(above).skip(column) {
                *cell -= factor * over;
            }
            values[at] -= factor * values[column];
        }
    }
    for column in (0..n).rev() {
        let known: f64 = (column + 1..n)
            .map(|at| rows[column][at] * values[at])
            .sum();
        values[column] = (values[column] - known) / rows[column][column];
    }
    values
}
