/**
 * What the browser keeps after number and secret were right: a grant for one report for some hours, sealed by the
 * server, in a cookie that scripts cannot read. The secret itself is kept nowhere.
 */
import { isSameHash, pepperedHash } from '../../platform/crypto/token.ts'
import type { Keys } from '../../platform/crypto/keys.ts'

export const grantHours = 12
export const grantCookie = 'lapor_laporan'
/** A phone is shared by a family: a few reports may be open at once, the oldest is forgotten first. */
const mostGrants = 5

const sealOf = (keys: Pick<Keys, 'pepper'>, reportId: string, expires: number): string =>
  pepperedHash(keys.pepper, 'tracking_grant', `${reportId}\0${expires}`).toString('base64url')

/** The cookie's value with one more report open. */
export function withGrant(
  keys: Pick<Keys, 'pepper'>,
  cookie: string | undefined,
  reportId: string,
  now: Date,
): string {
  const expires = Math.floor(now.getTime() / 1000) + grantHours * 3600
  const others = (cookie ?? '').split('!').filter((grant) => grant !== '' && !grant.startsWith(reportId))
  return [...others.slice(1 - mostGrants), `${reportId}.${expires}.${sealOf(keys, reportId, expires)}`].join(
    '!',
  )
}

/** Whether the cookie opens this report now. */
export function isGranted(
  keys: Pick<Keys, 'pepper'>,
  cookie: string | undefined,
  reportId: string,
  now: Date,
): boolean {
  return (cookie ?? '').split('!').some((grant) => {
    const [id, expires, seal] = grant.split('.')
    if (id !== reportId || seal === undefined || !(Number(expires) * 1000 > now.getTime())) return false
    return isSameHash(
      Buffer.from(seal, 'base64url'),
      Buffer.from(sealOf(keys, reportId, Number(expires)), 'base64url'),
    )
  })
}
