//! The comparison of two periods.

use super::{Redact, address, filters, name, redact_accounts, text};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::compared::{AccessChange, Judgement};
use crate::view::diff::{
    ChangeRow, ChangesView, ComingRow, DiffView, OverlapView, PairRow, SharedView, SideView,
    Subject, TakenOverView,
};
use crate::view::page::CommandView;

impl Redact for DiffView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            tool: _,
            pseudonyms,
            generated_at: _,
            catalog: _,
            filters: given,
            filters_unmatched,
            before,
            after,
            aligned: _,
            reason: _,
            incomplete,
            overlap,
            differs: _,
            min_change: _,
            totals: _,
            sections,
            new_pairs,
            names_taken_over,
            comings,
            all_comings: _,
            longest: _,
            shortened_on_paper: _,
            access,
            detections,
            cut: _,
            command,
        } = self;
        *pseudonyms = Some(under.view());
        filters(given, under);
        filters_unmatched.redact(under);
        before.redact(under);
        after.redact(under);
        incomplete.redact(under);
        let OverlapView {
            archives,
            period: _,
        } = overlap;
        archives.redact(under);
        sections.redact(under);
        new_pairs.redact(under);
        names_taken_over.redact(under);
        comings.redact(under);
        access.redact(under);
        for rule in detections.iter_mut().flatten() {
            rule.before.redact(under);
            rule.after.redact(under);
        }
        *command = CommandView::default();
    }
}

impl Redact for SideView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            period: _,
            archives,
            ledger: _,
            accounts,
            days: _,
            month: _,
            stray_events: _,
            silent: _,
            ends_early: _,
            by_day: _,
        } = self;
        archives.redact(under);
        redact_accounts(accounts, under);
    }
}

impl Redact for SharedView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            before,
            after,
            sha256: _,
        } = self;
        *before = under.file(before);
        *after = under.file(after);
    }
}

impl Redact for ChangesView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            subject,
            rows,
            extent: _,
        } = self;
        for row in rows {
            let ChangeRow {
                label,
                id,
                before_label,
                after_label,
                renamed: _,
                before: _,
                after: _,
                change: _,
                status: _,
                rate_before: _,
                rate_after: _,
                surprise: _,
            } = row;
            for label in [label, before_label, after_label] {
                of_subject(*subject, label, under);
            }
            name(id, Kind::Id, under);
        }
    }
}

fn of_subject(subject: Subject, label: &mut Option<String>, under: &Pseudonyms) {
    match subject {
        Subject::Event | Subject::Category => {}
        Subject::Actor => name(label, Kind::User, under),
        Subject::App => name(label, Kind::App, under),
        Subject::Team => name(label, Kind::Team, under),
        Subject::Ip => address(label, under),
    }
}

impl Redact for ComingRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            subject,
            status: _,
            label,
            id,
            was,
            events: _,
        } = self;
        of_subject(*subject, label, under);
        of_subject(*subject, was, under);
        name(id, Kind::Id, under);
    }
}

impl Redact for AccessChange {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            opening: _,
            granted: _,
            revoked: _,
            closing: _,
            unmatched_revocations: _,
            unreadable_subjects: _,
            granted_and_open: _,
            external: _,
            open_grants,
        } = self;
        open_grants.redact(under);
    }
}

impl Redact for Judgement {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            verdict: _,
            reason,
            count: _,
            suppressed: _,
        } = self;
        text(reason, under);
    }
}

impl Redact for PairRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            actor,
            actor_id,
            event: _,
            count: _,
            new_actor: _,
            new_event: _,
        } = self;
        name(actor, Kind::User, under);
        name(actor_id, Kind::Id, under);
    }
}

impl Redact for TakenOverView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            subject,
            name,
            before_ids,
            after_ids,
        } = self;
        let kind = match *subject {
            "actor" => Kind::User,
            "app" => Kind::App,
            _ => Kind::Team,
        };
        *name = under.token(kind, name);
        super::names(before_ids, Kind::Id, under);
        super::names(after_ids, Kind::Id, under);
    }
}
