-- What the references of a house begin with: a word of its language ("LIT" for litige, "DIS" for dispute). What was given stays.
ALTER TABLE "organisation" ADD COLUMN "reference_prefix" text DEFAULT 'LIT' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_reference_prefix" CHECK (reference_prefix ~ '^[A-Z]{3}$');
--> statement-breakpoint
-- Up to how much each of several credits may be that are signed with one press; 0 = one by one.
ALTER TABLE "organisation" ADD COLUMN "sign_many_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_sign_many" CHECK (sign_many_minor >= 0);
