//! An auditor's sample. Ids of its events, and with them population and ranks, are pseudonyms already when it is drawn.

use super::{Redact, address, filters, name};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::sample::{ItemRow, PopulationView, SampleView, StratumRow};

impl Redact for SampleView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            tool: _,
            pseudonyms,
            generated_at: _,
            population,
            filters_unmatched,
            seed: _,
            size: _,
            asked: _,
            per: _,
            extend: _,
            stratify,
            sha256: _,
            strata,
            items,
            archives,
            ledger: _,
            incomplete,
        } = self;
        *pseudonyms = Some(under.view());
        let PopulationView {
            count: _,
            sha256: _,
            filters: given,
            period: _,
        } = population;
        filters(given, under);
        filters_unmatched.redact(under);
        let kind = match *stratify {
            Some("actor") => Some(Kind::User),
            Some("app") => Some(Kind::App),
            _ => None,
        };
        for StratumRow {
            stratum,
            id,
            events: _,
            size: _,
            extension: _,
        } in strata
        {
            if let Some(kind) = kind {
                name(stratum, kind, under);
                name(id, Kind::Id, under);
            }
        }
        for item in items {
            if let Some(kind) = kind {
                name(&mut item.stratum, kind, under);
            }
            item.redact(under);
        }
        archives.redact(under);
        incomplete.redact(under);
    }
}

impl Redact for ItemRow {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            rank: _,
            order: _,
            extension: _,
            stratum: _,
            stratum_number: _,
            id: _,
            created_at: _,
            event: _,
            actor,
            actor_id,
            app,
            app_id,
            team,
            team_id,
            account,
            account_id,
            ip_address,
            archive,
            index: _,
        } = self;
        name(actor, Kind::User, under);
        name(app, Kind::App, under);
        name(team, Kind::Team, under);
        name(account, Kind::Account, under);
        for id in [actor_id, app_id, team_id, account_id] {
            name(id, Kind::Id, under);
        }
        address(ip_address, under);
        *archive = under.file(archive);
    }
}
