import { LANGUAGES } from '$lib/domain/language';
import { z } from 'zod';
import { NOTE_CONTACTS } from '$lib/domain/note-contact';
import { isTimeZone } from '$lib/domain/calendar';
import { dayInput } from '$lib/domain/day-input';
import { CONTACT_ROLES } from '$lib/domain/dunning/contact-role';
import { deskProcedure, router } from '../trpc/procedures';
import { addContact } from './add-contact';
import { answerMessage } from './answer-message';
import { clearBounce } from './clear-bounce';
import { clearNumber } from './clear-number';
import { customerPage } from './customer-page';
import { editContact } from './edit-contact';
import { holdCustomer, STAFF_HOLDS } from './hold-customer';
import { listCustomers } from './list-customers';
import { owedFile } from './owed-file';
import { owedFilter } from './owed-filter';
import { owedInvoices } from './owed-invoices';
import { handleMessage } from './handle-message';
import { heardWaiting } from './heard-waiting';
import { messagesHeard } from './message-list';
import { findCustomers } from './queries';
import { releaseHold } from './release-hold';
import { removeContact } from './remove-contact';
import { setOfficer } from './set-officer';
import { strikeNote } from './strike-note';
import { writeNote } from './write-note';

const contactFields = {
	name: z.string().trim().min(1).max(200),
	email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
	phone: z.string().trim().max(50).default(''),
	role: z.enum(CONTACT_ROLES),
	language: z.enum(LANGUAGES).nullable().default(null),
	timeZone: z.string().refine(isTimeZone).nullable().default(null)
};
/** Of an address that was erased: its owner asked to be written to again. */
const comesBack = z.boolean().default(false);
const oneContact = z.object({ contactId: z.uuid() });

export const customersDesk = router({
	/** What customers said through their links and nobody has answered yet. */
	heard: deskProcedure('customers.read').query(({ ctx }) => heardWaiting(ctx.unit)),
	messages: deskProcedure('customers.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(({ ctx, input }) => messagesHeard(ctx.unit, input.customerId)),
	handleMessage: deskProcedure('customers.hold')
		.input(
			z.object({
				...{ messageId: z.uuid(), note: z.string().trim().max(1000).default('') },
				/** Missing: it was answered otherwise, or needs no answer. */
				answer: z.string().trim().max(5000).optional()
			})
		)
		.mutation(async ({ ctx, input: { messageId, note, answer } }) => {
			if (answer === undefined) await handleMessage(ctx.unit, messageId, note);
			else await answerMessage(ctx.unit, messageId, answer);
		}),
	list: deskProcedure('customers.read')
		.input(owedFilter)
		.query(({ ctx, input }) => listCustomers(ctx.unit, input)),
	/** Everything the list is about, as a file. */
	listFile: deskProcedure('customers.read')
		.input(owedFilter.extend({ as: z.enum(['csv', 'xlsx']), language: z.enum(LANGUAGES) }))
		.query(({ ctx, input: { as, language, ...filter } }) =>
			owedFile(ctx.unit, filter, { as, language })
		),
	owed: deskProcedure('customers.read')
		.input(z.object({ code: z.string().max(100) }))
		.query(({ ctx, input }) => owedInvoices(ctx.unit, input.code)),
	find: deskProcedure('customers.read')
		.input(z.object({ q: z.string().trim().min(1).max(200) }))
		.query(async ({ ctx, input }) =>
			(await findCustomers(ctx.unit, { text: input.q }))
				.slice(0, 20)
				.map(({ id, code, name }) => ({ id, code, name }))
		),
	page: deskProcedure('customers.read')
		.input(z.object({ code: z.string().max(100) }))
		.query(({ ctx, input }) => customerPage(ctx.unit, input.code)),
	hold: deskProcedure('customers.hold')
		.input(
			z.object({
				customerId: z.uuid(),
				kind: z.enum(STAFF_HOLDS),
				reason: z.string().trim().max(1000),
				untilOn: dayInput.optional(),
				invoiceId: z.uuid().optional(),
				contactId: z.uuid().optional()
			})
		)
		.mutation(({ ctx, input }) => holdCustomer(ctx.unit, input)),
	release: deskProcedure('customers.hold')
		.input(z.object({ holdId: z.uuid(), reason: z.string().trim().max(1000).default('') }))
		.mutation(({ ctx, input }) => releaseHold(ctx.unit, input.holdId, input.reason)),
	addContact: deskProcedure('customers.edit')
		.input(z.object({ customerId: z.uuid(), ...contactFields, comesBack }))
		.mutation(({ ctx, input: { customerId, comesBack, ...fields } }) =>
			addContact(ctx.unit, customerId, fields, comesBack)
		),
	editContact: deskProcedure('customers.edit')
		.input(oneContact.extend({ ...contactFields, comesBack }))
		.mutation(({ ctx, input: { contactId, comesBack, ...fields } }) =>
			editContact(ctx.unit, contactId, fields, comesBack)
		),
	removeContact: deskProcedure('customers.edit')
		.input(oneContact)
		.mutation(({ ctx, input }) => removeContact(ctx.unit, input.contactId)),
	/** What colleagues should know; no link reads it. */
	writeNote: deskProcedure('customers.hold')
		.input(
			z.object({
				...{ noteId: z.uuid(), customerId: z.uuid(), body: z.string().trim().max(2000) },
				contact: z.enum(NOTE_CONTACTS).nullish()
			})
		)
		.mutation(({ ctx, input }) => writeNote(ctx.unit, input)),
	strikeNote: deskProcedure('customers.hold')
		.input(z.object({ noteId: z.uuid() }))
		.mutation(({ ctx, input }) => strikeNote(ctx.unit, input.noteId)),
	/** Who looks after the account; null: whoever looks after all the others. */
	setOfficer: deskProcedure('customers.edit')
		.input(z.object({ customerId: z.uuid(), userId: z.uuid().nullable() }))
		.mutation(({ ctx, input }) => setOfficer(ctx.unit, input)),
	clearBounce: deskProcedure('customers.edit')
		.input(oneContact)
		.mutation(({ ctx, input }) => clearBounce(ctx.unit, input.contactId)),
	clearNumber: deskProcedure('customers.edit')
		.input(oneContact)
		.mutation(({ ctx, input }) => clearNumber(ctx.unit, input.contactId))
});
