//! The report.

use super::{Redact, address, filters, in_order, name, names, redact_accounts};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::page::{CommandView, MatrixRow, MatrixView, PageView};
use crate::view::report::{
    AccountRow, ActorRow, AppRow, BodyView, CellView, CrossRow, CrossView, HeadView, IpRow,
    PreviousView, ReportView, SectionsView, TeamRow,
};
use std::sync::Arc;

impl Redact for ReportView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self { head, body, page } = self;
        head.redact(under);
        match body {
            BodyView::Sections(sections) => sections.redact(under),
            BodyView::Cross(cross) => cross.redact(under),
        }
        page.redact(under);
    }
}

impl Redact for HeadView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            schema: _,
            tool: _,
            pseudonyms,
            generated_at: _,
            catalog: _,
            filters: given,
            filters_unmatched,
            tz: _,
            period: _,
            archives,
            ledger: _,
            validation,
            totals: _,
            accounts,
            ends_early,
            top: _,
            previous,
            incomplete,
            cut: _,
        } = self;
        *pseudonyms = Some(under.view());
        filters(given, under);
        filters_unmatched.redact(under);
        archives.redact(under);
        redact_accounts(accounts, under);
        for (path, _) in ends_early {
            *path = under.file(path);
        }
        incomplete.redact(under);
        previous.redact(under);
        if let Some(listing) = &mut validation.listing {
            *listing = under.file(listing);
        }
    }
}

impl Redact for PreviousView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            period: _,
            archives,
            ledger: _,
            totals: _,
        } = self;
        archives.redact(under);
    }
}

impl Redact for SectionsView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            by_event: _,
            by_category: _,
            by_actor,
            by_app,
            by_team,
            by_account,
            by_day: _,
            by_hour: _,
            by_ip,
            findings: _,
            compliance,
            without_activity: _,
        } = self;
        by_actor.redact(under);
        in_order(by_actor, |row| {
            (row.count, (row.actor.clone(), row.id.clone()))
        });
        by_app.redact(under);
        in_order(by_app, |row| (row.count, (row.app.clone(), row.id.clone())));
        by_team.redact(under);
        in_order(by_team, |row| {
            (row.count, (row.team.clone(), row.id.clone()))
        });
        by_account.redact(under);
        in_order(by_account, |row| {
            (row.count, (row.account.clone(), row.id.clone()))
        });
        by_ip.redact(under);
        in_order(by_ip, |row| (row.count, row.ip.clone()));
        Arc::make_mut(compliance).redact(under);
    }
}

impl Redact for ActorRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            actor,
            id,
            also_known_as,
            count: _,
            apps: _,
            event_types: _,
            ip_addresses: _,
            first_at: _,
            last_at: _,
        } = self;
        name(actor, Kind::User, under);
        name(id, Kind::Id, under);
        names(also_known_as, Kind::User, under);
    }
}

impl Redact for AppRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            app,
            id,
            also_known_as,
            count: _,
            actors: _,
            event_types: _,
            first_at: _,
            last_at: _,
        } = self;
        name(app, Kind::App, under);
        name(id, Kind::Id, under);
        names(also_known_as, Kind::App, under);
    }
}

impl Redact for TeamRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            team,
            id,
            count: _,
            first_at: _,
            last_at: _,
        } = self;
        name(team, Kind::Team, under);
        name(id, Kind::Id, under);
    }
}

impl Redact for AccountRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            account,
            id,
            also_known_as,
            count: _,
            first_at: _,
            last_at: _,
        } = self;
        name(account, Kind::Account, under);
        name(id, Kind::Id, under);
        names(also_known_as, Kind::Account, under);
    }
}

impl Redact for IpRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            ip,
            count: _,
            actors: _,
            first_at: _,
            last_at: _,
        } = self;
        address(ip, under);
    }
}

impl Redact for CrossView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self { by, rows } = self;
        for row in &mut *rows {
            let CrossRow {
                cells,
                ids,
                count: _,
                first_at: _,
                last_at: _,
            } = row;
            for (dimension, cell) in by.iter().zip(cells) {
                let CellView::Text(text) = cell else { continue };
                match *dimension {
                    "actor" => name(text, Kind::User, under),
                    "app" => name(text, Kind::App, under),
                    "team" => name(text, Kind::Team, under),
                    "ip" => address(text, under),
                    _ => {}
                }
            }
            ids.iter_mut().for_each(|id| name(id, Kind::Id, under));
        }
        let of_time = |dimension: &&str| matches!(*dimension, "day" | "month" | "hour");
        if !by.iter().all(of_time) {
            in_order(rows, |row| (row.count, cells(row)));
        }
    }
}

/// The cells of a row as they are compared, behind them its ids.
fn cells(row: &CrossRow) -> Vec<(Option<String>, u32)> {
    let cell = |cell: &CellView| match cell {
        CellView::Text(text) => (text.clone(), 0),
        CellView::Number(number) => (None, *number),
    };
    let ids = row.ids.iter().map(|id| (id.clone(), 0));
    row.cells.iter().map(cell).chain(ids).collect()
}

impl Redact for PageView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            command,
            days: _,
            shortened_on_paper: _,
            actor_event,
        } = self;
        // It has paths and names, and without the key it gives another page.
        *command = CommandView::default();
        if let Some(MatrixView {
            events: _,
            all_events: _,
            rows,
            all_actors: _,
            others,
        }) = actor_event
        {
            rows.redact(under);
            others.redact(under);
        }
    }
}

impl Redact for MatrixRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            actor,
            id,
            span: _,
            counts: _,
            rest: _,
            count: _,
        } = self;
        name(actor, Kind::User, under);
        name(id, Kind::Id, under);
    }
}
