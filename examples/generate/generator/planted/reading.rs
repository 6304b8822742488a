//! One report: which archives it reads, how, and what it must say.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::super::calendar::Month;
use super::super::rows::time;
use super::super::subject::Subject;
use super::deed::Deed;
use super::ledger::{Act, Scope, Step, Thread};
use super::world::Kind;
use super::{Story, controls, coverage};

/// What narrows the figures of a report, and never the ledger of grants.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Narrow {
    /// Nothing.
    No,
    /// `--actor` with a pattern for service accounts.
    Services,
    /// `--app` with a pattern for protected apps.
    Protected,
    /// `--account` with the second account.
    Labs,
    /// `--event collaborator.*`.
    Collaborators,
}

/// See the module.
pub struct Reading {
    /// Positions of the archives.
    pub archives: Vec<usize>,
    /// Positions of the archives for `--history`.
    pub history: Vec<usize>,
    /// The month of `--month`.
    pub month: Option<Month>,
    /// What else narrows it.
    pub narrow: Narrow,
    /// The months that the archives are of.
    pub months: Vec<Month>,
    /// The instants that the archives lie between.
    read: std::ops::Range<i64>,
    /// Those of the period.
    window: std::ops::Range<i64>,
}

impl Reading {
    /// Readings of these months, each of which every account has an archive of.
    pub fn all(months: &[Month], archives: usize) -> Vec<Self> {
        let of_month = |place: usize| (place..archives).step_by(months.len());
        let whole = i64::MIN..i64::MAX;
        let all = |narrow| Self {
            archives: (0..archives).collect(),
            history: Vec::new(),
            month: None,
            narrow,
            months: months.to_vec(),
            read: whole.clone(),
            window: whole.clone(),
        };
        let mut readings = vec![
            all(Narrow::No),
            all(Narrow::Services),
            all(Narrow::Protected),
            all(Narrow::Labs),
            all(Narrow::Collaborators),
        ];
        for (place, month) in months.iter().enumerate() {
            let window = month.start_ms()..month.end_ms();
            // All in one call, and that month with those before it as history.
            readings.push(Self {
                month: Some(*month),
                window: window.clone(),
                ..all(Narrow::No)
            });
            readings.push(Self {
                month: Some(*month),
                window: window.clone(),
                ..all(Narrow::Services)
            });
            readings.push(Self {
                archives: of_month(place).collect(),
                history: (0..place).flat_map(of_month).collect(),
                months: vec![*month],
                read: i64::MIN..month.end_ms(),
                window,
                ..all(Narrow::No)
            });
        }
        readings
    }

    /// What the report must say, with all that is needed to ask for it.
    pub fn truth(&self, story: &Story) -> Value {
        let mut flags = Vec::new();
        let mut flag = |name: &str, value: &str| flags.extend([name.to_owned(), value.to_owned()]);
        if let Some(month) = self.month {
            flag("--month", &month.to_string());
        }
        match self.narrow {
            Narrow::No => {}
            Narrow::Services => flag("--actor", "svc-*@bots.acme.com"),
            Narrow::Protected => flag("--app", "*-production"),
            Narrow::Labs => flag("--account", "acme-labs"),
            Narrow::Collaborators => flag("--event", "collaborator.*"),
        }
        let counted: Vec<&Deed> = story
            .deeds
            .iter()
            .filter(|deed| self.counts(deed, story))
            .collect();
        let mut sections = json!({
            "access": self.access(story, &counted),
            "changes": self.changes(story, &counted),
            "register": self.register(story, &counted),
            "controls": controls::truth(&counted),
            "coverage": coverage::truth(&counted, &self.months),
        });
        // What is the same for all is told once.
        if flags.is_empty() && self.history.is_empty() {
            sections["not_evidenced"] = controls::not_evidenced().into();
        }
        json!({
            "archives": self.archives,
            "history": self.history,
            "flags": flags,
            "sections": sections,
        })
    }

    fn counts(&self, deed: &Deed, story: &Story) -> bool {
        let world = &story.world;
        let inside = self.window.contains(&deed.at) && self.read.contains(&deed.at);
        inside
            && match self.narrow {
                Narrow::No => true,
                Narrow::Services => deed.actor.is_some_and(|actor| {
                    let actor = &world.actors[actor];
                    actor.kind == Kind::Service && !actor.subject.labels[0].1.contains("heroku")
                }),
                Narrow::Protected => deed.app.is_some_and(|app| world.apps[app].protected),
                Narrow::Labs => deed.account == 1,
                Narrow::Collaborators => {
                    deed.name.kind == "collaborator" || deed.name.kind == "collaborator.app"
                }
            }
    }

    /// Label and id as the report shows them: the latest label among the events that are counted, else the latest
    /// that the ledger saw until the end of the period.
    fn shown(
        &self,
        story: &Story,
        counted: &[&Deed],
        subject: &Subject,
        has: impl Fn(&Deed) -> bool,
    ) -> [Value; 2] {
        let latest = |deeds: &mut dyn Iterator<Item = &Deed>| {
            deeds.filter(|deed| has(deed)).map(|deed| deed.at).max()
        };
        let seen = |deed: &&Deed| {
            deed.at < self.window.end && self.read.contains(&deed.at) && deed.name.access()
        };
        let at = latest(&mut counted.iter().copied())
            .or_else(|| latest(&mut story.deeds.iter().filter(seen)));
        let label = at.map(|at| subject.party(at).label);
        [json!(label), json!(subject.id)]
    }

    fn actor(&self, story: &Story, counted: &[&Deed], actor: Option<usize>) -> [Value; 2] {
        actor.map_or([Value::Null, Value::Null], |actor| {
            let subject = &story.world.actors[actor].subject;
            self.shown(story, counted, subject, |deed| deed.actor == Some(actor))
        })
    }

    fn app(&self, story: &Story, counted: &[&Deed], app: Option<usize>) -> [Value; 2] {
        app.map_or([Value::Null, Value::Null], |app| {
            let subject = &story.world.apps[app].subject;
            self.shown(story, counted, subject, |deed| deed.app == Some(app))
        })
    }

    fn scope(&self, story: &Story, counted: &[&Deed], scope: Scope) -> [Value; 2] {
        match scope {
            Scope::App(app) => self.app(story, counted, Some(app)),
            Scope::Team(team) => {
                let subject = &story.world.teams[team].subject;
                self.shown(story, counted, subject, |deed| deed.team == Some(team))
            }
            Scope::Account(account) => {
                let subject = &story.world.accounts[account];
                [json!(subject.labels[0].1), json!(subject.id)]
            }
        }
    }

    fn register(&self, story: &Story, counted: &[&Deed]) -> Value {
        let mut deeds: Vec<&Deed> = counted
            .iter()
            .copied()
            .filter(|deed| deed.name.registered)
            .collect();
        deeds.sort_by_key(|deed| (deed.at, &deed.id));
        let row = |deed: &Deed| {
            let [actor, actor_id] = self.actor(story, counted, deed.actor);
            let [app, app_id] = self.app(story, counted, deed.app);
            json!({
                "event_id": deed.id, "event": deed.name.joined(), "at": time(deed.at),
                "actor": actor, "actor_id": actor_id, "app": app, "app_id": app_id, "target": deed.target,
            })
        };
        deeds.into_iter().map(row).collect()
    }

    fn changes(&self, story: &Story, counted: &[&Deed]) -> Value {
        let changes: Vec<&Deed> = counted
            .iter()
            .copied()
            .filter(|deed| deed.name.change)
            .collect();
        let outside = |deeds: &[&Deed]| deeds.iter().filter(|deed| deed.outside()).count();
        let kind = |deed: &Deed| {
            deed.actor
                .map_or(Kind::Person, |actor| story.world.actors[actor].kind)
        };
        let of_kind =
            |deeds: &[&Deed], wanted| deeds.iter().filter(|deed| kind(deed) == wanted).count();
        let mut by_app = Vec::new();
        for place in std::iter::once(None).chain((0..story.world.apps.len()).map(Some)) {
            let deeds: Vec<&Deed> = changes
                .iter()
                .copied()
                .filter(|deed| deed.app == place)
                .collect();
            if deeds.is_empty() {
                continue;
            }
            let [app, id] = self.app(story, counted, place);
            by_app.push(json!({
                "app": app, "id": id, "protected": place.map(|app| story.world.apps[app].protected),
                "count": deeds.len(), "people": of_kind(&deeds, Kind::Person),
                "services": of_kind(&deeds, Kind::Service), "external": of_kind(&deeds, Kind::External),
                "outside_hours": outside(&deeds),
            }));
        }
        let mut by_actor = Vec::new();
        for place in std::iter::once(None).chain((0..story.world.actors.len()).map(Some)) {
            let deeds: Vec<&Deed> = changes
                .iter()
                .copied()
                .filter(|deed| deed.actor == place)
                .collect();
            let Some(first) = deeds.first() else {
                continue;
            };
            let [actor, id] = self.actor(story, counted, place);
            let kind = match kind(first) {
                Kind::Person => "person",
                Kind::Service => "service",
                Kind::External => "external",
            };
            by_actor.push(json!({
                "actor": actor, "id": id, "kind": kind, "count": deeds.len(), "outside_hours": outside(&deeds),
            }));
        }
        json!({
            "population": changes.len(), "outside_hours": outside(&changes),
            "by_app": ordered(by_app, "app"), "by_actor": ordered(by_actor, "actor"),
        })
    }

    fn access(&self, story: &Story, counted: &[&Deed]) -> Value {
        let mut rows = Vec::new();
        let mut figures = Figures::default();
        for thread in &story.threads {
            self.replay(story, counted, thread, &mut figures, &mut rows);
        }
        rows.sort_by(|(at, id, _), (other_at, other, _)| (at, id).cmp(&(other_at, other)));
        let grants: Vec<Value> = rows.into_iter().map(|(_, _, row)| row).collect();
        json!({
            "opening": figures.opening, "granted": figures.granted, "revoked": figures.revoked,
            "closing": figures.closing, "unmatched_revocations": figures.unmatched,
            "unreadable_subjects": figures.unreadable, "grants": grants,
        })
    }

    /// Lives a thread again, as far as the archives tell it.
    fn replay(
        &self,
        story: &Story,
        counted: &[&Deed],
        thread: &Thread,
        figures: &mut Figures,
        rows: &mut Vec<(i64, String, Value)>,
    ) {
        let inside = |step: &Step| self.window.contains(&story.deeds[step.deed].at);
        // The step that granted, the role now, the step that ended it.
        let mut grants: Vec<(&Step, Option<&str>, Option<&Step>)> = Vec::new();
        let mut open: VecDeque<usize> = VecDeque::new();
        let mut loose = Vec::new();
        let seen = thread.steps.iter().filter(|step| {
            let at = story.deeds[step.deed].at;
            self.read.contains(&at) && at < self.window.end
        });
        for step in seen {
            match step.act {
                Act::Grant => {
                    open.push_back(grants.len());
                    grants.push((step, step.role.as_deref(), None));
                }
                Act::Revoke => match open.pop_front() {
                    Some(grant) => grants[grant].2 = Some(step),
                    None if inside(step) => loose.push(step),
                    None => {}
                },
                Act::Update => {
                    if let Some(role) = step.role.as_deref() {
                        open.iter().for_each(|grant| grants[*grant].1 = Some(role));
                    }
                }
            }
        }
        for (step, role, end) in grants {
            if !inside(step) && end.is_some_and(|end| !inside(end)) {
                continue;
            }
            *(if inside(step) {
                &mut figures.granted
            } else {
                &mut figures.opening
            }) += 1;
            figures.unreadable += u64::from(inside(step) && step.text.is_none());
            *(if end.is_some() {
                &mut figures.revoked
            } else {
                &mut figures.closing
            }) += 1;
            rows.push(self.row(story, counted, thread, (Some(step), end), role));
        }
        for step in loose {
            figures.unmatched += 1;
            rows.push(self.row(
                story,
                counted,
                thread,
                (None, Some(step)),
                step.role.as_deref(),
            ));
        }
    }

    fn row(
        &self,
        story: &Story,
        counted: &[&Deed],
        thread: &Thread,
        (grant, end): (Option<&Step>, Option<&Step>),
        role: Option<&str>,
    ) -> (i64, String, Value) {
        let deed = |step: Option<&Step>| step.map(|step| &story.deeds[step.deed]);
        let at = |step| deed(step).map(|deed| time(deed.at));
        let id = |step| deed(step).map(|deed| deed.id.as_str());
        let by = |step| self.actor(story, counted, deed(step).and_then(|deed| deed.actor));
        let [scope, scope_id] = self.scope(story, counted, thread.scope);
        let ([granted_by, granted_by_id], [revoked_by, revoked_by_id]) = (by(grant), by(end));
        let guest = thread.guest.map(|guest| &story.world.guests[guest]);
        let granter = deed(grant).and_then(|deed| deed.actor);
        let itself = guest.and_then(|guest| granter.map(|granter| guest.actor == Some(granter)));
        let row = json!({
            "scope": scope, "scope_id": scope_id, "scope_kind": thread.scope.kind(),
            "subject": grant.or(end).and_then(|step| step.text.as_deref()), "role": role,
            "granted_by": granted_by, "granted_by_id": granted_by_id, "granted_at": at(grant), "granted_event": id(grant),
            "revoked_by": revoked_by, "revoked_by_id": revoked_by_id, "revoked_at": at(end), "revoked_event": id(end),
            "open": grant.is_some() && end.is_none(), "external": guest.and_then(|guest| guest.external),
            "self_granted": itself,
        });
        let first = deed(grant.or(end));
        let (at, id) = first.map_or((0, String::new()), |deed| (deed.at, deed.id.clone()));
        (at, id, row)
    }
}

/// The balance.
#[derive(Default)]
struct Figures {
    opening: u64,
    granted: u64,
    revoked: u64,
    closing: u64,
    unmatched: u64,
    unreadable: u64,
}

/// Rows by count descending, then label, then id.
fn ordered(mut rows: Vec<Value>, label: &str) -> Vec<Value> {
    let text = |row: &Value, member: &str| row[member].as_str().map(str::to_owned);
    rows.sort_by_key(|row| {
        let count = row["count"].as_u64().unwrap_or_default();
        (std::cmp::Reverse(count), text(row, label), text(row, "id"))
    });
    rows
}
