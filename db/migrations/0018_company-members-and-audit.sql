CREATE TABLE "directory_days" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"users" integer NOT NULL,
	"active_users" integer NOT NULL,
	"groups" integer NOT NULL,
	CONSTRAINT "directory_days_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"invited_by_id" uuid,
	"invited_by" text NOT NULL,
	"invited_by_email" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_as" text,
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "sessions_valid_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "audit_keep_days" integer;--> statement-breakpoint
ALTER TABLE "directory_days" ADD CONSTRAINT "directory_days_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_once" ON "invitations" USING btree ("tenant_id","email_key") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_by_hash" ON "invitations" USING btree ("tenant_id","hash");--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("tenant_id","actor_name","position");--> statement-breakpoint
CREATE INDEX "audit_log_by_action" ON "audit_log" USING btree ("tenant_id","action","position");--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("tenant_id","at");