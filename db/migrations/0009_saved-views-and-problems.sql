CREATE TABLE "request_counts" (
	"tenant_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"result" text NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "request_counts_tenant_id_integration_id_at_result_pk" PRIMARY KEY("tenant_id","integration_id","at","result")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"owner_name" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "resource_type" text DEFAULT 'Group' NOT NULL;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "resource_id" uuid;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "label" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "ignored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "ignored_by" text;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "ignored_reason" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "headers" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "request_log_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name_taken" ON "saved_views" USING btree ("tenant_id","list","owner_id","name_key");--> statement-breakpoint
CREATE INDEX "problems_open_by_subject" ON "problems" USING btree ("tenant_id","integration_id","subject") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "problems_open_by_resource" ON "problems" USING btree ("tenant_id","resource_id") WHERE closed_at is null and resource_id is not null;--> statement-breakpoint
CREATE INDEX "requests_notable" ON "requests" USING btree ("tenant_id","integration_id","at") WHERE (method <> 'GET' and right(path, 8) <> '/.search') or status >= 400;--> statement-breakpoint
CREATE INDEX "requests_failed" ON "requests" USING btree ("tenant_id","integration_id","at") WHERE status >= 400;--> statement-breakpoint
CREATE INDEX "requests_by_reference" ON "requests" USING btree ("tenant_id",right(id::text, 8)) WHERE status >= 400;--> statement-breakpoint
CREATE INDEX "requests_by_resource" ON "requests" USING btree ("tenant_id","resource_id","at") WHERE resource_id is not null and ((method <> 'GET' and right(path, 8) <> '/.search') or status >= 400);