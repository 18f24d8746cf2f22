/**
 * The colours a shop may choose for what is to be pressed. Values for every theme stand in the tokens of the screens; none
 * is near the amber of waiting, the green of paid or the red of broken.
 */
export const ACCENTS = ['nila', 'langit', 'laut', 'manggis', 'rosela', 'arang'] as const
export type Accent = (typeof ACCENTS)[number]

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type ThemeChoice = (typeof THEMES)[number]
