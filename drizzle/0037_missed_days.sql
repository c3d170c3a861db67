-- The promised day we missed and told the followers of a case of last: a day is owned up to once.
ALTER TABLE "dispute" ADD COLUMN "missed_told_of" date;
