-- Offices and ministries that may connect. A certificate alone is not membership.
CREATE TABLE participants (
    id          TEXT NOT NULL PRIMARY KEY, -- for example HND-INE, as in the certificate's URI
    role        TEXT NOT NULL CHECK (role IN ('office', 'ministry')),
    area        TEXT NOT NULL,             -- its country, alpha-3 of CL_AREA
    status      TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    title_es    TEXT NOT NULL,
    title_en    TEXT NOT NULL,
    title_fr    TEXT NOT NULL
) STRICT;
