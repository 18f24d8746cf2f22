import { buildIfStale } from '../src/cli/build-if-stale.ts'

buildIfStale()
