//! Files that the program writes: whole or not at all, so that an interrupted run leaves no half.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

mod folder;

pub use folder::NewFolder;

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

/// A file with this content beside `path`, ready to take its place.
fn whole(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    readable(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
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

/// A folder that others may look into, as any other.
#[cfg(unix)]
fn open_folder(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o777));
}

#[cfg(not(unix))]
fn open_folder(_builder: &mut tempfile::Builder<'_, '_>) {}
