import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/**
 * A typed number as the world dials it (E.164: +33612345678), when a text message can reach it; null
 * for a landline, an extension or no number at all. Without a prefix it is one of `country`. Which
 * numbers are mobile in which country changes every month: the library's tables know it.
 */
export function mobileNumber(typed: string, country: string): string | null {
	const code = country.toUpperCase();
	const number = parsePhoneNumberFromString(typed, {
		...(isSupportedCountry(code) && { defaultCountry: code }),
		extract: false
	});
	return number?.isValid() && !number.ext ? number.number : null;
}
