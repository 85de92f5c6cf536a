-- What went into the last regional table that the gateway made of a dataflow and period.
CREATE TABLE regional (
    dataflow         TEXT NOT NULL,
    reference_period TEXT NOT NULL,
    inputs           TEXT NOT NULL,             -- JSON: submissions, each with how fine it was used
    PRIMARY KEY (dataflow, reference_period)
) STRICT;
