//! What each code means and how to act on it: the one source for `trailproof explain`, the advice in a
//! verdict, the help in SARIF and the documentation. One file a family.

mod file;
mod identity;
mod json;
mod shape;
mod time;

use super::Code;

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// What was found.
    pub meaning: &'static str,
    /// Why an auditor cares.
    pub why: &'static str,
    /// What it looks like.
    pub example: &'static str,
    /// What to do about it.
    pub act: &'static str,
}

/// Every page, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Page> {
    let families: [&[Page]; 5] = [
        &file::PAGES,
        &json::PAGES,
        &shape::PAGES,
        &time::PAGES,
        &identity::PAGES,
    ];
    families.into_iter().flatten()
}

/// The page of a code. Every code has one, which a test holds.
#[must_use]
pub fn of(code: Code) -> &'static Page {
    all()
        .find(|page| page.code == code)
        .unwrap_or(&file::PAGES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page() {
        let codes: Vec<Code> = all().map(|page| page.code).collect();
        assert_eq!(codes, Code::ALL);
        for page in all() {
            let texts = [page.meaning, page.why, page.example, page.act];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", page.code);
            for text in [page.meaning, page.why, page.act] {
                assert!(text.ends_with('.') && !text.contains('\n'), "{text}");
            }
        }
    }
}
