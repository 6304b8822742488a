//! The exit codes of the report, and what is said with them.

use crate::runner::trailproof;

#[test]
fn an_empty_archive_is_valid() {
    let ran = trailproof(["report", "-", "-f", "json"])
        .stdin("[]")
        .run()
        .ok();
    assert_eq!(ran.json()["ledger"]["read"], 0);
}
