-- A case that went into another one: what it claimed is claimed there, so it is never opened again.
ALTER TABLE "dispute" ADD COLUMN "merged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_merged" CHECK (merged_at is null or duplicate_of_id is not null);
