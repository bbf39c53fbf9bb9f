//! Colours, when they are wanted. Words carry the meaning; colours only help the eye.

use crate::claims::Label;

/// Puts ANSI styles around words, or leaves them alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) is_on: bool,
}

/// Styles by what they are for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    Good,
    Bad,
    Doubtful,
    Frame,
    Faint,
    Strong,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Good => "32",
            Self::Bad => "1;31",
            Self::Doubtful => "33",
            Self::Frame => "1;34",
            Self::Faint => "2",
            Self::Strong => "1",
        }
    }

    /// The style of a verdict.
    pub(super) fn of(label: Label) -> Self {
        match label {
            Label::Supports => Self::Good,
            Label::Contradicts => Self::Bad,
            Label::Omits => Self::Faint,
            Label::Mixed => Self::Doubtful,
        }
    }
}

impl Paint {
    /// The words in that style. They must be [`visible()`](crate::report::visible()) already.
    pub(super) fn paint(self, style: Style, words: &str) -> String {
        if self.is_on && !words.is_empty() {
            format!("\x1b[{}m{words}\x1b[0m", style.code())
        } else {
            words.to_owned()
        }
    }
}
