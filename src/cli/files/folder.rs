//! A folder of generated files that takes the place of the one before it: whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Lists the files that we wrote. A folder without it is not ours.
pub const LIST: &str = "corroborate-report.txt";

const HEAD: &str =
    "Written by `corroborate report`, which replaces this folder as a whole. Its files:";

/// A folder on its way: it grows beside its place and moves there when it is complete.
pub struct NewFolder {
    place: PathBuf,
    beside: TempDir,
    files: BTreeSet<String>,
}

impl NewFolder {
    /// Begins a folder that is to stand at `place`.
    ///
    /// # Errors
    /// What stands there already is not ours alone, or nothing can be written beside it.
    pub fn begin(place: &Path) -> Result<Self, Problem> {
        let unwritable = |error: io::Error| {
            let message = format!("cannot write `{}`: {error}", shown(place));
            Problem::error("unwritable-folder", message)
        };
        // Where a link leads is what is replaced, not the link.
        let place = if place.exists() {
            place.canonicalize().map_err(unwritable)?
        } else {
            std::path::absolute(place).map_err(unwritable)?
        };
        refuse_what_is_not_ours(&place)?;
        let above = place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(above).map_err(unwritable)?;
        clear_left_over(above, &place);
        let mut builder = tempfile::Builder::new();
        let prefix = prefix(&place);
        builder.prefix(&prefix);
        super::open_folder(&mut builder);
        let beside = builder.tempdir_in(above).map_err(unwritable)?;
        fs::write(beside.path().join(LIST), format!("{HEAD}\n")).map_err(unwritable)?;
        Ok(Self {
            place,
            beside,
            files: BTreeSet::new(),
        })
    }

    /// Adds a file. `path` is ours, with `/`.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.beside.path().join(path);
        if let Some((folder, _)) = path.rsplit_once('/') {
            fs::create_dir_all(self.beside.path().join(folder))?;
        }
        fs::write(file, bytes)?;
        self.files.insert(path.to_owned());
        Ok(())
    }

    /// Puts the folder in its place, and what stood there away. Gives the number of files.
    ///
    /// # Errors
    /// It cannot be moved; what stood there stands there still.
    pub fn finish(mut self) -> io::Result<usize> {
        let n_files = self.files.len();
        // It is made again at will, so that no repository needs to keep it.
        self.put(".gitignore", b"*\n")?;
        self.files.insert(LIST.to_owned());
        let mut list = format!("{HEAD}\n");
        for file in &self.files {
            list.push_str(file);
            list.push('\n');
        }
        fs::write(self.beside.path().join(LIST), list)?;
        let above = self.place.parent().unwrap_or(Path::new("."));
        let aside = tempfile::Builder::new()
            .prefix(&prefix(&self.place))
            .tempdir_in(above)?;
        let old = aside.path().join("old");
        let had_old = self.place.exists();
        if had_old {
            fs::rename(&self.place, &old)?;
        }
        if let Err(error) = fs::rename(self.beside.path(), &self.place) {
            if had_old {
                fs::rename(&old, &self.place)?;
            }
            return Err(error);
        }
        // It has moved away; there is nothing left to be cleaned.
        let _ = self.beside.keep();
        Ok(n_files)
    }
}

/// Begins the name of a folder that grows beside its place.
fn prefix(place: &Path) -> String {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}-part-")
}

/// Takes away what an interrupted run has left beside the place; it begins with our list. If that
/// cannot be done, nothing is lost but room.
fn clear_left_over(above: &Path, place: &Path) {
    let prefix = prefix(place);
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let is_part = entry.file_name().to_string_lossy().starts_with(&prefix);
        let list = || fs::read_to_string(entry.path().join(LIST)).unwrap_or_default();
        if is_part && list().starts_with(HEAD) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A folder is ours if every file in it stands on the list that we wrote into it.
fn refuse_what_is_not_ours(place: &Path) -> Result<(), Problem> {
    let refuse = |message: String| {
        Err(Problem::error("not-our-folder", message)
            .help("give another folder with `--out DIR`, or empty this one"))
    };
    let Ok(metadata) = fs::metadata(place) else {
        return Ok(());
    };
    if !metadata.is_dir() {
        return refuse(format!("`{}` is a file, not a folder", shown(place)));
    }
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    if here.is_ok_and(|here| here.starts_with(place)) {
        return refuse(format!("`{}` is the folder you are in", shown(place)));
    }
    let list = fs::read_to_string(place.join(LIST)).unwrap_or_default();
    let ours: BTreeSet<&str> = match list.split_once('\n') {
        Some((HEAD, files)) => files.lines().collect(),
        _ => BTreeSet::new(),
    };
    for entry in WalkDir::new(place).min_depth(1).sort_by_file_name() {
        let Ok(entry) = entry else {
            return refuse(format!("`{}` cannot be looked through", shown(place)));
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let inner = entry.path().strip_prefix(place).unwrap_or(entry.path());
        let inner = shown(inner).replace('\\', "/");
        if !ours.contains(inner.as_str()) {
            return refuse(format!(
                "`{}` holds `{inner}`, which is not ours to replace",
                shown(place)
            ));
        }
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    path.display().to_string().escape_debug().to_string()
}
