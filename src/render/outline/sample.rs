//! An auditor's sample: what was drawn, how large it has to be, what its results come to.

use super::headline;
use crate::render::document::{
    Block, Cell, Column, Document, Label, Look, Mood, Notice, Phrase, Section, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::evaluation::{EvaluationView, FiguresView, PlanView};
use crate::view::sample::{ItemRow, SampleView};

/// The sample and its population.
pub(in crate::render) fn sample(view: &SampleView) -> Document {
    let population = &view.population;
    let mut facts = vec![
        ("Period", headline::period(&population.period)),
        ("Population", events(population.count)),
        ("Digest", Phrase::ours("SHA-256 ").quote(&population.sha256)),
    ];
    facts.extend(headline::filters(&population.filters));
    if let Some(seed) = &view.seed {
        facts.push(("Seed", Phrase::given(seed)));
        facts.push(("Sample", drawn(view)));
        facts.push(("Digest", Phrase::ours("SHA-256 ").quote(&view.sha256)));
    }
    let what = match view.seed {
        Some(_) => "Sample of the audit trail",
        None => "Population of the audit trail",
    };
    let mut sections: Vec<Section> = strata(view).into_iter().collect();
    for (extension, title) in [(false, "Sample"), (true, "Extension")] {
        let items = view.items.iter().filter(|item| item.extension == extension);
        let items: Vec<&ItemRow> = items.collect();
        if !items.is_empty() {
            sections.push(listed(view, title, &items));
        }
    }
    Document {
        title: headline::titled(what, &view.archives),
        missing: headline::missing(&view.incomplete),
        opening: [
            Block::Facts(facts),
            Block::Ledger("Ledger", view.ledger),
            Block::Notices(notices(view)),
        ]
        .into_iter()
        .chain(headline::pseudonyms(view.pseudonyms.as_ref()))
        .collect(),
        sections,
        made_by: headline::made_by(&view.tool, view.generated_at.as_deref()),
        ..Document::default()
    }
}

fn events(count: u64) -> Phrase {
    counted(count, "event", "events").into()
}

fn drawn(view: &SampleView) -> Phrase {
    let items = counted(view.size, "item", "items");
    let by = view.stratify.unwrap_or_default();
    let mut phrase = Phrase::ours(match (view.per, view.stratify) {
        (Some(each), _) => format!("{items}, {} of each {by}", thousands(each)),
        (None, Some(by)) => format!("{items}, in proportion to the events of each {by}"),
        (None, None) => match view.size {
            1 => format!("{items}, the one with the lowest rank"),
            _ => format!("{items}, those with the lowest ranks"),
        },
    });
    let extension = view.items.len() as u64 - view.size;
    if extension > 0 {
        phrase = phrase.say(format!("; {} more as an extension", thousands(extension)));
    }
    phrase
}

fn notices(view: &SampleView) -> Vec<Notice> {
    let mut notices: Vec<Notice> = view
        .filters_unmatched
        .iter()
        .map(|value| Notice::new(Mood::Warning, headline::unmatched(value)))
        .collect();
    if let Some(asked) = view.asked.filter(|asked| *asked > view.population.count) {
        let text = format!(
            "The population has fewer events than the {} requested, so the sample contains all of them.",
            thousands(asked)
        );
        notices.push(Notice::new(Mood::Warning, text));
    }
    let without = view
        .strata
        .iter()
        .filter(|stratum| stratum.size == 0)
        .count() as u64;
    if without > 0 && view.seed.is_some() {
        let strata = counted(without, "stratum has", "strata have");
        let text = format!(
            "{strata} no item, because a proportional share of the sample would be less than one; --per draws from each stratum."
        );
        notices.push(Notice::new(Mood::Warning, text));
    }
    notices
}

fn strata(view: &SampleView) -> Option<Section> {
    let by = view.stratify?;
    let columns = [
        Column::number("No."),
        Column::name("Stratum"),
        Column::number("Events"),
        Column::number("Items"),
        Column::number("Extension"),
    ];
    let rows = (1..).zip(&view.strata).map(|(number, stratum)| {
        vec![
            Cell::count(number),
            Label::of(
                stratum.stratum.as_deref(),
                stratum.id.as_deref(),
                absent(by),
            )
            .into(),
            Cell::count(stratum.events),
            match &view.seed {
                Some(_) => Cell::count(stratum.size),
                None => Cell::Empty,
            },
            match stratum.extension {
                0 => Cell::Empty,
                more => Cell::count(more),
            },
        ]
    });
    let extent = counted(view.strata.len() as u64, "stratum", "strata");
    let table = Table::new(columns, rows)
        .look(Look::Rows)
        .without_empty_columns();
    Some(Section::new("strata", "Strata").extent(extent).with(table))
}

fn absent(by: &str) -> &'static str {
    match by {
        "actor" => "no actor",
        "app" => "no app",
        _ => "none",
    }
}

fn listed(view: &SampleView, title: &'static str, items: &[&ItemRow]) -> Section {
    let columns = [
        Column::number("No."),
        Column::number("Stratum"),
        Column::time("Time").always(),
        Column::name("Event"),
        Column::name("Actor"),
        Column::name("App"),
        Column::name("").below(),
        Column::name("").below(),
        Column::name("").below(),
    ];
    let rows = items.iter().map(|item| {
        let place = Phrase::ours(format!("record {} of ", item.index)).quote(&item.archive);
        vec![
            Cell::count(item.order),
            match item.stratum_number.filter(|_| view.stratify.is_some()) {
                Some(number) => Cell::count(number),
                None => Cell::Empty,
            },
            Cell::time(&item.created_at.to_string()),
            Label::of(Some(&item.event), None, "").into(),
            Label::of(item.actor.as_deref(), item.actor_id.as_deref(), "no actor").into(),
            Label::of(item.app.as_deref(), item.app_id.as_deref(), "no app").into(),
            Cell::words(Phrase::ours("id ").quote(&item.id.to_string())),
            Cell::words(Phrase::ours("rank ").quote(&item.rank)),
            Cell::words(place),
        ]
    });
    let extent = counted(items.len() as u64, "event", "events");
    let table = Table::new(columns, rows)
        .look(Look::Rows)
        .without_empty_columns();
    let id = title.to_ascii_lowercase();
    Section::new(&*id, title).extent(extent).with(table)
}

/// How large a sample has to be.
pub(in crate::render) fn plan(view: &PlanView) -> Document {
    let expected = counted(view.expected, "deviation", "deviations");
    let facts = vec![
        ("Confidence", Phrase::ours(percent(view.confidence))),
        ("Tolerable rate", Phrase::ours(percent(view.tolerable))),
        ("Expected", Phrase::ours(expected.clone())),
        (
            "Population",
            match view.population {
                Some(all) => events(all),
                None => Phrase::ours("not stated, taken as large"),
            },
        ),
        ("Distribution", Phrase::ours(view.method())),
        ("Sample size", events(view.size)),
    ];
    let text = format!(
        "If the sample of {} has at most {expected}, the conclusion is that the rate in the population is below {}, at a confidence level of {}.",
        counted(view.size, "event", "events"),
        percent(view.tolerable),
        percent(view.confidence)
    );
    Document {
        title: "Size of a sample".into(),
        opening: vec![
            Block::Facts(facts),
            Block::Notices(vec![Notice::new(Mood::Plain, text)]),
        ],
        made_by: headline::made_by(&view.tool, None),
        ..Document::default()
    }
}

/// What results come to.
pub(in crate::render) fn evaluation(view: &EvaluationView) -> Document {
    let sample = &view.sample;
    let figures = &view.figures;
    let mut facts = vec![
        ("File", Phrase::given(&view.file)),
        ("Digest", Phrase::ours("SHA-256 ").quote(&view.file_sha256)),
        (
            "Population",
            events(sample.population)
                .say(", SHA-256 ")
                .quote(&sample.population_sha256),
        ),
        ("Seed", Phrase::given(&sample.seed)),
        (
            "Sample",
            Phrase::ours(counted(sample.size, "item", "items"))
                .say(", SHA-256 ")
                .quote(&sample.sha256),
        ),
        (
            "Tested",
            Phrase::ours(counted(figures.items, "item", "items")),
        ),
    ];
    if figures.void > 0 {
        facts.push(("Void", Phrase::ours(counted(figures.void, "item", "items"))));
    }
    facts.extend([
        ("Deviations", Phrase::ours(thousands(figures.deviations))),
        ("Rate", Phrase::ours(part(figures.rate))),
        (
            "Upper limit",
            Phrase::ours(match figures.upper_limit {
                None => "none: no item was tested".to_owned(),
                limit => format!(
                    "{} at a confidence level of {}",
                    part(limit),
                    percent(view.confidence)
                ),
            }),
        ),
    ]);
    let mut sections: Vec<Section> = figures_of_strata(view).into_iter().collect();
    sections.extend(deviating(view));
    Document {
        title: "Evaluation of a sample".into(),
        opening: vec![Block::Facts(facts), Block::Notices(conclusions(view))],
        sections,
        made_by: headline::made_by(&view.tool, None),
        ..Document::default()
    }
}

fn conclusions(view: &EvaluationView) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let (Some(within), Some(tolerable)) = (view.within(), view.tolerable) {
        let (mood, is) = match within {
            true => (Mood::Good, "is not above"),
            false => (Mood::Warning, "is above"),
        };
        let text = format!(
            "The upper limit {is} the tolerable rate of {}.",
            percent(tolerable)
        );
        notices.push(Notice::new(mood, text));
    }
    if !view.proportional {
        let text = "The strata are not represented in proportion to their events, so the overall \
                    rate is not that of the population: use the rates of the strata.";
        notices.push(Notice::new(Mood::Warning, text));
    }
    if view.figures.items < view.sample.size {
        let lacking = view.sample.size - view.figures.items;
        let text = format!(
            "{} void and not replaced; --extend draws replacements.",
            counted(lacking, "item is", "items are")
        );
        notices.push(Notice::new(Mood::Warning, text));
    }
    notices
}

fn figures_of_strata(view: &EvaluationView) -> Option<Section> {
    let columns = [
        Column::name("Stratum"),
        Column::number("Events"),
        Column::number("Tested"),
        Column::number("Void"),
        Column::number("Deviations"),
        Column::number("Rate"),
        Column::number("Upper limit"),
    ];
    let number = |rate: Option<f64>| Cell::number(part(rate), rate);
    let rows = view.strata.iter().map(|stratum| {
        let FiguresView {
            items,
            void,
            deviations,
            rate,
            upper_limit,
        } = stratum.figures;
        vec![
            Label::of(stratum.stratum.as_deref(), None, "none").into(),
            Cell::count(stratum.events),
            Cell::count(items),
            Cell::count(void),
            Cell::count(deviations),
            number(rate),
            number(upper_limit),
        ]
    });
    let extent = counted(view.strata.len() as u64, "stratum", "strata");
    let table = Table::new(columns, rows).look(Look::Rows);
    (!view.strata.is_empty()).then(|| Section::new("strata", "Strata").extent(extent).with(table))
}

fn deviating(view: &EvaluationView) -> Option<Section> {
    let columns = [
        Column::number("No."),
        Column::number("Line"),
        Column::name("Event"),
        Column::name("Reviewer"),
        Column::prose("Note"),
        Column::name("").below(),
    ];
    let text =
        |text: &Option<String>| Cell::words(Phrase::default().quote_all(text.as_deref(), ""));
    let rows = view.deviating.iter().map(|row| {
        vec![
            Cell::count(row.order),
            Cell::count(row.line),
            Label::of(row.event.as_deref(), None, "not stated").into(),
            text(&row.reviewer),
            text(&row.note),
            Cell::words(Phrase::ours("id ").quote(&row.id)),
        ]
    });
    let extent = counted(view.deviating.len() as u64, "item", "items");
    let table = Table::new(columns, rows)
        .look(Look::Rows)
        .without_empty_columns();
    let section = Section::new("deviations", "Deviations").extent(extent);
    (!view.deviating.is_empty()).then(|| section.with(table))
}

/// A percentage as it was given.
fn percent(percent: f64) -> String {
    format!("{percent}%")
}

/// A part of 1 in per cent.
fn part(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{:.2}%", rate * 100.0))
}
