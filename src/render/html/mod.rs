//! The report as one page that needs nothing else: no script, no address, no font. The only user of the template
//! engine.
//!
//! Three things keep an archive's text from acting. The template is registered by a name that ends in `.html`, which
//! is what makes the engine escape every value. What is concealed is written out before. And the page's own content
//! security policy lets nothing through but the one style whose hash it names.

mod diff;
mod page;

pub(super) use diff::diff;

use super::RenderError;
use super::outline::Outline;
use super::view::ReportView;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use page::Page;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

/// The engine escapes by the end of this name: `report.html.tera` would not be escaped.
const TEMPLATE: &str = "report.html";
const SOURCE: &str = include_str!("../../../templates/report.html");
const STYLE: &str = include_str!("../../../templates/report.css");

/// The report as HTML.
pub(super) fn report(view: &ReportView) -> Result<String, RenderError> {
    let mut tera = Tera::new();
    tera.add_raw_template(TEMPLATE, SOURCE)?;
    let outline = Outline::of(view);
    let mut context = Context::from_serialize(&Page::of(&outline))?;
    context.insert("style", STYLE);
    context.insert("style_hash", &style_hash(STYLE));
    Ok(tera.render(TEMPLATE, &context)?)
}

/// The hash by which the policy knows the style, over exactly what stands between the tags.
fn style_hash(style: &str) -> String {
    format!(
        "sha256-{}",
        BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn the_policy_names_the_style_that_the_page_holds() {
        let html = report(&sample::sample()).unwrap();
        let (_, rest) = html.split_once("<style>").unwrap();
        let (style, _) = rest.split_once("</style>").unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(html.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'")));
        assert!(!html.contains(" style=") && !html.contains("<script"));
    }
}
