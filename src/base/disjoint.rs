//! `DisjointSets`: what belongs together, found by joining pairs.

/// Disjoint sets of the positions `0..n` (union by smallest member, with path halving).
#[derive(Clone, Debug)]
pub struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    /// `n` sets of one member each.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    /// The smallest member of the set that `at` is in.
    pub fn first(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Makes one set of those of `a` and `b`.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// How many sets there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let roots = self.parent.iter().enumerate();
        roots.filter(|(at, parent)| at == *parent).count()
    }

    /// The sets, each in order, ordered by their smallest members.
    #[must_use]
    pub fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets = vec![Vec::new(); self.parent.len()];
        for at in 0..self.parent.len() {
            sets[self.first(at)].push(at);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::DisjointSets;

    #[test]
    fn the_order_of_joining_changes_nothing() {
        let pairs = [(4, 2), (1, 3), (2, 0), (3, 3)];
        for turn in 0..pairs.len() {
            let mut sets = DisjointSets::new(6);
            for at in 0..pairs.len() {
                let (a, b) = pairs[(at + turn) % pairs.len()];
                sets.join(a, b);
            }
            assert_eq!(sets.count(), 3);
            assert_eq!(sets.sets(), [vec![0, 2, 4], vec![1, 3], vec![5]]);
        }
    }
}
