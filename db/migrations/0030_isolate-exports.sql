GRANT SELECT, INSERT, UPDATE, DELETE ON export_jobs, export_pieces, tasks TO rollcall_app;
--> statement-breakpoint
ALTER TABLE export_jobs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE export_jobs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON export_jobs
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
ALTER TABLE export_pieces ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE export_pieces FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON export_pieces
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Whoever looks for something to do does not know yet for whom; there are only ids to see.
CREATE POLICY own_or_outside ON tasks
  USING (current_tenant() IS NULL OR tenant_id = (SELECT current_tenant()))
  WITH CHECK (current_tenant() IS NULL OR tenant_id = (SELECT current_tenant()));
