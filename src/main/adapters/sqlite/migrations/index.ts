import { firstBooks } from './0001-first-books.ts'

/** In order; the number of each is its place, counted from 1, and is what `user_version` says. Never edit a landed one. */
export const MIGRATIONS: readonly string[] = [firstBooks]
