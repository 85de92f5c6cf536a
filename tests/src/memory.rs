//! How much memory another process has taken at most.

/// The most resident memory that the process `id` ever had, in bytes; `None` where the system
/// does not tell it of a running process.
#[must_use]
pub fn peak(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
