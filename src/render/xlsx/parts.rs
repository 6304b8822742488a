//! The parts of a workbook that are no sheet. Office Open XML, the smallest that spreadsheets open without a word.

use std::fmt::Write as _;

/// Looks of cells, by their place in `styles.xml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Head = 1,
    Text = 2,
    Integer = 3,
    Time = 4,
    Day = 5,
    Truth = 6,
    Number = 7,
    Prose = 8,
    /// The head of a column of figures, which stand to the right.
    FiguresHead = 9,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A sheet as the workbook has it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    /// What is filtered, `$A$1:$C$10`.
    pub(super) range: String,
}

/// Name and content of every part, in the order in which they are written.
pub(super) fn parts(sheets: &[Listed]) -> [(&'static str, String); 7] {
    [
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", workbook_relations(sheets)),
        ("xl/styles.xml", styles()),
        ("docProps/core.xml", core()),
        ("docProps/app.xml", app()),
        ("_rels/.rels", relations()),
        ("[Content_Types].xml", content_types(sheets)),
    ]
}

/// Name of the part of a sheet, counted from 1.
pub(super) fn sheet_part(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// What begins a sheet: the first row stays in view, and columns have these widths in characters.
pub(super) fn sheet_start(first: bool, widths: &[usize]) -> String {
    let selected = if first { " tabSelected=\"1\"" } else { "" };
    let mut out = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView{selected} workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (at, width) in (1..).zip(widths) {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<col min=\"{at}\" max=\"{at}\" width=\"{width}.7109375\" customWidth=\"1\"/>"
        );
    }
    out.push_str("</cols><sheetData>");
    out
}

/// What ends a sheet: it can be filtered, and prints with its head on every page, as wide as the page.
pub(super) fn sheet_end(range: &str) -> String {
    let range = range.replace('$', "");
    format!(
        "</sheetData><autoFilter ref=\"{range}\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" \
         header=\"0.3\" footer=\"0.3\"/><pageSetup orientation=\"landscape\" fitToHeight=\"0\"/>\
         <headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>"
    )
}

fn workbook(sheets: &[Listed]) -> String {
    let (mut listed, mut names) = (String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let (number, name, range) = (at + 1, &sheet.name, &sheet.range);
        let quoted = format!("'{}'", name.replace('\'', "''"));
        let _ = write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        );
        let _ = write!(
            names,
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{quoted}!{range}</definedName>"
        );
    }
    for (at, sheet) in sheets.iter().enumerate() {
        let quoted = format!("'{}'", sheet.name.replace('\'', "''"));
        let _ = write!(
            names,
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">{quoted}!$1:$1</definedName>"
        );
    }
    format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView xWindow=\"240\" \
         yWindow=\"15\" windowWidth=\"24000\" windowHeight=\"12000\"/></bookViews><sheets>{listed}</sheets>\
         <definedNames>{names}</definedNames></workbook>"
    )
}

fn workbook_relations(sheets: &[Listed]) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets.len() {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let number = sheets.len() + 1;
    let _ = write!(
        out,
        "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    out
}

fn relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

fn content_types(sheets: &[Listed]) -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>"
    );
    for number in 1..=sheets.len() {
        let part = sheet_part(number);
        let _ = write!(
            out,
            "<Override PartName=\"/{part}\" ContentType=\"{TYPES}.worksheet+xml\"/>"
        );
    }
    let _ = write!(
        out,
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>"
    );
    out
}

/// Every workbook was made at the same time, so that equal rows are equal bytes.
fn core() -> String {
    let at = "2000-01-01T00:00:00Z";
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:creator>trailproof</dc:creator>\
         <cp:lastModifiedBy>trailproof</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified></cp:coreProperties>"
    )
}

fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>trailproof</Application></Properties>"
    )
}

/// One cell format a [`Style`], in their order; the first is that of cells that nobody wrote.
fn styles() -> String {
    let plain = |format: u32| {
        let top = match format {
            49 => "<alignment horizontal=\"left\" vertical=\"top\" indent=\"1\"/>",
            _ => "<alignment vertical=\"top\"/>",
        };
        format!(
            "<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyAlignment=\"1\">{top}</xf>"
        )
    };
    let [head, figures] = ["left\" indent=\"1", "right"].map(|side| {
        format!(
            "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">\
             <alignment horizontal=\"{side}\" vertical=\"top\"/></xf>"
        )
    });
    let prose = "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
                 applyAlignment=\"1\"><alignment horizontal=\"left\" vertical=\"top\" wrapText=\"1\" indent=\"1\"/></xf>";
    // Text, `#,##0`, time, day, general, general: in the order of `Style`.
    let [text, integer, time, day, truth, number] = [49, 3, 164, 165, 0, 0].map(plain);
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"2\">\
         <numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss.000\"/>\
         <numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7ECF3\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
         <border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF8A97A8\"/></bottom><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"10\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         {head}{text}{integer}{time}{day}{truth}{number}{prose}{figures}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>\
         <dxfs count=\"0\"/><tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium9\" defaultPivotStyle=\"PivotStyleLight16\"/>\
         </styleSheet>"
    )
}
