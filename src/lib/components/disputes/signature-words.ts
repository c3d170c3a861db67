import { formatList } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

export interface AwaitedSignature {
	/** An approver asked something first. */
	isAsked: boolean;
	/** Whose turn it is; whoever comes first of several. */
	by: readonly string[];
}

/** What a case waits for before it is decided: "Signature awaited: Sophie Petit". */
export function signatureWords({ isAsked, by }: AwaitedSignature): string {
	if (by.length === 0) return m.queue_signature_nobody();
	const names = signerNames(by);
	return isAsked ? m.queue_signature_asked({ names }) : m.queue_signature_of({ names });
}

/** A line of a list has room for two. */
export const signerNames = (by: readonly string[]): string =>
	by.length > 2 ? m.desk_decide_limit_anyone() : formatList(by, undefined, 'disjunction');
