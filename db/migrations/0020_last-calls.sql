CREATE TABLE "last_calls" (
	"tenant_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"recent" jsonb NOT NULL,
	CONSTRAINT "last_calls_tenant_id_integration_id_pk" PRIMARY KEY("tenant_id","integration_id")
);
