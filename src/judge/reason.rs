//! The closed list of reasons. Each has a stable code, a sentence and a page for `explain CODE`.

macro_rules! reasons {
    ($($name:ident = $code:literal, $summary:literal, $page:literal;)*) => {
        /// Why a facet or a passage was judged as it was.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $(#[doc = $summary] $name,)*
        }

        impl Reason {
            /// All of them, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Stable kebab-case code, as in machine output.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// A short sentence for reports: lower case, no full stop.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$name => $summary),* }
            }

            /// A paragraph for `explain CODE`.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Self::$name => $page),* }
            }
        }
    };
}

reasons! {
    EventStated = "event-stated", "the source tells the event",
        "A passage tells the same kind of event with enough agreement in who, where and when to be this very event.";
    EventWeighed = "event-weighed", "by many small signs the source tells the event",
        "No single rule says that a passage tells this very event, but enough signs together do: words of the claim, its own wording, who is named around, what fits. `explain` shows those that weigh most; `src/lang/en/weights.toml` has them all.";
    EventPlanned = "event-planned", "the source says that it is to happen",
        "The passage tells the event as planned, expected or announced. That supports a claim with `modality = \"planned\"`.";
    EventDenied = "event-denied", "the source says that it did not happen",
        "The passage denies the event (\"did not attend\", \"refused to\"). That contradicts a positive claim and supports a negative one.";
    EventHappened = "event-happened", "the source says that it did happen",
        "The claim is that it did not happen (`polarity = \"negative\"`), and the passage tells that it did.";
    EventNotMentioned = "event-not-mentioned", "nothing in the source speaks of such an event",
        "No passage has a word for this kind of event together with a participant, place or topic of the claim.";
    EventOther = "event-other", "the source speaks of another event of this kind",
        "A passage tells an event of the same kind, but too little agrees, or too much differs, for it to be this very event.";
    EventNotHappened = "event-not-happened", "the passage only plans, expects or calls for it",
        "The claim says that it happened; the passage only plans, expects, wishes or calls for it.";
    EventHypothetical = "event-hypothetical", "the passage does not assert it",
        "The passage asks, wishes, or puts it under a condition (\"could\", \"if\", \"whether\"), so nothing is asserted.";
    EventFurniture = "event-furniture", "it stands in page furniture",
        "The words stand in a subscription box, a list of related articles or the like, which is no evidence.";
    NameExact = "name-exact", "named as in the claim",
        "The passage names the participant by one of the names in the claim or its entity.";
    NameVariant = "name-variant", "named in another spelling or form",
        "The passage names the participant in another transliteration, with a title, or in part.";
    NameCoreference = "name-coreference", "taken up by a shorter form",
        "The passage takes up a participant named before: by surname, pronoun, or description.";
    NameMember = "name-member", "a member or part of it is named",
        "The passage names a member or part, which supports a claim about the whole.";
    NameDemonym = "name-demonym", "named by the adjective of its country",
        "The passage names the country's side by its adjective (\"Egyptian officials\" for Egypt).";
    NameAbsent = "name-absent", "the passage does not name it",
        "Nothing in the passages about this event names the participant.";
    NameOther = "name-other", "somebody else holds this role",
        "The role has a single holder or the list is closed, and the source names somebody else while the rest agrees.";
    NameExcluded = "name-excluded", "the source says that it did not take part",
        "The passage denies the part of this one participant (\"without Hamas\", \"Fatah stayed away\").";
    NameRoleSwapped = "name-role-swapped", "named in the opposite role",
        "The participant is named, but as the one to whom it was done rather than who did it, or the reverse.";
    NameRoleOpen = "name-role-open", "who did it to whom is not told",
        "The claim says who did it to whom; the passages name both without telling which is which (\"the Ruiz-Ode deal\").";
    PlaceEqual = "place-equal", "the same place",
        "The passage names the place of the claim.";
    PlaceWithin = "place-within", "a place inside the claim's",
        "The passage names a more specific place, which lies inside the claim's.";
    PlaceContext = "place-context", "set by the dateline, a heading or the paragraph",
        "The place comes from the dateline, a heading or an earlier passage about the same event.";
    PlaceWider = "place-wider", "only a wider place is named",
        "The passage names a place that contains the claim's: vaguer, so omitted.";
    PlaceOther = "place-other", "another place is named",
        "The passage places this very event somewhere that neither contains nor lies in the claim's place.";
    PlaceUnknown = "place-unknown", "the place named cannot be compared",
        "The passage names a place that the gazetteer does not know well enough to compare.";
    PlaceAbsent = "place-absent", "no place is given",
        "Nothing in the passages about this event says where.";
    DateWithin = "date-within", "inside the claim's date",
        "The date that the source gives for this event lies inside the claim's.";
    DateContext = "date-context", "set by the report or the paragraph",
        "The date comes from a heading, the lead or an earlier passage about the same event, and lies inside the claim's.";
    DateWider = "date-wider", "a wider date that fits",
        "The source's date contains or overlaps the claim's: vaguer, so omitted.";
    DateOpen = "date-open", "another date, which may be the claim's",
        "The source gives a date that has no day in common with the claim's, but leaves the claim's open: another day is tied as firmly, the day has no year, a night belongs to two days, or it is that of what came after.";
    DateOutside = "date-outside", "another date",
        "The source gives this very event a date that has no day in common with the claim's.";
    PublishedBefore = "published-before", "published before the claimed day",
        "The source tells the event as something that has happened, and it came out at least two days before the claimed day.";
    DateUnanchored = "unanchored-date", "relative date without a publication date",
        "The passage gives a relative date (\"Thursday\"), and the source has no `published` to resolve it against.";
    DateAbsent = "date-absent", "no date is given",
        "Nothing in the passages about this event says when.";
    QuantityEqual = "quantity-equal", "the same number",
        "The passage gives the number of the claim, or one that its approximation or bounds allow.";
    QuantityOther = "quantity-other", "another number",
        "The passage gives another number for the same thing in this very event.";
    QuantityVaguer = "quantity-vaguer", "a vaguer number that fits",
        "The passage gives a bound or a vague number (\"at least 12\", \"dozens\") that fits the claim's: omitted.";
    QuantityAbsent = "quantity-absent", "no such number is given",
        "Nothing in the passages about this event counts the same thing.";
    AboutFound = "about-found", "all key terms are found",
        "All terms stand in the passages about this event.";
    AboutMissing = "about-missing", "a key term is missing",
        "At least one term does not stand in the passages about this event.";
    SaidByMatch = "said-by-match", "said by the one named in the claim",
        "The passage is attributed to the speaker of the claim.";
    SaidByOther = "said-by-other", "said by somebody else",
        "The passage is attributed to somebody else; what others say is no contradiction, so this is omitted.";
    SaidByAbsent = "said-by-absent", "nobody is named as saying it",
        "The passage is in the source's own voice or names no speaker.";
}

impl Reason {
    /// The reason of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.code() == code)
    }
}
