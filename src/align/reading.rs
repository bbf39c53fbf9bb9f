//! `Reading`: an annotated article with the look-ups that aligning needs, made once per article.

use std::cell::OnceCell;
use std::ops::Range;

use crate::align::catalogue;
use crate::align::incident::{Day, Incident, Tie};
use crate::align::terms;
use crate::annotate::entity::Entities;
use crate::annotate::frame::{self, Frame, Parsed};
use crate::annotate::{Annotations, Attribution, EventForm, EventMention};
use crate::document::{Document, SentenceKind, Shape, TokenRange};
use crate::lang::{EventTypeId, events, lexicon};
use crate::value::Interval;
use crate::value::name::{ComparableName, WordKey};

/// No quotation is read as longer than this, in tokens.
const QUOTED: usize = 400;

/// An article ready to be asked.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its tokens and sentences.
    pub document: &'a Document<'a>,
    /// What it speaks of.
    pub annotations: &'a Annotations,
    /// Day of publication.
    pub published: Option<Interval>,
    lemmas: Vec<(WordKey, u32)>,
    stems: OnceCell<Vec<(WordKey, u32)>>,
    types: Vec<(EventTypeId, u32)>,
    event_lemmas: Vec<(WordKey, u32)>,
    parsed: Vec<OnceCell<Parsed>>,
    frames: Vec<OnceCell<Frame>>,
    incident: OnceCell<Incident>,
    main_day: OnceCell<Option<Day>>,
    items: OnceCell<Vec<Option<u32>>>,
    comparables: Vec<OnceCell<ComparableName>>,
    entities: OnceCell<Entities>,
}

impl<'a> Reading<'a> {
    /// Indexes an article.
    #[must_use]
    pub fn new(
        document: &'a Document<'a>,
        annotations: &'a Annotations,
        published: Option<Interval>,
    ) -> Self {
        let lexicon = lexicon();
        let mut lemmas: Vec<(WordKey, u32)> = document
            .tokens
            .iter()
            .zip(0..)
            .filter(|(token, _)| token.shape.is(Shape::WORD))
            .map(|(token, at)| {
                (
                    lexicon
                        .word(token.word)
                        .map_or(token.key, |word| word.lemma),
                    at,
                )
            })
            .collect();
        lemmas.sort_unstable();
        let mut types: Vec<(EventTypeId, u32)> = annotations
            .events
            .iter()
            .zip(0..)
            .flat_map(|(event, at)| {
                // "received a bill" is a receiving too: the verb of a phrase keeps its own types.
                let is_phrase = event.tokens.range().len() > 1 && event.form != EventForm::Noun;
                let lemma = lexicon.lemma(document.tokens[event.verb].key);
                let last = document.tokens[event.tokens.end() - 1].key;
                let verb = is_phrase.then(|| {
                    let own = events().types_of_verb(lemma).iter();
                    own.filter(move |id| !events().is_look_alike(lemma, last, **id))
                });
                event
                    .types
                    .iter()
                    .chain(event.denied)
                    .chain(verb.into_iter().flatten())
                    .map(move |id| (*id, at))
            })
            .collect();
        types.sort_unstable();
        types.dedup();
        let mut event_lemmas: Vec<(WordKey, u32)> = annotations
            .events
            .iter()
            .zip(0..)
            .flat_map(|(event, at)| {
                // "appeared at a hearing" is an appearing as well as a hearing.
                let verb = lexicon.lemma(document.tokens[event.verb].key);
                [(event.lemma, at), (verb, at)]
            })
            .collect();
        event_lemmas.sort_unstable();
        event_lemmas.dedup();
        Self {
            document,
            annotations,
            published,
            lemmas,
            stems: OnceCell::new(),
            types,
            event_lemmas,
            parsed: (0..document.sentences.len())
                .map(|_| OnceCell::new())
                .collect(),
            frames: (0..annotations.events.len())
                .map(|_| OnceCell::new())
                .collect(),
            incident: OnceCell::new(),
            main_day: OnceCell::new(),
            items: OnceCell::new(),
            comparables: vec![OnceCell::new(); annotations.names.len()],
            entities: OnceCell::new(),
        }
    }

    /// A mention of [`Annotations::names`], ready to be compared.
    pub fn comparable(&self, mention: usize) -> &ComparableName {
        self.comparables[mention].get_or_init(|| {
            let tokens = self.annotations.names[mention].tokens;
            let part = self.document.tokens[tokens.start()].part();
            ComparableName::new(self.document.span(tokens).slice(self.document.text(part)))
        })
    }

    /// Positions of the tokens with this lemma, in reading order.
    pub fn with_lemma(&self, lemma: WordKey) -> impl Iterator<Item = usize> + '_ {
        of(&self.lemmas, lemma)
    }

    /// Positions of the tokens with this stem in a range, in reading order.
    pub fn with_stem_in(
        &self,
        stem: WordKey,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = usize> + '_ {
        let stems = self.stems.get_or_init(|| {
            let mut stems: Vec<(WordKey, u32)> = self
                .document
                .tokens
                .iter()
                .zip(0..)
                .filter(|(token, _)| token.shape.is(Shape::WORD) && token.span.len() > 2)
                .map(|(_, at)| (terms::stem_of(self.document, at as usize), at))
                .collect();
            stems.sort_unstable();
            stems
        });
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let from = stems.partition_point(|entry| *entry < (stem, narrow(tokens.start)));
        let to = stems.partition_point(|entry| *entry < (stem, narrow(tokens.end)));
        stems[from..to.max(from)].iter().map(|(_, at)| *at as usize)
    }

    /// How many tokens the title has; they come first.
    #[must_use]
    pub fn title_tokens(&self) -> usize {
        self.document
            .tokens
            .partition_point(|token| token.part() == crate::document::Part::Title)
    }

    /// Positions in [`Annotations::events`] of the mentions of a type.
    pub fn of_type(&self, id: EventTypeId) -> impl Iterator<Item = usize> + '_ {
        let from = self.types.partition_point(|(key, _)| *key < id);
        self.types[from..]
            .iter()
            .take_while(move |(key, _)| *key == id)
            .map(|(_, at)| *at as usize)
    }

    /// Positions in [`Annotations::events`] of the mentions with this lemma.
    pub fn of_event_lemma(&self, lemma: WordKey) -> impl Iterator<Item = usize> + '_ {
        of(&self.event_lemmas, lemma)
    }

    /// The sentence that holds a token, cut into clauses.
    #[must_use]
    pub fn parsed(&self, sentence: usize) -> &Parsed {
        self.parsed[sentence]
            .get_or_init(|| frame::parse(self.document, sentence, &self.annotations.events))
    }

    /// The frame of an event mention.
    #[must_use]
    pub fn frame(&self, event: usize) -> &Frame {
        self.frames[event].get_or_init(|| {
            let mention = &self.annotations.events[event];
            self.parsed(self.sentence_of(mention))
                .frame(self.document, mention)
        })
    }

    /// The incident that the article tells first of all.
    #[must_use]
    pub fn incident(&self) -> &Incident {
        self.incident.get_or_init(|| Incident::read(self))
    }

    /// Its day: [`Incident::main_day`] compares all days with each other.
    fn main_day(&self) -> Option<Day> {
        *self.main_day.get_or_init(|| self.incident().main_day())
    }

    /// The item of a list of happenings that a sentence belongs to, by its first paragraph; `None`
    /// outside of lists.
    #[must_use]
    pub fn item_of(&self, sentence: usize) -> Option<u32> {
        let items = self.items.get_or_init(|| catalogue::items(self));
        items.get(sentence).copied().flatten()
    }

    /// Whether a sentence stands in the headline or among the first of the text.
    #[must_use]
    pub fn is_opening(&self, sentence: usize) -> bool {
        const OPENING: usize = 8;
        self.document.sentences[..sentence]
            .iter()
            .filter(|before| before.kind.is_evidence())
            .take(OPENING)
            .count()
            < OPENING
    }

    /// Whether days lie long before those of the article's own happening, or before publication where
    /// it tells none.
    #[must_use]
    pub fn is_recalled(&self, days: Interval) -> bool {
        // The report of a trial tells an incident of the year before.
        const LONG: i64 = 60;
        const YEARS: i64 = 3 * 366;
        let is_before = |own: Interval, days_apart: i64| {
            let span = jiff::Span::new().try_days(days_apart).unwrap_or_default();
            own.first
                .checked_sub(span)
                .is_ok_and(|earliest| days.last < earliest)
        };
        match self.main_day() {
            Some(main) if main.tie <= Tie::Response => is_before(main.interval, LONG),
            _ => self.published.is_some_and(|own| is_before(own, YEARS)),
        }
    }

    /// The sentence of an event mention.
    #[must_use]
    pub fn sentence_of(&self, event: &EventMention) -> usize {
        self.document.sentence_of(event.verb)
    }

    /// Whether what a sentence says counts.
    #[must_use]
    pub fn is_evidence(&self, sentence: usize) -> bool {
        self.document.sentences[sentence].kind.is_evidence()
    }

    /// How many days before publication a stretch ended; negative if later.
    #[must_use]
    pub fn age(&self, days: Interval) -> Option<i32> {
        let since = days.last.until(self.published?.first).ok()?;
        Some(since.get_days())
    }

    /// Whether a sentence is running text or a headline: captions lend nothing to their neighbours.
    #[must_use]
    pub fn lends(&self, sentence: usize) -> bool {
        matches!(
            self.document.sentences[sentence].kind,
            SentenceKind::Prose | SentenceKind::Heading
        )
    }

    /// Events whose first token lies in a range, which may be empty, as positions in
    /// [`Annotations::events`].
    #[must_use]
    pub fn events_in(&self, tokens: impl Into<Range<usize>>) -> Range<usize> {
        let tokens = tokens.into();
        let events = &self.annotations.events;
        let from = events.partition_point(|event| event.verb.min(event.head) < tokens.start);
        let to = events.partition_point(|event| event.verb.min(event.head) < tokens.end);
        from..to.max(from)
    }

    /// Attributions whose content begins at most some hundred tokens before or behind a token: those
    /// that can cover it or name it as their speaker.
    #[must_use]
    pub fn attributions_near(&self, token: usize) -> &'a [Attribution] {
        let attributions = &self.annotations.attributions;
        let from = attributions.partition_point(|said| said.content.start() + QUOTED < token);
        let to = attributions.partition_point(|said| said.content.start() <= token + QUOTED);
        &attributions[from..to.max(from)]
    }

    /// Names that begin inside a range, as positions in [`Annotations::names`].
    #[must_use]
    pub fn names_in(&self, tokens: TokenRange) -> Range<usize> {
        starting_in(&self.annotations.names, tokens, |name| name.tokens)
    }

    /// Time expressions that begin inside a range, as positions in [`Annotations::times`].
    #[must_use]
    pub fn times_in(&self, tokens: TokenRange) -> Range<usize> {
        starting_in(&self.annotations.times, tokens, |time| time.tokens)
    }

    /// Places that begin inside a range, as positions in [`Annotations::places`].
    #[must_use]
    pub fn places_in(&self, tokens: TokenRange) -> Range<usize> {
        starting_in(&self.annotations.places, tokens, |place| place.tokens)
    }

    /// Numbers that begin inside a range, as positions in [`Annotations::quantities`].
    #[must_use]
    pub fn quantities_in(&self, tokens: TokenRange) -> Range<usize> {
        starting_in(&self.annotations.quantities, tokens, |quantity| {
            quantity.tokens
        })
    }

    /// Who and what the article speaks of.
    #[must_use]
    pub fn entities(&self) -> &Entities {
        self.entities
            .get_or_init(|| Entities::read(self.document, self.annotations))
    }
}

/// Positions of the mentions, which stand in reading order, that begin inside a range.
fn starting_in<T>(
    mentions: &[T],
    tokens: TokenRange,
    of: impl Fn(&T) -> TokenRange,
) -> Range<usize> {
    let from = mentions.partition_point(|mention| of(mention).start() < tokens.start());
    let to = mentions.partition_point(|mention| of(mention).start() < tokens.end());
    from..to
}

fn of(pairs: &[(WordKey, u32)], wanted: WordKey) -> impl Iterator<Item = usize> + '_ {
    let from = pairs.partition_point(|(key, _)| *key < wanted);
    pairs[from..]
        .iter()
        .take_while(move |(key, _)| *key == wanted)
        .map(|(_, at)| *at as usize)
}
