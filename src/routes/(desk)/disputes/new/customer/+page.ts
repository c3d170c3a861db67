/** The customer is found while one types. The form that follows ships no script: nothing can undo what is ticked. */
export const csr = true;
