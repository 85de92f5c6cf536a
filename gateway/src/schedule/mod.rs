//! When submissions are passed on: calendars and slots are rows, a timer only looks at them. A
//! slot runs once, however many gateways look.

mod calendar;
mod clock;
mod router;
mod scheduler;
mod service;
mod slot;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use self::clock::MockClock;
pub(crate) use self::{
    calendar::{Calendar, InvalidPattern, Missed, Pattern},
    clock::{Clock, RealClock},
    scheduler::Scheduler,
    service::{ScheduleHandle, start},
};
