//! Files that the program writes: whole or not at all, so that an interrupted run leaves no half.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// Temporary files and folders made so far. One that became a file of its own is no longer there
/// under its temporary name, so that removing it again does nothing.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes a file that is not there yet, with the folders above it. False if it is there already,
/// and is left as it is.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    match whole(path, bytes)?.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(failed) => Err(failed.error),
    }
}

/// Writes a file in place of what is there, or where nothing is, with the folders above it. A link
/// stays a link: what it leads to is written.
///
/// # Errors
/// The folder or the file cannot be written; what was there is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = match path.symlink_metadata() {
        Ok(metadata) if metadata.is_symlink() => path.canonicalize()?,
        _ => path.to_owned(),
    };
    let file = whole(&target, bytes)?;
    if let Ok(metadata) = target.metadata() {
        // Who could read it before can read it now.
        let _ = file.as_file().set_permissions(metadata.permissions());
    }
    file.persist(&target).map_err(|failed| failed.error)?;
    Ok(())
}

/// An empty folder that goes away when it is dropped, or with [`clean_up_when_interrupted`].
///
/// # Errors
/// It cannot be made.
pub fn scratch() -> io::Result<TempDir> {
    let mut temporary = temporary();
    let folder = tempfile::Builder::new().prefix("corroborate-").tempdir()?;
    temporary.push(folder.path().to_owned());
    Ok(folder)
}

/// From now on Ctrl-C removes what is temporary, then ends the program with 130, as a shell reports
/// a program that was interrupted. Where interrupts are ignored or somebody else takes them, this
/// changes nothing.
pub fn clean_up_when_interrupted() {
    // Nobody returns to `main` from a signal: this is the one exit besides it.
    let _ = ctrlc::try_set_handler(|| {
        // Held until the end, so that nothing temporary is made any more.
        let temporary = temporary();
        for path in temporary.iter() {
            let _ = match path.is_dir() {
                true => fs::remove_dir_all(path),
                false => fs::remove_file(path),
            };
        }
        std::process::exit(130)
    });
}

fn temporary() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file with this content beside `path`, ready to take its place.
fn whole(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    readable(&mut builder);
    let mut temporary = temporary();
    let mut file = builder.tempfile_in(folder)?;
    temporary.push(file.path().to_owned());
    drop(temporary);
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}

/// A temporary file is its owner's alone; what we write is meant to be read by others.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_builder: &mut tempfile::Builder<'_, '_>) {}
