//! A sample as the table that an auditor fills in, and what comes of it.

use super::{Table, or_empty};
use crate::render::RenderError;
use crate::view::evaluation::{EvaluationView, FiguresView, PlanView};
use crate::view::sample::SampleView;

/// Columns of the table. Those for the auditor are empty; what follows them is the same in every row of a sample or of a
/// stratum, and tells an evaluation that the rows are those that were drawn.
pub(in crate::render) const SAMPLE: [&str; 26] = [
    "order",
    "stratum",
    "rank",
    "id",
    "created_at",
    "event",
    "actor",
    "actor_id",
    "app",
    "app_id",
    "team",
    "account",
    "ip_address",
    "archive",
    "index",
    "result",
    "reviewer",
    "note",
    "seed",
    "size",
    "extension",
    "stratum_number",
    "stratum_events",
    "population",
    "population_sha256",
    "sample_sha256",
];

/// One row an item.
pub(in crate::render) fn rows(view: &SampleView) -> impl Iterator<Item = [String; SAMPLE.len()]> {
    let extension = view.items.len() as u64 - view.size;
    view.items.iter().map(move |item| {
        let stratum = view.stratum_of(item);
        let text = |text: &Option<String>| or_empty(text).to_owned();
        [
            item.order.to_string(),
            match &item.stratum {
                None if stratum.is_some() => "none".to_owned(),
                label => text(label),
            },
            item.rank.clone(),
            item.id.to_string(),
            item.created_at.to_string(),
            item.event.clone(),
            text(&item.actor),
            text(&item.actor_id),
            text(&item.app),
            text(&item.app_id),
            text(&item.team),
            text(&item.account),
            text(&item.ip_address),
            item.archive.clone(),
            item.index.to_string(),
            String::new(),
            String::new(),
            String::new(),
            text(&view.seed),
            view.size.to_string(),
            extension.to_string(),
            item.stratum_number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            stratum
                .map(|stratum| stratum.events.to_string())
                .unwrap_or_default(),
            view.population.count.to_string(),
            view.population.sha256.clone(),
            view.sha256.clone(),
        ]
    })
}

pub(in crate::render) fn sample(
    view: &SampleView,
    table: &mut Table<'_>,
) -> Result<(), RenderError> {
    let under = view.pseudonyms.as_ref();
    let (head, key) = under.map(|under| ("pseudonyms", &*under.key_id)).unzip();
    table.row(SAMPLE.into_iter().chain(head))?;
    for row in rows(view) {
        table.row(row.iter().map(String::as_str).chain(key))?;
    }
    Ok(())
}

pub(in crate::render) fn plan(view: &PlanView, table: &mut Table<'_>) -> Result<(), RenderError> {
    table.row([
        "confidence",
        "tolerable",
        "expected",
        "population",
        "method",
        "size",
        "risk",
    ])?;
    table.row([
        &*view.confidence.to_string(),
        &view.tolerable.to_string(),
        &view.expected.to_string(),
        &view
            .population
            .map(|all| all.to_string())
            .unwrap_or_default(),
        view.method(),
        &view.size.to_string(),
        &view.risk.to_string(),
    ])
}

/// One row for all items, then one a stratum.
pub(in crate::render) fn evaluation(
    view: &EvaluationView,
    table: &mut Table<'_>,
) -> Result<(), RenderError> {
    table.row([
        "scope",
        "stratum",
        "events",
        "items",
        "void",
        "deviations",
        "rate",
        "upper_limit",
        "confidence",
    ])?;
    let all = ("all", "", view.sample.population, &view.figures);
    let strata = view.strata.iter().map(|stratum| {
        let label = stratum.stratum.as_deref().unwrap_or("none");
        ("stratum", label, stratum.events, &stratum.figures)
    });
    for (scope, label, events, figures) in std::iter::once(all).chain(strata) {
        let FiguresView {
            items,
            void,
            deviations,
            rate,
            upper_limit,
        } = figures;
        let part = |part: &Option<f64>| part.map(|part| part.to_string()).unwrap_or_default();
        table.row([
            scope,
            label,
            &events.to_string(),
            &items.to_string(),
            &void.to_string(),
            &deviations.to_string(),
            &part(rate),
            &part(upper_limit),
            &view.confidence.to_string(),
        ])?;
    }
    Ok(())
}
