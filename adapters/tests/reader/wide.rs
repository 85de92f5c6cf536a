//! Tables of rows and columns as offices print them: one row per figure, with the labels that hold for it.

use adapters::reader::{self, SourceRow};

use crate::sources::{SheetXml, code, csv, file, message, rows, sheet_rows, spec, xlsx};

const BY_PROVINCE: &str = r#"
[source]
footer = ["(1)"]
[source.wide]
header = ["Area"]
header_rows = 2
label_lines = true
suppressed = ["--"]
zero = ["-"]
[[source.wide.level]]
name = "province"
labels = ["TOTAL", "Coclé"]
[[source.wide.level]]
name = "condition"
[columns.a_province]
names = ["province"]
[columns.b_condition]
names = ["condition"]
[columns.c_round]
names = ["column_1"]
[columns.d_sex]
names = ["column_2"]
[columns.e_value]
names = ["value"]
kind = "number"
[columns.f_status]
names = ["status"]
"#;

const PRINTED: &str = "\
Table 2. Persons,,,,\n\
Area and condition,2022,,2023 (R),\n\
,Men,Women,Men,Women\n\
    TOTAL (1),10,20,30,40\n\
  In work,1,--,-,4\n\
\n\
  Unemployed and not looking,,,,\n\
  for work,1,2,3,4\n\
Cocle,5,6,7,\n\
(1) A note,,,,\n\
More of 2022,of 9 areas,see (2),,\n";

/// A footer that is also how a label begins.
const CUT: &str = "\
Area and condition,2022,\n\
,Men,Women\n\
TOTAL,10,20\n\
Source areas,5,--\n\
Cocle,\"1,234\",\n\
Source: the office,,\n\
In 2022 there were,9 areas,\n";

#[test]
fn figures_at_and_below_the_row_that_a_footer_ends_are_told_and_notes_are_not() {
    let footer = BY_PROVINCE.replace("[\"(1)\"]", "[\"Source\"]");
    let expected = [
        "3: TOTAL||2022|Men|10|",
        "3: TOTAL||2022|Women|20|",
        "4: ||2022|Men|5| row_below_footer",
        "4: ||2022|Women||suppressed row_below_footer",
        "5: ||2022|Men|1,234| row_below_footer",
    ];
    assert_eq!(csv(CUT, &footer), expected);
    // Written so long that no label begins so, it ends the table where its notes begin.
    let longer = BY_PROVINCE.replace("[\"(1)\"]", "[\"Source: the\"]");
    let told = csv(CUT, &longer);
    assert_eq!(told.len(), 5, "{told:?}");
    assert_eq!(told[2], "4: TOTAL|Source areas|2022|Men|5|");
}

#[test]
fn what_stands_beside_figures_goes_with_those_of_the_same_header() {
    let named = BY_PROVINCE.replace(
        "[[source.wide.level]]\nname = \"province\"",
        "[[source.wide.beside]]\nname = \"cv\"\nheader = [\"Coefficient\"]\n\
         [[source.wide.level]]\nname = \"province\"",
    );
    let named = named.replace(
        "[columns.f_status]",
        "[columns.g_cv]\nnames = [\"cv\"]\n[columns.f_status]",
    );
    let printed = "\
        Area and condition,2022,,Coefficients of variation,\n\
        ,Men,Women,Men,Women\n\
        TOTAL,10,20,1.5,\n\
        In work,1,--,2.5,3.5\n";
    assert_eq!(
        csv(printed, &named),
        [
            "3: TOTAL||2022|Men|10||1.5",
            "3: TOTAL||2022|Women|20||",
            "4: TOTAL|In work|2022|Men|1||2.5",
            "4: TOTAL|In work|2022|Women||suppressed|3.5",
        ]
    );
}

#[test]
fn figures_have_the_labels_that_hold_for_them() {
    let rounds = BY_PROVINCE.replace("zero =", "footnotes = [\"(R)\"]\nzero =");
    assert_eq!(
        csv(PRINTED, &rounds),
        [
            "4: TOTAL||2022|Men|10|",
            "4: TOTAL||2022|Women|20|",
            "4: TOTAL||2023|Men|30|",
            "4: TOTAL||2023|Women|40|",
            "5: TOTAL|In work|2022|Men|1|",
            "5: TOTAL|In work|2022|Women||suppressed",
            "5: TOTAL|In work|2023|Men|0|",
            "5: TOTAL|In work|2023|Women|4|",
            "8: TOTAL|Unemployed and not looking for work|2022|Men|1|",
            "8: TOTAL|Unemployed and not looking for work|2022|Women|2|",
            "8: TOTAL|Unemployed and not looking for work|2023|Men|3|",
            "8: TOTAL|Unemployed and not looking for work|2023|Women|4|",
            "9: Cocle||2022|Men|5|",
            "9: Cocle||2022|Women|6|",
            "9: Cocle||2023|Men|7|",
        ]
    );
}

#[test]
fn a_workbook_says_the_same_as_a_text_and_another_sheet_may_hold_the_table() {
    let lines: Vec<Vec<&str>> = PRINTED
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let cells: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let notes = sheet_rows(&[&["Notes"], &["What is in the book"]]);
    let table = sheet_rows(&cells);
    let book = xlsx(&[
        SheetXml("Notes", true, &notes),
        SheetXml("441-02", true, &table),
    ]);
    let book = file("book.xlsx", book);
    assert_eq!(
        rows(&book, BY_PROVINCE).ok(),
        Some(csv(PRINTED, BY_PROVINCE))
    );
}

#[test]
fn a_place_names_the_cell_of_the_sheet() {
    let table = sheet_rows(&[
        &["Area", "2022", ""],
        &["", "Men", "Women"],
        &["TOTAL", "1", "x"],
    ]);
    let book = file("book.xlsx", xlsx(&[SheetXml("T", true, &table)]));
    let spec = spec(BY_PROVINCE);
    let mut reader = reader::open(&book.path, &spec).expect("a table");
    let mut row = SourceRow::default();
    while reader.next(&mut row).expect("rows") {}
    let place = |name: &str| {
        let position = spec.position(name).expect("declared");
        let place = row.cell_place(position);
        (place.sheet, place.row, place.column)
    };
    let at = |column: &str| (Some("T".into()), Some(3), Some(column.to_owned()));
    assert_eq!(place("e_value"), at("C"));
    assert_eq!(place("a_province"), at("A"));
}

#[test]
fn labels_below_their_parts_hold_for_the_rows_above() {
    let spec = r#"
[source.wide]
header = ["Province and program"]
labels = 2
parents = "after"
[[source.wide.level]]
name = "province"
column = 1
[[source.wide.level]]
name = "program"
column = 2
[columns.a_province]
names = ["province"]
[columns.b_program]
names = ["program"]
[columns.c_value]
names = ["value"]
"#;
    let text = "A title,with a name,and more\nProvince and program,,2000\n,Farm,1\n,Care,2\nOntario Total,,3\n,Farm,4\nTotal,,7\n";
    let expected = [
        "3: Ontario Total|Farm|1",
        "4: Ontario Total|Care|2",
        "5: Ontario Total||3",
        "6: Total|Farm|4",
        "7: Total||7",
    ];
    assert_eq!(csv(text, spec), expected);
}

#[test]
fn blocks_have_titles_and_headers_of_their_own() {
    let spec = r#"
[source.wide]
header = ["Country"]
[[source.wide.level]]
name = "area"
alone = true
[[source.wide.level]]
name = "year"
alone = true
starts_with = ["20"]
[[source.wide.level]]
name = "country"
[columns.a_area]
names = ["area"]
[columns.b_year]
names = ["year"]
[columns.c_country]
names = ["country"]
[columns.d_what]
names = ["column"]
[columns.e_value]
names = ["value"]
"#;
    let text = "Top countries,\nCanada,\n2022,\nCountry,Positions\nMexico,5\n2023,\nCountry,Positions\nMexico,6\nQuebec,\n2022,\nCountry,Posts\nHaiti,7\n";
    let expected = [
        "5: Canada|2022|Mexico|Positions|5",
        "8: Canada|2023|Mexico|Positions|6",
        "12: Quebec|2022|Haiti|Posts|7",
    ];
    assert_eq!(csv(text, spec), expected);
}

#[test]
fn a_sheet_without_the_header_and_a_column_that_no_table_has_are_told() {
    let other = file("other.csv", "Province,2022\nCoclé,5\n");
    assert_eq!(code(&other, BY_PROVINCE), "wide_header_missing");
    let wrong = BY_PROVINCE.replace("[\"column_2\"]", "[\"sex\"]");
    let printed = file("table.csv", PRINTED);
    assert_eq!(code(&printed, &wrong), "column_missing");
    let told = message(&printed, &wrong);
    assert!(
        told.contains("`column_2`") && !told.contains("TOTAL"),
        "{told}"
    );
}

#[test]
fn a_title_tells_one_table_of_a_series_from_another_and_its_round() {
    let spec = r#"
[source.wide]
title = ["Table 4."]
header = ["Area"]
[[source.wide.level]]
name = "area"
[columns.a_area]
names = ["area"]
[columns.b_value]
names = ["value"]
[columns.c_title]
names = ["title"]
"#;
    let table = |number: u8| {
        format!(
            "Office,of statistics\nTable {number}. Persons\n\nby area:,MARCH 2021\nArea,Persons\nRural,5\n"
        )
    };
    let told = ["6: Rural|5|Table 4. Persons by area: MARCH 2021"];
    assert_eq!(csv(table(4), spec), told);
    let other = file("table.csv", table(5));
    assert_eq!(code(&other, spec), "wide_header_missing");
    assert!(message(&other, spec).contains("Table 4."));
}

#[test]
fn blank_columns_before_a_table_change_nothing_but_places() {
    let moved = |text: &str| -> String { text.lines().map(|line| format!(",{line}\n")).collect() };
    let rounds = BY_PROVINCE.replace("zero =", "footnotes = [\"(R)\"]\nzero =");
    assert_eq!(csv(moved(PRINTED), &rounds), csv(PRINTED, &rounds));
    // Titles above the table hold too, wherever they stand.
    let blocks =
        "Canada,\n2022,\nCountry,Positions\nMexico,5\n2023,\nCountry,Positions\nMexico,6\n";
    let expected = ["4: Canada|2022|5", "7: Canada|2023|6"];
    assert_eq!(csv(blocks, BLOCKS), expected);
    assert_eq!(csv(moved(blocks), BLOCKS), expected);
    let unmoved_title = moved(blocks).replacen(",Canada", "Canada", 1);
    assert_eq!(csv(unmoved_title, BLOCKS), expected);
    let table = sheet_rows(&[&["", "Area", "2022"], &["", "", "Men"], &["", "TOTAL", "1"]]);
    let book = file("book.xlsx", xlsx(&[SheetXml("T", true, &table)]));
    let spec = spec(BY_PROVINCE);
    let mut reader = reader::open(&book.path, &spec).expect("a table");
    let mut row = SourceRow::default();
    while reader.next(&mut row).expect("rows") {}
    let column = |name: &str| {
        row.cell_place(spec.position(name).expect("declared"))
            .column
    };
    assert_eq!(column("e_value").as_deref(), Some("C"));
    assert_eq!(column("a_province").as_deref(), Some("B"));
}

#[test]
fn what_stands_before_the_header_makes_the_figures_below_uncertain() {
    // A header over the last column of labels: the first row below it shows where they begin.
    let inner = BLOCKS.replace("[\"Country\"]", "[\"Country\"]\nlabels = 2");
    let text = ",Country,Positions\nOntario,,6\n,Haiti,6\n";
    assert_eq!(csv(text, &inner), ["2: ||6", "3: ||6"]);
    let text = ",Country,Positions\n,Mexico,5\nOntario,,\n,Haiti,6\nA note,,\n";
    let expected = ["2: ||5", "4: ||6 row_before_table"];
    assert_eq!(csv(text, BLOCKS), expected);
}

const BLOCKS: &str = r#"
[source.wide]
header = ["Country"]
[[source.wide.level]]
name = "area"
alone = true
[[source.wide.level]]
name = "year"
alone = true
starts_with = ["20"]
[[source.wide.level]]
name = "country"
[columns.a_area]
names = ["area"]
[columns.b_year]
names = ["year"]
[columns.c_value]
names = ["value"]
"#;
