use super::*;
use std::collections::BTreeSet;

fn read(text: &str) -> Result<Framework, String> {
    Reader::default().read(text)
}

/// A file with one control that has this evidence.
fn with(evidence: &str) -> String {
    format!(
        "schema = \"trailproof.framework/v1\"\nid = \"ours\"\n[[control]]\nid = \"A\"\ntitle = \"T\"\nevidence = {evidence}\n"
    )
}

#[test]
fn every_built_in_framework_can_be_read() {
    let mut reader = Reader::default();
    for name in Framework::names() {
        let framework = reader.read(Framework::text(name).expect("a text"));
        let framework = framework.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(framework.id, name);
        assert!(
            framework.version.is_some()
                && framework.source.is_some()
                && framework.licence.is_some()
        );
        assert!(
            framework.not_evidenced.len() >= 8,
            "{name} says what it is no evidence of"
        );
    }
    let all = built_in();
    assert_eq!(
        all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        Framework::names().collect::<Vec<_>>()
    );
    assert_eq!(
        all.iter().map(|one| one.controls.len()).collect::<Vec<_>>(),
        [11, 15, 25, 16, 7, 15]
    );
}

#[test]
fn every_built_in_control_says_how_far_its_evidence_goes() {
    let rules: BTreeSet<String> = (1..=23).map(|n| format!("TP-D{n:02}")).collect();
    let mut told = BTreeSet::new();
    for framework in built_in() {
        for control in &framework.controls {
            let place = format!("{} {}", framework.id, control.id);
            for evidence in &control.evidence {
                assert!(!evidence.events.is_empty(), "{place}");
                assert!(!evidence.sections.is_empty(), "{place}");
                assert!(evidence.note.ends_with('.'), "{place}");
                assert!(!evidence.sections.contains(&Section::Controls), "{place}");
                for rule in &evidence.detections {
                    assert!(rules.contains(rule), "{place}: {rule}");
                    told.insert(rule.clone());
                }
            }
            // No score, and no judgement that is an auditor's.
            let words = format!("{} {}", control.title, control.note()).to_lowercase();
            assert!(
                !words.contains("satisf") && !words.contains("complian"),
                "{place}"
            );
        }
    }
    assert_eq!(
        told, rules,
        "every rule looks at something that some control asks about"
    );
}

#[test]
fn what_is_wrong_is_told_with_line_and_key() {
    let good = with(r#"[{events = ["app.*"], strength = "partial", note = "N."}]"#);
    read(&good).expect("a framework");
    for (text, fault) in [
        (String::new(), "missing key `schema`"),
        (
            good.replace("/v1", "/v2"),
            "line 1: schema: `trailproof.framework/v2` is not supported; write trailproof.framework/v1",
        ),
        (
            good.replace("id = \"ours\"", "id = \" \""),
            "line 2: id: is empty",
        ),
        (
            good.replace("title", "titel"),
            "line 5: control: unknown key `titel`, expected one of `id`, `title`, `evidence`",
        ),
        (
            good.replace("\"A\"", "7"),
            "line 4: control.id: invalid type: integer `7`, expected a string",
        ),
        (
            format!("{good}score = 1\n"),
            "line 7: control: unknown key `score`, expected one of `id`, `title`, `evidence`",
        ),
        (
            format!("{good}[[not_evidenced]]\nid = \"a\"\nwhy = \"W\"\n"),
            "line 8: not_evidenced.id: `a` is listed in line 4 already; a framework lists each control once",
        ),
        (
            with("[]"),
            "line 6: control.evidence: it is empty; a control without evidence belongs under [[not_evidenced]], with why",
        ),
        (
            with(r#"[{strength = "partial"}]"#),
            "line 6: control.evidence: it is empty; give events, sections or detections",
        ),
        (
            with(r#"[{events = ["app.*"], strength = "satisfies"}]"#),
            "line 6: control.evidence.strength: unknown variant `satisfies`, expected `partial` or `supports`",
        ),
        (
            with("[{events = [\"app.*\",\n\"APP.*\"], strength = \"partial\"}]"),
            "line 7: control.evidence.events: `APP.*` is given twice",
        ),
        (
            with(r#"[{events = ["login.*"], strength = "partial"}]"#),
            "line 6: control.evidence.events: `login.*` matches no event of any built-in catalog; `trailproof catalog` lists them",
        ),
        (
            with(r#"[{events = ["app.["], strength = "partial"}]"#),
            "line 6: control.evidence.events: `app.[`: not a pattern: a [ is not closed; for the character itself write \\[; write, for example, addon.* or *.create",
        ),
        (
            with(r#"[{sections = ["acces"], strength = "partial"}]"#),
            "line 6: control.evidence.sections: `acces` is not a section; the sections are activity, controls, access, changes, register, detections, coverage",
        ),
        (
            "schema = \"trailproof.framework/v1\"\nid = \"x\"\n".to_owned(),
            "no controls; write [[control]]",
        ),
    ] {
        let told = read(&text).expect_err(&text);
        assert!(told.contains(fault), "{told}\nexpected {fault}");
    }
}

#[test]
fn a_control_is_found_whatever_its_case() {
    let all = built_in();
    let having = |id: &str| {
        let has = |one: &&Framework| one.control(id).is_some();
        all.iter()
            .filter(has)
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(having("cc6.2"), ["soc2"]);
    assert_eq!(having("164.312(B)"), ["hipaa"]);
    assert!(having("TP-D01").is_empty());
    assert!(all.iter().any(|one| one.not_evidenced("ia-2").is_some()));
}
