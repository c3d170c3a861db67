import { z } from 'zod';
import { DIRECTIONS } from '$lib/domain/disputes/reason-list';
import { fieldInput, inUse } from '$lib/domain/fields/field';
import { LONGEST_VALUE, seenOf } from '$lib/domain/fields/value';
import { LANGUAGES } from '$lib/domain/language';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { invoiceById } from '../invoices/queries';
import { deskProcedure, router } from '../trpc/procedures';
import { addField } from './add-field';
import { archiveField, restoreField } from './archive-field';
import { changeField } from './change-field';
import { fillFields } from './fill-fields';
import { moveField } from './move-field';
import { archivedOf, everyField, filledOf, type Subject } from './queries';

const one = z.object({ id: z.uuid() });
const ofCustomer = z.object({ customerId: z.uuid() });
const ofInvoice = z.object({ invoiceId: z.uuid() });
const { labels, choices } = fieldInput.shape;
const value = z.string().max(LONGEST_VALUE);
const sent = {
	seen: z.string().max(100_000),
	language: z.enum(LANGUAGES).optional(),
	values: z.array(z.object({ fieldId: z.uuid(), value })).max(100)
};

/** What the organisation wants to know besides about customers and invoices. No customer reads any of it. */
export const fieldsDesk = router({
	/** For whoever changes them. */
	edit: deskProcedure('settings.manage').query(({ ctx }) => everyField(ctx.unit)),
	/** By which a list is narrowed. */
	choices: deskProcedure('customers.read').query(async ({ ctx: { unit } }) =>
		inUse(await everyField(unit), 'customer')
			.filter(({ kind }) => kind === 'choice')
			.map(({ id, labels, choices }) => ({ id, labels, choices }))
	),
	add: deskProcedure('settings.manage')
		.input(fieldInput)
		.mutation(({ ctx, input }) => addField(ctx.unit, input)),
	change: deskProcedure('settings.manage')
		.input(one.extend({ labels, choices }))
		.mutation(({ ctx, input }) => changeField(ctx.unit, input)),
	move: deskProcedure('settings.manage')
		.input(one.extend({ direction: z.enum(DIRECTIONS) }))
		.mutation(({ ctx, input }) => moveField(ctx.unit, input)),
	archive: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => archiveField(ctx.unit, input.id)),
	restore: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => restoreField(ctx.unit, input.id)),
	ofCustomer: deskProcedure('customers.read')
		.input(ofCustomer)
		.query(async ({ ctx: { unit }, input }) =>
			filled(unit, await customerSubject(unit, input.customerId))
		),
	ofInvoice: deskProcedure('invoices.read')
		.input(ofInvoice)
		.query(async ({ ctx: { unit }, input }) =>
			filled(unit, await invoiceSubject(unit, input.invoiceId))
		),
	fillCustomer: deskProcedure('customers.edit')
		.input(ofCustomer.extend(sent))
		.mutation(async ({ ctx: { unit }, input: { customerId, ...typed } }) =>
			fillFields(unit, await customerSubject(unit, customerId), typed)
		),
	fillInvoice: deskProcedure('customers.edit')
		.input(ofInvoice.extend(sent))
		.mutation(async ({ ctx: { unit }, input: { invoiceId, ...typed } }) =>
			fillFields(unit, await invoiceSubject(unit, invoiceId), typed)
		)
});

async function filled(unit: Unit<InsideScope>, subject: Subject) {
	const fields = await filledOf(unit, subject);
	return { fields, seen: seenOf(fields), archived: await archivedOf(unit, subject) };
}

async function customerSubject(unit: Unit<InsideScope>, id: string): Promise<Subject> {
	const { id: customerId } = await customerById(unit, id);
	return { customerId, invoiceId: null };
}

async function invoiceSubject(unit: Unit<InsideScope>, invoiceId: string): Promise<Subject> {
	const { customerId } = await invoiceById(unit, invoiceId);
	return { customerId, invoiceId };
}
