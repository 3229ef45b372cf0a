ALTER TABLE integrations ADD CONSTRAINT integrations_request_log_days CHECK (request_log_days BETWEEN 30 AND 365);
--> statement-breakpoint
-- Of one integration, or with NULL the calls that belong to none.
CREATE FUNCTION prune_requests_of(integration uuid, before timestamptz, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  pruned integer;
BEGIN
  IF integration IS NULL THEN
    DELETE FROM public.requests r USING (
      SELECT o.tenant_id, o.at, o.id FROM public.requests o
      WHERE o.tenant_id = public.current_tenant() AND o.integration_id IS NULL AND o.at < before LIMIT most
    ) old
    WHERE r.tenant_id = old.tenant_id AND r.at = old.at AND r.id = old.id AND r.at < before;
  ELSE
    DELETE FROM public.requests r USING (
      SELECT o.tenant_id, o.at, o.id FROM public.requests o
      WHERE o.tenant_id = public.current_tenant() AND o.integration_id = integration AND o.at < before LIMIT most
    ) old
    WHERE r.tenant_id = old.tenant_id AND r.at = old.at AND r.id = old.id AND r.at < before;
  END IF;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prune_requests_of(uuid, timestamptz, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prune_requests_of(uuid, timestamptz, integer) TO rollcall_app;
