/** GB, two check digits, four letters of the bank, then what a British transfer asks for. */
const BRITISH = /^GB\d{2}[A-Z]{4}(\d{2})(\d{2})(\d{2})(\d{8})$/;

/** A British IBAN holds both the sort code and the account number; null for any other country. */
export function ukAccount(iban: string): { sortCode: string; account: string } | null {
	const found = BRITISH.exec(iban.replace(/\s/g, '').toUpperCase());
	if (!found) return null;
	const [, first, second, third, account] = found;
	return { sortCode: `${first}-${second}-${third}`, account: account! };
}
