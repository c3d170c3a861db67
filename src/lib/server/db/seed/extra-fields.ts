import { addDays } from '$lib/domain/calendar';
import type { Field, FieldInput } from '$lib/domain/fields/field';
import { addField } from '../../fields/add-field';
import { fillMany, type Fill } from '../../fields/fill-many';
import { everyField, fieldAmong } from '../../fields/queries';
import type { Creditor, DemoLanguage } from './creditor';
import type { Sketch } from './sketch';

const FIELDS: Record<'sector' | 'review' | 'site', Omit<FieldInput, 'choices'>> = {
	sector: {
		...{ subject: 'customer', kind: 'choice' },
		labels: { fr: 'Secteur', en: 'Sector', de: 'Branche', es: 'Sector' }
	},
	review: {
		...{ subject: 'customer', kind: 'date' },
		labels: {
			...{ fr: 'Prochaine revue du compte', en: 'Next account review' },
			...{ de: 'Nächste Kontoprüfung', es: 'Próxima revisión de la cuenta' }
		}
	},
	site: {
		...{ subject: 'invoice', kind: 'text' },
		labels: { fr: 'Chantier', en: 'Site', de: 'Baustelle', es: 'Obra' }
	}
};

const SECTORS: Record<DemoLanguage, string[]> = {
	fr: ['Artisanat', 'Bâtiment', 'Commerce', 'Hôtellerie et restauration', 'Santé'],
	en: ['Construction', 'Crafts', 'Health', 'Hospitality', 'Retail']
};
const SITES: Record<DemoLanguage, string[]> = {
	fr: ['Atelier', 'Boutique du centre', 'Entrepôt nord', 'Rénovation du hall'],
	en: ['Workshop', 'Town-centre shop', 'North warehouse', 'Lobby refurbishment']
};

/** After everything else was drawn, so that the rest of the demo is what it was. */
export async function addExtraFields({ unit, creditor, random, rows }: Sketch): Promise<void> {
	const { sector, review, site } = await fieldsOf(unit, creditor);
	const sites = SITES[creditor.language];
	const ofCustomers = rows.customer.flatMap(({ id: customerId }): Fill[] => {
		const about = { customerId, invoiceId: null };
		return [
			{ ...about, field: sector, value: random.chance(0.8) ? random.pick(sector.choices) : '' },
			{
				...about,
				field: review,
				value: random.chance(0.3) ? addDays(unit.today, random.int(5, 120)) : ''
			}
		];
	});
	const ofInvoices = rows.invoice.map(({ id: invoiceId, customerId }): Fill => ({
		...{ customerId, invoiceId, field: site },
		value: random.chance(0.25) ? random.pick(sites) : ''
	}));
	await fillMany(unit, [...ofCustomers, ...ofInvoices]);
}

async function fieldsOf(
	unit: Sketch['unit'],
	{ language }: Creditor
): Promise<Record<keyof typeof FIELDS, Field>> {
	const make = async (name: keyof typeof FIELDS): Promise<Field> => {
		const choices = name === 'sector' ? SECTORS[language] : [];
		const { id } = await addField(unit, { ...FIELDS[name], choices });
		return fieldAmong(await everyField(unit), id);
	};
	return { sector: await make('sector'), review: await make('review'), site: await make('site') };
}
