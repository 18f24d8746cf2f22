import { z } from 'zod'

export const customerDisplay = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('auto') }),
  z.object({ choice: z.literal('off') }),
  z.object({ choice: z.literal('chosen'), displayId: z.number() }),
])

export const kiosk = z.object({ on: z.boolean() })
