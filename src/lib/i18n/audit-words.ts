import type { Language } from './language';
import { say } from './words';

/** What somebody did, by the code it is written down with. */
export const auditWords = (action: string, language?: Language): string =>
	say(`desk_audit_${action.replaceAll('.', '_')}`, {}, language);
