//! One page, settled with `insta`: compared, written as pending, or accepted.

use std::cell::Cell;
use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::path::{self, Path};

use crate::gate::{Finding, Page, Snapshots};

/// A call of `insta::assert_snapshot!(name, content)`, made in the file that snapshots shall name.
pub type Assert = fn(&str, &str);

/// A page to settle, and where.
pub(super) struct Settling<'a> {
    pub(super) folder: &'a Path,
    pub(super) page: &'a Page,
    /// Empty if it comes from no single file.
    pub(super) input_file: &'a Path,
}

thread_local! {
    /// Whether this thread is inside a call of `insta`, which reports a difference by a panic.
    static IS_ASKING: Cell<bool> = const { Cell::new(false) };
}

/// Lets panics of `insta` pass without a word; the trial says what they mean.
pub(super) fn silence_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !IS_ASKING.get() {
            usual(info);
        }
    }));
}

/// Compares a page with the file. If they differ, `insta` writes the page where its settings say
/// (beside the file to be reviewed, in its place, or nowhere), and the file decides again.
///
/// `insta` is told of equal pages only when it wants to know which files are referred to, or has
/// one pending.
pub(super) fn settle(
    settling: &Settling<'_>,
    accepted: &Snapshots,
    assert: Assert,
) -> Option<Finding> {
    let Settling { folder, page, .. } = settling;
    let finding = accepted.compare(&page.name, &page.content);
    let pending = folder.join(format!("{}.snap.new", page.name));
    let is_wanted = finding.is_some()
        || env::var_os("INSTA_SNAPSHOT_REFERENCES_FILE").is_some()
        || pending.exists();
    if is_wanted {
        ask(settling, assert);
    }
    finding?;
    let now = Snapshots::read_one(folder, &page.name);
    now.compare(&page.name, &page.content)
}

fn ask(settling: &Settling<'_>, assert: Assert) {
    let Settling {
        folder,
        page,
        input_file,
    } = settling;
    let mut settings = insta::Settings::clone_current();
    // `insta` takes a relative path as relative to the test file.
    let absolute = |path: &Path| path::absolute(path).unwrap_or_else(|_| path.to_owned());
    settings.set_snapshot_path(absolute(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(page.description.as_str());
    if *input_file != Path::new("") {
        settings.set_input_file(absolute(input_file));
    }
    settings.bind(|| {
        IS_ASKING.set(true);
        // Its verdict does not count; that of the file does.
        let _ = panic::catch_unwind(AssertUnwindSafe(|| assert(&page.name, &page.content)));
        IS_ASKING.set(false);
    });
}
