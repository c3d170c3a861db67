import { getLocale } from '$lib/i18n/paraglide/runtime';
import { unitOfWork } from '../db/client';
import { logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { portalGate, portalProcedure, router } from '../trpc/procedures';
import { statementFacts } from './facts';

/** The statement of the account behind the link. Files are drawn on demand: their libraries are heavy to load. */
export const statementPortal = router({
	page: portalProcedure.query(({ ctx: { unit } }) => statementFacts(unit)),

	/** Read first, then drawn: a long account keeps no transaction open meanwhile. */
	pdf: portalGate.query(async ({ ctx: { scope } }) => {
		const { statementPdf } = await import('./pdf');
		const { facts, logo } = await unitOfWork(scope, async (unit) => ({
			facts: await statementFacts(unit),
			logo: await logoOf(await organisationOf(unit))
		}));
		return statementPdf(facts, getLocale(), logo?.paper);
	}),

	xlsx: portalGate.query(async ({ ctx: { scope } }) => {
		const { statementXlsx } = await import('./xlsx');
		return statementXlsx(await unitOfWork(scope, statementFacts));
	})
});
