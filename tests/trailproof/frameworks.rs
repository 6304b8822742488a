//! Frameworks of controls, from outside.

use crate::runner::trailproof;

#[test]
fn a_control_is_explained_by_its_id_in_any_case() {
    let page = trailproof(["explain", "cc6.2"]).run().ok();
    insta::assert_snapshot!(page.stdout(), @r#"
    CC6.2  soc2  People get access when it is approved and lose it when it is no
    longer wanted
    AICPA Trust Services Criteria (TSP section 100), 2017, with the points of focus
    of 2022

    Evidence for it (supports)
      events      collaborator.*, team_membership.*, enterprise_account_membership.*
      sections    access
      detections  TP-D01, TP-D02, TP-D03
      The ledger names who granted and who withdrew each access, and when. The
      approval itself is on file elsewhere.
    "#);
    let several = trailproof(["explain", "S03", "IA-2", "ac-2(3)"]).run().ok();
    let text = several.stdout();
    let place = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} in\n{text}"))
    };
    assert!(place("S03") < place("IA-2") && place("IA-2") < place("AC-2(3)"));
    assert!(text.contains("not evidenced by this trail"));
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
    for framework in trailproof::framework::built_in() {
        let ids = framework.controls.iter().map(|control| &control.id);
        let ids: Vec<_> = ids
            .chain(framework.not_evidenced.iter().map(|entry| &entry.id))
            .collect();
        let page = trailproof(["explain"]).args(&ids).run().ok();
        for id in ids {
            assert!(
                page.stdout().contains(&format!("{id}  {}  ", framework.id)),
                "{id}"
            );
        }
    }
}
