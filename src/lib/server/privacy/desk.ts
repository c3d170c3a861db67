import { z } from 'zod';
import { LANGUAGES } from '$lib/i18n/language';
import { formerContacts } from '../customers/former-contacts';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { erasePerson } from './erase-person';
import { exportPerson } from './export-person';
import { personPage } from './person-page';

const asked = z.object({ code: z.string().max(100), contactId: z.uuid() });

/** What is held of one person, given out or taken away at his wish. */
export const privacyDesk = router({
	former: deskProcedure('customers.edit')
		.input(z.object({ code: z.string().max(100) }))
		.query(({ ctx, input }) => formerContacts(ctx.unit, input.code)),
	person: deskProcedure('customers.edit')
		.input(asked)
		.query(({ ctx, input }) => personPage(ctx.unit, input)),
	export: deskGate('customers.edit')
		.input(asked.extend({ language: z.enum(LANGUAGES) }))
		.mutation(({ ctx, input }) => exportPerson(ctx.scope, input)),
	erase: deskProcedure('privacy.manage')
		.input(z.object({ contactId: z.uuid() }))
		.mutation(({ ctx, input }) => erasePerson(ctx.unit, input.contactId))
});
