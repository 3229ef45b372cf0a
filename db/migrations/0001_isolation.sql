-- The role that the processes become. It owns nothing, logs in nowhere and cannot bypass the policies below.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_app') THEN
    CREATE ROLE rollcall_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of this server is being migrated at the same moment
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'rollcall_app', 'SET') THEN
    EXECUTE format('GRANT rollcall_app TO %I', current_user);
  END IF;
EXCEPTION WHEN invalid_parameter_value THEN
  EXECUTE format('GRANT rollcall_app TO %I', current_user); -- PostgreSQL 15 has no SET privilege on roles
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO rollcall_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  installation, tenants, people, memberships, integrations, tokens, rate_limits,
  users, user_emails, groups, group_members, problems TO rollcall_app;
--> statement-breakpoint
-- History is append-only for the application: no UPDATE, no DELETE.
GRANT SELECT, INSERT ON changes, audit_log, requests TO rollcall_app;
--> statement-breakpoint
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'memberships', 'integrations', 'tokens', 'users', 'user_emails', 'groups', 'group_members',
    'changes', 'requests', 'problems', 'audit_log'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))',
      name
    );
  END LOOP;
END
$$;
--> statement-breakpoint
-- Which companies a person belongs to is asked before any tenant is known.
CREATE POLICY own_memberships ON memberships FOR SELECT
  USING (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
--> statement-breakpoint
-- A row is never lost for want of its day's partition.
CREATE TABLE requests_other PARTITION OF requests DEFAULT;
--> statement-breakpoint
-- Partitions are made and dropped by their owner on behalf of the application, which may do nothing else to tables.
CREATE FUNCTION prepare_request_days(ahead integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  day date;
BEGIN
  FOR day IN SELECT generate_series(current_date, current_date + ahead, interval '1 day')::date LOOP
    IF to_regclass('public.requests_' || to_char(day, 'YYYYMMDD')) IS NULL THEN
      BEGIN
        EXECUTE format(
          'CREATE TABLE public.%I PARTITION OF public.requests FOR VALUES FROM (%L) TO (%L)',
          'requests_' || to_char(day, 'YYYYMMDD'), day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC'
        );
      EXCEPTION WHEN duplicate_table OR check_violation OR invalid_object_definition THEN
        NULL; -- made by another process meanwhile, or the default partition already holds rows of that day
      END;
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE FUNCTION drop_request_days(before date) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  name text;
  dropped integer := 0;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.requests'::regclass AND c.relname ~ '^requests_[0-9]{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < before
  LOOP
    EXECUTE format('DROP TABLE public.%I', name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prepare_request_days(integer), drop_request_days(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prepare_request_days(integer), drop_request_days(date) TO rollcall_app;
