//! Who gained access, who lost it, and what is still open.

use super::listed::{Listed, at, day, known, name, name_or_empty, text};
use super::{compliance, is_filtered};
use crate::render::document::{
    Block, Cell, Column, Given, Mood, Notice, Phrase, Row, Section, Shown,
};
use crate::render::figures::{counted, thousands};
use crate::view::access::{AccessView, GrantRow};
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let of = compliance(view)?;
    let access = of.access.as_ref()?;
    let is_open = |row: &&GrantRow| row.open;
    let is_closed = |row: &&GrantRow| !row.open && row.granted_event.is_some();
    let is_unmatched = |row: &&GrantRow| row.granted_event.is_none();
    let weighed = |is: &dyn Fn(&&GrantRow) -> bool| {
        // Those of external users and those that are self-granted first.
        let mut rows: Vec<&GrantRow> = access.grants.iter().filter(is).collect();
        rows.sort_by_key(|row| !is_remarkable(row));
        Listed::weighed(rows, view, |row| !is_remarkable(row))
    };
    let tables = [
        weighed(&is_open).table("Open at the end", columns([true, false]), |row| {
            cells(row, [true, false])
        }),
        weighed(&is_closed).table("Revoked", columns([true, true]), |row| {
            cells(row, [true, true])
        }),
        weighed(&is_unmatched).table(
            "Revoked, no matching grant",
            columns([false, true]),
            |row| cells(row, [false, true]),
        ),
    ];
    let mut section = Section::new("access", "Access").with(Block::Paragraph(balance(access)));
    if is_filtered(view) {
        let text =
            "The access ledger covers all events of the period; other filters do not apply to it.";
        section.blocks.push(Block::Paragraph(text.into()));
    }
    section.blocks.push(Block::Notices(notices(view, access)));
    section.blocks.extend(tables.into_iter().flatten());
    Some(section)
}

/// The ledger in one line, which foots.
fn balance(access: &AccessView) -> Phrase {
    if access.grants.is_empty() {
        return "No grants or revocations recorded in the period.".into();
    }
    format!(
        "{} open before + {} granted − {} revoked = {} open at the end.",
        thousands(access.opening),
        thousands(access.granted),
        thousands(access.revoked),
        thousands(access.closing),
    )
    .into()
}

/// The section in a sentence.
pub(super) fn answer(access: &AccessView) -> Phrase {
    if access.grants.is_empty() {
        return balance(access);
    }
    let lost = access.revoked + access.unmatched_revocations;
    let mut text = format!(
        "{} and {} in the period; {} open at its end",
        counted(access.granted, "grant", "grants"),
        counted(lost, "revocation", "revocations"),
        match access.closing {
            1 => "1 grant is".to_owned(),
            n => format!("{} are", thousands(n)),
        }
    );
    let open = || access.grants.iter().filter(|row| row.open);
    let external = open().filter(|row| row.external == Some(true)).count();
    if external > 0 {
        text += &match (access.closing, external) {
            (1, _) => ", for an external user".to_owned(),
            (_, 1) => ", 1 of them for an external user".to_owned(),
            _ => format!(
                ", {} of them for external users",
                thousands(external as u64)
            ),
        };
    }
    let own = access.grants.iter().filter(|row| row.within);
    let own = own.filter(|row| row.self_granted == Some(true)).count();
    if own > 0 {
        text += &format!(
            "; {}",
            counted(own as u64, "was self-granted", "were self-granted")
        );
    }
    format!("{text}.").into()
}

/// What limits the ledger.
fn notices(view: &ReportView, access: &AccessView) -> Vec<Notice> {
    let given = compliance(view).map(|of| of.given).unwrap_or_default();
    let mut notices = Vec::new();
    let mut notice = |mood, text: String| notices.push(Notice::new(mood, text));
    let unread = access.unreadable_subjects;
    if unread > 0 && !given.subject {
        notice(
            Mood::Warning,
            format!(
                "The policy does not state where events name the person concerned (subject): {} cannot be matched with revocations and {}.",
                counted(unread, "grant", "grants"),
                if unread == 1 {
                    "remains open"
                } else {
                    "remain open"
                },
            ),
        );
    } else if unread > 0 {
        let (of, stay) = match unread {
            1 => ("1 grant", "it remains"),
            n => (&*format!("{} grants", thousands(n)), "they remain"),
        };
        notice(
            Mood::Warning,
            format!(
                "The subject of {of} could not be read at the pointers that the policy gives; {stay} open."
            ),
        );
    }
    if access.unmatched_revocations > 0 {
        let text = counted(access.unmatched_revocations, "revocation", "revocations");
        let (has, history) = (
            if access.unmatched_revocations == 1 {
                "has"
            } else {
                "have"
            },
            if given.history {
                ""
            } else {
                "; provide earlier archives with --history"
            },
        );
        notice(
            Mood::Plain,
            format!("{text} {has} no matching grant{history}."),
        );
    } else if !given.history && !access.grants.is_empty() {
        let text = "Access that was open before the period is unknown; provide earlier archives with --history.";
        notice(Mood::Plain, text.to_owned());
    }
    if !given.internal_domains && !access.grants.is_empty() {
        let text = "External users cannot be identified: the policy has no internal_domains.";
        notice(Mood::Plain, text.to_owned());
    }
    notices
}

fn is_remarkable(row: &GrantRow) -> bool {
    row.external == Some(true) || row.self_granted == Some(true)
}

/// Columns of a table that tells of grants, of revocations, or of both.
fn columns([granted, revoked]: [bool; 2]) -> Vec<Column> {
    let by = if granted && revoked {
        ["Granted by", "Revoked by"]
    } else {
        ["By", "By"]
    };
    let mut columns = vec![
        Column::name("Subject"),
        Column::name("Access to"),
        Column::name("Kind").on(Shown::Wide),
        Column::name("Role").on(Shown::Wide),
    ];
    if granted {
        columns.extend([
            Column::day("Granted").on(Shown::Terminal),
            Column::time("Granted").on(Shown::Wide),
            // A terminal has room for one of two.
            match revoked {
                true => Column::name(by[0]).on(Shown::Wide),
                false => Column::name(by[0]),
            },
        ]);
    }
    if revoked {
        columns.extend([
            Column::day("Revoked").on(Shown::Terminal),
            Column::time("Revoked").on(Shown::Wide),
            Column::name(by[1]),
        ]);
    }
    columns.extend([
        Column::name("Account"),
        Column::name("Note").whole(),
        Column::events("Events").on(Shown::Page),
    ]);
    columns
}

fn cells(row: &GrantRow, [granted, revoked]: [bool; 2]) -> Row {
    let mut cells = vec![
        name(&row.subject, &None, "not readable"),
        name(&row.scope, &row.scope_id, "no name"),
        Cell::words(row.scope_kind),
        text(&row.role),
    ];
    if granted {
        cells.extend([
            day(row.granted_at),
            at(row.granted_at),
            name_or_empty(&row.granted_by, &row.granted_by_id),
        ]);
    }
    if revoked {
        cells.extend([
            day(row.revoked_at),
            at(row.revoked_at),
            name_or_empty(&row.revoked_by, &row.revoked_by_id),
        ]);
    }
    let notes = [
        (row.external, "external"),
        (row.self_granted, "self-granted"),
    ];
    let notes = notes.into_iter().filter(|(is, _)| *is == Some(true));
    let notes: Vec<&str> = notes.map(|(_, note)| note).collect();
    cells.push(text(&row.account));
    cells.push(match notes.is_empty() {
        true => Cell::Empty,
        false => Cell::Badge(Mood::Warning, notes.join(", ").into()),
    });
    let events = [&row.granted_event, &row.revoked_event];
    let events = events.into_iter().flatten();
    let events: Vec<Given> = events.map(|id| Given::from(&id.to_string())).collect();
    cells.push(Cell::count(events.len() as u64));
    let people = [
        ("Granted by", &row.granted_by_id),
        ("Revoked by", &row.revoked_by_id),
    ];
    let ids = std::iter::once(("Access to", &row.scope_id)).chain(people);
    Row {
        events,
        ids: known(ids),
        ..Row::from(cells)
    }
}
