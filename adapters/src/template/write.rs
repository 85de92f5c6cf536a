//! A template as a workbook: instructions, the sheet to fill with a drop-down list per column, the lists, and a hidden
//! sheet that says what it is of.

use std::path::Path;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, Formula,
    Workbook, Worksheet, XlsxError,
};
use schemas::{
    codelist::{Code, Codelist},
    language::{Language, args},
};

use super::{ABOUT, MARK, Template, TemplateError, VALUE, adds_up, heading, list_of};
use crate::{catalogue::catalogue, reader::column_letter};

/// Rows that can be filled.
const ROWS: u32 = 5_000;
/// The row of the headings, from 0.
const HEADINGS: u32 = 0;

/// Writes the template to `path`; `rows` are already in it: a code per dimension, then the figure.
///
/// # Errors
/// When the file cannot be written.
pub fn write(
    path: &Path,
    template: &Template,
    rows: &[(Vec<String>, f64)],
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
        ("measure", template.measure.names.get(language).to_owned()),
        ("unit", template.measure.unit.clone()),
    ]);
    let mut lines = vec![catalogue().message(language, "template-help-measure", &measure)];
    for key in [
        "template-help-rows",
        "template-help-lists",
        "template-help-blank",
        "template-help-totals",
        "template-help-published",
    ] {
        lines.push(say(language, key));
    }
    let command = format!("puente adapter check {} FILE.xlsx --period 2024", super::ID);
    lines.push(catalogue().message(
        language,
        "template-help-check",
        &args([("command", command)]),
    ));
    for dimension in template.dimensions.iter().filter(|one| !adds_up(one)) {
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
    rows: &[(Vec<String>, f64)],
    lists: &str,
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap();
    for (column, dimension) in (0u16..).zip(&template.dimensions) {
        let id = dimension.id.as_str();
        sheet.write_with_format(HEADINGS, column, heading(id, language), &bold)?;
        sheet.set_column_width(column, 28)?;
        let Some(list) = list_of(dimension) else {
            continue;
        };
        let count = offered(list, &template.area).count();
        let letter = column_letter(usize::from(column));
        let range = format!("='{lists}'!${letter}$2:${letter}${}", count + 1);
        let mut validation = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(say(language, "template-error-list"))?;
        if !adds_up(dimension) {
            validation = validation.ignore_blank(false);
        }
        sheet.add_data_validation(HEADINGS + 1, column, ROWS, column, &validation)?;
    }
    let value = u16::try_from(template.dimensions.len()).unwrap_or(u16::MAX);
    sheet.write_with_format(HEADINGS, value, heading(VALUE, language), &bold)?;
    sheet.set_column_width(value, 16)?;
    let validation = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_error_message(say(language, "template-error-number"))?;
    sheet.add_data_validation(HEADINGS + 1, value, ROWS, value, &validation)?;
    for (row, (codes, figure)) in (HEADINGS + 1..).zip(rows) {
        for (column, (code, dimension)) in (0u16..).zip(codes.iter().zip(&template.dimensions)) {
            let known = list_of(dimension).and_then(|list| list.get(code));
            if let Some(code) = known {
                sheet.write(row, column, entry(code, language))?;
            }
        }
        sheet.write(row, value, *figure)?;
    }
    sheet.set_freeze_panes(HEADINGS + 1, 0)?;
    sheet.set_active(true);
    Ok(())
}

fn write_lists(
    sheet: &mut Worksheet,
    template: &Template,
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, dimension) in (0u16..).zip(&template.dimensions) {
        let id = dimension.id.as_str();
        sheet.write_with_format(0, column, heading(id, language), &bold)?;
        sheet.set_column_width(column, 40)?;
        let Some(list) = list_of(dimension) else {
            continue;
        };
        for (row, code) in (1u32..).zip(offered(list, &template.area)) {
            sheet.write(row, column, entry(code, language))?;
        }
    }
    sheet.protect();
    Ok(())
}

/// The codes that can be chosen: no totals, which the program adds up, and no subdivisions of other countries.
fn offered<'a>(list: &'a Codelist, area: &'a str) -> impl Iterator<Item = &'a Code> {
    list.codes()
        .iter()
        .filter(|code| !matches!(code.code.as_str(), "_T" | "_Z"))
        .filter(move |code| code.area.as_deref().is_none_or(|of| of == area))
}

fn entry(code: &Code, language: Language) -> String {
    format!("{}{MARK}{}", code.code, code.names.get(language))
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
