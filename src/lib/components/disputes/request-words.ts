import { alone } from '$lib/i18n/alone';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import type { ShownRequest } from './approval';

/** What somebody wants to give: "Partly justified – partial credit", or an offer. */
export const requestWords = ({
	kind,
	verdict,
	outcome
}: Pick<ShownRequest, 'kind' | 'verdict' | 'outcome'>): string =>
	kind === 'offer'
		? m.approval_kind_offer()
		: [alone(say(`desk_verdict_${verdict}`)), outcome ? say(`desk_outcome_${outcome}`) : ''].join(
				' – '
			);
