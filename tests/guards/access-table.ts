import { can, ROLES, type Action, type Role } from '$lib/domain/access';

/** Everybody who can knock: nobody known, a customer's link, a resolver's link, each role of the staff. */
export type Visitor = 'stranger' | 'customer' | 'resolver-link' | Role;
export const VISITORS: readonly Visitor[] = ['stranger', 'customer', 'resolver-link', ...ROLES];

/** Whom a door lets in. An action of domain/access lets in the roles that may do it. */
export type Door = 'everyone' | 'customer' | 'resolver-link' | 'staff' | Action;

export function letsIn(door: Door, visitor: Visitor): boolean {
	if (door === 'everyone') return true;
	const role = ROLES.find((known) => known === visitor);
	if (door === 'staff') return role !== undefined;
	if (door === 'customer' || door === 'resolver-link') return door === visitor;
	return role !== undefined && can(role, door);
}

/** Every procedure of the one door. A new one is refused by routes.test.ts until it is decided here. */
export const PROCEDURES: Record<string, Door> = {
	// Before anybody is known.
	'health.ready': 'everyone',
	'staff.signIn': 'everyone',
	'staff.signOut': 'everyone',
	'links.state': 'everyone',
	'links.renew': 'everyone',

	// Everybody may play with the demo, whose people are invented; outside it these do not exist.
	'demo.clock': 'everyone',
	'demo.setClock': 'everyone',
	'mailbox.list': 'everyone',
	'mailbox.show': 'everyone',
	'mailGallery.list': 'everyone',
	'mailGallery.show': 'everyone',

	'desk.settings.frame': 'disputes.read',
	'desk.settings.users': 'disputes.read',
	'desk.settings.reasons': 'disputes.read',

	'desk.disputes.queue': 'disputes.read',
	'desk.disputes.page': 'disputes.read',
	'desk.disputes.attachment': 'disputes.read',
	'desk.disputes.log': 'disputes.open',
	'desk.disputes.assign': 'disputes.assign',
	'desk.disputes.move': 'disputes.assign',
	'desk.disputes.post': 'disputes.message',
	'desk.disputes.answer': 'disputes.answer',
	'desk.disputes.decide': 'disputes.decide',
	'desk.disputes.close': 'disputes.decide',
	'desk.disputes.reopen': 'disputes.decide',
	'desk.disputes.resolve': 'disputes.resolve',

	'desk.customers.list': 'customers.read',
	'desk.customers.find': 'customers.read',
	'desk.customers.page': 'customers.read',
	'desk.customers.hold': 'customers.hold',
	'desk.customers.release': 'customers.hold',
	'desk.invoices.page': 'invoices.read',
	'desk.invoices.pdf': 'invoices.read',
	'desk.lateCharges.ofInvoice': 'invoices.read',
	'desk.lateCharges.claim': 'late_charges.decide',
	'desk.lateCharges.waive': 'late_charges.decide',
	'desk.lateCharges.withdraw': 'late_charges.decide',
	'desk.lateCharges.rates': 'dunning.read',
	'desk.lateCharges.addRate': 'settings.manage',
	'desk.lateCharges.removeRate': 'settings.manage',
	'desk.payments.record': 'payments.record',

	'desk.dunning.runs': 'dunning.read',
	'desk.dunning.run': 'dunning.read',
	'desk.dunning.decisions': 'dunning.read',
	'desk.dunning.plan': 'dunning.read',
	'desk.dunning.toConfirm': 'dunning.read',
	'desk.dunning.notice': 'dunning.read',
	'desk.dunning.letterFile': 'dunning.read',
	'desk.dunning.whyCustomer': 'dunning.read',
	'desk.dunning.ofCustomer': 'dunning.read',
	'desk.dunning.confirm': 'dunning.run',
	'desk.dunning.skip': 'dunning.run',
	'desk.dunning.takeBack': 'dunning.run',
	'desk.dunning.runNow': 'dunning.run',
	'desk.delivery.summary': 'dunning.read',
	'desk.delivery.list': 'dunning.read',
	'desk.delivery.show': 'dunning.read',
	'desk.delivery.retry': 'dunning.run',
	'desk.delivery.giveUp': 'dunning.run',

	'desk.imports.list': 'imports.run',
	'desk.imports.show': 'imports.run',
	'desk.imports.upload': 'imports.run',
	'desk.imports.remap': 'imports.run',
	'desk.imports.confirm': 'imports.run',
	'desk.imports.attach': 'imports.run',
	'desk.imports.discard': 'imports.run',
	'desk.imports.saveProfile': 'imports.run',
	'desk.imports.removeProfile': 'imports.run',
	'desk.imports.errorFile': 'imports.run',
	'desk.reports.disputes': 'reports.read',
	'desk.reports.disputesCsv': 'reports.read',

	'portal.customers.frame': 'customer',
	'portal.customers.account': 'customer',
	'portal.invoices.show': 'customer',
	'portal.invoices.pdf': 'customer',
	'portal.disputes.form': 'customer',
	'portal.disputes.open': 'customer',
	'portal.disputes.checkFiles': 'customer',
	'portal.disputes.show': 'customer',
	'portal.disputes.answer': 'customer',
	'portal.disputes.reply': 'customer',
	'portal.disputes.withdraw': 'customer',
	'portal.disputes.attachment': 'customer',

	'resolver.disputes.page': 'resolver-link',
	'resolver.disputes.waiting': 'resolver-link',
	'resolver.disputes.answer': 'resolver-link',
	'resolver.disputes.attachment': 'resolver-link',
	'resolver.disputes.invoicePdf': 'resolver-link'
};

/** Every page and endpoint. What a page shows comes through the procedures above, which decide again. */
export const ROUTES: Record<string, Door> = {
	'/healthz': 'everyone',
	'/readyz': 'everyone',
	'/login': 'everyone',
	'/logout': 'everyone',
	'/offline': 'everyone',

	'/dev/clock': 'everyone',
	'/dev/mailbox': 'everyone',
	'/dev/mailbox/[id]': 'everyone',
	'/dev/mails': 'everyone',

	'/(desk)': 'staff',
	'/(desk)/customers': 'customers.read',
	'/(desk)/customers/[code]': 'customers.read',
	'/(desk)/disputes': 'disputes.read',
	'/(desk)/disputes/[reference]': 'disputes.read',
	'/(desk)/disputes/[reference]/attachments/[id]': 'disputes.read',
	'/(desk)/disputes/new': 'disputes.open',
	'/(desk)/disputes/new/customer': 'disputes.open',
	'/(desk)/dunning': 'dunning.read',
	'/(desk)/dunning/[run]': 'dunning.read',
	'/(desk)/dunning/mails': 'dunning.read',
	'/(desk)/dunning/notices/[id]': 'dunning.read',
	'/(desk)/dunning/notices/[id]/pdf': 'dunning.read',
	'/(desk)/dunning/plan': 'dunning.read',
	'/(desk)/dunning/rates': 'dunning.read',
	'/(desk)/imports': 'imports.run',
	'/(desk)/imports/[id]': 'imports.run',
	'/(desk)/imports/[id]/errors': 'imports.run',
	'/(desk)/invoices/[id]': 'invoices.read',
	'/(desk)/invoices/[id]/pdf': 'invoices.read',
	'/(desk)/reports/disputes': 'reports.read',
	'/(desk)/reports/disputes.csv': 'reports.read',

	// Whoever holds the link; a link that opens nothing any more gets a page that can mail a new one.
	'/p/[token]': 'customer',
	'/p/[token]/attachments/[id]': 'customer',
	'/p/[token]/invoices/[id]': 'customer',
	'/p/[token]/invoices/[id]/pdf': 'customer',
	'/p/[token]/manifest.webmanifest': 'customer',
	'/p/[token]/disputes/[reference]': 'customer',
	'/p/[token]/disputes/new': 'customer',
	'/p/renew': 'everyone',

	'/r/renew': 'everyone',
	'/r/[token]': 'resolver-link',
	'/r/[token]/attachments/[id]': 'resolver-link',
	'/r/[token]/invoices/[id]/pdf': 'resolver-link'
};
