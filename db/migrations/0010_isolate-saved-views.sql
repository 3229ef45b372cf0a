GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views, request_counts TO rollcall_app;
--> statement-breakpoint
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON saved_views
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
ALTER TABLE request_counts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE request_counts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON request_counts
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
ALTER TABLE tenants ADD CONSTRAINT tenants_request_log_days CHECK (request_log_days BETWEEN 30 AND 365);
--> statement-breakpoint
-- The application may only append to the log; its owner removes what is older than the company wants it kept,
-- under the policies as everybody, so for the tenant of the transaction alone.
CREATE FUNCTION prune_requests(before timestamptz, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  pruned integer;
BEGIN
  DELETE FROM public.requests r USING (
    SELECT o.tenant_id, o.at, o.id FROM public.requests o
    WHERE o.tenant_id = public.current_tenant() AND o.at < before ORDER BY o.at LIMIT most
  ) old
  WHERE r.tenant_id = old.tenant_id AND r.at = old.at AND r.id = old.id AND r.at < before;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prune_requests(timestamptz, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prune_requests(timestamptz, integer) TO rollcall_app;
