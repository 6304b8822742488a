//! Access and detections of both periods.

use crate::render::document::{
    Block, Cell, Column, Cut, Label, Look, Mood, Phrase, Section, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::compared::{AccessChange, DetectionChange, Judgement};
use crate::view::diff::{DiffView, TotalView};
use std::cmp::Reverse;

/// `26 grants, 7 more than before (19); 20 of the 26 are still open at the end of the period`.
pub(super) fn access_sentence(view: &DiffView) -> Option<Phrase> {
    let access = view.access.as_ref()?;
    let TotalView {
        before,
        after,
        change,
    } = access.granted;
    if before + after == 0 {
        return None;
    }
    let was = thousands(before);
    let grants = match change {
        0 => format!("{}, as many as before", counted(after, "grant", "grants")),
        1.. => format!(
            "{}, {} more than before ({was})",
            counted(after, "grant", "grants"),
            thousands(change.unsigned_abs())
        ),
        _ => format!(
            "{}, {} fewer than before ({was})",
            counted(after, "grant", "grants"),
            thousands(change.unsigned_abs())
        ),
    };
    let open = match access.granted_and_open.after {
        _ if after == 0 => "",
        0 if after == 1 => "; it is no longer open at the end of the period",
        0 => "; none of them is still open at the end of the period",
        1 if after == 1 => "; it is still open at the end of the period",
        n if n == after => "; all of them are still open at the end of the period",
        1 => "; 1 of them is still open at the end of the period",
        n => &format!(
            "; {} of them are still open at the end of the period",
            thousands(n)
        ),
    };
    Some(Phrase::ours(format!("Access: {grants}{open}.")))
}

/// Which rules fire that did not, and the other way round.
pub(super) fn detections_sentence(view: &DiffView) -> Option<Phrase> {
    let rules = view.detections.as_ref()?;
    let fires = |of: &Judgement| of.open() > 0;
    let count =
        |which: &dyn Fn(&&DetectionChange) -> bool| rules.iter().filter(which).count() as u64;
    let fired = count(&|rule| fires(&rule.after));
    let new = count(&|rule| fires(&rule.after) && !fires(&rule.before));
    let over = count(&|rule| fires(&rule.before) && !fires(&rule.after));
    if fired + over == 0 {
        return None;
    }
    let matches = |of: &dyn Fn(&DetectionChange) -> u64| rules.iter().map(of).sum::<u64>();
    let [before, after] = [
        matches(&|rule| rule.before.open()),
        matches(&|rule| rule.after.open()),
    ];
    let rules = counted(fired, "rule fired", "rules fired");
    let mut text = format!(
        "Detections: {rules}, with {} ({} before)",
        counted(after, "match", "matches"),
        thousands(before)
    );
    for (n, what) in [
        (new, "did not fire before"),
        (over, "fired before, but not now"),
    ] {
        if n > 0 {
            text = format!("{text}; {} {what}", thousands(n));
        }
    }
    Some(Phrase::ours(format!("{text}.")))
}

/// The ledgers of grants, and which grants of the later period are open.
pub(super) fn access(view: &DiffView) -> Option<Section> {
    let access = view.access.as_ref()?;
    let figures = figures(access);
    if figures
        .iter()
        .all(|(_, total)| total.before + total.after == 0)
    {
        return None;
    }
    let columns = [
        Column::name(""),
        Column::number("Before"),
        Column::number("After"),
        Column::number("Change"),
    ];
    let rows = figures.into_iter().map(|(name, total)| {
        let [before, after] = [total.before, total.after].map(Cell::count);
        vec![
            Label::ours(name).into(),
            before,
            after,
            Cell::signed(total.change),
        ]
    });
    let table = Table::new(columns, rows).look(Look::Plain);
    let section = Section::new("access", "Access").with(table);
    Some(match open_grants(view, access) {
        Some(table) => section.with(table),
        None => section,
    })
}

fn figures(access: &AccessChange) -> Vec<(&'static str, TotalView)> {
    let mut figures = vec![
        ("Open at the start", access.opening),
        ("Granted", access.granted),
        ("of which open at the end", access.granted_and_open),
    ];
    figures.extend(access.external.map(|total| ("of which external", total)));
    figures.extend([
        ("Revoked", access.revoked),
        ("Open at the end", access.closing),
        ("Revoked, no matching grant", access.unmatched_revocations),
        ("Granted, subject not readable", access.unreadable_subjects),
    ]);
    figures
}

fn open_grants(view: &DiffView, access: &AccessChange) -> Option<Block> {
    let columns = [
        Column::name("Subject"),
        Column::name("Scope"),
        Column::name("Role"),
        Column::name("Granted by").optional(),
        Column::time("Granted (UTC)"),
    ];
    let whole = access.open_grants.len();
    let shown = view.longest.unwrap_or(whole);
    let rows = access.open_grants.iter().take(shown).map(|grant| {
        let label =
            |name: Option<&str>, id: Option<&str>, absent| Label::of(name, id, absent).into();
        vec![
            label(grant.subject.as_deref(), None, "not readable"),
            label(
                grant.scope.as_deref(),
                grant.scope_id.as_deref(),
                "no scope",
            ),
            grant
                .role
                .as_deref()
                .map_or(Cell::Empty, |role| Cell::words(Phrase::given(role))),
            label(
                grant.granted_by.as_deref(),
                grant.granted_by_id.as_deref(),
                "no actor",
            ),
            grant
                .granted_at
                .map_or(Cell::Empty, |at| Cell::time(&at.to_string())),
        ]
    });
    let mut table = Table::new(columns, rows)
        .look(Look::Rows)
        .without_empty_columns();
    table.caption = "Granted in the later period and still open".into();
    table.cut = (shown < whole).then_some(Cut {
        shown: shown as u64,
        of: whole as u64,
        noun: "",
        beside: None,
    });
    (whole > 0).then_some(Block::Table(table))
}

/// Rules that fire on either side, or came to another verdict.
pub(super) fn detections(view: &DiffView) -> Option<Section> {
    let all = view.detections.as_ref()?;
    let mut rules: Vec<&DetectionChange> = all.iter().filter(|rule| rule.tells()).collect();
    rules.sort_by_key(|rule| (Reverse(rank(rule.level)), &rule.rule));
    let columns = [
        Column::name("Rule"),
        Column::name("Level"),
        Column::name("Before"),
        Column::name("After"),
        Column::number("Change"),
        Column::prose("Finds"),
    ];
    let judged = |of: &Judgement| match (of.verdict, of.open(), of.suppressed) {
        ("indeterminate", ..) => Cell::Badge(Mood::Plain, "not evaluated".into()),
        (_, 0, 0) => Cell::words("clear"),
        (_, 0, n) => Cell::words(format!("clear, {} set aside", thousands(n))),
        (_, n, 0) => Cell::words(counted(n, "match", "matches")),
        (_, n, aside) => {
            let matches = counted(n, "match", "matches");
            Cell::words(format!("{matches}, {} set aside", thousands(aside)))
        }
    };
    let rows = rules.iter().map(|rule| {
        vec![
            Label::ours(rule.rule.clone()).into(),
            Cell::words(Phrase::given(rule.level)),
            judged(&rule.before),
            judged(&rule.after),
            Cell::signed(rule.change),
            Cell::words(Phrase::given(&rule.title)),
        ]
    });
    let mut table = Table::new(columns, rows).look(Look::Rows);
    let lacking = all.iter().filter(|rule| {
        [&rule.before, &rule.after]
            .iter()
            .all(|of| of.verdict == "indeterminate")
    });
    let (lacking, all) = (lacking.count() as u64, all.len() as u64);
    let clear = all - lacking - rules.len() as u64;
    let mut note = format!(
        "{} clear in both periods",
        counted(clear, "rule is", "rules are")
    );
    if lacking > 0 {
        let could = counted(lacking, "could", "could");
        note = format!(
            "{note}; {could} not be evaluated in either, mostly because a policy or earlier months are missing"
        );
    }
    table.note = Some(format!("{note}.").into());
    let section = Section::new("detections", "Detections");
    let section = match rules.is_empty() {
        true => section.with(Block::Paragraph(format!("{note}.").into())),
        false => section.with(Block::Table(table)),
    };
    // Where nothing fires and all could be said before, there is nothing to compare.
    (all > 0).then_some(section.extent(if rules.is_empty() {
        Phrase::default()
    } else {
        "matches that count, by rule".into()
    }))
}

fn rank(level: &str) -> usize {
    let levels = ["informational", "low", "medium", "high", "critical"];
    levels
        .iter()
        .position(|one| *one == level)
        .unwrap_or_default()
}
