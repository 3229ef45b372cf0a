GRANT SELECT, INSERT, UPDATE, DELETE ON setup_links TO rollcall_app;
--> statement-breakpoint
ALTER TABLE setup_links ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE setup_links FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON setup_links
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
