//! Any document as one page that needs nothing else: no address, no font, no library. The only user of the template
//! engine.
//!
//! Three things keep an archive's text from acting. Templates are registered by names that end in `.html`, which is
//! what makes the engine escape every value. What is concealed is written out before. And the page's own content
//! security policy lets nothing through but the one style and the one script whose hashes it names. The script only
//! moves rows; deliberately it reads no text as markup and writes none.

mod breaks;
mod templates;

pub use templates::Templates;

use super::document::{Block, Document, Look, Medium};
use super::{RenderError, TOO_LOW};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use tera::{Context, Value};

/// The document as HTML, by the template of that name. The style and the script are all that goes in unescaped.
pub(super) fn page(
    document: Document,
    name: &'static str,
    templates: &Templates,
) -> Result<String, RenderError> {
    let fault = |error| templates::fault(&error);
    let tera = templates.engine()?;
    let document = document.seen_in(Medium::Page);
    let mut context = Context::from_serialize(&document).map_err(fault)?;
    context.insert("too_low", TOO_LOW);
    context.insert("filter_before", &first_searched(&document));
    for (text, name, hashed) in [
        (&*templates.style(name), "style", "style_hash"),
        (templates.text("page.js"), "script", "script_hash"),
    ] {
        context.insert_value(name, Value::safe_string(text));
        context.insert_value(hashed, Value::safe_string(&hash(text)));
    }
    Ok(tera.render(name, &context).map_err(fault)?)
}

/// The first section with a table that is searched; the fields for it stand before.
fn first_searched(document: &Document) -> Option<&str> {
    let searched = |block: &Block| {
        let looks = [Look::Ranking, Look::Rows, Look::Matrix];
        matches!(block, Block::Table(table) if looks.contains(&table.look))
    };
    let section = document.sections.iter();
    let mut section = section.filter(|section| section.blocks.iter().any(searched));
    section.next().map(|section| section.id.as_str())
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
    use crate::render::{outline, sample};

    fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_that_the_page_holds() {
        let document = outline::report(&sample::sample());
        let html = page(document, "report.html", &Templates::default()).unwrap();
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
