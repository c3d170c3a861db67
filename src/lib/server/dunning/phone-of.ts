import { mobileNumber } from '$lib/domain/delivery/phone';

/** As the world dials it, when it takes text messages. */
export const phoneOf = ({ phone }: { phone: string }, country: string): string | undefined =>
	(phone && mobileNumber(phone, country)) || undefined;
