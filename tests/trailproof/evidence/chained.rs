//! Packs of several months, each chained to the one before.

use super::Pack;
use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::{Value, json};

/// An archive of one event, of a month of 2018.
fn month(folder: &Folder, account: &str, month: u32) -> String {
    let event = json!({
        "id": format!("e0000000-0000-4000-8000-{month:012}"),
        "created_at": format!("2018-{month:02}-03T12:00:00Z"),
        "type": "app",
        "action": "update",
        "actor": {"id": "aa000000-0000-4000-8000-000000000001", "email": "anna@example.com"},
        "enterprise_account": {"id": "ac000000-0000-4000-8000-000000000001", "name": account},
    });
    let name = format!("enterprise-audit-log-{account}-2018{month:02}.json");
    folder.write(&name, json!({"entries": [event]}).to_string())
}

/// Packs `4`, `5`, `6` of months in a folder, each chained to the one before unless it is said otherwise.
fn quarter(folder: &Folder) {
    for (nth, previous) in [(4, None), (5, Some("4")), (6, Some("5"))] {
        seal(folder, nth, &nth.to_string(), previous);
    }
}

fn seal(folder: &Folder, nth: u32, name: &str, previous: Option<&str>) {
    let archive = month(folder, "acme", nth);
    let mut words = vec![
        "seal".to_owned(),
        archive,
        "-o".into(),
        folder.at(name),
        "--allow-findings".into(),
    ];
    words.extend(previous.map(|previous| format!("--previous={}", folder.at(previous))));
    trailproof(words).run().code(0);
}

/// Findings of packs, by pack.
fn found(folder: &Folder, packs: &[&str]) -> Vec<(String, String)> {
    let packs = packs.iter().map(|pack| folder.at(pack));
    let ran = trailproof(["verify", "-f", "json"]).args(packs).run();
    let view = ran.json();
    let bags = view["bags"].as_array().expect("packs");
    let each = |bag: &Value| {
        let path = bag["path"].as_str().expect("a path").to_owned();
        let name = path.rsplit('/').next().expect("a name").to_owned();
        let findings = bag["findings"].as_array().expect("findings").clone();
        findings.into_iter().map(move |one| {
            (
                name.clone(),
                one["code"].as_str().expect("a code").to_owned(),
            )
        })
    };
    let found: Vec<_> = bags.iter().flat_map(each).collect();
    assert_eq!(ran.exit_code(), i32::from(!found.is_empty()));
    found
}

fn told(name: &str, code: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), code.to_owned())]
}

#[test]
fn a_chain_holds_in_any_order_and_its_gaps_are_told() {
    let folder = Folder::new();
    quarter(&folder);
    assert!(found(&folder, &["4", "5", "6"]).is_empty());
    assert!(found(&folder, &["6", "4", "5"]).is_empty());
    assert!(
        found(&folder, &["5"]).is_empty(),
        "a pack alone tells what it is chained to"
    );
    assert_eq!(found(&folder, &["4", "6"]), told("6", "V08"));
    assert_eq!(found(&folder, &["5", "5"]), told("5", "V07"));
}

#[test]
fn a_pack_that_was_replaced_breaks_the_chain() {
    let folder = Folder::new();
    quarter(&folder);
    // The same month, sealed in another way.
    std::fs::remove_dir_all(folder.path().join("5")).expect("it was there");
    seal(&folder, 5, "5", None);
    let broken = found(&folder, &["4", "5", "6"]);
    assert_eq!(broken, [told("5", "V07"), told("6", "V07")].concat());
}

#[test]
fn the_digest_before_stands_in_the_pack() {
    let folder = Folder::new();
    quarter(&folder);
    let digest = super::sha256(folder.read("4/tagmanifest-sha256.txt").as_bytes());
    let info = folder.read("5/bag-info.txt");
    assert!(
        info.contains(&format!("Previous-Tagmanifest-SHA256: {digest}\n")),
        "{info}"
    );
    let ran = trailproof(["verify", "-f", "json", &folder.at("5")])
        .run()
        .code(0);
    assert_eq!(ran.json()["bags"][0]["previous"], digest.as_str());
    assert_eq!(ran.json()["bags"][0]["rederived"], true);
    assert_eq!(ran.json()["schema"], "trailproof.verification/v1");
}

#[test]
fn packs_of_other_accounts_are_no_part_of_a_chain() {
    let folder = Folder::new();
    quarter(&folder);
    let other = month(&folder, "other", 5);
    let words = [
        "seal",
        &other,
        "-o",
        &folder.at("other"),
        "--allow-findings",
    ];
    trailproof(words).run().code(0);
    assert!(found(&folder, &["4", "5", "other", "6"]).is_empty());
}

#[test]
fn every_code_is_explained() {
    for nth in 1..=10 {
        let code = format!("V{nth:02}");
        let ran = trailproof(["explain", &code]).run().ok();
        for part in [&code, "Meaning", "Why it matters", "Example", "What to do"] {
            assert!(ran.stdout().contains(part), "{code}: {}", ran.stdout());
        }
        trailproof(["explain"]).run().ok().prints(&code);
    }
    trailproof(["explain", "V11"]).run().code(2);
    trailproof(["explain", "v02"])
        .run()
        .ok()
        .prints("V02 file changed");
}

#[test]
fn what_verify_shows() {
    let folder = Folder::new();
    quarter(&folder);
    std::fs::write(folder.path().join("6/data/report.json"), "{}").expect("written");
    let ran = trailproof(["verify", "4", "6"])
        .in_folder(folder.path())
        .run()
        .code(1);
    insta::with_settings!({filters => [(r"[0-9a-f]{16,64}", "[SHA-256]"), (r"\d+\.9\b", "[OXUM]")]}, {
        insta::assert_snapshot!(ran.scrubbed());
    });
    for format in ["table", "json"] {
        let shown = |threads: &str| {
            let ran = trailproof(["verify", "4", "6", "-f", format, "-j", threads]);
            ran.in_folder(folder.path()).run().code(1).bytes().to_vec()
        };
        assert!(
            shown("1") == shown("3"),
            "threads change no byte of {format}"
        );
    }
    let pack = Pack::six();
    let missing = trailproof(["verify"]).arg(pack.root()).run().code(0);
    assert!(missing.stdout().contains("verified"));
}
