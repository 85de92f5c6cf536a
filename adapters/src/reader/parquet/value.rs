//! The values of Parquet columns as cells.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use parquet::record::Field;

use crate::reader::raw::{RawCell, RawRow};

pub(super) fn put(raw: &mut RawRow, index: usize, field: &Field) {
    let cell = match field {
        Field::Null => RawCell::Empty,
        Field::Bool(value) => RawCell::Text(if *value { "true" } else { "false" }),
        Field::Byte(value) => RawCell::Number(f64::from(*value)),
        Field::Short(value) => RawCell::Number(f64::from(*value)),
        Field::Int(value) => RawCell::Number(f64::from(*value)),
        Field::UByte(value) => RawCell::Number(f64::from(*value)),
        Field::UShort(value) => RawCell::Number(f64::from(*value)),
        Field::UInt(value) => RawCell::Number(f64::from(*value)),
        // Digits stay digits: an identifier may be longer than a floating-point number is exact.
        Field::Long(value) => return raw.put(index, RawCell::Text(&value.to_string())),
        Field::ULong(value) => return raw.put(index, RawCell::Text(&value.to_string())),
        Field::Float16(value) => decimal(f64::from(*value)),
        // 0.1 and not 0.10000000149.
        Field::Float(value) => decimal(value.to_string().parse().unwrap_or(f64::NAN)),
        Field::Double(value) => decimal(*value),
        Field::Decimal(_) => return raw.put(index, RawCell::Text(&field.to_string())),
        Field::Str(text) => RawCell::Text(text),
        Field::Bytes(bytes) => bytes.as_utf8().map_or(RawCell::Error, RawCell::Text),
        Field::Date(days) => day(*days).map_or(RawCell::Error, RawCell::Date),
        Field::TimestampMillis(value) => {
            DateTime::from_timestamp_millis(*value).map_or(RawCell::Error, moment)
        }
        Field::TimestampMicros(value) => {
            DateTime::from_timestamp_micros(*value).map_or(RawCell::Error, moment)
        }
        Field::TimeMillis(_)
        | Field::TimeMicros(_)
        | Field::Group(_)
        | Field::ListInternal(_)
        | Field::MapInternal(_) => RawCell::Error,
    };
    raw.put(index, cell);
}

/// What is no number stands for a missing one.
fn decimal(value: f64) -> RawCell<'static> {
    if value.is_nan() {
        RawCell::Empty
    } else if value.is_finite() {
        RawCell::Number(value)
    } else {
        RawCell::Error
    }
}

fn day(days: i32) -> Option<NaiveDateTime> {
    let start = NaiveDate::from_ymd_opt(1970, 1, 1)?.and_hms_opt(0, 0, 0)?;
    start.checked_add_signed(Duration::try_days(i64::from(days))?)
}

fn moment(moment: DateTime<chrono::Utc>) -> RawCell<'static> {
    RawCell::Date(moment.naive_utc())
}
