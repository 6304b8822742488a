//! What a report says to people, in which order and in which words; how it looks is the medium's business.

mod attention;
mod changes;
mod cross;
mod headline;
mod lists;
mod matrix;
mod phrase;
mod rankings;

pub(crate) use attention::{Mood, Notice};
pub(crate) use changes::{ChangeLine, ChangeList, Comparison, Firsts, SideOutline, Sign};
pub(crate) use headline::{CHANGE, Figure};
pub(crate) use lists::{Detail, Label, List, Row};
pub(crate) use matrix::{Matrix, MatrixLine};
pub(crate) use phrase::{Phrase, Piece};

use super::charts::{Calendar, Week};
use crate::finding::Code;
use crate::view::report::{BodyView, ReportView};
use crate::view::{ArchiveView, LedgerView};

/// What a reader must know of an incomplete report.
pub(crate) const TOO_LOW: &str = "Every figure below may be too low.";

/// The whole report in the order in which it is read.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    /// What it is about.
    pub(crate) title: Phrase,
    /// Inputs that could not be read to their end: the banner. Empty when everything was read.
    pub(crate) missing: Vec<Phrase>,
    /// Whether it is whole, in a word.
    pub(crate) state: (Mood, &'static str),
    /// Named facts about the whole, the period first.
    pub(crate) facts: Vec<(&'static str, Phrase)>,
    /// Headline figures with their nouns.
    pub(crate) totals: Vec<Figure>,
    /// The period that they are held against.
    pub(crate) previous: Option<Phrase>,
    /// What became of every record.
    pub(crate) ledger: &'a LedgerView,
    /// What needs attention, or that nothing does.
    pub(crate) notices: Vec<Notice>,
    /// When it happened, day by day.
    pub(crate) calendar: Option<Calendar>,
    /// When it happened, by hour of the week.
    pub(crate) week: Option<Week>,
    /// Time zone of the hours of the week.
    pub(crate) tz: &'a str,
    /// Who did what; known to pages only.
    pub(crate) matrix: Option<Matrix>,
    /// Rankings.
    pub(crate) lists: Vec<List>,
    /// What was read.
    pub(crate) archives: &'a [ArchiveView],
    /// Codes with what they mean and how often they were raised.
    pub(crate) findings: Vec<(&'a str, &'static str, u64)>,
    /// The program, its version, and when it ran if the caller said so.
    pub(crate) made_by: Phrase,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(view: &'a ReportView) -> Self {
        let head = &view.head;
        let (sections, lists) = match &view.body {
            BodyView::Sections(sections) => (Some(&**sections), rankings::standard(sections, head)),
            BodyView::Cross(cross) => (None, vec![cross::list(cross, head)]),
        };
        let findings = sections.map(|sections| &sections.findings);
        Self {
            title: headline::title(head),
            missing: headline::missing(&head.incomplete),
            state: attention::state(view),
            facts: headline::facts(head),
            totals: headline::totals(&head.totals, head.previous.as_ref()),
            previous: head.previous.as_ref().map(headline::previous),
            ledger: &head.ledger,
            notices: attention::notices(view, findings),
            calendar: sections.and_then(|sections| Calendar::of(&sections.by_day)),
            week: sections.and_then(|sections| Week::of(&sections.by_hour)),
            tz: &head.tz,
            matrix: view
                .page
                .as_ref()
                .and_then(|page| page.actor_event.as_ref())
                .map(Matrix::of),
            lists,
            archives: &head.archives,
            findings: findings
                .into_iter()
                .flatten()
                .map(|(code, n)| (*code, Code::from_name(code).map_or("", Code::title), *n))
                .collect(),
            made_by: headline::made_by(&head.tool, head.generated_at.as_deref()),
        }
    }
}
