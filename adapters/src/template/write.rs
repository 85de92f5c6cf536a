//! A template as a workbook: instructions, the sheet to fill with a drop-down list per column, the lists, and a hidden
//! sheet that says what it is of.

use std::path::Path;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, Formula,
    Workbook, Worksheet, XlsxError,
};
use schemas::{
    codelist::Codelist,
    column::{Content, YES_NO},
    language::{Language, args},
};

use super::{ABOUT, MARK, Template, TemplateError, adds_up, heading, register};
use crate::{catalogue::catalogue, reader::column_letter};

/// Rows that can be filled.
const ROWS: u32 = 5_000;
/// The row of the headings, from 0.
const HEADINGS: u32 = 0;

/// Writes the template to `path`; `rows` are already in it: a code or text per column, then the figure.
///
/// # Errors
/// When the file cannot be written.
pub fn write(
    path: &Path,
    template: &Template,
    rows: &[(Vec<String>, Option<f64>)],
    language: Language,
) -> Result<(), TemplateError> {
    let mut workbook = Workbook::new();
    let data = say(language, "template-sheet-data");
    let lists = say(language, "template-sheet-lists");
    instructions(workbook.add_worksheet(), template, language)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(&data)?;
    fill(sheet, template, rows, &lists, language)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(&lists)?;
    write_lists(sheet, template, language)?;
    about(workbook.add_worksheet(), template, &data)?;
    workbook.save(path)?;
    Ok(())
}

/// What the instructions say of a table that is added up.
const TABLE: &[&str] = &[
    "template-help-rows",
    "template-help-lists",
    "template-help-blank",
    "template-help-totals",
    "template-help-published",
];
/// What they say of one whose figures do not add up.
const STANDS: &[&str] = &[
    "template-help-rows",
    "template-help-lists",
    "template-help-stands",
    "template-help-published",
];
/// What they say of a register.
const REGISTER: &[&str] = &[
    "template-help-register",
    "template-help-sheet",
    "template-help-lists",
    "template-help-optional",
    "template-help-open",
    "template-help-in-force",
];

fn say(language: Language, key: &str) -> String {
    catalogue().message(language, key, &args([]))
}

fn instructions(
    sheet: &mut Worksheet,
    template: &Template,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(say(language, "template-sheet-help"))?;
    sheet.set_column_width(0, 100)?;
    let title = Format::new().set_bold().set_font_size(14);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let flow = template.dataflow;
    let head = format!("{} · {}", flow.names.get(language), template.area);
    sheet.write_with_format(0, 0, head, &title)?;
    let measure = args([
        ("measure", template.typed().names.get(language).to_owned()),
        ("unit", template.typed().unit.clone()),
    ]);
    let mut lines = vec![catalogue().message(language, "template-help-measure", &measure)];
    let keys = match template.measure.additive {
        _ if template.is_register() => REGISTER,
        true => TABLE,
        false => STANDS,
    };
    lines.extend(keys.iter().map(|key| say(language, key)));
    if template.is_register() {
        let key = format!(
            "template-help-days-{}",
            register::date_order(&template.area)
        );
        lines.push(say(language, &key));
    }
    let command = format!("puente adapter check {} FILE.xlsx --period 2024", super::ID);
    lines.push(catalogue().message(
        language,
        "template-help-check",
        &args([("command", command)]),
    ));
    let fixed = template.dimensions.iter().filter(|one| !adds_up(one));
    for dimension in fixed.filter(|_| !template.is_register()) {
        let said = args([("heading", heading(dimension.id.as_str(), language))]);
        lines.push(catalogue().message(language, "template-help-fixed", &said));
    }
    for (row, line) in (2u32..).zip(lines) {
        sheet.write_with_format(row, 0, line, &text)?;
    }
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    template: &Template,
    rows: &[(Vec<String>, Option<f64>)],
    lists: &str,
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap();
    let columns = template.columns();
    for (column, typed) in (0u16..).zip(&columns) {
        sheet.write_with_format(HEADINGS, column, heading(typed.id, language), &bold)?;
        sheet.set_column_width(column, 28)?;
        let count = choices(template, typed.content, language).len();
        if count == 0 {
            // As text: a spreadsheet would make a day of the year 1905 of a year.
            sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
            continue;
        }
        let letter = column_letter(usize::from(column));
        let range = format!("='{lists}'!${letter}$2:${letter}${}", count + 1);
        let mut validation = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(say(language, "template-error-list"))?;
        let mut dimensions = template.dimensions.iter();
        if dimensions.any(|one| one.id.as_str() == typed.id && !adds_up(one)) {
            validation = validation.ignore_blank(false);
        }
        sheet.add_data_validation(HEADINGS + 1, column, ROWS, column, &validation)?;
    }
    let value = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.write_with_format(HEADINGS, value, heading(template.value(), language), &bold)?;
    sheet.set_column_width(value, 16)?;
    let validation = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_error_message(say(language, "template-error-number"))?;
    sheet.add_data_validation(HEADINGS + 1, value, ROWS, value, &validation)?;
    for (row, (cells, figure)) in (HEADINGS + 1..).zip(rows) {
        for (column, (cell, typed)) in (0u16..).zip(cells.iter().zip(&columns)) {
            if let Some(text) = written(typed.content, cell, language) {
                sheet.write(row, column, text)?;
            }
        }
        if let Some(figure) = figure {
            sheet.write(row, value, *figure)?;
        }
    }
    sheet.set_freeze_panes(HEADINGS + 1, 0)?;
    sheet.set_active(true);
    Ok(())
}

/// What stands in a cell for a code, or the words themselves.
fn written(content: Content, cell: &str, language: Language) -> Option<String> {
    match content {
        Content::Code(list) => {
            Some(entry(list, cell, language)).filter(|_| list.get(cell).is_some())
        }
        _ => Some(cell.to_owned()).filter(|cell| !cell.is_empty()),
    }
}

fn write_lists(
    sheet: &mut Worksheet,
    template: &Template,
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, typed) in (0u16..).zip(&template.columns()) {
        let choices = choices(template, typed.content, language);
        if choices.is_empty() {
            continue;
        }
        sheet.write_with_format(0, column, heading(typed.id, language), &bold)?;
        sheet.set_column_width(column, 40)?;
        for (row, choice) in (1u32..).zip(choices) {
            sheet.write(row, column, choice)?;
        }
    }
    sheet.protect();
    Ok(())
}

/// What can be chosen in a column; nothing where words or dates are typed.
fn choices(template: &Template, content: Content, language: Language) -> Vec<String> {
    match content {
        Content::Code(list) => template
            .offered(list)
            .map(|code| entry(list, &code.code, language))
            .collect(),
        Content::YesNo => YES_NO
            .into_iter()
            .map(|code| format!("{code}{MARK}{}", say(language, &format!("template-{code}"))))
            .collect(),
        _ => Vec::new(),
    }
}

fn entry(list: &Codelist, code: &str, language: Language) -> String {
    let title = list.get(code).map_or("", |code| code.names.get(language));
    format!("{code}{MARK}{title}")
}

fn about(sheet: &mut Worksheet, template: &Template, data: &str) -> Result<(), XlsxError> {
    sheet.set_name(ABOUT)?;
    let by: Vec<&str> = template
        .dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    let told = [
        ("KEY", "VALUE".to_owned()),
        ("dataflow", template.dataflow.id.to_string()),
        ("measure", template.measure.id.to_string()),
        ("area", template.area.clone()),
        ("provider_unit", template.unit.clone()),
        ("source_type", template.source_type.clone()),
        ("by", by.join(" ")),
        ("sheet", data.to_owned()),
    ];
    for (row, (key, value)) in (0u32..).zip(told) {
        sheet.write(row, 0, key)?;
        sheet.write(row, 1, value)?;
    }
    sheet.set_hidden(true);
    Ok(())
}
