//! How far long work has come, on standard error. Nothing of it touches results or their order.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::args::Progress;

/// Work that is done sooner shows no bar: it would only flicker.
const BEFORE_BAR: Duration = Duration::from_secs(1);

/// From one line of the counter to the next.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Shows how many articles are done.
pub struct Meter {
    how: How,
    total: usize,
    started: Instant,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Bar,
    Counter,
    Silent,
}

#[derive(Default)]
struct State {
    done: usize,
    bar: Option<ProgressBar>,
    /// Lines that the counter wrote.
    lines: u32,
}

impl Meter {
    /// A meter for so many articles.
    pub fn new(progress: Progress, total: usize) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let is_ci = std::env::var("CI").is_ok_and(|ci| !matches!(&*ci, "" | "0" | "false"));
        Self {
            how: how(progress, is_terminal, is_ci),
            total,
            started: Instant::now(),
            state: Mutex::default(),
        }
    }

    /// One more article is done. Called from any thread.
    pub fn step(&self) {
        if self.how == How::Silent {
            return;
        }
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        state.done += 1;
        let passed = self.started.elapsed();
        match self.how {
            How::Bar if passed >= BEFORE_BAR => {
                let done = state.done as u64;
                let bar = state.bar.get_or_insert_with(|| self.bar());
                bar.set_position(done);
            }
            How::Counter => {
                if let Some(line) = state.line(self.total, passed) {
                    let _ = writeln!(io::stderr(), "{line}");
                }
            }
            How::Bar | How::Silent => {}
        }
    }

    /// Takes the bar away. Gives the time, if somebody who watches would like to know it: at a
    /// terminal, or where the counter had something to say.
    pub fn finish(self) -> Option<Duration> {
        let passed = self.started.elapsed();
        let state = self.state.into_inner().ok()?;
        if let Some(bar) = state.bar {
            bar.finish_and_clear();
        }
        let is_watched = match self.how {
            How::Bar => true,
            How::Counter => state.lines > 0,
            How::Silent => false,
        };
        is_watched.then_some(passed)
    }

    fn bar(&self) -> ProgressBar {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} articles, {eta} left")
            .expect("the template is valid");
        let target = ProgressDrawTarget::stderr();
        ProgressBar::with_draw_target(Some(self.total as u64), target)
            .with_style(style.progress_chars("=> "))
    }
}

impl State {
    /// What the counter says, if it is time to: a line for each ten seconds in which work was done.
    fn line(&mut self, total: usize, passed: Duration) -> Option<String> {
        if passed < BETWEEN_LINES * (self.lines + 1) {
            return None;
        }
        let seconds = passed.as_secs();
        // One line, also where an article took longer than the time between two.
        self.lines = u32::try_from(seconds / BETWEEN_LINES.as_secs()).unwrap_or(u32::MAX - 1);
        Some(format!("{} of {total} articles, {seconds} s", self.done))
    }
}

/// A terminal gets a bar, the log of a CI run a counter, a pipe nothing.
fn how(progress: Progress, is_terminal: bool, is_ci: bool) -> How {
    match progress {
        Progress::Auto | Progress::Bar if is_terminal => How::Bar,
        Progress::Auto if is_ci => How::Counter,
        Progress::Counter => How::Counter,
        Progress::Auto | Progress::Bar | Progress::None => How::Silent,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{How, State, how};
    use crate::cli::args::Progress;

    #[test]
    fn a_pipe_gets_nothing() {
        assert_eq!(how(Progress::Auto, false, false), How::Silent);
        assert_eq!(how(Progress::Bar, false, true), How::Silent);
        assert_eq!(how(Progress::Auto, false, true), How::Counter);
        assert_eq!(how(Progress::Auto, true, true), How::Bar);
        assert_eq!(how(Progress::None, true, true), How::Silent);
        assert_eq!(how(Progress::Counter, true, false), How::Counter);
    }

    #[test]
    fn the_counter_speaks_every_ten_seconds_of_long_work() {
        let mut state = State {
            done: 7,
            ..State::default()
        };
        let mut line = |seconds| state.line(90, Duration::from_secs(seconds));
        assert_eq!(line(9), None);
        assert_eq!(line(10).as_deref(), Some("7 of 90 articles, 10 s"));
        assert_eq!(line(19), None);
        assert_eq!(line(43).as_deref(), Some("7 of 90 articles, 43 s"));
        assert_eq!(line(49), None);
        assert!(line(50).is_some());
    }
}
