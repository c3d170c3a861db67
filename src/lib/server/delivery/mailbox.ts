import { z } from 'zod';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { systemScope, type InsideScope, type Scope } from '../auth/scope';
import { env } from '../env';
import { allOrganisations } from '../settings/queries';
import { publicProcedure, router } from '../trpc/procedures';
import { letterIn, newestMails } from './mailbox-reading';

const PAGE = 30;
/** Pages of a look around, not an archive. */
const MOST_PAGES = 40;

/**
 * Where mails rest when no mail server is configured. In the demo everybody may look (its people are
 * invented); elsewhere a colleague sees the mails of the own organisation.
 */
export const mailbox = router({
	list: publicProcedure
		.input(
			z.object({
				to: z.string().trim().max(254).default(''),
				page: z.number().int().min(1).max(MOST_PAGES).default(1)
			})
		)
		.query(async ({ ctx, input: { to, page } }) => {
			const boxes = await boxesFor(ctx.scope);
			const lists = await Promise.all(
				boxes.map((scope) => newestMails(scope, to, page * PAGE + 1))
			);
			const newest = lists.flat().sort((a, b) => b.at.getTime() - a.at.getTime());
			const mails = newest.slice((page - 1) * PAGE, page * PAGE);
			return {
				mails,
				page,
				hasMore: newest.length > page * PAGE && page < MOST_PAGES,
				serverConfigured: Boolean(env().SMTP_URL),
				demo: env().DEMO
			};
		}),
	show: publicProcedure.input(z.object({ deliveryId: z.uuid() })).query(async ({ ctx, input }) => {
		for (const scope of await boxesFor(ctx.scope)) {
			const letter = await letterIn(scope, input.deliveryId);
			if (letter) return letter;
		}
		throw new AppError('not_found');
	})
});

/** @throws not_found: for who may not look there is nothing to see. */
async function boxesFor(scope: Scope | null): Promise<InsideScope[]> {
	const boxes = env().DEMO ? await demoBoxes() : [];
	if (
		scope?.audience === 'desk' &&
		!env().SMTP_URL &&
		can(scope.user.role, 'mailbox.read') &&
		!boxes.some(({ organisationId }) => organisationId === scope.organisationId)
	)
		boxes.push(scope);
	if (!boxes.length) throw new AppError('not_found');
	return boxes;
}

const demoBoxes = async (): Promise<InsideScope[]> =>
	(await allOrganisations())
		.filter(({ demo }) => demo)
		.map(({ organisationId, timeZone }) =>
			systemScope({ organisationId, timeZone, actor: 'mailbox' })
		);
