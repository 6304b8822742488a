//! U, I and P: uniqueness, identity, privacy.

use super::Page;
use crate::finding::Code;

pub(super) const PAGES: [Page; 7] = [
    Page {
        code: Code::U01,
        meaning: "The same event was read before. It counts once.",
        why: "Overlapping exports make this, and it is harmless once known. Counted twice, every figure is wrong.",
        example: "a month exported on the 20th and again after its end",
        act: "Nothing for overlapping exports. Within one archive, ask how the event got in twice.",
    },
    Page {
        code: Code::U02,
        meaning: "An event has the id of an earlier one and other content. The first was accepted, this one rejected.",
        why: "One id, two stories. One of the archives was changed, or the service changed its record.",
        example: "one id, once with app.create and once with app.destroy",
        act: "Export the month again and compare all three. Do not hand over either before that is settled.",
    },
    Page {
        code: Code::U03,
        meaning: "Two events differ in nothing but their ids.",
        why: "They may be one event that was recorded twice, and then counts are too high; or two at the same millisecond.",
        example: "two config_change.set by one actor on one app in the same millisecond",
        act: "Nothing, unless there are many: then ask the service.",
    },
    Page {
        code: Code::I01,
        meaning: "The archive holds events of more than one enterprise account. One account under two names is a note.",
        why: "An archive belongs to one account. Another customer's events must not go to this customer's auditor.",
        example: "events of acme and of globex in one file",
        act: "Export each account by itself, and hand over each one's own archives only.",
    },
    Page {
        code: Code::I02,
        meaning: "One actor id has several e-mails, or (a warning) one e-mail several ids.",
        why: "A person may change an e-mail. An e-mail with several ids is another account of that person, or of a successor.",
        example: "ann@acme.example with two ids",
        act: "Ask who held the address when, and keep the answer: it decides whom the events belong to.",
    },
    Page {
        code: Code::I03,
        meaning: "One app id has several names, or (a warning) one name several ids.",
        why: "Apps are renamed. A name with several ids was taken over after an app was destroyed: its history is that of two apps.",
        example: "web, destroyed on the 3rd and created again on the 4th",
        act: "Report by id where it matters; trailproof report keeps the two apart.",
    },
    Page {
        code: Code::P01,
        meaning: "A string is shaped like a credential: a Heroku, AWS, GitHub, Slack or Stripe key, a private key, a JSON web token, or a password in a URL. Neither it nor a hash of it is repeated.",
        why: "An archive goes to third parties. A live credential in it is an incident of its own.",
        example: "postgres://user:•••@host/db in /data/config/DATABASE_URL",
        act: "Revoke the credential first, then decide with the auditor whether the archive may be handed over as it is.",
    },
];
