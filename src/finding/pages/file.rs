//! F: the file as received.

use super::Page;
use crate::finding::Code;

pub(super) const PAGES: [Page; 8] = [
    Page {
        code: Code::F01,
        meaning: "The compressed file ends in the middle, or its data fail their own checksum or length.",
        why: "Events are missing or altered, and nobody can say which. A truncated download is the usual cause; it looks complete to a program that does not check.",
        example: "enterprise-audit-log-acme-201805.json.gz: at byte 812340: the gzip stream is truncated",
        act: "Export or copy the archive again and compare its SHA-256 with the archives listing.",
    },
    Page {
        code: Code::F02,
        meaning: "Behind the last compressed member stand bytes that are not a member.",
        why: "They are not part of what the service wrote. Some programs ignore them, some fail, so two readers can disagree about what the archive holds.",
        example: "archive.json.gz, to which a line of text was appended with cat",
        act: "Export the archive again. If the bytes were added on purpose, keep them in a file of their own.",
    },
    Page {
        code: Code::F03,
        meaning: "The file consists of more than one gzip member. All of them were read.",
        why: "The service writes one. Several mean that files were joined, and a reader that stops at the first member loses events without saying so.",
        example: "cat may-1.json.gz may-2.json.gz > may.json.gz",
        act: "Hand over the files as they were exported, or tell the auditor that they were joined and by whom.",
    },
    Page {
        code: Code::F04,
        meaning: "A file exceeds a limit: it unpacks to more than 64 GiB or a thousand times its size, has 100,000 gzip members, an event over 64 MiB, a name over 1 MiB, or ten million records that are no events. Reading stopped there.",
        why: "Real archives compress about five to one. More is a damaged or a hostile file, made to exhaust whoever opens it.",
        example: "a file of 20 kB that unpacks to 20 MB of blanks",
        act: "Find out where the file comes from. If the archive is truly that large, raise the limit that the message names, such as --max-decompressed.",
    },
    Page {
        code: Code::F05,
        meaning: "The SHA-256 of the file is not the one that the service lists for that month.",
        why: "The file is not what the service exported. Unpacked, packed again or edited: the chain of custody ends here.",
        example: "the listing has 9f86d0…, the file is e3b0c4…",
        act: "Export the month again and hand over that file untouched.",
    },
    Page {
        code: Code::F06,
        meaning: "The size of the file is not the one that the service lists for that month.",
        why: "The file is not what the service exported; most often it was cut short or packed again.",
        example: "the listing has 159,004,211 bytes, the file 158,334,976",
        act: "Export the month again and hand over that file untouched.",
    },
    Page {
        code: Code::F07,
        meaning: "The month or the account in the file's name is not that of most of its events.",
        why: "A renamed file is filed under the wrong month or the wrong customer, and then a month seems to be missing.",
        example: "enterprise-audit-log-acme-201806.json.gz with events of May 2018",
        act: "Check which of the two is right. Rename a copy; never rename the evidence without a note.",
    },
    Page {
        code: Code::F08,
        meaning: "The listing that was given has no row for an archive, or a listed month is not among the archives.",
        why: "An auditor counts the months against the listing. What is on one side only has to be explained.",
        example: "the listing has 2018-07, which is not among the archives",
        act: "Export the missing month, or fetch a listing that is as new as the archives.",
    },
];
