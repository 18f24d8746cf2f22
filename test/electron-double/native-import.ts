/** Loaded by Node itself, so that its `import` is Node's and not the test runner's. */
export const load = (url: string): Promise<unknown> => import(url)
