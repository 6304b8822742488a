//! The report as one page that needs nothing else: no address, no font, no library. The only user of the template
//! engine.
//!
//! Three things keep an archive's text from acting. Templates are registered by names that end in `.html`, which is
//! what makes the engine escape every value. What is concealed is written out before. And the page's own content
//! security policy lets nothing through but the one style and the one script whose hashes it names. The script only
//! moves rows; deliberately it reads no text as markup and writes none.

mod diff;
mod page;

pub(super) use diff::diff;

use super::RenderError;
use super::outline::Outline;
use super::view::ReportView;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use page::Page;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

/// The engine escapes by the end of this name: `report.html.tera` would not be escaped.
const TEMPLATE: &str = "report.html";
const SOURCE: &str = include_str!("../../../templates/report.html");
const STYLE: &str = include_str!("../../../templates/report.css");

/// What every page is made of, by names that end in `.html` too.
const SHARED: [(&str, &str); 2] = [
    ("parts.html", include_str!("../../../templates/parts.html")),
    ("page.html", include_str!("../../../templates/page.html")),
];
/// The one script: it sorts tables, and nothing on the page needs it.
const SCRIPT: &str = include_str!("../../../templates/sort.js");

/// The report as HTML.
pub(super) fn report(view: &ReportView) -> Result<String, RenderError> {
    render(TEMPLATE, SOURCE, STYLE, &Page::of(&Outline::of(view)))
}

/// A page by its template and its style. The program's own style and script are all that goes in unescaped.
fn render(
    name: &'static str,
    source: &'static str,
    style: &str,
    page: &impl Serialize,
) -> Result<String, RenderError> {
    let mut tera = Tera::new();
    tera.add_raw_templates(SHARED.into_iter().chain([(name, source)]))?;
    let mut context = Context::from_serialize(page)?;
    context.insert("style", style);
    context.insert("style_hash", &hash(style));
    context.insert("script", SCRIPT);
    context.insert("script_hash", &hash(SCRIPT));
    Ok(tera.render(name, &context)?)
}

/// The hash by which the policy knows a style or a script, over exactly what stands between the tags.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_that_the_page_holds() {
        let html = report(&sample::sample()).unwrap();
        let style = hash(between(&html, "<style>", "</style>"));
        let script = hash(between(&html, "<script>", "</script>"));
        let allowed = format!("default-src 'none'; style-src '{style}'; script-src '{script}'");
        let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
        assert_eq!(
            policy,
            format!("{allowed}; base-uri 'none'; form-action 'none'")
        );
        assert!(!html.contains(" style=") && html.matches("<script").count() == 1);
    }
}
