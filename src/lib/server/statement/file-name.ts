import { m } from '$lib/i18n/paraglide/messages';
import type { StatementFacts } from './facts';

/** releve-C-0412-2026-11-26.pdf: the day sorts, and no sign a disk refuses. */
export const fileName = ({ customer, today }: StatementFacts, ending: string): string =>
	`${m.statement_file()}-${customer.code.replace(/[^\p{L}\p{N}._-]+/gu, '-')}-${today}.${ending}`;
