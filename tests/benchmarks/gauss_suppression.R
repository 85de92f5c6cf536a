# The peer of protect_peer.py: GaussSuppression of Statistics Norway over one table.
#
#     Rscript gauss_suppression.R FOLDER counts|amounts SINGLETONS SOLVER
#
# FOLDER holds matrix.csv (row, column of the dummy matrix), rows.csv (alone) and cells.csv; secondary.csv is written there.
# SINGLETONS is a method of the peer against contributors who are alone, or two of them (one for counts, one for amounts) with a plus
# between, or "none". SOLVER is a package of linear programs, or "none" for elimination alone.

words <- commandArgs(trailingOnly = TRUE)
folder <- words[1]
kind <- words[2]
method <- words[3]
solver <- words[4]

library(Matrix)
library(SSBtools)
library(GaussSuppression)

entries <- read.csv(file.path(folder, "matrix.csv"))
cells <- read.csv(file.path(folder, "cells.csv"))
rows <- read.csv(file.path(folder, "rows.csv"))
x <- sparseMatrix(i = entries$row, j = entries$column, x = 1, dims = c(nrow(rows), nrow(cells)))
alone <- rows$alone == 1
method <- strsplit(method, "+", fixed = TRUE)[[1]]
if (identical(method, "none")) alone <- NULL
if (length(method) == 2) {
  alone <- list(freq = alone, num = alone)
  names(method) <- names(alone)
}

# The cells that stay published as long as they can: the largest first.
if (kind == "counts") {
  candidates <- CandidatesDefault(freq = cells$freq, x = x, weight = NULL)
} else {
  candidates <- CandidatesNum(freq = cells$freq, num = cells["value"], weight = NULL, x = x)
}
primary <- which(cells$primary == 1)
secondary <- GaussSuppression(x,
  candidates = candidates, primary = primary, singleton = alone, singletonMethod = method, printInc = FALSE
)

# How far each primary must stay open, below, above and in all.
limits <- data.frame(
  rlim_value = cells$lpl + cells$upl, lomax_value = cells$value - cells$lpl, upmin_value = cells$value + cells$upl
)
limits$rlim_value <- pmax(limits$rlim_value, cells$spl)
limits[cells$primary != 1, ] <- NA

# The step that GaussSuppressionFromData takes after elimination; no exported function takes the matrix and a need for each cell.
if (solver != "none") {
  secondary <- GaussSuppression:::interval_suppression(
    x = x, candidates = candidates, primary = primary, secondary = secondary, forced = integer(0), hidden = integer(0),
    singleton = alone, singletonMethod = method, xExtraPrimary = NULL, whenEmptyUnsuppressed = NULL,
    cell_grouping = rep(0, ncol(x)), lpPackage = solver, intervalLimits = limits, z = cells$value, printInc = FALSE
  )[[1]]
}
writeLines(as.character(secondary), file.path(folder, "secondary.csv"))
