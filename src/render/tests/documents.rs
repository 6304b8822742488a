//! A document with every kind of block and cell, in every medium: what an outline makes appears everywhere, and no
//! text that it was given acts anywhere.

use super::*;
use crate::render::document::*;

/// Everything that a document can hold, with the given text wherever there can be such text.
fn document(text: &str) -> Document {
    let given = || Phrase::given(text);
    let label = Label {
        also: vec![text.into()],
        was: Some(text.into()),
        unknown: true,
        ..Label::of(Some(text), Some(text), "nothing")
    };
    let cells = vec![
        label.clone().into(),
        Cell::Words(given()),
        Cell::Badge(Mood::Warning, given()),
        Cell::count(1234),
        Cell::time(text),
        Cell::day(text),
        Cell::Code(text.into()),
        Cell::Bar { part: 1, whole: 2 },
        Cell::Bars {
            was: 1,
            is: 2,
            whole: 3,
        },
        Cell::Sign(Sign::More),
        Cell::Words(given()),
        Cell::Empty,
    ];
    let columns = [
        Column::name(given()),
        Column::prose("Words"),
        Column::name("Badge"),
        Column::number("Figure").counting("event", "events"),
        Column::time("Time"),
        Column::time("Day"),
        Column::digest("SHA-256").below(),
        Column::bar(),
        Column::bar(),
        Column::name("Sign"),
        Column::name("Below").below(),
        Column::name("Empty").below(),
    ];
    let looks = [
        Look::Ranking,
        Look::Rows,
        Look::Plain,
        Look::Matrix,
        Look::Hours,
        Look::Stacked,
    ];
    let tables = looks.map(|look| {
        let mut table = Table::new(columns.clone(), [cells.clone(), cells.clone()])
            .look(look)
            .note(Some(given()));
        table.rest = Some(given());
        table.total = Some(cells.clone().into());
        Section::new("table", given()).with(table)
    });
    let item = Item {
        mood: Some(Mood::Alarm),
        text: given(),
        items: vec![given(), given()],
        act: given(),
        ..Item::default()
    };
    let blocks = vec![
        Block::Heading(given()),
        Block::Paragraph(given()),
        Block::Notices(vec![Notice::new(Mood::Plain, given())]),
        Block::Facts(vec![("Fact", given())]),
        Block::Ledger("Ledger", LedgerView::default()),
        Block::List(vec![item]),
        Block::Verbatim("Verbatim", given()),
    ];
    let section = Section {
        mood: Some(Mood::Good),
        blocks: blocks.clone(),
        ..Section::new("blocks", given()).extent(given())
    };
    Document {
        title: given(),
        missing: vec![given()],
        opening: blocks,
        sections: std::iter::once(section).chain(tables).collect(),
        command: Some(given()),
        made_by: given(),
        ..Document::default()
    }
}

fn page(text: &str) -> String {
    html::page(document(text), "report.html", &Templates::default()).unwrap()
}

#[test]
fn what_an_outline_says_is_said_in_every_medium() {
    let terminal = terminal::text(document("needle"), &TableOptions::default());
    let markdown = markdown::text(document("needle"));
    let page = page("needle");
    for (text, least) in [(&terminal, 80), (&markdown, 80), (&page, 80)] {
        let found = text.matches("needle").count();
        assert!(found >= least, "{found}: {text}");
        for part in ["1,234", "Ledger", "Verbatim", "more"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}

#[test]
fn no_given_text_acts_in_any_medium() {
    let tags = |page: &str| -> Vec<String> {
        // A long name may break where it says, and no text can write more than that.
        let tags = page
            .split('<')
            .skip(1)
            .filter(|tag| !tag.starts_with("wbr>"));
        let tags = tags.map(|tag| tag.split([' ', '>']).next().unwrap().to_owned());
        tags.collect()
    };
    let harmless = tags(&page("harmless"));
    let lines = markdown::text(document("harmless")).lines().count();
    // What is empty is left out.
    for poison in hostile::CORPUS.iter().filter(|poison| !poison.is_empty()) {
        let page = page(poison);
        assert_eq!(tags(&page), harmless, "{poison:?}");
        let markdown = markdown::text(document(poison));
        assert_eq!(markdown.lines().count(), lines, "{poison:?} in\n{markdown}");
        assert!(
            !markdown.contains('<') && !markdown.contains("]("),
            "{markdown}"
        );
        let terminals = TABLES.map(|options| {
            terminal::text(
                document(poison),
                &TableOptions {
                    color: false,
                    ..options
                },
            )
        });
        for text in terminals.iter().chain([&page, &markdown]) {
            let stray = text.chars().find(|c| *c != '\n' && concealed(*c));
            assert_eq!(stray, None, "{poison:?} in\n{text}");
        }
    }
}
