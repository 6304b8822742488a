//! Archives by account, and what is not as it should be.

use super::super::document::{
    Block, Cell, Column, Document, Label, Look, Mood, Notice, Phrase, Section, Table,
};
use super::headline;
use crate::finding::Code;
use crate::render::figures::{counted, short_time, thousands};
use crate::view::list::{
    AccountMonth, Against, ListView, ListedArchive, Relation, RepeatedMonth, Status,
};

pub(in crate::render) fn list(view: &ListView) -> Document {
    let by_account = view.archives.chunk_by(|a, b| account(a) == account(b));
    let mut sections: Vec<Section> = by_account.map(|rows| section(view, rows)).collect();
    sections.push(
        Section::default()
            .with(Block::Notices(notices(view)))
            .with(Block::Ledger("Ledger", view.ledger)),
    );
    Document {
        opening: headline::pseudonyms(view.pseudonyms.as_ref())
            .into_iter()
            .collect(),
        sections,
        ..Document::default()
    }
}

/// Name and id of an archive's account.
fn account(row: &ListedArchive) -> (Option<&str>, Option<&str>) {
    (row.archive.account.as_deref(), row.account_id.as_deref())
}

/// An account by its name, and by its id where the name does not tell it from others.
fn named(name: Option<&str>, id: Option<&str>) -> Phrase {
    match (name, id) {
        (Some(name), Some(id)) => Phrase::given(name).say(" (").quote(id).say(")"),
        (Some(one), None) | (None, Some(one)) => Phrase::given(one),
        (None, None) => Phrase::default(),
    }
}

fn section(view: &ListView, rows: &[ListedArchive]) -> Section {
    let (name, id) = account(&rows[0]);
    let mut others = view.archives.iter().map(account);
    let several = others.any(|(other, other_id)| other == name && other_id != id);
    let columns = [
        Column::time(""),
        Column::name(""),
        Column::number(""),
        Column::time(""),
        Column::name("").below(),
        Column::number("").counting("record", "records").below(),
        Column::number("").below(),
        Column::name("").below(),
        Column::name("").below(),
    ];
    let title = match named(name, id.filter(|_| several)) {
        title if title.is_empty() => Phrase::ours("No account named"),
        title => title,
    };
    let archives = counted(rows.len() as u64, "archive", "archives");
    let table = Table::new(columns, rows.iter().map(row)).look(Look::Rows);
    Section::new("", title).extent(archives).with(table)
}

fn row(row: &ListedArchive) -> Vec<Cell> {
    let archive = &row.archive;
    let mood = match row.status {
        Status::Ok => Mood::Good,
        Status::Partial | Status::Empty => Mood::Warning,
        Status::Unreadable => Mood::Alarm,
    };
    let status = Phrase::ours(row.status.as_str());
    let status = match &row.through {
        // The last event says as much.
        Some(day)
            if archive
                .last_at
                .as_ref()
                .is_some_and(|at| at.starts_with(day)) =>
        {
            status
        }
        Some(day) => status.say(" to ").quote(day),
        None => status,
    };
    let span = match (&archive.first_at, &archive.last_at) {
        (Some(first), Some(last)) => Phrase::given(&short_time(first))
            .say(" – ")
            .quote(&short_time(last)),
        _ => Phrase::default(),
    };
    // Of a file that could not be opened nothing more is known.
    let known = |cell: Cell| match archive.sha256.is_empty() {
        true => Cell::Empty,
        false => cell,
    };
    let form = match archive.compression {
        "none" => Phrase::ours("uncompressed"),
        compression => Phrase::given(compression),
    };
    let form = archive
        .shape
        .map_or(form.clone(), |shape| form.say(" · ").quote(shape));
    let digest = Phrase::ours("SHA-256 ").quote(&archive.sha256);
    vec![
        archive.month.as_deref().map_or(Cell::words("–"), Cell::day),
        Cell::Badge(mood, status),
        Cell::number(
            counted(archive.events, "event ", "events"),
            Some(archive.events),
        ),
        Cell::words(span),
        Label::of(Some(&archive.path), None, "").into(),
        match archive.records == archive.events {
            true => Cell::Empty,
            false => Cell::count(archive.records),
        },
        known(Cell::bytes(archive.bytes)),
        known(Cell::words(form)),
        known(Cell::words(digest)),
    ]
}

fn notices(view: &ListView) -> Vec<Notice> {
    let mut notices = Vec::new();
    for row in &view.archives {
        if let Some(problem) = &row.problem {
            let text = Phrase::given(&row.archive.path).say(": ").quote(problem);
            notices.push(Notice::new(Mood::Alarm, text));
        }
    }
    if view.ledger.rejected > 0 {
        notices.push(Notice::new(Mood::Warning, rejected(view)));
    }
    let same = |a: &AccountMonth, b: &AccountMonth| {
        (&a.account, &a.account_id) == (&b.account, &b.account_id)
    };
    for rows in view.missing_months.chunk_by(same) {
        notices.push(Notice::new(Mood::Warning, missing(rows)));
    }
    for repeated in &view.repeated_months {
        notices.push(Notice::new(Mood::Warning, twice(repeated)));
    }
    for row in &view.archives {
        if let (Some(month), Some(other)) = (&row.archive.month, &row.events_month) {
            let text = Phrase::given(&row.archive.path).say(" is of ").quote(month);
            let text = text
                .say(", but most of its events are of ")
                .quote(other)
                .say(".");
            notices.push(Notice::new(Mood::Warning, text));
        }
    }
    for same in &view.same_files {
        let paths = same.archives.iter().map(String::as_str);
        let text = Phrase::default().quote_all(paths, " and ");
        let text = text.say(" are the same file under the names of different months.");
        notices.push(Notice::new(Mood::Warning, text));
    }
    notices.extend(listing(view));
    let sound = |row: &ListedArchive| row.problem.is_none() && row.events_month.is_none();
    let whole = view.missing_months.is_empty() && view.archives.len() > 1;
    if whole && view.archives.iter().all(sound) {
        let text = "No month is missing between the first and the last.";
        notices.push(Notice::new(Mood::Good, text));
    }
    notices
}

fn rejected(view: &ListView) -> String {
    let codes = view.findings.iter();
    let codes = codes.filter_map(|(name, n)| Some((Code::from_name(name)?, n)));
    let reasons: Vec<String> = codes
        .filter(|(code, _)| code.rejects())
        .map(|(code, n)| format!("{} × {} ({code})", thousands(*n), code.title()))
        .collect();
    let records = counted(view.ledger.rejected, "record was", "records were");
    format!("{records} rejected as evidence: {}.", reasons.join("; "))
}

/// The month, and of which account.
fn whose(months: Phrase, of: &AccountMonth) -> Phrase {
    match named(of.account.as_deref(), of.account_id.as_deref()) {
        account if account.is_empty() => months,
        account => months.say(" of ").join(account),
    }
}

fn missing(rows: &[AccountMonth]) -> Phrase {
    let mut months = Phrase::default();
    for (place, row) in rows.iter().enumerate() {
        months = months
            .say(if place > 0 { ", " } else { "" })
            .quote(&row.month);
        if let Some(last) = &row.through {
            months = months.say(" to ").quote(last);
        }
    }
    let one = rows.len() == 1 && rows[0].through.is_none();
    let is = if one { "is" } else { "are" };
    whose(months, &rows[0]).say(format!(" {is} missing: no archive."))
}

fn twice(repeated: &RepeatedMonth) -> Phrase {
    let times = match repeated.archives.len() {
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let others = match repeated.archives.len() {
        2 => "other",
        _ => "others",
    };
    let relation = match (repeated.relation, &repeated.superset) {
        (Relation::Same, _) => Phrase::ours("they contain the same events."),
        (Relation::Superset, Some(path)) => {
            Phrase::given(path).say(format!(" contains every event of the {others}, and more."))
        }
        (Relation::Apart, _) => {
            Phrase::ours("none contains every event of the others; keep all of them.")
        }
        _ => Phrase::ours("they cannot be compared, because one of them can be read only once."),
    };
    whose(Phrase::given(&repeated.of.month), &repeated.of)
        .say(format!(" is here {times}: "))
        .join(relation)
}

/// What the service's own listing says.
fn listing(view: &ListView) -> Vec<Notice> {
    let Some(listing) = &view.listing else {
        return Vec::new();
    };
    let mut notices = Vec::new();
    let mut matching = 0;
    for row in &view.archives {
        let path = Phrase::given(&row.archive.path);
        let (mood, text) = match row.listing {
            Some(Against::Differs) => (
                Mood::Alarm,
                path.say(" is not the file that the service lists: its checksum or size differs."),
            ),
            Some(Against::Unlisted) => (
                Mood::Warning,
                Phrase::ours("The service's listing has no row for ")
                    .join(path)
                    .say("."),
            ),
            Some(Against::Match) => {
                matching += 1;
                continue;
            }
            None => continue,
        };
        notices.push(Notice::new(mood, text));
    }
    if !listing.not_here.is_empty() {
        let months = listing.not_here.iter().map(String::as_str);
        let text = Phrase::ours("Listed by the service, but not here: ").quote_all(months, ", ");
        notices.push(Notice::new(Mood::Warning, text.say(".")));
    }
    if matching > 0 {
        let archives = counted(matching, "archive matches", "archives match");
        let text = format!("{archives} the service's listing, by checksum and size.");
        notices.push(Notice::new(Mood::Good, text));
    }
    notices
}
