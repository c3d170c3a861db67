import { AppError } from '$lib/domain/errors';
import { unitOfWork } from '../db/client';
import { accountBehind, type Account } from '../settings/account-queries';
import { systemScope } from './scope';
import { guessing } from './second-factor/attempts';
import { checkCode } from './second-factor/check';
import { confirmFactor } from './second-factor/confirm';
import { proposalOf } from './second-factor/propose';
import { needCode } from './second-factor/need-code';
import { factorOf } from './second-factor/queries';
import { enter } from './sign-in';
import { endStep, stepBehind, type SignInStep } from './sign-in-step';

/** What is asked after the password: a code, or to set the telephone up first. Null once it took too long. */
export async function showStep(secret: string) {
	const step = await stepBehind(secret);
	if (!step) return null;
	return unitOfWork(keeper(step), async (unit) => {
		const behind = await accountBehind(unit, step.userId);
		if (!behind) return null;
		const confirmed = (await factorOf(unit, step.userId))?.confirmedAt != null;
		const { name, email } = behind.user;
		return { name, email, proposal: confirmed ? null : await proposalOf(unit, behind.user) };
	});
}

interface Typed {
	step: string;
	code: string;
	address: string;
	device: string;
}

/**
 * The last thing that is asked: the session begins.
 * @returns its cookie, the one that ends the question, and the recovery codes of a telephone just set up
 * @throws sign_in_again when it took too long, code_required, code_wrong, too_many_attempts
 */
export async function enterCode({ step: secret, code, address, device }: Typed) {
	const step = await stepBehind(secret);
	if (!step) throw new AppError('sign_in_again');
	needCode(code);
	const { account, codes } = await guessing(step.userId, address, () => prove(step, code));
	const over = await endStep(step, secret);
	return { cookies: [await enter(account, device), over], codes };
}

const prove = (
	step: SignInStep,
	code: string
): Promise<{ account: Account; codes: string[] | null }> =>
	unitOfWork(keeper(step), async (unit) => {
		const account = (await accountBehind(unit, step.userId))?.user;
		if (!account || account.disabledAt) throw new AppError('sign_in_again');
		const confirmed = (await factorOf(unit, account.id))?.confirmedAt != null;
		if (!confirmed) return { account, codes: await confirmFactor(unit, account, code) };
		await checkCode(unit, account, code);
		return { account, codes: null };
	});

const keeper = ({ organisationId }: SignInStep) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });
