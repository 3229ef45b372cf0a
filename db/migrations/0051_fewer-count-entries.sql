/*
 * Entries of counts are summed by the statement that makes them: one of ten people leaves one entry, and people who
 * moved to and fro leave none. A fold then comes after fewer of them, so that who reads a total sums fewer, too.
 *
 * What the search looks at of new people is user_text, written out: a function with a query in it is never made a part
 * of the statement that calls it, and running it cost more than what it does.
 */
CREATE OR REPLACE FUNCTION users_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'user', coalesce(n.manager_id, nobody()), n.active, n.deleted_at IS NOT NULL, count(*)
    FROM came n GROUP BY n.tenant_id, n.manager_id, n.active, n.deleted_at IS NOT NULL;
  GET DIAGNOSTICS entries = ROW_COUNT;
  INSERT INTO user_texts
    SELECT n.tenant_id, n.id, n.label_key || E'\n'
      || CASE WHEN octet_length(n.rest) = length(n.rest) THEN lower(n.rest) ELSE without_case_and_accents(n.rest) END
    FROM (
      SELECT c.tenant_id, c.id, c.label_key,
        concat_ws(E'\n', c.user_name_key, c.external_id,
          CASE WHEN jsonb_typeof(c.emails) = 'array'
            THEN (SELECT string_agg(e ->> 'value', E'\n') FROM jsonb_array_elements(c.emails) e) END) AS rest
      FROM (
        SELECT tenant_id, id, label_key, user_name_key, external_id, searched_emails(resource, mapped, email) AS emails
        FROM came OFFSET 0) c
      OFFSET 0) n;
  IF random() * 100 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION users_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT m.tenant_id, 'user', coalesce(m.manager_id, nobody()), m.active, m.hidden, sum(m.count)
    FROM (
      SELECT o.tenant_id, o.manager_id, o.active, o.deleted_at IS NOT NULL AS hidden, -1 AS count FROM went o
      UNION ALL
      SELECT n.tenant_id, n.manager_id, n.active, n.deleted_at IS NOT NULL, 1 FROM came n) m
    GROUP BY m.tenant_id, m.manager_id, m.active, m.hidden HAVING sum(m.count) <> 0;
  GET DIAGNOSTICS entries = ROW_COUNT;
  IF random() * 100 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
DROP TRIGGER moved ON users;
--> statement-breakpoint
CREATE TRIGGER moved AFTER UPDATE ON users REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION users_moved();
--> statement-breakpoint
DROP FUNCTION user_moved();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION members_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'member', n.group_id, true, false, count(*) FROM came n GROUP BY n.tenant_id, n.group_id;
  GET DIAGNOSTICS entries = ROW_COUNT;
  IF random() * 500 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
