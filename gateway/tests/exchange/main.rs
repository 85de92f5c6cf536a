//! The exchange over real connections: a region's authority made for the run, a real database, a
//! gateway on free ports, and what participants get from it.

mod accept;
mod permits;
mod process;
mod refuse;
mod register;
mod releases;
mod world;
