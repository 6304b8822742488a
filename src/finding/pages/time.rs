//! T: time and coverage.

use super::Page;
use crate::finding::Code;

pub(super) const PAGES: [Page; 8] = [
    Page {
        code: Code::T01,
        meaning: "An event lies outside the month of the archive, in UTC. The month is the listing's, else that of the file's name, else that of most events.",
        why: "An archive of a month holds that month. A foreign event was added, or the file is named wrongly.",
        example: "2018-06-01T00:30:00Z in the archive of 2018-05",
        act: "Check the name of the file first. If that is right, export the month again and compare.",
    },
    Page {
        code: Code::T02,
        meaning: "An event is later than the moment of the export.",
        why: "It cannot have been in the archive when the service made it.",
        example: "an event of 2018-06-02 in an archive that was listed on 2018-06-01",
        act: "Check --as-of, or fetch the listing again. If both are right, treat the archive as edited.",
    },
    Page {
        code: Code::T03,
        meaning: "The archive was exported before its month was over, so it ends at midnight UTC of that day.",
        why: "The rest of the month is missing. For a running month that is normal, for evidence of a whole month it is not.",
        example: "2018-05, exported on 2018-05-20",
        act: "Export the month again once it is over; --final makes this an error.",
    },
    Page {
        code: Code::T04,
        meaning: "Events are not in chronological order, which is normal for this service.",
        why: "Readers that expect order, or that look at the first and the last event only, go wrong.",
        example: "12:00:07 before 12:00:05",
        act: "Nothing, unless a tool needs order: trailproof export sorts.",
    },
    Page {
        code: Code::T05,
        meaning: "A day has no event although that weekday usually has at least ten.",
        why: "Silence where there is usually work: events may have been lost, or taken out.",
        example: "no event on Tuesday 2018-05-15; the median of 5 Tuesdays is 412",
        act: "Find out what happened that day: a holiday, an outage, or a gap in the export. Export again and compare.",
    },
    Page {
        code: Code::T06,
        meaning: "Between two events, or at an end of the month, lies a gap that chance would leave in one archive of a hundred.",
        why: "Events may have been lost or taken out. Nights and weekends also make gaps, so this asks a question and gives no answer.",
        example: "no event for 31 hours in a month of 20,000 events",
        act: "Look at what the gap covers: nights and weekends explain themselves, a gap at the end of the month does not.",
    },
    Page {
        code: Code::T07,
        meaning: "Between the first and the last archive of an account a month is missing.",
        why: "A period of evidence has to be without holes.",
        example: "archives of 2018-04 and 2018-06",
        act: "Export the missing month, or say why there is none.",
    },
    Page {
        code: Code::T08,
        meaning: "The archive holds no event at all.",
        why: "An empty archive is valid. For an account in use it is also what a failed export looks like.",
        example: "[]",
        act: "Confirm that nothing happened in the month, for example against the listing's size.",
    },
];
