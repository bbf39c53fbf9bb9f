//! The thread that checks, so that typing never waits. Only the newest state of the texts counts:
//! a check that is overtaken stops between two articles, and keeps what it has annotated.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use corroborate::corpus::Overlay;

use crate::cli::lsp::desk::{Desk, Findings, root_of};
use crate::cli::lsp::server::Event;

/// Typing goes on for so long before a check starts.
const QUIET: Duration = Duration::from_millis(40);

/// The state of the texts that is to be checked.
pub struct Job {
    /// Counts the changes.
    pub generation: u64,
    pub overlay: Overlay,
    /// Folders of the workspace, and the open files: whose projects are checked.
    pub paths: BTreeSet<PathBuf>,
    /// Something was saved, closed or seen to change on disk.
    pub is_disk_changed: bool,
}

/// What came of a job.
pub struct Checked {
    pub generation: u64,
    /// In the order of their roots.
    pub desks: Vec<Arc<Findings>>,
    /// The checker itself failed, and how: our mistake, which must not end the server.
    pub fault: Option<String>,
}

/// Works until nobody sends jobs or nobody listens.
pub fn work(
    jobs: &Receiver<Job>,
    latest: &AtomicU64,
    events: &Sender<Event>,
    last_fault: &Mutex<String>,
) {
    let mut desks: BTreeMap<PathBuf, Desk> = BTreeMap::new();
    let mut is_disk_changed = true;
    while let Ok(job) = jobs.recv() {
        let Some(job) = newest(job, jobs) else { return };
        is_disk_changed |= job.is_disk_changed;
        let is_overtaken = || latest.load(Ordering::Relaxed) != job.generation;
        let checked = catch_unwind(AssertUnwindSafe(|| {
            check(&mut desks, &job, is_disk_changed, &is_overtaken)
        }));
        let (found, fault) = match checked {
            Ok(None) => continue,
            Ok(Some(found)) => (found, None),
            Err(_) => {
                desks.clear();
                let fault = last_fault.lock().map(|fault| fault.clone());
                (Vec::new(), Some(fault.unwrap_or_default()))
            }
        };
        is_disk_changed = fault.is_some();
        let checked = Checked {
            generation: job.generation,
            desks: found,
            fault,
        };
        if events.send(Event::Checked(checked)).is_err() {
            return;
        }
    }
}

/// The last of the jobs that follow each other quickly.
fn newest(mut job: Job, jobs: &Receiver<Job>) -> Option<Job> {
    loop {
        match jobs.recv_timeout(QUIET) {
            Ok(newer) => {
                job = Job {
                    is_disk_changed: job.is_disk_changed || newer.is_disk_changed,
                    ..newer
                }
            }
            Err(RecvTimeoutError::Timeout) => return Some(job),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn check(
    desks: &mut BTreeMap<PathBuf, Desk>,
    job: &Job,
    is_disk_changed: bool,
    is_overtaken: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Arc<Findings>>> {
    let roots: BTreeSet<PathBuf> = job.paths.iter().filter_map(|path| root_of(path)).collect();
    desks.retain(|root, _| roots.contains(root));
    let mut found = Vec::with_capacity(roots.len());
    for root in roots {
        let desk = desks.entry(root.clone()).or_insert_with(|| Desk::new(root));
        let findings = desk.check(&job.overlay, is_disk_changed, is_overtaken);
        found.push(Arc::new(findings.ok()?));
    }
    Some(found)
}
