//! SDMX data messages: SDMX-ML (generic and structure-specific), SDMX-JSON, and what SDMX-CSV has that other texts
//! have not. An observation is a row; its columns are the components: dimensions, `OBS_VALUE`, attributes. An
//! observation without value, or with `NaN`, is missing: suppressed or not there, and never zero.

use calamine::{Sheet, SheetType, SheetVisible};
use indexmap::IndexSet;

use super::error::ReadFault;
use super::raw::{RawCell, RawRow};
use super::spec::Format;
use super::workbook::Stop;

pub(super) mod csv;
pub(super) mod json;
pub(super) mod ml;

/// The components of a message, in the order in which they appear.
#[derive(Default)]
struct Components {
    ids: IndexSet<String>,
}

impl Components {
    fn note(&mut self, id: &str, format: Format) -> Result<(), ReadFault> {
        if !self.ids.contains(id) {
            if self.ids.len() == MOST_COMPONENTS {
                return Err(ReadFault::Damaged { format });
            }
            self.ids.insert(id.to_owned());
        }
        Ok(())
    }

    /// The ids as a header, above the first observation.
    fn header(&self) -> RawRow {
        let mut header = RawRow::new(0);
        for (index, id) in self.ids.iter().enumerate() {
            header.put(index, RawCell::Text(id));
        }
        header
    }

    fn put(&self, row: &mut RawRow, id: &str, value: &str) {
        if let Some(index) = self.ids.get_index_of(id) {
            row.put(index, cell(id, value));
        }
    }
}

/// The one table of a message, which has no name.
fn table() -> Vec<Sheet> {
    vec![Sheet {
        name: String::new(),
        typ: SheetType::WorkSheet,
        visible: SheetVisible::Visible,
    }]
}

fn cell<'a>(id: &str, value: &'a str) -> RawCell<'a> {
    if is_none(value) {
        return RawCell::Empty;
    }
    match value.parse::<f64>() {
        Ok(number) if id == OBS_VALUE && number.is_finite() => RawCell::Number(number),
        _ => RawCell::Text(value),
    }
}

/// The ways in which a message writes that there is no value.
fn is_none(value: &str) -> bool {
    matches!(value, "" | "NaN" | "#N/A")
}

type Take<'t> = &'t mut dyn FnMut(RawRow) -> Result<(), Stop>;

const OBS_VALUE: &str = "OBS_VALUE";
const TIME_PERIOD: &str = "TIME_PERIOD";
const MOST_COMPONENTS: usize = 1_000;
