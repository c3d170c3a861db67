-- Where customers pay online: an address with places for the sum, the currency and the reference.
ALTER TABLE "organisation" ADD COLUMN "pay_page" text DEFAULT '' NOT NULL;
