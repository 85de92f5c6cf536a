//! The promise: tables are made, protected and attacked here, without file, network or clock.

pub mod attack;
pub mod catalogue;
pub mod cell_key;
pub mod geometry;
mod message;
pub mod method;
pub mod protect;
pub mod read;
pub mod recode;
pub mod report;
pub mod rounding;
pub mod rule;
pub mod solver;
pub mod table;
pub mod tabulate;

pub use attack::{Attack, AttackOptions, Recovered, attack};
pub use protect::{Progress, ProtectError, Protected, protect};
pub use report::Report;
pub use rule::RuleSet;
pub use table::{ProtectedTable, PublishedTable, RawTable};
pub use tabulate::{BlockSpec, TableSpec, Tabulator};
