import type { PictureFile } from '../../core/contract/slides-contract.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import type { Result } from '../../core/domain/result.ts'

/** Fetches one of the shop's own pictures by its id. */
export type FetchPicture = (id: string) => Promise<Result<PictureFile, Refusal>>
