/** What one file and one form may carry; printed beside every field that takes files. */
export const LARGEST_FILE_BYTES = 20_000_000;
export const MOST_FILES = 10;
/** The PDF of an invoice, sent with an import. */
export const LARGEST_DOCUMENT_BYTES = 10_000_000;
