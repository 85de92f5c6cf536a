//! The limits of the readers. They bound memory and time whatever a file claims to be; a real table of a
//! national office stays far below each.

/// The longest row or line of a text. A longer one is most often a quote that is never closed.
pub const ROW_BYTES: u64 = 2 << 20;

/// The most lines that one row of a delimited text may run over, by line breaks in quotes.
pub const ROW_LINES: u64 = 1_000;

/// The most bytes that the parts of a workbook may unpack to, taken together. Larger tables belong in CSV,
/// which is streamed.
pub const WORKBOOK_BYTES: u64 = 1 << 30;

/// The largest `.xls` file; it is held in memory as a whole.
pub const XLS_BYTES: u64 = 128 << 20;

/// The most cells of one sheet of an `.xls` workbook, filled or not.
pub const XLS_CELLS: u64 = 65_536 * 256;

/// The most bytes that the shared texts of a workbook may unpack to; they are held in memory.
pub const SHARED_TEXT_BYTES: u64 = 256 << 20;

/// The most parts of a workbook.
pub const WORKBOOK_PARTS: usize = 10_000;

/// How many bytes the encoding is guessed from, counted from the first that is not ASCII.
pub const SAMPLE_BYTES: usize = 256 << 10;

/// The most filled cells of one sheet of an OpenDocument workbook, repetitions counted.
pub const ODS_CELLS: u64 = 1 << 27;

/// The most bytes that the variables, labels and long texts of a Stata or SPSS file may take; they are held in memory.
pub const DICTIONARY_BYTES: u64 = 64 << 20;

/// The largest SDMX-JSON message; the codes of its structure are held in memory. Larger data come as SDMX-CSV or
/// SDMX-ML.
pub const SDMX_JSON_BYTES: u64 = 256 << 20;

/// The largest page of a column of a Parquet file, packed or unpacked; one page of each declared column is held in
/// memory. No writer makes pages of more than 100 MB.
pub const PARQUET_PAGE_BYTES: u64 = 128 << 20;
