//! The readers at their boundary: files in, rows or a fault out. No row of a fixture is a real record.

mod any_bytes;
mod bad_files;
mod columnar;
mod exchange;
mod fixed_width;
mod footer;
mod inspection;
mod of_tables;
mod opendocument;
mod real_files;
mod sources;
mod statistics;
mod texts;
mod wide;
mod workbooks;
