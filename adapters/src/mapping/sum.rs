//! A sum of decimal numbers that does not depend on their order, so that a file and a table of a
//! database that hold the same rows have the same control totals.

/// A sum in millionths, like the figures of the tables: finer parts of large figures are the noise of floats.
#[derive(Default, Clone, Copy)]
pub(super) struct Sum(i128);

const SCALE: f64 = 1_000_000.0;

impl Sum {
    /// Adds `value`, `times` times.
    pub(super) fn add(&mut self, value: f64, times: u64) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates beyond any figure"
        )]
        let scaled = (value * SCALE).round() as i128;
        let added = scaled.saturating_mul(i128::from(times));
        self.0 = self.0.saturating_add(added);
    }

    /// The sum.
    #[expect(
        clippy::cast_precision_loss,
        reason = "rounded once, to the nearest number"
    )]
    pub(super) fn value(self) -> f64 {
        self.0 as f64 / SCALE
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sum;

    #[test]
    fn tenths_add_up_to_whole_numbers() {
        let mut sum = Sum::default();
        sum.add(0.1, 10);
        sum.add(-0.3, 1);
        assert_eq!(sum.value(), 0.7);
    }

    proptest! {
        #[test]
        fn neither_order_nor_grouping_matters(
            values in prop::collection::vec((-1.0e9_f64..1.0e9, 1_u64..9), 0..40)
        ) {
            let (mut grouped, mut single) = (Sum::default(), Sum::default());
            for (value, times) in &values {
                grouped.add(*value, *times);
            }
            for (value, times) in values.iter().rev() {
                (0..*times).for_each(|_| single.add(*value, 1));
            }
            prop_assert_eq!(grouped.value(), single.value());
        }
    }
}
