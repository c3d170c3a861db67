import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import type { OwedPart } from './owed-parts';

export const partLabel = (part: OwedPart): string =>
	part === 'disputed' ? m.desk_customers_disputed() : say(`desk_aging_${part}`);
