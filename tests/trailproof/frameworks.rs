//! Frameworks of controls, from outside.

use crate::runner::trailproof;

#[test]
fn a_control_is_explained_by_its_id_in_any_case() {
    let page = trailproof(["explain", "cc6.2"]).run().ok();
    insta::assert_snapshot!(page.stdout(), @r#"
    CC6.2 Approving and removing access · soc2
      AICPA Trust Services Criteria (TSP section 100), 2017, with the points of
      focus of 2022

    Evidence (supports)
    Events    collaborator.*, team_membership.*, enterprise_account_membership.*
    Sections  access
    Rules     TP-D01, TP-D02, TP-D03, TP-D04, TP-D13

      The access ledger shows who granted and who revoked access, and when. The
      approval itself is documented elsewhere.
    "#);
    let several = trailproof(["explain", "S03", "IA-2", "ac-2(3)"]).run().ok();
    let text = several.stdout();
    let place = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} in\n{text}"))
    };
    assert!(place("S03") < place("IA-2") && place("IA-2") < place("AC-2(3)"));
    assert!(text.contains("not evidenced by this audit trail"));
}

#[test]
fn what_is_neither_code_nor_control_is_refused() {
    trailproof(["explain", "CC99.9"])
        .run()
        .code(2)
        .says("there is no control `CC99.9`");
}

/// What an id of several frameworks means is told for each.
#[test]
fn every_control_of_every_framework_has_its_page() {
    for framework in trailproof::internals::framework::built_in() {
        let ids = framework.controls.iter().map(|control| &control.id);
        let ids: Vec<_> = ids
            .chain(framework.not_evidenced.iter().map(|entry| &entry.id))
            .collect();
        let page = trailproof(["explain"]).args(&ids).run().ok();
        for id in ids {
            let end = format!(" · {}", framework.id);
            let has = |line: &str| line.starts_with(&format!("{id} ")) && line.ends_with(&end);
            assert!(page.stdout().lines().any(has), "{id}");
        }
    }
}

#[test]
fn frameworks_are_taken_by_name_or_by_file_each_once() {
    use trailproof::internals::config::load_frameworks;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, id: &str| {
        let path = folder.path().join(name);
        let text = format!(
            "schema = \"trailproof.framework/v1\"\nid = \"{id}\"\n[[not_evidenced]]\nid = \"1\"\nwhy = \"W\"\n"
        );
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let ids = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let loaded = load_frameworks(&names).map_err(|error| error.to_string());
        loaded.map(|all| {
            all.into_iter()
                .map(|one| one.id)
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let (ours, soc2) = (file("ours.toml", "ours"), file("soc2.toml", "SOC2"));
    assert_eq!(ids(&[]).expect("all").split(' ').count(), 6);
    assert_eq!(ids(&["hipaa", &ours, "hipaa"]).as_deref(), Ok("hipaa ours"));
    assert_eq!(
        ids(&[&soc2]).as_deref(),
        Ok("SOC2"),
        "a file of one's own stands for a built-in one"
    );
    let twice = ids(&["soc2", &soc2]).expect_err("one id twice");
    assert!(
        twice.contains("its id `SOC2` is also that of soc2"),
        "{twice}"
    );
    let missing = ids(&["soc3"]).expect_err("no file");
    assert!(
        missing.contains("no such framework, and no such file"),
        "{missing}"
    );
    let broken = ids(&[&file("broken.toml", "x\ny")]).expect_err("a broken file");
    assert!(broken.contains("broken.toml: line 3: "), "{broken}");
}
