//! What verifying packs came to.

use crate::render::document::{
    Block, Cell, Column, Document, Item, Look, Mood, Phrase, Section, Table,
};
use crate::render::figures::counted;
use crate::view::verification::{BagFindingView, BagView, VerificationView};

pub(in crate::render) fn verification(view: &VerificationView) -> Document {
    Document {
        sections: view.bags.iter().map(section).collect(),
        ..Document::default()
    }
}

fn section(bag: &BagView) -> Section {
    let found = bag.findings.len() as u64 + bag.more;
    let extent = match bag.valid {
        true => "verified".to_owned(),
        false => format!("NOT VERIFIED · {}", counted(found, "finding", "findings")),
    };
    let mut section = Section::new("", Phrase::given(&bag.path)).extent(extent);
    let columns = [Column::name(""), Column::name(""), Column::prose("")];
    let rows = bag.findings.iter().map(row);
    if !bag.findings.is_empty() {
        section = section.with(Table::new(columns, rows).look(Look::Rows));
    }
    section.with(Block::List(facts(bag)))
}

fn row(finding: &BagFindingView) -> Vec<Cell> {
    vec![
        Cell::Badge(Mood::Alarm, finding.code.into()),
        match &finding.file {
            Some(file) => Cell::words(Phrase::given(file)),
            None => Cell::words("the pack"),
        },
        Cell::words(Phrase::given(&finding.message)),
    ]
}

fn facts(bag: &BagView) -> Vec<Item> {
    let mut facts = Vec::new();
    if bag.more > 0 {
        let more = counted(bag.more, "more finding is", "more findings are");
        facts.push(Phrase::ours(format!("{more} not listed")));
    }
    if !bag.months.is_empty() {
        let account = bag.account.as_deref().unwrap_or("no account named");
        facts.push(
            Phrase::given(account)
                .say(", ")
                .quote(&bag.months.join(", ")),
        );
    }
    let version = env!("CARGO_PKG_VERSION");
    let made_by = bag.made_by.as_deref().unwrap_or("unknown");
    let differs = bag.findings.iter().any(|found| found.code == "V06");
    facts.push(match bag.compared {
        Some("bytes") if differs => Phrase::ours("the derived documents were reproduced and compared byte for byte; those with V06 differ"),
        Some("bytes") => Phrase::ours("every derived document was reproduced and is identical byte for byte"),
        Some(_) => Phrase::ours("made by version ")
            .quote(made_by)
            .say(format!(
                " of trailproof, not {version}: the values of its JSON documents were reproduced and compared; its pages, workbooks and text were not"
            )),
        None if bag.rederived => Phrase::ours("every derived document was reproduced"),
        None => Phrase::ours("no document was reproduced, because the pack does not contain what that requires"),
    });
    if let Some(digest) = &bag.tagmanifest_sha256 {
        facts.push(Phrase::ours("SHA-256 of the tag manifest: ").quote(digest));
    }
    if let Some(previous) = &bag.previous {
        facts.push(Phrase::ours("chained to the tag manifest ").quote(previous));
    }
    let item = |text| Item {
        text,
        ..Item::default()
    };
    facts.into_iter().map(item).collect()
}
