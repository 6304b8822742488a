//! Which days were compared, and why those.

use super::super::headline;
use crate::render::document::Phrase;
use crate::render::figures::{counted, thousands};
use crate::view::diff::{DiffView, Reason, SideView};

/// Both periods and what was made of them.
pub(super) fn facts(view: &DiffView) -> headline::Facts {
    let mut facts = vec![
        ("Before", period(&view.before)),
        ("After", period(&view.after)),
        ("Compared", compared(view)),
        ("Catalog", headline::catalog(&view.catalog)),
    ];
    facts.extend(headline::filters(&view.filters));
    if let Some(least) = view.min_change {
        let events = counted(least, "event", "events");
        facts.push(("At least", Phrase::ours(format!("changes of {events}"))));
    }
    facts
}

fn period(side: &SideView) -> Phrase {
    let days = counted(u64::from(side.days), "day", "days");
    let mut events = counted(side.ledger.accepted, "event", "events");
    if side.stray_events > 0 {
        events = format!("{events}, {} of other months", thousands(side.stray_events));
    }
    match (&side.period.from, &side.period.to) {
        (Some(from), Some(to)) => headline::span(from, to).say(format!(" ({days}, {events})")),
        _ => match &side.month {
            Some(month) => Phrase::ours("no event in ")
                .quote(month)
                .say(format!(" ({days})")),
            None => Phrase::ours("no event"),
        },
    }
}

fn compared(view: &DiffView) -> Phrase {
    let days = (u64::from(view.before.days), u64::from(view.after.days));
    match view.reason {
        Reason::Aligned => ends(view)
            .say(format!(
                ", so only the first {} of both months are compared; --whole compares everything",
                counted(days.0, "day", "days")
            )),
        Reason::Whole => ends(view).say(
            "; everything is compared, as --whole asks: compare the daily rates, not the counts",
        ),
        Reason::NoMonths => ends(view).say(
            "; everything is compared, because only two single months can be aligned: compare the daily rates, not the counts",
        ),
        Reason::Given => Phrase::ours("the period that the filters give"),
        Reason::Empty => Phrase::ours("everything"),
        Reason::Complete if days.0 == days.1 => {
            Phrase::ours(format!("everything, {} each", counted(days.0, "day", "days")))
        }
        Reason::Complete => Phrase::ours(format!(
            "everything, {} against {}: compare the daily rates",
            counted(days.0, "day", "days"),
            thousands(days.1)
        )),
    }
}

/// Which sides seem to end early.
fn ends(view: &DiffView) -> Phrase {
    let mut phrase = Phrase::default();
    for (name, side) in [("BEFORE", &view.before), ("AFTER", &view.after)] {
        if let Some(day) = &side.ends_early {
            let and = if phrase.is_empty() { "" } else { " and " };
            phrase = phrase
                .say(format!("{and}{name} appears to end on "))
                .quote(day);
        }
    }
    phrase.say(", before the end of its month")
}
