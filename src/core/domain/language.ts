/** What the product is said in, on screens, papers and in logs for people; Indonesian is the shop's own. */
export const LANGUAGES = ['id', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
