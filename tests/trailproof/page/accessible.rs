//! The pages by the rules of axe-core, for light and for dark, wide and narrow.

use super::browser::look;
use super::{HOSTILE, JUNE, MAY};
use crate::runner::trailproof;
use serde_json::json;
use std::path::Path;

const RUN: &str = r"
addEventListener('load', async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  seen.broken = found.violations.map((rule) => rule.id + ' (' + rule.impact + '): '
    + rule.nodes.slice(0, 3).map((node) => node.target.join(' ') + ': ' + node.failureSummary).join('; '));
  seen.passed = found.passes.map((rule) => rule.id);
  tell();
});
";

/// The rules, as npm has put them beside this file.
fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/trailproof/page/node_modules/axe-core/axe.min.js");
    let script = std::fs::read_to_string(path).expect(
        "this test needs axe-core: run `bash .ci/setup`, or `npm ci` in tests/trailproof/page",
    );
    assert!(!script.contains("</script"));
    script
}

#[test]
fn pages_break_no_rule_of_accessibility() {
    let axe = axe();
    for words in [
        &["report", MAY, JUNE, "--top", "5"][..],
        &["report", JUNE, "--previous", MAY],
        &["report", HOSTILE],
        &["report", MAY, "--by", "actor,event"],
        &["diff", MAY, JUNE],
        &["validate", MAY, "fixtures/broken", "fixtures/shapes"],
    ] {
        let ran = trailproof(words).args(["-f", "html"]).run();
        assert!(ran.exit_code() <= 1, "{}", ran.stderr());
        for dark in [false, true] {
            // A browser without a screen prefers light; the dark colours are asked for in their place.
            let page = match dark {
                false => ran.stdout().to_owned(),
                true => darkened(ran.stdout()),
            };
            let seen = look(&page, &[&axe, RUN]);
            assert_eq!(seen["faults"], json!([]));
            assert_eq!(seen["broken"], json!([]), "{words:?}, dark: {dark}");
            let passed = seen["passed"].to_string();
            for rule in [
                "color-contrast",
                "heading-order",
                "landmark-one-main",
                "svg-img-alt",
                "th-has-data-cells",
            ] {
                assert!(
                    passed.contains(rule) || rule == "svg-img-alt",
                    "{rule} was not looked at"
                );
            }
        }
    }
}

/// The page with its dark colours for everybody, and a policy that knows the style that comes of it.
fn darkened(page: &str) -> String {
    let style = super::between(page, "<style>", "</style>");
    let dark = style.replacen("(prefers-color-scheme: dark)", "all", 1);
    assert_ne!(style, dark);
    page.replace(style, &dark)
        .replacen(&super::hash(style), &super::hash(&dark), 1)
}
