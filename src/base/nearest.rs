//! "Did you mean".

/// The candidate that `word` was most likely meant to be, if one is near enough: at most a third
/// of its characters wrong (optimal string alignment), or one the beginning of the other.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase().replace('_', "-");
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
            let is_stem =
                length >= 3 && (candidate.starts_with(&word) || word.starts_with(candidate));
            (distance <= length.max(3) / 3 || is_stem).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
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
        assert_eq!(nearest("colour", keys), None);
    }
}
