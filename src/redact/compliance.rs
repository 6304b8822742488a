//! The sections beside activity.

use super::{Redact, account_of, name, person, text};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::access::{AccessView, GrantRow};
use crate::view::changes::{ActorChanges, AppChanges, ChangesView, PairChanges};
use crate::view::compliance::ComplianceView;
use crate::view::detections::{
    DecidedView, DetectionView, DetectionsView, MatchView, SuppressedView,
};
use crate::view::exceptions::{AboutView, DispositionRow, ExceptionsView, SuppressionRow};
use crate::view::moment::EventId;
use crate::view::register::RegisterRow;
use std::sync::Arc;

impl Redact for ComplianceView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            controls: _,
            access,
            changes,
            register,
            detections,
            coverage: _,
            exceptions,
            given: _,
            working_hours: _,
        } = self;
        access.redact(under);
        changes.redact(under);
        register.redact(under);
        detections.redact(under);
        exceptions.redact(under);
    }
}

impl Redact for EventId {
    fn redact(&mut self, under: &Pseudonyms) {
        self.0 = under.event(self.0);
    }
}

impl Redact for AccessView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            opening: _,
            granted: _,
            revoked: _,
            closing: _,
            unmatched_revocations: _,
            unreadable_subjects: _,
            grants,
        } = self;
        grants.redact(under);
    }
}

impl Redact for GrantRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            scope,
            scope_id,
            scope_kind,
            subject,
            role,
            granted_by,
            granted_by_id,
            granted_at: _,
            granted_event,
            revoked_by,
            revoked_by_id,
            revoked_at: _,
            revoked_event,
            within: _,
            open: _,
            external: _,
            self_granted: _,
            account,
        } = self;
        let kind = match *scope_kind {
            "app" => Kind::App,
            "team" => Kind::Team,
            _ => Kind::Account,
        };
        name(scope, kind, under);
        name(scope_id, Kind::Id, under);
        person(subject, under);
        text(role, under);
        name(granted_by, Kind::User, under);
        name(granted_by_id, Kind::Id, under);
        granted_event.redact(under);
        name(revoked_by, Kind::User, under);
        name(revoked_by_id, Kind::Id, under);
        revoked_event.redact(under);
        name(account, Kind::Account, under);
    }
}

impl Redact for ChangesView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            population: _,
            outside_hours: _,
            by_app,
            by_actor,
            protected,
        } = self;
        by_app.redact(under);
        by_actor.redact(under);
        protected.redact(under);
    }
}

impl Redact for AppChanges {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            app,
            id,
            accounts,
            protected: _,
            count: _,
            people: _,
            services: _,
            external: _,
            outside_hours: _,
        } = self;
        name(app, Kind::App, under);
        name(id, Kind::Id, under);
        of_accounts(accounts, under);
    }
}

impl Redact for ActorChanges {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            actor,
            id,
            accounts,
            kind: _,
            count: _,
            outside_hours: _,
        } = self;
        name(actor, Kind::User, under);
        name(id, Kind::Id, under);
        of_accounts(accounts, under);
    }
}

impl Redact for PairChanges {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            app,
            app_id,
            actor,
            actor_id,
            accounts,
            kind: _,
            count: _,
            outside_hours: _,
            first_at: _,
            last_at: _,
        } = self;
        of_accounts(accounts, under);
        name(app, Kind::App, under);
        name(app_id, Kind::Id, under);
        name(actor, Kind::User, under);
        name(actor_id, Kind::Id, under);
    }
}

impl Redact for RegisterRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            event_id,
            event: _,
            at: _,
            actor,
            actor_id,
            app,
            app_id,
            target,
            account,
        } = self;
        event_id.redact(under);
        name(actor, Kind::User, under);
        name(actor_id, Kind::Id, under);
        name(app, Kind::App, under);
        name(app_id, Kind::Id, under);
        text(target, under);
        name(account, Kind::Account, under);
    }
}

impl Redact for DetectionsView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self { detections } = self;
        detections.redact(under);
    }
}

impl Redact for DetectionView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            rule: _,
            // The words of a rule are not of an archive.
            title: _,
            level: _,
            verdict: _,
            reason,
            count: _,
            suppressed: _,
            description: _,
            matches,
        } = self;
        text(reason, under);
        matches.redact(under);
    }
}

impl Redact for MatchView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            fingerprint,
            at: _,
            level: _,
            actor,
            actor_id,
            app,
            app_id,
            scope,
            event_count: _,
            events,
            suppressed,
            disposition,
        } = self;
        // It is a digest of names, which anyone could find again by trying.
        *fingerprint = under.fingerprint(fingerprint);
        name(actor, Kind::User, under);
        name(actor_id, Kind::Id, under);
        name(app, Kind::App, under);
        name(app_id, Kind::Id, under);
        text(scope, under);
        events.redact(under);
        if let Some(suppressed) = suppressed {
            Arc::make_mut(suppressed).redact(under);
        }
        if let Some(disposition) = disposition {
            Arc::make_mut(disposition).redact(under);
        }
    }
}

impl Redact for SuppressedView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            reason,
            owner,
            until: _,
        } = self;
        *reason = under.text(reason);
        *owner = under.person(owner);
    }
}

impl Redact for DecidedView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            disposition: _,
            owner,
            reviewer,
            note,
        } = self;
        *owner = under.person(owner);
        person(reviewer, under);
        text(note, under);
    }
}

impl Redact for ExceptionsView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            suppressions,
            dispositions,
        } = self;
        suppressions.redact(under);
        dispositions.redact(under);
    }
}

impl Redact for SuppressionRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            rule: _,
            actor,
            app,
            event_id,
            reason,
            owner,
            until: _,
            state: _,
            matches: _,
        } = self;
        pattern("actor", actor, under);
        pattern("app", app, under);
        event(event_id, under);
        *reason = under.text(reason);
        *owner = under.person(owner);
    }
}

impl Redact for DispositionRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            event_id,
            rule: _,
            actor,
            disposition: _,
            owner,
            reviewer,
            note,
            about,
            matches: _,
        } = self;
        event(event_id, under);
        pattern("actor", actor, under);
        *owner = under.person(owner);
        person(reviewer, under);
        text(note, under);
        about.redact(under);
    }
}

impl Redact for AboutView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            event: _,
            at: _,
            actor,
            scope,
        } = self;
        name(actor, Kind::User, under);
        text(scope, under);
    }
}

fn of_accounts(of: &mut [Arc<str>], under: &Pseudonyms) {
    for account in of {
        *account = account_of(account, under).into();
    }
}

fn pattern(filter: &str, of: &mut Option<String>, under: &Pseudonyms) {
    if let Some(of) = of {
        *of = super::filter_value(filter, of, under);
    }
}

fn event(id: &mut Option<String>, under: &Pseudonyms) {
    if let Some(id) = id
        && let Ok(uuid) = uuid::Uuid::try_parse(id)
    {
        *id = EventId(under.event(uuid.into_bytes())).to_string();
    }
}
