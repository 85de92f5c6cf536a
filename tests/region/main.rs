//! The whole region in one binary: modules in the order of the flow, each test through real parts.

mod broken;
mod crash;
mod crossing;
mod languages;
mod layering;
mod memory_gateway;
mod memory_office;
mod privacy;
mod totals;
