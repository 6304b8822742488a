//! Headless Chromium: a page opened, looked at by a script of the test's, or printed.

use crate::samples::Folder;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::process::Command;

/// Runs before the page's own script, to see what goes wrong there too.
const FAULTS: &str = r#"
const seen = {faults: []};
addEventListener('securitypolicyviolation', (event) => seen.faults.push(event.violatedDirective));
addEventListener('error', (event) => seen.faults.push(String(event.message)), true);
const tell = () => {
  const out = document.createElement('output');
  out.textContent = 'SEEN' + btoa(unescape(encodeURIComponent(JSON.stringify(seen)))) + 'SEEN';
  document.body.append(out);
};
"#;

/// How every browser of the tests is started.
pub(super) fn arguments() -> impl Iterator<Item = &'static str> {
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-logging=stderr",
        "--v=0",
    ]
    .into_iter()
}

fn chromium(folder: &Folder, page: &str) -> Command {
    let path = folder.write("page.html", page);
    let profile = folder.path().join("profile");
    let mut browser = Command::new("chromium");
    browser
        .args(arguments())
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{path}"));
    browser
}

/// The document that a browser makes of a page, without a word on its console.
pub(super) fn open(page: &str) -> String {
    let folder = Folder::new();
    let browser = chromium(&folder, page)
        .args(["--virtual-time-budget=2000", "--dump-dom"])
        .output()
        .expect("this test opens pages in a browser: install `chromium`, or run `bash .ci/setup`");
    let errors = String::from_utf8_lossy(&browser.stderr);
    assert!(!errors.contains("CONSOLE"), "{errors}");
    String::from_utf8(browser.stdout).expect("UTF-8")
}

/// What scripts find on a page: a copy whose policy lets these through as well, by hash as the page's own. They fill
/// `seen` and call `tell`.
pub(super) fn look(page: &str, scripts: &[&str]) -> Value {
    let (mut page, mut elements) = (page.to_owned(), String::new());
    for script in [FAULTS].iter().chain(scripts) {
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        page = page.replacen("script-src '", &format!("script-src 'sha256-{hash}' '"), 1);
        elements += &format!("<script>{script}</script>");
    }
    let dom = open(&page.replacen("<style>", &format!("{elements}<style>"), 1));
    let Some(seen) = dom.rsplit("SEEN").nth(1) else {
        panic!("chromium did not run the scripts:\n{:.4000}", dom)
    };
    let seen = BASE64_STANDARD.decode(seen).expect("base64");
    serde_json::from_slice(&seen).expect("JSON")
}

/// A size of paper.
#[derive(Debug, Clone, Copy)]
pub(super) enum Paper {
    A4,
    Letter,
}

/// The text of each page of paper.
pub(super) fn print(page: &str) -> Vec<String> {
    print_on(page, Paper::Letter)
}

/// The text of each page of that paper.
pub(super) fn print_on(page: &str, size: Paper) -> Vec<String> {
    let style = page
        .split("<style>")
        .nth(1)
        .and_then(|rest| rest.split("</style>").next());
    let style = style.expect("a style");
    let sized = style.replacen("size: auto", &format!("size: {size:?}").to_lowercase(), 1);
    assert_ne!(style, sized, "the page leaves the size to the reader");
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let page = page
        .replacen(&hash(style), &hash(&sized), 1)
        .replacen(style, &sized, 1);
    let folder = Folder::new();
    let paper = folder.at("page.pdf");
    let browser = chromium(&folder, &page)
        .args(["--no-pdf-header-footer", &format!("--print-to-pdf={paper}")])
        .output()
        .expect("this test opens pages in a browser: install `chromium`, or run `bash .ci/setup`");
    let errors = String::from_utf8_lossy(&browser.stderr);
    assert!(!errors.contains("CONSOLE"), "{errors}");
    let text = Command::new("pdftotext")
        .args(["-layout", &paper, "-"])
        .output()
        .expect(
            "this test reads what was printed: install `poppler-utils`, or run `bash .ci/setup`",
        );
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.retain(|page| !page.trim().is_empty());
    pages
}
