import type { Ground } from '../../platform/ground.ts'
import './tables.ts'

/** Destroys name and contact of one report; nothing else of it changes. Idempotent. */
export async function eraseIdentity(ground: Pick<Ground, 'as'>, reportId: string): Promise<void> {
  const vault = await ground.as('lapor_vault')
  await vault.deleteFrom('vault.contact').where('report_id', '=', reportId).execute()
  await vault.deleteFrom('vault.identity').where('report_id', '=', reportId).execute()
}
