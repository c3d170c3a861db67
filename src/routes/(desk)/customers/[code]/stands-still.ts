import type { FormState } from '$lib/components/disputes/form-state';
import { can, type Action, type Role } from '$lib/domain/access';

interface Row {
	id: string;
}
/** What the forms of a customer's page stand in. */
export interface Shown {
	role: Role;
	claims: readonly Row[];
	messages: readonly Row[];
	notes: readonly Row[];
	promises: readonly Row[];
	contacts: readonly Row[];
	holds: readonly Row[];
	invoices: readonly Row[];
	fields: readonly Row[];
	isAtLegal: boolean;
	hasScenario: boolean;
}
type Words = Record<string, string>;

/** Whose row says what is wrong, whether or not its form is still there. */
const ROWS: Record<string, (shown: Shown, words: Words) => [readonly Row[], string | undefined]> = {
	answerClaim: ({ claims }, { claimId }) => [claims, claimId],
	answerMessage: ({ messages }, { messageId }) => [messages, messageId],
	handleMessage: ({ messages }, { messageId }) => [messages, messageId],
	strikeNote: ({ notes }, { noteId }) => [notes, noteId],
	decidePromise: ({ promises }, { promiseId }) => [promises, promiseId],
	withdrawPromise: ({ promises }, { promiseId }) => [promises, promiseId],
	clearBounce: ({ contacts }, { contactId }) => [contacts, contactId],
	clearNumber: ({ contacts }, { contactId }) => [contacts, contactId],
	editContact: ({ contacts }, { contactId }) => [contacts, contactId],
	removeContact: ({ contacts }, { contactId }) => [contacts, contactId],
	release: ({ holds }, { holdId }) => [holds, holdId]
};
/** Those that are there for whoever may send them. */
const MAY: Record<string, Action> = {
	hold: 'customers.hold',
	writeNote: 'customers.hold',
	editContact: 'customers.edit',
	addContact: 'customers.edit',
	officer: 'customers.edit',
	fill: 'customers.edit',
	scenario: 'scenarios.edit',
	promise: 'promises.record',
	payment: 'payments.record',
	takeBack: 'dunning.run'
};
const ALSO: Record<string, (shown: Shown) => boolean> = {
	fill: ({ fields }) => fields.length > 0,
	scenario: ({ hasScenario }) => hasScenario,
	promise: ({ invoices }) => invoices.length > 0,
	payment: ({ invoices }) => invoices.length > 0,
	takeBack: ({ isAtLegal }) => isAtLegal
};

/** Whether a refused form, or the row it stood in, is still on the page and says what is wrong. */
export function standsStill(form: NonNullable<FormState>, shown: Shown): boolean {
	const { action = '' } = form.values;
	const [rows, id] = ROWS[action]?.(shown, form.values) ?? [null, undefined];
	if (rows && !rows.some((row) => row.id === id)) return false;
	const may = MAY[action];
	return (!may || can(shown.role, may)) && (ALSO[action]?.(shown) ?? true);
}

const WRITTEN = [
	...['name', 'email', 'phone', 'note', 'reason', 'releaseReason', 'answer'],
	...['noteBody', 'amount', 'reference', 'group']
];

/** What was typed into it, where it stands no more. */
export const wordsTyped = ({ values }: NonNullable<FormState>): string =>
	WRITTEN.flatMap((field) => values[field] || []).join('\n');
