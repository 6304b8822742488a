//! J: the text of the document.

use super::Page;
use crate::finding::Code;

pub(super) const PAGES: [Page; 7] = [
    Page {
        code: Code::J01,
        meaning: "The document begins with a byte-order mark.",
        why: "JSON has none. It was added after the export, usually by an editor on Windows, so the file is no longer as received.",
        example: "ef bb bf before the first {",
        act: "Export the archive again instead of saving it from an editor.",
    },
    Page {
        code: Code::J02,
        meaning: "At this byte the text is not UTF-8.",
        why: "Every reader puts something else in the place of such bytes, so an e-mail or a name can come out differently in two reports.",
        example: "a name with the byte e9 for é, from a Latin-1 system",
        act: "Export the archive again. If it comes like that from the service, report it there and hand over both.",
    },
    Page {
        code: Code::J03,
        meaning: "At this byte the text stops being JSON. The record is lost; reading went on with the next one where that could be told, and the finding says how much could not be read.",
        why: "Whatever stands there is no evidence, and strict readers refuse the whole archive.",
        example: "\"action\":\"attach, instead of \"action\":\"attach\",",
        act: "Export the archive again. If only one record is affected, --rejects shows its text.",
    },
    Page {
        code: Code::J04,
        meaning: "An object has two members of the same name.",
        why: "Common parsers keep one of the two without a word, and not all the same one. An archive that means two things is no evidence.",
        example: "{\"id\":\"…\",\"action\":\"create\",\"action\":\"destroy\"}",
        act: "Treat the archive as edited: export it again and compare the two.",
    },
    Page {
        code: Code::J05,
        meaning: "A value is nested deeper than 64 levels, or than --max-depth says. Deeper than 127 it is not read at all.",
        why: "Real events have a handful. Such depth makes readers fail or recurse until they crash.",
        example: "\"data\":[[[[[[…]]]]]]",
        act: "Look at the event. If it is genuine, note it for the auditor; other tools may refuse the archive.",
    },
    Page {
        code: Code::J06,
        meaning: "A string is longer than 64 KiB, or an event longer than 1 MiB, or than --max-string and --max-event say.",
        why: "Nothing the service documents is that long. It hides things from readers and fills reports.",
        example: "\"data\":{\"note\":\"AAAA…\"} with 200,000 characters",
        act: "Look at the event and be ready to say what it is.",
    },
    Page {
        code: Code::J07,
        meaning: "A string holds a NUL, a C1 control character, a bidirectional override or a noncharacter.",
        why: "What people see is then not what is written: an override can make one e-mail address look like another.",
        example: "\"email\":\"user\\u202emoc.live@nna\"",
        act: "Look at the value in escaped form. Programs that show it must escape it too, as trailproof does.",
    },
];
