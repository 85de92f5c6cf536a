//! The whole region.
