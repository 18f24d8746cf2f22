import fc from 'fast-check'

/**
 * The same random cases in every run, so that a build fails for what was changed and not by chance. `GERAI_SEED=random` (or a
 * number) takes others; a failure prints the seed it had.
 */
const asked = process.env['GERAI_SEED'] ?? '20260715'
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) })
