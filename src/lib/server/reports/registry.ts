import type { Language } from '$lib/i18n/language';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputesReportOf } from './disputes';
import { disputesCasesCsv, disputesFiguresCsv } from './disputes-csv';
import type { Period } from './period';

type Csv = (unit: Unit<InsideScope>, period: Period, language: Language) => Promise<string>;

export interface Report {
	figures(unit: Unit<InsideScope>, period: Period): Promise<object>;
	/** By the name of the table; `figures` is the report itself. */
	csv: { figures: Csv } & Record<string, Csv>;
}

/** One line per report: what the pages, the files and the command line can give. */
export const REPORTS: Record<string, Report> = {
	disputes: {
		figures: disputesReportOf,
		csv: { figures: disputesFiguresCsv, cases: disputesCasesCsv }
	}
};
