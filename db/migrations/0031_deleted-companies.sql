ALTER TABLE "tenants" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "deleted_by" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "purged_at" timestamp (3) with time zone;