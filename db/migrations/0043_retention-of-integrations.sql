ALTER TABLE "integrations" ADD COLUMN "request_log_days" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "integration_log_days" integer[] DEFAULT '{}'::integer[] NOT NULL;