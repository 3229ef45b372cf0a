CREATE TABLE "group_members" (
	"tenant_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_members_tenant_id_group_id_user_id_pk" PRIMARY KEY("tenant_id","group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"manager_id" uuid,
	"display_name" text NOT NULL,
	"display_name_key" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C",
	"resource" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "groups_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "groups_display_name_taken" UNIQUE NULLS NOT DISTINCT("tenant_id","manager_id","display_name_key")
);
--> statement-breakpoint
CREATE TABLE "user_emails" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"value_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "user_emails_tenant_id_user_id_position_pk" PRIMARY KEY("tenant_id","user_id","position")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"manager_id" uuid,
	"user_name" text NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C",
	"active" boolean NOT NULL,
	"display_name_key" text COLLATE "C",
	"label" text NOT NULL,
	"label_key" text COLLATE "C" NOT NULL,
	"email" text,
	"resource" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"address" text,
	"user_agent" text,
	"previous_hash" "bytea",
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_log_tenant_id_position_pk" PRIMARY KEY("tenant_id","position")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"request_id" uuid,
	"action" text NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"integration_id" uuid,
	"label" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"subject" text NOT NULL,
	"group_id" uuid,
	"detail" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "problems_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"tenant_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid,
	"token_id" uuid,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"query" text NOT NULL,
	"status" integer NOT NULL,
	"scim_type" text,
	"detail" text,
	"refusal" text,
	"duration_microseconds" integer NOT NULL,
	"address" text,
	"user_agent" text,
	"resource_id" uuid,
	"request_body" text,
	"response_body" text,
	CONSTRAINT "requests_tenant_id_at_id_pk" PRIMARY KEY("tenant_id","at","id")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"provider" text NOT NULL,
	"group_sync" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"paused_by" text,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "integrations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"tenant_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_visited_at" timestamp (3) with time zone,
	CONSTRAINT "memberships_tenant_id_person_id_pk" PRIMARY KEY("tenant_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sessions_valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_taken" UNIQUE("email_key")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_taken" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	"last_used_at" timestamp (3) with time zone,
	"last_used_address" text,
	"last_used_user_agent" text,
	CONSTRAINT "tokens_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_manager" FOREIGN KEY ("tenant_id","manager_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_emails" ADD CONSTRAINT "user_emails_user" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_manager" FOREIGN KEY ("tenant_id","manager_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_integration" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_integration" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "group_members" USING btree ("tenant_id","user_id","group_id");--> statement-breakpoint
CREATE INDEX "groups_by_display_name" ON "groups" USING btree ("tenant_id","display_name_key","id");--> statement-breakpoint
CREATE INDEX "groups_by_external_id" ON "groups" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "groups_by_modified" ON "groups" USING btree ("tenant_id","modified_at","id");--> statement-breakpoint
CREATE INDEX "user_emails_by_value" ON "user_emails" USING btree ("tenant_id","value_key");--> statement-breakpoint
CREATE UNIQUE INDEX "users_user_name_taken" ON "users" USING btree ("tenant_id","user_name_key");--> statement-breakpoint
CREATE INDEX "users_by_external_id" ON "users" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "users_by_display_name" ON "users" USING btree ("tenant_id","display_name_key");--> statement-breakpoint
CREATE INDEX "users_by_label" ON "users" USING btree ("tenant_id","label_key","id");--> statement-breakpoint
CREATE INDEX "users_by_modified" ON "users" USING btree ("tenant_id","modified_at","id");--> statement-breakpoint
CREATE INDEX "users_by_manager" ON "users" USING btree ("tenant_id","manager_id","id");--> statement-breakpoint
CREATE INDEX "changes_by_user" ON "changes" USING btree ("tenant_id","user_id","id") WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "changes_by_group" ON "changes" USING btree ("tenant_id","group_id","id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "changes_by_integration" ON "changes" USING btree ("tenant_id","integration_id","id") WHERE integration_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "problems_open_once" ON "problems" USING btree ("tenant_id","integration_id","cause","subject") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "problems_open_by_group" ON "problems" USING btree ("tenant_id","group_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "requests_by_integration" ON "requests" USING btree ("tenant_id","integration_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_name_taken" ON "integrations" USING btree ("tenant_id","name_key");--> statement-breakpoint
CREATE INDEX "memberships_by_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire") WHERE expire is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_credential_taken" ON "tokens" USING btree ("tenant_id","credential_id");--> statement-breakpoint
CREATE INDEX "tokens_by_integration" ON "tokens" USING btree ("tenant_id","integration_id");