-- Of a reason: nobody closes a decided case of it before its cause is noted.
ALTER TABLE "reason" ADD COLUMN "cause_required" boolean DEFAULT false NOT NULL;
