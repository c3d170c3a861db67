-- Whether the words of a mail are in its original only, and what of its own words stayed there: what is made of it later says so.
ALTER TABLE "inbound_fate" ADD COLUMN "is_wordless" boolean;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD COLUMN "left_out_kind" text;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_left_out" CHECK ("left_out_kind" in ('', 'quoted', 'too_long'));
