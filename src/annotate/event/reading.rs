//! Verb or noun, and which form: decided from the words around it (Quirk et al. 1985, §3.52 ff.,
//! 17.28 ff. for reduced relatives).

use crate::annotate::event::group::{Auxiliary, Group};
use crate::annotate::event::view::View;
use crate::annotate::{EventForm, EventMention};
use crate::document::Shape;
use crate::lang::Classes;
use crate::lang::cues::WordSet;
use crate::lang::morphology::VerbForms;
use crate::value::name::key;

/// What a word that can be a verb is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A verb in this form.
    Verb(EventForm),
    /// A noun.
    Noun,
    /// A modifier, or part of a name.
    Neither,
}

/// The reading of the word at `at`. `previous` is the event mention before it in the sentence.
pub(super) fn read(
    view: &View<'_>,
    at: usize,
    group: &Group,
    previous: Option<&EventMention>,
) -> Reading {
    let forms = view.forms(at);
    if let Some(nearest) = group.nearest
        && let Some(reading) = with_auxiliary(view, at, forms, nearest)
    {
        return reading;
    }
    if forms.is(VerbForms::GERUND) {
        return gerund(view, at);
    }
    let past = VerbForms::PAST.with(VerbForms::PARTICIPLE);
    // "come", "run": base and participle, never past; without an auxiliary they are the present.
    let is_base = forms.is(VerbForms::BASE) && !forms.is(VerbForms::PAST);
    if forms.is(past) && !is_base && !(forms.is(VerbForms::BASE) && is_nominal_place(view, at)) {
        return past_or_participle(view, at, forms, previous);
    }
    if is_nominal_place(view, at) {
        return Reading::Noun;
    }
    present(view, at, forms, previous)
}

fn with_auxiliary(
    view: &View<'_>,
    at: usize,
    forms: VerbForms,
    nearest: Auxiliary,
) -> Option<Reading> {
    let verb = |form| Some(Reading::Verb(form));
    match nearest {
        Auxiliary::To if forms.is(VerbForms::BASE) => verb(EventForm::Infinitive),
        Auxiliary::To if forms.is(VerbForms::GERUND) && !view.is(at, Classes::EVENT_NOUN) => {
            verb(EventForm::Gerund)
        }
        Auxiliary::To => Some(Reading::Noun),
        Auxiliary::Modal | Auxiliary::Do if forms.is(VerbForms::BASE) => verb(EventForm::Active),
        Auxiliary::Be | Auxiliary::Get if forms.is(VerbForms::PARTICIPLE) => {
            // "were injured people": the participle modifies a noun only behind a determiner,
            // which is no auxiliary; so this is the passive.
            verb(EventForm::Passive)
        }
        Auxiliary::Be if forms.is(VerbForms::GERUND) => verb(EventForm::Active),
        Auxiliary::Have if forms.is(VerbForms::PARTICIPLE) => verb(EventForm::Active),
        Auxiliary::Be if forms.is(VerbForms::BASE) => Some(Reading::Neither),
        Auxiliary::Be | Auxiliary::Have => Some(Reading::Noun),
        _ => None,
    }
}

/// Whether a noun is due here: behind a determiner, an adjective, a possessive, a number, a
/// preposition.
fn is_nominal_place(view: &View<'_>, at: usize) -> bool {
    let Some(before) = view.before(at) else {
        return false;
    };
    let before = if view.is_adverb(before) && !view.is_opener(before) {
        match view.before_adverbs(at) {
            Some(before) => before,
            None => return false,
        }
    } else {
        before
    };
    if view.is_subject(before) && !view.is(before, Classes::POSSESSIVE_PRONOUN) {
        return false;
    }
    if is_called_person(view, before) && view.is_object(at + 1) {
        return false;
    }
    let demonym = view.is(before, Classes::DEMONYM) && !view.document.word(before).ends_with('s');
    view.is_opener(before)
        || demonym
        || view.is(before, Classes::PREPOSITION)
            && !view.is(before, Classes::TO)
            && !view.is(before, Classes::SUBORDINATOR)
}

/// "the Norwegian *beat* them", "the 24-year-old *hit* a wall": the adjective stands for somebody.
fn is_called_person(view: &View<'_>, at: usize) -> bool {
    let is_the = |at: Option<usize>| at.is_some_and(|at| view.is(at, Classes::DEFINITE));
    let is_national = view.is(at, Classes::DEMONYM) && view.is_capital(at);
    let is_aged = view.shape(at).is(Shape::JOINED) && view.tokens[at].key == key("old");
    is_national && is_the(view.before(at)) || is_aged && is_the(at.checked_sub(AGED))
}

/// How many tokens stand before the "old" of "the 24-year-old".
const AGED: usize = 5;

fn gerund(view: &View<'_>, at: usize) -> Reading {
    let is_noun = view.is(at, Classes::EVENT_NOUN);
    let next = view.after(at);
    let determined = is_determined_object(view, at + 1);
    // "in the shooting death of": a compound of two event nouns.
    let compound = is_noun && !determined && next.is_some_and(|n| view.is(n, Classes::EVENT_NOUN));
    let object = view.is_object(at + 1) && !compound;
    if view.is_in(at, WordSet::NOMINAL_GERUND) && !determined {
        return if is_noun {
            Reading::Noun
        } else {
            Reading::Neither
        };
    }
    let before = view.before(at).filter(|_| !view.is_opening(at));
    // "Following the talks": a preposition, unless the verb is an event of its own.
    if view.is(at, Classes::PREPOSITION)
        && view
            .events
            .types_of_verb(view.row(at).map_or(view.tokens[at].key, |w| w.lemma))
            .is_empty()
        && before.is_none_or(|before| !view.is_auxiliary(before))
    {
        return Reading::Neither;
    }
    let Some(before) = before else {
        return if is_noun && !object {
            Reading::Noun
        } else {
            Reading::Verb(EventForm::Gerund)
        };
    };
    let opens_clause = view.is(before, Classes::SUBORDINATOR.with(Classes::PREPOSITION));
    let reached = if opens_clause {
        before
    } else {
        view.before_adverbs(at).unwrap_or(before)
    };
    if view.is_opener(before) || view.is_opener(reached) && !view.is_subject(reached) {
        let of = next.is_some_and(|next| view.is_in(next, WordSet::OF));
        return if is_noun || of {
            Reading::Noun
        } else {
            Reading::Neither
        };
    }
    if is_modifying(view, at, before) {
        return Reading::Neither;
    }
    if !is_noun {
        return Reading::Verb(EventForm::Gerund);
    }
    let preposition = view.is(before, Classes::PREPOSITION.with(Classes::SUBORDINATOR));
    let verb = view.is(before, Classes::VERB) && !view.is(before, Classes::EVENT_NOUN);
    let mark = view.shape(before).is(Shape::MARK) && !view.shape(before).is(Shape::OPENS);
    let gerund = if preposition || verb {
        object
            || (verb || view.is(before, Classes::SUBORDINATOR))
                && next.is_some_and(|next| view.is(next, Classes::PREPOSITION))
    } else if mark {
        object
            || !view.shape(at).is(Shape::JOINED)
                && next.is_some_and(|n| view.is(n, Classes::PREPOSITION))
    } else {
        object && !view.is_noun_next(next)
            || next.is_some_and(|next| {
                view.is(next, Classes::DETERMINER.with(Classes::OBJECT_PRONOUN))
                    || view.shape(next).is(Shape::NUMBER)
            })
    };
    if gerund {
        Reading::Verb(EventForm::Gerund)
    } else {
        Reading::Noun
    }
}

/// "the international credit *reporting* agency": between a noun and the body that it tells the
/// kind of, behind a determiner.
fn is_modifying(view: &View<'_>, at: usize, before: usize) -> bool {
    let body = Classes::BODY.with(Classes::ORGANIZATION_WORD);
    let people = Classes::PERSON
        .with(Classes::ROLE)
        .with(Classes::BODY)
        .with(Classes::PREPOSITION)
        .with(Classes::VERB)
        .with(Classes::SUBORDINATOR)
        .with(Classes::COORDINATOR);
    let determined = || {
        (view.start.max(before.saturating_sub(4))..before)
            .any(|token| view.is(token, Classes::DETERMINER))
    };
    view.after(at)
        .is_some_and(|next| view.is(next, body) && !view.is_capital(next))
        && view.shape(before).is(Shape::WORD)
        && !view.is_capital(before)
        && !view.is(before, people)
        && !view.is_auxiliary(before)
        && determined()
}

fn past_or_participle(
    view: &View<'_>,
    at: usize,
    forms: VerbForms,
    previous: Option<&EventMention>,
) -> Reading {
    let next = view.after(at);
    // "four armed men": known as an adjective, too.
    if view.is(at, Classes::ADJECTIVE)
        && view.is_noun_next(next)
        && !is_determined_object(view, at + 1)
    {
        return Reading::Neither;
    }
    let object = has_object(view, at);
    let lemma = view.row(at).map_or(view.tokens[at].key, |word| word.lemma);
    let needs_object = view.lexicon.is_transitive(lemma);
    let passive = Reading::Verb(EventForm::Passive);
    let active = Reading::Verb(EventForm::Active);
    let by = next.is_some_and(|next| view.is_in(next, WordSet::BY));
    let alone = |reading| {
        if !forms.is(VerbForms::PAST) {
            passive
        } else {
            reading
        }
    };
    let Some(before) = view.before_adverbs(at) else {
        return if forms.is(VerbForms::PARTICIPLE) && !object && !view.is_noun_next(next) {
            passive
        } else {
            Reading::Neither
        };
    };
    if view.is_subject(before) && !view.is(before, Classes::POSSESSIVE_PRONOUN) {
        // "Were you hurt by it?"
        let asked = view
            .before(before)
            .is_some_and(|be| view.is(be, Classes::BE));
        return if by && asked { passive } else { active };
    }
    let indefinite = view.is_in(before, WordSet::INDEFINITE)
        || view.shape(before).is(Shape::NUMBER)
        || view.is(before, Classes::NUMBER_WORD.with(Classes::VAGUE_NUMBER));
    let adjective = view.is(before, Classes::ADJECTIVE) && !view.is(before, Classes::DETERMINER);
    let opener = view.is_opener(before) && (!adjective || view.is_noun_next(next));
    if opener && !indefinite
        || opener && view.is_noun_next(next) && !view.is(before, Classes::SUBJECT_PRONOUN)
    {
        // "the wounded", "a planned visit"
        if !forms.is(VerbForms::PARTICIPLE) {
            return alone(active);
        }
        // "the bombs killed" keeps its noun; here the participle follows the opener itself.
        return if view.is(at, Classes::EVENT_NOUN) {
            Reading::Noun
        } else {
            Reading::Neither
        };
    }
    if opener {
        return if needs_object && !object {
            passive
        } else {
            alone(active)
        };
    }
    if view.is(before, Classes::CONDITIONAL.with(Classes::SUBORDINATOR)) {
        return if forms.is(VerbForms::PARTICIPLE) {
            passive
        } else {
            active
        };
    }
    if view.is(before, Classes::PREPOSITION) && !is_particle(view, before) {
        if !forms.is(VerbForms::PARTICIPLE) {
            return active;
        }
        return if view.is(at, Classes::EVENT_NOUN) && !object {
            Reading::Noun
        } else {
            Reading::Neither
        };
    }
    if by
        && forms.is(VerbForms::PARTICIPLE)
        && (needs_object || !view.is(before, Classes::COORDINATOR))
    {
        return passive;
    }
    if view.is(before, Classes::COORDINATOR) {
        let partner = previous.filter(|event| {
            event.tokens.end() == before || event.form == EventForm::Passive && needs_object
        });
        if let Some(partner) = partner {
            if partner.form == EventForm::Passive && !object {
                return passive;
            }
            if partner.form != EventForm::Passive && partner.tokens.end() == before {
                return alone(active);
            }
        }
    }
    if needs_object && !object && forms.is(VerbForms::PARTICIPLE) {
        return if is_bare_relative(view, before) {
            active
        } else {
            passive
        };
    }
    if forms.is(VerbForms::PARTICIPLE)
        && !view.is(at, Classes::REPORTING)
        && !view.is(before, Classes::COORDINATOR)
    {
        if view.shape(before).is(Shape::MARK) {
            if !object && is_resumed(view, at) {
                return passive;
            }
        } else if !is_contact_subject(view, before) && has_finite_before(view, at) {
            // "of two strange masked riders", "a singer admired in Alma"
            return if object && !is_determined_object(view, at + 1) {
                Reading::Neither
            } else if !object {
                passive
            } else {
                active
            };
        }
    }
    alone(active)
}

/// "a complaint *Acme* filed on": a name right behind the noun of a thing.
fn is_bare_relative(view: &View<'_>, name: usize) -> bool {
    let mut at = name;
    for _ in 0..4 {
        if !view.is_capital(at) {
            break;
        }
        match view.before(at) {
            Some(before) => at = before,
            None => return false,
        }
    }
    let closed = Classes::PREPOSITION
        .with(Classes::DETERMINER)
        .with(Classes::ADJECTIVE)
        .with(Classes::ROLE)
        .with(Classes::TITLE)
        .with(Classes::PERSON)
        .with(Classes::BODY)
        .with(Classes::KINSHIP)
        .with(Classes::DEMONYM)
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::RELATIVE)
        .with(Classes::ADVERB)
        .with(Classes::TIME_WORD)
        .with(Classes::VERB);
    at < name
        && view.shape(at).is(Shape::WORD)
        && !view.shape(at).is(Shape::CAPITAL)
        && !view.is(at, closed)
        && !view.is_auxiliary(at)
        && view
            .before(at)
            .is_some_and(|before| view.is(before, Classes::DETERMINER))
}

/// A name, a pronoun or the police behind a noun: "a complaint *Acme* filed".
fn is_contact_subject(view: &View<'_>, at: usize) -> bool {
    view.is_capital(at)
        || view.is_subject(at)
        || view.is(at, Classes::BODY.with(Classes::OBJECT_PRONOUN))
        || view.is_in(at, WordSet::PLURAL_PEOPLE)
}

/// "X, *wanted* by inspectors, had left": the next comma is followed by the verb that the subject
/// still waits for.
fn is_resumed(view: &View<'_>, at: usize) -> bool {
    let end = view.end.min(at + SEGMENT);
    if !view
        .after(at)
        .is_some_and(|next| view.is(next, Classes::PREPOSITION))
    {
        return false;
    }
    let Some(comma) = (at + 1..end).find(|token| view.document.word(*token) == ",") else {
        return false;
    };
    view.skip_adverbs(comma + 1).is_some_and(|next| {
        view.is_auxiliary(next) && !view.shape(next).is(Shape::CAPITAL)
            || view.forms(next).is(VerbForms::PAST)
                && !view.is(next, Classes::EVENT_NOUN)
                && !view.is_capital(next)
    })
}

/// Whether the word before is the particle of a verb ("set off", "carried out") and no preposition.
fn is_particle(view: &View<'_>, at: usize) -> bool {
    view.is(at, Classes::ADVERB)
        || !view.is(at, Classes::PLACE_PREPOSITION)
            && view
                .before(at)
                .is_some_and(|before| view.is(before, Classes::VERB))
}

/// Whether an object follows, also behind coordinated verbs: "shot and killed a man".
fn has_object(view: &View<'_>, at: usize) -> bool {
    let mut at = at + 1;
    for _ in 0..2 {
        let coordinated = at + 1 < view.end
            && view.is(at, Classes::COORDINATOR)
            && view
                .forms(at + 1)
                .is(VerbForms::PAST.with(VerbForms::PARTICIPLE));
        if !coordinated {
            break;
        }
        at += 2;
    }
    if at < view.end && view.is_in(at, WordSet::RESULT) {
        // "shot dead in Alma", "shot dead two men"
        return at + 1 < view.end && is_determined_object(view, at + 1);
    }
    at < view.end && (view.is_object(at) || view.document.word(at) == "what")
}

/// How far back the first of two joined names may stand.
const JOINED: usize = 9;

/// Whether a name ends at `at` that a conjunction joins to one before.
fn is_joined_names(view: &View<'_>, at: usize) -> bool {
    let floor = at.saturating_sub(JOINED);
    let conjunction = (floor..at).rev().find(|at| !view.is_capital(*at));
    view.is_capital(at)
        && conjunction.is_some_and(|at| {
            at > 0 && view.is(at, Classes::COORDINATOR) && view.is_capital(at - 1)
        })
}

/// A base form or one in "-s" without an auxiliary.
fn present(
    view: &View<'_>,
    at: usize,
    forms: VerbForms,
    previous: Option<&EventMention>,
) -> Reading {
    let is_noun = view.is(at, Classes::EVENT_NOUN);
    let object = view.is_object(at + 1);
    let active = Reading::Verb(EventForm::Active);
    let Some(before) = view.before_adverbs(at) else {
        return if is_noun && (!object || view.is_noun_next(view.after(at))) {
            Reading::Noun
        } else if !view.title_case && forms.is(VerbForms::BASE) && is_determined(view, at + 1) {
            // An imperative.
            Reading::Verb(EventForm::Infinitive)
        } else {
            Reading::Neither
        };
    };
    if view.is_subject(before) {
        return active;
    }
    // "X and Y pose for a photo": two names joined are a plural subject.
    if forms.is(VerbForms::BASE) && !is_noun && is_joined_names(view, before) {
        return active;
    }
    let determined = object
        && (is_determined(view, at + 1)
            || view.is_capital(at + 1)
            || view.shape(at + 1).is(Shape::NUMBER));
    if view.is(before, Classes::COORDINATOR) || view.shape(before).is(Shape::MARK) {
        let partner = previous.filter(|event| {
            matches!(event.form, EventForm::Infinitive | EventForm::Active)
                && event.verb + 10 > at
                && view.forms(event.verb).is(forms)
        });
        return match partner {
            Some(partner) if determined || !is_noun => Reading::Verb(partner.form),
            _ if is_noun && !determined => Reading::Noun,
            // "and issues tied to": a plural noun as likely as a verb.
            _ if forms.is(VerbForms::THIRD)
                && (determined || view.shape(before).is(Shape::MARK)) =>
            {
                active
            }
            _ => Reading::Neither,
        };
    }
    // "nine retired subjects": the participle modifies what follows it.
    let modifier = VerbForms::PAST.with(VerbForms::PARTICIPLE);
    if view.is(before, Classes::VERB)
        && !view.is(before, Classes::EVENT_NOUN)
        && !view.is_capital(before)
        && (!is_nominal_place(view, before)
            || view.forms(before).is(modifier) && !view.forms(before).is(VerbForms::BASE))
    {
        return if is_noun {
            Reading::Noun
        } else {
            Reading::Neither
        };
    }
    if forms.is(VerbForms::THIRD) {
        if is_noun {
            return if determined { active } else { Reading::Noun };
        }
        let ends = view.after(at).is_none_or(|next| {
            view.is_auxiliary(next)
                || view.shape(next).is(Shape::MARK) && !view.shape(next).is(Shape::OPENS)
                || view.is(next, Classes::COORDINATOR)
                || !view.is(next, Classes::EVENT_NOUN) && view.forms(next).is(VerbForms::PAST)
        });
        return if ends && !view.is(at, Classes::REPORTING) {
            Reading::Neither
        } else {
            active
        };
    }
    let plural = view.is_in(before, WordSet::PLURAL_PEOPLE) || is_plural(view, before);
    let clause = view
        .after(at)
        .is_some_and(|next| view.is(next, Classes::TO) || view.is_in(next, WordSet::THAT));
    // "Egypt and Qatar back the plan": two names are a plural.
    let coordinated = (view.start.max(before.saturating_sub(4))..before)
        .any(|token| view.is(token, Classes::COORDINATOR));
    let finite = plural && (object || !is_noun)
        || coordinated && determined && !is_noun
        || clause && (plural || coordinated || view.is_capital(before));
    if finite && !has_finite_before(view, at) {
        return active;
    }
    if is_noun {
        Reading::Noun
    } else {
        Reading::Neither
    }
}

/// Whether what stands at `at` can only be an object: a determiner, a pronoun, a number, a name.
fn is_determined_object(view: &View<'_>, at: usize) -> bool {
    is_determined(view, at)
        || at < view.end && (view.is_capital(at) || view.shape(at).is(Shape::NUMBER))
}

/// Whether the word looks like a plural noun: "officials", no "as", "famous", "this".
fn is_plural(view: &View<'_>, at: usize) -> bool {
    let word = view.document.word(at);
    let closed = Classes::PREPOSITION
        .with(Classes::SUBORDINATOR)
        .with(Classes::DETERMINER)
        .with(Classes::ADVERB)
        .with(Classes::ADJECTIVE)
        .with(Classes::BE)
        .with(Classes::HAVE);
    word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !view.is_capital(at)
        && !view.is(at, closed)
}

/// Furthest that a verb is looked for before another one of its clause, in tokens.
const SEGMENT: usize = 14;

/// Whether the stretch before `at` has its finite verb already, no mark, conjunction or opener of
/// a clause standing between: "She was a singer *admired* in". A clause has one finite verb, save
/// behind words of saying.
fn has_finite_before(view: &View<'_>, at: usize) -> bool {
    let opener = Classes::RELATIVE
        .with(Classes::CONDITIONAL)
        .with(Classes::SUBORDINATOR)
        .with(Classes::COORDINATOR)
        .with(Classes::REPORTING);
    for token in (view.start.max(at.saturating_sub(SEGMENT))..at).rev() {
        if view.shape(token).is(Shape::MARK) {
            let joint = view.shape(token).is(Shape::POSSESSIVE.with(Shape::JOINED))
                && !matches!(view.document.word(token), "," | ";" | ":" | ")");
            if joint && !view.shape(token).is(Shape::OPENS.with(Shape::CLOSES)) {
                continue;
            }
            return false;
        }
        if view.is_capital(token) {
            continue;
        }
        if view.is_auxiliary(token) {
            return !view.shape(token).is(Shape::DOTTED);
        }
        if view.is(token, opener) && !view.is(token, Classes::ADVERB.with(Classes::DETERMINER)) {
            return false;
        }
    }
    false
}

/// Whether a determiner or a pronoun stands at `at`: what follows the verb is its object.
fn is_determined(view: &View<'_>, at: usize) -> bool {
    at < view.end
        && view.is(
            at,
            Classes::DETERMINER
                .with(Classes::OBJECT_PRONOUN)
                .with(Classes::POSSESSIVE_PRONOUN),
        )
}
