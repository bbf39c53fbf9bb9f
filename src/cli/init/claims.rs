//! Checks the claims of this package against its articles: `cargo test --test claims`.
//!
//! Needs in Cargo.toml: `[[test]]` with `name = "claims"` and `harness = false`.

fn main() -> std::process::ExitCode {
    corroborate::gate::run(env!("CARGO_MANIFEST_DIR"))
}
