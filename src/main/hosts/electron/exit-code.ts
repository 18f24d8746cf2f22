/** The app refused to open the books and has said why: starting it in another way would not help. */
export const EXIT_REFUSED = 78
