import { counted } from '$lib/i18n/counted';
import { m } from '$lib/i18n/paraglide/messages';

/**
 * Whether a reason holds the whole invoice is read of its open cases too: what begins for them once that is
 * changed, said before it is saved.
 */
export function holdTouches(undecided: number, holdsWholeInvoice: boolean): string {
	if (undecided === 0) return m.settings_reasons_touches_none();
	return holdsWholeInvoice
		? counted(undecided, m.settings_reasons_unhold_one, m.settings_reasons_unhold_many)
		: counted(undecided, m.settings_reasons_hold_one, m.settings_reasons_hold_many);
}
