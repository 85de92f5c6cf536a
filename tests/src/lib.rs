//! Harness of the region.
