//! Templates of somebody's own.

use super::browser::open;
use super::{HOSTILE, JUNE, MAY};
use crate::runner::trailproof;
use crate::samples::Folder;

/// The page of a report by the templates in that folder.
fn page(folder: &Folder, words: &[&str]) -> String {
    let ran = trailproof(words)
        .args(["-f", "html", "--template"])
        .arg(folder.path())
        .run();
    let ran = if words.contains(&HOSTILE) {
        ran.warns("20 enterprise accounts")
    } else {
        ran.ok()
    };
    ran.stdout().to_owned()
}

#[test]
fn templates_of_ones_own_take_the_place_of_those_built_in() {
    let folder = Folder::new();
    folder.write("house.html", "<p class=\"house\">{{ made_by[0].text }}</p>");
    folder.write(
        "report.html",
        "{% extends \"page.html\" %}{% block main %}{% include \"house.html\" %}\
         {% for section in sections %}{% if section.id == \"archives\" %}{% for row in section.blocks[0].of.rows %}\
         <b>{{ row.cells[0].of.name[0].text }}</b>{% endfor %}{% endif %}{% endfor %}{% endblock main %}",
    );
    folder.write("page.css", "p.house { color: green; }");
    folder.write("notes.txt", "no template");
    let own = page(&folder, &["report", MAY]);
    assert!(
        own.contains("<p class=\"house\">trailproof")
            && own.contains("<style>p.house { color: green; }</style>")
    );
    assert!(own.contains(&format!(
        "style-src '{}'",
        super::hash("p.house { color: green; }")
    )));
    assert!(own.contains(&format!("<b>{MAY}</b>")) && !own.contains("id=\"at-a-glance"));
    open(&own);
    // What is not there is built in.
    assert!(page(&folder, &["diff", MAY, JUNE]).contains("First time"));
}

#[test]
fn a_template_cannot_let_the_text_of_an_archive_act() {
    let folder = Folder::new();
    folder.write(
        "report.html",
        "{% for section in sections %}{% for block in section.blocks %}{% if block.is == \"table\" %}\
         {% for row in block.of.rows %}{% for cell in row.cells %}{% if cell.is == \"label\" %}\
         {% for word in cell.of.name %}<i>{{ word.text }}</i>{% endfor %}{% endif %}{% endfor %}{% endfor %}\
         {% endif %}{% endfor %}{% endfor %}",
    );
    let page = page(&folder, &["report", HOSTILE, "--top", "all"]);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    folder.write("report.html", "line one\n{{ title[0].text | safe }}");
    trailproof(["report", HOSTILE, "-f", "html", "--template"])
        .arg(folder.path())
        .run()
        .code(2)
        .prints_nothing()
        .says("report.html: line 2: ")
        .says("the filter `safe` does not exist here");
}

#[test]
fn a_template_that_is_wrong_is_named_with_its_line_before_anything_is_read() {
    let wrong = |name: &str, text: &str| {
        let folder = Folder::new();
        folder.write(name, text);
        trailproof(["report", "no-such-archive.json", "-f", "html", "--template"])
            .arg(folder.path())
            .run()
            .code(2)
            .prints_nothing()
            .says(name)
    };
    wrong("report.html", "one\ntwo {% if %}\n").says("line 2: ");
    wrong("report.html", "{% extends \"nothing.html\" %}")
        .says("it extends nothing.html, which is not there");
    wrong("page.css", "a {}\n</style><script>").says("line 2: </style would end the element");
    wrong("page.js", "</SCRIPT>").says("line 1: </script would end the element");
}

#[test]
fn a_folder_without_templates_is_no_silent_default() {
    let folder = Folder::new();
    folder.write("report.htm", "");
    for path in [folder.at("."), folder.at("nowhere")] {
        trailproof(["report", MAY, "-f", "html", "--template", &path])
            .run()
            .code(2)
            .prints_nothing()
            .says(&path);
    }
    trailproof(["report", MAY, "--template"])
        .arg(folder.path())
        .run()
        .code(2)
        .says("it may contain page.html, parts.html, report.html, diff.html, validation.html, page.css, page.js");
}
