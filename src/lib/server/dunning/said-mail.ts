import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reportsOf } from '../delivery/delivery-reports';
import { writtenMailOf } from '../delivery/written-mail';
import { noticeOf } from './notice-queries';

/** The mail of a notice as it was written, and what was heard of it; `mail` is null until it is. @throws not_found */
export async function saidMail(unit: Unit<InsideScope>, noticeId: string) {
	const { customerName } = await noticeOf(unit, noticeId);
	const mail = await writtenMailOf(unit, noticeId, (locale) => m.dunning_said_link({}, { locale }));
	const reports = mail ? await reportsOf(unit, [mail.id]) : [];
	return { customerName, mail: mail && { ...mail, reports } };
}
