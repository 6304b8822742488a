//! Months of 4,000 events that are hard on paper: names of 254 characters, lists of everything, one kind of event only.

use super::browser::{Paper, print_on};
use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::{Value, json};
use std::fmt::Write as _;

const WORDS: [&str; 7] = [
    "ledger",
    "payments",
    "reconciliation",
    "gateway",
    "settlement",
    "notification",
    "scheduler",
];

/// All that the catalogs know, and some that they do not.
const EVERYTHING: &str = "addon.attach addon.create addon.destroy addon.detach addon.update app.create app.destroy \
    app.update app_transfer.create app_transfer.update applink_app.publish applink_authorization.create \
    applink_authorization.destroy applink_connection.create applink_connection.destroy code_release.create \
    collaborator.create collaborator.destroy config_change.remove config_change.set domain.create domain.destroy \
    enterprise_account_membership.create enterprise_account_membership.destroy \
    enterprise_account_membership.update heroku_config_change.update sni_endpoint.create sni_endpoint.destroy \
    sni_endpoint.update space.create space.destroy space.update team.destroy team.update team_membership.create \
    team_membership.destroy team_membership.update trusted_ip.update log_forwarding_target.destroy \
    backup_policy_retention.update_settings dyno_scaling_threshold.replace";

/// What a month is made of.
#[derive(Clone, Copy)]
struct Month {
    types: &'static str,
    actors: usize,
    apps: usize,
    teams: usize,
    accounts: usize,
    addresses: usize,
    /// Characters of a name, and of an e-mail.
    letters: [usize; 2],
    /// Entries of the policy of each kind.
    decided: usize,
}

/// A name of so many characters that ends in a number.
fn named(n: usize, letters: usize, between: char) -> String {
    let mut name = String::new();
    let mut place = n;
    while name.len() + 20 < letters {
        name += WORDS[place % WORDS.len()];
        name.push(between);
        place += 3;
    }
    format!("{name}{n:05}")
}

impl Month {
    fn email(&self, n: usize) -> String {
        let domain = if n.is_multiple_of(3) {
            "partner.example.net"
        } else {
            "example.com"
        };
        // A local part has 64 characters at most.
        let local = named(n, self.letters[1].min(64), '.');
        let rest = self.letters[1].saturating_sub(local.len() + domain.len() + 2);
        match rest {
            0..25 => format!("{local}@{domain}"),
            _ => format!("{local}@{}.{domain}", named(n, rest, '.')),
        }
    }

    fn app(&self, n: usize) -> String {
        let end = if n.is_multiple_of(2) {
            "-production"
        } else {
            ""
        };
        named(n, self.letters[0].saturating_sub(end.len()), '-') + end
    }

    /// The entries of one archive of so many, in the order of time.
    fn archive(&self, account: usize, month: u32) -> String {
        let types: Vec<&str> = self.types.split_whitespace().collect();
        let entries = (0..4_000).filter(|n| n % self.accounts == account).map(|n| {
            // Spread without a pattern, the same each time.
            let pick = |of: usize, salt: usize| (n * 7_919 + salt * 104_729 + n * n % 977) % of;
            let minute = n * 30 * 24 * 60 / 4_000;
            let (day, hour, minute) = (minute / 1_440 + 1, minute / 60 % 24, minute % 60);
            let (kind, action) = types[pick(types.len(), 1)].split_once('.').expect("a name");
            let user = json!({"email": self.email(pick(self.actors, 2))});
            let app = pick(self.apps, 3);
            let app = json!({"id": format!("00000000-0000-4000-9000-{app:012}"), "name": self.app(app)});
            let actor = pick(self.actors, 4);
            let actor = json!({"id": format!("00000000-0000-4000-a000-{actor:012}"), "email": self.email(actor)});
            let of = format!("acme-{}", named(account, self.letters[0].min(50), '-'));
            let of = json!({"id": format!("00000000-0000-4000-b000-{account:012}"), "name": of});
            let team = named(pick(self.teams, 5), self.letters[0], '-');
            json!({
                "id": format!("00000000-0000-4000-8000-{month:02}{n:010}"),
                "created_at": format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
                "type": kind,
                "action": action,
                "actor": if n % 61 == 0 { Value::Null } else { actor },
                "app": if kind.starts_with("team") { Value::Null } else { app.clone() },
                "enterprise_account": of,
                "team": {"name": team},
                "request": {"ip_address": format!("2001:db8:{:x}:1111:2222:3333:4444:5555", pick(self.addresses, 6))},
                "data": {"user": user, "collaborator": {"user": user, "role": "administrator"}, "addon": app},
            })
        });
        json!({"entries": entries.collect::<Vec<_>>()}).to_string()
    }

    fn policy(&self) -> String {
        let mut table = "[policy]\ninternal_domains = [\"example.com\"]\nservice_accounts = [\"*0007@*\"]\n\
            protected_apps = [\"*-production\"]\nsubject = [\"/user/email\"]\nrole = [\"/collaborator/role\"]\n\
            target = [\"/addon/name\"]\n\
            working_hours = { tz = \"UTC\", days = [\"mon\"], from = \"10:00\", to = \"11:00\", holidays = [] }\n"
            .to_owned();
        let reason = "The owner of the service has reviewed this with the security officer and accepts it until the \
            platform is replaced in the third quarter; see SEC-20394 and the minutes of the committee of 2026-04-14.";
        for n in 0..self.decided {
            let [actor, owner, reviewer] = [n, n + 1, n + 2].map(|n| self.email(n % self.actors));
            let [first, second] = [n % 23 + 1, n * 7 % 23 + 1];
            write!(
                table,
                "[[policy.suppress]]\nrule = \"TP-D{first:02}\"\nactor = \"{actor}\"\nreason = \"{reason}\"\n\
                 owner = \"{owner}\"\nuntil = 2026-12-31\n[[policy.disposition]]\nrule = \"TP-D{second:02}\"\n\
                 actor = \"{actor}\"\ndisposition = \"accepted\"\nowner = \"{owner}\"\nreviewer = \"{reviewer}\"\n\
                 note = \"{reason}\"\n"
            )
            .expect("a text");
        }
        table
    }

    /// The page of the month with all that can be asked about it.
    fn page(&self) -> String {
        let folder = Folder::new();
        for (name, month) in [("before", 4), ("now", 5)] {
            for account in 0..self.accounts {
                folder.write(
                    &format!("{name}/{account}.json"),
                    self.archive(account, month),
                );
            }
        }
        let policy = folder.write("policy.toml", self.policy());
        let [before, now] = [folder.at("before"), folder.at("now")];
        let words = [
            "report",
            &now,
            "--validate",
            "-f",
            "html",
            "-q",
            "--policy",
            &policy,
        ];
        let ran = trailproof(words)
            .args(["--previous", &before, "--history", &before])
            .run();
        ran.stdout().to_owned()
    }
}

/// Sheets that a month of 4,000 events has on paper at most, whatever it is made of.
#[track_caller]
fn fits_ten_sheets(month: Month) {
    let page = month.page();
    for paper in [Paper::A4, Paper::Letter] {
        let sheets = print_on(&page, paper);
        assert!(sheets.len() <= 10, "{paper:?}: {} sheets", sheets.len());
        assert!(sheets[0].contains("Printed lists end after 10 rows or fewer"));
        let whole = sheets.concat();
        for cut in whole
            .split("first ")
            .skip(1)
            .filter(|rest| rest.contains(" of "))
        {
            let mut words = cut.split_whitespace();
            let [shown, of, all] =
                [(); 3].map(|()| words.next().unwrap_or_default().replace(',', ""));
            if let (Ok(shown), "of", Ok(all)) = (shown.parse::<u64>(), &*of, all.parse::<u64>()) {
                assert!(shown >= 1 && all > shown, "first {shown} of {all}");
            }
        }
    }
}

const MANY: Month = Month {
    types: EVERYTHING,
    actors: 4_000,
    apps: 4_000,
    teams: 4_000,
    accounts: 1,
    addresses: 4_000,
    letters: [20, 20],
    decided: 5,
};

#[test]
fn many_of_everything_fit_ten_sheets() {
    fits_ten_sheets(MANY);
}

#[test]
fn grants_alone_fit_ten_sheets() {
    fits_ten_sheets(Month {
        types: "collaborator.create team_membership.create enterprise_account_membership.create",
        decided: 25,
        ..MANY
    });
}

#[test]
fn destructions_alone_fit_ten_sheets() {
    fits_ten_sheets(Month {
        types: "app.destroy addon.destroy collaborator.destroy domain.destroy space.destroy sni_endpoint.destroy",
        actors: 300,
        letters: [60, 60],
        ..MANY
    });
}

#[test]
fn names_of_254_characters_in_twelve_accounts_fit_ten_sheets() {
    fits_ten_sheets(Month {
        accounts: 12,
        letters: [200, 254],
        decided: 25,
        ..MANY
    });
}
