-- Whom a document is for, and by how much it is preferred (ingest/side_files.py). Documents stored before are for everybody and weigh 1.

ALTER TABLE mureobwa.document
    ADD COLUMN internal boolean NOT NULL DEFAULT false, ADD COLUMN weight float8 NOT NULL DEFAULT 1;
ALTER TABLE mureobwa.passage ADD COLUMN internal boolean NOT NULL DEFAULT false;
