import { data, refused, type Answer } from './answers.ts'
import { MERCHANT } from './options.ts'
import type { World } from './world.ts'

/** GET /config: public. */
export const getConfig = (world: World): Answer => data({ hostedBaseUrl: world.origin() })

/** GET /workspaces: a key sees its own. */
export const listWorkspaces = (): Answer =>
  data([
    {
      id: MERCHANT.accountId,
      accountId: MERCHANT.accountId,
      name: MERCHANT.brandName,
      slug: MERCHANT.workspaceName,
      role: 'owner',
      brandName: MERCHANT.brandName,
    },
  ])

/** Keys, account and changes of a workspace are for people: any key gets this. */
export const personOnly = (): Answer => refused('person_only', 'Only a signed-in person may do this.')
