//! S: shape and fields.

use super::Page;
use crate::finding::Code;

pub(super) const PAGES: [Page; 12] = [
    Page {
        code: Code::S01,
        meaning: "The document is neither an object with an array `entries`, nor an array, nor one event a line.",
        why: "It is not an audit-trail archive, or no longer one. An error page saved under the archive's name is typical.",
        example: "{\"error\":\"unauthorized\"}",
        act: "Look at the first lines of the file and export the archive again.",
    },
    Page {
        code: Code::S02,
        meaning: "An entry is not an object.",
        why: "It cannot be an event, so it counts as rejected and the number of records no longer equals the number of events.",
        example: "[ {…}, null, {…} ]",
        act: "Export the archive again. If it comes like that from the service, report it there.",
    },
    Page {
        code: Code::S03,
        meaning: "`id`, `created_at`, `type` or `action` is missing, null or not a string.",
        why: "Without them nobody can say which event it was, when, or what happened, so it is rejected as evidence.",
        example: "{\"id\":\"…\",\"type\":\"addon\",\"action\":\"attach\"} without created_at",
        act: "Export the archive again. What is left counts as rejected; be ready to account for it.",
    },
    Page {
        code: Code::S04,
        meaning: "There is no actor, or one with neither an id nor an e-mail.",
        why: "An audit trail answers who did what. This event says only what.",
        example: "\"actor\":null",
        act: "Ask the service who caused the event, and file the answer with the archive.",
    },
    Page {
        code: Code::S05,
        meaning: "The event has a member that the service's schema does not have. It was kept.",
        why: "The schema may have grown, or somebody added to the archive.",
        example: "\"reviewed_by\":\"ann\" beside \"action\"",
        act: "Find out since when the member comes. If nobody at your side added it, there is nothing to do.",
    },
    Page {
        code: Code::S06,
        meaning: "An `id` is not a UUID. Inside `data`, whose shape is undocumented, it is only a note.",
        why: "Ids tie events to people and apps across months. A made-up or cut one ties to nothing.",
        example: "\"actor\":{\"id\":\"42\",\"email\":\"ann@acme.example\"}",
        act: "Export the archive again. If it comes like that from the service, report it there.",
    },
    Page {
        code: Code::S07,
        meaning: "`created_at` is not an RFC 3339 date-time with an offset. A leap second is, but few readers take it: a warning.",
        why: "A time without an offset can be any of 24 hours, and an event without a time cannot be placed in a month.",
        example: "\"created_at\":\"2018-05-03 12:00:00\"",
        act: "Export the archive again instead of passing it through a spreadsheet or a database.",
    },
    Page {
        code: Code::S08,
        meaning: "An `email` is not an e-mail address.",
        why: "The e-mail is how people recognise the actor. The id still identifies him.",
        example: "\"email\":\"ann at acme\"",
        act: "Look the id up in the members of the account and note whom it means.",
    },
    Page {
        code: Code::S09,
        meaning: "`ip_address` is neither an IPv4 nor an IPv6 address. A valid IPv6 or private address is a note.",
        why: "The address says where a request came from. A private one says so for somebody else's network.",
        example: "\"ip_address\":\"10.0.0.7\"",
        act: "For a malformed address export again. For a private one find out which proxy or private space it belongs to.",
    },
    Page {
        code: Code::S10,
        meaning: "The catalog does not have the event. Where a later built-in catalog has it, this is a note that names it.",
        why: "A reviewer works from a list of known events. What is not on it is easily passed over.",
        example: "applink_connection.create under catalog 2019-09",
        act: "Validate with a later --catalog, or review these events by hand and say so.",
    },
    Page {
        code: Code::S11,
        meaning: "`data` is there and is not an object.",
        why: "What the event says about itself cannot be read the usual way.",
        example: "\"data\":\"{\\\"app\\\":\\\"web\\\"}\"",
        act: "Export the archive again; a program that encoded the data twice is the usual cause.",
    },
    Page {
        code: Code::S12,
        meaning: "A member that the schema knows is of another JSON type.",
        why: "Readers either fail or take the member for missing, and then actor, app or team are not in their reports.",
        example: "\"app\":\"web\" instead of \"app\":{\"id\":\"…\",\"name\":\"web\"}",
        act: "Export the archive again instead of handing over a converted one.",
    },
];
