/** As the customer may want to ask; "no preference" first. */
export const OUTCOMES = ['NOA', 'CNP', 'CNF', 'NIN', 'PIN', 'CNA', 'OTH'] as const;
