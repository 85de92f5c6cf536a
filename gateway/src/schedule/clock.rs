//! Now, as an argument: the machine's clock in service, a hand-moved one in tests.

use chrono::{DateTime, Utc};

/// Where now comes from.
pub(crate) trait Clock: Send + Sync + 'static {
    /// The moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still until it is moved.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct MockClock(std::sync::Mutex<DateTime<Utc>>);

#[cfg(test)]
impl MockClock {
    /// Stands at `moment`.
    pub(crate) fn at(moment: DateTime<Utc>) -> Self {
        Self(std::sync::Mutex::new(moment))
    }

    /// Moves on.
    pub(crate) fn advance(&self, by: chrono::TimeDelta) {
        *self.0.lock().expect("not poisoned") += by;
    }
}

#[cfg(test)]
impl Clock for MockClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("not poisoned")
    }
}
