import { getLocale } from '$lib/i18n/paraglide/runtime';
import { logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { portalProcedure, router } from '../trpc/procedures';
import { statementFacts } from './facts';

/** The statement of the account behind the link. Files are drawn on demand: their libraries are heavy to load. */
export const statementPortal = router({
	page: portalProcedure.query(({ ctx: { unit } }) => statementFacts(unit)),

	pdf: portalProcedure.query(async ({ ctx: { unit } }) => {
		const { statementPdf } = await import('./pdf');
		const logo = await logoOf(await organisationOf(unit));
		return statementPdf(await statementFacts(unit), getLocale(), logo?.paper);
	}),

	xlsx: portalProcedure.query(async ({ ctx: { unit } }) => {
		const { statementXlsx } = await import('./xlsx');
		return statementXlsx(await statementFacts(unit));
	})
});
