//! Rows in their promised order.

use crate::aggregate::{EventLine, IpLine, PartyLine, PartySummary};
use crate::catalog::{Catalogs, Category};
use crate::view::report::{AccountRow, ActorRow, AppRow, EventRow, IpRow, TeamRow};
use std::cmp::Reverse;
use std::sync::Arc;

fn text(text: Option<Arc<str>>) -> Option<String> {
    text.map(|text| text.to_string())
}

fn texts(texts: Vec<Arc<str>>) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

pub(super) fn events(mut lines: Vec<EventLine>, catalogs: &Catalogs) -> Vec<EventRow> {
    lines.sort_by(|a, b| (Reverse(a.tally.count), &a.name).cmp(&(Reverse(b.tally.count), &b.name)));
    let row = |line: EventLine| EventRow {
        supported: line.unsupported(catalogs) == 0,
        category: Category::of(&line.name).as_str(),
        count: line.tally.count,
        first_at: line.tally.first.to_string(),
        last_at: line.tally.last.to_string(),
        event: line.name,
    };
    lines.into_iter().map(row).collect()
}

/// With the identity of each, for what else was counted of it.
pub(super) fn actors(mut lines: Vec<PartySummary>) -> (Vec<ActorRow>, Vec<u32>) {
    lines.sort_by(|a, b| a.line.by_weight(&b.line));
    let row = |PartySummary {
                   line,
                   partners,
                   event_types,
                   addresses,
               }| {
        let identity = line.identity;
        let row = ActorRow {
            actor: text(line.label),
            id: text(line.id),
            also_known_as: texts(line.also_known_as),
            count: line.tally.count,
            apps: partners,
            event_types,
            ip_addresses: addresses,
            first_at: line.tally.first.to_string(),
            last_at: line.tally.last.to_string(),
        };
        (row, identity)
    };
    lines.into_iter().map(row).unzip()
}

pub(super) fn apps(mut lines: Vec<PartySummary>) -> Vec<AppRow> {
    lines.sort_by(|a, b| a.line.by_weight(&b.line));
    let row = |PartySummary {
                   line,
                   partners,
                   event_types,
                   ..
               }| AppRow {
        app: text(line.label),
        id: text(line.id),
        also_known_as: texts(line.also_known_as),
        count: line.tally.count,
        actors: partners,
        event_types,
        first_at: line.tally.first.to_string(),
        last_at: line.tally.last.to_string(),
    };
    lines.into_iter().map(row).collect()
}

pub(super) fn teams(mut lines: Vec<PartyLine>) -> Vec<TeamRow> {
    lines.sort_by(PartyLine::by_weight);
    let row = |line: PartyLine| TeamRow {
        team: text(line.label),
        id: text(line.id),
        count: line.tally.count,
        first_at: line.tally.first.to_string(),
        last_at: line.tally.last.to_string(),
    };
    lines.into_iter().map(row).collect()
}

pub(super) fn accounts(mut lines: Vec<PartyLine>) -> Vec<AccountRow> {
    lines.sort_by(PartyLine::by_weight);
    let row = |line: PartyLine| AccountRow {
        account: text(line.label),
        id: text(line.id),
        also_known_as: texts(line.also_known_as),
        count: line.tally.count,
        first_at: line.tally.first.to_string(),
        last_at: line.tally.last.to_string(),
    };
    lines.into_iter().map(row).collect()
}

pub(super) fn addresses(mut lines: Vec<IpLine>) -> Vec<IpRow> {
    lines.sort_by(|a, b| {
        (Reverse(a.tally.count), &a.address).cmp(&(Reverse(b.tally.count), &b.address))
    });
    let row = |line: IpLine| IpRow {
        ip: text(line.address),
        count: line.tally.count,
        actors: line.actors,
        first_at: line.tally.first.to_string(),
        last_at: line.tally.last.to_string(),
    };
    lines.into_iter().map(row).collect()
}
