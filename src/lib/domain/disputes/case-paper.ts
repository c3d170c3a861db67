/** What staff hand over to the customer of a case, as a file. */
export const CASE_PAPERS = ['corrected_invoice', 'credit_note', 'delivery_note'] as const;
export type CasePaper = (typeof CASE_PAPERS)[number];
