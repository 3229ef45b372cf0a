-- Sessions from before say nothing of when their person proved anything: they prove it once more.
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp (3) with time zone DEFAULT 'epoch' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "proved_at" SET DEFAULT now();
