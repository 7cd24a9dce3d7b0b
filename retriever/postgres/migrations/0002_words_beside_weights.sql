-- The words of a passage stand beside its weights: GIN then gives the rows whose weights are multiplied, and the passage is not looked up.
-- New weights leave the words as they are; where a page has room for both versions of a row, no index changes (HOT): half of a page stays free.

ALTER TABLE mureobwa.weight ADD COLUMN held_terms tsvector, ADD COLUMN held_bigrams tsvector;
DO $$ BEGIN
    IF (SELECT relkind = 'r' FROM pg_class WHERE oid = 'mureobwa.weight'::regclass) THEN  -- a coordinator's rows are the nodes' (postgres/nodes.py)
        ALTER TABLE mureobwa.weight SET (fillfactor = 50);
        UPDATE mureobwa.weight w SET held_terms = p.terms, held_bigrams = p.bigrams FROM mureobwa.passage p WHERE p.number = w.passage;
        CREATE INDEX weight_terms ON mureobwa.weight USING gin (held_terms) WITH (fastupdate = off);
        CREATE INDEX weight_bigrams ON mureobwa.weight USING gin (held_bigrams) WITH (fastupdate = off);
        DELETE FROM mureobwa.postponed WHERE definition ~ 'passage_(terms|bigrams)';
    END IF;
    IF (SELECT relrowsecurity FROM pg_class WHERE oid = 'mureobwa.passage'::regclass) THEN  -- access by department (postgres/roles.py)
        ALTER TABLE mureobwa.weight ENABLE ROW LEVEL SECURITY;
        CREATE POLICY by_department ON mureobwa.weight USING
          ((SELECT mureobwa.departments_seen()) IS NULL OR EXISTS (SELECT FROM mureobwa.passage p WHERE p.number = passage));
    END IF;
END $$;
ALTER TABLE mureobwa.weight ALTER COLUMN held_terms SET NOT NULL, ALTER COLUMN held_bigrams SET NOT NULL;
ALTER TABLE mureobwa.passage DROP COLUMN terms, DROP COLUMN bigrams;
