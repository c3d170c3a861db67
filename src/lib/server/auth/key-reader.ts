import { AppError } from '$lib/domain/errors';
import type { KeyKind } from '$lib/domain/users/keys';
import type { Language } from '$lib/i18n/language';
import { unitOfWork } from '../db/client';
import { accountBehind } from '../settings/account-queries';
import { invitationWith } from '../settings/users/invitation-queries';
import { resetWith } from './password-reset-queries';
import { systemScope } from './scope';

export interface KeyReader {
	organisationId: string;
	email: string;
	language: Language;
}

/** Whose mail brought him here, whatever became of its key. @throws link_unknown, which is counted as a guess */
export async function keyReader(kind: KeyKind, token: string): Promise<KeyReader> {
	const found = kind === 'invitation' ? await invitationWith(token) : await ofReset(token);
	if (!found) throw new AppError('link_unknown');
	const { organisationId, email, language } = found;
	return { organisationId, email, language };
}

async function ofReset(token: string): Promise<KeyReader | null> {
	const reset = await resetWith(token);
	if (!reset) return null;
	const { organisationId, userId } = reset;
	const scope = systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });
	const behind = await unitOfWork(scope, (unit) => accountBehind(unit, userId));
	return behind && behind.user;
}
