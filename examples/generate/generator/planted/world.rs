//! Who and what there is.

use fastrand::Rng;

use super::super::calendar::Month;
use super::super::json::new_uuid;
use super::super::subject::Subject;

/// What an actor is to the policy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of the own people, or unknown.
    Person,
    /// An account that is no person's.
    Service,
    /// Somebody of another domain.
    External,
}

/// Somebody who acts.
pub struct Actor {
    /// Id and e-mails.
    pub subject: Subject,
    /// What the policy makes of it.
    pub kind: Kind,
}

/// Somebody to whom access is given.
pub struct Guest {
    /// Ways in which `data` has it; all of them mean the same.
    pub spellings: Vec<String>,
    /// The actor that it is, if it ever acts.
    pub actor: Option<usize>,
    /// Whether it is of another domain; nothing where that cannot be told.
    pub external: Option<bool>,
}

/// An app.
pub struct App {
    /// Id and names.
    pub subject: Subject,
    /// Position of its account.
    pub account: usize,
    /// Position of its team.
    pub team: Option<usize>,
    /// Whether the policy protects it.
    pub protected: bool,
}

/// A team.
pub struct Team {
    /// Id and names.
    pub subject: Subject,
    /// Position of its account.
    pub account: usize,
}

/// Everybody and everything.
pub struct World {
    /// The months that have archives.
    pub months: Vec<Month>,
    /// Accounts; names never change.
    pub accounts: Vec<Subject>,
    /// Who acts.
    pub actors: Vec<Actor>,
    /// Who gets access.
    pub guests: Vec<Guest>,
    /// Apps of both accounts.
    pub apps: Vec<App>,
    /// Teams of both accounts.
    pub teams: Vec<Team>,
}

const PEOPLE: [&str; 8] = ["ann", "bo", "chen", "dana", "eli", "fay", "gus", "o'hara"];
const SERVICES: [&str; 3] = [
    "svc-deploy@bots.acme.com",
    "svc-ci@bots.acme.com",
    "postgresql@addons.heroku.com",
];
/// Of another domain: below one of the own, around it, beside it, and elsewhere. A service account's name does not
/// make one of another domain a service.
const OUTSIDERS: [&str; 4] = [
    "eve@evil.example",
    "mallory@dev.acme.com",
    "svc-deploy@notacme.com",
    "trent@acme.com.evil.example",
];
const APPS: [&str; 5] = [
    "shop-production",
    "shop-staging",
    "ledger-production",
    "production-tools",
    "日本-production",
];

impl World {
    /// The world of these months. People, apps and teams that are renamed are so in the middle of a month.
    pub fn new(months: &[Month], rng: &mut Rng) -> Self {
        let mut world = Self {
            months: months.to_vec(),
            accounts: Vec::new(),
            actors: Vec::new(),
            guests: Vec::new(),
            apps: Vec::new(),
            teams: Vec::new(),
        };
        for name in ["acme-corp", "acme-labs"] {
            let id = Some(new_uuid(rng));
            world.accounts.push(Subject::new(id, name.to_owned()));
        }
        world.add_people(rng);
        world.add_outsiders(rng);
        for account in 0..world.accounts.len() {
            for name in ["payments", "Zürich <core>"] {
                let subject = world.renamed(name, &format!("{name} 2"), rng);
                world.teams.push(Team { subject, account });
            }
            for name in APPS {
                let subject = world.renamed(name, &format!("new-{name}"), rng);
                let team = account * 2 + rng.usize(0..2);
                world.apps.push(App {
                    subject,
                    account,
                    team: rng.bool().then_some(team),
                    protected: name.ends_with("-production"),
                });
            }
        }
        world
    }

    /// A time in the middle of one of the months.
    pub fn midway(&self, rng: &mut Rng) -> i64 {
        let month = self.months[rng.usize(0..self.months.len())];
        let third = (month.end_ms() - month.start_ms()) / 3;
        rng.i64(month.start_ms() + third..month.end_ms() - third)
    }

    /// Something that bears one name, and another one later, or not.
    fn renamed(&self, name: &str, later: &str, rng: &mut Rng) -> Subject {
        let mut subject = Subject::new(Some(new_uuid(rng)), name.to_owned());
        if rng.u32(0..3) == 0 {
            subject.labels.push((self.midway(rng), later.to_owned()));
        }
        subject
    }

    fn add_people(&mut self, rng: &mut Rng) {
        for (place, name) in PEOPLE.iter().enumerate() {
            let mail = format!("{name}@acme.com");
            let later = format!("{name}.married@acme.com");
            let subject = match place {
                // Known by the e-mail alone.
                0 => Subject::new(None, mail.clone()),
                1 | 2 => {
                    let mut subject = Subject::new(Some(new_uuid(rng)), mail.clone());
                    subject.labels.push((self.midway(rng), later));
                    subject
                }
                _ => Subject::new(Some(new_uuid(rng)), mail.clone()),
            };
            let mut spellings: Vec<_> = subject
                .labels
                .iter()
                .map(|(_, label)| label.clone())
                .collect();
            spellings.push(mail.to_ascii_uppercase());
            self.act(subject, Kind::Person, spellings, Some(false));
        }
        // One domain in two spellings: what the policy names in Unicode, the archive has in ASCII.
        let mail = "zoë@xn--bcher-kva.example".to_owned();
        let subject = Subject::new(Some(new_uuid(rng)), mail.clone());
        self.act(subject, Kind::Person, vec![mail], Some(false));
        for mail in SERVICES {
            let subject = Subject::new(Some(new_uuid(rng)), mail.to_owned());
            let external = mail.ends_with("heroku.com");
            self.act(
                subject,
                Kind::Service,
                vec![mail.to_owned()],
                Some(external),
            );
        }
    }

    fn add_outsiders(&mut self, rng: &mut Rng) {
        for mail in OUTSIDERS {
            let subject = Subject::new(Some(new_uuid(rng)), mail.to_owned());
            self.act(subject, Kind::External, vec![mail.to_owned()], Some(true));
        }
        for (mail, external) in [
            ("quiet@BOTS.acme.com", Some(false)),
            ("read@BÜCHER.example", Some(false)),
            ("sub@shop.bücher.example", Some(true)),
            ("near@xn--bcher-kvb.example", Some(true)),
            ("two@at@acme.com", Some(false)),
            ("=cmd|' /C calc'!A0@evil.example", Some(true)),
            ("\u{202e}moc.emca@ann\u{1b}[31m", Some(true)),
            ("legacy-user", None),
        ] {
            self.guests.push(Guest {
                spellings: vec![mail.to_owned(), mail.to_ascii_lowercase()],
                actor: None,
                external,
            });
        }
    }

    fn act(
        &mut self,
        subject: Subject,
        kind: Kind,
        spellings: Vec<String>,
        external: Option<bool>,
    ) {
        self.guests.push(Guest {
            spellings,
            actor: Some(self.actors.len()),
            external,
        });
        self.actors.push(Actor { subject, kind });
    }
}
