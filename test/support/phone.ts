import assert from 'node:assert/strict'
import type { Sent } from './town.ts'

/** A phone without script: it keeps cookies and sends back what a form carries. */
export function aPhoneAt(url: string) {
  const jar = new Map<string, string>()
  const go = async (path: string, body?: URLSearchParams | FormData) => {
    const answer = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      ...(body && { body }),
      headers: {
        accept: 'text/html',
        ...(body && { origin: url }),
        cookie: [...jar].map((pair) => pair.join('=')).join('; '),
      },
      redirect: 'manual',
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') jar.delete(name!)
      else jar.set(name!, value!)
    }
    return {
      status: answer.status,
      to: answer.headers.get('location'),
      html: await answer.text(),
      headers: answer.headers,
    }
  }
  const open = async (report: Pick<Sent, 'number' | 'secret'>) =>
    go('/lacak', new URLSearchParams({ number: report.number, secret: report.secret }))
  const page = async (report: Sent) => (await go(`/lacak/${report.number}`)).html
  /** Sends the form of an action with what it carries unseen. */
  const act = async (
    report: Sent,
    action: string,
    fields: Record<string, string | [Blob, string]> = {},
    seen?: string,
  ) => {
    const html = seen ?? (await page(report))
    const form = html.split('<form').find((part) => part.includes(`/lacak/${report.number}/${action}"`))
    assert.ok(form, `no form for ${action}`)
    const body = form.includes('enctype="multipart') ? new FormData() : new URLSearchParams()
    for (const [, name, value] of form.matchAll(/type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g))
      body.append(name!, value!)
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') body.append(name, value)
      else (body as FormData).append(name, ...value)
    }
    return go(`/lacak/${report.number}/${action}`, body)
  }
  return { go, open, page, act, jar }
}
