//! A line diff, small enough for pages of snapshots.

/// Lines of context kept around a change.
const CONTEXT: usize = 2;

/// Beyond so many pairs of lines a change is shown as all old lines, then all new ones.
const MOST_PAIRS: usize = 4_000_000;

/// `-` lines of `old`, `+` lines of `new`, and some lines around them that both have.
pub(super) fn diff(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same_end = old[same_start..]
        .iter()
        .rev()
        .zip(new[same_start..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut lines: Vec<(char, &str)> = old[..same_start].iter().map(|line| (' ', *line)).collect();
    let old_middle = &old[same_start..old.len() - same_end];
    let new_middle = &new[same_start..new.len() - same_end];
    lines.extend(changes(old_middle, new_middle));
    lines.extend(old[old.len() - same_end..].iter().map(|line| (' ', *line)));
    show(&lines)
}

/// By the longest common subsequence.
fn changes<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let mut lines = Vec::with_capacity(old.len() + new.len());
    let (mut i, mut j) = (0, 0);
    if old.len().saturating_mul(new.len()) <= MOST_PAIRS {
        let common = common_lengths(old, new);
        let at = |i: usize, j: usize| common[i * (new.len() + 1) + j];
        while i < old.len() && j < new.len() {
            if old[i] == new[j] {
                lines.push((' ', old[i]));
                i += 1;
                j += 1;
            } else if at(i + 1, j) >= at(i, j + 1) {
                lines.push(('-', old[i]));
                i += 1;
            } else {
                lines.push(('+', new[j]));
                j += 1;
            }
        }
    }
    lines.extend(old[i..].iter().map(|line| ('-', *line)));
    lines.extend(new[j..].iter().map(|line| ('+', *line)));
    lines
}

/// How many lines the rests from `i` and `j` on have in common, row by row.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<u32> {
    let wide = new.len() + 1;
    let mut common = vec![0; (old.len() + 1) * wide];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * wide + j] = if old[i] == new[j] {
                common[(i + 1) * wide + j + 1] + 1
            } else {
                common[(i + 1) * wide + j].max(common[i * wide + j + 1])
            };
        }
    }
    common
}

/// Leaves out what is far from any change.
fn show(lines: &[(char, &str)]) -> String {
    let mut shown = String::new();
    let mut last_change = None;
    let mut changes = (0..lines.len()).filter(|at| lines[*at].0 != ' ').peekable();
    let mut was_shown = true;
    for (at, (sign, line)) in lines.iter().enumerate() {
        if changes.next_if_eq(&at).is_some() {
            last_change = Some(at);
        }
        let is_near = last_change.is_some_and(|change| at - change <= CONTEXT)
            || changes.peek().is_some_and(|change| change - at <= CONTEXT);
        if is_near {
            shown.push_str(&format!("{sign} {line}\n"));
        } else if was_shown {
            shown.push_str("  \u{2026}\n");
        }
        was_shown = is_near;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn a_change_is_shown_with_its_neighbours() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let new = "a\nb\nc\nd\nE\nf\ng\nh\ni\n";
        assert_eq!(
            diff(old, new),
            "  \u{2026}\n  c\n  d\n- e\n+ E\n  f\n  g\n  h\n+ i\n"
        );
        assert_eq!(diff("", "a\n"), "+ a\n");
    }
}
