//! The UI's types, written from `crates/api`.

use std::fs;

use crate::shell::{Outcome, Place};

/// Writes the UI's types, or says whether they are stale.
pub fn run(place: &Place, check: bool) -> Outcome {
    let file = place.ui().join("src/api/generated.ts");
    let wanted = kazpost_api::typescript();
    if fs::read_to_string(&file).is_ok_and(|present| present == wanted) {
        return Ok(());
    }
    if check {
        return Err(format!(
            "{} is stale: run `cargo xtask bindings` and commit it",
            file.display()
        )
        .into());
    }
    fs::write(&file, wanted)?;
    println!("wrote {}", file.display());
    Ok(())
}
