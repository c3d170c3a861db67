ALTER TABLE "reason" DROP COLUMN "label_fr";--> statement-breakpoint
ALTER TABLE "reason" DROP COLUMN "label_en";--> statement-breakpoint
-- What companies wrote themselves stays; German and Spanish are added to the reasons every company began with.
update reason set labels = jsonb_build_object('de', known.de, 'es', known.es) || labels
from (values
	('price_unit', 'Der Preis stimmt nicht', 'El precio no es el acordado'),
	('price_discount', 'Ein Rabatt fehlt', 'Falta un descuento'),
	('quantity_short', 'Die gelieferte Menge ist anders', 'La cantidad entregada es distinta'),
	('delivery_incomplete', 'Nicht oder zu spät geliefert', 'No lo he recibido, o ha llegado tarde'),
	('goods_damaged', 'Ware oder Leistung ist mangelhaft', 'El producto o el servicio tiene un defecto'),
	('order_reference', 'Eine Angabe fehlt (Bestellnummer, USt., Adresse)', 'Falta un dato (n.º de pedido, IVA, dirección)'),
	('duplicate_invoice', 'Rechnung doppelt erhalten', 'Factura recibida dos veces'),
	('other', 'Anderer Grund', 'Otro motivo'),
	('already_paid', 'Ich habe sie schon bezahlt', 'Ya la he pagado'),
	('invoice_not_received', 'Ich habe diese Rechnung nicht erhalten', 'No he recibido esta factura')
) as known (code, de, es)
where reason.code = known.code;
