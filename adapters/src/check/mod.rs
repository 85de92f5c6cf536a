//! What a check tells beyond single rows: columns that hold each other's codes, files that tell the same rows, notes
//! at the end that are taken for rows; and all of it as a workbook.

mod coverage;
mod endless;
mod sketch;
mod swapped;
mod tell;
mod workbook;

pub use endless::Endless;
pub(crate) use endless::endless;
pub use sketch::{Sketch, Twin, twins};
pub use swapped::Suspicion;
pub(crate) use swapped::suspicions;
pub use tell::screen;
pub use workbook::{WorkbookError, write};
