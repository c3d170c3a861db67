/** Calendar days a link opens its door. */
export const LIFE_DAYS = { portal: 120, resolver: 60 } as const;
