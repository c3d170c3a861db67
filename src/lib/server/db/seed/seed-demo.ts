import { DEMO_PASSWORD } from './demo-password';
import { hashPassword } from '../../auth/password';
import { createOrganisation } from '../../settings/create-organisation';
import { changeLogo } from '../../settings/logo/change-logo';
import { allOrganisations } from '../../settings/queries';
import { systemScope, type SystemScope } from '../../auth/scope';
import { findCustomers } from '../../customers/queries';
import { unitOfWork } from '../client';
import { addCaseMails } from './case-mails';
import { closedCases, MORE_OPEN_CASES, OPEN_CASES } from './cases';
import type { Creditor } from './creditor';
import { addCustomers, addPeople } from './customers';
import { addDeliveryNotes } from './delivery-notes';
import { addDisputes } from './disputes';
import { addExtraFields } from './extra-fields';
import { addHolds } from './holds';
import { addHouseTeam } from './house-team';
import { addInvoices } from './invoices';
import { addKeyAccounts } from './key-accounts';
import { writeLetters } from './letters';
import { writeMails } from './mails';
import { addNotices } from './notices';
import { CREDITORS } from './organisations';
import { addPayments } from './payments';
import { drawLogo } from './photos/draw-logo';
import { drawPhotos, type Photos } from './photos/draw-photos';
import { addPromises, linkPromises } from './promises';
import { addMessages } from './said';
import { writeRows } from './rows';
import { makeSketch, type Sketch } from './sketch';

/**
 * Two organisations in full activity around the day of the business clock. One that was interrupted is
 * finished: an organisation is filled in one transaction, so it holds its whole world or nobody.
 */
export async function seedDemo(): Promise<void> {
	const passwordHash = await hashPassword(DEMO_PASSWORD);
	for (const { creditor, known } of await unfilled()) {
		const photos = await drawPhotos(creditor);
		const scope = known ?? (await createOrganisation(creditor.organisation));
		const logo = await drawLogo(creditor);
		await fill(scope, creditor, { passwordHash, photos, logo });
	}
}

/** Something of the demo is missing: nothing has been set up yet, or the filling was interrupted. */
export async function isDemoIncomplete(): Promise<boolean> {
	const organisations = await allOrganisations();
	if (organisations.length === 0) return true;
	return organisations.some(({ demo }) => demo) && (await unfilled()).length > 0;
}

async function unfilled(): Promise<{ creditor: Creditor; known: SystemScope | null }[]> {
	const organisations = await allOrganisations();
	const missing: { creditor: Creditor; known: SystemScope | null }[] = [];
	for (const creditor of CREDITORS) {
		const found = organisations.find(({ slug }) => slug === creditor.slug);
		if (!found) missing.push({ creditor, known: null });
		else if (found.demo) {
			const known = systemScope({ ...found, actor: 'setup' });
			if (await isEmpty(known)) missing.push({ creditor, known });
		}
	}
	return missing;
}

const isEmpty = (scope: SystemScope): Promise<boolean> =>
	unitOfWork(scope, async (unit) => (await findCustomers(unit)).length === 0);

const fill = (
	scope: SystemScope,
	creditor: Creditor,
	{ passwordHash, photos, logo }: { passwordHash: string; photos: Photos; logo: Uint8Array | null }
): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		await changeLogo(unit, logo);
		const sketch = await makeSketch(unit, creditor);
		await draw(sketch, passwordHash, photos);
		await writeRows(unit, sketch.rows);
		await linkPromises(sketch);
		await writeMails(sketch);
		await writeLetters(sketch);
		await addKeyAccounts(unit, creditor);
		await addExtraFields(sketch);
		await addHouseTeam(unit);
	});

async function draw(sketch: Sketch, passwordHash: string, photos: Photos): Promise<void> {
	addPeople(sketch, passwordHash);
	const customers = addCustomers(sketch);
	const invoices = addInvoices(sketch, customers);
	const cases = await addDisputes(sketch, plansFor(sketch), invoices, photos);
	addPayments(sketch, invoices);
	await addDeliveryNotes(sketch, invoices, photos);
	addHolds(sketch, customers, invoices);
	addPromises(sketch, invoices);
	addMessages(sketch, customers);
	addCaseMails(sketch, cases);
	await addNotices(sketch, invoices);
}

function plansFor({ creditor, random }: Sketch) {
	const isLarger = creditor.companies.length > 20;
	return [
		...OPEN_CASES,
		...(isLarger ? MORE_OPEN_CASES : []),
		...closedCases(random, isLarger ? 52 : 18)
	];
}
