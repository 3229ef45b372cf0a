CREATE TABLE "group_groups" (
	"tenant_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"member_group_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_groups_tenant_id_group_id_member_group_id_pk" PRIMARY KEY("tenant_id","group_id","member_group_id")
);
--> statement-breakpoint
ALTER TABLE "group_groups" ADD CONSTRAINT "group_groups_group" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_groups" ADD CONSTRAINT "group_groups_member_group" FOREIGN KEY ("tenant_id","member_group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_groups_by_member" ON "group_groups" USING btree ("tenant_id","member_group_id","group_id");