//! What a speech event says: the words that are attributed to its speaker.

use crate::align::Reading;
use crate::document::TokenRange;
use crate::lang::families;

/// What an event of speech says, its own sentence first; nothing for other events.
///
/// "The firm, which built the *probe*, said that the *craft* works": the whole sentence, and the
/// sentences of a quotation that go on with it.
pub fn said<'a>(reading: &Reading<'a>, event: usize) -> impl Iterator<Item = TokenRange> + 'a {
    let mention = &reading.annotations.events[event];
    let is_speech = mention.types.iter().any(|id| families().is_speech(*id));
    let speaker = Some(reading.frame(event))
        .filter(|_| is_speech)
        .and_then(|frame| frame.subject.or(frame.object));
    let own = reading.document.sentences[reading.sentence_of(mention)].tokens;
    let near = reading.attributions_near(mention.verb).iter();
    let quoted = near
        .filter(move |said| speaker.is_some_and(|speaker| said.speaker.is_overlapping(speaker)))
        .map(|said| said.content);
    speaker.map(|_| own).into_iter().chain(quoted)
}
