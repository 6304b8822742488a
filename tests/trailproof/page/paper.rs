//! The pages on paper, and with scripts switched off.

use super::browser::print;
use super::{JUNE, MAY};
use crate::runner::trailproof;

#[test]
fn paper_has_every_row_repeated_heads_and_room_to_sign() {
    let ran = trailproof(["report", MAY, JUNE, "-f", "html"]).run().ok();
    let data = trailproof(["report", MAY, JUNE, "-f", "json"])
        .run()
        .ok()
        .json();
    let pages = print(ran.stdout());
    let text = pages.concat();
    assert!(pages.len() > 3, "{} pages", pages.len());
    for words in [
        "Sign-off",
        "Prepared by",
        "Reviewed by",
        "Conclusion",
        "Reproduce this page",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(
        !text.contains("Find in all tables") && !text.contains("Skip to"),
        "{text}"
    );
    for day in data["by_day"].as_array().expect("days") {
        assert!(text.contains(day["day"].as_str().expect("text")), "{day}");
    }
    let digest: String = data["archives"][0]["sha256"].as_str().expect("text")[..8].to_owned();
    assert!(text.contains(&digest));
    // The list of addresses goes over several pages, each under its heads.
    let addresses = data["by_ip"].as_array().expect("rows");
    let last = &addresses[addresses.len().min(100) - 1];
    let address = last["ip"].as_str().expect("an address");
    let there = pages
        .iter()
        .find(|page| page.contains(address))
        .expect("a page");
    assert!(
        there.contains("Address") && there.contains("Share"),
        "{there}"
    );
    let heads = pages
        .iter()
        .filter(|page| page.contains("Address ") && page.contains("First"));
    assert!(heads.count() > 1, "the heads are repeated");
    assert!(
        pages[0].contains(&format!("1 / {}", pages.len())),
        "{}",
        pages[0]
    );
}

#[test]
fn everything_is_there_without_a_script() {
    let ran = trailproof(["report", MAY, "-f", "html"]).run().ok();
    let script = super::between(ran.stdout(), "<script>", "</script>");
    let without = ran
        .stdout()
        .replace(&format!("<script>{script}</script>"), "");
    assert!(!without.contains("<script"));
    let whole = print(&without).concat();
    let data = trailproof(["report", MAY, "-f", "json"]).run().ok().json();
    for (list, name) in [
        ("by_actor", "actor"),
        ("by_app", "app"),
        ("by_event", "event"),
        ("by_ip", "ip"),
    ] {
        for row in data[list].as_array().expect("rows") {
            let name = row[name].as_str().unwrap_or("no ");
            assert!(whole.contains(name), "{list}: {name}");
        }
    }
    assert!(!whole.contains("Find in all tables"));
}
