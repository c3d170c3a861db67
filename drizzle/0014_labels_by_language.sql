ALTER TABLE "reason" DROP COLUMN "label_fr";--> statement-breakpoint
ALTER TABLE "reason" DROP COLUMN "label_en";--> statement-breakpoint
-- What companies wrote themselves stays; German and Spanish are added to the reasons every company began with.
-- As a change of type: an owner who is no superuser sees no row of a table, and yet may rewrite it.
ALTER TABLE "reason" ALTER COLUMN "labels" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "labels" SET DATA TYPE jsonb USING case code
	when 'price_unit' then jsonb_build_object('de', 'Der Preis stimmt nicht', 'es', 'El precio no es el acordado')
	when 'price_discount' then jsonb_build_object('de', 'Ein Rabatt fehlt', 'es', 'Falta un descuento')
	when 'quantity_short' then jsonb_build_object('de', 'Die gelieferte Menge ist anders', 'es', 'La cantidad entregada es distinta')
	when 'delivery_incomplete' then jsonb_build_object('de', 'Nicht oder zu spät geliefert', 'es', 'No lo he recibido, o ha llegado tarde')
	when 'goods_damaged' then jsonb_build_object('de', 'Ware oder Leistung ist mangelhaft', 'es', 'El producto o el servicio tiene un defecto')
	when 'order_reference' then jsonb_build_object('de', 'Eine Angabe fehlt (Bestellnummer, USt., Adresse)', 'es', 'Falta un dato (n.º de pedido, IVA, dirección)')
	when 'duplicate_invoice' then jsonb_build_object('de', 'Rechnung doppelt erhalten', 'es', 'Factura recibida dos veces')
	when 'other' then jsonb_build_object('de', 'Anderer Grund', 'es', 'Otro motivo')
	when 'already_paid' then jsonb_build_object('de', 'Ich habe sie schon bezahlt', 'es', 'Ya la he pagado')
	when 'invoice_not_received' then jsonb_build_object('de', 'Ich habe diese Rechnung nicht erhalten', 'es', 'No he recibido esta factura')
	else '{}'::jsonb
end || labels;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "labels" SET DEFAULT '{}'::jsonb;
