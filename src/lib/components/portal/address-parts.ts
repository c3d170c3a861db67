/** An e-mail address in the parts between which a narrow line may break: after its sign and its dots, never in a name. */
export const addressParts = (address: string): string[] => address.split(/(?<=[@.])/);
