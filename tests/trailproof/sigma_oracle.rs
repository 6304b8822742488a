//! Rules and correlations of the user's own, against another evaluation in Python.

use crate::oracle::run;
use crate::samples::Folder;
use serde_json::{Value, json};

fn compared(first: u32, seeds: u32) -> Value {
    let folder = Folder::new();
    let script = format!(
        "{}/tests/trailproof/sigma_rules.py",
        env!("CARGO_MANIFEST_DIR")
    );
    let program = env!("CARGO_BIN_EXE_trailproof");
    let (first, seeds) = (first.to_string(), seeds.to_string());
    let said = run(
        "python3",
        &["-B", &script, program, &folder.at("."), &first, &seeds],
    );
    serde_json::from_slice(&said).expect("JSON of sigma_rules.py")
}

#[test]
fn rules_of_ones_own_come_to_what_python_says() {
    let said = compared(0, 20);
    assert_eq!(said["differences"], json!([]), "{said:#}");
    assert_eq!(
        said["checked"], 240,
        "three rules and a correlation, thrice"
    );
}

#[test]
#[ignore = "long: many seeds"]
fn rules_of_ones_own_come_to_what_python_says_whatever_the_seed() {
    let said = compared(1_000, 1_000);
    assert_eq!(said["differences"], json!([]), "{said:#}");
}
