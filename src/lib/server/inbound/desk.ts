import { z } from 'zod';
import { logDisputeInput } from '$lib/domain/disputes/schema';
import { deskUpload, incomingFiles } from '../attachments/upload';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { attachMail } from './attach-mail';
import { disputeMail } from './dispute-mail';
import { mailFilter } from './mail-filter';
import { mailList } from './mail-list';
import { mailForDispute, mailPage } from './mail-page';
import { markDone } from './mark-done';
import { originalMail } from './original-mail';
import { mailTrouble } from './standing';

const ofMail = z.object({ mailId: z.uuid() });

export const inboundDesk = router({
	list: deskProcedure('mailbox.read')
		.input(mailFilter)
		.query(({ ctx, input }) => mailList(ctx.unit, input)),
	/** What keeps mail from being heard. */
	trouble: deskProcedure('mailbox.read').query(({ ctx }) => mailTrouble(ctx.unit)),
	page: deskProcedure('mailbox.read')
		.input(ofMail)
		.query(({ ctx, input }) => mailPage(ctx.unit, input.mailId)),
	original: deskGate('mailbox.read')
		.input(ofMail)
		.query(({ ctx, input }) => originalMail(ctx.scope, input.mailId)),
	/** What a mail says for the form of a dispute of this customer. */
	forDispute: deskProcedure('disputes.open')
		.input(ofMail.extend({ customerId: z.uuid() }))
		.query(({ ctx, input }) => mailForDispute(ctx.unit, input)),
	dispute: deskUpload('disputes.open')
		.input(ofMail.extend(logDisputeInput.shape).extend({ files: incomingFiles }))
		.mutation(({ ctx, input }) => disputeMail(ctx.scope, input)),
	attach: deskUpload('disputes.message')
		.input(ofMail.extend({ reference: z.string().trim().max(40) }))
		.mutation(({ ctx, input }) => attachMail(ctx.scope, input)),
	done: deskProcedure('mailbox.read')
		.input(ofMail.extend({ note: z.string().trim().max(500) }))
		.mutation(({ ctx, input }) => markDone(ctx.unit, input))
});
