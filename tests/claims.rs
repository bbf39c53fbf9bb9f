//! This repository's own gate: `cargo test NAME` runs the claims of that name.

fn main() -> std::process::ExitCode {
    corroborate::gate!(env!("CARGO_MANIFEST_DIR"))
}
