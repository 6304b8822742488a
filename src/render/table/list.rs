//! Archives by account, and what is not as it should be.

use super::lists::titled;
use super::page::Page;
use super::paint::{self, ALERT, BOLD, DIM, GOOD, WARN, styled};
use super::{TableOptions, counted, thousands};
use crate::finding::Code;
use crate::render::figures::{bytes, short_time};
use crate::render::safe::terminal::visible;
use crate::view::list::{
    AccountMonth, Against, ListView, ListedArchive, Relation, RepeatedMonth, Status,
};
use unicode_width::UnicodeWidthStr;

/// Columns before what belongs to an archive.
const INDENT: &str = "    ";

pub(in crate::render) fn list(view: &ListView, options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    let states = view.archives.iter().map(|row| state(row).width());
    let wide = states.max().unwrap_or_default();
    let counts = view.archives.iter().map(|row| events(row).width());
    let counts = counts.max().unwrap_or_default();
    let by_account = view.archives.chunk_by(|a, b| account(a) == account(b));
    for rows in by_account {
        page.gap();
        let (name, id) = account(&rows[0]);
        let several = view.archives.iter().map(account);
        let several = several
            .filter(|other| other.0 == name)
            .any(|other| other.1 != id);
        let archives = counted(rows.len() as u64, "archive", "archives");
        let title = title(name, id.filter(|_| several));
        page.line(&titled(&page.fitted(&visible(&title), 16), Some(&archives)));
        for row in rows {
            archive(&mut page, row, wide, counts);
        }
    }
    page.gap();
    remarks(&mut page, view);
    page.gap();
    let signs = ["=", "+", "+", "+", ""].into_iter();
    let figures: Vec<String> = view
        .ledger
        .entries()
        .into_iter()
        .zip(signs)
        .map(|((name, n), sign)| format!("{} {name} {sign}", thousands(n)))
        .collect();
    page.hanging(
        &styled(DIM, "Ledger  "),
        "        ",
        figures.iter().map(|words| words.trim_end()),
    );
    paint::finish(&page.text(), options.color)
}

fn archive(page: &mut Page, row: &ListedArchive, wide: usize, counts: usize) {
    let archive = &row.archive;
    let state = state(row);
    let pad = " ".repeat(wide - state.width());
    let style = match row.status {
        Status::Ok => GOOD,
        Status::Partial | Status::Empty => WARN,
        Status::Unreadable => ALERT,
    };
    let month = archive.month.as_deref().map_or("–".into(), visible);
    let span = match (&archive.first_at, &archive.last_at) {
        (Some(first), Some(last)) => span(&short_time(first), &short_time(last)),
        _ => String::new(),
    };
    page.line(&format!(
        "  {}  {}{pad}  {:>counts$}  {span}",
        styled(BOLD, &format!("{month:<7}")),
        styled(style, &state),
        events(row),
    ));
    let mut facts = vec![page.fitted(&visible(&archive.path), INDENT.len())];
    if !archive.sha256.is_empty() {
        let facts_of_file = [Some(archive.compression), archive.shape];
        facts.push(styled(DIM, &format!("· {}", bytes(archive.bytes))));
        let facts_of_file = facts_of_file.into_iter().flatten();
        facts.extend(facts_of_file.map(|fact| styled(DIM, &format!("· {fact}"))));
    }
    page.hanging(INDENT, INDENT, facts.iter().map(String::as_str));
    if !archive.sha256.is_empty() {
        let digest = format!("SHA-256 {}", visible(&archive.sha256));
        page.line(&format!(
            "{INDENT}{}",
            styled(DIM, &page.fitted(&digest, INDENT.len()))
        ));
    }
}

/// Two times, the year of the second only where it is another.
fn span(first: &str, last: &str) -> String {
    let last = match (first.get(..5), last.get(..5), last.get(5..)) {
        (Some(year), Some(same), Some(rest)) if year == same => rest,
        _ => last,
    };
    format!("{first} – {last}")
}

fn events(row: &ListedArchive) -> String {
    counted(row.archive.events, "event ", "events")
}

fn state(row: &ListedArchive) -> String {
    match &row.through {
        Some(day) => {
            let day = day.get(5..).unwrap_or(day);
            format!("{} to {}", row.status.as_str(), visible(day))
        }
        None => row.status.as_str().to_owned(),
    }
}

/// Name and id of an archive's account.
fn account(row: &ListedArchive) -> (Option<&str>, Option<&str>) {
    (row.archive.account.as_deref(), row.account_id.as_deref())
}

/// An account by its name, and by its id where the name does not tell it from others.
fn title(name: Option<&str>, id: Option<&str>) -> String {
    match (name, id) {
        (Some(name), Some(id)) => format!("{name} ({id})"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "No account named".to_owned(),
    }
}

fn remarks(page: &mut Page, view: &ListView) {
    let (bad, look, good) = (styled(ALERT, "✗ "), styled(WARN, "! "), styled(GOOD, "✓ "));
    for row in &view.archives {
        if let Some(problem) = &row.problem {
            let text = format!("{}: {problem}", row.archive.path);
            page.sentence(&bad, &visible(&text));
        }
    }
    if view.ledger.rejected > 0 {
        page.sentence(&look, &rejected(view));
    }
    let same = |a: &AccountMonth, b: &AccountMonth| {
        (&a.account, &a.account_id) == (&b.account, &b.account_id)
    };
    for rows in view.missing_months.chunk_by(same) {
        page.sentence(&look, &visible(&missing(rows)));
    }
    for repeated in &view.repeated_months {
        page.sentence(&look, &visible(&twice(repeated)));
    }
    for same in &view.same_files {
        let (last, others) = same.archives.split_last().unzip();
        let text = format!(
            "{} and {} are the same file under the names of different months.",
            others.unwrap_or_default().join(", "),
            last.map_or("", String::as_str)
        );
        page.sentence(&look, &visible(&text));
    }
    listing(page, view, &bad, &look, &good);
    let whole =
        view.missing_months.is_empty() && view.same_files.is_empty() && view.archives.len() > 1;
    if whole && view.archives.iter().all(|row| row.problem.is_none()) {
        page.sentence(&good, "No month is missing between the first and the last.");
    }
}

fn rejected(view: &ListView) -> String {
    let reasons: Vec<String> = view
        .findings
        .iter()
        .filter_map(|(name, n)| Some((Code::from_name(name)?, n)))
        .filter(|(code, _)| code.rejects())
        .map(|(code, n)| format!("{} × {} ({code})", thousands(*n), code.title()))
        .collect();
    let records = counted(view.ledger.rejected, "record is", "records are");
    format!("{records} no evidence: {}.", reasons.join("; "))
}

fn missing(rows: &[AccountMonth]) -> String {
    let months = rows.iter().map(|row| match &row.through {
        Some(last) => format!("{} to {last}", row.month),
        None => row.month.clone(),
    });
    let months: Vec<String> = months.collect();
    let of = whose(&rows[0]);
    let one = rows.len() == 1 && rows[0].through.is_none();
    let is = if one { "is" } else { "are" };
    format!("{}{of} {is} missing: no archive.", months.join(", "))
}

fn whose(of: &AccountMonth) -> String {
    let (name, id) = (of.account.as_deref(), of.account_id.as_deref());
    let known = name.is_some() || id.is_some();
    if known {
        format!(" of {}", title(name, id))
    } else {
        String::new()
    }
}

fn twice(repeated: &RepeatedMonth) -> String {
    let times = match repeated.archives.len() {
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let relation = match (repeated.relation, &repeated.superset) {
        (Relation::Same, _) => "they hold the same events".to_owned(),
        (Relation::Superset, Some(path)) => {
            let others = if repeated.archives.len() == 2 {
                "other"
            } else {
                "others"
            };
            format!("{path} holds every event of the {others}, and more")
        }
        (Relation::Apart, _) => {
            "no one holds every event of the others, so keep them all".to_owned()
        }
        _ => "one cannot be read, or not twice, so how they relate is not told".to_owned(),
    };
    let of = &repeated.of;
    format!("{}{} is here {times}: {relation}.", of.month, whose(of))
}

fn listing(page: &mut Page, view: &ListView, bad: &str, look: &str, good: &str) {
    let Some(listing) = &view.listing else {
        return;
    };
    let mut matching = 0;
    for row in &view.archives {
        let path = &row.archive.path;
        match row.listing {
            Some(Against::Match) => matching += 1,
            Some(Against::Differs) => {
                let text = format!(
                    "{path} is not the file that the service lists: checksum or size differ."
                );
                page.sentence(bad, &visible(&text));
            }
            Some(Against::Unlisted) => {
                let text = format!("The service's listing has no row for {path}.");
                page.sentence(look, &visible(&text));
            }
            None => {}
        }
    }
    if !listing.not_here.is_empty() {
        let months = listing.not_here.join(", ");
        page.sentence(
            look,
            &format!("Listed by the service, but not here: {months}."),
        );
    }
    if matching > 0 {
        let archives = counted(matching, "archive is", "archives are");
        let text = format!("{archives} what the service lists, by checksum and size.");
        page.sentence(good, &text);
    }
}
