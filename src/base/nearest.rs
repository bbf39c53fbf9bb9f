//! "Did you mean".

/// The candidate that `word` was most likely meant to be, if one is near enough: at most a third
/// of its characters wrong (optimal string alignment: a swap of neighbours counts once), or one the
/// beginning of the other. Case aside, and `_` or a space for `-`. The first of equals.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = plain(word);
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = plain(candidate);
            if other.len() > word.len() + LONGEST {
                return None;
            }
            let is_stem = length >= 3
                && other.len() >= 3
                && (other.starts_with(&word) || word.starts_with(&other));
            let distance = strsim::osa_distance(&word, &other);
            let shorter = length.min(other.chars().count());
            (distance <= shorter / 3 || is_stem).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace(['_', ' '], "-")
}

/// Longer words, in bytes, are no slip; comparing them would only cost time.
const LONGEST: usize = 100;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["publisher", "published", "based-on", "id", "url"];
        assert_eq!(nearest("publishd", keys), Some("published"));
        assert_eq!(nearest("based_on", keys), Some("based-on"));
        assert_eq!(nearest("ULR", keys), Some("url"));
        assert_eq!(nearest("Based on", keys), Some("based-on"));
        assert_eq!(nearest("colour", keys), None);
    }
}
