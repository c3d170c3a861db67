import type { Role } from '../access';

/** Whether anybody could still let people in, once `userId` is what `after` says. */
export const keepsAnAdmin = (
	activeAdmins: readonly string[],
	userId: string,
	after: { role: Role; active: boolean }
): boolean =>
	(after.active && after.role === 'admin') || activeAdmins.some((admin) => admin !== userId);
