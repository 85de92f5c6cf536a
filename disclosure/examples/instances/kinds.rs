//! The instances: unseen by anyone who tunes, of realistic skew, each from a fixed seed.

use disclosure::table::{Need, RawCell};

use crate::{
    dimension::Dimension,
    instance::{Instance, Row},
    random::Random,
};

/// What the figures are.
#[derive(Clone, Copy, PartialEq)]
enum Figures {
    /// Persons; 1 to 3 are primary and slide over two whole numbers.
    Persons,
    /// Amounts of units; p%-rule with p = 10, and at least three units.
    Amounts,
    /// The same with sampling weights: a sampled unit stands for several.
    Weighted,
    /// Gains and losses.
    Signed,
}

/// How a dimension is made.
enum Shape {
    /// An even tree with so many codes per level.
    Tree(&'static [usize]),
    /// A tree with leaves at all depths: codes of the first level, and levels.
    Ragged(usize, usize),
    /// An even tree, and so many groups over the same leaves.
    Twice(&'static [usize], usize),
}

use Figures::{Amounts, Persons, Signed, Weighted};
use Shape::{Ragged, Tree, Twice};

/// Name, figures, expected number of contributors, dimensions.
type Recipe = (&'static str, Figures, f64, &'static [(&'static str, Shape)]);

const AREA: (&str, Shape) = ("area", Tree(&[9, 60]));
const ISCO: (&str, Shape) = ("isco", Tree(&[10, 39]));
const SEX: (&str, Shape) = ("sex", Tree(&[2]));
const SIZE: (&str, Shape) = ("size", Tree(&[3]));
const ISIC: (&str, Shape) = ("isic", Tree(&[21, 50]));
const REGION: (&str, Shape) = ("area", Tree(&[6, 22]));
const ACTIVITY: (&str, Shape) = ("activity", Tree(&[19, 88, 230]));

/// All instances, small ones first. In the linked ones the first dimension is the area, the
/// second and third are broken down in one dataflow each.
const RECIPES: [Recipe; 14] = [
    (
        "negative_5k",
        Signed,
        9e3,
        &[
            ("activity", Tree(&[10, 34])),
            ("area", Tree(&[7, 20])),
            SIZE,
        ],
    ),
    (
        "linked_4k",
        Persons,
        1.2e4,
        &[("area", Tree(&[8, 40])), ISCO, ISIC],
    ),
    (
        "magnitude_6k",
        Amounts,
        2e4,
        &[("activity", Tree(&[10, 40])), REGION, SIZE],
    ),
    (
        "ragged",
        Persons,
        5e4,
        &[("isco", Ragged(9, 4)), ("area", Ragged(8, 3))],
    ),
    ("frequency_10k", Persons, 7e4, &[AREA, ISCO, SEX]),
    (
        "weights_10k",
        Weighted,
        2.5e4,
        &[("activity", Tree(&[19, 68])), REGION, SIZE],
    ),
    (
        "dag_11k",
        Persons,
        8e4,
        &[("area", Twice(&[9, 60], 5)), ISCO, SEX],
    ),
    (
        "magnitude_dag_12k",
        Amounts,
        4e4,
        &[
            ("activity", Twice(&[19, 60], 8)),
            ("area", Twice(&[6, 22], 4)),
            SIZE,
        ],
    ),
    (
        "linked_12k",
        Persons,
        3e4,
        &[("area", Tree(&[8, 40])), ISCO, ISIC, SEX],
    ),
    (
        "frequency_30k",
        Persons,
        2e5,
        &[AREA, ("isco", Tree(&[9, 40, 90])), SEX],
    ),
    (
        "magnitude_100k",
        Amounts,
        4e5,
        &[ACTIVITY, ("area", Tree(&[9, 62])), SIZE],
    ),
    (
        "frequency_100k",
        Persons,
        1e6,
        &[AREA, ISCO, SEX, ("age", Tree(&[9]))],
    ),
    (
        "magnitude_1m",
        Amounts,
        4e6,
        &[
            ACTIVITY,
            ("area", Tree(&[24, 220])),
            ("size", Tree(&[3, 8])),
        ],
    ),
    (
        "frequency_1m",
        Persons,
        8e6,
        &[
            ("area", Tree(&[12, 120])),
            ("isco", Tree(&[9, 42, 130])),
            SEX,
            ("age", Tree(&[3, 10])),
        ],
    ),
];

/// The names of all instances.
pub(crate) fn names() -> Vec<String> {
    RECIPES.iter().map(|recipe| recipe.0.to_owned()).collect()
}

/// Makes the instance of that name.
pub(crate) fn make(name: &str) -> Option<Instance> {
    let (_, figures, contributors, shapes) = RECIPES.iter().find(|recipe| recipe.0 == name)?;
    let seed = name.bytes().fold(7u64, |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    let mut random = Random::new(seed);
    let dimensions = shapes
        .iter()
        .map(|(name, shape)| match shape {
            Tree(levels) => Dimension::tree(name, levels),
            Ragged(first, depth) => Dimension::ragged(name, *first, *depth, &mut random),
            Twice(levels, groups) => {
                Dimension::tree(name, levels).with_second_hierarchy(*groups, &mut random)
            }
        })
        .collect();
    let kitchen = Kitchen {
        figures: *figures,
        dimensions,
        contributors: *contributors,
        linked: name.starts_with("linked"),
    };
    Some(kitchen.cook(&mut random))
}

/// Two dataflows that share area (and sex): area × occupation, and the regions × activity, down to
/// the local areas for the activity's sections only. All other cells were never computed.
fn two_dataflows(key: &[u16], dimensions: &[Dimension]) -> bool {
    let regions = dimensions[0].sums[0].1.len();
    let sections = dimensions[2].sums[0].1.len();
    let (area, isco, isic) = (usize::from(key[0]), key[1], usize::from(key[2]));
    isic == 0 || (isco == 0 && (area <= regions || isic <= sections))
}

/// What is added up for a cell: the figure in hundredths, so that sums are exact.
#[derive(Clone, Copy, Default)]
struct Sum {
    hundredths: i64,
    absolute: i64,
    contributors: u32,
    top1: i64,
    top2: i64,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.hundredths += other.hundredths;
        self.absolute += other.absolute;
        self.contributors += other.contributors;
        for top in [other.top1, other.top2] {
            if top > self.top1 {
                (self.top1, self.top2) = (top, self.top1);
            } else {
                self.top2 = self.top2.max(top);
            }
        }
    }
}

/// An instance in the making.
struct Kitchen {
    figures: Figures,
    dimensions: Vec<Dimension>,
    contributors: f64,
    /// Whether it is two dataflows rather than one whole table.
    linked: bool,
}

impl Kitchen {
    fn cook(self, random: &mut Random) -> Instance {
        let sizes: Vec<usize> = self.dimensions.iter().map(|one| one.nodes.len()).collect();
        let mut sums = vec![Sum::default(); sizes.iter().product()];
        let containers: Vec<_> = self.dimensions.iter().map(Dimension::containers).collect();
        let leaves: Vec<_> = self.dimensions.iter().map(Dimension::leaves).collect();
        let shares: Vec<Vec<f64>> = leaves
            .iter()
            .map(|leaves| zipf(leaves.len(), random))
            .collect();
        // Pairs of codes of the first two dimensions attract or repel each other.
        let affinity: Vec<f64> = (0..leaves[0].len() * leaves[1].len())
            .map(|_| random.lognormal(0.8))
            .collect();
        let mut place = vec![0usize; sizes.len()];
        loop {
            let share: f64 = place
                .iter()
                .zip(&shares)
                .map(|(at, shares)| shares[*at])
                .product();
            let mean = share * affinity[place[0] * leaves[1].len() + place[1]] * self.contributors;
            let leaf = self.leaf(mean, random);
            if leaf.contributors > 0 {
                let above: Vec<&[usize]> = (0..sizes.len())
                    .map(|at| containers[at][leaves[at][place[at]]].as_slice())
                    .collect();
                add_everywhere(&mut sums, &sizes, &above, &leaf);
            }
            let Some(at) = (0..sizes.len()).find(|at| place[*at] + 1 < leaves[*at].len()) else {
                break;
            };
            place[at] += 1;
            place[..at].fill(0);
        }
        let rows = self.rows(&sizes, &sums);
        Instance {
            dimensions: self.dimensions,
            rows,
        }
    }

    /// The contributors of one innermost cell.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "hundredths of small amounts"
    )]
    fn leaf(&self, mean: f64, random: &mut Random) -> Sum {
        let contributors = random.poisson(mean);
        if self.figures == Figures::Persons {
            let hundredths = i64::from(contributors) * 100;
            return Sum {
                hundredths,
                absolute: hundredths,
                contributors,
                top1: if contributors > 0 { 100 } else { 0 },
                top2: if contributors > 1 { 100 } else { 0 },
            };
        }
        let mut sum = Sum::default();
        for _ in 0..contributors {
            let amount = random.lognormal(1.6) * 20.0;
            let weight = match self.figures {
                // Large units are taken in whole, small ones stand for up to ten.
                Figures::Weighted if amount < 60.0 => 1.0 + 9.0 * random.share(),
                _ => 1.0,
            };
            let absolute = (amount * weight * 100.0).round().max(1.0) as i64;
            let loses = self.figures == Figures::Signed && random.share() < 0.3;
            sum.add(&Sum {
                hundredths: if loses { -absolute } else { absolute },
                absolute,
                contributors: 1,
                top1: absolute,
                top2: 0,
            });
        }
        sum
    }

    fn rows(&self, sizes: &[usize], sums: &[Sum]) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, sum) in sums.iter().enumerate() {
            let mut rest = at;
            let mut key = vec![0u16; sizes.len()];
            for (code, size) in key.iter_mut().zip(sizes).rev() {
                *code = u16::try_from(rest % size).unwrap_or(u16::MAX);
                rest /= size;
            }
            if !self.linked || two_dataflows(&key, &self.dimensions) {
                rows.push(Row {
                    key,
                    cell: RawCell {
                        value: amount(sum.hundredths),
                        contributors: sum.contributors,
                        holders: sum.contributors,
                        top: [amount(sum.top1), amount(sum.top2), 0.0, 0.0, 0.0],
                        ..RawCell::default()
                    },
                    need: self.need(sum),
                });
            }
        }
        rows
    }

    fn need(&self, sum: &Sum) -> Option<Need> {
        if self.figures == Figures::Persons {
            return (1..=3).contains(&sum.contributors).then_some(Need {
                lower: 0.0,
                upper: 1.0,
                slide: 2.0,
            });
        }
        if sum.contributors == 0 {
            return None;
        }
        let rest = sum.absolute - sum.top1 - sum.top2;
        let missing = amount(sum.top1) * 0.1 - amount(rest);
        (sum.contributors < 3 || missing > 0.0).then(|| Need {
            lower: missing.max(0.01),
            upper: missing.max(0.01),
            slide: 0.0,
        })
    }
}

/// Adds a leaf to every cell that contains it.
fn add_everywhere(sums: &mut [Sum], sizes: &[usize], above: &[&[usize]], leaf: &Sum) {
    let mut cells = vec![0usize];
    for (size, above) in sizes.iter().zip(above) {
        cells = cells
            .iter()
            .flat_map(|cell| above.iter().map(move |code| cell * size + code))
            .collect();
    }
    for cell in cells {
        sums[cell].add(leaf);
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn amount(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// Shares that fall as one over the rank, in random order.
#[expect(clippy::cast_precision_loss, reason = "a number of codes")]
fn zipf(codes: usize, random: &mut Random) -> Vec<f64> {
    let mut shares: Vec<f64> = (1..=codes).map(|rank| 1.0 / rank as f64).collect();
    for at in (1..codes).rev() {
        shares.swap(at, random.between(0, at));
    }
    let whole: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / whole).collect()
}
