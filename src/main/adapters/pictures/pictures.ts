import type { Pictures } from '../../../core/ports/pictures.ts'
import { lumaOf } from './jpeg-luma.ts'
import { toLogo } from './logo.ts'
import { toScreenLogo } from './screen-logo.ts'

export const pictures: Pictures = { toLogo, toScreenLogo, lumaOf }
