//! The last step of a verdict: nothing that looks like a credential leaves it, whichever field it is in.
//!
//! Every struct is taken apart without `..`, so that a field that is added to a view does not compile
//! before it is decided here what becomes of its text.

use super::privacy::withheld;
use crate::view::validation::{
    CheckedView, FindingView, IgnoreView, RulesView, SuppressedView, ValidationView,
};
use crate::view::{ArchiveView, HeldAgainstView};
use std::collections::HashMap;

/// The view without the text of any credential.
pub(super) fn withhold(mut view: ValidationView) -> ValidationView {
    let ValidationView {
        schema: _,
        tool: _,
        generated_at: _,
        catalog,
        fail_on: _,
        listing,
        configuration,
        as_of: _,
        rules,
        ignored,
        archives,
        ledger: _,
        summary: _,
        findings,
        described: _,
    } = &mut view;
    let HeldAgainstView { name, catalogs } = catalog;
    clean(name);
    for catalog in catalogs {
        clean(catalog);
    }
    clean_some(listing);
    clean_some(configuration);
    let RulesView {
        run: _,
        not_evaluated,
        not_selected: _,
    } = rules;
    for rule in not_evaluated {
        clean(&mut rule.reason);
    }
    for entry in ignored {
        let IgnoreView {
            rules,
            reason,
            owner,
            until: _,
            state: _,
            findings: _,
        } = entry;
        clean(rules);
        clean(reason);
        clean_some(owner);
    }
    // Archives stay apart where their names differ in what is withheld only.
    let mut paths = HashMap::new();
    for (archive, number) in archives.iter_mut().zip(1..) {
        let CheckedView {
            archive,
            status: _,
            error,
        } = archive;
        if let Some(path) = withheld(&archive.path, &format!("(withheld {number})")) {
            paths.insert(std::mem::replace(&mut archive.path, path.clone()), path);
        }
        let ArchiveView {
            path: _,
            sha256: _,
            bytes: _,
            compression: _,
            shape: _,
            account,
            month: _,
            records: _,
            events: _,
            first_at: _,
            last_at: _,
        } = archive;
        clean_some(account);
        clean_some(error);
    }
    for finding in findings {
        let FindingView {
            code: _,
            severity: _,
            archive,
            event_id: _,
            index: _,
            offset: _,
            pointer,
            message,
            count: _,
            suppressed,
        } = finding;
        match paths.get(archive) {
            Some(path) => archive.clone_from(path),
            None => clean(archive),
        }
        clean_some(pointer);
        clean(message);
        if let Some(of) = suppressed {
            let SuppressedView {
                reason,
                owner,
                until: _,
            } = of;
            clean(reason);
            clean_some(owner);
        }
    }
    view
}

fn clean(text: &mut String) {
    if let Some(shown) = withheld(text, "(withheld)") {
        *text = shown;
    }
}

fn clean_some(text: &mut Option<String>) {
    if let Some(text) = text {
        clean(text);
    }
}
