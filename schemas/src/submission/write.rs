//! Writes a submission, always the same bytes for the same content: the header's keys in the
//! order of their declaration, then one observation per line.

use std::io::{self, Write};

use super::Submission;
use crate::observation::{Observations, Row, number};

/// The bytes of `submission`.
#[must_use]
pub fn to_bytes(submission: &Submission) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024 + submission.observations.len() * 256);
    // Unwrap safety: a vector takes every write, and the header serialises (tested).
    #[expect(clippy::unwrap_used, reason = "writing to memory does not fail")]
    write(submission, &mut bytes).unwrap();
    bytes
}

/// Writes `submission` to `out`.
///
/// # Errors
/// When `out` refuses a write.
pub fn write(submission: &Submission, mut out: impl Write) -> io::Result<()> {
    let header = serde_json::to_vec(&submission.header).map_err(io::Error::other)?;
    // The header is an object with keys: its closing brace gives way to the observations.
    out.write_all(&header[..header.len() - 1])?;
    out.write_all(b",\"observations\":[")?;
    let observations = &submission.observations;
    let columns = quoted(observations);
    for row in 0..observations.len() {
        out.write_all(if row == 0 { b"\n" } else { b",\n" })?;
        write_row(&mut out, observations, &columns, row)?;
    }
    out.write_all(b"\n]}\n")
}

/// A column's key and its distinct values as JSON text, quoted once.
struct Quoted {
    key: String,
    values: Vec<String>,
}

fn quoted(observations: &Observations) -> Vec<Quoted> {
    let quote = |text: &str| serde_json::Value::from(text).to_string();
    observations
        .columns()
        .map(|(name, column)| Quoted {
            key: quote(name) + ":",
            values: column.distinct().iter().map(|text| quote(text)).collect(),
        })
        .collect()
}

fn write_row(
    out: &mut impl Write,
    observations: &Observations,
    columns: &[Quoted],
    row: Row,
) -> io::Result<()> {
    let mut separator: &[u8] = b"{";
    for ((_, column), quoted) in observations.columns().zip(columns) {
        if let Some(id) = column.id(row) {
            out.write_all(separator)?;
            out.write_all(quoted.key.as_bytes())?;
            out.write_all(quoted.values[id].as_bytes())?;
            separator = b",";
        }
    }
    if observations.has_value(row) {
        out.write_all(separator)?;
        write!(out, "\"OBS_VALUE\":{}", number(observations.value(row)))?;
        separator = b",";
    }
    if separator == b"{" {
        out.write_all(separator)?;
    }
    out.write_all(b"}")
}
