//! Dimensions: trees of even or ragged depth, and a second hierarchy over the same leaves.

use crate::random::Random;

/// A dimension: its codes (the total first) and their sums.
pub(crate) struct Dimension {
    pub(crate) name: String,
    pub(crate) nodes: Vec<String>,
    pub(crate) sums: Vec<(usize, Vec<usize>)>,
}

impl Dimension {
    /// A tree whose levels hold `levels` codes, spread evenly over the codes of the level above.
    pub(crate) fn tree(name: &str, levels: &[usize]) -> Self {
        let mut dimension = Self::total(name);
        let mut above = vec![0];
        for (depth, size) in (1..).zip(levels) {
            let mut parts = vec![Vec::new(); above.len()];
            let below: Vec<usize> = (0..*size)
                .map(|at| {
                    let node = dimension.add(format!("{name}{depth}_{at:03}"));
                    parts[at * above.len() / size].push(node);
                    node
                })
                .collect();
            dimension.sums.extend(above.into_iter().zip(parts));
            above = below;
        }
        dimension
    }

    /// A tree in which only some codes of each level are broken down further, each into one to
    /// seven, so that leaves lie at all depths.
    pub(crate) fn ragged(name: &str, first: usize, depth: usize, random: &mut Random) -> Self {
        let mut dimension = Self::total(name);
        let mut level = dimension.split(0, first);
        for _ in 1..depth {
            let mut next = Vec::new();
            for node in level {
                if random.share() < 0.6 {
                    let parts = random.between(1, 7);
                    next.extend(dimension.split(node, parts));
                }
            }
            level = next;
        }
        dimension
    }

    /// Adds `groups` sums of the leaves, dealt at random, that add up to the total as well.
    pub(crate) fn with_second_hierarchy(mut self, groups: usize, random: &mut Random) -> Self {
        let leaves = self.leaves();
        let mut parts = vec![Vec::new(); groups];
        for leaf in leaves {
            parts[random.between(0, groups - 1)].push(leaf);
        }
        parts.retain(|leaves| !leaves.is_empty());
        let mut zones = Vec::new();
        for (at, leaves) in parts.into_iter().enumerate() {
            let zone = self.add(format!("{}Z{at:02}", self.name));
            zones.push(zone);
            self.sums.push((zone, leaves));
        }
        self.sums.push((0, zones));
        self
    }

    fn total(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            nodes: vec!["TOTAL".to_owned()],
            sums: Vec::new(),
        }
    }

    fn add(&mut self, code: String) -> usize {
        self.nodes.push(code);
        self.nodes.len() - 1
    }

    fn split(&mut self, node: usize, parts: usize) -> Vec<usize> {
        let prefix = if node == 0 {
            self.name.clone()
        } else {
            format!("{}.", self.nodes[node])
        };
        let parts: Vec<usize> = (1..=parts)
            .map(|part| self.add(format!("{prefix}{part}")))
            .collect();
        self.sums.push((node, parts.clone()));
        parts
    }

    /// The codes that are no sum.
    pub(crate) fn leaves(&self) -> Vec<usize> {
        (0..self.nodes.len())
            .filter(|node| self.sums.iter().all(|(parent, _)| parent != node))
            .collect()
    }

    /// For each code, itself and all codes that it is part of, each once.
    pub(crate) fn containers(&self) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = (0..self.nodes.len()).map(|node| vec![node]).collect();
        for containers in &mut found {
            let mut at = 0;
            while at < containers.len() {
                for (parent, parts) in &self.sums {
                    if parts.contains(&containers[at]) && !containers.contains(parent) {
                        containers.push(*parent);
                    }
                }
                at += 1;
            }
        }
        found
    }
}
